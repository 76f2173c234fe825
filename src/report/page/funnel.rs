//! Many groups at once: a ratio against the people behind it, between the curves that chance alone would draw. The lowest
//! of many small groups is low by chance; the curves show how low.

use std::collections::HashMap;

use super::View;
use super::selection::Compared;
use crate::document::{ControlCurve, ControlLimits, ControlPoint, ControlledGroup, Finding, MANY_GROUPS, Verdict};
use crate::lang::{Said, Unit, people};
use crate::report::block::{Figure, Row, Table, Words};
use crate::report::charts::{Dot, Panel, draw};
use crate::report::words::{groups_of, segment_words};

/// Rows of the table beside: the groups furthest from equality.
const ROWS: usize = 12;
/// Ratios above this are drawn at it.
const HIGHEST: f64 = 3.0;

/// A group as it is drawn.
struct Point<'a> {
    finding: &'a Finding,
    verdict: Option<Verdict>,
    /// Independent people behind its rate.
    people: f64,
    ratio: f64,
    /// The highest level whose limits it lies beyond.
    beyond: Option<f64>,
}

/// The figure; `None` for few groups, and for what has no control limits.
pub(super) fn funnel(v: View<'_>, all: &[Compared<'_>], id: &str) -> Option<Figure> {
    let first = all.iter().map(|(_, finding)| *finding).find(|finding| finding.value.is_some())?;
    let has = |limits: &&ControlLimits| limits.groups.iter().any(|group| group.finding == first.id);
    let limits = v.audit.control_limits.iter().find(has)?;
    let to = limits.reference.segment.as_ref()?;
    let placed: HashMap<&str, &ControlledGroup> =
        limits.groups.iter().map(|group| (group.finding.as_str(), group)).collect();
    let mut points: Vec<Point<'_>> = all
        .iter()
        .filter_map(|(result, finding)| {
            let group = placed.get(finding.id.as_str())?;
            let verdict = result.map(|result| result.verdict);
            Some(Point { finding, verdict, people: group.people, ratio: finding.value?, beyond: group.beyond })
        })
        .collect();
    if points.len() <= MANY_GROUPS {
        return None;
    }
    // As far as 0.5 lies below equality, 2 lies above it.
    let far = |point: &Point<'_>| point.ratio.ln().abs();
    points.sort_by(|a, b| far(b).total_cmp(&far(a)));
    let name = |point: &Point<'_>| {
        point.finding.segment.as_ref().map_or_else(String::new, |segment| groups_of(v.audit, segment, v.lang))
    };
    let by_ratio = |a: &&Point<'_>, b: &&Point<'_>| a.ratio.total_cmp(&b.ratio);
    let (low, high) = (points.iter().min_by(by_ratio)?, points.iter().max_by(by_ratio)?);
    let levels: Vec<f64> = limits.curves.iter().map(|curve| curve.level).collect();
    let (inner, outer) = (*levels.first()?, *levels.last()?);
    let beyond = |level: f64| points.iter().filter(|point| point.beyond == Some(level)).count();
    let says = Said::new("funnel-says")
        .with("count", points.len())
        .with("reference", segment_words(v.audit, to, v.lang))
        .with("low", low.ratio)
        .with("lowest", name(low))
        .with("high", high.ratio)
        .with("highest", name(high))
        .with("outer", beyond(outer))
        .with("inner", beyond(inner))
        .with("cut", (high.ratio > HIGHEST).then_some(HIGHEST))
        .with("level", inner)
        .with("outer_level", outer);
    let most = points.iter().map(|point| point.people).fold(0.0, f64::max);
    let sides = |curve: &ControlCurve| {
        let side = |of: fn(&ControlPoint) -> f64| curve.points.iter().map(|point| (point.people, of(point))).collect();
        [side(|point| point.low), side(|point| point.high)]
    };
    let curves = limits.curves.iter().flat_map(sides).collect();
    let ratio = |value: f64| v.number(value, Unit::Ratio);
    // Curves of the smallest groups may leave the figure; those of groups of half the largest size do not.
    let inside = limits.curves.last()?.points.iter().find(|point| point.people >= most / 2.0)?;
    let panel = Panel {
        across: (0.0, most * 1.05),
        up: ((low.ratio.min(inside.low) - 0.05).max(0.0), (high.ratio.max(inside.high) + 0.05).min(HIGHEST)),
        across_text: &|value| whole(v, value),
        up_text: &ratio,
        lines: Vec::new(),
        curves,
        dots: points
            .iter()
            .map(|point| Dot { at: (point.people, point.ratio), kind: kind(point.verdict), name: String::new() })
            .collect(),
        equal: Some([(0.0, 1.0), (most * 1.05, 1.0)]),
        mark: None,
    };
    let row = |point: &Point<'_>| {
        let beyond = levels.iter().position(|level| point.beyond == Some(*level)).map_or(0, |place| place + 1);
        let beyond = v.text(&format!("funnel-beyond-{beyond}"));
        let cells = [v.people(point.finding.people), ratio(point.ratio), beyond];
        Row::new(Words::label(&name(point)), cells.map(Into::into))
    };
    let heads = ["table-segment", "flow-people", "funnel-ratio", "funnel-curves"].map(|head| v.text(head).into());
    let caption = v.say(&Said::new("funnel-table").with("count", points.len().min(ROWS)));
    Some(Figure {
        id: id.to_owned(),
        title: v.text("funnel-title"),
        says: v.words(&says),
        across: v.text("funnel-people"),
        up: v.text("funnel-ratio"),
        plot: draw(&panel, 560, 320)?,
        table: Table::beside(caption, heads, points.iter().take(ROWS).map(row).collect()),
        is_open: true,
    })
}

/// The class of a dot.
fn kind(verdict: Option<Verdict>) -> u8 {
    verdict.map_or(5, |verdict| {
        let place = Verdict::WORST_FIRST.iter().position(|other| *other == verdict);
        place.and_then(|place| u8::try_from(place).ok()).unwrap_or(5)
    })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "labels of an axis of people")]
fn whole(v: View<'_>, value: f64) -> String {
    people(value.max(0.0).round() as u64, v.lang)
}
