//! What could make the page wrong.

use super::{Body, View};
use crate::document::{Observed, Verdict};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Row, Table, Words};
use crate::report::words::{attribute_words, set_words, share};
use crate::segment::Segment;

pub(super) fn quality(v: View<'_>) -> Body {
    let or = |table: Option<Table>, without: &str| table.map_or_else(|| Block::prose(v.text(without)), Block::Table);
    let mut blocks = vec![Block::points(lines(v).iter().map(|said| v.words(said)))];
    blocks.push(or(missing(v), "quality-missing-none"));
    blocks.extend(missing_by(v).map(Block::Table));
    blocks.push(or(hidden(v), "quality-hidden-none"));
    Ok(blocks)
}

/// Sentences, each about one way to be wrong.
fn lines(v: View<'_>) -> Vec<Said> {
    let (audit, settings) = (v.audit, &v.audit.settings);
    let mut lines: Vec<Said> = Vec::new();
    let left: u64 = audit.population.left_out.iter().map(|part| part.people).sum();
    if left > 0 {
        let share = share(left, audit.population.everyone());
        lines.push(Said::new("quality-left-out").with("people", left).with("share", share));
    }
    for (source, id) in
        [(Some("inferred"), "quality-inferred"), (Some("observed"), "quality-observed"), (None, "quality-unstated")]
    {
        let own = audit.attributes.iter().filter(|attribute| attribute.source.as_deref() == source);
        let names: Vec<String> = own.map(|attribute| attribute_words(audit, &attribute.name, v.lang)).collect();
        if !names.is_empty() {
            lines.push(Said::new(id).with("attributes", names));
        }
    }
    let results = || audit.checks.iter().flat_map(|check| &check.results);
    let judged = results().filter(|result| result.survives_missing.is_some()).count();
    let moved = results().filter(|result| result.survives_missing == Some(false)).count();
    if judged > 0 {
        lines.push(Said::new("quality-survives").with("count", moved).with("total", judged));
    }
    let turning = results().filter(|result| result.survives_seed == Some(false)).count();
    if results().any(|result| result.survives_seed.is_some()) {
        lines.push(Said::new("quality-seed").with("count", turning).with("seed", audit.audit.seed));
    }
    let undecided = results().filter(|result| result.verdict == Verdict::CannotTell).count();
    if undecided > 0 {
        lines.push(Said::new("quality-undecided").with("count", undecided));
    }
    if settings.unit.is_none() && settings.design_effect.is_none() {
        lines.push(Said::new("quality-independent"));
    }
    if settings.outcome.is_some() {
        let is_before = settings.observed == Some(Observed::Before.into());
        lines.push(Said::new(if is_before { "quality-outcome" } else { "quality-outcome-open" }));
    }
    lines
}

/// People without a value, attribute by attribute.
fn missing(v: View<'_>) -> Option<Table> {
    let rows = v.audit.population.missing.iter().filter(|part| part.is_somebody()).map(|part| {
        let of_all = part.people.map(|people| share(people, v.audit.population.people_used));
        let cells = [v.people_or_few(part.people, part.people_below), v.number(of_all, Unit::Percent)];
        Row::new(Words::label(&attribute_words(v.audit, &part.attribute, v.lang)), cells.map(Into::into))
    });
    let heads = ["attribute-name", "quality-missing-people", "flow-share"];
    v.all().grid(v.text("quality-missing"), &heads, rows.collect()).filled()
}

/// People of one group without a value of another attribute, the largest shares first: what is missing unevenly can move
/// a comparison.
fn missing_by(v: View<'_>) -> Option<Table> {
    let crossed = v.audit.segments.iter().filter_map(|size| match &size.segment.0[..] {
        [known @ (_, Some(_)), (missing, None)] | [(missing, None), known @ (_, Some(_))] => {
            Some((size, Segment(vec![known.clone()]), missing))
        }
        _ => None,
    });
    let mut rows: Vec<(f64, Row)> = crossed
        .map(|(size, known, missing)| {
            let group = v.audit.segments.iter().find(|other| other.segment == known).and_then(|other| other.people);
            let part = size.people.zip(group).map(|(people, group)| share(people, group));
            let cells = [
                attribute_words(v.audit, missing, v.lang),
                v.people_or_few(size.people, size.people_below),
                v.number(part, Unit::Percent),
            ];
            (part.unwrap_or(-1.0), Row::new(v.segment(&known), cells.map(Into::into)))
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let heads = ["table-segment", "quality-missing-what", "quality-missing-people", "quality-missing-share"];
    View { most: v.most.min(10), ..v }.grid(v.text("quality-missing-by"), &heads, rows).filled()
}

/// How many groups of every set of attributes are too small to be shown.
fn hidden(v: View<'_>) -> Option<Table> {
    let mut sets: Vec<(String, usize, usize)> = Vec::new();
    for size in v.audit.segments.iter().filter(|size| !size.segment.has_missing()) {
        let set = size.segment.attributes();
        let is_hidden = usize::from(size.people_below.is_some());
        match sets.iter_mut().find(|(known, ..)| *known == set) {
            Some((_, all, hidden)) => (*all, *hidden) = (*all + 1, *hidden + is_hidden),
            None => sets.push((set, 1, is_hidden)),
        }
    }
    let row = |(set, all, hidden): &(String, usize, usize)| {
        Row::new(Words::label(&set_words(v.audit, set, v.lang)), [hidden, all].map(|count| count.to_string().into()))
    };
    let rows = sets.iter().filter(|(_, _, hidden)| *hidden > 0).map(row).collect();
    let caption = v.say(&Said::new("quality-hidden").with("people", v.audit.settings.min_cell));
    let heads = ["quality-hidden-set", "quality-hidden-count", "quality-hidden-all"];
    v.all().grid(caption, &heads, rows).filled()
}
