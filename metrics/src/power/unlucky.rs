//! What a rule that decides would see 8 times in 10, where no formula answers for it: the rule is asked of data as unlucky as
//! one audit in five is, the estimate so many standard errors nearer to the limit than the truth.

use super::Side;
use crate::interval::{Interval, Shape};

/// The truth nearest to `from`, `way` of it (1 above, -1 below) and at most `most` away, of which `is_seen` holds; `step` is a distance
/// at which it does not. What is seen near need not be seen farther out, where an estimate has no interval.
pub(crate) fn nearest(from: f64, way: f64, most: f64, step: f64, is_seen: impl Fn(f64) -> bool) -> Option<f64> {
    let (mut unseen, mut seen) = (0.0, step);
    while seen < most && !is_seen(from + way * seen) {
        (unseen, seen) = (seen, 1.25 * seen);
    }
    seen = seen.min(most);
    if !is_seen(from + way * seen) {
        return None;
    }
    for _ in 0..40 {
        let middle = f64::midpoint(unseen, seen);
        if is_seen(from + way * middle) { seen = middle } else { unseen = middle }
    }
    Some(from + way * seen)
}

impl Side {
    /// -1 below, 1 above.
    pub(crate) const fn way(self) -> f64 {
        match self {
            Self::Below => -1.0,
            Self::Above => 1.0,
        }
    }

    /// Whether an interval lies wholly beyond a limit on this side.
    pub(crate) fn is_beyond(self, interval: &Interval, limit: f64) -> bool {
        matches!(interval.shape, Shape::Bounded | Shape::Unbounded)
            && match self {
                Self::Below => interval.high.is_some_and(|high| high < limit),
                Self::Above => interval.low.is_some_and(|low| low > limit),
            }
    }
}
