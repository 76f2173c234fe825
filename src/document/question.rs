//! The question as it was asked: the plan with its defaults filled in, so that a reader of the document needs no config.
//! What values, thresholds and words meant yes, which rows were kept, how groups were made, who set which limit.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::words::{Claim, Correction, ReferenceKind, Statistic, Word};
pub use crate::plan::{
    Absent, Alternative, Campaign, Campaigns, CsvOptions, DayForm, Equal, Gate, Justification, Kind, Meaning, Observed,
    OnUndecided, People, Recorded, Severity, Small, Sql, Totals, Waiver,
};
use crate::segment::Segment;

/// Whether nothing was stated.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The resolved plan.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Question {
    /// Where the rows came from, and which of them were kept.
    pub data: AskedData,
    /// What being selected means.
    pub decision: AskedDecision,
    /// Whether being selected is an advantage.
    #[serde(default)]
    pub meaning: Meaning,
    /// What having the outcome means.
    pub outcome: Option<AskedOutcome>,
    /// Who was kept out at random.
    pub holdout: Option<AskedYes>,
    /// The columns that play a further part.
    pub columns: AskedColumns,
    /// The attributes, in order, with how their groups were made.
    pub attributes: Vec<AskedAttribute>,
    /// Which attributes are crossed.
    pub intersections: AskedCrosses,
    /// The columns of the stages, first to last.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub funnel: Vec<String>,
    /// The limits, and who set them.
    pub checks: Vec<AskedCheck>,
    /// Rule packs in full.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub packs: Vec<AskedPack>,
    /// Alternatives that were considered, as stated.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub alternatives: Vec<Alternative>,
    /// Levels and methods.
    pub statistics: AskedStatistics,
    /// What may be shown.
    pub privacy: AskedPrivacy,
    /// What an undecided check does to the exit code.
    pub gate: Gate,
    /// Every waiver of the waivers file.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub waivers: Vec<Waiver>,
    /// What a fix aims at.
    pub fix: AskedFix,
    /// What the decisions are used for: `employment`, `credit` and the like.
    #[serde(rename = "use")]
    pub used_for: Option<String>,
    /// Whose law applies: `us`, `eu`; empty where nobody said.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub jurisdictions: Vec<String>,
}

/// Where the rows came from, and which of them were kept.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedData {
    /// File, glob, folder or `-`, as the config or the command line gave it: no absolute path.
    pub decisions: String,
    /// The second table.
    pub audience: Option<AskedAudience>,
    /// The condition on a row: those for which it is not true are left out.
    #[serde(rename = "where")]
    pub keep: Option<String>,
    /// Words read as missing, besides an empty field and null.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// What rows are that sum up others, where stated: `drop` or `keep`.
    #[serde(skip_serializing_if = "is_default", default)]
    pub totals: Totals,
    /// Whether labels that differ only in case or blanks are one group.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub join_labels: bool,
    /// Whether files that are byte for byte the same are counted each.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub same_files_count: bool,
    /// How CSV is written, where stated; the rest was detected.
    #[serde(skip_serializing_if = "is_default", default)]
    pub csv: CsvOptions,
}

/// The second table and how it is joined.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedAudience {
    /// File, glob or folder, as it was given: no absolute path.
    pub file: String,
    /// The key column of the decisions.
    pub key_in_decisions: String,
    /// The key column of the audience.
    pub key_in_audience: String,
    /// What people of the audience without a decision row are.
    pub absent: Absent,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

/// What being selected means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum AskedDecision {
    /// A row is a person, selected or not.
    Row {
        /// What selected means.
        selected: AskedYes,
        /// The column that says for how many identical people a row stands.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<String>,
    },
    /// A row is a person with one column for each campaign.
    Wide {
        /// The campaigns, in order.
        campaigns: Vec<AskedCampaign>,
        /// The column that says for how many identical people a row stands.
        #[serde(skip_serializing_if = "Option::is_none")]
        count: Option<String>,
    },
    /// A row is a group of people, of whom so many were selected.
    Counted {
        /// The column of people.
        count: String,
        /// The column of the selected among them.
        selected: String,
    },
    /// A row is a group of people, all of them reached.
    Delivered {
        /// The column of people.
        count: String,
    },
    /// Every row is a person selected; the others are the audience's.
    Listed,
}

/// A campaign with a column of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedCampaign {
    /// Its name.
    pub campaign: String,
    /// What selected in it means.
    pub selected: AskedYes,
}

/// What counts as yes.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedYes {
    /// The column; absent for an expression.
    pub column: Option<String>,
    /// What of it counts as yes.
    #[serde(flatten)]
    pub means: AskedMeaning,
    /// What counts as no, beside values that count as yes: `*` for every other value; empty for the only other one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub negative: Vec<String>,
}

/// What of a column counts as yes: one of these keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskedMeaning {
    /// These values are yes; an empty field is unknown. `["1", "true"]` is also what a column of 0/1 or true/false means,
    /// in which any other value is an error.
    Positive(Vec<String>),
    /// Numbers at or above this.
    AtLeast(f64),
    /// Numbers above this.
    Above(f64),
    /// What this expression of the row's columns says.
    Sql(Sql),
}

/// What having the outcome means.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedOutcome {
    /// What counts as having it.
    #[serde(flatten)]
    pub yes: AskedYes,
    /// When it was known; absent where nobody said.
    pub observed: Option<Observed>,
}

/// The columns that play a further part.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedColumns {
    /// A weight for each row.
    pub weight: Option<String>,
    /// The campaign of each row.
    pub campaign: Option<String>,
    /// Whose row it is.
    pub unit: Option<String>,
    /// The score that people were ranked by.
    pub score: Option<String>,
    /// Edges of the bins of scores, where stated.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub score_edges: Vec<f64>,
    /// A number whose means are compared.
    pub value: Option<String>,
    /// Money spent for the row.
    pub cost: Option<String>,
    /// People that the row reached.
    pub reach: Option<String>,
    /// Columns of further roles, by their keys.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub roles: BTreeMap<String, String>,
    /// How the people of a row are read, where that is more than a column.
    #[serde(skip_serializing_if = "is_default", default)]
    pub count: People,
    /// How the selected among them are read, where that is more than a column.
    #[serde(skip_serializing_if = "is_default", default)]
    pub selected: People,
    /// The columns or the expression that make the campaign, where it is more than a column.
    pub campaign_of: Option<Campaign>,
}

/// An attribute and how its groups were made.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedAttribute {
    /// Its name in ids.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Where its values come from.
    #[serde(flatten)]
    pub read: AskedReading,
    /// Lower edges of bins, increasing.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub bins: Vec<f64>,
    /// Value (after bins) to group; `*` is every other value.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub map: BTreeMap<String, String>,
    /// The groups of `map` or `one_hot`, in the order of the config.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub order: Vec<String>,
    /// Words read as missing in this attribute, besides those of the data.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub missing: Vec<String>,
    /// Whether its numbers are labels, each a group (`bins = "labels"`).
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub numbers_are_labels: bool,
    /// Whether its labels that differ only in case or blanks are one group.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub join_labels: bool,
    /// What its groups are compared with.
    pub reference: AskedReference,
    /// Its name for people, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub label: BTreeMap<String, String>,
    /// Its groups' names for people: group, then language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub groups: BTreeMap<String, BTreeMap<String, String>>,
    /// `declared`, `observed` or `inferred`.
    pub source: Option<String>,
    /// Lawful basis as stated.
    pub basis: Option<String>,
    /// Purpose as stated.
    pub purpose: Option<String>,
    /// Note as stated.
    pub note: Option<String>,
    /// Why people are divided by it, of a stratum.
    pub justification: Option<Justification>,
}

/// Where an attribute's values come from: one of these keys.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AskedReading {
    /// A column.
    Column(String),
    /// A column of 0/1 for each group.
    OneHot(BTreeMap<String, String>),
    /// Whole years from a day.
    Age {
        /// The column of birthdays.
        born: String,
        /// The day on which people have that age.
        at: String,
        /// How days are written: `ymd`, `dmy`, `mdy` or `excel`; absent where the file shows it.
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<DayForm>,
    },
    /// An expression of the row's columns.
    Sql(Sql),
}

/// What groups are compared with.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedReference {
    /// `named`, `largest`, `highest-rate`, `highest-rate-2pct`, `rest` or `everyone`.
    pub rule: Word<ReferenceKind>,
    /// The group of `named`.
    pub group: Option<String>,
}

/// Which attributes are crossed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedCrosses {
    /// Every cross up to this many attributes.
    pub depth: u64,
    /// Further crosses.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub cross: Vec<Vec<String>>,
    /// Most cells of the full cross; with more, the declared crosses are counted alone.
    pub max_cells: u64,
}

/// A limit and what passing claims.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedCheck {
    /// The config's id, or pack/id.
    pub id: String,
    /// Id of a measure of the catalog.
    pub measure: String,
    /// `value`, `difference` or `ratio`.
    pub comparison: Word<Statistic>,
    /// What it judges: attribute names, crosses as `a x b`.
    pub attributes: Vec<String>,
    /// The stratum that people are alike in.
    pub within: Option<String>,
    /// What groups are compared with, where the attributes' own reference does not hold.
    pub reference: Option<AskedReference>,
    /// The limit, digit for digit as it was set.
    pub limit: AskedLimit,
    /// Who set it, as stated.
    pub set_by: Option<String>,
    /// When it was set, as stated.
    pub set_on: Option<String>,
    /// Whether the side that the limit does not name is left out on purpose.
    pub one_sided: bool,
    /// What passing claims.
    pub claim: Word<Claim>,
    /// The gap that must have been visible.
    pub needs_detectable: Option<f64>,
    /// The share of people that the claim must hold for.
    pub needs_coverage: f64,
    /// Segments that may not stay undecided.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub must_decide: Vec<Segment>,
    /// Which campaigns it judges.
    pub campaigns: Campaigns,
    /// `sidak`, `bonferroni` or `none`.
    pub correction: Word<Correction>,
    /// `error` or `warn`.
    pub severity: Severity,
    /// The pack it comes from.
    pub pack: Option<String>,
    /// Whether a result that one person more and one fewer would turn round stays undecided.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub flip_test: bool,
}

/// A limit, digit for digit as it was set.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedLimit {
    /// The lowest value within.
    pub min: Option<String>,
    /// The highest value within.
    pub max: Option<String>,
    /// The largest difference within, to either side.
    pub max_gap: Option<String>,
}

/// A rule pack in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedPack {
    /// What the config or the command line calls it: an id or a file.
    pub named: String,
    /// Where the rule comes from.
    #[serde(flatten)]
    pub info: super::Pack,
    /// Its text.
    pub text: String,
    /// What else has to be known of it, by language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub notes: BTreeMap<String, String>,
    /// Measures of which it wants the ratio to the highest, judged or not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub impact_ratios: Vec<String>,
    /// What it wants recorded that no number tells.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub records: Vec<Recorded>,
}

/// Levels and methods.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedStatistics {
    /// Level of confidence.
    pub level: f64,
    /// Interval of one rate.
    pub proportion: String,
    /// Interval of a difference.
    pub difference: String,
    /// Interval of a ratio.
    pub ratio: String,
    /// Seed of everything drawn at random.
    pub seed: u64,
    /// How many rows count for one person, as stated.
    pub design_effect: Option<f64>,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskedPrivacy {
    /// Smallest number of people whose segment is shown.
    pub min_cell: u64,
    /// What becomes of smaller ones.
    pub small: Small,
    /// Most groups of an attribute.
    pub max_groups: u64,
}

/// What a fix aims at; what is absent follows from the check that fails.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AskedFix {
    /// The attributes whose groups are brought together.
    pub attributes: Option<Vec<String>>,
    /// What cut-offs make alike.
    pub equal: Option<Equal>,
    /// Most people selected afterwards.
    pub budget: Option<u64>,
    /// Whether nobody may lose a selection; absent where nobody said, and what takes one comes second.
    pub no_losses: Option<bool>,
    /// Worth of a selected person with the outcome.
    pub gain: f64,
    /// Cost of a selected person without it.
    pub cost: f64,
    /// Whether cut-offs make the most of the value.
    pub by_value: bool,
    /// How far scores are repaired.
    pub strength: f64,
    /// Least and greatest factor of weights.
    pub bounds: Option<(f64, f64)>,
    /// Shares that weights bring about, by attribute and group.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub margins: BTreeMap<String, BTreeMap<String, f64>>,
    /// How far a group's reach may lie from everybody's.
    pub tolerance: f64,
    /// The column that names rows in the file of a fix.
    pub id: Option<String>,
}
