//! One cross of dimensions while it is being counted: packed codes to exact cells. Adding is commutative, so the order of
//! rows, files and batches leaves no trace.

use evenhand_metrics::cell::{Cell, Weight};
use evenhand_metrics::outcomes::Outcome;

use crate::read::table::Table;

/// Up to this many bits of packed codes a plain array finds the cell: 16 million slots.
const DENSE_BITS: u32 = 24;
/// Codes are packed into one word.
const WORD: u32 = 64;

/// Cells over some dimensions.
#[derive(Debug)]
pub(crate) struct Cross {
    /// The dimensions, as places in the rows' codes.
    pub dims: Vec<usize>,
    /// Bits that each dimension's codes take.
    widths: Vec<u32>,
    index: Index,
    keys: Vec<u64>,
    cells: Vec<Cell>,
    packed: Vec<u64>,
}

/// From packed codes to the place of a cell, plus one; zero is vacant.
#[derive(Debug)]
enum Index {
    Dense(Vec<u32>),
    Sparse(Table),
}

impl Index {
    fn new(bits: u32) -> Self {
        if bits <= DENSE_BITS { Self::Dense(vec![0; 1 << bits]) } else { Self::Sparse(Table::default()) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "packed codes of a dense index are below 2^24")]
    fn get(&self, packed: u64) -> Option<usize> {
        match self {
            Self::Dense(places) => (places[packed as usize] as usize).checked_sub(1),
            Self::Sparse(table) => table.get(packed.into()).map(|place| place as usize),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 cells: each takes 72 bytes")]
    fn insert(&mut self, packed: u64, place: usize) {
        match self {
            Self::Dense(places) => places[packed as usize] = place as u32 + 1,
            Self::Sparse(table) => table.insert(packed.into(), place as u32),
        }
    }
}

impl Cross {
    /// Nobody yet, over these places in the rows' codes.
    pub(crate) fn new(dims: Vec<usize>) -> Self {
        let widths = vec![0; dims.len()];
        Self { dims, widths, index: Index::new(0), keys: Vec::new(), cells: Vec::new(), packed: Vec::new() }
    }

    /// Makes room for codes up to these, given for every place in the rows' codes. False when they do not fit a word.
    pub(crate) fn make_room(&mut self, largest: &[u32]) -> bool {
        let needed: Vec<u32> = self.dims.iter().map(|dim| u32::BITS - largest[*dim].leading_zeros()).collect();
        if needed.iter().zip(&self.widths).all(|(needed, width)| needed <= width) {
            return true;
        }
        let bits = needed.iter().sum();
        if bits > WORD {
            return false;
        }
        let unpacked: Vec<Vec<u32>> = self.keys.iter().map(|key| unpack(*key, &self.widths)).collect();
        self.widths = needed;
        self.index = Index::new(bits);
        for (place, codes) in unpacked.iter().enumerate() {
            self.keys[place] = pack(codes, &self.widths);
            self.index.insert(self.keys[place], place);
        }
        true
    }

    /// Reads the codes of `rows` rows, of which [`Self::cell`] then finds the cells. Every code fits its width.
    pub(crate) fn start(&mut self, codes: &[&[u32]], rows: usize) {
        self.packed.clear();
        self.packed.resize(rows, 0);
        let mut shift = 0;
        for (dim, width) in self.dims.iter().zip(&self.widths) {
            for (packed, code) in self.packed.iter_mut().zip(codes[*dim]) {
                // A dimension without labels has no bits, and its codes are all zero.
                *packed |= u64::from(*code).checked_shl(shift).unwrap_or(0);
            }
            shift += width;
        }
    }

    /// The cell of a row.
    pub(crate) fn at(&mut self, row: usize) -> &mut Cell {
        self.cell(self.packed[row])
    }

    /// Adds the people of a row, and gives their cell.
    pub(crate) fn add(&mut self, row: usize, kind: Outcome, people: u64, weight: Option<Weight>) -> &mut Cell {
        let cell = self.at(row);
        match weight {
            None => cell.add(kind, people),
            Some(weight) => cell.add_weighted(kind, people, weight),
        }
        cell
    }

    fn cell(&mut self, packed: u64) -> &mut Cell {
        let place = self.index.get(packed).unwrap_or_else(|| {
            let place = self.cells.len();
            self.keys.push(packed);
            self.cells.push(Cell::default());
            self.index.insert(packed, place);
            place
        });
        &mut self.cells[place]
    }

    /// Writes the codes of one dimension anew; those that become the same are one.
    pub(crate) fn recode(&mut self, dim: usize, places: &[u32]) {
        let Some(at) = self.dims.iter().position(|own| *own == dim) else { return };
        let cells: Vec<(Vec<u32>, Cell)> = self.cells().map(|(codes, cell)| (codes, cell.clone())).collect();
        let bits = self.widths.iter().sum();
        (self.index, self.keys, self.cells) = (Index::new(bits), Vec::new(), Vec::new());
        for (mut codes, cell) in cells {
            // Bins are fewer than the scores that fall into them, so a new code fits where the old one was.
            codes[at] = places[codes[at] as usize];
            let packed = pack(&codes, &self.widths);
            self.cell(packed).merge(&cell);
        }
    }

    /// The same people over fewer of the dimensions.
    pub(crate) fn margin(&self, dims: Vec<usize>, largest: &[u32]) -> Option<Self> {
        let mut margin = Self::new(dims);
        if !margin.make_room(largest) {
            return None;
        }
        let places: Vec<usize> =
            margin.dims.iter().filter_map(|dim| self.dims.iter().position(|own| own == dim)).collect();
        for (key, cell) in self.keys.iter().zip(&self.cells) {
            let codes = unpack(*key, &self.widths);
            let codes: Vec<u32> = places.iter().map(|place| codes[*place]).collect();
            let packed = pack(&codes, &margin.widths);
            margin.cell(packed).merge(cell);
        }
        Some(margin)
    }

    /// Every cell that holds people with its codes, in no particular order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (Vec<u32>, &Cell)> {
        let cells = self.keys.iter().zip(&self.cells).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(key, cell)| (unpack(*key, &self.widths), cell))
    }
}

fn pack(codes: &[u32], widths: &[u32]) -> u64 {
    let mut shift = 0;
    let mut packed = 0;
    for (code, width) in codes.iter().zip(widths) {
        packed |= u64::from(*code).checked_shl(shift).unwrap_or(0);
        shift += width;
    }
    packed
}

#[expect(clippy::cast_possible_truncation, reason = "masked to a width of at most 32 bits")]
fn unpack(packed: u64, widths: &[u32]) -> Vec<u32> {
    let mut shift = 0;
    let unpacked = widths.iter().map(|width| {
        let code = packed.checked_shr(shift).unwrap_or(0) & ((1 << width) - 1);
        shift += width;
        code as u32
    });
    unpacked.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(cross: &Cross) -> Vec<(Vec<u32>, [u64; 6])> {
        let mut cells: Vec<_> = cross.cells().map(|(codes, cell)| (codes, cell.n)).collect();
        cells.sort();
        cells
    }

    #[test]
    fn cells_keep_their_people_when_codes_grow_from_an_array_to_a_table() {
        let mut cross = Cross::new(vec![0, 1]);
        let (few, many) = ([[1, 2, 1], [3, 3, 3]], [[60_000], [40_000]]);
        assert!(cross.make_room(&[2, 3]));
        cross.start(&[&few[0], &few[1]], 3);
        for row in 0..3 {
            cross.add(row, Outcome::TruePositive, 1, None);
        }
        assert!(matches!(cross.index, Index::Dense(_)));
        assert!(cross.make_room(&[60_000, 40_000]));
        assert!(matches!(cross.index, Index::Sparse(_)));
        cross.start(&[&many[0], &many[1]], 1);
        cross.add(0, Outcome::FalsePositive, 5, None);
        let expected = [
            (vec![1, 3], [2, 0, 0, 0, 0, 0]),
            (vec![2, 3], [1, 0, 0, 0, 0, 0]),
            (vec![60_000, 40_000], [0, 5, 0, 0, 0, 0]),
        ];
        assert_eq!(sorted(&cross), expected);
        let margin = cross.margin(vec![1], &[60_000, 40_000]).unwrap();
        assert_eq!(sorted(&margin), [(vec![3], [3, 0, 0, 0, 0, 0]), (vec![40_000], [0, 5, 0, 0, 0, 0])]);
    }

    #[test]
    fn more_codes_than_fit_a_word_are_refused() {
        assert!(!Cross::new(vec![0, 1, 2]).make_room(&[u32::MAX; 3]));
    }

    #[test]
    fn no_dimension_at_all_is_one_cell() {
        let mut cross = Cross::new(Vec::new());
        assert!(cross.make_room(&[]));
        cross.start(&[], 2);
        cross.add(1, Outcome::TrueNegative, 7, None);
        assert_eq!(sorted(&cross), [(vec![], [0, 0, 0, 0, 7, 0])]);
    }
}
