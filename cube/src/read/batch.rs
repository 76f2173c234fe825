//! What reading hands on: rows as codes, flags and exact numbers. No text can be read from it.

use std::sync::Arc;

use evenhand_metrics::cell::Amount;

use super::ids::Ids;
use super::values::{Column, Values};
use crate::error::Place;
use crate::role::{Role, Roles};

/// The code of a row without a value; labels are numbered from one.
pub(crate) const MISSING: u32 = super::encode::NULL;
/// A yes/no that is not there.
pub const UNKNOWN: u32 = super::encode::NULL;
/// A no.
pub const NO: u32 = 1;
/// A yes.
pub const YES: u32 = 2;

/// Rows of one file. Each column is as long as there are rows; what the table does not have is `None`.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// How many rows.
    pub rows: usize,
    /// Where they are.
    pub origin: Origin,
    /// Codes of the table's attributes, in the order in which they were asked for.
    pub attributes: Vec<Vec<u32>>,
    /// Codes of the campaign.
    pub campaign: Option<Vec<u32>>,
    /// Whether the row was selected in each campaign that has a column of its own: [`UNKNOWN`], [`NO`] or [`YES`].
    pub waves: Vec<Vec<u32>>,
    /// Whether the condition of the plan holds, as far as this table's columns say: [`YES`] or anything else.
    pub kept: Option<Vec<u32>>,
    /// What it says in each role. Folds are numbered from one; [`MISSING`] where nobody is named.
    pub roles: Roles<Option<Values>>,
    /// Whether it reached each stage that this table has: [`UNKNOWN`], [`NO`] or [`YES`].
    pub stages: Vec<Vec<u32>>,
    /// The key of its person.
    pub key: Option<Vec<Option<Key>>>,
    /// The name of each row.
    pub ids: Option<Ids>,
}

impl Batch {
    /// What rows say in a role.
    pub(crate) fn column(&self, role: Role) -> Option<Column<'_>> {
        self.roles[role].as_ref().map(Column::from)
    }

    /// The codes of a role that is read as such.
    pub(crate) fn codes(&self, role: Role) -> Option<&[u32]> {
        self.column(role)?.codes()
    }

    /// The people of a role that counts some.
    pub(crate) fn people(&self, role: Role) -> Option<&[Option<u64>]> {
        self.column(role)?.people()
    }

    /// The amounts of a role that states some.
    pub(crate) fn amounts(&self, role: Role) -> Option<&[Option<Amount>]> {
        self.column(role)?.amounts()
    }
}

/// A person's key, in canonical form: see [`super::key`].
pub(crate) type Key = super::key::Key;

/// Where the rows of a batch are.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// The file, as people name it.
    pub file: Arc<str>,
    /// The number of the batch's first row, as a reader of the file counts: the header of a text file is row 1.
    pub first_row: u64,
}

impl Origin {
    /// The place of a row of the batch.
    pub(crate) fn place(&self, column: Option<&str>, row: usize) -> Place {
        Place::Data {
            file: self.file.to_string(),
            column: column.map(str::to_owned),
            row: Some(self.first_row + row as u64),
        }
    }
}
