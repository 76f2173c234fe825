//! Section 3: each check with its limit, family, coverage, source, gate line and every result in words.

use serde::Serialize;

use super::about::{Item, plain};
use super::effects;
use super::grid::Grid;
use crate::document::{Audit, Check, CheckResult, Verdict};
use crate::lang::{Lang, Piece, Said, Unit, written};
use crate::report::question::pack_said;
use crate::report::rank::worst_first;
use crate::report::text::glyph;
use crate::report::words::{attribute_words, check_words, comparison_word, gate_pieces, said_of};

/// A check.
#[derive(Debug, Serialize)]
pub(super) struct CheckView {
    /// Its place in the document, for links.
    at: usize,
    class: &'static str,
    glyph: &'static str,
    id: Piece,
    passes: String,
    gate: Vec<Piece>,
    items: Vec<Item>,
    is_waived: bool,
    parity: Option<Grid>,
    sentences: Vec<Sentence>,
    cut: Option<String>,
}

#[derive(Debug, Serialize)]
struct Sentence {
    class: &'static str,
    glyph: &'static str,
    words: Vec<Piece>,
}

impl CheckView {
    pub(super) fn of(audit: &Audit, check: &Check, most: usize, lang: Lang) -> Self {
        let rows = worst_first(audit, check);
        let sentences = rows.iter().take(most).map(|(result, finding)| Sentence {
            class: result.verdict.id(),
            glyph: glyph(result.verdict),
            words: lang.say_in_pieces(&said_of(audit, check, result, finding, lang)),
        });
        let passes = match check.passes {
            Some(true) => "passes-yes",
            Some(false) => "passes-no",
            None => "passes-unknown",
        };
        Self {
            at: audit.checks.iter().position(|other| other.id == check.id).unwrap_or(0),
            class: check.verdict.id(),
            glyph: glyph(check.verdict),
            id: Piece::label(&check.id),
            passes: lang.text(passes),
            gate: gate_pieces(audit, check, lang),
            items: items(audit, check, lang),
            is_waived: check.results.iter().any(|result| result.waiver.is_some()),
            parity: effects::parity(audit, check, most, lang),
            sentences: sentences.collect(),
            cut: (rows.len() > most)
                .then(|| lang.say(&Said::new("table-cut").with("count", most).with("hidden", rows.len() - most))),
        }
    }
}

fn items(audit: &Audit, check: &Check, lang: Lang) -> Vec<Item> {
    let mut limit = check_words(audit, check, lang);
    if check.one_sided {
        limit = format!("{limit}. {}", lang.text("one-sided"));
    }
    let reference = check.reference.as_deref().map_or("reference-own".to_owned(), |rule| {
        let is_rule = lang.known(&format!("reference-{rule}")).is_some();
        if is_rule { format!("reference-{rule}") } else { rule.to_owned() }
    });
    let mut items = vec![
        ("check-limit", plain(limit)),
        ("check-results", plain(counts(check, lang))),
        ("check-reference", vec![Piece::label(&lang.text(&reference))]),
        ("check-claim", plain(lang.text(&format!("claim-{}", check.claim)))),
        ("check-severity", plain(lang.text(&format!("severity-{}", check.severity)))),
        ("check-family", plain(lang.say(&family(check, lang)))),
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
        items.push(("check-coverage", lang.say_in_pieces(&said)));
    }
    if let Some(pack) = &check.pack {
        let said = pack_said(pack, lang);
        items.push(("check-source", lang.say_in_pieces(&said)));
    }
    items.into_iter().map(|(term, is)| Item { term: plain(lang.text(term)), is }).collect()
}

/// `12 outside limit, 7 cannot tell`: verdicts that occur, worst first.
pub(super) fn counts(check: &Check, lang: Lang) -> String {
    tally(check.results.iter(), lang)
}

/// The same over some results.
pub(super) fn tally<'a>(results: impl Iterator<Item = &'a CheckResult>, lang: Lang) -> String {
    let results: Vec<_> = results.collect();
    let parts = Verdict::WORST_FIRST.into_iter().filter_map(|verdict| {
        let count = results.iter().filter(|result| result.verdict == verdict).count();
        (count > 0).then(|| lang.say(&Said::new(&format!("counts-{}", verdict.id())).with("count", count)))
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn family(check: &Check, lang: Lang) -> Said {
    let family = &check.family;
    let each = written(family.level_each, Unit::Percent, crate::lang::Round::Nearest, &[1.0], lang);
    Said::new("family-words")
        .with("count", family.size)
        .with("correction", family.correction.as_str())
        .with("level", family.level)
        .with("error", 1.0 - family.level)
        .with("each", each)
}
