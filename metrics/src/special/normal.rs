//! The standard normal distribution.

use std::f64::consts::{PI, SQRT_2};

/// The probability of a value below `z`.
///
/// **Formula** erfc(-z/√2) / 2, which keeps its relative precision down to the smallest tail a double can hold.
///
/// **Source** DLMF 7.18; **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::special::normal::below;
/// assert!((below(-1.959963984540054) - 0.025).abs() < 1e-16);
/// ```
#[must_use]
pub fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The probability of a value at least as far from 0 as `z`, on either side: the two-sided p-value of a z statistic.
///
/// **Formula** erfc(|z|/√2); **Source** DLMF 7.18; **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::special::normal::two_sided;
/// assert!((two_sided(-3.4199920) - 6.262e-4).abs() < 1e-7);
/// ```
#[must_use]
pub fn two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() / SQRT_2)
}

/// The value with probability `tail` above it.
///
/// **Formula** the root of `below(-z) = tail`: a starting value, then one Halley step on the complementary error function.
///
/// **Source** start from statrs; step: Numerical Recipes, 6.14.9.
///
/// **Undefined when** `tail` is not between 0 and 1; the callers of this crate hold it there.
///
/// ```
/// # use evenhand_metrics::special::normal::upper_quantile;
/// assert!((upper_quantile(0.025) - 1.959963984540054).abs() < 1e-14);
/// ```
#[must_use]
pub fn upper_quantile(tail: f64) -> f64 {
    // The start loses digits once 2 tail is near 2; by symmetry only the lower half is ever asked for.
    if tail > 0.5 {
        return -upper_quantile(1.0 - tail);
    }
    let z = SQRT_2 * statrs::function::erf::erfc_inv(2.0 * tail);
    let off = (tail - below(-z)) * (2.0 * PI).sqrt() * (0.5 * z * z).exp();
    z - off / (1.0 + 0.5 * z * off)
}

#[cfg(test)]
mod tests {
    use super::{below, upper_quantile};

    #[test]
    fn quantile_and_probability_undo_each_other_far_into_the_tail() {
        for exponent in 1..300 {
            let tail = 10f64.powi(-exponent);
            let back = below(-upper_quantile(tail));
            assert!((back / tail - 1.0).abs() < 1e-11, "1e-{exponent}: {back}");
        }
    }
}
