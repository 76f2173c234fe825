//! What a file holds, before anything is decided: columns, types, missing values, sizes of groups. No value of a column
//! that nobody declared is kept.

use std::path::Path;

use crate::error::{Error, Place, Result, nearest};
use crate::error::{ErrorCode, Said};
use crate::read::Profile;
use crate::read::batch::{Batch, NO, YES};
use crate::read::batch_reader::{BatchReader, Coded, Numbers, RoleReader};
use crate::read::derived::Derived;
use crate::read::flags::Flag;
use crate::read::labels::Labels;
use crate::read::one_hot::OneHot;
use crate::read::profile::Profiler;
use crate::read::source::{Flow, Source};
use crate::read::words::Missing;
use crate::role::Role;
use crate::spec::{CsvOptions, Hot, Named, Positive, Test};

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The file as the user named it.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// People, where rows stand for several.
    pub people: Option<u64>,
    /// Columns in the order of the file.
    pub columns: Vec<Profile>,
    /// Columns of 0 and 1 whose names begin alike.
    pub families: Vec<Family>,
    /// Selected and decided rows, when a decision was named.
    pub decided: Option<Decided>,
    /// How somebody said that it is written.
    pub options: CsvOptions,
    /// What was detected while reading.
    pub notes: Vec<Said>,
}

/// Columns of 0 and 1 whose names begin alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// How they begin: `sex` of `sex_male` and `sex_female`.
    pub name: String,
    /// How each goes on, and its name.
    pub members: Vec<(String, String)>,
    /// Whether exactly one of them is 1 in every row.
    pub exclusive: bool,
}

/// What somebody says of the columns before they are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked<'a> {
    /// Columns whose labels may be shown.
    pub attributes: &'a [String],
    /// Who was selected: `COLUMN` or `COLUMN=VALUE`.
    pub decision: Option<&'a str>,
    /// For how many people each row stands.
    pub count: Option<&'a str>,
    /// How many of them were selected.
    pub selected: Option<&'a str>,
}

impl Asked<'_> {
    /// Whether somebody said something of this column.
    fn names(&self, column: &str) -> bool {
        let decision = self.decision.map(|text| positive(text).column.column);
        let mut named = self.attributes.iter().map(String::as_str).chain(self.count).chain(self.selected);
        decision.as_deref() == Some(column) || named.any(|named| named == column)
    }
}

/// How many were selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// People with a decision.
    pub people: u64,
    /// Selected among them.
    pub selected: u64,
}

/// Looks at every column of a file, glob or folder; `options` say how it is written.
///
/// # Errors
/// With the codes of data.
pub fn look(path: &Path, asked: Asked<'_>, options: &CsvOptions, progress: &mut dyn FnMut(u64)) -> Result<Seen> {
    let name = path.display().to_string();
    let place = Place::Flag("DATA".to_owned());
    let source = Source::open("decisions", (path, name.as_str(), &place), options)?;
    let decision = asked.decision.map(positive);
    let named = asked.attributes.iter().map(|column| (column.as_str(), "--attributes"));
    let named = named.chain(decision.iter().map(|read| (read.column.column.as_str(), "--decision")));
    let counts = [(asked.count, "--count"), (asked.selected, "--selected")];
    for (column, flag) in named.chain(counts.iter().filter_map(|(column, flag)| Some(((*column)?, *flag)))) {
        if !source.has(column) {
            return Err(absent(column, flag, &source));
        }
    }
    let mut unread = source.unsupported();
    unread.retain(|(column, _)| !asked.names(column));
    let Rows { families, wanted, tally } = loop {
        match rows(&source, asked, decision.as_ref(), &unread, progress) {
            // Whether bytes are text, only the rows tell: they are read again without a column that is none.
            Err(error) => unread.push(to_pass_over(&error, asked).ok_or(error)?),
            Ok(rows) => break rows,
        }
    };
    if !unread.is_empty() {
        let listed: Vec<String> = unread.iter().map(|(column, kind)| format!("{column} ({kind})")).collect();
        let note = Said::new("columns-passed-over").with("file", source.name());
        source.say(note.with("number", listed.len()).with("columns", listed));
    }
    let is_decided = asked.decision.is_some() || asked.selected.is_some();
    Ok(Seen {
        name,
        rows: tally.rows,
        people: asked.count.map(|_| tally.people),
        families: families
            .into_iter()
            .zip(&wanted.attributes)
            .filter_map(|(family, coded)| seen(family, coded))
            .collect(),
        columns: wanted.profiles.into_iter().map(Profiler::done).collect(),
        decided: is_decided.then_some(Decided { people: tally.decided, selected: tally.selected }),
        options: options.clone(),
        notes: source.said(),
    })
}

/// What the rows of a file showed.
struct Rows {
    families: Vec<Family>,
    wanted: BatchReader,
    tally: Tally,
}

/// Looks at the rows of every column but the `unread`.
fn rows(
    source: &Source,
    asked: Asked<'_>,
    decision: Option<&Positive>,
    unread: &[(String, String)],
    progress: &mut dyn FnMut(u64),
) -> Result<Rows> {
    let columns = || source.columns().filter(|column| unread.iter().all(|(unread, _)| unread != column));
    let families = families(columns());
    let profile = |column: &str| {
        let declared = asked.attributes.iter().any(|own| own == column);
        Profiler::new(column, declared, source.signs()).counted(asked.count.is_some())
    };
    let mut wanted = BatchReader {
        attributes: families.iter().map(watched).collect(),
        profiles: columns().map(profile).collect(),
        // Nobody has said yet what stands for nothing in a column of counts.
        missing: Missing::new(&NO_COUNT.map(str::to_owned), source.signs()),
        ..BatchReader::default()
    };
    let flag = |read: &Positive| Flag::new(read, Missing::default(), source.signs());
    wanted.roles[Role::Decision] =
        decision.map(|read| RoleReader::Flag(Box::new(Coded::new(&read.column.column, flag(read)))));
    for (role, column) in [(Role::Count, asked.count), (Role::Selected, asked.selected)] {
        wanted.roles[role] = column.map(|column| RoleReader::Numbers(Numbers::new(column, source.signs())));
    }
    let mut tally = Tally::default();
    source.read(&mut wanted, |wanted, batch| {
        tally.rows += batch.rows as u64;
        progress(tally.rows);
        tally.add(batch);
        for profiler in wanted.profiles.iter_mut().filter(|_| batch.people(Role::Count).is_some()) {
            profiler.weigh(batch.people(Role::Count).unwrap_or_default());
        }
        let hopeless = wanted.flag(Role::Decision).is_some_and(|coded| coded.meaning.trouble().enough());
        Ok(if hopeless { Flow::Stop } else { Flow::On })
    })?;
    if let Some(error) = wanted.flag(Role::Decision).and_then(|coded| coded.meaning.error()) {
        return Err(error);
    }
    Ok(Rows { families, wanted, tally })
}

/// The column that an error is about, and its type, when it is one that is not read and nobody asked for.
fn to_pass_over(error: &Error, asked: Asked<'_>) -> Option<(String, String)> {
    let text = |name: &str| error.said.values.get(name).and_then(serde_json::Value::as_str).map(str::to_owned);
    let found = error.is(ErrorCode::D075).then(|| Some((text("column")?, text("type")?)))?;
    found.filter(|(column, _)| !asked.names(column))
}

/// What programs write into a column of counts where there is none.
const NO_COUNT: [&str; 8] = ["NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "-"];

/// Rows and the people they stand for.
#[derive(Debug, Default)]
struct Tally {
    rows: u64,
    people: u64,
    decided: u64,
    selected: u64,
}

impl Tally {
    fn add(&mut self, batch: &Batch) {
        let people = |row: usize| match batch.people(Role::Count) {
            Some(count) => count.get(row).copied().flatten(),
            None => Some(1),
        };
        self.people += (0..batch.rows).filter_map(people).sum::<u64>();
        for (row, code) in batch.codes(Role::Decision).into_iter().flatten().enumerate() {
            let of_row = people(row).unwrap_or(0);
            self.decided += if *code == YES || *code == NO { of_row } else { 0 };
            self.selected += if *code == YES { of_row } else { 0 };
        }
        for (row, selected) in batch.people(Role::Selected).into_iter().flatten().enumerate() {
            if let (Some(people), Some(selected)) = (people(row), selected) {
                self.decided += people;
                self.selected += selected;
            }
        }
    }
}

/// Columns whose names are alike up to the first sign that is no letter.
fn families<'c>(columns: impl Iterator<Item = &'c str>) -> Vec<Family> {
    /// A survey of a hundred questions is no attribute.
    const MOST: usize = 30;
    let mut families: Vec<Family> = Vec::new();
    for column in columns {
        let Some((name, rest)) = column.split_once(|letter: char| !letter.is_alphanumeric()) else { continue };
        if name.is_empty() || rest.is_empty() {
            continue;
        }
        let member = (rest.to_owned(), column.to_owned());
        match families.iter_mut().find(|family| family.name == name) {
            Some(family) => family.members.push(member),
            None => families.push(Family { name: name.to_owned(), members: vec![member], exclusive: false }),
        }
    }
    families.retain(|family| (2..=MOST).contains(&family.members.len()));
    families
}

/// A family as an attribute of several columns, to see whether it is one.
fn watched(family: &Family) -> Coded<Labels> {
    let hot =
        |(label, column): &(String, String)| Hot { label: label.clone(), column: column.clone(), place: Place::Run };
    let hot: Vec<Hot> = family.members.iter().map(hot).collect();
    let made = Derived::OneHot(Box::new(OneHot::new(&hot, &Missing::default()).hasty()));
    let column = Named { column: family.name.clone(), place: Place::Run };
    Coded::new(&family.name, Labels::of_campaign(&column, Missing::default(), false)).made_of(Some(made))
}

/// A family whose columns are all 0 and 1; `None` for any other.
fn seen(family: Family, watched: &Coded<Labels>) -> Option<Family> {
    let Some(Derived::OneHot(one_hot)) = &watched.made else { return None };
    let groups = watched.meaning.labels().len();
    let exclusive = !one_hot.in_trouble() && !one_hot.none_set && groups == family.members.len();
    (!one_hot.is_of_others()).then_some(Family { exclusive, ..family })
}

fn positive(text: &str) -> Positive {
    let (column, test) = match text.split_once('=') {
        Some((column, value)) => (column, Test::any_of([value])),
        None => (text, Test::OneOrTrue),
    };
    let place = Place::Flag("--decision".to_owned());
    Positive { column: Named { column: column.to_owned(), place }, test }
}

fn absent(column: &str, flag: &str, source: &Source) -> Error {
    let like = nearest(column, source.columns());
    Error::new(ErrorCode::D004)
        .with("column", column)
        .with("file", source.name())
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("elsewhere", "no")
        .with("other", "")
        .with("below", if source.likely().is_some() { "yes" } else { "no" })
        .with("skip", source.likely().unwrap_or(0))
        .at(Place::Flag(flag.to_owned()))
}
