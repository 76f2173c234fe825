//! The plan: `evenhand.toml` and the flags, fully checked before a row is read. It knows the words of the config and
//! the catalog's ids; it refuses to know rows.

mod checks;
mod config;
mod fix;
mod limits;
mod overrides;

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evenhand_metrics::interval::Confidence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

pub use checks::{
    Alternative, Campaigns, Check, Claim, Decimal, Gate, LegalStatus, Limit, OnUndecided, Pack, PackInfo, Recorded,
    SegmentWanted, Severity, Waiver,
};
pub use evenhand_cube::spec::{
    Absent, Attribute, Audience, CAMPAIGN, CROSS, Campaign, Columns, Condition, CsvOptions, CubeSpec, Data, DayForm,
    Decision, FOLD, FOLDS, FOLDS_BEFORE, FOLDS_BY_CAMPAIGN, HOLDOUT, Hot, Justification, Kind, MAX_CELLS, MadeColumns,
    Meaning, Named, Negative, Observed, Outcome, PART, PARTS, People, Positive, Reading, Role, Roles, SCORE, STAGE,
    Score, Sql, SqlColumn, Stage, Test, Totals, Wave,
};

pub use config::{
    AsUsed, FOUND, Further, PACKS, as_config, as_of, as_used, csv_options, in_use, legal_notes, read, schema,
    waivers_schema, words,
};
pub use fix::{Equal, Fixing, LegalNote, Losses, Margin, Setting};
pub use limits::{Limits, Past};
pub use overrides::{COLUMNS, COUNTING, DATA, FILE, FIX, FLAGS, Flag, Form, GATE, LIMITS, Overrides, Typed};

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
    /// What is counted. A plan is read as what it has counted, too: `plan.columns`, `plan.attributes`.
    pub cube: CubeSpec,
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
    /// How much may be asked for.
    pub limits: Limits,
}

/// What is stated of an audit and bears on no number: who answers for which model, over which time. As written.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// The model or rule that decided.
    pub model: Option<String>,
    /// Its version.
    pub model_version: Option<String>,
    /// First and last day of the decisions.
    pub period: Option<Period>,
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

/// First and last day, both included (ISO 8601).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
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
    /// Whether there is an outcome.
    pub has_outcome: bool,
    /// Whether rows say whose they are.
    pub has_unit: bool,
    /// Whether rows carry weights.
    pub has_weight: bool,
    /// Seed of everything drawn at random.
    pub seed: u64,
}

/// What may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Segments with fewer people are hidden (or merged); 1 switches it off.
    pub min_cell: u64,
    /// What becomes of smaller ones.
    pub small: Small,
}

/// What becomes of small groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Small {
    /// They are hidden.
    Hide,
    /// They are merged into one group of the attribute, which is never judged.
    Merge,
}

impl Plan {
    /// What comparing two groups needs of it.
    #[must_use]
    pub fn basis(&self) -> Basis {
        Basis {
            statistics: self.statistics,
            inference: self.inference,
            min_cell: self.privacy.min_cell,
            observed: self.columns.outcome.as_ref().and_then(|outcome| outcome.observed),
            has_outcome: self.columns.outcome.is_some(),
            has_unit: self.columns[Role::Unit].is_some(),
            has_weight: self.columns[Role::Weight].is_some(),
            seed: self.seed,
        }
    }

    /// The files that it was read from.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.config.iter().map(|config| config.path.as_path()).chain(self.documents.iter().map(PathBuf::as_path))
    }
}

impl Deref for Plan {
    type Target = CubeSpec;

    fn deref(&self) -> &CubeSpec {
        &self.cube
    }
}

impl DerefMut for Plan {
    fn deref_mut(&mut self) -> &mut CubeSpec {
        &mut self.cube
    }
}
