//! Showing parity: two one-sided tests of the limits, and the people it would take to decide either way.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::equivalence::{Margins, equivalence as two_tests};
use evenhand_metrics::undefined::Undefined;

use super::limit::Side;
use super::needed;
use super::rule::Rule;
use crate::compare::{Against, RatePair};
use crate::document::{EquivalenceOut, EquivalenceTest};
use crate::plan::{Claim, Inference};

/// The tests of a ratio's limits, for a check that claims to show parity.
pub(super) fn equivalence(
    rule: &Rule<'_>,
    pair: &RatePair<'_>,
    value: Result<f64, Undefined>,
) -> Option<EquivalenceOut> {
    let check = rule.check;
    let asked = check.claim == Claim::Shown && check.comparison == Comparison::Ratio && check.within.is_none();
    if !asked || rule.basis.inference != Inference::Process {
        return None;
    }
    let (low, high) = (rule.sides.low.map(Side::value), rule.sides.high.map(Side::value));
    let found = value.and_then(|_| {
        if let Some(unsure) = pair.unsure() {
            return Err(unsure);
        }
        if matches!(pair.against, Against::Everyone { .. }) {
            return Err(Undefined::NoInterval);
        }
        let (a, b) = pair.effective(Comparison::Ratio)?;
        let margins = match (low, high) {
            (Some(low), Some(high)) => Margins { low, high },
            (Some(only), None) | (None, Some(only)) => Margins { low: only, high: only },
            (None, None) => return Err(Undefined::NoInterval),
        };
        two_tests(rule.basis.statistics.ratio, a, b, margins, &pair.confidence(Comparison::Ratio, &rule.levels.nominal))
    });
    let p_value = found.map(|found| match (low, high) {
        (Some(_), None) => found.low.p_value,
        (None, Some(_)) => found.high.p_value,
        _ => found.p_value,
    });
    Some(EquivalenceOut {
        test: if low.is_some() && high.is_some() { EquivalenceTest::Tost } else { EquivalenceTest::OneSided }.into(),
        p_value: p_value.ok(),
        undefined: p_value.err().map(Into::into),
        needed_within: needed::to_show_within(rule, pair),
    })
}
