//! A sheet of a workbook: its header and its columns, in memory. Cells keep their types: a number is a number however it
//! is shown, and a date becomes the text that ISO 8601 gives it. It refuses to know what the columns mean, and reads no
//! formula but its stored result.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Cursor, Read, Seek};

use calamine::{Data, DataRef, ExcelDateTime, Ods, Reader, Sheet as About, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use polars::prelude::{BooleanChunked, IntoSeries, NamedFrom, NewChunkedArray, Series};

use super::format::{BinaryTable, Format, Header, Open, Table};
use super::json::Class;
use super::lengths::unpanicked;
use super::signs::Signs;
use super::source::Flow;
use super::sql::class_of;
use super::table_file::Sink;
use super::value::Value;
use super::{faults, head};
use crate::error::{Error, Result, nearest};
use crate::spec::CsvOptions;

/// A larger workbook is not read: it is unpacked in memory.
const LARGEST: u64 = 1 << 28;
/// More cells are not kept in memory, those that hold nothing among them.
const MOST_CELLS: usize = 1 << 26;
/// Columns that a sheet of any program can have: a cell beyond them is damage, and no table is laid out for it.
const MOST_COLUMNS: u32 = 1 << 14;

/// Rows in one batch.
const SLICE: usize = 1 << 16;
/// What workbooks of old programs begin with.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0";

/// The bytes of a workbook.
type Bytes = Cursor<Vec<u8>>;

/// A sheet whose rows are in memory.
#[derive(Debug)]
pub(crate) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether the workbook has others, and nobody named this one.
    pub chosen: bool,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Columns without a name of their own.
    pub unnamed: Vec<String>,
    /// How numbers in cells of text are written.
    pub signs: Signs,
    /// Rows of the sheet before the header.
    pub before: usize,
    /// How many of these hold something and nobody stated them.
    pub titles: usize,
    /// Rows of notes behind the table.
    pub notes: usize,
    /// How many rows.
    pub rows: usize,
    values: Vec<Series>,
}

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is none, it is damaged, or it is locked.
    None,
    /// It has more than is read into memory.
    TooLarge,
    /// It has no sheet of this name; these it has.
    NoSheet(Vec<String>),
    /// The sheet holds nothing.
    Empty,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    Text(String),
    Number(f64),
    Bool(bool),
}

impl Cell {
    fn text(&self) -> Cow<'_, str> {
        let value = match self {
            Self::Text(text) => return Cow::Borrowed(text),
            Self::Number(number) => Value::Float(*number),
            Self::Bool(yes) => Value::Bool(*yes),
        };
        Cow::Owned(value.label().unwrap_or_default().into_owned())
    }

    fn of(value: &Data) -> Option<Self> {
        Some(match value {
            Data::Empty => return None,
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Self::of_text(text)?,
            #[expect(clippy::cast_precision_loss, reason = "cells hold doubles; whole ones are those of old formats")]
            Data::Int(number) => Self::Number(*number as f64),
            Data::Float(number) => Self::Number(*number),
            Data::Bool(yes) => Self::Bool(*yes),
            Data::DateTime(when) => of_date(when),
            Data::Error(error) => Self::Text(error.to_string()),
        })
    }

    fn of_ref(value: &DataRef<'_>) -> Option<Self> {
        if let DataRef::SharedString(text) = value { Self::of_text(text) } else { Self::of(&value.clone().into()) }
    }

    fn of_text(text: &str) -> Option<Self> {
        (!text.trim().is_empty()).then(|| Self::Text(text.to_owned()))
    }
}

/// A day, with its time where it has one; a duration is a number of days.
fn of_date(when: &ExcelDateTime) -> Cell {
    if when.is_duration() {
        return Cell::Number(when.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = when.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Cell::Text(match (hour, minute, second) {
        (0, 0, 0) => date,
        (hour, minute, second) => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    })
}

/// The cells that hold something, by row and column.
type Cells = BTreeMap<u32, BTreeMap<u32, Cell>>;

impl Sheet {
    /// Reads a sheet of a workbook of any kind.
    ///
    /// # Errors
    /// When it is no workbook, when it lacks the sheet, or when it is too large to be read.
    pub(crate) fn open(file: &mut impl Read, size: u64, options: &CsvOptions) -> Result<Self, Unread> {
        if size > LARGEST {
            return Err(Unread::TooLarge);
        }
        let mut bytes = Vec::new();
        file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|_| Unread::None)?;
        if bytes.len() as u64 > LARGEST {
            return Err(Unread::TooLarge);
        }
        let (name, chosen, cells) =
            unpanicked(|| Some(read(bytes, options.sheet.as_deref()))).ok_or(Unread::None)??;
        Self::of(cells, name, chosen, options)
    }

    fn of(mut cells: Cells, name: String, chosen: bool, options: &CsvOptions) -> Result<Self, Unread> {
        if let Some(skip) = options.skip {
            cells.retain(|row, _| *row as usize >= skip);
        }
        let first = cells.values().filter_map(|row| row.keys().next()).min().copied().ok_or(Unread::Empty)?;
        let last = cells.values().filter_map(|row| row.keys().next_back()).max().copied().unwrap_or(first);
        let width = (last - first + 1) as usize;
        if cells.len().saturating_mul(width) > MOST_CELLS {
            return Err(Unread::TooLarge);
        }
        let looked: Vec<Vec<Cow<'_, str>>> = cells
            .values()
            .take(head::RECORDS)
            .map(|row| (first..=last).map(|column| row.get(&column).map_or(Cow::Borrowed(""), Cell::text)).collect())
            .collect();
        let titles = head::place(&looked).filter(|_| options.skip.is_none()).unwrap_or(0);
        drop(looked);
        let mut rows: Vec<(u32, BTreeMap<u32, Cell>)> = cells.into_iter().skip(titles).collect();
        let (header_row, header) = rows.remove(0);
        let title = |column: u32| header.get(&column).map_or(Cow::Borrowed(""), Cell::text).trim().to_owned();
        let mut columns: Vec<String> = (first..=last).map(title).collect();
        let unnamed = head::name_the_unnamed(&mut columns);
        let notes = notes(&rows, header_row, width);
        rows.truncate(rows.len() - notes);
        let texts = rows.iter().flat_map(|(_, row)| row.values()).filter_map(|cell| match cell {
            Cell::Text(text) => Some(Cow::Borrowed(text.as_str())),
            _ => None,
        });
        let signs = Signs::of(options.decimal, options.thousands, texts);
        let values = columns.iter().zip(first..).map(|(name, column)| series(name, column, &rows)).collect();
        let before = header_row as usize;
        Ok(Self { name, chosen, columns, unnamed, signs, before, titles, notes, rows: rows.len(), values })
    }

    /// Rows of a column.
    pub(crate) fn column(&self, name: &str, from: usize, len: usize) -> Option<Series> {
        let place = self.columns.iter().position(|column| column == name)?;
        Some(self.values[place].slice(i64::try_from(from).ok()?, len))
    }
}

/// A workbook of a spreadsheet program.
pub(crate) const FORMAT: Format = Format {
    id: "workbook",
    begins: &[b"PK\x03\x04", OLD],
    endings: &["xlsx", "xlsm", "xlsb", "xls", "ods"],
    open: Open::Binary(|mut file, name, options| {
        let size = file.metadata().map_or(0, |about| about.len());
        match Sheet::open(&mut file, size, options) {
            Ok(sheet) => Ok(Box::new(sheet)),
            Err(unread) => Err(refused(&unread, &mut file, name, options)),
        }
    }),
};

fn refused(unread: &Unread, file: &mut File, name: &str, options: &CsvOptions) -> Error {
    match unread {
        Unread::None => {
            let mut start = [0; 2];
            let is_zip = file.rewind().and_then(|()| file.read_exact(&mut start)).is_ok() && start == *b"PK";
            faults::of_file(faults::FORMAT, name).with("format", if is_zip { "zip" } else { "excel" })
        }
        Unread::TooLarge => faults::of_file(faults::WORKBOOK_TOO_LARGE, name),
        Unread::Empty => faults::of_file(faults::FILE_EMPTY, name),
        Unread::NoSheet(sheets) => {
            let wanted = options.sheet.as_deref().unwrap_or_default();
            let like = nearest(wanted, sheets.iter().map(String::as_str));
            let error = faults::of_file(faults::NO_SHEET, name).with("sheet", wanted);
            let error = error.with("near", if like.is_some() { "yes" } else { "no" });
            error.with("suggestion", like.unwrap_or_default()).with("known", sheets.clone())
        }
    }
}

impl Table for Sheet {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn class(&self, column: &str, missing: &[String]) -> Option<Class> {
        class_of(&self.column(column, 0, self.rows)?, self.signs, missing)
    }

    fn rows(&self) -> Option<u64> {
        Some(self.rows as u64)
    }

    fn sample(&self, column: &str) -> Option<Series> {
        self.column(column, 0, self.rows)
    }

    fn header(&self) -> Option<Header<'_>> {
        let Self { before, titles, unnamed, signs, .. } = self;
        let chosen_sheet = self.chosen.then_some(self.name.as_str());
        Some(Header {
            before: *before,
            titles: *titles,
            unnamed,
            signs: *signs,
            separator: None,
            likely: None,
            chosen_sheet,
        })
    }
}

impl BinaryTable for Sheet {
    fn read(&self, _: File, sink: &mut Sink<'_>) -> Result<Flow> {
        for from in (0..self.rows).step_by(SLICE) {
            let rows = SLICE.min(self.rows - from);
            if sink.add(rows, &|name: &str| self.column(name, from, rows))? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        sink.notes = self.notes;
        Ok(Flow::On)
    }
}

/// The name of a sheet, whether it was chosen among several, and its cells.
fn read(bytes: Vec<u8>, wanted: Option<&str>) -> Result<(String, bool, Cells), Unread> {
    if bytes.starts_with(OLD) {
        let mut book = Xls::new(Cursor::new(bytes)).map_err(|_| Unread::None)?;
        let (name, chosen) = choose(book.sheets_metadata(), wanted)?;
        let range = book.worksheet_range(&name).map_err(|_| Unread::None)?;
        return Ok((name, chosen, of_range(&range)?));
    }
    let bytes: Bytes = Cursor::new(bytes);
    if let Ok(mut book) = Xlsx::new(bytes.clone()) {
        let (name, chosen) = choose(book.sheets_metadata(), wanted)?;
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unread::None)?;
        let cells = gather(|| {
            let cell = reader.next_cell().map_err(|_| Unread::None)?;
            Ok(cell.map(|cell| (cell.get_position(), Cell::of_ref(cell.get_value()))))
        })?;
        return Ok((name, chosen, cells));
    }
    if let Ok(mut book) = Xlsb::new(bytes.clone()) {
        let (name, chosen) = choose(book.sheets_metadata(), wanted)?;
        let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unread::None)?;
        let cells = gather(|| {
            let cell = reader.next_cell().map_err(|_| Unread::None)?;
            Ok(cell.map(|cell| (cell.get_position(), Cell::of_ref(cell.get_value()))))
        })?;
        return Ok((name, chosen, cells));
    }
    let mut book = Ods::new(bytes).map_err(|_| Unread::None)?;
    let (name, chosen) = choose(book.sheets_metadata(), wanted)?;
    let range = book.worksheet_range(&name).map_err(|_| Unread::None)?;
    Ok((name, chosen, of_range(&range)?))
}

/// The sheet that is named, or else the first that people see.
fn choose(sheets: &[About], wanted: Option<&str>) -> Result<(String, bool), Unread> {
    let seen: Vec<&About> = sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .collect();
    match wanted {
        Some(wanted) => match sheets.iter().find(|sheet| sheet.name.trim() == wanted.trim()) {
            Some(sheet) => Ok((sheet.name.clone(), false)),
            None => Err(Unread::NoSheet(seen.iter().map(|sheet| sheet.name.clone()).collect())),
        },
        None => seen.first().map(|sheet| (sheet.name.clone(), seen.len() > 1)).ok_or(Unread::Empty),
    }
}

/// A cell's row and column, and what it holds.
type Placed = ((u32, u32), Option<Cell>);

fn gather(mut next: impl FnMut() -> Result<Option<Placed>, Unread>) -> Result<Cells, Unread> {
    let (mut cells, mut count) = (Cells::new(), 0_usize);
    while let Some(((row, column), cell)) = next()? {
        count += 1;
        if count > MOST_CELLS {
            return Err(Unread::TooLarge);
        }
        if column >= MOST_COLUMNS {
            return Err(Unread::None);
        }
        if let Some(cell) = cell {
            cells.entry(row).or_default().insert(column, cell);
        }
    }
    Ok(cells)
}

fn of_range(range: &calamine::Range<Data>) -> Result<Cells, Unread> {
    let (row, column) = range.start().unwrap_or_default();
    let place = |at: usize, from: u32| u32::try_from(at).map_or(u32::MAX, |at| from.saturating_add(at));
    let mut used = range.used_cells();
    gather(|| Ok(used.next().map(|(r, c, value)| ((place(r, row), place(c, column)), Cell::of(value)))))
}

/// How many rows at the end are notes: behind an empty row and less than half filled, or with one cell alone in a table of
/// three columns or more in which no row before is as empty.
fn notes(rows: &[(u32, BTreeMap<u32, Cell>)], header: u32, width: usize) -> usize {
    let sparse = |row: &BTreeMap<u32, Cell>| width > 2 && row.len() == 1;
    let mut count = 0;
    for (place, (at, row)) in rows.iter().enumerate().rev() {
        let above = if place == 0 { header } else { rows[place - 1].0 };
        let tail = rows.len() - place;
        if row.len() * 2 > width {
            break;
        }
        if place > 0 && at - above > 1 {
            count = tail;
        }
    }
    if count == 0 {
        let tail = rows.iter().rev().take_while(|(_, row)| sparse(row)).count();
        let before = rows[..rows.len() - tail].iter().any(|(_, row)| sparse(row));
        count = if before || tail == rows.len() { 0 } else { tail };
    }
    count
}

/// A column in the type that all of its cells have; text where they differ.
fn series(name: &str, column: u32, rows: &[(u32, BTreeMap<u32, Cell>)]) -> Series {
    let cells = || rows.iter().map(|(_, row)| row.get(&column));
    let all = |holds: fn(&Cell) -> bool| cells().flatten().next().is_some() && cells().flatten().all(holds);
    if all(|cell| matches!(cell, Cell::Number(_))) {
        let number = |cell: Option<&Cell>| if let Some(Cell::Number(number)) = cell { Some(*number) } else { None };
        return Series::new(name.into(), cells().map(number).collect::<Vec<Option<f64>>>());
    }
    if all(|cell| matches!(cell, Cell::Bool(_))) {
        let yes = |cell: Option<&Cell>| if let Some(Cell::Bool(yes)) = cell { Some(*yes) } else { None };
        return BooleanChunked::from_iter_options(name.into(), cells().map(yes)).into_series();
    }
    let text = |cell: Option<&Cell>| cell.map(|cell| cell.text().into_owned());
    Series::new(name.into(), cells().map(text).collect::<Vec<Option<String>>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(rows: &[(u32, &[&str])]) -> Cells {
        let cell = |text: &&str| match text.parse() {
            Ok(number) => Some(Cell::Number(number)),
            Err(_) => Cell::of_text(text),
        };
        let row = |cells: &[&str]| (0..).zip(cells).filter_map(|(at, text)| Some((at, cell(text)?))).collect();
        rows.iter().map(|(at, cells)| (*at, row(cells))).collect()
    }

    fn sheet(rows: &[(u32, &[&str])]) -> Sheet {
        Sheet::of(cells(rows), "s".into(), false, &CsvOptions::default()).unwrap()
    }

    #[test]
    fn titles_and_notes_are_no_part_of_the_table() {
        let found = sheet(&[
            (0, &["Report", "", ""]),
            (3, &["group", "", "count"]),
            (4, &["a", "x", "1"]),
            (5, &["b", "y", "2"]),
            (7, &["Source: us", "", ""]),
        ]);
        assert_eq!(found.columns, ["group", "column_2", "count"]);
        assert_eq!((found.before, found.titles, found.notes, found.rows), (3, 1, 1, 2));
        assert_eq!(found.column("count", 1, 1).unwrap().f64().unwrap().get(0), Some(2.0));
    }

    #[test]
    fn a_row_with_few_values_between_others_stays() {
        let found = sheet(&[(0, &["a", "b", "c"]), (1, &["x", "", ""]), (2, &["y", "1", "2"]), (3, &["z", "", ""])]);
        assert_eq!((found.rows, found.notes), (3, 0));
        let last = sheet(&[(0, &["a", "b", "c"]), (1, &["y", "1", "2"]), (2, &["Exported today", "", ""])]);
        assert_eq!((last.rows, last.notes), (1, 1));
    }

    #[test]
    fn a_column_of_several_types_is_text() {
        let found = sheet(&[(0, &["a", "b"]), (1, &["1", "1.5"]), (2, &["x", "2"])]);
        assert_eq!(found.column("a", 0, 2).unwrap().str().unwrap().get(0), Some("1"));
        assert_eq!(found.column("b", 0, 2).unwrap().f64().unwrap().get(1), Some(2.0));
    }
}
