//! Who accepted what until when.

use serde::Serialize;

use crate::document::Audit;
use crate::lang::{Lang, Piece, date};
use crate::report::rank::worst_first;
use crate::report::words::subject_words;

/// A waiver.
#[derive(Debug, Serialize)]
pub(super) struct WaiverView {
    check: Piece,
    segment: Piece,
    reason: Piece,
    owner: Piece,
    approved: String,
    until: String,
    state: String,
    ticket: Option<Piece>,
}

/// Every waiver that bears on a result, check by check.
pub(super) fn waivers(audit: &Audit, lang: Lang) -> Vec<WaiverView> {
    let results = audit
        .checks
        .iter()
        .flat_map(|check| worst_first(audit, check).into_iter().map(move |(result, finding)| (check, result, finding)));
    let view = results.filter_map(|(check, result, finding)| {
        let waiver = result.waiver.as_ref()?;
        Some(WaiverView {
            check: Piece::label(&check.id),
            segment: Piece::label(&subject_words(audit, finding, lang).unwrap_or_default()),
            reason: Piece::label(waiver.reason(lang)),
            owner: Piece::label(&waiver.owner),
            approved: date(&waiver.approved, lang),
            until: date(&waiver.expires, lang),
            state: lang.text(&format!("state-{}", waiver.state)),
            ticket: waiver.ticket.as_deref().map(Piece::label),
        })
    });
    view.collect()
}
