//! Section 1: the verdict on one screen. A headline, one finding in people, counters, who was left out, the rows to read
//! first, what the page does not say, and one next step.

use serde::Serialize;

use super::forest::{Choice, Table};
use crate::audit::{Audit, Check, CheckResult, Finding, Verdict};
use crate::lang::{Lang, Piece, Said};
use crate::report::rank::{Frequencies, place, widest, worst_first};
use crate::report::text::{exit_why, glyph, next};
use crate::report::words::{
    attribute_words, comparison_word, deciding, meaning, measure_name, reference_words, said_of, subject_words,
    uncapitalised, with_comparison,
};

/// Rows shown on the first screen.
const ROWS: usize = 7;

/// The first section.
#[derive(Debug, Serialize)]
pub(super) struct VerdictView {
    class: &'static str,
    glyph: &'static str,
    headline: String,
    finding: Vec<Piece>,
    exit: Vec<Piece>,
    counters: Vec<Counter>,
    left_out: Vec<String>,
    table: Option<Table>,
    covers: Vec<Piece>,
    next: Vec<Piece>,
}

#[derive(Debug, Serialize)]
struct Counter {
    class: &'static str,
    glyph: &'static str,
    count: String,
    word: String,
}

/// The verdict of so many results, in the middle of a sentence: French agrees with the number.
fn counted(count: u64, verdict: Verdict, lang: Lang) -> String {
    lang.say(&Said::new(&format!("counter-{}", verdict.id())).with("count", count))
}

/// The result that is put into words: of the first check whose worst verdict is that of the audit, its first row.
/// Checks that can stop a release come first.
fn chosen(audit: &Audit) -> Option<(&Check, &CheckResult, &Finding)> {
    let mut checks: Vec<&Check> = audit.checks.iter().collect();
    checks.sort_by_key(|check| (place(check.verdict), check.severity != "error"));
    checks.into_iter().find_map(|check| {
        let (result, finding) = *worst_first(audit, check).first()?;
        Some((check, result, finding))
    })
}

impl VerdictView {
    pub(super) fn of(audit: &Audit, lang: Lang) -> Self {
        let (class, sign, count) = match audit.verdict {
            Some(verdict) => (verdict.id(), glyph(verdict), audit.counts.of(verdict)),
            None => ("none", "", 0),
        };
        let headline = Said::new(&format!("headline-{class}")).with("count", count).with("total", audit.counts.total());
        let counters = Verdict::WORST_FIRST.into_iter().map(|verdict| Counter {
            class: verdict.id(),
            glyph: glyph(verdict),
            count: crate::lang::people(audit.counts.of(verdict), lang),
            word: counted(audit.counts.of(verdict), verdict, lang),
        });
        Self {
            class,
            glyph: sign,
            headline: lang.say(&headline),
            finding: finding_words(audit, lang),
            exit: lang.say_in_pieces(&Said::new("verdict-why").with("why", exit_why(audit, lang))),
            counters: counters.collect(),
            left_out: left_out(audit, lang),
            table: table(audit, lang),
            covers: lang.say_in_pieces(&covers(audit, lang)),
            next: lang.say_in_pieces(&next(audit, lang)),
        }
    }
}

/// At most 45 words: frequencies first, then where the interval lies.
fn finding_words(audit: &Audit, lang: Lang) -> Vec<Piece> {
    let Some((check, result, finding)) = chosen(audit) else {
        return unjudged_words(audit, lang);
    };
    let id = match (result.verdict, deciding(audit, check)) {
        (Verdict::Outside, "estimate") => "finding-outside-point",
        (Verdict::Outside, _) => "finding-outside",
        (Verdict::Within, word) if word != "estimate" => "finding-within",
        (Verdict::CannotTell, word) if word != "estimate" && result.reason.is_none() => "finding-cannot_tell",
        (Verdict::Waived, _) => "finding-waived",
        _ => return lang.say_in_pieces(&said_of(audit, check, result, finding, lang)),
    };
    let mut pieces = match frequencies(audit, finding, lang) {
        Some(said) => lang.say_in_pieces(&said),
        None => return lang.say_in_pieces(&said_of(audit, check, result, finding, lang)),
    };
    let mut said = Said::new(id);
    said.values.clone_from(&result.said.values);
    let said = with_comparison(said, check).with("deciding", deciding(audit, check)).with("level", check.family.level);
    pieces.push(Piece { text: " ".to_owned(), is_label: false });
    pieces.extend(lang.say_in_pieces(&said));
    pieces
}

/// Selection rates only: of another measure's people it cannot be said that so many "were selected".
fn frequencies(audit: &Audit, finding: &Finding, lang: Lang) -> Option<Said> {
    if finding.measure != "selection-rate" {
        return None;
    }
    let told = Frequencies::of(finding)?;
    let gap = told.gap;
    let side = if gap > 0.0 {
        "above"
    } else if gap < 0.0 {
        "below"
    } else {
        "equal"
    };
    Some(
        Said::new("finding-frequencies")
            .with("meaning", meaning(audit))
            .with("base", told.base)
            .with("of_segment", told.of_segment)
            .with("of_reference", told.of_reference)
            .with("gap", gap.abs())
            .with("side", side)
            .with("segment", subject_words(audit, finding, lang)?)
            .with("reference", reference_words(audit, finding, lang)?),
    )
}

fn unjudged_words(audit: &Audit, lang: Lang) -> Vec<Piece> {
    let said = widest(audit).and_then(|finding| Some((finding, frequencies(audit, finding, lang)?)));
    let Some((finding, said)) = said else { return Vec::new() };
    let mut pieces = lang.say_in_pieces(&said);
    pieces.push(Piece { text: " ".to_owned(), is_label: false });
    let measured = Said::new("finding-unjudged").with("value", finding.value);
    pieces.extend(
        lang.say_in_pieces(&measured.with("comparison", comparison_word(&finding.measure, &finding.comparison))),
    );
    pieces
}

/// The worst rows of the check that is put into words; without checks, the widest gaps.
fn table(audit: &Audit, lang: Lang) -> Option<Table> {
    let choice = Choice { audit, lang, most: ROWS, with_attributes: true, with_rest: false, tells_cut: false };
    match chosen(audit) {
        Some((check, _, _)) => choice.judged(check, |_| true),
        None => choice.free("selection-rate", "ratio", |finding| finding.campaign.is_none()),
    }
}

/// Who was left out, whose value is missing, and what is hidden: each in people and in percent.
fn left_out(audit: &Audit, lang: Lang) -> Vec<String> {
    let population = &audit.population;
    let everyone = population.everyone();
    let mut lines: Vec<String> = Vec::new();
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = Said::new("left-out-line").with("people", part.people).with("share", share(part.people, everyone));
        lines.push(lang.say(&said.with("reason", lang.text(&format!("left-out-{}", part.reason)))));
    }
    for part in population.missing.iter().filter(|part| part.people > 0) {
        let said = Said::new("missing-line")
            .with("people", part.people)
            .with("share", share(part.people, population.people_used))
            .with("attribute", attribute_words(audit, &part.attribute, lang));
        lines.push(lang.say(&said));
    }
    let hidden = audit.segments.iter().filter(|size| size.people_below.is_some()).count();
    if hidden > 0 {
        lines.push(lang.say(&Said::new("hidden-line").with("count", hidden).with("people", audit.settings.min_cell)));
    }
    lines
}

fn covers(audit: &Audit, lang: Lang) -> Said {
    let mut measures: Vec<String> = Vec::new();
    let checked = audit.checks.iter().map(|check| check.measure.as_str());
    let found = audit.findings.iter().map(|finding| finding.measure.as_str()).filter(|_| audit.checks.is_empty());
    for measure in checked.chain(found) {
        let name = uncapitalised(&measure_name(audit, measure, lang));
        if !measures.contains(&name) {
            measures.push(name);
        }
    }
    if measures.is_empty() && !audit.delivery.is_empty() {
        measures.push(lang.text("covers-delivery"));
    }
    let compared = |attribute: &&crate::audit::AttributeOut| {
        audit.segments.iter().any(|size| size.segment.0.iter().any(|(name, _)| *name == attribute.name))
    };
    let attributes: Vec<String> =
        audit.attributes.iter().filter(compared).map(|a| attribute_words(audit, &a.name, lang)).collect();
    Said::new("covers")
        .with("measures", measures)
        .with("attributes", attributes)
        .with("people", audit.population.people_used)
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
