//! The area under the ROC curve: how well scores rank people with a positive outcome above people with a negative one,
//! within a group and between two. It refuses to know thresholds and whether a score is a probability.

use super::distribution::{Scores, walk};
use crate::interval::{Confidence, Interval};
use crate::special::normal;
use crate::undefined::Undefined;

/// The probability that a person with a positive outcome scores above a person with a negative one, ties counting half.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The area, from 0 to 1; ½ when scores do not tell the two apart.
    pub value: f64,
    /// Its standard error (`DeLong`), with people counted as independent.
    pub se: Result<f64, Undefined>,
    /// People with a positive outcome.
    pub positives: f64,
    /// People with a negative outcome.
    pub negatives: f64,
    weighted: bool,
}

/// Two areas of people who are not the same, the first minus the second.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AreaGap {
    /// The difference, from -1 to 1.
    pub value: f64,
    /// The difference in standard errors.
    pub z: Result<f64, Undefined>,
    /// The two-sided probability of a difference as large, were the areas equal.
    pub p_value: Result<f64, Undefined>,
}

/// The area within one group.
///
/// # Formula
/// The share of all pairs of a positive i and a negative j with sᵢ > sⱼ, and half the share with sᵢ = sⱼ; its variance
/// s₁₀/m + s₀₁/n, with s₁₀ the sample variance over the m positives of the share of negatives below them, s₀₁ that over
/// the n negatives of the share of positives above.
/// # Source
/// `DeLong`, `DeLong` & Clarke-Pearson (1988), Biometrics 44, eq. 3-6, on the mid-ranks of Sun & Xu (2014).
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`), no outcome is known (`no-outcome`), or only one outcome occurs
/// (`one-class`). The standard error needs two people of each (`too-few`) and equal weights (`no-interval`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, area::area};
/// let group = Scores::of_counts([(0.2, 0, 1, 0), (0.4, 1, 1, 0), (0.8, 1, 0, 0)])?;
/// let area = area(&group).unwrap();
/// assert_eq!(area.value, 0.875);
/// assert!((area.se.unwrap() - 0.1767766952966369).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn area(group: &Scores) -> Result<Area, Undefined> {
    let mass = group.known()?;
    if mass.positives > 0.0 && mass.negatives > 0.0 {
        pairs(group, group).ok_or(Undefined::OneClass)
    } else {
        Err(Undefined::OneClass)
    }
}

/// The area of one group's positives against another group's negatives.
///
/// Within-group areas can be equal while one group's positives rank below the other's negatives; this shows it.
///
/// # Formula
/// As [`area`], with i over the positives of `a` and j over the negatives of `b`.
/// # Source
/// Kallus & Zhou (2019), The fairness of risk scores beyond classification: bipartite ranking and the xAUC metric.
/// # Undefined when
/// `a` has no positives (its reason, or `no-positives`), or `b` no negatives (`reference-undefined` when it has nobody,
/// or `no-negatives`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, area::cross_area};
/// let a = Scores::of_counts([(0.9, 1, 0, 0), (0.8, 1, 0, 0), (0.2, 0, 1, 0), (0.1, 0, 1, 0)])?;
/// let b = Scores::of_counts([(0.9, 1, 0, 0), (0.1, 1, 0, 0)])?;
/// assert_eq!(cross_area(&b, &a).unwrap().value, 0.625);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn cross_area(a: &Scores, b: &Scores) -> Result<Area, Undefined> {
    let (above, below) = (a.known()?, b.known().map_err(|_| Undefined::ReferenceUndefined)?);
    if above.positives <= 0.0 {
        Err(Undefined::NoPositives)
    } else {
        pairs(a, b).filter(|_| below.negatives > 0.0).ok_or(Undefined::NoNegatives)
    }
}

/// The positives of `a` against the negatives of `b`; `None` when either holds nobody.
fn pairs(a: &Scores, b: &Scores) -> Option<Area> {
    let (m, n) = (a.mass().positives, b.mass().negatives);
    if m <= 0.0 || n <= 0.0 {
        return None;
    }
    // How many positives and negatives share a score, and the share of the others that lies below and above it.
    let mut seen = (0.0, 0.0);
    let steps: Vec<Place> = walk(a, b)
        .map(|step| {
            let (p, q) = (step.a.mass.positives, step.b.mass.negatives);
            let place = Place { p, q, below: (seen.1 + 0.5 * q) / n, above: ((m - seen.0 - p) + 0.5 * p) / m };
            seen = (seen.0 + p, seen.1 + q);
            place
        })
        .collect();
    let mut passed = 0.0;
    let won: f64 = steps
        .iter()
        .map(|place| {
            let beaten = passed + 0.5 * place.q;
            passed += place.q;
            place.p * beaten
        })
        .sum();
    let value = (won / (m * n)).min(1.0);
    let weighted = a.is_weighted() || b.is_weighted();
    let se = if weighted {
        Err(Undefined::NoInterval)
    } else if m < 2.0 || n < 2.0 {
        Err(Undefined::TooFew)
    } else {
        let spread = |of: fn(&Place) -> (f64, f64), people: f64| {
            let squares = steps.iter().map(of).map(|(k, share)| k * (share - value) * (share - value)).sum::<f64>();
            squares / (people - 1.0) / people
        };
        Ok((spread(|place| (place.p, place.below), m) + spread(|place| (place.q, place.above), n)).sqrt())
    };
    Some(Area { value, se, positives: m, negatives: n, weighted })
}

struct Place {
    p: f64,
    q: f64,
    below: f64,
    above: f64,
}

impl Area {
    /// The areas not ruled out: within [0, 1], and never of width zero, not even at an area of 0 or 1, where the standard
    /// error is 0 and says nothing.
    ///
    /// # Formula
    /// The θ with (θ̂ - θ)² <= z² V(θ), V(θ) = θ(1-θ) (1 + N (1-θ)/(2-θ) + N θ/(1+θ)) / mn, N = (m+n)/2 - 1 (at least 0),
    /// m and n divided by the design effect.
    /// # Source
    /// Newcombe (2006), Statistics in Medicine 25, method 5. Its variance has no term for ties, so that scores with many
    /// ties get an interval that is rather too wide.
    /// # Undefined when
    /// People are weighted (`no-interval`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{interval::Confidence, scores::{Scores, area::area}};
    /// let group = Scores::of_counts([(0.1, 0, 5, 0), (0.9, 4, 0, 0)])?;
    /// let interval = area(&group).unwrap().interval(1.0, &Confidence::normal(0.95)).unwrap();
    /// assert!((interval.low.unwrap() - 0.611523).abs() < 1e-6);
    /// assert_eq!(interval.high, Some(1.0));
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn interval(&self, deff: f64, confidence: &Confidence) -> Result<Interval, Undefined> {
        if self.weighted {
            return Err(Undefined::NoInterval);
        }
        let low = |value| low_end(value, self.positives / deff, self.negatives / deff, confidence.critical());
        Ok(Interval::bounded(low(self.value), 1.0 - low(1.0 - self.value), confidence.level()))
    }

    /// This area minus another, of other people.
    ///
    /// # Formula
    /// z = (A₁ - A₂) / √(V₁ + V₂).
    /// # Source
    /// Hanley & `McNeil` (1983), Radiology 148, without the covariance, with `DeLong`'s variances.
    /// # Undefined when
    /// A standard error has no value (its reason), or both are zero (`zero-variance`); the difference itself always has one.
    /// # Example
    /// ```
    /// use evenhand_metrics::scores::{Scores, area::area};
    /// let a = Scores::of_counts([(0.2, 0, 1, 0), (0.4, 1, 1, 0), (0.8, 1, 0, 0)])?;
    /// let b = Scores::of_counts([(0.3, 1, 1, 0), (0.6, 0, 1, 0), (0.7, 1, 0, 0)])?;
    /// let gap = area(&a).unwrap().minus(&area(&b).unwrap());
    /// assert_eq!(gap.value, 0.25);
    /// assert!((gap.z.unwrap() - 0.5773502691896257).abs() < 1e-15);
    /// assert!((gap.p_value.unwrap() - 0.5637028616507731).abs() < 1e-14);
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    #[must_use]
    pub fn minus(&self, other: &Self) -> AreaGap {
        let value = self.value - other.value;
        let z = self.se.and_then(|a| {
            let b = other.se?;
            let se = a.hypot(b);
            if se > 0.0 { Ok(value / se) } else { Err(Undefined::ZeroVariance) }
        });
        AreaGap { value, z, p_value: z.map(normal::two_sided) }
    }

    /// The interval of this area minus another, of other people: within [-1, 1], never of width zero.
    ///
    /// # Formula
    /// d - √((A₁-l₁)² + (u₂-A₂)²) to d + √((u₁-A₁)² + (A₂-l₂)²), with l, u the ends of [`interval`](Self::interval).
    /// # Source
    /// Newcombe (1998), Statistics in Medicine 17, method 10; Zou & Donner (2008), Statistics in Medicine 27.
    /// # Undefined when
    /// People are weighted (`no-interval`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{interval::Confidence, scores::{Scores, area::area}};
    /// let a = Scores::of_counts([(0.1, 0, 5, 0), (0.9, 4, 0, 0)])?;
    /// let area = area(&a).unwrap();
    /// let gap = area.interval_minus(1.0, &area, 1.0, &Confidence::normal(0.95)).unwrap();
    /// assert!((gap.low.unwrap() - -0.388477).abs() < 1e-6 && (gap.high.unwrap() - 0.388477).abs() < 1e-6);
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn interval_minus(
        &self,
        deff: f64,
        other: &Self,
        other_deff: f64,
        confidence: &Confidence,
    ) -> Result<Interval, Undefined> {
        let (own, others) = (self.interval(deff, confidence)?, other.interval(other_deff, confidence)?);
        let reach = |end: Option<f64>, value: f64| end.map_or(0.0, |end| (end - value).abs());
        let down = reach(own.low, self.value).hypot(reach(others.high, other.value));
        let up = reach(own.high, self.value).hypot(reach(others.low, other.value));
        let gap = self.value - other.value;
        Ok(Interval::bounded((gap - down).max(-1.0), (gap + up).min(1.0), confidence.level()))
    }
}

/// The smallest area not ruled out. Between 0 and the estimate the two sides of the inequality cross once, so halving
/// finds it.
fn low_end(estimate: f64, m: f64, n: f64, z: f64) -> f64 {
    let pairs_over = (0.5 * (m + n) - 1.0).max(0.0);
    let ruled_out = |at: f64| {
        let spread = 1.0 + pairs_over * ((1.0 - at) / (2.0 - at) + at / (1.0 + at));
        (estimate - at) * (estimate - at) > z * z * at * (1.0 - at) * spread / (m * n)
    };
    let (mut low, mut high) = (0.0, estimate);
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return low;
        }
        if ruled_out(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
}
