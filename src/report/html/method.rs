//! Sections 13 and 14: formulas, methods and references; and how to check the page.

use evenhand_metrics::catalog::{Ask, FIELD_NAMES, Words};
use serde::Serialize;

use super::measures::measures_used;
use crate::document::Audit;
use crate::lang::{Lang, Piece, Said, people};

/// The method.
#[derive(Debug, Serialize)]
pub(super) struct Method {
    measures: Vec<Measure>,
    intervals: Vec<String>,
    references: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Measure {
    name: &'static str,
    formula: String,
    says: &'static str,
    misses: &'static str,
    source: String,
    also: Option<String>,
}

/// How to check the page.
#[derive(Debug, Serialize)]
pub(super) struct Proof {
    inputs: Vec<InputView>,
    config: Option<String>,
    schema: String,
    digest: String,
    command: String,
}

#[derive(Debug, Serialize)]
struct InputView {
    role: String,
    name: Piece,
    rows: String,
    bytes: String,
    columns: Vec<Piece>,
    sha256: String,
}

impl Method {
    pub(super) fn of(audit: &Audit, lang: Lang) -> Self {
        let view = |words: Words, formula: String, source: &str, names: Vec<&str>| Measure {
            name: words.name,
            formula,
            says: words.says,
            misses: words.misses,
            source: lang.say(&Said::new("method-source").with("source", source)),
            also: (!names.is_empty()).then(|| lang.say(&Said::new("method-also").with("names", names.join(", ")))),
        };
        let mut measures: Vec<Measure> = measures_used(audit)
            .map(|measure| {
                let words = if lang == Lang::En { measure.en() } else { measure.fr() };
                view(*words, measure.formula(), measure.source(), measure.known_as().to_vec())
            })
            .collect();
        // The field's own names for comparisons that stand on this page.
        let stands = |ask: &Ask| match ask {
            Ask::Check(measure, comparison) => has(audit, measure, comparison.id()),
            Ask::Finding(measure, comparison) => has(audit, measure, comparison),
            Ask::AgainstHighest(..) | Ask::Within(..) => false,
        };
        let fields = FIELD_NAMES.iter().filter(|field| field.asks.first().is_some_and(stands));
        measures.extend(fields.map(|field| {
            let words = if lang == Lang::En { field.en } else { field.fr };
            view(words, field.formula.to_owned(), field.source, field.known_as.to_vec())
        }));
        let settings = &audit.settings;
        let mut intervals = Vec::new();
        if audit.audit.inference != "census" {
            for (kind, method) in
                [("proportion", &settings.proportion), ("difference", &settings.difference), ("ratio", &settings.ratio)]
            {
                let name = lang.text(&format!("method-{method}"));
                intervals.push(lang.say(&Said::new(&format!("method-of-{kind}")).with("method", name)));
            }
        }
        if let Some(people) = audit.audit.tuned_for {
            intervals.push(lang.say(&Said::new("method-monitoring").with("people", people)));
        }
        let mut methods: Vec<&str> = Vec::new();
        let of_numbers = audit.findings.iter().filter_map(|finding| finding.interval.as_ref());
        for method in of_numbers.filter_map(|interval| interval.method.as_deref()) {
            let method = if method.starts_with("jackknife") { "jackknife" } else { method };
            if !methods.contains(&method) && lang.known(&format!("number-method-{method}")).is_some() {
                methods.push(method);
                intervals.push(lang.text(&format!("number-method-{method}")));
            }
        }
        let hidden = Said::new("method-hidden").with("people", settings.min_cell);
        for id in [
            "method-deff",
            "method-family",
            "method-confirmed",
            "method-verdicts",
            "method-detectable",
            "method-rounding",
            "method-missing",
        ] {
            intervals.push(lang.text(id));
        }
        intervals.push(lang.say(&hidden));
        intervals.push(lang.text("method-not-said"));
        Self { measures, intervals, references: references(audit, lang) }
    }
}

/// Whether a comparison has a value somewhere in the document.
fn has(audit: &Audit, measure: &str, comparison: &str) -> bool {
    audit.findings.iter().any(|f| f.measure == measure && f.comparison == comparison && f.value.is_some())
}

/// The rules by which references were chosen, each once.
fn references(audit: &Audit, lang: Lang) -> Vec<String> {
    let mut rules: Vec<&str> = Vec::new();
    for reference in audit.findings.iter().filter_map(|finding| finding.reference.as_ref()) {
        if !rules.contains(&reference.rule.as_str()) {
            rules.push(&reference.rule);
        }
    }
    rules.into_iter().map(|rule| lang.text(&format!("reference-{rule}"))).collect()
}

impl Proof {
    pub(super) fn of(audit: &Audit, digest: &str, lang: Lang) -> Self {
        let inputs = audit.inputs.iter().map(|input| InputView {
            role: lang.text(&format!("role-{}", input.role)),
            name: Piece::label(&input.name),
            rows: people(input.rows, lang),
            bytes: people(input.bytes, lang),
            columns: input.columns_read.iter().map(|column| Piece::label(column)).collect(),
            sha256: input.sha256.clone(),
        });
        let command = format!("evenhand audit -c evenhand.toml --as-of {} -o audit.json", audit.audit.as_of);
        Self {
            inputs: inputs.collect(),
            config: audit.settings.config_sha256.clone(),
            schema: audit.schema.clone(),
            digest: digest.to_owned(),
            command,
        }
    }
}
