//! Impact ratios: the rate of every group over the highest of its attribute or cross, as rules ask for it that set no limit.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::compare::{Comparison, ReferenceRule};

use crate::compare::{Compared, Dependence, Group, RatePairs, Scope, share_of};
use crate::document::{ImpactRatios, ImpactRow};
use crate::plan::{Basis, Pack};

/// The tables of every pack that asks for them, all rows together.
#[must_use]
pub fn impact_ratios(packs: &[Pack], basis: &Basis, scopes: &[Scope]) -> Vec<ImpactRatios> {
    let pooled = || scopes.iter().filter(|scope| scope.campaign.is_none());
    let wanted = packs.iter().flat_map(|pack| pack.impact_ratios.iter().map(move |rate| (pack, rate)));
    let tables = wanted.flat_map(|(pack, rate)| pooled().map(move |scope| table(basis, &pack.info.id, rate, scope)));
    tables.collect()
}

fn table(basis: &Basis, pack: &str, rate: &'static Rate, scope: &Scope) -> ImpactRatios {
    let all = RatePairs::of(basis, scope, rate, &ReferenceRule::HighestRate);
    let large = RatePairs::of(basis, scope, rate, &ReferenceRule::HighestRate2pct);
    let row = |group: &Group| {
        let hidden = group.is_hidden(basis.min_cell);
        let share = share_of(basis, rate, &group.cell, Dependence::Independent).ok().filter(|_| !hidden);
        let under_two_percent = large.chosen.passed_over.contains(&group.segment);
        ImpactRow {
            segment: group.segment.clone(),
            people: (!hidden).then(|| group.cell.people()),
            people_below: hidden.then_some(basis.min_cell),
            top: share.map(|share| share.top),
            rate: share.map(|share| share.rate),
            ratio: share.and_then(|_| ratio(&all, group)),
            under_two_percent,
            ratio_of_large: share.filter(|_| !under_two_percent).and_then(|_| ratio(&large, group)),
        }
    };
    ImpactRatios {
        pack: pack.to_owned(),
        measure: rate.id.to_owned(),
        attributes: scope.name(),
        highest: all.chosen.reference.map(|group| group.segment.clone()),
        highest_of_large: large.chosen.reference.map(|group| group.segment.clone()),
        unknown: scope.all.people().saturating_sub(scope.valued.people()),
        rows: scope.groups.iter().filter(|group| !group.segment.has_missing()).map(row).collect(),
    }
}

/// The group's rate over that of the reference, which is 1 of itself.
fn ratio(pairs: &RatePairs<'_>, group: &Group) -> Option<f64> {
    if pairs.chosen.reference.is_some_and(|reference| reference.segment == group.segment) {
        return Some(1.0);
    }
    let pair = pairs.all.iter().find(|pair| pair.group.segment == group.segment)?;
    pair.value(Comparison::Ratio).ok()
}
