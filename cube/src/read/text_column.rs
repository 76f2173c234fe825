//! One column of a block of text. Where its values repeat each is kept once, and its rows say which one they have; where there
//! are too many, every row has its own.

use std::borrow::Cow;

use polars::prelude::{IntoSeries, NewChunkedArray, Series, StringChunked, StringChunkedBuilder};
use polars_arrow::array::View;
use xxhash_rust::xxh3::xxh3_128;

use super::columns::Columns;
use super::encode::INLINE;
use super::table::Table;

/// Up to this many different values are kept once each.
const MOST: usize = 1 << 10;

/// The values of a column.
#[derive(Debug)]
pub(crate) enum TextColumn {
    /// Each different value, and for each row which one it has: from one, 0 where it has none.
    Distinct(String, Vec<String>, Vec<u32>),
    /// A value for each row.
    Each(Series),
}

impl TextColumn {
    /// A value for each row.
    pub(crate) fn values(&self) -> Series {
        match self {
            Self::Distinct(name, values, keys) => {
                let value = |key: &u32| (*key as usize).checked_sub(1).map(|at| values[at].as_str());
                StringChunked::from_iter_options(name.as_str().into(), keys.iter().map(value)).into_series()
            }
            Self::Each(series) => series.clone(),
        }
    }
}

/// The columns of a block.
pub(super) struct TextColumns<'a> {
    /// As the file spells them.
    pub names: &'a [String],
    /// In the same order.
    pub columns: &'a [TextColumn],
}

impl TextColumns<'_> {
    fn column(&self, name: &str) -> Option<&TextColumn> {
        self.columns.get(self.names.iter().position(|known| known == name)?)
    }
}

impl Columns for TextColumns<'_> {
    fn values(&self, name: &str) -> Option<Series> {
        self.column(name).map(TextColumn::values)
    }

    fn distinct(&self, name: &str, keys: &mut Vec<u32>) -> Option<Series> {
        let TextColumn::Distinct(_, values, own) = self.column(name)? else { return None };
        keys.clone_from(own);
        Some(StringChunked::from_iter_values(name.into(), values.iter().map(String::as_str)).into_series())
    }
}

/// A column to which values are added.
pub(super) struct TextBuilder {
    name: String,
    /// Rows that are expected.
    rows: usize,
    /// Keys of values by their bits, of long ones by their hash.
    short: Table,
    long: Table,
    values: Vec<String>,
    keys: Vec<u32>,
    /// Every row's value, once there are too many different ones.
    each: Option<StringChunkedBuilder>,
}

impl TextBuilder {
    /// No row yet, of about so many.
    pub(super) fn new(name: &str, rows: usize) -> Self {
        Self {
            name: name.to_owned(),
            rows,
            short: Table::default(),
            long: Table::default(),
            values: Vec::new(),
            keys: Vec::with_capacity(rows),
            each: None,
        }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, value: Option<Cow<'_, str>>) {
        if let Some(each) = &mut self.each {
            each.append_option(value);
            return;
        }
        let Some(text) = value else { return self.keys.push(0) };
        let (table, bits) = if text.len() <= INLINE as usize {
            (&mut self.short, View::new_inline(text.as_bytes()).as_u128())
        } else {
            (&mut self.long, xxh3_128(text.as_bytes()))
        };
        if let Some(key) = table.get(bits) {
            self.keys.push(key);
            return;
        }
        if self.values.len() < MOST {
            self.values.push(text.into_owned());
            #[expect(clippy::cast_possible_truncation, reason = "at most a thousand")]
            let key = self.values.len() as u32;
            table.insert(bits, key);
            self.keys.push(key);
            return;
        }
        let mut each = StringChunkedBuilder::new(self.name.as_str().into(), self.rows);
        for key in std::mem::take(&mut self.keys) {
            each.append_option((key as usize).checked_sub(1).map(|at| self.values[at].as_str()));
        }
        each.append_value(text);
        self.each = Some(each);
    }

    /// The column.
    pub(super) fn finish(self) -> TextColumn {
        match self.each {
            Some(each) => TextColumn::Each(each.finish().into_series()),
            None => TextColumn::Distinct(self.name, self.values, self.keys),
        }
    }
}
