//! Measures of scores and of values that no check judges, each group with its interval and against its reference.

use evenhand_metrics::catalog::Measure;
use serde::Serialize;

use super::rows::{Maker, interval_words};
use crate::document::{Audit, Finding};
use crate::lang::{Lang, Piece, Round, Said, Unit, written};
use crate::report::charts::Scale;
use crate::report::findings::is_hidden;

/// A measure.
#[derive(Debug, Serialize)]
pub(super) struct NumberView {
    name: &'static str,
    says: &'static str,
    misses: &'static str,
    /// Why no group has a value, when all have the same reason: then there are no rows.
    reason: Option<String>,
    has_difference: bool,
    has_ratio: bool,
    has_chance: bool,
    rows: Vec<NumberRow>,
    cut: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct NumberRow {
    segment: Vec<Piece>,
    value: Estimate,
    difference: Estimate,
    ratio: Estimate,
    chance: String,
    note: String,
}

#[derive(Debug, Default, Serialize)]
struct Estimate {
    value: String,
    interval: String,
}

/// The measures of scores, or those of values, that no check judges.
pub(super) fn unjudged(audit: &Audit, values: bool, most: usize, lang: Lang) -> Vec<NumberView> {
    let is_own =
        |measure: &Measure| matches!((measure, values), (Measure::Score(_), false) | (Measure::Value(_), true));
    let free = |measure: &Measure| audit.checks.iter().all(|check| check.measure != measure.id());
    Measure::all().filter(is_own).filter(free).filter_map(|measure| view(audit, measure, most, lang)).collect()
}

fn view(audit: &Audit, measure: Measure, most: usize, lang: Lang) -> Option<NumberView> {
    let words = if lang == Lang::En { measure.en() } else { measure.fr() };
    let of = |comparison: &str| -> Vec<&Finding> {
        let own = audit.findings.iter().filter(|finding| {
            finding.measure == measure.id() && finding.comparison == comparison && finding.campaign.is_none()
        });
        own.filter(|finding| finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1)).collect()
    };
    let (found, differences, ratios) = (of("value"), of("difference"), of("ratio"));
    let all = found.len();
    let reason = shared_reason(&found).map(|reason| {
        let reason = lang.text(&format!("reason-{reason}"));
        lang.say(&Said::new("measure-without").with("name", words.name).with("reason", reason))
    });
    let shown = if reason.is_some() { 0 } else { all.min(most) };
    let like = |list: &[&'_ Finding], segment| list.iter().position(|other| &other.segment == segment);
    let share = measure.is_share();
    let units = [if share { Unit::Percent } else { Unit::Number }, if share { Unit::Points } else { Unit::Gap }];
    let rows = found.iter().take(shown).map(|finding| NumberRow {
        segment: segment(audit, finding, lang),
        value: estimate(finding, units[0], lang),
        difference: like(&differences, &finding.segment)
            .map_or_else(Estimate::default, |at| estimate(differences[at], units[1], lang)),
        ratio: like(&ratios, &finding.segment)
            .map_or_else(Estimate::default, |at| estimate(ratios[at], Unit::Ratio, lang)),
        chance: chance(finding, units[0], lang),
        note: note(finding, lang),
    });
    let rows: Vec<NumberRow> = rows.collect();
    let view = NumberView {
        name: words.name,
        says: words.says,
        misses: words.misses,
        has_difference: !differences.is_empty(),
        has_ratio: !ratios.is_empty(),
        has_chance: rows.iter().any(|row| !row.chance.is_empty()),
        cut: (reason.is_none() && all > most)
            .then(|| lang.say(&Said::new("table-cut").with("count", most).with("hidden", all - most))),
        reason,
        rows,
    };
    (all > 0).then_some(view)
}

/// The reason why there is no value, when it is the same for every group shown.
fn shared_reason<'a>(values: &[&'a Finding]) -> Option<&'a str> {
    let mut reasons = values.iter().filter(|finding| !is_hidden(finding)).map(|finding| finding.undefined.as_deref());
    let first = reasons.next()??;
    reasons.all(|reason| reason == Some(first)).then_some(first)
}

fn segment(audit: &Audit, finding: &Finding, lang: Lang) -> Vec<Piece> {
    let scale = Scale::of(std::iter::empty(), &[], Unit::Number);
    let maker = Maker { audit, check: None, scale: &scale, unit: Unit::Number, with_attributes: true, lang };
    maker.counted(finding).segment
}

fn estimate(finding: &Finding, unit: Unit, lang: Lang) -> Estimate {
    let Some(value) = finding.value else { return Estimate { value: "–".to_owned(), ..Estimate::default() } };
    Estimate {
        value: written(value, unit, Round::Nearest, &[], lang),
        interval: finding.interval.as_ref().map_or_else(String::new, |found| interval_words(found, unit, lang)),
    }
}

/// A p-value, and what chance alone would give.
fn chance(finding: &Finding, unit: Unit, lang: Lang) -> String {
    let mut said = Said::new("chance-words").with("p_value", finding.p_value.map(|p| p_words(p, lang)));
    if let Some(equal) = finding.under_equality {
        let word = |value: f64| written(value, unit, Round::Nearest, &[], lang);
        said = said.with("median", word(equal.median)).with("p95", word(equal.p95));
    }
    if finding.p_value.is_none() && finding.under_equality.is_none() { String::new() } else { lang.say(&said) }
}

/// Too small a p-value to be told from none is bounded, never zero.
fn p_words(p: f64, lang: Lang) -> String {
    const LEAST: f64 = 1e-4;
    let sign = if p < LEAST { "<" } else { "=" };
    format!("{sign} {}", written(p.max(LEAST), Unit::Ratio, Round::Nearest, &[], lang))
}

fn note(finding: &Finding, lang: Lang) -> String {
    if is_hidden(finding) {
        return lang.say(&Said::new("fewer-than").with("people", finding.people_below));
    }
    match (&finding.undefined, &finding.no_interval) {
        (Some(reason), _) => lang.text(&format!("reason-{reason}")),
        (None, Some(reason)) if reason != "no-interval" => lang.text(&format!("reason-{reason}")),
        _ => String::new(),
    }
}
