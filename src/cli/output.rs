//! The documents that `-o` asks for: which format and language each has, and how all of them are written whole or not
//! at all.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::DocumentArgs;
use super::terminal::Terminal;
use crate::document::Audit;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Lang;
use crate::report::{self, Format, Stored};
use crate::store::{self, Identity, Ready};
use evenhand_cube::read::Inputs;

/// Formats that are not written yet, by word and ending.
const LATER: [(&str, &str); 1] = [("pdf", "pdf")];
/// The page that is opened when no other is written.
const OPENED: &str = "report.html";
/// What stands for the language in a name.
const LANGUAGE: &str = "{lang}";

/// One document to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Output {
    /// The file; `None` is standard output.
    file: Option<PathBuf>,
    format: Format,
    lang: Lang,
}

/// The documents that these flags ask for.
///
/// # Errors
/// As [`of_names`].
pub(super) fn of_args(args: &DocumentArgs, lang: Lang) -> Result<Vec<Output>> {
    let mut outputs = of_names(&args.output, args.format.as_deref(), lang)?;
    if args.open && first_page(&outputs).is_none() {
        outputs.extend(of_names(&[OPENED.into()], None, lang)?);
    }
    Ok(outputs)
}

/// The first page that is written to a file.
pub(super) fn first_page(outputs: &[Output]) -> Option<&Path> {
    let page = |output: &&Output| output.format.is_page() && output.file.is_some();
    outputs.iter().find(page)?.file.as_deref()
}

/// The documents that these names ask for. A format without a name is meant for standard output. Every folder is tried,
/// so that a long audit does not end in one that cannot be written to.
///
/// # Errors
/// `EVH-U001` for a format that is not written yet, `EVH-U002` for an unknown ending, `EVH-U003` for standard output
/// without a format, `EVH-U004` for a file that cannot be written, `EVH-U006` for a name given twice.
pub(super) fn of_names(names: &[OsString], format: Option<&str>, lang: Lang) -> Result<Vec<Output>> {
    let chosen = format.map(of_word).transpose()?;
    let mut outputs: Vec<Output> = Vec::new();
    if let (Some(format), []) = (chosen, names) {
        outputs.push(Output { file: None, format, lang });
    }
    for name in names {
        let languages = if in_language(name, lang).is_some() { &Lang::ALL[..] } else { &[lang] };
        for lang in languages {
            let of_language = in_language(name, *lang);
            let output = of_name(of_language.as_deref().unwrap_or(name), chosen, *lang)?;
            if outputs.iter().any(|other| output.is_where(other)) {
                return Err(Error::new(ErrorCode::U006).with("file", name.display().to_string()).at(flag("-o")));
            }
            outputs.push(output);
        }
    }
    outputs.iter().filter_map(|output| output.file.as_deref()).try_for_each(store::writable)?;
    Ok(outputs)
}

/// Refuses documents that would take the place of what they are made from, under whatever name.
///
/// # Errors
/// `EVH-U009` for the first.
pub(super) fn spare(outputs: &[Output], read: &Inputs) -> Result<()> {
    match outputs.iter().filter_map(|output| output.file.as_deref()).find(|file| read.hold(file)) {
        Some(file) => Err(Error::new(ErrorCode::U009).with("file", file.display().to_string()).at(flag("-o"))),
        None => Ok(()),
    }
}

/// Whether standard output holds a document.
pub(super) fn on_stdout(outputs: &[Output]) -> bool {
    outputs.iter().any(|output| output.file.is_none())
}

/// Writes every document: all are made first, then all are stored, then standard output follows. Returns the files.
///
/// # Errors
/// `EVH-U004` when one cannot be written.
pub(super) fn write<'o>(outputs: &'o [Output], audit: &Audit) -> Result<Vec<&'o Path>> {
    write_all(outputs, |format, lang, out| report::write(format, audit, lang, out))
}

/// The same of an audit that was stored.
///
/// # Errors
/// As [`write`].
pub(super) fn write_stored<'o>(outputs: &'o [Output], stored: &Stored) -> Result<Vec<&'o Path>> {
    write_all(outputs, |format, lang, out| report::write_stored(format, stored, lang, out))
}

fn write_all(outputs: &[Output], make: impl Fn(Format, Lang, &mut dyn Write) -> io::Result<()>) -> Result<Vec<&Path>> {
    let mut made: Vec<(&Output, Vec<u8>)> = Vec::new();
    for output in outputs {
        let mut bytes = Vec::new();
        let written = make(output.format, output.lang, &mut bytes);
        let name = output.file.as_deref().unwrap_or(Path::new("stdout"));
        written.map_err(|error| store::unwritable(name, &error))?;
        made.push((output, bytes));
    }
    let mut ready = Vec::new();
    for (output, bytes) in &made {
        if let Some(file) = &output.file {
            ready.push(Ready::beside(file, |out| out.write_all(bytes))?);
        }
    }
    Ready::keep(ready)?;
    for (_, bytes) in made.iter().filter(|(output, _)| output.file.is_none()) {
        Terminal::document(bytes)?;
    }
    Ok(outputs.iter().filter_map(|output| output.file.as_deref()).collect())
}

fn flag(name: &str) -> Place {
    Place::Flag(name.to_owned())
}

impl Output {
    /// Whether both are written to one place, under whatever names.
    fn is_where(&self, other: &Self) -> bool {
        let (Some(file), Some(other)) = (&self.file, &other.file) else { return self.file == other.file };
        let is_one_file = || Identity::of(file).is_some_and(|identity| Identity::of(other) == Some(identity));
        file == other || store::resolved(file) == store::resolved(other) || is_one_file()
    }
}

/// The name with a language in the place that it keeps for one; `None` where it keeps none.
fn in_language(name: &OsStr, lang: Lang) -> Option<OsString> {
    if let Some(name) = name.to_str() {
        return name.contains(LANGUAGE).then(|| name.replace(LANGUAGE, lang.tag()).into());
    }
    in_language_of_bytes(name, lang)
}

/// The same for names that are no text.
#[cfg(unix)]
fn in_language_of_bytes(name: &OsStr, lang: Lang) -> Option<OsString> {
    use std::os::unix::ffi::{OsStrExt, OsStringExt};
    let at = memchr::memmem::find(name.as_bytes(), LANGUAGE.as_bytes())?;
    let (before, from) = name.as_bytes().split_at(at);
    let behind = OsStr::from_bytes(&from[LANGUAGE.len()..]);
    let behind = in_language_of_bytes(behind, lang).unwrap_or_else(|| behind.to_owned());
    Some(OsString::from_vec([before, lang.tag().as_bytes(), behind.as_bytes()].concat()))
}

#[cfg(not(unix))]
fn in_language_of_bytes(_: &OsStr, _: Lang) -> Option<OsString> {
    None
}

fn of_name(name: &OsStr, chosen: Option<Format>, lang: Lang) -> Result<Output> {
    if name == "-" {
        let missing = || Error::new(ErrorCode::U003).with("known", known().replace(", ", "|")).at(flag("-o"));
        return Ok(Output { file: None, format: chosen.ok_or_else(missing)?, lang });
    }
    let file = PathBuf::from(name);
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let later = LATER.iter().find(|(_, later)| !ending.is_empty() && *later == ending);
    let format = match (Format::of_file(&file), later, chosen) {
        // Both are pages: which of them `.html` is, is for the flag to say.
        (Some(of_file), _, Some(chosen)) if chosen.may_end_like(of_file) => chosen,
        (Some(format), ..) | (None, None, Some(format)) => format,
        (None, Some((word, _)), _) => return Err(not_yet(word, "-o")),
        (None, None, None) => {
            let endings = Format::ALL.iter().filter_map(|format| format.ending);
            let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
            let error = Error::new(ErrorCode::U002).with("file", name.display().to_string());
            return Err(error.with("known", endings.join(" ")).at(flag("-o")));
        }
    };
    Ok(Output { file: (!store::is_standard_output(&file)).then_some(file), format, lang })
}

fn of_word(word: &str) -> Result<Format> {
    if let Some(format) = Format::from_id(word) {
        return Ok(format);
    }
    if LATER.iter().any(|(later, _)| *later == word) {
        return Err(not_yet(word, "--format"));
    }
    let words = Format::ALL.map(|format| format.id);
    Err(Error::new(ErrorCode::P007).with("key", "--format").at(flag("--format")).suggesting(word, words))
}

fn not_yet(word: &str, name: &str) -> Error {
    Error::new(ErrorCode::U001).with("format", word).with("known", known()).at(flag(name))
}

fn known() -> String {
    Format::ALL.map(|format| format.id).join(", ")
}
