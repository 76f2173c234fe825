//! What was audited: the question, the settings, the flow of people from the rows read, the attributes, warnings.

use super::{Body, Config, View, question};
use crate::document::{AttributeOut, INSIDE_ONLY, Meaning};
use crate::lang::{Said, clean, date, is_hostile, people, percent};
use crate::report::block::{Block, Cell, Drawn, Holds, Row, Table, Tag, Words};
use crate::report::words::{attribute_words, meaning, segment_words, semicolon, share, uncapitalised, warning_pieces};

pub(super) fn about(v: View<'_>) -> Body {
    let mut blocks = Vec::new();
    if v.audit.question.is_some() {
        blocks.extend([Block::heading(v.text("question-head")), asked(v)]);
    }
    blocks.extend([Block::Facts("", items(v)), flow(v).into()]);
    blocks.extend(left_by(v));
    blocks.push(attributes(v).into());
    let warnings = warnings(v);
    if !warnings.is_empty() {
        blocks.extend([Block::heading(v.text("warnings-head")), Block::points(warnings)]);
    }
    Ok(blocks)
}

/// What was asked.
pub(super) fn asked(v: View<'_>) -> Block {
    Block::Facts("", question::asked(v))
}

/// What is stated of the audit.
pub(super) fn stated(v: View<'_>) -> Block {
    Block::Facts("", question::stated(v))
}

/// What the audit is about, in short; the rest stands in the annex.
pub(super) fn facts(v: View<'_>) -> Block {
    let audit = v.audit;
    let names: Vec<String> = audit.attributes.iter().map(|own| attribute_words(audit, &own.name, v.lang)).collect();
    let facts = [
        ("about-campaign", Words::label(&audit.audit.name)),
        ("about-date", date(&audit.audit.as_of, v.lang).into()),
        ("front-people", v.people(Some(audit.population.people_used)).into()),
        ("front-attributes", Words::label(&names.join(", "))),
    ];
    Block::Facts("", facts.map(|(term, is)| (v.text(term).into(), is)).into())
}

fn items(v: View<'_>) -> Vec<(Words, Words)> {
    let (audit, settings) = (v.audit, &v.audit.settings);
    let mut items: Vec<(&str, Words)> = vec![
        ("about-campaign", Words::label(&audit.audit.name)),
        ("about-date", date(&audit.audit.as_of, v.lang).into()),
        ("about-tool", format!("{} {}", audit.tool.name, audit.tool.version).into()),
    ];
    // What the question says in full is not said twice.
    if audit.question.is_none() {
        let none = || v.text("about-none").into();
        let decision = settings.decision.as_ref().map(|name| Said::new("about-column").with("column", name.as_str()));
        let outcome = settings.outcome.as_ref().map(|name| {
            let observed = settings.observed.as_deref().unwrap_or("unstated");
            let known = v.text(&format!("about-outcome-{observed}"));
            Said::new("about-outcome-line").with("column", name.as_str()).with("known", known)
        });
        let is = |said: Option<Said>| said.map_or_else(none, |said| v.words(&said));
        items.push(("about-decision", is(decision)));
        if meaning(audit) == Meaning::Burden {
            items.push(("about-meaning", v.text("about-meaning-burden").into()));
        }
        items.push(("about-outcome", is(outcome)));
    } else if meaning(audit) == Meaning::Burden {
        items.push(("about-meaning", v.text("about-meaning-burden").into()));
    }
    let dependence = match (&settings.unit, settings.design_effect) {
        (Some(unit), _) => {
            Said::new("about-dependence-unit").with("column", unit.as_str()).with("seed", audit.audit.seed)
        }
        (None, Some(deff)) => Said::new("about-dependence-stated").with("deff", deff),
        (None, None) => Said::new("about-dependence-none"),
    };
    items.extend([
        ("about-inference", v.text(&format!("about-{}", audit.audit.inference)).into()),
        ("about-weights", v.text(if settings.weighted { "about-weighted" } else { "about-unweighted" }).into()),
        ("about-counts", v.text(if settings.aggregated { "about-aggregated" } else { "about-rows" }).into()),
        ("about-dependence", v.words(&dependence)),
        ("about-min-cell", v.say(&Said::new("about-min-cell-value").with("people", settings.min_cell)).into()),
        ("about-seed", audit.audit.seed.to_string().into()),
    ]);
    items.into_iter().map(|(term, is)| (v.text(term).into(), is)).collect()
}

/// Rows read, people left out by reason, people compared.
fn flow(v: View<'_>) -> Table {
    let population = &v.audit.population;
    let everyone = population.everyone();
    let step = |name: String, count: u64| {
        let part = share(count, everyone);
        let bar = Drawn::Bar(format!("{:.1}", 100.0 * part.min(1.0)));
        let cells = [people(count, v.lang).into(), percent(part, v.lang).into(), Cell::drawn(Some(bar))];
        Row::new(name, cells)
    };
    let mut rows = Vec::new();
    if population.rows_read != everyone {
        let read = v.say(&Said::new("text-rows-read").with("rows", population.rows_read));
        rows.push(Row::new(read, [Cell::default(), Cell::default(), Cell::default()]));
    }
    rows.push(step(v.text("flow-read"), everyone));
    rows.extend(population.left_out.iter().filter(|part| part.people > 0).map(|part| {
        let reason = v.text(&format!("left-out-{}", part.reason));
        step(v.say(&Said::new("flow-left-out").with("reason", reason)), part.people)
    }));
    rows.push(step(v.text("flow-used"), population.people_used));
    let columns = [(Holds::Words, "flow-step"), (Holds::Number, "flow-people"), (Holds::Number, "flow-share")];
    let columns = columns.into_iter().chain([(Holds::Bar, "")]);
    Table::plain(v.text("flow-caption"), columns, rows, v.lang)
}

/// The people left out, by segment.
fn left_by(v: View<'_>) -> Option<Block> {
    let everyone = v.audit.population.everyone();
    let parts = v.audit.population.left_out.iter().flat_map(|reason| &reason.by).filter_map(|part| {
        let segment = part.segment.as_ref().map(|segment| Words::label(&segment_words(v.audit, segment, v.lang)));
        let campaign = part.campaign.as_ref().map(|campaign| Words::label(campaign));
        let name = segment.into_iter().chain(campaign).reduce(Words::and)?;
        let people = match part.people {
            Some(count) => format!("{} ({})", people(count, v.lang), percent(share(count, everyone), v.lang)),
            None => v.fewer_than(Some(v.audit.settings.min_cell)),
        };
        Some(name.and(" ").with(Tag::Tight, people))
    });
    let parts = Words::joined(parts, "; ");
    let head = || Words::from(format!("{}.", v.text("flow-left-by"))).tagged(Tag::Strong).and(" ");
    (!parts.is_empty()).then(|| Block::prose(head().and(parts).and(".")))
}

fn attributes(v: View<'_>) -> Table {
    let row = |attribute: &AttributeOut| {
        let label = |text: &Option<String>| text.as_deref().map(Words::label);
        let or_not = |text: Option<Words>| text.unwrap_or_else(|| v.text("not-given").into());
        let source = attribute.source.as_deref().map(|source| v.text(&format!("source-{source}")).into());
        let cells = [
            Words::label(&attribute.column).tagged(Tag::Code),
            or_not(source),
            or_not(label(&attribute.basis)),
            or_not(label(&attribute.purpose)),
            label(&attribute.note).unwrap_or_default(),
        ];
        Row::new(Words::label(&attribute_words(v.audit, &attribute.name, v.lang)), cells.map(Cell::from))
    };
    let heads = [
        "attribute-name",
        "attribute-column",
        "attribute-source",
        "attribute-basis",
        "attribute-purpose",
        "attribute-note",
    ];
    let rows = v.audit.attributes.iter().map(row).collect();
    Table::plain(v.text("attributes-caption"), heads.map(|head| (Holds::Words, head)), rows, v.lang)
}

fn warnings(v: View<'_>) -> Vec<Words> {
    // Of small groups the page speaks at its top.
    let said = v.audit.warnings.iter().filter(|said| said.id != INSIDE_ONLY);
    let mut warnings: Vec<Words> = said.map(|said| warning_pieces(v.audit, said, v.lang).into()).collect();
    let cleaned = cleaned_labels(v);
    if cleaned > 0 {
        warnings.push(v.say(&Said::new("cleaned-labels").with("count", cleaned)).into());
    }
    warnings
}

/// How many labels hold characters that cannot be seen.
fn cleaned_labels(v: View<'_>) -> usize {
    let of_attribute = |attribute: &AttributeOut| {
        let groups = attribute.groups.iter().map(|group| group.label.clone());
        std::iter::once(attribute.name.clone()).chain(groups).filter(|label| is_hostile(label)).count()
    };
    v.audit.attributes.iter().map(of_attribute).sum()
}

/// Tool, campaign, rows read, people without a value, people left out; and the config.
pub(super) fn head(v: View<'_>, config: Option<Config<'_>>) -> Vec<Block> {
    let (audit, population) = (v.audit, &v.audit.population);
    let mut parts = vec![v.say(&Said::new("text-rows-read").with("rows", population.rows_read))];
    let missing = population.missing.iter().filter(|missing| missing.is_somebody()).map(|missing| {
        let said = Said::new("text-missing")
            .with("attribute", uncapitalised(&attribute_words(audit, &missing.attribute, v.lang)))
            .with("people", missing.people)
            .with("below", missing.people_below)
            .with("share", missing.people.map(|people| share(people, population.people_used)));
        v.say(&said)
    });
    let missing = missing.collect::<Vec<_>>().join(", ");
    if !missing.is_empty() {
        parts.push(v.say(&Said::new("text-shown-apart").with("missing", missing)));
    }
    let everyone = population.everyone();
    for part in population.left_out.iter().filter(|part| part.people > 0) {
        let said = Said::new("text-left-out")
            .with("people", part.people)
            .with("share", share(part.people, everyone))
            .with("reason", v.text(&format!("left-out-{}", part.reason)));
        parts.push(v.say(&said));
    }
    let name = format!("{} {}  {}", clean(&audit.tool.name), clean(&audit.tool.version), clean(&audit.audit.name));
    let mut blocks = vec![Block::Facts("head", vec![(name.into(), parts.join(semicolon(v.lang)).into())])];
    blocks.extend(config.map(|config| {
        let id = if config.found { "text-config-found" } else { "text-config" };
        Block::prose(v.say(&Said::new(id).with("file", config.file)))
    }));
    blocks
}
