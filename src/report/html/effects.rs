//! Tests of parity.

use super::grid::{Grid, GridCell, GridRow, p_value};
use crate::document::{Audit, Check, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::rank::worst_first;
use crate::report::words::subject_words;

/// The tests of parity of a check: what each shows, and the people it would take.
pub(super) fn parity(audit: &Audit, check: &Check, most: usize, lang: Lang) -> Option<Grid> {
    let rows = worst_first(audit, check).into_iter().filter_map(|(result, finding)| {
        let found = result.equivalence.as_ref()?;
        let about = |people: Option<u64>| {
            let said = |people: u64| lang.say(&Said::new("parity-about").with("people", people));
            GridCell::text(people.map_or_else(|| "–".to_owned(), said))
        };
        let shown = result.verdict == Verdict::Within;
        Some(GridRow {
            head: vec![Piece::label(&subject_words(audit, finding, lang).unwrap_or_default())],
            cells: vec![
                GridCell::text(lang.text(if shown { "parity-shown" } else { "parity-not-shown" })),
                match (found.p_value, &found.undefined) {
                    (Some(p), _) => GridCell::text(p_value(p, lang)),
                    (None, reason) => GridCell {
                        text: "–".to_owned(),
                        note: lang.text(&format!("short-{}", reason.as_deref().unwrap_or("no-interval"))),
                        ..GridCell::default()
                    },
                },
                about(found.needed_within),
            ],
        })
    });
    let rows: Vec<GridRow> = rows.collect();
    let heads = ["table-segment", "parity-head", "parity-p", "parity-within"];
    let limit = |value: Option<f64>| value.map(|value| written(value, Unit::Ratio, Round::Nearest, &[], lang));
    // Two one-sided tests at the nominal level agree with the interval that decides `within`.
    let at_most = written((1.0 - audit.settings.level) / 2.0, Unit::Ratio, Round::Nearest, &[0.0], lang);
    let said = Said::new("parity-caption")
        .with("low", limit(check.limit.min))
        .with("high", limit(check.limit.max))
        .with("most", at_most);
    (!rows.is_empty()).then(|| Grid::new(lang.say(&said), &heads, rows, most, lang))
}
