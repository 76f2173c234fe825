//! The limit of a check: which of its sides are written, whether they can hold together, and what passing claims.

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::compare::Comparison;

use super::read::{Spot, words};
use super::refuse::{exclusive, in_range, needs};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Claim, Decimal, Inference, Limit};

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
        let error = Error::new(ErrorCode::P017).with("key", key).with("comparison", comparison.id());
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
        return Err(Error::new(ErrorCode::P016).at(max.place.clone()));
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
    if leaves_equality { Ok(Some(side)) } else { Err(Error::new(ErrorCode::P033).with("key", key).at(place)) }
}

/// What a check claims when it passes, and how much of it has to be shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Claimed {
    pub(super) claim: Claim,
    pub(super) needs_detectable: Option<f64>,
    pub(super) needs_coverage: f64,
}

/// The same as it is written.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) claim: Option<Spot<ClaimWord>>,
    pub(super) needs_detectable: Option<Spot<Decimal>>,
    pub(super) needs_coverage: Option<Spot<Decimal>>,
    /// Where the check stands.
    pub(super) place: Place,
}

/// A word for a claim: `show-within`, of older configs, is `shown` of everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClaimWord {
    Claim(Claim),
    ShowWithin,
}

words!(ClaimWord:
    Claim::Shown.id() => Self::Claim(Claim::Shown),
    Claim::NoEvidenceOutside.id() => Self::Claim(Claim::NoEvidenceOutside),
    Claim::Point.id() => Self::Claim(Claim::Point),
    "show-within" => Self::ShowWithin,
);

/// Default of `needs_coverage`.
const COVERAGE: f64 = 0.8;

impl Asked {
    /// Checks what is written against what the check compares, and fills in what is not.
    ///
    /// # Errors
    /// `EVH-P018` a claim that a census cannot make, `EVH-P062` a measure without intervals, `EVH-P023` power that is claimed
    /// and nobody says of which gap, `EVH-P022` a key that means nothing for the claim, `EVH-P009` and `EVH-P034` values out
    /// of range.
    pub(super) fn read(
        self,
        inference: Inference,
        measure: Measure,
        comparison: Comparison,
        limit: &Limit,
    ) -> Result<Claimed> {
        // What a flag says is told in the name of the flag.
        let flags = self.place.flag().is_some();
        let [of_claim, of_detectable, of_coverage] = if flags {
            ["--claim", "--needs-detectable", "--needs-coverage"]
        } else {
            ["claim =", "needs_detectable", "needs_coverage"]
        };
        let claim = match (self.claim.as_ref().map(|spot| spot.value), inference) {
            (Some(ClaimWord::Claim(Claim::Point)), _) | (None, Inference::Census) => Claim::Point,
            (Some(_), Inference::Census) => return Err(Error::new(ErrorCode::P018).at(self.at_claim())),
            (Some(ClaimWord::Claim(claim)), _) => claim,
            (Some(ClaimWord::ShowWithin) | None, _) => Claim::Shown,
        };
        if claim != Claim::Point && !measure.has_interval() {
            return Err(Error::new(ErrorCode::P062).with("measure", measure.id()).at(self.at_claim()));
        }
        let stated = format!("{of_claim} \"{}\"", claim.id());
        let place = self.at_claim();
        let everybody = self.claim.is_some_and(|spot| spot.value == ClaimWord::ShowWithin);
        let needs_coverage = match self.needs_coverage {
            Some(spot) if claim == Claim::Point => return Err(exclusive(of_coverage, &stated, spot.place)),
            Some(spot) => in_range(of_coverage, spot, "0 ≤ x ≤ 1", |share| (0.0..=1.0).contains(&share.value))?.value,
            None if everybody => 1.0,
            None => COVERAGE,
        };
        let needs_detectable = match (self.needs_detectable, claim) {
            (Some(spot), Claim::NoEvidenceOutside) if comparison == Comparison::Value => {
                return Err(exclusive(of_detectable, "comparison = \"value\"", spot.place));
            }
            (Some(spot), Claim::NoEvidenceOutside) => {
                Some(detectable(of_detectable, spot, comparison, limit, measure)?)
            }
            (Some(spot), _) => return Err(exclusive(of_detectable, &stated, spot.place)),
            (None, Claim::NoEvidenceOutside) if comparison == Comparison::Value => {
                return Err(exclusive(&stated, "comparison = \"value\"", place));
            }
            (None, Claim::NoEvidenceOutside) => return Err(needs(&stated, of_detectable, place)),
            (None, _) => None,
        };
        Ok(Claimed { claim, needs_detectable, needs_coverage })
    }

    fn at_claim(&self) -> Place {
        self.claim.as_ref().map_or_else(|| self.place.clone(), |spot| spot.place.clone())
    }
}

/// The gap that must have been seen 8 times in 10.
fn detectable(name: &str, spot: Spot<Decimal>, comparison: Comparison, limit: &Limit, measure: Measure) -> Result<f64> {
    let place = spot.place.clone();
    let most = if comparison == Comparison::Ratio { Some(1.0) } else { widest(measure) };
    let range = if most.is_some() { "0 < x < 1" } else { "x > 0" };
    let inside = |gap: &Decimal| gap.value > 0.0 && most.is_none_or(|most| gap.value < most);
    let gap = in_range(name, spot, range, inside)?.value;
    let side = Beyond::of(limit, most);
    if side.holds(gap) { Ok(gap) } else { Err(side.error(place)) }
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
        Error::new(ErrorCode::P034).with("range", format!("x {sign} {}", self.text)).at(place)
    }
}
