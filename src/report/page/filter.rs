//! Filters without a script: views and rows carry the places of their attributes, buttons have the same places, and the
//! style knows which goes with which. A browser that cannot follow shows everything.

use super::View;
use crate::document::Audit;
use crate::report::block::{Block, Choice, Words};
use crate::report::words::attribute_words;

/// The style has rules for so many attributes; the others are shown under "all".
const MOST: usize = 12;

/// Buttons for verdicts, where a check judges, and for the attributes compared, where there is a choice.
pub(super) fn buttons(v: View<'_>) -> Option<Block> {
    let audit = v.audit;
    let all = || ("all".to_owned(), v.text("filter-all").into());
    let mut choices = Vec::new();
    if !audit.checks.is_empty() {
        let verdict = |id: &str| (id.to_owned(), v.text(&format!("verdict-{id}")).into());
        let verdicts = ["outside", "cannot_tell", "within"].map(verdict);
        let buttons = std::iter::once(all()).chain(verdicts).collect();
        choices.push(Choice { legend: v.text("filter-head"), name: "rows", buttons });
    }
    let compared = |name: &str| {
        let mut segments = audit.findings.iter().filter_map(|finding| finding.segment.as_ref());
        segments.any(|segment| segment.0.iter().any(|(other, _)| other == name))
    };
    let places = audit.attributes.iter().enumerate().take(MOST).filter(|(_, attribute)| compared(&attribute.name));
    let name = |name| Words::label(&attribute_words(audit, name, v.lang));
    let buttons: Vec<_> = places.map(|(at, attribute)| (at.to_string(), name(&attribute.name))).collect();
    if buttons.len() > 1 {
        let buttons = std::iter::once(all()).chain(buttons).collect();
        choices.push(Choice { legend: v.text("filter-attribute"), name: "attribute", buttons });
    }
    (!choices.is_empty()).then_some(Block::Choices(choices))
}

/// Classes of what is about these attributes.
pub(super) fn classes<'a>(audit: &Audit, names: impl IntoIterator<Item = &'a str>) -> String {
    let place = |name: &str| audit.attributes.iter().position(|attribute| attribute.name == name);
    let places = names.into_iter().filter_map(place).map(|at| format!(" by-{at}"));
    format!("by{}", places.collect::<String>())
}
