//! What went wrong: a permanent code, the place, and the values of the message that states fact and remedy. The text
//! itself is rendered late, in the reader's language; a value is a name, a number or a label, never another cell.

mod code;
mod said;
mod suggest;

use std::ops::Range;
use std::path::{Component, PathBuf};
use std::sync::Arc;

pub use code::ErrorCode;
pub use said::Said;
pub use suggest::nearest;

/// The text of a config file, kept so that an error can point into it.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigText {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// Where it went wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    #[default]
    Run,
}

impl Place {
    /// The line of a config file, from 1; `None` for any other place.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        let Self::Config { source, span } = self else { return None };
        let before = source.text.as_bytes().get(..span.start).unwrap_or(source.text.as_bytes());
        Some(before.split(|byte| *byte == b'\n').count() as u64)
    }

    /// The flag of the command line; `None` for any other place.
    #[must_use]
    pub fn flag(&self) -> Option<&str> {
        if let Self::Flag(flag) = self { Some(flag) } else { None }
    }

    /// The config file, with forward slashes: as the user gave it where that leads down from the current folder, else its
    /// name alone, because where a folder stands on a machine is nobody's business. `None` for any other place.
    #[must_use]
    pub fn config_file(&self) -> Option<String> {
        let Self::Config { source, .. } = self else { return None };
        let mut parts: Vec<&str> = Vec::new();
        for part in source.path.components() {
            match part {
                Component::Normal(name) => parts.push(name.to_str()?),
                Component::CurDir => {}
                _ => return Some(source.path.file_name()?.to_str()?.to_owned()),
            }
        }
        Some(parts.join("/"))
    }
}

/// Whose words a remedy is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Of somebody who typed flags.
    Flags,
    /// Of somebody who wrote a config.
    Config,
}

impl Stand {
    /// The word that messages choose by.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Flags => "flag",
            Self::Config => "config",
        }
    }
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

/// The value that says in whose words a remedy is.
pub const FROM: &str = "from";

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with this code, without a place yet.
    #[must_use]
    pub fn new(code: ErrorCode) -> Self {
        Self { place: Box::new(Place::Run), said: Said::new(code.id()) }
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

    /// States in whose words its remedy is, as the value `from` of its message: a setting that went wrong says where it was
    /// made; for all else it is `run`, where the settings of the run come from.
    #[must_use]
    pub fn standing(self, run: Stand) -> Self {
        if self.said.values.contains_key(FROM) {
            return self;
        }
        let stand = match &*self.place {
            Place::Flag(_) => Stand::Flags,
            Place::Config { .. } => Stand::Config,
            Place::Data { .. } | Place::Run => run,
        };
        self.with(FROM, stand.id())
    }

    /// States that the setting behind it was made at this place: by a flag, whose name is the value `flag`, or in a config.
    #[must_use]
    pub fn set_at(self, place: &Place) -> Self {
        match place {
            Place::Flag(flag) => self.with("flag", flag.as_str()).with(FROM, Stand::Flags.id()),
            Place::Config { .. } => self.with(FROM, Stand::Config.id()),
            Place::Data { .. } | Place::Run => self,
        }
    }

    /// Its permanent code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.said.id
    }

    /// Whether it says this.
    #[must_use]
    pub fn is(&self, code: ErrorCode) -> bool {
        self.said.id == code.id()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str, start: usize) -> Place {
        let source = ConfigText { path: path.into(), text: "a\nb = \"é\"\nc\n".into() };
        Place::Config { source: Arc::new(source), span: start..start + 1 }
    }

    #[test]
    fn lines_count_from_one_and_a_place_beyond_the_text_is_at_its_end() {
        assert_eq!([0, 2, 6, 11, 99].map(|start| at("x.toml", start).line()), [1, 2, 2, 3, 4].map(Some));
        assert_eq!(Place::Flag("--min-ratio".into()).line(), None);
    }

    #[test]
    fn a_config_is_named_without_the_folders_of_the_machine() {
        for (given, named) in [
            ("evenhand.toml", "evenhand.toml"),
            ("./audits/spring.toml", "audits/spring.toml"),
            ("/home/jo/spring.toml", "spring.toml"),
            ("../jo/spring.toml", "spring.toml"),
        ] {
            assert_eq!(at(given, 0).config_file().as_deref(), Some(named));
        }
        assert_eq!(Place::Run.config_file(), None);
    }
}
