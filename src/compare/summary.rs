//! Summaries of whole attributes: the largest difference and the smallest ratio between groups. An extreme has no honest
//! interval, so it stands beside what chance alone would give if every group had the same rate.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::draw::Source;
use evenhand_metrics::summary::{EqualWorlds, Summary};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;
use xxhash_rust::xxh3::xxh3_64;

use super::dependence;
use super::scope::{Group, Scope, Standing};
use super::share::{Share, share_of};
use crate::document::Finding;
use crate::plan::{Basis, Inference};
use crate::segment::encoded;

/// Both summaries of an attribute's groups, all rows pooled. Hidden, merged and missing groups are skipped.
pub(super) fn summaries(basis: &Basis, scope: &Scope, rate: &'static Rate, out: &mut Vec<Finding>) {
    let Some(attribute) = scope.attribute() else { return };
    let shown = scope.groups.iter().filter(|group| group.standing == Standing::Shown);
    let dependence = dependence::of_groups(basis, scope, rate);
    let shares: Vec<Result<Share, Undefined>> = scope
        .groups
        .iter()
        .zip(dependence)
        .filter(|(group, _)| group.standing == Standing::Shown)
        .map(|(group, dependence)| share_of(basis, rate, &group.cell, dependence))
        .collect();
    let rates: Vec<Result<f64, Undefined>> = shares.iter().map(|share| share.map(|share| share.rate)).collect();
    let known: Vec<Tally> = shares.iter().flatten().map(Share::effective).collect();
    // A stream of its own for every rate and attribute: adding one moves no other.
    let stream = xxh3_64(format!("{}/{attribute}", rate.id).as_bytes());
    let worlds = (basis.inference == Inference::Process)
        .then(|| EqualWorlds::draw(&known, &mut Source::new(basis.seed, stream)).ok())
        .flatten();
    for summary in Summary::ALL {
        let value = summary.of(&rates).map_err(|reason| reason_of(reason, &shares));
        out.push(Finding {
            id: format!("{}/{}/{}", rate.id, summary.id(), encoded(attribute)),
            attribute: Some(attribute.to_owned()),
            value: value.ok(),
            undefined: value.err().map(Into::into),
            people: Some(shown.clone().map(|group: &Group| group.cell.people()).sum()),
            under_equality: worlds.as_ref().and_then(|worlds| worlds.under_equality(summary).ok()).map(Into::into),
            ..Finding::blank(rate.id, summary)
        });
    }
}

/// Why there is no summary: the reason of the groups when they have none, else the summary's own.
fn reason_of(own: Undefined, shares: &[Result<Share, Undefined>]) -> Undefined {
    match shares.iter().find_map(|share| share.err()) {
        Some(reason) if own == Undefined::EmptyGroup => reason,
        _ => own,
    }
}
