//! Columns made of others, row by row: an attribute of several 0/1 columns, an expression. It refuses to know what the
//! result means.

use std::borrow::Cow;

use polars::prelude::{DataType, NamedFrom, Series};

use super::batch::Origin;
use super::faults;
use super::one_hot::OneHot;
use super::signs::{Met, Signs};
use super::sql::Expression;
use super::value::{Value, each, readable};
use crate::error::{Error, Result};

/// How a column is made.
#[derive(Debug)]
pub(crate) enum Derived {
    /// Of 0/1 columns, one for each group.
    OneHot(Box<OneHot>),
    /// By an expression.
    Sql(Box<Expression>),
    /// Of the labels of several columns, where all of them have one.
    Joined(Vec<String>),
}

/// Between the labels that are put together.
const BETWEEN: &str = " / ";

impl Derived {
    /// The columns that it is made of.
    pub(crate) fn columns(&self) -> Vec<String> {
        match self {
            Self::OneHot(one_hot) => one_hot.columns().to_vec(),
            Self::Sql(expression) => expression.columns(),
            Self::Joined(columns) => columns.clone(),
        }
    }

    /// The column for these rows; `column` gives those that it is made of. What is wrong in rows that are not `kept` makes no
    /// fault.
    pub(crate) fn make(
        &mut self,
        rows: usize,
        origin: &Origin,
        kept: Option<&[u32]>,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<Series> {
        match self {
            Self::OneHot(one_hot) => {
                let columns = one_hot.columns().iter().map(|name| decoded(name, origin, column));
                let columns = columns.collect::<Result<Vec<_>>>()?;
                Ok(one_hot.make(rows, origin, kept, &columns))
            }
            // A date is the text that labels give it.
            Self::Sql(expression) => {
                let made = expression.make(rows, origin, kept, column)?;
                Ok(readable(&made).map_or_else(|| made.clone(), Cow::into_owned))
            }
            Self::Joined(columns) => {
                let mut texts: Vec<Option<String>> = vec![Some(String::new()); rows];
                for (place, name) in columns.iter().enumerate() {
                    each(&decoded(name, origin, column)?, |row, value| {
                        let label = value.and_then(Value::label);
                        texts[row] = texts[row].take().zip(label).map(|(text, label)| match place {
                            0 => label.into_owned(),
                            _ => format!("{text}{BETWEEN}{label}"),
                        });
                    });
                }
                Ok(Series::new("".into(), texts))
            }
        }
    }

    /// How numbers are written, and what was met in them.
    pub(crate) fn met(&self) -> Option<(Signs, Met)> {
        if let Self::Sql(expression) = self { Some(expression.met()) } else { None }
    }

    /// Whether the rows read so far are already an error.
    pub(crate) fn in_trouble(&self) -> bool {
        match self {
            Self::OneHot(one_hot) => one_hot.in_trouble(),
            Self::Sql(_) | Self::Joined(_) => false,
        }
    }

    /// The error when the rows read cannot be used.
    pub(crate) fn error(&self, attribute: &str) -> Option<Error> {
        match self {
            Self::OneHot(one_hot) => one_hot.error(attribute),
            Self::Sql(_) | Self::Joined(_) => None,
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
    // Bytes are read where they are text; that these are not, as those of a uuid, the schema does not tell.
    if values.dtype() == &DataType::Binary {
        return faults::unsupported(name, "binary", &origin.file);
    }
    let error = faults::of_file(faults::COLUMN_TYPE, &origin.file).with("column", name);
    error.with("type", values.dtype().to_string()).at(origin.place(Some(name), 0))
}
