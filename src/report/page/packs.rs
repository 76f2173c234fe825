//! Rules used: every pack with its standing, what has to be known of it, the ratios it wants shown, the alternatives it wants
//! recorded.

use super::{Col, MOST_OPEN, View};
use crate::document::question::{Alternative, AskedPack, Recorded};
use crate::document::{ImpactRatios, ImpactRow};
use crate::lang::{Said, Unit, date};
use crate::report::block::{Block, Cell, Row, Table, Words};
use crate::report::words::{groups_of, measure_name, pack_said, set_words, uncapitalised};

/// Every pack of the question.
pub(super) fn packs(v: View<'_>) -> Vec<Block> {
    let Some(question) = &v.audit.question else { return Vec::new() };
    question.packs.iter().flat_map(|pack| view(v, pack, &question.alternatives)).collect()
}

fn view(v: View<'_>, pack: &AskedPack, considered: &[Alternative]) -> Vec<Block> {
    let mut blocks = vec![Block::heading(v.words(&pack_said(&pack.info, v.lang)))];
    let notes = pack.notes.get(v.lang.tag()).or_else(|| pack.notes.get("en"));
    blocks.extend(notes.map(|notes| Block::prose(Words::label(notes))));
    let wants_alternatives = pack.records.contains(&Recorded::Alternatives);
    if wants_alternatives && considered.is_empty() {
        blocks.push(Block::prose(v.text("alternatives-none")));
    }
    let own = v.audit.impact_ratios.iter().filter(|table| table.pack == pack.info.id);
    blocks.extend(own.map(|table| impact(v, table)));
    if wants_alternatives && !considered.is_empty() {
        blocks.push(alternatives(v, considered).into());
    }
    blocks
}

fn impact(v: View<'_>, table: &ImpactRatios) -> Block {
    const COLUMNS: [Col<ImpactRow>; 5] = [
        ("flow-people", |v, row| v.people_or_few(row.people, row.people_below).into()),
        ("impact-top", |v, row| v.people(row.top).into()),
        ("impact-rate", |v, row| v.number(row.rate, Unit::Percent).into()),
        ("impact-ratio", |v, row| v.number(row.ratio, Unit::Ratio).into()),
        ("impact-ratio-of-large", |v, row| {
            let under = if row.under_two_percent { v.text("impact-under") } else { String::new() };
            Cell::from(v.number(row.ratio_of_large, Unit::Ratio)).noted(under)
        }),
    ];
    let caption = Said::new("impact-caption")
        .with("attributes", set_words(v.audit, &table.attributes, v.lang))
        .with("measure", uncapitalised(&measure_name(v.audit, &table.measure, v.lang)))
        .with("unknown", table.unknown);
    let row =
        |row: &ImpactRow| Row::new(Words::label(&groups_of(v.audit, &row.segment, v.lang)), v.cells(row, &COLUMNS));
    let table = v.columns(v.say(&caption), "table-segment", &COLUMNS, table.rows.iter().map(row).collect());
    let is_long = table.rows.len() > MOST_OPEN;
    table.folded(is_long)
}

fn alternatives(v: View<'_>, considered: &[Alternative]) -> Table {
    let row = |own: &Alternative| {
        let Alternative { what, effect, adopted, why, by, date: day } = own;
        let not_given = || v.text("not-given");
        let said = |text: &Option<String>| text.as_deref().map_or_else(not_given, |text| Words::label(text).text());
        let adopted = v.text(if *adopted { "alternative-yes" } else { "alternative-no" });
        let day = day.as_deref().map_or_else(not_given, |day| date(day, v.lang));
        Row::new(Words::label(what), [said(effect), adopted, said(why), said(by), day].map(Into::into))
    };
    let heads = [
        "alternative-what",
        "alternative-effect",
        "alternative-adopted",
        "alternative-why",
        "alternative-by",
        "alternative-date",
    ];
    v.all().grid(v.text("alternatives-caption"), &heads, considered.iter().map(row).collect())
}
