//! Section 4, selection by attribute; and what checks judge of any other measure, attribute by attribute.

use evenhand_metrics::catalog::{Measure, field_name};
use serde::Serialize;

use super::checks::tally;
use super::figure::Figure;
use super::filter::classes;
use super::forest::{Choice, Table, is_of, judges};
use super::funnel::funnel;
use super::grid::{Grid, GridCell, GridRow};
use super::heat::Compared;
use crate::document::{Audit, Check, Finding, Verdict};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::findings::{judged as judged_rows, rate};
use crate::report::words::{attribute_words, group_words, measure_name, set_words};

/// Rates that differ by less than this are not set against each other in words.
const ALIKE: f64 = 0.01;

pub(super) const SELECTION: &str = "selection-rate";

/// Whether a measure is about who was selected and nothing else: the selection rate, and its other side.
fn is_selection(measure: &str) -> bool {
    [SELECTION, "rejection-rate"].contains(&measure)
}

/// One attribute, or one check, with its tables.
#[derive(Debug, Serialize)]
pub(super) struct AttributeView {
    by: String,
    title: Vec<Piece>,
    check: Option<Link>,
    lead: Vec<Piece>,
    funnel: Option<Figure>,
    /// Why nothing is assessed, when it is the same for every group: then there is no table.
    reason: Option<String>,
    table: Option<Table>,
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
            audit.checks.iter().filter(|check| is_selection(&check.measure) && judges(audit, check, keep)).collect();
        let nominal = |finding: &&Finding| is_plain(finding) && finding.measure == SELECTION && keep(finding);
        if checks.is_empty() {
            let compared: Vec<Compared<'_>> = audit.findings.iter().filter(nominal).map(|f| (None, f)).collect();
            views.push(AttributeView {
                by: classes(audit, [attribute.name.as_str()]),
                title: title(audit, &attribute.name, None, lang),
                check: None,
                lead: extremes(audit, SELECTION, &attribute.name, lang),
                reason: None,
                funnel: funnel(audit, &compared, &format!("funnel-{}", views.len()), lang),
                table: choice.free(SELECTION, "ratio", |finding| keep(finding) && finding.campaign.is_none()),
            });
        }
        for check in checks {
            let mut view = view(&choice, check, &attribute.name);
            let rows = judged_rows(audit, check).into_iter().filter(|(_, f)| keep(f) && is_plain(f));
            let compared: Vec<Compared<'_>> = rows.map(|(result, finding)| (Some(result), finding)).collect();
            view.funnel = funnel(audit, &compared, &format!("funnel-{}", views.len()), lang);
            views.push(view);
        }
    }
    views
}

/// What a funnel can hold: a ratio among everybody, all campaigns together.
fn is_plain(finding: &Finding) -> bool {
    finding.comparison == "ratio"
        && finding.campaign.is_none()
        && finding.within.is_none()
        && !finding.segment.as_ref().is_some_and(crate::segment::Segment::has_missing)
}

/// One attribute under one check.
fn view(choice: &Choice<'_>, check: &Check, attribute: &str) -> AttributeView {
    let (audit, lang) = (choice.audit, choice.lang);
    let reason = shared_reason(audit, check, attribute).map(|reason| {
        let said = Said::new("view-not-assessed").with("reason", lang.text(&format!("reason-{reason}")));
        lang.say(&said)
    });
    AttributeView {
        by: classes(audit, [attribute]),
        title: title(audit, attribute, Some(check), lang),
        check: link(audit, check),
        lead: extremes(audit, &check.measure, attribute, lang),
        funnel: None,
        table: if reason.is_none() { choice.judged(check, |finding| is_of(finding, attribute)) } else { None },
        reason,
    }
}

/// The reason why no group of an attribute is assessed, when all have the same.
fn shared_reason(audit: &Audit, check: &Check, attribute: &str) -> Option<String> {
    let rows = judged_rows(audit, check).into_iter().filter(|(_, finding)| is_of(finding, attribute));
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
    for check in audit.checks.iter().filter(|check| !is_selection(&check.measure) && Kind::of(&check.measure) == kind) {
        for attribute in &audit.attributes {
            let keep = |finding: &Finding| is_of(finding, &attribute.name);
            if judges(audit, check, keep) {
                views.push(view(&choice, check, &attribute.name));
            }
        }
    }
    views
}

/// Whether a measure is about more than who was selected, and stands with the outcomes. A measure that this version does
/// not know is shown with the selection.
pub(super) fn is_of_outcomes(measure: &str) -> bool {
    measure != SELECTION && (Measure::named(measure).is_some() || field_name(measure).is_some())
}

/// Summaries of whole attributes, a row for each attribute and measure, below each what equality would give.
pub(super) fn summaries(audit: &Audit, keep: impl Fn(&str) -> bool, lang: Lang) -> Option<Grid> {
    let found = audit
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
        let own = found.iter().find(|(of, one)| *of == attribute && one.measure == measure && one.comparison == name);
        let Some((_, finding)) = own else { return GridCell::text("–") };
        let is_plain = name.contains("ratio") || name.starts_with("differential-fairness");
        let unit = if is_plain { Unit::Ratio } else { Unit::Points };
        let number = |value: f64| written(value, unit, Round::Nearest, &[], lang);
        let alike = finding.under_equality.map(|equal| {
            lang.say(&Said::new("summaries-alike").with("median", number(equal.median)).with("p95", number(equal.p95)))
        });
        let text = finding.value.map_or_else(|| "–".to_owned(), number);
        GridCell { text, small: alike.unwrap_or_default(), ..GridCell::default() }
    };
    let several = heads.iter().any(|(_, measure)| *measure != heads[0].1);
    let row = |(attribute, measure): &(&str, &str)| {
        let mut head = vec![Piece::label(&set_words(audit, attribute, lang))];
        if several {
            head.push(Piece { text: format!(" · {}", measure_name(audit, measure, lang)), is_label: false });
        }
        GridRow { head, cells: names.iter().map(|name| cell(attribute, measure, name)).collect() }
    };
    let rows: Vec<GridRow> = heads.iter().map(row).collect();
    let mut grid = Grid::new(lang.text("summaries-caption"), &["attribute-name"], rows, usize::MAX, lang);
    grid.heads.extend(names.iter().map(|name| lang.text(&format!("summary-{name}"))));
    (!grid.rows.is_empty()).then_some(grid)
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

/// Leads from a table to the check that judges it.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    at: usize,
    id: Piece,
}

pub(super) fn link(audit: &Audit, check: &Check) -> Option<Link> {
    let at = audit.checks.iter().position(|other| other.id == check.id)?;
    Some(Link { at, id: Piece::label(&check.id) })
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
    // Within a hundredth nobody is lowest in a way that is worth a name.
    if high - low < ALIKE {
        return lang.say_in_pieces(&Said::new("attribute-alike").with("low", *low).with("high", *high));
    }
    let name = |finding: &Finding| {
        let label = finding.segment.as_ref().and_then(|segment| segment.0.first());
        label.map_or_else(String::new, |(_, label)| group_words(audit, attribute, label.as_deref(), lang))
    };
    let said = Said::new("attribute-lowest").with("segment", name(lowest)).with("low", *low);
    lang.say_in_pieces(&said.with("other", name(highest)).with("high", *high))
}
