//! A figure with the words and the table that stand beside it.

use serde::Serialize;

use crate::lang::Piece;
use crate::report::charts::Plot;

/// A figure: its message, its drawing, and the same in a table.
#[derive(Debug, Serialize)]
pub(super) struct Figure {
    /// Stem of its ids; no label is in it.
    pub id: String,
    pub title: String,
    /// What it is, its extremes, its message.
    pub says: Vec<Piece>,
    pub across: String,
    pub up: String,
    pub plot: Plot,
    pub grid: Beside,
    /// Whether the table is open at first.
    pub is_open: bool,
}

/// A table of words.
#[derive(Debug, Default, Serialize)]
pub(super) struct Beside {
    pub caption: String,
    /// Whether the caption stands in the table, and not on what unfolds it.
    pub is_captioned: bool,
    pub heads: Vec<Piece>,
    pub rows: Vec<BesideRow>,
}

#[derive(Debug, Serialize)]
pub(super) struct BesideRow {
    pub head: Vec<Piece>,
    pub cells: Vec<String>,
}
