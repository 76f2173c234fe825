//! Student's t distribution: the quantile that intervals need, and the tails that tests do.

use super::{
    beta::{self, Odds},
    normal,
};

/// Beyond this many degrees of freedom the normal distribution agrees to the last digit.
pub const AS_GOOD_AS_NORMAL: f64 = 1e15;

/// The probability of a value at least as far from 0 as `t`, for `df` degrees of freedom (a fraction is allowed).
///
/// **Formula** I(df/(df + t²); df/2, ½); beyond [`AS_GOOD_AS_NORMAL`] that of the normal distribution.
///
/// **Source** DLMF 8.17(v); **Undefined when** `df` <= 0: its callers hold it there.
///
/// ```
/// # use evenhand_metrics::special::student::two_sided;
/// assert!((two_sided(2.0395134463964077, 31.0) - 0.05).abs() < 1e-14);
/// assert!((two_sided(1.0, 1.0) - 0.5).abs() < 1e-14);
/// ```
#[must_use]
pub fn two_sided(t: f64, df: f64) -> f64 {
    if df > AS_GOOD_AS_NORMAL {
        return normal::two_sided(t);
    }
    let whole = df + t * t;
    beta::below(0.5 * df, 0.5, Odds { share: df / whole, rest: t * t / whole })
}

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

/// The probability of a value of t above `t`, for `df` degrees of freedom (a fraction is allowed).
///
/// **Formula** above 0, half of [`two_sided`]; below 0 its complement.
///
/// **Source** DLMF 8.17(v); **Undefined when** `df` <= 0: its callers hold it above.
///
/// ```
/// # use evenhand_metrics::special::student::above;
/// assert!((above(2.0395134463964077, 31.0) - 0.025).abs() < 1e-13);
/// // Cauchy: one half less atan(1)/pi
/// assert!((above(1.0, 1.0) - 0.25).abs() < 1e-14);
/// assert!((above(-1.0, 1.0) - 0.75).abs() < 1e-14);
/// ```
#[must_use]
pub fn above(t: f64, df: f64) -> f64 {
    let half = 0.5 * two_sided(t, df);
    if t > 0.0 { half } else { 1.0 - half }
}
