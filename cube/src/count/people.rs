//! The audience in memory: each person's key and what the audience table says of them. It holds codes, never text.

use std::hint::black_box;

use xxhash_rust::xxh3::xxh3_128;

use crate::error::{Error, ErrorCode, Result};
use crate::read::batch::{Batch, Key};
use crate::read::table::Table;
use crate::read::values::{Column, Values};
use crate::role::{Role, Roles};

/// The people of the audience.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Open addressing from a key to a person's number plus one; zero is vacant.
    places: Vec<u32>,
    by_number: Vec<Person>,
    /// The upper halves of their keys; empty while they are 0 for everybody, as they are for most numbers.
    high: Vec<u64>,
    /// Codes that people have together, one combination after the other: attributes, then campaign, condition, roles and
    /// stages where the table has them.
    combinations: Vec<u16>,
    /// The number of each combination, by its codes.
    known: Table,
    stride: usize,
    /// The numbers of each role that the table has.
    numbers: Roles<Option<Values>>,
    /// Rows that repeat a person word for word.
    pub repeats: u64,
}

/// What is asked of a person for every decision, close together in 12 bytes.
#[derive(Debug, Clone, Copy)]
struct Person {
    /// The lower half of the key, in halves.
    key: [u32; 2],
    combination: u32,
}

impl Person {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    const fn new(low: u64, combination: u32) -> Self {
        Self { key: [(low >> 32) as u32, low as u32], combination }
    }

    const fn low(self) -> u64 {
        (self.key[0] as u64) << 32 | self.key[1] as u64
    }
}

/// Rows whose people are looked up together.
const TOGETHER: usize = 256;
/// People for whom there is room from the start, however many a file says it has.
const FORESEEN: usize = 1 << 27;

impl People {
    /// Nobody, with room for so many.
    pub(crate) fn with_room_for(people: u64) -> Self {
        let mut own = Self::default();
        own.make_room(usize::try_from(people).map_or(FORESEEN, |people| people.min(FORESEEN)));
        own
    }

    /// How many people there are.
    pub(crate) const fn len(&self) -> usize {
        self.by_number.len()
    }

    /// How many codes each person has.
    pub(crate) const fn stride(&self) -> usize {
        self.stride
    }

    /// Adds the people of a batch. `keyless` is called with each row that has no key.
    ///
    /// # Errors
    /// When a person is there twice with different values, or there are more than 2^32 people.
    pub(crate) fn add(&mut self, batch: &Batch, mut keyless: impl FnMut(usize)) -> Result<()> {
        let base = batch.attributes.iter().chain(&batch.campaign).chain(&batch.kept).map(Vec::as_slice);
        let roles = Role::all().filter_map(|role| batch.codes(role));
        let columns: Vec<&[u32]> = base.chain(roles).chain(batch.stages.iter().map(Vec::as_slice)).collect();
        let is_number = |(_, values): &(Role, &Values)| !matches!(values, Values::Codes(_));
        let numbers: Vec<(Role, &Values)> = batch.roles.present().filter(is_number).collect();
        for (role, _) in &numbers {
            self.numbers[*role].get_or_insert_with(|| Values::of(*role));
        }
        self.stride = columns.len();
        let (keys, mut codes) = (batch.key.as_deref().unwrap_or_default(), Vec::new());
        for row in 0..batch.rows {
            if row % TOGETHER == 0 {
                let next = keys.get(row..keys.len().min(row + TOGETHER)).unwrap_or_default();
                self.make_room(self.by_number.len() + next.len());
                self.touch(next);
            }
            let Some(key) = keys.get(row).copied().flatten() else {
                keyless(row);
                continue;
            };
            let slot = self.slot(key);
            // Codes of at most 65,535 labels; a batch with values that have no code is not added.
            codes.clear();
            codes.extend(columns.iter().map(|column| u16::try_from(column[row]).unwrap_or(0)));
            if let Some(person) = (self.places[slot] as usize).checked_sub(1) {
                let is_same = |(role, values): &(Role, &Values)| {
                    self.numbers[*role].as_ref().is_none_or(|own| own.is_same(person, values, row))
                };
                let same = codes == self.codes_of(person) && numbers.iter().all(is_same);
                if !same {
                    return Err(Error::new(ErrorCode::D034).at(batch.origin.place(None, row)));
                }
                self.repeats += 1;
                continue;
            }
            let too_many = |_| Error::new(ErrorCode::D036).at(batch.origin.place(None, row));
            self.places[slot] = u32::try_from(self.by_number.len() + 1).map_err(too_many)?;
            let (high, low) = key.halves();
            if high != 0 && self.high.is_empty() {
                self.high.resize(self.by_number.len(), 0);
            }
            if high != 0 || !self.high.is_empty() {
                self.high.push(high);
            }
            let combination = self.combination(&codes);
            self.by_number.push(Person::new(low, combination));
            for (role, values) in &numbers {
                if let Some(own) = &mut self.numbers[*role] {
                    own.push(values, row);
                }
            }
        }
        Ok(())
    }

    /// The number of the person with this key.
    pub(crate) fn find(&self, key: Key) -> Option<usize> {
        if self.places.is_empty() {
            return None;
        }
        (self.places[self.slot(key)] as usize).checked_sub(1)
    }

    /// The number of a combination of codes: a new one where it is not remembered.
    #[expect(clippy::cast_possible_truncation, reason = "no more than there are people, who are numbered in 32 bits")]
    fn combination(&mut self, codes: &[u16]) -> u32 {
        /// As many codes fit a key of the table.
        const FIT: usize = 8;
        let bits = match codes.len() {
            ..=FIT => codes.iter().fold(0, |bits, code| bits << 16 | u128::from(*code)),
            _ => xxh3_128(&codes.iter().flat_map(|code| code.to_le_bytes()).collect::<Vec<u8>>()),
        };
        let all = &mut self.combinations;
        self.known.code(bits, || {
            all.extend_from_slice(codes);
            (all.len() / codes.len().max(1)).saturating_sub(1) as u32
        })
    }

    /// The number of the combination of codes that a person has.
    pub(crate) fn combination_of(&self, person: usize) -> u32 {
        self.by_number[person].combination
    }

    /// The codes of a combination.
    pub(crate) fn codes_together(&self, combination: u32) -> &[u16] {
        let from = combination as usize * self.stride;
        &self.combinations[from..from + self.stride]
    }

    /// The people with these keys, by the place of the key.
    pub(crate) fn find_each(&self, keys: &[Option<Key>], mut each: impl FnMut(usize, Option<usize>)) {
        for (block, keys) in keys.chunks(TOGETHER).enumerate() {
            self.touch(keys);
            for (row, key) in keys.iter().enumerate() {
                each(block * TOGETHER + row, key.and_then(|key| self.find(key)));
            }
        }
    }

    /// Looks at the places where these keys are looked for, all of one step before the next: memory answers many such
    /// questions in the time of one, where none has to wait for another.
    fn touch(&self, keys: &[Option<Key>]) {
        let mut first = [0_u32; TOGETHER];
        if self.places.is_empty() {
            return;
        }
        for (first, key) in first.iter_mut().zip(keys) {
            *first = key.map_or(0, |key| self.places[self.home(key)]);
        }
        let mut all = 0;
        for person in first.iter().filter_map(|number| (*number as usize).checked_sub(1)) {
            all ^= self.by_number[person].combination;
        }
        black_box(all);
    }

    /// The codes of a person, as they stand in the batches.
    pub(crate) fn codes_of(&self, person: usize) -> &[u16] {
        self.codes_together(self.by_number[person].combination)
    }

    /// People that the person's row stands for, when the audience has such a column.
    pub(crate) fn count_of(&self, person: usize) -> Option<u64> {
        Column::from(self.numbers[Role::Count].as_ref()?).people()?.get(person).copied().flatten()
    }

    /// The numbers of a role by person, when the audience has them.
    pub(crate) fn numbers_of(&self, role: Role) -> Option<&Values> {
        self.numbers[role].as_ref()
    }

    /// The slot that holds the key, or the vacant one where it belongs.
    fn slot(&self, key: Key) -> usize {
        let mask = self.places.len() - 1;
        let mut slot = self.home(key);
        while let Some(person) = (self.places[slot] as usize).checked_sub(1) {
            if self.key_of(person) == key {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn key_of(&self, person: usize) -> Key {
        Key::from_halves(self.high.get(person).copied().unwrap_or(0), self.by_number[person].low())
    }

    /// The slot where a key is looked for first.
    #[expect(clippy::cast_possible_truncation, reason = "the high bits of a hash, fewer than the table's")]
    fn home(&self, key: Key) -> usize {
        (key.hash() >> (64 - self.places.len().trailing_zeros())) as usize
    }

    /// Makes room for so many people in all: at most half of the slots are taken, so that few keys stand in each other's way.
    fn make_room(&mut self, people: usize) {
        let wanted = people.saturating_mul(2).next_power_of_two().max(1 << 10);
        if wanted > self.places.len() {
            self.places = vec![0; wanted];
            for person in 0..self.by_number.len() {
                let slot = self.slot(self.key_of(person));
                #[expect(clippy::cast_possible_truncation, reason = "every person's number was checked when added")]
                let number = person as u32 + 1;
                self.places[slot] = number;
            }
        }
    }
}

/// A set of people.
#[derive(Debug, Default, Clone)]
pub(crate) struct Marked(Vec<u64>);

impl Marked {
    /// Nobody, of this many.
    pub(crate) fn none_of(people: usize) -> Self {
        Self(vec![0; people.div_ceil(64)])
    }

    /// Marks a person; true when the person was marked before.
    pub(crate) fn mark(&mut self, person: usize) -> bool {
        let (word, bit) = (&mut self.0[person / 64], 1 << (person % 64));
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    /// Whether a person is marked.
    pub(crate) fn has(&self, person: usize) -> bool {
        self.0[person / 64] & (1 << (person % 64)) != 0
    }

    /// How many are marked.
    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::value::Value;

    fn key(number: i128) -> Key {
        Key::of(Value::Integer(number)).unwrap()
    }

    fn batch(keys: &[Option<i128>], codes: &[u32]) -> Batch {
        Batch {
            rows: keys.len(),
            attributes: vec![codes.to_vec()],
            key: Some(keys.iter().map(|number| number.map(key)).collect()),
            ..Batch::default()
        }
    }

    #[test]
    fn everybody_is_found_again() {
        let mut people = People::default();
        let keys: Vec<_> = (0..5_000).map(|n| Some(n * n)).collect();
        let codes: Vec<u32> = (0..5_000).map(|n| n % 7).collect();
        people.add(&batch(&keys, &codes), |_| panic!("all have keys")).unwrap();
        for n in 0..5_000_u32 {
            let person = people.find(key(i128::from(n) * i128::from(n))).unwrap();
            assert_eq!(people.codes_of(person), [u16::try_from(n % 7).unwrap()]);
        }
        assert_eq!(people.find(key(2)), None);
    }

    #[test]
    fn a_person_twice_alike_is_one_and_twice_unlike_is_an_error() {
        let mut people = People::default();
        let mut keyless = 0;
        people.add(&batch(&[Some(1), None, Some(1)], &[3, 4, 3]), |_| keyless += 1).unwrap();
        assert_eq!((people.len(), people.repeats, keyless), (1, 1, 1));
        let error = people.add(&batch(&[Some(1)], &[4]), |_| {}).unwrap_err();
        assert_eq!(error.code(), "EVH-D034");
    }
}
