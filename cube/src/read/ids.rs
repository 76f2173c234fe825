//! The column whose values name rows. It goes from input to output as it stands; nothing but keys can be learnt from it.

use std::fmt;

use polars::prelude::{IdxSize, Series};

use super::key::Key;
use super::value::{each, readable};

/// The names of the rows of a batch, in their own type.
#[derive(Clone)]
pub struct Ids(Series);

impl fmt::Debug for Ids {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ids({} rows)", self.len())
    }
}

impl Ids {
    /// A column of a type that can be read.
    pub(super) const fn new(values: Series) -> Self {
        Self(values)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What rows are looked up by; `None` for a row without a name.
    pub fn keys(&self) -> Vec<Option<Key>> {
        let mut keys = Vec::with_capacity(self.len());
        if let Some(values) = readable(&self.0) {
            each(&values, |_, value| keys.push(value.and_then(Key::of)));
        }
        keys
    }

    /// Whether each is a whole number, as it stands or as a machine writes one: no sign but a minus, no leading zero, no blank.
    pub fn are_whole(&self) -> bool {
        let Ok(text) = self.0.str() else { return self.0.dtype().is_integer() };
        let is_whole = |name: &str| name.parse::<i64>().is_ok_and(|number| number.to_string() == name);
        text.iter().flatten().all(is_whole)
    }

    /// The names of some of the rows, in this order. Every place is one of a row.
    pub(crate) fn take(&self, rows: &[usize]) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "rows of a batch")]
        let places: Vec<IdxSize> = rows.iter().map(|row| *row as IdxSize).collect();
        Self(self.0.take_slice(&places).unwrap_or_else(|_| self.0.clear()))
    }

    /// The column.
    pub(super) const fn series(&self) -> &Series {
        &self.0
    }
}
