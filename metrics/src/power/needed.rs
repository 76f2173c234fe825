//! The people it would take to decide.

use super::{Aim, Group, Side, beyond::Rule};
use crate::significance::Supposed;

/// The limits of a ratio, either of which may be missing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Lower limit.
    pub low: Option<f64>,
    /// Upper limit.
    pub high: Option<f64>,
}

/// People needed in each of two equal groups with the same rate to prove that their ratio is above a margin, not rounded.
///
/// **Formula** (z + z')² 2 (1-p)/p / ln(margin)². A one-sided bound at 5 % is the lower end of a 90 % interval.
///
/// **Source** Katz et al. (1978) for the standard error of ln r.
///
/// **Undefined when** the rate is 0 or the margin is 1: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, n_prove_ratio_above}};
/// let n = n_prove_ratio_above(0.1, 0.8, &Aim::usual(Confidence::normal(0.9))).unwrap();
/// assert_eq!(n.ceil(), 2235.0);
/// ```
#[must_use]
pub fn n_prove_ratio_above(rate: f64, margin: f64, aim: &Aim) -> Option<f64> {
    let distance = margin.ln();
    let possible = rate > 0.0 && rate <= 1.0 && distance.is_finite() && distance.abs() > 0.0;
    possible.then(|| (aim.steps() / distance).powi(2) * 2.0 * (1.0 - rate) / rate)
}

/// People needed in a group for its interval to lie within the limits as often as is aimed at, if `supposed` (1 for equality) is its
/// true ratio, the reference staying as it is; not rounded. With two limits, both ends must hold at once: each is given half of the
/// chance of failing.
///
/// **Formula** the n₁ with |r - L| p = z √V₀ + z' √V₁ on each side, the terms as in [`detectable_ratio_beyond`](super::detectable_ratio_beyond);
/// the larger of the two sides.
///
/// **Source** Farrington and Manning (1990), eq. 4 with method 3.
///
/// **Undefined when** there is no limit, the supposed ratio is not within them or impossible, or the reference is too small for any
/// number of people: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, Limits, people_to_show_within}};
/// let large = Group { rate: 0.1, people: 1e9 };
/// let aim = Aim::usual(Confidence::normal(0.9));
/// let needed = people_to_show_within(1.0, Limits { low: Some(0.8), high: None }, large, &aim).unwrap();
/// // One group against a known rate of 0.1, which must lie above 0.08: (1.645 √0.0736 + 0.842 √0.09)² / 0.02² = 1220.5, by hand
/// assert!((needed / 1220.5 - 1.0).abs() < 1e-2, "{needed}");
/// ```
#[must_use]
pub fn people_to_show_within(supposed: f64, limits: Limits, reference: Group, aim: &Aim) -> Option<f64> {
    if limits.low.is_some_and(|low| supposed <= low) || limits.high.is_some_and(|high| supposed >= high) {
        return None;
    }
    match (limits.low, limits.high) {
        (None, None) => None,
        (Some(low), None) => people(supposed, low, Side::Above, reference, aim),
        (None, Some(high)) => people(supposed, high, Side::Below, reference, aim),
        (Some(low), Some(high)) => {
            let aim = aim.at_both_ends();
            let above = people(supposed, low, Side::Above, reference, &aim)?;
            Some(above.max(people(supposed, high, Side::Below, reference, &aim)?))
        }
    }
}

/// People of a group whose interval would lie on this side of one limit.
fn people(supposed: f64, limit: f64, side: Side, reference: Group, aim: &Aim) -> Option<f64> {
    // More than there are.
    const MOST: f64 = 1e18;
    let rate = supposed * reference.rate;
    if !(reference.is_possible() && rate > 0.0 && rate <= 1.0 && limit > 0.0 && limit.is_finite()) {
        return None;
    }
    let rule = Rule { side, supposed: Supposed::Ratio(limit), scale: limit, is_confirmed: false, aim };
    let distance = (supposed - limit).abs() * reference.rate;
    let is_enough = |people: f64| distance >= rule.needed(Group { rate, people }, reference);
    if !is_enough(MOST) {
        return None;
    }
    let (mut few, mut enough) = (1.0_f64, MOST);
    while enough / few > 1.0 + 1e-9 {
        let middle = (few * enough).sqrt();
        if is_enough(middle) { enough = middle } else { few = middle }
    }
    Some(enough)
}
