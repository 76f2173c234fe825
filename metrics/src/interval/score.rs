//! The statistic of a supposed ratio, which the interval of each method inverts.

use super::{
    RatioMethod, both_counted,
    pair::{inflation, variance_at_ratio},
    ratio::{half_more, log_variance},
};
use crate::{tally::Tally, undefined::Undefined};

/// How many standard errors the two rates are from having the ratio `supposed`: above 0 when the observed one is larger.
///
/// **Formula** z = (p̂₁ - r p̂₂)/√V(r), V the variance at the most likely rates with p₁ = r p₂, times N/(N-1) for
/// Miettinen-Nurminen. 0 where nothing speaks against r: nobody selected in either group, one effective person or fewer.
/// Katz: z = (ln r̂ - ln r)/√(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂).
///
/// **Source** Miettinen and Nurminen (1985), eq. 10; Koopman (1984); Katz et al. (1978), method C.
///
/// **Undefined when** a group is empty ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), the method is Fieller's
/// or `supposed` is not above 0 ([`Undefined::NoInterval`]); for Katz also as its interval is, and where
/// everybody was selected in both groups ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{interval::{RatioMethod, ratio_score}, tally::Tally};
/// let (a, b) = (Tally::of_counts(450, 2500), Tally::of_counts(490, 2600));
/// let z = ratio_score(RatioMethod::MiettinenNurminen, a, b, 0.8).unwrap();
/// assert!((z - 3.0056578734109167).abs() < 1e-12);
/// let katz = ratio_score(RatioMethod::Katz, a, b, 0.8).unwrap();
/// assert!((katz - 3.0046115551834505).abs() < 1e-12);
/// ```
pub fn ratio_score(method: RatioMethod, a: Tally, b: Tally, supposed: f64) -> Result<f64, Undefined> {
    both_counted(a, b)?;
    if !(supposed > 0.0 && supposed.is_finite()) {
        return Err(Undefined::NoInterval);
    }
    let factor = match method {
        RatioMethod::MiettinenNurminen => inflation(a, b),
        RatioMethod::Koopman => Some(1.0),
        RatioMethod::Katz if b.top <= 0.0 => return Err(Undefined::ReferenceZero),
        RatioMethod::Katz if a.top <= 0.0 => return Err(Undefined::NoInterval),
        RatioMethod::Katz => return on_logarithms(a, b, supposed),
        RatioMethod::KatzWalters => return on_logarithms(half_more(a), half_more(b), supposed),
        RatioMethod::Fieller => return Err(Undefined::NoInterval),
    };
    let excess = a.top / a.bottom - supposed * (b.top / b.bottom);
    let variance = factor.map_or(0.0, |factor| factor * variance_at_ratio(a, b, supposed));
    Ok(if variance > 0.0 { excess / variance.sqrt() } else { 0.0 })
}

fn on_logarithms(a: Tally, b: Tally, supposed: f64) -> Result<f64, Undefined> {
    let excess = (a.top / a.bottom / (b.top / b.bottom)).ln() - supposed.ln();
    let variance = log_variance(a, b);
    if variance > 0.0 { Ok(excess / variance.sqrt()) } else { Err(Undefined::ZeroVariance) }
}
