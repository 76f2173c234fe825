//! A hash table from 128 bits to a small number, for keys that come once a row.

/// Keys that [`Table::code`] remembers.
const REMEMBERED: usize = 1 << 20;

/// An open-addressing table from 128 bits to a code.
#[derive(Debug, Default)]
pub(crate) struct Table {
    slots: Vec<(u128, u32)>,
    len: usize,
}

/// Marks a slot that holds nothing: no code is this large.
const VACANT: u32 = u32::MAX;

impl Table {
    /// The code of a key, from `meaning` if the key is new. Beyond a million keys the table starts anew, so memory does
    /// not follow the rows.
    pub(crate) fn code(&mut self, key: u128, meaning: impl FnOnce() -> u32) -> u32 {
        if let Some(code) = self.get(key) {
            return code;
        }
        if self.len >= REMEMBERED {
            self.clear();
        }
        let code = meaning();
        self.insert(key, code);
        code
    }

    /// How many keys it holds.
    pub(crate) const fn len(&self) -> usize {
        self.len
    }

    /// The code of a key.
    pub(crate) fn get(&self, key: u128) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let mut at = self.home(key);
        loop {
            let (known, code) = self.slots[at];
            if code == VACANT {
                return None;
            }
            if known == key {
                return Some(code);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds a key that is not there yet.
    pub(crate) fn insert(&mut self, key: u128, code: u32) {
        if self.len * 2 >= self.slots.len() {
            let larger = (self.slots.len() * 2).max(64);
            let old = std::mem::replace(&mut self.slots, vec![(0, VACANT); larger]);
            old.into_iter().filter(|(_, code)| *code != VACANT).for_each(|(key, code)| self.place(key, code));
        }
        self.place(key, code);
        self.len += 1;
    }

    fn place(&mut self, key: u128, code: u32) {
        let mut at = self.home(key);
        while self.slots[at].1 != VACANT {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = (key, code);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        if self.len > 0 {
            self.slots.clear();
            self.len = 0;
        }
    }

    /// Multiplicative hashing: the high bits of the product depend on every bit of the key.
    #[expect(clippy::cast_possible_truncation, reason = "halves of a key, and a place below the table's length")]
    fn home(&self, key: u128) -> usize {
        const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
        let folded = (key as u64).wrapping_mul(ODD).rotate_left(32) ^ ((key >> 64) as u64);
        (folded.wrapping_mul(ODD) >> (64 - self.slots.len().trailing_zeros())) as usize
    }
}
