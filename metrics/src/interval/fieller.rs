//! Fieller's interval of a ratio of two means, which may honestly have no end, or be everything outside two points.

use super::{Confidence, Interval, Shape};
use crate::undefined::Undefined;

/// An estimated mean (or weighted rate) and the variance of the estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// The estimate.
    pub value: f64,
    /// Its variance, not the variance of the values.
    pub variance: f64,
}

/// The interval of `a` over `b`, given the covariance of the two estimates.
///
/// **Formula** the r with r²(m₂² - z²V₂) - 2r(m₁m₂ - z²V₁₂) + (m₁² - z²V₁) <= 0: between the roots when m₂² > z²V₂;
/// else everything outside them, or the whole line when there are none.
///
/// **Source** Fieller (1954), section 5.
///
/// **Undefined when** the denominator is exactly on the boundary, m₂² = z²V₂, where the set is a half-line
/// ([`Undefined::NoInterval`]), unless nothing at all is known (all of it zero): then the whole line.
///
/// ```
/// # use evenhand_metrics::interval::{Confidence, Mean, fieller};
/// let (a, b) = (Mean { value: 0.18, variance: 0.18 * 0.82 / 250.0 }, Mean { value: 0.3, variance: 0.3 * 0.7 / 400.0 });
/// let bounded = fieller(a, b, 0.0, &Confidence::normal(0.95)).unwrap();
/// assert!((bounded.low.unwrap() - 0.4287702195).abs() < 1e-10);
/// assert!((bounded.high.unwrap() - 0.7987363740).abs() < 1e-10);
/// ```
pub fn fieller(a: Mean, b: Mean, covariance: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
    let (z2, level) = (confidence.critical().powi(2), confidence.level());
    let square = b.value * b.value - z2 * b.variance;
    let middle = a.value * b.value - z2 * covariance;
    let free = a.value * a.value - z2 * a.variance;
    let under_root = middle * middle - square * free;
    if square > 0.0 {
        let root = under_root.max(0.0).sqrt();
        return Ok(Interval::bounded((middle - root) / square, (middle + root) / square, level));
    }
    let whole = Interval { low: None, high: None, shape: Shape::WholeLine, level };
    if square < 0.0 && under_root > 0.0 {
        let root = under_root.sqrt();
        let (low, high) = (Some((middle + root) / square), Some((middle - root) / square));
        return Ok(Interval { low, high, shape: Shape::Complement, level });
    }
    if square < 0.0 || (middle == 0.0 && free <= 0.0) { Ok(whole) } else { Err(Undefined::NoInterval) }
}
