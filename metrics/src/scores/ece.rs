//! The calibration error by bins of the score, and how large it would be were every score right. It takes scores that are
//! probabilities, and refuses to compare groups: the error grows as groups shrink, which only its null shows.

mod null;

pub use null::{DRAWS, Null};

use super::distribution::{Point, Scores};
use crate::undefined::Undefined;

/// How scores are put into bins. People with the same score always share one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bins {
    /// So many bins of the same width over [0, 1]: bin floor(s B), and 1 in the last.
    EqualWidth(u32),
    /// At most so many bins with about as many people each: bin floor(B x the share of people with a smaller score).
    EqualMass(u32),
}

/// One bin of the score in which the outcome of somebody is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// The least score in it.
    pub from: f64,
    /// The greatest score in it.
    pub to: f64,
    /// People whose outcome is known (their weights).
    pub people: f64,
    /// Positive outcomes (their weights).
    pub observed: f64,
    /// Positive outcomes expected: the sum of the scores.
    pub expected: f64,
}

impl Bin {
    /// Share of positive outcomes.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.observed / self.people
    }

    /// Mean of the scores.
    #[must_use]
    pub fn mean_score(&self) -> f64 {
        self.expected / self.people
    }

    /// How far the two are apart, from 0 to 1.
    #[must_use]
    pub fn error(&self) -> f64 {
        (self.observed - self.expected).abs() / self.people
    }
}

/// A group's reliability diagram, and what follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reliability {
    /// The bins that hold somebody, ascending.
    pub bins: Vec<Bin>,
    /// Of each bin, its scores and how many people with a known outcome have them.
    trials: Vec<Vec<Trials>>,
    weighted: bool,
}

/// So many people who share a score.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Trials {
    people: u64,
    score: f64,
}

/// Scores and outcomes by bins.
///
/// # Formula
/// Per bin: mean outcome, mean score, people; over people whose outcome is known.
/// # Source
/// Murphy & Winkler (1977), Applied Statistics 26 (reliability diagrams); Naeini, Cooper & Hauskrecht (2015) (equal mass).
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`), a score is outside [0, 1] and so no probability (`no-score`), or no
/// outcome is known (`no-outcome`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, ece::{Bins, reliability}};
/// let group = Scores::of_counts([(0.3, 0, 1, 0), (0.7, 1, 0, 0), (0.29, 0, 1, 0), (0.1, 1, 0, 0)])?;
/// let reliability = reliability(&group, Bins::EqualWidth(10)).unwrap();
/// assert_eq!(reliability.bins.len(), 4);
/// assert!((reliability.expected_error() - 0.4475).abs() < 1e-15);
/// assert!((reliability.largest_error() - 0.9).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn reliability(group: &Scores, bins: Bins) -> Result<Reliability, Undefined> {
    group.probabilities()?;
    let known = |point: &Point| point.positives.saturating_add(point.negatives);
    let everybody: u64 = group.points().iter().map(known).fold(0, u64::saturating_add);
    let mut reliability = Reliability { bins: Vec::new(), trials: Vec::new(), weighted: group.is_weighted() };
    let (mut smaller, mut place) = (0, None);
    for point in group.points().iter().filter(|point| known(point) > 0 && point.mass.known() > 0.0) {
        let at = match bins {
            Bins::EqualWidth(count) => {
                let count = f64::from(count.max(1));
                (point.value * count).floor().min(count - 1.0)
            }
            Bins::EqualMass(count) => by_mass(smaller, everybody, count.max(1)),
        };
        smaller += known(point);
        if place.is_none_or(|place| place < at) {
            place = Some(at);
            let bin = Bin { from: point.value, to: point.value, people: 0.0, observed: 0.0, expected: 0.0 };
            reliability.bins.push(bin);
            reliability.trials.push(Vec::new());
        }
        if let (Some(bin), Some(trials)) = (reliability.bins.last_mut(), reliability.trials.last_mut()) {
            bin.to = point.value;
            bin.people += point.mass.known();
            bin.observed += point.mass.positives;
            bin.expected += point.mass.known() * point.value;
            trials.push(Trials { people: known(point), score: point.value });
        }
    }
    Ok(reliability)
}

/// The bin of a score with so many people below it: in whole numbers, as a quotient of doubles can fall short of one.
fn by_mass(smaller: u64, everybody: u64, bins: u32) -> f64 {
    let place = u128::from(bins) * u128::from(smaller) / u128::from(everybody.max(1));
    u32::try_from(place).map_or(f64::from(bins - 1), |place| f64::from(place.min(bins - 1)))
}

impl Reliability {
    /// People whose outcome is known (their weights).
    #[must_use]
    pub fn people(&self) -> f64 {
        self.bins.iter().map(|bin| bin.people).sum()
    }

    /// The expected calibration error.
    ///
    /// It is above 0 even where every score is right, by about √(bins / people): read it beside [`null`](Self::null), and
    /// never compare two groups by it alone.
    ///
    /// # Formula
    /// Σ over bins of share of people x |mean outcome - mean score|, from 0 to 1.
    /// # Source
    /// Naeini, Cooper & Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning.
    /// # Undefined when
    /// Never: [`reliability`] has refused what has none.
    #[must_use]
    pub fn expected_error(&self) -> f64 {
        self.bins.iter().map(|bin| (bin.observed - bin.expected).abs()).sum::<f64>() / self.people()
    }

    /// The largest error of a bin; with few people in a bin, mostly chance.
    ///
    /// # Formula
    /// max over bins of |mean outcome - mean score|, from 0 to 1.
    /// # Source
    /// Naeini, Cooper & Hauskrecht (2015).
    /// # Undefined when
    /// Never: [`reliability`] has refused what has none.
    #[must_use]
    pub fn largest_error(&self) -> f64 {
        self.bins.iter().map(Bin::error).fold(0.0, f64::max)
    }
}
