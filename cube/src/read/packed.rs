//! Tables on their way into Parquet: compressed with zstd, with statistics, in row groups of one size. It refuses to know
//! what the columns mean.

use std::io::Write;

use polars::frame::chunk_df_for_writing;
use polars::prelude::{CompatLevel, DataFrame, PolarsError, PolarsResult, Schema, SchemaExt};
use polars_parquet::read::ParquetError;
use polars_parquet::write::{
    CompressionOptions, Compressor, DynIter, DynStreamingIterator, Encoding, FallibleStreamingIterator, FileWriter,
    SchemaDescriptor, StatisticsOptions, Version, WriteOptions, array_to_columns, get_dtype_encoding,
    to_parquet_schema,
};

use super::write::ROW_GROUP;

const OPTIONS: WriteOptions = WriteOptions {
    statistics: StatisticsOptions {
        min_value: true,
        max_value: true,
        distinct_count: false,
        null_count: true,
        binary_statistics_truncate_length: None,
    },
    compression: CompressionOptions::Zstd(None),
    version: Version::V1,
    data_page_size: None,
};

/// A file that is being written.
pub(super) struct Packed<W: Write> {
    writer: FileWriter<W>,
    schema: SchemaDescriptor,
    encodings: Vec<Vec<Encoding>>,
}

/// Writes a table as a whole file.
///
/// # Errors
/// When the system cannot write, or when a type has no place in the format.
pub(super) fn write(file: impl Write, mut rows: DataFrame) -> PolarsResult<()> {
    let rows = chunk_df_for_writing(&mut rows, ROW_GROUP)?.into_owned();
    let mut packed = Packed::new(file, rows.schema())?;
    packed.write(&rows)?;
    packed.finish()
}

impl<W: Write> Packed<W> {
    pub(super) fn new(file: W, schema: &Schema) -> PolarsResult<Self> {
        let schema = schema.to_arrow(CompatLevel::newest());
        let encodings = schema.iter_values().map(|field| get_dtype_encoding(&field.dtype)).collect();
        let descriptor = to_parquet_schema(&schema)?;
        Ok(Self { writer: FileWriter::try_new(file, schema, OPTIONS)?, schema: descriptor, encodings })
    }

    /// Writes rows, each chunk of which becomes a row group.
    pub(super) fn write(&mut self, rows: &DataFrame) -> PolarsResult<()> {
        for batch in rows.iter_chunks(CompatLevel::newest(), false).filter(|batch| !batch.is_empty()) {
            let mut columns = Vec::new();
            let fields = self.schema.fields().iter().zip(&self.encodings);
            for (array, (field, encoding)) in batch.arrays().iter().zip(fields) {
                for pages in array_to_columns(array, field.clone(), OPTIONS, encoding)? {
                    let pages =
                        pages.map(|page| page.map_err(|error| ParquetError::FeatureNotSupported(error.to_string())));
                    let packed = Compressor::new_from_vec(pages, OPTIONS.compression, Vec::new());
                    columns.push(Ok(DynStreamingIterator::new(packed.map_err(PolarsError::from))));
                }
            }
            self.writer.write(batch.len() as u64, DynIter::new(columns.into_iter()))?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> PolarsResult<()> {
        self.writer.end(None).map(drop)
    }
}
