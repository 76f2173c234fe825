//! The binomial distribution: one probability, to the last digits of its logarithm at every size.

use super::gamma::{deviance, stirling_error};
use std::f64::consts::PI;

/// ln of the probability of `k` of `n` at the rate `p`.
///
/// **Formula** ln of (n over k) pᵏ (1-p)ⁿ⁻ᵏ, as the probability of k at the rate k/n and two deviances from it: no term
/// is larger than the answer, so a billion people cost no digits.
///
/// **Source** Loader (2000), "Fast and accurate computation of binomial probabilities".
///
/// **Undefined when** never: minus infinity where `k` cannot occur; `p` is held within [0, 1].
///
/// ```
/// # use evenhand_metrics::special::binomial::ln_probability;
/// // 120 (0.2)³ (0.8)⁷
/// assert!((ln_probability(3, 10, 0.2).exp() - 0.201326592).abs() < 1e-15);
/// ```
#[must_use]
pub fn ln_probability(k: u64, n: u64, p: f64) -> f64 {
    let p = p.clamp(0.0, 1.0);
    if k > n || (p <= 0.0 && k > 0) || (p >= 1.0 && k < n) {
        return f64::NEG_INFINITY;
    }
    if k == 0 {
        return if n == 0 { 0.0 } else { real(n) * libm::log1p(-p) };
    }
    if k == n {
        return real(n) * libm::log(p);
    }
    let excess = real(n) * p - real(k);
    ln_at_own_rate(k, n) - deviance(real(k), excess) - deviance(real(n - k), -excess)
}

/// ln of the probability of k of n at the rate k/n itself.
pub(crate) fn ln_at_own_rate(k: u64, n: u64) -> f64 {
    if k == 0 || k == n {
        return 0.0;
    }
    let (x, y, n) = (real(k), real(n - k), real(n));
    stirling_error(n) - stirling_error(x) - stirling_error(y) - 0.5 * libm::log(2.0 * PI * (x * (y / n)))
}

#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
const fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::ln_probability;

    /// The last four from 60-digit arithmetic (mpmath), ln Γ by ln Γ.
    #[test]
    fn probabilities_keep_their_digits_at_every_size() {
        for (k, n, p, want) in [
            (0_u64, 0_u64, 0.3, 0.0),
            (0, 5, 0.0, 0.0),
            (5, 5, 1.0, 0.0),
            (1, 5, 0.0, f64::NEG_INFINITY),
            (6, 5, 0.5, f64::NEG_INFINITY),
            (2, 4, 0.5, -0.980_829_253_011_726_2),
            (45, 250, 0.2, -3.045_731_677_111_937),
            (9_876, 1_234_567, 0.007_812_5, -8.278_753_891_467_104),
            (3, 1_000_000_000, 1e-8, -4.884_004_213_245_918),
            (500_012_345, 1_000_000_000, 0.5, -10.892_222_321_094_102),
        ] {
            let got = ln_probability(k, n, p);
            assert!(
                got.to_bits() == want.to_bits() || (got - want).abs() < 1e-13,
                "{k} of {n} at {p}: {got} instead of {want}"
            );
        }
    }
}
