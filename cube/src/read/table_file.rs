//! One file of a table, in whatever format: its columns, its rows as batches, and what its bytes were. Each format's rows
//! come out alike; it refuses to know what they mean.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use polars::prelude::{DataType, IntoSeries, NewChunkedArray, Series, StringChunked};

use super::batch::{Batch, Origin};
use super::batch_reader::BatchReader;
use super::byte_source::{ByteSource, Stream};
use super::columns::Columns;
use super::digest::{self, Fingerprint, Tally};
use super::faults;
use super::files::Found;
use super::format::{BinaryTable, Format, Header, Packing};
use super::json::Class;
use super::open::{self, Content, Opened};
use super::signs::Signs;
use super::source::Flow;
use super::sql::class_of;
use crate::error::{Error, Place, Result};
use crate::spec::CsvOptions;

/// One file of a table.
#[derive(Debug)]
pub(crate) struct TableFile {
    name: Arc<str>,
    /// Columns that its folders hold.
    folders: BTreeMap<String, Option<String>>,
    supply: ByteSource,
    packing: Packing,
    format: &'static Format,
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

/// Where the rows of a file go.
pub(crate) struct Sink<'a> {
    /// The file, as people name it.
    pub name: &'a Arc<str>,
    /// How it is compressed as a whole.
    pub packing: Packing,
    /// The columns wanted of it, as the plan spells them.
    pub columns: Vec<String>,
    /// The same as the file spells them.
    pub own: Vec<String>,
    folders: &'a BTreeMap<String, Option<String>>,
    wanted: &'a mut BatchReader,
    batch: &'a mut Batch,
    each: Each<'a>,
    rows: u64,
    /// Lines of notes behind the rows.
    pub notes: usize,
    /// The number of the first row, as a reader of the file counts.
    first: u64,
    stopped: bool,
}

impl TableFile {
    /// Finds its format and its columns; `twice` when it will be read more than once, `before` the file before it in
    /// the same table.
    pub(crate) fn open(
        file: Found,
        options: &CsvOptions,
        place: &Place,
        twice: bool,
        before: Option<&Self>,
    ) -> Result<Self> {
        let before = before.and_then(|before| before.content.table().as_text());
        let Opened { format, packing, supply, content } = open::open(&file, options, place, twice, before)?;
        Ok(Self {
            name: file.name.into(),
            folders: file.folders,
            supply,
            packing,
            format,
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
    pub(crate) const fn format(&self) -> &'static Format {
        self.format
    }

    /// What stands above its rows, where people write that.
    pub(crate) fn header(&self) -> Option<Header<'_>> {
        self.content.table().header()
    }

    /// The values of a column in its first rows, where these were looked at.
    pub(crate) fn sample(&self, column: &str) -> Option<Series> {
        match self.folders.get(column) {
            Some(value) => Some(constant(column, value.as_deref(), 1)),
            None => self.content.table().sample(self.own_name(column)?),
        }
    }

    /// Its columns, by name.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        let own = self.content.table().columns();
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
        self.content.table().rows()
    }

    /// What a column is: as the schema says, or as far as the first rows show. `missing` are tokens that are no values.
    pub(crate) fn class(&self, column: &str, missing: &[String]) -> Option<Class> {
        if let Some(value) = self.folders.get(column) {
            return class_of(&constant(column, value.as_deref(), 1), Signs::default(), missing);
        }
        self.content.table().class(self.own_name(column)?, missing)
    }

    /// How many of its bytes were read, and how many there are, when it is a file of text.
    pub(crate) fn bytes(&self) -> Option<(u64, u64)> {
        let tally = self.tally.lock().unwrap_or_else(PoisonError::into_inner);
        let read = tally.as_ref().map(|tally| tally.lock().unwrap_or_else(PoisonError::into_inner).bytes());
        Some((read.unwrap_or(0), self.supply.size()?)).filter(|_| self.format.is_text())
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
        self.content.table().unsupported(self.own_name(column)?)
    }

    /// Whether the file has every column, once, and of a type that is read.
    pub(crate) fn check(&self, columns: &[String]) -> Result<()> {
        for column in columns {
            let own = self.own_name(column);
            let twice = self.content.table().has_twice(column);
            let often = if twice { 2 } else { self.columns().filter(|name| Some(*name) == own).count() };
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
        let first = self.header().map_or(1, |header| header.before as u64 + 2);
        let (name, folders) = (&self.name, &self.folders);
        let columns: Vec<String> = columns.iter().filter(|name| !folders.contains_key(*name)).cloned().collect();
        let own = columns.iter().map(|column| self.own_name(column).unwrap_or(column).to_owned()).collect();
        let packing = self.packing;
        let mut sink = Sink {
            name,
            folders,
            packing,
            columns,
            own,
            wanted,
            batch,
            each,
            rows: 0,
            notes: 0,
            first,
            stopped: false,
        };
        let read = self.read_into(&mut sink);
        // A file that changes may look damaged, or like any other file.
        let cut = matches!(&read, Ok(Some(read)) if !self.supply.had(read.fingerprint.bytes));
        if cut || self.supply.changed() {
            return Err(faults::of_file(faults::CHANGED, &self.name));
        }
        read
    }

    fn read_into(&self, sink: &mut Sink<'_>) -> Result<Option<Read>> {
        let table = match &self.content {
            Content::Text(table) => table,
            Content::Binary(table) => return self.read_binary(table.as_ref(), sink),
        };
        match table.read(self.stream()?, sink)? {
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
            None => Err(sink.damaged()),
        }
    }

    fn read_binary(&self, table: &dyn BinaryTable, sink: &mut Sink<'_>) -> Result<Option<Read>> {
        let digesting = match &self.supply {
            ByteSource::File(path, _) => {
                let path = path.clone();
                Ok(thread::spawn(move || digest::of_file(&path).ok()))
            }
            ByteSource::Kept(_, fingerprint) => Err(fingerprint.clone()),
            ByteSource::Pipe(_) => return Err(sink.damaged()),
        };
        let file = self.supply.open().map_err(|error| faults::of_io(&error, &self.name))?;
        if table.read(file, sink)? == Flow::Stop {
            return Ok(None);
        }
        let fingerprint = match digesting {
            Err(known) => Some(known),
            Ok(digesting) => digesting.join().ok().flatten(),
        };
        let fingerprint = fingerprint.ok_or_else(|| faults::of_file(faults::FILE_UNREADABLE, &self.name))?;
        Ok(Some(Read { rows: sink.rows, fingerprint, encoding: None, notes: sink.notes }))
    }

    fn stream(&self) -> Result<Stream> {
        let stream = self.supply.stream().map_err(|error| faults::of_io(&error, &self.name))?;
        *self.tally.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&stream.tally));
        Ok(stream)
    }
}

impl Sink<'_> {
    /// The number of the row behind those that were added.
    pub(super) const fn next_row(&self) -> u64 {
        self.first + self.rows
    }

    /// Adds rows, whose columns stand in the order of `own`.
    pub(super) fn add_columns(&mut self, rows: usize, columns: &[Series]) -> Result<Flow> {
        let own = self.own.clone();
        self.add(rows, &|name: &str| columns.get(own.iter().position(|known| known == name)?).cloned())
    }

    /// The error for a file that is not what it should be.
    pub(super) fn damaged(&self) -> Error {
        faults::of_file(faults::DAMAGED, self.name)
    }

    /// Adds rows with these columns, which are named as the file spells them.
    pub(super) fn add(&mut self, rows: usize, columns: &dyn Columns) -> Result<Flow> {
        if rows == 0 {
            return Ok(Flow::On);
        }
        let origin = Origin { file: Arc::clone(self.name), first_row: self.next_row() };
        let named = Named { folders: self.folders, columns: &self.columns, own: &self.own, rows, file: columns };
        self.wanted.read(rows, origin, self.batch, &named)?;
        self.rows += rows as u64;
        let flow = (self.each)(self.wanted, self.batch)?;
        self.stopped |= flow == Flow::Stop;
        Ok(flow)
    }
}

/// The columns of some rows, named as the plan spells them.
struct Named<'a> {
    folders: &'a BTreeMap<String, Option<String>>,
    columns: &'a [String],
    own: &'a [String],
    rows: usize,
    file: &'a dyn Columns,
}

impl Named<'_> {
    /// How the file spells the name of a column.
    fn own_name(&self, name: &str) -> Option<&str> {
        self.own.get(self.columns.iter().position(|known| known == name)?).map(String::as_str)
    }
}

impl Columns for Named<'_> {
    fn values(&self, name: &str) -> Option<Series> {
        match self.folders.get(name) {
            Some(value) => Some(constant(name, value.as_deref(), self.rows)),
            None => self.file.values(self.own_name(name)?),
        }
    }

    fn distinct(&self, name: &str, keys: &mut Vec<u32>) -> Option<Series> {
        if self.folders.contains_key(name) {
            return None;
        }
        self.file.distinct(self.own_name(name)?, keys)
    }
}

/// A column with one value.
fn constant(name: &str, value: Option<&str>, rows: usize) -> Series {
    match value {
        Some(value) => StringChunked::from_iter_values(name.into(), std::iter::repeat_n(value, rows)).into_series(),
        None => Series::full_null(name.into(), rows, &DataType::String),
    }
}
