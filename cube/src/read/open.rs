//! Opens one file, or standard input: finds its format, and reads what stands at its beginning. It refuses to read rows.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal};
use std::path::Path;
use std::sync::Mutex;

use super::byte_source::{ByteSource, Stream};
use super::files::{Found, STDIN};
use super::format::{Kind, Packing, TELLING};
use super::ipc::Ipc;
use super::lengths::unpanicked;
use super::ndjson::Ndjson;
use super::parquet::Parquet;
use super::sheet::{Sheet, Unread};
use super::text::Text;
use super::{faults, table_file_faults};
use crate::error::{Error, Place, Result, nearest};
use crate::spec::CsvOptions;

/// What opening a file tells.
#[derive(Debug)]
pub(crate) struct Opened {
    /// Its format.
    pub kind: Kind,
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
    /// Text with separators.
    Text(Text),
    /// JSON objects.
    Ndjson(Ndjson),
    /// Parquet.
    Parquet(Parquet),
    /// Arrow, as a file or as a stream.
    Ipc(Ipc),
    /// A sheet of a workbook.
    Sheet(Sheet),
}

/// Opens a file that was found; `place` is where it was named. What can be read once only is kept when it will be read
/// `twice`.
///
/// # Errors
/// When there is nothing to read, when the format is not read, or when the beginning is not what it should be.
pub(crate) fn open(file: &Found, options: &CsvOptions, place: &Place, twice: bool) -> Result<Opened> {
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
    let kind = Kind::of(&start, &file.path).map_err(unread)?;
    let (content, supply) = match (kind.is_text(), packing) {
        (true, _) => {
            let (content, stream) = text(stream, (kind, packing), file, options)?;
            let supply = match found {
                Some(supply) => supply,
                None if twice => kept(stream, packing, file, place)?,
                None => ByteSource::Pipe(Mutex::new(Some(stream))),
            };
            (content, supply)
        }
        (false, Packing::None) if kind == Kind::Sheet => sheet((stream, &start), options, found, file, place)?,
        (false, Packing::None) => binary(stream, kind, found, file, place)?,
        (false, Packing::Gzip) => return Err(unread("gzip")),
        (false, Packing::Zstd) => return Err(unread("zstd")),
    };
    Ok(Opened { kind, packing, supply, content })
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

fn text(
    stream: Stream,
    (kind, packing): (Kind, Packing),
    file: &Found,
    options: &CsvOptions,
) -> Result<(Content, Stream)> {
    let opened = match kind {
        Kind::Ndjson => Ndjson::open(stream, options.encoding).map(|(it, rest)| (Content::Ndjson(it), rest)),
        _ => Text::open(stream, options).map(|(it, rest)| (Content::Text(it), rest)),
    };
    opened.map_err(|fault| table_file_faults::of_beginning(fault, &file.name, packing, options))
}

fn binary(
    stream: Stream,
    kind: Kind,
    found: Option<ByteSource>,
    file: &Found,
    place: &Place,
) -> Result<(Content, ByteSource)> {
    let supply = found.map_or_else(|| kept(stream, Packing::None, file, place), Ok)?;
    let mut bytes = supply.open().map_err(|error| faults::of_io(&error, &file.name))?;
    let content = unpanicked(|| match kind {
        Kind::Parquet => Parquet::open(&mut bytes).map(Content::Parquet).ok(),
        _ => Ipc::open(bytes, kind).map(Content::Ipc).ok(),
    });
    Ok((content.ok_or_else(|| faults::of_file(faults::DAMAGED, &file.name))?, supply))
}

/// Reads a sheet of a workbook into memory.
fn sheet(
    (stream, start): (Stream, &[u8]),
    options: &CsvOptions,
    found: Option<ByteSource>,
    file: &Found,
    place: &Place,
) -> Result<(Content, ByteSource)> {
    let supply = found.map_or_else(|| kept(stream, Packing::None, file, place), Ok)?;
    let mut bytes = supply.open().map_err(|error| faults::of_io(&error, &file.name))?;
    let size = bytes.metadata().map_or(0, |about| about.len());
    let sheet = Sheet::open(&mut bytes, size, options).map_err(|unread| match unread {
        Unread::None => {
            let word = if start.starts_with(b"PK") { "zip" } else { "excel" };
            faults::of_file(faults::FORMAT, &file.name).with("format", word)
        }
        Unread::TooLarge => faults::of_file(faults::WORKBOOK_TOO_LARGE, &file.name),
        Unread::Empty => faults::of_file(faults::FILE_EMPTY, &file.name),
        Unread::NoSheet(sheets) => {
            let wanted = options.sheet.as_deref().unwrap_or_default();
            let like = nearest(wanted, sheets.iter().map(String::as_str));
            let error = faults::of_file(faults::NO_SHEET, &file.name).with("sheet", wanted);
            let error = error.with("near", if like.is_some() { "yes" } else { "no" });
            error.with("suggestion", like.unwrap_or_default()).with("known", sheets.clone())
        }
    })?;
    Ok((Content::Sheet(sheet), supply))
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
