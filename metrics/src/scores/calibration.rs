//! Whether scores can be taken at their word: outcomes observed against outcomes that the scores lead one to expect. It
//! takes scores that are probabilities, and refuses to know bins and how scores rank people.

use super::distribution::{Point, Scores};
use crate::interval::{Confidence, Interval, ProportionMethod, proportion};
use crate::special::poisson;
use crate::tally::Tally;
use crate::undefined::Undefined;

/// Positive outcomes observed, and expected from the scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcomes {
    /// Positive outcomes (their weights).
    pub observed: f64,
    /// The sum of the scores.
    pub expected: f64,
    /// People whose outcome is known (their weights).
    pub people: f64,
    weighted: bool,
}

/// Observed and expected positive outcomes, over people whose outcome is known.
///
/// # Formula
/// O = Σ y, E = Σ s.
/// # Source
/// Miller, Hui & Tierney (1991), Statistics in Medicine 10.
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`), a score is outside [0, 1] and so no probability (`no-score`), or no
/// outcome is known (`no-outcome`).
/// # Example
/// ```
/// use evenhand_metrics::{interval::Confidence, scores::{Scores, calibration::outcomes}};
/// let group = Scores::of_counts([(0.3, 0, 1, 0), (0.7, 1, 0, 0), (0.29, 0, 1, 0), (0.1, 1, 0, 0)])?;
/// let outcomes = outcomes(&group).unwrap();
/// assert!((outcomes.observed_over_expected().unwrap() - 1.4388489208633095).abs() < 1e-14);
/// assert!((outcomes.calibration_in_the_large() - 0.1525).abs() < 1e-15);
/// let interval = outcomes.ratio_interval(1.0, &Confidence::normal(0.95)).unwrap();
/// assert!((interval.low.unwrap() - 0.17425127952803235).abs() < 1e-14);
/// assert!((interval.high.unwrap() - 5.19761702713954).abs() < 1e-12);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn outcomes(group: &Scores) -> Result<Outcomes, Undefined> {
    let mass = group.probabilities()?;
    let expected = group.points().iter().map(|point| point.mass.known() * point.value).sum();
    Ok(Outcomes { observed: mass.positives, expected, people: mass.known(), weighted: group.is_weighted() })
}

impl Outcomes {
    /// Observed over expected: above 1, the scores are too low for this group.
    ///
    /// # Formula
    /// O / E, from 0 up.
    /// # Source
    /// Miller, Hui & Tierney (1991), Statistics in Medicine 10.
    /// # Undefined when
    /// Nothing is expected (`reference-zero`).
    pub fn observed_over_expected(&self) -> Result<f64, Undefined> {
        if self.expected > 0.0 { Ok(self.observed / self.expected) } else { Err(Undefined::ReferenceZero) }
    }

    /// The interval of O / E, exact for a Poisson count and so rather too wide when outcomes are frequent.
    ///
    /// # Formula
    /// The Poisson means at which O or more, and O or fewer, keep the tail's probability; both over E. O and E are divided
    /// by the design effect.
    /// # Source
    /// Garwood (1936), Biometrika 28; Breslow & Day (1987), Statistical Methods in Cancer Research II, eq. 2.10.
    /// # Undefined when
    /// Nothing is expected (`reference-zero`), or people are weighted (`no-interval`).
    pub fn ratio_interval(&self, deff: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
        self.observed_over_expected()?;
        if self.weighted {
            return Err(Undefined::NoInterval);
        }
        let (observed, expected) = (self.observed / deff, self.expected / deff);
        let (low, high) = (poisson::lower(confidence.tail(), observed), poisson::upper(confidence.tail(), observed));
        Ok(Interval::bounded(low / expected, high / expected, confidence.level()))
    }

    /// Calibration in the large: the mean of outcome minus score. Above 0, the scores are too low for this group.
    ///
    /// # Formula
    /// (O - E) / n, from -1 to 1.
    /// # Source
    /// Cox (1958), Biometrika 45; Van Calster et al. (2016), Journal of Clinical Epidemiology 74 ("mean calibration").
    /// # Undefined when
    /// Never.
    #[must_use]
    pub fn calibration_in_the_large(&self) -> f64 {
        (self.observed - self.expected) / self.people
    }

    /// The interval of calibration in the large, the scores taken as given; never of width zero.
    ///
    /// # Formula
    /// Wilson's interval of O of n, minus E / n. Were every score right, O would vary less than k of n does, so that this
    /// is rather too wide.
    /// # Source
    /// Wilson (1927); Hoeffding (1956), Annals of Mathematical Statistics 27, theorem 4.
    /// # Undefined when
    /// People are weighted (`no-interval`).
    pub fn large_interval(&self, deff: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
        if self.weighted {
            return Err(Undefined::NoInterval);
        }
        let tally = Tally::new(self.observed, self.people).over(deff);
        let rate = proportion(ProportionMethod::Wilson, tally, confidence)?;
        let less = |end: Option<f64>| end.map(|end| end - self.expected / self.people);
        Ok(Interval { low: less(rate.low), high: less(rate.high), ..rate })
    }
}

/// The Brier score: the mean squared distance of score and outcome.
///
/// # Formula
/// (1/n) Σ (y - s)², from 0 to 1; 0 when every score is the outcome itself.
/// # Source
/// Brier (1950), Monthly Weather Review 78.
/// # Undefined when
/// As [`outcomes`].
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, calibration::brier};
/// let group = Scores::of_counts([(0.3, 0, 1, 0), (0.7, 1, 0, 0), (0.29, 0, 1, 0), (0.1, 1, 0, 0)])?;
/// assert!((brier(&group).unwrap() - 0.268525).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn brier(group: &Scores) -> Result<f64, Undefined> {
    let mass = group.probabilities()?;
    let squares = |point: &Point| {
        let (s, rest) = (point.value, 1.0 - point.value);
        point.mass.positives * rest * rest + point.mass.negatives * s * s
    };
    Ok(group.points().iter().map(squares).sum::<f64>() / mass.known())
}
