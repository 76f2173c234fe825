//! The widest gap that chance alone would show. One gap of many is always the widest; how wide it would be if every group
//! had the same rate is what it has to be read against.

use evenhand_metrics::catalog::{Rate, SELECTION_RATE};
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::draw::Source;
use evenhand_metrics::summary::{self, WORLDS};
use evenhand_metrics::tally::Tally;
use xxhash_rust::xxh3::xxh3_64;

use crate::compare::{Against, Compared, RatePairs, Scope, Share, Standing};
use crate::document::UnderEquality;
use crate::plan::{Basis, Inference, Plan};

/// The widest difference of selection rates between a group and its reference, over all single attributes that checks
/// compare (all attributes without checks), in worlds in which every group has the same rate. `None` for a census, and
/// where there is nothing to compare.
#[must_use]
pub fn widest_by_chance(plan: &Plan, scopes: &[Scope]) -> Option<UnderEquality> {
    let rate = &SELECTION_RATE;
    if plan.inference != Inference::Process || plan.columns.only_delivered() {
        return None;
    }
    let compared = |set: &Vec<usize>| {
        plan.checks.is_empty()
            || plan.checks.iter().any(|check| check.measure.id() == rate.id && check.attributes.contains(set))
    };
    let basis = plan.basis();
    let mut widest: Option<Vec<f64>> = None;
    for scope in scopes.iter().filter(|scope| scope.campaign.is_none() && scope.set.len() == 1 && compared(&scope.set))
    {
        let Some(gaps) = of_scope(&basis, scope, rate) else { continue };
        let own = widest.get_or_insert_with(|| vec![0.0; WORLDS]);
        for (own, gap) in own.iter_mut().zip(gaps) {
            *own = own.max(gap);
        }
    }
    summary::UnderEquality::of_differences(widest?).map(Into::into)
}

/// The widest gap of one attribute in each world, among the groups that are shown, as the widest that is told is.
fn of_scope(basis: &Basis, scope: &Scope, rate: &'static Rate) -> Option<Vec<f64>> {
    let rule = scope.own_rule.clone();
    let pairs = RatePairs::of(basis, scope, rate, &rule);
    let judged = || pairs.all.iter().filter(|pair| pair.is_judged() && pair.group.standing == Standing::Shown);
    let tally = |share: Option<Share>| share.map_or_else(|| Tally::of_counts(0, 0), |share| share.effective());
    let mut groups: Vec<Tally> = judged().map(|pair| tally(pair.a.ok())).collect();
    // No pair is of the reference itself.
    let reference = judged().find_map(|pair| if let Against::Group(_) = pair.against { pair.b.ok() } else { None });
    groups.extend(reference.map(|share| share.effective()));
    let against = match rule {
        ReferenceRule::Rest => summary::Against::Rest,
        ReferenceRule::Everyone => summary::Against::Everyone,
        ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct => summary::Against::Highest,
        ReferenceRule::Named(_) | ReferenceRule::Largest => summary::Against::Group(groups.len().checked_sub(1)?),
    };
    let stream = xxh3_64(format!("widest/{}", scope.name()).as_bytes());
    summary::widest_gaps(&groups, against, &mut Source::new(basis.seed, stream)).ok()
}
