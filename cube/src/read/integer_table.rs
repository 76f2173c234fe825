//! Tables of whole numbers as Parquet in memory, for the cube file. It refuses to know what the numbers count.

use std::io::Cursor;

use polars::prelude::{DataFrame, NamedFrom, Series};

use super::lengths::unpanicked;
use super::packed;
use super::parquet::Parquet;

/// The bytes of a table; the same table gives the same bytes. `None` when the columns differ in length or repeat a name.
pub(crate) fn write_whole_numbers(columns: Vec<(String, Vec<Option<i64>>)>, rows: usize) -> Option<Vec<u8>> {
    let series = columns.into_iter().map(|(name, values)| Series::new(name.into(), values).into());
    let frame = DataFrame::new(rows, series.collect()).ok()?;
    let mut bytes = Vec::new();
    packed::write(&mut bytes, frame).ok()?;
    Some(bytes)
}

/// The columns of a table with exactly these names, in this order, and so many rows; `None` for everything else. The
/// table of contents is held against what is expected before a number is decoded.
pub(crate) fn read_whole_numbers(bytes: Vec<u8>, names: &[String], rows: usize) -> Option<Vec<Vec<Option<i64>>>> {
    let mut bytes = Cursor::new(bytes);
    let table = unpanicked(|| Parquet::open(&mut bytes).ok())?;
    if table.columns != names || table.rows != rows as u64 {
        return None;
    }
    let mut columns = vec![Vec::new(); names.len()];
    for at in 0..table.groups() {
        let group = table.group(&mut bytes, at, names).ok()?;
        for slice in group.slices() {
            for (name, column) in names.iter().zip(&mut columns) {
                let values = unpanicked(|| group.column(name, &slice))?;
                column.extend(values.i64().ok()?.iter());
            }
        }
    }
    Some(columns).filter(|columns| columns.iter().all(|column| column.len() == rows))
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
