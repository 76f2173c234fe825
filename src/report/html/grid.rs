//! Plain tables: a head, rows of cells, each with what stands small beneath it.

use serde::Serialize;

use crate::document::Estimate;
use crate::lang::{Lang, Piece, Round, Said, Unit, written};

use super::rows::{ends, interval};

/// A table without drawings.
#[derive(Debug, Serialize)]
pub(super) struct Grid {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns; the first is that of the row heads.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// What was cut.
    pub cut: Option<String>,
    /// Whether it is opened only when asked for.
    pub folded: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct GridRow {
    pub head: Vec<Piece>,
    pub cells: Vec<GridCell>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct GridCell {
    pub text: String,
    pub small: String,
    pub note: String,
    pub class: &'static str,
}

/// A table under a heading with sentences before it.
#[derive(Debug, Serialize)]
pub(super) struct GridView {
    pub title: Vec<Piece>,
    pub leads: Vec<Vec<Piece>>,
    pub grids: Vec<Grid>,
}

impl Grid {
    /// A table; rows beyond the most are counted and not shown.
    pub(super) fn new(caption: String, heads: &[&str], mut rows: Vec<GridRow>, most: usize, lang: Lang) -> Self {
        let cut = (rows.len() > most)
            .then(|| lang.say(&Said::new("grid-cut").with("count", most).with("hidden", rows.len() - most)));
        rows.truncate(most);
        Self { caption, heads: heads.iter().map(|head| lang.text(head)).collect(), rows, cut, folded: false }
    }
}

impl GridCell {
    /// A text alone.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number of people; a dash where it is hidden.
    pub(super) fn people(people: Option<u64>, lang: Lang) -> Self {
        Self::text(people.map_or_else(|| "–".to_owned(), |people| crate::lang::people(people, lang)))
    }

    /// A number with its interval, or the reason why there is none.
    pub(super) fn estimate(estimate: &Estimate, unit: Unit, lang: Lang) -> Self {
        let Some(value) = estimate.value else {
            let reason = estimate.undefined.as_deref().unwrap_or("no-interval");
            return Self { text: "–".to_owned(), note: lang.text(&format!("short-{reason}")), ..Self::default() };
        };
        let small = estimate.interval.as_ref().map(|found| match found.shape.as_str() {
            "complement" | "whole-line" => lang.text(&format!("shape-{}", found.shape)),
            _ => interval(&ends(found), unit, &[], lang),
        });
        Self { text: number(value, unit, lang), small: small.unwrap_or_default(), ..Self::default() }
    }
}

/// A number as it is read.
pub(super) fn number(value: f64, unit: Unit, lang: Lang) -> String {
    written(value, unit, Round::Nearest, &[], lang)
}

/// A p-value: three digits, or below a thousandth.
pub(super) fn p_value(p_value: f64, lang: Lang) -> String {
    if p_value < 0.001 {
        return format!("< {}", crate::lang::limit(0.001, Unit::Ratio, lang));
    }
    written(p_value, Unit::Ratio, Round::Nearest, &[0.0], lang)
}
