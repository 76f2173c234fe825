//! Impact ratios: what a rule wants shown of every group, judged or not.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::segment::Segment;

/// The rates of the groups of an attribute or cross, over the highest among them.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImpactRatios {
    /// The pack that asks for them.
    pub pack: String,
    /// The measure.
    pub measure: String,
    /// The attribute, or the cross as `a x b`.
    pub attributes: String,
    /// The group with the highest rate; absent when there is none.
    pub highest: Option<Segment>,
    /// The group with the highest rate when groups under 2 % of the people are passed over.
    pub highest_of_large: Option<Segment>,
    /// People who are of no known group.
    pub unknown: u64,
    /// One for each group.
    pub rows: Vec<ImpactRow>,
}

/// One group.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ImpactRow {
    /// The group.
    pub segment: Segment,
    /// Its people; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// People in the measure's numerator.
    pub top: Option<u64>,
    /// The rate.
    pub rate: Option<f64>,
    /// The rate over the highest.
    pub ratio: Option<f64>,
    /// Whether it has under 2 % of the people.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub under_two_percent: bool,
    /// The rate over the highest of the larger groups; absent for those passed over.
    pub ratio_of_large: Option<f64>,
}
