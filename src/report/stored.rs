//! Reads a stored audit, on any machine and without its data. Refuses a document of another kind or version, a damaged
//! one, and one that contradicts itself: each format would then tell another story.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;
use serde_json::error::Category;

use super::json;
use crate::document::{Audit, Counts, SCHEMA, Severity, exit_code};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Lang;
use crate::special::Special;

/// An audit and its document, byte for byte as it is stored: what is said of the document, such as its digest, is said of
/// these bytes, whatever version wrote them and however they are laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The audit.
    pub audit: Audit,
    pub(super) bytes: Vec<u8>,
}

impl Stored {
    /// An audit as it is written now.
    ///
    /// # Errors
    /// When it holds a number that JSON has no word for.
    pub fn of(audit: Audit) -> io::Result<Self> {
        let mut bytes = Vec::new();
        json::write(&audit, Lang::En, &mut bytes)?;
        Ok(Self { audit, bytes })
    }

    /// The document, byte for byte.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// The audit in this file, with the bytes that it was read from.
///
/// # Errors
/// `EVH-R001` when the file cannot be read, `EVH-R002` when it is damaged or no audit, `EVH-R003` when it is a document of
/// another kind or version, `EVH-R004` when it contradicts itself.
pub fn read(path: &Path) -> Result<Stored> {
    let file = path.display().to_string();
    stored(path).map_err(|error| {
        let place = Place::Data { file: file.clone(), column: None, row: None };
        error.with("file", file).at(place)
    })
}

fn stored(path: &Path) -> Result<Stored> {
    if let Some(special) = Special::of(path) {
        return Err(Error::new(ErrorCode::R001).with("reason", special.id()));
    }
    let bytes = fs::read(path).map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::NotFound => "not-found",
            io::ErrorKind::IsADirectory => "is-folder",
            io::ErrorKind::PermissionDenied => "not-allowed",
            _ => "other",
        };
        Error::new(ErrorCode::R001).with("reason", reason)
    })?;
    let document: Value = serde_json::from_slice(&bytes).map_err(|error| damaged(&error))?;
    let schema = document
        .get("schema")
        .and_then(Value::as_str)
        .ok_or_else(|| Error::new(ErrorCode::R002).with("reason", "kind"))?;
    if schema != SCHEMA {
        // A name of ours is short and plain; whatever else stands there is not repeated.
        let plain = |schema: &&str| {
            let known = |c: char| c.is_ascii_alphanumeric() || ".-/".contains(c);
            schema.starts_with("evenhand.") && schema.len() <= 40 && schema.chars().all(known)
        };
        let found = Some(schema).filter(plain);
        return Err(Error::new(ErrorCode::R003).with("found", found).with("schema", SCHEMA));
    }
    let audit: Audit = serde_json::from_slice(&bytes).map_err(|error| damaged(&error))?;
    match contradiction(&audit) {
        None => Ok(Stored { audit, bytes }),
        Some(reason) => Err(Error::new(ErrorCode::R004).with("reason", reason)),
    }
}

/// What the parser says may quote the document; the line does not.
fn damaged(error: &serde_json::Error) -> Error {
    let reason = match error.classify() {
        Category::Eof => "cut",
        Category::Data => "shape",
        Category::Syntax | Category::Io => "json",
    };
    Error::new(ErrorCode::R002).with("reason", reason).with("line", error.line())
}

/// In what the document disagrees with itself.
fn contradiction(audit: &Audit) -> Option<&'static str> {
    let known: HashSet<&str> = audit.findings.iter().map(|finding| finding.id.as_str()).collect();
    let mut total = Counts::default();
    for check in &audit.checks {
        let mut counts = Counts::default();
        for result in &check.results {
            if !known.contains(result.finding.as_str()) {
                return Some("finding");
            }
            counts.add(result.verdict);
            total.add(result.verdict);
        }
        if counts != check.counts {
            return Some("counts");
        }
        let holds = match check.passes {
            Some(true) => check.exit_code == 0,
            Some(false) => check.exit_code <= 1 && counts.outside > 0,
            None => matches!(check.exit_code, 0 | 1 | 3),
        };
        let gates = check.passes != Some(false) || check.severity != Severity::Error || check.exit_code == 1;
        if !(holds && gates) {
            return Some("exit-code");
        }
    }
    if total != audit.counts || (total.worst() != audit.verdict && !audit.checks.is_empty()) {
        return Some("counts");
    }
    (audit.exit_code != exit_code(&audit.checks)).then_some("exit-code")
}
