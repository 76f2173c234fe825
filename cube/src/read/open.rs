//! Opens one file, or standard input: finds its format, and reads what stands at its beginning. It refuses to read rows.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::sync::Mutex;

use super::byte_source::{ByteSource, Stream};
use super::faults;
use super::files::{Found, STDIN};
use super::format::{BinaryTable, Format, Open, Packing, TELLING, Table, TextTable};
use super::table_file_faults::of_beginning;
use super::text::Text;
use crate::error::{Error, Place, Result};
use crate::spec::CsvOptions;

/// What opening a file tells.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Its format.
    pub format: &'static Format,
    /// How it is compressed as a whole.
    pub packing: Packing,
    /// Where its bytes come from.
    pub supply: ByteSource,
    /// What is known of its content.
    pub content: Content,
}

/// A file of one format, of which all but the rows was read.
#[derive(Debug)]
pub(crate) enum Content {
    /// Text.
    Text(Box<dyn TextTable>),
    /// Anything else.
    Binary(Box<dyn BinaryTable>),
}

impl Content {
    /// What is known of it.
    pub(crate) fn table(&self) -> &dyn Table {
        match self {
            Self::Text(table) => table.as_ref(),
            Self::Binary(table) => table.as_ref(),
        }
    }
}

/// Opens a file that was found; `place` is where it was named. What can be read once only is kept when it will be read
/// `twice`. `before` is what a text before it in the same table is.
///
/// # Errors
/// When there is nothing to read, when the format is not read, or when the beginning is not what it should be.
pub(crate) fn open(
    file: &Found,
    options: &CsvOptions,
    place: &Place,
    twice: bool,
    before: Option<&Text>,
) -> Result<Opened> {
    // What the file is must be known before its first byte is read.
    let found = if is_piped(file) { None } else { Some(supply_of(file)?) };
    let (stream, packing) = unpack(file, place)?;
    let (start, stream) = stream.start(TELLING).map_err(|error| match packing {
        Packing::None => faults::of_io(&error, &file.name),
        _ => faults::of_file(faults::DAMAGED, &file.name),
    })?;
    if start.is_empty() {
        return Err(if is_stdin(file) {
            nothing("empty", file, place)
        } else {
            faults::of_file(faults::FILE_EMPTY, &file.name)
        });
    }
    let unread = |word: &str| faults::of_file(faults::FORMAT, &file.name).with("format", word);
    let format = Format::of(&start, &file.path).map_err(unread)?;
    let (content, supply) = match (&format.open, packing) {
        (Open::Text(open), _) => {
            let opened = open(stream, options, before);
            let (table, stream) = opened.map_err(|fault| of_beginning(fault, &file.name, packing, options))?;
            let supply = match found {
                Some(supply) => supply,
                None if twice => kept(stream, packing, file, place)?,
                None => ByteSource::Pipe(Mutex::new(Some(stream))),
            };
            (Content::Text(table), supply)
        }
        (Open::Binary(open), Packing::None) => {
            let supply = found.map_or_else(|| kept(stream, Packing::None, file, place), Ok)?;
            let bytes = supply.open().map_err(|error| faults::of_io(&error, &file.name))?;
            (Content::Binary(open(bytes, &file.name, options)?), supply)
        }
        (Open::Binary(_), Packing::Gzip) => return Err(unread("gzip")),
        (Open::Binary(_), Packing::Zstd) => return Err(unread("zstd")),
    };
    Ok(Opened { format, packing, supply, content })
}

fn unpack(file: &Found, place: &Place) -> Result<(Stream, Packing)> {
    let stream = if is_stdin(file) {
        if io::stdin().is_terminal() {
            return Err(nothing("terminal", file, place));
        }
        Stream::new(io::stdin())
    } else {
        File::open(&file.path).and_then(Stream::new)
    };
    stream.map_err(|error| faults::of_io(&error, &file.name))
}

fn kept(stream: Stream, packing: Packing, file: &Found, place: &Place) -> Result<ByteSource> {
    stream.keep().map_err(|error| match (error.kind(), packing) {
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge, _) => {
            faults::of_file(faults::NOT_KEPT, &file.name).with("reason", "full").at(place.clone())
        }
        (_, Packing::None) => faults::of_file(faults::NOT_KEPT, &file.name).with("reason", "other").at(place.clone()),
        _ => faults::of_file(faults::DAMAGED, &file.name),
    })
}

fn is_stdin(file: &Found) -> bool {
    file.path == Path::new(STDIN)
}

/// Whether its bytes can be read once only: standard input, or a named pipe.
fn is_piped(file: &Found) -> bool {
    is_stdin(file) || !file.path.is_file()
}

fn supply_of(file: &Found) -> Result<ByteSource> {
    ByteSource::file(&file.path).map_err(|error| faults::of_io(&error, &file.name))
}

fn nothing(reason: &str, file: &Found, place: &Place) -> Error {
    faults::of_file(faults::NOTHING_PIPED, &file.name).with("reason", reason).at(place.clone())
}
