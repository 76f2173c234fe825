//! `cube.json` (`evenhand.cube/1`), as types: its schema is made from them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::count::{Counting, Repeats};
use crate::input::Input;

/// The type id of the document; a change of meaning changes it.
pub const SCHEMA: &str = "evenhand.cube/1";

/// The only kind that can be merged.
pub(super) const EXACT: &str = "exact";

/// The hash whose top bits make a fold of a person.
pub(super) const HASH: &str = "xxh3-64";

/// What whoever opens the folder should know first.
pub(super) const WARNING: &str = "Exact counts: some cells hold one person. Treat this folder as personal data, \
    and give away what `evenhand audit` makes of it instead.";

/// What made the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tool {
    /// Always `evenhand`.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// `cube.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// `evenhand.cube/1`.
    pub schema: String,
    /// `exact`: mergeable counts in which nothing is hidden.
    pub kind: String,
    /// That the folder is personal data.
    pub warning: String,
    /// What wrote it.
    pub tool: Tool,
    /// sha256 of `counting` as compact JSON.
    pub plan_sha256: String,
    /// How people were counted: cubes are merged, and audited again, only where it is the same.
    pub counting: Counting,
    /// Name of the hash that divides people into folds.
    pub hash: String,
    /// Seed of that hash and of everything drawn at random.
    pub seed: u64,
    /// The attributes in the order of the plan, then `@campaign`, `@fold`, `@part`, `@holdout`, `@stage` and `@score` where there are.
    pub dimensions: Vec<AxisOut>,
    /// Who was counted.
    pub population: PopulationOut,
    /// Columns in which the only value beside those that mean yes was taken for the no, with its sha256: parts with unlike
    /// ones are not merged.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub noes: BTreeMap<String, String>,
    /// The files read, decisions first, by name.
    pub inputs: Vec<Input>,
    /// The cuboids.
    pub cuboids: Vec<CuboidOut>,
}

/// A dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AxisOut {
    /// Its id: an attribute's name, or `@campaign`.
    pub id: String,
    /// Its labels in the order in which they are shown, those of people left out included; a cell's code is a place here,
    /// counted from 0, and null where the value is missing.
    pub labels: Vec<String>,
    /// Labels that map or bins put first, whether or not somebody has them.
    pub order: Vec<String>,
}

/// Who was counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PopulationOut {
    /// People in each cuboid.
    pub people: u64,
    /// People in no cuboid, by reason.
    pub left_out: Vec<LeftOut>,
    /// Rows that repeat a key within a part.
    pub repeats: Repeats,
}

/// People left out for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LeftOut {
    /// The reason, as in `audit.json`.
    pub reason: String,
    /// How many.
    pub people: u64,
    /// The same people in each attribute and the campaign: by label, the missing value last.
    pub by: Vec<Vec<u64>>,
}

/// One cuboid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CuboidOut {
    /// Its file in the same folder.
    pub file: String,
    /// Ids of its dimensions.
    pub dimensions: Vec<String>,
    /// Its rows: cells that hold somebody, sorted by key.
    pub cells: u64,
    /// Whether some weight is 2^15 or more, and the file has columns for the multiples of 2^30 in squares.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large_weights: bool,
    /// sha256 of the file.
    pub sha256: String,
}

/// The JSON Schema of the document, made from the types.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Contents);
    schema.insert("$id".to_owned(), SCHEMA.into());
    schema.insert("title".to_owned(), "evenhand cube".into());
    // A schema is plain JSON, which can always be written.
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
