//! The codes of everything that can be wrong with data, and how a library's error becomes one of them. Texts of
//! libraries are never shown: they quote cells.

use std::io;

use crate::error::{Error, Place};

/// Every code of the data errors, in order. Codes are permanent.
pub const DATA_CODES: &[&str] = &[
    FILE_MISSING,
    FILE_UNREADABLE,
    FORMAT,
    COLUMN_MISSING,
    FILE_EMPTY,
    NO_ROWS,
    DAMAGED,
    NOT_TEXT,
    RAGGED,
    UNCLOSED_QUOTE,
    COLUMN_TWICE,
    MIXED_FOLDER,
    COLUMN_TYPE,
    CHANGED,
    NOTHING_PIPED,
    ROW_TOO_LONG,
    NO_OBJECT,
    MIXED_TYPES,
    NOT_KEPT,
    "EVH-D020",
    "EVH-D021",
    "EVH-D022",
    "EVH-D023",
    "EVH-D024",
    "EVH-D025",
    "EVH-D026",
    "EVH-D027",
    "EVH-D028",
    "EVH-D029",
    "EVH-D030",
    "EVH-D031",
    "EVH-D032",
    "EVH-D033",
    "EVH-D034",
    "EVH-D035",
    "EVH-D036",
    "EVH-D037",
    "EVH-D040",
    "EVH-D041",
    "EVH-D042",
    "EVH-D043",
    "EVH-D044",
    "EVH-D045",
    "EVH-D046",
    "EVH-D047",
    "EVH-D050",
    "EVH-D051",
    "EVH-D052",
    "EVH-D053",
    "EVH-D054",
    "EVH-D055",
    NO_SHEET,
    WORKBOOK_TOO_LARGE,
    "EVH-D060",
    "EVH-D061",
    "EVH-D062",
    "EVH-D063",
    "EVH-D064",
    "EVH-D065",
    "EVH-D066",
    "EVH-D070",
    "EVH-D071",
    SAME_FILE,
    "EVH-D073",
    DEVICE,
    UNSUPPORTED,
];

/// Every message beside the errors that reading can say.
pub const DATA_NOTES: &[&str] = &[
    "separator-detected",
    "decimal-comma-detected",
    "encoding-detected",
    "thousands-detected",
    "points-doubtful",
    "percent-read",
    "money-read",
    "counts-rounded",
    "lines-before",
    "notes-behind",
    "column-unnamed",
    "columns-passed-over",
    "days-detected",
    "sheet-detected",
    "key-repeats",
    "audience-repeats",
    "crosses-only",
    "positive-never-seen",
    "one-hot-none",
    "wide-campaigns",
    "spend-unknown",
    "values-left",
    "total-rows",
    "no-answer-labels",
    "labels-alike",
    "numbers-as-groups",
    "far-value",
    "far-value-in-bin",
];

/// No such file, or a pattern or folder without files.
pub(crate) const FILE_MISSING: &str = "EVH-D001";
/// The system does not let us read it.
pub(crate) const FILE_UNREADABLE: &str = "EVH-D002";
/// A format, or a compression, that is not read.
pub(crate) const FORMAT: &str = "EVH-D003";
/// A column that the plan names and no table has.
pub(crate) const COLUMN_MISSING: &str = "EVH-D004";
/// A file of no bytes.
pub(crate) const FILE_EMPTY: &str = "EVH-D005";
/// A header and nothing below.
pub(crate) const NO_ROWS: &str = "EVH-D006";
/// Not the format that its name says, cut off, or damaged.
pub(crate) const DAMAGED: &str = "EVH-D007";
/// Bytes that are no text of the file's encoding.
pub(crate) const NOT_TEXT: &str = "EVH-D008";
/// A row with more fields than the header.
pub(crate) const RAGGED: &str = "EVH-D009";
/// A quote that is not closed.
pub(crate) const UNCLOSED_QUOTE: &str = "EVH-D010";
/// Two columns of one name, of which the plan names one.
pub(crate) const COLUMN_TWICE: &str = "EVH-D011";
/// A folder that holds files of several formats.
pub(crate) const MIXED_FOLDER: &str = "EVH-D012";
/// A type that has no labels and no numbers, such as a list.
pub(crate) const COLUMN_TYPE: &str = "EVH-D013";
/// A file that is not what it was when reading began.
pub(crate) const CHANGED: &str = "EVH-D014";
/// Standard input that is a terminal, closed or empty.
pub(crate) const NOTHING_PIPED: &str = "EVH-D015";
/// A row that goes on and on.
pub(crate) const ROW_TOO_LONG: &str = "EVH-D016";
/// A line that is not one JSON object.
pub(crate) const NO_OBJECT: &str = "EVH-D017";
/// A JSON field of two kinds.
pub(crate) const MIXED_TYPES: &str = "EVH-D018";
/// A pipe that cannot be kept in a temporary file.
pub(crate) const NOT_KEPT: &str = "EVH-D019";

/// Two files of one table that are byte for byte the same.
pub(crate) const SAME_FILE: &str = "EVH-D072";
/// A device where a file should be.
pub(crate) const DEVICE: &str = "EVH-D074";
/// A Parquet or Arrow column of a type that is not read.
pub(crate) const UNSUPPORTED: &str = "EVH-D075";
/// A workbook without the sheet that the plan names.
pub(crate) const NO_SHEET: &str = "EVH-D056";
/// A workbook that does not fit into memory.
pub(crate) const WORKBOOK_TOO_LARGE: &str = "EVH-D057";

/// An error about a whole file.
pub(crate) fn of_file(code: &str, file: &str) -> Error {
    Error::new(code).with("file", file).at(Place::Data { file: file.to_owned(), column: None, row: None })
}

/// The error for a column of a type that is not read; `kind` is what the format calls it.
pub(crate) fn unsupported(column: &str, kind: &str, file: &str) -> Error {
    let place = Place::Data { file: file.to_owned(), column: Some(column.to_owned()), row: None };
    of_file(UNSUPPORTED, file).with("column", column).with("type", kind).at(place)
}

/// An error about one row of a file.
pub(crate) fn of_row(code: &str, file: &str, row: u64) -> Error {
    Error::new(code).with("file", file).at(Place::Data { file: file.to_owned(), column: None, row: Some(row) })
}

/// What the system said about a file.
pub(crate) fn of_io(error: &io::Error, file: &str) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => of_file(FILE_MISSING, file),
        _ => of_file(FILE_UNREADABLE, file),
    }
}
