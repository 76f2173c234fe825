//! The rule of a fix as a table: of what the rules of methods may say, the columns that this one fills.

use super::fixes::few;
use super::{DASH, View};
use crate::document::{Fix, RuleRow};
use crate::lang::{Said, Unit, people};
use crate::report::block::{Block, Row, Words};

/// Tables with more rows than this are closed at first.
const MOST_OPEN: usize = 12;

/// A column: its head, and what a row holds of it.
type Column = (&'static str, fn(View<'_>, &RuleRow) -> Option<String>);

const COLUMNS: [Column; 9] = [
    ("rule-who", |v, row| row.label.as_ref().map(|label| v.text(&format!("rule-who-{label}")))),
    ("rule-weight", |v, row| Some(v.number(row.weight?, Unit::Ratio))),
    ("rule-selected-from", |v, row| Some(v.number(row.selected_from?, Unit::Number))),
    ("rule-drawn", |v, row| {
        let said = Said::new("rule-drawn-from").with("from", row.drawn_from?).with("below", row.selected_from);
        Some(v.say(&said.with("share", row.share)))
    }),
    ("rule-mean-before", |v, row| Some(v.number(row.mean_before?, Unit::Number))),
    ("rule-mean-after", |v, row| Some(v.number(row.mean_after?, Unit::Number))),
    ("rule-decisions", |v, row| {
        let count = row.decisions?;
        let sign = match count.signum() {
            1 => "+",
            -1 => "\u{2212}",
            _ => "",
        };
        Some(format!("{sign}{}", people(count.unsigned_abs(), v.lang)))
    }),
    ("rule-budget-before", |v, row| Some(v.number(row.budget_before?, Unit::Number))),
    ("rule-budget-after", |v, row| Some(v.number(row.budget_after?, Unit::Number))),
];

/// The rule, group by group or campaign by campaign.
pub(super) fn rule(v: View<'_>, fix: &Fix) -> Option<Block> {
    let fills = |(_, cell): &Column| fix.rule.iter().any(|row| cell(v, row).is_some());
    let columns: Vec<Column> = COLUMNS.into_iter().filter(fills).collect();
    let row = |row: &RuleRow| {
        let cell = |(_, cell): &Column| cell(v, row).unwrap_or_else(|| DASH.to_owned()).into();
        let own = || columns.iter().map(cell).collect();
        let cells = row.people_below.map_or_else(own, |below| few(v, Some(below), columns.len()));
        let campaign = row.campaign.as_ref().map(|campaign| Words::label(campaign));
        Row::new(campaign.unwrap_or_else(|| v.segment_or(&row.segment, "everyone")), cells)
    };
    let is_of_campaigns = fix.rule.iter().any(|row| row.campaign.is_some());
    let first = if is_of_campaigns { "delivery-campaign" } else { "table-segment" };
    let heads: Vec<&str> = std::iter::once(first).chain(columns.iter().map(|(head, _)| *head)).collect();
    let caption = v.say(&Said::new("rule-caption").with("changes", fix.changes.as_str()));
    let table = v.grid(caption, &heads, fix.rule.iter().map(row).collect());
    let is_long = table.rows.len() > MOST_OPEN;
    (!columns.is_empty()).then(|| table.folded(is_long))
}
