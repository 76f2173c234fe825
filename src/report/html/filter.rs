//! Filters without a script: views and rows carry the places of their attributes, buttons have the same places, and the
//! style knows which goes with which. A browser that cannot follow shows everything.

use serde::Serialize;

use crate::document::Audit;
use crate::lang::{Lang, Piece};
use crate::report::words::attribute_words;

/// The style has rules for so many attributes; the others are shown under "all".
const MOST: usize = 12;

/// The buttons for attributes; none where there is no choice.
#[derive(Debug, Serialize)]
pub(super) struct Button {
    at: usize,
    name: Piece,
}

/// One button for each attribute compared.
pub(super) fn buttons(audit: &Audit, lang: Lang) -> Vec<Button> {
    let compared = |name: &str| {
        let mut segments = audit.findings.iter().filter_map(|finding| finding.segment.as_ref());
        segments.any(|segment| segment.0.iter().any(|(other, _)| other == name))
    };
    let places = audit.attributes.iter().enumerate().take(MOST).filter(|(_, attribute)| compared(&attribute.name));
    let button = |at, name: &str| Button { at, name: Piece::label(&attribute_words(audit, name, lang)) };
    let buttons: Vec<Button> = places.map(|(at, attribute)| button(at, &attribute.name)).collect();
    if buttons.len() > 1 { buttons } else { Vec::new() }
}

/// Classes of what is about these attributes.
pub(super) fn classes<'a>(audit: &Audit, names: impl IntoIterator<Item = &'a str>) -> String {
    let place = |name: &str| audit.attributes.iter().position(|attribute| attribute.name == name);
    let places = names.into_iter().filter_map(place).map(|at| format!(" by-{at}"));
    format!("by{}", places.collect::<String>())
}
