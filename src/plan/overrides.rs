//! What the command line, or a program, says on top of `evenhand.toml`. Every value is text as the user gave it: it is
//! checked by the rules that check the file.

use std::ffi::OsString;
use std::path::PathBuf;

use super::Losses;

/// Values that replace those of the config. `Default` replaces nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Where `evenhand.toml` is looked for and what relative paths given here start from; empty: the current folder.
    pub folder: PathBuf,
    /// The config; without it `evenhand.toml` of the folder, when there is one.
    pub config: Option<PathBuf>,
    /// Whether no config is read, even if there is one.
    pub no_config: bool,
    /// Whether files that the config names must be in its folder, once links are followed; those that are named here may be
    /// anywhere.
    pub confined: bool,
    /// Packs by id or file, added to those of the config.
    pub policies: Vec<OsString>,
    /// The waivers file.
    pub waivers: Option<PathBuf>,
    /// Replaces `data.decisions`.
    pub data: Option<PathBuf>,
    /// Replaces `data.audience`.
    pub audience: Option<PathBuf>,
    /// Replaces `data.key`.
    pub key: Option<String>,
    /// Replaces `data.absent`.
    pub absent: Option<String>,
    /// Added to `data.missing`.
    pub missing: Vec<String>,
    /// Replaces `data.totals`.
    pub totals: Option<String>,
    /// Sets `data.join_labels`.
    pub join_labels: bool,
    /// Bins of attributes: `ATTRIBUTE=EDGE,EDGE`, or `ATTRIBUTE=labels`.
    pub bins: Vec<String>,
    /// Replaces `data.same_files`.
    pub same_files: Option<String>,
    /// Replaces keys of `data.csv`: each is `KEY=VALUE`.
    pub csv: Vec<String>,
    /// Replaces `data.sheet`.
    pub sheet: Option<String>,
    /// What empty fields of `columns.count` and `columns.selected` mean: each is `count=0` or `selected=0`.
    pub blank: Vec<String>,
    /// Which of `columns.count` and `columns.selected` are rounded to whole numbers.
    pub round: Vec<String>,
    /// Replaces `columns.decision`: `COLUMN`, `COLUMN=VALUE`, `COLUMN>=THRESHOLD` or `COLUMN>THRESHOLD`.
    pub decision: Option<String>,
    /// Replaces `columns.decision.negative`: values that mean no, or `*` for every other one.
    pub decision_negative: Vec<String>,
    /// Replaces `columns.decision.meaning`.
    pub meaning: Option<String>,
    /// Replaces `columns.outcome`, in the same forms.
    pub outcome: Option<String>,
    /// Replaces `columns.outcome.negative`.
    pub outcome_negative: Vec<String>,
    /// When the outcome was known: replaces `columns.outcome.observed`.
    pub observed: Option<String>,
    /// Replaces `columns.score`.
    pub score: Option<String>,
    /// Replaces `columns.value`.
    pub value: Option<String>,
    /// Replaces `columns.unit`.
    pub unit: Option<String>,
    /// Replaces `columns.weight`.
    pub weight: Option<String>,
    /// Replaces `columns.count`.
    pub count: Option<String>,
    /// Replaces `columns.selected`.
    pub selected: Option<String>,
    /// Replaces `columns.campaign`.
    pub campaign: Option<String>,
    /// The attributes to audit, in this order: those that the config describes keep their description.
    pub attributes: Vec<String>,
    /// `min` of the check `selection-ratio`, which replaces the config's check of that name.
    pub min_ratio: Option<String>,
    /// `max` of the check `selection-ratio`.
    pub max_ratio: Option<String>,
    /// `max_gap` of the check `selection-difference`, which replaces the config's check of that name.
    pub max_gap: Option<String>,
    /// What the checks of `min_ratio`, `max_ratio` and `max_gap` claim when they pass.
    pub claim: Option<String>,
    /// `needs_coverage` of these checks.
    pub needs_coverage: Option<String>,
    /// `needs_detectable` of these checks.
    pub needs_detectable: Option<String>,
    /// `must_decide` of these checks: `ATTRIBUTE=GROUP`.
    pub must_decide: Vec<String>,
    /// References of attributes: a rule for all of them, or `ATTRIBUTE=GROUP`.
    pub references: Vec<String>,
    /// Replaces `audit.name`.
    pub name: Option<String>,
    /// Replaces `gate.on_cannot_tell`.
    pub on_cannot_tell: Option<String>,
    /// The date the audit is made for (ISO 8601).
    pub as_of: Option<String>,
    /// Seconds since 1970, as in the environment variable of that name: the date when `as_of` is not given.
    pub source_date_epoch: Option<String>,
    /// Replaces `statistics.seed`.
    pub seed: Option<String>,
    /// Replaces `statistics.level`.
    pub level: Option<String>,
    /// Replaces `privacy.min_cell`.
    pub min_cell: Option<String>,
    /// Replaces `intersections.depth`.
    pub depth: Option<String>,
    /// Replaces `fix.attribute`.
    pub fix_attribute: Option<String>,
    /// Replaces `fix.id`.
    pub fix_id: Option<String>,
    /// Replaces `fix.strength`.
    pub strength: Option<String>,
    /// Replaces `fix.budget`.
    pub budget: Option<String>,
    /// Replaces `fix.no_losses`.
    pub losses: Option<Losses>,
}
