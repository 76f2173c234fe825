//! Reports: one file per format, each a function of the audit document alone. Knows the audit and the languages;
//! refuses to know rows, cubes, plans and formulas.

mod block;
mod charts;
mod csv;
mod findings;
mod fixes;
mod fragment;
mod gate;
mod github;
mod gitlab;
mod html;
pub mod json;
mod junit;
mod line;
mod markdown;
mod notice;
mod outcome;
mod page;
mod proposals;
mod rank;
mod sarif;
pub mod site;
mod stored;
pub mod text;
mod words;

use std::io;
use std::path::Path;

pub use markdown::methods;
pub use stored::{Stored, read};
pub use words::{gate_sentence, measure_name, segment_words, sentence, unit_of, warning};

use crate::document::Audit;
use crate::lang::Lang;

/// A format that an audit can be written in: all that the program, its help and its errors know of it.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The word for `--format`.
    pub id: &'static str,
    /// The ending of a file in this format, without the dot; `None` when no ending says it.
    pub ending: Option<&'static str>,
    /// What help says beside the ending.
    pub about: &'static str,
    /// Its media type.
    pub media: &'static str,
    writer: Writer,
}

/// How a format is written.
#[derive(Debug, Clone, Copy)]
enum Writer {
    /// From the audit alone.
    OfAudit(fn(&Audit, Lang, &mut dyn io::Write) -> io::Result<()>),
    /// From the bytes of its document too.
    OfDocument(fn(&Audit, &[u8], Lang, &mut dyn io::Write) -> io::Result<()>),
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Format {}

impl Format {
    /// Every format, in the order of help.
    pub const ALL: [Self; 11] = [
        json::FORMAT,
        html::FORMAT,
        text::FORMAT,
        markdown::FORMAT,
        csv::FORMAT,
        junit::FORMAT,
        sarif::FORMAT,
        gitlab::FORMAT,
        github::FORMAT,
        notice::FORMAT,
        fragment::FORMAT,
    ];

    /// The format with this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id == id)
    }

    /// The format of a file with this name, by the longest ending that is one; `None` when its ending names no format.
    ///
    /// ```
    /// use evenhand::report::Format;
    /// let of = |name: &str| Format::of_file(name.as_ref()).map(|format| format.id);
    /// assert_eq!(of("out/audit.JSON"), Some("json"));
    /// assert_eq!(of("spring.notice.html"), Some("notice"));
    /// assert_eq!(of("notice.html"), Some("html"));
    /// assert_eq!(of("report.doc"), None);
    /// ```
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        path.extension()?;
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let of = |format: &Self| format.ending.filter(|ending| name.ends_with(&format!(".{ending}"))).map(str::len);
        Self::ALL.into_iter().filter(|format| of(format).is_some()).max_by_key(of)
    }

    /// Whether a file that ends like another format may be in this one when it is asked for: `.html` may be a notice.
    #[must_use]
    pub fn may_end_like(self, other: Self) -> bool {
        let ends = |own: &str, other: &str| own.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'));
        self.ending.zip(other.ending).is_some_and(|(own, other)| ends(own, other))
    }

    /// Whether browsers show it.
    #[must_use]
    pub fn is_page(self) -> bool {
        self.media == "text/html"
    }

    /// The ids of all, and their endings with what help says beside them.
    #[must_use]
    pub fn ids_and_endings() -> (Vec<&'static str>, Vec<String>) {
        let endings = Self::ALL.into_iter().filter_map(|format| Some((format.ending?, format.about)));
        let said = endings.map(|(ending, about)| format!(".{ending} {about}").trim_end().to_owned());
        (Self::ALL.map(|format| format.id).into(), said.collect())
    }
}

/// Writes the audit in this format and language.
///
/// # Errors
/// When `out` fails, or when the document holds a number that JSON has no word for.
pub fn write(format: Format, audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    match format.writer {
        Writer::OfAudit(write) => write(audit, lang, out),
        Writer::OfDocument(write) => {
            let mut document = Vec::new();
            json::write(audit, lang, &mut document)?;
            write(audit, &document, lang, out)
        }
    }
}

/// Writes a stored audit in this format and language: the document is the one that was read, and the digest on the page is
/// that of its bytes.
///
/// # Errors
/// As [`write()`].
pub fn write_stored(format: Format, stored: &Stored, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    match format.writer {
        Writer::OfAudit(write) => write(&stored.audit, lang, out),
        Writer::OfDocument(write) => write(&stored.audit, &stored.bytes, lang, out),
    }
}
