//! How much a number of people can show: the ratios and differences they would reveal, and the people it takes. All of it
//! looks ahead, from rates and sizes alone; this module refuses to know what was measured, except where a caller passes
//! the measured ratio as the supposed one. In its formulas z is the critical value and z' the normal value of the power.

mod alike;
mod beyond;
mod equality;
mod means;
mod needed;
mod unlucky;

pub use alike::{detectable_difference_alike, detectable_ratio_alike};
pub use beyond::{Side, detectable_difference_beyond, detectable_rate_beyond, detectable_ratio_beyond};
pub use equality::{Detectable, detectable_differences, detectable_ratios, n_per_group, power};
pub use means::detectable_means;
pub use needed::{Limits, n_prove_ratio_above, people_to_show_within};
pub(crate) use unlucky::nearest;

use crate::{interval::Confidence, special::normal};

/// 8 times in 10: the power at which every detectable ratio is printed.
pub const USUAL_POWER: f64 = 0.8;

/// What is sought: a level of confidence, and how often it should be reached.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// The level of the interval or test that decides.
    pub confidence: Confidence,
    /// The share of audits that should find what is there, between 0 and 1.
    pub power: f64,
}

impl Aim {
    /// 8 times in 10 at this confidence.
    #[must_use]
    pub const fn usual(confidence: Confidence) -> Self {
        Self { confidence, power: USUAL_POWER }
    }

    /// Standard errors that go with the power alone.
    pub(crate) fn extra(&self) -> f64 {
        normal::upper_quantile((1.0 - self.power).clamp(1e-15, 1.0 - 1e-15))
    }

    /// Standard errors between what is supposed and what must still be told from it: critical value plus power.
    ///
    /// ```
    /// # use evenhand_metrics::{interval::Confidence, power::Aim};
    /// assert!((Aim::usual(Confidence::normal(0.95)).steps() - 2.8015852181129716).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn steps(&self) -> f64 {
        self.confidence.critical() + self.extra()
    }

    /// The aim at either of two ends, so that both together reach the power.
    const fn at_both_ends(self) -> Self {
        Self { power: 0.5 + 0.5 * self.power, ..self }
    }
}

/// A group with its rate: the reference whose rate is taken as known, or a group as it is supposed to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// Its rate, 0 to 1.
    pub rate: f64,
    /// Its people, already divided by a design effect if there is one.
    pub people: f64,
}

impl Group {
    fn is_possible(self) -> bool {
        (0.0..=1.0).contains(&self.rate) && self.people > 0.0
    }

    /// Variance of its rate.
    fn variance(self) -> f64 {
        self.rate * (1.0 - self.rate) / self.people
    }
}
