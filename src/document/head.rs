//! The head of the document: what was audited, with which settings, and who was left out.

use std::collections::BTreeMap;

pub use evenhand_cube::file::Tool;
pub use evenhand_cube::input::Input;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

pub use crate::plan::{Period, Record};

use super::words::{Inference, Meaning, Observed, Statistic, Word};
use crate::segment::Segment;

/// Name, date and seed.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// The campaign or audit, as the config names it.
    pub name: String,
    /// The date the audit is made for (ISO 8601).
    pub as_of: String,
    /// Seed of everything drawn at random.
    pub seed: u64,
    /// `process` (intervals for one look), `monitoring` (intervals for every look) or `census` (none).
    pub inference: Word<Inference>,
    /// Of `monitoring`: the people at whom intervals are narrowest.
    pub tuned_for: Option<u64>,
    /// What else is stated of the audit.
    #[serde(flatten)]
    pub record: Record,
}

/// What the numbers were computed with.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Level of the nominal intervals.
    pub level: f64,
    /// Interval of one rate.
    pub proportion: String,
    /// Interval of a difference.
    pub difference: String,
    /// Interval of a ratio.
    pub ratio: String,
    /// Smallest number of people whose segment is shown.
    pub min_cell: u64,
    /// How many attributes are crossed.
    pub depth: u64,
    /// Whether rows carry weights.
    pub weighted: bool,
    /// Whether the counts came aggregated.
    pub aggregated: bool,
    /// The column that says whose row it is; absent: every row, or counted person, is treated as an independent person.
    pub unit: Option<String>,
    /// How many rows count for one person, as stated.
    pub design_effect: Option<f64>,
    /// When the outcome was known: `before`, `after-decision`, `selected-only`, or absent when unstated or there is none.
    pub observed: Option<Word<Observed>>,
    /// The column that holds the outcome.
    pub outcome: Option<String>,
    /// The column that holds the decision.
    pub decision: Option<String>,
    /// `burden` where being selected is a disadvantage; absent where it is an advantage.
    pub meaning: Option<Word<Meaning>>,
    /// sha256 of the config as read, when there was one.
    pub config_sha256: Option<String>,
}

impl Settings {
    /// The method of intervals of rates under a comparison.
    #[must_use]
    pub fn method(&self, comparison: &Word<Statistic>) -> &str {
        match comparison.known() {
            Some(Statistic::Difference) => &self.difference,
            Some(Statistic::Ratio) => &self.ratio,
            _ => &self.proportion,
        }
    }
}

/// Who was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Population {
    /// Data rows of the decisions.
    pub rows_read: u64,
    /// People in the cube.
    pub people_used: u64,
    /// People (or rows) not in the cube, by reason.
    pub left_out: Vec<LeftOut>,
    /// People in the cube without a value, by attribute.
    pub missing: Vec<MissingOut>,
}

impl Population {
    /// Everybody, in the cube or left out.
    #[must_use]
    pub fn everyone(&self) -> u64 {
        self.left_out.iter().fold(self.people_used, |sum, part| sum.saturating_add(part.people))
    }
}

/// People left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// `decision-missing`, `weight-missing`, `unit-missing`, `count-missing`, `selected-missing`, `total` (sums up other rows),
    /// `no-decision` (audience without a decision row), `not-in-audience` (decisions without audience), `where` (the
    /// condition does not hold), `key-missing`, `no-new-decision` (left out where new decisions are compared with old ones).
    pub reason: String,
    /// How many people.
    pub people: u64,
    /// The same people by segment or campaign, where known.
    pub by: Vec<LeftOutPart>,
}

/// Part of the people left out.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOutPart {
    /// Their segment, when known.
    pub segment: Option<Segment>,
    /// Their campaign, when known.
    pub campaign: Option<String>,
    /// How many people; absent when fewer than the smallest group shown.
    pub people: Option<u64>,
}

/// People without a value of one attribute.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MissingOut {
    /// The attribute's name.
    pub attribute: String,
    /// How many people; absent when fewer than the smallest group shown.
    pub people: Option<u64>,
    /// The smallest number of people that is shown, when hidden.
    pub people_below: Option<u64>,
}

impl MissingOut {
    /// Whether anybody is without a value.
    #[must_use]
    pub fn is_somebody(&self) -> bool {
        self.people != Some(0)
    }
}

/// An attribute and its words, so that a report needs no config.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttributeOut {
    /// Its name in ids.
    pub name: String,
    /// The column it was read from.
    pub column: String,
    /// Its name for people, by language (`en`, `fr`).
    pub label: BTreeMap<String, String>,
    /// Its groups in order, with words for people where the config gives them.
    pub groups: Vec<GroupWords>,
    /// `declared`, `observed` or `inferred`; absent when the config does not say.
    pub source: Option<String>,
    /// Lawful basis, as the config states it.
    pub basis: Option<String>,
    /// Purpose, as the config states it.
    pub purpose: Option<String>,
    /// Note, as the config states it.
    pub note: Option<String>,
}

/// One group's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupWords {
    /// The label in ids.
    pub label: String,
    /// The label for people, by language, where given.
    pub words: BTreeMap<String, String>,
}

/// How large a segment is.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SegmentSize {
    /// The segment.
    pub segment: Segment,
    /// Its people; absent when hidden.
    pub people: Option<u64>,
    /// The smallest number of people that is shown, when hidden.
    pub people_below: Option<u64>,
    /// Its share of the people used; absent when hidden.
    pub share: Option<f64>,
}
