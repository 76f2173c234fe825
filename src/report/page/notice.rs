//! The public notice: one page in plain words that whoever ran the campaign can publish. Single groups alone, what was
//! checked, what is not known, in numbers from which nobody works out those of few people. It leaves out combined groups, files,
//! columns and waivers' reasons, and asserts nothing about law.

mod groups;
mod rounding;
mod withheld;

use evenhand_metrics::catalog::SELECTION_RATE;
use std::collections::BTreeSet;

use super::{Page, View};
use crate::document::{AttributeOut, Audit, Check, Counts, Inference, Verdict};
use crate::lang::Said;
use crate::report::block::{Block, Column, Holds, Row, Table, Tag, Words};
use crate::report::findings::judged;
use crate::report::gate::widest_said;
use crate::report::rank::widest;
use crate::report::words::{
    attribute_words, deciding, gate_pieces, glyph, limit_values, meaning, measure_name, semicolon, set_words, share,
};
use crate::segment::Segment;
use groups::{Shown, tables};
use withheld::Told;

pub(in crate::report) fn notice(v: View<'_>) -> Page {
    let (audit, lang) = (v.audit, v.lang);
    let shown = Shown::of(audit);
    let tables = tables(v, &shown);
    let lead = match (tables.is_empty(), audit.delivery.is_empty()) {
        (true, false) => "notice-lead-delivery",
        (true, true) => "notice-lead-nobody",
        (false, _) => "notice-lead",
    };
    let lead = Said::new(lead)
        .with("name", audit.audit.name.as_str())
        .with("people", shown.rounding.count(audit.population.people_used))
        .with("few", (!shown.tells_all).then_some("yes"))
        .with("meaning", meaning(audit).id());
    let mut blocks = vec![Block::Prose("lead", v.words(&lead)), headline(v)];
    let told = widest(audit).filter(|finding| shown.tells_comparison(finding));
    blocks.extend(told.and_then(|_| widest_said(audit, lang)).map(|said| Block::prose(v.words(&said))));
    let head = |id: &str| Block::Heading(2, v.text(id).into());
    blocks.extend([head("notice-data-head"), Block::prose(v.text("notice-data")), attributes(v).into()]);
    blocks.push(head("notice-checked-head"));
    if audit.checks.is_empty() {
        blocks.push(Block::prose(v.text("notice-no-limit")));
    } else {
        blocks.push(Block::points(audit.checks.iter().map(|check| checked(v, check))));
        blocks.push(Block::prose(v.text("notice-how")));
    }
    if !tables.is_empty() {
        let rounded = Said::new("notice-rounded").with("step", shown.rounding.step);
        let rounded = shown.rounding.is_on().then(|| format!(" {}", v.say(&rounded)));
        blocks.push(head("notice-rates-head"));
        blocks.push(Block::prose(rates(v) + &rounded.unwrap_or_default()));
        blocks.extend(tables);
    }
    blocks.extend([head("notice-unknown-head"), Block::points(unknown(v, &shown))]);
    let besides = besides(v);
    if !besides.is_empty() {
        blocks.extend([head("notice-besides-head"), Block::points(besides)]);
    }
    let made = Said { id: "notice-made".to_owned(), ..v.made() };
    Page {
        title: v.words(&Said::new("notice-title").with("name", audit.audit.name.as_str())),
        made: v.say(&made),
        id: String::new(),
        sections: Vec::new(),
        blocks,
        footer: v.text("notice-law"),
    }
}

fn headline(v: View<'_>) -> Block {
    let counts = v.audit.counts;
    let (class, id) = match v.audit.verdict {
        None => ("headline none", "none"),
        Some(Verdict::Outside) => ("headline outside", "outside"),
        Some(Verdict::CannotTell) => ("headline cannot_tell", "cannot_tell"),
        Some(Verdict::NotAssessed) => ("headline not_assessed", "not_assessed"),
        Some(Verdict::Waived) => ("headline waived", "waived"),
        Some(Verdict::Within) => ("headline within", "within"),
    };
    let said = Said::new(&format!("headline-{id}")).with("total", counts.total());
    let count = v.audit.verdict.map_or(0, |verdict| counts.of(verdict));
    let sign = v.audit.verdict.map(|verdict| Words::from(glyph(verdict)).tagged(Tag::PlainSign).and(" "));
    Block::Prose(class, sign.unwrap_or_default().and(v.say(&said.with("count", count))))
}

/// The attributes as the config describes them.
fn attributes(v: View<'_>) -> Table {
    let row = |attribute: &AttributeOut| {
        let label = |text: &Option<String>| text.as_deref().map(Words::label);
        let not_given = || Words::from(v.text("not-given"));
        let source = attribute.source.as_deref().map(|source| v.text(&format!("source-{source}")).into());
        let source: Words = source.unwrap_or_else(not_given);
        let noted = label(&attribute.note).map(|note| source.clone().and(" ").with(Tag::Small, note));
        let cells = [
            noted.unwrap_or(source),
            label(&attribute.basis).unwrap_or_else(not_given),
            label(&attribute.purpose).unwrap_or_else(not_given),
        ];
        Row::new(Words::label(&attribute_words(v.audit, &attribute.name, v.lang)), cells.map(Into::into))
    };
    let heads = ["attribute-name", "attribute-source", "attribute-basis", "attribute-purpose"];
    Table {
        kind: "data",
        caption: v.text("notice-data-head").into(),
        is_captioned: true,
        columns: heads.map(|head| Column::new(Holds::Words, v.text(head))).into(),
        rows: v.audit.attributes.iter().map(row).collect(),
        ..Table::default()
    }
}

/// A check in plain words, with how its comparisons came out and what that shows.
fn checked(v: View<'_>, check: &Check) -> Words {
    let (audit, lang) = (v.audit, v.lang);
    let sets: Vec<String> = check.attributes.iter().map(|set| set_words(audit, set, v.lang)).collect();
    let said = Said::new("notice-check")
        .with("measure", measure_name(audit, &check.measure, v.lang))
        .with("attributes", sets)
        .with("stratum", check.within.as_ref().map(|name| attribute_words(audit, name, v.lang)))
        .with("deciding", deciding(audit, check))
        .with("total", check.counts.total())
        .with("counts", counted(v, check.counts));
    let words = v.words(&limit_values(said, check));
    // What is outside was just counted; how much else would have been seen was not.
    let more = match check.passes {
        Some(false) => return words,
        // The people in the groups that are decided would tell those of groups without a number.
        passes if hides(audit, check) => {
            v.words(&Said::new(if passes.is_some() { "notice-kept" } else { "notice-not-kept" }))
        }
        _ => gate_pieces(audit, check, lang).into(),
    };
    if more.is_empty() { words } else { words.and(" ").and(more) }
}

/// Whether a check judges groups that are too small to be shown.
fn hides(audit: &Audit, check: &Check) -> bool {
    judged(audit, check).iter().any(|(_, finding)| finding.people_below.is_some())
}

/// `3 outside limit, 1 cannot tell`.
fn counted(v: View<'_>, counts: Counts) -> String {
    let found = Verdict::WORST_FIRST.into_iter().filter(|verdict| counts.of(*verdict) > 0);
    let words =
        found.map(|verdict| v.say(&Said::new(&format!("counts-{}", verdict.id())).with("count", counts.of(verdict))));
    words.collect::<Vec<_>>().join(", ")
}

/// How the rates are to be read.
fn rates(v: View<'_>) -> String {
    let (audit, settings) = (v.audit, &v.audit.settings);
    let ids = [
        Some(if audit.audit.inference == Inference::Census { "notice-rates-census" } else { "notice-rates" }),
        settings.weighted.then_some("notice-rates-weighted"),
    ];
    let said = |id| v.say(&Said::new(id).with("level", settings.level).with("meaning", meaning(audit).id()));
    ids.into_iter().flatten().map(said).collect::<Vec<_>>().join(" ")
}

/// What nobody can say from these data: missing values, people left out, small groups, undecided comparisons.
fn unknown(v: View<'_>, shown: &Shown) -> Vec<Words> {
    let audit = v.audit;
    let population = &audit.population;
    let mut lines: Vec<Said> = Vec::new();
    let counted = |said: Said, people: Option<u64>, of: u64| match people {
        Some(people) if people >= audit.settings.min_cell && shown.tells_all => {
            let share = shown.rounding.share(share(people, of), of, v.lang);
            said.with("people", shown.rounding.count(people)).with("share", share)
        }
        _ => said.with("people", 0).with("few", "yes"),
    };
    for part in population.missing.iter().filter(|part| part.is_somebody()) {
        let segment = Segment(vec![(part.attribute.clone(), None)]);
        let people = part.people.filter(|_| shown.told(&segment) != Told::Nothing);
        let said = counted(Said::new("notice-missing"), people, population.people_used);
        lines.push(said.with("attribute", attribute_words(audit, &part.attribute, v.lang)));
    }
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = counted(Said::new("notice-left-out"), Some(part.people), population.everyone());
        lines.push(said.with("reason", v.text(&format!("left-out-{}", part.reason))));
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
        lines.push(said.with("reasons", reasons(v)));
    }
    if lines.is_empty() {
        lines.push(Said::new("left-out-nobody"));
    }
    lines.push(Said::new("notice-why"));
    lines.iter().map(|said| v.words(said)).collect()
}

/// Why comparisons have no estimate, each reason once.
fn reasons(v: View<'_>) -> String {
    let audit = v.audit;
    let mut found: Vec<String> = Vec::new();
    for result in audit.checks.iter().flat_map(|check| &check.results) {
        if let (Verdict::NotAssessed, Some(reason)) = (result.verdict, &result.reason) {
            let words = v.text(&format!("reason-{reason}"));
            if !found.contains(&words) {
                found.push(words);
            }
        }
    }
    found.join(semicolon(v.lang))
}

/// What the audit holds and this page does not.
fn besides(v: View<'_>) -> Vec<Words> {
    let audit = v.audit;
    let mut lines = Vec::new();
    let crosses = audit.segments.iter().filter(|size| size.segment.0.len() > 1 && !size.segment.has_missing()).count();
    if crosses > 0 {
        lines.push(Said::new("notice-crosses").with("count", crosses));
    }
    let others =
        audit.findings.iter().filter(|finding| finding.measure != SELECTION_RATE.id && finding.value.is_some());
    let measures: BTreeSet<&str> = others.map(|finding| finding.measure.as_str()).collect();
    if !measures.is_empty() {
        lines.push(Said::new("notice-measures").with("count", measures.len()));
    }
    lines.iter().map(|said| v.words(said)).collect()
}
