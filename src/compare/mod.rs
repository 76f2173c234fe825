//! Comparing: what the cube says of every group and cross, with nominal intervals and people, each measure held against its
//! reference by one engine. No limits, no families of comparisons, no language: `judge` asks here for the same pairs and judges them.

mod alike;
mod bounded;
mod compared;
pub(crate) mod dependence;
mod describe;
mod differential;
pub(crate) mod hide;
mod number;
mod odds;
mod rate;
mod reference;
mod scope;
mod share;
mod split;
mod summary;

use evenhand_metrics::catalog::{
    FALSE_POSITIVE_RATE, Measure, RATES, REJECTION_RATE, Rate, SELECTION_RATE, TRUE_POSITIVE_RATE,
};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::cube::Cube;

pub(crate) use alike::within;
pub use alike::{Alike, AlikePairs, within_id};
pub use bounded::past_limit;
pub use compared::{Compared, Comparisons, Inferred, People, Placement};
pub use dependence::{Dependence, confidence};
pub(crate) use number::float;
pub use number::{Number, NumberPair, NumberPairs, Numbers, Table};
pub use rate::{RatePair, RatePairs, shared_people};
pub use reference::{Against, Chosen};
pub use scope::{FEW, Group, Scope, Standing, scopes};
pub use share::{Share, rate_of, share_of};
pub use split::Split;
pub(crate) use split::{deff_of, is_reported, tallies};

/// The dependence of every group of a scope, in their order, for one rate.
pub use dependence::of_groups as dependence_of_groups;

use crate::document::Finding;
use crate::plan::{Campaigns, Check, Columns, Meaning, Plan};

/// Every finding of the plan: of each rate and scope values, differences and ratios of each group against its own reference,
/// all rows pooled for every rate and each campaign for the selection rate, with what checks ask for beyond that; then the
/// measures of scores and values; then what is compared among people alike.
#[must_use]
pub fn findings(plan: &Plan, cube: &Cube, scopes: &[Scope], numbers: &Numbers) -> Vec<Finding> {
    let mut out = Vec::new();
    for scope in scopes {
        of_rates(plan, scope, &mut out);
    }
    for (place, scope) in scopes.iter().enumerate() {
        if let Some(table) = numbers.at(place) {
            of_numbers(plan, scope, table, &mut out);
        }
    }
    within_strata(plan, cube, scopes, &mut out);
    out
}

fn of_rates(plan: &Plan, scope: &Scope, out: &mut Vec<Finding>) {
    let (basis, campaign) = (plan.basis(), scope.campaign.as_deref());
    for rate in rates(&plan.columns, &plan.checks, campaign.is_some()) {
        out.extend(describe::findings(&RatePairs::alone(&basis, scope, rate), Comparison::Value, campaign));
        if campaign.is_none() {
            summary::summaries(&basis, scope, rate, out);
            if rate.id == SELECTION_RATE.id {
                differential::fairness(&basis, scope, rate, out);
            }
        }
        for rule in references(&plan.checks, scope, Measure::Rate(rate)) {
            let pairs = RatePairs::of(&basis, scope, rate, &rule);
            for comparison in [Comparison::Difference, Comparison::Ratio] {
                out.extend(describe::findings(&pairs, comparison, campaign));
            }
        }
    }
    if basis.has_outcome && campaign.is_none() && !plan.columns.only_delivered() {
        odds::odds(&basis, scope, [&TRUE_POSITIVE_RATE, &FALSE_POSITIVE_RATE], out);
    }
}

fn of_numbers(plan: &Plan, scope: &Scope, table: &Table, out: &mut Vec<Finding>) {
    let basis = plan.basis();
    for number in number::measures(&plan.columns) {
        let measure = number.measure();
        if !measure.is_comparison() {
            let alone = NumberPairs::alone(&basis, scope, table, number);
            out.extend(describe::findings(&alone, Comparison::Value, None));
        }
        for rule in references(&plan.checks, scope, measure) {
            let pairs = NumberPairs::of(&basis, scope, table, number, &rule);
            for comparison in measure.comparisons() {
                if *comparison != Comparison::Value || measure.is_comparison() {
                    out.extend(describe::findings(&pairs, *comparison, None));
                }
            }
        }
    }
}

/// One finding per comparison that some check within a stratum judges.
fn within_strata(plan: &Plan, cube: &Cube, scopes: &[Scope], out: &mut Vec<Finding>) {
    let first = out.len();
    for check in &plan.checks {
        let Some(stratum) = check.within.map(|stratum| &plan.attributes[stratum]) else { continue };
        let Measure::Rate(rate) = check.measure else { continue };
        let concerned = scopes.iter().filter(|scope| scope.campaign.is_none() && check.attributes.contains(&scope.set));
        for scope in concerned {
            let Some(split) = Split::of(cube, scope, &[&stratum.name]) else { continue };
            let rule = check.reference.clone().unwrap_or_else(|| scope.own_rule.clone());
            let pairs = AlikePairs::of(&plan.basis(), scope, &split, rate, &rule);
            for mut finding in describe::findings(&pairs, check.comparison, None) {
                finding.id += &within_id(stratum);
                finding.within = Some(stratum.name.clone());
                if out[first..].iter().all(|other| other.id != finding.id) {
                    out.push(finding);
                }
            }
        }
    }
}

/// The rates that can be computed: those that need an outcome only when there is one; per campaign the first alone,
/// the selection rate. Its other side says nothing new, unless the selection is a burden or a check judges it.
fn rates(columns: &Columns, checks: &[Check], per_campaign: bool) -> impl Iterator<Item = &'static Rate> + use<> {
    let outcome = columns.outcome.is_some();
    let is_judged = |check: &Check| check.measure.id() == REJECTION_RATE.id;
    let other_side = columns.meaning == Meaning::Burden || checks.iter().any(is_judged);
    // Of deliveries alone, everybody would be selected.
    let rates: &[&Rate] = if columns.only_delivered() { &[] } else { RATES };
    rates
        .iter()
        .copied()
        .filter(move |rate| outcome || !rate.needs().outcome)
        .filter(move |rate| !per_campaign || rate.id == SELECTION_RATE.id)
        .filter(move |rate| other_side || rate.id != REJECTION_RATE.id)
}

/// The references that a scope is compared with: its own, then those that a check of this measure names instead.
fn references(checks: &[Check], scope: &Scope, measure: Measure) -> Vec<ReferenceRule> {
    let mut rules = vec![scope.own_rule.clone()];
    for check in checks {
        let concerned = check.measure.id() == measure.id()
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
