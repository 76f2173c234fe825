//! How unequal a set of weights is.

use crate::undefined::Undefined;

/// People who carry the same weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Holders {
    /// The weight of each, 0 or more.
    pub weight: f64,
    /// How many there are.
    pub people: f64,
}

/// What every set of weights is described by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// People who carry a weight, one of 0 included.
    pub people: f64,
    /// Sum of the weights of all of them.
    pub total: f64,
    /// The largest weight.
    pub largest: f64,
    /// The smallest weight.
    pub smallest: f64,
    /// Kish's effective sample size: how many people of equal weight would tell as much. At most `people`.
    pub effective: f64,
    /// The design effect of the weights, people / effective. At least 1.
    pub design_effect: f64,
}

/// Describes weights. Entries without people are passed over.
///
/// **Formula** effective = (Σw)² / Σw², design effect = n / effective, over people.
///
/// **Source** Kish (1965), *Survey Sampling*, 11.7.
///
/// **Undefined when** there are no people or all of them weigh nothing ([`Undefined::EmptyGroup`]); when a weight or a
/// number of people is negative or no number, there is no value either ([`Undefined::NoValue`]).
///
/// ```
/// # use evenhand_metrics::weights::{Holders, spread};
/// let found = spread(&[Holders { weight: 5.0, people: 2.0 }, Holders { weight: 0.5, people: 20.0 }]).unwrap();
/// assert_eq!((found.people, found.total, found.largest, found.smallest), (22.0, 20.0, 5.0, 0.5));
/// // 20² / (2 x 25 + 20 x 0.25)
/// assert!((found.effective - 400.0 / 55.0).abs() < 1e-12 && (found.design_effect - 3.025).abs() < 1e-12);
/// ```
pub fn spread(holders: &[Holders]) -> Result<Spread, Undefined> {
    let is_amount = |value: f64| value.is_finite() && value >= 0.0;
    if !holders.iter().all(|held| is_amount(held.weight) && is_amount(held.people)) {
        return Err(Undefined::NoValue);
    }
    let held = || holders.iter().filter(|held| held.people > 0.0);
    let largest = held().map(|held| held.weight).fold(0.0, f64::max);
    let smallest = held().map(|held| held.weight).fold(largest, f64::min);
    if largest <= 0.0 {
        return Err(Undefined::EmptyGroup);
    }
    // In units of the largest weight, so that no square is too large or too small for a double.
    let (mut people, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for held in held() {
        let weight = held.weight / largest;
        people += held.people;
        sum += held.people * weight;
        squares += held.people * weight * weight;
    }
    let effective = sum * (sum / squares);
    let found =
        Spread { people, total: sum * largest, largest, smallest, effective, design_effect: people / effective };
    let finite = [found.total, effective, found.design_effect].into_iter().all(f64::is_finite);
    if finite { Ok(found) } else { Err(Undefined::NoValue) }
}
