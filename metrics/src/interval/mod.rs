//! Intervals: the values that the counts do not rule out at a level of confidence.

use serde::{Deserialize, Serialize};

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
