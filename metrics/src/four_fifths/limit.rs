//! A limit as the fraction that its decimal text spells, and ratios of counts compared with it exactly.

use super::both_with_people;
use crate::{interval::both_counted, significance::Count, tally::Tally, undefined::Undefined};
use std::cmp::Ordering;

/// Rates of weighted people are sums of rounded numbers: this much of the limit, relatively, still counts as equal.
const SLACK: f64 = 1e-9;

/// A limit, as the exact fraction `num / den` in lowest terms: "0.8" is 4/5, which no double is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    num: u64,
    den: u64,
}

impl Limit {
    pub(super) const fn four_fifths() -> Self {
        Self { num: 4, den: 5 }
    }

    /// num / den in lowest terms; `None` when `den` is 0.
    #[must_use]
    pub const fn of_fraction(num: u64, den: u64) -> Option<Self> {
        let (mut a, mut b) = (num, den);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        if den == 0 { None } else { Some(Self { num: num / a, den: den / a }) }
    }

    /// The fraction that a decimal text spells: digits with at most one point, and an exponent if there is one, as a
    /// config writes numbers. `None` for a sign, for anything else, and for what does not fit in 64 bits.
    ///
    /// ```
    /// # use evenhand_metrics::four_fifths::Limit;
    /// assert_eq!(Limit::from_decimal_text("0.8"), Limit::of_fraction(4, 5));
    /// assert_eq!(Limit::from_decimal_text("125e-2"), Limit::of_fraction(5, 4));
    /// assert_eq!(Limit::from_decimal_text("four fifths"), None);
    /// ```
    #[must_use]
    pub fn from_decimal_text(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let written = || whole.bytes().chain(part.bytes());
        if written().next().is_none() || !written().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let num = written().try_fold(0_u64, |sum, byte| sum.checked_mul(10)?.checked_add(u64::from(byte - b'0')))?;
        let shift = exponent.checked_sub(i32::try_from(part.len()).ok()?)?;
        let power = 10_u64.checked_pow(shift.unsigned_abs())?;
        if shift < 0 { Self::of_fraction(num, power) } else { Self::of_fraction(num.checked_mul(power)?, 1) }
    }

    /// The upper side of a limit given as its lower side, and the reverse: 1/m. `None` for 0.
    #[must_use]
    pub const fn inverse(self) -> Option<Self> {
        if self.num == 0 { None } else { Some(Self { num: self.den, den: self.num }) }
    }

    /// The numerator of the fraction in lowest terms.
    #[must_use]
    pub const fn numerator(self) -> u64 {
        self.num
    }

    /// The denominator of the fraction in lowest terms.
    #[must_use]
    pub const fn denominator(self) -> u64 {
        self.den
    }

    /// The nearest double, for formulas and for print; never for deciding.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the nearest double is what is asked for")]
    pub const fn value(self) -> f64 {
        self.num as f64 / self.den as f64
    }
}

/// Where the ratio of two rates lies relative to a limit, in integers.
///
/// **Formula** the order of x₁ n₂ den and x₂ n₁ num, products of three 64-bit numbers kept in 192 bits. A rate by itself
/// is compared through a reference of 1 of 1.
///
/// **Source** the definition of the ratio, cross-multiplied.
///
/// **Undefined when** a group is empty ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]); when nobody of the
/// reference was selected: [`Undefined::ReferenceZero`], or [`Undefined::NobodySelected`] if nobody of the group was
/// either.
///
/// ```
/// # use evenhand_metrics::{four_fifths::{FOUR_FIFTHS, compare_ratio}, significance::Count};
/// use std::cmp::Ordering;
/// // as doubles, 0.02 / 0.025 is less than 0.8
/// assert_eq!(compare_ratio(Count::new(4, 200), Count::new(5, 200), FOUR_FIFTHS), Ok(Ordering::Equal));
/// ```
pub fn compare_ratio(group: Count, reference: Count, limit: Limit) -> Result<Ordering, Undefined> {
    both_with_people(group, reference)?;
    match (group.top, reference.top) {
        (0, 0) => Err(Undefined::NobodySelected),
        (_, 0) => Err(Undefined::ReferenceZero),
        _ => Ok(wide(group.top, reference.bottom, limit.den).cmp(&wide(reference.top, group.bottom, limit.num))),
    }
}

/// The same for tallies that weights or a design effect made fractional: within a relative 1e-9 of the limit is equal.
///
/// **Formula** p₁ against m p₂, m the limit's nearest double. **Source, Undefined when** as in [`compare_ratio`].
///
/// ```
/// # use evenhand_metrics::{four_fifths::{FOUR_FIFTHS, compare_ratio_of_tallies}, tally::Tally};
/// use std::cmp::Ordering;
/// let (a, b) = (Tally::new(0.4, 20.0), Tally::new(0.5, 20.0));
/// assert_eq!(compare_ratio_of_tallies(a, b, FOUR_FIFTHS), Ok(Ordering::Equal));
/// ```
pub fn compare_ratio_of_tallies(group: Tally, reference: Tally, limit: Limit) -> Result<Ordering, Undefined> {
    both_counted(group, reference)?;
    let (p1, p2) = (group.top / group.bottom, reference.top / reference.bottom);
    if p2 <= 0.0 {
        return Err(if p1 > 0.0 { Undefined::ReferenceZero } else { Undefined::NobodySelected });
    }
    let bound = limit.value() * p2;
    let near = (p1 - bound).abs() <= SLACK * bound;
    Ok(if near { Ordering::Equal } else { p1.total_cmp(&bound) })
}

/// a b c, as its upper 128 and lower 64 bits, which order as the product does.
#[expect(clippy::cast_possible_truncation, reason = "the lower 64 bits are what is kept")]
const fn wide(a: u64, b: u64, c: u64) -> (u128, u64) {
    let ab = a as u128 * b as u128;
    let low = (ab as u64) as u128 * c as u128;
    let high = (ab >> 64) * c as u128 + (low >> 64);
    (high, low as u64)
}

#[cfg(test)]
mod tests {
    use super::{super::FOUR_FIFTHS, Limit, compare_ratio};
    use crate::significance::Count;
    use std::cmp::Ordering;

    #[test]
    fn one_person_in_the_largest_counts_still_decides() {
        // A multiple of five, as it happens.
        let most = u64::MAX;
        let reference = Count::new(most, most);
        for (group, order) in [
            (Count::new(most / 5 * 4, most), Ordering::Equal),
            (Count::new(most / 5 * 4 - 1, most), Ordering::Less),
            (Count::new(most / 5 * 4 + 1, most), Ordering::Greater),
        ] {
            assert_eq!(compare_ratio(group, reference, FOUR_FIFTHS), Ok(order));
        }
    }

    #[test]
    fn a_decimal_text_is_its_own_fraction() {
        for (text, num, den) in [
            ("0.8", 4, 5),
            ("1.25", 5, 4),
            (".5", 1, 2),
            ("1", 1, 1),
            ("8e-1", 4, 5),
            ("0.80", 4, 5),
            ("0", 0, 1),
            ("2E3", 2000, 1),
        ] {
            assert_eq!(Limit::from_decimal_text(text), Limit::of_fraction(num, den), "{text}");
        }
        for text in ["", ".", "-0.8", "+1", "1,25", "0.8 ", "1e", "nan", "1e40", "0.12345678901234567890123"] {
            assert_eq!(Limit::from_decimal_text(text), None, "{text}");
        }
    }
}
