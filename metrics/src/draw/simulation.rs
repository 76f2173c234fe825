//! How often something is drawn, and from where.

use super::Source;

/// How often a null distribution is drawn from, and from which seed: printed with what comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Simulation {
    /// Draws: with 40,000 a 95 % point is good to a tenth of a percent of probability.
    pub draws: u32,
    /// The seed of the audit.
    pub seed: u64,
}

impl Simulation {
    /// 40,000 draws.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { draws: 40_000, seed }
    }

    /// Where its draws come from: the stream of the seed that belongs to what is simulated.
    #[must_use]
    pub fn source(self, stream: u64) -> Source {
        Source::new(self.seed, stream)
    }
}
