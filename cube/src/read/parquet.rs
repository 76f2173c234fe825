//! Parquet, one row group at a time, and large ones in slices: what is in memory does not follow the number of rows.
//! Bytes are read and not mapped, because a mapped file that shrinks ends the program without a word.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;

use polars::prelude::{ArrowSchema, DataType, PolarsResult, Series};
use polars_buffer::Buffer;
use polars_parquet::read::{
    BasicDecompressor, FileMetadata, Filter, PageReader, RowGroupMetadata, column_iter_to_arrays, infer_schema,
    read_metadata,
};

use super::columns::Columns;
use super::faults;
use super::format::{BinaryTable, Format, Open, Table};
use super::json::Class;
use super::lengths::{pages_are_plausible, unpanicked};
use super::pages;
use super::source::Flow;
use super::sql::class_of_type;
use super::table_file::Sink;
use super::unsupported::unsupported_in_parquet;
use crate::error::Result;

/// Rows decoded at a time.
const SLICE: usize = 1 << 20;
/// A page larger than this, packed, is taken for damage.
pub(super) const LARGEST_PAGE: usize = 1 << 28;

/// A file whose table of contents was read.
#[derive(Debug)]
pub(crate) struct Parquet {
    contents: FileMetadata,
    schema: ArrowSchema,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub rows: u64,
}

/// The packed bytes of some columns of one row group.
#[derive(Debug)]
pub(crate) struct Group<'a> {
    about: &'a RowGroupMetadata,
    schema: &'a ArrowSchema,
    /// By column: the bytes of each of its leaves.
    bytes: BTreeMap<String, Vec<Buffer<u8>>>,
}

impl Parquet {
    /// Reads the table of contents.
    pub(crate) fn open(file: &mut (impl Read + Seek)) -> PolarsResult<Self> {
        let contents = read_metadata(file)?;
        let schema = infer_schema(&contents)?;
        let columns = schema.iter_names().map(ToString::to_string).collect();
        let rows = contents.row_groups.iter().fold(0_u64, |sum, group| sum.saturating_add(group.num_rows() as u64));
        Ok(Self { contents, schema, columns, rows })
    }

    /// The type of a column; `None` for one that is not read, on which the library would panic.
    pub(crate) fn dtype(&self, column: &str) -> Option<DataType> {
        let field = self.schema.get(column)?;
        self.unsupported(column).is_none().then(|| DataType::from_arrow_field(field))
    }

    /// How many row groups there are.
    pub(crate) fn groups(&self) -> usize {
        self.contents.row_groups.len()
    }

    /// Reads some columns of a row group, without unpacking them.
    ///
    /// # Errors
    /// When the file lacks them, or when a length in them cannot be true.
    pub(crate) fn group(&self, file: &mut (impl Read + Seek), at: usize, columns: &[String]) -> io::Result<Group<'_>> {
        let about = &self.contents.row_groups[at];
        let mut bytes = BTreeMap::new();
        for column in columns {
            let leaves = about.columns_under_root_iter(column).into_iter().flatten();
            let leaves = leaves.map(|leaf| {
                let pages = read_range(file, leaf.byte_range())?;
                let plausible = pages_are_plausible(&pages, leaf.num_values());
                if plausible { Ok(pages) } else { Err(io::ErrorKind::InvalidData.into()) }
            });
            let leaves = leaves.collect::<io::Result<Vec<_>>>()?;
            bytes.insert(column.clone(), leaves);
        }
        Ok(Group { about, schema: &self.schema, bytes })
    }
}

/// Apache Parquet.
pub(crate) const FORMAT: Format = Format {
    id: "parquet",
    begins: &[b"PAR1"],
    endings: &["parquet", "pq", "parq"],
    open: Open::Binary(|mut file, name, _| {
        let table = unpanicked(|| Parquet::open(&mut file).ok());
        Ok(Box::new(table.ok_or_else(|| faults::of_file(faults::DAMAGED, name))?))
    }),
};

impl Table for Parquet {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn class(&self, column: &str, _: &[String]) -> Option<Class> {
        class_of_type(&self.dtype(column)?)
    }

    fn rows(&self) -> Option<u64> {
        Some(self.rows)
    }

    fn unsupported(&self, column: &str) -> Option<String> {
        let about = self.contents.schema().fields().iter().find(|field| field.name() == column)?;
        unsupported_in_parquet(&self.schema.get(column)?.dtype, about)
    }
}

impl BinaryTable for Parquet {
    fn read(&self, mut file: File, sink: &mut Sink<'_>) -> Result<Flow> {
        let names = sink.own.clone();
        for at in 0..self.groups() {
            let group = self.group(&mut file, at, &names).map_err(|_| sink.damaged())?;
            for rows in group.slices() {
                if sink.add(rows.len(), &Slice { group: &group, rows: rows.clone() })? == Flow::Stop {
                    return Ok(Flow::Stop);
                }
            }
        }
        Ok(Flow::On)
    }
}

impl Group<'_> {
    /// The rows in slices.
    pub(crate) fn slices(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let rows = self.about.num_rows();
        (0..rows).step_by(SLICE).map(move |from| from..rows.min(from + SLICE))
    }

    /// One column of a slice; `None` when it cannot be decoded.
    pub(crate) fn column(&self, name: &str, rows: &Range<usize>) -> Option<Series> {
        let field = self.schema.get(name)?;
        let leaves: Vec<_> = self.about.columns_under_root_iter(name)?.collect();
        let pages = leaves.iter().zip(self.bytes.get(name)?).map(|(leaf, bytes)| {
            let pages = PageReader::new(Cursor::new(bytes.clone()), leaf, Vec::new(), LARGEST_PAGE);
            BasicDecompressor::new(pages, Vec::new())
        });
        let types = leaves.iter().map(|leaf| &leaf.descriptor().descriptor.primitive_type);
        let all = *rows == (0..self.about.num_rows());
        let filter = (!all).then(|| Filter::new_ranged(rows.start, rows.end));
        let (arrays, _) = column_iter_to_arrays(pages.collect(), types.collect(), field.clone(), filter).ok()?;
        Series::try_from((field, arrays)).ok().filter(|column| column.len() == rows.len())
    }
}

/// Some rows of a row group.
struct Slice<'a> {
    group: &'a Group<'a>,
    rows: Range<usize>,
}

impl Columns for Slice<'_> {
    fn values(&self, name: &str) -> Option<Series> {
        self.group.column(name, &self.rows)
    }

    fn distinct(&self, name: &str, keys: &mut Vec<u32>) -> Option<Series> {
        let Group { about, schema, bytes } = self.group;
        let mut leaves = about.columns_under_root_iter(name)?.zip(bytes.get(name)?);
        let (Some((leaf, bytes)), None) = (leaves.next(), leaves.next()) else { return None };
        pages::distinct(schema.get(name)?, leaf, bytes, &self.rows, keys)
    }
}

/// Reads a range of a file. A range that the file lacks is an error before memory is asked for.
fn read_range(file: &mut (impl Read + Seek), range: Range<u64>) -> io::Result<Buffer<u8>> {
    if range.start > range.end || range.end > file.seek(SeekFrom::End(0))? {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    file.seek(SeekFrom::Start(range.start))?;
    let length = range.end - range.start;
    let mut bytes = Vec::with_capacity(usize::try_from(length).map_err(|_| io::ErrorKind::OutOfMemory)?);
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}
