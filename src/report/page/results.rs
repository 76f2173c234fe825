//! The results of a check in the short form: for each verdict how many there are, then the rows, worst first.

use super::{Asked, DASH, View, robustness};
use crate::document::{Check, CheckResult, Deciding, Finding, Statistic, Verdict, WaiverState};
use crate::lang::{Round, Said, clean, people, percent, written};
use crate::report::block::{Block, Cell, Row, RowKind, Table};
use crate::report::findings::{is_hidden, limits, rate};
use crate::report::rank::{wider, worst_first};
use crate::report::words::{
    attributes_of, check_words, colon, effective_people, gate_sentence, groups_of, reference_words, unit_of,
    with_comparison,
};
use crate::segment::Segment;
use evenhand_metrics::catalog::SELECTION_RATE;

/// A check: what it judges, its results, what they show, and whether that stays under other choices.
pub(super) fn of_check(v: View<'_>, check: &Check, asked: Asked<'_>) -> Vec<Block> {
    let apart = v.audit.checks.len() > 1;
    let words = check_words(v.audit, check, v.lang);
    let mut blocks = Vec::new();
    if apart {
        blocks.push(Block::prose(format!("{}{} {words}", clean(&check.id), colon(v.lang))));
    }
    blocks.push(verdicts(v, check, if apart { "" } else { &words }, asked).into());
    // A single check that fails is named by the last line.
    if apart || check.passes != Some(false) {
        blocks.push(Block::Prose("gate", gate_sentence(v.audit, check, v.lang).into()));
    }
    blocks.extend(robustness::brief(v, check));
    blocks
}

/// The rows of each verdict under a line that counts them; the first says what the check asks, where nothing else does.
fn verdicts(v: View<'_>, check: &Check, words: &str, asked: Asked<'_>) -> Table {
    let all = worst_first(v.audit, check);
    let mut seen = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    for verdict in Verdict::WORST_FIRST {
        let own: Vec<_> = all.iter().filter(|(result, _)| result.verdict == verdict).collect();
        if own.is_empty() {
            continue;
        }
        let is_closed = verdict == Verdict::Within && !asked.passes;
        let listed = if is_closed { 0 } else { own.len().min(v.most) };
        let is_first = rows.is_empty();
        let mut count = if is_first {
            v.say(&Said::new("text-of-results").with("count", own.len()).with("total", check.counts.total()))
        } else {
            people(own.len() as u64, v.lang)
        };
        if is_closed {
            count = format!("{count}  {}", v.text("text-list-with-v"));
        }
        let cells = [count, if is_first { words.to_owned() } else { String::new() }].map(Cell::from);
        let head = v.text(&format!("verdict-{}", verdict.id()));
        rows.push(Row { kind: RowKind::Band, verdict: Some(verdict), ..Row::new(head, cells) });
        rows.extend(own.iter().take(listed).map(|(result, finding)| judged(v, check, result, finding, &mut seen)));
        rows.extend((listed > 0).then(|| more(v, own.len() - listed)).flatten());
    }
    Table { kind: "results", rows, ..Table::default() }
}

fn more(v: View<'_>, count: usize) -> Option<Row> {
    let row = || Row::new(v.say(&Said::new("text-and-more").with("count", count)), []);
    (count > 0).then(|| Row { kind: RowKind::More, ..row() })
}

/// Ratios of selection rates with their nominal intervals, when nothing is judged.
pub(super) fn unjudged(v: View<'_>) -> Vec<Block> {
    let is_own = |f: &&Finding| {
        f.measure == SELECTION_RATE.id
            && f.comparison == Statistic::Ratio
            && f.campaign.is_none()
            && f.within.is_none()
            && f.segment.is_some()
    };
    let mut all: Vec<&Finding> = v.audit.findings.iter().filter(is_own).collect();
    all.sort_by(|a, b| wider(a, b));
    let mut seen = Vec::new();
    let row = |finding: &&Finding| {
        let interval = finding.interval.as_ref().map(super::ends);
        numbers(v, finding, interval.as_ref(), &[], reference_note(v, finding, &mut seen))
    };
    let mut rows: Vec<Row> = all.iter().take(v.most).map(row).collect();
    rows.extend(more(v, all.len() - rows.len()));
    vec![Block::prose(v.text("text-unjudged")), Table { kind: "results", rows, ..Table::default() }.into()]
}

fn judged(v: View<'_>, check: &Check, result: &CheckResult, finding: &Finding, seen: &mut Vec<String>) -> Row {
    let note = match result.verdict {
        _ if is_hidden(finding) => v.fewer_than(finding.people_below),
        _ if result.reason.is_some() && result.waiver.is_none() => {
            v.text(&format!("reason-{}", result.reason.as_deref().unwrap_or_default()))
        }
        _ if result.survives_seed == Some(false) && result.waiver.is_none() => v.text("row-another-seed"),
        Verdict::CannotTell if result.detectable.is_some() => {
            let said = Said::new("text-detectable").with("detectable", result.detectable);
            v.say(&with_comparison(said, check))
        }
        Verdict::CannotTell if result.equivalence.is_some() => {
            let needed = result.equivalence.as_ref().and_then(|found| found.needed_within);
            v.say(&Said::new("parity-line").with("people", needed))
        }
        Verdict::CannotTell if result.powered == Some(false) => v.text("text-nothing-detectable"),
        Verdict::Waived => result.waiver.as_ref().map_or_else(String::new, |waiver| {
            let said = Said::new("text-waived-until");
            v.say(&said.with("expires", waiver.expires.as_str()).with("owner", waiver.owner.as_str()))
        }),
        Verdict::Outside if result.waiver.is_some() => result.waiver.as_ref().map_or_else(String::new, |waiver| {
            let id = if waiver.state == WaiverState::Expired { "text-waiver-expired" } else { "text-waiver-floor" };
            v.say(&Said::new(id).with("expires", waiver.expires.as_str()))
        }),
        _ => reference_note(v, finding, seen),
    };
    let row = numbers(v, finding, result.interval.as_ref(), &limits(check), note);
    Row { verdict: Some(result.verdict), ..row }
}

/// Names the reference of an attribute once.
fn reference_note(v: View<'_>, finding: &Finding, seen: &mut Vec<String>) -> String {
    let named = finding.reference.as_ref().and_then(|reference| reference.segment.as_ref());
    let words = match named {
        Some(segment) => Some(groups_of(v.audit, segment, v.lang)),
        None => reference_words(v.audit, finding, v.lang),
    };
    let note = words.map_or_else(String::new, |words| v.say(&Said::new("text-reference").with("segment", words)));
    let attributes = finding.segment.as_ref().map_or_else(String::new, Segment::attributes);
    let key = format!("{attributes}/{note}");
    if seen.contains(&key) {
        return String::new();
    }
    seen.push(key);
    note
}

fn numbers(v: View<'_>, finding: &Finding, interval: Option<&Deciding>, limits: &[f64], note: String) -> Row {
    let unit = unit_of(&finding.measure, &finding.comparison);
    let value = finding.value.map(|value| written(value, unit, Round::Nearest, limits, v.lang));
    // An interval with one end may decide where there is no estimate.
    let interval = interval.filter(|_| !is_hidden(finding)).map(|interval| {
        let [low, high] = v.interval_ends(interval, unit, limits);
        format!("[{low}{} {high}]", v.either(",", "\u{202f};"))
    });
    let (top, bottom) = match (finding.top, finding.bottom) {
        (Some(top), Some(bottom)) if !is_hidden(finding) => {
            let all = people(bottom, v.lang);
            let worth = effective_people(finding, v.lang);
            let worth = worth.map(|worth| Said::new("row-worth").with("counts", all.as_str()).with("people", worth));
            (people(top, v.lang), worth.map_or(all, |said| v.say(&said)))
        }
        _ => (String::new(), String::new()),
    };
    let mut groups = finding.segment.as_ref().map_or_else(String::new, |segment| groups_of(v.audit, segment, v.lang));
    if let Some(campaign) = &finding.campaign {
        let said = Said::new("segment-in-campaign").with("segment", groups);
        groups = v.say(&said.with("campaign", campaign.as_str()));
    }
    let attributes = match (&finding.segment, &finding.attribute) {
        (Some(segment), _) => attributes_of(v.audit, segment, v.lang),
        (None, Some(attribute)) => clean(attribute).into_owned(),
        (None, None) => String::new(),
    };
    let weighted = finding.weighted.and_then(|_| rate(finding)).map(|rate| percent(rate, v.lang));
    let value = value.unwrap_or_else(|| DASH.to_owned());
    let cells = [groups, value, interval.unwrap_or_default(), weighted.unwrap_or(top), bottom, note];
    Row::new(attributes, cells.map(Cell::from))
}
