//! The mean of values of which a few are large: an estimate that knows how skewed it is, and intervals whose far end reaches
//! further than its near one. It knows five sums; how often zero comes up stands in them, and the rest is taken to be
//! log-normal, since a third moment read off a heavy tail is far too small.

use super::{ValueSums, mean};
use crate::{
    interval::{Confidence, Interval, Mean, difference_of, fieller, ratio_of},
    undefined::Undefined,
};

/// So many values of one size are the fewest whose mean gets an interval; of unlike values, as many as are worth so many.
pub const FEWEST_VALUES: f64 = 10.0;

/// More skewness than this is believed of the end towards the tail alone: one huge value, when it happens to be seen, would
/// else pull the other end up to the estimate.
const MOST_AT_NEAR_END: f64 = 0.4;

/// So much of its skewness each of two means keeps when they are compared: what pulls both the same way partly cancels.
const OF_TWO: f64 = 0.85;

/// A mean, its variance, and its skewness.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skewed {
    /// The mean and its variance.
    pub mean: Mean,
    /// Skewness of the estimate: its third central moment over its variance to the power 3/2. 0 where it does not vary.
    pub skewness: f64,
}

/// How many values of one size would vary as little around 0: the people whose value is not 0, or fewer where a few values
/// hold most of the sum.
///
/// **Formula** (Σv)²/Σv²; where some values are above 0 and some below, the sum tells nothing of single values, and it is the
/// number of people whose value is not 0. **Source** as Kish's effective size of weights, Kish (1965), section 11.7.
/// **Undefined when** never: 0 where nobody's value differs from 0.
///
/// ```
/// # use evenhand_metrics::value::{ValueSums, effective_values};
/// // 0, 0, 1, 1 and 10: 144 / 102
/// let sums = ValueSums { people: 5, nonzero: 3, negative: 0, sum: 12.0, squares: 102.0 };
/// assert!((effective_values(sums) - 144.0 / 102.0).abs() < 1e-15);
/// ```
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
pub fn effective_values(sums: ValueSums) -> f64 {
    let nonzero = sums.nonzero as f64;
    if sums.is_mixed() {
        nonzero
    } else if sums.squares > 0.0 {
        (sums.sum * (sums.sum / sums.squares)).min(nonzero)
    } else {
        0.0
    }
}

impl Skewed {
    /// The mean of these sums, worth `1/deff` as many people.
    ///
    /// **Formula** v̄ and Var as [`mean`], Var times deff. With π = n₁/n people whose value is not 0, μ their mean and e =
    /// n₁Σv²/(Σv)² - 1 the squared coefficient of variation of their values, their third moment is taken to be μ³(1+e)³, the
    /// log-normal one; the third central moment of all is then πμ³(e²(3+e) + (1-π)(3e - 1 + 2(1-π))), and the skewness of the
    /// mean that over n², deff² times, over Var^1.5. Where some values are above 0 and some below it is taken to be 0.
    ///
    /// **Source** two parts, of which the second is log-normal: Aitchison (1955), doi 10.1080/01621459.1955.10501976;
    /// Duan, Manning, Morris & Newhouse (1983).
    ///
    /// **Undefined when** there are fewer than [`FEWEST_VALUES`] effective values ([`Undefined::FewValues`]), or as [`mean`].
    ///
    /// ```
    /// # use evenhand_metrics::value::{Skewed, ValueSums};
    /// // 20 of 100 people have a 1: skewness (1 - 2 x 0.2) / √(100 x 0.16), but for n-1 in the variance
    /// let sums = ValueSums { people: 100, nonzero: 20, negative: 0, sum: 20.0, squares: 20.0 };
    /// let found = Skewed::of(sums, 1.0).unwrap();
    /// assert!((found.skewness - 0.15 * 0.99_f64.powf(1.5)).abs() < 1e-12);
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
    pub fn of(sums: ValueSums, deff: f64) -> Result<Self, Undefined> {
        let found = mean(sums)?;
        if effective_values(sums) / deff < FEWEST_VALUES {
            return Err(Undefined::FewValues);
        }
        let mean = Mean { variance: found.variance * deff, ..found };
        let (n, nonzero) = (sums.people as f64, sums.nonzero as f64);
        if sums.is_mixed() || mean.variance <= 0.0 {
            return Ok(Self { mean, skewness: 0.0 });
        }
        let (share, rest) = (nonzero / n, (sums.people - sums.nonzero) as f64 / n);
        let of_nonzero = sums.sum / nonzero;
        let uneven = (nonzero * sums.squares / sums.sum / sums.sum - 1.0).max(0.0);
        let third =
            share * of_nonzero.powi(3) * (uneven * uneven * (3.0 + uneven) + rest * (3.0 * uneven - 1.0 + 2.0 * rest));
        let skewness = third * (deff / n / mean.variance) * (deff / n / mean.variance.sqrt());
        Ok(Self { mean, skewness: if skewness.is_finite() { skewness } else { 0.0 } })
    }

    /// The interval of the mean.
    ///
    /// **Formula** with a the skewness and c the critical value, v̄ - s T(c) to v̄ - s T(-c), s = √Var, T(x) = (3/a)
    /// ((1 + a(x - a/6))^⅓ - 1), which is x where a is 0. At the end away from the tail |a| is taken to be at most 0.4.
    ///
    /// **Source** Hall (1992), Journal of the Royal Statistical Society B 54, p. 221, the cubic that removes skewness and can be
    /// turned round; the bound is ours, docs/coverage.md says what comes of it.
    ///
    /// **Undefined when** the values do not vary ([`Undefined::ZeroVariance`]).
    ///
    /// ```
    /// # use evenhand_metrics::{interval::{Confidence, Mean}, value::Skewed};
    /// let sure = Confidence::normal(0.95);
    /// let even = Skewed { mean: Mean { value: 3.0, variance: 0.25 }, skewness: 0.0 };
    /// assert!((even.interval(&sure).unwrap().high.unwrap() - (3.0 + 0.5 * 1.959963984540054)).abs() < 1e-14);
    /// let tail = Skewed { skewness: 0.3, ..even }.interval(&sure).unwrap();
    /// assert!(tail.high.unwrap() - 3.0 > 1.5 * (3.0 - tail.low.unwrap()));
    /// ```
    pub fn interval(&self, confidence: &Confidence) -> Result<Interval, Undefined> {
        let (spread, critical) = (self.mean.variance.sqrt(), confidence.critical());
        let at = |reach: f64, skewness: f64| self.mean.value - spread * unskewed(reach, skewness);
        let low = at(critical, self.skewness.min(MOST_AT_NEAR_END));
        let high = at(-critical, self.skewness.max(-MOST_AT_NEAR_END));
        let both = Interval::bounded(low.min(self.mean.value), high.max(self.mean.value), confidence.level());
        if self.mean.variance > 0.0 { Ok(both) } else { Err(Undefined::ZeroVariance) }
    }

    /// Another mean of values as skewed.
    pub(crate) const fn with(&self, value: f64, variance: f64) -> Self {
        Self { mean: Mean { value, variance }, ..*self }
    }

    /// As it is compared with another.
    fn of_two(&self, confidence: &Confidence) -> (f64, Interval) {
        // A mean that does not vary is known.
        let known = Interval::bounded(self.mean.value, self.mean.value, confidence.level());
        let found = Self { skewness: OF_TWO * self.skewness, ..*self }.interval(confidence);
        (self.mean.value, found.unwrap_or(known))
    }

    /// The interval of this mean minus another's, of other people.
    ///
    /// **Formula** [`difference_of`] the two intervals, each mean taken to be 0.85 as skewed as it is: without skewness that of Welch.
    ///
    /// **Source** Zou & Donner (2008); Welch (1938). Put together, two far ends reach further than they have to, as the tails of
    /// two means of a kind partly cancel; that 0.85 holds for groups of one size and against a reference fifty times as large is
    /// simulated in docs/coverage.md. Hall's cubic of the difference itself misses in up to 17 of 100 worlds.
    ///
    /// **Undefined when** neither mean varies ([`Undefined::ZeroVariance`]).
    ///
    /// ```
    /// # use evenhand_metrics::{interval::{Confidence, Mean}, value::Skewed};
    /// let mean = |value, variance| Skewed { mean: Mean { value, variance }, skewness: 0.0 };
    /// let found = mean(5.0, 0.09).minus(&mean(4.0, 0.16), &Confidence::normal(0.95)).unwrap();
    /// assert!((found.low.unwrap() - (1.0 - 0.5 * 1.959963984540054)).abs() < 1e-14);
    /// ```
    pub fn minus(&self, other: &Self, confidence: &Confidence) -> Result<Interval, Undefined> {
        if self.mean.variance + other.mean.variance <= 0.0 {
            return Err(Undefined::ZeroVariance);
        }
        difference_of(self.of_two(confidence), other.of_two(confidence))
    }

    /// The interval of this mean over another's, of other people.
    ///
    /// **Formula** [`ratio_of`] the two intervals, as skewed as in [`minus`](Self::minus): without skewness that of Fieller. Where the other's interval holds 0, Fieller's
    /// set, which has no end or is everything outside two points: nothing is judged by that.
    ///
    /// **Source** Donner & Zou (2012), Statistical Methods in Medical Research 21, p. 347; Fieller (1954).
    ///
    /// **Undefined when** the other's mean is 0 ([`Undefined::ReferenceZero`]); neither mean varies
    /// ([`Undefined::ZeroVariance`]); or as [`fieller`].
    ///
    /// ```
    /// # use evenhand_metrics::{interval::{Confidence, Mean, fieller}, value::Skewed};
    /// let sure = Confidence::normal(0.95);
    /// let (a, b) = (Mean { value: 5.0, variance: 0.04 }, Mean { value: 4.0, variance: 0.09 });
    /// let skewed = |mean| Skewed { mean, skewness: 0.0 };
    /// let found = skewed(a).over(&skewed(b), &sure).unwrap();
    /// assert!((found.high.unwrap() - fieller(a, b, 0.0, &sure).unwrap().high.unwrap()).abs() < 1e-14);
    /// ```
    pub fn over(&self, other: &Self, confidence: &Confidence) -> Result<Interval, Undefined> {
        if other.mean.value.abs() <= 0.0 {
            return Err(Undefined::ReferenceZero);
        }
        if self.mean.variance + other.mean.variance <= 0.0 {
            return Err(Undefined::ZeroVariance);
        }
        match ratio_of(self.of_two(confidence), other.of_two(confidence)) {
            Err(Undefined::NoInterval) => fieller(self.mean, other.mean, 0.0, confidence),
            found => found,
        }
    }
}

/// Hall's cubic turned round: how many standard errors the estimate lies from the truth where the statistic without its
/// skewness is `reach`.
fn unskewed(reach: f64, skewness: f64) -> f64 {
    let turned = reach - skewness / 6.0;
    // (∛(1+u) - 1)/u, which loses nothing where u is small.
    let root = (1.0 + skewness * turned).cbrt();
    3.0 * turned / (root * root + root + 1.0)
}
