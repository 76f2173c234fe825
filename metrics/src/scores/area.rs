//! The area under the ROC curve: how well scores rank people with a positive outcome above people with a negative one,
//! within a group and between two. It refuses to know thresholds and whether a score is a probability.

mod detectable;
mod interval;

pub use detectable::{detectable_gap, detectable_gap_to_everyone};
pub use interval::to_everyone;

use super::distribution::{Scores, walk};
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
    spread: Result<Spread, Undefined>,
}

/// How far placements scatter: the sample variances that `DeLong`'s variance is made of, 0 of a single person.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Spread {
    /// Over the positives, of the share of negatives below them.
    positives: f64,
    /// Over the negatives, of the share of positives above them.
    negatives: f64,
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
    let spread = if a.is_weighted() || b.is_weighted() {
        Err(Undefined::NoInterval)
    } else {
        let variance = |of: fn(&Place) -> (f64, f64), people: f64| {
            let squares = steps.iter().map(of).map(|(k, share)| k * (share - value) * (share - value)).sum::<f64>();
            if people > 1.0 { squares / (people - 1.0) } else { 0.0 }
        };
        let (positives, negatives) = (|place: &Place| (place.p, place.below), |place: &Place| (place.q, place.above));
        Ok(Spread { positives: variance(positives, m), negatives: variance(negatives, n) })
    };
    let se = match spread {
        Err(reason) => Err(reason),
        Ok(_) if m < 2.0 || n < 2.0 => Err(Undefined::TooFew),
        Ok(spread) => Ok((spread.positives / m + spread.negatives / n).sqrt()),
    };
    Some(Area { value, se, positives: m, negatives: n, spread })
}

struct Place {
    p: f64,
    q: f64,
    below: f64,
    above: f64,
}

impl Area {
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
}
