//! A table for each attribute: how many people each group has, which share was selected, and how that compares. Groups
//! too small to be shown are named and have no number, and so have those from which theirs would follow.

use evenhand_metrics::catalog::SELECTION_RATE;
use std::collections::HashMap;

use super::rounding::Rounding;
use super::withheld::{Known, Told, told};
use crate::document::{Audit, Check, CheckResult, Finding, Meaning, Statistic, Verdict};
use crate::lang::{Lang, Round, Said, Unit, percent_to, written};
use crate::report::block::{Block, Column, Holds, Row, Table, Tag, Words, numbers};
use crate::report::findings::{judged, limits, rate};
use crate::report::page::View;
use crate::report::rank::{place, wider};
use crate::report::words::{attribute_words, glyph, group_words, meaning};
use crate::segment::Segment;

/// Groups of one attribute that a page for everybody holds.
const MOST: usize = 40;

/// The ends of a range; `None` where it has no end.
struct Ends {
    low: Option<f64>,
    high: Option<f64>,
}

/// What is known of a group's ratio.
struct Compared<'a> {
    finding: &'a Finding,
    result: Option<&'a CheckResult>,
    check: Option<&'a Check>,
}

/// The tables of the attributes that have selection rates.
pub(super) fn tables(v: View<'_>, shown: &Shown) -> Vec<Block> {
    v.audit.attributes.iter().flat_map(|attribute| table(v, &attribute.name, shown)).collect()
}

/// Whether a finding is a number of selection for one group of an attribute, over everybody.
fn is_plain(finding: &Finding, attribute: &str, comparison: Statistic) -> bool {
    let single = |segment: &Segment| segment.0.len() == 1 && segment.0[0].0 == attribute;
    finding.measure == SELECTION_RATE.id
        && finding.comparison == comparison
        && finding.campaign.is_none()
        && finding.within.is_none()
        && finding.segment.as_ref().is_some_and(single)
}

fn table(v: View<'_>, attribute: &str, shown: &Shown) -> Vec<Block> {
    let audit = v.audit;
    let values = values(audit, attribute);
    if values.is_empty() {
        return Vec::new();
    }
    let own = ratios(audit, attribute);
    let compared = |value: &Finding| own.iter().find(|ratio| ratio.finding.segment == value.segment);
    let mut listed: Vec<usize> = (0..values.len()).collect();
    listed.sort_by(|a, b| match (compared(values[*a]), compared(values[*b])) {
        (Some(a), Some(b)) => a.place().cmp(&b.place()).then_with(|| wider(a.finding, b.finding)),
        (a, b) => a.is_some().cmp(&b.is_some()),
    });
    listed.truncate(MOST);
    listed.sort_unstable();
    // Whether a limit holds for its ratios.
    let is_judged = own.iter().any(|ratio| ratio.check.is_some());
    let row = |at: &usize| row(v, attribute, values[*at], compared(values[*at]), shown).set(is_judged);
    let rate = if meaning(audit) == Meaning::Burden { "notice-rate-burden" } else { "notice-rate" };
    let heads = ["notice-group", "flow-people", rate, "notice-ratio"];
    let mut columns = numbers(heads.map(|head| v.text(head).into()));
    columns.extend(is_judged.then(|| Column::new(Holds::Standing, v.text("notice-verdict"))));
    let caption = Words::label(&attribute_words(audit, attribute, v.lang));
    let rows = listed.iter().map(row).collect();
    let hidden = values.len() - listed.len();
    let cut = || Block::prose(v.say(&Said::new("notice-cut").with("count", hidden)));
    let table = Block::Table(Table { caption, columns, rows, ..Table::default() });
    std::iter::once(table).chain((hidden > 0).then(cut)).collect()
}

/// What is told of a group.
#[derive(Default)]
struct Line {
    class: &'static str,
    glyph: &'static str,
    group: Words,
    people: String,
    rate: String,
    rate_range: String,
    ratio: String,
    ratio_range: String,
    verdict: String,
}

impl Line {
    fn set(self, is_judged: bool) -> Row {
        let ranged = |number: String, range: String| {
            if range.is_empty() { number.into() } else { Words::from(number).and(" ").with(Tag::Small, range) }
        };
        let mut cells: Vec<Words> =
            vec![self.people.into(), ranged(self.rate, self.rate_range), ranged(self.ratio, self.ratio_range)];
        if is_judged {
            let sign = Words::from(self.glyph).tagged(Tag::PlainSign).and(" ");
            cells.push(if self.glyph.is_empty() { self.verdict.into() } else { sign.and(self.verdict) });
        }
        Row { class: self.class.to_owned(), ..Row::new(self.group, cells.into_iter().map(Into::into)) }
    }
}

/// The numbers of selection of an attribute's groups.
fn values<'a>(audit: &'a Audit, attribute: &str) -> Vec<&'a Finding> {
    audit.findings.iter().filter(|finding| is_plain(finding, attribute, Statistic::Value)).collect()
}

/// What the page tells of each group of each attribute.
pub(super) struct Shown {
    by_segment: HashMap<Segment, Told>,
    /// Whether it says how many people there are in all.
    pub(super) tells_all: bool,
    pub(super) rounding: Rounding,
}

impl Shown {
    pub(super) fn of(audit: &Audit) -> Self {
        let tables: Vec<Vec<&Finding>> =
            audit.attributes.iter().map(|attribute| values(audit, &attribute.name)).filter(|v| !v.is_empty()).collect();
        let known = |finding: &&Finding| Known { people: finding.people, selected: finding.top };
        let known: Vec<Vec<Known>> = tables.iter().map(|values| values.iter().map(known).collect()).collect();
        let min_cell = audit.settings.min_cell;
        let told = told(&known, audit.population.people_used, min_cell);
        let tells_all = told.is_some();
        let told = told.unwrap_or_else(|| tables.iter().map(|values| vec![Told::Nothing; values.len()]).collect());
        let segments = tables.iter().flatten().map(|finding| finding.segment.clone().unwrap_or_default());
        let by_segment = segments.zip(told.into_iter().flatten()).collect();
        Self { by_segment, tells_all, rounding: Rounding::of(min_cell) }
    }

    /// What is told of a group; of one that stands in no table, nothing.
    pub(super) fn told(&self, segment: &Segment) -> Told {
        self.by_segment.get(segment).copied().unwrap_or(Told::Nothing)
    }

    /// How many groups of single attributes the page keeps something back of.
    pub(super) fn kept_back(&self, told: Told) -> usize {
        self.by_segment.values().filter(|own| **own == told).count()
    }

    /// Whether the share of a group is told, and that of whom it is compared with: of everybody else it would tell those of
    /// whom nothing is told.
    pub(super) fn tells_comparison(&self, finding: &Finding) -> bool {
        let is_told = |segment: &Segment| self.told(segment) == Told::Everything;
        let Some(own) = &finding.segment else { return false };
        let reference = finding.reference.as_ref().and_then(|reference| reference.segment.as_ref());
        let is_told_of_reference = if let Some(reference) = reference {
            is_told(reference)
        } else {
            let mut of_same = self.by_segment.iter().filter(|(other, _)| other.attributes() == own.attributes());
            of_same.all(|(_, told)| *told == Told::Everything)
        };
        is_told(own) && is_told_of_reference
    }
}

/// The ratios of an attribute's groups: as the first check judges them, else as measured against its own reference.
fn ratios<'a>(audit: &'a Audit, attribute: &str) -> Vec<Compared<'a>> {
    for check in &audit.checks {
        let of_check =
            judged(audit, check).into_iter().filter(|(_, finding)| is_plain(finding, attribute, Statistic::Ratio));
        let found: Vec<_> =
            of_check.map(|(result, finding)| Compared { finding, result: Some(result), check: Some(check) }).collect();
        if !found.is_empty() {
            return found;
        }
    }
    let own = audit.findings.iter().filter(|f| is_plain(f, attribute, Statistic::Ratio) && !f.id.contains("/vs="));
    own.map(|finding| Compared { finding, result: None, check: None }).collect()
}

impl Compared<'_> {
    fn place(&self) -> usize {
        self.result.map_or(0, |result| place(result.verdict))
    }
}

/// A group by its name.
fn named(v: View<'_>, attribute: &str, value: &Finding) -> Line {
    let label = value.segment.as_ref().and_then(|segment| segment.0.first()).and_then(|(_, label)| label.as_deref());
    let words = group_words(v.audit, attribute, label, v.lang);
    let group = if label.is_some() { Words::label(&words) } else { words.into() };
    Line { group, class: "free", ..Line::default() }
}

fn row(v: View<'_>, attribute: &str, value: &Finding, compared: Option<&Compared<'_>>, shown: &Shown) -> Line {
    let (audit, lang) = (v.audit, v.lang);
    let mut row = named(v, attribute, value);
    let told = value.segment.as_ref().map_or(Told::Nothing, |segment| shown.told(segment));
    let (Some(people), true) = (value.people, told != Told::Nothing) else {
        row.people = lang.text("notice-unshown");
        row.verdict = lang.text("notice-unshown");
        return row;
    };
    row.people = shown.rounding.people(people, lang);
    match told {
        Told::Everything => tell_share(&mut row, value, people, shown.rounding, lang),
        // A weighted share is not bounded by a number of people.
        Told::FewSelected | Told::FewRejected if value.weighted.is_none() => {
            let few = bound(audit.settings.min_cell, people);
            let (id, bound) = match told {
                Told::FewSelected => ("notice-under", few),
                _ => ("notice-over", 1.0 - few),
            };
            let bound = percent_to(bound, 0, if told == Told::FewSelected { Round::Up } else { Round::Down }, lang);
            row.rate = lang.say(&Said::new(id).with("share", bound));
        }
        _ => row.rate = lang.text("notice-unshown"),
    }
    match compared {
        Some(compared) => compare(&mut row, compared, shown.tells_comparison(compared.finding), lang),
        None if value.segment.as_ref().is_some_and(Segment::has_missing) => {
            row.verdict = lang.text("row-not-judged");
        }
        None => row.ratio = lang.text("row-reference-value"),
    }
    row
}

/// The share of a group's people that fewer than the smallest number shown are less than.
#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
fn bound(min_cell: u64, people: u64) -> f64 {
    (min_cell as f64 / people.max(1) as f64).min(1.0)
}

/// The share selected and its range, its ends rounded outward to as many digits.
fn tell_share(row: &mut Line, value: &Finding, people: u64, rounding: Rounding, lang: Lang) {
    let Some(rate) = rate(value) else {
        "–".clone_into(&mut row.rate);
        return;
    };
    row.rate = rounding.share(rate, people, lang);
    if let Some(found) = value.interval.as_ref().filter(|_| value.value.is_some()) {
        let decimals = rounding.decimals(rate, people);
        let end = |end: Option<f64>, round| end.map(|end| percent_to(end, decimals, round, lang));
        row.rate_range = range_of(end(found.low, Round::Down), end(found.high, Round::Up), lang);
    }
}

/// The ratio, its range and where it stands.
fn compare(row: &mut Line, compared: &Compared<'_>, is_told: bool, lang: Lang) {
    let finding = compared.finding;
    let limits = compared.check.map_or_else(Vec::new, limits);
    "–".clone_into(&mut row.ratio);
    if !is_told {
        row.ratio = lang.text("notice-unshown");
    } else if let Some(value) = finding.value {
        row.ratio = written(value, Unit::Ratio, Round::Nearest, &limits, lang);
        let ends = match compared.result {
            Some(result) => result.interval.as_ref().map(|found| Ends { low: found.low, high: found.high }),
            None => finding.interval.as_ref().map(|found| Ends { low: found.low, high: found.high }),
        };
        row.ratio_range = ends.map_or_else(String::new, |ends| range(&ends, Unit::Ratio, &limits, lang));
    } else if let Some(reason) = &finding.undefined {
        row.ratio_range = lang.text(&format!("reason-{reason}"));
    }
    let Some(result) = compared.result else { return };
    row.class = result.verdict.id();
    row.glyph = glyph(result.verdict);
    let said = Said::new(&format!("verdict-{}", result.verdict.id()));
    let waiver = result.waiver.as_ref().filter(|_| result.verdict == Verdict::Waived);
    row.verdict = lang.say(&said.with("expires", waiver.map(|waiver| waiver.expires.as_str())));
}

/// A range in plain words, its ends rounded outward.
fn range(ends: &Ends, unit: Unit, limits: &[f64], lang: Lang) -> String {
    let low = ends.low.map(|low| written(low, unit, Round::Down, limits, lang));
    let high = ends.high.map(|high| written(high, unit, Round::Up, limits, lang));
    range_of(low, high, lang)
}

fn range_of(low: Option<String>, high: Option<String>, lang: Lang) -> String {
    let id = match (&low, &high) {
        (Some(_), Some(_)) => "notice-between",
        (Some(_), None) => "notice-or-more",
        (None, Some(_)) => "notice-up-to",
        (None, None) => "interval-whole-line",
    };
    lang.say(&Said::new(id).with("low", low).with("high", high))
}
