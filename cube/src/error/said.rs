//! A message to be said later, in whichever language: its id and its values.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

/// A message: its id and its values, to be said in either language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// Id of the message in `templates/lang/*.ftl`.
    pub id: String,
    /// Its values by name; none is null.
    #[serde(deserialize_with = "without_nulls")]
    pub values: BTreeMap<String, serde_json::Value>,
}

/// Documents of earlier versions hold values that are null: they say nothing.
fn without_nulls<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, serde_json::Value>, D::Error> {
    let mut values: BTreeMap<String, serde_json::Value> = BTreeMap::deserialize(from)?;
    values.retain(|_, value| !value.is_null());
    Ok(values)
}

impl Said {
    /// A message without values yet.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), values: BTreeMap::new() }
    }

    /// Adds a value; one that is null says nothing and leaves none.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        let value = value.into();
        if value.is_null() {
            self.values.remove(name);
        } else {
            self.values.insert(name.to_owned(), value);
        }
        self
    }
}
