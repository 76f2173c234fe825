//! The interval of a difference or a ratio of any two estimates of different people, from their own intervals.

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

/// The interval of `a` over `b`, each an estimate with its bounded interval at one level.
///
/// **Formula** the r where a - r b lies as far from 0 as its own interval reaches: with d and e the distances of the ends that
/// matter, the roots of r²(b² - e²) - 2rab + (a² - d²) = 0, d of a and e of b, the lower one by the lower end of a and the upper of b, the upper
/// one by the other two ends. An end below 0 takes the nearer end of b.
///
/// **Source** Donner & Zou (2012), Statistical Methods in Medical Research 21, p. 347, eq. 6 and 7.
///
/// **Undefined when** the interval of `b` holds 0, or an interval is not bounded ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::interval::{Interval, ratio_of};
/// // 6 (5 to 8) over 3 (2.5 to 4)
/// let found = ratio_of((6.0, Interval::bounded(5.0, 8.0, 0.95)), (3.0, Interval::bounded(2.5, 4.0, 0.95))).unwrap();
/// // r² (9 - 1) - 36 r + (36 - 1) = 0 and r² (9 - 0.25) - 36 r + (36 - 4) = 0
/// assert!((found.low.unwrap() - (36.0 - 176.0_f64.sqrt()) / 16.0).abs() < 1e-14);
/// assert!((found.high.unwrap() - (36.0 + 176.0_f64.sqrt()) / 17.5).abs() < 1e-14);
/// ```
pub fn ratio_of(a: (f64, Interval), b: (f64, Interval)) -> Result<Interval, Undefined> {
    let ends = |(value, interval): (f64, Interval)| match interval {
        Interval { low: Some(low), high: Some(high), shape: Shape::Bounded, .. } => Ok(Ends { low, value, high }),
        _ => Err(Undefined::NoInterval),
    };
    let (mut over, mut under) = (ends(a)?, ends(b)?);
    if under.high < 0.0 {
        (over, under) = (over.negative(), under.negative());
    }
    if under.low.is_nan() || under.low <= 0.0 {
        return Err(Undefined::NoInterval);
    }
    let low = over.lowest_over(under);
    let high = -over.negative().lowest_over(under);
    Ok(Interval::bounded(low, high, a.1.level))
}

/// An estimate between the ends of its interval.
#[derive(Clone, Copy)]
struct Ends {
    low: f64,
    value: f64,
    high: f64,
}

impl Ends {
    fn negative(self) -> Self {
        Self { low: -self.high, value: -self.value, high: -self.low }
    }

    /// The lower end of the ratio to something above 0.
    fn lowest_over(self, under: Self) -> f64 {
        let far = if self.low >= 0.0 { under.high - under.value } else { under.value - under.low };
        let middle = self.value * under.value;
        let free = self.low * (2.0 * self.value - self.low);
        let square = (under.value - far) * (under.value + far);
        let root = (middle * middle - free * square).max(0.0).sqrt();
        // Each form where its terms do not cancel.
        if middle > 0.0 { free / (middle + root) } else { (middle - root) / square }
    }
}
