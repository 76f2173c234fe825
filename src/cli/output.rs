//! The documents that `-o` asks for: which format and language each has, and how all of them are written whole or not
//! at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::DocumentArgs;
use super::terminal::Terminal;
use crate::audit::Audit;
use crate::error::{Error, Place, Result};
use crate::ingest::{is_input, is_within};
use crate::lang::Lang;
use crate::plan::Plan;
use crate::report::{self, Format};
use crate::store::{self, Ready};

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
        outputs.extend(of_names(&[OPENED.to_owned()], None, lang)?);
    }
    Ok(outputs)
}

/// The first page that is written to a file.
pub(super) fn first_page(outputs: &[Output]) -> Option<&Path> {
    let page = |output: &&Output| matches!(output.format, Format::Html | Format::Notice) && output.file.is_some();
    outputs.iter().find(page)?.file.as_deref()
}

/// The documents that these names ask for. A format without a name is meant for standard output. Every folder is tried,
/// so that a long audit does not end in one that cannot be written to.
///
/// # Errors
/// `EVH-U001` for a format that is not written yet, `EVH-U002` for an unknown ending, `EVH-U003` for standard output
/// without a format, `EVH-U004` for a file that cannot be written, `EVH-U006` for a name given twice.
pub(super) fn of_names(names: &[String], format: Option<&str>, lang: Lang) -> Result<Vec<Output>> {
    let chosen = format.map(of_word).transpose()?;
    let mut outputs: Vec<Output> = Vec::new();
    if let (Some(format), []) = (chosen, names) {
        outputs.push(Output { file: None, format, lang });
    }
    for name in names {
        let languages = if name.contains(LANGUAGE) { &Lang::ALL[..] } else { &[lang] };
        for lang in languages {
            let output = of_name(&name.replace(LANGUAGE, lang.tag()), chosen, *lang)?;
            if outputs.iter().any(|other| other.file == output.file) {
                return Err(Error::new("EVH-U006").with("file", name.as_str()).at(flag("-o")));
            }
            outputs.push(output);
        }
    }
    outputs.iter().filter_map(|output| output.file.as_deref()).try_for_each(store::writable)?;
    Ok(outputs)
}

/// Refuses documents that would take the place of what they are made from: data, audience, config, packs and waivers, and
/// `further` files or folders that this run reads.
///
/// # Errors
/// `EVH-U009` for the first.
pub(super) fn spare_inputs(outputs: &[Output], plan: &Plan, further: &[&Path]) -> Result<()> {
    let read = |file: &&Path| is_input(plan, file) || further.iter().any(|read| is_within(file, read));
    match outputs.iter().filter_map(|output| output.file.as_deref()).find(read) {
        Some(file) => Err(Error::new("EVH-U009").with("file", file.display().to_string()).at(flag("-o"))),
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
    let mut made: Vec<(&Output, Vec<u8>)> = Vec::new();
    for output in outputs {
        let mut bytes = Vec::new();
        let written = report::write(output.format, audit, output.lang, &mut bytes);
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

fn of_name(name: &str, chosen: Option<Format>, lang: Lang) -> Result<Output> {
    if name == "-" {
        let missing = || Error::new("EVH-U003").with("known", known().replace(", ", "|")).at(flag("-o"));
        return Ok(Output { file: None, format: chosen.ok_or_else(missing)?, lang });
    }
    let file = PathBuf::from(name);
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let later = LATER.iter().find(|(_, later)| !ending.is_empty() && *later == ending);
    let format = match (Format::of_file(&file), later, chosen) {
        // Both are pages: which of them `.html` is, is for the flag to say.
        (Some(Format::Html), _, Some(Format::Notice)) => Format::Notice,
        (Some(format), ..) | (None, None, Some(format)) => format,
        (None, Some((word, _)), _) => return Err(not_yet(word, "-o")),
        (None, None, None) => {
            let endings = Format::ALL.iter().filter_map(|format| format.ending());
            let endings: Vec<String> = endings.map(|ending| format!(".{ending}")).collect();
            let error = Error::new("EVH-U002").with("file", name).with("known", endings.join(" "));
            return Err(error.at(flag("-o")));
        }
    };
    Ok(Output { file: Some(file), format, lang })
}

fn of_word(word: &str) -> Result<Format> {
    if let Some(format) = Format::from_id(word) {
        return Ok(format);
    }
    if LATER.iter().any(|(later, _)| *later == word) {
        return Err(not_yet(word, "--format"));
    }
    let words = Format::ALL.map(Format::id);
    Err(Error::new("EVH-P007").with("key", "--format").at(flag("--format")).suggesting(word, words))
}

fn not_yet(word: &str, name: &str) -> Error {
    Error::new("EVH-U001").with("format", word).with("known", known()).at(flag(name))
}

fn known() -> String {
    Format::ALL.map(Format::id).join(", ")
}
