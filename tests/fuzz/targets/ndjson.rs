//! JSON objects, one a line or all in one list: an audit, or one error.

use crate::case::Case;
use crate::run::Target;
use crate::targets::csv::{gzip, of_text};

const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "null",
    "true",
    "false",
    "\"f\"",
    "\"m\"",
    "\"sex\"",
    "\"age\"",
    "\"sent\"",
    "\"w\"",
    "\"won\"",
    "\"n\"",
    "\"k\"",
    "\"wave\"",
    "\"days\"",
    "\"note\"",
    "{\"a\":1}",
    "[1]",
    "\n",
    "\r\n",
    "1.5",
    "0",
    "1",
    "1e2",
    "\\ud800",
    "\\u00e9",
    "\\n",
    "\"",
    "\\",
    "\"Jane-Doe-1975\"",
    "Jane-Doe-1975",
    "//",
    "NaN",
    "\u{feff}",
];

fn table(escaped: bool) -> String {
    let row = |n: u32| {
        let sex = if escaped { ["\\u0066", "\\u006d", "\\u00e9"] } else { ["f", "m", "é"] }[n as usize % 3];
        let sent = if escaped { u32::from(n % 7 < 3).to_string() } else { (n % 7 < 3).to_string() };
        let extra = if n.is_multiple_of(5) { ", \"extra\": {\"a\": [1, {\"b\": null}]}" } else { "" };
        format!(
            "{{\"sex\": \"{sex}\", \"age\": {}, \"sent\": {sent}, \"w\": {}.5, \"won\": {}, \"n\": 9, \"k\": {}, \
             \"wave\": \"{}\", \"days\": {}.25, \"note\": \"Jane-Doe-1975\"{extra}}}\n",
            18 + n * 13 % 50,
            n % 5,
            ["1", "0", "null"][n as usize % 3],
            n % 9,
            n % 2,
            n % 6
        )
    };
    (0..30).map(row).collect()
}

/// The target.
pub(crate) fn target() -> Target {
    let (plain, escaped) = (table(false), table(true));
    let wide: Vec<u8> = format!("\u{feff}{plain}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let small = b"{\"sex\":\"f\",\"age\":1,\"sent\":1}\n\n{\"age\":2,\"sex\":\"m\",\"sent\":0}";
    let list = format!("[\n{}]\n", plain.trim_end().replace("}\n", "},\n"));
    let corpus = [plain.as_bytes(), escaped.as_bytes(), &wide, small, &gzip(plain.as_bytes()), list.as_bytes()];
    let corpus = corpus.iter().zip(0..).map(|(text, at)| Case::of([&[at, 0], text])).collect();
    of_text("ndjson", "t.ndjson", corpus, WORDS)
}
