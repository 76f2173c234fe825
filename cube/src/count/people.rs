//! The audience in memory: each person's key and what the audience table says of them. It holds codes, never text.

use crate::error::{Error, ErrorCode, Result};
use crate::read::batch::{Batch, Key};
use crate::read::values::{Column, Values};
use crate::role::{Role, Roles};

/// The people of the audience.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Open addressing from a key to a person's number plus one; zero is vacant.
    places: Vec<u32>,
    keys: Vec<Key>,
    /// Codes of each person one after the other: attributes, then campaign, condition, roles and stages where the table has
    /// them.
    codes: Vec<u16>,
    stride: usize,
    /// The numbers of each role that the table has.
    numbers: Roles<Option<Values>>,
    /// Rows that repeat a person word for word.
    pub repeats: u64,
}

impl People {
    /// How many people there are.
    pub(crate) const fn len(&self) -> usize {
        self.keys.len()
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
        for row in 0..batch.rows {
            let Some(key) = batch.key.as_ref().and_then(|keys| keys[row]) else {
                keyless(row);
                continue;
            };
            self.grow();
            let slot = self.slot(key);
            // Codes of at most 65,535 labels; a batch with values that have no code is not added.
            let codes = columns.iter().map(|column| u16::try_from(column[row]).unwrap_or(0));
            if let Some(person) = (self.places[slot] as usize).checked_sub(1) {
                let is_same = |(role, values): &(Role, &Values)| {
                    self.numbers[*role].as_ref().is_none_or(|own| own.is_same(person, values, row))
                };
                let same = codes.eq(self.codes_of(person).iter().copied()) && numbers.iter().all(is_same);
                if !same {
                    return Err(Error::new(ErrorCode::D034).at(batch.origin.place(None, row)));
                }
                self.repeats += 1;
                continue;
            }
            let too_many = |_| Error::new(ErrorCode::D036).at(batch.origin.place(None, row));
            self.places[slot] = u32::try_from(self.keys.len() + 1).map_err(too_many)?;
            self.keys.push(key);
            self.codes.extend(codes);
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

    /// The codes of a person, as they stand in the batches.
    pub(crate) fn codes_of(&self, person: usize) -> &[u16] {
        &self.codes[person * self.stride..(person + 1) * self.stride]
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
    #[expect(clippy::cast_possible_truncation, reason = "the high bits of a hash, fewer than the table's")]
    fn slot(&self, key: Key) -> usize {
        let mask = self.places.len() - 1;
        let mut slot = (key.hash() >> (64 - self.places.len().trailing_zeros())) as usize;
        while let Some(person) = (self.places[slot] as usize).checked_sub(1) {
            if self.keys[person] == key {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        if (self.keys.len() + 1) * 2 > self.places.len() {
            self.places = vec![0; (self.places.len() * 2).max(1 << 10)];
            for person in 0..self.keys.len() {
                let slot = self.slot(self.keys[person]);
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
