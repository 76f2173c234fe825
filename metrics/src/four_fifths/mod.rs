//! The four-fifths rule and its written escapes, and every other comparison that must be exact at its limit. All of it is
//! done in integers: dividing two rates as doubles misjudges ratios that are exactly 4/5. It knows counts and one limit;
//! it refuses to know what follows from being below.

mod limit;

pub use limit::{Limit, compare_ratio, compare_ratio_of_tallies};

use crate::{significance::Count, undefined::Undefined};
use std::cmp::Ordering;

/// Four fifths, as a limit.
pub const FOUR_FIFTHS: Limit = Limit::four_fifths();

/// Whether the group's rate is below four fifths of the reference's. Exactly four fifths is not below.
///
/// **Formula** 5 x₁ n₂ < 4 x₂ n₁, in integers. **Source** 29 CFR 1607.4(D).
///
/// **Undefined when** a group is empty, or nobody of the reference was selected (see [`compare_ratio`]).
///
/// ```
/// # use evenhand_metrics::{four_fifths::below_four_fifths, significance::Count};
/// assert_eq!(below_four_fifths(Count::new(4, 200), Count::new(5, 200)), Ok(false));
/// assert_eq!(below_four_fifths(Count::new(399, 1000), Count::new(500, 1000)), Ok(true));
/// ```
pub fn below_four_fifths(group: Count, reference: Count) -> Result<bool, Undefined> {
    compare_ratio(group, reference, FOUR_FIFTHS).map(Ordering::is_lt)
}

/// The rate of the group over that of the reference.
///
/// **Formula** x₁n₂ / (x₂n₁), from integers. **Source** 29 CFR 1607.4(D).
///
/// **Undefined when** as in [`compare_ratio`].
///
/// ```
/// # use evenhand_metrics::{four_fifths::impact_ratio, significance::Count};
/// // as doubles, 0.02 / 0.025 is less than 0.8
/// assert_eq!(impact_ratio(Count::new(4, 200), Count::new(5, 200)), Ok(0.8));
/// ```
pub fn impact_ratio(group: Count, reference: Count) -> Result<f64, Undefined> {
    // The order itself is not needed, only that there is one.
    compare_ratio(group, reference, FOUR_FIFTHS)?;
    Ok(real(product(group.top, reference.bottom)) / real(product(reference.top, group.bottom)))
}

/// What choosing one different person would have done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flip {
    /// The group with one more selected.
    pub group: Count,
    /// The reference with one fewer selected.
    pub reference: Count,
    /// Whether the group would then have the higher rate, which exempts it.
    pub exempt: bool,
}

/// The flip test: moves one selection from the reference to the group.
///
/// **Formula** exempt when (x₁+1)/n₁ > (x₂-1)/n₂, in integers. **Source** Uniform Guidelines, question and answer 21.
///
/// **Undefined when** a group is empty; when everybody of the group was selected ([`Undefined::EverybodySelected`]) or
/// nobody of the reference ([`Undefined::ReferenceZero`]), so that no selection can move.
///
/// ```
/// # use evenhand_metrics::{four_fifths::flip, significance::Count};
/// // the example of the guidelines: 3 of 20 against 16 of 80
/// assert!(flip(Count::new(3, 20), Count::new(16, 80)).unwrap().exempt);
/// assert!(!flip(Count::new(399, 1000), Count::new(500, 1000)).unwrap().exempt);
/// ```
pub fn flip(group: Count, reference: Count) -> Result<Flip, Undefined> {
    both_with_people(group, reference)?;
    if group.top == group.bottom {
        return Err(Undefined::EverybodySelected);
    }
    let Some(fewer) = reference.top.checked_sub(1) else {
        return Err(Undefined::ReferenceZero);
    };
    let (group, reference) = (Count::new(group.top + 1, group.bottom), Count::new(fewer, reference.bottom));
    let exempt = product(group.top, reference.bottom) > product(reference.top, group.bottom);
    Ok(Flip { group, reference, exempt })
}

/// The ratio of the rates of those not selected, to be shown beside a high ratio of selection rates.
///
/// **Formula** (1-p₁)/(1-p₂), from integers. **Source** Uniform Guidelines, questions and answers 19 and 20.
///
/// **Undefined when** a group is empty, or everybody of the reference was selected: [`Undefined::ReferenceZero`] when the
/// ratio would be infinite, [`Undefined::EverybodySelected`] when it would be 0/0.
///
/// ```
/// # use evenhand_metrics::{four_fifths::complement_ratio, significance::Count};
/// assert_eq!(complement_ratio(Count::new(90, 100), Count::new(96, 100)), Ok(2.5));
/// ```
pub fn complement_ratio(group: Count, reference: Count) -> Result<f64, Undefined> {
    both_with_people(group, reference)?;
    let (left, right) = (group.bottom - group.top, reference.bottom - reference.top);
    match (left, right) {
        (0, 0) => Err(Undefined::EverybodySelected),
        (_, 0) => Err(Undefined::ReferenceZero),
        _ => Ok(real(product(left, reference.bottom)) / real(product(right, group.bottom))),
    }
}

/// How many more of the group would have to be selected.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shortfall {
    /// To reach the pooled rate, the number selected in all unchanged: n₁ p - x₁.
    pub pooled: f64,
    /// To reach the reference's rate, the reference unchanged: n₁ p₂ - x₁.
    pub parity: f64,
}

/// The two shortfalls, in people; negative when the group is ahead.
///
/// **Formula** with D = n₁x₂ - n₂x₁: pooled D/(n₁+n₂), parity D/n₂. **Source** the algebra of equal rates; practice of
/// adverse-impact analyses, which must say which of the two it prints.
///
/// **Undefined when** a group is empty.
///
/// ```
/// # use evenhand_metrics::{four_fifths::shortfall, significance::Count};
/// let short = shortfall(Count::new(40, 100), Count::new(50, 100)).unwrap();
/// assert_eq!((short.pooled, short.parity), (5.0, 10.0));
/// ```
pub fn shortfall(group: Count, reference: Count) -> Result<Shortfall, Undefined> {
    both_with_people(group, reference)?;
    let (ahead, behind) = (product(group.bottom, reference.top), product(reference.bottom, group.top));
    let missing = if ahead < behind { -real(behind - ahead) } else { real(ahead - behind) };
    let people = u128::from(group.bottom) + u128::from(reference.bottom);
    Ok(Shortfall { pooled: missing / real(people), parity: missing / real(u128::from(reference.bottom)) })
}

fn both_with_people(group: Count, reference: Count) -> Result<(), Undefined> {
    let counted = |count: Count| count.bottom > 0 && count.top <= count.bottom;
    match (counted(group), counted(reference)) {
        (false, _) => Err(Undefined::EmptyGroup),
        (_, false) => Err(Undefined::ReferenceUndefined),
        _ => Ok(()),
    }
}

fn product(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

#[expect(clippy::cast_precision_loss, reason = "rounded once, after exact arithmetic")]
fn real(whole: u128) -> f64 {
    whole as f64
}
