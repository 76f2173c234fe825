//! Values that a column may not hold: where the first stands, how many there are, and never which.

use std::collections::HashSet;

use xxhash_rust::xxh3::xxh3_128;

use super::signs::{Hint, Signs};
use super::value::Value;
use crate::error::{Error, ErrorCode, Place};

/// Distinct values counted; a column with more is another kind of column, and reading on would teach nothing.
const COUNTED: usize = 20;

/// What was wrong with the values of one column.
#[derive(Debug, Default)]
pub(crate) struct Rejects {
    first: Option<Place>,
    distinct: HashSet<u128>,
    rows: u64,
    /// What would make a number of the first value for which something would.
    hint: Option<Hint>,
}

impl Rejects {
    /// Remembers a value that is no number.
    pub(crate) fn meet_number(&mut self, value: Value<'_>, signs: Signs, at: impl FnOnce() -> Place) {
        if let (None, Value::Text(text)) = (self.hint, value) {
            self.hint = signs.hint(text);
        }
        self.meet(value, at);
    }

    /// Remembers a value, met in this row of the batch at this place.
    pub(crate) fn meet(&mut self, value: Value<'_>, at: impl FnOnce() -> Place) {
        self.first.get_or_insert_with(at);
        if self.distinct.len() <= COUNTED {
            let text = value.label().unwrap_or_default();
            self.distinct.insert(xxh3_128(text.as_bytes()));
        }
    }

    /// Counts rows that hold such values.
    pub(crate) fn add_rows(&mut self, rows: u64) {
        self.rows += rows;
    }

    /// Whether anything was wrong.
    pub(crate) fn any(&self) -> bool {
        self.first.is_some()
    }

    /// Whether reading on would only count further.
    pub(crate) fn enough(&self) -> bool {
        self.distinct.len() > COUNTED
    }

    /// The error, at the first such value, with `values` (distinct ones), `more` (`yes` when there are more) and `signs` (what would
    /// make numbers of them).
    pub(crate) fn error(&self, code: ErrorCode) -> Option<Error> {
        let first = self.first.clone()?;
        let more = if self.enough() { "yes" } else { "no" };
        let values = self.distinct.len().min(COUNTED);
        let error = Error::new(code).at(first).with("values", values).with("more", more).with("rows", self.rows);
        Some(error.with("signs", self.hint.map_or("no", Hint::word)))
    }
}
