//! What the law of a place says of a fix that goes by a person's group: notes that come with evenhand, by purpose and place.

use crate::document::{Legal, LegalLevel};
use crate::error::Result;
use crate::lang::Said;
use crate::plan::{self, Setting};

/// The notes that bear on a fix which needs the attribute when a decision is made, and the refusal where one bars it.
///
/// # Errors
/// Never for the notes that are built in.
pub(super) fn of_attribute(setting: &Setting) -> Result<(Vec<Legal>, Option<Said>)> {
    let notes = plan::legal_notes()?;
    let bearing: Vec<_> = notes.iter().filter(|note| note.bears_on(setting)).collect();
    let barred = bearing.iter().find(|note| note.blocks).map(|note| {
        let stated = if setting.jurisdictions.is_empty() { "no" } else { "yes" };
        Said::new("fix-blocked").with("jurisdiction", note.jurisdiction.as_str()).with("stated", stated)
    });
    let legal = bearing.into_iter().map(|note| Legal {
        id: note.id.clone(),
        jurisdiction: note.jurisdiction.clone(),
        level: if note.blocks { LegalLevel::Blocked } else { LegalLevel::Warned }.into(),
        text: note.text.clone(),
        source: note.source.clone(),
        status: Some(note.status.into()),
        last_verified: note.last_verified.clone(),
        next_review: Some(note.next_review.clone()),
    });
    Ok((legal.collect(), barred))
}
