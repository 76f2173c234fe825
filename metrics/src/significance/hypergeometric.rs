//! The hypergeometric distribution: how many of the selected fall into the first group, given how many were selected.

use super::{Pair, cross, real};
use crate::special::{binomial::ln_at_own_rate, gamma::deviance};

/// The tables with the same group sizes and the same number selected, indexed by the selected of the first group.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tables {
    first: u64,
    second: u64,
    selected: u64,
    people: u64,
}

impl Tables {
    pub(super) const fn of(pair: &Pair) -> Self {
        Self { first: pair.a.bottom, second: pair.b.bottom, selected: pair.selected, people: pair.people }
    }

    /// Groups of these sizes with so many selected in all; `None` when there are fewer people than that, or more than 64
    /// bits hold.
    pub(crate) const fn new(first: u64, second: u64, selected: u64) -> Option<Self> {
        match first.checked_add(second) {
            Some(people) if selected <= people => Some(Self { first, second, selected, people }),
            _ => None,
        }
    }

    /// The mean number.
    pub(crate) const fn mean(&self) -> f64 {
        real(self.selected) * (real(self.first) / real(self.people))
    }

    /// Its variance.
    pub(crate) const fn variance(&self) -> f64 {
        let (second, left_out) = (real(self.second), real(self.people - self.selected));
        self.mean() * (second / real(self.people)) * (left_out / real(self.people - 1))
    }

    /// The fewest selected that the first group can have.
    pub(crate) const fn fewest(&self) -> u64 {
        self.selected.saturating_sub(self.second)
    }

    /// The most.
    pub(crate) const fn most(&self) -> u64 {
        if self.first < self.selected { self.first } else { self.selected }
    }

    /// The most probable number.
    #[expect(clippy::cast_possible_truncation, reason = "the quotient is at most the size of the first group")]
    pub(crate) const fn mode(&self) -> u64 {
        let (first, selected) = (self.first as u128 + 1, self.selected as u128 + 1);
        (first * selected / (self.people as u128 + 2)) as u64
    }

    /// ln of the probability of `k`: three binomial probabilities at the common rate, each a deviance and Stirling
    /// errors (Loader 2000), so that ten million people cost no digits.
    pub(crate) fn ln_probability(&self, k: u64) -> f64 {
        let rest = self.selected - k;
        let whole = ln_at_own_rate(self.selected, self.people);
        self.ln_binomial(k, self.first) + self.ln_binomial(rest, self.second) - whole
    }

    fn ln_binomial(&self, k: u64, n: u64) -> f64 {
        let people = real(self.people);
        let share = real(self.selected) / people;
        if k == 0 {
            return real(n) * libm::log1p(-share);
        }
        if k == n {
            return real(n) * libm::log(share);
        }
        let excess = cross(n, self.selected, k, self.people) / people;
        ln_at_own_rate(k, n) - deviance(real(k), excess) - deviance(real(n - k), -excess)
    }

    /// The sum of the probabilities from `k` away from the mode, as a multiple of that of `k`; `k` itself included.
    pub(crate) fn tail(&self, k: u64, towards: Towards) -> f64 {
        let (mut term, mut sum, mut k) = (1.0_f64, 1.0_f64, k);
        loop {
            match towards {
                Towards::More if k < self.most() => {
                    term *= self.ratio_after(k);
                    k += 1;
                }
                Towards::Fewer if k > self.fewest() => {
                    k -= 1;
                    term /= self.ratio_after(k);
                }
                _ => return sum,
            }
            sum += term;
            // From the mode outwards the terms fall ever faster, so what follows is smaller still.
            if term < 1e-17 * sum {
                return sum;
            }
        }
    }

    /// Probability of k + 1 over that of k.
    pub(super) fn ratio_after(&self, k: u64) -> f64 {
        let up = real(self.first - k) * real(self.selected - k);
        // people - first - selected may be negative, but not once k + 1 >= fewest is added.
        let down = real(k + 1) * real(self.second + k + 1 - self.selected);
        up / down
    }
}

/// The two ways from the mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Towards {
    Fewer,
    More,
}

#[cfg(test)]
mod tests {
    use super::{super::Count, Pair, Tables, Towards};

    #[test]
    fn the_probabilities_of_all_tables_sum_to_one() {
        for (n1, n2, selected) in [(1, 1, 1), (5, 7, 4), (30, 20, 44), (1000, 3000, 77), (2_000_000, 3_000_000, 40_000)]
        {
            let first = u64::saturating_sub(selected, n2);
            let pair = Pair::of(Count::new(first, n1), Count::new(selected - first, n2)).unwrap();
            let tables = Tables::of(&pair);
            let mode = tables.mode();
            let whole = tables.ln_probability(mode).exp()
                * (tables.tail(mode, Towards::Fewer) + tables.tail(mode, Towards::More) - 1.0);
            assert!((whole - 1.0).abs() < 1e-12, "{n1} {n2} {selected}: {whole}");
        }
    }
}
