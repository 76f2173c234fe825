//! From the interval against the rest to the interval against everyone.

use super::{Interval, Shape};

impl Interval {
    /// The interval of a ratio to everyone, from that of the ratio to the rest: an exact change of scale, since everyone
    /// is the group and the rest. `share` (0 to 1) is the group's part of the measure's denominator.
    ///
    /// **Formula** r / (w r + 1 - w) at both ends; an infinite upper end becomes 1/w, the most a group can be of a
    /// whole that it is part of.
    ///
    /// **Source** the definition of the overall rate, w p₁ + (1-w) p₂. **Undefined when** never, for intervals of ratios.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Interval;
    /// let everyone = Interval::bounded(0.5, 2.0, 0.95).ratio_to_everyone(0.25);
    /// assert_eq!(everyone, Interval::bounded(0.5 / 0.875, 2.0 / 1.25, 0.95));
    /// assert_eq!(Interval::unbounded(3.0, 0.95).ratio_to_everyone(0.25).high, Some(4.0));
    /// ```
    #[must_use]
    pub fn ratio_to_everyone(self, share: f64) -> Self {
        let scaled = |r: f64| r / (share * r + (1.0 - share));
        match (self.shape, self.high) {
            (Shape::Unbounded, None) if share > 0.0 => {
                let high = Some(1.0 / share);
                Self { low: self.low.map(scaled), high, shape: Shape::Bounded, ..self }
            }
            _ => Self { low: self.low.map(scaled), high: self.high.map(scaled), ..self },
        }
    }

    /// The interval of a difference from everyone, from that of the difference from the rest.
    ///
    /// **Formula** d (1 - w) at both ends, w the group's `share` of the measure's denominator.
    ///
    /// **Source** the definition of the overall rate. **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Interval;
    /// let everyone = Interval::bounded(-0.2, 0.1, 0.95).difference_to_everyone(0.5);
    /// assert_eq!(everyone, Interval::bounded(-0.1, 0.05, 0.95));
    /// ```
    #[must_use]
    pub fn difference_to_everyone(self, share: f64) -> Self {
        let scaled = |d: f64| d * (1.0 - share);
        Self { low: self.low.map(scaled), high: self.high.map(scaled), ..self }
    }
}
