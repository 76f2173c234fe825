//! The trade-off of a fix: how close groups come against what is kept, from weak to strong, as a figure with a table.

use super::{MOST_OPEN, View};
use crate::document::{Fix, FixMethod, FrontPoint};
use crate::lang::{Said, Unit, percent};
use crate::report::block::{Figure, Row, Table};
use crate::report::charts::{Dot, Line, Panel, TODAY, draw};

/// The kind of the dots of other points than today's targeting and the proposal.
const OTHER: u8 = 5;

/// The figure; `None` where there is nothing to trade.
pub(super) fn front(v: View<'_>, fix: &Fix, place: usize) -> Option<Figure> {
    let points = &fix.front;
    let (today, proposed) = (points.iter().find(|point| point.current), points.iter().find(|point| point.proposed));
    let lowest = |of: fn(&FrontPoint) -> f64| points.iter().map(of).fold(f64::INFINITY, f64::min);
    let highest = |of: fn(&FrontPoint) -> f64| points.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    if points.len() < 2 {
        return None;
    }
    let of = fix.kept.iter().map(|kept| kept.of.as_str()).find(|of| ["outcomes", "score", "rank"].contains(of));
    let says = Said::new("front-says")
        .with("count", points.len())
        .with("of", of.unwrap_or("none"))
        .with("today", today.map(|point| point.ratio))
        .with("ratio", proposed.map(|point| point.ratio))
        .with("kept", proposed.map(|point| point.kept))
        .with("beaten", if proposed.is_some_and(|point| is_beaten(point, points)) { "yes" } else { "no" })
        .with("least", lowest(|point| point.kept));
    let ratio = |value: f64| v.number(value, Unit::Ratio);
    let share = |value: f64| percent(value, v.lang);
    let room = ((highest(|point| point.kept) - lowest(|point| point.kept)) * 0.12).max(0.005);
    let panel = Panel {
        across: ((lowest(|point| point.ratio) - 0.05).max(0.0), (highest(|point| point.ratio) + 0.05).max(1.0)),
        up: (lowest(|point| point.kept) - room, highest(|point| point.kept) + 2.0 * room),
        across_text: &ratio,
        up_text: &share,
        lines: vec![Line { series: None, points: joined(points), band: Vec::new() }],
        curves: Vec::new(),
        dots: points.iter().map(|point| dot(v, point)).collect(),
        equal: None,
        mark: None,
    };
    let row = |point: &FrontPoint| {
        Row::new(parameter(v, fix, point), [ratio(point.ratio), share(point.kept)].map(Into::into))
    };
    let heads = ["front-point", "front-ratio", "fix-kept-part"].map(|id| v.text(id).into());
    Some(Figure {
        id: format!("front-{place}"),
        title: v.text("front-title"),
        says: v.words(&says),
        across: v.text("front-across"),
        up: v.text("front-up"),
        plot: draw(&panel, 560, 300)?,
        table: Table::beside(v.text("front-table"), heads, points.iter().map(row).collect()),
        is_open: points.len() <= MOST_OPEN,
    })
}

/// The points that no other beats on both, from left to right. Today's targeting and the proposal stand there even when
/// beaten; the line leaves them out then.
fn joined(points: &[FrontPoint]) -> Vec<(f64, f64)> {
    let mut line: Vec<(f64, f64)> =
        points.iter().filter(|point| !is_beaten(point, points)).map(|point| (point.ratio, point.kept)).collect();
    line.sort_by(|a, b| a.0.total_cmp(&b.0));
    line
}

/// Whether another point is as good on one and better on the other.
fn is_beaten(point: &FrontPoint, points: &[FrontPoint]) -> bool {
    points.iter().any(|other| {
        let is_as_good = other.ratio >= point.ratio && other.kept >= point.kept;
        is_as_good && (other.ratio > point.ratio || other.kept > point.kept)
    })
}

fn dot(v: View<'_>, point: &FrontPoint) -> Dot {
    let (kind, name) = match (point.proposed, point.current) {
        (true, _) => (TODAY + 1, v.text("front-proposed")),
        (_, true) => (TODAY, v.text("front-today")),
        _ => (OTHER, String::new()),
    };
    Dot { at: (point.ratio, point.kept), kind, name }
}

/// What a point was made with.
fn parameter(v: View<'_>, fix: &Fix, point: &FrontPoint) -> String {
    if point.current {
        return v.text("front-today");
    }
    let method = if fix.method == FixMethod::Repair { "strength" } else { "min_ratio" };
    let words = v.say(&Said::new("front-parameter").with("of", method).with("value", point.parameter));
    if point.proposed { format!("{words} ({})", v.text("front-proposed")) } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(ratio: f64, kept: f64) -> FrontPoint {
        FrontPoint { parameter: 0.0, ratio, kept, proposed: false, current: false }
    }

    #[test]
    fn the_line_joins_what_nothing_beats_from_left_to_right() {
        let points = [point(0.9, 0.7), point(0.4, 1.0), point(0.6, 0.6), point(0.7, 0.8)];
        assert_eq!(joined(&points), [(0.4, 1.0), (0.7, 0.8), (0.9, 0.7)]);
    }
}
