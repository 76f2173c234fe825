//! A document as a tree of values that know where they were written: a span of a file, or a flag. It refuses to know what
//! any key means.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{ConfigText, Error, ErrorCode, Place, Result};

/// A value and its place.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// Where it was written.
    pub(super) place: Place,
    /// What it is.
    pub(super) value: Value,
}

/// What a value is. Numbers are kept as they are written, so that a limit can be compared exactly.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A text, in quotes.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// true or false.
    Truth(bool),
    /// A date or time.
    Day(String),
    /// A list.
    List(Vec<Node>),
    /// A table, in the order of the file.
    Table(Vec<Entry>),
    /// A number of a form that is not taken, such as `0xff`.
    Other,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The key.
    pub(super) key: String,
    /// Where the key was written.
    pub(super) place: Place,
    /// The value.
    pub(super) node: Node,
}

impl Node {
    /// Parses a whole document.
    ///
    /// # Errors
    /// `EVH-P002` where the text is not TOML.
    pub(super) fn parse(source: &Arc<ConfigText>) -> Result<Self> {
        let at = |span: Range<usize>| Place::Config { source: Arc::clone(source), span };
        let document = DeTable::parse(&source.text).map_err(|error| {
            let detail = error.message().lines().next().unwrap_or_default().to_owned();
            Error::new(ErrorCode::P002).with("detail", detail).at(at(error.span().unwrap_or(0..0)))
        })?;
        // The whole document is a span that says nothing: what it lacks is shown at its first character.
        Ok(Self { place: at(0..0), value: table(document.get_ref(), &at) })
    }

    /// A table without keys.
    pub(super) const fn empty() -> Self {
        Self { place: Place::Run, value: Value::Table(Vec::new()) }
    }

    /// The value of a key; `None` where this is no table, too.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Value::Table(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }
}

impl Node {
    /// The entry of a key, to be changed.
    fn entry(&mut self, key: &str) -> Option<&mut Entry> {
        let Value::Table(entries) = &mut self.value else { return None };
        entries.iter_mut().find(|entry| entry.key == key)
    }

    /// The value at a path such as `columns.decision`.
    pub(super) fn find(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, key| node.get(key))
    }

    /// The items of a list under a key, to be changed; none of what is no list.
    pub(super) fn items_mut(&mut self, key: &str) -> &mut [Self] {
        match self.entry(key) {
            Some(Entry { node: Self { value: Value::List(items), .. }, .. }) => items,
            _ => &mut [],
        }
    }

    /// Takes what is at a path out.
    pub(super) fn take(&mut self, path: &str) -> Option<Self> {
        if let Some((key, rest)) = path.split_once('.') {
            return self.entry(key)?.node.take(rest);
        }
        let Value::Table(entries) = &mut self.value else { return None };
        let at = entries.iter().position(|entry| entry.key == path)?;
        Some(entries.remove(at).node)
    }

    /// Sets a key.
    pub(super) fn set(&mut self, key: &str, node: Self) {
        let entry = Entry { key: key.to_owned(), place: node.place.clone(), node };
        if let Some(own) = self.entry(key) {
            *own = entry;
        } else if let Value::Table(entries) = &mut self.value {
            entries.push(entry);
        }
    }

    /// Sets what is at a path. Tables on the way are made; a key that is written shorter than as a table becomes one whose
    /// `column` it is.
    pub(super) fn put(&mut self, path: &str, node: Self) {
        let Some((key, rest)) = path.split_once('.') else { return self.set(path, node) };
        if self.get(key).is_none_or(|own| !matches!(own.value, Value::Table(_))) {
            let mut table = Self::empty();
            if let Some(short) = self.take(key) {
                table.place = short.place.clone();
                table.set("column", short);
            }
            self.set(key, table);
        }
        if let Some(entry) = self.entry(key) {
            entry.node.put(rest, node);
        }
    }

    /// Adds items to the list at a path, which is made where there is something to add; none that is there already.
    pub(super) fn append(&mut self, path: &str, more: Vec<Self>) {
        if more.is_empty() {
            return;
        }
        let mut list = self.take(path).unwrap_or_else(|| Self { place: Place::Run, value: Value::List(Vec::new()) });
        if let Value::List(items) = &mut list.value {
            items.extend(more);
        }
        self.put(path, list);
    }
}

fn table(entries: &DeTable<'_>, at: &impl Fn(Range<usize>) -> Place) -> Value {
    let mut entries: Vec<_> = entries.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    let entry = |(key, value): (&Spanned<_>, &Spanned<DeValue<'_>>)| {
        let key: &Spanned<std::borrow::Cow<'_, str>> = key;
        Entry { key: key.get_ref().to_string(), place: at(key.span()), node: node(value, at) }
    };
    Value::Table(entries.into_iter().map(entry).collect())
}

fn node(value: &Spanned<DeValue<'_>>, at: &impl Fn(Range<usize>) -> Place) -> Node {
    let place = at(value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(integer) if integer.radix() == 10 => Value::Number(integer.as_str().to_owned()),
        DeValue::Integer(_) => Value::Other,
        DeValue::Float(float) => Value::Number(float.as_str().to_owned()),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(day) => Value::Day(day.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, at)).collect()),
        DeValue::Table(entries) => table(entries, at),
    };
    Node { place, value }
}
