//! Section 5: outcomes and errors. What checks judge of them; then every other rate, as a difference from the reference;
//! what has no value is named with its reason, in one line.

use evenhand_metrics::catalog::{RATES, Rate, Words, field_name, is_share};
use serde::Serialize;

use super::forest::{Choice, Table};
use super::grid::Grid;
use super::measures::{self, AttributeView, Kind};
use super::rows::{ends, interval};
use crate::document::{Audit, Finding};
use crate::lang::{Lang, Piece, Said, Unit};
use crate::report::findings::is_hidden;
use crate::report::rank::wider;
use crate::report::words::{reference_words, subject_words, uncapitalised};

/// Rates that are shown at once; the others unfold.
const FIRST: [&str; 3] = ["true-positive-rate", "false-positive-rate", "precision"];

/// What is made of error rates, by the names of the field.
const TOGETHER: [&str; 2] = ["average-odds", "treatment-equality"];

/// The section.
#[derive(Debug, Serialize)]
pub(super) struct Outcomes {
    /// What the outcome allows, where it does not allow everything.
    limits: Option<String>,
    judged: Vec<AttributeView>,
    /// Said before what no check judges.
    intro: String,
    free: Vec<RateView>,
    /// Rates without a value, by reason.
    without: Vec<String>,
    summaries: Option<Grid>,
}

#[derive(Debug, Serialize)]
struct RateView {
    name: &'static str,
    says: &'static str,
    misses: &'static str,
    lead: Vec<Piece>,
    is_folded: bool,
    table: Table,
}

impl Outcomes {
    /// Whether there is nothing to show but why.
    pub(super) fn nothing(&self) -> bool {
        self.judged.is_empty() && self.free.is_empty() && self.without.is_empty() && self.summaries.is_none()
    }

    pub(super) fn limits(&self) -> Option<String> {
        self.limits.clone()
    }

    pub(super) fn of(audit: &Audit, most: usize, lang: Lang) -> Self {
        let is_judged = |rate: &&Rate| audit.checks.iter().any(|check| check.measure == rate.id);
        let others: Vec<&Rate> =
            RATES.iter().copied().filter(|rate| rate.needs().outcome && !is_judged(rate)).collect();
        let (with, without): (Vec<&Rate>, Vec<&Rate>) = others
            .into_iter()
            .filter(|rate| !values(audit, rate).is_empty())
            .partition(|rate| values(audit, rate).iter().any(|value| value.value.is_some() || is_hidden(value)));
        let mut free: Vec<RateView> =
            with.into_iter().filter_map(|rate| view(audit, rate.id, [rate.en, rate.fr], most, lang)).collect();
        // What error rates say together.
        let fields = TOGETHER.iter().filter_map(|id| field_name(id));
        free.extend(fields.filter_map(|field| view(audit, field.id, [field.en, field.fr], most, lang)));
        free.sort_by_key(|view| view.is_folded);
        Self {
            limits: limits(audit, lang),
            judged: measures::judged(audit, Kind::Rate, most, lang),
            intro: lang.say(&Said::new("measures-only").with("level", audit.settings.level)),
            free,
            without: reasons(audit, &without, lang),
            summaries: measures::summaries(audit, measures::is_of_outcomes, lang),
        }
    }
}

/// What can be told, given when the outcome was known.
fn limits(audit: &Audit, lang: Lang) -> Option<String> {
    let settings = &audit.settings;
    match (&settings.outcome, settings.observed.as_deref()) {
        (None, _) => Some(lang.text("measures-none")),
        (Some(_), Some("before")) => None,
        (Some(_), observed) => Some(lang.text(&format!("outcomes-{}", observed.unwrap_or("unstated")))),
    }
}

/// Values of single groups, all campaigns together.
fn values<'a>(audit: &'a Audit, rate: &Rate) -> Vec<&'a Finding> {
    let own = |finding: &&Finding| finding.measure == rate.id && finding.comparison == "value" && is_single(finding);
    audit.findings.iter().filter(own).collect()
}

fn is_single(finding: &Finding) -> bool {
    finding.campaign.is_none()
        && finding.within.is_none()
        && finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && !segment.has_missing())
}

fn view(audit: &Audit, id: &str, [en, fr]: [Words; 2], most: usize, lang: Lang) -> Option<RateView> {
    let words = if lang == Lang::En { en } else { fr };
    let is_told =
        |finding: &&Finding| finding.measure == id && finding.comparison == "difference" && is_single(finding);
    audit.findings.iter().filter(is_told).find(|finding| finding.value.is_some() || is_hidden(finding))?;
    let choice = Choice { audit, lang, most, with_attributes: true, with_rest: true, tells_cut: true };
    let table = choice.free(id, "difference", is_single)?;
    Some(RateView {
        name: words.name,
        says: words.says,
        misses: words.misses,
        lead: if is_share(id) { widest(audit, id, lang) } else { Vec::new() },
        is_folded: !FIRST.contains(&id),
        table,
    })
}

/// The widest difference in words; one without an interval only where none has one.
fn widest(audit: &Audit, id: &str, lang: Lang) -> Vec<Piece> {
    let own = audit.findings.iter().filter(|finding| {
        finding.measure == id && finding.comparison == "difference" && is_single(finding) && finding.value.is_some()
    });
    let Some(finding) = own.min_by(|a, b| a.interval.is_none().cmp(&b.interval.is_none()).then_with(|| wider(a, b)))
    else {
        return Vec::new();
    };
    let range = finding.interval.as_ref().map(|found| interval(&ends(found), Unit::Points, &[], lang));
    let said = Said::new("outcomes-widest")
        .with("segment", subject_words(audit, finding, lang))
        .with("reference", reference_words(audit, finding, lang))
        .with("value", finding.value)
        .with("range", range);
    lang.say_in_pieces(&said)
}

/// One line for each reason: the rates that have no value because of it.
fn reasons(audit: &Audit, without: &[&Rate], lang: Lang) -> Vec<String> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for rate in without {
        let reason = values(audit, rate).into_iter().find_map(|value| value.undefined.clone());
        let name = uncapitalised(if lang == Lang::En { rate.en.name } else { rate.fr.name });
        let reason = reason.unwrap_or_else(|| "no-interval".to_owned());
        match found.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => found.push((reason, vec![name])),
        }
    }
    let line = |(reason, names): (String, Vec<String>)| {
        let said = Said::new("outcomes-without").with("names", names.join(", "));
        lang.say(&said.with("reason", lang.text(&format!("reason-{reason}"))))
    };
    found.into_iter().map(line).collect()
}
