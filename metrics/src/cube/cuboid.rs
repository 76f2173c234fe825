//! One cross of dimensions and its cells, sorted by key.

use std::collections::BTreeMap;

use super::{Code, Dimension, MISSING};
use crate::cell::Cell;

/// Cells over one cross of dimensions. Empty cells are not kept, so cuboids of the same people are equal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cuboid {
    dims: Vec<Dimension>,
    cells: BTreeMap<Box<[Code]>, Cell>,
}

impl Cuboid {
    /// A cuboid without people.
    #[must_use]
    pub const fn new(dims: Vec<Dimension>) -> Self {
        Self { dims, cells: BTreeMap::new() }
    }

    /// Adds the people of a cell under a key: one code per dimension, each a place among its labels or [`MISSING`].
    pub fn add(&mut self, key: &[Code], cell: Cell) {
        debug_assert!(
            key.len() == self.dims.len()
                && key.iter().zip(&self.dims).all(|(code, dim)| *code == MISSING || dim.label(*code).is_some()),
            "one known code per dimension"
        );
        if cell.is_empty() {
            return;
        }
        // Looked up by reference first: most people fall into a cell that exists, and its key need not be made again.
        match self.cells.get_mut(key) {
            Some(known) => known.merge(&cell),
            None => {
                self.cells.insert(key.into(), cell);
            }
        }
    }

    /// What it is divided by.
    #[must_use]
    pub fn dims(&self) -> &[Dimension] {
        &self.dims
    }

    /// The place of a dimension in the keys.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.dims.iter().position(|dim| dim.id == id)
    }

    /// The cells that hold somebody, or money spent on nobody, sorted by key.
    pub fn cells(&self) -> impl Iterator<Item = (&[Code], &Cell)> {
        self.cells.iter().map(|(key, cell)| (&**key, cell))
    }

    /// The cell of a key; `None` when nobody is in it.
    #[must_use]
    pub fn get(&self, key: &[Code]) -> Option<&Cell> {
        self.cells.get(key)
    }

    /// How many cells hold people.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it holds nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// Everybody, over only these dimensions (places in the keys) in this order.
    #[must_use]
    pub fn margin(&self, dims: &[usize]) -> Self {
        let mut margin = Self::new(dims.iter().map(|dim| self.dims[*dim].clone()).collect());
        let mut key = Vec::with_capacity(dims.len());
        for (whole, cell) in self.cells() {
            key.clear();
            key.extend(dims.iter().map(|dim| whole[*dim]));
            margin.add(&key, cell.clone());
        }
        margin
    }

    /// The people with this code in one dimension, over the other dimensions.
    #[must_use]
    pub fn slice(&self, dim: usize, code: Code) -> Self {
        let others: Vec<usize> = (0..self.dims.len()).filter(|other| *other != dim).collect();
        self.keeping(|key| key[dim] == code).margin(&others)
    }

    /// The people who have a value in each of these dimensions.
    #[must_use]
    pub fn without_missing(&self, dims: &[usize]) -> Self {
        self.keeping(|key| dims.iter().all(|dim| key[*dim] != MISSING))
    }

    /// The people under the keys that satisfy a condition.
    #[must_use]
    pub fn keeping(&self, keep: impl Fn(&[Code]) -> bool) -> Self {
        let kept = self.cells.iter().filter(|(key, _)| keep(key));
        Self { dims: self.dims.clone(), cells: kept.map(|(key, cell)| (key.clone(), cell.clone())).collect() }
    }

    /// Everybody.
    #[must_use]
    pub fn total(&self) -> Cell {
        self.cells.values().fold(Cell::default(), |mut total, cell| {
            total.merge(cell);
            total
        })
    }
}
