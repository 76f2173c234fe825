//! The limit of a check: which of its sides are written, whether they can hold together, and how fine a gap a passing
//! check must have been able to see.

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
pub(super) fn read(table: &Table<'_>, comparison: Comparison) -> Result<(Limit, bool)> {
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
    let limit = of(comparison, min, max, max_gap)?.ok_or_else(|| {
        let keys = if comparison == Comparison::Difference { "max_gap" } else { "min, max" };
        Error::new("EVH-P015").with("keys", keys).at(table.place())
    })?;
    Ok((limit, one_sided.is_some()))
}

/// The limit that these values make; `None` when there are none.
///
/// # Errors
/// `EVH-P009` out of range, `EVH-P016` when nothing could be within, `EVH-P017` when the key does not go with the
/// comparison, `EVH-P033` when equal rates would be outside.
pub(super) fn of(
    comparison: Comparison,
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
        let gap = max_gap.map(|spot| in_range("max_gap", spot, "0 < x < 1", |gap| gap.value > 0.0 && gap.value < 1.0));
        return Ok(gap.transpose()?.map(Limit::MaxGap));
    }
    if let (Some(min), Some(max)) = (&min, &max)
        && min.value.value > max.value.value
    {
        return Err(Error::new("EVH-P016").at(max.place.clone()));
    }
    let (min, max) = (side(comparison, "min", min)?, side(comparison, "max", max)?);
    Ok((min.is_some() || max.is_some()).then_some(Limit::Range { min, max }))
}

fn side(comparison: Comparison, key: &str, spot: Option<Spot<Decimal>>) -> Result<Option<Decimal>> {
    let Some(spot) = spot else { return Ok(None) };
    let place = spot.place.clone();
    if comparison == Comparison::Value {
        return in_range(key, spot, "0 ≤ x ≤ 1", |side| (0.0..=1.0).contains(&side.value)).map(Some);
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
) -> Result<Option<f64>> {
    let Some(spot) = table.decimal("needs_detectable")? else {
        return default_detectable(comparison, limit, claim, &table.place());
    };
    let place = spot.place.clone();
    if comparison == Comparison::Value {
        return Err(exclusive("needs_detectable", "comparison = \"value\"", place));
    }
    let inside = |gap: &Decimal| gap.value > 0.0 && gap.value < 1.0;
    let gap = in_range("needs_detectable", spot, "0 < x < 1", inside)?.value;
    let side = Beyond::of(limit);
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
) -> Result<Option<f64>> {
    if comparison == Comparison::Value {
        return Ok(None);
    }
    let gap = match limit {
        Limit::MaxGap(limit) => DETECTABLE_GAPS * limit.value,
        Limit::Range { .. } => DETECTABLE_RATIO,
    };
    let side = Beyond::of(limit);
    match (side.holds(gap), claim) {
        (true, _) => Ok(Some(gap)),
        (false, Claim::NoEvidenceOutside) => Err(side.error(place.clone())),
        (false, _) => Ok(None),
    }
}

/// What lies beyond a limit.
struct Beyond {
    wider: bool,
    side: f64,
    text: String,
}

impl Beyond {
    fn of(limit: &Limit) -> Self {
        let below = |side: f64, text: String| Self { wider: false, side, text };
        match limit {
            Limit::MaxGap(gap) => Self { wider: true, side: gap.value, text: gap.text.clone() },
            Limit::Range { min, max } => {
                let low = min.as_ref().map(|min| below(min.value, min.text.clone()));
                let high = || max.as_ref().map(|max| below(max.value.recip(), format!("1 / {}", max.text)));
                // Power is asked for on the lower side where there is one, else on the upper.
                low.or_else(high).unwrap_or_else(|| below(1.0, "1".to_owned()))
            }
        }
    }

    fn holds(&self, gap: f64) -> bool {
        if self.wider { gap > self.side && gap < 1.0 } else { gap < self.side }
    }

    fn error(&self, place: Place) -> Error {
        let sign = if self.wider { ">" } else { "<" };
        Error::new("EVH-P034").with("range", format!("x {sign} {}", self.text)).at(place)
    }
}
