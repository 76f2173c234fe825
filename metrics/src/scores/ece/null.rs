//! The expected calibration error of a group whose every score is right: outcomes are drawn again from the scores, bin by
//! bin, from a seed. What a draw costs does not depend on the number of people.

use super::{Reliability, Trials};
use crate::draw::Source;
use crate::special::normal;
use crate::undefined::Undefined;

/// Draws that settle the 95 % point to about two digits.
pub const DRAWS: u32 = 4_999;

/// The stream of a seed that outcomes are drawn from.
const STREAM: u64 = 3;

/// Beyond this variance of a bin's count its distribution is taken from its first four cumulants, which then err by less
/// than a thousandth of a standard deviation; below it is worked out exactly.
const LARGE: f64 = 400.0;

/// Probabilities smaller than this part of the largest are left out.
const SMALL: f64 = 1e-18;

/// The expected calibration error, were every score right.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Null {
    /// The mean over the draws.
    pub mean: f64,
    /// Half of the draws are at or below it.
    pub median: f64,
    /// 95 % of the draws are at or below it.
    pub high: f64,
    /// The share of draws with an error as large as the one observed, which itself counts as one.
    pub p_value: f64,
    /// How many draws were made.
    pub draws: u32,
    /// What they were made from.
    pub seed: u64,
}

impl Reliability {
    /// What the error would be, were every score right.
    ///
    /// # Formula
    /// Each person's outcome is drawn anew, positive with the score as its probability; a bin's count of positives is then
    /// a sum of binomials, drawn by inverting its distribution function.
    /// # Source
    /// Bröcker & Smith (2007), Weather and Forecasting 22 ("consistency"); p as in Davison & Hinkley (1997), eq. 4.11;
    /// large bins after Cornish & Fisher (1938).
    /// # Undefined when
    /// People are weighted (`no-interval`); nothing can vary, as every score is 0 or 1 (`zero-variance`).
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::{Scores, ece::{Bins, reliability}};
    /// // One person, score ½: whatever happens, the error is ½.
    /// let one = Scores::of_counts([(0.5, 1, 0, 0)])?;
    /// let null = reliability(&one, Bins::EqualWidth(10)).unwrap().null(7, 99).unwrap();
    /// assert_eq!((null.mean, null.median, null.high, null.p_value), (0.5, 0.5, 0.5, 1.0));
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn null(&self, seed: u64, draws: u32) -> Result<Null, Undefined> {
        if self.weighted {
            return Err(Undefined::NoInterval);
        }
        let counts: Vec<Count> = self.trials.iter().map(|trials| Count::of(trials)).collect();
        if counts.iter().all(Count::is_certain) {
            return Err(Undefined::ZeroVariance);
        }
        let mut source = Source::new(seed, STREAM);
        let people = self.people();
        let mut errors: Vec<f64> = (0..draws.max(1))
            .map(|_| counts.iter().map(|count| count.error(source.share())).sum::<f64>() / people)
            .collect();
        errors.sort_by(f64::total_cmp);
        // Equal errors reach the same sum by different roundings.
        let observed = self.expected_error() * (1.0 - 1e-12);
        let as_large = errors.iter().filter(|error| **error >= observed).count();
        let at = |part: usize| errors[(errors.len() * part).div_ceil(100) - 1];
        Ok(Null {
            mean: errors.iter().sum::<f64>() / of(errors.len()),
            median: at(50),
            high: at(95),
            p_value: (of(as_large) + 1.0) / (of(errors.len()) + 1.0),
            draws: draws.max(1),
            seed,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of draws, far below 2^53")]
fn of(count: usize) -> f64 {
    count as f64
}

/// How many of a bin's people have a positive outcome, were every score right.
enum Count {
    /// The distribution itself: counts from `least` on.
    Exact { mean: f64, least: f64, up_to: Vec<f64> },
    /// Known by its cumulants.
    Large { mean: f64, most: f64, cumulants: Cumulants },
}

struct Cumulants {
    sd: f64,
    skewness: f64,
    kurtosis: f64,
}

impl Count {
    fn of(trials: &[Trials]) -> Self {
        let sum = |term: fn(f64) -> f64| trials.iter().map(|t| people(t) * term(t.score)).sum::<f64>();
        let mean = sum(|p| p);
        let variance = sum(|p| p * (1.0 - p));
        if variance <= LARGE {
            return Self::exact(trials, mean);
        }
        let sd = variance.sqrt();
        let skewness = sum(|p| p * (1.0 - p) * (1.0 - 2.0 * p)) / (variance * sd);
        let kurtosis = sum(|p| p * (1.0 - p) * (1.0 - 6.0 * p * (1.0 - p))) / (variance * variance);
        Self::Large { mean, most: sum(|_| 1.0), cumulants: Cumulants { sd, skewness, kurtosis } }
    }

    fn exact(trials: &[Trials], mean: f64) -> Self {
        let whole = trials.iter().fold(Masses { least: 0.0, masses: vec![1.0] }, |so_far, t| so_far.plus(&binomial(t)));
        let total: f64 = whole.masses.iter().sum();
        let mut so_far = 0.0;
        let add = |mass: &f64| {
            so_far += mass / total;
            so_far
        };
        Self::Exact { mean, least: whole.least, up_to: whole.masses.iter().map(add).collect() }
    }

    fn is_certain(&self) -> bool {
        matches!(self, Self::Exact { up_to, .. } if up_to.len() == 1)
    }

    /// How far the count with this much probability below it is from its mean.
    fn error(&self, below: f64) -> f64 {
        match self {
            Self::Exact { mean, least, up_to } => {
                let at = up_to.partition_point(|reached| *reached < below).min(up_to.len() - 1);
                (least + of(at) - mean).abs()
            }
            Self::Large { mean, most, cumulants } => {
                let count = (mean + cumulants.quantile(below)).round().clamp(0.0, *most);
                (count - mean).abs()
            }
        }
    }
}

impl Cumulants {
    fn quantile(&self, below: f64) -> f64 {
        // 0 itself, which comes once in 2^53 draws, has no quantile.
        let z = normal::upper_quantile(1.0 - below.max(f64::EPSILON));
        let (g, k) = (self.skewness, self.kurtosis);
        let bend =
            g * (z * z - 1.0) / 6.0 + k * (z * z * z - 3.0 * z) / 24.0 - g * g * (2.0 * z * z * z - 5.0 * z) / 36.0;
        self.sd * (z + bend)
    }
}

/// Probabilities of the counts from `least` on, up to a common factor.
struct Masses {
    least: f64,
    masses: Vec<f64>,
}

impl Masses {
    fn plus(&self, other: &Self) -> Self {
        let mut masses = vec![0.0; self.masses.len() + other.masses.len() - 1];
        for (i, a) in self.masses.iter().enumerate() {
            for (sum, b) in masses[i..].iter_mut().zip(&other.masses) {
                *sum += a * b;
            }
        }
        let most = masses.iter().copied().fold(0.0, f64::max);
        let kept = |mass: &f64| *mass > most * SMALL;
        let from = masses.iter().position(kept).unwrap_or(0);
        let to = masses.iter().rposition(kept).map_or(masses.len(), |last| last + 1);
        let masses = masses[from..to].iter().map(|mass| mass / most).collect();
        Self { least: self.least + other.least + of(from), masses }
    }
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
fn people(trials: &Trials) -> f64 {
    trials.people as f64
}

/// From the likeliest count outwards, each probability by its ratio to the one before.
fn binomial(trials: &Trials) -> Masses {
    let (n, p) = (people(trials), trials.score);
    if p <= 0.0 || p >= 1.0 {
        return Masses { least: if p <= 0.0 { 0.0 } else { n }, masses: vec![1.0] };
    }
    let (mode, odds) = (((n + 1.0) * p).floor().min(n), p / (1.0 - p));
    let mut down = Vec::new();
    let (mut k, mut mass) = (mode, 1.0);
    while k > 0.0 && mass > SMALL {
        mass *= k / ((n - k + 1.0) * odds);
        k -= 1.0;
        down.push(mass);
    }
    let least = k;
    let mut masses: Vec<f64> = down.into_iter().rev().collect();
    (k, mass) = (mode, 1.0);
    while mass > SMALL {
        masses.push(mass);
        if k >= n {
            break;
        }
        mass *= (n - k) * odds / (k + 1.0);
        k += 1.0;
    }
    Masses { least, masses }
}
