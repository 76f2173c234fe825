//! The rule of a fix as a table: of what the rules of methods may say, the columns that this one fills.

use super::fixes::{head, hidden};
use super::grid::{Grid, GridCell, GridRow, number};
use crate::document::{Audit, Fix, RuleRow};
use crate::lang::{Lang, Piece, Said, Unit};

/// Tables with more rows than this are closed at first.
const MOST_OPEN: usize = 12;

/// A column: its head, and what a row holds of it.
type Column = (&'static str, fn(&RuleRow, Lang) -> Option<String>);

const COLUMNS: [Column; 9] = [
    ("rule-who", |row, lang| row.label.as_ref().map(|label| lang.text(&format!("rule-who-{label}")))),
    ("rule-weight", |row, lang| written(row.weight, Unit::Ratio, lang)),
    ("rule-selected-from", |row, lang| written(row.selected_from, Unit::Number, lang)),
    ("rule-drawn", |row, lang| {
        let said = Said::new("rule-drawn-from").with("from", row.drawn_from?).with("below", row.selected_from);
        Some(lang.say(&said.with("share", row.share)))
    }),
    ("rule-mean-before", |row, lang| written(row.mean_before, Unit::Number, lang)),
    ("rule-mean-after", |row, lang| written(row.mean_after, Unit::Number, lang)),
    ("rule-decisions", |row, lang| {
        let count = row.decisions?;
        let people = crate::lang::people(count.unsigned_abs(), lang);
        let sign = match count.signum() {
            1 => "+",
            -1 => "\u{2212}",
            _ => "",
        };
        Some(format!("{sign}{people}"))
    }),
    ("rule-budget-before", |row, lang| written(row.budget_before, Unit::Number, lang)),
    ("rule-budget-after", |row, lang| written(row.budget_after, Unit::Number, lang)),
];

/// The rule, group by group or campaign by campaign.
pub(super) fn rule(audit: &Audit, fix: &Fix, most: usize, lang: Lang) -> Option<Grid> {
    let columns: Vec<Column> =
        COLUMNS.into_iter().filter(|(_, cell)| fix.rule.iter().any(|row| cell(row, lang).is_some())).collect();
    let row = |row: &RuleRow| GridRow {
        head: row.campaign.as_ref().map_or_else(|| head(audit, &row.segment, lang), |name| vec![Piece::label(name)]),
        cells: match row.people_below {
            Some(below) => hidden(below, columns.len(), lang),
            None => columns
                .iter()
                .map(|(_, cell)| GridCell::text(cell(row, lang).unwrap_or_else(|| "–".to_owned())))
                .collect(),
        },
    };
    let is_of_campaigns = fix.rule.iter().any(|row| row.campaign.is_some());
    let first = if is_of_campaigns { "delivery-campaign" } else { "table-segment" };
    let heads: Vec<&str> = std::iter::once(first).chain(columns.iter().map(|(head, _)| *head)).collect();
    let caption = lang.say(&Said::new("rule-caption").with("changes", fix.changes.as_str()));
    let mut grid = Grid::new(caption, &heads, fix.rule.iter().map(row).collect(), most, lang);
    grid.folded = grid.rows.len() > MOST_OPEN;
    (!columns.is_empty()).then_some(grid)
}

fn written(value: Option<f64>, unit: Unit, lang: Lang) -> Option<String> {
    value.map(|value| number(value, unit, lang))
}
