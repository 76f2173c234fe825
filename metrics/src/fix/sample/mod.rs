//! The fewest decisions to change so that the groups' rates keep a limit, in whole people. It knows how many of each group
//! are selected; it refuses to know who they are, and whether the limit holds beyond the people counted.

mod bounds;
mod search;

use crate::{four_fifths::Limit, significance::Count, undefined::Undefined};
use bounds::Bounds;
use search::Search;

/// The limit that must hold, at the estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Every rate divided by the reference's lies between the two.
    RatioToReference {
        /// The reference's place.
        reference: usize,
        /// The least ratio, if there is one.
        least: Option<Limit>,
        /// The greatest ratio, if there is one.
        most: Option<Limit>,
    },
    /// Every rate divided by the highest rate is at least this.
    RatioToHighest {
        /// The least ratio.
        least: Limit,
    },
    /// Every rate is within this much of the reference's.
    Difference {
        /// The reference's place.
        reference: usize,
        /// The greatest difference, either way.
        most: Limit,
    },
}

/// What the changed decisions must respect besides the limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terms {
    /// The most people selected in all, after the change.
    pub most_selected: Option<u64>,
    /// Whether everybody selected stays selected.
    pub no_losses: bool,
}

/// How many decisions change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// For each group the people to add, or below 0 to take away.
    pub by_group: Vec<i64>,
    /// All of them together, added and taken away.
    pub decisions: u64,
}

/// Why there is no change that does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// A group without people has no rate ([`Undefined::EmptyGroup`]); of the reference:
    /// [`Undefined::ReferenceUndefined`].
    Undefined {
        /// Its place.
        group: usize,
        /// Which of the two.
        reason: Undefined,
    },
    /// More selected than there are, or a reference that is no group.
    Malformed {
        /// Its place.
        group: usize,
    },
    /// The limit can be kept, but not with so few people selected.
    BudgetBelow {
        /// The fewest people selected with whom it can.
        least: u64,
    },
    /// No numbers of whole people keep the limit on these terms.
    OutOfReach,
    /// People times people times the limit's digits do not fit in 128 bits.
    TooLarge,
}

/// The fewest decisions to change so that the limit holds. A ratio to nobody selected does not hold. Of equally few
/// changes it takes those that leave the most people of the reference (of the highest group) selected; what a budget takes
/// away it takes where the rate is highest.
///
/// **Formula** min Σ |y - x| over whole 0 <= y <= n with the limit on y/n, Σ y at most the budget, and y >= x without
/// losses; compared in integers. Given the reference's count every other group has a least and a greatest count and moves
/// to the nearest; the cost without rounding is convex in the reference's count, and rounding only adds to it, so the
/// counts searched are those whose cost without rounding is below the best found. For the ratio to the highest: the best
/// over which group is the highest.
///
/// **Source** elementary; convexity in a shared variable as in Boyd and Vandenberghe (2004), section 3.2.5.
///
/// **Undefined when** a group has nobody ([`Refusal::Undefined`]), or nothing keeps the limit on these terms
/// ([`Refusal::OutOfReach`], [`Refusal::BudgetBelow`] with the least budget that would).
///
/// ```
/// # use evenhand_metrics::{fix::sample::{Holds, Refusal, Terms, fewest}, four_fifths::FOUR_FIFTHS, significance::Count};
/// // 20 of 100 against 40 of 100: 9 more and 4 fewer give 29 and 36, 12 more give 32 and 40.
/// let (groups, holds) = ([Count::new(20, 100), Count::new(40, 100)], Holds::RatioToHighest { least: FOUR_FIFTHS });
/// assert_eq!(fewest(&groups, holds, Terms::default()).unwrap().by_group, [12, 0]);
/// // With no more than the 60 selected so far: 27 and 33.
/// let even = Terms { most_selected: Some(60), no_losses: false };
/// assert_eq!(fewest(&groups, holds, even).unwrap().by_group, [7, -7]);
/// let kept = Terms { most_selected: Some(60), no_losses: true };
/// assert_eq!(fewest(&groups, holds, kept), Err(Refusal::BudgetBelow { least: 72 }));
/// ```
pub fn fewest(groups: &[Count], holds: Holds, terms: Terms) -> Result<Changes, Refusal> {
    check(groups, holds)?;
    let references = match holds {
        Holds::RatioToReference { reference, .. } | Holds::Difference { reference, .. } => reference..reference + 1,
        Holds::RatioToHighest { .. } => 0..groups.len(),
    };
    let mut best: Option<(u64, u64, Vec<u64>)> = None;
    let mut least_budget = None;
    for reference in references {
        let bounds = Bounds::of(groups, reference, holds).ok_or(Refusal::TooLarge)?;
        let search = Search::new(groups, reference, &bounds, terms);
        if let Some(after) = search.fewest() {
            let changed = groups.iter().zip(&after).map(|(group, y)| group.top.abs_diff(*y)).sum();
            let selected: u64 = after.iter().sum();
            if best.as_ref().is_none_or(|(least, most, _)| (changed, *most) < (*least, selected)) {
                best = Some((changed, selected, after));
            }
        } else if let Some(least) = search.least_budget() {
            least_budget = Some(least_budget.map_or(least, |so_far: u64| so_far.min(least)));
        }
    }
    match (best, least_budget) {
        (Some((decisions, _, after)), _) => {
            let by_group = groups.iter().zip(after).map(|(group, y)| y.cast_signed() - group.top.cast_signed());
            Ok(Changes { by_group: by_group.collect(), decisions })
        }
        (None, Some(least)) => Err(Refusal::BudgetBelow { least }),
        (None, None) => Err(Refusal::OutOfReach),
    }
}

/// More people than this, in all, are not counted one by one.
const MOST_PEOPLE: u64 = 1 << 53;

fn check(groups: &[Count], holds: Holds) -> Result<(), Refusal> {
    let reference = match holds {
        Holds::RatioToReference { reference, .. } | Holds::Difference { reference, .. } => Some(reference),
        Holds::RatioToHighest { .. } => None,
    };
    if let Some(group) = reference.filter(|place| *place >= groups.len()) {
        return Err(Refusal::Malformed { group });
    }
    for (place, group) in groups.iter().enumerate() {
        if group.bottom == 0 {
            let reason = if reference == Some(place) { Undefined::ReferenceUndefined } else { Undefined::EmptyGroup };
            return Err(Refusal::Undefined { group: place, reason });
        }
        if group.top > group.bottom {
            return Err(Refusal::Malformed { group: place });
        }
    }
    let all = groups.iter().fold(0_u64, |all, group| all.saturating_add(group.bottom));
    if all > MOST_PEOPLE { Err(Refusal::TooLarge) } else { Ok(()) }
}
