//! Limits: both sides of what a check allows, and where an estimate or an interval stands against them.

use std::cmp::Ordering;

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::four_fifths::Fraction;
use evenhand_metrics::interval::{Interval, Shape};

use crate::audit::{CheckLimit, Verdict};
use crate::findings::Pair;
use crate::plan;

/// Relative slack of weighted rates, whose last digits depend on the rounding of weights.
const SLACK: f64 = 1e-9;

/// Both sides of a limit, as exact fractions; `None` where a side is not judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sides {
    /// The lowest value within.
    pub(super) low: Option<Fraction>,
    /// The highest value within.
    pub(super) high: Option<Fraction>,
}

impl Sides {
    /// Derives the side that the config does not name: under 1/m for a ratio, under -g for a difference. A value has
    /// only the sides written, and so has every one-sided limit.
    pub(super) fn of(limit: &plan::Limit, comparison: Comparison, one_sided: bool) -> Self {
        let exact = |decimal: &plan::Decimal| Fraction::from_decimal_text(&decimal.text);
        let (low, high) = match limit {
            plan::Limit::Range { min, max } => (min.as_ref().and_then(exact), max.as_ref().and_then(exact)),
            plan::Limit::MaxGap(gap) => (exact(gap).map(Fraction::negated), exact(gap)),
        };
        if one_sided || comparison == Comparison::Value {
            return Self { low, high };
        }
        let mirrored = |side: Fraction| match comparison {
            Comparison::Ratio => side.reciprocal(),
            _ => Some(side.negated()),
        };
        Self { low: low.or_else(|| high.and_then(mirrored)), high: high.or_else(|| low.and_then(mirrored)) }
    }

    /// The sides as the document shows them.
    pub(super) fn shown(&self) -> CheckLimit {
        CheckLimit { min: self.low.map(Fraction::value), max: self.high.map(Fraction::value) }
    }

    /// Where an interval stands: outside when it lies beyond a side as a whole, within when it crosses none.
    pub(super) fn by_interval(&self, interval: &Interval) -> Verdict {
        if matches!(interval.shape, Shape::Complement | Shape::WholeLine) {
            return Verdict::CannotTell;
        }
        let (low, high) = (self.low.map(Fraction::value), self.high.map(Fraction::value));
        let below = low.zip(interval.high).is_some_and(|(low, upper)| upper < low);
        let above = high.zip(interval.low).is_some_and(|(high, lower)| lower > high);
        let clear_of_low = low.is_none_or(|low| interval.low.is_some_and(|lower| low <= lower));
        let clear_of_high = high.is_none_or(|high| interval.high.is_some_and(|upper| upper <= high));
        match (below || above, clear_of_low && clear_of_high) {
            (true, _) => Verdict::Outside,
            (false, true) => Verdict::Within,
            (false, false) => Verdict::CannotTell,
        }
    }

    /// Where the estimate of a pair stands: in integers for plain counts, with a slack for weights. Equal to the limit
    /// is within.
    pub(super) fn by_point(&self, comparison: Comparison, pair: &Pair<'_>, value: f64) -> Verdict {
        let against = |side: Fraction| exact(comparison, pair, side).unwrap_or_else(|| with_slack(value, side.value()));
        let below = self.low.is_some_and(|low| against(low) == Ordering::Less);
        let above = self.high.is_some_and(|high| against(high) == Ordering::Greater);
        if below || above { Verdict::Outside } else { Verdict::Within }
    }
}

/// The estimate against a side in integers; `None` when rows carry weights.
fn exact(comparison: Comparison, pair: &Pair<'_>, side: Fraction) -> Option<Ordering> {
    let a = pair.a.ok().filter(|share| share.is_plain())?;
    match comparison {
        Comparison::Value => Some(side.compare_share(a.top, a.bottom)),
        Comparison::Ratio => pair.shown.ok().map(|b| side.compare_ratio(a.top, a.bottom, b.top, b.bottom)),
        Comparison::Difference => pair.shown.ok().map(|b| side.compare_difference(a.top, a.bottom, b.top, b.bottom)),
    }
}

fn with_slack(value: f64, side: f64) -> Ordering {
    if (value - side).abs() <= SLACK * side.abs() { Ordering::Equal } else { value.total_cmp(&side) }
}
