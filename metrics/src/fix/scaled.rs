//! How a group would be reached if its campaigns grew and shrank, and whether that brings it closer to another. It knows how
//! many of how many were reached in each campaign, and a factor for each; it refuses to know what makes reach grow.

use crate::interval::{Confidence, Interval};
use crate::undefined::Undefined;

/// A group, campaign by campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Scaled {
    /// Reached and eligible in each campaign.
    pub parts: Vec<(f64, f64)>,
    /// How many rows count for one: at least 1.
    pub deff: f64,
}

/// A number that was estimated, with its variance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The number.
    pub value: f64,
    /// Its variance.
    pub variance: f64,
}

impl Scaled {
    /// Everybody eligible.
    #[must_use]
    pub fn people(&self) -> f64 {
        self.parts.iter().map(|(_, people)| people).sum()
    }

    /// The rate when each campaign reaches `factors` times as many.
    ///
    /// **Formula** Σ k s / Σ n over campaigns with s of n reached and factor k; variance d Σ k² n p (1 - p) / (Σ n)² with
    /// p = (s + 1/2) / (n + 1), so that neither nobody nor everybody makes it 0, and d the design effect. **Source** the
    /// variance of a sum of independent binomials; p by Jeffreys' prior. **Undefined when** nobody is eligible
    /// (`empty-group`).
    ///
    /// ```
    /// # use evenhand_metrics::fix::scaled::Scaled;
    /// let group = Scaled { parts: vec![(10.0, 100.0), (50.0, 100.0)], deff: 1.0 };
    /// // (5 + 100) / 200
    /// assert!((group.rate(&[0.5, 2.0]).unwrap().value - 0.525).abs() < 1e-15);
    /// // (0.25 · 9.3153 + 4 · 25) / 40000, as 10.5/101 and 50.5/101 are the shares
    /// assert!((group.rate(&[0.5, 2.0]).unwrap().variance - 0.002_558_220_395).abs() < 1e-9);
    /// ```
    ///
    /// # Errors
    /// When nobody is eligible.
    pub fn rate(&self, factors: &[f64]) -> Result<Spread, Undefined> {
        let people = self.people();
        if people <= 0.0 {
            return Err(Undefined::EmptyGroup);
        }
        let (mut sum, mut variance) = (0.0, 0.0);
        for ((reached, people), factor) in self.parts.iter().zip(factors) {
            let share = (reached + 0.5) / (people + 1.0);
            sum += factor * reached;
            variance += factor * factor * people * share * (1.0 - share);
        }
        Ok(Spread { value: sum / people, variance: self.deff * variance / (people * people) })
    }
}

impl Spread {
    /// The interval around the number.
    ///
    /// **Formula** value ± z √variance. **Source** the normal approximation (Wald). **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::{fix::scaled::Spread, interval::Confidence};
    /// let found = Spread { value: 0.5, variance: 0.0001 }.interval(&Confidence::normal(0.95));
    /// assert!((found.low.unwrap() - 0.480_400_360).abs() < 1e-9);
    /// ```
    #[must_use]
    pub fn interval(self, confidence: &Confidence) -> Interval {
        let half = confidence.critical() * self.variance.sqrt();
        Interval::bounded(self.value - half, self.value + half, confidence.level())
    }

    /// The interval of the ratio of two independent rates.
    ///
    /// **Formula** r exp(± z √(v₁/x₁² + v₂/x₂²)) with r = x₁/x₂. **Source** the delta method on the log scale (Katz et al.
    /// 1978). **Undefined when** either rate is 0 (`no-interval`).
    ///
    /// ```
    /// # use evenhand_metrics::{fix::scaled::Spread, interval::Confidence};
    /// let (own, other) = (Spread { value: 0.2, variance: 0.0004 }, Spread { value: 0.4, variance: 0.0 });
    /// // a tenth: 0.5 exp(-0.1959964)
    /// let found = own.ratio_interval(other, &Confidence::normal(0.95)).unwrap();
    /// assert!((found.low.unwrap() - 0.411_007_598).abs() < 1e-8);
    /// ```
    ///
    /// # Errors
    /// When either rate is 0.
    pub fn ratio_interval(self, other: Self, confidence: &Confidence) -> Result<Interval, Undefined> {
        if self.value <= 0.0 || other.value <= 0.0 {
            return Err(Undefined::NoInterval);
        }
        let relative = self.variance / self.value.powi(2) + other.variance / other.value.powi(2);
        let (ratio, factor) = (self.value / other.value, (confidence.critical() * relative.sqrt()).exp());
        Ok(Interval::bounded(ratio / factor, ratio * factor, confidence.level()))
    }

    fn less(self, other: Self) -> Self {
        Self { value: self.value - other.value, variance: self.variance + other.variance }
    }

    fn is_above_nought(self, confidence: &Confidence) -> bool {
        self.value > confidence.critical() * self.variance.sqrt()
    }
}

/// How the gap between two groups changes, in the direction that it has before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// Gap before - gap after.
    less: Spread,
    /// Gap before + gap after.
    sum: Spread,
}

impl Change {
    /// How much narrower the gap between two groups becomes.
    ///
    /// **Formula** with gap g before and h after, turned so that g ≥ 0: |g| - |h| is the smaller of g - h and g + h, each a
    /// sum over campaigns with factors 1 - k and 1 + k. It is closer beyond chance where both lie above z standard errors.
    /// **Source** the intersection-union test (Berger 1982): each part at the level keeps the whole at it. **Undefined
    /// when** nobody of a group is eligible (`empty-group`).
    ///
    /// ```
    /// # use evenhand_metrics::{fix::scaled::{Change, Scaled}, interval::Confidence};
    /// let group = |reached: [f64; 2]| Scaled { parts: reached.map(|reached| (reached, 100.0)).to_vec(), deff: 1.0 };
    /// let (own, other) = (group([10.0, 50.0]), group([60.0, 40.0]));
    /// // rates 0.3 and 0.5 become 0.525 and 0.55
    /// let change = Change::of(&own, &other, &[0.5, 2.0]).unwrap();
    /// assert!((change.narrower() - 0.175).abs() < 1e-12 && change.is_closer(&Confidence::normal(0.95)));
    /// ```
    ///
    /// # Errors
    /// When nobody of a group is eligible.
    pub fn of(own: &Scaled, other: &Scaled, factors: &[f64]) -> Result<Self, Undefined> {
        let gap = |factor: &dyn Fn(f64) -> f64| {
            let factors: Vec<f64> = factors.iter().map(|own| factor(*own)).collect();
            Ok(own.rate(&factors)?.less(other.rate(&factors)?))
        };
        let sign = if gap(&|_| 1.0)?.value < 0.0 { -1.0 } else { 1.0 };
        let turned = |gap: Spread| Spread { value: sign * gap.value, ..gap };
        Ok(Self { less: turned(gap(&|factor| 1.0 - factor)?), sum: turned(gap(&|factor| 1.0 + factor)?) })
    }

    /// The size of the gap before less that of the gap after: positive is closer.
    #[must_use]
    pub const fn narrower(&self) -> f64 {
        self.less.value.min(self.sum.value)
    }

    /// Its interval.
    ///
    /// # Errors
    /// Where the gap points the other way after (`no-interval`): the change of the signed gap is then not how much narrower
    /// it is.
    pub fn interval(&self, confidence: &Confidence) -> Result<Interval, Undefined> {
        let same_way = self.less.value <= self.sum.value;
        same_way.then(|| self.less.interval(confidence)).ok_or(Undefined::NoInterval)
    }

    /// Whether it is narrower beyond chance.
    #[must_use]
    pub fn is_closer(&self, confidence: &Confidence) -> bool {
        self.less.is_above_nought(confidence) && self.sum.is_above_nought(confidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(reached: [f64; 2]) -> Scaled {
        Scaled { parts: reached.map(|reached| (reached, 100.0)).to_vec(), deff: 1.0 }
    }

    #[test]
    fn a_gap_that_turns_round_is_narrower_by_sizes_and_has_no_interval() {
        let (own, other, sure) = (group([10.0, 50.0]), group([60.0, 40.0]), Confidence::normal(0.95));
        // rates 0.3 and 0.5; with nothing and 2 times 0.5 and 0.4
        let turning = Change::of(&own, &other, &[0.0, 2.0]).unwrap();
        assert!((turning.narrower() - 0.1).abs() < 1e-12);
        assert_eq!(turning.interval(&sure), Err(Undefined::NoInterval));
        let same = Change::of(&own, &other, &[1.0, 1.0]).unwrap();
        assert!(same.narrower().abs() < 1e-12 && !same.is_closer(&sure));
    }

    #[test]
    fn nobody_has_no_rate_and_a_rate_of_nought_no_ratio() {
        let nobody = Scaled { parts: vec![(0.0, 0.0)], deff: 1.0 };
        assert_eq!(nobody.rate(&[1.0]), Err(Undefined::EmptyGroup));
        assert_eq!(Change::of(&nobody, &nobody, &[1.0]), Err(Undefined::EmptyGroup));
        let (none, some) = (group([0.0, 0.0]).rate(&[1.0; 2]).unwrap(), group([1.0, 2.0]).rate(&[1.0; 2]).unwrap());
        assert_eq!(none.ratio_interval(some, &Confidence::normal(0.95)), Err(Undefined::NoInterval));
        assert!(none.variance > 0.0, "nobody reached is no certainty");
    }
}
