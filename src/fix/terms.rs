//! What fixes of decisions are made with, and what a fit gives; and people as numbers, whole or in parts.

use super::apply::Repaired;
use super::people::Worth;
use super::rule::Rule;
use super::target::{Groups, Target};
use crate::document::RuleRow;
use crate::plan::{Losses, Plan};

/// What a fix of decisions is made with.
#[derive(Debug)]
pub(super) struct Terms<'a> {
    pub(super) plan: &'a Plan,
    pub(super) target: &'a Target<'a>,
    pub(super) groups: &'a Groups,
    /// The group that others are compared with.
    pub(super) reference: Option<usize>,
    /// What selecting people is worth.
    pub(super) worth: Worth,
    /// Whether people have scores.
    pub(super) with_scores: bool,
    /// People selected whom the fix does not treat: they take places of the budget.
    pub(super) untreated: u64,
    /// Whether people may lose a selection for it.
    pub(super) losses: Losses,
}

/// A rule that was fitted.
#[derive(Debug, Clone)]
pub(super) struct Fitted {
    pub(super) rule: Rule,
    /// What the rule says, group by group.
    pub(super) rows: Vec<RuleRow>,
    /// The scores it repairs.
    pub(super) repaired: Option<Repaired>,
}

/// A number of people as a double.
#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
pub(super) const fn real(people: u64) -> f64 {
    people as f64
}

/// The nearest number of people.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, 0 or more")]
pub(super) const fn whole(people: f64) -> u64 {
    people.round().max(0.0) as u64
}
