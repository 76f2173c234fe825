//! How few and how many of each group may be selected, given the reference's count. It knows one limit in whole numbers;
//! it refuses to know what changes cost.

use super::Holds;
use crate::{four_fifths::Limit, significance::Count};

/// (slope c ∓ shift) / unit: a count that goes with c people of the reference.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    slope: u128,
    shift: u128,
    unit: u128,
}

impl Line {
    /// `None` where c of all the reference's people would not fit in 128 bits.
    fn new(slope: Option<u128>, shift: Option<u128>, unit: Option<u128>, people: u64) -> Option<Self> {
        let line = Self { slope: slope?, shift: shift?, unit: unit? };
        line.slope.checked_mul(u128::from(people))?.checked_add(line.shift)?.checked_add(line.unit)?;
        Some(line)
    }

    fn at_least(&self, c: u64) -> u128 {
        (self.slope * u128::from(c)).saturating_sub(self.shift).div_ceil(self.unit)
    }

    fn at_most(&self, c: u64) -> u128 {
        (self.slope * u128::from(c) + self.shift) / self.unit
    }

    /// Without rounding, the shift with the sign given.
    #[expect(clippy::cast_precision_loss, reason = "the search allows for rounding")]
    fn real(&self, c: f64, sign: f64) -> f64 {
        (self.slope as f64 * c + sign * self.shift as f64) / self.unit as f64
    }

    /// Where the line reaches this count.
    #[expect(clippy::cast_precision_loss, reason = "the search tries the neighbours")]
    fn meets(&self, count: f64, sign: f64) -> f64 {
        (count * self.unit as f64 - sign * self.shift as f64) / self.slope as f64
    }
}

/// The bounds of every group, in the order given; the reference has none of its own.
pub(super) struct Bounds {
    lower: Vec<Option<Line>>,
    upper: Vec<Option<Line>>,
    people: Vec<u64>,
    /// The fewest people of the reference with whom the comparison exists.
    pub(super) fewest: u64,
}

impl Bounds {
    /// `None` where the products do not fit in 128 bits.
    pub(super) fn of(groups: &[Count], reference: usize, holds: Holds) -> Option<Self> {
        let n2 = groups[reference].bottom;
        let times =
            |limit: u64, a: u64, b: u64| u128::from(limit).checked_mul(u128::from(a))?.checked_mul(u128::from(b));
        let ratio = |limit: Limit, n1: u64| {
            let (num, den) = (limit.numerator(), limit.denominator());
            Line::new(times(num, n1, 1), Some(0), times(den, n2, 1), n2)
        };
        let difference = |limit: Limit, n1: u64| {
            let (num, den) = (limit.numerator(), limit.denominator());
            Line::new(times(den, n1, 1), times(num, n1, n2), times(den, n2, 1), n2)
        };
        let one = Limit::of_fraction(1, 1);
        let (mut lower, mut upper) = (Vec::new(), Vec::new());
        for (place, group) in groups.iter().enumerate() {
            let n1 = group.bottom;
            let line = |limit: Option<Limit>| limit.map_or(Some(None), |limit| ratio(limit, n1).map(Some));
            let (low, high) = match holds {
                _ if place == reference => (None, None),
                Holds::RatioToReference { least, most, .. } => (line(least)?, line(most)?),
                Holds::RatioToHighest { least } => (line(Some(least))?, line(one)?),
                Holds::Difference { most, .. } => (Some(difference(most, n1)?), Some(difference(most, n1)?)),
            };
            lower.push(low);
            upper.push(high);
        }
        let fewest = u64::from(!matches!(holds, Holds::Difference { .. }));
        Some(Self { lower, upper, people: groups.iter().map(|group| group.bottom).collect(), fewest })
    }

    /// The fewest of a group beside c of the reference, which may be more than there are.
    pub(super) fn at_least(&self, group: usize, c: u64) -> u64 {
        let bound = self.lower[group].map_or(0, |line| line.at_least(c));
        u64::try_from(bound).unwrap_or(u64::MAX)
    }

    /// The most of a group beside c of the reference.
    pub(super) fn at_most(&self, group: usize, c: u64) -> u64 {
        let bound = self.upper[group].map_or(u128::MAX, |line| line.at_most(c));
        u64::try_from(bound).unwrap_or(u64::MAX).min(self.people[group])
    }

    /// Both without rounding.
    pub(super) fn real(&self, group: usize, c: f64) -> (f64, f64) {
        let people = real(self.people[group]);
        let low = self.lower[group].map_or(0.0, |line| line.real(c, -1.0).clamp(0.0, people));
        (low, self.upper[group].map_or(people, |line| line.real(c, 1.0).min(people)))
    }

    /// The counts of the reference at which a bound of the group passes one of these counts.
    pub(super) fn meets(&self, group: usize, counts: [f64; 3]) -> impl Iterator<Item = f64> {
        let lower = self.lower[group].map(move |line| counts.map(|count| line.meets(count, -1.0)));
        let upper = self.upper[group].map(move |line| counts.map(|count| line.meets(count, 1.0)));
        lower.into_iter().chain(upper).flatten()
    }
}

/// A count as a double: exact, as there are never 2^53 people.
#[expect(clippy::cast_precision_loss, reason = "checked to be at most 2^53")]
pub(super) const fn real(count: u64) -> f64 {
    count as f64
}
