//! Where a gap between a group and its reference arises: at which stage of a funnel, and whether in the mix of strata or
//! campaigns or within them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Estimate, Reference};
use crate::segment::Segment;

/// Where the gap between a group and its reference comes from.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapSource {
    /// The group.
    pub segment: Segment,
    /// What it is compared with.
    pub reference: Reference,
    /// People in the group; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// The stages people went through; absent without a funnel.
    pub funnel: Option<FunnelOut>,
    /// The mix and the rates, by one dimension at a time (Kitagawa).
    pub mixes: Vec<Mix>,
    /// The same by two dimensions at a time (Shapley).
    pub crossed: Vec<CrossedMix>,
}

/// Two groups through the stages of a funnel.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FunnelOut {
    /// From everybody to the last stage: one end-to-end rate over the other.
    pub whole: Estimate,
    /// Each stage.
    pub stages: Vec<StageOut>,
}

/// One stage.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StageOut {
    /// Its name.
    pub stage: String,
    /// People of the group who reached it; absent when hidden.
    pub reached: Option<u64>,
    /// People of the reference who reached it; absent when hidden.
    pub reference_reached: Option<u64>,
    /// Of the group's people at the stage before (everybody, before the first), the share that went on.
    pub rate: Estimate,
    /// The same of the reference.
    pub reference_rate: Estimate,
    /// One over the other.
    pub ratio: Estimate,
    /// The stage's part of the whole gap, on the logarithm: all parts add up to 1.
    pub share: Estimate,
}

/// A gap of selection rates, in what different mixes give and what different rates give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Mix {
    /// The attribute, or `@campaign`.
    pub by: String,
    /// Rate of the group minus rate of the reference, over everybody with a value.
    pub gap: Estimate,
    /// The gap over the parts that hold both groups: `composition` and `within` add up to it.
    pub supported_gap: Estimate,
    /// What the two groups being in different parts gives.
    pub composition: Estimate,
    /// What different rates in the same parts give.
    pub within: Estimate,
    /// Share of the group in parts without anybody of the reference.
    pub unsupported: Estimate,
    /// Share of the reference in parts without anybody of the group.
    pub reference_unsupported: Estimate,
}

/// The parts of a gap over two dimensions; they add up to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CrossedMix {
    /// The first attribute.
    pub first_by: String,
    /// The second attribute, or `@campaign`.
    pub second_by: String,
    /// The gap.
    pub gap: Estimate,
    /// What different shares of the first give.
    pub first: Estimate,
    /// What different shares of the second, among people alike in the first, give.
    pub second: Estimate,
    /// What different rates in the same cells give.
    pub within: Estimate,
}
