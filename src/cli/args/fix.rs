//! What can be typed after `fix`.

use std::path::PathBuf;

use clap::Args;

use super::super::offered::Offered;
use super::AuditArgs;
use super::flags::Flags;
use crate::error::Place;
use crate::fix::{Method, NewDecisions};
use crate::plan::{FIX, Losses, Named, Overrides};

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
    #[command(flatten)]
    flags: Flags<FIX>,
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
        let mut overrides = Overrides { losses: self.losses(), ..self.audit.overrides() };
        overrides.flags.extend(&self.flags.0);
        overrides
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
