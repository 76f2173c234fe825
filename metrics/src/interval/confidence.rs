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

/// What is mixed over is never less, so that no critical value is infinite; here it takes 100 standard errors and more.
const LEAST_OF_MIXTURE: f64 = 1e-4;
/// No tail is smaller, so that every method can ask for it.
const LEAST_TAIL: f64 = 1e-100;

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

    /// Two-sided, for intervals that are made again as people come in, every day or whenever somebody looks, and together
    /// have to hold the truth at every look: a confidence sequence. `people` are those behind the interval so far, a
    /// comparison of n₁ and n₂ counting n₁n₂/(n₁+n₂); `tuned_for` is the number at which the interval is to be narrowest,
    /// chosen before the first look and never changed.
    ///
    /// Every method of this crate takes it as it takes another; those that ask for a tail get the normal tail of the same
    /// critical value.
    ///
    /// **Formula** critical = √((1 + 1/x) ln((1+x)/α²)), x = `people / tuned_for` (a + ln(1+a)), a = -2 ln α, α = 1 - level: where
    /// the likelihood ratios against the truth, mixed over a normal distribution of alternatives, average 1/α, which they
    /// ever reach with a probability of α at most (Ville). The estimates have to be nearly normal by the time an end comes near
    /// a limit; with few people the critical value is so large that it does not.
    ///
    /// **Source** Robbins (1970), Annals of Mathematical Statistics 41; Howard, Ramdas, `McAuliffe` and Sekhon (2021),
    /// Annals of Statistics 49, doi:10.1214/20-AOS1991; for estimates that are nearly normal Waudby-Smith, Arbour, Sinha, Kennedy
    /// and Ramdas (2024), Annals of Statistics 52, doi:10.1214/24-AOS2408, whose choice of the mixture this is.
    /// **Undefined when** never: no people count as few.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// let look = |people: f64| Confidence::at_every_look(0.95, people, 1_000.0).critical();
    /// assert!((look(1_000.0) - 3.0352089903762534).abs() < 1e-12);
    /// assert!(look(10.0) > 8.0 && look(100_000.0) < 3.6);
    /// ```
    #[must_use]
    pub fn at_every_look(level: f64, people: f64, tuned_for: f64) -> Self {
        let level = held(level);
        let alpha = 1.0 - level;
        let depth = -2.0 * alpha.ln();
        let x = people.max(0.0) / tuned_for * (depth + depth.ln_1p());
        let x = x.clamp(LEAST_OF_MIXTURE, f64::MAX);
        let critical = ((1.0 + x.recip()) * (x.ln_1p() + depth)).sqrt();
        Self { level, critical, tail: normal::below(-critical).max(LEAST_TAIL), df: f64::INFINITY }
    }

    /// As sure by Student's t with `df` degrees of freedom (at least 1): its critical value leaves out as much as this one
    /// does by the normal distribution. Of [`normal`](Self::normal) that is [`student`](Self::student).
    ///
    /// ```
    /// # use evenhand_metrics::interval::Confidence;
    /// let by_t = Confidence::normal(0.95).by_student(31.0);
    /// assert!((by_t.critical() - Confidence::student(0.95, 31.0).critical()).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn by_student(self, df: f64) -> Self {
        if df > student::AS_GOOD_AS_NORMAL {
            return self;
        }
        let df = df.max(1.0);
        let critical = student::upper_quantile(self.tail, df);
        Self { critical, tail: normal::below(-critical).max(LEAST_TAIL), df, ..self }
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
