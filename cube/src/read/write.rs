//! Writes a small table as Parquet or CSV. It refuses to know what the columns mean.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use polars::prelude::{DataFrame, NamedFrom, PolarsError, PolarsResult, Series};

use super::faults;
use super::packed;
use crate::error::{ErrorCode, Result};
use crate::store::store;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated text in UTF-8 with a header.
    Csv,
    /// Apache Parquet, compressed with zstd.
    Parquet,
}

/// The values of one column, `None` where there is no value.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Whole numbers.
    Integers(Vec<Option<i64>>),
    /// Numbers.
    Floats(Vec<Option<f64>>),
    /// Text.
    Strings(Vec<Option<String>>),
    /// Yes or no.
    Bools(Vec<Option<bool>>),
}

/// Rows that a row group of the Parquet files written here holds at most: few enough that a reader's memory stays small.
pub(super) const ROW_GROUP: usize = 262_144;

/// Writes the columns, all of one length, to a file that appears under its name only when it is complete.
///
/// # Errors
/// `EVH-D030` when the columns differ in length or repeat a name, or when the file cannot be written.
pub fn write_table(path: &Path, columns: &[(&str, Column)], format: Format) -> Result<()> {
    let failed = |reason: &str| faults::of_file(ErrorCode::D030, &path.display().to_string()).with("reason", reason);
    let frame = frame(columns).map_err(|_| failed("columns"))?;
    let write = |file: &mut dyn Write| match format {
        Format::Csv => write_text(columns, frame.height(), file),
        Format::Parquet => packed::write(file, frame).map_err(of_system),
    };
    store(path, write).map_err(|error| {
        let reason = error.said.values.get("reason").and_then(|reason| reason.as_str());
        failed(reason.unwrap_or("other"))
    })
}

/// What the system said, as far as the library passes it on.
pub(super) fn of_system(error: PolarsError) -> io::Error {
    match error {
        PolarsError::IO { error, .. } => error.kind().into(),
        _ => io::ErrorKind::Other.into(),
    }
}

/// The shortest digits that are read as this number again, with a point or an exponent.
pub(super) fn in_digits(number: f64) -> String {
    if number.is_nan() {
        return "NaN".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    serde_json::Number::from_f64(number).map(|number| number.to_string()).unwrap_or_default()
}

fn frame(columns: &[(&str, Column)]) -> PolarsResult<DataFrame> {
    let height = columns.first().map_or(0, |(_, column)| column.len());
    DataFrame::new(height, columns.iter().map(|(name, column)| column.series(name).into()).collect())
}

fn write_text(columns: &[(&str, Column)], rows: usize, file: &mut dyn Write) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    let end = |at: usize| if at + 1 == columns.len() { "\n" } else { "," };
    for (at, (name, _)) in columns.iter().enumerate() {
        write!(file, "{}{}", quoted(name), end(at))?;
    }
    for row in 0..rows {
        for (at, (_, column)) in columns.iter().enumerate() {
            write!(file, "{}{}", column.text(row), end(at))?;
        }
    }
    file.flush()
}

/// A field as it stands, or in quotes where it would be read as something else: nothing in quotes is text, and nothing
/// without them is no value.
fn quoted(field: &str) -> Cow<'_, str> {
    if field.is_empty() || field.contains(['"', ',', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", field.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(field)
    }
}

impl Column {
    /// How many values it has, missing ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Integers(values) => values.len(),
            Self::Floats(values) => values.len(),
            Self::Strings(values) => values.len(),
            Self::Bools(values) => values.len(),
        }
    }

    /// Whether it has no value at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The field of a row; empty where there is no value.
    fn text(&self, row: usize) -> Cow<'_, str> {
        let text = match self {
            Self::Integers(values) => values[row].map(|number| Cow::Owned(number.to_string())),
            Self::Floats(values) => values[row].map(|number| Cow::Owned(in_digits(number))),
            Self::Strings(values) => values[row].as_deref().map(quoted),
            Self::Bools(values) => values[row].map(|yes| Cow::Borrowed(if yes { "true" } else { "false" })),
        };
        text.unwrap_or_default()
    }

    fn series(&self, name: &str) -> Series {
        match self {
            Self::Integers(values) => Series::new(name.into(), values),
            Self::Floats(values) => Series::new(name.into(), values),
            Self::Strings(values) => Series::new(name.into(), values),
            Self::Bools(values) => Series::new(name.into(), values),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two_columns() -> Vec<(&'static str, Column)> {
        vec![
            ("sex", Column::Strings(vec![Some("a,\"b".into()), None])),
            ("age", Column::Integers(vec![None, Some(41)])),
            ("fee", Column::Floats(vec![Some(0.5), Some(2.0)])),
            ("yes", Column::Bools(vec![Some(true), None])),
        ]
    }

    #[test]
    fn text_is_quoted_where_it_must_be_and_null_is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        write_table(&path, &two_columns(), Format::Csv).unwrap();
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(text, "sex,age,fee,yes\n\"a,\"\"b\",,0.5,true\n,41,2.0,\n");
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let [one, two] = ["one.parquet", "two.parquet"].map(|name| folder.path().join(name));
        for path in [&one, &two] {
            write_table(path, &two_columns(), Format::Parquet).unwrap();
        }
        assert_eq!(std::fs::read(one).unwrap(), std::fs::read(two).unwrap());
    }

    #[test]
    fn a_table_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let uneven = [("a", Column::Bools(vec![None])), ("b", Column::Bools(vec![]))];
        let error = write_table(&folder.path().join("t.csv"), &uneven, Format::Csv).unwrap_err();
        assert_eq!(error.code(), "EVH-D030");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
