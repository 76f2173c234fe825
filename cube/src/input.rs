//! The files that counts come from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One file read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    /// `decisions`, `audience`, `new decisions`, or `cube`: counts made of the others earlier. Its bytes and digest are those of `cube.json`,
    /// and its rows are cells.
    pub role: String,
    /// The name as the config or the command line gave it: no absolute path.
    pub name: String,
    /// Size.
    pub bytes: u64,
    /// Digest of the bytes.
    pub sha256: String,
    /// Data rows.
    pub rows: u64,
    /// The columns that were decoded.
    pub columns_read: Vec<String>,
}
