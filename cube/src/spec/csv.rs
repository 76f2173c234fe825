//! How CSV and workbooks are written.

#![expect(clippy::ref_option_ref, clippy::trivially_copy_pass_by_ref, reason = "serde hands a field over by reference")]

use encoding_rs::Encoding;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

/// How CSV is written, and where in a workbook a table is; what is left out is detected.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CsvOptions {
    /// Between fields.
    pub separator: Option<char>,
    /// `.` or `,`.
    pub decimal: Option<char>,
    /// Between thousands: `,`, `.`, a blank or an apostrophe.
    pub thousands: Option<char>,
    /// How letters are written; also of NDJSON.
    #[serde(with = "encoding_name", default)]
    #[schemars(with = "Option<String>")]
    pub encoding: Option<&'static Encoding>,
    /// Lines before the header.
    pub skip: Option<usize>,
    /// The sheet of a workbook; the first when left out.
    pub sheet: Option<String>,
}

/// An encoding as a document names it: in small letters.
mod encoding_name {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    use super::Encoding;

    pub(super) fn serialize<S: Serializer>(of: &Option<&'static Encoding>, out: S) -> Result<S::Ok, S::Error> {
        of.map(|encoding| encoding.name().to_lowercase()).serialize(out)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<&'static Encoding>, D::Error> {
        let known = |name: String| super::encoding(&name).ok_or_else(|| D::Error::custom("no encoding has this name"));
        Option::<String>::deserialize(from)?.map(known).transpose()
    }
}

/// The way of writing letters that has this name, as the web has them.
#[must_use]
pub fn encoding(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label_no_replacement(name.as_bytes())
}
