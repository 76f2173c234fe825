//! Impact ratios: what a rule wants shown of every group, judged or not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::segment::Segment;

/// The rates of the groups of an attribute or cross, over the highest among them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImpactRatios {
    /// The pack that asks for them.
    pub pack: String,
    /// The measure.
    pub measure: String,
    /// The attribute, or the cross as `a x b`.
    pub attributes: String,
    /// The group with the highest rate; absent when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest: Option<Segment>,
    /// The group with the highest rate when groups under 2 % of the people are passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest_of_large: Option<Segment>,
    /// People who are of no known group.
    pub unknown: u64,
    /// One for each group.
    pub rows: Vec<ImpactRow>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImpactRow {
    /// The group.
    pub segment: Segment,
    /// Its people; absent when hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people_below: Option<u64>,
    /// People in the measure's numerator.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub top: Option<u64>,
    /// The rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// The rate over the highest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio: Option<f64>,
    /// Whether it has under 2 % of the people.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub under_two_percent: bool,
    /// The rate over the highest of the larger groups; absent for those passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ratio_of_large: Option<f64>,
}
