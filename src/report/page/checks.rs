//! Each check with its limit, family, coverage, source, gate line and every result in words.

use super::packs::packs;
use super::verdict::passes;
use super::{Body, DASH, View};
use crate::document::{Check, Severity, Verdict};
use crate::lang::{Round, Said, Unit, written};
use crate::report::block::{Block, Cell, Item, List, Row, Table, Tag, Words};
use crate::report::rank::{place, worst_first};
use crate::report::words::{
    attribute_words, check_words, comparison_word, gate_pieces, glyph, pack_said, said_of, subject_words, tally,
};

pub(super) fn checks(v: View<'_>) -> Body {
    let mut checks: Vec<&Check> = v.audit.checks.iter().collect();
    checks.sort_by_key(|check| (check.passes == Some(true), check.severity != Severity::Error, place(check.verdict)));
    let mut blocks: Vec<Block> = checks.into_iter().map(|check| one(v, check)).collect();
    if blocks.is_empty() {
        blocks.push(Block::prose(v.text("headline-none")));
    }
    blocks.extend(packs(v));
    Ok(blocks)
}

fn one(v: View<'_>, check: &Check) -> Block {
    let name = Words::label(&check.id).tagged(Tag::Code).with(Tag::State, v.text(passes(check)));
    let mut blocks = vec![
        Block::heading(Words::signed(glyph(check.verdict), name)),
        Block::Prose("gate", gate_pieces(v.audit, check, v.lang).into()),
        Block::Facts("", items(v, check)),
    ];
    if check.results.iter().any(|result| result.waiver.is_some()) {
        blocks.push(Block::prose(Words::from(v.text("check-waived")).link("waivers")));
    }
    blocks.extend(parity(v, check).map(Block::Table));
    let rows = worst_first(v.audit, check);
    let items = rows.iter().take(v.most).map(|(result, finding)| {
        let words = v.words(&said_of(v.audit, check, result, finding, v.lang));
        Item { class: result.verdict.id(), ..Words::signed(glyph(result.verdict), words).into() }
    });
    let mut results = vec![Block::List(List { class: "plain", items: items.collect(), ..List::default() })];
    let hidden = rows.len().saturating_sub(v.most);
    let cut = || v.say(&Said::new("table-cut").with("count", v.most).with("hidden", hidden));
    results.extend((hidden > 0).then(|| Block::Prose("cut", cut().into())));
    blocks.push(Block::Fold {
        class: "sentences",
        is_open: false,
        summary: v.text("in-words").into(),
        blocks: results,
    });
    let at = v.audit.checks.iter().position(|other| other.id == check.id).unwrap_or(0);
    Block::Check(check.verdict.id(), at, blocks)
}

fn items(v: View<'_>, check: &Check) -> Vec<(Words, Words)> {
    let (audit, lang) = (v.audit, v.lang);
    let mut limit = check_words(audit, check, lang);
    if check.one_sided {
        limit = format!("{limit}. {}", v.text("one-sided"));
    }
    let reference = check.reference.as_deref().map_or("reference-own".to_owned(), |rule| {
        let is_rule = lang.known(&format!("reference-{rule}")).is_some();
        if is_rule { format!("reference-{rule}") } else { rule.to_owned() }
    });
    let mut items = vec![
        ("check-limit", limit.into()),
        ("check-results", tally(check.results.iter(), lang).into()),
        ("check-reference", Words::label(&v.text(&reference))),
        ("check-claim", v.text(&format!("claim-{}", check.claim)).into()),
        ("check-severity", v.text(&format!("severity-{}", check.severity)).into()),
        ("check-family", v.say(&family(v, check)).into()),
    ];
    if let (Some(asked), false) = (check.needs_coverage, check.coverage.is_empty()) {
        let parts = check.coverage.iter().map(|(attributes, share)| {
            let names: Vec<String> = attributes.split(" x ").map(|name| attribute_words(audit, name, lang)).collect();
            lang.say(&Said::new("coverage-part").with("attribute", names.join(" × ")).with("share", *share))
        });
        let id = if check.needs_detectable.is_some() { "coverage-words" } else { "coverage-shown" };
        let said = Said::new(id)
            .with("parts", parts.collect::<Vec<_>>().join(", "))
            .with("comparison", comparison_word(&check.measure, &check.comparison))
            .with("needs", check.needs_detectable)
            .with("asked", asked);
        items.push(("check-coverage", v.words(&said)));
    }
    if let Some(pack) = &check.pack {
        let said = pack_said(pack, lang);
        items.push(("check-source", v.words(&said)));
    }
    items.into_iter().map(|(term, is)| (v.text(term).into(), is)).collect()
}

fn family(v: View<'_>, check: &Check) -> Said {
    let family = &check.family;
    let each = written(family.level_each, Unit::Percent, Round::Nearest, &[1.0], v.lang);
    Said::new("family-words")
        .with("count", family.size)
        .with("correction", family.correction.as_str())
        .with("level", family.level)
        .with("error", 1.0 - family.level)
        .with("each", each)
}

/// The tests of parity of a check: what each shows, and the people it would take.
fn parity(v: View<'_>, check: &Check) -> Option<Table> {
    let rows = worst_first(v.audit, check).into_iter().filter_map(|(result, finding)| {
        let found = result.equivalence.as_ref()?;
        let about = |people: Option<u64>| {
            let said = |people: u64| v.say(&Said::new("parity-about").with("people", people));
            Cell::from(people.map_or_else(|| DASH.to_owned(), said))
        };
        let shown = result.verdict == Verdict::Within;
        let cells = [
            v.text(if shown { "parity-shown" } else { "parity-not-shown" }).into(),
            v.p_cell(found.p_value, found.undefined.as_deref()),
            about(found.needed_within),
        ];
        let head = Words::label(&subject_words(v.audit, finding, v.lang).unwrap_or_default());
        Some(Row::new(head, cells))
    });
    let heads = ["table-segment", "parity-head", "parity-p", "parity-within"];
    let limit = |value: Option<f64>| value.map(|value| v.number(value, Unit::Ratio));
    // Two one-sided tests at the nominal level agree with the interval that decides `within`.
    let at_most = written((1.0 - v.audit.settings.level) / 2.0, Unit::Ratio, Round::Nearest, &[0.0], v.lang);
    let said = Said::new("parity-caption")
        .with("low", limit(check.limit.min))
        .with("high", limit(check.limit.max))
        .with("most", at_most);
    v.grid(v.say(&said), &heads, rows.collect()).filled()
}
