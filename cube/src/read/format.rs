//! The list of formats, and in which one a file is written: told from its first bytes and, where these say nothing, from
//! its name.

use std::fmt;
use std::fs::File;
use std::path::Path;

use polars::prelude::Series;

use super::blocks::Told;
use super::byte_source::Stream;
use super::json::Class;
use super::signs::Signs;
use super::source::Flow;
use super::table_file::Sink;
use super::text::{Text, Unreadable};
use super::{ipc, ndjson, parquet, sheet, text};
use crate::error::Result;
use crate::spec::CsvOptions;

/// How a table is written: the whole of what is known of a format stands in its own file.
pub(crate) struct Format {
    /// What messages and tests call it.
    pub id: &'static str,
    /// What such files begin with; of text, with its first sign behind blanks.
    pub begins: &'static [&'static [u8]],
    /// What their names end in.
    pub endings: &'static [&'static str],
    /// How one is opened.
    pub open: Open,
}

/// How a file is opened.
pub(crate) enum Open {
    /// Text, which is read from its beginning to its end and may be packed; with a text before it in the same table.
    Text(fn(Stream, &CsvOptions, Option<&Text>) -> OpenedText),
    /// Anything else, which stands on a disk. The name is for errors.
    Binary(fn(File, &str, &CsvOptions) -> Result<Box<dyn BinaryTable>>),
}

/// A table of text, and the rest of what it is read from.
pub(crate) type OpenedText = Result<(Box<dyn TextTable>, Stream), Unreadable>;

/// Every format. Bytes say more than a name, and a text that says nothing is the last.
pub(crate) const FORMATS: [&Format; 6] =
    [&parquet::FORMAT, &ipc::FILE, &ipc::STREAM, &sheet::FORMAT, &ndjson::FORMAT, &text::FORMAT];

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A file of which all but the rows was read.
pub(crate) trait Table: fmt::Debug + Send + Sync {
    /// The names of its columns.
    fn columns(&self) -> &[String];

    /// What a column is: as the schema says, or as far as the first rows show. `missing` are tokens that are no values.
    fn class(&self, column: &str, missing: &[String]) -> Option<Class>;

    /// How many rows it has, when it says so itself.
    fn rows(&self) -> Option<u64> {
        None
    }

    /// What the type of a column is called, when it is one that is not read.
    fn unsupported(&self, _column: &str) -> Option<String> {
        None
    }

    /// The values of a column in its first rows, where these were looked at.
    fn sample(&self, _column: &str) -> Option<Series> {
        None
    }

    /// Whether it names a column twice, where the names that it gives do not show it.
    fn has_twice(&self, _column: &str) -> bool {
        false
    }

    /// A text with separators, when it is one.
    fn as_text(&self) -> Option<&Text> {
        None
    }

    /// What stands above its rows, where people write that.
    fn header(&self) -> Option<Header<'_>> {
        None
    }
}

/// What stands above the rows of a table that people write, and how they write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Header<'t> {
    /// Lines before it.
    pub before: usize,
    /// How many of these hold something and nobody stated them.
    pub titles: usize,
    /// Columns that have no name of their own.
    pub unnamed: &'t [String],
    /// How numbers are written.
    pub signs: Signs,
    /// The word for what stands between fields, where the name of the format does not promise it.
    pub separator: Option<&'static str>,
    /// Lines before the first record that is as wide as most, when that is not the header.
    pub likely: Option<usize>,
    /// The sheet, where it was chosen among several.
    pub chosen_sheet: Option<&'t str>,
}

/// A table that is read from the first byte of its text to the last.
pub(crate) trait TextTable: Table {
    /// Hands on its rows; `None` when it ended early.
    ///
    /// # Errors
    /// Those of the data and of whoever gets the rows.
    fn read(&self, stream: Stream, sink: &mut Sink<'_>) -> Result<Option<Told>>;
}

/// A table whose columns can be found in its file.
pub(crate) trait BinaryTable: Table {
    /// Hands on its rows.
    ///
    /// # Errors
    /// Those of the data and of whoever gets the rows.
    fn read(&self, file: File, sink: &mut Sink<'_>) -> Result<Flow>;
}

/// How bytes are compressed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    None,
    /// gzip, of any number of members.
    Gzip,
    /// zstd, of any number of frames.
    Zstd,
}

/// Bytes that tell formats apart.
pub(crate) const TELLING: usize = 16;

/// Beginnings of formats that are not read, and the word for each in messages.
const OTHERS: [(&[u8], &str); 7] = [
    (b"\xFD7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"ORC", "orc"),
    (b"Obj\x01", "avro"),
    (b"FEA1", "feather"),
    (b"SQLite format 3", "sqlite"),
    (b"%PDF", "pdf"),
];

impl Packing {
    /// What the first bytes say.
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

impl Format {
    /// What the first bytes say, after unpacking; `name` decides between kinds of text.
    ///
    /// # Errors
    /// With the word for a format that is not read.
    pub(crate) fn of(start: &[u8], name: &Path) -> Result<&'static Self, &'static str> {
        if let Some((_, word)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err(word);
        }
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        let says = |format: &&&Self, start: &[u8]| format.begins.iter().any(|begins| start.starts_with(begins));
        let binary = FORMATS.iter().find(|format| !format.is_text() && says(format, start));
        // Who names a file .csv may begin its header as he likes.
        let named = || Self::of_name(name);
        let by_text = || FORMATS.iter().find(|format| format.is_text() && says(format, text)).copied();
        Ok(binary.copied().or_else(named).or_else(by_text).unwrap_or(&text::FORMAT))
    }

    /// What a file's ending promises, that of its packing taken off; `None` for endings that promise nothing.
    pub(crate) fn of_name(name: &Path) -> Option<&'static Self> {
        let ending = |name: &Path| Some(name.extension()?.to_str()?.to_ascii_lowercase());
        let packed = |ending: &String| ["gz", "zst", "zstd"].contains(&ending.as_str());
        let ending = match ending(name) {
            Some(outer) if packed(&outer) => ending(Path::new(name.file_stem()?))?,
            other => other?,
        };
        FORMATS.iter().find(|format| format.endings.contains(&ending.as_str())).copied()
    }

    /// Whether it is text.
    pub(crate) const fn is_text(&self) -> bool {
        matches!(self.open, Open::Text(_))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_more_than_the_name() {
        let of = |start: &[u8], name: &str| Format::of(start, Path::new(name)).unwrap().id;
        assert_eq!(of(b"PAR1\x15", "people.csv"), "parquet");
        assert_eq!(of(b"ARROW1\0\0", "people.feather"), "arrow file");
        assert_eq!(of(b"\xFF\xFF\xFF\xFF\x10", "people.arrow"), "arrow stream");
        assert_eq!(of(b"PK\x03\x04", "people.xlsx"), "workbook");
        assert_eq!(of(b"\xD0\xCF\x11\xE0", "people.xls"), "workbook");
        assert_eq!(of(b"[{\"a\": 1}]", "people.json"), "json");
    }

    #[test]
    fn the_name_decides_between_kinds_of_text() {
        let of = |start: &[u8], name: &str| Format::of(start, Path::new(name)).unwrap().id;
        assert_eq!(of(b"{a},b\n", "people.csv.gz"), "csv");
        assert_eq!(of(b"\xEF\xBB\xBF\n{\"a\":1}", "-"), "json");
        assert_eq!(of(b"a,b\n1,2\n", "-"), "csv");
        assert_eq!(of(b"a,b\n1,2\n", "people.JSONL.zst"), "json");
    }
}
