//! The words that a key or a flag may have, for completions: one list each, which the reader of the key reads too.

use super::{columns, pack, reference, rows, settings};
use crate::plan::Claim;

fn of<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
    words.iter().map(|(word, _)| *word).collect()
}

/// When an outcome was known.
#[must_use]
pub fn observed() -> Vec<&'static str> {
    of(&columns::OBSERVED)
}

/// What people of the audience without a decision are.
#[must_use]
pub fn absent() -> Vec<&'static str> {
    of(&rows::ABSENT)
}

/// What an undecided check does.
#[must_use]
pub fn on_cannot_tell() -> Vec<&'static str> {
    of(&settings::UNDECIDED)
}

/// What groups are compared with.
#[must_use]
pub fn references() -> Vec<&'static str> {
    of(&reference::RULES)
}

/// What passing claims.
#[must_use]
pub fn claims() -> Vec<&'static str> {
    of(&Claim::ALL)
}

/// The packs that come with evenhand.
#[must_use]
pub fn packs() -> Vec<&'static str> {
    of(pack::PACKS)
}
