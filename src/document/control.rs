//! Many groups at once: how far chance alone carries their ratios from equality, for the figure that shows them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Reference;

/// More groups than this are read against what chance alone would do: a ranking of them says more about it than about them.
pub const MANY_GROUPS: usize = 20;

/// The control limits of the groups of one attribute or cross, held against one reference.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlLimits {
    /// Id of the rate.
    pub measure: String,
    /// The attribute, or the cross as `a x b`.
    pub attributes: String,
    /// What the groups are compared with.
    pub reference: Reference,
    /// The limits by people, a curve for each level, the inner one first.
    pub curves: Vec<ControlCurve>,
    /// The groups, in the order of the findings.
    pub groups: Vec<ControlledGroup>,
}

/// The limits at one level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlCurve {
    /// The share of groups alike to their reference that lie between the limits.
    pub level: f64,
    /// From the fewest people of a group to the most.
    pub points: Vec<ControlPoint>,
}

/// The limits of a group of so many people.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlPoint {
    /// Independent people in the group.
    pub people: f64,
    /// The lower limit of the ratio.
    pub low: f64,
    /// The upper limit of the ratio.
    pub high: f64,
}

/// A group among its control limits.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlledGroup {
    /// Id of the finding: its ratio.
    pub finding: String,
    /// Independent people behind its rate.
    pub people: f64,
    /// The highest level whose limits its ratio lies beyond; absent where it lies beyond none.
    pub beyond: Option<f64>,
}
