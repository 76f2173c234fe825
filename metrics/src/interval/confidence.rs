//! How sure an interval is: its level, and how many standard errors that takes.

use crate::special::{normal, student};

/// A level of confidence with its critical value. Every interval of this crate takes one, so the same formula serves the
/// nominal interval, the deciding interval at a family's level, and Student's t under dependence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    critical: f64,
    tail: f64,
    /// Degrees of freedom of Student's t; infinite of the normal distribution.
    df: f64,
}

/// Levels are held between these, so that no critical value is infinite or undefined. The plan refuses levels outside
/// (0, 1) long before.
const LEVELS: (f64, f64) = (1e-9, 1.0 - 1e-15);

impl Confidence {
    /// Two-sided, by the normal distribution: for counts of independent people.
    ///
    /// **Formula** critical = z with (1 - level)/2 above it; **Undefined when** never: `level` is held within (0, 1).
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// assert!((Confidence::normal(0.95).critical() - 1.959963984540054).abs() < 1e-14);
    /// ```
    #[must_use]
    pub fn normal(level: f64) -> Self {
        let level = held(level);
        let tail = 0.5 * (1.0 - level);
        Self { level, critical: normal::upper_quantile(tail), tail, df: f64::INFINITY }
    }

    /// Two-sided, by Student's t with `df` degrees of freedom (at least 1; an infinite number is the normal
    /// distribution): for a design effect that was itself estimated from df + 1 folds.
    ///
    /// Methods that ask for a tail instead of a critical value (Clopper-Pearson, Jeffreys) get the normal tail of the
    /// same critical value, so that every method widens alike.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// assert!((Confidence::student(0.95, 31.0).critical() - 2.0395134463964077).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn student(level: f64, df: f64) -> Self {
        if df > student::AS_GOOD_AS_NORMAL {
            return Self::normal(level);
        }
        let level = held(level);
        let df = df.max(1.0);
        let critical = student::upper_quantile(0.5 * (1.0 - level), df);
        Self { level, critical, tail: normal::below(-critical), df }
    }

    /// Level of confidence, between 0 and 1.
    #[must_use]
    pub const fn level(&self) -> f64 {
        self.level
    }

    /// Standard errors from the estimate to either end.
    #[must_use]
    pub const fn critical(&self) -> f64 {
        self.critical
    }

    /// The probability of a statistic above `z`, by the distribution that the critical value is from: so a test says what the
    /// interval of the same statistic says.
    ///
    /// **Formula** P(Z > z), or P(T > z) with the degrees of freedom given. **Source** as for the two distributions.
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// for sure in [Confidence::normal(0.9), Confidence::student(0.9, 31.0)] {
    ///     assert!((sure.above(sure.critical()) - 0.05).abs() < 1e-12);
    /// }
    /// ```
    #[must_use]
    pub fn above(&self, z: f64) -> f64 {
        if self.df.is_finite() { student::above(z, self.df) } else { normal::below(-z) }
    }

    /// The probability of a statistic at least as far from 0 as `z`, on either side.
    ///
    /// **Formula** twice [`Self::above`] of |z|. **Source** as there. **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// let sure = Confidence::student(0.95, 31.0);
    /// assert!((sure.two_sided(-sure.critical()) - 0.05).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn two_sided(&self, z: f64) -> f64 {
        (2.0 * self.above(z.abs())).min(1.0)
    }

    /// Probability left out at either end.
    #[must_use]
    pub const fn tail(&self) -> f64 {
        self.tail
    }
}

fn held(level: f64) -> f64 {
    // `max` and `min` drop a NaN, `clamp` would keep it.
    level.max(LEVELS.0).min(LEVELS.1)
}
