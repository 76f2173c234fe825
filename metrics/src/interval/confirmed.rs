//! An interval that lies beyond a limit, held against a test made at the limit: so a family of comparisons keeps its level.

use super::{Interval, Shape, Side};

impl Interval {
    /// The interval, reaching as far as `limit` unless a test rules the limit out at the same level. It never becomes narrower,
    /// and is left alone where it does not lie beyond the limit on this side; only then is the test asked.
    ///
    /// **Formula** where the whole interval lies beyond the limit and the test does not rule it out, the end nearer to the
    /// limit becomes the limit.
    ///
    /// **Source** the duality of tests and intervals. A score interval rules its limit out a little too often, and in
    /// large families of small groups much too often, because it leans on the normal distribution far out in its tails:
    /// docs/coverage.md. [`crate::significance::beyond_limit`] does not.
    ///
    /// **Undefined when** never: an interval without that end, or of another shape, is left as it is.
    ///
    /// ```
    /// # use evenhand_metrics::{interval::{Interval, Side}};
    /// let below = Interval::bounded(0.1, 0.79, 0.95);
    /// assert_eq!(below.confirmed(Side::Below, 0.8, || true), below);
    /// assert_eq!(below.confirmed(Side::Below, 0.8, || false).high, Some(0.8));
    /// assert_eq!(below.confirmed(Side::Above, 1.25, || false), below);
    /// ```
    #[must_use]
    pub fn confirmed(self, side: Side, limit: f64, is_ruled_out: impl Fn() -> bool) -> Self {
        if !matches!(self.shape, Shape::Bounded | Shape::Unbounded) {
            return self;
        }
        match (side, self.low, self.high) {
            (Side::Below, _, Some(high)) if high < limit && !is_ruled_out() => Self { high: Some(limit), ..self },
            (Side::Above, Some(low), _) if low > limit && !is_ruled_out() => Self { low: Some(limit), ..self },
            _ => self,
        }
    }
}
