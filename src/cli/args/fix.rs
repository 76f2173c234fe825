//! What can be typed after `fix`.

use std::path::PathBuf;

use clap::Args;

use super::super::offered::Offered;
use super::AuditArgs;
use crate::fix::Method;
use crate::plan::Overrides;

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
    /// Attribute, or cross as "a x b", whose groups are brought together [default: the one furthest outside]
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
    /// Audit the decisions of this file, by id, next to those of DATA: what a fix did in the end
    #[arg(long, value_name = "NEW_DECISIONS", help_heading = "Fix", conflicts_with = "method")]
    pub(in crate::cli) effect: Option<PathBuf>,
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
            ..self.audit.overrides()
        }
    }
}
