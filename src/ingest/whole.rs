//! Tables of whole numbers as Parquet in memory, for the cube file. It refuses to know what the numbers count.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use polars::prelude::{DataFrame, DataType, NamedFrom, PolarsResult, Series};
use polars_io::SerReader;
use polars_io::parquet::read::{ParallelStrategy, ParquetReader};
use polars_io::parquet::write::ParquetWriter;

use super::write::ROW_GROUP;

/// The bytes of a table; the same table gives the same bytes. `None` when the columns differ in length or repeat a name.
pub(crate) fn write_whole_numbers(columns: Vec<(String, Vec<Option<i64>>)>, rows: usize) -> Option<Vec<u8>> {
    let series = columns.into_iter().map(|(name, values)| Series::new(name.into(), values).into());
    let mut frame = DataFrame::new(rows, series.collect()).ok()?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_row_group_size(Some(ROW_GROUP)).finish(&mut frame).ok()?;
    Some(bytes)
}

/// The columns of a table with exactly these names, in this order, and so many rows; `None` for everything else. The
/// table of contents is held against what is expected before a number is decoded.
pub(crate) fn read_whole_numbers(bytes: Vec<u8>, names: &[String], rows: usize) -> Option<Vec<Vec<Option<i64>>>> {
    let read = || -> PolarsResult<Option<DataFrame>> {
        let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None);
        let schema = reader.schema()?;
        let as_expected =
            schema.iter_names().map(polars::prelude::PlSmallStr::as_str).eq(names.iter().map(String::as_str))
                && reader.get_metadata()?.num_rows == rows;
        if as_expected { reader.finish().map(Some) } else { Ok(None) }
    };
    // A library that panics met bytes that it did not expect.
    let frame = catch_unwind(AssertUnwindSafe(read)).ok()?.ok()??;
    if frame.height() != rows || frame.columns().iter().any(|column| column.dtype() != &DataType::Int64) {
        return None;
    }
    let values = |column: &polars::prelude::Column| {
        column.as_materialized_series().i64().ok().map(|values| values.iter().collect::<Vec<_>>())
    };
    frame.columns().iter().map(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<u8> {
        let columns =
            vec![("a".to_owned(), vec![Some(1), None]), ("b".to_owned(), vec![Some(i64::MIN), Some(i64::MAX)])];
        write_whole_numbers(columns, 2).unwrap()
    }

    fn names(names: [&str; 2]) -> Vec<String> {
        names.map(str::to_owned).into()
    }

    #[test]
    fn what_was_written_is_read() {
        let read = read_whole_numbers(table(), &names(["a", "b"]), 2).unwrap();
        assert_eq!(read, [vec![Some(1), None], vec![Some(i64::MIN), Some(i64::MAX)]]);
    }

    #[test]
    fn another_table_is_none() {
        assert_eq!(read_whole_numbers(table(), &names(["b", "a"]), 2), None);
        assert_eq!(read_whole_numbers(table(), &names(["a", "b"]), 3), None);
        assert_eq!(read_whole_numbers(table()[..60].to_vec(), &names(["a", "b"]), 2), None);
        assert_eq!(read_whole_numbers(Vec::new(), &names(["a", "b"]), 0), None);
    }
}
