//! The gaps that measures of scores and values would show 8 times in 10.

use evenhand_metrics::catalog::Beyond;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::power::{Aim, Side};

use super::measured::Number;
use super::pairs::{NumberInterval, NumberPair};
use crate::document::Gap;

impl NumberPair<'_> {
    /// The comparison nearest to a limit, beyond it, that these people would show to be outside at a level; of a difference its
    /// size. `None` where there is none, and where the rule that decides cannot be asked what it would say of another truth.
    #[must_use]
    pub fn detectable(&self, comparison: Comparison, level: f64, (side, limit): (Side, f64)) -> Option<f64> {
        if comparison == Comparison::Value {
            return None;
        }
        let found = self.interval(comparison, level).ok()?;
        let limit = if comparison == Comparison::Ratio { limit } else { limit.abs() };
        let (terms, beyond) = (self.terms(comparison, level), Beyond { side, limit });
        match self.number {
            Number::Score(measure) if measure.is_shifted() => shifted(&found, limit),
            _ if self.basis.has_unit => None,
            Number::Score(measure) => measure.detectable(&terms, beyond, self.scores_apart()),
            Number::Value(measure) => measure.detectable(&terms, beyond, self.values_apart()),
        }
    }

    /// The gaps nearest to equality that would be told from it.
    pub(super) fn detectable_from_equality(&self, comparison: Comparison, level: f64) -> Option<Gap> {
        let (equal, sign) = if comparison == Comparison::Ratio { (1.0, 1.0) } else { (0.0, -1.0) };
        let at = |side| self.detectable(comparison, level, (side, equal));
        let (low, high) = (at(Side::Below).map(|low| sign * low), at(Side::Above));
        (low.is_some() || high.is_some()).then_some(Gap { low, high })
    }
}

/// Of what varies as much wherever it lies: critical value and power, in standard errors beyond the limit.
fn shifted(found: &NumberInterval, limit: f64) -> Option<f64> {
    let (low, high) = (found.interval.low?, found.interval.high?);
    Some(limit + 0.5 * (high - low) * Aim::usual(found.sure).steps() / found.sure.critical())
}
