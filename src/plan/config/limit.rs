//! The limit of a check: which of its sides are written, whether they can hold together, and how fine a gap a passing
//! check must have been able to see.

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::compare::Comparison;

use super::document::{Spot, Table};
use super::given::{exclusive, in_range};
use crate::error::{Error, Place, Result};
use crate::plan::{Claim, Decimal, Limit};

/// Default of `needs_detectable` for a ratio.
const DETECTABLE_RATIO: f64 = 0.5;
/// Default of `needs_detectable` for a difference, in widths of the limit.
const DETECTABLE_GAPS: f64 = 2.0;

/// Reads `min`, `max`, `max_gap` and `one_sided`.
pub(super) fn read(table: &Table<'_>, comparison: Comparison, measure: Measure) -> Result<(Limit, bool)> {
    let (min, max, max_gap) = (table.decimal("min")?, table.decimal("max")?, table.decimal("max_gap")?);
    let one_sided = table.flag("one_sided")?.filter(|spot| spot.value);
    if let Some(one_sided) = &one_sided {
        let other = match (comparison, &min, &max) {
            (Comparison::Difference, ..) => Some("max_gap"),
            (Comparison::Value, ..) => Some("comparison = \"value\""),
            (Comparison::Ratio, Some(_), Some(_)) => Some("max"),
            (Comparison::Ratio, ..) => None,
        };
        if let Some(other) = other {
            return Err(exclusive("one_sided", other, one_sided.place.clone()));
        }
    }
    let limit = of(comparison, measure, min, max, max_gap)?
        .ok_or_else(|| Error::new("EVH-P015").with("comparison", comparison.id()).at(table.place()))?;
    Ok((limit, one_sided.is_some()))
}

/// The limit that these values make; `None` when there are none.
///
/// # Errors
/// `EVH-P009` out of range, `EVH-P016` when nothing could be within, `EVH-P017` when the key does not go with the
/// comparison, `EVH-P033` when equal rates would be outside.
pub(super) fn of(
    comparison: Comparison,
    measure: Measure,
    min: Option<Spot<Decimal>>,
    max: Option<Spot<Decimal>>,
    max_gap: Option<Spot<Decimal>>,
) -> Result<Option<Limit>> {
    let stray = match comparison {
        Comparison::Difference => min.as_ref().map(|spot| ("min", spot)).or(max.as_ref().map(|spot| ("max", spot))),
        _ => max_gap.as_ref().map(|spot| ("max_gap", spot)),
    };
    if let Some((key, spot)) = stray {
        let error = Error::new("EVH-P017").with("key", key).with("comparison", comparison.id());
        return Err(error.at(spot.place.clone()));
    }
    if comparison == Comparison::Difference {
        let share = widest(measure);
        let range = if share.is_some() { "0 < x < 1" } else { "x > 0" };
        let inside = |gap: &Decimal| gap.value > 0.0 && share.is_none_or(|widest| gap.value < widest);
        let gap = max_gap.map(|spot| in_range("max_gap", spot, range, inside));
        return Ok(gap.transpose()?.map(Limit::MaxGap));
    }
    if let (Some(min), Some(max)) = (&min, &max)
        && min.value.value > max.value.value
    {
        return Err(Error::new("EVH-P016").at(max.place.clone()));
    }
    let (min, max) = (side(comparison, measure, "min", min)?, side(comparison, measure, "max", max)?);
    Ok((min.is_some() || max.is_some()).then_some(Limit::Range { min, max }))
}

/// The widest difference there can be; `None` when there is no end to it. Measures of scores that are shares of people, or
/// lie between 0 and 1, differ by at most 1, and so a gap of 1 or more would judge nothing.
fn widest(measure: Measure) -> Option<f64> {
    match measure.range() {
        (Some(low), Some(high)) => Some(high - low),
        _ => None,
    }
}

fn side(comparison: Comparison, measure: Measure, key: &str, spot: Option<Spot<Decimal>>) -> Result<Option<Decimal>> {
    let Some(spot) = spot else { return Ok(None) };
    let place = spot.place.clone();
    if comparison == Comparison::Value {
        let (low, high) = measure.range();
        let range = match (low, high) {
            (Some(low), Some(high)) => format!("{low} ≤ x ≤ {high}"),
            (Some(low), None) => format!("x ≥ {low}"),
            _ => return Ok(Some(spot.value)),
        };
        let inside =
            |side: &Decimal| low.is_none_or(|low| low <= side.value) && high.is_none_or(|high| side.value <= high);
        return in_range(key, spot, &range, inside).map(Some);
    }
    let side = in_range(key, spot, "x > 0", |side| side.value > 0.0)?;
    let leaves_equality = if key == "min" { side.value <= 1.0 } else { side.value >= 1.0 };
    if leaves_equality { Ok(Some(side)) } else { Err(Error::new("EVH-P033").with("key", key).at(place)) }
}

/// The gap that a powered result must have been able to see.
///
/// # Errors
/// `EVH-P034` when it does not lie beyond the limit.
pub(super) fn needs_detectable(
    table: &Table<'_>,
    comparison: Comparison,
    limit: &Limit,
    claim: Claim,
    measure: Measure,
) -> Result<Option<f64>> {
    let Some(spot) = table.decimal("needs_detectable")? else {
        return default_detectable(comparison, limit, claim, &table.place(), measure);
    };
    let place = spot.place.clone();
    if comparison == Comparison::Value {
        return Err(exclusive("needs_detectable", "comparison = \"value\"", place));
    }
    let most = if comparison == Comparison::Ratio { Some(1.0) } else { widest(measure) };
    let range = if most.is_some() { "0 < x < 1" } else { "x > 0" };
    let inside = |gap: &Decimal| gap.value > 0.0 && most.is_none_or(|most| gap.value < most);
    let gap = in_range("needs_detectable", spot, range, inside)?.value;
    let side = Beyond::of(limit, most);
    if side.holds(gap) { Ok(Some(gap)) } else { Err(side.error(place)) }
}

/// The same where nothing is written.
///
/// # Errors
/// `EVH-P034` when the default does not lie beyond the limit and the claim asks for power: no other value can be guessed.
pub(super) fn default_detectable(
    comparison: Comparison,
    limit: &Limit,
    claim: Claim,
    place: &Place,
    measure: Measure,
) -> Result<Option<f64>> {
    if comparison == Comparison::Value {
        return Ok(None);
    }
    let gap = match limit {
        Limit::MaxGap(limit) => DETECTABLE_GAPS * limit.value,
        Limit::Range { .. } => DETECTABLE_RATIO,
    };
    let most = if comparison == Comparison::Ratio { Some(1.0) } else { widest(measure) };
    let side = Beyond::of(limit, most);
    match (side.holds(gap), claim) {
        (true, _) => Ok(Some(gap)),
        (false, Claim::NoEvidenceOutside) => Err(side.error(place.clone())),
        (false, _) => Ok(None),
    }
}

/// What lies beyond a limit.
struct Beyond {
    wider: bool,
    most: Option<f64>,
    side: f64,
    text: String,
}

impl Beyond {
    fn of(limit: &Limit, most: Option<f64>) -> Self {
        let below = |side: f64, text: String| Self { wider: false, most, side, text };
        match limit {
            Limit::MaxGap(gap) => Self { wider: true, most, side: gap.value, text: gap.text.clone() },
            Limit::Range { min, max } => {
                let low = min.as_ref().map(|min| below(min.value, min.text.clone()));
                let high = || max.as_ref().map(|max| below(max.value.recip(), format!("1 / {}", max.text)));
                // Power is asked for on the lower side where there is one, else on the upper.
                low.or_else(high).unwrap_or_else(|| below(1.0, "1".to_owned()))
            }
        }
    }

    fn holds(&self, gap: f64) -> bool {
        if self.wider { gap > self.side && self.most.is_none_or(|most| gap < most) } else { gap < self.side }
    }

    fn error(&self, place: Place) -> Error {
        let sign = if self.wider { ">" } else { "<" };
        Error::new("EVH-P034").with("range", format!("x {sign} {}", self.text)).at(place)
    }
}
