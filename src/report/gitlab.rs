//! GitLab code quality: an array of issues, each beside the file that somebody who wants another verdict would change.
//! Results within their limit, waived ones and those without an estimate are no issues.

use std::io;

use serde_json::{Value, json};

use super::outcome::{Line, Outcome, data_file, fingerprint, is_undecided, line, worst_first};
use super::words::gate_sentence;
use super::{Format, Writer};
use crate::document::{Audit, Check};
use crate::lang::{Lang, clean, escaped};

/// The format.
pub(super) const FORMAT: Format =
    Format { id: "gitlab", ending: None, about: "", media: "application/json", writer: Writer::OfAudit(write) };

/// Writes the array.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mut issues: Vec<Value> = Vec::new();
    for check in audit.checks.iter().filter(|check| is_undecided(check)) {
        let fingerprint = fingerprint(&[&check.id]);
        let sentence = gate_sentence(audit, check, lang);
        issues.push(issue(audit, check, &sentence, undecided(check.exit_code), &fingerprint));
    }
    for entry in worst_first(audit) {
        let severity = match entry.outcome {
            Outcome::Fails => "major",
            Outcome::Undecided => undecided(entry.check.exit_code),
            Outcome::Warns => "minor",
            Outcome::Open => "info",
            Outcome::NotAssessed | Outcome::Waived | Outcome::Within => continue,
        };
        issues.push(issue(audit, entry.check, &entry.sentence(lang), severity, &entry.fingerprint()));
    }
    let text = serde_json::to_string_pretty(&issues)?;
    writeln!(out, "{}", escaped(&text))
}

/// An undecided check is information, unless its gate counts it as a failure.
const fn undecided(exit_code: u8) -> &'static str {
    if exit_code == 1 { "major" } else { "info" }
}

/// An issue must have a path: without a config it is that of the data.
fn issue(audit: &Audit, check: &Check, description: &str, severity: &str, fingerprint: &str) -> Value {
    let data = || Line { file: data_file(audit).unwrap_or_else(|| "stdin".to_owned()), number: 1 };
    let line = line(audit, check).unwrap_or_else(data);
    json!({
        "description": description,
        "check_name": clean(&check.id),
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": line.file, "lines": { "begin": line.number } },
    })
}
