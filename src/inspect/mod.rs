//! What a file holds, before anything is decided: columns, types, missing values, sizes of groups, and the gap that such
//! sizes could show. It refuses to judge, and to show a value of a column that nobody declared.

mod gap;
mod show;

use std::path::Path;

use crate::error::{Error, Place, Result, nearest};
use crate::ingest::Profile;
use crate::ingest::batch::{NO, YES};
use crate::ingest::flags::Flag;
use crate::ingest::labels::Labels;
use crate::ingest::made::Made;
use crate::ingest::one_hot::OneHot;
use crate::ingest::profile::Profiler;
use crate::ingest::source::{Flow, Source};
use crate::ingest::wanted::{Coded, Wanted};
use crate::lang::Said;
use crate::plan::{CsvOptions, Hot, Named, Positive, Test};

pub use show::show;

/// Groups with fewer people are counted, and their sizes are not shown.
pub const MIN_SIZE: u64 = 11;

/// A column with more values is no attribute as it stands.
pub const MAX_GROUPS: usize = 200;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The file as the user named it.
    pub name: String,
    /// Rows.
    pub rows: u64,
    /// Columns in the order of the file.
    pub columns: Vec<Profile>,
    /// Columns of 0 and 1 whose names begin alike.
    pub families: Vec<Family>,
    /// Selected and decided rows, when a decision was named.
    pub decided: Option<Decided>,
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

/// How many were selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decided {
    /// Rows with a decision.
    pub rows: u64,
    /// Selected among them.
    pub selected: u64,
}

/// Looks at every column of a file, glob or folder. `declared` are the columns whose labels may be shown, `decision` is
/// `COLUMN` or `COLUMN=VALUE`; `options` say how it is written.
///
/// # Errors
/// With the codes of `ingest::DATA_CODES`.
pub fn look(
    name: &str,
    (declared, decision): (&[String], Option<&str>),
    options: &CsvOptions,
    progress: &mut dyn FnMut(u64),
) -> Result<Seen> {
    let place = Place::Flag("DATA".to_owned());
    let source = Source::open("decisions", (Path::new(name), name, &place), options)?;
    let decision = decision.map(positive);
    let named = declared.iter().map(|column| (column, "--attributes"));
    for (column, flag) in named.chain(decision.iter().map(|read| (&read.column.column, "--decision"))) {
        if !source.has(column) {
            return Err(absent(column, flag, &source));
        }
    }
    let families = families(source.columns());
    let mut wanted = Wanted {
        attributes: families.iter().map(watched).collect(),
        profiles: source
            .columns()
            .map(|column| Profiler::new(column, declared.iter().any(|own| own == column)))
            .collect(),
        decision: decision.as_ref().map(|read| Coded::new(&read.column.column, Flag::new(read, source.signs()))),
        ..Wanted::default()
    };
    let mut decided = Decided { rows: 0, selected: 0 };
    let mut rows = 0;
    source.read(&mut wanted, |wanted, batch| {
        rows += batch.rows as u64;
        progress(rows);
        for code in batch.decision.iter().flatten() {
            decided.rows += u64::from(*code == YES || *code == NO);
            decided.selected += u64::from(*code == YES);
        }
        let hopeless = wanted.decision.as_ref().is_some_and(|coded| coded.meaning.trouble().enough());
        Ok(if hopeless { Flow::Stop } else { Flow::On })
    })?;
    if let Some(error) = wanted.decision.as_ref().and_then(|coded| coded.meaning.error()) {
        return Err(error);
    }
    Ok(Seen {
        name: name.to_owned(),
        rows,
        families: families
            .into_iter()
            .zip(&wanted.attributes)
            .filter_map(|(family, coded)| seen(family, coded))
            .collect(),
        columns: wanted.profiles.into_iter().map(Profiler::done).collect(),
        decided: decision.map(|_| decided),
        notes: source.said(),
    })
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
    let made = Made::OneHot(Box::new(OneHot::new(&hot, Vec::new()).hasty()));
    let column = Named { column: family.name.clone(), place: Place::Run };
    Coded::new(&family.name, Labels::of_campaign(&column)).made_of(Some(made))
}

/// A family whose columns are all 0 and 1; `None` for any other.
fn seen(family: Family, watched: &Coded<Labels>) -> Option<Family> {
    let Some(Made::OneHot(one_hot)) = &watched.made else { return None };
    let groups = watched.meaning.labels().len();
    let exclusive = !one_hot.in_trouble() && !one_hot.none_set && groups == family.members.len();
    (!one_hot.is_of_others()).then_some(Family { exclusive, ..family })
}

fn positive(text: &str) -> Positive {
    let (column, test) = match text.split_once('=') {
        Some((column, value)) => (column, Test::AnyOf(vec![value.to_owned()])),
        None => (text, Test::OneOrTrue),
    };
    let place = Place::Flag("--decision".to_owned());
    Positive { column: Named { column: column.to_owned(), place }, test }
}

fn absent(column: &str, flag: &str, source: &Source) -> Error {
    let like = nearest(column, source.columns());
    Error::new("EVH-D004")
        .with("column", column)
        .with("file", source.name())
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("below", if source.likely().is_some() { "yes" } else { "no" })
        .with("skip", source.likely().unwrap_or(0))
        .at(Place::Flag(flag.to_owned()))
}
