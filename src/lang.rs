//! The two languages of everything a person reads. Documents store message ids and values; text is made here, late.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

/// A message: its id and its values, to be said in either language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Said {
    /// Id of the message in `templates/lang/*.ftl`.
    pub id: String,
    /// Its values by name.
    pub values: BTreeMap<String, serde_json::Value>,
}

impl Said {
    /// A message without values yet.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), values: BTreeMap::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.values.insert(name.to_owned(), value.into());
        self
    }
}
