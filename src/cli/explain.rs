//! `evenhand explain`: a code, a measure, a name of the field, a verdict or a reason in plain words.

use std::fmt::Write;

use evenhand_metrics::catalog::{Ask, FIELD_NAMES, FieldName, Measure, SELECTION_RATE, field_name};
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::undefined::Undefined;

use super::metrics::words;
use super::terminal::Terminal;
use crate::document::Verdict;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::{Lang, Said};
use crate::plan::{Claim, Inference};

/// Explains what has this name.
///
/// # Errors
/// `EVH-U005` when nothing has, with the nearest name.
pub(super) fn run(name: &str, terminal: &Terminal) -> Result<u8> {
    let text = explanation(name, terminal.lang).ok_or_else(|| {
        Error::new(ErrorCode::U005).with("name", name).at(Place::Flag("explain".to_owned())).suggesting(name, names())
    })?;
    terminal.prose(&format!("{text}\n"))?;
    Ok(0)
}

/// Everything that has an explanation.
pub(super) fn names() -> Vec<&'static str> {
    let verdicts = Verdict::WORST_FIRST.into_iter().map(Verdict::id);
    ErrorCode::ALL
        .iter()
        .map(|code| code.id())
        .chain(Measure::all_names())
        .chain(FIELD_NAMES.iter().flat_map(FieldName::names))
        .chain(verdicts)
        .chain(Claim::ALL.into_iter().map(|(claim, _)| claim))
        .chain(Inference::IDS)
        .chain(Undefined::ALL.into_iter().map(Undefined::id))
        .collect()
}

fn explanation(name: &str, lang: Lang) -> Option<String> {
    let code = ErrorCode::ALL.iter().map(|code| code.id()).find(|code| code.eq_ignore_ascii_case(name));
    if let Some(text) = code.and_then(|code| lang.attribute(code, "explain", &Said::new(code).values)) {
        return Some(format!("{}\n{text}", code.unwrap_or_default()));
    }
    if let Some(measure) = Measure::named(name) {
        return Some(of_measure(measure, lang));
    }
    if let Some(field) = field_name(name) {
        return Some(of_field(field, lang));
    }
    let verdict = Verdict::WORST_FIRST.into_iter().find(|verdict| verdict.id() == name);
    if let Some(verdict) = verdict {
        return lang.known(&format!("explain-{}", verdict.id()));
    }
    if Claim::ALL.iter().any(|(claim, _)| *claim == name) || Inference::IDS.contains(&name) {
        return lang.known(&format!("explain-{name}"));
    }
    let reason = Undefined::ALL.into_iter().find(|reason| reason.id() == name)?;
    lang.known(&format!("reason-{}", reason.id()))
}

fn of_measure(measure: Measure, lang: Lang) -> String {
    let words = words(measure, lang);
    let lines = vec![
        ("explain-formula", measure.formula()),
        ("explain-says", words.says.to_owned()),
        ("explain-misses", words.misses.to_owned()),
        ("explain-source", measure.source().to_owned()),
    ];
    explained(measure.id(), words.name, lines, measure.known_as(), lang)
}

fn of_field(field: &FieldName, lang: Lang) -> String {
    let words = if lang == Lang::En { field.en } else { field.fr };
    let mut lines = vec![
        ("explain-formula", field.formula.to_owned()),
        ("explain-says", words.says.to_owned()),
        ("explain-misses", words.misses.to_owned()),
    ];
    lines.extend(field.asks.iter().map(|ask| ("explain-ask", asked(*ask, lang))));
    lines.push(("explain-source", field.source.to_owned()));
    explained(field.id, words.name, lines, field.known_as, lang)
}

fn explained(id: &str, name: &str, lines: Vec<(&str, String)>, known_as: &[&str], lang: Lang) -> String {
    let mut out = lang.say(&Said::new("diagnostic-note").with("name", id).with("text", name));
    for (head, text) in lines {
        let said = Said::new("diagnostic-note").with("name", lang.text(head)).with("text", text);
        // Writing to a String cannot fail.
        let _ = write!(out, "\n{}", lang.say(&said));
    }
    if !known_as.is_empty() {
        let _ = write!(out, "\n{}", lang.say(&Said::new("metrics-known-as").with("names", known_as.join(", "))));
    }
    out
}

/// How a comparison is asked for: the keys of a check and the flag that does the same, or where it is found unasked.
fn asked(ask: Ask, lang: Lang) -> String {
    let keys = |measure: &str, comparison: &str, more: &str| {
        format!("measure = \"{measure}\", comparison = \"{comparison}\"{more}")
    };
    let (keys, flag) = match ask {
        Ask::Finding(measure, comparison) => {
            return lang.say(&Said::new("explain-ask-finding").with("id", format!("{measure}/{comparison}")));
        }
        Ask::Check(measure, comparison) => {
            let flag = match comparison {
                Comparison::Ratio => Some("--min-ratio 0.8"),
                Comparison::Difference => Some("--max-gap 0.05"),
                Comparison::Value => None,
            };
            let flag = flag.filter(|_| measure == SELECTION_RATE.id);
            (keys(measure, comparison.id(), ""), flag)
        }
        Ask::AgainstHighest(measure, comparison) => {
            (keys(measure, comparison.id(), ", reference = \"highest-rate-2pct\""), Some("--policy us-four-fifths"))
        }
        Ask::Within(measure, comparison) => (keys(measure, comparison.id(), ", within = \"STRATUM\""), None),
    };
    lang.say(&Said::new("explain-ask-check").with("keys", keys).with("flag", flag))
}
