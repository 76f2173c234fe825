//! The family of comparisons: how many there are, at which level each is judged, and the p-values adjusted for them.

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::family::{Adjustment, level_each, level_in_steps};

use super::rule::Judged;
use crate::compare::Group;
use crate::document::{Family, FamilyOfFew};
use crate::plan::Check;

/// The part of a family's error that its comparisons of few people share, beside the error of the others: with 5 in 100 it
/// is 5 in 10,000. So however many there are, they take nothing from what can be shown of the others.
const OF_FEW: f64 = 0.01;

/// The family of a check: sized by people, never by results.
///
/// `out` counts the comparisons, those of few people aside, that intervals at a level call outside: some corrections go in steps.
pub(super) fn family(level: f64, check: &Check, part: Part, out: impl FnMut(f64) -> usize) -> Family {
    let of_most = level_in_steps(check.correction, level, whole(part.most), out);
    let each = |level: f64, size: u64| level_each(check.correction, level, whole(size));
    // Where everybody is among few, the error is theirs.
    let of_few = if part.most == 0 { level } else { 1.0 - (1.0 - level) * OF_FEW };
    let few = (part.few > 0).then(|| FamilyOfFew { size: part.few, level_each: each(of_few, part.few) });
    let size = part.most + part.few;
    Family { size, correction: check.correction.into(), level, level_each: of_most, few }
}

fn whole(size: u64) -> usize {
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// How many comparisons there are: of groups of 11 people or more, and of fewer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Part {
    most: u64,
    few: u64,
}

impl Part {
    /// Of groups with people on both sides: one each, and every pair of groups when the reference is chosen by its rate,
    /// because any group could have been chosen.
    pub(super) fn of<'a>(
        rule: Option<&ReferenceRule>,
        groups: impl Iterator<Item = &'a Group>,
        reference: Option<&Group>,
    ) -> Self {
        let mut part = Self::default();
        for group in groups {
            *(if group.is_few() { &mut part.few } else { &mut part.most }) += 1;
        }
        let Some(ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct) = rule else { return part };
        let pairs = |groups: u64| groups * groups.saturating_sub(1) / 2;
        match reference {
            Some(reference) if reference.is_few() => Self { most: pairs(part.most), few: pairs(part.few + 1) },
            reference => {
                let candidates = part.most + u64::from(reference.is_some());
                Self { most: pairs(candidates), few: part.few * candidates }
            }
        }
    }

    /// Both together.
    pub(super) const fn and(self, other: Self) -> Self {
        Self { most: self.most + other.most, few: self.few + other.few }
    }
}

/// Fills in Holm's adjusted p-values. A family may hold more comparisons than results (all pairs, under a reference
/// chosen by its rate); the others count as certain equality, which can only make the adjusted values larger.
pub(super) fn adjust(size: u64, judged: &mut [Judged<'_>]) {
    let p_values: Vec<f64> = judged.iter().filter_map(|judged| judged.p_value).collect();
    let mut holm = Adjustment::Holm.adjust(&p_values, whole(size)).into_iter();
    for judged in judged {
        let adjusted = judged.p_value.and_then(|_| holm.next());
        judged.result.p_holm = adjusted.filter(|_| judged.printed);
    }
}
