//! Two groups compared within strata, so that neither can win by being elsewhere: Mantel-Haenszel estimates, tests over
//! all strata, the demographic disparity given the strata, and an alarm where the comparison of everybody and the
//! comparison within strata say different things. It knows pairs of tallies; it refuses to know what the strata are,
//! whether they justify anything, limits and verdicts.

mod association;
mod common;
mod disparity;
mod homogeneity;
mod pooled;
mod simpson;

pub use association::{Association, association};
pub use common::{Common, common_difference, common_ratio};
pub use disparity::{ConditionalDisparity, conditional_disparity};
pub use homogeneity::{Homogeneity, homogeneity};
pub use pooled::{PooledDifference, PooledRatio, odds_ratio, rate_difference, rate_ratio};
pub use simpson::{Scale, SimpsonAlarm, simpson_alarm};

use crate::{interval::both_counted, tally::Pair, undefined::Undefined};

/// How many strata hold people of both groups. Only these can be compared in; the others are left out of every
/// estimate and test of this module.
///
/// **Formula** the number of strata with n₁ > 0 and n₂ > 0. **Source** Mantel and Haenszel (1959). **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::{strata::strata_used, tally::{Pair, Tally}};
/// let nobody = Pair::new(Tally::of_counts(5, 10), Tally::of_counts(0, 0));
/// let both = Pair::new(Tally::of_counts(4, 10), Tally::of_counts(5, 10));
/// assert_eq!(strata_used(&[nobody, both]), 1);
/// ```
#[must_use]
pub fn strata_used(strata: &[Pair]) -> usize {
    strata.iter().filter_map(Table::of).count()
}

/// A stratum in the letters of the papers: the group's a selected and b rejected, the reference's c and d.
#[derive(Debug, Clone, Copy)]
struct Table {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
}

impl Table {
    fn of(pair: &Pair) -> Option<Self> {
        let Pair { group, reference } = *pair;
        both_counted(group, reference).ok()?;
        Some(Self { a: group.top, b: group.rest(), c: reference.top, d: reference.rest() })
    }

    fn n1(self) -> f64 {
        self.a + self.b
    }

    fn n2(self) -> f64 {
        self.c + self.d
    }

    fn selected(self) -> f64 {
        self.a + self.c
    }

    fn rejected(self) -> f64 {
        self.b + self.d
    }

    fn n(self) -> f64 {
        self.n1() + self.n2()
    }

    /// How many more of the group were selected than its share of the stratum would give.
    fn excess(self) -> f64 {
        (self.a * self.d - self.b * self.c) / self.n()
    }
}

/// The strata with people of both groups, or why there are none.
fn tables(strata: &[Pair]) -> Result<Vec<Table>, Undefined> {
    let tables: Vec<Table> = strata.iter().filter_map(Table::of).collect();
    if tables.is_empty() {
        let group_somewhere = strata.iter().any(|pair| pair.group.bottom > 0.0);
        return Err(if group_somewhere { Undefined::ReferenceUndefined } else { Undefined::EmptyGroup });
    }
    Ok(tables)
}

fn sum(tables: &[Table], term: impl Fn(Table) -> f64) -> f64 {
    tables.iter().map(|table| term(*table)).sum()
}
