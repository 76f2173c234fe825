//! Who a campaign does something for: the incremental effect per segment, against people kept out at random. It knows
//! tallies of the reachable and of the held out; it refuses to know whether the holdout was random, without which none of
//! this is an effect.

use crate::{
    interval::{Confidence, DifferenceMethod, Interval, Mean, difference, difference_of, fieller},
    significance::Tested,
    special::chi_squared,
    tally::Pair,
    undefined::Undefined,
};

/// The effect in one segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// Rate of outcomes with the campaign minus rate without: from -1 to 1.
    pub effect: Result<f64, Undefined>,
    /// Its interval.
    pub interval: Result<Interval, Undefined>,
    /// Outcomes there would not have been: the effect times the people it reached.
    pub incremental: Result<f64, Undefined>,
    /// The segment's part of all incremental outcomes: may lie outside 0 to 1 when effects differ in sign.
    pub share: Result<f64, Undefined>,
    /// The interval of the share: where the campaign may have no effect at all, it is not bounded.
    pub share_interval: Result<Interval, Undefined>,
}

/// The effect per segment: each segment's people with the campaign (`group`) and held out (`reference`), tops being those
/// with the outcome.
///
/// **Formula** d = p₁ - p₂ with the interval of `method`; incremental n₁d; share n₁d / Σ n₁d, with Fieller's interval:
/// Var(n₁d) = n₁²(p₁(1-p₁)/n₁ + p₂(1-p₂)/n₂), which is also its covariance with the sum.
///
/// **Source** Rubin (1974) for the effect; Fieller (1954).
///
/// **Undefined when** a segment has nobody with the campaign ([`Undefined::EmptyGroup`]) or held out
/// ([`Undefined::ReferenceUndefined`]): it is left out of the sum. A share when the sum is 0
/// ([`Undefined::ReferenceZero`]); its interval when no outcome varies ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, DifferenceMethod}, lift::lift, tally::{Pair, Tally}};
/// let segment = |x1, n1, x2, n2| Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2));
/// let segments = [segment(60, 1000, 40, 1000), segment(160, 2000, 20, 1000)];
/// let found = lift(&segments, DifferenceMethod::MiettinenNurminen, &Confidence::normal(0.95));
/// // 2 points of 1000 people against 6 points of 2000
/// assert!((found[0].incremental.unwrap() - 20.0).abs() < 1e-12);
/// assert!((found[1].share.unwrap() - 120.0 / 140.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn lift(segments: &[Pair], method: DifferenceMethod, confidence: &Confidence) -> Vec<Lift> {
    let own: Vec<Result<Mean, Undefined>> = segments.iter().map(|segment| incremental(*segment)).collect();
    let total = own.iter().flatten().fold(Mean { value: 0.0, variance: 0.0 }, |sum, one| Mean {
        value: sum.value + one.value,
        variance: sum.variance + one.variance,
    });
    let share =
        |own: Mean| Some(own.value / total.value).filter(|share| share.is_finite()).ok_or(Undefined::ReferenceZero);
    let share_interval = |own: Mean| {
        if total.variance > 0.0 { fieller(own, total, own.variance, confidence) } else { Err(Undefined::ZeroVariance) }
    };
    segments
        .iter()
        .zip(own)
        .map(|(segment, own)| Lift {
            effect: own.map(|own| own.value / segment.group.bottom),
            interval: difference(method, segment.group, segment.reference, confidence),
            incremental: own.map(|own| own.value),
            share: own.and_then(share),
            share_interval: own.and_then(share_interval),
        })
        .collect()
}

/// n₁(p₁ - p₂) and its variance.
fn incremental(Pair { group, reference }: Pair) -> Result<Mean, Undefined> {
    let p1 = group.rate().ok_or(Undefined::EmptyGroup)?;
    let p2 = reference.rate().ok_or(Undefined::ReferenceUndefined)?;
    let spread =
        p1 * group.rest() / group.bottom / group.bottom + p2 * reference.rest() / reference.bottom / reference.bottom;
    Ok(Mean { value: group.bottom * (p1 - p2), variance: group.bottom * group.bottom * spread })
}

/// How much more a campaign does for one segment than for another, with its interval.
///
/// **Formula** (p₁ - p₂) - (q₁ - q₂), from -2 to 2; the interval from those of the two effects, as [`difference_of`] has it.
///
/// **Source** Zou & Donner (2008), Statistics in Medicine 27, eq. 4 and 5.
///
/// **Undefined when** either segment has nobody with the campaign ([`Undefined::EmptyGroup`]) or held out
/// ([`Undefined::ReferenceUndefined`]).
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, DifferenceMethod}, lift::lift_difference, tally::{Pair, Tally}};
/// let segment = |x1, n1, x2, n2| Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2));
/// let (a, b) = (segment(160, 2000, 20, 1000), segment(60, 1000, 40, 1000));
/// let (gap, interval) = lift_difference(a, b, DifferenceMethod::MiettinenNurminen, &Confidence::normal(0.95)).unwrap();
/// // 6 points against 2.
/// assert!((gap - 0.04).abs() < 1e-12 && interval.low.unwrap() > 0.0 && interval.high.unwrap() < 0.08);
/// ```
pub fn lift_difference(
    a: Pair,
    b: Pair,
    method: DifferenceMethod,
    confidence: &Confidence,
) -> Result<(f64, Interval), Undefined> {
    let of = |pair: Pair| {
        let effect = incremental(pair)?.value / pair.group.bottom;
        Ok((effect, difference(method, pair.group, pair.reference, confidence)?))
    };
    let (a, b) = (of(a)?, of(b)?);
    Ok((a.0 - b.0, difference_of(a, b)?))
}

/// Tests whether a campaign does the same for every segment. Segments with nobody on one of their sides are left out.
///
/// **Formula** Q = Σ wᵢ (dᵢ - d̄)², d̄ = Σ wᵢ dᵢ / Σ wᵢ, each rate with one more person of either outcome, p̃ = (x + 1)/(n + 2),
/// so that no variance is 0: dᵢ = p̃₁ - p̃₂, 1/wᵢ = p̃₁(1-p̃₁)/(n₁+2) + p̃₂(1-p̃₂)/(n₂+2); p from chi-squared with one degree of
/// freedom less than segments.
///
/// **Source** Cochran (1954), Biometrics 10, for Q; Agresti & Caffo (2000), The American Statistician 54, for the rates.
///
/// **Undefined when** fewer than two segments have people on both sides ([`Undefined::EmptyGroup`]).
///
/// ```
/// # use evenhand_metrics::{lift::equal_lift, tally::{Pair, Tally}};
/// let segment = |x1, n1, x2, n2| Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2));
/// let tested = equal_lift(&[segment(60, 1000, 40, 1000), segment(160, 2000, 20, 1000)]).unwrap();
/// assert!((tested.statistic.unwrap() - 10.1559227081).abs() < 1e-9);
/// ```
pub fn equal_lift(segments: &[Pair]) -> Result<Tested, Undefined> {
    let one_more = |top: f64, bottom: f64| {
        let rate = (top + 1.0) / (bottom + 2.0);
        (rate, rate * (1.0 - rate) / (bottom + 2.0))
    };
    let effects: Vec<(f64, f64)> = segments
        .iter()
        .filter(|pair| pair.group.rate().is_some() && pair.reference.rate().is_some())
        .map(|pair| {
            let (p1, v1) = one_more(pair.group.top, pair.group.bottom);
            let (p2, v2) = one_more(pair.reference.top, pair.reference.bottom);
            (p1 - p2, (v1 + v2).recip())
        })
        .collect();
    let df = u32::try_from(effects.len()).unwrap_or(u32::MAX).saturating_sub(1);
    if df == 0 {
        return Err(Undefined::EmptyGroup);
    }
    let (sum, weights) = effects.iter().fold((0.0, 0.0), |(sum, all), (d, w)| (sum + w * d, all + w));
    let statistic = effects.iter().map(|(d, w)| w * (d - sum / weights).powi(2)).sum();
    Ok(Tested { statistic: Some(statistic), p_value: chi_squared::above(statistic, df) })
}
