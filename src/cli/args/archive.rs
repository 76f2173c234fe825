//! What `archive` and `verify` take.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use crate::cli::offered::Offered;
use crate::document::Verdict;

/// What `archive` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct ArchiveArgs {
    /// The archive: a folder
    #[arg(short, long, global = true, value_name = "FOLDER", default_value = "archive")]
    pub(in crate::cli) archive: PathBuf,
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        help = "The day it is, as the ledger writes it [default: SOURCE_DATE_EPOCH, else today in UTC]"
    )]
    pub(in crate::cli) as_of: Option<String>,
    /// Print JSON
    #[arg(long, global = true)]
    pub(in crate::cli) json: bool,
    #[command(subcommand)]
    pub(in crate::cli) command: ArchiveCommand,
}

/// What is done with an archive.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ArchiveCommand {
    /// Archive an audit; with its cube and config, once its numbers have been found to follow from them
    Add(Box<AddArgs>),
    /// List the audits
    List,
    /// Show one audit: verdict, results, how long it is kept
    Show {
        /// Its id, or how it begins
        id: String,
    },
    /// List the audits with a group, a verdict, a name
    Search {
        /// A part of the name
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        /// A group that is judged: gender=women
        #[arg(long, value_name = "GROUP")]
        segment: Option<String>,
        /// The verdict of a result
        #[arg(long, value_name = "VERDICT", value_parser = Offered(verdicts), hide_possible_values = true)]
        verdict: Option<String>,
        /// Audits made for this day or later: 2026-01-31, 2026-01 or 2026
        #[arg(long, value_name = "DAY")]
        since: Option<String>,
        /// Audits made for this day or earlier
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
    },
    /// Hold two audits beside each other, result by result
    Diff {
        /// The earlier one's id
        before: String,
        /// The later one's id
        after: String,
    },
    /// One check through time, group by group
    Trend {
        /// The check's id
        #[arg(long, value_name = "ID")]
        check: String,
        /// One group alone: `age_band=65+`
        #[arg(long, value_name = "GROUP")]
        segment: Option<String>,
        /// The audits of this name [default: all]
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
    },
    /// Write pages that list the audits and show every campaign through time
    Site {
        /// The folder to write them into
        #[arg(short, long, value_name = "FOLDER")]
        output: PathBuf,
    },
    /// Say that an audit may not be taken away, whatever day it is
    Hold {
        /// Its id
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Say that an audit that was held may be taken away again
    Release {
        /// Its id
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Change how long an audit is kept
    Retain {
        /// Its id
        id: String,
        /// The last day
        #[arg(long, value_name = "DATE")]
        until: Date,
        /// Why so long
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// List the audits that are kept no longer; with --yes, take them away
    Expire {
        /// Take them away
        #[arg(long)]
        yes: bool,
    },
}

/// What `archive add` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    /// The audit.json
    #[arg(value_name = "RESULT")]
    pub(in crate::cli) result: PathBuf,
    /// The cube file that the audit was made of
    #[arg(long, value_name = "CUBE")]
    pub(in crate::cli) cube: Option<PathBuf>,
    /// The config it was made with [default: ./evenhand.toml]
    #[arg(short, long, value_name = "FILE", requires = "cube")]
    pub(in crate::cli) config: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) retain: RetainArgs,
}

/// How long an audit is kept.
#[derive(Debug, Args)]
pub(in crate::cli) struct RetainArgs {
    /// The last day an archived audit is kept [default: `audit.retain_until` of the config]
    #[arg(long, value_name = "DATE", help_heading = "Archive")]
    pub(in crate::cli) retain_until: Option<Date>,
    /// Why it is kept so long: the rule, the policy
    #[arg(long, value_name = "TEXT", requires = "retain_until", help_heading = "Archive")]
    pub(in crate::cli) retention_basis: Option<String>,
}

/// What `verify` takes.
#[derive(Debug, Args)]
pub(in crate::cli) struct VerifyArgs {
    /// An archived audit (its folder), or a whole archive
    #[arg(value_name = "FOLDER")]
    pub(in crate::cli) folder: PathBuf,
    /// The decisions that were audited, to be counted again
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) data: Option<PathBuf>,
    /// The audience that they were joined with
    #[arg(long, value_name = "FILE", requires = "data")]
    pub(in crate::cli) audience: Option<PathBuf>,
    /// Judge the archived audit again under this rule pack, and show the old verdict beside
    #[arg(long, value_name = "PACK", conflicts_with = "data")]
    pub(in crate::cli) judge: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

fn verdicts() -> Vec<&'static str> {
    Verdict::WORST_FIRST.map(Verdict::id).into()
}
