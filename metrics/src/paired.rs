//! Whether a change brought two groups closer, judged on the same people before and after it. It knows how many were
//! selected before, after and both times; it refuses to know what was changed, and how people beyond these would fare.

use crate::{
    interval::{Confidence, Interval},
    undefined::Undefined,
};

/// One group's decisions before and after a change: sums over its people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments {
    /// People.
    pub people: f64,
    /// Σb, b a person's decision before: 0 or 1, or the rate at which the person is drawn.
    pub before: f64,
    /// Σa, a the decision after.
    pub after: f64,
    /// Σb².
    pub before_squared: f64,
    /// Σa².
    pub after_squared: f64,
    /// Σab.
    pub both: f64,
}

impl Moments {
    /// From the people counted by what happened to them before and after: [neither, only after, only before, both]. A
    /// person who is drawn with a rate counts by parts, which gives the variance of decisions that are drawn; fill in the
    /// sums to judge the rates themselves.
    ///
    /// **Formula** Σb = Σb² = n₁₀ + n₁₁, Σa = Σa² = n₀₁ + n₁₁, Σab = n₁₁. **Source** the definition of the sums.
    /// **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::paired::Moments;
    /// let found = Moments::of_counts([570.0, 86.0, 150.0, 794.0]);
    /// assert_eq!((found.people, found.before, found.after, found.both), (1600.0, 944.0, 880.0, 794.0));
    /// ```
    #[must_use]
    pub const fn of_counts([neither, only_after, only_before, both]: [f64; 4]) -> Self {
        let (before, after) = (only_before + both, only_after + both);
        let people = neither + only_after + before;
        Self { people, before, after, before_squared: before, after_squared: after, both }
    }

    /// All sums divided by a design effect of at least 1, as those of the effective people.
    ///
    /// **Formula** each sum over deff. **Source** Korn and Graubard (1998). **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::paired::Moments;
    /// let half = Moments::of_counts([2.0, 4.0, 6.0, 8.0]).over(2.0);
    /// assert_eq!(half, Moments::of_counts([1.0, 2.0, 3.0, 4.0]));
    /// ```
    #[must_use]
    pub fn over(self, deff: f64) -> Self {
        Self {
            people: self.people / deff,
            before: self.before / deff,
            after: self.after / deff,
            before_squared: self.before_squared / deff,
            after_squared: self.after_squared / deff,
            both: self.both / deff,
        }
    }

    fn change(&self) -> f64 {
        (self.after - self.before) / self.people
    }

    /// Half a person more in each of the four kinds: two people who together changed nothing.
    fn with_two_more(&self) -> Self {
        Self {
            people: self.people + 2.0,
            before: self.before + 1.0,
            after: self.after + 1.0,
            before_squared: self.before_squared + 1.0,
            after_squared: self.after_squared + 1.0,
            both: self.both + 0.5,
        }
    }

    /// The mean of a + `sign` b, and its variance.
    fn mean(&self, sign: f64) -> Estimate {
        let value = (self.after + sign * self.before) / self.people;
        let squares = (self.after_squared + self.before_squared + sign * 2.0 * self.both) / self.people;
        Estimate { value, variance: (squares - value * value).max(0.0) / self.people }
    }
}

#[derive(Debug, Clone, Copy)]
struct Estimate {
    value: f64,
    variance: f64,
}

impl Estimate {
    fn minus(self, other: Self) -> Self {
        Self { value: self.value - other.value, variance: self.variance + other.variance }
    }

    fn times(self, sign: f64) -> Self {
        Self { value: sign * self.value, ..self }
    }

    fn interval(self, confidence: &Confidence) -> Interval {
        let reach = confidence.critical() * self.variance.sqrt();
        Interval::bounded(self.value - reach, self.value + reach, confidence.level())
    }

    fn above_zero(self, confidence: &Confidence) -> bool {
        self.interval(confidence).low.is_some_and(|low| low > 0.0)
    }
}

/// A change, after less before, with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The change counted.
    pub value: f64,
    /// Around it.
    pub interval: Interval,
}

/// What a change did to two groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paired {
    /// Of the group's rate.
    pub group: Change,
    /// Of the reference's rate.
    pub reference: Change,
    /// The reference's rate less the group's, before.
    pub gap_before: f64,
    /// The same after.
    pub gap_after: f64,
    /// Of the gap. It may shrink below zero, which is a gap the other way.
    pub gap: Change,
    /// Whether the gap after is nearer to zero than the gap before, beyond chance.
    pub closer: bool,
}

/// The change of two rates and of their gap, and whether the gap is closer to zero. Several groups: a level from
/// [`crate::family::level_each`]; repeated or weighted people: [`Moments::over`] and Student's t.
///
/// **Formula** with d = a - b of each person, Δ̂ = Σd/n and Var = (Σd²/n - Δ̂²)/n, both with half a person more in each of
/// the four kinds, so that a change nobody underwent still has a variance; groups are different people, so their variances
/// add. With B and A the gaps before and after, |A| < |B| just where (B - A)(B + A) > 0: closer is claimed when the
/// intervals of B - A and B + A, both times the sign of B, lie above 0.
///
/// **Source** variance: Agresti and Min (2005), section 4; both at once: Berger (1982), intersection-union tests. Either
/// part is wrong in at most (1 - level)/2 of worlds for either sign, so the claim in at most 1 - level.
///
/// **Undefined when** the group has nobody ([`Undefined::EmptyGroup`]) or the reference has nobody
/// ([`Undefined::ReferenceUndefined`]).
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, paired::{Moments, closer}};
/// // Of 200 people 40 were selected and 30 more are now; in the reference 80 of 200 stay selected.
/// let group = Moments::of_counts([130.0, 30.0, 0.0, 40.0]);
/// let reference = Moments::of_counts([120.0, 0.0, 0.0, 80.0]);
/// let found = closer(group, reference, &Confidence::normal(0.95)).unwrap();
/// assert_eq!((found.group.value, found.gap_before), (0.15, 0.2));
/// assert!((found.gap_after - 0.05).abs() < 1e-15);
/// let interval = found.gap.interval;
/// assert!((interval.low.unwrap() - -0.19943792376228206).abs() < 1e-14);
/// assert!((interval.high.unwrap() - -0.09759177920801496).abs() < 1e-14);
/// assert!(found.closer);
/// ```
pub fn closer(group: Moments, reference: Moments, confidence: &Confidence) -> Result<Paired, Undefined> {
    let counted = |moments: &Moments| moments.people > 0.0 && moments.people.is_finite();
    if !counted(&group) {
        return Err(Undefined::EmptyGroup);
    }
    if !counted(&reference) {
        return Err(Undefined::ReferenceUndefined);
    }
    let gap_before = reference.before / reference.people - group.before / group.people;
    let (g, r) = (group.with_two_more(), reference.with_two_more());
    let change = |moments: Moments, padded: Moments| Change {
        value: moments.change(),
        interval: padded.mean(-1.0).interval(confidence),
    };
    let gap = r.mean(-1.0).minus(g.mean(-1.0));
    let sum = r.mean(1.0).minus(g.mean(1.0));
    let sign = if gap_before > 0.0 { 1.0 } else { -1.0 };
    Ok(Paired {
        group: change(group, g),
        reference: change(reference, r),
        gap_before,
        gap_after: reference.after / reference.people - group.after / group.people,
        gap: Change { value: reference.change() - group.change(), interval: gap.interval(confidence) },
        closer: gap_before != 0.0 && gap.times(-sign).above_zero(confidence) && sum.times(sign).above_zero(confidence),
    })
}
