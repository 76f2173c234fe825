//! Measures of scores and of values that no check judges, each group with its interval and against its reference.

use evenhand_metrics::catalog::Measure;

use super::forest::segment;
use super::selection::Kind;
use super::{DASH, View};
use crate::document::{Finding, IntervalOut, Shape, Statistic, Undefined};
use crate::lang::{Round, Said, Unit, written};
use crate::report::block::{Block, Cell, Column, Holds, Row, Table, Tag};
use crate::report::findings::is_hidden;

/// The measures of a kind that no check judges, under what is said of them all.
pub(super) fn unjudged(v: View<'_>, kind: Kind) -> Vec<Block> {
    let free = |measure: &Measure| v.audit.checks.iter().all(|check| check.measure != measure.id());
    let own = Measure::all().filter(|measure| Kind::of(measure.id()) == kind).filter(free);
    let mut blocks: Vec<Block> = own.filter_map(|measure| view(v, measure)).collect();
    if !blocks.is_empty() {
        blocks.insert(0, Block::prose(v.say(&Said::new("numbers-only").with("level", v.audit.settings.level))));
    }
    blocks
}

fn view(v: View<'_>, measure: Measure) -> Option<Block> {
    let words = v.either(measure.en(), measure.fr());
    let of = |comparison: Statistic| -> Vec<&Finding> {
        let own = v.audit.findings.iter().filter(|finding| {
            finding.measure == measure.id() && finding.comparison == comparison && finding.campaign.is_none()
        });
        own.filter(|finding| finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1)).collect()
    };
    let found = of(Statistic::Value);
    if found.is_empty() {
        return None;
    }
    // Why no group has a value, when all have the same reason: then there are no rows.
    if let Some(reason) = shared_reason(&found) {
        let reason = v.text(&format!("reason-{reason}"));
        let said = Said::new("measure-without").with("name", words.name).with("reason", reason);
        return Some(Block::prose(v.say(&said)));
    }
    let [unit, gap] = if measure.is_share() { [Unit::Percent, Unit::Points] } else { [Unit::Number, Unit::Gap] };
    let against =
        [("table-value-gap", of(Statistic::Difference), gap), ("table-value-ratio", of(Statistic::Ratio), Unit::Ratio)];
    let has_chance = found.iter().take(v.most).any(|finding| !chance(v, finding, unit).is_empty());
    let row = |finding: &&Finding| {
        let mut cells = vec![estimate(v, finding, unit).noted(note(v, finding))];
        for (_, others, unit) in against.iter().filter(|(_, others, _)| !others.is_empty()) {
            let like = others.iter().find(|other| other.segment == finding.segment);
            cells.push(like.map_or_else(Cell::default, |like| estimate(v, like, *unit)));
        }
        cells.extend(has_chance.then(|| chance(v, finding, unit).into()));
        Row::new(segment(v, finding, true), cells)
    };
    let mut columns = vec![
        Column::new(Holds::Words, v.text("table-segment")),
        Column::new(Holds::Number, v.text("table-value-number")),
    ];
    let shown = against.iter().filter(|(_, others, _)| !others.is_empty());
    columns.extend(shown.map(|(head, ..)| Column::new(Holds::Number, v.text(head))));
    columns.extend(has_chance.then(|| Column::new(Holds::Number, v.text("table-chance"))));
    let hidden = found.len().saturating_sub(v.most);
    let cut = || v.say(&Said::new("table-cut").with("count", v.most).with("hidden", hidden));
    let table = Table {
        kind: "rates",
        caption: words.name.into(),
        columns,
        rows: found.iter().take(v.most).map(row).collect(),
        cut: (hidden > 0).then(cut),
        ..Table::default()
    };
    let says = Block::prose(format!("{} {}", words.says, words.misses));
    Some(Block::fold(words.name, vec![says, table.into()]))
}

/// The reason why there is no value, when it is the same for every group shown.
fn shared_reason<'a>(values: &[&'a Finding]) -> Option<&'a str> {
    let mut reasons = values.iter().filter(|finding| !is_hidden(finding)).map(|finding| finding.undefined.as_deref());
    let first = reasons.next()??;
    reasons.all(|reason| reason == Some(first)).then_some(first)
}

fn estimate(v: View<'_>, finding: &Finding, unit: Unit) -> Cell {
    let Some(value) = finding.value else { return DASH.into() };
    let interval = finding.interval.as_ref().map(|found| interval_words(v, found, unit));
    Cell::from(v.number(value, unit)).with(Tag::Small, interval.unwrap_or_default())
}

/// An interval with the words that its shape needs.
fn interval_words(v: View<'_>, found: &IntervalOut, unit: Unit) -> String {
    match found.shape.known() {
        Some(Shape::WholeLine) => v.text("interval-whole-line"),
        Some(Shape::Complement) => {
            let end = |end: Option<f64>, round| end.map(|end| written(end, unit, round, &[], v.lang));
            let said = Said::new("interval-complement").with("low", end(found.low, Round::Up));
            v.say(&said.with("high", end(found.high, Round::Down)))
        }
        _ => v.interval(&super::ends(found), unit, &[]),
    }
}

/// A p-value, and what chance alone would give.
fn chance(v: View<'_>, finding: &Finding, unit: Unit) -> String {
    let mut said = Said::new("chance-words").with("p_value", finding.p_value.map(|p| p_words(v, p)));
    if let Some(equal) = finding.under_equality {
        said = said.with("median", v.number(equal.median, unit)).with("p95", v.number(equal.p95, unit));
    }
    if finding.p_value.is_none() && finding.under_equality.is_none() { String::new() } else { v.say(&said) }
}

/// Too small a p-value to be told from none is bounded, never zero.
fn p_words(v: View<'_>, p: f64) -> String {
    const LEAST: f64 = 1e-4;
    let sign = if p < LEAST { "<" } else { "=" };
    format!("{sign} {}", v.number(p.max(LEAST), Unit::Ratio))
}

fn note(v: View<'_>, finding: &Finding) -> String {
    if is_hidden(finding) {
        return v.fewer_than(finding.people_below);
    }
    match (&finding.undefined, &finding.no_interval) {
        (Some(reason), _) => v.text(&format!("reason-{reason}")),
        (None, Some(reason)) if *reason != Undefined::NoInterval => v.text(&format!("reason-{reason}")),
        _ => String::new(),
    }
}
