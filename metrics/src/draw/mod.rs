//! Random draws: numbers of people, from a printed seed. Every draw is exact but for the rounding of doubles: the
//! probabilities of all numbers together are off by less than 10^-10, and no accepted draw rests on a function that
//! differs between machines. This module knows sizes and probabilities; it refuses to know what is simulated with them.

mod binomial;
mod hypergeometric;
mod simulation;
mod split;

pub use binomial::Binomial;
pub use hypergeometric::Hypergeometric;
pub use simulation::Simulation;
pub use split::{multinomial, multivariate_hypergeometric};

use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A source of randomness: the same seed and stream give the same draws, on every machine and in every version.
#[derive(Debug, Clone)]
pub struct Source(ChaCha8Rng);

impl Source {
    /// Stream number `stream` of this seed. Streams of a seed are independent, so each thing that is simulated takes its
    /// own and does not move when another is added.
    ///
    /// **Source** Bernstein (2008), the cipher of 8 rounds; the seed is spread by `seed_from_u64` of `rand_core`.
    ///
    /// ```
    /// # use evenhand_metrics::draw::Source;
    /// let (mut one, mut other) = (Source::new(1, 7), Source::new(1, 7));
    /// assert_eq!(one.share().to_bits(), other.share().to_bits());
    /// ```
    #[must_use]
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// Anything from 0 to 1, 1 left out: a multiple of 2^-53, each as likely.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are a double")]
    pub fn share(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 * UNIT
    }
}

/// A count as a double.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
const fn real(count: u64) -> f64 {
    count as f64
}

/// The whole number at or below `x`, when it is one from 0 to `most`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to most, which is whole")]
fn whole(x: f64, most: u64) -> Option<u64> {
    (x >= 0.0 && x < real(most) + 1.0).then(|| (x as u64).min(most))
}

#[cfg(test)]
mod tests {
    use super::Source;

    /// A change of the numbers behind a seed would change documents that were signed off: these must never move.
    #[test]
    fn the_numbers_behind_a_seed_do_not_move() {
        let mut source = Source::new(1, 0);
        let drawn: Vec<u64> = (0..3).map(|_| source.share().to_bits()).collect();
        assert_eq!(drawn, [4_600_922_157_057_517_826, 4_590_456_677_328_490_120, 4_603_548_555_962_400_992]);
    }
}
