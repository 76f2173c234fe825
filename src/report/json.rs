//! The document itself: keys in the order of the types, numbers as the shortest text that reads back to the same
//! double. It has no language.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{CompactFormatter, Formatter};

use super::{Format, Writer};
use crate::document::{Audit, finite};
use crate::lang::{Lang, escaped};

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "json",
    ending: Some("json"),
    about: "",
    media: "application/json",
    writer: Writer::OfDocument(|_, document, _, out| out.write_all(document)),
};

/// Writes `audit.json` without spaces, with a line end at the end.
///
/// # Errors
/// When `out` fails; `InvalidData` when a number is NaN or infinite, which no document holds.
pub fn write(audit: &Audit, _: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    finite(audit).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let mut text = Vec::new();
    audit.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Plain))?;
    // JSON is always UTF-8.
    writeln!(out, "{}", escaped(&String::from_utf8_lossy(&text)))
}

/// Compact, and without a sign before nothing: an empty sum of doubles is -0.0, and the same audit has one text.
struct Plain;

impl Formatter for Plain {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        CompactFormatter.write_f64(writer, if value == 0.0 { 0.0 } else { value })
    }
}

/// The JSON Schema of the document, made from the types.
#[must_use]
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Audit);
    schema.insert("$id".to_owned(), Value::from(crate::document::SCHEMA));
    schema.insert("title".to_owned(), Value::from("evenhand audit"));
    let mut text = Vec::new();
    let mut writer = serde_json::Serializer::pretty(&mut text);
    // Writing a JSON value into memory cannot fail, and JSON is always UTF-8.
    let _ = schema.serialize(&mut writer);
    let mut text = String::from_utf8_lossy(&text).into_owned();
    text.push('\n');
    text
}
