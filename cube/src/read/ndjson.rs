//! JSON objects, one a line or all in one list, as columns. A field that a line lacks is null; keys that nobody asked for are passed over. It
//! refuses to guess: a field is text, a number or a yes/no on every line, or an error.

use std::collections::HashSet;

use encoding_rs::Encoding;
use memchr::{memchr, memrchr};
use polars::prelude::Series;
use serde::Deserializer;

use super::blocks::{self, Block, End, Told};
use super::byte_source::Stream;
use super::encoding::Decoder;
use super::fields::Whole;
use super::format::{Format, Open, Table, TextTable};
use super::json::{Class, Names, Object, Scalar, series};
use super::source::Flow;
use super::table_file::Sink;
use super::table_file_faults::{mixed, of_line};
use super::text::Unreadable;
use crate::error::Result;

/// Bytes looked at to learn the names of fields.
const SAMPLE: usize = 1 << 22;

/// A text whose first lines were read.
#[derive(Debug)]
pub(crate) struct Ndjson {
    /// The names that occur in the first lines, in the order in which they do.
    pub columns: Vec<String>,
    /// Whether the objects stand in one list.
    list: bool,
    start: Vec<u8>,
    encoding: Option<&'static Encoding>,
}

/// Rows of some fields.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The fields, in the order in which they were asked for.
    pub columns: Vec<Series>,
    /// What each of them is, as far as it has values, and the row that showed it first.
    pub classes: Vec<Option<(Class, usize)>>,
    /// How many rows.
    pub len: usize,
    /// What is wrong with the row behind the last of them.
    pub fault: Option<LineFault>,
}

/// What can be wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineFault {
    /// Not one JSON object.
    NoObject,
    /// This column is a list or an object.
    Nested(usize),
    /// This column has two values.
    Twice(usize),
    /// This column is of another class than before.
    Mixed(usize, Class, Class),
    /// Of the text and not of a line.
    End(End),
}

impl Ndjson {
    /// Learns the names of fields from the first lines.
    pub(crate) fn open(stream: Stream, encoding: Option<&'static Encoding>) -> Result<(Self, Stream), Unreadable> {
        let (start, stream) = stream.start(SAMPLE)?;
        let mut text = String::new();
        // Reading will come to bytes that are no text and name their row.
        let _ = Decoder::new(&start, encoding).decode(&start, false, &mut text);
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let (mut columns, mut known) = (Vec::new(), HashSet::new());
        let list = text.trim_start().starts_with('[');
        let mut rest = text.as_str();
        while let Some((object, behind)) = next(rest, list) {
            rest = behind;
            // The last one may be cut off, and a fault will be found again.
            let _ = serde_json::Deserializer::from_str(object)
                .deserialize_map(Names { order: &mut columns, known: &mut known });
        }
        Ok((Self { columns, list, start, encoding }, stream))
    }

    /// How it is written, as far as its beginning shows.
    pub(crate) fn encoding(&self) -> &'static str {
        Decoder::new(&self.start, self.encoding).encoding().name()
    }
}

/// One JSON object a line, or a list of them.
pub(crate) const FORMAT: Format = Format {
    id: "json",
    begins: &[b"{", b"["],
    endings: &["ndjson", "jsonl"],
    open: Open::Text(|stream, options, _| {
        Ndjson::open(stream, options.encoding).map(|(table, rest)| (Box::new(table) as Box<dyn TextTable>, rest))
    }),
};

impl Table for Ndjson {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    /// As far as its first values show.
    fn class(&self, column: &str, _: &[String]) -> Option<Class> {
        let mut text = String::new();
        // Reading will come to bytes that are no text and name their row.
        let _ = Decoder::new(&self.start, self.encoding).decode(&self.start, false, &mut text);
        let lines = parse(&Block { text, first: true, end: None }, &[column.to_owned()], self.list);
        lines.classes.first().copied().flatten().map(|(class, _)| class)
    }
}

impl TextTable for Ndjson {
    fn read(&self, stream: Stream, sink: &mut Sink<'_>) -> Result<Option<Told>> {
        let decoder = Decoder::new(&self.start, self.encoding);
        let whole = |text: &[u8]| {
            let end = if self.list { behind_objects(text) } else { memrchr(b'\n', text).map_or(0, |end| end + 1) };
            Whole { end, open: false }
        };
        let own = sink.own.clone();
        let mut classes = vec![None; own.len()];
        let parse = |block: &Block| parse(block, &own, self.list);
        blocks::read((stream, decoder), &whole, parse, |lines| self.add(&lines, &mut classes, sink))
    }
}

impl Ndjson {
    /// Hands on lines whose fields are of the classes that those before had.
    fn add(&self, lines: &Lines, classes: &mut [Option<Class>], sink: &mut Sink<'_>) -> Result<Flow> {
        let found = classes.iter_mut().zip(&lines.classes).zip(&sink.columns);
        for ((before, found), column) in found {
            let Some((class, row)) = *found else { continue };
            if *before.get_or_insert(class) != class {
                let at = sink.next_row() + row as u64;
                return Err(mixed(column, *before, Some(class), sink.name, at));
            }
        }
        let flow = sink.add_columns(lines.len, &lines.columns)?;
        match &lines.fault {
            Some(fault) => Err(of_line(fault, self, sink)),
            None => Ok(flow),
        }
    }
}

/// The next object, or what stands in its place, and the text behind it; `None` where nothing but the list's own signs is
/// left.
fn next(text: &str, list: bool) -> Option<(&str, &str)> {
    if !list {
        let end = memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1);
        return (!text.is_empty()).then(|| text.split_at(end));
    }
    let text = text.trim_start_matches(|sign: char| sign.is_whitespace() || ['[', ']', ','].contains(&sign));
    if text.is_empty() {
        return None;
    }
    // What is no object reaches as far as the next comma, to be refused; one that does not end reaches to the end.
    let end = if text.starts_with('{') { object_end(text.as_bytes()) } else { text.find([',', ']']) };
    Some(text.split_at(end.unwrap_or(text.len())))
}

/// Where the object that a text begins with ends.
fn object_end(text: &[u8]) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the last whole object of a list's text ends.
fn behind_objects(text: &[u8]) -> usize {
    let mut end = 0;
    while let Some(begin) = memchr(b'{', &text[end..]) {
        match object_end(&text[end + begin..]) {
            Some(length) => end += begin + length,
            None => break,
        }
    }
    end
}

fn parse(block: &Block, names: &[String], list: bool) -> Lines {
    let mut columns: Vec<Vec<Scalar<'_>>> = vec![Vec::new(); names.len()];
    let mut classes = vec![None; names.len()];
    let (mut len, mut fault) = (0, None);
    let mut row = vec![Scalar::Null; names.len()];
    let mut rest = block.text.as_str();
    while let Some((line, behind)) = next(rest, list).filter(|_| fault.is_none()) {
        rest = behind;
        if line.trim().is_empty() {
            continue;
        }
        row.fill(Scalar::Null);
        fault = object(line, names, &mut row).or_else(|| differs(&row, &mut classes, len));
        if fault.is_none() {
            len += 1;
            columns.iter_mut().zip(&mut row).for_each(|(column, value)| column.push(std::mem::take(value)));
        }
    }
    // A list that does not end was cut off.
    let open = list && block.end == Some(End::Whole) && !block.text.trim_end().ends_with(']');
    let fault = fault.or_else(|| open.then_some(LineFault::NoObject));
    let fault = fault.or_else(|| block.end.filter(|end| *end != End::Whole).map(LineFault::End));
    let columns = columns.into_iter().zip(names).zip(&classes);
    let columns = columns.map(|((values, name), class)| series(name, &values, class.map(|(class, _)| class))).collect();
    Lines { columns, classes, len, fault }
}

/// Reads one line.
fn object<'a>(line: &'a str, names: &[String], row: &mut [Scalar<'a>]) -> Option<LineFault> {
    let mut twice = None;
    let mut reader = serde_json::Deserializer::from_str(line);
    let read = reader.deserialize_map(Object { names, row, twice: &mut twice }).and_then(|()| reader.end());
    match (read, twice) {
        (Err(_), _) => Some(LineFault::NoObject),
        (Ok(()), Some(column)) => Some(LineFault::Twice(column)),
        _ => row.iter().position(|value| *value == Scalar::Nested).map(LineFault::Nested),
    }
}

/// The first column whose value is of another class than in the rows before.
fn differs(row: &[Scalar<'_>], classes: &mut [Option<(Class, usize)>], at: usize) -> Option<LineFault> {
    for (column, (value, class)) in row.iter().zip(classes).enumerate() {
        if let Some(found) = value.class() {
            let (before, _) = *class.get_or_insert((found, at));
            if before != found {
                return Some(LineFault::Mixed(column, before, found));
            }
        }
    }
    None
}
