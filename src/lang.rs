//! The two languages of everything a person reads. Documents store message ids and values; text is made here, late.
//! Knows messages, numbers and dates; refuses to know the documents they stand in.

mod aligned;
mod functions;
mod messages;
mod number;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

pub use aligned::aligned;
pub use evenhand_cube::error::Said;
pub use evenhand_cube::label::{clean, escaped, inert, is_hostile};
pub use messages::{ids, sources};
pub use number::{Round, Unit, date, limit, people, percent, percent_to, written};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl Lang {
    /// Both, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Fr];

    /// The language tag: `en` or `fr`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language of a tag or a locale such as `fr`, `fr-CA` or `fr_FR.UTF-8`; `None` when it is neither language.
    ///
    /// ```
    /// use evenhand::lang::Lang;
    /// assert_eq!(Lang::from_tag("fr_FR.UTF-8"), Some(Lang::Fr));
    /// assert_eq!(Lang::from_tag("de"), None);
    /// ```
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|lang| lang.tag() == language)
    }

    /// The message in this language. A value that is absent or null is left to the message's own choice; an unknown id
    /// is said as it stands, so that a newer document can still be read.
    #[must_use]
    pub fn say(self, said: &Said) -> String {
        messages::message(self, &said.id, &said.values, false).unwrap_or_else(|| clean(&said.id).into_owned())
    }

    /// The message in pieces, so that a format can set the user's words apart from its own.
    #[must_use]
    pub fn say_in_pieces(self, said: &Said) -> Vec<Piece> {
        let text = messages::message(self, &said.id, &said.values, true);
        pieces(&text.unwrap_or_else(|| clean(&said.id).into_owned()))
    }

    /// A text without values; an unknown id is said as it stands.
    #[must_use]
    pub fn text(self, id: &str) -> String {
        messages::message(self, id, &BTreeMap::new(), false).unwrap_or_else(|| clean(id).into_owned())
    }

    /// A text without values; `None` when there is no such id.
    #[must_use]
    pub fn known(self, id: &str) -> Option<String> {
        messages::message(self, id, &BTreeMap::new(), false)
    }

    /// Our own text in this language, typed plainly, as it is printed: French gets its apostrophes and no-break spaces.
    #[must_use]
    pub fn typeset(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::En => Cow::Borrowed(text),
            Self::Fr => messages::typography(text),
        }
    }

    /// One attribute of a message, such as an error's `fact`, `why` or `help`; `None` when it has none.
    #[must_use]
    pub fn attribute(self, id: &str, attribute: &str, values: &BTreeMap<String, serde_json::Value>) -> Option<String> {
        messages::attribute(self, id, attribute, values)
    }
}

/// Part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are the user's: a label, a name.
    pub is_label: bool,
}

impl Piece {
    /// A label alone.
    #[must_use]
    pub fn label(text: &str) -> Self {
        Self { text: clean(text).into_owned(), is_label: true }
    }
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut is_label = false;
    for text in marked.split_inclusive(messages::MARKS) {
        let words = text.trim_end_matches(messages::MARKS);
        if !words.is_empty() {
            out.push(Piece { text: words.to_owned(), is_label });
        }
        is_label = text.ends_with(messages::MARKS[0]);
    }
    out
}
