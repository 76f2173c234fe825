//! Sums of a value over the people of a cell: exact, so that neither order nor partition can change a digit.

use std::fmt;

use crate::tally::Tally;
use crate::value::ValueSums;

/// Units of a value in one: values and their squares are counted in multiples of 2^-32.
const ONE: f64 = 4_294_967_296.0;
const HALF: i128 = 1 << 31;

/// The sums over everybody whose value is known, and over the selected among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ValueTotals {
    /// Everybody.
    pub all: Totals,
    /// The selected.
    pub selected: Totals,
}

/// Exact sums of a value, in units of 2^-32. 2^31 people of the largest value fit; beyond that a sum stays at its greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    /// People whose value is known.
    pub people: u64,
    /// People whose value is not 0.
    pub nonzero: u64,
    /// People whose value is below 0.
    pub negative: u64,
    /// Σv.
    pub sum: i128,
    /// Σv².
    pub squares: i128,
}

impl ValueTotals {
    pub(super) fn add(&mut self, selected: bool, people: u64, value: Amount) {
        self.all.add(people, value);
        if selected {
            self.selected.add(people, value);
        }
    }

    /// Adds the people of other sums.
    pub const fn merge(&mut self, other: &Self) {
        self.all.merge(&other.all);
        self.selected.merge(&other.selected);
    }

    /// Takes out the people of a part.
    pub const fn remove(&mut self, part: &Self) {
        self.all.remove(&part.all);
        self.selected.remove(&part.selected);
    }
}

impl Totals {
    fn add(&mut self, people: u64, value: Amount) {
        let times = i128::from(people);
        self.merge(&Self {
            people,
            nonzero: if value.0 == 0 { 0 } else { people },
            negative: if value.0 < 0 { people } else { 0 },
            sum: i128::from(value.0).saturating_mul(times),
            squares: value.square().saturating_mul(times),
        });
    }

    /// Adds the people of other sums.
    pub const fn merge(&mut self, other: &Self) {
        self.people = self.people.saturating_add(other.people);
        self.nonzero = self.nonzero.saturating_add(other.nonzero);
        self.negative = self.negative.saturating_add(other.negative);
        self.sum = self.sum.saturating_add(other.sum);
        self.squares = self.squares.saturating_add(other.squares);
    }

    const fn remove(&mut self, part: &Self) {
        self.people = self.people.saturating_sub(part.people);
        self.nonzero = self.nonzero.saturating_sub(part.nonzero);
        self.negative = self.negative.saturating_sub(part.negative);
        self.sum = self.sum.saturating_sub(part.sum);
        self.squares = self.squares.saturating_sub(part.squares);
    }

    /// The sums as doubles, each nearest to the exact one: over everybody, those of value 0 included.
    #[must_use]
    pub fn sums(&self) -> ValueSums {
        let Self { people, nonzero, negative, .. } = *self;
        ValueSums { people, nonzero, negative, sum: to_f64(self.sum), squares: to_f64(self.squares) }
    }

    /// The same over the people whose value is not 0.
    #[must_use]
    pub fn sums_of_nonzero(&self) -> ValueSums {
        ValueSums { people: self.nonzero, ..self.sums() }
    }

    /// The sums over everybody of whether the value is not 0: 1 where it is not, 0 where it is.
    #[must_use]
    pub fn sums_of_whether(&self) -> ValueSums {
        let whether = Tally::of_counts(self.nonzero, self.people).top;
        ValueSums { negative: 0, sum: whether, squares: whether, ..self.sums() }
    }
}

#[expect(clippy::cast_precision_loss, reason = "the one rounding between exact sums and the numbers made of them")]
pub(super) fn to_f64(units: i128) -> f64 {
    units as f64 / ONE
}

/// A value, as the nearest multiple of 2^-32: below 2^31 in size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// Values of this size and beyond are refused.
    pub const TOO_LARGE: f64 = 2_147_483_648.0;

    /// The multiple of 2^-32 nearest to `v`; ties go to the even one.
    ///
    /// # Errors
    /// When `v` is NaN or infinite, or 2^31 or more in size.
    #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^63 in size")]
    pub fn from_f64(v: f64) -> Result<Self, AmountError> {
        if !v.is_finite() {
            return Err(AmountError::NotFinite);
        }
        let units = (v * ONE).round_ties_even();
        // The nearest multiple of a number just below the bound may be the bound.
        if v.abs() >= Self::TOO_LARGE || units.abs() >= Self::TOO_LARGE * ONE {
            return Err(AmountError::TooLarge);
        }
        Ok(Self(units as i64))
    }

    /// The value in units of 2^-32.
    #[must_use]
    pub const fn units(self) -> i64 {
        self.0
    }

    /// The value that these units are.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "below 2^53 units it is exact, beyond the nearest double")]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / ONE
    }

    /// The multiple of 2^-32 nearest to v², ties away from 0.
    const fn square(self) -> i128 {
        let units = self.0 as i128;
        (units * units + HALF) >> 32
    }
}

/// Why a number is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountError {
    /// 2^31 or more in size: rescale.
    TooLarge,
    /// NaN or infinite.
    NotFinite,
}

impl fmt::Display for AmountError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::TooLarge => "a value is 2147483648 or more in size; rescale the values",
            Self::NotFinite => "a value is not a finite number",
        })
    }
}

impl std::error::Error for AmountError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(v: f64) -> Amount {
        Amount::from_f64(v).unwrap()
    }

    #[test]
    fn sums_are_those_worked_out_by_hand() {
        let mut totals = ValueTotals::default();
        for (selected, v) in [(true, 1.5), (false, -2.0), (true, 0.0)] {
            totals.add(selected, 2, amount(v));
        }
        // twice 1.5, -2 and 0: sum -1, squares 2 x (2.25 + 4)
        assert_eq!(totals.all.sums(), ValueSums { people: 6, nonzero: 4, negative: 2, sum: -1.0, squares: 12.5 });
        assert_eq!(totals.all.sums_of_nonzero().people, 4);
        assert_eq!(totals.selected.sums(), ValueSums { people: 4, nonzero: 2, negative: 0, sum: 3.0, squares: 4.5 });
    }

    #[test]
    fn what_is_no_value_says_why() {
        assert_eq!(Amount::from_f64(f64::NAN), Err(AmountError::NotFinite));
        assert_eq!(Amount::from_f64(f64::NEG_INFINITY), Err(AmountError::NotFinite));
        assert_eq!(Amount::from_f64(-2_147_483_648.0), Err(AmountError::TooLarge));
        assert_eq!(Amount::from_f64(2_147_483_647.999_999_9), Err(AmountError::TooLarge));
        assert_eq!(amount(-0.1).units(), -429_496_730);
    }
}
