//! Why there is no answer. A rate of nobody is not zero, and a ratio to zero is not infinity: each case has a name.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The reason why a value, an interval or a verdict does not exist. Ids are permanent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Undefined {
    /// The segment has no people at all.
    EmptyGroup,
    /// The segment is smaller than the smallest cell that may be shown, or than the estimate needs.
    TooFew,
    /// Fewer than ten groups of units hold data, so dependence cannot be estimated.
    TooFewUnits,
    /// So few units hold most of the rows that a variance over units cannot be estimated.
    FewHoldMost,
    /// So few people carry most of the weight that nothing sure can be said of a rate.
    FewCarryWeight,
    /// Nobody in the segment has a positive outcome.
    NoPositives,
    /// Nobody in the segment has a negative outcome.
    NoNegatives,
    /// Nobody in the segment was selected wrongly.
    NoFalsePositives,
    /// Nobody in the segment was selected.
    NobodySelected,
    /// Everybody in the segment was selected.
    EverybodySelected,
    /// The reference's rate is zero, so the ratio has no value.
    ReferenceZero,
    /// The reference itself has no value.
    ReferenceUndefined,
    /// Only one of the two classes occurs.
    OneClass,
    /// The values do not vary.
    ZeroVariance,
    /// No outcome is known in the segment.
    NoOutcome,
    /// There is no score, or none of the kind the measure needs: one outside 0 to 1 is no probability.
    NoScore,
    /// Nobody has a value of the kind the measure averages.
    NoValue,
    /// A few large values hold most of the sum, so that its interval could not be trusted.
    FewValues,
    /// Rows carry weights, and sums of weighted values are not kept.
    WeightedValues,
    /// The decision may have caused the outcome, so error rates would answer another question.
    OutcomeAfterDecision,
    /// It was not stated whether the outcome was known before the decision.
    OutcomeTimingUnstated,
    /// Choosing one different person would reverse the order of the two rates.
    FlipExempt,
    /// A replicate of the variance estimate has no value.
    ReplicateUndefined,
    /// This quantity has no honest interval.
    NoInterval,
}

impl Undefined {
    /// Every reason, in the order of the type.
    pub const ALL: [Self; 24] = [
        Self::EmptyGroup,
        Self::TooFew,
        Self::TooFewUnits,
        Self::FewHoldMost,
        Self::FewCarryWeight,
        Self::NoPositives,
        Self::NoNegatives,
        Self::NoFalsePositives,
        Self::NobodySelected,
        Self::EverybodySelected,
        Self::ReferenceZero,
        Self::ReferenceUndefined,
        Self::OneClass,
        Self::ZeroVariance,
        Self::NoOutcome,
        Self::NoScore,
        Self::NoValue,
        Self::FewValues,
        Self::WeightedValues,
        Self::OutcomeAfterDecision,
        Self::OutcomeTimingUnstated,
        Self::FlipExempt,
        Self::ReplicateUndefined,
        Self::NoInterval,
    ];

    /// The permanent id, as it stands in documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::EmptyGroup => "empty-group",
            Self::TooFew => "too-few",
            Self::TooFewUnits => "too-few-units",
            Self::FewHoldMost => "few-hold-most",
            Self::FewCarryWeight => "few-carry-weight",
            Self::NoPositives => "no-positives",
            Self::NoNegatives => "no-negatives",
            Self::NoFalsePositives => "no-false-positives",
            Self::NobodySelected => "nobody-selected",
            Self::EverybodySelected => "everybody-selected",
            Self::ReferenceZero => "reference-zero",
            Self::ReferenceUndefined => "reference-undefined",
            Self::OneClass => "one-class",
            Self::ZeroVariance => "zero-variance",
            Self::NoOutcome => "no-outcome",
            Self::NoScore => "no-score",
            Self::NoValue => "no-value",
            Self::FewValues => "few-values",
            Self::WeightedValues => "weighted-values",
            Self::OutcomeAfterDecision => "outcome-after-decision",
            Self::OutcomeTimingUnstated => "outcome-timing-unstated",
            Self::FlipExempt => "flip-exempt",
            Self::ReplicateUndefined => "replicate-undefined",
            Self::NoInterval => "no-interval",
        }
    }
}

/// The reason as the end of a sentence in English. Documents say it in words of their own, in either language.
///
/// ```
/// use evenhand_metrics::compare::ratio;
/// use evenhand_metrics::undefined::Undefined;
/// let asked: Result<f64, Undefined> = ratio(Ok(0.3), Ok(0.0));
/// assert_eq!(asked.unwrap_err().to_string(), "the reference's rate is zero");
/// ```
impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyGroup => "the group has no people",
            Self::TooFew => "there are too few people",
            Self::TooFewUnits => "fewer than ten groups of units hold data",
            Self::FewHoldMost => "few units hold most of the rows",
            Self::FewCarryWeight => "few people carry most of the weight",
            Self::NoPositives => "nobody has a positive outcome",
            Self::NoNegatives => "nobody has a negative outcome",
            Self::NoFalsePositives => "nobody was selected wrongly",
            Self::NobodySelected => "nobody was selected",
            Self::EverybodySelected => "everybody was selected",
            Self::ReferenceZero => "the reference's rate is zero",
            Self::ReferenceUndefined => "the reference has no value",
            Self::OneClass => "only one of two classes occurs",
            Self::ZeroVariance => "the values do not vary",
            Self::NoOutcome => "no outcome is known",
            Self::NoScore => "there is no score of the kind that is needed",
            Self::NoValue => "nobody has a value of the kind that is averaged",
            Self::FewValues => "a few large values hold most of the sum",
            Self::WeightedValues => "sums of weighted values are not kept",
            Self::OutcomeAfterDecision => "the decision may have caused the outcome",
            Self::OutcomeTimingUnstated => "it was not stated whether the outcome was known before the decision",
            Self::FlipExempt => "one different person would reverse the order of the two rates",
            Self::ReplicateUndefined => "a replicate of the variance estimate has no value",
            Self::NoInterval => "there is no honest interval",
        })
    }
}

impl Error for Undefined {}
