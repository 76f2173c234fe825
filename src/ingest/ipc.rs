//! Arrow IPC, as a file or as a stream, one record batch at a time. Bytes are read and not mapped, for the reason given
//! for Parquet.

use std::fs::File;
use std::io::{BufReader, ErrorKind, Seek};

use polars::prelude::{ArrowSchema, DataType, PolarsResult, Series};
use polars_arrow::array::ArrayRef;
use polars_arrow::io::ipc::read::{
    FileReader, StreamReader, StreamState, get_row_count, read_file_metadata, read_stream_metadata,
};
use polars_arrow::record_batch::RecordBatchT;

use super::format::Kind;

/// A file whose schema was read.
#[derive(Debug)]
pub(crate) struct Ipc {
    kind: Kind,
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
    pub(crate) fn open(file: File, kind: Kind) -> PolarsResult<Self> {
        let mut file = BufReader::new(file);
        let (schema, rows) = if kind == Kind::ArrowFile {
            let schema = read_file_metadata(&mut file)?.schema;
            file.rewind()?;
            (schema, get_row_count(&mut file).ok().and_then(|rows| u64::try_from(rows).ok()))
        } else {
            (read_stream_metadata(&mut file)?.schema.into(), None)
        };
        let columns = schema.iter_names().map(ToString::to_string).collect();
        Ok(Self { kind, schema: schema.as_ref().clone(), columns, rows })
    }

    /// The type of a column.
    pub(crate) fn dtype(&self, column: &str) -> Option<DataType> {
        self.schema.get(column).map(DataType::from_arrow_field)
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
        if let (true, Some(first)) = (places.is_empty(), self.schema.iter_names().next()) {
            // Without any column a batch would not know how many rows it has.
            (places, names) = (vec![0], vec![first.as_str()]);
        }
        let batches: Box<dyn Iterator<Item = PolarsResult<RecordBatchT<ArrayRef>>>> = if self.kind == Kind::ArrowFile {
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
