//! One cross of dimensions while it is being counted: packed codes to exact cells. Adding is commutative, so the order of
//! rows, files and batches leaves no trace.

use evenhand_metrics::cell::{Cell, Weight};
use evenhand_metrics::outcomes::{KINDS, Outcome};

use crate::read::table::Table;

/// Up to this many possible cells a plain array finds the cell.
const DENSE: u64 = 1 << 24;
/// Up to this many possible cells plain counts have an array of their own: 48 MiB.
const TALLIED: u64 = 1 << 21;
/// Counters that all threads together may have of one cross: 64 MiB.
const COUNTERS: u64 = 1 << 24;
/// Rows whose places are worked out together: they stay in the nearest cache.
const TOGETHER: usize = 1 << 11;
/// The kind of a row that is not counted. The others are places in [`Outcome::ALL`].
pub(crate) const NO_KIND: u8 = u8::MAX;

/// Cells over some dimensions.
#[derive(Debug)]
pub(crate) struct Cross {
    /// The dimensions, as places in the rows' codes.
    pub dims: Vec<usize>,
    /// How many codes each dimension can have.
    radices: Vec<u64>,
    index: Index,
    keys: Vec<u64>,
    cells: Vec<Cell>,
    packed: Vec<u64>,
    /// People of each kind by packed codes, who are in no cell yet: an array for each thread.
    tallies: Vec<Vec<u32>>,
    /// How many people are in these.
    tallied: usize,
}

/// From packed codes to the place of a cell, plus one; zero is vacant.
#[derive(Debug)]
enum Index {
    /// So many slots, which are there once the first is taken.
    Dense(usize, Vec<u32>),
    Sparse(Table),
}

impl Index {
    #[expect(clippy::cast_possible_truncation, reason = "at most 2^24")]
    fn new(slots: u64) -> Self {
        if slots <= DENSE { Self::Dense(slots as usize, Vec::new()) } else { Self::Sparse(Table::default()) }
    }

    #[expect(clippy::cast_possible_truncation, reason = "packed codes of a dense index are below 2^24")]
    fn get(&self, packed: u64) -> Option<usize> {
        match self {
            Self::Dense(_, places) => (*places.get(packed as usize)? as usize).checked_sub(1),
            Self::Sparse(table) => table.get(packed.into()).map(|place| place as usize),
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "there are fewer than 2^32 cells: each takes 72 bytes")]
    fn insert(&mut self, packed: u64, place: usize) {
        match self {
            Self::Dense(slots, places) => {
                places.resize(*slots, 0);
                places[packed as usize] = place as u32 + 1;
            }
            Self::Sparse(table) => table.insert(packed.into(), place as u32),
        }
    }
}

/// Rows that one thread counts into one array.
pub(crate) struct Part<'a> {
    /// The columns of codes, each with how far one of its codes moves a place.
    columns: Vec<(&'a [u32], u32)>,
    kinds: &'a [u8],
    tally: &'a mut [u32],
}

impl Part<'_> {
    /// Counts them.
    pub(crate) fn count(self) {
        let mut places = [0_u32; TOGETHER];
        for (block, kinds) in self.kinds.chunks(TOGETHER).enumerate() {
            let (from, places) = (block * TOGETHER, &mut places[..kinds.len()]);
            places.fill(0);
            for (codes, stride) in &self.columns {
                for (place, code) in places.iter_mut().zip(&codes[from..from + kinds.len()]) {
                    *place += code * stride;
                }
            }
            for (place, kind) in places.iter().zip(kinds).filter(|(_, kind)| **kind != NO_KIND) {
                self.tally[*place as usize + usize::from(*kind)] += 1;
            }
        }
    }
}

impl Cross {
    /// Nobody yet, over these places in the rows' codes.
    pub(crate) fn new(dims: Vec<usize>) -> Self {
        Self {
            radices: vec![1; dims.len()],
            dims,
            index: Index::new(1),
            keys: Vec::new(),
            cells: Vec::new(),
            packed: Vec::new(),
            tallies: Vec::new(),
            tallied: 0,
        }
    }

    /// Makes room for codes up to these, given for every place in the rows' codes. False when they do not fit a word.
    pub(crate) fn make_room(&mut self, largest: &[u32]) -> bool {
        let needed: Vec<u64> = self.dims.iter().map(|dim| u64::from(largest[*dim]) + 1).collect();
        if needed.iter().zip(&self.radices).all(|(needed, radix)| needed <= radix) {
            return true;
        }
        let Some(slots) = product(&needed) else { return false };
        self.settle();
        self.tallies.clear();
        let unpacked: Vec<Vec<u32>> = self.keys.iter().map(|key| unpack(*key, &self.radices)).collect();
        self.radices = needed;
        self.index = Index::new(slots);
        for (place, codes) in unpacked.iter().enumerate() {
            self.keys[place] = pack(codes, &self.radices);
            self.index.insert(self.keys[place], place);
        }
        true
    }

    /// Whether there are so few possible cells that plain counts go into arrays.
    pub(crate) fn is_tallied(&self) -> bool {
        product(&self.radices).is_some_and(|slots| slots <= TALLIED)
    }

    /// Divides rows into parts that different threads can count, where [`Self::is_tallied`]. Every code has room.
    #[expect(clippy::cast_possible_truncation, reason = "at most six counters for each of 2^21 cells")]
    pub(crate) fn parts<'a>(&'a mut self, codes: &[&'a [u32]], kinds: &'a [u8], threads: usize) -> Vec<Part<'a>> {
        if u32::try_from(self.tallied + kinds.len()).is_err() {
            self.settle();
        }
        self.tallied += kinds.len();
        let counters = product(&self.radices).unwrap_or(u64::MAX).saturating_mul(KINDS as u64);
        let most = (COUNTERS / counters).max(1) as usize;
        let rows = kinds.len().div_ceil(threads.clamp(1, most)).max(1);
        let parts = kinds.len().div_ceil(rows);
        if self.tallies.len() < parts {
            self.tallies.resize_with(parts, || vec![0; counters as usize]);
        }
        let mut stride = KINDS as u64;
        let column = |(dim, radix): (&usize, &u64)| {
            let own = stride as u32;
            stride *= radix;
            (codes[*dim], own)
        };
        let columns: Vec<(&[u32], u32)> = self.dims.iter().zip(&self.radices).rev().map(column).collect();
        let part = |(at, (tally, kinds)): (usize, (&'a mut Vec<u32>, &'a [u8]))| {
            let range = at * rows..at * rows + kinds.len();
            let columns = columns.iter().map(|(codes, stride)| (&codes[range.clone()], *stride)).collect();
            Part { columns, kinds, tally }
        };
        self.tallies.iter_mut().zip(kinds.chunks(rows)).enumerate().map(part).collect()
    }

    /// Puts everybody in the arrays into cells.
    pub(crate) fn settle(&mut self) {
        if std::mem::take(&mut self.tallied) == 0 {
            return;
        }
        let mut tallies = std::mem::take(&mut self.tallies);
        let slots = tallies.first().map_or(0, Vec::len) / KINDS;
        for slot in 0..slots {
            let mut n = [0_u64; KINDS];
            for tally in &mut tallies {
                for (n, counted) in n.iter_mut().zip(&mut tally[slot * KINDS..(slot + 1) * KINDS]) {
                    *n += u64::from(std::mem::take(counted));
                }
            }
            if n != [0; KINDS] {
                self.cell(slot as u64).merge(&Cell::of_counts(n));
            }
        }
        self.tallies = tallies;
    }

    /// Reads the codes of `rows` rows, of which [`Self::cell`] then finds the cells. Every code has room.
    pub(crate) fn start(&mut self, codes: &[&[u32]], rows: usize) {
        self.packed.clear();
        self.packed.resize(rows, 0);
        let mut stride = 1;
        for (dim, radix) in self.dims.iter().zip(&self.radices).rev() {
            for (packed, code) in self.packed.iter_mut().zip(codes[*dim]) {
                *packed += u64::from(*code) * stride;
            }
            stride *= radix;
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

    /// Writes the codes of one dimension anew; those that become the same are one. False when they do not fit a word.
    pub(crate) fn recode(&mut self, dim: usize, places: &[u32]) -> bool {
        let Some(at) = self.dims.iter().position(|own| *own == dim) else { return true };
        self.settle();
        self.tallies.clear();
        let cells: Vec<(Vec<u32>, Cell)> = self.cells().map(|(codes, cell)| (codes, cell.clone())).collect();
        // A few scores may fall into bins far apart.
        let largest = places.iter().copied().max().unwrap_or(0);
        self.radices[at] = self.radices[at].max(u64::from(largest) + 1);
        let Some(slots) = product(&self.radices) else { return false };
        (self.index, self.keys, self.cells) = (Index::new(slots), Vec::new(), Vec::new());
        for (mut codes, cell) in cells {
            codes[at] = places[codes[at] as usize];
            let packed = pack(&codes, &self.radices);
            self.cell(packed).merge(&cell);
        }
        true
    }

    /// The same people over fewer of the dimensions. Everybody is in a cell.
    pub(crate) fn margin(&self, dims: Vec<usize>, largest: &[u32]) -> Option<Self> {
        let mut margin = Self::new(dims);
        if !margin.make_room(largest) {
            return None;
        }
        let places: Vec<usize> =
            margin.dims.iter().filter_map(|dim| self.dims.iter().position(|own| own == dim)).collect();
        for (key, cell) in self.keys.iter().zip(&self.cells) {
            let codes = unpack(*key, &self.radices);
            let codes: Vec<u32> = places.iter().map(|place| codes[*place]).collect();
            let packed = pack(&codes, &margin.radices);
            margin.cell(packed).merge(cell);
        }
        Some(margin)
    }

    /// Every cell that holds people with its codes, in no particular order. Everybody is in a cell.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (Vec<u32>, &Cell)> {
        debug_assert_eq!(self.tallied, 0, "everybody is in a cell");
        let cells = self.keys.iter().zip(&self.cells).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(key, cell)| (unpack(*key, &self.radices), cell))
    }
}

/// How many cells there can be; `None` when their places do not fit a word.
fn product(radices: &[u64]) -> Option<u64> {
    radices.iter().copied().try_fold(1, u64::checked_mul)
}

/// Codes as the digits of one number, the first the highest: cells stand in the order of their codes.
fn pack(codes: &[u32], radices: &[u64]) -> u64 {
    codes.iter().zip(radices).fold(0, |packed, (code, radix)| packed * radix + u64::from(*code))
}

#[expect(clippy::cast_possible_truncation, reason = "a digit is below its radix, which is at most 2^32")]
fn unpack(packed: u64, radices: &[u64]) -> Vec<u32> {
    let mut rest = packed;
    let mut codes = vec![0; radices.len()];
    for (code, radix) in codes.iter_mut().zip(radices).rev() {
        *code = (rest % radix) as u32;
        rest /= radix;
    }
    codes
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
        assert!(matches!(cross.index, Index::Dense(..)));
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
    fn a_code_may_become_a_larger_one() {
        let mut cross = Cross::new(vec![0, 1]);
        assert!(cross.make_room(&[1, 2]));
        let kinds = [0, 1, NO_KIND, 0];
        for part in cross.parts(&[&[1, 0, 1, 1], &[2, 1, 1, 2]], &kinds, 2) {
            part.count();
        }
        assert!(cross.recode(1, &[0, 900, 900]));
        let expected = [(vec![0, 900], [0, 1, 0, 0, 0, 0]), (vec![1, 900], [2, 0, 0, 0, 0, 0])];
        assert_eq!(sorted(&cross), expected);
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
