//! Telling a comparison from a limit by the standard error that was seen, where no two sizes stand behind it.

use super::{Aim, Side};

/// The ratio nearest to a limit, beyond it, that would be shown to be outside, the standard error of its logarithm being
/// the one seen.
///
/// **Formula** limit e^(∓(z + z') se), below the limit or above it.
///
/// **Source** the power of a Wald test, Agresti (2013), section 6.6.
///
/// **Undefined when** the limit is not above 0, or the ratio would be infinite: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Side, ratio_beyond_with_error}};
/// let seen = ratio_beyond_with_error(Side::Below, 0.8, 0.05, &Aim::usual(Confidence::normal(0.95))).unwrap();
/// assert!((seen - 0.8 * (-0.1400792609056484_f64).exp()).abs() < 1e-9);
/// ```
#[must_use]
pub fn ratio_beyond_with_error(side: Side, limit: f64, log_error: f64, aim: &Aim) -> Option<f64> {
    let way = if side == Side::Below { -1.0 } else { 1.0 };
    let seen = limit * (way * aim.steps() * log_error).exp();
    (limit > 0.0 && seen > 0.0 && seen.is_finite()).then_some(seen)
}

/// The size of the difference nearest to a limit, beyond it, that would be shown to be outside, the standard error being
/// the one seen.
///
/// **Formula** limit + (z + z') se.
///
/// **Source** as for [`ratio_beyond_with_error`].
///
/// **Undefined when** no difference of rates is that large: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, difference_beyond_with_error}};
/// let aim = Aim::usual(Confidence::normal(0.95));
/// assert!((difference_beyond_with_error(0.05, 0.01, &aim).unwrap() - 0.078015852).abs() < 1e-8);
/// assert_eq!(difference_beyond_with_error(0.5, 0.2, &aim), None);
/// ```
#[must_use]
pub fn difference_beyond_with_error(limit: f64, error: f64, aim: &Aim) -> Option<f64> {
    Some(limit + aim.steps() * error).filter(|seen| *seen <= 1.0)
}
