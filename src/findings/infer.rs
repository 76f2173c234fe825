//! Intervals and tests of a pair. The same function serves the nominal interval of a finding and, at the family's
//! level, the interval that decides once it is confirmed at the limit. `confidence` is the level wanted: where people have several rows, Student's t takes the
//! place of the normal distribution.

use evenhand_metrics::compare::{Comparison, difference_to_everyone, ratio_to_everyone};
use evenhand_metrics::interval::{Confidence, Interval, difference, ratio};
use evenhand_metrics::power::{Aim, Group, detectable_differences, detectable_ratios};
use evenhand_metrics::significance::{Count, default_test, default_test_of_tallies};

use super::pair::{Against, Pair};
use crate::document::Gap;

/// The interval of a pair's difference or ratio, with the id of its method; `None` where a rate is missing.
#[must_use]
pub fn pair_interval(
    comparison: Comparison,
    pair: &Pair<'_>,
    confidence: &Confidence,
) -> Option<(&'static str, Interval)> {
    if pair.unsure().is_some() {
        return None;
    }
    let confidence = &pair.confidence(comparison, confidence);
    let (a, b) = pair.effective(comparison).ok()?;
    let (method, interval) = match comparison {
        Comparison::Value => return None,
        Comparison::Difference => {
            let method = pair.basis.statistics.difference;
            (method.id(), difference(method, a, b, confidence).ok()?)
        }
        Comparison::Ratio => {
            let method = pair.basis.statistics.ratio;
            (method.id(), ratio(method, a, b, confidence).ok()?)
        }
    };
    let interval = match (&pair.against, comparison) {
        (Against::Everyone { share }, Comparison::Ratio) => interval.ratio_to_everyone(*share),
        (Against::Everyone { share }, Comparison::Difference) => interval.difference_to_everyone(*share),
        _ => interval,
    };
    Some((method, interval))
}

/// The test of equality of a pair: its id and two-sided p-value.
#[must_use]
pub fn pair_test(pair: &Pair<'_>) -> Option<(&'static str, f64)> {
    let (a, b) = (pair.a.ok()?, pair.b.ok()?);
    if pair.unsure().is_some() {
        return None;
    }
    let chosen = if pair.is_independent() {
        default_test(Count::new(a.top, a.bottom), Count::new(b.top, b.bottom))
    } else {
        let (a, b) = pair.effective(Comparison::Difference).ok()?;
        default_test_of_tallies(a, b, pair.freedom(Comparison::Difference))
    };
    chosen.ok().map(|chosen| (chosen.test.id(), chosen.tested.p_value))
}

/// The gaps nearest to equality that these sizes would tell from equality with 80 % power. Against everyone they are
/// sought against the rest, where the two groups are independent.
pub(super) fn detectable_from_equality(comparison: Comparison, pair: &Pair<'_>) -> Option<Gap> {
    let (a, b) = pair.effective(comparison).ok()?;
    if pair.unsure().is_some() {
        return None;
    }
    let reference = Group { rate: pair.b.ok()?.rate, people: b.bottom };
    let aim = Aim::usual(pair.at_level(&Confidence::normal(pair.basis.statistics.level)));
    let found = match comparison {
        Comparison::Value => return None,
        Comparison::Difference => detectable_differences(a.bottom, reference, &aim),
        Comparison::Ratio => detectable_ratios(a.bottom, reference, &aim),
    };
    let gap = |away: f64| match (&pair.against, comparison) {
        (Against::Everyone { share }, Comparison::Ratio) => ratio_to_everyone(away, *share).ok(),
        (Against::Everyone { share }, _) => Some(difference_to_everyone(away, *share)),
        _ => Some(away),
    };
    Some(Gap { low: found.low.and_then(gap), high: found.high.and_then(gap) })
}
