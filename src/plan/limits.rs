//! How much an audit may be asked for, counted before any of it is made: combinations of attributes and checks from the plan, groups
//! and comparisons from the counts. Past a limit there is an error with the number and the key, never a machine out of memory.

use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{MAX_CELLS, Plan};

/// The largest numbers that an audit takes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Sets of attributes that are reported: each alone, and the crosses.
    pub combinations: u64,
    /// Checks, those of packs and flags included.
    pub checks: u64,
    /// Groups of all sets together, over all rows and in every campaign.
    pub segments: u64,
    /// Findings and results of checks: every group under every measure and comparison.
    pub comparisons: u64,
    /// Cells of the full cross; beyond it only the declared crosses are counted.
    pub cells: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { combinations: 1_000, checks: 500, segments: 100_000, comparisons: 1_000_000, cells: MAX_CELLS }
    }
}

/// Too many of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Past {
    /// Of what: the key that allows more.
    pub what: &'static str,
    /// How many, or how many at least.
    pub count: u64,
    /// How many are allowed.
    pub most: u64,
}

impl Past {
    fn at(self, place: Place) -> Error {
        let error = Error::new(ErrorCode::P091).with("what", self.what).with("count", self.count);
        error.with("most", self.most).at(place)
    }
}

impl Limits {
    /// Refuses what is too much.
    ///
    /// # Errors
    /// `EVH-P091` with the number and the key.
    pub fn refuse(past: Option<Past>) -> Result<()> {
        past.map_or(Ok(()), |past| Err(past.at(Place::Run)))
    }

    /// Refuses a plan whose sets or checks are too many; `place` is where the depth stands.
    ///
    /// # Errors
    /// `EVH-P091` with the number and the key.
    pub(super) fn allow(&self, plan: &Plan, place: Place) -> Result<()> {
        let crosses = plan.crosses.len() as u64;
        let sets = combinations(plan.protected().count(), plan.depth).saturating_add(crosses);
        if sets > self.combinations {
            return Err(Past { what: "combinations", count: sets, most: self.combinations }.at(place));
        }
        let checks = plan.checks.len() as u64;
        match usize::try_from(self.checks).ok().and_then(|most| plan.checks.get(most)) {
            Some(first) => Err(Past { what: "checks", count: checks, most: self.checks }.at(first.place.clone())),
            None => Ok(()),
        }
    }
}

/// How many sets of one to `depth` of so many attributes there are; `u64::MAX` where they are more.
fn combinations(of: usize, depth: usize) -> u64 {
    let (mut all, mut sets) = (0_u64, 1_u128);
    for size in 1..=depth.min(of) {
        // C(n, k) = C(n, k - 1) (n - k + 1) / k, and every step is whole.
        sets = sets.saturating_mul((of - size + 1) as u128) / size as u128;
        all = all.saturating_add(u64::try_from(sets).unwrap_or(u64::MAX));
        if all == u64::MAX {
            break;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_counted_without_being_made() {
        assert_eq!([combinations(3, 1), combinations(3, 2), combinations(3, 9)], [3, 6, 7]);
        assert_eq!((combinations(8, 3), combinations(20, 20)), (8 + 28 + 56, (1 << 20) - 1));
        assert_eq!(
            (combinations(0, 4), combinations(4000, 4000), combinations(usize::MAX, 40)),
            (0, u64::MAX, u64::MAX)
        );
    }
}
