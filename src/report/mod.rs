//! Reports: one file per format, each a function of the audit document alone. Knows the audit and the languages;
//! refuses to know rows, cubes, plans and formulas.

mod charts;
mod findings;
pub mod html;
pub mod json;
mod rank;
mod sections;
pub mod text;
mod words;

use std::io;
use std::path::Path;

pub use words::{gate_sentence, measure_name, segment_words, sentence, warning};

use crate::audit::Audit;
use crate::lang::Lang;

/// A format that an audit can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// The document itself.
    Json,
    /// One page that opens anywhere.
    Html,
    /// The block that the terminal shows, without colours.
    Text,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Json, Self::Html, Self::Text];

    /// The word for `--format`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Text => "text",
        }
    }

    /// The ending of a file in this format, without the dot.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Text => "txt",
        }
    }

    /// The format with this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The format of a file with this name; `None` when its ending names no format.
    ///
    /// ```
    /// use evenhand::report::Format;
    /// assert_eq!(Format::of_file("out/audit.JSON".as_ref()), Some(Format::Json));
    /// assert_eq!(Format::of_file("report.doc".as_ref()), None);
    /// ```
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.ending() == ending)
    }
}

/// Writes the audit in this format and language.
///
/// # Errors
/// When `out` fails, or when the document holds a number that JSON has no word for.
pub fn write(format: Format, audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(audit, lang, out),
        Format::Html => html::write(audit, lang, out),
        Format::Text => text::write(audit, lang, out),
    }
}
