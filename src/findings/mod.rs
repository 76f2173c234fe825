//! Findings: what the cube says of every group and cross, with nominal intervals and people. No limits, no families of
//! comparisons, no language: `policy` asks here for the same pairs and judges them.

mod alike;
mod bounded;
mod conditional;
mod curves;
mod delivery;
mod dependence;
mod describe;
mod differential;
mod gaps;
mod hide;
mod impact;
mod infer;
mod lift;
mod number;
mod odds;
mod pair;
mod scope;
mod share;
mod split;
mod summary;
mod widest;

use evenhand_metrics::catalog::{RATES, Rate};
use evenhand_metrics::compare::{Comparison, ReferenceRule};

pub use alike::alike;
pub use bounded::past_limit;
pub use conditional::{Within, conditional, within, within_id};
pub use curves::curves;
pub use delivery::{delivery, only_delivered};
pub use dependence::{Dependence, confidence};
pub use gaps::gaps;
pub use impact::impact_ratios;
pub use infer::{pair_interval, pair_test};
pub use lift::lift;
pub use number::{Number, NumberInterval, NumberPair, NumberPairs, Numbers, People, Table, Tested, of_numbers};
pub use pair::{Against, Pair, Pairs, Side, finding_id, shared_people};
pub use scope::{FEW, Group, MERGED, Scope, Standing, scopes};
pub use share::{Share, rate_of, share_of};
pub use split::{Split, deff_of, tallies};
pub use widest::widest_by_chance;

/// The dependence of every group of a scope, in their order, for one rate.
pub use dependence::of_groups as dependence_of_groups;

use crate::document::Finding;
use crate::plan::{Campaigns, Meaning, Plan};

/// The rates that odds are made of.
const ERROR_RATES: [&str; 2] = ["true-positive-rate", "false-positive-rate"];

/// Every finding of the plan: values, differences and ratios of each group and cross against its own reference, all
/// rows pooled for every rate and each campaign for the selection rate, then what checks ask for beyond that.
#[must_use]
pub fn of_scopes(plan: &Plan, scopes: &[Scope]) -> Vec<Finding> {
    let mut out = Vec::new();
    for scope in scopes {
        for rate in rates(plan, scope.campaign.is_some()) {
            describe::values(&plan.basis(), scope, rate, &mut out);
            if scope.campaign.is_none() {
                summary::summaries(&plan.basis(), scope, rate, &mut out);
                if rate.id == "selection-rate" {
                    differential::fairness(&plan.basis(), scope, rate, &mut out);
                }
            }
            for rule in references(plan, scope, rate) {
                let pairs = Pairs::of(&plan.basis(), scope, rate, &rule);
                for comparison in [Comparison::Difference, Comparison::Ratio] {
                    describe::pairs(&plan.basis(), scope, rate, comparison, &pairs, &mut out);
                }
            }
        }
        let error_rates = ERROR_RATES.map(|id| rates(plan, scope.campaign.is_some()).find(|rate| rate.id == id));
        if let [Some(positive), Some(negative)] = error_rates {
            odds::odds(&plan.basis(), scope, [positive, negative], &mut out);
        }
    }
    out
}

/// The rates that can be computed: those that need an outcome only when there is one; per campaign the first alone,
/// the selection rate.
fn rates(plan: &Plan, per_campaign: bool) -> impl Iterator<Item = &'static Rate> {
    let outcome = plan.columns.outcome.is_some();
    // Of deliveries alone, everybody would be selected.
    let rates: &[&Rate] = if only_delivered(plan) { &[] } else { RATES };
    rates
        .iter()
        .copied()
        .filter(move |rate| outcome || !rate.needs().outcome)
        .filter(move |rate| !per_campaign || rate.id == "selection-rate")
        .filter(move |rate| rate.id != "rejection-rate" || is_other_side_asked(plan))
}

/// The other side of the selection rate says nothing new, unless the selection is a burden or a check judges it.
fn is_other_side_asked(plan: &Plan) -> bool {
    plan.columns.meaning == Meaning::Burden || plan.checks.iter().any(|check| check.measure.id() == "rejection-rate")
}

/// The references that a scope is compared with: its own, then those that a check of this rate names instead.
fn references(plan: &Plan, scope: &Scope, rate: &Rate) -> Vec<ReferenceRule> {
    let mut rules = vec![scope.own_rule.clone()];
    for check in &plan.checks {
        let concerned = check.measure.id() == rate.id
            && check.comparison != Comparison::Value
            && check.attributes.contains(&scope.set)
            && judges(&check.campaigns, scope.campaign.as_deref());
        if let Some(rule) = check.reference.as_ref().filter(|rule| concerned && !rules.contains(rule)) {
            rules.push(rule.clone());
        }
    }
    rules
}

/// Whether a check judges this campaign (`None`: all rows pooled).
#[must_use]
pub fn judges(campaigns: &Campaigns, campaign: Option<&str>) -> bool {
    match (campaigns, campaign) {
        (Campaigns::Pooled, None) | (Campaigns::Each, Some(_)) => true,
        (Campaigns::These(named), Some(campaign)) => named.iter().any(|name| name == campaign),
        _ => false,
    }
}
