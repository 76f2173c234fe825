//! A segment: the people who share one label of one or more attributes. How it is written in ids and in JSON.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Attribute names with their labels, in config order; `None` is the missing value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Segment(pub Vec<(String, Option<String>)>);

impl Segment {
    /// A segment of one attribute.
    #[must_use]
    pub fn of(attribute: &str, label: Option<&str>) -> Self {
        Self(vec![(attribute.to_owned(), label.map(str::to_owned))])
    }

    /// Whether some attribute's value is missing: such a segment is shown and never judged.
    #[must_use]
    pub fn has_missing(&self) -> bool {
        self.0.iter().any(|(_, label)| label.is_none())
    }

    /// The attributes crossed, as config and text name them: `gender x age_band`.
    #[must_use]
    pub fn attributes(&self) -> String {
        let names: Vec<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        names.join(" x ")
    }

    /// The permanent id: `gender=women,age_band=65+`, with `()` for a missing value.
    #[must_use]
    pub fn id(&self) -> String {
        let parts: Vec<String> = self
            .0
            .iter()
            .map(|(name, label)| {
                let label = label.as_deref().map_or_else(|| "()".to_owned(), encoded);
                format!("{}={label}", encoded(name))
            })
            .collect();
        parts.join(",")
    }
}

/// Percent-encodes every byte outside `[A-Za-z0-9._~<>+-]`, so that a label cannot break an id apart.
#[must_use]
pub fn encoded(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    for byte in label.bytes() {
        if byte.is_ascii_alphanumeric() || b"._~<>+-".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|digit| char::from(b"0123456789ABCDEF"[usize::from(digit)])));
        }
    }
    out
}

impl Serialize for Segment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, label) in &self.0 {
            map.serialize_entry(name, label)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Segment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Segment;
            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of attribute names and labels")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Segment, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry::<String, Option<String>>()? {
                    pairs.push(pair);
                }
                Ok(Segment(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl JsonSchema for Segment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Segment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "Attribute names with their labels, in config order; null is the missing value.",
            "additionalProperties": { "type": ["string", "null"] }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_cannot_break_an_id_apart() {
        let segment = Segment(vec![
            ("gender".into(), Some("a=b,c/d".into())),
            ("age band".into(), Some("65+".into())),
            ("région".into(), None),
        ]);
        assert_eq!(segment.id(), "gender=a%3Db%2Cc%2Fd,age%20band=65+,r%C3%A9gion=()");
    }

    #[test]
    fn a_segment_keeps_the_order_of_the_config_through_json() {
        let segment = Segment(vec![("b".into(), Some("x".into())), ("a".into(), None)]);
        let json = serde_json::to_string(&segment).unwrap();
        assert_eq!(json, r#"{"b":"x","a":null}"#);
        assert_eq!(serde_json::from_str::<Segment>(&json).unwrap(), segment);
    }
}
