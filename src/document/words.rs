//! The words of the document: what stands in it as text and is one of a few.

use std::fmt;
use std::ops::Deref;

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::summary::Summary;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

pub use crate::plan::{Claim, LegalStatus, Meaning, Observed, Severity};
pub use evenhand_metrics::compare::Comparison;
pub use evenhand_metrics::family::Correction;
pub use evenhand_metrics::interval::Shape;
pub use evenhand_metrics::scores::Grain;
pub use evenhand_metrics::scores::impact::MedianKind;
pub use evenhand_metrics::undefined::Undefined;

/// One of a few things that have each a permanent word.
pub trait Term: Copy + PartialEq {
    /// Its word.
    fn id(self) -> &'static str;
}

/// A word of the document, which reads as text. One that this version does not know, because a later or an earlier one wrote
/// it, stays as it stands: a newer document can still be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Word<T> {
    /// One of this version.
    Known(T),
    /// One of another version.
    Other(String),
}

impl<T: Term> Word<T> {
    /// What it says; `None` of a word of another version.
    #[must_use]
    pub const fn known(&self) -> Option<T> {
        match self {
            Self::Known(term) => Some(*term),
            Self::Other(_) => None,
        }
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self
    }
}

impl<T: Term> Deref for Word<T> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Known(term) => term.id(),
            Self::Other(text) => text,
        }
    }
}

impl<T: Term> fmt::Display for Word<T> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self)
    }
}

impl<T: Term> From<T> for Word<T> {
    fn from(term: T) -> Self {
        Self::Known(term)
    }
}

impl<T: Term> PartialEq<T> for Word<T> {
    fn eq(&self, other: &T) -> bool {
        self.known() == Some(*other)
    }
}

/// The list may grow: a reader of the document takes any text.
impl<T> JsonSchema for Word<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

/// Terms that say their word themselves.
macro_rules! terms {
    ($($term:ty)+) => {
        $(impl Term for $term {
            fn id(self) -> &'static str {
                <$term>::id(self)
            }
        })+
    };
}

terms! { Claim Comparison Correction Grain LegalStatus Meaning MedianKind Observed Severity Shape Undefined }

/// Terms of the document alone, each with its word.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $term:ident = $word:literal,)+ })+) => {
        $($(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$of])* #[serde(rename = $word)] $term,)+
        }

        impl $name {
            /// The permanent word.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self {
                    $(Self::$term => $word,)+
                }
            }
        }

        terms! { $name })+
    };
}

words! {
    /// What a finding says of its measure: of a group, of a group against its reference, or of all groups of an attribute.
    Statistic {
        /// The group's value.
        Value = "value",
        /// The group's value minus the reference's.
        Difference = "difference",
        /// The group's value divided by the reference's.
        Ratio = "ratio",
        /// The highest rate of all groups minus the lowest.
        LargestDifference = "largest-difference",
        /// The lowest rate of all groups divided by the highest.
        SmallestRatio = "smallest-ratio",
        /// The widest logarithm of a ratio between groups.
        DifferentialFairness = "differential-fairness",
        /// The same, of smoothed rates.
        DifferentialFairnessSmoothed = "differential-fairness-smoothed",
    }

    /// How the group was found that others are compared with.
    ReferenceKind {
        /// The config names it.
        Named = "named",
        /// It has the most people.
        Largest = "largest",
        /// It has the highest rate.
        HighestRate = "highest-rate",
        /// It has the highest rate of those with 2 % of the people.
        HighestRate2pct = "highest-rate-2pct",
        /// It is everybody outside the group.
        Rest = "rest",
        /// It is everybody.
        Everyone = "everyone",
    }

    /// What decided a verdict.
    DecidedBy {
        /// The interval at the family's level.
        Family = "family",
        /// The nominal interval.
        Nominal = "nominal",
        /// The estimate.
        Estimate = "estimate",
    }

    /// How a waiver bears on a result.
    WaiverState {
        /// It applies.
        Applies = "applies",
        /// Its last day is over.
        Expired = "expired",
        /// The result is worse than it accepts.
        BelowFloor = "below-floor",
    }

    /// What is chosen otherwise.
    Choice {
        /// The reference.
        Reference = "reference",
        /// The comparison.
        Comparison = "comparison",
        /// The measure.
        Measure = "measure",
        /// The method of intervals.
        Interval = "interval",
        /// The stratum that people are alike in.
        Within = "within",
        /// What people without a value are.
        Missing = "missing",
    }

    /// How equivalence is tested.
    EquivalenceTest {
        /// Two one-sided score tests.
        Tost = "tost",
        /// One, where one side alone is judged.
        OneSided = "one-sided",
    }

    /// Whether the people counted stand for a process that could have decided otherwise.
    Inference {
        /// Intervals for one look.
        Process = "process",
        /// Intervals for every look.
        Monitoring = "monitoring",
        /// No intervals.
        Census = "census",
    }

    /// Who could have been reached.
    Eligible {
        /// Everybody counted.
        Audience = "audience",
        /// The deliveries of all campaigns together, where nothing else is known.
        AllCampaigns = "all-campaigns",
    }

    /// A kind of fix.
    FixMethod {
        /// Weights that make the label independent of the group.
        Reweigh = "reweigh",
        /// Weights that meet the shares of several attributes.
        Rake = "rake",
        /// The same, with factors between bounds.
        Calibrate = "calibrate",
        /// Cut-offs by group.
        Thresholds = "thresholds",
        /// Scores moved towards one distribution.
        Repair = "repair",
        /// The fewest decisions to change.
        Sample = "sample",
        /// Budget moved between campaigns.
        Reallocate = "reallocate",
        /// New decisions of the user's own.
        Effect = "effect",
    }

    /// What a fix changes.
    Changes {
        /// Weights of rows.
        Weights = "weights",
        /// Decisions on people.
        Decisions = "decisions",
        /// Scores of people.
        Scores = "scores",
        /// Budgets of campaigns.
        Budget = "budget",
    }

    /// What the law of a place says of a fix.
    LegalLevel {
        /// It bars it.
        Blocked = "blocked",
        /// It may.
        Warned = "warned",
    }

    /// Whom a weight is for.
    Class {
        /// People with the outcome.
        Positive = "positive",
        /// People without it.
        Negative = "negative",
        /// People selected.
        Selected = "selected",
        /// People rejected.
        Rejected = "rejected",
        /// Everybody.
        Everybody = "everybody",
    }

    /// What weights bring into balance.
    BalanceOf {
        /// The rate of the label.
        Rate = "rate",
        /// The share of the people.
        Share = "share",
    }

    /// How people were divided into those a fix was fitted to and those it was judged on.
    Division {
        /// All rows of a person on one side.
        Units = "units",
        /// A seeded draw from the counts.
        Drawn = "drawn",
        /// Not at all.
        Everybody = "everybody",
    }

    /// What is kept of something.
    KeptOf {
        /// People selected.
        Selected = "selected",
        /// Outcomes of the selected.
        Outcomes = "outcomes",
        /// Scores of the selected.
        Score = "score",
        /// Ranks of the selected.
        Rank = "rank",
        /// Values of the selected.
        Value = "value",
    }
}

impl From<&ReferenceRule> for Word<ReferenceKind> {
    fn from(rule: &ReferenceRule) -> Self {
        Self::Known(match rule {
            ReferenceRule::Named(_) => ReferenceKind::Named,
            ReferenceRule::Largest => ReferenceKind::Largest,
            ReferenceRule::HighestRate => ReferenceKind::HighestRate,
            ReferenceRule::HighestRate2pct => ReferenceKind::HighestRate2pct,
            ReferenceRule::Rest => ReferenceKind::Rest,
            ReferenceRule::Everyone => ReferenceKind::Everyone,
        })
    }
}

impl From<Comparison> for Statistic {
    fn from(comparison: Comparison) -> Self {
        match comparison {
            Comparison::Value => Self::Value,
            Comparison::Difference => Self::Difference,
            Comparison::Ratio => Self::Ratio,
        }
    }
}

impl From<Comparison> for Word<Statistic> {
    fn from(comparison: Comparison) -> Self {
        Statistic::from(comparison).into()
    }
}

impl From<Summary> for Statistic {
    fn from(summary: Summary) -> Self {
        match summary {
            Summary::LargestDifference => Self::LargestDifference,
            Summary::SmallestRatio => Self::SmallestRatio,
        }
    }
}
