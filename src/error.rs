//! What went wrong: a permanent code, the place, and the values of the message that states fact and remedy. The text
//! itself is rendered late, in the reader's language; a value is a name, a number or a label, never another cell.

mod codes;
mod suggest;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

pub use codes::CODES;
pub use suggest::nearest;

use crate::lang::Said;

/// The text of a config file, kept so that an error can point into it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigText {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Where it went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A span of bytes in a config, pack or waivers file.
    Config {
        /// The file.
        source: Arc<ConfigText>,
        /// Bytes of its text.
        span: Range<usize>,
    },
    /// A file, with the column and row when they are known.
    Data {
        /// The name as the user gave it.
        file: String,
        /// The column's name.
        column: Option<String>,
        /// The first row concerned; the header is row 1 of a text file.
        row: Option<u64>,
    },
    /// A flag of the command line, such as `--min-ratio`.
    Flag(String),
    /// No place: the whole run.
    Run,
}

/// One clear error. `said.id` is its permanent code, such as `EVH-D004`.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// Where.
    pub place: Box<Place>,
    /// The code as message id, and the message's values. The message is the title; its attributes are `label` (beside the
    /// caret), `why`, `help` and `explain` (the longer text of `evenhand explain CODE`).
    pub said: Said,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with this code, without a place yet.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self { place: Box::new(Place::Run), said: Said::new(code) }
    }

    /// Adds a value of its message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.said = self.said.with(name, value);
        self
    }

    /// States the place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        *self.place = place;
        self
    }

    /// Its permanent code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.said.id
    }
}
