//! How many of the people selected fall into the first of two groups, when everybody is as likely to be selected.

use super::{Source, whole};
use crate::significance::hypergeometric::Tables;

/// A hypergeometric distribution, prepared for draws.
///
/// **Formula** ratio of uniforms: k = ⌊a + (2v-1) s/u⌋ is kept when u² <= the probability of k over that of the mode,
/// with a = mean + ½ and s = √(2/e) √(variance + ½) + 3/2 - √(3/e).
///
/// **Source** Stadlober (1990), "The ratio of uniforms approach for generating discrete random variates".
///
/// **Undefined when** more are selected than there are people, or there are more than 64 bits hold: `None`.
///
/// ```
/// # use evenhand_metrics::draw::{Hypergeometric, Source};
/// let women = Hypergeometric::new(39_880, 41_230, 17_076).unwrap().draw(&mut Source::new(1, 0));
/// // the mean is 8,395.9; within six standard errors, of 58.0 each
/// assert!(women.abs_diff(8_396) < 6 * 58);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Hypergeometric {
    tables: Tables,
    middle: f64,
    half_width: f64,
    ln_at_mode: f64,
}

impl Hypergeometric {
    /// Of `first` and `second` people, `selected` are selected.
    #[must_use]
    pub fn new(first: u64, second: u64, selected: u64) -> Option<Self> {
        let tables = Tables::new(first, second, selected)?;
        // Nothing is left to chance; with nobody in it, the mean does not even exist.
        if tables.fewest() == tables.most() {
            return Some(Self { tables, middle: 0.0, half_width: 0.0, ln_at_mode: 0.0 });
        }
        Some(Self {
            tables,
            middle: tables.mean() + 0.5,
            half_width: 0.857_763_884_960_706_8 * (tables.variance() + 0.5).sqrt() + 0.449_458_081_029_449_4,
            ln_at_mode: tables.ln_probability(tables.mode()),
        })
    }

    /// One draw: how many of the selected are of the first group.
    #[must_use]
    pub fn draw(&self, source: &mut Source) -> u64 {
        let (fewest, most) = (self.tables.fewest(), self.tables.most());
        if fewest == most {
            return fewest;
        }
        loop {
            let (u, v) = (1.0 - source.share(), 2.0 * source.share() - 1.0);
            let Some(k) = whole(self.middle + self.half_width * v / u, most).filter(|k| *k >= fewest) else { continue };
            if 2.0 * libm::log(u) <= self.tables.ln_probability(k) - self.ln_at_mode {
                return k;
            }
        }
    }
}

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "a million people")]
mod tests {
    use super::Hypergeometric;

    /// Rejection is exact only while √(probability over that of the mode), times the distance from the middle, stays
    /// within the half-width. The distance is largest at an end of a number's cell.
    fn covers(first: u64, second: u64, selected: u64) {
        let hyper = Hypergeometric::new(first, second, selected).unwrap();
        let (fewest, most) = (hyper.tables.fewest(), hyper.tables.most());
        let step = 1 + (most - fewest) / 5_000;
        for k in (fewest..=most).step_by(usize::try_from(step).unwrap()) {
            let height = (0.5 * (hyper.tables.ln_probability(k) - hyper.ln_at_mode)).exp();
            let away = (k as f64 - hyper.middle).abs().max((k as f64 + 1.0 - hyper.middle).abs());
            assert!(height * away <= hyper.half_width, "{first} {second} {selected}: {k}");
        }
    }

    #[test]
    fn the_hat_covers_every_probability() {
        for (first, second) in (1..=12).flat_map(|first| (1..=12).map(move |second| (first, second))) {
            (1..first + second).for_each(|selected| covers(first, second, selected));
        }
        for (first, second) in [(1, 5_000), (40, 40), (100, 1_000), (999, 5_000), (30_000, 200), (1_000_000, 3_000_000)]
        {
            let people = first + second;
            for selected in [1, 2, 7, 20, people / 10, people / 3, people / 2, people - 5] {
                covers(first, second, selected);
            }
        }
    }
}
