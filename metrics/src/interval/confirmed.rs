//! An interval that rules equality out, held against an exact test: so a family of comparisons keeps its level exactly.

use super::Interval;
use crate::test::{Count, TestId, two_by_two};

impl Interval {
    /// The interval, reaching as far as equality unless Fisher's exact test rules equality out at the same level. It never
    /// becomes narrower. `equality` is 1 for a ratio and 0 for a difference; `a` and `b` are the groups that the interval was
    /// computed from.
    ///
    /// **Formula** where the interval does not hold equality and the two-sided p exceeds 1 - level, the end nearer to equality
    /// becomes equality.
    ///
    /// **Source** Fisher (1935). A score interval rules equality out a little too often, and in large families of small groups
    /// much too often, because it leans on the normal distribution far out in its tails: docs/coverage.md. By the exact test
    /// the probability of doing so where rates are equal is at most 1 - level, whatever the counts.
    ///
    /// **Undefined when** never: where there is no test (nobody or everybody selected) no such interval rules equality out.
    ///
    /// ```
    /// # use evenhand_metrics::{interval::Interval, test::Count};
    /// // 0 of 20 and 8 of 50: p = 0.0945
    /// let (a, b) = (Count::new(0, 20), Count::new(8, 50));
    /// let kept = Interval::bounded(0.0, 0.97, 0.9).confirmed(1.0, a, b);
    /// assert_eq!(kept.high, Some(0.97));
    /// let extended = Interval::bounded(0.0, 0.99, 0.95).confirmed(1.0, a, b);
    /// assert_eq!(extended.high, Some(1.0));
    /// ```
    #[must_use]
    pub fn confirmed(self, equality: f64, a: Count, b: Count) -> Self {
        if self.contains(equality) {
            return self;
        }
        let ruled_out = two_by_two(TestId::Fisher, a, b).is_ok_and(|tested| tested.p_value <= 1.0 - self.level);
        match (self.low, self.high) {
            (Some(low), _) if !ruled_out && low > equality => Self { low: Some(equality), ..self },
            (_, Some(high)) if !ruled_out && high < equality => Self { high: Some(equality), ..self },
            _ => self,
        }
    }
}
