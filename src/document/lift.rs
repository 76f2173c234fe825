//! Lift: what the campaign changed for each group, against people kept out at random.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::words::{Undefined, Word};
use super::{Estimate, TestOut};
use crate::segment::Segment;

/// What the campaign changed, or why that cannot be said.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lift {
    /// Why there is none: `no-outcome`.
    pub undefined: Option<Word<Undefined>>,
    /// Everybody, then each group of each attribute.
    pub segments: Vec<LiftRow>,
    /// For each attribute, a test whether the campaign does the same for all of its groups.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub equal: Vec<EqualLift>,
}

/// Whether the campaign does the same for all groups of an attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EqualLift {
    /// The attribute.
    pub attribute: String,
    /// Groups compared: those that are shown.
    pub groups: u64,
    /// The test.
    pub test: TestOut,
}

/// What the campaign changed for one group.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LiftRow {
    /// The group; empty for everybody.
    pub segment: Segment,
    /// People who were not kept out, their outcome known; absent when hidden.
    pub open: Option<u64>,
    /// Of them, with the outcome.
    pub open_outcomes: Option<u64>,
    /// People kept out, their outcome known; absent when hidden.
    pub held_out: Option<u64>,
    /// Of them, with the outcome.
    pub held_out_outcomes: Option<u64>,
    /// When hidden: fewer people than this on one of the two sides.
    pub people_below: Option<u64>,
    /// Rate of the outcome with the campaign open to them.
    pub open_rate: Estimate,
    /// Rate of the outcome among people kept out.
    pub held_out_rate: Estimate,
    /// The difference of the two: the incremental effect.
    pub effect: Estimate,
    /// Outcomes there would not have been: the effect times the people not kept out.
    pub incremental: Estimate,
    /// The group's part of all incremental outcomes of its attribute.
    pub share: Estimate,
    /// How much more the campaign does for it than for the reference; absent for everybody and for the reference itself.
    pub against: Option<LiftDifference>,
}

/// The effect in one group minus that in another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LiftDifference {
    /// The other group.
    pub reference: Segment,
    /// The difference, from -2 to 2; its interval is at a level at which those of all groups of all attributes hold together.
    pub difference: Estimate,
}
