//! Telling areas of two groups from a limit on their difference.

use super::interval::{Parts, squared_and_added, with_everyone};
use super::{Area, Scores, Spread, area};
use crate::interval::Side;
use crate::power::{Aim, nearest};

/// The size of the difference of two groups' areas nearest to a limit, beyond it, that these people would show to be outside.
///
/// # Formula
/// The d nearest to the limit of which the interval of [`interval_minus`](Area::interval_minus) lies beyond it although the data are unlucky:
/// A₁ = A₂ ± d and A₂, each moved by z' V/√(V₁ + V₂) against it, V `DeLong`'s variances. A₂ is the one seen. At another area placements
/// scatter as those of exponential scores would, A/(2-A) - A² and 2A²/(1+A) - A², times what those seen scatter over what exponential ones
/// would; never more than A(1-A).
/// # Source
/// The power of a test by its own rejection region; variances: Hanley & `McNeil` (1982), Radiology 143, 29-36.
/// # Undefined when
/// There is no such difference, an area has no value, or people are weighted: `None`.
/// # Example
/// ```
/// use evenhand_metrics::{interval::Confidence, power::{Aim, Side}, scores::{Scores, area::detectable_gap}};
/// let group = Scores::of_counts([(0.2, 20, 60, 0), (0.5, 40, 40, 0), (0.8, 60, 20, 0)])?;
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = detectable_gap(Side::Below, 0.0, &group, &group, 1.0, &aim).unwrap();
/// // 2.8 standard errors of √2 x 0.0334, nearly: an area of 0.764 varies less than a smaller one
/// assert!((0.13..0.16).contains(&seen), "{seen}");
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
#[must_use]
pub fn detectable_gap(side: Side, gap: f64, group: &Scores, reference: &Scores, deff: f64, aim: &Aim) -> Option<f64> {
    detectable(side, gap, (area(group).ok()?, area(reference).ok()?, Parts::APART), deff, aim)
}

/// The same against everybody, the group among them.
///
/// # Formula
/// As [`detectable_gap`], with the interval of [`to_everyone`](super::to_everyone): the parts of either variance are those seen.
/// # Source
/// As there.
/// # Undefined when
/// As there, or nobody else has a score: `None`.
/// # Example
/// ```
/// use evenhand_metrics::{interval::Confidence, power::{Aim, Side}};
/// use evenhand_metrics::scores::{Scores, area::{detectable_gap, detectable_gap_to_everyone}};
/// let group = Scores::of_counts([(0.2, 20, 60, 0), (0.5, 40, 40, 0), (0.8, 60, 20, 0)])?;
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = detectable_gap_to_everyone(Side::Below, 0.0, &group, &group, 1.0, &aim).unwrap();
/// // Half of everybody is the group itself
/// assert!(seen < 0.6 * detectable_gap(Side::Below, 0.0, &group, &group, 1.0, &aim).unwrap());
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
#[must_use]
pub fn detectable_gap_to_everyone(
    side: Side,
    gap: f64,
    group: &Scores,
    rest: &Scores,
    deff: f64,
    aim: &Aim,
) -> Option<f64> {
    detectable(side, gap, with_everyone(group, rest, deff, &aim.confidence).ok()?, deff, aim)
}

fn detectable(side: Side, gap: f64, seen: (Area, Area, Parts), deff: f64, aim: &Aim) -> Option<f64> {
    let (own, other, parts) = seen;
    let (scatter, of_other) = (own.scatter()?, other.scatter()?);
    let limit = side.way() * gap;
    let is_outside = |gap: f64| {
        let truth = own.moved(other.value + gap, scatter);
        let (v1, v2) = (parts.first * truth.variance(deff), parts.second * other.variance(deff));
        let variance = v1 + v2;
        if variance <= 0.0 {
            return false;
        }
        let unlucky = -side.way() * aim.extra() / variance.sqrt();
        let a = own.moved(truth.value + unlucky * v1, scatter);
        let b = other.moved(other.value - unlucky * v2, of_other);
        let (Ok(of_a), Ok(of_b)) = (a.interval(deff, &aim.confidence), b.interval(deff, &aim.confidence)) else {
            return false;
        };
        side.is_beyond(&squared_and_added((a.value, of_a), (b.value, of_b), parts), limit)
    };
    let most = match side {
        Side::Below => other.value + limit,
        Side::Above => 1.0 - other.value - limit,
    };
    if most <= 0.0 {
        return None;
    }
    nearest(limit, side.way(), most, 1e-4_f64.min(0.5 * most), is_outside).map(f64::abs)
}

impl Area {
    /// What its placements scatter, as parts of what those of exponential scores would.
    fn scatter(&self) -> Option<Spread> {
        let (spread, usual) = (self.spread.ok()?, exponential(self.value));
        let part = |seen: f64, usual: f64| if usual > 0.0 { seen / usual } else { 1.0 };
        Some(Spread {
            positives: part(spread.positives, usual.positives),
            negatives: part(spread.negatives, usual.negatives),
        })
    }

    /// So many people with another area, whose placements scatter as much.
    fn moved(&self, value: f64, scatter: Spread) -> Self {
        let value = value.clamp(0.0, 1.0);
        let (usual, most) = (exponential(value), value * (1.0 - value));
        let spread = Spread {
            positives: (scatter.positives * usual.positives).min(most),
            negatives: (scatter.negatives * usual.negatives).min(most),
        };
        Self { value, spread: Ok(spread), ..*self }
    }

    /// `DeLong`'s variance.
    fn variance(&self, deff: f64) -> f64 {
        self.spread.map_or(0.0, |spread| deff * (spread.positives / self.positives + spread.negatives / self.negatives))
    }
}

/// How far placements of exponential scores scatter.
fn exponential(area: f64) -> Spread {
    Spread { positives: area / (2.0 - area) - area * area, negatives: 2.0 * area * area / (1.0 + area) - area * area }
}
