//! Forest tables: one row per segment, the interval drawn between the numbers. Groups with an order of their own stand in
//! it; others are sorted by verdict and then by gap. Chart and accessible table are the same thing.

use serde::Serialize;

use super::rows::{Maker, Row, ends, family_interval};
use crate::document::{Audit, Check, CheckResult, Finding};
use crate::lang::{Lang, Said, Unit};
use crate::report::charts::{Axis, Scale};
use crate::report::charts::{Columns, Heads};
use crate::report::findings::{judged, limits};
use crate::report::rank::{are_ordered, natural, place, wider, worst_first};
use crate::report::words::{
    comparison_word, deciding, is_comparison, is_rate, limits_only, measure_name, method_words, unit_of,
};
use crate::segment::Segment;

/// A table.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    /// What it shows, and how to read the drawing.
    caption: String,
    /// Head of the estimate's column.
    value_head: String,
    /// Whether rows carry verdicts and detectable values.
    is_judged: bool,
    /// Head of the column of values of segments alone.
    rate_head: String,
    /// The axis above the drawings.
    axis: Axis,
    /// Heads of the columns of dots, where rows are drawn by the groups they are made of.
    members: Option<Heads>,
    /// The rows.
    rows: Vec<Row>,
    /// What was cut.
    cut: Option<String>,
}

/// At most so many rows that no check judges.
const FREE: usize = 8;

/// Which rows a table shows.
pub(super) struct Choice<'a> {
    pub audit: &'a Audit,
    pub lang: Lang,
    /// At most so many compared rows, the worst ones.
    pub most: usize,
    /// Whether rows of several attributes stand in one table.
    pub with_attributes: bool,
    /// Whether references and missing values are listed below.
    pub with_rest: bool,
    /// Whether the cut is told.
    pub tells_cut: bool,
}

/// A result among those of several checks.
struct Judged<'a> {
    check: &'a Check,
    result: &'a CheckResult,
    finding: &'a Finding,
    /// Whether it is the worst of its check.
    is_worst: bool,
}

/// Everything of a row that its axis has to hold.
fn extent(result: &CheckResult, finding: &Finding) -> impl Iterator<Item = f64> {
    let ends = [result.interval.as_ref(), family_interval(result)].into_iter().flatten();
    let ends: Vec<f64> = ends.flat_map(|ends| [ends.low, ends.high]).flatten().collect();
    finding.value.into_iter().chain(ends)
}

/// What a row of several checks is about: the measure, and its limit where the axis does not show it.
fn one_of(audit: &Audit, check: &Check, is_alike: bool, lang: Lang) -> String {
    let measure = measure_name(audit, &check.measure, lang);
    if is_alike {
        return measure;
    }
    let said = Said::new("front-measure").with("measure", measure).with("limit", limits_only(check, lang));
    lang.say(&said)
}

impl Choice<'_> {
    /// Results of a check that `keep` takes.
    pub(super) fn judged(&self, check: &Check, keep: impl Fn(&Finding) -> bool) -> Option<Table> {
        let all: Vec<(&CheckResult, &Finding)> =
            worst_first(self.audit, check).into_iter().filter(|(_, finding)| keep(finding)).collect();
        let shown: Vec<_> = all.iter().take(self.most).copied().collect();
        let unit = unit_of(&check.measure, &check.comparison);
        let values = shown.iter().flat_map(|(result, finding)| extent(result, finding));
        let scale = Scale::of(values, &limits(check), unit);
        let maker = self.maker(Some(check), &scale, unit);
        let mut rows: Vec<Row> = shown.iter().map(|(result, finding)| maker.judged(result, finding)).collect();
        let compared: Vec<&Finding> = shown.iter().map(|(_, finding)| *finding).collect();
        rows.extend(self.rest(&maker, &compared));
        in_natural_order(&mut rows);
        let table = self.table(&maker, &check.measure, &check.comparison, rows, all.len());
        (!all.is_empty()).then_some(table)
    }

    /// Results of several checks in one table: the worst of each check, then the worst of all. Checks with other limits or
    /// another unit are drawn on axes of their own, which then have no numbers.
    pub(super) fn together(&self, checks: &[&Check]) -> Option<Table> {
        let lang = self.lang;
        let mut all: Vec<Judged<'_>> = Vec::new();
        for check in checks {
            let rows = worst_first(self.audit, check).into_iter().enumerate();
            all.extend(rows.map(|(at, (result, finding))| Judged { check, result, finding, is_worst: at == 0 }));
        }
        let worst = |a: &Judged<'_>, b: &Judged<'_>| {
            place(a.result.verdict).cmp(&place(b.result.verdict)).then_with(|| wider(a.finding, b.finding))
        };
        all.sort_by(|a, b| b.is_worst.cmp(&a.is_worst).then_with(|| worst(a, b)));
        let count = all.len();
        all.truncate(self.most);
        all.sort_by(worst);
        let first = all.first()?;
        let axis_of = |check: &Check| (unit_of(&check.measure, &check.comparison), limits(check));
        let is_alike = all.iter().all(|one| axis_of(one.check) == axis_of(first.check));
        let scales: Vec<Scale> = all
            .iter()
            .map(|one| {
                let (unit, limits) = axis_of(one.check);
                let same = all.iter().filter(|other| axis_of(other.check) == axis_of(one.check));
                Scale::of(same.flat_map(|other| extent(other.result, other.finding)), &limits, unit)
            })
            .collect();
        let rows = all.iter().zip(&scales).map(|(one, scale)| {
            let maker = self.maker(Some(one.check), scale, unit_of(&one.check.measure, &one.check.comparison));
            let mut row = maker.judged(one.result, one.finding);
            if checks.len() > 1 {
                row.about = one_of(self.audit, one.check, is_alike, lang);
            }
            row
        });
        let rows: Vec<Row> = rows.collect();
        let maker = self.maker(Some(first.check), &scales[0], unit_of(&first.check.measure, &first.check.comparison));
        let mut table = self.table(&maker, &first.check.measure, &first.check.comparison, rows, count);
        if !is_alike {
            table.axis = Axis::default();
            table.value_head = lang.text("front-estimate");
            table.caption = lang.text("front-caption");
        }
        table.cut = (count > self.most)
            .then(|| lang.say(&Said::new("front-cut").with("count", self.most).with("hidden", count - self.most)));
        Some(table)
    }

    /// Findings that no check judges, widest gap first.
    pub(super) fn free(&self, measure: &str, comparison: &str, keep: impl Fn(&Finding) -> bool) -> Option<Table> {
        let mut all: Vec<&Finding> = self.audit.findings.iter().collect();
        all.retain(|finding| finding.measure == measure && finding.comparison == comparison && keep(finding));
        // People whose value is missing are listed apart and compared with nobody.
        all.retain(|finding| finding.within.is_none() && !finding.segment.as_ref().is_some_and(Segment::has_missing));
        all.sort_by(|a, b| wider(a, b));
        // What no check judges is shown as far as it stands out; all of it is in the CSV.
        let is_of_many = self.with_attributes || all.first().is_some_and(|finding| is_cross(finding));
        let most = if is_of_many { self.most.min(FREE) } else { self.most };
        let shown: Vec<&Finding> = all.iter().take(most).copied().collect();
        let unit = unit_of(measure, comparison);
        let values = shown.iter().flat_map(|finding| {
            let interval = finding.interval.as_ref().map(ends);
            [finding.value, interval.as_ref().and_then(|i| i.low), interval.and_then(|i| i.high)].into_iter().flatten()
        });
        let scale = Scale::of(values, &[], unit);
        let maker = self.maker(None, &scale, unit);
        let mut rows: Vec<Row> = shown.iter().map(|finding| maker.free(finding)).collect();
        rows.extend(self.rest(&maker, &shown));
        in_natural_order(&mut rows);
        let table = Choice { most, ..*self }.table(&maker, measure, comparison, rows, all.len());
        (!all.is_empty()).then_some(table)
    }

    fn maker<'a>(&'a self, check: Option<&'a Check>, scale: &'a Scale, unit: Unit) -> Maker<'a> {
        Maker { audit: self.audit, check, scale, unit, with_attributes: self.with_attributes, lang: self.lang }
    }

    fn table(&self, maker: &Maker<'_>, measure: &str, comparison: &str, rows: Vec<Row>, all: usize) -> Table {
        let lang = self.lang;
        let cut = (self.tells_cut && all > self.most)
            .then(|| lang.say(&Said::new("table-cut").with("count", self.most).with("hidden", all - self.most)));
        Table {
            caption: self.caption(maker.check, measure, comparison),
            rate_head: lang.text(if is_rate(measure) { "table-rate" } else { "table-number" }),
            value_head: lang.text(&format!("table-value-{}", comparison_word(measure, comparison))),
            is_judged: maker.check.is_some(),
            axis: maker.scale.axis(lang),
            members: None,
            rows,
            cut,
        }
    }

    fn caption(&self, check: Option<&Check>, measure: &str, comparison: &str) -> String {
        let lang = self.lang;
        let said = |id: &str| {
            let compares = if is_comparison(measure) { "yes" } else { "no" };
            let said =
                Said::new(id).with("measure", measure_name(self.audit, measure, lang)).with("compares", compares);
            said.with("comparison", comparison_word(measure, comparison))
        };
        let Some(check) = check else {
            return lang.say(
                &said("forest-caption-free")
                    .with("level", self.audit.settings.level)
                    .with("method", method_words(self.audit, None, measure, comparison, lang)),
            );
        };
        let word = deciding(self.audit, check);
        let whiskers = match word {
            "simultaneous" | "adjusted" => format!(". {}", lang.text("front-whiskers")),
            _ => String::new(),
        };
        let id = if word == "estimate" { "forest-caption-estimate" } else { "forest-caption" };
        let words = lang.say(
            &said(id)
                .with("deciding", word)
                .with("level", check.family.level)
                .with("method", method_words(self.audit, Some(check), measure, comparison, lang))
                .with("limit", limits_only(check, lang)),
        );
        words + &whiskers
    }

    /// References of the rows shown, then people whose value is missing: both seen, neither judged.
    fn rest(&self, maker: &Maker<'_>, compared: &[&Finding]) -> Vec<Row> {
        if !self.with_rest {
            return Vec::new();
        }
        let mut keys: Vec<(&str, &Option<String>, &Segment)> = Vec::new();
        for finding in compared {
            if let Some(segment) = finding.reference.as_ref().and_then(|reference| reference.segment.as_ref()) {
                let key = (finding.measure.as_str(), &finding.campaign, segment);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let values = |keep: &dyn Fn(&Finding) -> bool| {
            let found = self.audit.findings.iter().filter(|finding| finding.comparison == "value" && keep(finding));
            found.map(|finding| maker.alone(finding)).collect::<Vec<_>>()
        };
        let references = values(&|value| {
            value.segment.as_ref().is_some_and(|segment| {
                keys.contains(&(value.measure.as_str(), &value.campaign, segment)) && !segment.has_missing()
            })
        });
        let missing = values(&|value| {
            value.segment.as_ref().is_some_and(|segment| {
                segment.has_missing()
                    && segment.0.len() == 1
                    && keys.iter().any(|(measure, campaign, other)| {
                        *measure == value.measure
                            && *campaign == &value.campaign
                            && other.attributes() == segment.attributes()
                    })
            })
        });
        references.into_iter().chain(missing).collect()
    }
}

impl Table {
    /// Draws of which groups every row is made.
    pub(super) fn draw_members(&mut self, audit: &Audit, lang: Lang) {
        let segments: Vec<Segment> =
            self.rows.iter().filter_map(|row| row.of.clone()).filter(|segment| !segment.has_missing()).collect();
        let Some(columns) = Columns::of(audit, &segments.iter().collect::<Vec<_>>()) else { return };
        for row in &mut self.rows {
            row.dots = row.of.as_ref().filter(|segment| segment.0.len() > 1).map(|segment| columns.dots(segment));
        }
        self.members = Some(columns.heads(audit, lang));
    }
}

/// Rows of one attribute whose groups have an order of their own, such as ages, in that order: the reference in its place,
/// people without a value last. Which rows are shown was decided before, by how far out they lie.
fn in_natural_order(rows: &mut [Row]) {
    let mut segments = rows.iter().map(|row| row.of.as_ref().map(|segment| segment.0.as_slice()));
    let Some(Some([(attribute, _)])) = segments.next() else { return };
    let is_own =
        |row: &Row| matches!(row.of.as_ref().map(|of| of.0.as_slice()), Some([(name, _)]) if name == attribute);
    let label = |row: &Row| row.of.as_ref().and_then(|of| of.0.first()).and_then(|(_, label)| label.clone());
    if !rows.iter().all(is_own) || !are_ordered(rows.iter().filter_map(label)) {
        return;
    }
    let at = |row: &Row| label(row).and_then(|label| natural(&label));
    rows.sort_by(|a, b| match (at(a), at(b)) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    });
}

/// Whether a finding is of one of these attributes alone.
pub(super) fn is_of(finding: &Finding, attribute: &str) -> bool {
    finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && segment.0[0].0 == attribute)
}

/// Whether a finding crosses attributes and every value is known.
pub(super) fn is_cross(finding: &Finding) -> bool {
    finding.segment.as_ref().is_some_and(|segment| segment.0.len() > 1 && !segment.has_missing())
}

/// Whether the check judges a finding of this kind.
pub(super) fn judges(audit: &Audit, check: &Check, keep: impl Fn(&Finding) -> bool) -> bool {
    judged(audit, check).into_iter().any(|(_, finding)| keep(finding))
}
