//! Who accepted what until when, and lines to sign.

use super::{Body, View};
use crate::lang::date;
use crate::report::block::{Block, Cell, Holds, List, Row, Table, Tag, Words};
use crate::report::rank::worst_first;
use crate::report::words::subject_words;

pub(super) fn waivers(v: View<'_>) -> Body {
    let table = table(v);
    let lines = ["sign-made", "sign-reviewed", "sign-accepted"].map(|id| {
        let blanks = ["sign-name", "sign-role", "sign-date", "sign-signature"];
        let head = Words::from(v.text(id)).tagged(Tag::Strong);
        blanks.into_iter().fold(head, |line, id| line.and(" ").with(Tag::Blank, v.text(id)))
    });
    let list = List { class: "plain", items: lines.map(Into::into).into(), ..List::default() };
    Ok(vec![
        if table.rows.is_empty() { Block::prose(v.text("waivers-none")) } else { table.into() },
        Block::Prose("screen", v.text("sign-screen").into()),
        Block::Part("sign".to_owned(), vec![Block::prose(v.text("sign-says")), Block::List(list)]),
    ])
}

/// Every waiver that bears on a result, check by check.
fn table(v: View<'_>) -> Table {
    let results = v.audit.checks.iter().flat_map(|check| {
        worst_first(v.audit, check).into_iter().map(move |(result, finding)| (check, result, finding))
    });
    let rows = results.filter_map(|(check, result, finding)| {
        let waiver = result.waiver.as_ref()?;
        let ticket = waiver.ticket.as_deref().map_or_else(|| v.text("not-given").into(), Words::label);
        let cells = [
            Words::label(&check.id).tagged(Tag::Code),
            Words::label(waiver.reason(v.lang)),
            Words::label(&waiver.owner),
            date(&waiver.approved, v.lang).into(),
            date(&waiver.expires, v.lang).into(),
            v.text(&format!("state-{}", waiver.state)).into(),
            ticket,
        ];
        let head = Words::label(&subject_words(v.audit, finding, v.lang).unwrap_or_default());
        Some(Row::new(head, cells.map(Cell::from)))
    });
    let columns = [
        (Holds::Words, "waiver-segment"),
        (Holds::Words, "waiver-check"),
        (Holds::Words, "waiver-reason"),
        (Holds::Words, "waiver-owner"),
        (Holds::Tight, "waiver-approved"),
        (Holds::Tight, "waiver-until"),
        (Holds::Words, "waiver-state"),
        (Holds::Tight, "waiver-ticket"),
    ];
    Table::plain(v.text("waivers-caption"), columns, rows.collect(), v.lang)
}
