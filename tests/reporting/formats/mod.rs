//! Formats for pipelines: every one tells the same verdicts and the same exit code, obeys its own rules, and shows hostile
//! words as text that does nothing.

mod agree;
mod audits;
mod hostile;
mod junit;
mod markdown;
mod place;
mod stored;

use std::fs;
use std::path::Path;

use evenhand::document::Audit;
use evenhand::lang::{Lang, is_hostile};
use evenhand::report::{self, Format};
use serde_json::Value;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn golden() -> Value {
    serde_json::from_str(&fs::read_to_string(root().join("tests/golden/spring-loans.audit.json")).unwrap()).unwrap()
}

pub(crate) fn audit(document: &Value) -> Audit {
    serde_json::from_value(document.clone()).unwrap()
}

pub(crate) fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    report::write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Nothing but letters and line breaks: no control, no sign that turns or hides text.
pub(crate) fn is_still(text: &str) -> bool {
    text.chars().all(|letter| letter == '\n' || !is_hostile(&letter.to_string()))
}
