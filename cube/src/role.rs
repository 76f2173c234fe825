//! What a column of the rows can be: the list of roles, and what follows from each. Whatever asks for columns, reads them,
//! gathers them from two tables or keeps them in a file walks this list.

use std::ops::{Index, IndexMut};

use evenhand_metrics::cell::Spent;

/// What a column tells of its row, in the order in which columns are listed. Attributes, campaign, stages and keys are no
/// roles: there may be several of them, or they have labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who was selected.
    Decision,
    /// How many people the row stands for.
    Count,
    /// How many of them were selected.
    Selected,
    /// Whether the outcome is positive.
    Outcome,
    /// The weight.
    Weight,
    /// The score by which people were ranked.
    Score,
    /// A number per row whose means are compared.
    Value,
    /// Money spent.
    Cost,
    /// People that the row reached, where the selection is something else.
    Reach,
    /// Whose row it is, when a person may have several.
    Unit,
    /// Who was kept out at random.
    Holdout,
}

/// How the fields of a role are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// As yes or no.
    Flag,
    /// As a whole number of people.
    People,
    /// As a weight, from 0.
    Weight,
    /// As a finite number; an empty field is unknown, and not 0.
    Amount {
        /// The error for a number that it cannot be.
        code: crate::error::ErrorCode,
        /// Whether it is refused below 0.
        from_zero: bool,
    },
    /// As the text that tells people apart.
    Unit,
}

/// The sum of a cell that a role has of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// Sums of weights and of their squares.
    Weights,
    /// Sums of values and of their squares.
    Values,
    /// What rows state, and how many state nothing.
    Stated(Spent),
}

/// What follows from a role.
#[derive(Debug, Clone, Copy)]
pub struct About {
    /// The role.
    pub role: Role,
    /// Its key in the config and its word in messages and in cube files.
    pub key: &'static str,
    /// How its fields are read.
    pub reads: Reads,
    /// The sum that it has of its own.
    pub sum: Option<Sum>,
    /// Whether it is told of the person, so that somebody without a decision row lacks it where only decisions have it;
    /// else of the row, and nobody lacks it who has none.
    pub of_person: bool,
}

const AMOUNT_SPENT: Reads = Reads::Amount { code: crate::error::ErrorCode::D054, from_zero: true };

/// Every role, in the order of [`Role`].
#[rustfmt::skip]
pub const ROLES: [About; 11] = [
    About { role: Role::Decision, key: "decision", reads: Reads::Flag, sum: None, of_person: false },
    About { role: Role::Count, key: "count", reads: Reads::People, sum: None, of_person: false },
    About { role: Role::Selected, key: "selected", reads: Reads::People, sum: None, of_person: false },
    About { role: Role::Outcome, key: "outcome", reads: Reads::Flag, sum: None, of_person: true },
    About { role: Role::Weight, key: "weight", reads: Reads::Weight, sum: Some(Sum::Weights), of_person: true },
    About { role: Role::Score, key: "score", reads: Reads::Amount { code: crate::error::ErrorCode::D050, from_zero: false }, sum: None, of_person: true },
    About { role: Role::Value, key: "value", reads: Reads::Amount { code: crate::error::ErrorCode::D051, from_zero: false }, sum: Some(Sum::Values), of_person: false },
    About { role: Role::Cost, key: "cost", reads: AMOUNT_SPENT, sum: Some(Sum::Stated(Spent::Cost)), of_person: false },
    About { role: Role::Reach, key: "reach", reads: AMOUNT_SPENT, sum: Some(Sum::Stated(Spent::Reach)), of_person: false },
    About { role: Role::Unit, key: "unit", reads: Reads::Unit, sum: None, of_person: true },
    About { role: Role::Holdout, key: "holdout", reads: Reads::Flag, sum: None, of_person: true },
];

impl Role {
    /// Every role.
    pub fn all() -> impl Iterator<Item = Self> {
        ROLES.iter().map(|about| about.role)
    }

    /// What follows from it.
    #[must_use]
    pub const fn about(self) -> &'static About {
        &ROLES[self as usize]
    }

    /// Its key in the config.
    #[must_use]
    pub const fn key(self) -> &'static str {
        self.about().key
    }

    /// How its fields are read.
    #[must_use]
    pub const fn reads(self) -> Reads {
        self.about().reads
    }

    /// The roles of which a cell sums what rows state.
    pub fn stated() -> impl Iterator<Item = (Self, Spent)> {
        ROLES.iter().filter_map(|about| match about.sum {
            Some(Sum::Stated(spent)) => Some((about.role, spent)),
            _ => None,
        })
    }
}

/// One thing for each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles<T>([T; ROLES.len()]);

impl<T: Default> Default for Roles<T> {
    fn default() -> Self {
        Self(std::array::from_fn(|_| T::default()))
    }
}

impl<T> Roles<T> {
    /// What `of` gives for each.
    pub fn of(mut of: impl FnMut(Role) -> T) -> Self {
        Self(std::array::from_fn(|at| of(ROLES[at].role)))
    }

    /// Each role with its own.
    pub fn iter(&self) -> impl Iterator<Item = (Role, &T)> {
        Role::all().zip(&self.0)
    }

    /// The same, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (Role, &mut T)> {
        Role::all().zip(&mut self.0)
    }
}

impl<T> Roles<Option<T>> {
    /// The roles that have one.
    pub fn present(&self) -> impl Iterator<Item = (Role, &T)> {
        self.iter().filter_map(|(role, own)| Some((role, own.as_ref()?)))
    }
}

impl<T> Index<Role> for Roles<T> {
    type Output = T;

    fn index(&self, role: Role) -> &T {
        &self.0[role as usize]
    }
}

impl<T> IndexMut<Role> for Roles<T> {
    fn index_mut(&mut self, role: Role) -> &mut T {
        &mut self.0[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_role_at_its_place() {
        for (at, about) in ROLES.iter().enumerate() {
            assert_eq!(about.role as usize, at, "{}", about.key);
        }
    }
}
