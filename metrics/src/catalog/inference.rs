//! How sure a measure of scores or of values is. A measure says so itself, beside its formula: which interval a value, a
//! difference and a ratio of it have, and which test. What is asked of it is the same for all.
//!
//! The same function serves an interval that is printed and, at the level of a family, one that decides.

use crate::compare::Comparison;
use crate::interval::{self, Confidence, DifferenceMethod, Interval, Mean, ProportionMethod, RatioMethod, proportion};
use crate::power::{Aim, Group, Side, detectable_difference_beyond, detectable_ratio_beyond};
use crate::summary::UnderEquality;
use crate::tally::Tally;
use crate::undefined::Undefined;
use crate::value;

/// An interval with the id of its method.
pub type Found = Result<(&'static str, Interval), Undefined>;

/// Which intervals shares of people have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Methods {
    /// Of one share.
    pub proportion: ProportionMethod,
    /// Of a difference.
    pub difference: DifferenceMethod,
    /// Of a ratio.
    pub ratio: RatioMethod,
}

/// The people on both sides of a comparison, and everybody.
#[derive(Debug)]
pub struct Sides<'a, T> {
    /// The group.
    pub own: &'a T,
    /// What it is compared with; not looked at for a value.
    pub other: &'a T,
    /// Everybody, both included.
    pub all: &'a T,
}

impl<T> Clone for Sides<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Sides<'_, T> {}

/// What an interval is computed with besides the people.
#[derive(Debug, Clone, Copy)]
pub struct Terms {
    /// What is said of the measure.
    pub comparison: Comparison,
    /// How sure the interval is to be.
    pub sure: Confidence,
    /// How many rows count for one person; 1 for independent rows.
    pub deff: f64,
    /// Against everyone, the group's share of them: the interval is computed against the rest and changed to their scale.
    pub share: Option<f64>,
    /// The intervals of shares.
    pub methods: Methods,
}

/// A side of a limit and where it lies; of a difference its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beyond {
    /// Which.
    pub side: Side,
    /// Where.
    pub limit: f64,
}

impl Terms {
    /// An interval that cannot be moved from the rest to everyone is none.
    ///
    /// # Errors
    /// `no-interval` against everyone.
    pub(super) const fn apart(&self) -> Result<(), Undefined> {
        if self.share.is_some() { Err(Undefined::NoInterval) } else { Ok(()) }
    }

    fn wider(&self, mean: Mean) -> Mean {
        Mean { variance: mean.variance * self.deff, ..mean }
    }

    /// The interval of a mean or of a difference of means, on the scale that was asked for.
    fn of_mean(&self, method: &'static str, mean: Mean, df: f64) -> Found {
        let found = value::interval(mean, &self.sure.by_student(df))?;
        Ok((method, self.on_that_scale(found)))
    }

    /// A difference from the rest as one from everyone, where that was asked for.
    pub(super) fn on_that_scale(&self, found: Interval) -> Interval {
        self.share.map_or(found, |share| found.difference_to_everyone(share))
    }

    /// The interval of a mean of so many people.
    pub(super) fn one_mean(&self, mean: Mean, people: f64) -> Found {
        self.of_mean("student", self.wider(mean), people / self.deff - 1.0)
    }

    /// The interval of the difference of two means of so many people each.
    pub(super) fn two_means(&self, own: (Mean, f64), other: (Mean, f64)) -> Found {
        let (a, b) = (self.wider(own.0), self.wider(other.0));
        let df = value::degrees_of_freedom((a, own.1 / self.deff), (b, other.1 / self.deff));
        self.of_mean("welch", value::difference(a, b), df)
    }

    /// What would be seen of a group and everybody: sought on the scale of the rest, where the two are independent.
    pub(super) fn beyond_rest(&self, beyond: Beyond, seen: impl FnOnce(Beyond) -> Option<f64>) -> Option<f64> {
        let Beyond { side, limit } = beyond;
        let Some(share) = self.share else { return seen(beyond) };
        if self.comparison == Comparison::Ratio {
            let limit = limit * (1.0 - share) / (1.0 - share * limit);
            return seen(Beyond { side, limit }).map(|seen| seen / (share * seen + 1.0 - share));
        }
        seen(Beyond { side, limit: limit / (1.0 - share) }).map(|seen| seen * (1.0 - share))
    }

    /// What would be seen of a share of people, as of any rate.
    pub(super) fn detectable_share(&self, beyond: Beyond, own: Tally, other: Tally) -> Option<f64> {
        let (own, other) = (own.over(self.deff), other.over(self.deff));
        let reference = Group { rate: other.rate()?, people: other.bottom };
        let seen = match self.comparison {
            Comparison::Value => return None,
            Comparison::Ratio => detectable_ratio_beyond,
            Comparison::Difference => detectable_difference_beyond,
        };
        let aim = Aim::usual(self.sure);
        self.beyond_rest(beyond, |Beyond { side, limit }| seen(side, limit, own.bottom, reference, &aim))
    }

    /// The interval of a share of people, as of any rate.
    pub(super) fn of_share(&self, own: Tally, other: impl FnOnce() -> Result<Tally, Undefined>) -> Found {
        let Methods { proportion: one, difference, ratio } = self.methods;
        let a = own.over(self.deff);
        if self.comparison == Comparison::Value {
            return Ok((one.id(), proportion(one, a, &self.sure)?));
        }
        let b = other()?.over(self.deff);
        if self.comparison == Comparison::Difference {
            return Ok((difference.id(), self.on_that_scale(interval::difference(difference, a, b, &self.sure)?)));
        }
        let found = interval::ratio(ratio, a, b, &self.sure)?;
        Ok((ratio.id(), self.share.map_or(found, |share| found.ratio_to_everyone(share))))
    }
}

/// A test of equality, or of scores against outcomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TestOf {
    /// Id of the test.
    pub id: &'static str,
    /// Its two-sided p-value.
    pub p_value: f64,
    /// What the measure would be were every score right.
    pub under_equality: Option<UnderEquality>,
}
