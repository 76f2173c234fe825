//! The reference's count that costs the fewest changes. It knows bounds and costs; it refuses to know which limit the
//! bounds come from.

use super::{
    Terms,
    bounds::{Bounds, real},
};
use crate::significance::Count;

/// Doubles of the cost without rounding are right to far less than this.
const SLACK: f64 = 1e-3;

pub(super) struct Search<'a> {
    groups: &'a [Count],
    reference: usize,
    bounds: &'a Bounds,
    budget: u64,
    no_losses: bool,
}

impl<'a> Search<'a> {
    pub(super) fn new(groups: &'a [Count], reference: usize, bounds: &'a Bounds, terms: Terms) -> Self {
        let budget = terms.most_selected.unwrap_or(u64::MAX);
        Self { groups, reference, bounds, budget, no_losses: terms.no_losses }
    }

    fn others(&self) -> impl Iterator<Item = (usize, &Count)> {
        self.groups.iter().enumerate().filter(|(place, _)| *place != self.reference)
    }

    /// Nobody of the group can be below this.
    fn floor(&self, group: &Count) -> u64 {
        if self.no_losses { group.top } else { 0 }
    }

    /// The fewest people selected beside c of the reference; `None` when a group has too few people. Grows with c.
    fn needed(&self, c: u64) -> Option<u64> {
        self.others().try_fold(c, |sum, (place, group)| {
            let least = self.bounds.at_least(place, c).max(self.floor(group));
            (least <= group.bottom).then_some(sum + least)
        })
    }

    /// The reference's counts at which no bound by itself is in the way, with at most `budget` selected.
    fn domain(&self, budget: u64) -> Option<(u64, u64)> {
        let reference = &self.groups[self.reference];
        let open = |c: u64| self.others().all(|(place, group)| self.bounds.at_most(place, c) >= self.floor(group));
        let from = self.bounds.fewest.max(self.floor(reference));
        let low = first(from, reference.bottom, open)?;
        let beyond = |c: u64| self.needed(c).is_none_or(|least| least > budget);
        let high = first(low, reference.bottom, beyond).map_or(Some(reference.bottom), |c| c.checked_sub(1))?;
        (low <= high).then_some((low, high))
    }

    /// Everybody's least and greatest count beside c of the reference; `None` when no whole number lies between.
    fn ranges(&self, c: u64) -> Option<Vec<(u64, u64)>> {
        let of = |(place, group): (usize, &Count)| {
            if place == self.reference {
                return Some((c, c));
            }
            let low = self.bounds.at_least(place, c).max(self.floor(group));
            let high = self.bounds.at_most(place, c);
            (low <= high).then_some((low, high))
        };
        self.groups.iter().enumerate().map(of).collect()
    }

    /// Changes beside c of the reference.
    fn cost(&self, c: u64) -> Option<u64> {
        let (mut changes, mut selected, mut spare) = (0, 0, 0);
        for (group, (low, high)) in self.groups.iter().zip(self.ranges(c)?) {
            let count = group.top.clamp(low, high);
            changes += group.top.abs_diff(count);
            selected += count;
            spare += count - low;
        }
        let excess = selected.saturating_sub(self.budget);
        (excess <= spare).then_some(changes + excess)
    }

    /// The same if people could be divided, and how many are selected before the budget is looked at.
    fn cost_without_rounding(&self, c: u64) -> (f64, f64) {
        let at = real(c);
        let (mut changes, mut selected) = (real(self.groups[self.reference].top.abs_diff(c)), at);
        for (place, group) in self.others() {
            let (low, high) = self.bounds.real(place, at);
            let count = real(group.top).min(high).max(low.max(real(self.floor(group))));
            changes += (count - real(group.top)).abs();
            selected += count;
        }
        let excess = (selected - real(self.budget)).max(0.0);
        (changes + excess, selected)
    }

    /// Counts among which is the least cost without rounding: where a bound passes what a group has, or its ends.
    fn bends(&self, low: u64, high: u64) -> Vec<u64> {
        let kinks = self
            .others()
            .flat_map(|(place, group)| self.bounds.meets(place, [0.0, real(group.top), real(group.bottom)]));
        let within = |at: f64| nearest(at.clamp(real(low), real(high)));
        let over = first(low, high, |c| self.cost_without_rounding(c).1 > real(self.budget));
        let places = kinks.filter(|at| !at.is_nan()).map(within).chain(over).chain([self.groups[self.reference].top]);
        let neighbours = places.flat_map(|c| [c.saturating_sub(1), c, c + 1]);
        neighbours.chain([low, high]).filter(|c| (low..=high).contains(c)).collect()
    }

    /// Everybody's count with the fewest changes; of equally few the one with the most of the reference.
    pub(super) fn fewest(&self) -> Option<Vec<u64>> {
        let (low, high) = self.domain(self.budget)?;
        let bends = self.bends(low, high);
        let relaxed = |c: u64| self.cost_without_rounding(c).0;
        let bottom = bends.iter().copied().min_by(|a, b| relaxed(*a).total_cmp(&relaxed(*b)))?;
        let least = relaxed(bottom) - SLACK;
        let enough = bends.iter().filter_map(|c| self.cost(*c)).min();
        let worse = |c: u64, than: u64| relaxed(c) > real(than) + SLACK;
        let end = enough.and_then(|enough| first(bottom, high, |c| worse(c, enough))).map_or(high, |c| c.max(1) - 1);
        let mut best: Option<(u64, u64)> = None;
        for c in (low..=end).rev() {
            if best.is_some_and(|(cost, _)| real(cost) - 1.0 < least || (c < bottom && worse(c, cost))) {
                break;
            }
            if let Some(cost) = self.cost(c).filter(|cost| best.is_none_or(|(least, _)| *cost < least)) {
                best = Some((cost, c));
            }
        }
        best.and_then(|(_, c)| self.counts(c))
    }

    /// Everybody's count beside c of the reference.
    fn counts(&self, c: u64) -> Option<Vec<u64>> {
        let ranges = self.ranges(c)?;
        let each = self.groups.iter().zip(&ranges);
        let mut counts: Vec<u64> = each.map(|(group, (low, high))| group.top.clamp(*low, *high)).collect();
        let mut excess = counts.iter().sum::<u64>().saturating_sub(self.budget);
        let rate = |place: usize| real(counts[place]) / real(self.groups[place].bottom);
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by(|a, b| rate(*b).total_cmp(&rate(*a)));
        for place in order {
            let taken = excess.min(counts[place] - ranges[place].0);
            counts[place] -= taken;
            excess -= taken;
        }
        Some(counts)
    }

    /// The fewest people selected with whom the limit holds, whatever the budget: those beside the reference's least.
    pub(super) fn least_budget(&self) -> Option<u64> {
        let (low, high) = self.domain(u64::MAX)?;
        (low..=high).find(|c| self.ranges(*c).is_some()).and_then(|c| self.needed(c))
    }
}

/// The first number from `low` to `high` at which something holds that goes on holding.
fn first(low: u64, high: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut below, mut from) = (low, high.checked_add(1)?);
    while below < from {
        let middle = below.midpoint(from);
        if holds(middle) {
            from = middle;
        } else {
            below = middle + 1;
        }
    }
    (from <= high).then_some(from)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to at most 2^53")]
const fn nearest(at: f64) -> u64 {
    at.round() as u64
}
