//! Intervals and tests of a pair. The same function serves the nominal interval of a finding and, at the family's
//! level, the interval that decides.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::{Confidence, Interval, difference, ratio};
use evenhand_metrics::test::default_test;

use super::pair::{Against, Pair};
use crate::plan::Plan;

/// The interval of a pair's difference or ratio, with the id of its method; `None` where a rate is missing.
#[must_use]
pub fn pair_interval(
    plan: &Plan,
    comparison: Comparison,
    pair: &Pair<'_>,
    confidence: &Confidence,
) -> Option<(&'static str, Interval)> {
    let (a, b) = (pair.a.ok()?.effective(), pair.b.ok()?.effective());
    let (method, interval) = match comparison {
        Comparison::Value => return None,
        Comparison::Difference => {
            let method = plan.statistics.difference;
            (method.id(), difference(method, a, b, confidence).ok()?)
        }
        Comparison::Ratio => {
            let method = plan.statistics.ratio;
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
    default_test(a.effective(), b.effective())
}
