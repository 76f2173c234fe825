//! The people it would take to decide.

use super::{Aim, Group};

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

/// People needed in a group to show that its ratio is outside `limit`, if `supposed` is its true ratio, the reference
/// staying as it is; not rounded.
///
/// **Formula** n₁ = (1-rp)/(rp) / ((ln(r/limit) / (z + z'))² - (1-p)/(p n₂)).
///
/// **Source** Katz et al. (1978) for the standard error of ln r.
///
/// **Undefined when** the supposed ratio is on the limit or impossible, or the reference is too small for any number of
/// people: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, people_to_show_outside}};
/// let large = Group { rate: 0.1, people: 1e9 };
/// let needed = people_to_show_outside(0.77, 0.8, large, &Aim::usual(Confidence::normal(0.95))).unwrap();
/// // (2.8015852 / ln(0.77/0.8))² (1 - 0.077)/0.077, worked out by hand
/// assert!((needed / 64_403.54 - 1.0).abs() < 1e-4);
/// ```
#[must_use]
pub fn people_to_show_outside(supposed: f64, limit: f64, reference: Group, aim: &Aim) -> Option<f64> {
    let (p, rate) = (reference.rate, supposed * reference.rate);
    let distance = (supposed / limit).ln();
    if !(reference.is_possible() && rate > 0.0 && rate <= 1.0 && distance.is_finite()) {
        return None;
    }
    let room = (distance / aim.steps()).powi(2) - (1.0 - p) / (p * reference.people);
    (room > 0.0).then(|| (1.0 - rate) / rate / room)
}

/// People needed in a group to show that its ratio is within the limits, if `supposed` (1 for equality) is its true
/// ratio, the reference staying as it is; not rounded. With two limits, both ends must hold at once: each is given half
/// of the chance of failing.
///
/// **Formula, Source** as for [`people_to_show_outside`], the larger of the two sides.
///
/// **Undefined when** there is no limit, the supposed ratio is not within them, or the reference is too small for any
/// number of people: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, Limits, people_to_show_within}};
/// let large = Group { rate: 0.1, people: 1e9 };
/// let aim = Aim::usual(Confidence::normal(0.9));
/// let one_sided = people_to_show_within(1.0, Limits { low: Some(0.8), high: None }, large, &aim).unwrap();
/// // half of what two equal groups need between them
/// assert!((one_sided / (2235.0 / 2.0) - 1.0).abs() < 1e-3);
/// ```
#[must_use]
pub fn people_to_show_within(supposed: f64, limits: Limits, reference: Group, aim: &Aim) -> Option<f64> {
    if limits.low.is_some_and(|low| supposed <= low) || limits.high.is_some_and(|high| supposed >= high) {
        return None;
    }
    let needed = |limit: f64, aim: &Aim| people_to_show_outside(supposed, limit, reference, aim);
    match (limits.low, limits.high) {
        (None, None) => None,
        (Some(limit), None) | (None, Some(limit)) => needed(limit, aim),
        (Some(low), Some(high)) => {
            let aim = aim.at_both_ends();
            Some(needed(low, &aim)?.max(needed(high, &aim)?))
        }
    }
}
