//! Tests that a comparison lies beyond a limit, made at the limit itself: how surprising the counts would be if the truth
//! lay exactly on it. A test of equality does not tell that, and an interval leans on the normal distribution far out in its
//! tails, where a family of comparisons asks for it.

mod exact;
mod score;

pub use score::score_at;
pub(crate) use score::{Spread, spread_at};

use super::{Count, Pair};
use crate::{interval::Side, special::normal, tally, undefined::Undefined};

/// A comparison of two rates as it would be on the limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Supposed {
    /// The rate of the group over that of the reference: above 0.
    Ratio(f64),
    /// The rate of the group minus that of the reference: between -1 and 1.
    Difference(f64),
}

impl Supposed {
    /// Refuses what no two rates can be.
    fn possible(self) -> Result<Self, Undefined> {
        let possible = match self {
            Self::Ratio(ratio) => ratio > 0.0 && ratio.is_finite(),
            Self::Difference(gap) => gap.abs() < 1.0,
        };
        if possible { Ok(self) } else { Err(Undefined::NoInterval) }
    }

    /// The same seen from the reference.
    fn exchanged(self) -> Self {
        match self {
            Self::Ratio(ratio) => Self::Ratio(ratio.recip()),
            Self::Difference(gap) => Self::Difference(-gap),
        }
    }
}

/// The probability of counts lying this far beyond the limit, on one side, if the truth lay on it.
///
/// **Formula** Tables are ordered by [`score_at`]. Where fewer than 2,000 people are expected in one of the four cells, p is the
/// largest probability, over the rates on the limit that the counts leave possible, of a table ordered as far out as the
/// one seen, plus 10⁻¹⁰, the chance that the true rates are not among those: then p <= a in at most a of all audits,
/// whatever the rates. Where more are expected, where the standard deviations of the two counts come to more than 4,000
/// people, and where z is above -1 (p is above 0.1), p = Φ(z).
///
/// **Source** Chan (1998), "Exact tests of equivalence and efficacy with a non-zero lower bound", Statistics in Medicine 17,
/// 1403-1413; the rates left possible: Berger and Boos (1994), JASA 89, 1012-1016; the order: Laud (2017), Pharmaceutical
/// Statistics 16, 334-348, doi:10.1002/pst.1813.
///
/// **Undefined when** a group is empty ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), or no rates are that far
/// apart ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{interval::Side, significance::{Count, Supposed, beyond_limit}};
/// // 45 of 250 against 120 of 400 is 0.6: below 0.8, and just so
/// let (women, men) = (Count::new(45, 250), Count::new(120, 400));
/// let p = beyond_limit(Supposed::Ratio(0.8), Side::Below, women, men).unwrap();
/// assert!(p > 0.025 && p < 0.035);
/// assert_eq!(beyond_limit(Supposed::Ratio(1.25), Side::Above, men, women), Ok(p));
/// ```
pub fn beyond_limit(supposed: Supposed, side: Side, a: Count, b: Count) -> Result<f64, Undefined> {
    let Pair { a, b, .. } = Pair::of(a, b)?;
    // Above a limit is below it seen from the reference.
    let (a, b, supposed) = match side {
        Side::Below => (a, b, supposed),
        Side::Above => (b, a, supposed.exchanged()),
    };
    let z = score_at(&[tally::Pair::new(a.into(), b.into())], supposed)?;
    Ok(exact::below(a, b, supposed, z).unwrap_or_else(|| normal::below(z)))
}
