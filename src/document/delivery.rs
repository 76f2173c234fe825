//! Delivery: how far the mix of people who were reached is from the mix of those who could have been.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Estimate;
use super::words::{Eligible, Word};
use crate::segment::Segment;

/// Delivered against eligible, by one attribute.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Delivery {
    /// The attribute.
    pub attribute: String,
    /// Who could have been reached: `audience` (everybody counted), or `all-campaigns` (the deliveries of all campaigns
    /// together, where nothing else is known).
    pub eligible: Word<Eligible>,
    /// All rows together, then each campaign.
    pub mixes: Vec<DeliveredMix>,
    /// How many campaigns stay within a distance; empty without campaigns.
    pub coverage: Vec<DeliveryCoverage>,
}

/// The delivered mix of all rows or of one campaign.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeliveredMix {
    /// The campaign; absent for all rows together.
    pub campaign: Option<String>,
    /// Eligible people (or deliveries) with a value of the attribute.
    pub eligible: Option<u64>,
    /// Deliveries with a value of the attribute.
    pub delivered: Option<u64>,
    /// Total variation: the share of deliveries that would have to move between groups; 0 to 1.
    pub distance: Estimate,
    /// The distance's mean if every delivery were drawn from the eligible mix.
    pub even_mean: Option<f64>,
    /// 95 % of such distances are at most this.
    pub even_p95: Option<f64>,
    /// How often such a distance is at least the one seen: a test of even delivery.
    pub p_value: Option<f64>,
    /// The same, adjusted for every campaign and attribute tested (Benjamini and Hochberg): of the mixes for which it is at
    /// most 0.05, about 5 in 100 are even in truth. Absent of all rows together, which no other test accompanies.
    pub p_adjusted: Option<f64>,
    /// Draws behind the two; absent where every outcome was gone through.
    pub draws: Option<u32>,
    /// Each group.
    pub groups: Vec<MixGroup>,
}

/// One group of a mix.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MixGroup {
    /// The group; absent for all hidden groups together.
    pub segment: Option<Segment>,
    /// Eligible people; absent when hidden.
    pub eligible: Option<u64>,
    /// Deliveries; absent when hidden.
    pub delivered: Option<u64>,
    /// Its share of the eligible.
    pub eligible_share: Option<f64>,
    /// Its share of the deliveries, with its interval.
    pub delivered_share: Estimate,
    /// The second over the first: 1 at parity.
    pub ratio: Estimate,
}

/// How many campaigns stay within a distance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DeliveryCoverage {
    /// The distance.
    pub limit: f64,
    /// Campaigns with more deliveries than this are looked at: fewer stray so far by chance.
    pub more_than: u64,
    /// How many were looked at.
    pub campaigns: u64,
    /// Of them, the share within the distance.
    pub by_campaign: Estimate,
    /// The share of their deliveries that belongs to campaigns within the distance.
    pub by_delivery: Estimate,
}
