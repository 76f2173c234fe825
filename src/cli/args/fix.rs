//! What can be typed after `fix`.

use std::path::PathBuf;

use clap::Args;

use super::super::offered::Offered;
use super::AuditArgs;
use crate::error::Place;
use crate::fix::{Method, NewDecisions};
use crate::plan::{Losses, Named, Overrides};

/// What `fix` takes: what `audit` does, and what a fix aims at.
#[derive(Debug, Args)]
pub(in crate::cli) struct FixArgs {
    #[command(flatten)]
    pub(in crate::cli) audit: AuditArgs,
    #[arg(
        long,
        value_name = "METHOD",
        help_heading = "Fix",
        value_parser = Offered(|| Method::ALL.map(Method::id).to_vec()),
        hide_possible_values = true,
        help = "The fix: reweigh, rake, calibrate (weights), thresholds, sample (decisions) or repair (scores) [default: all \
                that apply]. With it, -o FILE.parquet or FILE.csv writes every row's id and weight, decision or score"
    )]
    pub(in crate::cli) method: Option<String>,
    /// Attribute, or cross as "a x b", whose groups are brought together [default: the one furthest outside]. With reweigh,
    /// rake or calibrate nothing need be outside: the weights then prepare training data
    #[arg(long, value_name = "SET", help_heading = "Fix")]
    attribute: Option<String>,
    /// Column that names rows in the file of a fix [default: the unit, else the key]
    #[arg(long, value_name = "COL", help_heading = "Fix")]
    id: Option<String>,
    /// How far scores are repaired, from 0 to 1 [default: 1]
    #[arg(long, value_name = "X", help_heading = "Fix")]
    strength: Option<String>,
    /// Most people selected afterwards [default: as many as now]
    #[arg(long, value_name = "N", help_heading = "Fix")]
    budget: Option<String>,
    /// Propose what takes the selection from some, too, wherever that takes fewer changes [default: such proposals come
    /// second, and are named]
    #[arg(long, help_heading = "Fix")]
    allow_losses: bool,
    /// Propose nothing by which anybody loses a selection
    #[arg(long, help_heading = "Fix", conflicts_with = "allow_losses")]
    no_losses: bool,
    /// Audit the decisions of this file, by id, next to those of DATA: what a fix did in the end
    #[arg(long, value_name = "NEW_DECISIONS", help_heading = "Fix", conflicts_with = "method")]
    pub(in crate::cli) effect: Option<PathBuf>,
    /// With --effect: its column of new scores [default: the column of scores of DATA, where the file has it]
    #[arg(long, value_name = "COL", help_heading = "Fix", requires = "effect")]
    effect_score: Option<String>,
    /// With --effect: compare only the rows that have a new decision, before and after
    #[arg(long, help_heading = "Fix", requires = "effect")]
    partial: bool,
}

impl FixArgs {
    /// The same as values that replace those of the config.
    pub(in crate::cli) fn overrides(&self) -> Overrides {
        let given = self;
        Overrides {
            fix_attribute: given.attribute.clone(),
            fix_id: given.id.clone(),
            strength: given.strength.clone(),
            budget: given.budget.clone(),
            losses: given.losses(),
            ..self.audit.overrides()
        }
    }

    /// The new decisions whose effect is asked for.
    pub(in crate::cli) fn new_decisions(&self) -> Option<NewDecisions<'_>> {
        let score = self.effect_score.as_ref();
        Some(NewDecisions {
            file: self.effect.as_deref()?,
            score: score
                .map(|column| Named { column: column.clone(), place: Place::Flag("--effect-score".to_owned()) }),
            partial: self.partial,
        })
    }

    const fn losses(&self) -> Option<Losses> {
        match (self.allow_losses, self.no_losses) {
            (true, _) => Some(Losses::Allowed),
            (_, true) => Some(Losses::Barred),
            _ => None,
        }
    }
}
