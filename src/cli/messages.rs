//! What is said on standard error, for programs: one JSON object on each line, when `EVENHAND_MESSAGES=json` asks for it. It
//! knows errors and words; it refuses to know what is said where.

use clap::error::ErrorKind;
use serde::Serialize;

use super::{diagnostic, locale};
use crate::document::Audit;
use crate::error::{Error, Place};
use crate::lang::{Lang, clean};
use crate::report;

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "level", rename_all = "lowercase")]
enum Message<'a> {
    /// The job could not be done.
    Error {
        /// `None` of a command line that cannot be read.
        code: Option<&'a str>,
        title: String,
        place: Option<Where>,
        fact: Option<String>,
        why: Option<String>,
        help: Option<String>,
        /// All of it, as a terminal shows it.
        text: String,
    },
    /// Something about the data that whoever reads the numbers has to know.
    Warning { code: &'a str, text: String },
    /// Everything else.
    Note { text: &'a str },
}

/// The place of an error.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Where {
    Config { file: String, line: Option<u64> },
    Data { file: String, column: Option<String>, row: Option<u64> },
    Flag { flag: String },
}

impl Where {
    fn of(place: &Place) -> Option<Self> {
        match place {
            Place::Config { source, .. } => {
                Some(Self::Config { file: clean(&source.path.to_string_lossy()).into_owned(), line: place.line() })
            }
            Place::Data { file, column, row } => {
                Some(Self::Data { file: file.clone(), column: column.clone(), row: *row })
            }
            Place::Flag(flag) => Some(Self::Flag { flag: flag.clone() }),
            Place::Run => None,
        }
    }
}

/// Whether programs read standard error.
pub(super) fn asked() -> bool {
    locale::messages().is_some_and(|how| how == "json")
}

/// What went wrong.
pub(super) fn error(error: &Error, lang: Lang) -> String {
    let attribute = |name: &str| lang.attribute(&error.said.id, name, &error.said.values);
    line(&Message::Error {
        code: Some(error.code()),
        title: lang.say(&error.said),
        place: Where::of(&error.place),
        fact: attribute("label"),
        why: attribute("why"),
        help: attribute("help"),
        text: diagnostic::render(error, lang, false),
    })
}

/// A command line that cannot be read; `None` where help or the version was asked for.
pub(super) fn usage(usage: &clap::Error) -> Option<String> {
    if matches!(usage.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return None;
    }
    let text = usage.render().to_string();
    let title = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
    let text = text.trim_end().to_owned();
    Some(line(&Message::Error { code: None, title, place: None, fact: None, why: None, help: None, text }))
}

/// The warnings of an audit, a line each.
pub(super) fn warnings(audit: &Audit, lang: Lang) -> Vec<String> {
    let said = audit.warnings.iter();
    said.map(|said| line(&Message::Warning { code: &said.id, text: report::warning(audit, said, lang) })).collect()
}

/// Anything else.
pub(super) fn note(text: &str) -> String {
    line(&Message::Note { text: text.trim() })
}

/// JSON on one line, and no letter in it that a terminal obeys.
fn line(message: &Message<'_>) -> String {
    serde_json::to_string(message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn a_message_is_one_line_that_says_what_a_terminal_shows() {
        let place = Place::Data { file: "a.csv".into(), column: Some("g\n\u{202e}".into()), row: Some(7) };
        let said = error(&Error::new(ErrorCode::D004).with("column", "g\n").with("file", "a.csv").at(place), Lang::En);
        assert_eq!(said.lines().count(), 1);
        let read: serde_json::Value = serde_json::from_str(&said).unwrap();
        assert_eq!((read["level"].as_str(), read["code"].as_str()), (Some("error"), Some("EVH-D004")));
        assert_eq!(read["place"]["row"], 7);
        assert!(read["text"].as_str().unwrap().starts_with("error[EVH-D004]: "));
        assert_eq!(note(" a\nb\n"), r#"{"level":"note","text":"a\nb"}"#);
    }
}
