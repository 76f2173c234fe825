//! A table: its files, their columns, and its rows as batches.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::batch::Batch;
use super::batch_reader::BatchReader;
use super::files::find;
use super::format::Header;
use super::json::Class;
use super::signs::Signs;
use super::table_file::{Read, TableFile};
use super::value::each;
use super::{faults, files};
use crate::error::Said;
use crate::error::{Place, Result};
use crate::input::Input;
use crate::spec::CsvOptions;

/// A table, ready to be read.
#[derive(Debug)]
pub(crate) struct Source {
    role: &'static str,
    name: String,
    /// Where it was named.
    place: Place,
    parts: Vec<TableFile>,
    /// How large it is, and how far it was read.
    extent: Extent,
    /// Whether files that are byte for byte the same are counted, each of them.
    same_files_count: bool,
    /// What was detected and not stated.
    said: Mutex<Vec<Said>>,
}

/// Whether reading goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// It does.
    On,
    /// It has learnt enough.
    Stop,
}

/// How large a table is, and how far it was read: kept, because asking every file after every batch would take the square
/// of their number.
#[derive(Debug, Default)]
struct Extent {
    /// Rows, when its files say how many they have.
    rows: Option<u64>,
    /// Bytes, when all of it is files of text.
    bytes: Option<u64>,
    /// The place of the file that is being read, and the bytes of those before it.
    at: Mutex<(usize, u64)>,
}

impl Extent {
    fn of(parts: &[TableFile]) -> Self {
        let sum = |sum: u64, own: Option<u64>| Some(sum.saturating_add(own?));
        Self {
            rows: parts.iter().map(TableFile::rows).try_fold(0, sum),
            bytes: parts.iter().map(|part| part.bytes().map(|(_, size)| size)).try_fold(0, sum),
            at: Mutex::default(),
        }
    }

    /// The file at this place is read now, behind so many bytes.
    fn begin(&self, place: usize, before: u64) {
        *self.at.lock().unwrap_or_else(PoisonError::into_inner) = (place, before);
    }
}

/// How a table is going to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Opening<'a> {
    /// What can be read once only is kept, to be read again.
    pub twice: bool,
    /// The folder that its files must be in, where the config names them.
    pub within: Option<&'a Path>,
}

impl Source {
    /// Finds the files and looks at their beginnings: formats, columns, how text is written.
    pub(crate) fn open(role: &'static str, from: (&Path, &str, &Place), options: &CsvOptions) -> Result<Self> {
        Self::open_to_read(role, from, options, Opening::default())
    }

    /// The same, to be read in this way.
    pub(crate) fn open_to_read(
        role: &'static str,
        (path, name, place): (&Path, &str, &Place),
        options: &CsvOptions,
        Opening { twice, within }: Opening<'_>,
    ) -> Result<Self> {
        let files = find(path, name, place)?;
        // Before anything is read: names of columns are shown.
        files.iter().try_for_each(|file| files::within(within, &file.path, &file.name, place))?;
        let mut parts: Vec<TableFile> = Vec::with_capacity(files.len());
        for file in files {
            let part = TableFile::open(file, options, place, twice, parts.last())?;
            parts.push(part);
        }
        if parts.iter().any(|part| part.format() != parts[0].format()) {
            return Err(faults::of_file(faults::MIXED_FOLDER, name).at(place.clone()));
        }
        let said = detected(&parts, name, options);
        let (name, place, extent) = (name.to_owned(), place.clone(), Extent::of(&parts));
        Ok(Self { role, name, place, parts, extent, same_files_count: false, said: Mutex::new(said) })
    }

    /// The same, where files that are byte for byte the same are counted if `same_files_count` says so.
    pub(crate) fn counting_same_files(self, same_files_count: bool) -> Self {
        Self { same_files_count, ..self }
    }

    /// Its name as the user gave it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Whether some file has a column of this name; which of them lacks it, reading says.
    pub(crate) fn has(&self, column: &str) -> bool {
        self.parts.iter().any(|part| part.has(column))
    }

    /// How many lines may stand above the header without being found to, for a message.
    pub(crate) fn likely(&self) -> Option<usize> {
        self.parts.iter().filter_map(TableFile::header).find_map(|header| header.likely)
    }

    /// Where a column is that the first file lacks: the first file, and another that has it.
    pub(crate) fn elsewhere(&self, column: &str) -> Option<(&str, &str)> {
        let other = self.parts.iter().find(|part| part.has(column))?;
        Some((self.parts.first()?.name(), other.name()))
    }

    /// The column names of its first file.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().take(1).flat_map(TableFile::columns)
    }

    /// What a column is in all of its files; text where they differ, or where no value shows it.
    pub(crate) fn class(&self, column: &str, missing: &[String]) -> Class {
        let mut classes = self.parts.iter().filter_map(|part| part.class(column, missing));
        let first = classes.next().unwrap_or(Class::Text);
        if classes.all(|class| class == first) { first } else { Class::Text }
    }

    /// How many rows it has, when its files say so.
    pub(crate) const fn rows(&self) -> Option<u64> {
        self.extent.rows
    }

    /// The part of it, from 0 to 1, that was read once these rows were: by rows where its files say how many they have,
    /// else by bytes. `None` where the end is not known, as of a pipe.
    #[expect(clippy::cast_precision_loss, reason = "a forecast")]
    pub(crate) fn share(&self, rows: u64) -> Option<f64> {
        let (done, of) = if let Some(of) = self.rows() {
            (rows, of)
        } else {
            let of = self.extent.bytes?;
            let (place, before) = *self.extent.at.lock().unwrap_or_else(PoisonError::into_inner);
            let (read, _) = self.parts.get(place)?.bytes()?;
            (before.saturating_add(read), of)
        };
        (of > 0).then(|| done as f64 / of as f64)
    }

    /// How its numbers are written: a comma is the decimal sign where it is in some file.
    pub(crate) fn signs(&self) -> Signs {
        let known = || self.parts.iter().filter_map(TableFile::header).map(|header| header.signs);
        let comma = known().find(|signs| signs.decimal == ',');
        comma.or_else(|| known().find(|signs| signs.sure)).or_else(|| known().next()).unwrap_or_default()
    }

    /// The first values of a column, as text, where they were looked at.
    pub(crate) fn sample(&self, column: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for values in self.parts.iter().filter_map(|part| part.sample(column)) {
            each(&values, |_, value| texts.extend(value.and_then(|value| value.label().map(Cow::into_owned))));
        }
        texts
    }

    /// What was detected while opening and, so far, reading it.
    pub(crate) fn said(&self) -> Vec<Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The columns whose type is not read, in whichever of its files, with what the type is called.
    pub(crate) fn unsupported(&self) -> Vec<(String, String)> {
        let mut seen = BTreeSet::new();
        let columns = self.parts.iter().flat_map(|part| part.columns().map(move |column| (part, column)));
        let unread = columns.filter_map(|(part, column)| Some((column, part.unsupported(column)?)));
        unread.filter(|(column, _)| seen.insert(*column)).map(|(column, kind)| (column.to_owned(), kind)).collect()
    }

    /// Whether every file has each of these columns, once, and of a type that is read.
    pub(crate) fn check(&self, columns: &[String]) -> Result<()> {
        let checked = self.parts.iter().try_for_each(|part| part.check(columns));
        checked.map_err(|error| {
            let column = error.said.values.get("column").and_then(serde_json::Value::as_str).unwrap_or_default();
            match self.elsewhere(column).filter(|_| error.is(faults::COLUMN_MISSING)) {
                Some((_, other)) => error.with("elsewhere", "yes").with("other", other),
                None => error,
            }
        })
    }

    /// Reads the columns wanted, file by file and row by row, and hands on each batch. Returns what was read.
    pub(crate) fn read(
        &self,
        wanted: &mut BatchReader,
        mut each: impl FnMut(&mut BatchReader, &Batch) -> Result<Flow>,
    ) -> Result<Vec<Input>> {
        let columns = wanted.columns();
        self.check(&columns)?;
        self.parts.iter().for_each(TableFile::begin);
        self.say_unnamed(&columns);
        let mut inputs: Vec<Input> = Vec::new();
        // The places of the files with rows that have a digest.
        let mut known: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let (mut batch, mut before) = (Batch::default(), 0_u64);
        for (place, part) in self.parts.iter().enumerate() {
            self.extent.begin(place, before);
            let Some(Read { rows, fingerprint, encoding, notes }) =
                part.read(&columns, wanted, &mut batch, &mut each)?
            else {
                return Ok(inputs);
            };
            self.say_encoding(encoding);
            before = before.saturating_add(fingerprint.bytes);
            let alike = known.entry(fingerprint.sha256.clone()).or_default();
            let same = alike.iter().map(|place| &self.parts[*place]).find(|other| other.has_folders_of(part));
            if let Some(other) = same.filter(|_| !self.same_files_count) {
                let from = if self.place.flag().is_some() { "flag" } else { "config" };
                let error = faults::of_file(faults::SAME_FILE, part.name()).with("other", other.name());
                return Err(error.with("from", from));
            }
            if rows > 0 {
                alike.push(place);
            }
            if notes > 0 {
                self.say(Said::new("notes-behind").with("file", part.name()).with("lines", notes));
            }
            inputs.push(Input {
                role: self.role.to_owned(),
                name: part.name().to_owned(),
                bytes: fingerprint.bytes,
                sha256: fingerprint.sha256,
                rows,
                columns_read: columns.clone(),
            });
        }
        if inputs.iter().all(|input| input.rows == 0) {
            return Err(faults::of_file(faults::NO_ROWS, &self.name));
        }
        Ok(inputs)
    }

    /// Says which of the columns read have no name of their own.
    fn say_unnamed(&self, columns: &[String]) {
        for part in self.parts.iter().take(1) {
            for column in
                part.header().map_or(&[][..], |header| header.unnamed).iter().filter(|column| columns.contains(column))
            {
                self.say(Said::new("column-unnamed").with("file", part.name()).with("column", column.as_str()));
            }
        }
    }

    /// Says something once, however often the table is read.
    pub(crate) fn say(&self, note: Said) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if !said.contains(&note) {
            said.push(note);
        }
    }

    /// Says once how the text of the table is written.
    fn say_encoding(&self, encoding: Option<&'static str>) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(encoding) = encoding.filter(|_| said.iter().all(|said| said.id != "encoding-detected")) {
            said.push(Said::new("encoding-detected").with("file", self.name.as_str()).with("encoding", encoding));
        }
    }
}

/// What was found and not stated of how the files are written.
fn detected(parts: &[TableFile], name: &str, options: &CsvOptions) -> Vec<Said> {
    let mut said = Vec::new();
    let headers = || parts.iter().filter_map(TableFile::header);
    if let (Some(word), None) = (headers().next().and_then(|header| header.separator), options.separator) {
        said.push(Said::new("separator-detected").with("file", name).with("separator", word));
    }
    let stated = options.decimal.is_some() || options.thousands.is_some();
    if !stated && headers().any(|header| header.signs.decimal == ',') {
        said.push(Said::new("decimal-comma-detected").with("file", name));
    }
    for part in parts {
        let Some(Header { before, titles, chosen_sheet, .. }) = part.header() else { continue };
        if titles > 0 {
            let note = Said::new("lines-before").with("file", part.name()).with("lines", titles);
            said.push(note.with("skip", before).with("header", before + 1));
        }
        if let Some(sheet) = chosen_sheet {
            said.push(Said::new("sheet-detected").with("file", part.name()).with("sheet", sheet));
        }
    }
    said
}
