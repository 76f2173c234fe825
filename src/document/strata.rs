//! A group and its reference compared among people alike in a stratum.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Estimate, Reference, TestOut};
use crate::plan::Justification;
use crate::segment::Segment;

/// Two groups compared within the strata of one attribute: selection rates, Mantel and Haenszel.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Conditional {
    /// measure/segment\[/vs=...\]/within=stratum.
    pub id: String,
    /// `selection-rate`.
    pub measure: String,
    /// The attribute that people are alike in.
    pub within: String,
    /// Why they are compared only with their like, in the words of whoever answers for it; absent when nobody said.
    pub justification: Option<Justification>,
    /// The group.
    pub segment: Segment,
    /// What it is compared with.
    pub reference: Reference,
    /// People of the group who have a value of the stratum; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// People of the reference who have a value of the stratum.
    pub reference_people: Option<u64>,
    /// How many strata hold people of either.
    pub strata: u64,
    /// How many of them hold people of both: only these can be compared in.
    pub strata_used: u64,
    /// Share of the group in strata without anybody of the reference: nothing is known of how they compare.
    pub unsupported: Estimate,
    /// Share of the reference in strata without anybody of the group.
    pub reference_unsupported: Estimate,
    /// Ratio of rates over everybody with a value of the stratum, strata ignored.
    pub pooled_ratio: Estimate,
    /// Mantel-Haenszel ratio of rates.
    pub ratio: Estimate,
    /// Mantel-Haenszel odds ratio.
    pub odds_ratio: Estimate,
    /// Mantel-Haenszel difference of rates.
    pub difference: Estimate,
    /// Cochran, Mantel and Haenszel: no association in any stratum, without and with continuity correction.
    pub association: Vec<TestOut>,
    /// The same ratio of rates in all strata, the same difference, and the same odds ratio: Breslow and Day, then with
    /// Tarone's correction.
    pub homogeneity: Vec<TestOut>,
    /// Whether the ratio differs between strata by more than chance gives, at the audit's level over all comparisons within
    /// strata.
    #[serde(default)]
    pub uneven: bool,
    /// p-value of the same ratio in all strata, adjusted by Holm for all comparisons within strata of the audit.
    pub uneven_p_holm: Option<f64>,
    /// The group's share of the rejected minus its share of the selected.
    pub disparity: Disparity,
    /// Whether ignoring the strata changes the comparison.
    pub simpson: Simpson,
    /// Each stratum, in the order of its labels.
    pub by_stratum: Vec<StratumRow>,
}

/// Demographic disparity, alone and given the strata.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Disparity {
    /// Strata ignored.
    pub unconditional: Estimate,
    /// Within strata, averaged by their people.
    pub conditional: Estimate,
    /// Share of people in strata where nobody was selected or nobody rejected: left out of `conditional`.
    pub dropped: Estimate,
}

/// The comparison of everybody against the comparison within strata, as logarithms of ratios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Simpson {
    /// Test of the two being equal.
    pub test: TestOut,
    /// Whether the test says at the audit's level that the strata change the comparison.
    pub alarm: bool,
    /// Whether the two lie on opposite sides of parity.
    pub reverses: bool,
}

/// One stratum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StratumRow {
    /// Its label.
    pub label: String,
    /// The group in it.
    pub group: Part,
    /// The reference in it.
    pub reference: Part,
    /// Ratio of the two rates.
    pub ratio: Estimate,
}

/// The people of one group in one part of the audience.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// People; absent when hidden.
    pub people: Option<u64>,
    /// When hidden: fewer people than this, or hidden so that fewer cannot be worked out.
    pub people_below: Option<u64>,
    /// Selected among them.
    pub selected: Option<u64>,
    /// The rate.
    pub rate: Estimate,
}

/// Id of the test of one ratio of rates in all strata.
pub const ONE_RATIO: &str = "common-ratio";

impl Conditional {
    /// The test of one ratio of rates in all strata.
    #[must_use]
    pub fn one_ratio(&self) -> Option<&TestOut> {
        self.homogeneity.iter().find(|test| test.test == ONE_RATIO)
    }
}
