//! Forest tables: one row per segment, the interval drawn between the numbers. Groups with an order of their own stand in
//! it; others are sorted by verdict and then by gap. Chart and accessible table are the same thing.

use super::{DASH, View, ends, filter::classes};
use crate::document::{
    Check, CheckResult, Deciding, Finding, IntervalOut, Shape, Statistic, Undefined, Verdict, WaiverState, Word,
};
use crate::lang::{Round, Said, Unit, people, percent, written};
use crate::report::block::{Cell, Column, Drawn, Holds, Row, Table, Tag, Words};
use crate::report::charts::{Axis, Columns, Drawing, Scale};
use crate::report::findings::{is_hidden, judged, limits, rate};
use crate::report::rank::{are_ordered, natural, place, wider, worst_first};
use crate::report::words::{
    attributes_of, comparison_word, deciding, effective_people, glyph, groups_of, is_comparison, is_rate, limits_only,
    measure_name, method_words, unit_of,
};
use crate::segment::Segment;

/// At most so many rows that no check judges.
const FREE: usize = 8;

/// Which rows a table shows.
#[derive(Clone, Copy)]
pub(super) struct Forest<'a> {
    pub(super) v: View<'a>,
    /// Whether rows of several attributes stand in one table.
    pub(super) with_attributes: bool,
    /// Whether references and missing values are listed below.
    pub(super) with_rest: bool,
    /// Whether which groups a row is made of is drawn.
    pub(super) with_members: bool,
}

/// How rows of one table are made: what they are measured by, and on which axis they are drawn.
struct Maker<'a> {
    v: View<'a>,
    check: Option<&'a Check>,
    scale: Scale,
    unit: Unit,
    measure: &'a str,
    comparison: &'a Word<Statistic>,
    with_attributes: bool,
}

/// A row before it is set.
#[derive(Default)]
struct Line {
    /// Class of its verdict: `outside`, `cannot_tell`, ..., `reference`, `apart`, `free`.
    class: &'static str,
    /// Classes of its attributes, where a table holds several.
    by: String,
    of: Option<Segment>,
    glyph: &'static str,
    /// The segment's groups, with the attributes where a table holds several.
    segment: Words,
    /// The measure, where rows of several checks stand in one table.
    about: String,
    rate: String,
    counts: String,
    drawing: Drawing,
    value: String,
    interval: String,
    detectable: String,
    verdict: String,
    /// What else the reader must know: a reason, a waiver, missing values.
    note: String,
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
fn extent(result: &CheckResult, finding: &Finding) -> Vec<f64> {
    let own = [result.interval.as_ref(), family_interval(result)].into_iter().flatten();
    let own = own.flat_map(|ends| [ends.low, ends.high]);
    std::iter::once(finding.value).chain(own).flatten().collect()
}

/// The interval of a result at the level of its family.
fn family_interval(result: &CheckResult) -> Option<&Deciding> {
    result.family_interval.as_ref().or(result.interval.as_ref())
}

impl<'a> Forest<'a> {
    /// A table of one attribute or one set of them.
    pub(super) const fn of(v: View<'a>) -> Self {
        Self { v, with_attributes: false, with_rest: true, with_members: false }
    }

    /// Results of a check that `keep` takes.
    pub(super) fn judged(self, check: &'a Check, keep: impl Fn(&Finding) -> bool) -> Option<Table> {
        let mut rows = worst_first(self.v.audit, check);
        rows.retain(|(_, finding)| keep(finding));
        let all = rows.len();
        rows.truncate(self.v.most);
        let values = rows.iter().flat_map(|(result, finding)| extent(result, finding));
        let maker = self.maker(Some(check), (&check.measure, &check.comparison), values);
        let mut lines: Vec<Line> = rows.iter().map(|(result, finding)| maker.judged(check, result, finding)).collect();
        lines.extend(self.rest(&maker, &rows.iter().map(|(_, finding)| *finding).collect::<Vec<_>>()));
        in_natural_order(&mut lines);
        (all > 0).then(|| self.table(&maker, &lines, self.cut("table-cut", all)))
    }

    /// Results of several checks in one table: the worst of each check, then the worst of all. Checks with other limits or
    /// another unit are drawn on axes of their own, which then have no numbers.
    pub(super) fn together(self, checks: &[&'a Check]) -> Option<Table> {
        let v = self.v;
        let mut all: Vec<Judged<'_>> = Vec::new();
        for check in checks {
            let rows = worst_first(v.audit, check).into_iter().enumerate();
            all.extend(rows.map(|(at, (result, finding))| Judged { check, result, finding, is_worst: at == 0 }));
        }
        let worst = |a: &Judged<'_>, b: &Judged<'_>| {
            place(a.result.verdict).cmp(&place(b.result.verdict)).then_with(|| wider(a.finding, b.finding))
        };
        all.sort_by(|a, b| b.is_worst.cmp(&a.is_worst).then_with(|| worst(a, b)));
        let count = all.len();
        all.truncate(v.most);
        all.sort_by(worst);
        let first = all.first()?;
        let axis_of = |check: &Check| (unit_of(&check.measure, &check.comparison), limits(check));
        let is_alike = all.iter().all(|one| axis_of(one.check) == axis_of(first.check));
        let maker = |check: &'a Check| {
            let same = all.iter().filter(|other| axis_of(other.check) == axis_of(check));
            let values = same.flat_map(|other| extent(other.result, other.finding));
            self.maker(Some(check), (&check.measure, &check.comparison), values)
        };
        let line = |one: &Judged<'a>| {
            let mut line = maker(one.check).judged(one.check, one.result, one.finding);
            if checks.len() > 1 {
                line.about = self.about(one.check, is_alike);
            }
            line
        };
        let mut table =
            self.table(&maker(first.check), &all.iter().map(line).collect::<Vec<_>>(), self.cut("front-cut", count));
        if !is_alike {
            table.caption = v.text("front-caption").into();
            table.columns[2].holds = Holds::Drawn(Axis::default());
            table.columns[3].head = v.text("front-estimate").into();
        }
        Some(table)
    }

    /// What a row of several checks is about: the measure, and its limit where the axis does not show it.
    fn about(self, check: &Check, is_alike: bool) -> String {
        let measure = measure_name(self.v.audit, &check.measure, self.v.lang);
        let limit = || limits_only(check, self.v.lang);
        if is_alike {
            measure
        } else {
            self.v.say(&Said::new("front-measure").with("measure", measure).with("limit", limit()))
        }
    }

    /// Findings that no check judges, widest gap first.
    pub(super) fn free(self, measure: &'a str, of: Statistic, keep: impl Fn(&Finding) -> bool) -> Option<Table> {
        let mut all: Vec<&Finding> = self.v.audit.findings.iter().collect();
        let comparison = &of.into();
        all.retain(|finding| finding.measure == measure && finding.comparison == of && keep(finding));
        // People whose value is missing are listed apart and compared with nobody.
        all.retain(|finding| finding.within.is_none() && !finding.segment.as_ref().is_some_and(Segment::has_missing));
        all.sort_by(|a, b| wider(a, b));
        // What no check judges is shown as far as it stands out; all of it is in the CSV.
        let is_of_many = self.with_attributes || all.first().is_some_and(|finding| is_cross(finding));
        let most = if is_of_many { self.v.most.min(FREE) } else { self.v.most };
        let own = Self { v: View { most, ..self.v }, ..self };
        let shown: Vec<&Finding> = all.iter().take(most).copied().collect();
        let values = shown.iter().flat_map(|finding| {
            let interval = finding.interval.as_ref();
            [finding.value, interval.and_then(|i| i.low), interval.and_then(|i| i.high)].into_iter().flatten()
        });
        let maker = own.maker(None, (measure, comparison), values);
        let mut lines: Vec<Line> = shown.iter().map(|finding| maker.free(finding)).collect();
        lines.extend(own.rest(&maker, &shown));
        in_natural_order(&mut lines);
        (!all.is_empty()).then(|| own.table(&maker, &lines, own.cut("table-cut", all.len())))
    }

    fn maker(
        self,
        check: Option<&'a Check>,
        (measure, comparison): (&'a str, &'a Word<Statistic>),
        values: impl Iterator<Item = f64>,
    ) -> Maker<'a> {
        let unit = unit_of(measure, comparison);
        let scale = Scale::of(values, &check.map_or_else(Vec::new, limits), unit);
        Maker { v: self.v, check, scale, unit, measure, comparison, with_attributes: self.with_attributes }
    }

    /// How many of all rows are not shown. The first page says so where it shows several checks.
    fn cut(self, id: &str, all: usize) -> Option<String> {
        let most = self.v.most;
        let is_told = all > most && (self.with_rest || id == "front-cut");
        is_told.then(|| self.v.say(&Said::new(id).with("count", most).with("hidden", all - most)))
    }

    fn table(self, maker: &Maker<'_>, lines: &[Line], cut: Option<String>) -> Table {
        let v = self.v;
        let is_judged = maker.check.is_some();
        let rate_head = if is_rate(maker.measure) { "table-rate" } else { "table-number" };
        let value_head = format!("table-value-{}", comparison_word(maker.measure, maker.comparison));
        let mut columns = vec![
            Column::new(Holds::Words, v.text("table-segment")),
            Column::new(Holds::Rate, v.text(rate_head)),
            Column::new(Holds::Drawn(maker.scale.axis(v.lang)), ""),
            Column::new(Holds::Estimate, v.text(&value_head)),
        ];
        if is_judged {
            columns.push(Column::new(Holds::Detectable, v.text("table-detectable")));
            columns.push(Column::new(Holds::Verdict, v.text("table-verdict")));
        }
        let known = lines.iter().filter_map(|line| line.of.as_ref()).filter(|segment| !segment.has_missing());
        let segments: Vec<&Segment> = known.collect();
        let members = if self.with_members { Columns::of(v.audit, &segments) } else { None };
        if let Some(members) = &members {
            columns.insert(1, Column::new(Holds::Members(members.heads(v.audit, v.lang)), ""));
        }
        let rows = lines.iter().map(|line| line.row(is_judged, members.as_ref())).collect();
        let kind = if members.is_some() { "forest sets" } else { "forest" };
        Table { kind, caption: caption(maker).into(), columns, rows, cut, ..Table::default() }
    }

    /// References of the rows shown, then people whose value is missing: both seen, neither judged.
    fn rest(self, maker: &Maker<'_>, compared: &[&Finding]) -> Vec<Line> {
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
        let is_reference = |value: &Finding, segment: &Segment| {
            keys.contains(&(value.measure.as_str(), &value.campaign, segment)) && !segment.has_missing()
        };
        let is_missing = |value: &Finding, segment: &Segment| {
            let is_like = |(measure, campaign, other): &(&str, &Option<String>, &Segment)| {
                *measure == value.measure && *campaign == &value.campaign && other.attributes() == segment.attributes()
            };
            segment.has_missing() && segment.0.len() == 1 && keys.iter().any(is_like)
        };
        let values = |keep: &dyn Fn(&Finding, &Segment) -> bool| {
            let is_kept = |finding: &&Finding| {
                finding.comparison == Statistic::Value
                    && finding.segment.as_ref().is_some_and(|segment| keep(finding, segment))
            };
            self.v.audit.findings.iter().filter(is_kept).map(|finding| maker.alone(finding)).collect::<Vec<_>>()
        };
        values(&is_reference).into_iter().chain(values(&is_missing)).collect()
    }
}

/// What a table shows, and how to read the drawing.
fn caption(maker: &Maker<'_>) -> String {
    let Maker { v, check, measure, comparison, .. } = *maker;
    let said = |id: &str| {
        Said::new(id)
            .with("measure", measure_name(v.audit, measure, v.lang))
            .with("compares", if is_comparison(measure) { "yes" } else { "no" })
            .with("comparison", comparison_word(measure, comparison))
            .with("method", method_words(v.audit, check, measure, comparison, v.lang))
    };
    let Some(check) = check else {
        return v.say(&said("forest-caption-free").with("level", v.audit.settings.level));
    };
    let word = deciding(v.audit, check);
    let id = if word == "estimate" { "forest-caption-estimate" } else { "forest-caption" };
    let said = said(id).with("deciding", word).with("level", check.family.level);
    let words = v.say(&said.with("limit", limits_only(check, v.lang)));
    match word {
        "simultaneous" | "adjusted" => format!("{words}. {}", v.text("front-whiskers")),
        _ => words,
    }
}

impl Maker<'_> {
    /// A comparison judged.
    fn judged(&self, check: &Check, result: &CheckResult, finding: &Finding) -> Line {
        let (v, limits) = (self.v, limits(check));
        let mut line = self.compared(finding, result.interval.as_ref(), Some(result.verdict));
        if let Some(value) = finding.value {
            let is_plain =
                |found: &&IntervalOut| matches!(found.shape.known(), Some(Shape::Bounded | Shape::Unbounded));
            let nominal = finding.interval.as_ref().filter(is_plain).map(|found| (found.low, found.high));
            let family = family_interval(result).map(|ends| (ends.low, ends.high));
            line.drawing = self.scale.judged(value, nominal, family, Some(result.verdict));
        }
        let expires = result.waiver.as_ref().filter(|_| result.verdict == Verdict::Waived).map(|w| w.expires.as_str());
        line.class = result.verdict.id();
        line.glyph = glyph(result.verdict);
        line.verdict = v.say(&Said::new(&format!("verdict-{}", result.verdict.id())).with("expires", expires));
        line.detectable = match result.detectable {
            Some(detectable) => written(detectable, self.unit, Round::Nearest, &limits, v.lang),
            None if result.verdict == Verdict::CannotTell => DASH.to_owned(),
            None => String::new(),
        };
        line.note = if is_hidden(finding) { String::new() } else { self.note(result) };
        line
    }

    fn note(&self, result: &CheckResult) -> String {
        let v = self.v;
        if let Some(reason) = &result.reason {
            return v.text(&format!("reason-{reason}"));
        }
        if let Some(waiver) = result.waiver.as_ref().filter(|waiver| waiver.state != WaiverState::Applies) {
            let id = if waiver.state == WaiverState::Expired { "text-waiver-expired" } else { "text-waiver-floor" };
            return v.say(&Said::new(id).with("expires", waiver.expires.as_str()));
        }
        if result.survives_seed == Some(false) {
            return v.text("row-another-seed");
        }
        if result.survives_missing == Some(false) { v.text("row-could-change") } else { String::new() }
    }

    /// A comparison that no check judges, with its nominal interval.
    fn free(&self, finding: &Finding) -> Line {
        let mut line = self.compared(finding, finding.interval.as_ref().map(ends).as_ref(), None);
        line.class = "free";
        let without = finding.no_interval.as_ref().filter(|reason| **reason != Undefined::NoInterval);
        if let Some(reason) = finding.undefined.as_ref().or(without) {
            line.note = self.v.text(&format!("reason-{reason}"));
        }
        line
    }

    /// A rate without comparison: the reference, or people whose value is missing.
    fn alone(&self, finding: &Finding) -> Line {
        let mut line = self.counted(finding);
        if finding.segment.as_ref().is_some_and(Segment::has_missing) {
            return Line { class: "apart", verdict: self.v.text("row-not-judged"), ..line };
        }
        line.value = self.v.text("row-reference-value");
        Line { class: "reference", glyph: "|", verdict: self.v.text("row-reference"), ..line }
    }

    fn compared(&self, finding: &Finding, ends: Option<&Deciding>, verdict: Option<Verdict>) -> Line {
        let mut line = self.counted(finding);
        let limits = self.check.map_or_else(Vec::new, limits);
        // An interval with one end may decide where there is no estimate.
        if let Some(ends) = ends.filter(|_| !is_hidden(finding)) {
            line.interval = self.v.interval(ends, self.unit, &limits);
        }
        DASH.clone_into(&mut line.value);
        if let Some(value) = finding.value {
            line.value = written(value, self.unit, Round::Nearest, &limits, self.v.lang);
            line.drawing = self.scale.row(value, ends.map(|ends| (ends.low, ends.high)), verdict);
        }
        line
    }

    /// Segment, rate and counts.
    fn counted(&self, finding: &Finding) -> Line {
        let v = self.v;
        let segment = segment(v, finding, self.with_attributes);
        let drawing = self.scale.lines();
        let mut line = Line { segment, of: finding.segment.clone(), drawing, ..Line::default() };
        if let Some(segment) = finding.segment.as_ref().filter(|_| self.with_attributes) {
            line.by = classes(v.audit, segment.0.iter().map(|(name, _)| name.as_str()));
        }
        if is_hidden(finding) {
            DASH.clone_into(&mut line.rate);
            line.counts = v.fewer_than(finding.people_below);
            return line;
        }
        line.rate = if is_rate(&finding.measure) {
            rate(finding).map_or_else(|| DASH.to_owned(), |rate| percent(rate, v.lang))
        } else {
            self.own_value(finding).map(|own| v.number(own, Unit::Number)).unwrap_or_default()
        };
        if finding.top.is_some() && finding.bottom.is_some() {
            line.counts = v.counts(finding.top, finding.bottom, None);
            if finding.weighted.is_some() {
                line.counts = v.say(&Said::new("row-unweighted").with("counts", line.counts));
            }
            if let Some(worth) = effective_people(finding, v.lang) {
                line.counts = v.say(&Said::new("row-worth").with("counts", line.counts).with("people", worth));
            }
        } else if let Some(all) = finding.bottom.or(finding.people) {
            line.counts = people(all, v.lang);
        }
        line
    }

    /// The value of the finding's segment alone, of a measure that is no share of people.
    fn own_value(&self, finding: &Finding) -> Option<f64> {
        let is_own = |other: &&Finding| {
            other.measure == finding.measure
                && other.comparison == Statistic::Value
                && other.segment == finding.segment
                && other.reference.is_none()
        };
        self.v.audit.findings.iter().find(is_own)?.value
    }
}

impl Line {
    fn row(&self, is_judged: bool, members: Option<&Columns>) -> Row {
        let note = |is_own: bool| if is_own { self.note.as_str() } else { "" };
        let mut cells = Vec::new();
        if let Some(members) = members {
            let crossed = self.of.as_ref().filter(|segment| segment.0.len() > 1);
            cells.push(Cell::drawn(crossed.map(|segment| Drawn::Members(members.dots(segment)))));
        }
        cells.push(Cell::from(self.rate.as_str()).with(Tag::Small, self.counts.as_str()));
        cells.push(Cell::drawn(Some(Drawn::Interval(self.drawing.clone()))));
        let value = Cell::from(self.value.as_str()).with(Tag::Small, self.interval.as_str());
        cells.push(value.noted(note(!is_judged)));
        if is_judged {
            cells.push(self.detectable.as_str().into());
            cells.push(Cell::from(Words::signed(self.glyph, self.verdict.as_str())).noted(note(true)));
        }
        let head = Words::signed(self.glyph, self.segment.clone()).with(Tag::Small, self.about.as_str());
        Row { class: format!("{} {}", self.class, self.by).trim_end().to_owned(), ..Row::new(head, cells) }
    }
}

/// Who a finding is about; with the attributes where a table holds several.
pub(super) fn segment(v: View<'_>, finding: &Finding, with_attributes: bool) -> Words {
    let Some(segment) = &finding.segment else { return Words::default() };
    let groups = groups_of(v.audit, segment, v.lang);
    let words = if with_attributes {
        let said = Said::new("segment-part").with("group", groups.as_str());
        v.words(&said.with("attribute", attributes_of(v.audit, segment, v.lang)))
    } else {
        Words::label(&groups)
    };
    let campaign =
        finding.campaign.as_ref().map(|campaign| Said::new("row-campaign").with("campaign", campaign.as_str()));
    campaign.map_or(words.clone(), |said| words.and(v.words(&said)))
}

/// Rows of one attribute whose groups have an order of their own, such as ages, in that order: the reference in its place,
/// people without a value last. Which rows are shown was decided before, by how far out they lie.
fn in_natural_order(rows: &mut [Line]) {
    let mut segments = rows.iter().map(|row| row.of.as_ref().map(|segment| segment.0.as_slice()));
    let Some(Some([(attribute, _)])) = segments.next() else { return };
    let is_own =
        |row: &Line| matches!(row.of.as_ref().map(|of| of.0.as_slice()), Some([(name, _)]) if name == attribute);
    let label = |row: &Line| row.of.as_ref().and_then(|of| of.0.first()).and_then(|(_, label)| label.clone());
    if !rows.iter().all(is_own) || !are_ordered(rows.iter().filter_map(label)) {
        return;
    }
    let at = |row: &Line| label(row).and_then(|label| natural(&label));
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
pub(super) fn judges(v: View<'_>, check: &Check, keep: impl Fn(&Finding) -> bool) -> bool {
    judged(v.audit, check).into_iter().any(|(_, finding)| keep(finding))
}
