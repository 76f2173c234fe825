//! Distances between two histograms over the same categories: of scores by bin, of outcomes, of anything counted. It
//! knows two lists of counts, and refuses to drop an empty bin: a bin that only one of the two fills is the largest
//! difference there can be, not a missing value.

use super::distribution::{Scores, Step, walk};
use crate::special::gamma::deviance;
use crate::undefined::Undefined;

/// Two histograms as shares of their totals, p of the group and q of the reference.
#[derive(Debug, Clone, PartialEq)]
pub struct Shares {
    bins: Vec<Bin>,
}

/// The shares of one bin.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bin {
    p: f64,
    q: f64,
    /// q - p, from whole numbers.
    more: f64,
}

impl Shares {
    /// From counts. Where one list is longer, the other has empty bins at its end.
    ///
    /// # Errors
    /// When the group counts nobody (`empty-group`), or the reference (`reference-undefined`).
    pub fn of_counts(a: &[u64], b: &[u64]) -> Result<Self, Undefined> {
        let total = |counts: &[u64]| counts.iter().map(|people| u128::from(*people)).sum::<u128>();
        let (m, n) = (total(a), total(b));
        if m == 0 {
            return Err(Undefined::EmptyGroup);
        }
        if n == 0 {
            return Err(Undefined::ReferenceUndefined);
        }
        let at = |counts: &[u64], bin: usize| u128::from(counts.get(bin).copied().unwrap_or(0));
        let bins = (0..a.len().max(b.len())).map(|bin| Bin::of(at(a, bin), m, at(b, bin), n));
        Ok(Self { bins: bins.collect() })
    }

    /// From two groups' scores, a bin for every distinct score. With many distinct scores every bin is nearly empty and
    /// the distances say little: bin the scores first.
    ///
    /// # Errors
    /// When the group has no score (its reason), or the reference none (`reference-undefined`).
    pub fn of_scores(a: &Scores, b: &Scores) -> Result<Self, Undefined> {
        let counts = |of: fn(&Step) -> u64| walk(a, b).map(|step| of(&step)).collect::<Vec<u64>>();
        a.scored()?;
        Self::of_counts(&counts(|step| step.a.people()), &counts(|step| step.b.people()))
    }

    fn sum(&self, term: impl Fn(&Bin) -> f64) -> f64 {
        // A sum of nothing is -0 to begin with; no distance is shown with a sign.
        self.bins.iter().map(term).sum::<f64>() + 0.0
    }

    /// Kullback and Leibler's divergence of the group from the reference, in nats.
    ///
    /// # Formula
    /// Σ p ln(p/q), from 0 up; 0 ln 0 = 0. Divided by ln 2: bits.
    /// # Source
    /// Kullback & Leibler (1951), Annals of Mathematical Statistics 22.
    /// # Undefined when
    /// The group fills a bin that the reference leaves empty: then it is infinite (`reference-zero`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{scores::distance::Shares, undefined::Undefined};
    /// let kl = Shares::of_counts(&[4, 3, 2], &[1, 1, 1]).unwrap().kullback_leibler().unwrap();
    /// assert!((kl - 0.03775534151008833).abs() < 1e-15);
    /// assert_eq!(Shares::of_counts(&[5, 5], &[9, 0]).unwrap().kullback_leibler(), Err(Undefined::ReferenceZero));
    /// ```
    pub fn kullback_leibler(&self) -> Result<f64, Undefined> {
        if self.bins.iter().any(|bin| bin.p > 0.0 && bin.q <= 0.0) {
            return Err(Undefined::ReferenceZero);
        }
        Ok(self.sum(Bin::divergence))
    }

    /// The two exchanged: the reference compared with the group.
    #[must_use]
    pub fn reversed(&self) -> Self {
        Self { bins: self.bins.iter().map(|bin| Bin { p: bin.q, q: bin.p, more: -bin.more }).collect() }
    }

    /// Jensen and Shannon's divergence, in nats.
    ///
    /// # Formula
    /// ½ KL(p, m) + ½ KL(q, m), m the mean of both; from 0 to ln 2. Its square root is a distance.
    /// # Source
    /// Lin (1991), IEEE Transactions on Information Theory 37.
    /// # Undefined when
    /// Never.
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// let js = Shares::of_counts(&[4, 3, 2], &[1, 1, 1]).unwrap().jensen_shannon();
    /// assert!((js.sqrt() - 0.09785224086736308).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn jensen_shannon(&self) -> f64 {
        0.5 * self.sum(|bin| deviance(bin.p, 0.5 * bin.more) + deviance(bin.q, -0.5 * bin.more))
    }

    /// The total variation distance: the share of people who would have to be in another bin.
    ///
    /// # Formula
    /// ½ Σ |p - q|, from 0 to 1.
    /// # Source
    /// Levin, Peres & Wilmer (2009), Markov Chains and Mixing Times, proposition 4.2.
    /// # Undefined when
    /// Never.
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// let shares = Shares::of_counts(&[4, 3, 2], &[1, 1, 1]).unwrap();
    /// assert!((shares.total_variation() - 1.0 / 9.0).abs() < 1e-15);
    /// ```
    #[must_use]
    pub fn total_variation(&self) -> f64 {
        0.5 * self.sum(|bin| bin.more.abs())
    }

    /// The largest difference of a bin's shares.
    ///
    /// # Formula
    /// max |p - q|, from 0 to 1; **Source** the Chebyshev norm; **Undefined when** never.
    #[must_use]
    pub fn largest(&self) -> f64 {
        self.bins.iter().map(|bin| bin.more.abs()).fold(0.0, f64::max)
    }

    /// The Euclidean distance of the shares.
    ///
    /// # Formula
    /// √(Σ (p - q)²), from 0 to √2; **Source** the Euclidean norm; **Undefined when** never.
    #[must_use]
    pub fn euclidean(&self) -> f64 {
        self.sum(|bin| bin.more * bin.more).sqrt()
    }

    /// Hellinger's distance.
    ///
    /// # Formula
    /// √(½ Σ (√p - √q)²), from 0 to 1.
    /// # Source
    /// Hellinger (1909), Journal für die reine und angewandte Mathematik 136.
    /// # Undefined when
    /// Never.
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// assert_eq!(Shares::of_counts(&[10, 0], &[0, 10]).unwrap().hellinger(), 1.0);
    /// ```
    #[must_use]
    pub fn hellinger(&self) -> f64 {
        // √q - √p without the cancellation.
        let apart = |bin: &Bin| {
            let roots = bin.p.sqrt() + bin.q.sqrt();
            if roots > 0.0 { bin.more / roots } else { 0.0 }
        };
        (0.5 * self.sum(|bin| apart(bin) * apart(bin))).sqrt()
    }

    /// The population stability index.
    ///
    /// # Formula
    /// Σ (p - q) ln(p/q) = KL(p, q) + KL(q, p), from 0 up, in nats.
    /// # Source
    /// Jeffreys (1946), Proceedings of the Royal Society A 186; in credit scoring Siddiqi (2006).
    /// # Undefined when
    /// One of the two leaves a bin empty that the other fills: then it is infinite (`reference-zero`).
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// let psi = Shares::of_counts(&[3, 1], &[1, 1]).unwrap().stability_index().unwrap();
    /// assert!((psi - 0.25 * 3f64.ln()).abs() < 1e-15);
    /// ```
    pub fn stability_index(&self) -> Result<f64, Undefined> {
        Ok(self.kullback_leibler()? + self.reversed().kullback_leibler()?)
    }

    /// Pearson's distance from the reference.
    ///
    /// # Formula
    /// Σ (p - q)² / q, from 0 up.
    /// # Source
    /// Pearson (1900), Philosophical Magazine 50.
    /// # Undefined when
    /// The group fills a bin that the reference leaves empty: then it is infinite (`reference-zero`).
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// let chi2 = Shares::of_counts(&[3, 1], &[1, 1]).unwrap().chi_squared().unwrap();
    /// assert!((chi2 - 0.25).abs() < 1e-15);
    /// ```
    pub fn chi_squared(&self) -> Result<f64, Undefined> {
        if self.bins.iter().any(|bin| bin.p > 0.0 && bin.q <= 0.0) {
            return Err(Undefined::ReferenceZero);
        }
        Ok(self.sum(|bin| if bin.q > 0.0 { bin.more * bin.more / bin.q } else { 0.0 }))
    }

    /// The largest distance of the cumulated shares, for bins that have an order.
    ///
    /// # Formula
    /// max over bins of |P - Q|, P and Q summed up to the bin; from 0 to 1.
    /// # Source
    /// Smirnov (1939).
    /// # Undefined when
    /// Never.
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::distance::Shares;
    /// let shares = Shares::of_counts(&[2, 1, 1], &[1, 1, 2]).unwrap();
    /// assert_eq!((shares.largest_step(), shares.steps_moved()), (0.25, 0.5));
    /// ```
    #[must_use]
    pub fn largest_step(&self) -> f64 {
        self.cumulated().map(f64::abs).fold(0.0, f64::max).min(1.0)
    }

    /// How many bins a person would have to be moved, on average, for bins that have an order and lie one apart.
    ///
    /// # Formula
    /// Σ |P - Q| over all bins but the last, from 0 to the number of bins less one.
    /// # Source
    /// Vallender (1974), Theory of Probability and its Applications 18.
    /// # Undefined when
    /// Never.
    #[must_use]
    pub fn steps_moved(&self) -> f64 {
        self.cumulated().take(self.bins.len().saturating_sub(1)).map(f64::abs).sum::<f64>() + 0.0
    }

    /// Q - P after each bin.
    fn cumulated(&self) -> impl Iterator<Item = f64> {
        self.bins.iter().scan(0.0, |sum, bin| {
            *sum += bin.more;
            Some(*sum)
        })
    }
}

impl Bin {
    /// p ln(p/q) + q - p. Adding q - p, whose sum over all bins is 0, makes every term positive, so that near equality
    /// nothing cancels; far from it the quotient itself keeps the digits.
    fn divergence(&self) -> f64 {
        if self.p > 0.0 && self.more < -0.3 * self.p {
            self.p * (self.p / self.q).ln() + self.more
        } else {
            deviance(self.p, self.more)
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "shares need no more than a double")]
    fn of(a: u128, m: u128, b: u128, n: u128) -> Self {
        let (p, q) = (a as f64 / m as f64, b as f64 / n as f64);
        // Whole numbers, so that shares that are equal differ by exactly nothing.
        let more = match (b.checked_mul(m), a.checked_mul(n), m.checked_mul(n)) {
            (Some(bm), Some(an), Some(mn)) => {
                let apart = bm.abs_diff(an) as f64 / mn as f64;
                if bm < an { -apart } else { apart }
            }
            _ => q - p,
        };
        Self { p, q, more }
    }
}
