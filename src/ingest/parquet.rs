//! Parquet, one column of one row group at a time: what is in memory does not follow the number of rows, and columns are
//! decoded and coded on several threads without sharing anything.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use polars::io::parquet::metadata::FileMetadata;
use polars::prelude::{ParallelStrategy, ParquetReader, PolarsResult, SerReader, Series};

/// A file whose table of contents was read.
#[derive(Debug)]
pub(crate) struct Parquet {
    path: PathBuf,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// How many rows it has.
    pub rows: u64,
    groups: Vec<Group>,
}

/// Rows that are stored together, as the contents of a file that holds nothing else.
#[derive(Debug)]
pub(crate) struct Group {
    /// How many.
    pub rows: usize,
    contents: Arc<FileMetadata>,
}

impl Parquet {
    /// Reads the table of contents.
    pub(crate) fn open(path: &Path) -> PolarsResult<Self> {
        let mut reader = ParquetReader::new(File::open(path)?);
        let columns = reader.schema()?.iter_names().map(ToString::to_string).collect();
        let mut contents = reader.get_metadata()?.as_ref().clone();
        let rows = contents.num_rows as u64;
        let parts = std::mem::take(&mut contents.row_groups);
        let alone = |part| {
            let mut contents = contents.clone();
            contents.row_groups = vec![part];
            contents.num_rows = contents.row_groups[0].num_rows();
            Group { rows: contents.num_rows, contents: Arc::new(contents) }
        };
        let groups = parts.into_iter().map(alone).collect();
        Ok(Self { path: path.to_owned(), columns, rows, groups })
    }

    /// Its row groups in order.
    pub(crate) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// One column of one row group; `None` when it cannot be decoded.
    pub(crate) fn column(&self, group: &Group, name: &str) -> Option<Series> {
        let mut reader = ParquetReader::new(File::open(&self.path).ok()?)
            .with_columns(Some(vec![name.to_owned()]))
            .read_parallel(ParallelStrategy::None);
        reader.set_metadata(Arc::clone(&group.contents));
        let frame = reader.finish().ok().filter(|frame| frame.height() == group.rows)?;
        frame.column(name).ok().map(|column| column.as_materialized_series().clone())
    }
}
