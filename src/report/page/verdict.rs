//! The page to sign: the verdict in words for the launch, the rows to read first over all checks that gate, the watched
//! ones apart, who and what was audited, the limits and who set them. Waivers and lines to sign follow it.

use super::about::{facts, stated};
use super::forest::Forest;
use super::{Body, View};
use crate::document::{AttributeOut, Audit, Check, CheckResult, Finding, Statistic, Verdict};
use crate::lang::{Said, date, people};
use crate::report::block::{Block, Cell, Holds, Item, List, Row, Table, Tag, Words};
use crate::report::gate::{exit_words, launch, next, widest_said};
use crate::report::outcome::gates;
use crate::report::rank::{Frequencies, place, widest, worst_first};
use crate::report::words::{
    attribute_words, check_words, colon, comparison_word, deciding, glyph, meaning, measure_name, reference_words,
    said_of, share, subject_words, tally, uncapitalised, warning, with_comparison,
};
use evenhand_metrics::catalog::SELECTION_RATE;

/// Rows shown of the checks that gate, and of those that are watched.
const ROWS: (usize, usize) = (7, 3);

/// The checks that can stop a release; where there is none, those that are watched decide what the page says.
fn gating(audit: &Audit) -> (Vec<&Check>, Vec<&Check>) {
    let (gating, watched): (Vec<&Check>, Vec<&Check>) = audit.checks.iter().partition(|check| gates(check));
    if gating.is_empty() { (watched, gating) } else { (gating, watched) }
}

/// The verdict of so many results, in the middle of a sentence: French agrees with the number.
fn counted(v: View<'_>, count: u64, verdict: Verdict) -> String {
    v.say(&Said::new(&format!("counter-{}", verdict.id())).with("count", count))
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

pub(super) fn verdict(v: View<'_>) -> Body {
    let (own, watched) = gating(v.audit);
    let mut blocks = first(v);
    blocks.extend([Block::heading(v.text("front-facts")), facts(v), stated(v)]);
    let left = left_out(v).join("; ");
    let left = if left.is_empty() { v.text("left-out-nobody") } else { left + "." };
    blocks.push(Block::Prose("left", titled(v, "left-out-head").and(left)));
    blocks.push(limits(v, own.into_iter().chain(watched)).into());
    Ok(blocks)
}

/// What is read first: the headline with its counters, the rows furthest outside, what to do next.
pub(super) fn first(v: View<'_>) -> Vec<Block> {
    let (own, watched) = gating(v.audit);
    let count = |verdict: Verdict| -> u64 { own.iter().map(|check| check.counts.of(verdict)).sum() };
    let worst = own.iter().map(|check| check.verdict).min_by_key(|verdict| place(*verdict));
    let (class, sign) = worst.map_or(("none", ""), |verdict| (verdict.id(), glyph(verdict)));
    let total: u64 = Verdict::WORST_FIRST.into_iter().map(count).sum();
    let headline = Said::new(&format!("headline-{class}")).with("count", worst.map_or(0, count)).with("total", total);
    let launch = format!("{}{} {}", v.text("text-launch"), colon(v.lang), v.say(&launch(v.audit)));
    let mut top =
        vec![Block::Title("verdict", Words::signed(sign, v.say(&headline))), Block::Prose("gate", launch.into())];
    let finding = finding_words(v);
    top.extend((!finding.is_empty()).then_some(Block::Prose("lead", finding)));
    let counter = |verdict: Verdict| {
        let words = Words::from(people(count(verdict), v.lang)).tagged(Tag::Strong);
        let words = words.and(format!(" {}", counted(v, count(verdict), verdict)));
        Item { class: verdict.id(), ..Words::signed(glyph(verdict), words).into() }
    };
    let items = Verdict::WORST_FIRST.map(counter).into();
    top.push(Block::List(List { class: "counters", label: v.text("counters-caption"), items, ..List::default() }));
    let mut blocks = vec![Block::Part(format!("verdict {class}"), top)];
    let rows = |most| Forest { with_attributes: true, with_rest: false, ..Forest::of(View { most, ..v }) };
    let table = if own.is_empty() {
        rows(ROWS.0).free(SELECTION_RATE.id, Statistic::Ratio, |finding| finding.campaign.is_none())
    } else {
        rows(ROWS.0.max(own.len())).together(&own)
    };
    blocks.extend(table.into_iter().flat_map(|table| [Block::heading(v.text("worst-head")), table.into()]));
    let results = || watched.iter().flat_map(|check| &check.results);
    if results().count() > 0 {
        let said = Said::new("front-watched").with("counts", tally(results(), v.lang));
        blocks.push(Block::heading(v.say(&said)));
        let table = rows(ROWS.1.max(watched.len())).together(&watched);
        blocks.extend(table.map(|table| Block::Part("screen".to_owned(), vec![table.into()])));
    }
    let said = titled(v, "next-head").and(v.words(&next(v.audit, v.lang))).and(" ").and(v.words(&covers(v)));
    blocks.push(Block::prose(said.and(format!(" {}", v.text("covers-not")))));
    blocks
}

/// A title within a paragraph.
fn titled(v: View<'_>, id: &str) -> Words {
    Words::from(format!("{}.", v.text(id))).tagged(Tag::Strong).and(" ")
}

/// The checks: what each asks, who asked it, how it stands.
fn limits<'a>(v: View<'_>, checks: impl Iterator<Item = &'a Check>) -> Table {
    let row = |check: &Check| {
        let at = v.audit.checks.iter().position(|other| other.id == check.id).unwrap_or(0);
        let set = check.pack.as_ref().map(|pack| {
            let title = pack.title.get(v.lang.tag()).or_else(|| pack.title.get("en"));
            let said = Said::new("front-pack").with("title", title.map_or(pack.id.as_str(), String::as_str));
            v.words(&said.with("source", pack.source.as_str()))
        });
        let gates = v.text(if gates(check) { "front-gates" } else { "front-watches" });
        let stands =
            Words::from(glyph(check.verdict)).tagged(Tag::LimitSign).and(format!(" {}", v.text(passes(check))));
        let cells: [Cell; 3] = [
            check_words(v.audit, check, v.lang).into(),
            set.unwrap_or_else(|| set_by(v, check)).into(),
            stands.with(Tag::Small, tally(check.results.iter(), v.lang)).into(),
        ];
        let head = Words::label(&check.id).link(format!("check-{at}")).with(Tag::Small, gates);
        Row { class: check.verdict.id().to_owned(), ..Row::new(head, cells) }
    };
    let columns = [
        (Holds::Words, "waiver-check"),
        (Holds::Words, "check-limit"),
        (Holds::Words, "front-set-by"),
        (Holds::Standing, "front-result"),
    ];
    Table { kind: "limits", ..Table::plain(v.text("front-limits"), columns, checks.map(row).collect(), v.lang) }
}

/// Whether a check passes, as messages tell it apart.
pub(super) const fn passes(check: &Check) -> &'static str {
    match check.passes {
        Some(true) => "passes-yes",
        Some(false) => "passes-no",
        None => "passes-unknown",
    }
}

/// Who set a limit, and when.
fn set_by(v: View<'_>, check: &Check) -> Words {
    let on = check.set_on.as_deref().map(|day| date(day, v.lang));
    match (&check.set_by, on) {
        (Some(by), Some(on)) => v.words(&Said::new("front-set").with("owner", by.as_str()).with("on", on)),
        (Some(by), None) => Words::label(by),
        (None, Some(on)) => on.into(),
        (None, None) => v.text("not-given").into(),
    }
}

/// At most 45 words: frequencies first, then where the interval lies.
fn finding_words(v: View<'_>) -> Words {
    let (audit, lang) = (v.audit, v.lang);
    let Some((check, result, finding)) = chosen(audit) else {
        return unjudged_words(v);
    };
    let id = match (result.verdict, deciding(audit, check)) {
        (Verdict::Outside, "estimate") => "finding-outside-point",
        (Verdict::Outside, _) => "finding-outside",
        (Verdict::Within, word) if word != "estimate" => "finding-within",
        (Verdict::CannotTell, word) if word != "estimate" && result.reason.is_none() => "finding-cannot_tell",
        (Verdict::Waived, _) => "finding-waived",
        _ => return v.words(&said_of(audit, check, result, finding, lang)),
    };
    let Some(told) = frequencies(v, finding) else {
        return v.words(&said_of(audit, check, result, finding, lang));
    };
    let mut said = Said::new(id);
    said.values.clone_from(&result.said.values);
    let said = with_comparison(said, check).with("deciding", deciding(audit, check)).with("level", check.family.level);
    v.words(&told).and(" ").and(v.words(&said))
}

/// Selection rates only: of another measure's people it cannot be said that so many "were selected".
fn frequencies(v: View<'_>, finding: &Finding) -> Option<Said> {
    if finding.measure != SELECTION_RATE.id {
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
            .with("meaning", meaning(v.audit).id())
            .with("base", told.base)
            .with("of_segment", told.of_segment)
            .with("of_reference", told.of_reference)
            .with("gap", gap.abs())
            .with("side", side)
            .with("segment", subject_words(v.audit, finding, v.lang)?)
            .with("reference", reference_words(v.audit, finding, v.lang)?),
    )
}

fn unjudged_words(v: View<'_>) -> Words {
    let said = widest(v.audit).and_then(|finding| Some((finding, frequencies(v, finding)?)));
    let Some((finding, said)) = said else { return Words::default() };
    let measured = Said::new("finding-unjudged").with("value", finding.value);
    let measured = measured.with("comparison", comparison_word(&finding.measure, &finding.comparison));
    v.words(&said).and(" ").and(v.words(&measured))
}

/// Who was left out, whose value is missing, and what is hidden: each in people and in percent.
fn left_out(v: View<'_>) -> Vec<String> {
    let audit = v.audit;
    let population = &audit.population;
    let everyone = population.everyone();
    let mut lines: Vec<String> = Vec::new();
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = Said::new("left-out-line").with("people", part.people).with("share", share(part.people, everyone));
        lines.push(v.say(&said.with("reason", v.text(&format!("left-out-{}", part.reason)))));
    }
    for part in population.missing.iter().filter(|part| part.is_somebody()) {
        let said = Said::new("missing-line")
            .with("people", part.people)
            .with("below", part.people_below)
            .with("share", part.people.map(|people| share(people, population.people_used)))
            .with("attribute", attribute_words(audit, &part.attribute, v.lang));
        lines.push(v.say(&said));
    }
    let hidden = audit.segments.iter().filter(|size| size.people_below.is_some()).count();
    if hidden > 0 {
        lines.push(v.say(&Said::new("hidden-line").with("count", hidden).with("people", audit.settings.min_cell)));
    }
    lines
}

fn covers(v: View<'_>) -> Said {
    let (audit, lang) = (v.audit, v.lang);
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
    let compared = |attribute: &&AttributeOut| {
        audit.segments.iter().any(|size| size.segment.0.iter().any(|(name, _)| *name == attribute.name))
    };
    let attributes: Vec<String> =
        audit.attributes.iter().filter(compared).map(|a| attribute_words(audit, &a.name, lang)).collect();
    Said::new("covers")
        .with("measures", measures)
        .with("attributes", attributes)
        .with("people", audit.population.people_used)
}

/// The last lines of the short form: warnings, the widest gap, what to do next, and the exit code in words.
pub(super) fn closing(v: View<'_>) -> Vec<Block> {
    let lead = |head: &str, is: String| (v.text(head).into(), is.into());
    let warnings = v.audit.warnings.iter().map(|said| lead("text-warning", warning(v.audit, said, v.lang)));
    let mut blocks = vec![Block::Facts("lead", warnings.collect())];
    blocks.extend(widest_said(v.audit, v.lang).map(|said| Block::prose(v.say(&said))));
    let next = [("text-launch", launch(v.audit)), ("text-next", next(v.audit, v.lang))];
    blocks.push(Block::Facts("lead", next.map(|(head, said)| lead(head, v.say(&said))).into()));
    blocks.push(Block::prose(exit_words(v.audit, v.lang)));
    blocks
}
