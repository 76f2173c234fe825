//! What to count: the files, the columns and the part each plays, the attributes and the sets of them that are kept. It
//! is complete before a row is read, and knows neither limits nor checks.

mod csv;

use std::collections::BTreeMap;
use std::ops::{Index, IndexMut};
use std::path::PathBuf;

use evenhand_metrics::compare::ReferenceRule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::error::Place;
pub use crate::role::{Role, Roles};
pub use csv::{CsvOptions, encoding};
pub use encoding_rs::Encoding;

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

/// Default of [`CubeSpec::max_cells`].
pub const MAX_CELLS: u64 = 16_000_000;

/// What to count.
#[derive(Debug, Clone)]
pub struct CubeSpec {
    /// Where the rows are.
    pub data: Data,
    /// Which column plays which part.
    pub columns: Columns,
    /// The attributes, in config order. Cuboid dimensions have their names; a campaign's dimension is [`CAMPAIGN`].
    pub attributes: Vec<Attribute>,
    /// The stages people go through, first to last; empty without a funnel.
    pub funnel: Vec<Stage>,
    /// How many attributes are crossed (1: none).
    pub depth: usize,
    /// Further crosses, as indices into `attributes`, each in config order.
    pub crosses: Vec<Vec<usize>>,
    /// Those that something will be asked of, beside the ones declared.
    pub crosses_needed: Vec<Vec<usize>>,
    /// Largest full cross that is counted; beyond it the declared crosses are.
    pub max_cells: u64,
    /// More labels of an attribute than this are an error.
    pub max_groups: usize,
    /// Seed of everything drawn at random.
    pub seed: u64,
}

impl CubeSpec {
    /// How many folds people are divided into where a unit is named.
    #[must_use]
    pub const fn folds(&self) -> u32 {
        if self.columns.has_campaigns() { FOLDS_BY_CAMPAIGN } else { FOLDS }
    }

    /// The attributes whose groups are compared, as indices.
    pub fn protected(&self) -> impl Iterator<Item = usize> {
        self.of_kind(Kind::Protected)
    }

    /// The attributes within whose groups others are compared, as indices.
    pub fn strata(&self) -> impl Iterator<Item = usize> {
        self.of_kind(Kind::Stratum)
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

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let kinds = self.attributes.iter().map(|attribute| attribute.kind).enumerate();
        kinds.filter(move |(_, own)| *own == kind).map(|(index, _)| index)
    }

    /// Every set of protected attributes that is reported, as indices into `attributes`: singles first, then pairs and so
    /// on to the depth, then the declared crosses and those needed beside; no set twice.
    #[must_use]
    pub fn attribute_sets(&self) -> Vec<Vec<usize>> {
        let mut sets: Vec<Vec<usize>> = Vec::new();
        let protected: Vec<usize> = self.protected().collect();
        for size in 1..=self.depth.min(protected.len()) {
            let mut places = Vec::new();
            subsets(protected.len(), size, &mut places);
            sets.extend(places.into_iter().map(|set| set.into_iter().map(|place| protected[place]).collect()));
        }
        self.with_crosses(sets)
    }

    /// The sets that scores are kept by: every protected attribute alone, and the crosses.
    #[must_use]
    pub fn score_sets(&self) -> Vec<Vec<usize>> {
        self.with_crosses(self.protected().map(|index| vec![index]).collect())
    }

    fn with_crosses(&self, mut sets: Vec<Vec<usize>>) -> Vec<Vec<usize>> {
        for set in self.crosses.iter().chain(&self.crosses_needed) {
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

/// Where the rows are.
#[derive(Debug, Clone)]
pub struct Data {
    /// File, glob or folder of decisions, resolved against the config's folder; or standard input.
    pub decisions: PathBuf,
    /// The same as the user wrote it: for messages and `inputs`.
    pub decisions_name: String,
    /// The place that named it.
    pub decisions_place: Place,
    /// The audience, when it is a second table.
    pub audience: Option<Audience>,
    /// What becomes of audience people without a decision row.
    pub absent: Absent,
    /// How CSV is written; detected where left out.
    pub csv: CsvOptions,
    /// Words read as missing in every column of the plan, besides blank and null.
    pub missing: Vec<String>,
    /// What rows are that sum up others, where rows say how many people they stand for.
    pub totals: Totals,
    /// Whether labels of campaigns, and of attributes, that differ only in case or blanks are one group.
    pub join_labels: bool,
    /// Whether two files of one table that are byte for byte the same are both counted, and no error.
    pub same_files_count: bool,
    /// The folder that files which the config names must be in, once links are followed; `None` where they may be anywhere.
    pub confined_to: Option<PathBuf>,
    /// Which rows are people to compare; the others are left out and counted.
    pub keep: Option<Condition>,
}

/// What rows are that sum up others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Totals {
    /// Nothing is said: an error where something is judged, else a warning.
    #[default]
    Unstated,
    /// Left out, counted and shown.
    Drop,
    /// Groups like any other.
    Keep,
}

/// An SQL expression over the columns of one row. A document keeps its text alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(into = "String", from = "String")]
#[schemars(with = "String")]
pub struct Sql {
    /// As the config writes it.
    pub text: String,
    /// The same with every column under the name that [`SqlColumn::called`] gives.
    pub canonical: String,
    /// Its columns, each once, and once more where it is read as text beside.
    pub columns: Vec<SqlColumn>,
    /// Where it stands.
    pub place: Place,
}

impl From<Sql> for String {
    fn from(sql: Sql) -> Self {
        sql.text
    }
}

impl From<String> for Sql {
    fn from(text: String) -> Self {
        Self { text, canonical: String::new(), columns: Vec::new(), place: Place::Run }
    }
}

/// A column of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SqlColumn {
    /// The column of the data.
    pub name: String,
    /// What the expression calls it.
    pub called: String,
    /// Whether the expression wants its text, whatever its type.
    pub as_text: bool,
}

/// A condition: rows for which every part is true are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// As the config writes it.
    pub text: String,
    /// Its parts, which AND joins.
    pub parts: Vec<Sql>,
}

/// The second table.
#[derive(Debug, Clone)]
pub struct Audience {
    /// File, glob or folder.
    pub path: PathBuf,
    /// The same as the user wrote it.
    pub name: String,
    /// The place that named it.
    pub place: Place,
    /// Key column in the decisions.
    pub key_in_decisions: String,
    /// Key column in the audience.
    pub key_in_audience: String,
    /// The place that names the key.
    pub key_place: Place,
    /// Its sheet, of a workbook; the first when left out.
    pub sheet: Option<String>,
}

/// What becomes of audience people without a decision row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Absent {
    /// Counted by segment and shown, not used.
    LeftOut,
    /// Rejected, in every campaign that lacks them.
    Rejected,
    /// An error.
    Error,
}

/// Which column plays which part. Columns come from the decisions or, when they are not there, from the audience.
#[derive(Debug, Clone)]
pub struct Columns {
    /// How a row's decision is read.
    pub decision: Decision,
    /// Whether being selected is good for a person.
    pub meaning: Meaning,
    /// The outcome.
    pub outcome: Option<Outcome>,
    /// The score by which people were ranked.
    pub score: Option<Score>,
    /// Who was kept out at random.
    pub holdout: Option<Positive>,
    /// The campaign.
    pub campaign: Option<Named>,
    /// The roles that are a column and nothing more, as `columns[Role::Weight]` is.
    pub plain: Roles<Option<Named>>,
    /// How counts and campaign are made where they are more than a column.
    pub made: MadeColumns,
}

/// How counts and campaign are made where they are more than a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MadeColumns {
    /// People of a row.
    pub count: People,
    /// Selected among them.
    pub selected: People,
    /// The campaign.
    pub campaign: Option<Campaign>,
}

/// How a number of people is read.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct People {
    /// Derived by an expression and not a column.
    pub sql: Option<Sql>,
    /// What an empty field means; unknown when left out.
    pub blank: Option<u64>,
    /// Whether fractions are rounded to the nearest whole number.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub round: bool,
}

/// A campaign that is more than a column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Campaign {
    /// Derived by an expression.
    Sql(Sql),
    /// The labels of these columns, put together.
    Columns(Vec<String>),
}

/// What being selected means for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// It is an advantage: an offer, a loan, an interview.
    #[default]
    Benefit,
    /// It is a disadvantage: denied, searched, rated a high risk.
    Burden,
}

impl Meaning {
    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Benefit => "benefit",
            Self::Burden => "burden",
        }
    }
}

/// The column of scores.
#[derive(Debug, Clone)]
pub struct Score {
    /// The column.
    pub column: Named,
    /// Edges of the bins that scores fall into once there are too many different ones; empty: 1,024 of equal width over
    /// \[0, 1\].
    pub edges: Vec<f64>,
}

/// One stage that people go through on the way to the campaign's aim.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The column that says who reached it: 0/1 or true/false; also the stage's name.
    pub column: Named,
}

/// A column the config names.
#[derive(Debug, Clone)]
pub struct Named {
    /// The column.
    pub column: String,
    /// Where it was named.
    pub place: Place,
}

/// How a row's decision is read.
#[derive(Debug, Clone)]
pub enum Decision {
    /// One row, one person: from a column.
    Row {
        /// The column and what counts as selected.
        read: Positive,
        /// One row stands for this many identical people.
        count: Option<Named>,
    },
    /// One row, one person in several campaigns: a column for each campaign.
    Wide {
        /// The campaigns, in the order of the config.
        waves: Vec<Wave>,
        /// One row stands for this many identical people.
        count: Option<Named>,
    },
    /// One row, many people: `selected` of `count`.
    Counted {
        /// People.
        count: Named,
        /// Selected among them.
        selected: Named,
    },
    /// One row, many people, all of them reached: who else could have been is not known.
    Delivered {
        /// Deliveries.
        count: Named,
    },
    /// The file lists only the chosen (with `absent = "rejected"`): every row is a selection.
    Listed,
}

/// A campaign with a column of its own.
#[derive(Debug, Clone)]
pub struct Wave {
    /// Its name.
    pub campaign: String,
    /// Who was selected in it.
    pub read: Positive,
}

impl Index<Role> for Columns {
    type Output = Option<Named>;

    fn index(&self, role: Role) -> &Option<Named> {
        &self.plain[role]
    }
}

impl IndexMut<Role> for Columns {
    fn index_mut(&mut self, role: Role) -> &mut Option<Named> {
        &mut self.plain[role]
    }
}

impl Columns {
    /// Whether the counts are of deliveries alone, so that nobody knows who could have been reached.
    #[must_use]
    pub const fn only_delivered(&self) -> bool {
        matches!(self.decision, Decision::Delivered { .. })
    }

    /// The column of a role, however its values are read; none where the decision is more than a column.
    #[must_use]
    pub fn column(&self, role: Role) -> Option<&Named> {
        match role {
            Role::Decision | Role::Outcome | Role::Holdout => self.flag(role).map(|read| &read.column),
            Role::Score => self.score.as_ref().map(|score| &score.column),
            Role::Count => match &self.decision {
                Decision::Row { count, .. } | Decision::Wide { count, .. } => count.as_ref(),
                Decision::Counted { count, .. } | Decision::Delivered { count } => Some(count),
                Decision::Listed => None,
            },
            Role::Selected => match &self.decision {
                Decision::Counted { selected, .. } => Some(selected),
                _ => None,
            },
            plain => self.plain[plain].as_ref(),
        }
    }

    /// How a role is read that is a yes or no.
    #[must_use]
    pub fn flag(&self, role: Role) -> Option<&Positive> {
        match role {
            Role::Outcome => self.outcome.as_ref().map(|outcome| &outcome.read),
            Role::Holdout => self.holdout.as_ref(),
            Role::Decision => match &self.decision {
                Decision::Row { read, .. } => Some(read),
                _ => None,
            },
            _ => None,
        }
    }

    /// How a number of people is read.
    #[must_use]
    pub const fn people(&self, role: Role) -> Option<&People> {
        match role {
            Role::Count => Some(&self.made.count),
            Role::Selected => Some(&self.made.selected),
            _ => None,
        }
    }

    /// Whether people are told apart by campaign.
    #[must_use]
    pub const fn has_campaigns(&self) -> bool {
        self.campaign.is_some() || matches!(self.decision, Decision::Wide { .. })
    }
}

/// A yes/no read from a column.
#[derive(Debug, Clone)]
pub struct Positive {
    /// The column.
    pub column: Named,
    /// What counts as yes.
    pub test: Test,
}

/// What counts as yes.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// 1, 1.0 and true are yes; 0, 0.0 and false are no; anything else is an error.
    OneOrTrue,
    /// These values are yes, compared as values: 1, 1.0, "1" and true are one. Null is missing.
    AnyOf {
        /// Values that mean yes, written as labels are.
        yes: Vec<String>,
        /// What means no.
        no: Negative,
    },
    /// Numbers at or above.
    AtLeast(f64),
    /// Numbers above.
    Above(f64),
    /// Not of a column: what the expression gives, true or 1 for yes, false or 0 for no.
    Sql(Sql),
}

impl Test {
    /// Any of these values is a yes, and the only other one a no.
    pub fn any_of<V: Into<String>>(values: impl IntoIterator<Item = V>) -> Self {
        Self::AnyOf { yes: values.into_iter().map(Into::into).collect(), no: Negative::Other }
    }
}

/// What means no where some values mean yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Negative {
    /// The only other value; several are an error.
    Other,
    /// These; whatever else there is counts as missing, and is told.
    These(Vec<String>),
    /// Every other value.
    Rest,
}

/// The outcome.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// How it is read; null is unknown.
    pub read: Positive,
    /// When it was known.
    pub observed: Option<Observed>,
}

/// When the outcome was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Observed {
    /// Independently of the decision.
    Before,
    /// After it, and perhaps because of it.
    AfterDecision,
    /// For the selected alone.
    SelectedOnly,
}

impl Observed {
    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::AfterDecision => "after-decision",
            Self::SelectedOnly => "selected-only",
        }
    }
}

/// What an attribute is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Its groups are compared.
    Protected,
    /// Groups of other attributes are compared among people who share its value.
    Stratum,
}

impl Kind {
    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Protected => "protected",
            Self::Stratum => "stratum",
        }
    }
}

/// Why people are compared only with others of the same stratum, in the words of whoever answers for it.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Justification {
    /// The aim pursued.
    pub aim: Option<String>,
    /// Why the stratum is appropriate to it.
    pub appropriate: Option<String>,
    /// Why it is necessary.
    pub necessary: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// When.
    pub date: Option<String>,
}

/// How the values of an attribute are read.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// From its column.
    Column,
    /// From one 0/1 column for each group.
    OneHot(Vec<Hot>),
    /// Whole years from the day in its column.
    Age {
        /// To this day.
        at: jiff::civil::Date,
        /// How days are written; `None`: as the file shows.
        form: Option<DayForm>,
    },
    /// By an expression.
    Sql(Sql),
}

/// How days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DayForm {
    /// Year, month, day.
    Ymd,
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// The number that a spreadsheet gives the day: days behind 30 December 1899.
    Excel,
}

impl DayForm {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Ymd, Self::Dmy, Self::Mdy, Self::Excel];

    /// The word of the config.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ymd => "ymd",
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Excel => "excel",
        }
    }
}

/// A group and the 0/1 column that says who belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hot {
    /// The group.
    pub label: String,
    /// The column.
    pub column: String,
    /// Where it was named.
    pub place: Place,
}

/// A protected attribute.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Its name in ids.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// Why people are divided by it, of a stratum.
    pub justification: Option<Justification>,
    /// What it is read from, as documents show it: the column, or the columns, or the expression.
    pub column: String,
    /// How it is read.
    pub reading: Reading,
    /// Where it was named.
    pub place: Place,
    /// Lower edges of bins, increasing; empty: labels as they are. `<25, 25-34, 35-44, 45+` for whole edges.
    pub bins: Vec<f64>,
    /// Whether it holds numbers that are labels, each a group, however many there are (`bins = "labels"`).
    pub numbers_are_labels: bool,
    /// Whether labels that differ only in case or blanks are one group.
    pub join_labels: bool,
    /// Value (after bins) to label; `*` is every other value.
    pub map: BTreeMap<String, String>,
    /// Order of the labels as the map's file order gives it, for display; empty without a map.
    pub map_order: Vec<String>,
    /// What its groups are compared with.
    pub reference: ReferenceRule,
    /// Where the reference was named.
    pub reference_place: Place,
    /// Tokens read as missing, besides those of `Data::missing`.
    pub missing: Vec<String>,
    /// Its name for people, by language.
    pub label: BTreeMap<String, String>,
    /// Its groups' names for people: label, then language.
    pub groups: BTreeMap<String, BTreeMap<String, String>>,
    /// `declared`, `observed` or `inferred`.
    pub source: Option<String>,
    /// Lawful basis as stated.
    pub basis: Option<String>,
    /// Purpose as stated.
    pub purpose: Option<String>,
    /// Note as stated.
    pub note: Option<String>,
}
