//! The words that a key or a flag may have, for completions: those that its reader knows.

use evenhand_metrics::compare::ReferenceRule;

use super::pack;
use super::read::Words;
use crate::plan::{Absent, Claim, Observed, OnUndecided};

/// When an outcome was known.
#[must_use]
pub fn observed() -> Vec<&'static str> {
    Observed::NAMES.to_vec()
}

/// What people of the audience without a decision are.
#[must_use]
pub fn absent() -> Vec<&'static str> {
    Absent::NAMES.to_vec()
}

/// What an undecided check does.
#[must_use]
pub fn on_cannot_tell() -> Vec<&'static str> {
    OnUndecided::NAMES.to_vec()
}

/// What groups are compared with.
#[must_use]
pub fn references() -> Vec<&'static str> {
    ReferenceRule::NAMES.to_vec()
}

/// What passing claims.
#[must_use]
pub fn claims() -> Vec<&'static str> {
    Claim::ALL.map(|(word, _)| word).to_vec()
}

/// The packs that come with evenhand.
#[must_use]
pub fn packs() -> Vec<&'static str> {
    pack::PACKS.iter().map(|(id, _)| *id).collect()
}
