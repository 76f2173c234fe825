//! Telling a rate from an equal one: the two-sided z test with the pooled rate.

use super::{Aim, Group};
use crate::{
    interval::Confidence,
    special::{crossing::crossing, normal},
};

/// People needed in each of two equal groups to tell their rates apart, not rounded.
///
/// **Formula** (z √(2p̄(1-p̄)) + z' √(p₁(1-p₁) + p₂(1-p₂)))² / (p₁-p₂)².
///
/// **Source** Fleiss, Levin and Paik (2003), eq. 4.14.
///
/// **Undefined when** the rates are equal or not rates: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, n_per_group}};
/// let n = n_per_group(0.08, 0.1, &Aim::usual(Confidence::normal(0.95))).unwrap();
/// assert!((n - 3212.9370624961102).abs() < 1e-8);
/// ```
#[must_use]
pub fn n_per_group(p1: f64, p2: f64, aim: &Aim) -> Option<f64> {
    let of_one = |rate| Group { rate, people: 1.0 };
    let (a, b) = (of_one(p1), of_one(p2));
    (a.is_possible() && b.is_possible() && (p1 - p2).abs() > 0.0).then(|| (bound(a, b, aim) / (p1 - p2)).powi(2))
}

/// How often the two-sided pooled z test finds two different rates different.
///
/// **Formula** Φ((|p₁-p₂| - z s₀) / s₁), s₀ the pooled standard error, s₁ that with the rates apart; the far tail is
/// ignored.
///
/// **Source** Fleiss, Levin and Paik (2003), section 4.3.
///
/// **Undefined when** a group is empty or a rate is none: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Group, power}};
/// let (a, b) = (Group { rate: 0.08, people: 3213.0 }, Group { rate: 0.1, people: 3213.0 });
/// assert!((power(a, b, &Confidence::normal(0.95)).unwrap() - 0.8).abs() < 1e-4);
/// ```
#[must_use]
pub fn power(a: Group, b: Group, confidence: &Confidence) -> Option<f64> {
    if !(a.is_possible() && b.is_possible()) {
        return None;
    }
    let over = (a.rate - b.rate).abs() - confidence.critical() * pooled_error(a, b);
    let error = (a.variance() + b.variance()).sqrt();
    // Rates of 0 and 1 do not vary: the test finds them different always or never.
    let always = if over > 0.0 { 1.0 } else { 0.0 };
    Some(if error > 0.0 { normal::below(over / error) } else { always })
}

/// The values nearest to equality, below and above it, that would be told from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Detectable {
    /// Below equality; `None` when nothing there would be seen.
    pub low: Option<f64>,
    /// Above equality; `None` when nothing there would be seen.
    pub high: Option<f64>,
}

/// The ratios nearest to 1 that `people` would tell from 1 against this reference.
///
/// **Formula** the r with power(r p, p) = the power aimed at. **Source** as for [`power()`].
///
/// **Undefined when** no rate on that side reaches the power: that side is `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, detectable_ratios}};
/// let men = Group { rate: 0.1, people: 3213.0 };
/// let seen = detectable_ratios(3213.0, men, &Aim::usual(Confidence::normal(0.95)));
/// assert!((seen.low.unwrap() - 0.8).abs() < 1e-5);
/// ```
#[must_use]
pub fn detectable_ratios(people: f64, reference: Group, aim: &Aim) -> Detectable {
    let p = reference.rate;
    let ratio = |away: Option<f64>, sign: f64| away.map(|d| 1.0 + sign * d / p);
    Detectable {
        low: ratio(away(people, reference, aim, -1.0), -1.0),
        high: ratio(away(people, reference, aim, 1.0), 1.0).filter(|_| p > 0.0),
    }
}

/// The differences nearest to 0 that `people` would tell from 0 against this reference; `low` is negative.
///
/// **Formula** the d with power(p + d, p) = the power aimed at. **Source** as for [`power()`].
///
/// **Undefined when** no rate on that side reaches the power: that side is `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, detectable_differences}};
/// let men = Group { rate: 0.1, people: 3213.0 };
/// let seen = detectable_differences(3213.0, men, &Aim::usual(Confidence::normal(0.95)));
/// assert!((seen.low.unwrap() - -0.02).abs() < 1e-6);
/// ```
#[must_use]
pub fn detectable_differences(people: f64, reference: Group, aim: &Aim) -> Detectable {
    Detectable { low: away(people, reference, aim, -1.0).map(|d| -d), high: away(people, reference, aim, 1.0) }
}

/// The smallest distance from the reference's rate, on the side of `sign`, that would be seen.
fn away(people: f64, reference: Group, aim: &Aim, sign: f64) -> Option<f64> {
    let p = reference.rate;
    let most = if sign < 0.0 { p } else { 1.0 - p };
    if !(reference.is_possible() && people > 0.0 && most > 0.0) {
        return None;
    }
    let seen = |distance: f64| {
        let rate = (p + sign * distance).clamp(0.0, 1.0);
        let needed = bound(Group { rate, people }, reference, aim).max(0.0);
        (distance - needed) / (distance + needed)
    };
    let start = bound(Group { rate: p, people }, reference, aim);
    (seen(most) >= 0.0).then(|| crossing(seen, start, most, 1))
}

/// The difference that has the power aimed at, given both rates.
fn bound(a: Group, b: Group, aim: &Aim) -> f64 {
    aim.confidence.critical() * pooled_error(a, b) + aim.extra() * (a.variance() + b.variance()).sqrt()
}

fn pooled_error(a: Group, b: Group) -> f64 {
    let people = a.people + b.people;
    let rate = (a.people * a.rate + b.people * b.rate) / people;
    (rate * (1.0 - rate) * (1.0 / a.people + 1.0 / b.people)).max(0.0).sqrt()
}
