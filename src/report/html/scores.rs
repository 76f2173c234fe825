//! Section 7: what every threshold would do, how scores rank and whether they can be taken at their word, by attribute.

use serde::Serialize;

use super::about::plain;
use super::figure::{Beside as Grid, BesideRow as GridRow, Figure};
use crate::document::{Audit, GroupCurves, ScoreCurves};
use crate::lang::{Lang, Piece, Round, Said, Unit, people, percent, written};
use crate::report::charts::{Line, MOST_LINES, Panel, draw};
use crate::report::words::{attribute_words, groups_of};

/// Rows of a table of thresholds; all of them are in the document.
const ROWS: usize = 10;
/// Ratios above this are drawn at it, and the caption says so.
const HIGHEST: f64 = 3.0;
/// Fewer points than this, ends aside, make no line.
const FEWEST_POINTS: usize = 3;
/// Tables with more rows than this are closed at first.
const MOST_OPEN: usize = 14;
/// False positive rates at which ROC curves are read.
const READ_AT: [f64; 5] = [0.05, 0.1, 0.2, 0.3, 0.5];

/// One attribute along the scores.
#[derive(Debug, Serialize)]
pub(super) struct ScoreView {
    title: Vec<Piece>,
    lead: Vec<Piece>,
    legend: Vec<Legend>,
    undrawn: Option<String>,
    top: Grid,
    notes: Vec<String>,
    figures: Vec<Figure>,
}

#[derive(Debug, Serialize)]
struct Legend {
    class: String,
    group: Piece,
}

/// Every attribute that has curves.
pub(super) fn scores(audit: &Audit, lang: Lang) -> Vec<ScoreView> {
    audit.score_curves.iter().enumerate().map(|(place, curves)| Maker::of(audit, curves, lang).view(place)).collect()
}

struct Maker<'a> {
    audit: &'a Audit,
    curves: &'a ScoreCurves,
    lang: Lang,
    /// The groups drawn: the largest, in the order of the document.
    drawn: Vec<&'a GroupCurves>,
}

impl<'a> Maker<'a> {
    fn of(audit: &'a Audit, curves: &'a ScoreCurves, lang: Lang) -> Self {
        let mut by_size: Vec<usize> = (0..curves.groups.len()).collect();
        by_size.sort_by_key(|at| std::cmp::Reverse(curves.groups[*at].people));
        by_size.truncate(MOST_LINES);
        by_size.sort_unstable();
        let drawn = by_size.into_iter().map(|at| &curves.groups[at]).collect();
        Self { audit, curves, lang, drawn }
    }

    fn view(&self, place: usize) -> ScoreView {
        let lang = self.lang;
        let attribute = attribute_words(self.audit, &self.curves.attribute, lang);
        let mut lead = Said::new("scores-lead").with("people", self.curves.people);
        if let Some(segment) = &self.curves.reference.segment {
            lead = lead.with("reference", groups_of(self.audit, segment, lang));
        }
        let legend = self
            .drawn
            .iter()
            .enumerate()
            .map(|(place, group)| Legend { class: format!("p{place}"), group: self.label(group) });
        let hidden = self.curves.groups.len().saturating_sub(self.drawn.len());
        let figures = [self.thresholds(place), self.roc(place), self.calibration(place)];
        let mut notes = Vec::new();
        if let Some(median) = &self.curves.median {
            notes.push(lang.text(&format!("median-{median}")));
        }
        if self.curves.grain == "midpoints" {
            notes.push(lang.text("scores-midpoints"));
        }
        for kind in ["thresholds", "roc", "calibration"] {
            notes.extend(self.without(kind));
        }
        ScoreView {
            title: lang.say_in_pieces(&Said::new("scores-attribute").with("attribute", attribute)),
            lead: lang.say_in_pieces(&lead),
            legend: legend.collect(),
            undrawn: (hidden > 0).then(|| lang.say(&Said::new("scores-undrawn").with("count", hidden))),
            top: self.top(),
            notes,
            figures: figures.into_iter().flatten().collect(),
        }
    }

    fn label(&self, group: &GroupCurves) -> Piece {
        Piece::label(&groups_of(self.audit, &group.segment, self.lang))
    }

    fn ratio(&self, value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| written(value, Unit::Ratio, Round::Nearest, &[], self.lang))
    }

    fn share(&self, value: Option<f64>) -> String {
        value.map_or_else(|| "–".to_owned(), |value| percent(value, self.lang))
    }

    fn range(&self, low: Option<f64>, high: Option<f64>) -> String {
        match (low, high) {
            (Some(_), Some(_)) => {
                self.lang.say(&Said::new("range").with("low", self.ratio(low)).with("high", self.ratio(high)))
            }
            _ => "–".to_owned(),
        }
    }

    fn heads(&self, first: &str, others: &[&str]) -> Vec<Piece> {
        let word = |id: &str| Piece { text: self.lang.text(id), is_label: false };
        std::iter::once(word(first)).chain(others.iter().map(|id| word(id))).collect()
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
            "roc" if group.roc_undefined.is_some() => group.roc_undefined.clone(),
            "roc" if group.roc.len() >= FEWEST_POINTS + 2 => None,
            "calibration" if group.calibration_undefined.is_some() => group.calibration_undefined.clone(),
            "calibration" if group.calibration.len() >= FEWEST_POINTS => None,
            _ => few(),
        }
    }

    /// Which groups have no line of this kind, and why.
    fn without(&self, kind: &str) -> Option<String> {
        let reasons = self.curves.groups.iter().filter_map(|group| {
            let reason = self.lang.text(&format!("reason-{}", self.reason(kind, group)?));
            Some(format!("{} ({reason})", self.label(group).text))
        });
        let reasons: Vec<String> = reasons.collect();
        let said = Said::new(&format!("without-{kind}")).with("groups", reasons.join(", "));
        (!reasons.is_empty()).then(|| self.lang.say(&said))
    }

    fn top(&self) -> Grid {
        let rows = self.curves.groups.iter().map(|group| {
            let top = group.top;
            let mut head = vec![self.label(group)];
            if group.under_two_per_cent {
                head.extend(plain(format!(" {}", self.lang.text("scores-under-two"))));
            }
            GridRow {
                head,
                cells: vec![
                    people(group.people, self.lang),
                    self.share(group.scoring_rate),
                    self.ratio(group.impact_ratio),
                    self.ratio(top.and_then(|top| top.ratio)),
                    top.map_or_else(|| "–".to_owned(), |top| self.range(top.ties_low, top.ties_high)),
                    top.map_or_else(|| "–".to_owned(), |top| self.range(top.nearby_low, top.nearby_high)),
                ],
            }
        });
        Grid {
            caption: self.lang.say(&Said::new("scores-top").with("selected", self.curves.selected)),
            is_captioned: true,
            heads: self.heads(
                "table-segment",
                &["scores-people", "scores-above", "scores-impact", "scores-at-top", "scores-ties", "scores-nearby"],
            ),
            rows: rows.collect(),
        }
    }

    fn figure(&self, kind: &str, place: usize, says: &Said, panel: &Panel<'_>, grid: Grid) -> Option<Figure> {
        let word = |part: &str| self.lang.text(&format!("figure-{kind}{part}"));
        Some(Figure {
            id: format!("{kind}-{place}"),
            title: word(""),
            says: self.lang.say_in_pieces(says),
            across: word("-across"),
            up: word("-up"),
            plot: draw(panel, 560, 300)?,
            is_open: grid.rows.len() <= MOST_OPEN,
            grid,
        })
    }

    fn thresholds(&self, place: usize) -> Option<Figure> {
        let at = &self.curves.thresholds;
        let line = |group: &&GroupCurves| {
            let shown = || at.iter().zip(&group.ratios).filter_map(|(x, point)| Some((*x, (*point)?)));
            Line {
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
                .flat_map(|(group, line)| line.points.iter().map(|(_, ratio)| (*ratio, self.label(group).text)));
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
            .with("level", lines.iter().any(|line| !line.band.is_empty()).then_some(self.audit.settings.level));
        let text = |value: f64| self.ratio(Some(value));
        let percent = |value: f64| percent_short(value, self.lang);
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
        self.figure("thresholds", place, &says, &panel, self.threshold_grid())
    }

    fn threshold_grid(&self) -> Grid {
        let at = &self.curves.thresholds;
        let step = at.len().div_ceil(ROWS).max(1);
        let cell = |group: &GroupCurves, place: usize| {
            let rate = self.share(group.rates.get(place).copied().flatten());
            match group.ratios.get(place) {
                Some(Some(point)) => format!("{rate} · {}", self.ratio(Some(point.value))),
                _ => rate,
            }
        };
        let rows = (0..at.len()).step_by(step).map(|place| GridRow {
            head: plain(self.share(Some(at[place]))),
            cells: self.drawn.iter().map(|group| cell(group, place)).collect(),
        });
        let mut heads = self.heads("scores-selected", &[]);
        heads.extend(self.drawn.iter().map(|group| self.label(group)));
        Grid { caption: self.lang.text("figure-thresholds-table"), is_captioned: false, heads, rows: rows.collect() }
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
        let rows = self.drawn.iter().zip(&lines).filter(|(_, line)| !line.is_empty()).map(|(group, line)| GridRow {
            head: vec![self.label(group)],
            cells: READ_AT.iter().map(|at| self.share(read_off(line, *at))).collect(),
        });
        let rows = rows.collect();
        let mut heads = self.heads("table-segment", &[]);
        heads.extend(READ_AT.iter().map(|at| Piece { text: percent_short(*at, self.lang), is_label: false }));
        let grid = Grid { caption: self.lang.text("figure-roc-table"), is_captioned: false, heads, rows };
        self.square("roc", place, &Said::new("figure-roc-says"), lines, grid)
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
        let apart = |bin: &crate::document::CalibrationBin| bin.observed - bin.mean_score;
        let (group, bin) = bins.clone().reduce(|a, b| if apart(b.1).abs() > apart(a.1).abs() { b } else { a })?;
        let says = Said::new("figure-calibration-says")
            .with("observed", bin.observed)
            .with("score", bin.mean_score)
            .with("group", self.label(group).text);
        let rows = bins.map(|(group, bin)| GridRow {
            head: vec![self.label(group)],
            cells: vec![
                self.share(Some(bin.mean_score)),
                self.share(Some(bin.observed)),
                people(bin.people, self.lang),
            ],
        });
        let grid = Grid {
            caption: self.lang.text("figure-calibration-table"),
            is_captioned: false,
            heads: self
                .heads("table-segment", &["figure-calibration-across", "figure-calibration-up", "scores-people-known"]),
            rows: rows.collect(),
        };
        self.square("calibration", place, &says, lines, grid)
    }

    /// A figure of shares against shares.
    fn square(&self, kind: &str, place: usize, says: &Said, lines: Vec<Vec<(f64, f64)>>, grid: Grid) -> Option<Figure> {
        let percent = |value: f64| percent_short(value, self.lang);
        let panel = Panel {
            across: (0.0, 1.0),
            up: (0.0, 1.0),
            across_text: &percent,
            up_text: &percent,
            lines: lines.into_iter().map(|points| Line { points, band: Vec::new() }).collect(),
            curves: Vec::new(),
            dots: Vec::new(),
            equal: Some([(0.0, 0.0), (1.0, 1.0)]),
            mark: None,
        };
        self.figure(kind, place, says, &panel, grid)
    }
}

/// Percent on an axis: round values without needless noughts.
fn percent_short(value: f64, lang: Lang) -> String {
    crate::lang::limit(value, Unit::Percent, lang)
}

/// The height of a line at a place across, between its points.
fn read_off(line: &[(f64, f64)], at: f64) -> Option<f64> {
    let next = line.iter().position(|(x, _)| *x >= at)?;
    let (x1, y1) = line[next];
    let (x0, y0) = line[next.checked_sub(1)?];
    Some(if x1 > x0 { y0 + (y1 - y0) * (at - x0) / (x1 - x0) } else { y1 })
}
