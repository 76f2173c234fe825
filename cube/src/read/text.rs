//! Text with separators: the header, and blocks of records as columns of text. Columns that nobody asked for are passed
//! over field by field and never decoded.

use std::borrow::Cow;
use std::io;

use encoding_rs::Encoding;
use polars::prelude::Series;

use super::blocks::{self, Block, End, Told};
use super::byte_source::Stream;
use super::encoding::Decoder;
use super::format::{Format, Header, Open, Table, TextTable};
use super::json::Class;
use super::signs::Signs;
use super::sql::class_of;
use super::table_file::Sink;
use super::table_file_faults::of_row;
use super::text_column::{TextBuilder, TextColumn, TextColumns};
use super::{csv, fields, head};
use crate::error::Result;
use crate::spec::CsvOptions;

/// Bytes looked at to find how text is written.
const SAMPLE: usize = 1 << 16;
/// Letters looked at to find out whether this is text at all.
const BINARY: usize = 8_000;
/// A header may be longer than the sample, up to this.
const LONGEST_HEADER: usize = 1 << 22;

/// A text whose header was read.
#[derive(Debug)]
pub(crate) struct Text {
    /// The names of its columns, in order, without blanks around them.
    pub columns: Vec<String>,
    /// Columns without a name of their own.
    pub unnamed: Vec<String>,
    /// Between fields.
    pub separator: u8,
    /// Whether the text itself names its separator.
    pub says_separator: bool,
    /// How its numbers are written, as far as its beginning shows.
    pub signs: Signs,
    /// Lines before the header.
    pub before: usize,
    /// How many of these nobody stated.
    pub titles: usize,
    /// Lines before the first record that is as wide as most, when that is not the header.
    pub likely: Option<usize>,
    /// The header with the end of its line, where nothing stands before it.
    header: Option<String>,
    /// What the encoding was found from.
    start: Vec<u8>,
    encoding: Option<&'static Encoding>,
}

/// Rows of some columns.
#[derive(Debug)]
pub(crate) struct Rows {
    /// The columns, in the order in which they were asked for.
    pub columns: Vec<TextColumn>,
    /// How many rows.
    pub len: usize,
    /// How many lines of notes stand behind the last of them.
    pub notes: usize,
    /// What is wrong behind the last of them.
    pub fault: Option<RowFault>,
}

/// What can be wrong with one record, or what stands in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowFault {
    /// More fields than the header has.
    TooMany(usize),
    /// A quote that is not closed.
    OpenQuote,
    /// Of the text and not of a record.
    End(End),
}

/// Why a text cannot be read at all.
#[derive(Debug)]
pub(crate) enum Unreadable {
    /// Nothing but blanks.
    Empty,
    /// The header is no text, or has no end.
    Header(RowFault),
    /// The system refused.
    Io(io::Error),
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Text with a header, and a separator between fields.
pub(crate) const FORMAT: Format = Format {
    id: "csv",
    begins: &[],
    endings: &["csv", "tsv", "txt"],
    open: Open::Text(|stream, options, before| {
        Text::open(stream, options, before).map(|(table, rest)| (Box::new(table) as Box<dyn TextTable>, rest))
    }),
};

impl Table for Text {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn class(&self, column: &str, missing: &[String]) -> Option<Class> {
        class_of(&self.sample(column)?, self.signs, missing)
    }

    fn sample(&self, column: &str) -> Option<Series> {
        let mut text = decoded(&self.start, self.encoding).ok()?;
        if self.start.len() >= SAMPLE {
            text.truncate(fields::whole(text.as_bytes(), self.separator).end);
        }
        let place = self.place(column);
        let places: Vec<Option<usize>> = (0..self.columns.len()).map(|at| (Some(at) == place).then_some(0)).collect();
        let block = Block { text, first: true, end: None };
        self.parse(&block, &places, &[column.to_owned()]).columns.pop().map(|column| column.values())
    }

    fn has_twice(&self, column: &str) -> bool {
        self.columns.iter().filter(|name| *name == column.trim()).count() > 1
    }

    fn as_text(&self) -> Option<&Text> {
        Some(self)
    }

    fn header(&self) -> Option<Header<'_>> {
        // A comma is what the name of the format promises.
        let separator = match self.separator {
            b';' => Some("semicolon"),
            b'\t' => Some("tab"),
            b'|' => Some("bar"),
            _ => None,
        };
        let Self { before, titles, unnamed, signs, .. } = self;
        let separator = separator.filter(|_| !self.says_separator);
        Some(Header {
            before: *before,
            titles: *titles,
            unnamed,
            signs: *signs,
            separator,
            likely: self.likely,
            chosen_sheet: None,
        })
    }
}

impl TextTable for Text {
    fn read(&self, stream: Stream, sink: &mut Sink<'_>) -> Result<Option<Told>> {
        let decoder = Decoder::new(&self.start, self.encoding);
        let own = sink.own.clone();
        let mut places = vec![None; self.columns.len()];
        for (at, column) in own.iter().enumerate() {
            if let Some(place) = self.place(column) {
                places[place] = Some(at);
            }
        }
        let whole = |text: &[u8]| fields::whole(text, self.separator);
        let parse = |block: &Block| self.parse(block, &places, &own);
        blocks::read((stream, decoder), &whole, parse, |rows: Rows| {
            let columns = TextColumns { names: &own, columns: &rows.columns };
            let flow = sink.add(rows.len, &columns)?;
            sink.notes += rows.notes;
            rows.fault.as_ref().map_or(Ok(flow), |fault| Err(of_row(fault, self, sink)))
        })
    }
}

impl Text {
    /// Reads the header and looks at the first records. A text that begins with the header of one `before` it in the same
    /// table is written as that one is, which saves looking for how.
    pub(crate) fn open(
        stream: Stream,
        options: &CsvOptions,
        before: Option<&Self>,
    ) -> Result<(Self, Stream), Unreadable> {
        let (mut start, mut stream) = stream.start(SAMPLE)?;
        let mut text = decoded(&start, options.encoding)?;
        if !text.trim_end_matches(['\r', '\n']).contains('\n') && start.len() == SAMPLE {
            (start, stream) = stream.start(LONGEST_HEADER)?;
            text = decoded(&start, options.encoding)?;
        }
        let whole = start.len() < SAMPLE;
        if text.trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        // As git tells a binary file: no text has such a letter, in whatever encoding.
        if text.chars().take(BINARY).any(|letter| letter == '\0') {
            return Err(Unreadable::Header(RowFault::End(End::Undecodable)));
        }
        let text = text.as_str();
        let known = before.and_then(|before| Some((before, before.header.as_deref()?)));
        if let Some((before, header)) = known.filter(|(_, header)| text.starts_with(header)) {
            let opened = Self {
                columns: before.columns.clone(),
                unnamed: before.unnamed.clone(),
                separator: before.separator,
                says_separator: false,
                signs: signs(text, whole, header.len(), before.separator, options),
                before: 0,
                titles: 0,
                likely: None,
                header: before.header.clone(),
                start,
                encoding: options.encoding,
            };
            return Ok((opened, stream));
        }
        let given = options.separator.and_then(|separator| u8::try_from(separator).ok());
        let blank = |from: usize| from + text[from..].len() - text[from..].trim_start_matches(['\r', '\n']).len();
        let said = head::stated_separator(&text[blank(0)..]).filter(|_| options.skip.is_none());
        let mut at = match options.skip {
            Some(lines) => head::behind_lines(text, lines),
            None => blank(0) + said.map_or(0, |(_, line)| line),
        };
        at = blank(at);
        if text[at..].trim().is_empty() {
            return Err(Unreadable::Empty);
        }
        let separator =
            given.or(said.map(|(separator, _)| separator)).unwrap_or_else(|| csv::separator(&text[at..], whole));
        let lines = |text: &str| text.matches('\n').count();
        let mut titles = 0;
        if let (Some(behind), None) = (head::begin(&text[at..], separator), options.skip) {
            titles = text[at..at + behind].lines().filter(|line| !line.trim().is_empty()).count();
            at += behind;
        }
        let (before, begin) = (lines(&text[..at]), at);
        let likely = head::likely(&text[at..], separator).map(|likely| before + likely);
        let mut columns = Vec::new();
        loop {
            let field = fields::field(text, at, separator).ok_or(Unreadable::Header(RowFault::OpenQuote))?;
            columns.push(field.value.trim().to_owned());
            at = field.next;
            if field.last {
                break;
            }
        }
        let unnamed = head::name_the_unnamed(&mut columns);
        let signs = signs(text, whole, at, separator, options);
        let says_separator = said.is_some();
        // At its end too, or the last name could go on in another file.
        let header = (begin == 0 && text[..at].ends_with('\n')).then(|| text[..at].to_owned());
        let opened = Self {
            columns,
            unnamed,
            separator,
            says_separator,
            signs,
            before,
            titles,
            likely,
            header,
            start,
            encoding: options.encoding,
        };
        Ok((opened, stream))
    }

    /// The place of a column; blanks around names do not tell two apart.
    fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| name == column.trim())
    }

    /// How it is written, as far as its beginning shows.
    pub(crate) fn encoding(&self) -> &'static str {
        Decoder::new(&self.start, self.encoding).encoding().name()
    }

    /// How many columns there are.
    pub(crate) const fn width(&self) -> usize {
        self.columns.len()
    }

    /// Takes a block apart. `places` says for each field of a record whether, and as which column, it is wanted.
    fn parse(&self, block: &Block, places: &[Option<usize>], names: &[String]) -> Rows {
        let whole = block.text.as_str();
        let from = if block.first { head::behind_lines(whole, self.before) } else { 0 };
        let (mut text, mut notes) = (whole, 0);
        if block.end == Some(End::Whole)
            && let Some((end, records)) = head::notes(whole, from, self.separator, self.columns.len())
        {
            (text, notes) = (&whole[..end], records);
        }
        // A guess at the rows: a record has a field and a separator for every column, so all of them together keep to the text's size.
        let rows = text.len() / 64.max(2 * names.len());
        let mut columns: Vec<TextBuilder> = names.iter().map(|name| TextBuilder::new(name, rows)).collect();
        let (mut at, mut len, mut skipping) = (from, 0, block.first);
        let mut values: Vec<Option<Cow<'_, str>>> = vec![None; names.len()];
        let mut fault = None;
        while at < text.len() {
            if let Some(next) = fields::blank(text, at).filter(|_| self.columns.len() > 1 || skipping) {
                at = next;
                continue;
            }
            match self.record(text, at, places, &mut values) {
                Ok(next) => at = next,
                Err(found) => {
                    fault = Some(found);
                    break;
                }
            }
            if std::mem::take(&mut skipping) {
                values.fill(None);
                continue;
            }
            len += 1;
            for (column, value) in columns.iter_mut().zip(&mut values) {
                column.push(value.take());
            }
        }
        let fault = fault.or_else(|| block.end.filter(|end| *end != End::Whole).map(RowFault::End));
        let columns = columns.into_iter().map(TextBuilder::finish).collect();
        Rows { columns, len, notes, fault }
    }

    /// Reads the wanted values of one record. Returns where the next one begins.
    fn record<'a>(
        &self,
        text: &'a str,
        mut at: usize,
        places: &[Option<usize>],
        values: &mut [Option<Cow<'a, str>>],
    ) -> Result<usize, RowFault> {
        let mut count = 0;
        loop {
            let last;
            if let Some(Some(place)) = places.get(count) {
                let field = fields::field(text, at, self.separator).ok_or(RowFault::OpenQuote)?;
                values[*place] = Some(field.value).filter(|value| field.quoted || !value.is_empty());
                (at, last) = (field.next, field.last);
            } else {
                (at, last) = fields::skip(text, at, self.separator).ok_or(RowFault::OpenQuote)?;
            }
            count += 1;
            if last {
                return if count > self.columns.len() { Err(RowFault::TooMany(count)) } else { Ok(at) };
            }
        }
    }
}

/// How numbers are written behind the header of a text, which ends at `at`.
fn signs(text: &str, whole: bool, at: usize, separator: u8, options: &CsvOptions) -> Signs {
    // What the sample cuts off could look like another number.
    let end = if whole { text.len() } else { fields::whole(text.as_bytes(), separator).end.max(at) };
    Signs::of(options.decimal, options.thousands, Fields { text: &text[..end], at, separator })
}

/// The fields of a text, one after the other.
struct Fields<'t> {
    text: &'t str,
    at: usize,
    separator: u8,
}

impl<'t> Iterator for Fields<'t> {
    type Item = Cow<'t, str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.text.len() {
            return None;
        }
        let field = fields::field(self.text, self.at, self.separator)?;
        self.at = field.next;
        Some(field.value)
    }
}

/// The text of a beginning, which may end within a letter, as far as it can be decoded.
fn decoded(start: &[u8], encoding: Option<&'static Encoding>) -> Result<String, Unreadable> {
    let mut text = String::new();
    match Decoder::new(start, encoding).decode(start, false, &mut text) {
        Err(_) if !text.contains('\n') => Err(Unreadable::Header(RowFault::End(End::Undecodable))),
        // Reading will come to the same bytes and name their row.
        _ => Ok(text),
    }
}
