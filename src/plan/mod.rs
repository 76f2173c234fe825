//! The plan: `evenhand.toml` and the flags, fully checked before a row is read. It knows the words of the config and
//! the catalog's ids; it refuses to know rows.

mod checks;
mod config;
mod data;
mod fix;
mod limits;
mod overrides;

use std::path::PathBuf;
use std::sync::Arc;

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::interval::Confidence;

pub use checks::{
    Alternative, Campaigns, Check, Claim, Decimal, Gate, LegalStatus, Limit, OnUndecided, Pack, PackInfo, Recorded,
    SegmentWanted, Severity, Waiver,
};
pub use data::{
    Absent, Attribute, Audience, Campaign, Columns, Condition, CsvOptions, Data, DayForm, Decision, Hot, Justification,
    Kind, MadeColumns, Meaning, Named, Negative, Observed, Outcome, People, Positive, Reading, Score, Sql, SqlColumn,
    Stage, Test, Totals, Wave,
};

pub use config::{PACKS, as_of, csv_options, in_use, legal_notes, read, within, words, written};
pub use fix::{Equal, Fixing, LegalNote, Losses, Margin, Setting};
pub use limits::{Limits, Past};
pub use overrides::Overrides;

use crate::error::ConfigText;

/// Everything an audit needs to know before it reads a row.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Name of the campaign or audit; the decisions' file stem when the config gives none.
    pub name: String,
    /// Whether the rows are draws from a process, or all there is.
    pub inference: Inference,
    /// The date the audit is made for.
    pub as_of: jiff::civil::Date,
    /// What else is stated of the audit, for whoever reads it later.
    pub record: Record,
    /// Where the rows are.
    pub data: Data,
    /// Which column plays which part.
    pub columns: Columns,
    /// The attributes, in config order. Cuboid dimensions have their names; a campaign's dimension is `CAMPAIGN`.
    pub attributes: Vec<Attribute>,
    /// How many attributes are crossed (1: none).
    pub depth: usize,
    /// The stages people go through, first to last; empty without a funnel.
    pub funnel: Vec<Stage>,
    /// Further crosses, as indices into `attributes`, each in config order.
    pub crosses: Vec<Vec<usize>>,
    /// The checks of packs and config, in that order.
    pub checks: Vec<Check>,
    /// The packs, in the order they were named; one without checks too.
    pub packs: Vec<Pack>,
    /// Alternatives that were considered, as written.
    pub alternatives: Vec<Alternative>,
    /// Levels and methods.
    pub statistics: Statistics,
    /// What may be shown.
    pub privacy: Privacy,
    /// What an undecided check does to the exit code.
    pub gate: Gate,
    /// What a fix aims at.
    pub fixing: Fixing,
    /// What the decisions are used for, and where.
    pub setting: Setting,
    /// The waivers.
    pub waivers: Vec<Waiver>,
    /// The config as read; `None` when everything came from flags.
    pub config: Option<Arc<ConfigText>>,
    /// The files that the plan was read from beside the config: packs and waivers.
    pub documents: Vec<PathBuf>,
    /// Largest full cross that is counted; beyond it the declared crosses are.
    pub max_cells: u64,
    /// How much may be asked for.
    pub limits: Limits,
}

/// The id of the campaign's dimension in a cuboid: no attribute can have this name.
pub const CAMPAIGN: &str = "@campaign";

/// The id of the dimension of folds: parts of the people, each person in one, where a unit is named.
pub const FOLD: &str = "@fold";
/// How many folds there are. A standard error from G folds varies over seeds of the hash by 1/√(2G) of itself: 1.1 %.
pub const FOLDS: u32 = 4_096;
/// How many there are where people are told apart by campaign, since every campaign has folds of its own: 2.2 %.
pub const FOLDS_BY_CAMPAIGN: u32 = 1_024;
/// How many there were in cubes that do not say.
pub const FOLDS_BEFORE: u32 = 32;
/// The id of the dimension of folds beside scores, which are many: the first bits of a fold's number.
pub const PART: &str = "@part";
/// How many parts there are.
pub const PARTS: u32 = 128;
/// The id of the dimension of people kept out at random: `no` or `yes`.
pub const HOLDOUT: &str = "@holdout";
/// The id of the dimension of the deepest stage reached: `0` (none) up to the number of stages.
pub const STAGE: &str = "@stage";
/// The id of the dimension of scores: the score as a decimal, or `low..high` for a bin of scores.
pub const SCORE: &str = "@score";

/// What stands between the attributes of a cross: `gender x age_band`.
pub const CROSS: &str = " x ";

/// Default of [`Plan::max_cells`].
pub const MAX_CELLS: u64 = 16_000_000;

/// What is stated of an audit and bears on no number: who answers for which model, over which time. As written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The model or rule that decided.
    pub model: Option<String>,
    /// Its version.
    pub model_version: Option<String>,
    /// First and last day of the decisions (ISO 8601).
    pub period: Option<(String, String)>,
    /// What the decisions are for.
    pub purpose: Option<String>,
    /// Who answers for the processing.
    pub controller: Option<String>,
    /// Who made the audit.
    pub auditor: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The day until which the audit is kept (ISO 8601).
    pub retain_until: Option<String>,
    /// Anything else.
    pub notes: Option<String>,
}

/// Whether the people counted stand for a process that could have decided otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inference {
    /// Intervals are given, for one look at the data.
    Process,
    /// Intervals are given that hold however often the audit is made again as people come in.
    Monitoring {
        /// The people at whom intervals are narrowest; the same at every look.
        tuned_for: u64,
    },
    /// No intervals; only `claim = "point"`.
    Census,
}

impl Inference {
    /// The words of the config.
    pub const IDS: [&'static str; 3] = ["process", "monitoring", "census"];

    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Monitoring { .. } => "monitoring",
            Self::Census => "census",
        }
    }

    /// How sure an interval of so many people is to be at a level: for this look alone, or for all of them. A comparison of
    /// n₁ and n₂ people counts n₁n₂/(n₁+n₂).
    #[must_use]
    pub fn confidence(self, level: f64, people: f64) -> Confidence {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
            Self::Monitoring { tuned_for } => Confidence::at_every_look(level, people, tuned_for as f64),
            Self::Process | Self::Census => Confidence::normal(level),
        }
    }
}

/// Levels and methods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Statistics {
    /// Level of confidence, between 0.5 and 1, exclusive.
    pub level: f64,
    /// Interval of one rate.
    pub proportion: evenhand_metrics::interval::ProportionMethod,
    /// Interval of a difference.
    pub difference: evenhand_metrics::interval::DifferenceMethod,
    /// Interval of a ratio.
    pub ratio: evenhand_metrics::interval::RatioMethod,
    /// Seed of everything drawn at random.
    pub seed: u64,
    /// How many rows count for one person, where rows do not say whose they are; at least 1.
    pub design_effect: Option<f64>,
}

/// What comparing two groups needs to know besides the people: little enough to be copied, so that a choice can be made
/// otherwise without a second plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Basis {
    /// Levels and methods.
    pub statistics: Statistics,
    /// Whether there are intervals, and for how many looks.
    pub inference: Inference,
    /// Segments with fewer people are shown without numbers.
    pub min_cell: u64,
    /// When the outcome was known, where there is one and it was stated.
    pub observed: Option<Observed>,
    /// Whether rows say whose they are.
    pub has_unit: bool,
    /// Whether rows carry weights.
    pub has_weight: bool,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Segments with fewer people are hidden (or merged); 1 switches it off.
    pub min_cell: u64,
    /// Whether small groups are merged into one group instead of hidden.
    pub merge_small: bool,
    /// More labels than this is an error.
    pub max_groups: usize,
}

impl Plan {
    /// How many folds people are divided into where a unit is named.
    #[must_use]
    pub const fn folds(&self) -> u32 {
        if self.columns.has_campaigns() { FOLDS_BY_CAMPAIGN } else { FOLDS }
    }

    /// What comparing two groups needs of it.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis {
            statistics: self.statistics,
            inference: self.inference,
            min_cell: self.privacy.min_cell,
            observed: self.columns.outcome.as_ref().and_then(|outcome| outcome.observed),
            has_unit: self.columns.unit.is_some(),
            has_weight: self.columns.weight.is_some(),
        }
    }

    /// The reference of an attribute or cross: the attribute's own; for a cross the cross of the named references when every
    /// attribute names one, the rule that they share when they share one, else the largest cell.
    #[must_use]
    pub fn own_rule(&self, set: &[usize]) -> ReferenceRule {
        let rules = || set.iter().map(|&index| &self.attributes[index].reference);
        if let [only] = set {
            return self.attributes[*only].reference.clone();
        }
        if let Some(first) = rules().next()
            && !matches!(first, ReferenceRule::Named(_))
            && rules().all(|rule| rule == first)
        {
            return first.clone();
        }
        let named: Option<Vec<&str>> = rules()
            .map(|rule| match rule {
                ReferenceRule::Named(label) => Some(label.as_str()),
                _ => None,
            })
            .collect();
        named.map_or(ReferenceRule::Largest, |labels| ReferenceRule::Named(labels.join(", ")))
    }

    /// The attributes whose groups are compared, as indices.
    pub fn protected(&self) -> impl Iterator<Item = usize> {
        self.of_kind(Kind::Protected)
    }

    /// The attributes within whose groups others are compared, as indices.
    pub fn strata(&self) -> impl Iterator<Item = usize> {
        self.of_kind(Kind::Stratum)
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let kinds = self.attributes.iter().map(|attribute| attribute.kind).enumerate();
        kinds.filter(move |(_, own)| *own == kind).map(|(index, _)| index)
    }

    /// Every set of protected attributes that is reported, as indices into `attributes`: singles first, then pairs and so
    /// on to the depth, then the declared crosses and those that checks name; no set twice.
    #[must_use]
    pub fn attribute_sets(&self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let protected: Vec<usize> = self.protected().collect();
        for size in 1..=self.depth.min(protected.len()) {
            let mut places = Vec::new();
            subsets(protected.len(), size, &mut places);
            sets.extend(places.into_iter().map(|set| set.into_iter().map(|place| protected[place]).collect()));
        }
        let named = self.checks.iter().flat_map(|check| &check.attributes);
        for set in self.crosses.iter().chain(named) {
            if !sets.contains(set) {
                sets.push(set.clone());
            }
        }
        sets
    }

    /// The sets that scores are kept by: every protected attribute alone, the declared crosses, and those that checks name.
    #[must_use]
    pub fn score_sets(&self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = self.protected().map(|index| vec![index]).collect();
        let named = self.checks.iter().flat_map(|check| &check.attributes);
        for set in self.crosses.iter().chain(named) {
            if !sets.contains(set) {
                sets.push(set.clone());
            }
        }
        sets
    }

    /// `gender x age_band`: how config and text name a set of attributes.
    #[must_use]
    pub fn set_name(&self, set: &[usize]) -> String {
        let names: Vec<&str> = set.iter().map(|&index| self.attributes[index].name.as_str()).collect();
        names.join(CROSS)
    }
}

/// Appends every subset of `0..of` with `size` members, in lexicographic order.
fn subsets(of: usize, size: usize, out: &mut Vec<Vec<usize>>) {
    fn grow(from: usize, of: usize, size: usize, taken: &mut Vec<usize>, out: &mut Vec<Vec<usize>>) {
        if taken.len() == size {
            out.push(taken.clone());
            return;
        }
        for next in from..of {
            taken.push(next);
            grow(next + 1, of, size, taken, out);
            taken.pop();
        }
    }
    grow(0, of, size, &mut Vec::new(), out);
}
