//! Whether a verdict would stand whoever the people without a value are: the best and the worst placement of them.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::outcomes::Outcomes;

use super::alike;
use super::rule::Rule;
use crate::document::Verdict;
use crate::findings::{Against, Group, Pair, Scope, Split};

/// Judges again with the unknown placed to widen the gap (those in the measure's top join the reference, the others of
/// its bottom the segment) and to narrow it (the reverse); true if both keep the verdict. Someone of whom one value of
/// a cross is known is placed only where that value fits.
pub(super) fn survives_missing(
    rule: &Rule<'_>,
    rate: &Rate,
    scope: &Scope,
    pair: &Pair<'_>,
    split: Option<&Split>,
    verdict: Verdict,
) -> bool {
    if !has_unknown(scope) {
        return true;
    }
    Placement::ALL.into_iter().all(|placement| placed(rule, rate, scope, pair, split, placement) == verdict)
}

/// Where the people without a value are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    /// To widen the gap.
    Worst,
    /// To narrow it.
    Best,
}

impl Placement {
    pub(super) const ALL: [Self; 2] = [Self::Worst, Self::Best];

    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Worst => "worst",
            Self::Best => "best",
        }
    }
}

/// Whether a value is missing of anybody.
pub(super) fn has_unknown(scope: &Scope) -> bool {
    scope.groups.iter().any(|group| group.segment.has_missing() && !group.cell.is_empty())
}

/// The verdict with the unknown placed.
pub(super) fn placed(
    rule: &Rule<'_>,
    rate: &Rate,
    scope: &Scope,
    pair: &Pair<'_>,
    split: Option<&Split>,
    placement: Placement,
) -> Verdict {
    let unknown: Vec<&Group> = scope.groups.iter().filter(|group| group.segment.has_missing()).collect();
    let (top, bottom) = (rate.top, rate.bottom);
    let others = bottom.without(top);
    let (joins_segment, joins_reference) = match placement {
        Placement::Worst => (others, top),
        Placement::Best => (top, others),
    };
    if let Some(split) = split {
        let (mut own, mut other) = split.sides(pair);
        for group in &unknown {
            for (place, cell) in split.group(&group.segment).iter().take(split.places()).enumerate() {
                if fits(group, pair.group) {
                    own[place].merge(&only(cell, joins_segment));
                }
                if fits_reference(group, pair) {
                    other[place].merge(&only(cell, joins_reference));
                }
            }
        }
        return alike::verdict_of(rule, rate, pair, &own, &other);
    }
    let (mut own, mut other) = pair.sides(scope);
    for group in &unknown {
        if fits(group, pair.group) {
            own.cell.merge(&only(&group.cell, joins_segment));
        }
        if fits_reference(group, pair) {
            other.cell.merge(&only(&group.cell, joins_reference));
        }
    }
    let placed = Pair::new(&rule.basis, rate, pair.group, pair.against.clone(), &own, &other);
    let placed = Pair { shared: pair.shared, ..placed };
    rule.of_pair(&placed, None).verdict
}

/// Whether someone with these known values could belong to a group.
fn fits(unknown: &Group, group: &Group) -> bool {
    unknown.segment.0.iter().zip(&group.segment.0).all(|((_, known), (_, label))| known.is_none() || known == label)
}

fn fits_reference(unknown: &Group, pair: &Pair<'_>) -> bool {
    match pair.against {
        Against::Group(reference) => fits(unknown, reference),
        Against::Rest | Against::Everyone { .. } => true,
        Against::Nobody => false,
    }
}

/// The people of a cell who are of these kinds.
fn only(cell: &Cell, kinds: Outcomes) -> Cell {
    let mut kept = cell.clone();
    for kind in Outcomes::ALL.without(kinds).kinds() {
        kept.n[kind.index()] = 0;
        if let Some(sums) = &mut kept.weights {
            sums.w[kind.index()] = 0;
            sums.w2[kind.index()] = 0;
            sums.w2_over[kind.index()] = 0;
        }
    }
    kept
}
