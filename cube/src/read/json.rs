//! Values of JSON objects, and columns made of them. It refuses to know lines and files.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use polars::prelude::{BooleanChunked, DataType, IntoSeries, NamedFrom, NewChunkedArray, PlSmallStr, Series};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::value::Value;

/// What a field can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Bool,
}

impl Class {
    /// The word for it in messages.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Bool => "yes-no",
        }
    }
}

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum Scalar<'a> {
    #[default]
    /// Null, or not there.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A whole number above the largest with a sign.
    Large(u64),
    /// A number.
    Float(f64),
    /// Yes or no.
    Bool(bool),
    /// A list or an object.
    Nested,
}

impl Scalar<'_> {
    /// What it is, when it is a value.
    pub(crate) const fn class(&self) -> Option<Class> {
        match self {
            Self::Text(_) => Some(Class::Text),
            Self::Integer(_) | Self::Large(_) | Self::Float(_) => Some(Class::Number),
            Self::Bool(_) => Some(Class::Bool),
            Self::Null | Self::Nested => None,
        }
    }
}

/// A column of values of one class. Whole numbers stay whole; where they stand beside others or exceed 64 bits with a
/// sign, numbers become the text that labels would give them, so no digit is lost.
pub(crate) fn series(name: &str, values: &[Scalar<'_>], class: Option<Class>) -> Series {
    let name = name.into();
    match class {
        None => Series::full_null(name, values.len(), &DataType::String),
        Some(Class::Text) => {
            let text = |value: &'_ Scalar<'_>| match value {
                Scalar::Text(text) => Some(text.to_string()),
                _ => None,
            };
            Series::new(name, values.iter().map(text).collect::<Vec<Option<String>>>())
        }
        Some(Class::Bool) => {
            let yes = |value: &Scalar<'_>| if let Scalar::Bool(yes) = value { Some(*yes) } else { None };
            BooleanChunked::from_iter_options(name, values.iter().map(yes)).into_series()
        }
        Some(Class::Number) => numbers(name, values),
    }
}

fn numbers(name: PlSmallStr, values: &[Scalar<'_>]) -> Series {
    let whole = values.iter().all(|value| matches!(value, Scalar::Integer(_) | Scalar::Null));
    let broken = values.iter().all(|value| matches!(value, Scalar::Float(_) | Scalar::Null));
    if whole {
        let number = |value: &Scalar<'_>| if let Scalar::Integer(number) = value { Some(*number) } else { None };
        Series::new(name, values.iter().map(number).collect::<Vec<Option<i64>>>())
    } else if broken {
        let number = |value: &Scalar<'_>| if let Scalar::Float(number) = value { Some(*number) } else { None };
        Series::new(name, values.iter().map(number).collect::<Vec<Option<f64>>>())
    } else {
        let text = |value: &Scalar<'_>| match value {
            Scalar::Integer(number) => Value::Integer((*number).into()).label().map(Cow::into_owned),
            Scalar::Large(number) => Value::Integer((*number).into()).label().map(Cow::into_owned),
            Scalar::Float(number) => Value::Float(*number).label().map(Cow::into_owned),
            _ => None,
        };
        Series::new(name, values.iter().map(text).collect::<Vec<Option<String>>>())
    }
}

/// Takes the wanted fields of an object.
pub(crate) struct Object<'r, 'a> {
    /// The fields.
    pub names: &'r [String],
    /// Where their values go.
    pub row: &'r mut [Scalar<'a>],
    /// A field that the object has twice.
    pub twice: &'r mut Option<usize>,
}

impl<'de> Visitor<'de> for Object<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut met = vec![false; self.names.len()];
        while let Some(place) = map.next_key_seed(Place(self.names))? {
            match place {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(place) => {
                    if std::mem::replace(&mut met[place], true) {
                        self.twice.get_or_insert(place);
                    }
                    self.row[place] = map.next_value_seed(OneValue)?;
                }
            }
        }
        Ok(())
    }
}

/// Takes the names of an object.
pub(crate) struct Names<'r> {
    /// In the order in which they were met.
    pub order: &'r mut Vec<String>,
    /// The same, for looking up.
    pub known: &'r mut HashSet<String>,
}

impl<'de> Visitor<'de> for Names<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            map.next_value::<IgnoredAny>()?;
            if !self.known.contains(name.as_ref()) {
                self.known.insert(name.to_string());
                self.order.push(name.into_owned());
            }
        }
        Ok(())
    }
}

/// The place of a key among the names.
struct Place<'r>(&'r [String]);

impl<'de> DeserializeSeed<'de> for Place<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Place<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|name| name == key))
    }
}

/// Reads any value.
struct OneValue;

impl<'de> DeserializeSeed<'de> for OneValue {
    type Value = Scalar<'de>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for OneValue {
    type Value = Scalar<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Scalar::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Self::Value, E> {
        Ok(Scalar::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Scalar::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or(Scalar::Large(number), Scalar::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Scalar::Float(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Scalar::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Scalar::Nested)
    }
}
