//! Sections 11 and 12: who accepted what until when, and what could make this page wrong.

use serde::Serialize;

use super::grid::{Grid, GridCell, GridRow, number};
use super::verdict::share;
use crate::document::{Audit, SegmentSize, Verdict};
use crate::lang::{Lang, Piece, Said, Unit, date};
use crate::report::rank::worst_first;
use crate::report::words::{attribute_words, segment_words, set_words, subject_words};

/// A waiver.
#[derive(Debug, Serialize)]
pub(super) struct WaiverView {
    check: Piece,
    segment: Piece,
    reason: Piece,
    owner: Piece,
    approved: String,
    until: String,
    state: String,
    ticket: Option<Piece>,
}

/// Every waiver that bears on a result, check by check.
pub(super) fn waivers(audit: &Audit, lang: Lang) -> Vec<WaiverView> {
    let results = audit
        .checks
        .iter()
        .flat_map(|check| worst_first(audit, check).into_iter().map(move |(result, finding)| (check, result, finding)));
    let view = results.filter_map(|(check, result, finding)| {
        let waiver = result.waiver.as_ref()?;
        Some(WaiverView {
            check: Piece::label(&check.id),
            segment: Piece::label(&subject_words(audit, finding, lang).unwrap_or_default()),
            reason: Piece::label(waiver.reason(lang)),
            owner: Piece::label(&waiver.owner),
            approved: date(&waiver.approved, lang),
            until: date(&waiver.expires, lang),
            state: lang.text(&format!("state-{}", waiver.state)),
            ticket: waiver.ticket.as_deref().map(Piece::label),
        })
    });
    view.collect()
}

/// What could make the page wrong.
#[derive(Debug, Serialize)]
pub(super) struct Quality {
    lines: Vec<Vec<Piece>>,
    missing: Option<Grid>,
    missing_by: Option<Grid>,
    hidden: Option<Grid>,
}

impl Quality {
    pub(super) fn of(audit: &Audit, most: usize, lang: Lang) -> Self {
        Self {
            lines: lines(audit, lang),
            missing: missing(audit, lang),
            missing_by: missing_by(audit, most, lang),
            hidden: hidden(audit, lang),
        }
    }
}

/// Sentences, each about one way to be wrong.
fn lines(audit: &Audit, lang: Lang) -> Vec<Vec<Piece>> {
    let settings = &audit.settings;
    let mut lines: Vec<Said> = Vec::new();
    let left: u64 = audit.population.left_out.iter().map(|part| part.people).sum();
    if left > 0 {
        let everyone = audit.population.everyone();
        lines.push(Said::new("quality-left-out").with("people", left).with("share", share(left, everyone)));
    }
    for (source, id) in
        [(Some("inferred"), "quality-inferred"), (Some("observed"), "quality-observed"), (None, "quality-unstated")]
    {
        let own = audit.attributes.iter().filter(|attribute| attribute.source.as_deref() == source);
        let names: Vec<String> = own.map(|attribute| attribute_words(audit, &attribute.name, lang)).collect();
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
        lines.push(Said::new(match settings.observed.as_deref() {
            Some("before") => "quality-outcome",
            _ => "quality-outcome-open",
        }));
    }
    lines.iter().map(|said| lang.say_in_pieces(said)).collect()
}

fn people_of(size: &SegmentSize, lang: Lang) -> GridCell {
    people_cell(size.people, size.people_below, lang)
}

fn people_cell(people: Option<u64>, below: Option<u64>, lang: Lang) -> GridCell {
    match (people, below) {
        (None, Some(below)) => GridCell::text(lang.say(&Said::new("fewer-than").with("people", below))),
        (people, _) => GridCell::people(people, lang),
    }
}

/// People without a value, attribute by attribute.
fn missing(audit: &Audit, lang: Lang) -> Option<Grid> {
    let rows = audit.population.missing.iter().filter(|part| part.is_somebody()).map(|part| GridRow {
        head: vec![Piece::label(&attribute_words(audit, &part.attribute, lang))],
        cells: vec![
            people_cell(part.people, part.people_below, lang),
            GridCell::text(part.people.map_or_else(
                || "–".to_owned(),
                |people| number(share(people, audit.population.people_used), Unit::Percent, lang),
            )),
        ],
    });
    let rows: Vec<GridRow> = rows.collect();
    let heads = ["attribute-name", "quality-missing-people", "flow-share"];
    (!rows.is_empty()).then(|| Grid::new(lang.text("quality-missing"), &heads, rows, usize::MAX, lang))
}

/// People of one group without a value of another attribute, the largest shares first: what is missing unevenly can move
/// a comparison.
fn missing_by(audit: &Audit, most: usize, lang: Lang) -> Option<Grid> {
    let crossed = audit.segments.iter().filter_map(|size| match &size.segment.0[..] {
        [known @ (_, Some(_)), (missing, None)] | [(missing, None), known @ (_, Some(_))] => {
            Some((size, crate::segment::Segment(vec![known.clone()]), missing))
        }
        _ => None,
    });
    let mut rows: Vec<(f64, GridRow)> = crossed
        .map(|(size, known, missing)| {
            let group = audit.segments.iter().find(|other| other.segment == known).and_then(|other| other.people);
            let part = size.people.zip(group).map(|(people, group)| share(people, group));
            let row = GridRow {
                head: vec![Piece::label(&segment_words(audit, &known, lang))],
                cells: vec![
                    GridCell::text(attribute_words(audit, missing, lang)),
                    people_of(size, lang),
                    GridCell::text(part.map_or_else(|| "–".to_owned(), |part| number(part, Unit::Percent, lang))),
                ],
            };
            (part.unwrap_or(-1.0), row)
        })
        .collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rows: Vec<GridRow> = rows.into_iter().map(|(_, row)| row).collect();
    let heads = ["table-segment", "quality-missing-what", "quality-missing-people", "quality-missing-share"];
    let mut grid = Grid::new(lang.text("quality-missing-by"), &heads, rows, most.min(10), lang);
    grid.folded = false;
    (!grid.rows.is_empty()).then_some(grid)
}

/// How many groups of every set of attributes are too small to be shown.
fn hidden(audit: &Audit, lang: Lang) -> Option<Grid> {
    let mut sets: Vec<(String, usize, usize)> = Vec::new();
    for size in audit.segments.iter().filter(|size| !size.segment.has_missing()) {
        let set = size.segment.attributes();
        let is_hidden = usize::from(size.people_below.is_some());
        match sets.iter_mut().find(|(known, ..)| *known == set) {
            Some((_, all, hidden)) => (*all, *hidden) = (*all + 1, *hidden + is_hidden),
            None => sets.push((set, 1, is_hidden)),
        }
    }
    let row = |(set, all, hidden): &(String, usize, usize)| GridRow {
        head: vec![Piece::label(&set_words(audit, set, lang))],
        cells: vec![GridCell::text(hidden.to_string()), GridCell::text(all.to_string())],
    };
    let rows: Vec<GridRow> = sets.iter().filter(|(_, _, hidden)| *hidden > 0).map(row).collect();
    let caption = lang.say(&Said::new("quality-hidden").with("people", audit.settings.min_cell));
    let heads = ["quality-hidden-set", "quality-hidden-count", "quality-hidden-all"];
    (!rows.is_empty()).then(|| Grid::new(caption, &heads, rows, usize::MAX, lang))
}
