//! Reports: one file per format, each a function of the audit document alone. Knows the audit and the languages;
//! refuses to know rows, cubes, plans and formulas.

mod block;
mod charts;
mod csv;
mod findings;
mod fixes;
mod gate;
mod github;
mod gitlab;
pub mod html;
pub mod json;
mod junit;
mod line;
mod markdown;
mod notice;
mod outcome;
mod page;
mod proposals;
mod question;
mod rank;
mod sarif;
mod stored;
pub mod text;
mod words;

use std::io;
use std::path::Path;

pub use stored::{Stored, read};
pub use words::{gate_sentence, measure_name, segment_words, sentence, warning};

use crate::document::Audit;
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
    /// A comment on a pull request, or the summary of a job.
    Markdown,
    /// A row for each comparison.
    Csv,
    /// A test suite for each check.
    Junit,
    /// Results of static analysis, SARIF 2.1.0.
    Sarif,
    /// Code quality of GitLab.
    Gitlab,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One page in plain words, to be published.
    Notice,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 10] = [
        Self::Json,
        Self::Html,
        Self::Text,
        Self::Markdown,
        Self::Csv,
        Self::Junit,
        Self::Sarif,
        Self::Gitlab,
        Self::Github,
        Self::Notice,
    ];

    /// The word for `--format`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Text => "text",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Gitlab => "gitlab",
            Self::Github => "github",
            Self::Notice => "notice",
        }
    }

    /// The ending of a file in this format, without the dot; `None` when no ending says it.
    #[must_use]
    pub const fn ending(self) -> Option<&'static str> {
        match self {
            Self::Json => Some("json"),
            Self::Html => Some("html"),
            Self::Text => Some("txt"),
            Self::Markdown => Some("md"),
            Self::Csv => Some("csv"),
            Self::Junit => Some("xml"),
            Self::Sarif => Some("sarif"),
            Self::Notice => Some("notice.html"),
            Self::Gitlab | Self::Github => None,
        }
    }

    /// The format with this word.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// The format of a file with this name, by the longest ending that is one; `None` when its ending names no format.
    ///
    /// ```
    /// use evenhand::report::Format;
    /// assert_eq!(Format::of_file("out/audit.JSON".as_ref()), Some(Format::Json));
    /// assert_eq!(Format::of_file("spring.notice.html".as_ref()), Some(Format::Notice));
    /// assert_eq!(Format::of_file("notice.html".as_ref()), Some(Format::Html));
    /// assert_eq!(Format::of_file("report.doc".as_ref()), None);
    /// ```
    #[must_use]
    pub fn of_file(path: &Path) -> Option<Self> {
        path.extension()?;
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let of = |format: &Self| format.ending().filter(|ending| name.ends_with(&format!(".{ending}"))).map(str::len);
        Self::ALL.into_iter().filter(|format| of(format).is_some()).max_by_key(of)
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
        Format::Markdown => markdown::write(audit, lang, out),
        Format::Csv => csv::write(audit, lang, out),
        Format::Junit => junit::write(audit, lang, out),
        Format::Sarif => sarif::write(audit, lang, out),
        Format::Gitlab => gitlab::write(audit, lang, out),
        Format::Github => github::write(audit, lang, out),
        Format::Notice => notice::write(audit, lang, out),
    }
}

/// Writes a stored audit in this format and language: the document is the one that was read, and the digest on the page is
/// that of its bytes.
///
/// # Errors
/// As [`write()`].
pub fn write_stored(format: Format, stored: &Stored, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    match format {
        Format::Json => out.write_all(&stored.bytes),
        Format::Html => html::write_of_document(&stored.audit, &stored.bytes, lang, out),
        _ => write(format, &stored.audit, lang, out),
    }
}
