//! Limits: both sides of what a check allows, and where an estimate or an interval stands against them.

use std::cmp::Ordering;

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::four_fifths::{Limit, compare_ratio};
use evenhand_metrics::interval::{Interval, Shape};
use evenhand_metrics::significance::Count;

use crate::document::{CheckLimit, Verdict};
use crate::plan;

/// Relative slack where integers do not decide: weighted rates, whose last digits depend on the rounding of weights,
/// and differences.
const SLACK: f64 = 1e-9;

/// One side of a limit, exact as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Side {
    size: Limit,
    negative: bool,
}

impl Side {
    fn of(decimal: &plan::Decimal) -> Option<Self> {
        let (size, negative) =
            decimal.text.strip_prefix('-').map_or((decimal.text.as_str(), false), |size| (size, true));
        Limit::from_decimal_text(size).map(|size| Self { size, negative })
    }

    fn negated(self) -> Self {
        Self { negative: !self.negative, ..self }
    }

    fn inverse(self) -> Option<Self> {
        self.size.inverse().map(|size| Self { size, ..self })
    }

    pub(super) fn value(self) -> f64 {
        if self.negative { -self.size.value() } else { self.size.value() }
    }
}

/// Both sides of a limit; `None` where a side is not judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sides {
    /// The lowest value within.
    pub(super) low: Option<Side>,
    /// The highest value within.
    pub(super) high: Option<Side>,
}

impl Sides {
    /// Derives the side that the config does not name: under 1/m for a ratio, under -g for a difference. A value has
    /// only the sides written, and so has every one-sided limit.
    pub(super) fn of(limit: &plan::Limit, comparison: Comparison, one_sided: bool) -> Self {
        let (low, high) = match limit {
            plan::Limit::Range { min, max } => (min.as_ref().and_then(Side::of), max.as_ref().and_then(Side::of)),
            plan::Limit::MaxGap(gap) => (Side::of(gap).map(Side::negated), Side::of(gap)),
        };
        if one_sided || comparison == Comparison::Value {
            return Self { low, high };
        }
        let mirrored = |side: Side| match comparison {
            Comparison::Ratio => side.inverse(),
            _ => Some(side.negated()),
        };
        Self { low: low.or_else(|| high.and_then(mirrored)), high: high.or_else(|| low.and_then(mirrored)) }
    }

    /// The sides as the document shows them.
    pub(super) fn shown(&self) -> CheckLimit {
        CheckLimit { min: self.low.map(Side::value), max: self.high.map(Side::value) }
    }

    /// Where an interval stands: outside when it lies beyond a side as a whole, within when it crosses none.
    pub(super) fn by_interval(&self, interval: &Interval) -> Verdict {
        if matches!(interval.shape, Shape::Complement | Shape::WholeLine) {
            return Verdict::CannotTell;
        }
        let (low, high) = (self.low.map(Side::value), self.high.map(Side::value));
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

    /// Where an estimate stands: ratios and values of plain counts in integers, all else with a slack. Equal to the limit is
    /// within.
    pub(super) fn by_point(&self, counts: Option<(Count, Count)>, value: f64) -> Verdict {
        let in_integers = |side: Side| {
            let (group, reference) = counts?;
            compare_ratio(group, reference, side.size).ok().filter(|_| !side.negative)
        };
        let against = |side: Side| in_integers(side).unwrap_or_else(|| with_slack(value, side.value()));
        let below = self.low.is_some_and(|low| against(low) == Ordering::Less);
        let above = self.high.is_some_and(|high| against(high) == Ordering::Greater);
        if below || above { Verdict::Outside } else { Verdict::Within }
    }
}

fn with_slack(value: f64, side: f64) -> Ordering {
    if (value - side).abs() <= SLACK * side.abs() { Ordering::Equal } else { value.total_cmp(&side) }
}
