//! A table on disk: its files, their columns, and its rows as batches. The only place that drives polars.

use std::collections::BTreeSet;
use std::fs::File;
use std::sync::mpsc::sync_channel;
use std::thread;

use polars::prelude::{
    Engine, LazyCsvReader, LazyFileListReader, LazyFrame, ParquetReader, PlRefPath, PlanCallback, PolarsResult,
    ScanArgsParquet, SerReader, col,
};

use super::batch::{Batch, Origin};
use super::files::{Found, find};
use super::wanted::Wanted;
use super::write::Format;
use super::{csv, digest, faults};
use crate::audit::Input;
use crate::error::{Error, Place, Result};
use crate::lang::Said;
use crate::plan::CsvOptions;

/// A table, ready to be read.
#[derive(Debug)]
pub(crate) struct Source {
    role: &'static str,
    name: String,
    parts: Vec<Part>,
}

/// One file of a table.
#[derive(Debug)]
struct Part {
    file: Found,
    columns: BTreeSet<String>,
    /// Rows, when the file says so itself.
    rows: Option<u64>,
    separator: u8,
}

/// Whether reading goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// It does.
    On,
    /// It has learnt enough.
    Stop,
}

impl Source {
    /// Finds the files and looks at their beginnings: formats, columns, how text is written. Says what it detected.
    pub(crate) fn open(
        role: &'static str,
        (path, name, place): (&std::path::Path, &str, &Place),
        options: &CsvOptions,
        said: &mut Vec<Said>,
    ) -> Result<Self> {
        let files = find(path, name, place)?;
        let parts: Vec<Part> = files.into_iter().map(|file| Part::open(file, options)).collect::<Result<_>>()?;
        if let (Some(part), None) = (parts.first(), options.separator)
            && part.file.format == Format::Csv
        {
            // A comma is what the name of the format promises.
            let word = match part.separator {
                b';' => Some("semicolon"),
                b'\t' => Some("tab"),
                b'|' => Some("bar"),
                _ => None,
            };
            said.extend(word.map(|word| Said::new("separator-detected").with("file", name).with("separator", word)));
        }
        Ok(Self { role, name: name.to_owned(), parts })
    }

    /// Its name as the user gave it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether its first file has a column of this name.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.parts.first().is_some_and(|part| part.columns.contains(column))
    }

    /// The column names of its first file.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().take(1).flat_map(|part| part.columns.iter().map(String::as_str))
    }

    /// How many rows it has, when its files say so.
    pub(crate) fn rows(&self) -> Option<u64> {
        self.parts.iter().map(|part| part.rows).sum()
    }

    /// Reads the columns wanted, file by file and row by row, and hands on each batch. Returns what was read.
    pub(crate) fn read(
        &self,
        wanted: &mut Wanted,
        mut each: impl FnMut(&mut Wanted, &Batch) -> Result<Flow>,
    ) -> Result<Vec<Input>> {
        let columns = wanted.columns();
        for part in &self.parts {
            part.check(&columns)?;
        }
        let mut inputs = Vec::new();
        let mut batch = Batch::default();
        for part in &self.parts {
            let path = part.file.path.clone();
            let fingerprint = thread::spawn(move || digest::of_file(&path));
            let (rows, flow) = part.read(&columns, wanted, &mut batch, &mut each)?;
            let unread = || faults::of_file(faults::FILE_UNREADABLE, &part.file.name);
            let fingerprint = fingerprint.join().map_err(|_| unread())?.map_err(|_| unread())?;
            inputs.push(Input {
                role: self.role.to_owned(),
                name: part.file.name.clone(),
                bytes: fingerprint.bytes,
                sha256: fingerprint.sha256,
                rows,
                columns_read: columns.clone(),
            });
            if flow == Flow::Stop {
                return Ok(inputs);
            }
        }
        if inputs.iter().all(|input| input.rows == 0) {
            return Err(faults::of_file(faults::NO_ROWS, &self.name));
        }
        Ok(inputs)
    }
}

impl Part {
    fn open(file: Found, options: &CsvOptions) -> Result<Self> {
        match file.format {
            Format::Csv => Self::open_csv(file, options),
            Format::Parquet => Self::open_parquet(file),
        }
    }

    fn open_csv(file: Found, options: &CsvOptions) -> Result<Self> {
        let sample = csv::sample(&file.path).map_err(|error| faults::of_io(&error, &file.name))?;
        if let Some(code) = csv::fault_of_start(&sample) {
            return Err(faults::of_file(code, &file.name));
        }
        let given = options.separator.and_then(|separator| u8::try_from(separator).ok());
        let separator = given.unwrap_or_else(|| csv::separator(&sample));
        let mut part = Self { file, columns: BTreeSet::new(), rows: None, separator };
        let schema = part.scan().and_then(|mut frame| frame.collect_schema()).map_err(|_| part.blame())?;
        part.columns = schema.iter_names().map(ToString::to_string).collect();
        Ok(part)
    }

    fn open_parquet(file: Found) -> Result<Self> {
        let damaged = || faults::of_file(faults::DAMAGED, &file.name);
        let opened = File::open(&file.path).map_err(|error| faults::of_io(&error, &file.name))?;
        let mut reader = ParquetReader::new(opened);
        let schema = reader.schema().map_err(|_| damaged())?;
        let columns = schema.iter_names().map(ToString::to_string).collect();
        let rows = reader.num_rows().map_err(|_| damaged())? as u64;
        Ok(Self { file, columns, rows: Some(rows), separator: b',' })
    }

    /// The file as a query that reads nothing yet. Every column of a text file is text: `01` stays `01`, and nothing is
    /// guessed from the first rows.
    fn scan(&self) -> PolarsResult<LazyFrame> {
        let path = PlRefPath::try_from_path(&self.file.path)?;
        match self.file.format {
            Format::Csv => LazyCsvReader::new(path)
                .with_separator(self.separator)
                .with_infer_schema_length(Some(0))
                .with_glob(false)
                .finish(),
            Format::Parquet => {
                LazyFrame::scan_parquet(path, ScanArgsParquet { glob: false, ..ScanArgsParquet::default() })
            }
        }
    }

    /// Whether the file has every column, once.
    fn check(&self, columns: &[String]) -> Result<()> {
        for column in columns {
            let fault = |code| {
                let place = Place::Data { file: self.file.name.clone(), column: Some(column.clone()), row: None };
                Err(faults::of_file(code, &self.file.name).with("column", column.as_str()).at(place))
            };
            if !self.columns.contains(column) {
                return fault(faults::COLUMN_MISSING);
            }
            // polars renames the second of two columns.
            if self.file.format == Format::Csv && self.columns.contains(&format!("{column}_duplicated_0")) {
                return fault(faults::COLUMN_TWICE);
            }
        }
        Ok(())
    }

    /// The number of the first data row, as people count: the header of a text file is row 1.
    const fn first_row(&self) -> u64 {
        match self.file.format {
            Format::Csv => 2,
            Format::Parquet => 1,
        }
    }

    fn read(
        &self,
        columns: &[String],
        wanted: &mut Wanted,
        batch: &mut Batch,
        each: &mut impl FnMut(&mut Wanted, &Batch) -> Result<Flow>,
    ) -> Result<(u64, Flow)> {
        let mut rows = 0;
        let (send, receive) = sync_channel(1);
        let query = self
            .scan()
            .map(|frame| frame.select(columns.iter().map(|column| col(column.as_str())).collect::<Vec<_>>()))
            // A receiver that is gone has learnt enough.
            .and_then(|frame| {
                frame.sink_batches(PlanCallback::new(move |frame| Ok(send.send(frame).is_err())), true, None)
            })
            .map_err(|_| self.blame())?;
        // polars decodes on its own threads; the rows are counted on this one, so that `each` may borrow.
        let decoding = thread::spawn(move || query.collect_with_engine(Engine::Streaming).map(|_| ()));
        let file = self.file.name.as_str().into();
        for frame in &receive {
            let origin = Origin { file: std::sync::Arc::clone(&file), first_row: self.first_row() + rows };
            wanted.read(&frame, origin, batch)?;
            rows += frame.height() as u64;
            if each(wanted, batch)? == Flow::Stop {
                drop(receive);
                // What polars says about being stopped is of no interest.
                let _ = decoding.join();
                return Ok((rows, Flow::Stop));
            }
        }
        // A panic among polars' threads closes the channel early, as the end of the file does: it must not pass for one.
        let whole = matches!(decoding.join(), Ok(Ok(()))) && self.rows.is_none_or(|expected| expected == rows);
        if whole { Ok((rows, Flow::On)) } else { Err(self.blame()) }
    }

    /// The error for a file that polars could not read, found without the library's words.
    fn blame(&self) -> Error {
        let by_row = match self.file.format {
            Format::Csv => csv::blame(&self.file.path, &self.file.name, self.separator),
            Format::Parquet => None,
        };
        by_row.unwrap_or_else(|| faults::of_file(faults::DAMAGED, &self.file.name))
    }
}
