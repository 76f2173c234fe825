//! Reads a tree into types by serde. What is no key, no word, of another type or missing becomes an error that points at
//! it, whatever type it is read into.

use std::cell::RefCell;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};

use super::tree::{Entry, Node, Value};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::Decimal;

/// Keys that are reserved, with the tables above them: what they will say is not supported yet.
const RESERVED: [&str; 8] = [
    "population",
    "baseline",
    "archive",
    "targeting",
    "scores",
    "columns.rank",
    "columns.previous",
    "attribute.probabilities",
];

/// Words that are reserved, with their key.
const RESERVED_WORDS: [(&str, &str); 1] = [("attribute.kind", "proxy-check")];

/// Reads a whole document.
///
/// # Errors
/// `EVH-P004` an unknown key, `EVH-P005` a reserved one, `EVH-P006` a value of another type, `EVH-P007` an unknown word,
/// `EVH-P008` a missing key; of several the first in the file, and what is missing behind them.
pub(super) fn read<T: DeserializeOwned>(document: &Node) -> Result<T> {
    read_at("", document)
}

/// The same for the value of a key.
pub(super) fn read_at<T: DeserializeOwned>(path: &str, document: &Node) -> Result<T> {
    let reader = Reader { node: document, path, key: (path, &document.place) };
    reader.read(T::deserialize).map_err(|fault| fault.found(&document.place, "", ""))
}

/// A value with the place it came from.
#[derive(Debug, Clone)]
pub(super) struct Spot<T> {
    /// The value.
    pub(super) value: T,
    /// Where it was given.
    pub(super) place: Place,
    /// Where its key was given.
    pub(super) key: Place,
}

impl<T: Default> Default for Spot<T> {
    fn default() -> Self {
        Self::new(T::default(), Place::Run)
    }
}

impl<T> Spot<T> {
    /// A value given at this place.
    pub(super) fn new(value: T, place: Place) -> Self {
        Self { value, key: place.clone(), place }
    }

    /// What is made of the value, at its place.
    pub(super) fn map<U>(self, made: impl FnOnce(T) -> U) -> Spot<U> {
        Spot { value: made(self.value), place: self.place, key: self.key }
    }
}

/// A word of a list, for what it means.
pub(super) trait Words: Clone + 'static {
    /// The words.
    const NAMES: &'static [&'static str];
    /// What each means.
    const MEANINGS: &'static [Self];
}

impl Spot<String> {
    /// The meaning of a word.
    ///
    /// # Errors
    /// `EVH-P007` with the nearest word.
    pub(super) fn word<T: Words>(&self, key: &str) -> Result<T> {
        let found = T::NAMES.iter().zip(T::MEANINGS).find(|(name, _)| **name == self.value);
        let unknown = || Error::new(ErrorCode::P007).with("key", key).at(self.place.clone());
        found
            .map(|(_, meaning)| meaning.clone())
            .ok_or_else(|| unknown().suggesting(&self.value, T::NAMES.iter().copied()))
    }
}

/// Says which words a type is written with: those given, or the ids of its variants.
macro_rules! words {
    ($of:ty = $($variant:ident),+) => {
        $crate::plan::config::read::words!($of: $(Self::$variant.id() => Self::$variant),+);
    };
    ($of:ty: $($name:expr => $meaning:expr),+ $(,)?) => {
        impl $crate::plan::config::read::Words for $of {
            const NAMES: &'static [&'static str] = &[$($name),+];
            const MEANINGS: &'static [Self] = &[$($meaning),+];
        }
    };
}
pub(super) use words;

/// One of a list of words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Word<T>(pub(super) T);

/// A text, number, true or false, written as labels are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label(pub(super) String);

/// A day, in quotes or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(super) struct Day(pub(super) jiff::civil::Date);

/// A day as it is written, in quotes or not; whether there is such a day is another question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DayText(pub(super) String);

/// A whole number from `N` up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AtLeast<const N: u64>(pub(super) u64);

/// The keys and values of a table whose keys are no words of ours, in the order of the file.
#[derive(Debug, Clone)]
pub(super) struct Entries<T>(pub(super) Vec<(Spot<String>, T)>);

/// A key that is a table, or else is written shorter.
#[derive(Debug, Clone)]
pub(super) enum OrTable<S, T> {
    /// No table.
    Short(S),
    /// A table.
    Table(T),
}

/// A key that is a list, or else one value.
#[derive(Debug, Clone)]
pub(super) enum OrList<S, I> {
    /// One value.
    One(S),
    /// A list.
    List(Vec<I>),
}

/// Names by which a reader is asked for a text of this kind.
const LABEL: &str = "label";
const NUMBER: &str = "number";
const DAY: &str = "date";

/// What is known of a value besides itself.
#[derive(Clone)]
struct Around {
    place: Place,
    key: Place,
    is_table: bool,
    is_list: bool,
}

thread_local! {
    // Serde hands on values alone. What is known of the one that is handed on stands here until the next one is.
    static AROUND: RefCell<Option<Around>> = const { RefCell::new(None) };
}

fn around() -> Around {
    let nowhere = || Around { place: Place::Run, key: Place::Run, is_table: false, is_list: false };
    AROUND.with_borrow(Clone::clone).unwrap_or_else(nowhere)
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Spot<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let Around { place, key, .. } = around();
        Ok(Self { value: T::deserialize(value)?, place, key })
    }
}

impl<'de, S: Deserialize<'de>, T: Deserialize<'de>> Deserialize<'de> for OrTable<S, T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        if around().is_table { T::deserialize(value).map(Self::Table) } else { S::deserialize(value).map(Self::Short) }
    }
}

impl<'de, S: Deserialize<'de>, I: Deserialize<'de>> Deserialize<'de> for OrList<S, I> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        if around().is_list { Vec::deserialize(value).map(Self::List) } else { S::deserialize(value).map(Self::One) }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Each<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Each<T> {
            type Value = Entries<T>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        value.deserialize_map(Each(PhantomData))
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Takes a text as it is.
struct AsText;

impl Visitor<'_> for AsText {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("text")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_newtype_struct(LABEL, AsText).map(Self)
    }
}

impl<'de> Deserialize<'de> for DayText {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        value.deserialize_newtype_struct(DAY, AsText).map(Self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let day = DayText::deserialize(value)?.0.parse();
        day.map(Self).map_err(|_| de::Error::invalid_type(Unexpected::Other(""), &DAY))
    }
}

impl<'de, const N: u64> Deserialize<'de> for AtLeast<N> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let number = u64::deserialize(value)?;
        let small = || de::Error::invalid_value(Unexpected::Unsigned(number), &format!("x ≥ {N}").as_str());
        if number >= N { Ok(Self(number)) } else { Err(small()) }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let text = value.deserialize_newtype_struct(NUMBER, AsText)?;
        Self::read(&text).ok_or_else(|| de::Error::invalid_type(Unexpected::Other(""), &NUMBER))
    }
}

impl<'de, T: Words> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        let word = value.deserialize_str(AsText)?;
        let found = T::NAMES.iter().zip(T::MEANINGS).find(|(name, _)| **name == word);
        found.map(|(_, meaning)| Self(meaning.clone())).ok_or_else(|| de::Error::unknown_variant(&word, T::NAMES))
    }
}

/// Why a value cannot be read: known before it is known where.
#[derive(Debug)]
pub(super) enum Fault {
    Unknown { key: String, known: &'static [&'static str] },
    Missing(&'static str),
    NoWord { word: String, known: &'static [&'static str] },
    Type(String),
    Range(String),
    Found(Error),
}

impl Fault {
    /// The error at this place, of a value at this path under this key; at its own place where that is known.
    fn found(self, place: &Place, path: &str, key: &str) -> Error {
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        let ranged = if place.flag().is_some() { key } else { path };
        // What a flag says is told in the name of the flag.
        let (path, key) = place.flag().map_or((path, key), |flag| (flag, flag));
        let error = match self {
            Self::Found(error) => return error,
            Self::Unknown { key: word, known } if place.flag().is_some() => {
                Error::new(ErrorCode::P007).with("key", path).suggesting(&word, known.iter().copied())
            }
            Self::Unknown { key, .. } if RESERVED.contains(&below(&key).as_str()) => {
                Error::new(ErrorCode::P005).with("what", below(&key))
            }
            Self::Unknown { key, known } => {
                Error::new(ErrorCode::P004).with("key", below(&key)).suggesting(&key, known.iter().copied())
            }
            Self::Missing(key) => Error::new(ErrorCode::P008).with("key", below(key)),
            Self::NoWord { word, .. } if RESERVED_WORDS.contains(&(path, &word)) => {
                Error::new(ErrorCode::P005).with("what", format!("{key} = \"{word}\""))
            }
            Self::NoWord { word, known } => {
                Error::new(ErrorCode::P007).with("key", key).suggesting(&word, known.iter().copied())
            }
            Self::Type(expected) => Error::new(ErrorCode::P006).with("key", path).with("expected", expected),
            Self::Range(range) => Error::new(ErrorCode::P009).with("key", ranged).with("range", range),
        };
        error.at(place.clone())
    }
}

impl Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: Display>(expected: T) -> Self {
        Self::Type(expected.to_string())
    }

    fn invalid_type(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::Type(expected.to_string())
    }

    fn invalid_value(_: Unexpected<'_>, range: &dyn Expected) -> Self {
        Self::Range(range.to_string())
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        Self::NoWord { word: word.to_owned(), known }
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::Unknown { key: key.to_owned(), known }
    }

    fn missing_field(key: &'static str) -> Self {
        Self::Missing(key)
    }
}

/// A value that is being read.
#[derive(Clone, Copy)]
struct Reader<'a> {
    node: &'a Node,
    /// The key with the tables above it.
    path: &'a str,
    key: (&'a str, &'a Place),
}

impl Reader<'_> {
    /// Reads the value, and says where it stands if it cannot be.
    fn read<T>(self, read: impl FnOnce(Self) -> Result<T, Fault>) -> Result<T, Fault> {
        let value = &self.node.value;
        AROUND.set(Some(Around {
            place: self.node.place.clone(),
            key: self.key.1.clone(),
            is_table: matches!(value, Value::Table(_)),
            is_list: matches!(value, Value::List(_)),
        }));
        read(self).map_err(|fault| Fault::Found(fault.found(&self.node.place, self.path, self.key.0)))
    }

    fn number<T: std::str::FromStr>(&self, expected: &str) -> Result<T, Fault> {
        let number = if let Value::Number(number) = &self.node.value { number.parse().ok() } else { None };
        number.ok_or_else(|| Fault::Type(expected.to_owned()))
    }

    fn label(&self) -> Option<String> {
        match &self.node.value {
            Value::Text(text) => Some(text.clone()),
            Value::Truth(truth) => Some(truth.to_string()),
            Value::Number(number)
                if number.trim_start_matches(['+', '-']).bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                Some(number.trim_start_matches('+').to_owned())
            }
            Value::Number(number) => {
                number.parse::<f64>().ok().filter(|number| number.is_finite()).map(|number| number.to_string())
            }
            _ => None,
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Text(text) | Value::Number(text) | Value::Day(text) => visitor.visit_str(text),
            Value::Truth(truth) => visitor.visit_bool(*truth),
            Value::List(items) => visitor.visit_seq(Items { of: self, rest: items.iter() }),
            Value::Table(entries) => visitor.visit_map(Keys { of: self, rest: entries.iter(), entry: None }),
            Value::Other => Err(Fault::Type(String::new())),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.value {
            Value::Truth(truth) => visitor.visit_bool(truth),
            _ => Err(Fault::Type("true-or-false".to_owned())),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_u64(self.number("whole-number")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let text: String = self.number(NUMBER)?;
        let number = Decimal::read(&text).ok_or_else(|| Fault::Type(NUMBER.to_owned()))?;
        visitor.visit_f64(number.value)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.value {
            Value::Text(text) => visitor.visit_str(text),
            _ => Err(Fault::Type("text".to_owned())),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, kind: &'static str, visitor: V) -> Result<V::Value, Fault> {
        let text = match (kind, &self.node.value) {
            (NUMBER, Value::Number(text)) | (DAY, Value::Text(text) | Value::Day(text)) => Some(text.clone()),
            (LABEL, _) => self.label(),
            (NUMBER | DAY, _) => None,
            _ => return visitor.visit_newtype_struct(self),
        };
        visitor.visit_string(text.ok_or_else(|| Fault::Type(kind.to_owned()))?)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.value {
            Value::List(_) => self.deserialize_any(visitor),
            _ => Err(Fault::Type("list".to_owned())),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.node.value {
            Value::Table(_) => self.deserialize_any(visitor),
            _ => Err(Fault::Type("table".to_owned())),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct enum identifier
        ignored_any
    }
}

/// The items of a list.
struct Items<'a> {
    of: Reader<'a>,
    rest: std::slice::Iter<'a, Node>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let item = self.rest.next().map(|node| Reader { node, ..self.of });
        item.map(|reader| reader.read(|reader| seed.deserialize(reader))).transpose()
    }
}

/// The keys of a table and their values.
struct Keys<'a> {
    of: Reader<'a>,
    rest: std::slice::Iter<'a, Entry>,
    entry: Option<&'a Entry>,
}

impl<'de> MapAccess<'de> for Keys<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.entry = self.rest.next();
        let Some(entry) = self.entry else { return Ok(None) };
        let key = Node { place: entry.place.clone(), value: Value::Text(entry.key.clone()) };
        let reader = Reader { node: &key, path: self.of.path, key: (&entry.key, &entry.place) };
        reader.read(|reader| seed.deserialize(reader)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Fault> {
        let Some(entry) = self.entry else { return Err(Fault::Type(String::new())) };
        let path = if self.of.path.is_empty() { entry.key.clone() } else { format!("{}.{}", self.of.path, entry.key) };
        let reader = Reader { node: &entry.node, path: &path, key: (&entry.key, &entry.place) };
        reader.read(|reader| seed.deserialize(reader))
    }
}

/// The schema of a type is that of another, or stands by itself; in either case where it is used.
macro_rules! schema {
    ($type:ty [$($of:ident: $bound:ident),*], $generator:ident => $schema:expr) => {
        impl<$($of: $bound),*> JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema($generator: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

schema!(Spot<T> [T: JsonSchema], generator => T::json_schema(generator));
schema!(Word<T> [T: Words], _generator => json_schema!({ "enum": T::NAMES }));
schema!(Label [], _generator => json_schema!({ "type": ["string", "integer", "number", "boolean"] }));
// A day without quotes is a value of TOML that JSON does not have.
schema!(Day [], _generator => json_schema!({}));
schema!(DayText [], _generator => json_schema!({}));
schema!(Decimal [], _generator => json_schema!({ "type": "number" }));
schema!(Entries<T> [T: JsonSchema], generator => {
    json_schema!({ "type": "object", "additionalProperties": T::json_schema(generator) })
});
schema!(OrTable<S, T> [S: JsonSchema, T: JsonSchema], generator => {
    json_schema!({ "anyOf": [S::json_schema(generator), T::json_schema(generator)] })
});
schema!(OrList<S, I> [S: JsonSchema, I: JsonSchema], generator => {
    json_schema!({ "anyOf": [S::json_schema(generator), { "type": "array", "items": I::json_schema(generator) }] })
});

impl<const N: u64> JsonSchema for AtLeast<N> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AtLeast".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": N })
    }
}

/// The JSON Schema of a document that people write, made from its type.
pub(super) fn schema<T: JsonSchema>(id: &str, title: &str) -> String {
    let settings =
        schemars::generate::SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    let _ = (schema.insert("$id".to_owned(), id.into()), schema.insert("title".to_owned(), title.into()));
    let mut schema = serde_json::Value::from(schema);
    plain(&mut schema);
    // A schema is plain JSON, which can always be written.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Takes out what holds in JSON alone: a key of TOML is never null, and has no format.
fn plain(schema: &mut serde_json::Value) {
    use serde_json::Value;
    let is_null = |value: &Value| value.is_null() || *value == "null" || value["type"] == "null";
    if let Value::Object(keys) = schema {
        keys.retain(|key, value| !["format", "default"].contains(&key.as_str()) || value.is_object());
        if let Some(Value::Array(words)) = keys.get_mut("enum") {
            words.retain(|word| !is_null(word));
        }
        for list in ["type", "anyOf"] {
            if let Some(Value::Array(forms)) = keys.get_mut(list) {
                forms.retain(|form| !is_null(form));
                match forms.as_slice() {
                    [Value::Object(only)] => {
                        let only = only.clone();
                        keys.remove(list);
                        for (key, value) in only {
                            keys.entry(key).or_insert(value);
                        }
                    }
                    [only] => {
                        let only = only.clone();
                        keys.insert(list.to_owned(), only);
                    }
                    _ => {}
                }
            }
        }
        keys.values_mut().for_each(plain);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(plain);
    }
}
