//! Differential fairness of an attribute or cross: the largest factor between its groups' chances, as observed and
//! smoothed, beside what equal rates would give. A largest value has no honest interval.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::differential_fairness::{epsilon, under_equality};
use evenhand_metrics::draw::Simulation;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::test::Count;

use super::scope::{Group, Scope, Standing};
use super::share::{Share, rate_of};
use crate::audit::{Finding, UnderEquality};
use crate::plan::{Inference, Plan};
use crate::segment::encoded;

/// The two forms: as observed, and with one added to both sides of every group, which pulls small groups together.
const FORMS: [(&str, f64); 2] = [("differential-fairness", 0.0), ("differential-fairness-smoothed", 1.0)];
/// Draws under equality: a 95 % point is good to half a percent of probability.
const DRAWS: u32 = 2000;

/// Both forms, all rows pooled. Hidden, merged and missing groups are skipped.
pub(super) fn fairness(plan: &Plan, scope: &Scope, rate: &Rate, out: &mut Vec<Finding>) {
    let attribute = plan.set_name(&scope.set);
    let shown = || scope.groups.iter().filter(|group| group.standing == Standing::Shown);
    let shares: Vec<Share> = shown().filter_map(|group| rate_of(plan, rate, &group.cell).ok()).collect();
    let tallies: Vec<Tally> = shares.iter().map(Share::effective).collect();
    let counts: Vec<Count> = tallies.iter().map(|tally| Count::new(whole(tally.top), whole(tally.bottom))).collect();
    let simulation = Simulation { draws: DRAWS, seed: plan.statistics.seed };
    for (id, smoothing) in FORMS {
        let value = epsilon(&tallies, smoothing).value;
        let equal = (plan.inference == Inference::Process && value.is_ok())
            .then(|| under_equality(&counts, smoothing, simulation));
        out.push(Finding {
            id: format!("{}/{id}/{}", rate.id, encoded(&attribute)),
            attribute: Some(attribute.clone()),
            value: value.ok(),
            undefined: value.err().map(|reason| reason.id().to_owned()),
            people: Some(shown().map(|group: &Group| group.cell.people()).sum()),
            under_equality: equal
                .and_then(|equal| Some(UnderEquality { median: equal.median.ok()?, p95: equal.p95.ok()? })),
            ..Finding::blank(rate.id, id)
        });
    }
}

/// Effective people in whole numbers, as draws need them.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, 0 or more")]
fn whole(people: f64) -> u64 {
    people.round() as u64
}
