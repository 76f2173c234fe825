//! Pieces of the gamma function without its size: what is left of ln Γ after Stirling's formula, and the deviance that
//! takes the place of differences of huge logarithms. Its logarithms are the same on every machine, because random draws
//! are accepted by them: one digit of difference would lead to other draws.

use std::f64::consts::PI;

/// From here on the asymptotic series below is exact to a double's last digits.
const STIRLING_FROM: f64 = 10.0;

/// ln Γ(a) minus Stirling's formula (a - ½) ln a - a + ½ ln 2π.
///
/// **Formula** 1/12a - 1/360a³ + 1/1260a⁵ - ... (to a⁻¹¹), below 10 from ln Γ itself.
///
/// **Source** DLMF 5.11.1; Loader (2000), "Fast and accurate computation of binomial probabilities".
///
/// **Undefined when** `a` <= 0.
///
/// ```
/// # use evenhand_metrics::special::gamma::stirling_error;
/// assert!((stirling_error(1.0) - 0.0810614667953272582).abs() < 1e-15);
/// ```
#[must_use]
pub fn stirling_error(a: f64) -> f64 {
    if a < STIRLING_FROM {
        return libm::lgamma(a) - ((a - 0.5) * libm::log(a) - a + 0.5 * libm::log(2.0 * PI));
    }
    let i = 1.0 / (a * a);
    (1.0 / 12.0
        - i * (1.0 / 360.0 - i * (1.0 / 1260.0 - i * (1.0 / 1680.0 - i * (1.0 / 1188.0 - i * (691.0 / 360_360.0))))))
        / a
}

/// ln(1 + t) - t, exact where the two nearly cancel.
///
/// **Formula** with s = t/(2+t): -s t + 2 s³ (1/3 + s²/5 + s⁴/7 + ...); far from 0, as written.
///
/// **Source** DLMF 4.6.4 (ln(1+t) as twice the inverse hyperbolic tangent of s).
///
/// **Undefined when** t <= -1.
///
/// ```
/// # use evenhand_metrics::special::gamma::ln1p_minus;
/// assert!((ln1p_minus(1e-9) / -5e-19 - 1.0).abs() < 1e-8);
/// ```
#[must_use]
pub fn ln1p_minus(t: f64) -> f64 {
    if t.abs() > 0.3 {
        return libm::log1p(t) - t;
    }
    let s = t / (2.0 + t);
    let s2 = s * s;
    // s² is at most 0.032, so fifteen terms reach a double's last digit.
    let mut sum = 0.0;
    for k in (1..=15).rev() {
        sum = sum * s2 + 1.0 / f64::from(2 * k + 1);
    }
    2.0 * s * s2 * sum - s * t
}

/// The Poisson deviance of one cell: observed ln(observed/expected) + expected - observed, where `excess` is expected -
/// observed, given apart because the caller often knows it exactly.
///
/// **Source** Loader (2000), bd0; **Undefined when** `observed` or `expected` < 0.
///
/// ```
/// # use evenhand_metrics::special::gamma::deviance;
/// // 1 observed, 2 expected: ln(1/2) + 2 - 1
/// assert!((deviance(1.0, 1.0) - 0.3068528194400547).abs() < 1e-15);
/// ```
#[must_use]
pub fn deviance(observed: f64, excess: f64) -> f64 {
    if observed <= 0.0 {
        return excess;
    }
    -observed * ln1p_minus(excess / observed)
}
