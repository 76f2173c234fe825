//! What the command line, or a program, says on top of `evenhand.toml`. Every value is text as the user gave it: it is
//! checked by the rules that check the file. A flag is one line of [`FLAGS`]: the command line, its help and completions,
//! the keys that it replaces and the words of messages are read from there.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use super::{Losses, words};

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
    /// The date the audit is made for (ISO 8601).
    pub as_of: Option<String>,
    /// Seconds since 1970, as in the environment variable of that name: the date when `as_of` is not given.
    pub source_date_epoch: Option<String>,
    /// Replaces `fix.no_losses`.
    pub losses: Option<Losses>,
    /// The flags of [`FLAGS`].
    pub flags: Typed,
}

impl Overrides {
    /// The same with this flag, such as `--min-ratio`, which may be typed more than once where it takes several values.
    #[must_use]
    pub fn typed(mut self, flag: &'static str, value: &str) -> Self {
        self.flags.add(flag, value.to_owned());
        self
    }
}

/// The flags that were typed, with their values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(BTreeMap<&'static str, Vec<String>>);

impl Typed {
    /// Adds a value of a flag.
    pub fn add(&mut self, flag: &'static str, value: String) {
        self.0.entry(flag).or_default().push(value);
    }

    /// Adds everything of the others.
    pub fn extend(&mut self, others: &Self) {
        self.0.extend(others.0.clone());
    }

    /// Every value of a flag.
    pub(super) fn all(&self, flag: &str) -> &[String] {
        self.0.get(flag).map_or(&[], Vec::as_slice)
    }

    /// The value of a flag that has one.
    pub(super) fn one(&self, flag: &str) -> Option<&str> {
        self.all(flag).last().map(String::as_str)
    }
}

/// A flag.
#[derive(Debug, Clone, Copy)]
pub struct Flag {
    /// As it is typed: `--min-ratio`.
    pub name: &'static str,
    /// What its value is called in help.
    pub value: &'static str,
    /// The heading of help under which it stands.
    pub heading: &'static str,
    /// The key that it replaces, or that messages name in its place; empty when there is none.
    pub key: &'static str,
    /// What it is for.
    pub help: &'static str,
    /// What its value is.
    pub form: Form,
    /// The words that its value may be, where shells are to complete them.
    pub words: Option<fn() -> Vec<&'static str>>,
}

/// What the value of a flag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The text of its key.
    Text,
    /// The number of its key.
    Number,
    /// No value: its key is true.
    Switch,
    /// A form of its own, given once.
    Own,
    /// A form of its own, and the flag may be repeated.
    Repeats,
    /// Several, between commas; the flag may be repeated.
    List,
}

impl Flag {
    const fn new(form: Form, name: &'static str, value: &'static str, heading: &'static str) -> Self {
        Self { name, value, heading, key: "", help: "", form, words: None }
    }

    /// States the key.
    const fn key(self, key: &'static str) -> Self {
        Self { key, ..self }
    }

    /// States the help.
    const fn help(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// States the words.
    const fn words(self, words: fn() -> Vec<&'static str>) -> Self {
        Self { words: Some(words), ..self }
    }
}

/// The flags, in the order of help; [`COLUMNS`] and the others are their places in the list.
#[rustfmt::skip] // A table is read as a table.
pub const FLAGS: [&[Flag]; 7] = [
    &[
        Flag::new(Form::Own, "--decision", "COL[=VALUE|>=X|>X]", "Columns").key("columns.decision")
            .help("Column that says who was selected; the value that means yes when it is not 1 or true, or the \
                   threshold of a score"),
        Flag::new(Form::List, "--decision-negative", "A,B", "Columns")
            .help("Values of the decision that mean no; '*' for every one that does not mean yes"),
        Flag::new(Form::Own, "--meaning", "MEANING", "Columns").key("columns.decision.meaning")
            .help("What being selected means for a person: benefit, or burden (denied, searched, rated a high risk)"),
        Flag::new(Form::List, "--attributes", "A,B", "Columns")
            .help("Attributes to compare, by column or by their name in the config"),
        Flag::new(Form::Repeats, "--bins", "NAME=25,45", "Columns")
            .help("Bins of an attribute that holds numbers, by their lower edges, or `labels` where each number is a \
                   group; repeats"),
        Flag::new(Form::Own, "--outcome", "COL[=VALUE|>=X|>X]", "Columns").key("columns.outcome")
            .help("Column that says how each person turned out"),
        Flag::new(Form::List, "--outcome-negative", "A,B", "Columns")
            .help("Values of the outcome that mean no; '*' for every one that does not mean yes"),
        Flag::new(Form::Own, "--observed", "WHEN", "Columns").key("columns.outcome.observed").words(words::observed)
            .help("When the outcome was known: before, after-decision, selected-only"),
        Flag::new(Form::Text, "--score", "COL", "Columns").key("columns.score")
            .help("Column of the score that people were ranked by"),
        Flag::new(Form::Text, "--value", "COL", "Columns").key("columns.value")
            .help("Column of a number whose means are compared, such as what people were offered"),
        Flag::new(Form::Text, "--unit", "COL", "Columns").key("columns.unit")
            .help("Column that says whose row it is, when a person may have several"),
        Flag::new(Form::Text, "--weight", "COL", "Columns").key("columns.weight")
            .help("Column of weights"),
        Flag::new(Form::Text, "--count", "COL", "Columns").key("columns.count")
            .help("Column that says for how many people a row stands"),
        Flag::new(Form::Text, "--selected", "COL", "Columns").key("columns.selected")
            .help("Column that says how many of them were selected"),
        Flag::new(Form::Text, "--campaign", "COL", "Columns").key("columns.campaign")
            .help("Column of campaigns"),
    ],
    &[
        Flag::new(Form::Text, "--key", "COL", "Data").key("data.key")
            .help("Column that joins the two tables"),
        Flag::new(Form::Text, "--absent", "RULE", "Data").key("data.absent").words(words::absent)
            .help("What people of the audience without a decision are: left-out, rejected, error"),
        Flag::new(Form::List, "--missing", "A,B", "Data").key("data.missing")
            .help("Further words that mean a missing value, in every column that is named"),
        Flag::new(Form::Text, "--totals", "RULE", "Data").key("data.totals")
            .help("What rows are that sum up others, in files that count people: drop, keep"),
        Flag::new(Form::Switch, "--join-labels", "", "Data").key("data.join_labels")
            .help("Take labels that differ only in case or blanks for one group"),
        Flag::new(Form::Text, "--same-files", "RULE", "Data").key("data.same_files")
            .help("What two files of one table that are byte for byte the same are: error (default), count"),
    ],
    &[
        Flag::new(Form::Repeats, "--csv", "KEY=VALUE", "Data")
            .help("How text with separators is written, where it is not found out: separator=; decimal=, thousands=. \
                   skip=2 encoding=windows-1252; repeats"),
        Flag::new(Form::Text, "--sheet", "NAME", "Data").key("data.sheet")
            .help("Sheet of a workbook [default: the first]"),
    ],
    &[
        Flag::new(Form::Repeats, "--blank", "ROLE=N", "Columns")
            .help("What an empty field of a column of people means, such as selected=0; repeats"),
        Flag::new(Form::Repeats, "--round", "ROLE", "Columns")
            .help("Round fractions of people in this column: count or selected; repeats"),
        Flag::new(Form::Number, "--depth", "N", "Statistics").key("intersections.depth")
            .help("Report crosses of up to so many attributes [default: 2]"),
        Flag::new(Form::Number, "--seed", "N", "Statistics").key("statistics.seed")
            .help("Seed of everything drawn at random [default: 1]"),
    ],
    &[
        Flag::new(Form::Own, "--min-ratio", "RATIO", "Limits").key("check.min")
            .help("Lowest ratio of selection rates within the limit; 1 / it is the highest"),
        Flag::new(Form::Own, "--max-ratio", "RATIO", "Limits").key("check.max")
            .help("Highest ratio of selection rates within the limit; 1 / it is the lowest"),
        Flag::new(Form::Own, "--max-gap", "GAP", "Limits").key("check.max_gap")
            .help("Widest difference of selection rates within the limit, in either direction: 0.05 is 5 percentage \
                   points"),
        Flag::new(Form::Own, "--claim", "CLAIM", "Limits").key("check.claim").words(words::claims)
            .help("What a pass means: shown, no-evidence-outside, point [default: shown]"),
        Flag::new(Form::Own, "--needs-coverage", "SHARE", "Limits").key("check.needs_coverage")
            .help("Share of the people compared of whom the claim must be shown [default: 0.8]"),
        Flag::new(Form::Own, "--needs-detectable", "GAP", "Limits").key("check.needs_detectable")
            .help("With --claim no-evidence-outside: the ratio or difference that would have been seen 8 times in 10"),
        Flag::new(Form::Repeats, "--must-decide", "GROUP", "Limits").key("check.must_decide")
            .help("A group that may not stay undecided: ATTRIBUTE=GROUP; repeats"),
        Flag::new(Form::Repeats, "--reference", "RULE", "Limits").words(words::references)
            .help("What groups are compared with: largest, highest-rate, highest-rate-2pct, rest, everyone, or \
                   ATTRIBUTE=GROUP; repeats"),
        Flag::new(Form::Number, "--level", "LEVEL", "Statistics").key("statistics.level")
            .help("Level of confidence [default: 0.95]"),
        Flag::new(Form::Number, "--min-cell", "N", "Statistics").key("privacy.min_cell")
            .help("Hide segments with fewer people [default: 11]"),
        Flag::new(Form::Text, "--name", "NAME", "Output").key("audit.name")
            .help("Name of the audit [default: the file's]"),
    ],
    &[
        Flag::new(Form::Text, "--on-cannot-tell", "ACTION", "Output").key("gate.on_cannot_tell").words(words::on_cannot_tell)
            .help("What an undecided check does: exit3, fail, warn"),
    ],
    &[
        Flag::new(Form::Text, "--attribute", "SET", "Fix").key("fix.attribute")
            .help("Attribute, or cross as \"a x b\", whose groups are brought together [default: the one furthest \
                   outside]. With reweigh, rake or calibrate nothing need be outside: the weights then prepare training \
                   data"),
        Flag::new(Form::Text, "--id", "COL", "Fix").key("fix.id")
            .help("Column that names rows in the file of a fix [default: the unit, else the key]"),
        Flag::new(Form::Number, "--strength", "X", "Fix").key("fix.strength")
            .help("How far scores are repaired, from 0 to 1 [default: 1]"),
        Flag::new(Form::Number, "--budget", "N", "Fix").key("fix.budget")
            .help("Most people selected afterwards [default: as many as now]"),
    ],
];

/// Of the columns.
pub const COLUMNS: usize = 0;
/// Of the rows.
pub const DATA: usize = 1;
/// Of how a file is written.
pub const FILE: usize = 2;
/// Of how people are counted.
pub const COUNTING: usize = 3;
/// Of limits, and of what an audit adds.
pub const LIMITS: usize = 4;
/// Of the exit code.
pub const GATE: usize = 5;
/// Of a fix.
pub const FIX: usize = 6;
