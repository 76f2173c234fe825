//! Random counts from a stated seed: the same seed gives the same draws on every machine. It knows how counts are drawn;
//! it refuses to know what a draw is made for, and never seeds itself.

use crate::special::binomial::ln_probability;
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

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

    /// The source of its draws.
    #[must_use]
    pub fn source(self) -> Draws {
        Draws::new(self.seed)
    }
}

/// A source of random counts.
#[derive(Debug, Clone)]
pub struct Draws(ChaCha8Rng);

/// Up to this expected count, counting up from zero is quicker than rejection, which needs a hump to cover.
const COUNTED_UP: f64 = 10.0;

impl Draws {
    /// From a seed. `ChaCha` with 8 rounds: its output is fixed by a standard, so that draws survive new versions.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        // Written out, because how libraries stretch 64 bits into a seed is not promised to stay.
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        Self(ChaCha8Rng::from_seed(bytes))
    }

    /// A number strictly between 0 and 1: an odd multiple of 2^-54.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are a double")]
    pub fn uniform(&mut self) -> f64 {
        ((self.0.next_u64() >> 11) as f64 + 0.5) / 9_007_199_254_740_992.0
    }

    /// How many of `n` happen when each happens with probability `p` (held within 0 to 1).
    ///
    /// **Formula** below an expected count of 10, the sequential search for a uniform among the probabilities; above,
    /// transformed rejection.
    ///
    /// **Source** Kachitvichyanukul and Schmeiser (1988), BINV; Hörmann (1993), algorithm BTRS.
    ///
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::draw::Draws;
    /// let mut draws = Draws::new(1);
    /// assert_eq!([draws.binomial(10, 0.0), draws.binomial(10, 1.0)], [0, 10]);
    /// assert!(draws.binomial(1_000_000_000, 0.25).abs_diff(250_000_000) < 100_000); // seven standard deviations
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
    pub fn binomial(&mut self, n: u64, p: f64) -> u64 {
        if n == 0 || p <= 0.0 {
            0
        } else if p >= 1.0 {
            n
        } else if p > 0.5 {
            n - self.binomial(n, 1.0 - p)
        } else if n as f64 * p < COUNTED_UP {
            self.counted_up(n, p)
        } else {
            self.rejected(n, p)
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "as in `binomial`")]
    fn counted_up(&mut self, n: u64, p: f64) -> u64 {
        let odds = p / (1.0 - p);
        let mut probability = (n as f64 * (-p).ln_1p()).exp();
        let mut left = self.uniform();
        let mut k = 0;
        while left > probability && k < n {
            left -= probability;
            probability *= odds * (n - k) as f64 / (k + 1) as f64;
            k += 1;
            // What rounding leaves of the sum of all probabilities is not worth a search to n.
            if probability < 1e-30 && k as f64 > COUNTED_UP {
                break;
            }
        }
        k
    }

    #[expect(clippy::cast_precision_loss, reason = "as in `binomial`")]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to n")]
    fn rejected(&mut self, n: u64, p: f64) -> u64 {
        let people = n as f64;
        let spread = (people * p * (1.0 - p)).sqrt();
        // The constants of the paper, table 2: a hat that fits every binomial with an expected count of 10 or more.
        let b = 1.15 + 2.53 * spread;
        let a = -0.0873 + 0.0248 * b + 0.01 * p;
        let alpha = (2.83 + 5.1 / b) * spread;
        let sure = 0.92 - 4.2 / b;
        let mode = ((people + 1.0) * p).floor() as u64;
        let highest = ln_probability(mode, n, p);
        loop {
            let u = self.uniform() - 0.5;
            let v = self.uniform();
            let edge = 0.5 - u.abs();
            let k = ((2.0 * a / edge + b) * u + people * p + 0.5).floor();
            if k < 0.0 || k > people {
                continue;
            }
            let k = k as u64;
            if edge >= 0.07 && v <= sure {
                return k;
            }
            if (v * alpha / (a / (edge * edge) + b)).ln() <= ln_probability(k, n, p) - highest {
                return k;
            }
        }
    }

    /// How `n` fall into groups with these shares of a total: each share is `parts[i]` over the sum of all.
    ///
    /// **Formula** group after group, binomial among those who are left. **Source** Devroye (1986), chapter XI.
    /// **Undefined when** never: if all parts are 0, everybody is in the last group.
    ///
    /// ```
    /// # use evenhand_metrics::draw::Draws;
    /// let drawn = Draws::new(1).multinomial(100, &[3, 0, 1]);
    /// assert_eq!((drawn.iter().sum::<u64>(), drawn[1]), (100, 0));
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "as in `binomial`")]
    pub fn multinomial(&mut self, n: u64, parts: &[u64]) -> Vec<u64> {
        let mut total: u128 = parts.iter().map(|part| u128::from(*part)).sum();
        let mut left = n;
        let mut drawn = Vec::with_capacity(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let here = match u128::from(*part) {
                _ if at + 1 == parts.len() => left,
                0 => 0,
                part => self.binomial(left, part as f64 / total as f64),
            };
            drawn.push(here);
            left -= here;
            total -= u128::from(*part);
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::Draws;
    use crate::special::{binomial::ln_probability, chi_squared};

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "53 bits are a double")]
    fn a_seed_gives_the_same_draws_for_ever() {
        // The first eight bytes of ChaCha with 8 rounds under a key of zeros are 3e00ef2f895f40d6 (Strombergson 2013, TC1).
        let first = 0xd640_5f89_2fef_003e_u64 >> 11;
        assert_eq!(Draws::new(0).uniform().to_bits(), ((first as f64 + 0.5) / 9_007_199_254_740_992.0).to_bits());
        assert_eq!(Draws::new(1).multinomial(1000, &[1, 2, 3]), [163, 352, 485]);
    }

    #[test]
    fn draws_follow_the_binomial_distribution() {
        // Both methods, both halves, and the border between the methods.
        for (n, p) in [(5_u64, 0.3), (40, 0.2), (40, 0.25), (40, 0.26), (300, 0.5), (2000, 0.97), (100_000, 0.0002)] {
            let mut draws = Draws::new(n);
            let mut seen = std::collections::BTreeMap::<u64, f64>::new();
            for _ in 0..50_000 {
                *seen.entry(draws.binomial(n, p)).or_default() += 1.0;
            }
            // Values are joined until at least ten are expected of each bin.
            let (mut statistic, mut bins, mut expected, mut observed) = (0.0, 0_u32, 0.0, 0.0);
            for k in 0..=n {
                expected += 50_000.0 * ln_probability(k, n, p).exp();
                observed += seen.get(&k).copied().unwrap_or(0.0);
                if expected >= 10.0 {
                    statistic += (observed - expected) * (observed - expected) / expected;
                    (bins, expected, observed) = (bins + 1, 0.0, 0.0);
                }
            }
            let p_value = chi_squared::above(statistic, bins - 1);
            assert!(p_value > 0.001, "{n}, {p}: chi-squared {statistic} over {bins} bins");
        }
    }
}
