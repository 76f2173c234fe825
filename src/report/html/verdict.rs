//! The page to sign: the verdict in words for the launch, the rows to read first over all checks that gate, the watched
//! ones apart, who and what was audited, the limits and who set them. Waivers and lines to sign follow it.

use serde::Serialize;

use super::about::{Item, plain};
use super::checks::tally;
use super::forest::{Choice, Table};
use crate::document::{Audit, Check, CheckResult, Finding, Verdict};
use crate::lang::{Lang, Piece, Said};
use crate::report::rank::{Frequencies, place, widest, worst_first};
use crate::report::text::{glyph, launch, next};
use crate::report::words::{
    attribute_words, check_words, comparison_word, deciding, meaning, measure_name, reference_words, said_of,
    subject_words, uncapitalised, with_comparison,
};

/// Rows shown of the checks that gate, and of those that are watched.
const ROWS: (usize, usize) = (7, 3);

/// The first section.
#[derive(Debug, Serialize)]
pub(super) struct VerdictView {
    class: &'static str,
    glyph: &'static str,
    headline: String,
    launch: String,
    colon: &'static str,
    finding: Vec<Piece>,
    counters: Vec<Counter>,
    table: Option<Table>,
    /// What was found by checks that only watch, in one line, and their worst rows.
    watched: Option<String>,
    watched_table: Option<Table>,
    left_out: Vec<String>,
    limits: Vec<LimitRow>,
    covers: Vec<Piece>,
    next: Vec<Piece>,
}

/// A check among the limits: what it asks, who asked it, how it stands.
#[derive(Debug, Serialize)]
struct LimitRow {
    at: usize,
    class: &'static str,
    glyph: &'static str,
    id: Piece,
    limit: String,
    set: Vec<Piece>,
    gates: String,
    stands: String,
    counts: String,
}

#[derive(Debug, Serialize)]
struct Counter {
    class: &'static str,
    glyph: &'static str,
    count: String,
    word: String,
}

/// The checks that can stop a release; where there is none, those that are watched decide what the page says.
fn gating(audit: &Audit) -> (Vec<&Check>, Vec<&Check>) {
    let (gating, watched): (Vec<&Check>, Vec<&Check>) =
        audit.checks.iter().partition(|check| check.severity == "error");
    if gating.is_empty() { (watched, gating) } else { (gating, watched) }
}

/// The verdict of so many results, in the middle of a sentence: French agrees with the number.
fn counted(count: u64, verdict: Verdict, lang: Lang) -> String {
    lang.say(&Said::new(&format!("counter-{}", verdict.id())).with("count", count))
}

/// The result that is put into words: of the first check whose worst verdict is that of those that gate, its first row.
fn chosen(audit: &Audit) -> Option<(&Check, &CheckResult, &Finding)> {
    let (mut checks, _) = gating(audit);
    checks.sort_by_key(|check| place(check.verdict));
    checks.into_iter().find_map(|check| {
        let (result, finding) = *worst_first(audit, check).first()?;
        Some((check, result, finding))
    })
}

impl VerdictView {
    pub(super) fn of(audit: &Audit, lang: Lang) -> Self {
        let (own, watched) = gating(audit);
        let count = |verdict: Verdict| -> u64 { own.iter().map(|check| check.counts.of(verdict)).sum() };
        let worst = own.iter().map(|check| check.verdict).min_by_key(|verdict| place(*verdict));
        let (class, sign) = worst.map_or(("none", ""), |verdict| (verdict.id(), glyph(verdict)));
        let total: u64 = Verdict::WORST_FIRST.into_iter().map(count).sum();
        let headline = Said::new(&format!("headline-{class}")).with("count", worst.map_or(0, count));
        let counters = Verdict::WORST_FIRST.into_iter().map(|verdict| Counter {
            class: verdict.id(),
            glyph: glyph(verdict),
            count: crate::lang::people(count(verdict), lang),
            word: counted(count(verdict), verdict, lang),
        });
        let choice = |most| Choice { audit, lang, most, with_attributes: true, with_rest: false, tells_cut: false };
        let table = if own.is_empty() {
            choice(ROWS.0).free("selection-rate", "ratio", |finding| finding.campaign.is_none())
        } else {
            choice(ROWS.0.max(own.len())).together(&own)
        };
        let said = |results: String| lang.say(&Said::new("front-watched").with("counts", results));
        let results = || watched.iter().flat_map(|check| &check.results);
        Self {
            class,
            glyph: sign,
            headline: lang.say(&headline.with("total", total)),
            colon: crate::report::text::colon(lang),
            launch: lang.say(&launch(audit)),
            finding: finding_words(audit, lang),
            counters: counters.collect(),
            table,
            watched: (results().count() > 0).then(|| said(tally(results(), lang))),
            watched_table: choice(ROWS.1.max(watched.len())).together(&watched),
            left_out: left_out(audit, lang),
            limits: own.iter().chain(&watched).map(|check| limit_row(audit, check, lang)).collect(),
            covers: lang.say_in_pieces(&covers(audit, lang)),
            next: lang.say_in_pieces(&next(audit, lang)),
        }
    }
}

fn limit_row(audit: &Audit, check: &Check, lang: Lang) -> LimitRow {
    let set = check.pack.as_ref().map(|pack| {
        let title = pack.title.get(lang.tag()).or_else(|| pack.title.get("en"));
        let said = Said::new("front-pack").with("title", title.map_or(pack.id.as_str(), String::as_str));
        lang.say_in_pieces(&said.with("source", pack.source.as_str()))
    });
    let stands = match check.passes {
        Some(true) => "passes-yes",
        Some(false) => "passes-no",
        None => "passes-unknown",
    };
    LimitRow {
        at: audit.checks.iter().position(|other| other.id == check.id).unwrap_or(0),
        class: check.verdict.id(),
        glyph: glyph(check.verdict),
        id: Piece::label(&check.id),
        limit: check_words(audit, check, lang),
        set: set.unwrap_or_else(|| set_words(check, lang)),
        gates: lang.text(if check.severity == "error" { "front-gates" } else { "front-watches" }),
        stands: lang.text(stands),
        counts: tally(check.results.iter(), lang),
    }
}

/// Who set a limit, and when.
fn set_words(check: &Check, lang: Lang) -> Vec<Piece> {
    let on = check.set_on.as_deref().map(|day| crate::lang::date(day, lang));
    match (&check.set_by, on) {
        (Some(by), Some(on)) => lang.say_in_pieces(&Said::new("front-set").with("owner", by.as_str()).with("on", on)),
        (Some(by), None) => vec![Piece::label(by)],
        (None, Some(on)) => plain(on),
        (None, None) => plain(lang.text("not-given")),
    }
}

/// What the audit is about, in short; the rest stands in the annex.
pub(super) fn facts(audit: &Audit, lang: Lang) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut add = |term: &str, is: Vec<Piece>| items.push(Item { term: plain(lang.text(term)), is });
    add("about-campaign", vec![Piece::label(&audit.audit.name)]);
    add("about-date", plain(crate::lang::date(&audit.audit.as_of, lang)));
    add("front-people", plain(crate::lang::people(audit.population.people_used, lang)));
    let names: Vec<String> = audit.attributes.iter().map(|own| attribute_words(audit, &own.name, lang)).collect();
    add("front-attributes", vec![Piece::label(&names.join(", "))]);
    items
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

/// Who was left out, whose value is missing, and what is hidden: each in people and in percent.
fn left_out(audit: &Audit, lang: Lang) -> Vec<String> {
    let population = &audit.population;
    let everyone = population.everyone();
    let mut lines: Vec<String> = Vec::new();
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = Said::new("left-out-line").with("people", part.people).with("share", share(part.people, everyone));
        lines.push(lang.say(&said.with("reason", lang.text(&format!("left-out-{}", part.reason)))));
    }
    for part in population.missing.iter().filter(|part| part.is_somebody()) {
        let said = Said::new("missing-line")
            .with("people", part.people)
            .with("below", part.people_below)
            .with("share", part.people.map(|people| share(people, population.people_used)))
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
    let compared = |attribute: &&crate::document::AttributeOut| {
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
