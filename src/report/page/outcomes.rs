//! Outcomes and errors. What checks judge of them; then every other rate, as a difference from the reference; what has no
//! value is named with its reason, in one line.

use evenhand_metrics::catalog::{
    FALSE_POSITIVE_RATE, PRECISION, RATES, Rate, TRUE_POSITIVE_RATE, Words as Named, field_name, is_share,
};
use evenhand_metrics::odds::{AVERAGE_ODDS, SHARE_OF_ERRORS};

use super::forest::Forest;
use super::selection::{Kind, is_of_outcomes, judged, summaries};
use super::{Body, View, ends};
use crate::document::{Finding, Observed, Statistic, Undefined, Word};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Words};
use crate::report::findings::is_hidden;
use crate::report::rank::wider;
use crate::report::words::{reference_words, subject_words, uncapitalised};

/// Rates that are shown at once; the others unfold.
const FIRST: [&str; 3] = [TRUE_POSITIVE_RATE.id, FALSE_POSITIVE_RATE.id, PRECISION.id];

/// What is made of error rates, by the names of the field.
const TOGETHER: [&str; 2] = [AVERAGE_ODDS, SHARE_OF_ERRORS.id];

pub(super) fn outcomes(v: View<'_>) -> Body {
    let limits = limits(v);
    let judged = judged(v, Kind::Rate);
    let is_judged = |rate: &&Rate| v.audit.checks.iter().any(|check| check.measure == rate.id);
    let others = RATES.iter().copied().filter(|rate| rate.needs().outcome && !is_judged(rate));
    let (with, without): (Vec<&Rate>, Vec<&Rate>) = others
        .filter(|rate| !values(v, rate).is_empty())
        .partition(|rate| values(v, rate).iter().any(|value| value.value.is_some() || is_hidden(value)));
    let rates = with.into_iter().filter_map(|rate| view(v, rate.id, v.either(rate.en, rate.fr)));
    // What error rates say together.
    let fields = TOGETHER.iter().filter_map(|id| field_name(id));
    let fields = fields.filter_map(|field| view(v, field.id, v.either(field.en, field.fr)));
    let mut free: Vec<(bool, Vec<Block>)> = rates.chain(fields).collect();
    free.sort_by_key(|(is_folded, _)| *is_folded);
    let summaries = summaries(v, is_of_outcomes);
    if judged.is_empty() && free.is_empty() && without.is_empty() && summaries.is_none() {
        return Err(limits.unwrap_or_else(|| v.text("page-none")));
    }
    let mut blocks: Vec<Block> = limits.map(Block::prose).into_iter().chain(judged).collect();
    if !free.is_empty() {
        blocks.push(Block::prose(v.say(&Said::new("measures-only").with("level", v.audit.settings.level))));
        blocks.extend(free.into_iter().flat_map(|(_, blocks)| blocks));
    }
    blocks.extend(reasons(v, &without).into_iter().map(Block::prose));
    blocks.extend(summaries.map(|table| Block::fold(v.text("outcomes-summaries"), vec![table.into()])));
    Ok(blocks)
}

/// What can be told, given when the outcome was known.
fn limits(v: View<'_>) -> Option<String> {
    let settings = &v.audit.settings;
    match (&settings.outcome, &settings.observed) {
        (None, _) => Some(v.text("measures-none")),
        (Some(_), Some(observed)) if *observed == Observed::Before => None,
        (Some(_), observed) => Some(v.text(&format!("outcomes-{}", observed.as_deref().unwrap_or("unstated")))),
    }
}

/// Values of single groups, all campaigns together.
fn values<'a>(v: View<'a>, rate: &Rate) -> Vec<&'a Finding> {
    let own =
        |finding: &&Finding| finding.measure == rate.id && finding.comparison == Statistic::Value && is_single(finding);
    v.audit.findings.iter().filter(own).collect()
}

fn is_single(finding: &Finding) -> bool {
    finding.campaign.is_none()
        && finding.within.is_none()
        && finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && !segment.has_missing())
}

/// Differences of a single group, all campaigns together.
fn differences<'a>(v: View<'a>, id: &str) -> impl Iterator<Item = &'a Finding> {
    let own = move |finding: &&Finding| {
        finding.measure == id && finding.comparison == Statistic::Difference && is_single(finding)
    };
    v.audit.findings.iter().filter(own)
}

/// A rate under its heading, or folded; and whether it is folded.
fn view(v: View<'_>, id: &'static str, words: Named) -> Option<(bool, Vec<Block>)> {
    differences(v, id).find(|finding| finding.value.is_some() || is_hidden(finding))?;
    let table = Forest { with_attributes: true, ..Forest::of(v) }.free(id, Statistic::Difference, is_single)?;
    let lead = if is_share(id) { widest(v, id) } else { Words::default() };
    let mut blocks = vec![Block::prose(format!("{} {}", words.says, words.misses))];
    blocks.extend((!lead.is_empty()).then(|| Block::prose(lead)));
    blocks.push(table.into());
    let is_folded = !FIRST.contains(&id);
    if is_folded {
        blocks = vec![Block::fold(words.name, blocks)];
    } else {
        blocks.insert(0, Block::heading(words.name));
    }
    Some((is_folded, blocks))
}

/// The widest difference in words; one without an interval only where none has one.
fn widest(v: View<'_>, id: &str) -> Words {
    let own = differences(v, id).filter(|finding| finding.value.is_some());
    let widest = own.min_by(|a, b| a.interval.is_none().cmp(&b.interval.is_none()).then_with(|| wider(a, b)));
    let Some(finding) = widest else { return Words::default() };
    let range = finding.interval.as_ref().map(|found| v.interval(&ends(found), Unit::Points, &[]));
    let said = Said::new("outcomes-widest")
        .with("segment", subject_words(v.audit, finding, v.lang))
        .with("reference", reference_words(v.audit, finding, v.lang))
        .with("value", finding.value)
        .with("range", range);
    v.words(&said)
}

/// One line for each reason: the rates that have no value because of it.
fn reasons(v: View<'_>, without: &[&Rate]) -> Vec<String> {
    let mut found: Vec<(Word<Undefined>, Vec<String>)> = Vec::new();
    for rate in without {
        let reason = values(v, rate).into_iter().find_map(|value| value.undefined.clone());
        let name = uncapitalised(v.either(rate.en.name, rate.fr.name));
        let reason = reason.unwrap_or_else(|| Undefined::NoInterval.into());
        match found.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => found.push((reason, vec![name])),
        }
    }
    let line = |(reason, names): (Word<Undefined>, Vec<String>)| {
        let said = Said::new("outcomes-without").with("names", names.join(", "));
        v.say(&said.with("reason", v.text(&format!("reason-{reason}"))))
    };
    found.into_iter().map(line).collect()
}
