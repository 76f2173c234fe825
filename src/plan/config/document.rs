//! Typed access to a TOML document that remembers where everything stands: a value of the wrong type, an unknown key
//! or a missing one becomes an error that points at it. It refuses to know what any key means.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{ConfigText, Error, Place, Result};
use crate::plan::Decimal;

/// A value with the place it came from: a span of a file, or a flag.
#[derive(Debug, Clone)]
pub(super) struct Spot<T> {
    /// The value.
    pub(super) value: T,
    /// Where it was given.
    pub(super) place: Place,
}

impl<T> Spot<T> {
    /// A value given at this place.
    pub(super) const fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}

/// Parses a whole document.
///
/// # Errors
/// `EVH-P002` where the text is not TOML.
pub(super) fn parse(source: &Arc<ConfigText>) -> Result<Spanned<DeTable<'_>>> {
    DeTable::parse(&source.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let detail = error.message().lines().next().unwrap_or_default().to_owned();
        Error::new("EVH-P002").with("detail", detail).at(place(source, span))
    })
}

fn place(source: &Arc<ConfigText>, span: Range<usize>) -> Place {
    Place::Config { source: Arc::clone(source), span }
}

/// A table of the document.
#[derive(Debug, Clone)]
pub(super) struct Table<'a> {
    source: &'a Arc<ConfigText>,
    path: String,
    span: Range<usize>,
    entries: &'a DeTable<'a>,
}

impl<'a> Table<'a> {
    /// The document itself.
    pub(super) fn root(source: &'a Arc<ConfigText>, document: &'a Spanned<DeTable<'a>>) -> Self {
        // The whole document is a span that says nothing: what it lacks is shown at its first character.
        Self { source, path: String::new(), span: 0..0, entries: document.get_ref() }
    }

    /// Where the table begins.
    pub(super) fn place(&self) -> Place {
        place(self.source, self.span.clone())
    }

    /// Refuses every key that is not in `known`.
    ///
    /// # Errors
    /// `EVH-P005` for a key in `later`, else `EVH-P004`; of several the first in the file.
    pub(super) fn only(&self, known: &[&str], later: &[&str]) -> Result<()> {
        for entry in self.in_order() {
            let key = entry.key.as_str();
            if later.contains(&key) {
                return Err(entry.not_yet());
            }
            if !known.contains(&key) {
                let error = Error::new("EVH-P004").with("key", entry.path.clone()).at(entry.key_place());
                return Err(error.suggesting(key, known.iter().copied()));
            }
        }
        Ok(())
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<Value<'a>> {
        self.entries.get_key_value(key).map(|(key, value)| self.entry(key, value))
    }

    /// The value of a key that must be there.
    ///
    /// # Errors
    /// `EVH-P008` when it is not.
    pub(super) fn need(&self, key: &str) -> Result<Value<'a>> {
        let missing = || Error::new("EVH-P008").with("key", self.path_of(key)).at(self.place());
        self.get(key).ok_or_else(missing)
    }

    /// Every key with its value, in the order of the file.
    pub(super) fn in_order(&self) -> Vec<Value<'a>> {
        let mut entries: Vec<Value<'a>> = self.entries.iter().map(|(key, value)| self.entry(key, value)).collect();
        entries.sort_by_key(|entry| entry.key_span.start);
        entries
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn entry(&self, key: &Spanned<std::borrow::Cow<'a, str>>, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        Value {
            source: self.source,
            path: self.path_of(key.get_ref()),
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: value,
        }
    }

    /// The text of a key, when it is there.
    pub(super) fn text(&self, key: &str) -> Result<Option<Spot<String>>> {
        self.get(key).map(|value| value.text()).transpose()
    }

    /// The decimal of a key, when it is there.
    pub(super) fn decimal(&self, key: &str) -> Result<Option<Spot<Decimal>>> {
        self.get(key).map(|value| value.decimal()).transpose()
    }

    /// The whole number of a key, when it is there.
    pub(super) fn whole(&self, key: &str) -> Result<Option<Spot<u64>>> {
        self.get(key).map(|value| value.whole()).transpose()
    }

    /// The true or false of a key, when it is there.
    pub(super) fn flag(&self, key: &str) -> Result<Option<Spot<bool>>> {
        self.get(key).map(|value| value.flag()).transpose()
    }

    /// The table of a key, when it is there.
    pub(super) fn table(&self, key: &str) -> Result<Option<Table<'a>>> {
        self.get(key).map(|value| value.table()).transpose()
    }

    /// The list of tables of a key; empty when it is not there.
    pub(super) fn tables(&self, key: &str) -> Result<Vec<Table<'a>>> {
        self.list(key)?.iter().map(Value::table).collect()
    }

    /// The items of a list; empty when it is not there.
    pub(super) fn list(&self, key: &str) -> Result<Vec<Value<'a>>> {
        self.get(key).map_or_else(|| Ok(Vec::new()), |value| value.list())
    }

    /// The items of a list of numbers, texts and true or false, written as labels are; empty when it is not there.
    pub(super) fn labels(&self, key: &str) -> Result<Vec<String>> {
        self.list(key)?.iter().map(Value::label).collect()
    }

    /// One of a list of words, when the key is there.
    pub(super) fn word<T: Clone>(&self, key: &str, words: &[(&str, T)]) -> Result<Option<Spot<T>>> {
        self.text(key)?.map(|text| text.one_of(key, words)).transpose()
    }
}

impl Spot<String> {
    /// The meaning of a word among `words`.
    ///
    /// # Errors
    /// `EVH-P007` with the nearest word.
    pub(super) fn one_of<T: Clone>(self, key: &str, words: &[(&str, T)]) -> Result<Spot<T>> {
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == self.value) {
            return Ok(Spot::new(meaning.clone(), self.place));
        }
        let error = Error::new("EVH-P007").with("key", key).at(self.place);
        Err(error.suggesting(&self.value, words.iter().map(|(word, _)| *word)))
    }
}

/// A value of the document with its key.
#[derive(Debug, Clone)]
pub(super) struct Value<'a> {
    source: &'a Arc<ConfigText>,
    /// The key with the tables above it: `columns.outcome`.
    pub(super) path: String,
    /// The key alone.
    pub(super) key: String,
    key_span: Range<usize>,
    node: &'a Spanned<DeValue<'a>>,
}

impl<'a> Value<'a> {
    /// Where the value stands.
    pub(super) fn place(&self) -> Place {
        place(self.source, self.node.span())
    }

    /// Where the key stands.
    pub(super) fn key_place(&self) -> Place {
        place(self.source, self.key_span.clone())
    }

    /// The error that this key is not supported yet.
    pub(super) fn not_yet(&self) -> Error {
        Error::new("EVH-P005").with("what", self.path.clone()).at(self.key_place())
    }

    /// Whether the value is a table.
    pub(super) fn is_table(&self) -> bool {
        self.node.get_ref().is_table()
    }

    /// Whether the value is a list.
    pub(super) fn is_list(&self) -> bool {
        self.node.get_ref().is_array()
    }

    /// Whether the value is this word.
    pub(super) fn is_word(&self, word: &str) -> bool {
        self.node.get_ref().as_str() == Some(word)
    }

    fn wrong(&self, expected: &str) -> Error {
        Error::new("EVH-P006").with("key", self.path.clone()).with("expected", expected).at(self.place())
    }

    /// A text, in quotes.
    pub(super) fn text(&self) -> Result<Spot<String>> {
        let text = self.node.get_ref().as_str().ok_or_else(|| self.wrong("text"))?;
        Ok(Spot::new(text.to_owned(), self.place()))
    }

    /// A number with the digits it was written with.
    pub(super) fn decimal(&self) -> Result<Spot<Decimal>> {
        let text = match self.node.get_ref() {
            DeValue::Float(float) => float.as_str(),
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str(),
            _ => return Err(self.wrong("number")),
        };
        let decimal = Decimal::read(text).ok_or_else(|| self.wrong("number"))?;
        Ok(Spot::new(decimal, self.place()))
    }

    /// A whole number from 0 up.
    pub(super) fn whole(&self) -> Result<Spot<u64>> {
        let number = match self.node.get_ref() {
            DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().parse().ok(),
            _ => None,
        };
        Ok(Spot::new(number.ok_or_else(|| self.wrong("whole-number"))?, self.place()))
    }

    /// true or false.
    pub(super) fn flag(&self) -> Result<Spot<bool>> {
        let flag = self.node.get_ref().as_bool().ok_or_else(|| self.wrong("true-or-false"))?;
        Ok(Spot::new(flag, self.place()))
    }

    /// A date as it is written, in quotes or not.
    pub(super) fn date(&self) -> Result<Spot<String>> {
        match self.node.get_ref() {
            DeValue::String(text) => Ok(Spot::new(text.to_string(), self.place())),
            DeValue::Datetime(date) => Ok(Spot::new(date.to_string(), self.place())),
            _ => Err(self.wrong("date")),
        }
    }

    /// A text, number, true or false, written as labels are.
    pub(super) fn label(&self) -> Result<String> {
        match self.node.get_ref() {
            DeValue::String(text) => Ok(text.to_string()),
            DeValue::Integer(integer) if integer.radix() == 10 => {
                Ok(integer.as_str().trim_start_matches('+').to_owned())
            }
            DeValue::Boolean(flag) => Ok(flag.to_string()),
            DeValue::Float(float) => match float.as_str().parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(number.to_string()),
                _ => Err(self.wrong("label")),
            },
            _ => Err(self.wrong("label")),
        }
    }

    /// A table.
    pub(super) fn table(&self) -> Result<Table<'a>> {
        let entries = self.node.get_ref().as_table().ok_or_else(|| self.wrong("table"))?;
        Ok(Table { source: self.source, path: self.path.clone(), span: self.node.span(), entries })
    }

    /// A list.
    pub(super) fn list(&self) -> Result<Vec<Value<'a>>> {
        let items = self.node.get_ref().as_array().ok_or_else(|| self.wrong("list"))?;
        let item = |value| Value {
            source: self.source,
            path: self.path.clone(),
            key: self.key.clone(),
            key_span: self.key_span.clone(),
            node: value,
        };
        Ok(items.iter().map(item).collect())
    }
}
