//! Selection by attribute; and what checks judge of any other measure, attribute by attribute.

use evenhand_metrics::catalog::{Measure, REJECTION_RATE, SELECTION_RATE, field_name};

use super::filter::{buttons, classes};
use super::forest::{Forest, is_of, judges};
use super::funnel::funnel;
use super::{Body, DASH, View};
use crate::document::{Check, CheckResult, Finding, Statistic, Undefined, Verdict, Word};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Column, Figure, Holds, Row, Table, Tag, Words};
use crate::report::findings::{judged as judged_rows, rate};
use crate::report::words::{attribute_words, group_words, measure_name, set_words, tally};
use crate::segment::Segment;

/// Rates that differ by less than this are not set against each other in words.
const ALIKE: f64 = 0.01;

/// A comparison, with what a check makes of it.
pub(super) type Compared<'a> = (Option<&'a CheckResult>, &'a Finding);

/// Whether a measure is about who was selected and nothing else: the selection rate, and its other side.
fn is_selection(measure: &str) -> bool {
    [SELECTION_RATE.id, REJECTION_RATE.id].contains(&measure)
}

/// Selection rates: a table for every attribute and check that judges it, a nominal one where none does.
pub(super) fn selection(v: View<'_>) -> Body {
    let audit = v.audit;
    let is_judged = !audit.checks.is_empty();
    let mut views: Vec<Block> = Vec::new();
    // A stratum's own groups are not compared.
    let compared = audit.attributes.iter().filter(|attribute| audit.findings.iter().any(|f| is_of(f, &attribute.name)));
    for attribute in compared {
        let name = attribute.name.as_str();
        let keep = |finding: &Finding| is_of(finding, name);
        let checks = audit.checks.iter().filter(|check| is_selection(&check.measure) && judges(v, check, keep));
        let checks: Vec<&Check> = checks.collect();
        if checks.is_empty() {
            let nominal =
                |finding: &&Finding| is_plain(finding) && finding.measure == SELECTION_RATE.id && keep(finding);
            let compared: Vec<Compared<'_>> = audit.findings.iter().filter(nominal).map(|f| (None, f)).collect();
            let figure = funnel(v, &compared, &format!("funnel-{}", views.len()));
            let table = Forest::of(v).free(SELECTION_RATE.id, Statistic::Ratio, |f| keep(f) && f.campaign.is_none());
            views.push(view(v, None, SELECTION_RATE.id, name, figure, Ok(table)));
        }
        for check in checks {
            let rows = judged_rows(audit, check).into_iter().filter(|(_, f)| keep(f) && is_plain(f));
            let compared: Vec<Compared<'_>> = rows.map(|(result, finding)| (Some(result), finding)).collect();
            let figure = funnel(v, &compared, &format!("funnel-{}", views.len()));
            views.push(of_check(v, check, name, figure));
        }
    }
    let mut blocks: Vec<Block> = buttons(v).into_iter().collect();
    let is_empty = views.is_empty();
    blocks.extend(views);
    blocks.extend(is_empty.then(|| Block::prose(v.text("page-none"))));
    blocks.extend(is_judged.then(|| Block::Prose("cut", v.text("forest-note").into())));
    blocks.extend(summaries(v, |measure| !is_of_outcomes(measure)).map(Block::Table));
    Ok(blocks)
}

/// What a funnel can hold: a ratio among everybody, all campaigns together.
fn is_plain(finding: &Finding) -> bool {
    finding.comparison == Statistic::Ratio
        && finding.campaign.is_none()
        && finding.within.is_none()
        && !finding.segment.as_ref().is_some_and(Segment::has_missing)
}

/// One attribute under one check.
fn of_check(v: View<'_>, check: &Check, attribute: &str, figure: Option<Figure>) -> Block {
    let table = match shared_reason(v, check, attribute) {
        Some(reason) => {
            let reason = v.text(&format!("reason-{reason}"));
            Err(v.say(&Said::new("view-not-assessed").with("reason", reason)))
        }
        None => Ok(Forest::of(v).judged(check, |finding| is_of(finding, attribute))),
    };
    view(v, Some(check), &check.measure, attribute, figure, table)
}

/// One attribute: its message, its extremes, its figure, its table, or why there is none.
fn view(
    v: View<'_>,
    check: Option<&Check>,
    measure: &str,
    attribute: &str,
    figure: Option<Figure>,
    table: Result<Option<Table>, String>,
) -> Block {
    let counts = check.map_or_else(
        || v.text("counts-none"),
        |check| {
            let rows = judged_rows(v.audit, check).into_iter().filter(|(_, finding)| is_of(finding, attribute));
            tally(rows.map(|(result, _)| result), v.lang)
        },
    );
    let name = attribute_words(v.audit, attribute, v.lang);
    let title = Said::new("attribute-counts").with("attribute", name).with("counts", counts);
    let mut blocks = vec![Block::heading(v.words(&title))];
    blocks.extend(lead(v, check, extremes(v, measure, attribute)));
    blocks.extend(figure.map(Block::Figure));
    blocks.push(match table {
        Ok(Some(table)) => table.into(),
        Ok(None) => Block::prose(v.text("page-none")),
        Err(reason) => Block::prose(reason),
    });
    Block::Part(classes(v.audit, [attribute]), blocks)
}

/// What is said before a table, after what leads to the check that judges it.
pub(super) fn lead(v: View<'_>, check: Option<&Check>, words: Words) -> Option<Block> {
    let at = check.and_then(|check| v.audit.checks.iter().position(|other| other.id == check.id));
    let link = check.zip(at).map(|(check, at)| {
        let to = Words::from(format!("{} ", v.text("view-check"))).and(Words::label(&check.id));
        to.link(format!("check-{at}")).and(". ")
    });
    (link.is_some() || !words.is_empty()).then(|| Block::prose(link.unwrap_or_default().and(words)))
}

/// The reason why no group of an attribute is assessed, when all have the same.
fn shared_reason(v: View<'_>, check: &Check, attribute: &str) -> Option<Word<Undefined>> {
    let rows = judged_rows(v.audit, check).into_iter().filter(|(_, finding)| is_of(finding, attribute));
    let mut reasons = rows.map(|(result, _)| result.reason.clone().filter(|_| result.verdict == Verdict::NotAssessed));
    let first = reasons.next()??;
    reasons.all(|reason| reason.as_ref() == Some(&first)).then_some(first)
}

/// The list of the catalog that a measure is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rate,
    Score,
    Value,
}

impl Kind {
    pub(super) fn of(measure: &str) -> Self {
        match Measure::named(measure) {
            Some(Measure::Score(_)) => Self::Score,
            Some(Measure::Value(_)) => Self::Value,
            _ => Self::Rate,
        }
    }
}

/// Other measures of a kind that checks judge, single attributes.
pub(super) fn judged(v: View<'_>, kind: Kind) -> Vec<Block> {
    let own = |check: &&Check| !is_selection(&check.measure) && Kind::of(&check.measure) == kind;
    let views = v.audit.checks.iter().filter(own).flat_map(|check| {
        let judged = v.audit.attributes.iter().filter(move |one| judges(v, check, |finding| is_of(finding, &one.name)));
        judged.map(move |attribute| of_check(v, check, &attribute.name, None))
    });
    views.collect()
}

/// Whether a measure is about more than who was selected, and stands with the outcomes. A measure that this version does
/// not know is shown with the selection.
pub(super) fn is_of_outcomes(measure: &str) -> bool {
    measure != SELECTION_RATE.id && (Measure::named(measure).is_some() || field_name(measure).is_some())
}

/// Summaries of whole attributes, a row for each attribute and measure, below each what equality would give.
pub(super) fn summaries(v: View<'_>, keep: impl Fn(&str) -> bool) -> Option<Table> {
    let found = v
        .audit
        .findings
        .iter()
        .filter(|finding| finding.segment.is_none() && finding.value.is_some() && keep(&finding.measure));
    let found: Vec<(&str, &Finding)> = found.filter_map(|one| Some((one.attribute.as_deref()?, one))).collect();
    let mut names: Vec<&str> = Vec::new();
    let mut heads: Vec<(&str, &str)> = Vec::new();
    for (attribute, finding) in &found {
        if !names.contains(&finding.comparison.as_str()) {
            names.push(&finding.comparison);
        }
        if !heads.contains(&(*attribute, finding.measure.as_str())) {
            heads.push((*attribute, finding.measure.as_str()));
        }
    }
    let cell = |attribute: &str, measure: &str, name: &str| {
        let own = found
            .iter()
            .find(|(of, one)| *of == attribute && one.measure == measure && one.comparison.as_str() == name);
        let Some((_, finding)) = own else { return DASH.into() };
        let is_plain = name.contains("ratio") || name.starts_with(Statistic::DifferentialFairness.id());
        let unit = if is_plain { Unit::Ratio } else { Unit::Points };
        let alike = finding.under_equality.map(|equal| {
            let said = Said::new("summaries-alike").with("median", v.number(equal.median, unit));
            v.say(&said.with("p95", v.number(equal.p95, unit)))
        });
        Cell::from(v.number(finding.value, unit)).with(Tag::Small, alike.unwrap_or_default())
    };
    let several = heads.iter().any(|(_, measure)| *measure != heads[0].1);
    let row = |(attribute, measure): &(&str, &str)| {
        let mut head = Words::label(&set_words(v.audit, attribute, v.lang));
        if several {
            head = head.and(format!(" · {}", measure_name(v.audit, measure, v.lang)));
        }
        Row::new(head, names.iter().map(|name| cell(attribute, measure, name)))
    };
    let mut table =
        v.all().grid(v.text("summaries-caption"), &["attribute-name"], heads.iter().map(row).collect()).filled()?;
    let column = |name: &&str| Column::new(Holds::Number, v.text(&format!("summary-{name}")));
    table.columns.extend(names.iter().map(column));
    Some(table)
}

/// The groups with the lowest and the highest rate, reference or not.
fn extremes(v: View<'_>, measure: &str, attribute: &str) -> Words {
    let values = v.audit.findings.iter().filter(|finding| {
        finding.measure == measure
            && finding.comparison == Statistic::Value
            && finding.campaign.is_none()
            && is_of(finding, attribute)
            && !finding.segment.as_ref().is_some_and(Segment::has_missing)
    });
    let mut rates: Vec<(f64, &Finding)> = values.filter_map(|finding| Some((rate(finding)?, finding))).collect();
    rates.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (Some((low, lowest)), Some((high, highest))) = (rates.first(), rates.last()) else { return Words::default() };
    // Within a hundredth nobody is lowest in a way that is worth a name.
    if high - low < ALIKE {
        return v.words(&Said::new("attribute-alike").with("low", *low).with("high", *high));
    }
    let name = |finding: &Finding| {
        let label = finding.segment.as_ref().and_then(|segment| segment.0.first());
        label.map_or_else(String::new, |(_, label)| group_words(v.audit, attribute, label.as_deref(), v.lang))
    };
    let said = Said::new("attribute-lowest").with("segment", name(lowest)).with("low", *low);
    v.words(&said.with("other", name(highest)).with("high", *high))
}
