//! Section 2: what was audited. A definition list, the flow of people from the rows read, the attributes, warnings.

use serde::Serialize;

use super::verdict::share;
use crate::document::{AttributeOut, Audit, INSIDE_ONLY};
use crate::lang::{Lang, Piece, Said, date, is_hostile, people, percent};
use crate::report::question::{self, Line};
use crate::report::words::{attribute_words, meaning, segment_words, warning_pieces};

/// The second section.
#[derive(Debug, Serialize)]
pub(super) struct About {
    items: Vec<Item>,
    asked: Vec<Item>,
    stated: Vec<Item>,
    flow: Vec<Step>,
    left_by: Vec<Step>,
    attributes: Vec<Attribute>,
    warnings: Vec<Vec<Piece>>,
}

/// A term and what it is.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    pub term: Vec<Piece>,
    pub is: Vec<Piece>,
}

impl Item {
    fn of(line: Line) -> Self {
        Self { term: line.term, is: line.is }
    }
}

#[derive(Debug, Serialize)]
struct Step {
    name: Vec<Piece>,
    people: String,
    share: String,
    /// Width of its bar, of 100.
    bar: String,
}

#[derive(Debug, Serialize)]
struct Attribute {
    name: Piece,
    column: Piece,
    source: String,
    basis: Option<Piece>,
    purpose: Option<Piece>,
    note: Option<Piece>,
}

/// Words of the program.
pub(super) fn plain(text: String) -> Vec<Piece> {
    vec![Piece { text, is_label: false }]
}

impl About {
    pub(super) fn of(audit: &Audit, lang: Lang) -> Self {
        // Of small groups the page speaks at its top.
        let said = audit.warnings.iter().filter(|said| said.id != INSIDE_ONLY);
        let mut warnings: Vec<Vec<Piece>> = said.map(|said| warning_pieces(audit, said, lang)).collect();
        let cleaned = cleaned_labels(audit);
        if cleaned > 0 {
            warnings.push(plain(lang.say(&Said::new("cleaned-labels").with("count", cleaned))));
        }
        let (flow, left_by) = flow(audit, lang);
        Self {
            items: items(audit, lang),
            asked: question::asked(audit, lang).into_iter().map(Item::of).collect(),
            stated: question::stated(audit, lang).into_iter().map(Item::of).collect(),
            flow,
            left_by,
            attributes: audit.attributes.iter().map(|attribute| described(audit, attribute, lang)).collect(),
            warnings,
        }
    }
}

fn items(audit: &Audit, lang: Lang) -> Vec<Item> {
    let settings = &audit.settings;
    let column = |name: &Option<String>| match name {
        Some(name) => lang.say_in_pieces(&Said::new("about-column").with("column", name.as_str())),
        None => plain(lang.text("about-none")),
    };
    let outcome = settings.outcome.as_ref().map(|name| {
        let observed = settings.observed.as_deref().unwrap_or("unstated");
        let known = lang.text(&format!("about-outcome-{observed}"));
        lang.say_in_pieces(&Said::new("about-outcome-line").with("column", name.as_str()).with("known", known))
    });
    let weights = if settings.weighted { "about-weighted" } else { "about-unweighted" };
    let dependence = match (&settings.unit, settings.design_effect) {
        (Some(unit), _) => {
            Said::new("about-dependence-unit").with("column", unit.as_str()).with("seed", audit.audit.seed)
        }
        (None, Some(deff)) => Said::new("about-dependence-stated").with("deff", deff),
        (None, None) => Said::new("about-dependence-none"),
    };
    let counts = if settings.aggregated { "about-aggregated" } else { "about-rows" };
    let mut items = vec![
        ("about-campaign", vec![Piece::label(&audit.audit.name)]),
        ("about-date", plain(date(&audit.audit.as_of, lang))),
        ("about-tool", plain(format!("{} {}", audit.tool.name, audit.tool.version))),
        ("about-decision", column(&settings.decision)),
        ("about-outcome", outcome.unwrap_or_else(|| plain(lang.text("about-none")))),
        ("about-inference", plain(lang.text(&format!("about-{}", audit.audit.inference)))),
        ("about-weights", plain(lang.text(weights))),
        ("about-counts", plain(lang.text(counts))),
        ("about-dependence", lang.say_in_pieces(&dependence)),
        ("about-min-cell", plain(lang.say(&Said::new("about-min-cell-value").with("people", settings.min_cell)))),
        ("about-seed", plain(audit.audit.seed.to_string())),
    ];
    if meaning(audit) == "burden" {
        let after_decision = items.len().min(4);
        items.insert(after_decision, ("about-meaning", plain(lang.text("about-meaning-burden"))));
    }
    // What the question says in full is not said twice.
    let said_once = |term: &str| audit.question.is_none() || !["about-decision", "about-outcome"].contains(&term);
    let items = items.into_iter().filter(|(term, _)| said_once(term));
    items.map(|(term, is)| Item { term: plain(lang.text(term)), is }).collect()
}

/// Rows read, people left out by reason, people compared; and the people left out by segment.
fn flow(audit: &Audit, lang: Lang) -> (Vec<Step>, Vec<Step>) {
    let population = &audit.population;
    let everyone = population.everyone();
    let step = |name: Vec<Piece>, count: u64| Step {
        name,
        people: people(count, lang),
        share: percent(share(count, everyone), lang),
        bar: format!("{:.1}", 100.0 * share(count, everyone).min(1.0)),
    };
    let mut flow = Vec::new();
    if population.rows_read != everyone {
        flow.push(Step {
            name: plain(lang.say(&Said::new("text-rows-read").with("rows", population.rows_read))),
            people: String::new(),
            share: String::new(),
            bar: "0".to_owned(),
        });
    }
    flow.push(step(plain(lang.text("flow-read")), everyone));
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let reason = lang.text(&format!("left-out-{}", part.reason));
        flow.push(step(plain(lang.say(&Said::new("flow-left-out").with("reason", reason))), part.people));
    }
    flow.push(step(plain(lang.text("flow-used")), population.people_used));
    let parts = population.left_out.iter().flat_map(|reason| &reason.by);
    let left_by = parts.filter_map(|part| {
        let mut name = Vec::new();
        if let Some(segment) = &part.segment {
            name.push(Piece::label(&segment_words(audit, segment, lang)));
        }
        if let Some(campaign) = &part.campaign {
            name.push(Piece::label(campaign));
        }
        let known = part.people.map(|count| step(name.clone(), count));
        let hidden = || Step {
            name: name.clone(),
            people: lang.say(&Said::new("fewer-than").with("people", audit.settings.min_cell)),
            share: String::new(),
            bar: "0".to_owned(),
        };
        (!name.is_empty()).then(|| known.unwrap_or_else(hidden))
    });
    (flow, left_by.collect())
}

fn described(audit: &Audit, attribute: &AttributeOut, lang: Lang) -> Attribute {
    let label = |text: &Option<String>| text.as_deref().map(Piece::label);
    let source = attribute.source.as_deref();
    Attribute {
        name: Piece::label(&attribute_words(audit, &attribute.name, lang)),
        column: Piece::label(&attribute.column),
        source: source.map_or_else(|| lang.text("not-given"), |source| lang.text(&format!("source-{source}"))),
        basis: label(&attribute.basis),
        purpose: label(&attribute.purpose),
        note: label(&attribute.note),
    }
}

/// How many labels hold characters that cannot be seen.
fn cleaned_labels(audit: &Audit) -> usize {
    let of_attribute = |attribute: &AttributeOut| {
        let groups = attribute.groups.iter().map(|group| group.label.clone());
        std::iter::once(attribute.name.clone()).chain(groups).filter(|label| is_hostile(label)).count()
    };
    audit.attributes.iter().map(of_attribute).sum()
}
