//! SARIF 2.1.0: a rule for each check, a result for each comparison that is not within its limit. A result that cannot be
//! told is `open`, one without an estimate `notApplicable`, a waived one is suppressed with its reason. Its fingerprint
//! is made of names alone, so that the same comparison is the same alert whatever its numbers are.

use std::io;

use evenhand_metrics::catalog;
use serde_json::{Value, json};

use super::gate::exit_words;
use super::outcome::{Entry, Outcome, cut, data_file, fingerprint, is_undecided, line, worst_first};
use super::words::colon;
use super::words::{check_words, gate_sentence, warning};
use super::{Format, Writer};
use crate::document::{Audit, Check, Severity};
use crate::lang::{Lang, Said, clean, escaped};
use crate::segment::encoded;

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "sarif",
    ending: Some("sarif"),
    about: "",
    media: "application/sarif+json",
    writer: Writer::OfAudit(write),
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Readers refuse a run with more results than this; the worst come first and the rest are counted.
const MOST: usize = 25_000;
/// Characters of one text.
const LONG: usize = 2_000;

/// Writes the log.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let undecided = audit.checks.iter().enumerate().filter(|(_, check)| is_undecided(check));
    let wholes = undecided.map(|(rule, check)| whole(audit, check, rule, lang));
    let entries = worst_first(audit);
    let listed = entries.iter().filter(|entry| entry.outcome != Outcome::Within);
    let rule = |entry: &Entry| audit.checks.iter().position(|check| std::ptr::eq(check, entry.check));
    let results: Vec<Value> = wholes.chain(listed.map(|entry| result(entry, rule(entry), lang))).collect();
    let mut notes: Vec<Value> =
        audit.warnings.iter().map(|said| note("warning", &warning(audit, said, lang))).collect();
    if results.len() > MOST {
        notes.push(note("warning", &lang.say(&Said::new("text-and-more").with("count", results.len() - MOST))));
    }
    let counts = serde_json::to_value(audit.counts)?;
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": clean(&audit.tool.name),
                "semanticVersion": clean(&audit.tool.version),
                "rules": audit.checks.iter().map(|check| rule_of(audit, check, lang)).collect::<Vec<_>>(),
            }},
            "language": lang.tag(),
            "automationDetails": { "id": format!("evenhand/{}/", encoded(&audit.audit.name)) },
            "invocations": [{
                "executionSuccessful": true,
                "exitCode": audit.exit_code,
                "exitCodeDescription": cut(&exit_words(audit, lang), LONG),
                "toolExecutionNotifications": notes,
            }],
            "results": results.into_iter().take(MOST).collect::<Vec<_>>(),
            "properties": {
                "audit": clean(&audit.audit.name),
                "as_of": clean(&audit.audit.as_of),
                "verdict": audit.verdict,
                "counts": counts,
            },
        }],
    });
    writeln!(out, "{}", escaped(&serde_json::to_string_pretty(&log)?))
}

fn rule_of(audit: &Audit, check: &Check, lang: Lang) -> Value {
    let description = message(&check_words(audit, check, lang));
    let rate = catalog::rate(&check.measure);
    let words = rate.map(|rate| if lang == Lang::Fr { &rate.fr } else { &rate.en });
    let help = words.map_or_else(String::new, |words| format!("{} {}", words.says, words.misses));
    json!({
        "id": clean(&check.id),
        "shortDescription": description,
        "fullDescription": message(&if help.is_empty() { gate_sentence(audit, check, lang) } else { help }),
        "defaultConfiguration": { "level": if check.severity == Severity::Error { "error" } else { "warning" } },
        "properties": {
            "claim": check.claim,
            "limit": check.limit,
            "verdict": check.verdict,
            "passes": check.passes,
            "exit_code": check.exit_code,
        },
    })
}

/// A check that keeps the run from passing although nothing of it is outside.
fn whole(audit: &Audit, check: &Check, rule: usize, lang: Lang) -> Value {
    json!({
        "ruleId": clean(&check.id),
        "ruleIndex": rule,
        "kind": "open",
        "level": "none",
        "message": message(&gate_sentence(audit, check, lang)),
        "locations": locations(place(audit, check), None),
        "partialFingerprints": { "evenhand/v1": fingerprint(&[&check.id]) },
    })
}

fn result(entry: &Entry, rule: Option<usize>, lang: Lang) -> Value {
    // Whatever is no failure has no level.
    let (kind, level) = match entry.outcome {
        Outcome::Fails | Outcome::Warns | Outcome::Waived if entry.check.severity == Severity::Error => {
            ("fail", "error")
        }
        Outcome::Fails | Outcome::Warns | Outcome::Waived => ("fail", "warning"),
        Outcome::Undecided | Outcome::Open => ("open", "none"),
        Outcome::NotAssessed => ("notApplicable", "none"),
        Outcome::Within => ("pass", "none"),
    };
    let (finding, interval) = (entry.finding, entry.result.interval.as_ref());
    let mut result = json!({
        "ruleId": clean(&entry.check.id),
        "ruleIndex": rule.map_or(-1, |rule| i64::try_from(rule).unwrap_or(-1)),
        "kind": kind,
        "level": level,
        "message": message(&entry.sentence(lang)),
        "locations": locations(place(entry.audit, entry.check), Some(json!({
            "name": cut(&entry.subject(lang), LONG),
            "fullyQualifiedName": finding.id,
            "kind": "segment",
        }))),
        "partialFingerprints": { "evenhand/v1": entry.fingerprint() },
        "properties": {
            "verdict": entry.result.verdict,
            "reason": entry.result.reason,
            "value": finding.value,
            "low": interval.and_then(|interval| interval.low),
            "high": interval.and_then(|interval| interval.high),
            "people": finding.people,
            "detectable": entry.result.detectable,
        },
    });
    if let Some(waiver) = entry.result.waiver.as_ref().filter(|_| entry.outcome == Outcome::Waived) {
        let until = Said::new("verdict-waived").with("expires", waiver.expires.as_str());
        let justification =
            format!("{}. {}{} {}", lang.say(&until), clean(&waiver.owner), colon(lang), clean(waiver.reason(lang)));
        result["suppressions"] =
            json!([{ "kind": "external", "status": "accepted", "justification": cut(&justification, LONG) }]);
    }
    result
}

/// The line of the config, its file as a relative address. Without a config it is the file of data as a whole, and for
/// what came through a pipe there is no place.
fn place(audit: &Audit, check: &Check) -> Option<Value> {
    let address = |file: &str| {
        let parts: Vec<String> = file.split('/').map(encoded).collect();
        json!({ "uri": parts.join("/"), "uriBaseId": "%SRCROOT%" })
    };
    match line(audit, check) {
        Some(line) => Some(json!({
            "artifactLocation": address(&line.file),
            "region": { "startLine": line.number },
        })),
        None => Some(json!({ "artifactLocation": address(&data_file(audit)?) })),
    }
}

/// The locations of a result: none where there is neither a place nor a group.
fn locations(place: Option<Value>, group: Option<Value>) -> Value {
    let mut location = serde_json::Map::new();
    location.extend(place.map(|place| ("physicalLocation".to_owned(), place)));
    location.extend(group.map(|group| ("logicalLocations".to_owned(), json!([group]))));
    if location.is_empty() { json!([]) } else { json!([location]) }
}

fn note(level: &str, text: &str) -> Value {
    json!({ "level": level, "message": message(text) })
}

/// A plain text of SARIF: brackets in it would be links, braces places to fill.
fn message(text: &str) -> Value {
    let mut plain = String::with_capacity(text.len());
    for sign in cut(text, LONG).chars() {
        match sign {
            '\\' | '[' | ']' => plain.extend(['\\', sign]),
            '{' | '}' => plain.extend([sign, sign]),
            _ => plain.push(sign),
        }
    }
    json!({ "text": plain })
}
