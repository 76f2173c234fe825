//! Tests: how surprising the counts would be if every group had the same rate, or if a comparison lay exactly on a limit.
//! This module knows people; it refuses to know where limits come from, families and verdicts.

mod at_limit;
mod choice;
mod fisher;
mod groups;
pub(crate) mod hypergeometric;
mod two_by_two;
mod unconditional;

pub(crate) use at_limit::{Spread, spread_at};
pub use at_limit::{Supposed, beyond_limit, score_at};
pub use choice::{Chosen, default_test, default_test_of_tallies};
pub use groups::{GroupsTested, k_groups};
pub use two_by_two::{two_by_two, z_pooled};

use crate::{tally::Tally, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// `top` of `bottom` people, as plain counts: exact tests cannot do with fractions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// People in the numerator: at most `bottom`.
    pub top: u64,
    /// People in the denominator.
    pub bottom: u64,
}

impl Count {
    /// `top` of `bottom` people.
    #[must_use]
    pub const fn new(top: u64, bottom: u64) -> Self {
        Self { top, bottom }
    }

    /// The people who are not in the numerator.
    const fn rest(self) -> u64 {
        self.bottom.saturating_sub(self.top)
    }
}

impl From<Count> for Tally {
    fn from(count: Count) -> Self {
        Self::of_counts(count.top, count.bottom)
    }
}

/// A test of equality of two rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TestId {
    /// Two-sided z test with the pooled rate.
    ZPooled,
    /// Pearson's chi-squared, without correction.
    Chi2,
    /// Pearson's chi-squared with Yates' correction.
    Chi2Yates,
    /// Likelihood ratio (G), without correction.
    G,
    /// Fisher's exact test, two-sided: the tables not more probable than the one observed.
    Fisher,
    /// The same less half the probability of the table observed.
    FisherMidp,
    /// Fisher's exact test of a lower rate in the first group.
    FisherLess,
    /// Fisher's exact test of a higher rate in the first group.
    FisherGreater,
    /// Boschloo's exact test, two-sided: twice the smaller one-sided.
    Boschloo,
    /// Barnard's exact test with the pooled z statistic, two-sided.
    Barnard,
}

impl TestId {
    /// Every test.
    pub const ALL: [Self; 10] = [
        Self::ZPooled,
        Self::Chi2,
        Self::Chi2Yates,
        Self::G,
        Self::Fisher,
        Self::FisherMidp,
        Self::FisherLess,
        Self::FisherGreater,
        Self::Boschloo,
        Self::Barnard,
    ];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::ZPooled => "z-pooled",
            Self::Chi2 => "chi2",
            Self::Chi2Yates => "chi2-yates",
            Self::G => "g",
            Self::Fisher => "fisher",
            Self::FisherMidp => "fisher-midp",
            Self::FisherLess => "fisher-less",
            Self::FisherGreater => "fisher-greater",
            Self::Boschloo => "boschloo",
            Self::Barnard => "barnard",
        }
    }

    /// The test with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|test| test.id() == id)
    }
}

/// What a test says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The statistic; `None` for exact tests, which have none.
    pub statistic: Option<f64>,
    /// The probability, under equality, of something at least as surprising: 0 to 1.
    pub p_value: f64,
}

impl Tested {
    const fn exact(p_value: f64) -> Self {
        Self { statistic: None, p_value }
    }

    const fn by(statistic: f64, p_value: f64) -> Self {
        Self { statistic: Some(statistic), p_value }
    }
}

/// Two groups with people, and what both hold together.
struct Pair {
    a: Count,
    b: Count,
    selected: u64,
    people: u64,
}

impl Pair {
    /// Refuses an empty group, and counts no sum of which fits in 64 bits.
    fn of(a: Count, b: Count) -> Result<Self, Undefined> {
        if a.bottom == 0 || a.top > a.bottom {
            return Err(Undefined::EmptyGroup);
        }
        if b.bottom == 0 || b.top > b.bottom {
            return Err(Undefined::ReferenceUndefined);
        }
        let people = a.bottom.checked_add(b.bottom).ok_or(Undefined::ReferenceUndefined)?;
        Ok(Self { a, b, selected: a.top + b.top, people })
    }

    /// Refuses groups in which nobody or everybody was selected: then nothing could have come out otherwise.
    fn mixed(self) -> Result<Self, Undefined> {
        match self.selected {
            0 => Err(Undefined::NobodySelected),
            all if all == self.people => Err(Undefined::EverybodySelected),
            _ => Ok(self),
        }
    }
}

/// A count as a double.
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
const fn real(count: u64) -> f64 {
    count as f64
}

/// a b - c d, exact before it becomes a double.
#[expect(clippy::cast_precision_loss, reason = "rounded once, after the exact subtraction")]
const fn cross(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let (left, right) = (a as u128 * b as u128, c as u128 * d as u128);
    if left < right { -((right - left) as f64) } else { (left - right) as f64 }
}
