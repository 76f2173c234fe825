//! How exactly a page for everybody tells a number: seldom so that a count or a share stands for one person.

use crate::lang::{Lang, Round, people, percent_to};

/// People behind a share from which it has a decimal: a tenth of a percent of them is ten people.
const MANY: u64 = 10_000;
/// Digits of a number of people that count.
const DIGITS: u32 = 3;
/// Decimals that no share needs more of.
const MOST_DECIMALS: i16 = 9;

/// How numbers are rounded where groups of fewer than so many people are not shown. Where nobody is few, nothing is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rounding {
    /// The largest of 1, 2, 5, 10, 20, 50 ... that is no more than the smallest group shown.
    pub(super) step: u64,
}

impl Rounding {
    pub(super) fn of(min_cell: u64) -> Self {
        let steps = (0..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
        Self { step: steps.take_while(|step| *step <= min_cell).last().unwrap_or(1) }
    }

    /// Whether anything is rounded.
    pub(super) const fn is_on(self) -> bool {
        self.step > 1
    }

    /// A number of people, to the step and to three digits.
    pub(super) fn count(self, count: u64) -> u64 {
        if !self.is_on() {
            return count;
        }
        let digits = count.checked_ilog10().unwrap_or(0) + 1;
        let step = self.step.max(10_u64.pow(digits.saturating_sub(DIGITS)));
        count.saturating_add(step / 2) / step * step
    }

    /// The same in words.
    pub(super) fn people(self, count: u64, lang: Lang) -> String {
        people(self.count(count), lang)
    }

    /// Decimals of a percentage of so many people: as few as tell it from none and from all.
    pub(super) fn decimals(self, share: f64, of: u64) -> i16 {
        let least = i16::from(!self.is_on() || of >= MANY);
        let is_told = |decimals: &i16| {
            let step = 0.005 * 0.1_f64.powi((*decimals).into());
            share <= 0.0 || share >= 1.0 || (share >= step && 1.0 - share >= step)
        };
        (least..MOST_DECIMALS).find(is_told).unwrap_or(MOST_DECIMALS)
    }

    /// A share of so many people.
    pub(super) fn share(self, share: f64, of: u64, lang: Lang) -> String {
        percent_to(share, self.decimals(share, of), Round::Nearest, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_no_more_than_the_smallest_group_shown() {
        let steps: Vec<u64> = [1, 2, 4, 5, 9, 10, 11, 30, 50, 99].map(|least| Rounding::of(least).step).into();
        assert_eq!(steps, [1, 2, 2, 5, 5, 10, 10, 20, 50, 50]);
    }

    #[test]
    fn people_are_told_in_steps_and_to_three_digits() {
        let counts: Vec<u64> = [0, 4, 5, 14, 997, 1234, 81_861].map(|count| Rounding::of(11).count(count)).into();
        assert_eq!(counts, [0, 0, 10, 10, 1000, 1230, 81_900]);
        assert_eq!(Rounding::of(1).count(81_861), 81_861);
    }

    #[test]
    fn shares_have_no_more_decimals_than_they_need() {
        let told = |share, of| Rounding::of(11).share(share, of, Lang::En);
        assert_eq!([told(0.179, 500), told(0.179, 39_880)], ["18%", "17.9%"]);
        assert_eq!([told(0.004, 5000), told(0.9996, 5000)], ["0.4%", "99.96%"]);
        assert_eq!([told(0.0, 500), told(1.0, 500)], ["0%", "100%"]);
        assert_eq!(Rounding::of(1).share(0.179, 500, Lang::En), "17.9%");
    }
}
