//! `evenhand explain`: a code, a measure, a verdict or a reason in plain words.

use std::fmt::Write;

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::undefined::Undefined;

use super::metrics::words;
use super::terminal::Terminal;
use crate::audit::Verdict;
use crate::error::{CODES, Error, Place, Result};
use crate::lang::{Lang, Said};
use crate::plan::Claim;

/// Explains what has this name.
///
/// # Errors
/// `EVH-U005` when nothing has, with the nearest name.
pub(super) fn run(name: &str, terminal: &Terminal) -> Result<u8> {
    let text = explanation(name, terminal.lang).ok_or_else(|| {
        Error::new("EVH-U005").with("name", name).at(Place::Flag("explain".to_owned())).suggesting(name, names())
    })?;
    terminal.print(&format!("{text}\n"))?;
    Ok(0)
}

fn names() -> impl Iterator<Item = &'static str> {
    let verdicts = Verdict::WORST_FIRST.into_iter().map(Verdict::id);
    CODES
        .iter()
        .copied()
        .chain(Measure::all_names())
        .chain(verdicts)
        .chain(Claim::ALL.into_iter().map(|(claim, _)| claim))
        .chain(Undefined::ALL.into_iter().map(Undefined::id))
}

fn explanation(name: &str, lang: Lang) -> Option<String> {
    let code = CODES.iter().copied().find(|code| code.eq_ignore_ascii_case(name));
    if let Some(text) = code.and_then(|code| lang.attribute(code, "explain", &Said::new(code).values)) {
        return Some(format!("{}\n{text}", code.unwrap_or_default()));
    }
    if let Some(measure) = Measure::named(name) {
        return Some(of_measure(measure, lang));
    }
    let verdict = Verdict::WORST_FIRST.into_iter().find(|verdict| verdict.id() == name);
    if let Some(verdict) = verdict {
        return lang.known(&format!("explain-{}", verdict.id()));
    }
    if Claim::ALL.iter().any(|(claim, _)| *claim == name) {
        return lang.known(&format!("explain-{name}"));
    }
    let reason = Undefined::ALL.into_iter().find(|reason| reason.id() == name)?;
    lang.known(&format!("reason-{}", reason.id()))
}

fn of_measure(measure: Measure, lang: Lang) -> String {
    let words = words(measure, lang);
    let mut out = format!("{}: {}\n", measure.id(), words.name);
    let lines = [
        ("explain-formula", measure.formula()),
        ("explain-says", words.says.to_owned()),
        ("explain-misses", words.misses.to_owned()),
        ("explain-source", measure.source().to_owned()),
    ];
    for (head, text) in lines {
        let said = Said::new("diagnostic-note").with("name", lang.text(head)).with("text", text);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{}", lang.say(&said));
    }
    if !measure.known_as().is_empty() {
        out.push_str(&lang.say(&Said::new("metrics-known-as").with("names", measure.known_as().join(", "))));
    }
    out.trim_end().to_owned()
}
