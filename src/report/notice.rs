//! The public notice: one page in plain words that whoever ran the campaign can publish. Single groups alone, what was
//! checked, what is not known, in numbers from which nobody works out those of few people. It leaves out combined groups, files, columns and waivers' reasons, and asserts nothing
//! about law.

mod groups;
mod rounding;
mod withheld;

use std::collections::BTreeSet;
use std::io;

use serde::Serialize;
use tera::Context;

use super::findings::judged;

use super::gate::widest_said;
use super::rank::widest;
use super::words::glyph;
use super::words::{attribute_words, deciding, gate_pieces, limit_values, meaning, measure_name, set_words};
use crate::document::{AttributeOut, Audit, Check, Counts, Verdict};
use crate::lang::{Lang, Piece, Said};
use crate::segment::Segment;
use groups::{Shown, Table};
use withheld::Told;

const STYLE: &str = include_str!("../../templates/notice.css");
const TEMPLATES: [(&str, &str); 2] =
    [("notice.html", include_str!("../../templates/notice.html")), ("notice.css", STYLE)];

/// Everything that the template prints.
#[derive(Debug, Serialize)]
struct Notice {
    lang: &'static str,
    style_hash: String,
    title: String,
    heading: Vec<Piece>,
    made: String,
    lead: Vec<Piece>,
    class: &'static str,
    glyph: &'static str,
    headline: String,
    widest: Vec<Piece>,
    attributes: Vec<Described>,
    checks: Vec<Vec<Piece>>,
    how: String,
    rates: String,
    rounded: Option<String>,
    rate_head: String,
    tables: Vec<Table>,
    unknown: Vec<Vec<Piece>>,
    besides: Vec<Vec<Piece>>,
}

/// An attribute as the config describes it.
#[derive(Debug, Serialize)]
struct Described {
    name: Piece,
    source: String,
    basis: Option<Piece>,
    purpose: Option<Piece>,
    note: Option<Piece>,
}

/// Writes the page.
///
/// # Errors
/// When `out` fails.
pub(super) fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let context = Context::from_serialize(&Notice::of(audit, lang)).map_err(io::Error::other)?;
    let mut tera = tera::Tera::new();
    tera.register_function("t", move |given: tera::Kwargs, _: &tera::State| -> tera::TeraResult<String> {
        Ok(lang.text(given.must_get::<&str>("id")?))
    });
    tera.add_raw_templates(TEMPLATES).map_err(io::Error::other)?;
    let page = tera.render("notice.html", &context).map_err(io::Error::other)?;
    let lines: Vec<_> = page.lines().filter(|line| !line.is_empty()).map(crate::lang::clean).collect();
    writeln!(out, "{}", lines.join("\n"))
}

impl Notice {
    fn of(audit: &Audit, lang: Lang) -> Self {
        let title = Said::new("notice-title").with("name", audit.audit.name.as_str());
        let made = Said::new("notice-made")
            .with("date", audit.audit.as_of.as_str())
            .with("tool", audit.tool.name.as_str())
            .with("version", audit.tool.version.as_str());
        let (class, sign, count) = match audit.verdict {
            Some(verdict) => (verdict.id(), glyph(verdict), audit.counts.of(verdict)),
            None => ("none", "", 0),
        };
        let headline = Said::new(&format!("headline-{class}")).with("count", count).with("total", audit.counts.total());
        let shown = Shown::of(audit);
        let tables = groups::tables(audit, &shown, lang);
        let lead = match (tables.is_empty(), audit.delivery.is_empty()) {
            (true, false) => "notice-lead-delivery",
            (true, true) => "notice-lead-nobody",
            (false, _) => "notice-lead",
        };
        let lead = Said::new(lead)
            .with("name", audit.audit.name.as_str())
            .with("people", shown.rounding.count(audit.population.people_used))
            .with("few", (!shown.tells_all).then_some("yes"))
            .with("meaning", meaning(audit));
        let widest = widest(audit).filter(|finding| shown.tells_comparison(finding));
        let widest = widest.and_then(|_| widest_said(audit, lang));
        Self {
            lang: lang.tag(),
            style_hash: super::html::source_hash(STYLE),
            title: lang.say(&title),
            heading: lang.say_in_pieces(&title),
            made: lang.say(&made),
            lead: lang.say_in_pieces(&lead),
            class,
            glyph: sign,
            headline: lang.say(&headline),
            widest: widest.map_or_else(Vec::new, |said| lang.say_in_pieces(&said)),
            attributes: audit.attributes.iter().map(|attribute| described(audit, attribute, lang)).collect(),
            checks: audit.checks.iter().map(|check| checked(audit, check, lang)).collect(),
            how: lang.text(if audit.checks.is_empty() { "notice-no-limit" } else { "notice-how" }),
            rates: rates(audit, lang),
            rounded: shown
                .rounding
                .is_on()
                .then(|| lang.say(&Said::new("notice-rounded").with("step", shown.rounding.step))),
            rate_head: lang.text(if meaning(audit) == "burden" { "notice-rate-burden" } else { "notice-rate" }),
            tables,
            unknown: unknown(audit, &shown, lang),
            besides: besides(audit, lang),
        }
    }
}

fn described(audit: &Audit, attribute: &AttributeOut, lang: Lang) -> Described {
    let label = |text: &Option<String>| text.as_deref().map(Piece::label);
    let known = attribute.source.as_deref();
    Described {
        name: Piece::label(&attribute_words(audit, &attribute.name, lang)),
        source: known.map_or_else(|| lang.text("not-given"), |source| lang.text(&format!("source-{source}"))),
        basis: label(&attribute.basis),
        purpose: label(&attribute.purpose),
        note: label(&attribute.note),
    }
}

/// A check in plain words, with how its comparisons came out and what that shows.
fn checked(audit: &Audit, check: &Check, lang: Lang) -> Vec<Piece> {
    let sets: Vec<String> = check.attributes.iter().map(|set| set_words(audit, set, lang)).collect();
    let said = Said::new("notice-check")
        .with("measure", measure_name(audit, &check.measure, lang))
        .with("attributes", sets)
        .with("stratum", check.within.as_ref().map(|name| attribute_words(audit, name, lang)))
        .with("deciding", deciding(audit, check))
        .with("total", check.counts.total())
        .with("counts", counted(check.counts, lang));
    let mut pieces = lang.say_in_pieces(&limit_values(said, check));
    // What is outside was just counted; how much else would have been seen was not.
    let more = match check.passes {
        Some(false) => Vec::new(),
        // The people in the groups that are decided would tell those of groups without a number.
        passes if hides(audit, check) => {
            lang.say_in_pieces(&Said::new(if passes.is_some() { "notice-kept" } else { "notice-not-kept" }))
        }
        _ => gate_pieces(audit, check, lang),
    };
    if !more.is_empty() {
        pieces.push(Piece { text: " ".to_owned(), is_label: false });
        pieces.extend(more);
    }
    pieces
}

/// Whether a check judges groups that are too small to be shown.
fn hides(audit: &Audit, check: &Check) -> bool {
    judged(audit, check).iter().any(|(_, finding)| finding.people_below.is_some())
}

/// `3 outside limit, 1 cannot tell`.
fn counted(counts: Counts, lang: Lang) -> String {
    let found = Verdict::WORST_FIRST.into_iter().filter(|verdict| counts.of(*verdict) > 0);
    let words = found
        .map(|verdict| lang.say(&Said::new(&format!("counts-{}", verdict.id())).with("count", counts.of(verdict))));
    words.collect::<Vec<_>>().join(", ")
}

/// How the rates are to be read.
fn rates(audit: &Audit, lang: Lang) -> String {
    let settings = &audit.settings;
    let ids = [
        Some(if audit.audit.inference == "census" { "notice-rates-census" } else { "notice-rates" }),
        settings.weighted.then_some("notice-rates-weighted"),
    ];
    let said = |id| lang.say(&Said::new(id).with("level", settings.level).with("meaning", meaning(audit)));
    ids.into_iter().flatten().map(said).collect::<Vec<_>>().join(" ")
}

/// What nobody can say from these data: missing values, people left out, small groups, undecided comparisons.
fn unknown(audit: &Audit, shown: &Shown, lang: Lang) -> Vec<Vec<Piece>> {
    let population = &audit.population;
    let mut lines: Vec<Said> = Vec::new();
    let counted = |said: Said, people: Option<u64>, of: u64| match people {
        Some(people) if people >= audit.settings.min_cell && shown.tells_all => {
            let share = shown.rounding.share(share(people, of), of, lang);
            said.with("people", shown.rounding.count(people)).with("share", share)
        }
        _ => said.with("people", 0).with("few", "yes"),
    };
    for part in population.missing.iter().filter(|part| part.is_somebody()) {
        let segment = Segment(vec![(part.attribute.clone(), None)]);
        let people = part.people.filter(|_| shown.told(&segment) != Told::Nothing);
        let said = counted(Said::new("notice-missing"), people, population.people_used);
        lines.push(said.with("attribute", attribute_words(audit, &part.attribute, lang)));
    }
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = counted(Said::new("notice-left-out"), Some(part.people), population.everyone());
        lines.push(said.with("reason", lang.text(&format!("left-out-{}", part.reason))));
    }
    let nameless = shown.kept_back(Told::Nothing);
    if nameless > 0 {
        lines.push(Said::new("notice-hidden").with("count", nameless).with("people", audit.settings.min_cell));
    }
    let few =
        [Told::FewSelected, Told::FewRejected, Told::Size].map(|told| shown.kept_back(told)).iter().sum::<usize>();
    if few > 0 {
        lines.push(Said::new("notice-few").with("count", few).with("people", audit.settings.min_cell));
    }
    let crosses = audit.segments.iter().filter(|size| size.people_below.is_some() && size.segment.0.len() > 1).count();
    if crosses > 0 {
        lines.push(Said::new("notice-hidden-crosses").with("count", crosses).with("people", audit.settings.min_cell));
    }
    if audit.counts.cannot_tell > 0 {
        lines.push(Said::new("notice-undecided").with("count", audit.counts.cannot_tell));
    }
    if audit.counts.not_assessed > 0 {
        let said = Said::new("notice-not-assessed").with("count", audit.counts.not_assessed);
        lines.push(said.with("reasons", reasons(audit, lang)));
    }
    if lines.is_empty() {
        lines.push(Said::new("left-out-nobody"));
    }
    lines.push(Said::new("notice-why"));
    lines.iter().map(|said| lang.say_in_pieces(said)).collect()
}

/// Why comparisons have no estimate, each reason once.
fn reasons(audit: &Audit, lang: Lang) -> String {
    let mut found: Vec<String> = Vec::new();
    for result in audit.checks.iter().flat_map(|check| &check.results) {
        if let (Verdict::NotAssessed, Some(reason)) = (result.verdict, &result.reason) {
            let words = lang.text(&format!("reason-{reason}"));
            if !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found.join(if lang == Lang::Fr { "\u{202f}; " } else { "; " })
}

/// What the audit holds and this page does not.
fn besides(audit: &Audit, lang: Lang) -> Vec<Vec<Piece>> {
    let mut lines = Vec::new();
    let crosses = audit.segments.iter().filter(|size| size.segment.0.len() > 1 && !size.segment.has_missing()).count();
    if crosses > 0 {
        lines.push(Said::new("notice-crosses").with("count", crosses));
    }
    let others =
        audit.findings.iter().filter(|finding| finding.measure != groups::SELECTION && finding.value.is_some());
    let measures: BTreeSet<&str> = others.map(|finding| finding.measure.as_str()).collect();
    if !measures.is_empty() {
        lines.push(Said::new("notice-measures").with("count", measures.len()));
    }
    lines.iter().map(|said| lang.say_in_pieces(said)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
