//! New decisions, and new scores beside them, looked up by what rows are called. It refuses to know what they are
//! compared with.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::path::Path;

use evenhand_metrics::cell::Amount;

use super::layout::find_in;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::input::Input;
use crate::read::Key;
use crate::read::batch_reader::{BatchReader, Coded, Numbers, RoleReader};
use crate::read::flags::Flag;
use crate::read::source::{Flow, Source};
use crate::read::words::Missing;
use crate::role::Role;
use crate::spec::{CsvOptions, CubeSpec, Decision, Named, Positive, Test};

/// The column of decisions that everybody may use.
const DECISION: &str = "decision";

/// Decisions by what rows are called.
pub struct Lookup {
    rows: u64,
    new: HashMap<Key, New>,
    score: Option<String>,
    inputs: Vec<Input>,
}

/// What is new for a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct New {
    /// [`super::UNKNOWN`], [`super::NO`] or [`super::YES`].
    pub decision: u32,
    /// The score, where the file has a column of them and the row a value.
    pub score: Option<Amount>,
}

/// Reads new decisions: the column `id`, and the plan's column of decisions as the plan reads it, or else `decision` as 0/1.
/// Scores are those of the column `score`; where none is named, of the plan's own column, if the file has it.
///
/// # Errors
/// With the codes of data: `EVH-D004` without the column of names or of scores, `EVH-D066` without one of
/// decisions, `EVH-D064` when a name comes again with another decision or score.
pub fn read_lookup(spec: &CubeSpec, from: (&Path, &str, &Place), id: &str, score: Option<&Named>) -> Result<Lookup> {
    let (_, name, place) = from;
    // Another file: what stands above its header, and where in a workbook it is, nobody said.
    let options = CsvOptions { skip: None, sheet: None, ..spec.data.csv.clone() };
    let source = Source::open("new decisions", from, &options)?;
    find_in(id, place, &source)?;
    let score = match score {
        Some(Named { column, place }) => {
            find_in(column, place, &source)?;
            Some(column.clone())
        }
        None => spec.columns.score.as_ref().map(|score| score.column.column.clone()).filter(|own| source.has(own)),
    };
    let own = Positive { column: Named { column: DECISION.into(), place: place.clone() }, test: Test::OneOrTrue };
    let tried: Vec<&Positive> = match &spec.columns.decision {
        Decision::Row { read, count: _ } if !matches!(read.test, Test::Sql(_)) => vec![read, &own],
        _ => vec![&own],
    };
    let Some(read) = tried.iter().find(|read| source.has(&read.column.column)) else {
        let columns: Vec<String> = tried.iter().map(|read| format!("`{}`", read.column.column)).collect();
        let error = Error::new(ErrorCode::D066).with("file", source.name()).with("columns", columns.join(", "));
        return Err(error.at(place.clone()));
    };
    let missing = Missing::new(&spec.data.missing, source.signs());
    let decision = Coded::new(&read.column.column, Flag::new(read, missing.clone(), source.signs()));
    let mut wanted = BatchReader { key: Some(id.to_owned()), missing, ..BatchReader::default() };
    wanted.roles[Role::Decision] = Some(RoleReader::Flag(Box::new(decision)));
    let scores = score.as_deref().map(|column| Numbers::new(column, source.signs()));
    wanted.roles[Role::Score] = scores.map(RoleReader::Numbers);
    let mut lookup = Lookup { rows: 0, new: HashMap::new(), score, inputs: Vec::new() };
    let inputs = source.read(&mut wanted, |wanted, batch| {
        if wanted.hopeless() {
            return Ok(Flow::Stop);
        }
        let rows = batch.key.iter().flatten().zip(batch.codes(Role::Decision).into_iter().flatten()).enumerate();
        lookup.rows += batch.rows as u64;
        for (row, key, decision) in rows.filter_map(|(row, (key, decision))| Some((row, (*key)?, *decision))) {
            let score = batch.amounts(Role::Score).and_then(|scores| scores[row]);
            let new = New { decision, score };
            match lookup.new.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(new);
                }
                Entry::Occupied(entry) if *entry.get() == new => {}
                Entry::Occupied(_) => {
                    let error = Error::new(ErrorCode::D064).with("column", id).with("file", name);
                    return Err(error.at(batch.origin.place(Some(id), row)));
                }
            }
        }
        Ok(Flow::On)
    })?;
    let trouble = wanted.flags().find_map(|coded| coded.meaning.error());
    lookup.inputs = inputs;
    trouble.map_or(Ok(lookup), Err)
}

impl fmt::Debug for Lookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lookup").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Lookup {
    /// How many rows were read, those without a name included.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// What is new for a row of this name; `None` where the name does not occur.
    pub fn get(&self, key: Key) -> Option<New> {
        self.new.get(&key).copied()
    }

    /// The column of new scores.
    pub fn score(&self) -> Option<&str> {
        self.score.as_deref()
    }

    /// The files read.
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }
}
