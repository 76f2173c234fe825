//! Groups along the scores: thresholds, ROC curves, calibration; and measures of scores.

use super::numbers::unjudged;
use super::selection::{Kind, judged};
use super::{Body, MOST_OPEN, View};
use crate::document::{CalibrationBin, Grain, GroupCurves, ScoreCurves};
use crate::lang::{Said, Unit, limit, percent};
use crate::report::block::{Block, Figure, Item, Key, List, Row, Table, Words};
use crate::report::charts::{Line, MOST_LINES, Panel, draw};
use crate::report::words::{attribute_words, groups_of};

/// Rows of a table of thresholds; all of them are in the document.
const ROWS: usize = 10;
/// Ratios above this are drawn at it, and the caption says so.
const HIGHEST: f64 = 3.0;
/// Fewer points than this, ends aside, make no line.
const FEWEST_POINTS: usize = 3;
/// False positive rates at which ROC curves are read.
const READ_AT: [f64; 5] = [0.05, 0.1, 0.2, 0.3, 0.5];

pub(super) fn scores(v: View<'_>) -> Body {
    let judged = judged(v, Kind::Score);
    let curves = v.audit.score_curves.iter().enumerate().flat_map(|(place, curves)| Along::of(v, curves).blocks(place));
    let blocks: Vec<Block> = judged.into_iter().chain(curves).chain(unjudged(v, Kind::Score)).collect();
    if blocks.is_empty() { Err(v.text("scores-none")) } else { Ok(blocks) }
}

/// The measures of values.
pub(super) fn values(v: View<'_>) -> Body {
    let blocks: Vec<Block> = judged(v, Kind::Value).into_iter().chain(unjudged(v, Kind::Value)).collect();
    if blocks.is_empty() { Err(v.text("values-none")) } else { Ok(blocks) }
}

/// One attribute along the scores.
struct Along<'a> {
    v: View<'a>,
    curves: &'a ScoreCurves,
    /// The groups drawn: the largest, in the order of the document.
    drawn: Vec<&'a GroupCurves>,
}

impl<'a> Along<'a> {
    fn of(v: View<'a>, curves: &'a ScoreCurves) -> Self {
        let mut by_size: Vec<usize> = (0..curves.groups.len()).collect();
        by_size.sort_by_key(|at| std::cmp::Reverse(curves.groups[*at].people));
        by_size.truncate(MOST_LINES);
        by_size.sort_unstable();
        let drawn = by_size.into_iter().map(|at| &curves.groups[at]).collect();
        Self { v, curves, drawn }
    }

    fn blocks(&self, place: usize) -> Vec<Block> {
        let v = self.v;
        let attribute = attribute_words(v.audit, &self.curves.attribute, v.lang);
        let mut lead = Said::new("scores-lead").with("people", self.curves.people);
        if let Some(segment) = &self.curves.reference.segment {
            lead = lead.with("reference", groups_of(v.audit, segment, v.lang));
        }
        let title = v.words(&Said::new("scores-attribute").with("attribute", attribute));
        let mut blocks = vec![Block::heading(title), Block::prose(v.words(&lead)), self.top().into()];
        let note = |text: String| Block::Prose("cut", text.into());
        blocks.extend(self.curves.median.as_ref().map(|median| note(v.text(&format!("median-{median}")))));
        blocks.extend((self.curves.grain == Grain::Midpoints).then(|| note(v.text("scores-midpoints"))));
        blocks.extend(["thresholds", "roc", "calibration"].iter().filter_map(|kind| self.without(kind)).map(note));
        let figures = [self.thresholds(place), self.roc(place), self.calibration(place)];
        if figures.iter().any(Option::is_some) {
            let entry = |(place, group): (usize, &&GroupCurves)| Item {
                key: Key::Line(format!("p{place}")),
                ..self.label(group).into()
            };
            let items = self.drawn.iter().enumerate().map(entry).collect();
            let label = v.text("scores-legend");
            blocks.push(Block::List(List { class: "legend", label, items, ..List::default() }));
            let hidden = self.curves.groups.len().saturating_sub(self.drawn.len());
            let undrawn = || note(v.say(&Said::new("scores-undrawn").with("count", hidden)));
            blocks.extend((hidden > 0).then(undrawn));
        }
        blocks.extend(figures.into_iter().flatten().map(Block::Figure));
        blocks
    }

    fn label(&self, group: &GroupCurves) -> Words {
        Words::label(&groups_of(self.v.audit, &group.segment, self.v.lang))
    }

    fn ratio(&self, value: Option<f64>) -> String {
        self.v.number(value, Unit::Ratio)
    }

    fn share(&self, value: Option<f64>) -> String {
        value.map_or_else(|| super::DASH.to_owned(), |value| percent(value, self.v.lang))
    }

    fn range(&self, low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(_), Some(_)) => {
                self.v.say(&Said::new("range").with("low", self.ratio(low)).with("high", self.ratio(high)))
            }
            _ => super::DASH.to_owned(),
        }
    }

    fn heads(&self, ids: &[&str]) -> Vec<Words> {
        ids.iter().map(|id| self.v.text(id).into()).collect()
    }

    /// Whether enough ratios of a group may be shown for a line: a straight stroke over thresholds at which it has too few
    /// people would say what nobody counted.
    fn has_ratios(&self, group: &GroupCurves) -> bool {
        let shown = group.ratios.iter().flatten().count();
        shown > 1 && 2 * shown >= self.curves.thresholds.len()
    }

    /// Why a group has no line of this kind.
    fn reason(&self, kind: &str, group: &GroupCurves) -> Option<String> {
        let few = || Some("too-few-points".to_owned());
        match kind {
            "thresholds" if group.ratios.is_empty() || self.has_ratios(group) => None,
            "roc" if group.roc_undefined.is_some() => group.roc_undefined.as_deref().map(str::to_owned),
            "roc" if group.roc.len() >= FEWEST_POINTS + 2 => None,
            "calibration" if group.calibration_undefined.is_some() => {
                group.calibration_undefined.as_deref().map(str::to_owned)
            }
            "calibration" if group.calibration.len() >= FEWEST_POINTS => None,
            _ => few(),
        }
    }

    /// Which groups have no line of this kind, and why.
    fn without(&self, kind: &str) -> Option<String> {
        let reasons = self.curves.groups.iter().filter_map(|group| {
            let reason = self.v.text(&format!("reason-{}", self.reason(kind, group)?));
            Some(format!("{} ({reason})", self.label(group).text()))
        });
        let reasons: Vec<String> = reasons.collect();
        let said = Said::new(&format!("without-{kind}")).with("groups", reasons.join(", "));
        (!reasons.is_empty()).then(|| self.v.say(&said))
    }

    fn top(&self) -> Table {
        let row = |group: &GroupCurves| {
            let mut head = self.label(group);
            if group.under_two_per_cent {
                head = head.and(format!(" {}", self.v.text("scores-under-two")));
            }
            let dash = || super::DASH.to_owned();
            let cells = [
                self.v.people(Some(group.people)),
                self.share(group.scoring_rate),
                self.ratio(group.impact_ratio),
                self.ratio(group.top.and_then(|top| top.ratio)),
                group.top.map_or_else(dash, |top| self.range(top.ties_low, top.ties_high)),
                group.top.map_or_else(dash, |top| self.range(top.nearby_low, top.nearby_high)),
            ];
            Row::new(head, cells.map(Into::into))
        };
        let caption = self.v.say(&Said::new("scores-top").with("selected", self.curves.selected));
        let heads = [
            "table-segment",
            "scores-people",
            "scores-above",
            "scores-impact",
            "scores-at-top",
            "scores-ties",
            "scores-nearby",
        ];
        self.v.all().grid(caption, &heads, self.curves.groups.iter().map(row).collect())
    }

    fn figure(&self, kind: &str, place: usize, says: &Said, panel: &Panel<'_>, table: Table) -> Option<Figure> {
        let word = |part: &str| self.v.text(&format!("figure-{kind}{part}"));
        Some(Figure {
            id: format!("{kind}-{place}"),
            title: word(""),
            says: self.v.words(says),
            across: word("-across"),
            up: word("-up"),
            plot: draw(panel, 560, 300)?,
            is_open: table.rows.len() <= MOST_OPEN,
            table,
        })
    }

    fn thresholds(&self, place: usize) -> Option<Figure> {
        let at = &self.curves.thresholds;
        let line = |group: &&GroupCurves| {
            let shown = || at.iter().zip(&group.ratios).filter_map(|(x, point)| Some((*x, (*point)?)));
            Line {
                series: None,
                points: shown().map(|(x, point)| (x, point.value)).collect(),
                band: shown().filter_map(|(x, point)| Some((x, point.low?, point.high?))).collect(),
            }
        };
        let lines: Vec<Line> =
            self.drawn.iter().map(|group| if self.has_ratios(group) { line(group) } else { Line::default() }).collect();
        let extremes = |pick: fn(f64, f64) -> bool| {
            let all = self
                .drawn
                .iter()
                .zip(&lines)
                .flat_map(|(group, line)| line.points.iter().map(|(_, ratio)| (*ratio, self.label(group).text())));
            all.reduce(|best, next| if pick(next.0, best.0) { next } else { best })
        };
        let (low, high) = (extremes(|a, b| a < b)?, extremes(|a, b| a > b)?);
        let says = Said::new("figure-thresholds-says")
            .with("count", at.len())
            .with("low", low.0)
            .with("lowest", low.1)
            .with("high", high.0)
            .with("highest", high.1)
            .with("selected", self.curves.selected)
            .with("cut", (high.0 > HIGHEST).then_some(HIGHEST))
            .with("level", lines.iter().any(|line| !line.band.is_empty()).then_some(self.v.audit.settings.level));
        let text = |value: f64| self.ratio(Some(value));
        let percent = |value: f64| percent_short(self.v, value);
        let panel = Panel {
            across: (0.0, 1.0),
            up: ((low.0.min(1.0) - 0.15).max(0.0), (high.0.max(1.0) + 0.15).min(HIGHEST)),
            across_text: &percent,
            up_text: &text,
            lines,
            curves: Vec::new(),
            dots: Vec::new(),
            equal: Some([(0.0, 1.0), (1.0, 1.0)]),
            mark: self.curves.selected,
        };
        self.figure("thresholds", place, &says, &panel, self.threshold_table())
    }

    fn threshold_table(&self) -> Table {
        let at = &self.curves.thresholds;
        let step = at.len().div_ceil(ROWS).max(1);
        let cell = |group: &GroupCurves, place: usize| {
            let rate = self.share(group.rates.get(place).copied().flatten());
            match group.ratios.get(place) {
                Some(Some(point)) => format!("{rate} · {}", self.ratio(Some(point.value))),
                _ => rate,
            }
        };
        let rows = (0..at.len()).step_by(step).map(|place| {
            Row::new(self.share(Some(at[place])), self.drawn.iter().map(|group| cell(group, place).into()))
        });
        let groups = self.drawn.iter().map(|group| self.label(group));
        let heads = self.heads(&["scores-selected"]).into_iter().chain(groups);
        Table::beside(self.v.text("figure-thresholds-table"), heads, rows.collect())
    }

    fn roc(&self, place: usize) -> Option<Figure> {
        let points = |group: &&GroupCurves| -> Vec<(f64, f64)> {
            if self.reason("roc", group).is_some() {
                return Vec::new();
            }
            group.roc.iter().map(|point| (point.false_positive_rate, point.true_positive_rate)).collect()
        };
        let lines: Vec<Vec<(f64, f64)>> = self.drawn.iter().map(points).collect();
        if lines.iter().all(Vec::is_empty) {
            return None;
        }
        let rows =
            self.drawn.iter().zip(&lines).filter(|(_, line)| !line.is_empty()).map(|(group, line)| {
                Row::new(self.label(group), READ_AT.map(|at| self.share(read_off(line, at)).into()))
            });
        let read_at = READ_AT.map(|at| percent_short(self.v, at).into());
        let heads = self.heads(&["table-segment"]).into_iter().chain(read_at);
        let table = Table::beside(self.v.text("figure-roc-table"), heads, rows.collect());
        self.square("roc", place, &Said::new("figure-roc-says"), lines, table)
    }

    fn calibration(&self, place: usize) -> Option<Figure> {
        let points = |group: &&GroupCurves| -> Vec<(f64, f64)> {
            if self.reason("calibration", group).is_some() {
                return Vec::new();
            }
            group.calibration.iter().map(|bin| (bin.mean_score, bin.observed)).collect()
        };
        let lines: Vec<Vec<(f64, f64)>> = self.drawn.iter().map(points).collect();
        let bins = self.drawn.iter().flat_map(|group| group.calibration.iter().map(move |bin| (group, bin)));
        let apart = |bin: &CalibrationBin| bin.observed - bin.mean_score;
        let (group, bin) = bins.clone().reduce(|a, b| if apart(b.1).abs() > apart(a.1).abs() { b } else { a })?;
        let says = Said::new("figure-calibration-says")
            .with("observed", bin.observed)
            .with("score", bin.mean_score)
            .with("group", self.label(group).text());
        let rows = bins.map(|(group, bin)| {
            let cells =
                [self.share(Some(bin.mean_score)), self.share(Some(bin.observed)), self.v.people(Some(bin.people))];
            Row::new(self.label(group), cells.map(Into::into))
        });
        let heads = ["table-segment", "figure-calibration-across", "figure-calibration-up", "scores-people-known"];
        let table = Table::beside(self.v.text("figure-calibration-table"), self.heads(&heads), rows.collect());
        self.square("calibration", place, &says, lines, table)
    }

    /// A figure of shares against shares.
    fn square(
        &self,
        kind: &str,
        place: usize,
        says: &Said,
        lines: Vec<Vec<(f64, f64)>>,
        table: Table,
    ) -> Option<Figure> {
        let percent = |value: f64| percent_short(self.v, value);
        let panel = Panel {
            across: (0.0, 1.0),
            up: (0.0, 1.0),
            across_text: &percent,
            up_text: &percent,
            lines: lines.into_iter().map(|points| Line { series: None, points, band: Vec::new() }).collect(),
            curves: Vec::new(),
            dots: Vec::new(),
            equal: Some([(0.0, 0.0), (1.0, 1.0)]),
            mark: None,
        };
        self.figure(kind, place, says, &panel, table)
    }
}

/// Percent on an axis: round values without needless noughts.
fn percent_short(v: View<'_>, value: f64) -> String {
    limit(value, Unit::Percent, v.lang)
}

/// The height of a line at a place across, between its points.
fn read_off(line: &[(f64, f64)], at: f64) -> Option<f64> {
    let next = line.iter().position(|(x, _)| *x >= at)?;
    let (x1, y1) = line[next];
    let (x0, y0) = line[next.checked_sub(1)?];
    Some(if x1 > x0 { y0 + (y1 - y0) * (at - x0) / (x1 - x0) } else { y1 })
}
