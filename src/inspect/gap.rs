//! The gap that groups of some size could show, whatever their rates turn out to be.

use evenhand_metrics::interval::Confidence;
use evenhand_metrics::power::{Aim, Group, detectable_ratios};

use super::{Decided, MIN_SIZE, Seen};

/// Rates at which gaps are shown when none was observed: one in a hundred, one in ten, one in two.
const RATES: [f64; 3] = [0.01, 0.1, 0.5];
/// Level of confidence, before any correction for many comparisons.
const LEVEL: f64 = 0.95;

/// The rates at which gaps are shown: the observed one, or else three that span what campaigns have.
#[expect(clippy::cast_precision_loss, reason = "a share of people")]
pub(super) fn rates(seen: &Seen) -> Vec<f64> {
    match seen.decided {
        Some(Decided { people, selected }) if people > 0 => vec![selected as f64 / people as f64],
        _ => RATES.to_vec(),
    }
}

/// The highest ratio below one that a group of this size would show 8 times in 10 beside a group of `largest` people who
/// are selected at this rate; `None` when not even nobody selected would show.
#[expect(clippy::cast_precision_loss, reason = "sizes of groups")]
pub(super) fn lowest_seen(people: u64, largest: u64, rate: f64) -> Option<f64> {
    let reference = Group { rate, people: largest as f64 };
    detectable_ratios(people as f64, reference, &Aim::usual(Confidence::normal(LEVEL))).low
}

/// How many of these sizes, from largest to smallest, may be shown: those of [`MIN_SIZE`] and more, but where one alone is
/// smaller, the next smallest is held back with it, or it could be found by subtraction.
pub(super) fn shown(sizes: &[u64]) -> usize {
    let large = sizes.iter().filter(|size| **size >= MIN_SIZE).count();
    if sizes.len() == large + 1 { large.saturating_sub(1) } else { large }
}

/// The smallest group whose size may be shown, beside the largest.
pub(super) fn smallest(sizes: &[u64]) -> Option<u64> {
    sizes[..shown(sizes)].iter().skip(1).last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The doctest of `detectable_ratios`: 3,213 people each at 10 % show 0.8.
    #[test]
    fn equal_groups_of_3213_at_one_in_ten_show_a_ratio_of_0_8() {
        assert!((lowest_seen(3213, 3213, 0.1).unwrap() - 0.8).abs() < 1e-5);
        assert_eq!(lowest_seen(20, 3213, 0.01), None, "20 people of whom none was selected are no surprise");
    }

    #[test]
    fn the_smallest_group_shown_is_not_the_largest_and_not_tiny() {
        assert_eq!(smallest(&[100, 50, 11, 3, 3]), Some(11));
        assert_eq!(smallest(&[100, 50, 11, 3]), Some(50), "11 could be subtracted to find 3");
        assert_eq!(smallest(&[100, 50, 11]), Some(11));
        assert_eq!(smallest(&[100]), None);
        assert_eq!(smallest(&[100, 3]), None);
    }
}
