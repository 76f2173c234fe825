//! What was found in one file's text, as errors with their codes and rows.

use std::io::ErrorKind;

use super::blocks::End;
use super::faults::{self, of_file, of_row as at_row};
use super::format::Packing;
use super::json::Class;
use super::ndjson::{LineFault, Ndjson};
use super::table_file::Sink;
use super::text::{RowFault, Text, Unreadable};
use crate::error::{Error, ErrorCode, Place};
use crate::spec::CsvOptions;

/// The error for text whose beginning cannot be read.
pub(crate) fn of_beginning(fault: Unreadable, name: &str, packing: Packing, options: &CsvOptions) -> Error {
    match fault {
        Unreadable::Empty => of_file(faults::FILE_EMPTY, name),
        Unreadable::Header(RowFault::OpenQuote) => at_row(faults::UNCLOSED_QUOTE, name, 1),
        Unreadable::Header(_) => {
            let encoding = options.encoding.map_or("UTF-8", encoding_rs::Encoding::name);
            at_row(faults::NOT_TEXT, name, 1).with("encoding", encoding)
        }
        Unreadable::Io(error) => of_end(End::Unreadable(error.kind()), name, 1, "", packing),
    }
}

/// The error for a row of text with separators.
pub(crate) fn of_row(fault: &RowFault, text: &Text, sink: &Sink<'_>) -> Error {
    let (name, row) = (&**sink.name, sink.next_row());
    match fault {
        RowFault::TooMany(fields) => {
            let error = at_row(faults::RAGGED, name, row).with("fields", *fields).with("expected", text.width());
            // Where most rows are wider than the header, the header may stand further down.
            let likely = text.likely.filter(|_| text.width() < *fields);
            error.with("below", if likely.is_some() { "yes" } else { "no" }).with("skip", likely.unwrap_or(0))
        }
        RowFault::OpenQuote => at_row(faults::UNCLOSED_QUOTE, name, row),
        RowFault::End(end) => of_end(*end, name, row, text.encoding(), sink.packing),
    }
}

/// The error for a line of JSON.
pub(crate) fn of_line(fault: &LineFault, ndjson: &Ndjson, sink: &Sink<'_>) -> Error {
    let (name, row, columns) = (&**sink.name, sink.next_row(), &sink.columns);
    let of_column = |code: ErrorCode, column: usize| {
        let column = columns.get(column).cloned().unwrap_or_default();
        let place = Place::Data { file: name.to_owned(), column: Some(column.clone()), row: Some(row) };
        of_file(code, name).with("column", column).at(place)
    };
    match fault {
        LineFault::NoObject => at_row(faults::NO_OBJECT, name, row),
        LineFault::Nested(column) => of_column(faults::COLUMN_TYPE, *column).with("type", "list, object"),
        LineFault::Twice(column) => of_column(faults::COLUMN_TWICE, *column),
        LineFault::Mixed(column, before, found) => {
            let column = columns.get(*column).map_or("", String::as_str);
            mixed(column, Some(*before), Some(*found), name, row)
        }
        LineFault::End(end) => of_end(*end, name, row, ndjson.encoding(), sink.packing),
    }
}

/// The error for a field that is not on every line the same kind of value.
pub(crate) fn mixed(column: &str, before: Option<Class>, found: Option<Class>, name: &str, row: u64) -> Error {
    let word = |class: Option<Class>| class.map_or("", Class::word);
    let place = Place::Data { file: name.to_owned(), column: Some(column.to_owned()), row: Some(row) };
    let error = of_file(faults::MIXED_TYPES, name).with("column", column);
    error.with("before", word(before)).with("found", word(found)).at(place)
}

fn of_end(end: End, name: &str, row: u64, encoding: &str, packing: Packing) -> Error {
    match end {
        End::Undecodable => at_row(faults::NOT_TEXT, name, row).with("encoding", encoding),
        End::OpenQuote => at_row(faults::UNCLOSED_QUOTE, name, row),
        End::TooLong => at_row(faults::ROW_TOO_LONG, name, row),
        End::Unreadable(ErrorKind::NotFound | ErrorKind::PermissionDenied) => of_file(faults::FILE_UNREADABLE, name),
        End::Unreadable(_) if packing != Packing::None => of_file(faults::DAMAGED, name),
        End::Unreadable(_) | End::Whole => of_file(faults::FILE_UNREADABLE, name),
    }
}
