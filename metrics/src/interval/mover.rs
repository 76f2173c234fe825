//! The interval of a difference of any two estimates of different people, from their own intervals.

use super::{Interval, Shape};
use crate::undefined::Undefined;

/// The interval of `a` minus `b`, each an estimate with its interval at one level.
///
/// **Formula** d - √((a-l₁)² + (u₂-b)²) to d + √((u₁-a)² + (b-l₂)²), with l, u the ends of the two intervals; an end
/// that needs an infinite one has none.
///
/// **Source** Zou & Donner (2008), Statistics in Medicine 27, eq. 4 and 5.
///
/// **Undefined when** an interval is neither bounded nor without upper end ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::interval::{Interval, difference_of};
/// let (a, b) = (Interval::bounded(0.7, 1.4, 0.95), Interval::bounded(0.6, 1.2, 0.95));
/// let found = difference_of((1.0, a), (0.9, b)).unwrap();
/// // 0.1 - √(0.3² + 0.3²) and 0.1 + √(0.4² + 0.3²)
/// assert!((found.low.unwrap() - (0.1 - 0.424264068711928)).abs() < 1e-14);
/// assert!((found.high.unwrap() - 0.6).abs() < 1e-15);
/// ```
pub fn difference_of(a: (f64, Interval), b: (f64, Interval)) -> Result<Interval, Undefined> {
    let usable = |interval: Interval| matches!(interval.shape, Shape::Bounded | Shape::Unbounded);
    let (Some(low_a), Some(low_b), true) = (a.1.low, b.1.low, usable(a.1) && usable(b.1)) else {
        return Err(Undefined::NoInterval);
    };
    let gap = a.0 - b.0;
    let low = b.1.high.map(|high_b| gap - (a.0 - low_a).hypot(high_b - b.0));
    let high = a.1.high.map(|high_a| gap + (high_a - a.0).hypot(b.0 - low_b));
    let shape = match (low, high) {
        (Some(_), Some(_)) => Shape::Bounded,
        (Some(_), None) => Shape::Unbounded,
        _ => return Err(Undefined::NoInterval),
    };
    Ok(Interval { low, high, shape, level: a.1.level })
}
