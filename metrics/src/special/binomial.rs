//! The binomial distribution: probabilities that keep their digits for 10^9 people.

use super::gamma::{deviance, stirling_error};
use std::f64::consts::PI;

/// The natural logarithm of the probability of `k` among `n` when each happens with probability `p`.
///
/// **Formula** ½ ln(n/2πk(n-k)) + δ(n) - δ(k) - δ(n-k) - D(k, np) - D(n-k, nq), δ what Stirling's formula leaves out, D the
/// Poisson deviance: no large logarithms are subtracted.
///
/// **Source** Loader (2000), "Fast and accurate computation of binomial probabilities".
///
/// **Undefined when** never: -∞ for what cannot happen.
///
/// ```
/// # use evenhand_metrics::special::binomial::ln_probability;
/// assert!((ln_probability(3, 10, 0.25).exp() - 0.250282287597656250).abs() < 1e-15);
/// ```
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
pub fn ln_probability(k: u64, n: u64, p: f64) -> f64 {
    let Some(rest) = n.checked_sub(k) else { return f64::NEG_INFINITY };
    let (k, n, rest) = (k as f64, n as f64, rest as f64);
    let sure = |happens: bool| if happens { 0.0 } else { f64::NEG_INFINITY };
    if p <= 0.0 {
        return sure(k <= 0.0);
    }
    if p >= 1.0 {
        return sure(rest <= 0.0);
    }
    if k <= 0.0 {
        return n * (-p).ln_1p();
    }
    if rest <= 0.0 {
        return n * p.ln();
    }
    let excess = n * p - k;
    stirling_error(n) - stirling_error(k) - stirling_error(rest) - deviance(k, excess) - deviance(rest, -excess)
        + 0.5 * (n / (2.0 * PI * k * rest)).ln()
}
