//! Formulas, methods and references; and how to check the page.

use crate::document::Inference;
use evenhand_metrics::catalog::{Ask, FIELD_NAMES, Words as Named};

use super::{Body, View};
use crate::lang::{Said, people};
use crate::report::block::{Block, Holds, Row, Table, Tag, Words};
use crate::report::words::measures_used;

pub(in crate::report) fn method(v: View<'_>) -> Body {
    let mut blocks = vec![Block::heading(v.text("method-head-intervals")), Block::points(intervals(v))];
    let references = references(v);
    if !references.is_empty() {
        blocks.extend([Block::heading(v.text("method-head-references")), Block::points(references)]);
    }
    blocks.push(Block::heading(v.text("method-head-measures")));
    blocks.push(Block::prose(v.text("method-letters")));
    blocks.push(Block::Facts("stack", measures(v)));
    Ok(blocks)
}

/// The measures used, then the field's own names for comparisons that stand on this page.
fn measures(v: View<'_>) -> Vec<(Words, Words)> {
    let view = |words: &Named, formula: String, source: &str, names: &[&str]| {
        let mut from = v.say(&Said::new("method-source").with("source", source));
        if !names.is_empty() {
            from = format!("{from} {}", v.say(&Said::new("method-also").with("names", names.join(", "))));
        }
        let is = Words::from(formula).tagged(Tag::Code).and(format!(". {} {} ", words.says, words.misses));
        (words.name.into(), is.with(Tag::Source, from))
    };
    let own = measures_used(v.audit).map(|measure| {
        let words = v.either(measure.en(), measure.fr());
        view(words, measure.formula(), measure.source(), measure.known_as())
    });
    let stands = |ask: &Ask| match ask {
        Ask::Check(measure, comparison) => has(v, measure, comparison.id()),
        Ask::Finding(measure, comparison) => has(v, measure, comparison),
        Ask::AgainstHighest(..) | Ask::Within(..) => false,
    };
    let fields = FIELD_NAMES
        .iter()
        .filter(|field| field.asks.first().is_some_and(stands))
        .map(|field| view(v.either(&field.en, &field.fr), field.formula.to_owned(), field.source, field.known_as));
    own.chain(fields).collect()
}

/// Whether a comparison has a value somewhere in the document.
fn has(v: View<'_>, measure: &str, comparison: &str) -> bool {
    v.audit.findings.iter().any(|f| f.measure == measure && f.comparison.as_str() == comparison && f.value.is_some())
}

fn intervals(v: View<'_>) -> Vec<String> {
    let (audit, settings) = (v.audit, &v.audit.settings);
    let mut intervals = Vec::new();
    if audit.audit.inference != Inference::Census {
        for (kind, method) in
            [("proportion", &settings.proportion), ("difference", &settings.difference), ("ratio", &settings.ratio)]
        {
            let name = v.text(&format!("method-{method}"));
            intervals.push(v.say(&Said::new(&format!("method-of-{kind}")).with("method", name)));
        }
    }
    if let Some(people) = audit.audit.tuned_for {
        intervals.push(v.say(&Said::new("method-monitoring").with("people", people)));
    }
    let mut methods: Vec<&str> = Vec::new();
    let of_numbers = audit.findings.iter().filter_map(|finding| finding.interval.as_ref());
    for method in of_numbers.filter_map(|interval| interval.method.as_deref()) {
        let method = if method.starts_with("jackknife") { "jackknife" } else { method };
        if !methods.contains(&method) {
            methods.push(method);
            intervals.extend(v.lang.known(&format!("number-method-{method}")));
        }
    }
    let always = [
        "method-deff",
        "method-family",
        "method-confirmed",
        "method-verdicts",
        "method-detectable",
        "method-rounding",
        "method-missing",
    ];
    intervals.extend(always.map(|id| v.text(id)));
    intervals.push(v.say(&Said::new("method-hidden").with("people", settings.min_cell)));
    intervals.push(v.text("method-not-said"));
    intervals
}

/// The rules by which references were chosen, each once.
fn references(v: View<'_>) -> Vec<String> {
    let mut rules: Vec<&str> = Vec::new();
    for reference in v.audit.findings.iter().filter_map(|finding| finding.reference.as_ref()) {
        if !rules.contains(&reference.rule.as_str()) {
            rules.push(&reference.rule);
        }
    }
    rules.into_iter().map(|rule| v.text(&format!("reference-{rule}"))).collect()
}

/// How to check the page.
pub(super) fn proof(v: View<'_>) -> Body {
    let rows = v.audit.inputs.iter().map(|input| {
        let columns = input.columns_read.iter().map(|column| Words::label(column).tagged(Tag::Code));
        let cells = [
            Words::label(&input.name),
            people(input.rows, v.lang).into(),
            people(input.bytes, v.lang).into(),
            Words::joined(columns, ", "),
            Words::from(input.sha256.as_str()).tagged(Tag::Digest),
        ];
        Row::new(v.text(&format!("role-{}", input.role)), cells.map(Into::into))
    });
    let columns = [
        (Holds::Words, "proof-role"),
        (Holds::Words, "proof-file"),
        (Holds::Number, "proof-rows"),
        (Holds::Number, "proof-bytes"),
        (Holds::Words, "proof-columns"),
        (Holds::Words, "proof-digest"),
    ];
    let inputs = Table::plain(v.text("proof-inputs"), columns, rows.collect(), v.lang);
    let digest = |of: &str| Words::from(format!("{} ", v.text("proof-digest"))).with(Tag::Digest, of);
    let code = |text: &str| Words::from(text).tagged(Tag::Code);
    let command = format!("evenhand audit -c evenhand.toml --as-of {} -o audit.json", v.audit.audit.as_of);
    let config = v.audit.settings.config_sha256.as_deref().map(|config| ("proof-config", digest(config)));
    let facts = config.into_iter().chain([
        ("proof-schema", code(&v.audit.schema).and("; audit.json: ").and(digest(v.digest))),
        ("proof-again", code(&command)),
    ]);
    let facts = facts.map(|(term, is)| (v.text(term).into(), is)).collect();
    Ok(vec![inputs.into(), Block::Facts("", facts), Block::prose(v.text("proof-same"))])
}
