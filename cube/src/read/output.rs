//! Rows written in the order of the input: what each is called, and one value. The file appears under its name only when
//! it is complete. It refuses to know what the values are for.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io;
use std::path::Path;

use polars::prelude::{Column, DataFrame, DataType, NamedFrom, PolarsResult, Schema, Series};

use super::ids::Ids;
use super::lengths::unpanicked;
use super::packed::Packed;
use super::value::{each, readable};
use super::write::{Format, ROW_GROUP, of_system};
use crate::error::{Error, ErrorCode, Result};
use crate::store::{Growing, Noting};

/// The values of rows; `None` is written as an empty field. Numbers that are not finite are none.
#[derive(Debug, Clone, Copy)]
pub enum OutputValues<'a> {
    /// Weights.
    Weights(&'a [Option<f64>]),
    /// Decisions, written as 1 and 0.
    Decisions(&'a [Option<bool>]),
    /// Scores.
    Scores(&'a [Option<f64>]),
}

/// A file of two columns that is being written. Dropped before it is finished, it leaves nothing behind.
pub struct Output {
    growing: Growing,
    id: String,
    column: String,
    /// Whether names that came as text are whole numbers, and stand as such where a column has a type.
    whole: bool,
    writer: Writer,
}

enum Writer {
    Csv(Box<csv::Writer<Noting<File>>>),
    Parquet(Box<Groups>),
}

/// Rows on their way into row groups of one size.
struct Groups {
    /// `None` until the type of the names is known.
    writer: Option<Packed<Noting<File>>>,
    held: Option<DataFrame>,
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Output").field("id", &self.id).field("column", &self.column).finish_non_exhaustive()
    }
}

impl Output {
    /// Begins a file. `id` is the column that names rows, `column` the new one: `weight`, `decision` or `score`.
    ///
    /// # Errors
    /// `EVH-D060` when both have one name, `EVH-U004` when nothing can be written there.
    pub fn create(path: &Path, format: Format, id: &str, column: &str) -> Result<Self> {
        if id == column {
            return Err(Error::new(ErrorCode::D060).with("column", column));
        }
        let growing = Growing::beside(path)?;
        let writer = match format {
            Format::Csv => {
                let mut writer = csv::Writer::from_writer(growing.handle()?);
                writer.write_record([id, column]).map_err(|error| growing.unwritable(&error.into()))?;
                Writer::Csv(Box::new(writer))
            }
            Format::Parquet => Writer::Parquet(Box::new(Groups { writer: None, held: None })),
        };
        Ok(Self { growing, id: id.to_owned(), column: column.to_owned(), whole: false, writer })
    }

    /// Names that are whole numbers wherever they came as text ([`Ids::are_whole`]): Parquet then holds numbers.
    #[must_use]
    pub const fn of_whole_names(mut self, whole: bool) -> Self {
        self.whole = whole;
        self
    }

    /// Writes rows behind those before. There are as many values as names.
    ///
    /// # Errors
    /// `EVH-U004` when they cannot be written, `EVH-D063` when names are of another type than before and Parquet, which
    /// has one for a column, cannot hold both.
    pub fn write(&mut self, ids: &Ids, values: OutputValues<'_>) -> Result<()> {
        match &mut self.writer {
            Writer::Csv(writer) => write_text(writer, ids, values).map_err(|error| self.growing.unwritable(&error)),
            Writer::Parquet(groups) => {
                let names = as_stored(ids.series(), self.whole);
                let names = match groups.held.as_ref().and_then(|held| held.columns().first()) {
                    Some(before) => as_before(names, before.dtype())
                        .ok_or_else(|| Error::new(ErrorCode::D063).with("column", self.id.as_str()))?,
                    None => names,
                };
                let rows = names.len();
                let names = names.into_owned().with_name(self.id.as_str().into());
                let columns = vec![Column::from(names), values.series(&self.column).into()];
                let growing = &self.growing;
                let written = DataFrame::new(rows, columns).map_err(of_system).map_err(|e| growing.unwritable(&e));
                groups.add(written?, growing)
            }
        }
    }

    /// Ends the file and gives it its name.
    ///
    /// # Errors
    /// `EVH-U004` when that cannot be done; the name then holds what it held before.
    pub fn finish(self) -> Result<()> {
        let Self { growing, id, column, writer, whole: _ } = self;
        match writer {
            Writer::Csv(mut writer) => writer.flush().map_err(|error| growing.unwritable(&error))?,
            Writer::Parquet(groups) => {
                let empty = || {
                    let names = Series::new_empty(id.as_str().into(), &DataType::String);
                    DataFrame::new(0, vec![Column::from(names), OutputValues::Weights(&[]).series(&column).into()])
                };
                groups.finish(&growing, empty)?;
            }
        }
        growing.keep()
    }
}

impl OutputValues<'_> {
    fn series(&self, name: &str) -> Series {
        match self {
            Self::Weights(numbers) | Self::Scores(numbers) => {
                Series::new(name.into(), numbers.iter().copied().map(finite).collect::<Vec<Option<f64>>>())
            }
            Self::Decisions(flags) => {
                let flags = flags.iter().map(|flag| flag.map(i8::from));
                Series::new(name.into(), flags.collect::<Vec<Option<i8>>>())
            }
        }
    }

    /// The text of a row's value; empty where there is none.
    fn text(&self, row: usize) -> Cow<'static, str> {
        match self {
            Self::Weights(numbers) | Self::Scores(numbers) => numbers
                .get(row)
                .copied()
                .and_then(finite)
                .map_or(Cow::Borrowed(""), |number| Cow::Owned((number + 0.0).to_string())),
            Self::Decisions(flags) => match flags.get(row).copied().flatten() {
                Some(true) => Cow::Borrowed("1"),
                Some(false) => Cow::Borrowed("0"),
                None => Cow::Borrowed(""),
            },
        }
    }
}

impl Groups {
    fn add(&mut self, rows: DataFrame, growing: &Growing) -> Result<()> {
        let failed = |error| growing.unwritable(&of_system(error));
        match &mut self.held {
            None => self.held = Some(rows),
            Some(held) => {
                held.vstack_mut(&rows).map_err(failed)?;
            }
        }
        while let Some(held) = self.held.as_ref().filter(|held| held.height() >= ROW_GROUP) {
            let (group, rest) = (held.slice(0, ROW_GROUP), held.slice(ROW_GROUP_AS_OFFSET, held.height()));
            self.held = Some(rest);
            self.write(group, growing)?;
        }
        Ok(())
    }

    fn write(&mut self, mut group: DataFrame, growing: &Growing) -> Result<()> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(begun(group.schema(), growing)?),
        };
        group.rechunk_mut();
        // The library panics where it does not know a type.
        let written = unpanicked(|| Some(writer.write(&group)));
        written
            .map_or_else(|| Err(io::ErrorKind::Other.into()), |written| written.map_err(of_system))
            .map_err(|error| growing.unwritable(&error))
    }

    fn finish(mut self, growing: &Growing, empty: impl FnOnce() -> PolarsResult<DataFrame>) -> Result<()> {
        let failed = |error| growing.unwritable(&of_system(error));
        let rest = self.held.take().map_or_else(empty, Ok).map_err(failed)?;
        // Written even when it has no row, because a file of no rows has columns too.
        if rest.height() > 0 || self.writer.is_none() {
            self.write(rest, growing)?;
        }
        self.writer.map_or(Ok(()), |writer| writer.finish().map_err(failed))
    }
}

/// [`ROW_GROUP`] as the library counts offsets.
#[expect(clippy::cast_possible_wrap, reason = "far below 2^63")]
const ROW_GROUP_AS_OFFSET: i64 = ROW_GROUP as i64;

fn begun(schema: &Schema, growing: &Growing) -> Result<Packed<Noting<File>>> {
    Packed::new(growing.handle()?, schema).map_err(|error| growing.unwritable(&of_system(error)))
}

fn write_text(writer: &mut csv::Writer<Noting<File>>, ids: &Ids, values: OutputValues<'_>) -> io::Result<()> {
    let mut result = Ok(());
    if let Some(names) = readable(ids.series()) {
        each(&names, |row, name| {
            if result.is_ok() {
                let name = name.and_then(super::value::Value::label).unwrap_or_default();
                result = writer.write_record([name.as_ref(), values.text(row).as_ref()]);
            }
        });
    }
    result.map_err(Into::into)
}

/// Names in a type that does not change from batch to batch: categories are text. Text stands for itself, or for the
/// `whole` numbers that all of it is.
fn as_stored(names: &Series, whole: bool) -> Cow<'_, Series> {
    match names.dtype() {
        DataType::String if whole => names.strict_cast(&DataType::Int64).map_or(Cow::Borrowed(names), Cow::Owned),
        DataType::Categorical(..) | DataType::Enum(..) => {
            names.cast(&DataType::String).map_or(Cow::Borrowed(names), Cow::Owned)
        }
        _ => Cow::Borrowed(names),
    }
}

/// Names in the type of those before; `None` when that could change one.
fn as_before<'a>(names: Cow<'a, Series>, before: &DataType) -> Option<Cow<'a, Series>> {
    if names.dtype() == before {
        return Some(names);
    }
    if names.null_count() == names.len() {
        return Some(Cow::Owned(Series::full_null(names.name().clone(), names.len(), before)));
    }
    let whole = names.dtype().is_integer() && before.is_integer();
    whole.then(|| names.strict_cast(before).ok().map(Cow::Owned)).flatten()
}

fn finite(number: Option<f64>) -> Option<f64> {
    number.filter(|number| number.is_finite())
}
