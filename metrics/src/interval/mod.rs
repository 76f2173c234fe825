//! Intervals: the values that the counts do not rule out at a level of confidence. This module knows one tally, or two,
//! and a [`Confidence`]; it refuses to know limits, families and verdicts.
//!
//! Every method is also right where textbooks stop: nobody selected, everybody selected, one person, 10^9 people, and
//! tallies made fractional by a design effect.

mod confidence;
mod confirmed;
mod difference;
mod everyone;
mod fieller;
mod mover;
pub(crate) mod pair;
mod proportion;
mod ratio;
mod score;

pub use confidence::Confidence;
pub use difference::{DifferenceMethod, difference};
pub use fieller::{Mean, fieller};
pub use mover::{difference_of, ratio_of};
pub use proportion::{ProportionMethod, proportion};
pub use ratio::{RatioMethod, ratio};
pub use score::ratio_score;

use crate::{tally::Tally, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// Which side of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below the lower limit.
    Below,
    /// Above the upper limit.
    Above,
}

/// What an interval looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Both ends exist.
    Bounded,
    /// The upper end is infinite (`high` is `None`).
    Unbounded,
    /// Everything outside [low, high].
    Complement,
    /// Nothing is ruled out.
    WholeLine,
}

impl Shape {
    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bounded => "bounded",
            Self::Unbounded => "unbounded",
            Self::Complement => "complement",
            Self::WholeLine => "whole-line",
        }
    }
}

/// The values not ruled out at `level`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower end; `None` when there is none.
    pub low: Option<f64>,
    /// Upper end; `None` when it is infinite.
    pub high: Option<f64>,
    /// How the two ends are to be read.
    pub shape: Shape,
    /// Level of confidence, between 0 and 1.
    pub level: f64,
}

impl Interval {
    /// Both ends exist.
    #[must_use]
    pub const fn bounded(low: f64, high: f64, level: f64) -> Self {
        Self { low: Some(low), high: Some(high), shape: Shape::Bounded, level }
    }

    /// From `low` on, without end.
    #[must_use]
    pub const fn unbounded(low: f64, level: f64) -> Self {
        Self { low: Some(low), high: None, shape: Shape::Unbounded, level }
    }

    /// The same values times `factor`, which is 0 or more.
    ///
    /// **Formula** (f low, f high). **Source** elementary. **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::interval::Interval;
    /// assert_eq!(Interval::bounded(-0.5, 0.25, 0.95).scaled(8.0), Interval::bounded(-4.0, 2.0, 0.95));
    /// ```
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        Self { low: self.low.map(|low| low * factor), high: self.high.map(|high| high * factor), ..self }
    }

    /// Whether `value` is among the values not ruled out, ends included.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        let from_low = self.low.is_none_or(|low| low <= value);
        let to_high = self.high.is_none_or(|high| value <= high);
        match self.shape {
            Shape::Bounded | Shape::Unbounded => from_low && to_high,
            Shape::Complement => {
                self.low.is_some_and(|low| value <= low) || self.high.is_some_and(|high| high <= value)
            }
            Shape::WholeLine => true,
        }
    }
}

/// Refuses what is not k of n people: an empty denominator, or numbers that are not 0 <= k <= n.
pub(crate) fn counted(tally: Tally, empty: Undefined) -> Result<Tally, Undefined> {
    let Tally { top, bottom } = tally;
    if bottom > 0.0 && bottom.is_finite() && top >= 0.0 && top <= bottom { Ok(tally) } else { Err(empty) }
}

/// A segment and its reference, both with people.
pub(crate) fn both_counted(a: Tally, b: Tally) -> Result<(), Undefined> {
    counted(a, Undefined::EmptyGroup)?;
    counted(b, Undefined::ReferenceUndefined)?;
    Ok(())
}
