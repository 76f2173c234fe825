//! Like with like: what comparing people within strata changes, and every comparison.

use super::{Body, Col, MOST_LINES, View, first_lines};
use crate::document::question::Justification;
use crate::document::{Conditional, Part, StratumRow, TestOut};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Cell, Row, Table, Words};
use crate::report::words::{attribute_words, group_words, segment_words};

/// Two ratios that differ by no more than this are one ratio to their reader.
const SAME: f64 = 0.01;

/// Every stratum: its justification, what changes within it, and every comparison.
pub(super) fn strata(v: View<'_>) -> Body {
    let mut names: Vec<&str> = Vec::new();
    for found in &v.audit.strata {
        if !names.contains(&found.within.as_str()) {
            names.push(&found.within);
        }
    }
    if names.is_empty() {
        return Err(v.text("strata-none"));
    }
    Ok(names.into_iter().flat_map(|name| stratum(v, name)).collect())
}

fn stratum(v: View<'_>, name: &str) -> Vec<Block> {
    let of: Vec<&Conditional> = v.audit.strata.iter().filter(|found| found.within == name).collect();
    let title = Said::new("strata-title").with("stratum", attribute_words(v.audit, name, v.lang));
    let mut blocks = vec![Block::heading(v.words(&title))];
    let mut leads = vec![justified(of.first().and_then(|found| found.justification.as_ref()))];
    leads.extend(of.iter().filter_map(|found| alarm(v, found)));
    leads.extend(uneven(v, &of));
    blocks.extend(leads.iter().map(|said| Block::prose(v.words(said))));
    blocks.push(compared(v, &of).into());
    blocks.push(tests(v, &of).into());
    blocks.extend(of.iter().filter(|found| !found.by_stratum.is_empty()).map(|found| each(v, found)));
    blocks
}

fn compared(v: View<'_>, of: &[&Conditional]) -> Table {
    const COLUMNS: [Col<Conditional>; 7] = [
        ("flow-people", |v, found| v.people(found.people).into()),
        ("strata-everybody", |v, found| v.estimate(&found.pooled_ratio, Unit::Ratio)),
        ("strata-alike", |v, found| v.estimate(&found.ratio, Unit::Ratio)),
        ("strata-difference", |v, found| v.estimate(&found.difference, Unit::Points)),
        ("strata-odds", |v, found| v.estimate(&found.odds_ratio, Unit::Ratio)),
        ("strata-used", |_, found| format!("{} / {}", found.strata_used, found.strata).into()),
        ("strata-unsupported", |v, found| v.estimate(&found.unsupported, Unit::Percent)),
    ];
    let caption = v.say(&Said::new("strata-caption").with("level", v.audit.settings.level));
    v.columns(caption, "table-segment", &COLUMNS, rows(v, of, &COLUMNS))
}

fn rows(v: View<'_>, of: &[&Conditional], columns: &[Col<Conditional>]) -> Vec<Row> {
    of.iter().map(|found| Row::new(v.pair(&found.segment, &found.reference), v.cells(*found, columns))).collect()
}

fn tests(v: View<'_>, of: &[&Conditional]) -> Table {
    const COLUMNS: [Col<Conditional>; 8] = [
        ("strata-association", |v, found| tested(v, found.association.first())),
        ("strata-one-ratio", |v, found| tested(v, same(found, "common-ratio"))),
        ("strata-one-difference", |v, found| tested(v, same(found, "common-difference"))),
        ("strata-tarone", |v, found| tested(v, same(found, "breslow-day-tarone"))),
        ("strata-collapse", |v, found| tested(v, Some(&found.simpson.test))),
        ("strata-disparity", |v, found| v.estimate(&found.disparity.unconditional, Unit::Points)),
        ("strata-conditional", |v, found| v.estimate(&found.disparity.conditional, Unit::Points)),
        ("strata-dropped", |v, found| v.estimate(&found.disparity.dropped, Unit::Percent)),
    ];
    v.columns(v.text("strata-tests-caption"), "table-segment", &COLUMNS, rows(v, of, &COLUMNS))
}

/// One of the tests of one number in all strata.
fn same<'a>(found: &'a Conditional, id: &str) -> Option<&'a TestOut> {
    found.homogeneity.iter().find(|test| test.test == id)
}

fn tested(v: View<'_>, test: Option<&TestOut>) -> Cell {
    test.map_or_else(|| super::DASH.into(), |test| v.p_cell(test.p_value, test.undefined.as_deref()))
}

fn each(v: View<'_>, found: &Conditional) -> Block {
    let part = |part: &Part| {
        let counts = v.counts(part.selected, part.people, part.people_below);
        v.estimate(&part.rate, Unit::Percent).noted(counts)
    };
    let row = |row: &StratumRow| {
        let head = Words::label(&group_words(v.audit, &found.within, Some(&row.label), v.lang));
        Row::new(head, [part(&row.group), part(&row.reference), v.estimate(&row.ratio, Unit::Ratio)])
    };
    let said = Said::new("strata-each-caption").with("segment", segment_words(v.audit, &found.segment, v.lang));
    let caption = v.say(&said.with("stratum", attribute_words(v.audit, &found.within, v.lang)));
    let heads = ["strata-stratum", "strata-group", "strata-reference", "table-value-ratio"];
    v.grid(caption, &heads, found.by_stratum.iter().map(row).collect()).folded(true)
}

/// What ignoring the stratum hides; `None` where it changes nothing that these data tell.
fn alarm(v: View<'_>, found: &Conditional) -> Option<Said> {
    if !found.simpson.alarm && !found.simpson.reverses {
        return None;
    }
    let (everybody, alike) = (found.pooled_ratio.value?, found.ratio.value?);
    if (everybody - alike).abs() <= SAME {
        return None;
    }
    let id = match (found.simpson.alarm, found.simpson.reverses) {
        (true, true) => "strata-reverses",
        (true, false) => "strata-changes",
        (false, _) => "strata-may-reverse",
    };
    let said = Said::new(id)
        .with("segment", segment_words(v.audit, &found.segment, v.lang))
        .with("stratum", attribute_words(v.audit, &found.within, v.lang));
    Some(said.with("everybody", everybody).with("alike", alike))
}

/// The groups for whom one ratio does not fit all strata; `None` when there is none.
fn uneven(v: View<'_>, of: &[&Conditional]) -> Option<Said> {
    let named: Vec<String> =
        of.iter().filter(|found| found.uneven).map(|found| segment_words(v.audit, &found.segment, v.lang)).collect();
    (!named.is_empty()).then(|| Said::new("strata-uneven").with("segments", named))
}

/// What is said for comparing people only with their like.
fn justified(given: Option<&Justification>) -> Said {
    let Some(given) = given else { return Said::new("strata-unjustified") };
    Said::new("strata-justified")
        .with("aim", given.aim.clone())
        .with("appropriate", given.appropriate.clone())
        .with("necessary", given.necessary.clone())
        .with("by", given.by.clone())
        .with("date", given.date.clone())
}

/// What ignoring the strata hides.
pub(super) fn brief(v: View<'_>) -> Vec<String> {
    let alarms = v.audit.strata.iter().filter_map(|found| alarm(v, found));
    first_lines(v, alarms.map(|said| v.say(&said)), MOST_LINES)
}
