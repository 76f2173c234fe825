//! The family of comparisons: how many there are, at which level each is judged, and the p-values adjusted for them.

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::family::{Adjustment, level_each};

use super::rule::Judged;
use crate::audit::Family;
use crate::plan::{Check, Plan};

/// The family of a check: sized by people, never by results.
pub(super) fn family(plan: &Plan, check: &Check, size: u64) -> Family {
    let level = plan.statistics.level;
    let level_each = level_each(check.correction, level, whole(size));
    Family { size, correction: check.correction.id().to_owned(), level, level_each }
}

fn whole(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// How many comparisons one scope adds: its pairs with people on both sides that may be judged; every pair of groups
/// when the reference is chosen by its rate, because any group could have been chosen.
pub(super) fn comparisons(rule: Option<&ReferenceRule>, with_people: u64, reference_has_people: bool) -> u64 {
    match rule {
        Some(ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct) => {
            let groups = with_people + u64::from(reference_has_people);
            groups * groups.saturating_sub(1) / 2
        }
        _ => with_people,
    }
}

/// Fills in Holm's adjusted p-values. A family may hold more comparisons than results (all pairs, under a reference
/// chosen by its rate); the others count as certain equality, which can only make the adjusted values larger.
pub(super) fn adjust(size: u64, judged: &mut [Judged<'_>]) {
    let p_values: Vec<f64> = judged.iter().filter_map(|judged| judged.p_value).collect();
    let mut holm = Adjustment::Holm.adjust(&p_values, whole(size)).into_iter();
    for judged in judged {
        judged.result.p_holm = judged.p_value.and_then(|_| holm.next());
    }
}
