//! A check under other choices that could have been made, and what showing parity would take.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Verdict;
use super::words::{Choice, EquivalenceTest, Undefined, Word};
use crate::segment::Segment;

/// What a check says under one other choice, all else as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// What is chosen otherwise: `reference`, `comparison`, `measure`, `interval`, `within` or `missing`.
    pub kind: Word<Choice>,
    /// The other choice: the id of a rule, a comparison, a measure, a method, a stratum (`everybody` for none), or
    /// `worst` or `best`.
    pub choice: String,
    /// The worst verdict of its results, waivers set aside.
    pub verdict: Verdict,
    /// Whether that is the check's own and every comparison that both have stands as it does there, waivers set aside.
    pub same: bool,
    /// How many comparisons it has.
    pub results: u64,
    /// The comparisons that stand otherwise.
    pub changed: Vec<Changed>,
}

/// One comparison that stands otherwise.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Changed {
    /// The group.
    pub segment: Segment,
    /// The campaign; absent for all rows.
    pub campaign: Option<String>,
    /// Where it stands in the check; absent where it is the reference there.
    pub was: Option<Verdict>,
    /// Where it stands under the other choice; absent where it is the reference there.
    pub verdict: Option<Verdict>,
}

/// Two one-sided tests of the limits: what it takes to show that a ratio is within them.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EquivalenceOut {
    /// `tost`: two one-sided score tests; `one-sided` where one side alone is judged.
    pub test: Word<EquivalenceTest>,
    /// The larger p-value of the sides judged: of a ratio at the limit or beyond it.
    pub p_value: Option<f64>,
    /// Why there is none.
    pub undefined: Option<Word<Undefined>>,
    /// People of the segment that would show it within, 8 times in 10, if the groups are alike; absent where there are as many, and
    /// where no number would do.
    pub needed_within: Option<u64>,
}
