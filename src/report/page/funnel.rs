//! Many groups at once: a ratio against the people behind it, between the curves that chance alone would draw. The lowest
//! of many small groups is low by chance; the curves show how low.

use super::View;
use super::selection::Compared;
use crate::document::{Finding, Inference, Statistic, Verdict};
use crate::lang::{Said, Unit, people};
use crate::report::block::{Figure, Row, Table, Words};
use crate::report::charts::{Dot, LEVELS, Panel, chance, draw};
use crate::report::findings::reference_rate;
use crate::report::words::{groups_of, is_rate, segment_words};
use crate::segment::Segment;

/// A ranking of more groups than this says more about chance than about them.
pub(super) const MANY: usize = 20;
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
    /// How many of the curves it lies beyond.
    beyond: usize,
}

/// The figure; `None` for few groups, and for what is no ratio of rates to one reference.
pub(super) fn funnel(v: View<'_>, all: &[Compared<'_>], id: &str) -> Option<Figure> {
    let first = all.iter().map(|(_, finding)| *finding).find(|finding| finding.value.is_some())?;
    if !is_rate(&first.measure) || v.audit.audit.inference != Inference::Process {
        return None;
    }
    let reference = first.reference.as_ref()?;
    let to: Segment = reference.segment.clone()?;
    let own = all.iter().filter(|(_, finding)| {
        finding.reference.as_ref().and_then(|other| other.segment.as_ref()) == Some(&to)
            && finding.comparison == Statistic::Ratio
    });
    let (rate, of_reference) = (reference_rate(first)?, count(first.reference_bottom?));
    let curve = |people: f64| LEVELS.map(|(_, z)| chance(people, of_reference, rate, z));
    let mut points: Vec<Point<'_>> = own
        .filter_map(|(result, finding)| {
            let deff = finding.interval.as_ref().and_then(|found| found.deff).unwrap_or(1.0);
            let (people, ratio) = (count(finding.bottom?) / deff, finding.value?);
            let beyond = curve(people).iter().filter(|(low, high)| ratio < *low || ratio > *high).count();
            Some(Point { finding, verdict: result.map(|result| result.verdict), people, ratio, beyond })
        })
        .collect();
    if points.len() <= MANY || rate <= 0.0 || rate >= 1.0 {
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
    let beyond = |curves: usize| points.iter().filter(|point| point.beyond == curves).count();
    let mut says = Said::new("funnel-says")
        .with("count", points.len())
        .with("reference", segment_words(v.audit, &to, v.lang))
        .with("low", low.ratio)
        .with("lowest", name(low))
        .with("high", high.ratio)
        .with("highest", name(high))
        .with("outer", beyond(2))
        .with("inner", beyond(1))
        .with("cut", (high.ratio > HIGHEST).then_some(HIGHEST));
    for (place, (level, _)) in LEVELS.into_iter().enumerate() {
        says = says.with(if place == 0 { "level" } else { "outer_level" }, level);
    }
    let most = points.iter().map(|point| point.people).fold(0.0, f64::max);
    let least = points.iter().map(|point| point.people).fold(f64::INFINITY, f64::min);
    let steps = 60_u32;
    let places = (0..=steps).map(|step| least + (most - least) * (f64::from(step) / f64::from(steps)).powi(2));
    let mut curves: Vec<Vec<(f64, f64)>> = vec![Vec::new(); 2 * LEVELS.len()];
    for people in places {
        for (at, (low, high)) in curve(people).into_iter().enumerate() {
            curves[2 * at].push((people, low));
            curves[2 * at + 1].push((people, high));
        }
    }
    let ratio = |value: f64| v.number(value, Unit::Ratio);
    // Curves of the smallest groups may leave the figure; those of groups of half the largest size do not.
    let (inside_low, inside_high) = curve(most / 2.0)[LEVELS.len() - 1];
    let panel = Panel {
        across: (0.0, most * 1.05),
        up: ((low.ratio.min(inside_low) - 0.05).max(0.0), (high.ratio.max(inside_high) + 0.05).min(HIGHEST)),
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
        let beyond = v.text(&format!("funnel-beyond-{}", point.beyond));
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

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
fn count(people: u64) -> f64 {
    people as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "labels of an axis of people")]
fn whole(v: View<'_>, value: f64) -> String {
    people(value.max(0.0).round() as u64, v.lang)
}
