//! Arrow IPC, as a file or as a stream, one record batch at a time. Bytes are read and not mapped, for the reason given
//! for Parquet.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Seek};

use polars::prelude::{ArrowSchema, DataType, PolarsResult, Series};
use polars_arrow::array::ArrayRef;
use polars_arrow::datatypes::Field;
use polars_arrow::io::ipc::read::{
    FileReader, StreamReader, StreamState, get_row_count, read_file_metadata, read_stream_metadata,
};
use polars_arrow::record_batch::RecordBatchT;

use super::faults;
use super::format::{BinaryTable, Format, Open, Table};
use super::ipc_lengths::Messages;
use super::json::Class;
use super::lengths::unpanicked;
use super::source::Flow;
use super::sql::class_of_type;
use super::table_file::Sink;
use super::unsupported::unsupported;
use crate::error::Result;

/// A file whose schema was read.
#[derive(Debug)]
pub(crate) struct Ipc {
    /// Whether it has a table of contents.
    is_file: bool,
    schema: ArrowSchema,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// How many rows it has, when it says so.
    pub rows: Option<u64>,
}

/// Rows of some columns.
#[derive(Debug)]
pub(crate) struct Rows<'a> {
    schema: &'a ArrowSchema,
    names: Vec<&'a str>,
    batch: RecordBatchT<ArrayRef>,
}

impl Ipc {
    /// Reads the schema.
    ///
    /// # Errors
    /// When it cannot be decoded, or when a length in it cannot be true.
    pub(crate) fn open(mut file: File, is_file: bool) -> PolarsResult<Self> {
        let (schema, rows) = if is_file {
            let mut reader = BufReader::new(&file);
            let contents = read_file_metadata(&mut reader)?;
            let blocks = contents.dictionaries.iter().flatten().chain(&contents.blocks);
            let blocks: Vec<(i64, i32)> = blocks.map(|block| (block.offset, block.meta_data_length)).collect();
            Messages::of(&mut file)?.of_file(blocks.into_iter())?;
            file.rewind()?;
            let rows = get_row_count(&mut BufReader::new(&file)).ok().and_then(|rows| u64::try_from(rows).ok());
            (contents.schema, rows)
        } else {
            Messages::of(&mut file)?.of_stream()?;
            file.rewind()?;
            (read_stream_metadata(&mut BufReader::new(&file))?.schema.into(), None)
        };
        let columns = schema.iter_names().map(ToString::to_string).collect();
        Ok(Self { is_file, schema: schema.as_ref().clone(), columns, rows })
    }

    /// The type of a column; `None` for one that is not read, on which the library would panic.
    pub(crate) fn dtype(&self, column: &str) -> Option<DataType> {
        let field = self.schema.get(column)?;
        unsupported(&field.dtype).is_none().then(|| DataType::from_arrow_field(field))
    }

    /// The record batches, with these columns alone; an error is where they cannot be decoded.
    pub(crate) fn batches<'a>(
        &'a self,
        file: File,
        columns: &[String],
    ) -> PolarsResult<impl Iterator<Item = PolarsResult<Rows<'a>>>> {
        let mut file = BufReader::new(file);
        let named = self.schema.iter_names().enumerate().filter(|(_, name)| columns.iter().any(|c| c == name.as_str()));
        let (mut places, mut names): (Vec<usize>, Vec<&str>) = named.map(|(at, name)| (at, name.as_str())).unzip();
        if places.is_empty() {
            // Without any column a batch would not know how many rows it has.
            let read = |(_, field): &(usize, &Field)| unsupported(&field.dtype).is_none();
            let first = self.schema.iter_values().enumerate().find(read);
            let first = first.or_else(|| self.schema.iter_values().enumerate().next());
            (places, names) = first.map(|(at, field)| (at, field.name.as_str())).into_iter().unzip();
        }
        let batches: Box<dyn Iterator<Item = PolarsResult<RecordBatchT<ArrayRef>>>> = if self.is_file {
            let contents = read_file_metadata(&mut file)?;
            Box::new(FileReader::new(file, contents, Some(places), None))
        } else {
            let contents = read_stream_metadata(&mut file)?;
            Box::new(StreamReader::new(file, contents, Some(places)).map(|state| match state? {
                StreamState::Some(batch) => Ok(batch),
                // The mark at the end may be left out, but then a stream that was cut off looks the same.
                StreamState::Waiting => Err(std::io::Error::from(ErrorKind::UnexpectedEof).into()),
            }))
        };
        Ok(batches.map(move |batch| Ok(Rows { schema: &self.schema, names: names.clone(), batch: batch? })))
    }
}

/// An Arrow IPC file, which has a table of contents (Feather 2 is the same).
pub(crate) const FILE: Format = Format {
    id: "arrow file",
    begins: &[b"ARROW1"],
    endings: &["arrow", "ipc", "feather"],
    open: Open::Binary(|file, name, _| open(file, name, true)),
};

/// An Arrow IPC stream.
pub(crate) const STREAM: Format = Format {
    id: "arrow stream",
    begins: &[&[0xFF; 4]],
    endings: &["arrows"],
    open: Open::Binary(|file, name, _| open(file, name, false)),
};

fn open(file: File, name: &str, is_file: bool) -> Result<Box<dyn BinaryTable>> {
    let table = unpanicked(|| Ipc::open(file, is_file).ok());
    Ok(Box::new(table.ok_or_else(|| faults::of_file(faults::DAMAGED, name))?))
}

impl Table for Ipc {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn class(&self, column: &str, _: &[String]) -> Option<Class> {
        class_of_type(&self.dtype(column)?)
    }

    fn rows(&self) -> Option<u64> {
        self.rows
    }

    fn unsupported(&self, column: &str) -> Option<String> {
        unsupported(&self.schema.get(column)?.dtype)
    }
}

impl BinaryTable for Ipc {
    fn read(&self, file: File, sink: &mut Sink<'_>) -> Result<Flow> {
        let own = sink.own.clone();
        let batches = unpanicked(|| self.batches(file, &own).ok());
        let mut batches = batches.ok_or_else(|| sink.damaged())?;
        // The outer `None` is the library's, the inner one the end.
        while let Some(rows) = unpanicked(|| Some(batches.next())).ok_or_else(|| sink.damaged())? {
            let rows = rows.map_err(|_| sink.damaged())?;
            if sink.add(rows.len(), &|name: &str| rows.column(name))? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::On)
    }
}

impl Rows<'_> {
    /// How many rows.
    pub(crate) fn len(&self) -> usize {
        self.batch.len()
    }

    /// One column; `None` when it cannot be decoded.
    pub(crate) fn column(&self, name: &str) -> Option<Series> {
        let place = self.names.iter().position(|known| *known == name)?;
        let array = self.batch.arrays().get(place)?.clone();
        Series::try_from((self.schema.get(name)?, vec![array])).ok()
    }
}
