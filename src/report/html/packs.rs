//! Rules used: every pack with its standing, what has to be known of it, the ratios it wants shown, the alternatives it wants
//! recorded.

use super::about::plain;
use super::grid::{Grid, GridCell, GridRow, GridView, number};
use crate::document::question::{AskedAlternative, AskedPack, AskedRecord};
use crate::document::{Audit, ImpactRatios, ImpactRow};
use crate::lang::{Lang, Piece, Said, Unit, date};
use crate::report::question::pack_said;
use crate::report::words::{groups_of, measure_name, set_words, uncapitalised};

/// Tables with more rows than this are closed at first.
const MOST_OPEN: usize = 14;

/// Every pack of the question.
pub(super) fn packs(audit: &Audit, most: usize, lang: Lang) -> Vec<GridView> {
    let Some(question) = &audit.question else { return Vec::new() };
    question.packs.iter().map(|pack| view(audit, pack, &question.alternatives, most, lang)).collect()
}

fn view(audit: &Audit, pack: &AskedPack, considered: &[AskedAlternative], most: usize, lang: Lang) -> GridView {
    let mut leads = Vec::new();
    if let Some(notes) = pack.notes.get(lang.tag()).or_else(|| pack.notes.get("en")) {
        leads.push(vec![Piece::label(notes)]);
    }
    let own = audit.impact_ratios.iter().filter(|table| table.pack == pack.info.id);
    let mut grids: Vec<Grid> = own.map(|table| impact(audit, table, most, lang)).collect();
    if pack.records.contains(&AskedRecord::Alternatives) {
        if considered.is_empty() {
            leads.push(plain(lang.text("alternatives-none")));
        } else {
            grids.push(alternatives(considered, lang));
        }
    }
    GridView { title: lang.say_in_pieces(&pack_said(&pack.info, lang)), leads, grids }
}

fn impact(audit: &Audit, table: &ImpactRatios, most: usize, lang: Lang) -> Grid {
    let caption = Said::new("impact-caption")
        .with("attributes", set_words(audit, &table.attributes, lang))
        .with("measure", uncapitalised(&measure_name(audit, &table.measure, lang)))
        .with("unknown", table.unknown);
    let written = |value: Option<f64>, unit: Unit| {
        GridCell::text(value.map_or_else(|| "–".to_owned(), |value| number(value, unit, lang)))
    };
    let row = |row: &ImpactRow| {
        let people = match row.people_below {
            Some(below) => GridCell::text(lang.say(&Said::new("fewer-than").with("people", below))),
            None => GridCell::people(row.people, lang),
        };
        let under = if row.under_two_percent { lang.text("impact-under") } else { String::new() };
        GridRow {
            head: vec![Piece::label(&groups_of(audit, &row.segment, lang))],
            cells: vec![
                people,
                GridCell::people(row.top, lang),
                written(row.rate, Unit::Percent),
                written(row.ratio, Unit::Ratio),
                GridCell { note: under, ..written(row.ratio_of_large, Unit::Ratio) },
            ],
        }
    };
    let heads = ["table-segment", "flow-people", "impact-top", "impact-rate", "impact-ratio", "impact-ratio-of-large"];
    let mut grid = Grid::new(lang.say(&caption), &heads, table.rows.iter().map(row).collect(), most, lang);
    grid.folded = grid.rows.len() > MOST_OPEN;
    grid
}

fn alternatives(considered: &[AskedAlternative], lang: Lang) -> Grid {
    let not_given = || lang.text("not-given");
    let row = |own: &AskedAlternative| {
        let AskedAlternative { what, effect, adopted, why, by, date: day } = own;
        let said = |text: &Option<String>| {
            GridCell::text(text.as_deref().map_or_else(not_given, |text| Piece::label(text).text))
        };
        let adopted = lang.text(if *adopted { "alternative-yes" } else { "alternative-no" });
        let day = day.as_deref().map_or_else(not_given, |day| date(day, lang));
        GridRow {
            head: vec![Piece::label(what)],
            cells: vec![said(effect), GridCell::text(adopted), said(why), said(by), GridCell::text(day)],
        }
    };
    let heads = [
        "alternative-what",
        "alternative-effect",
        "alternative-adopted",
        "alternative-why",
        "alternative-by",
        "alternative-date",
    ];
    Grid::new(lang.text("alternatives-caption"), &heads, considered.iter().map(row).collect(), usize::MAX, lang)
}
