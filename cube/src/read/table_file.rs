//! One file of a table, in whatever format: its columns, its rows as batches, and what its bytes were. Each format's rows
//! come out alike; it refuses to know what they mean.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use polars::prelude::{DataType, IntoSeries, NewChunkedArray, Series, StringChunked};

use super::batch::{Batch, Origin};
use super::batch_reader::BatchReader;
use super::byte_source::{ByteSource, Stream};
use super::digest::{self, Fingerprint, Tally};
use super::files::Found;
use super::format::{Kind, Packing};
use super::json::Class;
use super::lengths::unpanicked;
use super::ndjson::Lines;
use super::open::{self, Content, Opened};
use super::sheet::Sheet;
use super::signs::Signs;
use super::source::Flow;
use super::sql::{class_of, class_of_type};
use super::text::{Rows, Text};
use super::{faults, table_file_faults};
use crate::error::{Error, Place, Result};
use crate::spec::CsvOptions;

/// Rows of a sheet in one batch.
const SLICE: usize = 1 << 16;

/// One file of a table.
#[derive(Debug)]
pub(crate) struct TableFile {
    name: Arc<str>,
    /// Columns that its folders hold.
    folders: BTreeMap<String, Option<String>>,
    supply: ByteSource,
    packing: Packing,
    kind: Kind,
    content: Content,
    /// What was read of its text so far.
    tally: Mutex<Option<Arc<Mutex<Tally>>>>,
}

/// What reading a file to its end tells.
#[derive(Debug)]
pub(crate) struct Read {
    /// How many rows it has.
    pub rows: u64,
    /// What its bytes were.
    pub fingerprint: Fingerprint,
    /// How its text is written, when that is not UTF-8 and nobody stated it.
    pub encoding: Option<&'static str>,
    /// Lines of notes behind its rows, which were passed over.
    pub notes: usize,
}

/// Gets each batch.
type Each<'a> = &'a mut dyn FnMut(&mut BatchReader, &Batch) -> Result<Flow>;

/// Where rows go.
struct Sink<'a> {
    name: &'a Arc<str>,
    folders: &'a BTreeMap<String, Option<String>>,
    wanted: &'a mut BatchReader,
    batch: &'a mut Batch,
    each: Each<'a>,
    rows: u64,
    /// Lines of notes behind the rows.
    notes: usize,
    /// The number of the first row, as a reader of the file counts.
    first: u64,
    stopped: bool,
}

impl TableFile {
    /// Finds its format and its columns; `twice` when it will be read more than once.
    pub(crate) fn open(file: Found, options: &CsvOptions, place: &Place, twice: bool) -> Result<Self> {
        let Opened { kind, packing, supply, content } = open::open(&file, options, place, twice)?;
        Ok(Self {
            name: file.name.into(),
            folders: file.folders,
            supply,
            packing,
            kind,
            content,
            tally: Mutex::new(None),
        })
    }

    /// Its name as people know it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether the folders of another file say the same of its rows.
    pub(crate) fn has_folders_of(&self, other: &Self) -> bool {
        self.folders == other.folders
    }

    /// Its format.
    pub(crate) const fn kind(&self) -> Kind {
        self.kind
    }

    /// How its numbers are written, where they are text.
    pub(crate) fn signs(&self) -> Option<Signs> {
        match &self.content {
            Content::Text(text) => Some(text.signs),
            Content::Sheet(sheet) => Some(sheet.signs),
            _ => None,
        }
    }

    /// The text, when it is one with separators.
    pub(crate) const fn text(&self) -> Option<&Text> {
        if let Content::Text(text) = &self.content { Some(text) } else { None }
    }

    /// The sheet, when it is one of a workbook.
    pub(crate) const fn sheet(&self) -> Option<&Sheet> {
        if let Content::Sheet(sheet) = &self.content { Some(sheet) } else { None }
    }

    /// Lines before its header, and how many of these hold something and nobody stated them.
    pub(crate) const fn before(&self) -> (usize, usize) {
        match &self.content {
            Content::Text(text) => (text.before, text.titles),
            Content::Sheet(sheet) => (sheet.before, sheet.titles),
            _ => (0, 0),
        }
    }

    /// Columns that have no name of their own.
    pub(crate) fn unnamed(&self) -> &[String] {
        match &self.content {
            Content::Text(text) => &text.unnamed,
            Content::Sheet(sheet) => &sheet.unnamed,
            _ => &[],
        }
    }

    /// The values of a column in its first rows, where these were looked at.
    pub(crate) fn sample(&self, column: &str) -> Option<Series> {
        match (&self.content, self.folders.get(column)) {
            (_, Some(value)) => Some(constant(column, value.as_deref(), 1)),
            (Content::Text(text), None) => text.sample(column),
            (Content::Sheet(sheet), None) => sheet.column(self.own_name(column)?, 0, sheet.rows),
            _ => None,
        }
    }

    /// Its columns, by name.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        let own = match &self.content {
            Content::Text(text) => &text.columns,
            Content::Ndjson(lines) => &lines.columns,
            Content::Parquet(parquet) => &parquet.columns,
            Content::Ipc(ipc) => &ipc.columns,
            Content::Sheet(sheet) => &sheet.columns,
        };
        own.iter().map(String::as_str).chain(self.folders.keys().map(String::as_str))
    }

    /// Whether it has a column of this name.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.own_name(column).is_some()
    }

    /// How it spells the name of a column: blanks around a name do not make another column.
    fn own_name(&self, column: &str) -> Option<&str> {
        let exact = self.columns().find(|name| *name == column);
        exact.or_else(|| self.columns().find(|name| name.trim() == column.trim()))
    }

    /// How many rows it has, when it says so itself.
    pub(crate) fn rows(&self) -> Option<u64> {
        match &self.content {
            Content::Text(_) | Content::Ndjson(_) => None,
            Content::Parquet(parquet) => Some(parquet.rows),
            Content::Ipc(ipc) => ipc.rows,
            Content::Sheet(sheet) => Some(sheet.rows as u64),
        }
    }

    /// What a column is: as the schema says, or as far as the first rows show. `missing` are tokens that are no values.
    pub(crate) fn class(&self, column: &str, missing: &[String]) -> Option<Class> {
        if let Some(value) = self.folders.get(column) {
            return class_of(&constant(column, value.as_deref(), 1), Signs::default(), missing);
        }
        let column = self.own_name(column)?;
        match &self.content {
            Content::Text(text) => class_of(&text.sample(column)?, text.signs, missing),
            Content::Ndjson(lines) => lines.class(column),
            Content::Parquet(parquet) => class_of_type(&parquet.dtype(column)?),
            Content::Ipc(ipc) => class_of_type(&ipc.dtype(column)?),
            Content::Sheet(sheet) => class_of(&sheet.column(column, 0, sheet.rows)?, sheet.signs, missing),
        }
    }

    /// How many of its bytes were read, and how many there are, when it is a file of text.
    pub(crate) fn bytes(&self) -> Option<(u64, u64)> {
        let tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let read = tally.as_ref().map(|tally| tally.lock().unwrap_or_else(PoisonError::into_inner).bytes());
        Some((read.unwrap_or(0), self.supply.size()?)).filter(|_| self.kind.is_text())
    }

    /// Forgets how far it was read.
    pub(crate) fn begin(&self) {
        *self.tally.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What the type of a column is called, when it is one that is not read.
    pub(crate) fn unsupported(&self, column: &str) -> Option<String> {
        if self.folders.contains_key(column) {
            return None;
        }
        let column = self.own_name(column)?;
        match &self.content {
            Content::Parquet(parquet) => parquet.unsupported(column),
            Content::Ipc(ipc) => ipc.unsupported(column),
            Content::Text(_) | Content::Ndjson(_) | Content::Sheet(_) => None,
        }
    }

    /// Whether the file has every column, once, and of a type that is read.
    pub(crate) fn check(&self, columns: &[String]) -> Result<()> {
        for column in columns {
            let often = match &self.content {
                Content::Text(text) if text.has_twice(column) => 2,
                _ => {
                    let own = self.own_name(column);
                    self.columns().filter(|name| Some(*name) == own).count()
                }
            };
            let code = match often {
                0 => faults::COLUMN_MISSING,
                1 => match self.unsupported(column) {
                    Some(kind) => return Err(faults::unsupported(column, &kind, &self.name)),
                    None => continue,
                },
                _ => faults::COLUMN_TWICE,
            };
            let place = Place::Data { file: self.name.to_string(), column: Some(column.clone()), row: None };
            let error = faults::of_file(code, &self.name).with("column", column.as_str());
            let error = error.with("near", "no").with("suggestion", "").with("below", "no").with("skip", 0);
            return Err(error.with("elsewhere", "no").with("other", "").at(place));
        }
        Ok(())
    }

    /// Reads the file to its end; `None` when `each` has learnt enough before.
    ///
    /// # Errors
    /// Those of the data and of `each`; and when the file is not what it was when it was found.
    pub(crate) fn read(
        &self,
        columns: &[String],
        wanted: &mut BatchReader,
        batch: &mut Batch,
        each: Each<'_>,
    ) -> Result<Option<Read>> {
        let first = match &self.content {
            Content::Text(_) | Content::Sheet(_) => self.before().0 as u64 + 2,
            _ => 1,
        };
        let (name, folders) = (&self.name, &self.folders);
        let mut sink = Sink { name, folders, wanted, batch, each, rows: 0, notes: 0, first, stopped: false };
        let own: Vec<String> = columns.iter().filter(|name| !self.folders.contains_key(*name)).cloned().collect();
        let read = self.read_into(&own, &mut sink);
        // A file that changes may look damaged, or like any other file.
        let cut = matches!(&read, Ok(Some(read)) if !self.supply.had(read.fingerprint.bytes));
        if cut || self.supply.changed() {
            return Err(faults::of_file(faults::CHANGED, &self.name));
        }
        read
    }

    fn read_into(&self, columns: &[String], sink: &mut Sink<'_>) -> Result<Option<Read>> {
        let told = match &self.content {
            Content::Text(text) => {
                let stream = self.stream()?;
                text.read(stream, columns, |rows| self.add_rows(text, columns, sink, &rows))?
            }
            Content::Ndjson(ndjson) => {
                let stream = self.stream()?;
                let mut classes = vec![None; columns.len()];
                ndjson.read(stream, &self.own_names(columns), |lines| {
                    self.add_lines(columns, &mut classes, sink, &lines)
                })?
            }
            Content::Parquet(_) | Content::Ipc(_) | Content::Sheet(_) => return self.read_binary(columns, sink),
        };
        match told {
            Some(told) => {
                let encoding = told.encoding.map(encoding_rs::Encoding::name);
                // What was kept of a pipe is unpacked; the digest is of what came.
                let fingerprint = match &self.supply {
                    ByteSource::Kept(_, fingerprint) => fingerprint.clone(),
                    _ => told.fingerprint,
                };
                Ok(Some(Read { rows: sink.rows, fingerprint, encoding, notes: sink.notes }))
            }
            None if sink.stopped => Ok(None),
            None => Err(self.damaged()),
        }
    }

    fn read_binary(&self, columns: &[String], sink: &mut Sink<'_>) -> Result<Option<Read>> {
        let digesting = match &self.supply {
            ByteSource::File(path, _) => {
                let path = path.clone();
                Ok(thread::spawn(move || digest::of_file(&path).ok()))
            }
            ByteSource::Kept(_, fingerprint) => Err(fingerprint.clone()),
            ByteSource::Pipe(_) => return Err(self.damaged()),
        };
        let mut file = self.supply.open().map_err(|error| faults::of_io(&error, &self.name))?;
        match &self.content {
            Content::Parquet(parquet) => {
                let names = self.own_names(columns);
                let own = |name: &str| names.get(columns.iter().position(|column| column == name)?).cloned();
                for at in 0..parquet.groups() {
                    let group = parquet.group(&mut file, at, &names).map_err(|_| self.damaged())?;
                    for rows in group.slices() {
                        if sink.add(rows.len(), &|name| group.column(&own(name)?, &rows))? == Flow::Stop {
                            return Ok(None);
                        }
                    }
                }
            }
            Content::Ipc(ipc) => {
                let names = self.own_names(columns);
                let own = |name: &str| names.get(columns.iter().position(|column| column == name)?).cloned();
                let batches = unpanicked(|| ipc.batches(file, &names).ok());
                let mut batches = batches.ok_or_else(|| self.damaged())?;
                // The outer `None` is the library's, the inner one the end.
                while let Some(rows) = unpanicked(|| Some(batches.next())).ok_or_else(|| self.damaged())? {
                    let rows = rows.map_err(|_| self.damaged())?;
                    if sink.add(rows.len(), &|name| rows.column(&own(name)?))? == Flow::Stop {
                        return Ok(None);
                    }
                }
            }
            Content::Sheet(sheet) => {
                for from in (0..sheet.rows).step_by(SLICE) {
                    let rows = SLICE.min(sheet.rows - from);
                    let column = |name: &str| sheet.column(self.own_name(name)?, from, rows);
                    if sink.add(rows, &column)? == Flow::Stop {
                        return Ok(None);
                    }
                }
                sink.notes = sheet.notes;
            }
            Content::Text(_) | Content::Ndjson(_) => {}
        }
        let fingerprint = match digesting {
            Err(known) => Some(known),
            Ok(digesting) => digesting.join().ok().flatten(),
        };
        let fingerprint = fingerprint.ok_or_else(|| faults::of_file(faults::FILE_UNREADABLE, &self.name))?;
        Ok(Some(Read { rows: sink.rows, fingerprint, encoding: None, notes: sink.notes }))
    }

    /// Columns as the file spells them.
    fn own_names(&self, columns: &[String]) -> Vec<String> {
        columns.iter().map(|column| self.own_name(column).unwrap_or(column).to_owned()).collect()
    }

    fn add_rows(&self, text: &Text, columns: &[String], sink: &mut Sink<'_>, rows: &Rows) -> Result<Flow> {
        let flow = sink.add_columns(rows.len, columns, &rows.columns)?;
        sink.notes += rows.notes;
        match &rows.fault {
            Some(fault) => Err(table_file_faults::of_row(fault, text, &self.name, sink.next_row(), self.packing)),
            None => Ok(flow),
        }
    }

    fn add_lines(
        &self,
        columns: &[String],
        classes: &mut [Option<Class>],
        sink: &mut Sink<'_>,
        lines: &Lines,
    ) -> Result<Flow> {
        let Content::Ndjson(ndjson) = &self.content else { return Err(self.damaged()) };
        let known = classes.iter_mut().zip(&lines.classes).zip(columns);
        for ((before, found), column) in
            known.filter_map(|((before, found), column)| Some(((before, (*found)?), column)))
        {
            let (class, row) = found;
            if *before.get_or_insert(class) != class {
                let at = sink.next_row() + row as u64;
                return Err(table_file_faults::mixed(column, *before, Some(class), &self.name, at));
            }
        }
        let flow = sink.add_columns(lines.len, columns, &lines.columns)?;
        match &lines.fault {
            Some(fault) => {
                let at = sink.next_row();
                Err(table_file_faults::of_line(fault, ndjson, columns, &self.name, at, self.packing))
            }
            None => Ok(flow),
        }
    }

    fn stream(&self) -> Result<Stream> {
        let stream = self.supply.stream().map_err(|error| faults::of_io(&error, &self.name))?;
        *self.tally.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&stream.tally));
        Ok(stream)
    }

    fn damaged(&self) -> Error {
        faults::of_file(faults::DAMAGED, &self.name)
    }
}

impl Sink<'_> {
    /// The number of the row behind those that were added.
    const fn next_row(&self) -> u64 {
        self.first + self.rows
    }

    fn add_columns(&mut self, rows: usize, names: &[String], columns: &[Series]) -> Result<Flow> {
        let column = |name: &str| columns.get(names.iter().position(|known| known == name)?).cloned();
        self.add(rows, &column)
    }

    /// Adds rows, of which `column` gives the columns that the file itself has.
    fn add(&mut self, rows: usize, column: &(dyn Fn(&str) -> Option<Series> + Sync)) -> Result<Flow> {
        if rows == 0 {
            return Ok(Flow::On);
        }
        let origin = Origin { file: Arc::clone(self.name), first_row: self.next_row() };
        self.wanted.read(rows, origin, self.batch, &|name| match self.folders.get(name) {
            Some(value) => Some(constant(name, value.as_deref(), rows)),
            None => column(name),
        })?;
        self.rows += rows as u64;
        let flow = (self.each)(self.wanted, self.batch)?;
        self.stopped |= flow == Flow::Stop;
        Ok(flow)
    }
}

/// A column with one value.
fn constant(name: &str, value: Option<&str>, rows: usize) -> Series {
    match value {
        Some(value) => StringChunked::from_iter_values(name.into(), std::iter::repeat_n(value, rows)).into_series(),
        None => Series::full_null(name.into(), rows, &DataType::String),
    }
}
