//! Telling a comparison of people alike within strata from a limit.

use super::{Aim, Side, unlucky::nearest};
use crate::{
    interval::pair::{Fit, fit_at_difference, fit_at_ratio},
    significance::{Supposed, score_at},
    strata::{rate_difference, rate_ratio},
    tally::{Pair, Tally},
};

/// The ratio within strata nearest to a limit, beyond it, that these people would show to be outside.
///
/// **Formula** the r nearest to the limit L of which the rule that decides, Mantel and Haenszel's interval and the score corrected for
/// skewness, says outside of the counts expected with rates r p and p in every stratum, moved by z' √V against it: p the rate
/// most likely at the ratio seen, S = Σ w (p̂₁ - L p̂₂) with w = n₁n₂/N, V its variance at the true rates, each rate moved by its
/// covariance with S.
///
/// **Source** the power of a test by its own rejection region, as Farrington and Manning (1990), Statistics in Medicine 9, have it for one
/// stratum; the rule: [`rate_ratio`], [`score_at`].
///
/// **Undefined when** there is no such ratio, or the strata have none ([`rate_ratio`]): `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Side, detectable_ratio_alike}, tally::{Pair, Tally}};
/// let half = Pair::new(Tally::of_counts(1_600, 8_000), Tally::of_counts(1_600, 8_000));
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = detectable_ratio_alike(Side::Below, 0.8, &[half, half], &aim).unwrap();
/// // (1.96 √(0.16 0.84 + 0.64 0.16) + 0.84 √(0.147 0.853 + 0.64 0.16)) / √16,000 is 0.0106 of 0.2, nearly, by hand
/// assert!((seen - (0.8 - 0.0106 / 0.2)).abs() < 1e-3, "{seen}");
/// ```
#[must_use]
pub fn detectable_ratio_alike(side: Side, limit: f64, strata: &[Pair], aim: &Aim) -> Option<f64> {
    let seen = rate_ratio(strata, &aim.confidence).ok()?;
    let at = if seen.value > 0.0 && seen.value.is_finite() { seen.value } else { limit };
    let strata = Strata::of(strata, |pair| fit_at_ratio(pair.group, pair.reference, at));
    let moved = |ratio: f64| move |rate: f64| (ratio * rate).min(1.0);
    let is_outside = |strata: &[Pair]| {
        let interval = rate_ratio(strata, &aim.confidence).and_then(|found| found.interval);
        interval.is_ok_and(|interval| side.is_beyond(&interval, limit))
            && confirms(strata, Supposed::Ratio(limit), side, aim)
    };
    let highest = strata.0.iter().map(|stratum| stratum.rate).fold(0.0, f64::max);
    let lowest = strata.0.iter().map(|stratum| stratum.rate).filter(|rate| *rate > 0.0).fold(highest, f64::min);
    if !(limit > 0.0 && limit.is_finite() && highest > 0.0) {
        return None;
    }
    let most = if side == Side::Below { limit } else { lowest.recip() - limit };
    let is_seen = |ratio: f64| is_outside(&strata.unlucky(moved(ratio), limit, side, aim));
    let ratio = nearest(limit, side.way(), most, 1e-4 * limit, is_seen)?;
    // Where a rate would be above 1 the ratio that people alike show is nearer than the one supposed.
    rate_ratio(&strata.expected(moved(ratio)), &aim.confidence).ok().map(|found| found.value)
}

/// The size of the difference within strata nearest to a limit, beyond it, that these people would show to be outside.
///
/// **Formula** as of [`detectable_ratio_alike`], with rates p ± d and p. **Source** as there; the rule: [`rate_difference`].
///
/// **Undefined when** there is no such difference, or the strata have none ([`rate_difference`]): `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Side, detectable_difference_alike}, tally::{Pair, Tally}};
/// let half = Pair::new(Tally::of_counts(2_500, 5_000), Tally::of_counts(2_500, 5_000));
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = detectable_difference_alike(Side::Below, 0.05, &[half, half], &aim).unwrap();
/// // As of one stratum of 10,000: 2.8015852 standard errors of 0.0070366, worked out by hand
/// assert!((seen - 0.0697137).abs() < 1e-4);
/// ```
#[must_use]
pub fn detectable_difference_alike(side: Side, gap: f64, strata: &[Pair], aim: &Aim) -> Option<f64> {
    let seen = rate_difference(strata, &aim.confidence).ok()?;
    if !(0.0..1.0).contains(&gap) {
        return None;
    }
    let limit = side.way() * gap;
    let at = seen.value.clamp(-1.0 + 1e-9, 1.0 - 1e-9);
    let strata = Strata::of(strata, |pair| fit_at_difference(pair.group, pair.reference, at));
    let moved = |gap: f64| move |rate: f64| (rate + gap).clamp(0.0, 1.0);
    let is_outside = |strata: &[Pair]| {
        let interval = rate_difference(strata, &aim.confidence).and_then(|found| found.interval);
        interval.is_ok_and(|interval| side.is_beyond(&interval, limit))
            && confirms(strata, Supposed::Difference(limit), side, aim)
    };
    let is_seen = |gap: f64| is_outside(&strata.unlucky(moved(gap), 1.0, side, aim));
    let found = nearest(limit, side.way(), 1.0 - gap, 1e-5, is_seen)?;
    rate_difference(&strata.expected(moved(found)), &aim.confidence).ok().map(|found| found.value.abs())
}

fn confirms(strata: &[Pair], supposed: Supposed, side: Side, aim: &Aim) -> bool {
    score_at(strata, supposed).is_ok_and(|z| side.way() * z >= aim.confidence.critical())
}

/// Strata as large as those seen, each with the reference's rate.
struct Strata(Vec<Stratum>);

struct Stratum {
    people: f64,
    reference: f64,
    rate: f64,
}

impl Strata {
    fn of(strata: &[Pair], fit: impl Fn(&Pair) -> Fit) -> Self {
        let both = strata.iter().filter(|pair| pair.group.bottom > 0.0 && pair.reference.bottom > 0.0);
        Self(
            both.map(|pair| {
                let rate = fit(pair).p2.clamp(0.0, 1.0);
                Stratum { people: pair.group.bottom, reference: pair.reference.bottom, rate }
            })
            .collect(),
        )
    }

    fn expected(&self, moved: impl Fn(f64) -> f64) -> Vec<Pair> {
        let pair = |stratum: &Stratum| pair(stratum, moved(stratum.rate), stratum.rate);
        self.0.iter().map(pair).collect()
    }

    /// The counts expected, moved against what is to be seen on this side.
    fn unlucky(&self, moved: impl Fn(f64) -> f64, scale: f64, side: Side, aim: &Aim) -> Vec<Pair> {
        let parts = |stratum: &Stratum| {
            let Stratum { people, reference, rate } = *stratum;
            let weight = people / (people + reference) * reference;
            let own = moved(rate);
            (weight * own * (1.0 - own) / people, scale * weight * rate * (1.0 - rate) / reference, weight)
        };
        let variance: f64 = self.0.iter().map(parts).map(|(a, b, weight)| weight * (a + scale * b)).sum();
        let unlucky = if variance > 0.0 { -side.way() * aim.extra() / variance.sqrt() } else { 0.0 };
        let pair = |stratum: &Stratum| {
            let (a, b, _) = parts(stratum);
            pair(stratum, moved(stratum.rate) + unlucky * a, stratum.rate - unlucky * b)
        };
        self.0.iter().map(pair).collect()
    }
}

fn pair(stratum: &Stratum, own: f64, other: f64) -> Pair {
    let tally = |rate: f64, people: f64| Tally::new(rate.clamp(0.0, 1.0) * people, people);
    Pair::new(tally(own, stratum.people), tally(other, stratum.reference))
}
