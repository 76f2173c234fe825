//! Draws from a seed: the same seed gives the same cases.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// A source of draws.
pub(crate) struct Dice(ChaCha8Rng);

impl Dice {
    /// The draws of this seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// A number below `end`; 0 when there is none.
    #[expect(clippy::cast_possible_truncation, reason = "below a usize")]
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.0.next_u64()) * end as u128) >> 64) as usize
    }

    /// Whether something that happens once in so many times happens now.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    /// A byte.
    pub(crate) fn byte(&mut self) -> u8 {
        self.0.next_u64().to_le_bytes()[7]
    }

    /// Two places in a text of this length, in order, near each other most of the time.
    pub(crate) fn span(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        let most = if self.one_in(4) { length - from } else { (length - from).min(24) };
        from..from + self.below(most + 1)
    }
}
