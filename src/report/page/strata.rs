//! Like with like: what comparing people within strata changes, and every comparison.

use super::{Body, View};
use crate::document::{Conditional, Part, StratumRow, TestOut};
use crate::lang::{Said, Unit};
use crate::report::block::{Block, Row, Table, Words};
use crate::report::sections::{alarm, justified, uneven};
use crate::report::words::{attribute_words, group_words, segment_words};

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
    leads.extend(of.iter().filter_map(|found| alarm(v.audit, found, v.lang)));
    leads.extend(uneven(v.audit, &of, v.lang));
    blocks.extend(leads.iter().map(|said| Block::prose(v.words(said))));
    blocks.push(compared(v, &of).into());
    blocks.push(tests(v, &of).into());
    blocks.extend(of.iter().filter(|found| !found.by_stratum.is_empty()).map(|found| each(v, found)));
    blocks
}

fn compared(v: View<'_>, of: &[&Conditional]) -> Table {
    let row = |found: &&Conditional| {
        let cells = [
            v.people(found.people).into(),
            v.estimate(&found.pooled_ratio, Unit::Ratio),
            v.estimate(&found.ratio, Unit::Ratio),
            v.estimate(&found.difference, Unit::Points),
            v.estimate(&found.odds_ratio, Unit::Ratio),
            format!("{} / {}", found.strata_used, found.strata).into(),
            v.estimate(&found.unsupported, Unit::Percent),
        ];
        Row::new(v.pair(&found.segment, &found.reference), cells)
    };
    let heads = [
        "table-segment",
        "flow-people",
        "strata-everybody",
        "strata-alike",
        "strata-difference",
        "strata-odds",
        "strata-used",
        "strata-unsupported",
    ];
    let caption = v.say(&Said::new("strata-caption").with("level", v.audit.settings.level));
    v.grid(caption, &heads, of.iter().map(row).collect())
}

fn tests(v: View<'_>, of: &[&Conditional]) -> Table {
    let tested = |test: Option<&TestOut>| {
        test.map_or_else(|| super::DASH.into(), |test| v.p_cell(test.p_value, test.undefined.as_deref()))
    };
    let row = |found: &&Conditional| {
        // One of the tests of one number in all strata.
        let same = |id: &str| found.homogeneity.iter().find(|test| test.test == id);
        let cells = [
            tested(found.association.first()),
            tested(same("common-ratio")),
            tested(same("common-difference")),
            tested(same("breslow-day-tarone")),
            tested(Some(&found.simpson.test)),
            v.estimate(&found.disparity.unconditional, Unit::Points),
            v.estimate(&found.disparity.conditional, Unit::Points),
            v.estimate(&found.disparity.dropped, Unit::Percent),
        ];
        Row::new(v.pair(&found.segment, &found.reference), cells)
    };
    let heads = [
        "table-segment",
        "strata-association",
        "strata-one-ratio",
        "strata-one-difference",
        "strata-tarone",
        "strata-collapse",
        "strata-disparity",
        "strata-conditional",
        "strata-dropped",
    ];
    v.grid(v.text("strata-tests-caption"), &heads, of.iter().map(row).collect())
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
