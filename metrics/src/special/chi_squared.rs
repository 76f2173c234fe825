//! The chi-squared distribution: only the tail that tests need.

use super::normal;
use statrs::function::gamma::gamma_ur;

/// The probability that chi-squared with `df` degrees of freedom is above `statistic`.
///
/// **Formula** Q(df/2, statistic/2), the upper incomplete gamma function; for one degree of freedom the two tails of a
/// normal distribution beyond √statistic, which keep their digits however small they get.
///
/// **Source** DLMF 8.2.4; **Undefined when** `df` is 0; a statistic below 0 counts as 0.
///
/// ```
/// # use evenhand_metrics::special::chi_squared::above;
/// assert!((above(9.135487952020751, 1) - 0.0025069859006907258).abs() < 1e-15);
/// assert!((above(2.3068002574418998, 2) - 0.3155619918318294).abs() < 1e-14);
/// ```
#[must_use]
pub fn above(statistic: f64, df: u32) -> f64 {
    if statistic <= 0.0 {
        1.0
    } else if df == 1 {
        normal::two_sided(statistic.sqrt())
    } else {
        gamma_ur(0.5 * f64::from(df), 0.5 * statistic).clamp(0.0, 1.0)
    }
}
