//! A check before and after: every comparison with both estimates, both intervals and both verdicts, drawn between them.

use super::{DASH, View};
use crate::document::{Check, CheckedTwice, ResultTwice, Standing};
use crate::lang::{Round, Said, written};
use crate::report::block::{Block, Cell, Column, Drawn, Holds, Row, Table, Tag, Words};
use crate::report::charts::{Scale, Shown};
use crate::report::findings::limits;
use crate::report::fixes::{is_unmoved, moves_said};
use crate::report::rank::place;
use crate::report::words::{
    check_words, colon, comparison_word, deciding, glyph, limits_only, measure_name, method_words, segment_words,
    subject_words, unit_of,
};

/// The check before and after; rows that lie outside before first.
pub(super) fn twice(v: View<'_>, checked: &CheckedTwice) -> Vec<Block> {
    let check = v.audit.checks.iter().find(|check| check.id == checked.check);
    let mut title = Words::label(&checked.check);
    if let Some(check) = check {
        title = title.and(format!("{} {}", colon(v.lang), check_words(v.audit, check, v.lang)));
    }
    let mut blocks = vec![Block::Heading(4, title), Block::prose(v.words(&moves_said(checked)))];
    // Where nothing differs there is nothing to compare.
    blocks.extend(check.filter(|_| !is_unmoved(checked)).map(|check| table(v, check, checked).into()));
    blocks
}

fn table(v: View<'_>, check: &Check, checked: &CheckedTwice) -> Table {
    let mut results: Vec<&ResultTwice> = checked.results.iter().collect();
    results.sort_by_key(|result| (place(result.before.verdict), place(result.after.verdict)));
    let unit = unit_of(&check.measure, &check.comparison);
    let values = results.iter().take(v.most).flat_map(|result| [&result.before, &result.after]).flat_map(|standing| {
        let ends = standing.interval.as_ref();
        [standing.value, ends.and_then(|ends| ends.low), ends.and_then(|ends| ends.high)].into_iter().flatten()
    });
    let scale = Scale::of(values, &limits(check), unit);
    let row = |result: &&ResultTwice| {
        let side = |standing| side(v, check, &result.finding, standing);
        let (before, after) = (&result.before, &result.after);
        let pair = scale.pair(shown(before), shown(after));
        let drawn = Drawn::Pair(Box::new(pair), [before.verdict.id(), after.verdict.id()]);
        Row::new(segment(v, result), [side(before), Cell::drawn(Some(drawn)), side(after)])
    };
    let said = Said::new("fix-twice-caption")
        .with("measure", measure_name(v.audit, &check.measure, v.lang))
        .with("comparison", comparison_word(&check.measure, &check.comparison))
        .with("deciding", deciding(v.audit, check))
        .with("level", check.family.level)
        .with("method", method_words(v.audit, Some(check), &check.measure, &check.comparison, v.lang));
    let caption = v.say(&said.with("limit", limits_only(check, v.lang)));
    let columns = vec![
        Column::new(Holds::Words, v.text("table-segment")),
        Column::new(Holds::Judged, v.text("fix-before")),
        Column::new(Holds::Drawn(scale.axis(v.lang)), ""),
        Column::new(Holds::Judged, v.text("fix-after")),
    ];
    let rows = results.iter().map(row).collect();
    Table { kind: "twice forest", columns, ..v.grid(caption, &[], rows) }
}

fn shown(standing: &Standing) -> Option<Shown> {
    let ends = standing.interval.as_ref().map(|ends| (ends.low, ends.high));
    Some((standing.value?, ends, standing.verdict))
}

fn side(v: View<'_>, check: &Check, finding: &str, standing: &Standing) -> Cell {
    let (unit, limits) = (unit_of(&check.measure, &check.comparison), limits(check));
    let below = v.audit.finding(finding).and_then(|finding| finding.people_below);
    let below = below.filter(|_| standing.value.is_none());
    let ends = standing.interval.as_ref().filter(|_| below.is_none());
    let value = standing.value.map(|value| written(value, unit, Round::Nearest, &limits, v.lang));
    let verdict = v.text(&format!("verdict-{}", standing.verdict.id()));
    Cell::from(value.unwrap_or_else(|| DASH.to_owned()))
        .with(Tag::Small, ends.map_or_else(String::new, |ends| v.interval(ends, unit, &limits)))
        .with(Tag::Note(standing.verdict.id()), Words::signed(glyph(standing.verdict), verdict))
        .noted(below.map_or_else(String::new, |_| v.fewer_than(below)))
}

/// Who it is about, with what sets it apart from other comparisons of the same people.
fn segment(v: View<'_>, result: &ResultTwice) -> Words {
    let words = match (v.audit.finding(&result.finding), &result.segment) {
        (Some(finding), _) => subject_words(v.audit, finding, v.lang),
        (None, Some(segment)) => Some(segment_words(v.audit, segment, v.lang)),
        (None, None) => None,
    };
    Words::label(&words.unwrap_or_default())
}
