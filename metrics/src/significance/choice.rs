//! Which test of equality stands beside a finding.

use super::{Count, Pair, TestId, Tested, real, two_by_two, z_pooled};
use crate::{special::student, tally::Tally, undefined::Undefined};

/// Below this many expected people in a cell, the normal distribution no longer fits (Cochran 1954).
const ENOUGH_EXPECTED: f64 = 5.0;

/// A test and what it says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chosen {
    /// The test taken.
    pub test: TestId,
    /// What it says.
    pub tested: Tested,
}

/// The test for whole people: the pooled z test when every expected cell holds at least 5, else Fisher's mid-p.
///
/// Boschloo's test would find a little more where cells are small, but takes up to 16 milliseconds (1 person against
/// 19,999) where mid-p takes one microsecond, and an audit tests thousands of pairs; it can be asked for by name.
///
/// **Formula, Source** as in [`two_by_two`]. **Undefined when** a group is empty, or nobody or everybody was selected.
///
/// ```
/// # use evenhand_metrics::significance::{Count, TestId, default_test};
/// let large = default_test(Count::new(45, 250), Count::new(120, 400)).unwrap();
/// assert_eq!(large.test, TestId::ZPooled);
/// let small = default_test(Count::new(3, 20), Count::new(16, 80)).unwrap();
/// assert_eq!(small.test, TestId::FisherMidp);
/// ```
pub fn default_test(a: Count, b: Count) -> Result<Chosen, Undefined> {
    let pair = Pair::of(a, b)?.mixed()?;
    let rarer = pair.selected.min(pair.people - pair.selected);
    let least_expected = real(rarer) * (real(a.bottom.min(b.bottom)) / real(pair.people));
    let test = if least_expected >= ENOUGH_EXPECTED { TestId::ZPooled } else { TestId::FisherMidp };
    Ok(Chosen { test, tested: two_by_two(test, a, b)? })
}

/// The test for tallies that weights or a design effect made fractional: always the pooled z test, as there are no exact
/// tables of fractions. Its statistic is held against Student's t with `freedom` degrees of freedom, as the intervals
/// are: infinitely many where the design effect is taken as known, at least 1.
///
/// **Formula, Source, Undefined when** as in [`z_pooled`].
///
/// ```
/// # use evenhand_metrics::{tally::Tally, significance::{TestId, default_test_of_tallies}};
/// let (a, b) = (Tally::new(1.5, 10.0), Tally::new(4.5, 40.0));
/// let known = default_test_of_tallies(a, b, f64::INFINITY).unwrap();
/// let estimated = default_test_of_tallies(a, b, 8.0).unwrap();
/// assert_eq!(known.test, TestId::ZPooled);
/// assert!(estimated.tested.p_value > known.tested.p_value);
/// ```
pub fn default_test_of_tallies(a: Tally, b: Tally, freedom: f64) -> Result<Chosen, Undefined> {
    let tested = z_pooled(a, b)?;
    let p_value = tested.statistic.map_or(tested.p_value, |z| student::two_sided(z, freedom.max(1.0)));
    Ok(Chosen { test: TestId::ZPooled, tested: Tested { p_value, ..tested } })
}
