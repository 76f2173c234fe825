//! What every threshold would do: selection, errors and calibration along the scores, by group. No score is in the document:
//! a threshold is told by the share of people it selects, and every step along a curve is made by at least as many people
//! as the smallest group shown.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Reference;
use super::words::{Grain, MedianKind, Undefined, Word};
use crate::segment::Segment;

/// The scores of one attribute's groups. Groups too small to show, merged ones and people without a value have no curve.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoreCurves {
    /// The attribute.
    pub attribute: String,
    /// `exact`, or `midpoints` when there were too many distinct scores and each stands at the middle of its bin.
    pub grain: Word<Grain>,
    /// People with a score in the groups shown.
    pub people: u64,
    /// What ratios are to.
    pub reference: Reference,
    /// The thresholds, highest score first, each as the share of the groups' people who score at least as high.
    pub thresholds: Vec<f64>,
    /// The share of everybody with a score who were in fact selected; absent when too few were, or were not.
    pub selected: Option<f64>,
    /// How the median of everybody falls: `between` two scores, `held` by one person, or `tied`.
    pub median: Option<Word<MedianKind>>,
    /// One per group.
    pub groups: Vec<GroupCurves>,
}

/// One group along the scores.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroupCurves {
    /// The group.
    pub segment: Segment,
    /// Its people with a score.
    pub people: u64,
    /// The share of them that each threshold selects; absent where too few would be told apart.
    pub rates: Vec<Option<f64>>,
    /// The ratio of that share to the reference's, with its nominal interval; empty for the reference itself.
    pub ratios: Vec<Option<RatioPoint>>,
    /// False and true positive rates, from nobody selected to everybody.
    pub roc: Vec<RocPoint>,
    /// Why there are none.
    pub roc_undefined: Option<Word<Undefined>>,
    /// Scores against outcomes, by tenths of the score; tenths of too few people are joined with the next.
    pub calibration: Vec<CalibrationBin>,
    /// Why there are none.
    pub calibration_undefined: Option<Word<Undefined>>,
    /// The ratio if as many people as were in fact selected had been those with the highest scores; absent for the reference.
    pub top: Option<TopPoint>,
    /// The share above everybody's median; absent when undefined.
    pub scoring_rate: Option<f64>,
    /// That share over the highest of any group.
    pub impact_ratio: Option<f64>,
    /// Why there is no such ratio.
    pub impact_undefined: Option<Word<Undefined>>,
    /// Whether the group is under 2 % of the people, which some rules allow to leave out and this document never does.
    pub under_two_per_cent: bool,
}

/// A ratio at one threshold.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RatioPoint {
    /// The ratio.
    pub value: f64,
    /// Lower end of its nominal interval; absent where people have several rows, or there is none.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
}

/// A point of a ROC curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RocPoint {
    /// Of people with a negative outcome, the share selected.
    pub false_positive_rate: f64,
    /// Of people with a positive outcome, the share selected.
    pub true_positive_rate: f64,
}

/// People of similar scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CalibrationBin {
    /// People with a known outcome.
    pub people: u64,
    /// Their mean score.
    pub mean_score: f64,
    /// The share of them with a positive outcome.
    pub observed: f64,
}

/// The ratio at the number of people selected.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopPoint {
    /// The ratio, people who tie at the cut-off counting in part.
    pub ratio: Option<f64>,
    /// The least ratio that an order of the tied people gives.
    pub ties_low: Option<f64>,
    /// The greatest.
    pub ties_high: Option<f64>,
    /// The least ratio when up to `slack` fewer or more people are selected.
    pub nearby_low: Option<f64>,
    /// The greatest.
    pub nearby_high: Option<f64>,
    /// How many fewer or more, as a share of those selected.
    pub slack: f64,
}
