//! A cell is everything that is known about the people who share a key: how many of each kind, and the sums of their
//! weights. All sums are exact, so neither order nor partition can change a digit. A cell does not know its key.

mod spend;
mod value;

use std::fmt;

use crate::outcomes::{KINDS, Outcome, Outcomes};
pub use spend::{Spend, Spent, Stated};
pub use value::{Amount, AmountError, Totals, ValueTotals};

/// Units of a weight in one: weights and their squares are counted in multiples of 2^-64.
const ONE: i128 = 1 << 64;

/// Below this many units of 2^-64 the square of a weight has so few digits that unlike weights may have like sums.
const COARSE: u128 = 1 << 40;

/// Bits of the largest weight in units of 2^-64.
const WEIGHT_BITS: u32 = 93;

/// Bits of a square in units of 2^-64 that lie below 2^30.
const OVER: u32 = 94;
/// Bits of such a rest that no double can hold beside a multiple of 2^30, whatever else they are.
const LOST: u32 = 32;

/// Exact sums over the people of one cell.
///
/// Without weights it holds counts alone. As soon as one weight was added it holds Σw and Σw² too, and people added
/// without a weight weigh one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// People of each kind, in the order of [`Outcome::ALL`].
    pub n: [u64; KINDS],
    /// Sums of the weights; `None` while nobody has brought a weight.
    pub weights: Option<Box<WeightSums>>,
    /// Sums of the values; `None` while nobody has brought a value.
    pub values: Option<Box<ValueTotals>>,
    /// Money spent and people reached; `None` while no row was to say either.
    pub spend: Option<Box<Spend>>,
}

/// Σw and Σw² of each kind, in units of 2^-64. 2^33 people of the largest weight fit; beyond that a sum stays at its
/// greatest value.
///
/// A square of 2^30 or more is kept in two parts, its whole multiples of 2^30 and the rest, each added up for itself: the
/// parts of a weight depend on nothing else, so neither order nor partition can change them. Weights below 2^15 have no
/// such multiples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WeightSums {
    /// Σw of each kind.
    pub w: [i128; KINDS],
    /// Σw² of each kind, the multiples of 2^30 aside.
    pub w2: [i128; KINDS],
    /// The multiples of 2^30 in Σw², as their number; 0 where every weight is below 2^15.
    pub w2_over: [i128; KINDS],
}

impl Cell {
    /// A cell of plain counts.
    #[must_use]
    pub const fn of_counts(n: [u64; KINDS]) -> Self {
        Self { n, weights: None, values: None, spend: None }
    }

    /// Adds people of one kind, each of weight one.
    pub fn add(&mut self, kind: Outcome, people: u64) {
        if let Some(sums) = &mut self.weights {
            sums.add(kind.index(), people, Weight::ONE);
        }
        self.count_in(kind.index(), people);
    }

    /// Adds people of one kind who all have this weight: Σw grows by `people` x w.
    pub fn add_weighted(&mut self, kind: Outcome, people: u64, w: Weight) {
        let n = self.n;
        self.weights.get_or_insert_with(|| Box::new(WeightSums::of_counts(n))).add(kind.index(), people, w);
        self.count_in(kind.index(), people);
    }

    /// Adds everybody of another cell.
    pub fn merge(&mut self, other: &Self) {
        match (&mut self.weights, &other.weights) {
            (None, None) => {}
            (Some(sums), Some(more)) => sums.merge(more),
            (Some(sums), None) => sums.merge(&WeightSums::of_counts(other.n)),
            (None, Some(more)) => {
                let mut sums = WeightSums::of_counts(self.n);
                sums.merge(more);
                self.weights = Some(Box::new(sums));
            }
        }
        if let Some(more) = &other.values {
            self.values.get_or_insert_default().merge(more);
        }
        if let Some(more) = &other.spend {
            self.spend.get_or_insert_default().merge(more);
        }
        for (kind, people) in other.n.iter().enumerate() {
            self.count_in(kind, *people);
        }
    }

    /// Takes out the people of a part of this cell.
    pub fn remove(&mut self, part: &Self) {
        for (left, taken) in self.n.iter_mut().zip(part.n) {
            *left = left.saturating_sub(taken);
        }
        if let (Some(sums), Some(taken)) = (&mut self.weights, &part.weights) {
            sums.remove(taken);
        }
        if let (Some(sums), Some(taken)) = (&mut self.values, &part.values) {
            sums.remove(taken);
        }
        if let (Some(spend), Some(taken)) = (&mut self.spend, &part.spend) {
            spend.remove(taken);
        }
    }

    /// Adds the value of people who were already counted; those without one are not in its sums.
    pub fn add_value(&mut self, selected: bool, people: u64, value: value::Amount) {
        self.values.get_or_insert_default().add(selected, people, value);
    }

    /// Adds what rows say of money and reach.
    pub fn add_spend(&mut self, spend: Spend) {
        self.spend.get_or_insert_default().merge(&spend);
    }

    /// Everybody in the cell.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.count(Outcomes::ALL)
    }

    /// The people of these kinds.
    #[must_use]
    pub fn count(&self, set: Outcomes) -> u64 {
        set.kinds().fold(0, |sum, kind| sum.saturating_add(self.n[kind.index()]))
    }

    /// Σw of these kinds, as the double nearest to the exact sum; `None` without weights.
    #[must_use]
    pub fn weight(&self, set: Outcomes) -> Option<f64> {
        self.weights.as_deref().map(|sums| to_f64(total(&sums.w, set)))
    }

    /// Σw² of these kinds, as the double nearest to the exact sum; `None` without weights.
    #[must_use]
    pub fn weight_squared(&self, set: Outcomes) -> Option<f64> {
        self.weights.as_deref().map(|sums| squares(total(&sums.w2_over, set), total(&sums.w2, set)))
    }

    /// Whether all people of these kinds weigh the same, so that they are as good as without weights: nobody's weight is
    /// asked, since sums tell; of weights below 2^-24, whose squares are too coarse for that, it is not said.
    #[must_use]
    pub fn is_even(&self, set: Outcomes) -> bool {
        let (people, Some(sums)) = (i128::from(self.count(set)), self.weights.as_deref()) else { return true };
        let weight = total(&sums.w, set);
        let each = u128::try_from(weight.checked_div(people).unwrap_or(0)).unwrap_or(u128::MAX);
        if each >> WEIGHT_BITS != 0 || (each < COARSE && people > 1) {
            return false;
        }
        let each = Weight(each);
        let (over, rest) = parts(each.square());
        weight == each.units().saturating_mul(people)
            && total(&sums.w2_over, set) == over.saturating_mul(people)
            && total(&sums.w2, set) == rest.saturating_mul(people)
    }

    /// Whether the cell holds nobody, and no money was spent on nobody.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.n.iter().all(|people| *people == 0) && self.spend.is_none()
    }

    const fn count_in(&mut self, kind: usize, people: u64) {
        self.n[kind] = self.n[kind].saturating_add(people);
    }
}

impl WeightSums {
    /// The sums of people who all weigh one.
    fn of_counts(n: [u64; KINDS]) -> Self {
        let ones = n.map(|people| ONE.saturating_mul(i128::from(people)));
        Self { w: ones, w2: ones, w2_over: [0; KINDS] }
    }

    fn add(&mut self, kind: usize, people: u64, w: Weight) {
        let people = i128::from(people);
        self.w[kind] = self.w[kind].saturating_add(w.units().saturating_mul(people));
        let (over, rest) = parts(w.square());
        self.w2[kind] = self.w2[kind].saturating_add(rest.saturating_mul(people));
        self.w2_over[kind] = self.w2_over[kind].saturating_add(over.saturating_mul(people));
    }

    /// Σw² of one kind, as the double nearest to the exact sum.
    #[must_use]
    pub fn squares(&self, kind: usize) -> f64 {
        squares(self.w2_over[kind], self.w2[kind])
    }

    fn merge(&mut self, other: &Self) {
        for kind in 0..KINDS {
            self.w[kind] = self.w[kind].saturating_add(other.w[kind]);
            self.w2[kind] = self.w2[kind].saturating_add(other.w2[kind]);
            self.w2_over[kind] = self.w2_over[kind].saturating_add(other.w2_over[kind]);
        }
    }

    fn remove(&mut self, part: &Self) {
        for kind in 0..KINDS {
            self.w[kind] = self.w[kind].saturating_sub(part.w[kind]);
            self.w2[kind] = self.w2[kind].saturating_sub(part.w2[kind]);
            self.w2_over[kind] = self.w2_over[kind].saturating_sub(part.w2_over[kind]);
        }
    }
}

/// A square as a number of whole multiples of 2^30, and the rest.
const fn parts(square: i128) -> (i128, i128) {
    (square >> OVER, square & ((1 << OVER) - 1))
}

fn total(sums: &[i128; KINDS], set: Outcomes) -> i128 {
    set.kinds().fold(0, |sum, kind| sum.saturating_add(sums[kind.index()]))
}

#[expect(clippy::cast_precision_loss, reason = "the one rounding between exact sums and the numbers made of them")]
fn to_f64(units: i128) -> f64 {
    units as f64 / ONE as f64
}

/// The double nearest to `over` times 2^30 and `rest` units of 2^-64.
fn squares(over: i128, rest: i128) -> f64 {
    // What is whole multiples of 2^30 in the rest is carried, so that the same sum has the same parts.
    let over = over.saturating_add(rest >> OVER);
    let rest = rest & ((1 << OVER) - 1);
    if over == 0 {
        return to_f64(rest);
    }
    // The lowest bits decide a tie alone, and one bit in their place does so too.
    let lost = i128::from(rest & ((1 << LOST) - 1) != 0);
    to_f64(over.saturating_mul(1 << (OVER - LOST)).saturating_add(rest >> LOST) | lost) * 4_294_967_296.0
}

/// A weight, as the nearest multiple of 2^-64: at least 0 and below 2^29.
///
/// Squares are rounded to the same unit, so weights below about 10^-8 make Σw² coarse: rescale them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Weight(u128);

impl Weight {
    /// The weight of a person without one.
    pub const ONE: Self = Self(1 << 64);

    /// Weights from here on are refused.
    pub const TOO_LARGE: f64 = 536_870_912.0;

    /// The multiple of 2^-64 nearest to `w`; ties go to the even one.
    ///
    /// # Errors
    /// When `w` is NaN or infinite, below zero, or not below 2^29.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to 2^93")]
    #[expect(clippy::cast_precision_loss, reason = "2^64 is a double")]
    pub fn from_f64(w: f64) -> Result<Self, WeightError> {
        if !w.is_finite() {
            Err(WeightError::NotFinite)
        } else if w < 0.0 {
            Err(WeightError::Negative)
        } else if w >= Self::TOO_LARGE {
            Err(WeightError::TooLarge)
        } else {
            Ok(Self((w * ONE as f64).round_ties_even() as u128))
        }
    }

    /// The weight in units of 2^-64.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, reason = "below 2^93 by construction")]
    pub const fn units(self) -> i128 {
        self.0 as i128
    }

    /// The multiple of 2^-64 nearest to w². No square of a multiple of 2^-64 lies midway between two of them.
    #[must_use]
    #[expect(clippy::cast_possible_wrap, reason = "below 2^122 because the weight is below 2^93 units")]
    pub const fn square(self) -> i128 {
        // The product needs up to 186 bits, so it is put together from the halves above and below the point.
        let (whole, part) = (self.0 >> 64, self.0 & u64::MAX as u128);
        let rounded_part = (part * part + (1 << 63)) >> 64;
        (((whole * whole) << 64) + 2 * whole * part + rounded_part) as i128
    }
}

/// Why a number is no weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeightError {
    /// Below zero.
    Negative,
    /// 2^29 or more: rescale the weights.
    TooLarge,
    /// NaN or infinite.
    NotFinite,
}

impl fmt::Display for WeightError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Negative => "a weight is negative",
            Self::TooLarge => "a weight is 536870912 or more; rescale the weights",
            Self::NotFinite => "a weight is not a finite number",
        })
    }
}

impl std::error::Error for WeightError {}
