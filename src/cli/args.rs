//! What can be typed. Help is English; values that replace keys of the config are checked with them, in `plan`.

pub(super) mod archive;
mod fix;
mod flags;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Arg, ArgAction, Args, Parser, Subcommand, ValueEnum};

use super::explain;
use super::offered::{Offered, OfferedOrFile};
use crate::error::Result;
use crate::lang::Lang;
use crate::plan::{COLUMNS, COUNTING, CsvOptions, DATA, FILE, GATE, LIMITS, Overrides, csv_options, words};
use crate::report::Format;
pub(super) use fix::FixArgs;
use flags::Flags;

/// Shows whether a campaign's targeting treats the audience even-handedly.
#[derive(Debug, Parser)]
#[command(
    name = "evenhand",
    version,
    after_help = "Exit codes: 0 nothing outside a limit, 1 a check fails, 2 the job could not be done, 3 a check is undecided.\n\
                  evenhand opens no network connection."
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Flags of every command.
#[derive(Debug, Default, Args)]
pub(super) struct Common {
    #[arg(
        long,
        global = true,
        value_name = "en|fr",
        value_parser = Language,
        hide_possible_values = true,
        help = "Language of everything but this help [default: EVENHAND_LANG, LC_ALL, LC_MESSAGES, LANG, else en]"
    )]
    pub(super) lang: Option<Lang>,
    /// Colours
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(super) color: Color,
    /// Print errors and the last line alone
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// List results within their limit too; twice: every result
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(super) verbose: u8,
}

/// When to colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    #[value(help = "On a terminal, unless NO_COLOR is set")]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// When to show progress.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Progress {
    /// On a terminal, after half a second
    #[default]
    Auto,
    /// Never
    Never,
}

/// Reads a language by its tag.
#[derive(Debug, Clone, Copy)]
struct Language;

impl TypedValueParser for Language {
    type Value = Lang;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&Arg>, value: &OsStr) -> Result<Lang, clap::Error> {
        let tag = PossibleValuesParser::new(Lang::ALL.map(Lang::tag)).parse_ref(command, arg, value)?;
        Ok(Lang::ALL.into_iter().find(|lang| lang.tag() == tag).unwrap_or(Lang::En))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Lang::ALL.into_iter().map(|lang| PossibleValue::new(lang.tag()))))
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Audit a campaign: rates, intervals, verdicts, report
    Audit(Box<AuditCommand>),
    /// Write a small made-up campaign into a folder and audit it
    Demo {
        /// The folder
        #[arg(default_value = "demo")]
        folder: PathBuf,
        /// Open the report when it is written
        #[arg(long)]
        open: bool,
    },
    /// Propose what to change where a check is outside its limit, what that would do and what it would cost
    Fix(Box<FixArgs>),
    /// Show what a file holds before it is audited: columns, types, missing values, group sizes, detectable gaps
    Inspect(InspectArgs),
    /// Write a commented evenhand.toml from a file's columns; nobody but you decides what is protected
    Init(InitArgs),
    /// Write the documents of an audit that was made earlier, from its audit.json alone
    Report(ReportArgs),
    /// Count rows into a cube file, which can be merged and audited later
    Count(Box<CountArgs>),
    /// Add up cube files that were counted alike
    Merge {
        /// The cube files
        #[arg(value_name = "CUBE", required = true, num_args = 2..)]
        cubes: Vec<PathBuf>,
        /// The cube file to write: NAME.cube
        #[arg(short, long, value_name = "CUBE")]
        output: PathBuf,
    },
    /// Keep audits: add, list, show, search, diff, trend, hold, expire
    Archive(Box<archive::ArchiveArgs>),
    /// Check an archived audit: its files, its numbers against its counts, its pages against its numbers
    Verify(archive::VerifyArgs),
    /// List every measure with its formula
    Metrics,
    /// Explain an error code, a measure, a verdict or a reason in plain words
    Explain {
        #[arg(
            value_parser = Offered(explain::names),
            hide_possible_values = true,
            help = "For example EVH-P004, miss-rate, cannot_tell or reference-zero"
        )]
        name: String,
    },
    /// Print the JSON Schema of a document
    Schema {
        /// The document
        #[arg(value_enum)]
        document: Document,
    },
    /// Print the completion script of a shell
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Write the manual pages into a folder
    Man {
        /// The folder
        folder: PathBuf,
    },
}

/// Documents with a schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Document {
    /// audit.json
    Audit,
    /// cube.json of a cube file
    Cube,
    /// evenhand.toml
    Config,
    /// The waivers file
    Waivers,
}

/// How files are written, where that is not found out.
pub(super) type FileArgs = Flags<FILE>;

impl FileArgs {
    /// The same, checked.
    pub(super) fn options(&self) -> Result<CsvOptions> {
        csv_options(&self.0)
    }
}

/// Where a config may lead.
#[derive(Debug, Default, Args)]
pub(super) struct OutsideArgs {
    /// Refuse files outside the config's folder that the config names, links followed [default: where CI is set]
    #[arg(long, conflicts_with = "allow_outside")]
    confined: bool,
    /// Let the config name files outside its folder, in CI too
    #[arg(long)]
    allow_outside: bool,
}

impl OutsideArgs {
    fn confined(&self) -> bool {
        self.confined || (super::locale::is_ci() && !self.allow_outside)
    }
}

/// What says how rows are counted. Flags override the file.
#[derive(Debug, Default, Args)]
pub(super) struct RowsArgs {
    /// File, glob or folder of decisions (CSV, JSON, Parquet, Arrow, workbook), or - for standard input; replaces data.decisions
    #[arg(value_name = "DATA")]
    data: Option<PathBuf>,
    /// The config [default: ./evenhand.toml when it exists]
    #[arg(short, long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Leave ./evenhand.toml alone: everything comes from flags
    #[arg(long, conflicts_with = "config")]
    no_config: bool,
    #[command(flatten)]
    outside: OutsideArgs,
    #[command(flatten)]
    columns: Flags<COLUMNS>,
    /// Second table: everybody who could have been selected
    #[arg(long, value_name = "FILE", help_heading = "Data")]
    audience: Option<PathBuf>,
    #[command(flatten)]
    rows: Flags<DATA>,
    #[command(flatten)]
    file: FileArgs,
    #[command(flatten)]
    counting: Flags<COUNTING>,
    /// Progress on standard error
    #[arg(long, value_enum, default_value_t, help_heading = "Output")]
    pub(super) progress: Progress,
}

/// What `count` takes.
#[derive(Debug, Args)]
pub(super) struct CountArgs {
    #[command(flatten)]
    pub(super) rows: RowsArgs,
    /// The cube file to write: NAME.cube
    #[arg(short, long, value_name = "CUBE", help_heading = "Output")]
    pub(super) output: PathBuf,
}

/// What `inspect` takes.
#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    /// File, glob or folder
    #[arg(value_name = "DATA")]
    pub(super) data: PathBuf,
    /// Columns whose labels may be shown: those that you declare as attributes
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(super) attributes: Vec<String>,
    /// Column that says who was selected, and the value that means yes: gaps are then shown at the rate observed
    #[arg(long, value_name = "COL[=VALUE]", conflicts_with = "selected")]
    pub(super) decision: Option<String>,
    /// Column of people for whom each row stands: sizes are then people
    #[arg(long, value_name = "COL")]
    pub(super) count: Option<String>,
    /// Column of people selected among them: gaps are then shown at the rate observed
    #[arg(long, value_name = "COL", requires = "count")]
    pub(super) selected: Option<String>,
    #[command(flatten)]
    pub(super) file: FileArgs,
}

/// What `init` takes.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// File, glob or folder [default: none, and every line is an example]
    #[arg(value_name = "DATA")]
    pub(super) data: Option<PathBuf>,
    /// The config to write, - for standard output; one that exists is never overwritten
    #[arg(short, long, value_name = "FILE", default_value = "evenhand.toml")]
    pub(super) output: PathBuf,
    /// Columns of protected attributes: your decision, never a guess
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(super) attributes: Vec<String>,
    /// Column that says who was selected, and the value that means yes
    #[arg(long, value_name = "COL[=VALUE]")]
    pub(super) decision: Option<String>,
    #[command(flatten)]
    pub(super) file: FileArgs,
}

/// Which documents are written.
#[derive(Debug, Args)]
pub(super) struct DocumentArgs {
    #[arg(
        short,
        long,
        value_name = "FILE",
        help_heading = "Output",
        help = format!(
            "Write a document: {} by its ending, - for standard output; {{lang}} in the name writes both languages; repeats",
            Format::ids_and_endings().1.join(" ")
        )
    )]
    pub(super) output: Vec<OsString>,
    #[arg(
        long,
        value_name = "FORMAT",
        help_heading = "Output",
        value_parser = Offered(|| Format::ids_and_endings().0),
        hide_possible_values = true,
        help = format!(
            "Format of outputs whose ending names none, and of standard output: {}; with notice an .html file is one",
            Format::ids_and_endings().0.join(", ")
        )
    )]
    pub(super) format: Option<String>,
    /// Open the first page written (.html) with the system's opener; where -o names none, report.html is written
    #[arg(long, help_heading = "Output")]
    pub(super) open: bool,
}

/// What `report` takes.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// The audit.json of an earlier audit
    #[arg(value_name = "RESULT")]
    pub(super) result: PathBuf,
    #[command(flatten)]
    pub(super) documents: DocumentArgs,
}

/// What `audit` takes. Flags override the file.
#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    #[command(flatten)]
    pub(super) rows: RowsArgs,
    /// A cube file in place of rows; it was counted as the config says
    #[arg(long, value_name = "CUBE", conflicts_with = "data")]
    pub(super) cube: Option<PathBuf>,
    /// Check config, files, columns and the values of the first thousand rows, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(
        short,
        long,
        value_name = "PACK",
        value_parser = OfferedOrFile(words::packs),
        hide_possible_values = true,
        help = "A rule pack by id or file, added to those of the config; repeats"
    )]
    policy: Vec<OsString>,
    /// The waivers file
    #[arg(long, value_name = "FILE")]
    waivers: Option<PathBuf>,
    #[command(flatten)]
    limits: Flags<LIMITS>,
    #[arg(
        long,
        value_name = "DATE",
        help_heading = "Statistics",
        help = "Date the audit is made for [default: SOURCE_DATE_EPOCH, else today in UTC]"
    )]
    as_of: Option<String>,
    #[command(flatten)]
    pub(super) documents: DocumentArgs,
    /// Exit 0 instead of 1 or 3; never instead of 2
    #[arg(long, help_heading = "Output")]
    pub(super) exit_zero: bool,
    #[command(flatten)]
    gate: Flags<GATE>,
}

/// What the command `audit` takes besides.
#[derive(Debug, Args)]
pub(super) struct AuditCommand {
    #[command(flatten)]
    pub(super) audit: AuditArgs,
    /// Keep the audit, its counts and its question in this archive
    #[arg(long, value_name = "FOLDER", help_heading = "Archive", conflicts_with = "dry_run")]
    pub(super) archive: Option<PathBuf>,
    #[command(flatten)]
    pub(super) retain: archive::RetainArgs,
}

impl RowsArgs {
    /// The same as values that replace those of the config.
    pub(super) fn overrides(&self) -> Overrides {
        let mut flags = self.columns.0.clone();
        for more in [&self.rows.0, &self.file.0, &self.counting.0] {
            flags.extend(more);
        }
        Overrides {
            config: self.config.clone(),
            no_config: self.no_config,
            confined: self.outside.confined(),
            data: self.data.clone(),
            audience: self.audience.clone(),
            source_date_epoch: super::locale::source_date_epoch(),
            flags,
            ..Overrides::default()
        }
    }
}

impl AuditArgs {
    /// The same as values that replace those of the config.
    pub(super) fn overrides(&self) -> Overrides {
        let mut overrides = Overrides {
            policies: self.policy.clone(),
            waivers: self.waivers.clone(),
            as_of: self.as_of.clone(),
            ..self.rows.overrides()
        };
        overrides.flags.extend(&self.limits.0);
        overrides.flags.extend(&self.gate.0);
        overrides
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
