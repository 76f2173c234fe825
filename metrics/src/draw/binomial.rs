//! How many of n people are drawn when each is, independently, with the same probability.

use super::{Source, real, whole};
use crate::special::binomial::ln_probability;

/// From this mean on draws are rejected from a hat, below it they are counted up. The hat holds from here on.
const MANY: f64 = 10.0;

/// A binomial distribution, prepared for many draws.
///
/// **Formula** mean below 10: the first k at which the probabilities, summed from 0, exceed a uniform number. Otherwise
/// transformed rejection with squeeze: under a hat of the shape a/(½-|u|) + b.
///
/// **Source** Hörmann (1993), "The generation of binomial random variates", algorithm BTRS.
///
/// **Undefined when** never: `p` is held within [0, 1], and a `p` that is no number counts as 0.
///
/// ```
/// # use evenhand_metrics::draw::{Binomial, Source};
/// let selected = Binomial::new(1_000_000_000, 0.25).draw(&mut Source::new(1, 0));
/// // within six standard errors, of 13,693 each
/// assert!(selected.abs_diff(250_000_000) < 6 * 13_693);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Binomial {
    n: u64,
    /// Whether the people who are not drawn are the ones counted: they are the fewer.
    turned: bool,
    how: How,
}

#[derive(Debug, Clone, Copy)]
enum How {
    CountUp { at_zero: f64, odds: f64 },
    Reject(Hat),
}

impl Binomial {
    /// `n` people, each drawn with probability `p`.
    #[must_use]
    pub fn new(n: u64, p: f64) -> Self {
        let p = if p.is_nan() { 0.0 } else { p.clamp(0.0, 1.0) };
        let turned = p > 0.5;
        let rarer = if turned { 1.0 - p } else { p };
        let how = if real(n) * rarer < MANY {
            How::CountUp { at_zero: libm::exp(real(n) * libm::log1p(-rarer)), odds: rarer / (1.0 - rarer) }
        } else {
            How::Reject(Hat::new(n, rarer))
        };
        Self { n, turned, how }
    }

    /// One draw.
    #[must_use]
    pub fn draw(&self, source: &mut Source) -> u64 {
        let drawn = match &self.how {
            How::CountUp { at_zero, odds } => count_up(self.n, *at_zero, *odds, source.share()),
            How::Reject(hat) => hat.draw(source),
        };
        if self.turned { self.n - drawn } else { drawn }
    }
}

fn count_up(n: u64, at_zero: f64, odds: f64, uniform: f64) -> u64 {
    let (mut left, mut probability, mut k) = (uniform, at_zero, 0);
    // The first probability is above 10^-7; once they are below 10^-20, what is left of the uniform number is rounding.
    while left >= probability && k < n && probability > 1e-20 {
        left -= probability;
        k += 1;
        probability *= odds * (real(n - k + 1) / real(k));
    }
    k
}

/// The hat of BTRS, in the letters of the paper; `p` is at most ½ and the mean at least 10.
#[derive(Debug, Clone, Copy)]
struct Hat {
    n: u64,
    p: f64,
    a: f64,
    b: f64,
    c: f64,
    alpha: f64,
    surely: f64,
    ln_at_mode: f64,
}

impl Hat {
    fn new(n: u64, p: f64) -> Self {
        let deviation = (real(n) * p * (1.0 - p)).sqrt();
        let b = 1.15 + 2.53 * deviation;
        let mode = whole((real(n) + 1.0) * p, n).unwrap_or(n);
        Self {
            n,
            p,
            a: -0.0873 + 0.0248 * b + 0.01 * p,
            b,
            c: real(n) * p + 0.5,
            alpha: (2.83 + 5.1 / b) * deviation,
            surely: 0.92 - 4.2 / b,
            ln_at_mode: ln_probability(mode, n, p),
        }
    }

    fn draw(&self, source: &mut Source) -> u64 {
        loop {
            let (u, v) = (source.share() - 0.5, source.share());
            let from_edge = 0.5 - u.abs();
            let Some(k) = whole(self.at(u), self.n) else { continue };
            if from_edge >= INNER && v <= self.surely {
                return k;
            }
            if libm::log(v * self.alpha / self.slope(u)) <= ln_probability(k, self.n, self.p) - self.ln_at_mode {
                return k;
            }
        }
    }

    /// Where `u`, from -½ to ½, falls.
    fn at(&self, u: f64) -> f64 {
        (2.0 * self.a / (0.5 - u.abs()) + self.b) * u + self.c
    }

    /// How fast it moves there.
    fn slope(&self, u: f64) -> f64 {
        let from_edge = 0.5 - u.abs();
        self.a / (from_edge * from_edge) + self.b
    }
}

/// This far from either edge `surely` holds.
const INNER: f64 = 0.07;

#[cfg(test)]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a million people"
)]
mod tests {
    use super::Hat;
    use crate::special::binomial::ln_probability;

    /// The `u` that falls on `x`.
    fn back(hat: &Hat, x: f64) -> f64 {
        let (mut low, mut high) = (-0.5, 0.5);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if hat.at(middle) < x { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// Rejection is exact only while the probability never rises above the hat, and what is accepted unseen never above
    /// the probability. Both are largest or smallest at the ends of a number's cell.
    #[test]
    fn the_hat_covers_every_probability_and_nothing_is_accepted_that_should_not_be() {
        for n in [20_u64, 21, 25, 40, 57, 100, 333, 1_000, 12_345, 1_000_000] {
            for p in [0.5, 0.499, 0.4, 0.3, 0.1, 0.03, 0.01, 0.001, 1e-4, 1e-5] {
                if n as f64 * p < super::MANY {
                    continue;
                }
                let hat = Hat::new(n, p);
                let reach = 40.0 * (n as f64 * p).sqrt();
                let (from, to) = ((n as f64 * p - reach).max(0.0) as u64, ((n as f64 * p + reach) as u64).min(n));
                for k in (from..=to).step_by(1 + (to - from) as usize / 2_000) {
                    let share = (ln_probability(k, n, p) - hat.ln_at_mode).exp() / hat.alpha;
                    let (left, right) = (back(&hat, k as f64), back(&hat, k as f64 + 1.0));
                    let steepest = hat.slope(left).max(hat.slope(right));
                    assert!(share * steepest <= 1.0, "{k} of {n} at {p}: {}", share * steepest);
                    let (left, right) = (left.max(super::INNER - 0.5), right.min(0.5 - super::INNER));
                    if left < right {
                        let flattest = hat.slope(left.max(-right).max(0.0));
                        assert!(share * flattest >= hat.surely, "{k} of {n} at {p}: {}", share * flattest);
                    }
                }
            }
        }
    }
}
