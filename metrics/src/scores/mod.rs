//! Measures of scores: how well a score ranks, how far it can be taken at its word, how two groups' scores differ, and
//! what each threshold would select. Everything is a function of [`Scores`], one group's people by distinct score, and
//! costs as much as there are distinct scores. It refuses to know where scores come from, limits and verdicts.

pub mod area;
pub mod calibration;
pub mod distance;
mod distribution;
pub mod ece;
pub mod gap;
pub mod impact;
mod smirnov;
pub mod threshold;
pub mod top;

pub use distribution::{DISTINCT, Grain, LARGEST, Mass, Point, Scores, ScoresError};
