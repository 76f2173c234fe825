//! What the campaign changed, group by group.

use super::{Body, Col, MOST_LINES, View, first_lines};
use crate::document::{Estimate, LiftRow, Observed};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table};
use crate::report::words::{attribute_words, segment_words};

pub(super) fn lift(v: View<'_>) -> Body {
    let Some(lift) = &v.audit.lift else { return Err(v.text("lift-none-asked")) };
    if let Some(reason) = &lift.undefined {
        return Err(v.say(&Said::new("lift-none").with("reason", reason.as_str())));
    }
    let instead = v.audit.settings.observed == Some(Observed::AfterDecision.into());
    let mut leads: Vec<String> = instead.then(|| v.text("lift-instead")).into_iter().collect();
    leads.push(v.text("lift-note"));
    leads.extend(lift.equal.iter().filter_map(|equal| {
        let said = Said::new("lift-equal")
            .with("attribute", attribute_words(v.audit, &equal.attribute, v.lang))
            .with("groups", equal.groups)
            .with("p", v.p_value(equal.test.p_value?));
        Some(v.say(&said))
    }));
    Ok(leads.into_iter().map(Block::prose).chain([table(v, &lift.segments).into()]).collect())
}

fn table(v: View<'_>, segments: &[LiftRow]) -> Table {
    const COLUMNS: [Col<LiftRow>; 6] =
        [
            ("lift-open", |v, row| side(v, row, &row.open_rate, row.open_outcomes, row.open)),
            ("lift-held-out", |v, row| side(v, row, &row.held_out_rate, row.held_out_outcomes, row.held_out)),
            ("lift-effect", |v, row| v.estimate(&row.effect, Unit::Points)),
            ("lift-incremental", |v, row| {
                let count = |value: f64| v.say(&Said::new("lift-count").with("count", value.round()));
                row.incremental.value.map_or_else(|| super::DASH.to_owned(), count).into()
            }),
            ("lift-share", |v, row| {
                if row.segment.0.is_empty() { Cell::default() } else { v.estimate(&row.share, Unit::Percent) }
            }),
            ("lift-difference", |v, row| {
                row.against.as_ref().map(|against| v.estimate(&against.difference, Unit::Points)).unwrap_or_default()
            }),
        ];
    let row = |row: &LiftRow| Row::new(v.segment_or(&row.segment, "lift-everybody"), v.cells(row, &COLUMNS));
    let caption = v.say(&Said::new("lift-caption").with("level", v.audit.settings.level));
    v.columns(caption, "table-segment", &COLUMNS, segments.iter().map(row).collect())
}

fn side(v: View<'_>, row: &LiftRow, estimate: &Estimate, top: Option<u64>, bottom: Option<u64>) -> Cell {
    v.estimate(estimate, Unit::Percent).noted(v.counts(top, bottom, row.people_below))
}

/// What the campaign changed for everybody, and the groups for whom it changed more or less.
pub(super) fn brief(v: View<'_>) -> Vec<String> {
    let Some(lift) = &v.audit.lift else { return Vec::new() };
    if let Some(reason) = &lift.undefined {
        return vec![v.say(&Said::new("lift-none").with("reason", reason.as_str()))];
    }
    let instead = v.audit.settings.observed == Some(Observed::AfterDecision.into());
    let mut lines: Vec<String> = instead.then(|| v.text("lift-instead")).into_iter().collect();
    // Documents of versions before groups were compared tell of each by itself.
    let compared = lift.segments.iter().any(|row| row.against.is_some());
    let alone = lift.segments.iter().take(if compared { 1 } else { usize::MAX });
    lines.extend(first_lines(v, alone.filter_map(|row| effect(v, row)), MOST_LINES));
    let differs: Vec<String> = lift.segments.iter().filter_map(|row| differs(v, row)).collect();
    lines.extend((compared && differs.is_empty()).then(|| v.text("lift-alike")));
    lines.extend(first_lines(v, differs.into_iter(), MOST_LINES));
    lines
}

fn effect(v: View<'_>, row: &LiftRow) -> Option<String> {
    let interval = row.effect.interval.as_ref();
    let said = Said::new("lift-line")
        .with("effect", row.effect.value?)
        .with("low", interval.and_then(|interval| interval.low))
        .with("high", interval.and_then(|interval| interval.high))
        .with("comparison", "difference");
    Some(v.say(&said.with("segment", v.segment_or(&row.segment, "lift-everybody").text())))
}

/// A group whose lift is shown to differ from the reference's, with everything compared at once.
fn differs(v: View<'_>, row: &LiftRow) -> Option<String> {
    let against = row.against.as_ref()?;
    let interval = against.difference.interval.as_ref()?;
    let apart = interval.low.is_some_and(|low| low > 0.0) || interval.high.is_some_and(|high| high < 0.0);
    let said = Said::new("lift-differs")
        .with("segment", segment_words(v.audit, &row.segment, v.lang))
        .with("reference", segment_words(v.audit, &against.reference, v.lang))
        .with("effect", against.difference.value?)
        .with("low", interval.low)
        .with("high", interval.high);
    apart.then(|| v.say(&said))
}
