//! The codes of everything that can be wrong with data, and how a library's error becomes one of them. Texts of
//! libraries are never shown: they quote cells.

use std::io;

use crate::error::{Error, ErrorCode, Place};

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
pub(crate) const FILE_MISSING: ErrorCode = ErrorCode::D001;
/// The system does not let us read it.
pub(crate) const FILE_UNREADABLE: ErrorCode = ErrorCode::D002;
/// A format, or a compression, that is not read.
pub(crate) const FORMAT: ErrorCode = ErrorCode::D003;
/// A column that the plan names and no table has.
pub(crate) const COLUMN_MISSING: ErrorCode = ErrorCode::D004;
/// A file of no bytes.
pub(crate) const FILE_EMPTY: ErrorCode = ErrorCode::D005;
/// A header and nothing below.
pub(crate) const NO_ROWS: ErrorCode = ErrorCode::D006;
/// Not the format that its name says, cut off, or damaged.
pub(crate) const DAMAGED: ErrorCode = ErrorCode::D007;
/// Bytes that are no text of the file's encoding.
pub(crate) const NOT_TEXT: ErrorCode = ErrorCode::D008;
/// A row with more fields than the header.
pub(crate) const RAGGED: ErrorCode = ErrorCode::D009;
/// A quote that is not closed.
pub(crate) const UNCLOSED_QUOTE: ErrorCode = ErrorCode::D010;
/// Two columns of one name, of which the plan names one.
pub(crate) const COLUMN_TWICE: ErrorCode = ErrorCode::D011;
/// A folder that holds files of several formats.
pub(crate) const MIXED_FOLDER: ErrorCode = ErrorCode::D012;
/// A type that has no labels and no numbers, such as a list.
pub(crate) const COLUMN_TYPE: ErrorCode = ErrorCode::D013;
/// A file that is not what it was when reading began.
pub(crate) const CHANGED: ErrorCode = ErrorCode::D014;
/// Standard input that is a terminal, closed or empty.
pub(crate) const NOTHING_PIPED: ErrorCode = ErrorCode::D015;
/// A row that goes on and on.
pub(crate) const ROW_TOO_LONG: ErrorCode = ErrorCode::D016;
/// A line that is not one JSON object.
pub(crate) const NO_OBJECT: ErrorCode = ErrorCode::D017;
/// A JSON field of two kinds.
pub(crate) const MIXED_TYPES: ErrorCode = ErrorCode::D018;
/// A pipe that cannot be kept in a temporary file.
pub(crate) const NOT_KEPT: ErrorCode = ErrorCode::D019;

/// Two files of one table that are byte for byte the same.
pub(crate) const SAME_FILE: ErrorCode = ErrorCode::D072;
/// A device where a file should be.
pub(crate) const DEVICE: ErrorCode = ErrorCode::D074;
/// A Parquet or Arrow column of a type that is not read.
pub(crate) const UNSUPPORTED: ErrorCode = ErrorCode::D075;
/// A workbook without the sheet that the plan names.
pub(crate) const NO_SHEET: ErrorCode = ErrorCode::D056;
/// A workbook that does not fit into memory.
pub(crate) const WORKBOOK_TOO_LARGE: ErrorCode = ErrorCode::D057;

/// An error about a whole file.
pub(crate) fn of_file(code: ErrorCode, file: &str) -> Error {
    Error::new(code).with("file", file).at(Place::Data { file: file.to_owned(), column: None, row: None })
}

/// The error for a column of a type that is not read; `kind` is what the format calls it.
pub(crate) fn unsupported(column: &str, kind: &str, file: &str) -> Error {
    let place = Place::Data { file: file.to_owned(), column: Some(column.to_owned()), row: None };
    of_file(UNSUPPORTED, file).with("column", column).with("type", kind).at(place)
}

/// An error about one row of a file.
pub(crate) fn of_row(code: ErrorCode, file: &str, row: u64) -> Error {
    Error::new(code).with("file", file).at(Place::Data { file: file.to_owned(), column: None, row: Some(row) })
}

/// What the system said about a file.
pub(crate) fn of_io(error: &io::Error, file: &str) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => of_file(FILE_MISSING, file),
        _ => of_file(FILE_UNREADABLE, file),
    }
}
