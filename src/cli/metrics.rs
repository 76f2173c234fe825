//! `evenhand metrics`: the catalog, one rate after the other.

use std::fmt::Write;

use evenhand_metrics::catalog::{RATES, Rate, Words};

use super::terminal::Terminal;
use crate::error::Result;
use crate::lang::{Lang, Said};

/// Lists every rate.
pub(super) fn run(terminal: &Terminal) -> Result<u8> {
    terminal.print(&list(terminal.lang))?;
    Ok(0)
}

/// A rate's words in a language.
pub(super) const fn words(rate: &Rate, lang: Lang) -> &Words {
    match lang {
        Lang::En => &rate.en,
        Lang::Fr => &rate.fr,
    }
}

fn list(lang: Lang) -> String {
    let longest = |of: fn(&Rate) -> usize| RATES.iter().map(|rate| of(rate)).max().unwrap_or_default();
    let (ids, formulas) = (longest(|rate| rate.id.len()), longest(|rate| rate.formula().len()));
    let mut out = lang.say(&Said::new("metrics-head").with("count", RATES.len()));
    out.push_str("\n\n");
    for rate in RATES {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{:ids$}  {:formulas$}  {}", rate.id, rate.formula(), words(rate, lang).name);
    }
    let _ = writeln!(out, "\n{}", lang.text("metrics-letters"));
    out
}
