//! A table on disk: its files, their columns, and its rows as batches.

use std::sync::Arc;
use std::thread;

use super::batch::{Batch, Origin};
use super::files::{Found, find};
use super::parquet::Parquet;
use super::text::Text;
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
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text(Text),
    Parquet(Parquet),
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
        if let (Some(Content::Text(text)), None) = (parts.first().map(|part| &part.content), options.separator) {
            // A comma is what the name of the format promises.
            let word = match text.separator {
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
        self.parts.first().is_some_and(|part| part.columns().iter().any(|own| own == column))
    }

    /// The column names of its first file.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().take(1).flat_map(|part| part.columns().iter().map(String::as_str))
    }

    /// How many rows it has, when its files say so.
    pub(crate) fn rows(&self) -> Option<u64> {
        self.parts.iter().map(Part::rows).sum()
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
        let content = match file.format {
            Format::Csv => Content::Text(open_text(&file, options)?),
            Format::Parquet => {
                let opened = Parquet::open(&file.path).map_err(|_| faults::of_file(faults::DAMAGED, &file.name))?;
                Content::Parquet(opened)
            }
        };
        Ok(Self { file, content })
    }

    const fn columns(&self) -> &Vec<String> {
        match &self.content {
            Content::Text(text) => &text.columns,
            Content::Parquet(parquet) => &parquet.columns,
        }
    }

    /// How many rows it has, when it says so itself.
    const fn rows(&self) -> Option<u64> {
        match &self.content {
            Content::Text(_) => None,
            Content::Parquet(parquet) => Some(parquet.rows),
        }
    }

    /// Whether the file has every column, once.
    fn check(&self, columns: &[String]) -> Result<()> {
        for column in columns {
            let code = match &self.content {
                _ if !self.columns().contains(column) => faults::COLUMN_MISSING,
                Content::Text(text) if text.has_twice(column) => faults::COLUMN_TWICE,
                _ => continue,
            };
            let place = Place::Data { file: self.file.name.clone(), column: Some(column.clone()), row: None };
            let error = faults::of_file(code, &self.file.name).with("column", column.as_str());
            return Err(error.with("near", "no").with("suggestion", "").at(place));
        }
        Ok(())
    }

    /// Reads the file to its end, or until `each` has learnt enough. Returns how many rows were read.
    fn read(
        &self,
        columns: &[String],
        wanted: &mut Wanted,
        batch: &mut Batch,
        each: &mut impl FnMut(&mut Wanted, &Batch) -> Result<Flow>,
    ) -> Result<(u64, Flow)> {
        let file: Arc<str> = self.file.name.as_str().into();
        let mut rows = 0;
        match &self.content {
            Content::Text(text) => {
                let flow = text.read(columns, |frame| {
                    // The header is row 1.
                    let origin = Origin { file: Arc::clone(&file), first_row: rows + 2 };
                    wanted.read(frame.height(), origin, batch, &|name| {
                        Some(frame.column(name).ok()?.as_materialized_series().clone())
                    })?;
                    rows += frame.height() as u64;
                    each(wanted, batch)
                })?;
                Ok((rows, flow.ok_or_else(|| blame(&self.file, text.separator))?))
            }
            Content::Parquet(parquet) => {
                for group in parquet.groups() {
                    let origin = Origin { file: Arc::clone(&file), first_row: rows + 1 };
                    wanted.read(group.rows, origin, batch, &|name| parquet.column(group, name))?;
                    rows += group.rows as u64;
                    if each(wanted, batch)? == Flow::Stop {
                        return Ok((rows, Flow::Stop));
                    }
                }
                Ok((rows, Flow::On))
            }
        }
    }
}

fn open_text(file: &Found, options: &CsvOptions) -> Result<Text> {
    let sample = csv::sample(&file.path).map_err(|error| faults::of_io(&error, &file.name))?;
    if let Some(code) = csv::fault_of_start(&sample) {
        return Err(faults::of_file(code, &file.name));
    }
    let given = options.separator.and_then(|separator| u8::try_from(separator).ok());
    let separator = given.unwrap_or_else(|| csv::separator(&sample));
    Text::open(&file.path, separator).map_err(|_| blame(file, separator))
}

/// The error for text that polars could not read, found without the library's words.
fn blame(file: &Found, separator: u8) -> Error {
    csv::blame(&file.path, &file.name, separator).unwrap_or_else(|| faults::of_file(faults::DAMAGED, &file.name))
}
