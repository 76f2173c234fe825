//! What reading hands on: rows as codes, flags and exact numbers. No text can be read from it.

use std::sync::Arc;

use evenhand_metrics::cell::{Amount, Weight};

use super::ids::Ids;
use crate::error::Place;

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
    /// Whether the row was selected: [`UNKNOWN`], [`NO`] or [`YES`].
    pub decision: Option<Vec<u32>>,
    /// The same in each campaign that has a column of its own.
    pub waves: Vec<Vec<u32>>,
    /// Whether its outcome is positive: [`UNKNOWN`], [`NO`] or [`YES`].
    pub outcome: Option<Vec<u32>>,
    /// Whether the condition of the plan holds, as far as this table's columns say: [`YES`] or anything else.
    pub kept: Option<Vec<u32>>,
    /// How many people it stands for.
    pub count: Option<Vec<Option<u64>>>,
    /// How many of them were selected.
    pub selected: Option<Vec<Option<u64>>>,
    /// Its weight.
    pub weight: Option<Vec<Option<Weight>>>,
    /// Its score.
    pub score: Option<Vec<Option<Amount>>>,
    /// Its value.
    pub value: Option<Vec<Option<Amount>>>,
    /// What it cost.
    pub cost: Option<Vec<Option<Amount>>>,
    /// Whom it reached.
    pub reach: Option<Vec<Option<Amount>>>,
    /// The fold of its person, from one; [`MISSING`] where nobody is named.
    pub fold: Option<Vec<u32>>,
    /// Whether its person was kept out: [`UNKNOWN`], [`NO`] or [`YES`].
    pub holdout: Option<Vec<u32>>,
    /// Whether it reached each stage that this table has: [`UNKNOWN`], [`NO`] or [`YES`].
    pub stages: Vec<Vec<u32>>,
    /// The key of its person.
    pub key: Option<Vec<Option<Key>>>,
    /// The name of each row.
    pub ids: Option<Ids>,
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
