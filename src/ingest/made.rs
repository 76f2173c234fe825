//! Columns made of others, row by row: an attribute of several 0/1 columns. It refuses to know what the
//! result means.

use polars::prelude::Series;

use super::batch::Origin;
use super::faults;
use super::one_hot::OneHot;
use super::value::readable;
use crate::error::{Error, Result};

/// How a column is made.
#[derive(Debug)]
pub(crate) enum Made {
    /// Of 0/1 columns, one for each group.
    OneHot(OneHot),
}

impl Made {
    /// The columns that it is made of.
    pub(crate) fn columns(&self) -> Vec<String> {
        match self {
            Self::OneHot(one_hot) => one_hot.columns().to_vec(),
        }
    }

    /// The column for these rows; `column` gives those that it is made of.
    pub(crate) fn make(
        &mut self,
        rows: usize,
        origin: &Origin,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<Series> {
        let columns = self.columns().iter().map(|name| decoded(name, origin, column)).collect::<Result<Vec<_>>>()?;
        match self {
            Self::OneHot(one_hot) => Ok(one_hot.make(rows, origin, &columns)),
        }
    }

    /// Whether the rows read so far are already an error.
    pub(crate) fn in_trouble(&self) -> bool {
        match self {
            Self::OneHot(one_hot) => one_hot.in_trouble(),
        }
    }

    /// The error when the rows read cannot be used.
    pub(crate) fn error(&self, attribute: &str) -> Option<Error> {
        match self {
            Self::OneHot(one_hot) => one_hot.error(attribute),
        }
    }
}

/// A column of these rows, of a type that can be read.
///
/// # Errors
/// When it cannot be decoded, or its values are lists or the like.
pub(crate) fn decoded(name: &str, origin: &Origin, column: &(dyn Fn(&str) -> Option<Series> + Sync)) -> Result<Series> {
    let values = column(name).ok_or_else(|| faults::of_file(faults::DAMAGED, &origin.file))?;
    match readable(&values) {
        Some(readable) => Ok(readable.into_owned()),
        None => {
            let error = faults::of_file(faults::COLUMN_TYPE, &origin.file).with("column", name);
            Err(error.with("type", values.dtype().to_string()).at(origin.place(Some(name), 0)))
        }
    }
}
