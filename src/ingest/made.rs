//! Columns made of others, row by row: an attribute of several 0/1 columns, an expression. It refuses to know what the
//! result means.

use std::borrow::Cow;

use polars::prelude::Series;

use super::batch::Origin;
use super::faults;
use super::one_hot::OneHot;
use super::sql::Expression;
use super::value::readable;
use crate::error::{Error, Result};

/// How a column is made.
#[derive(Debug)]
pub(crate) enum Made {
    /// Of 0/1 columns, one for each group.
    OneHot(Box<OneHot>),
    /// By an expression.
    Sql(Box<Expression>),
}

impl Made {
    /// The columns that it is made of.
    pub(crate) fn columns(&self) -> Vec<String> {
        match self {
            Self::OneHot(one_hot) => one_hot.columns().to_vec(),
            Self::Sql(expression) => expression.columns(),
        }
    }

    /// The column for these rows; `column` gives those that it is made of.
    pub(crate) fn make(
        &mut self,
        rows: usize,
        origin: &Origin,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<Series> {
        match self {
            Self::OneHot(one_hot) => {
                let columns = one_hot.columns().iter().map(|name| decoded(name, origin, column));
                let columns = columns.collect::<Result<Vec<_>>>()?;
                Ok(one_hot.make(rows, origin, &columns))
            }
            // A date is the text that labels give it.
            Self::Sql(expression) => {
                let made = expression.make(rows, origin, column)?;
                Ok(readable(&made).map_or_else(|| made.clone(), Cow::into_owned))
            }
        }
    }

    /// Whether the rows read so far are already an error.
    pub(crate) fn in_trouble(&self) -> bool {
        match self {
            Self::OneHot(one_hot) => one_hot.in_trouble(),
            Self::Sql(_) => false,
        }
    }

    /// The error when the rows read cannot be used.
    pub(crate) fn error(&self, attribute: &str) -> Option<Error> {
        match self {
            Self::OneHot(one_hot) => one_hot.error(attribute),
            Self::Sql(_) => None,
        }
    }
}

/// A column of these rows, of a type that can be read.
///
/// # Errors
/// When it cannot be decoded, or its values are lists or the like.
pub(crate) fn decoded(name: &str, origin: &Origin, column: &(dyn Fn(&str) -> Option<Series> + Sync)) -> Result<Series> {
    let values = column(name).ok_or_else(|| faults::of_file(faults::DAMAGED, &origin.file))?;
    readable(&values).map(Cow::into_owned).ok_or_else(|| unreadable(name, &values, origin))
}

/// The same in the type that the file gives it.
///
/// # Errors
/// As [`decoded`].
pub(crate) fn undecoded(
    name: &str,
    origin: &Origin,
    column: &(dyn Fn(&str) -> Option<Series> + Sync),
) -> Result<Series> {
    let values = column(name).ok_or_else(|| faults::of_file(faults::DAMAGED, &origin.file))?;
    if readable(&values).is_some() { Ok(values) } else { Err(unreadable(name, &values, origin)) }
}

fn unreadable(name: &str, values: &Series, origin: &Origin) -> Error {
    let error = faults::of_file(faults::COLUMN_TYPE, &origin.file).with("column", name);
    error.with("type", values.dtype().to_string()).at(origin.place(Some(name), 0))
}
