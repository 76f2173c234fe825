//! `evenhand metrics`: the catalog, one measure after the other: rates, then measures of scores, then of values; and the
//! names of the field.

use std::fmt::Write;

use evenhand_metrics::catalog::{FIELD_NAMES, Measure, Words};

use super::terminal::Terminal;
use crate::error::Result;
use crate::lang::{Lang, Said};

/// Lists every measure.
pub(super) fn run(terminal: &Terminal) -> Result<u8> {
    terminal.prose(&list(terminal.lang))?;
    Ok(0)
}

/// A measure's words in a language.
pub(super) const fn words(measure: Measure, lang: Lang) -> &'static Words {
    match lang {
        Lang::En => measure.en(),
        Lang::Fr => measure.fr(),
    }
}

fn list(lang: Lang) -> String {
    let longest = |of: fn(Measure) -> usize| Measure::all().map(of).max().unwrap_or_default();
    let ids = longest(|measure| measure.id().len());
    let names = longest(|measure| measure.en().name.chars().count().max(measure.fr().name.chars().count()));
    let mut out = lang.say(&Said::new("metrics-head").with("count", Measure::all().count()));
    for list in ["rates", "scores", "values"] {
        // Writing to a String cannot fail.
        let _ = write!(out, "\n\n{}", lang.text(&format!("metrics-{list}")));
        for measure in Measure::all().filter(|measure| kind(*measure) == list) {
            let line = format!("{:ids$}  {:names$}  {}", measure.id(), words(measure, lang).name, measure.formula());
            let _ = write!(out, "\n{line}");
        }
    }
    let _ = write!(out, "\n\n{}", lang.text("metrics-field"));
    let widest = FIELD_NAMES.iter().map(|field| field.id.len()).max().unwrap_or_default();
    for field in FIELD_NAMES {
        let name = if lang == Lang::En { field.en.name } else { field.fr.name };
        let _ = write!(out, "\n{:widest$}  {name}", field.id);
    }
    let _ = writeln!(out, "\n\n{}", lang.text("metrics-letters"));
    out
}

const fn kind(measure: Measure) -> &'static str {
    match measure {
        Measure::Rate(_) => "rates",
        Measure::Score(_) => "scores",
        Measure::Value(_) => "values",
    }
}
