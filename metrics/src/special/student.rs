//! Student's t distribution: only the one quantile that intervals need.

use super::beta;

/// The value of t with probability `tail` above it, for `df` degrees of freedom (a fraction is allowed), `tail` at most ½.
///
/// **Formula** t² = df (1-x)/x, x the point of Beta(df/2, ½) with probability 2 tail below it.
///
/// **Source** DLMF 8.17(v); **Undefined when** `df` <= 0 or `tail` is not between 0 and ½: its callers hold them there.
///
/// ```
/// # use evenhand_metrics::special::student::upper_quantile;
/// assert!((upper_quantile(0.025, 31.0) - 2.0395134463964077).abs() < 1e-12);
/// assert!((upper_quantile(0.025, 1.0) - 12.706204736174698).abs() < 1e-11);
/// ```
#[must_use]
pub fn upper_quantile(tail: f64, df: f64) -> f64 {
    let point = beta::quantile(2.0 * tail, 0.5 * df, 0.5);
    (df * point.rest / point.share).sqrt()
}
