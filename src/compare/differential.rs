//! Differential fairness of an attribute or cross: the largest factor between its groups' chances, as observed and
//! smoothed, beside what equal rates would give. A largest value has no honest interval.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::differential_fairness::{epsilon, under_equality};
use evenhand_metrics::draw::Simulation;
use evenhand_metrics::significance::Count;
use evenhand_metrics::tally::Tally;

use super::dependence;
use super::scope::{Group, Scope, Standing};
use super::share::{Share, share_of};
use crate::document::{Finding, Statistic, UnderEquality};
use crate::plan::{Basis, Inference};
use crate::segment::encoded;

/// The two forms: as observed, and with one added to both sides of every group, which pulls small groups together.
const FORMS: [(Statistic, f64); 2] =
    [(Statistic::DifferentialFairness, 0.0), (Statistic::DifferentialFairnessSmoothed, 1.0)];
/// Draws under equality: a 95 % point is good to half a percent of probability.
const DRAWS: u32 = 2000;

/// Both forms, all rows pooled. Hidden, merged and missing groups are skipped.
pub(super) fn fairness(basis: &Basis, scope: &Scope, rate: &'static Rate, out: &mut Vec<Finding>) {
    let attribute = scope.name();
    let shown = || scope.groups.iter().filter(|group| group.standing == Standing::Shown);
    let dependence = dependence::of_groups(basis, scope, rate);
    let groups = scope.groups.iter().zip(dependence).filter(|(group, _)| group.standing == Standing::Shown);
    let shares: Vec<Share> =
        groups.filter_map(|(group, dependence)| share_of(basis, rate, &group.cell, dependence).ok()).collect();
    let tallies: Vec<Tally> = shares.iter().map(Share::effective).collect();
    let counts: Vec<Count> =
        tallies.iter().map(|tally| Count::new(tally.whole(), Tally::new(tally.bottom, tally.bottom).whole())).collect();
    let simulation = Simulation { draws: DRAWS, seed: basis.seed };
    for (form, smoothing) in FORMS {
        let value = epsilon(&tallies, smoothing).value;
        let equal = (basis.inference == Inference::Process && value.is_ok())
            .then(|| under_equality(&counts, smoothing, simulation));
        out.push(Finding {
            id: format!("{}/{}/{}", rate.id, form.id(), encoded(&attribute)),
            attribute: Some(attribute.clone()),
            value: value.ok(),
            undefined: value.err().map(Into::into),
            people: Some(shown().map(|group: &Group| group.cell.people()).sum()),
            under_equality: equal
                .and_then(|equal| Some(UnderEquality { median: equal.median.ok()?, p95: equal.p95.ok()? })),
            ..Finding::blank(rate.id, form)
        });
    }
}
