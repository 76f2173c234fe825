//! Sections 4 to 6: selection by attribute, the other measures, and combined groups.

use evenhand_metrics::catalog::{Measure, RATES};
use serde::Serialize;

use super::about::plain;
use super::checks::tally;
use super::drawing::Scale;
use super::forest::{Choice, Table, is_cross, is_of, judges};
use super::rows::{Maker, Row, ends, interval};
use crate::audit::{Audit, Check, Finding};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::findings::{is_hidden, judged as judged_rows, rate};
use crate::report::words::{attribute_words, group_words, measure_name, set_words};

const SELECTION: &str = "selection-rate";

/// One attribute, or one check, with its tables.
#[derive(Debug, Serialize)]
pub(super) struct AttributeView {
    title: Vec<Piece>,
    lead: Vec<Piece>,
    table: Option<Table>,
}

/// A measure that no check judges.
#[derive(Debug, Serialize)]
pub(super) struct MeasureView {
    name: String,
    says: &'static str,
    misses: &'static str,
    /// Says that no group has a value, when all have the same reason: then there are no rows.
    reason: Option<String>,
    rows: Vec<MeasureRow>,
    cut: Option<String>,
}

#[derive(Debug, Serialize)]
struct MeasureRow {
    row: Row,
    rate_interval: String,
    difference: String,
    difference_interval: String,
}

/// A summary of a whole attribute.
#[derive(Debug, Serialize)]
pub(super) struct Summary {
    attribute: Piece,
    measure: String,
    name: String,
    value: String,
    median: String,
    p95: String,
}

const fn choice(audit: &Audit, most: usize, lang: Lang) -> Choice<'_> {
    Choice { audit, lang, most, with_attributes: false, with_rest: true, tells_cut: true }
}

/// Selection rates: a table for every attribute and check that judges it, a nominal one where none does.
pub(super) fn selection(audit: &Audit, most: usize, lang: Lang) -> Vec<AttributeView> {
    let choice = choice(audit, most, lang);
    let mut views = Vec::new();
    // A stratum's own groups are not compared.
    let compared = audit.attributes.iter().filter(|attribute| audit.findings.iter().any(|f| is_of(f, &attribute.name)));
    for attribute in compared {
        let keep = |finding: &Finding| is_of(finding, &attribute.name);
        let checks: Vec<&Check> =
            audit.checks.iter().filter(|check| check.measure == SELECTION && judges(audit, check, keep)).collect();
        let lead = extremes(audit, SELECTION, &attribute.name, lang);
        if checks.is_empty() {
            let table = choice.free(SELECTION, "ratio", |finding| keep(finding) && finding.campaign.is_none());
            views.push(AttributeView { title: title(audit, &attribute.name, None, lang), lead: lead.clone(), table });
        }
        for check in checks {
            let title = title(audit, &attribute.name, Some(check), lang);
            views.push(AttributeView {
                title,
                lead: with_check(&lead, check, lang),
                table: choice.judged(check, keep),
            });
        }
    }
    views
}

/// The list of the catalog that a measure is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rate,
    Score,
    Value,
}

impl Kind {
    fn of(measure: &str) -> Self {
        match Measure::named(measure) {
            Some(Measure::Score(_)) => Self::Score,
            Some(Measure::Value(_)) => Self::Value,
            _ => Self::Rate,
        }
    }
}

/// Other measures of a kind that checks judge, single attributes.
pub(super) fn judged(audit: &Audit, kind: Kind, most: usize, lang: Lang) -> Vec<AttributeView> {
    let choice = choice(audit, most, lang);
    let mut views = Vec::new();
    for check in audit.checks.iter().filter(|check| check.measure != SELECTION && Kind::of(&check.measure) == kind) {
        for attribute in &audit.attributes {
            let keep = |finding: &Finding| is_of(finding, &attribute.name);
            if judges(audit, check, keep) {
                let lead = with_check(&extremes(audit, &check.measure, &attribute.name, lang), check, lang);
                let title = title(audit, &attribute.name, Some(check), lang);
                views.push(AttributeView { title, lead, table: choice.judged(check, keep) });
            }
        }
    }
    views
}

/// Combined groups: what checks judge of them, worst first; nominal ratios when none does.
pub(super) fn crosses(audit: &Audit, most: usize, lang: Lang) -> Vec<AttributeView> {
    let mut choice = choice(audit, most.min(100), lang);
    choice.with_attributes = true;
    let mut views = Vec::new();
    for check in audit.checks.iter().filter(|check| judges(audit, check, is_cross)) {
        let rows = judged_rows(audit, check).into_iter().filter(|(_, finding)| is_cross(finding));
        let counts = tally(rows.map(|(result, _)| result), lang);
        let said = Said::new("attribute-counts").with("attribute", check.id.as_str()).with("counts", counts);
        views.push(AttributeView {
            title: lang.say_in_pieces(&said),
            lead: Vec::new(),
            table: choice.judged(check, is_cross),
        });
    }
    if views.is_empty()
        && let Some(table) = choice.free(SELECTION, "ratio", |finding| is_cross(finding) && finding.campaign.is_none())
    {
        let title = plain(measure_name(SELECTION, lang));
        views.push(AttributeView { title, lead: Vec::new(), table: Some(table) });
    }
    views
}

/// Measures without a check: rates with intervals, and the difference from the reference.
pub(super) fn free(audit: &Audit, most: usize, lang: Lang) -> Vec<MeasureView> {
    let is_judged = |measure: &str| audit.checks.iter().any(|check| check.measure == measure);
    let rates = RATES.iter().filter(|rate| rate.id != SELECTION && !is_judged(rate.id));
    let views = rates.filter_map(|rate| {
        let words = if lang == Lang::En { rate.en } else { rate.fr };
        let mut values: Vec<&Finding> = audit.findings.iter().collect();
        values.retain(|f| f.measure == rate.id && f.comparison == "value" && f.campaign.is_none());
        values.retain(|f| f.segment.as_ref().is_some_and(|segment| segment.0.len() == 1));
        let all = values.len();
        let reason = shared_reason(&values).map(|reason| {
            let reason = lang.text(&format!("reason-{reason}"));
            lang.say(&Said::new("measure-without").with("name", words.name).with("reason", reason))
        });
        values.truncate(if reason.is_some() { 0 } else { most });
        let mut differences: Vec<&Finding> = audit.findings.iter().collect();
        differences.retain(|f| {
            f.measure == rate.id && f.comparison == "difference" && f.campaign.is_none() && f.within.is_none()
        });
        differences.retain(|f| f.segment.as_ref().is_some_and(|segment| segment.0.len() == 1));
        let row = |value: &Finding| {
            measure_row(audit, value, differences.iter().find(|other| other.segment == value.segment).copied(), lang)
        };
        let rows: Vec<MeasureRow> = values.into_iter().map(row).collect();
        let cut = (reason.is_none() && all > most)
            .then(|| lang.say(&Said::new("table-cut").with("count", most).with("hidden", all - most)));
        let view =
            MeasureView { name: words.name.to_owned(), says: words.says, misses: words.misses, reason, rows, cut };
        (all > 0).then_some(view)
    });
    views.collect()
}

/// The reason why there is no value, when it is the same for every group shown.
fn shared_reason<'a>(values: &[&'a Finding]) -> Option<&'a str> {
    let mut reasons = values.iter().filter(|finding| !is_hidden(finding)).map(|finding| finding.undefined.as_deref());
    let first = reasons.next()??;
    reasons.all(|reason| reason == Some(first)).then_some(first)
}

fn measure_row(audit: &Audit, value: &Finding, difference: Option<&Finding>, lang: Lang) -> MeasureRow {
    let scale = Scale::of(std::iter::empty(), &[], Unit::Percent);
    let maker = Maker { audit, check: None, scale: &scale, unit: Unit::Percent, with_attributes: true, lang };
    let points = |number: f64| written(number, Unit::Points, Round::Nearest, &[], lang);
    let shown = |finding: &Finding, unit: Unit| {
        let found = finding.interval.as_ref().filter(|_| finding.value.is_some());
        found.map_or_else(String::new, |found| interval(&ends(found), unit, &[], lang))
    };
    let mut row = maker.counted(value);
    if let Some(reason) = &value.undefined {
        row.note = lang.text(&format!("reason-{reason}"));
    }
    MeasureRow {
        row,
        rate_interval: shown(value, Unit::Percent),
        difference: difference.and_then(|finding| finding.value).map_or_else(String::new, points),
        difference_interval: difference.map_or_else(String::new, |finding| shown(finding, Unit::Points)),
    }
}

/// Summaries of whole attributes, beside what equality would give.
pub(super) fn summaries(audit: &Audit, lang: Lang) -> Vec<Summary> {
    let found = audit.findings.iter().filter(|finding| finding.segment.is_none() && finding.value.is_some());
    let views = found.filter_map(|finding| {
        let attribute = finding.attribute.as_deref()?;
        let is_plain = finding.comparison.contains("ratio") || finding.comparison.starts_with("differential-fairness");
        let unit = if is_plain { Unit::Ratio } else { Unit::Points };
        let number = |value: Option<f64>| {
            value.map_or_else(|| "–".to_owned(), |value| written(value, unit, Round::Nearest, &[], lang))
        };
        let name = lang.text(&format!("summary-{}", finding.comparison));
        Some(Summary {
            attribute: Piece::label(&set_words(audit, attribute, lang)),
            measure: measure_name(&finding.measure, lang),
            name,
            value: number(finding.value),
            median: number(finding.under_equality.map(|equal| equal.median)),
            p95: number(finding.under_equality.map(|equal| equal.p95)),
        })
    });
    views.collect()
}

/// The message of a table: the attribute and how its comparisons stand.
fn title(audit: &Audit, attribute: &str, check: Option<&Check>, lang: Lang) -> Vec<Piece> {
    let counts = check.map_or_else(
        || lang.text("counts-none"),
        |check| {
            let rows = judged_rows(audit, check).into_iter().filter(|(_, finding)| is_of(finding, attribute));
            tally(rows.map(|(result, _)| result), lang)
        },
    );
    let said =
        Said::new("attribute-counts").with("attribute", attribute_words(audit, attribute, lang)).with("counts", counts);
    lang.say_in_pieces(&said)
}

/// The lead of a table that a check judges: which check it is, before what it shows.
fn with_check(lead: &[Piece], check: &Check, lang: Lang) -> Vec<Piece> {
    let mut pieces = lang.say_in_pieces(&Said::new("view-check").with("check", check.id.as_str()));
    pieces.extend(plain(" ".to_owned()));
    pieces.extend_from_slice(lead);
    pieces
}

/// The groups with the lowest and the highest rate, reference or not.
fn extremes(audit: &Audit, measure: &str, attribute: &str, lang: Lang) -> Vec<Piece> {
    let values = audit.findings.iter().filter(|finding| {
        finding.measure == measure
            && finding.comparison == "value"
            && finding.campaign.is_none()
            && is_of(finding, attribute)
            && !finding.segment.as_ref().is_some_and(crate::segment::Segment::has_missing)
    });
    let mut rates: Vec<(f64, &Finding)> = values.filter_map(|finding| Some((rate(finding)?, finding))).collect();
    rates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (Some((low, lowest)), Some((high, highest))) = (rates.first(), rates.last()) else { return Vec::new() };
    let name = |finding: &Finding| {
        let label = finding.segment.as_ref().and_then(|segment| segment.0.first());
        label.map_or_else(String::new, |(_, label)| group_words(audit, attribute, label.as_deref(), lang))
    };
    let said = Said::new("attribute-lowest").with("segment", name(lowest)).with("low", *low);
    lang.say_in_pieces(&said.with("other", name(highest)).with("high", *high))
}

/// The measures that the audit holds, in the order of the catalog.
pub(super) fn measures_used(audit: &Audit) -> impl Iterator<Item = Measure> {
    Measure::all().filter(|measure| audit.findings.iter().any(|finding| finding.measure == measure.id()))
}
