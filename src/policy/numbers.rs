//! Judging measures of scores and values: the same limits, families, claims and verdicts as rates have, on intervals of
//! their own. Where none exists the estimate may decide, if the check claims no more than that.

use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::undefined::Undefined;

use super::coverage;
use super::family::comparisons;
use super::rule::{Judged, Rule};
use crate::audit::{CheckResult, Deciding, Verdict};
use crate::findings::{
    Number, NumberInterval, NumberPair, NumberPairs, Numbers, Scope, Standing, finding_id, own_rule, reach,
};
use crate::lang::Said;
use crate::plan::{Check, Claim, Inference, Plan};

/// A scope with the pairs that a check judges in it.
pub(super) type Compared<'a> = (&'a Scope, NumberPairs<'a>);

/// The pairs of every scope that has numbers: under the check's reference, or each group alone.
pub(super) fn compared<'a>(
    plan: &Plan,
    check: &Check,
    number: Number,
    scopes: &[(usize, &'a Scope)],
    numbers: &'a Numbers,
) -> Vec<Compared<'a>> {
    let alone = check.comparison == Comparison::Value && !check.measure.is_comparison();
    let of = |(place, scope): &(usize, &'a Scope)| {
        let table = numbers.at(*place)?;
        if alone {
            return Some((*scope, NumberPairs::alone(plan, scope, table)));
        }
        let rule = check.reference.clone().unwrap_or_else(|| own_rule(plan, &scope.set));
        Some((*scope, NumberPairs::of(plan, scope, table, number, &rule)))
    };
    scopes.iter().filter_map(of).collect()
}

/// How many comparisons a scope adds to the family: both sides hold people the measure looks at, and neither is hidden.
pub(super) fn family_part(check: &Check, number: Number, pairs: &NumberPairs<'_>) -> u64 {
    let counted = pairs.pairs.iter().filter(|pair| {
        pair.is_judged() && pair.group.standing == Standing::Shown && pair.has_people(number, check.comparison)
    });
    let with_reference = pairs.reference.is_some();
    let rule: Option<&ReferenceRule> = with_reference.then_some(&pairs.rule);
    comparisons(rule, counted.count() as u64, with_reference)
}

/// Every comparison judged.
pub(super) fn judged<'a>(rule: &Rule<'_>, number: Number, compared: &[Compared<'a>]) -> Vec<Judged<'a>> {
    let mut judged = Vec::new();
    for (scope, pairs) in compared {
        let foreign = (!pairs.own).then_some(&pairs.rule);
        for pair in pairs.pairs.iter().filter(|pair| pair.is_judged()) {
            judged.push(one(rule, number, scope, pair, foreign));
        }
    }
    judged
}

fn one<'a>(
    rule: &Rule<'_>,
    number: Number,
    scope: &'a Scope,
    pair: &NumberPair<'a>,
    foreign: Option<&ReferenceRule>,
) -> Judged<'a> {
    let (plan, check) = (rule.plan, rule.check);
    let comparison = check.comparison;
    let untimed = number.needs_outcome() && !rule.timing_stated();
    let value = if untimed { Err(Undefined::OutcomeTimingUnstated) } else { pair.value(plan, number, comparison) };
    let found = value.and_then(|_| pair.interval(plan, number, comparison, rule.confidence.level()));
    let (verdict, reason) = match value {
        Err(reason) => (Verdict::NotAssessed, Some(reason)),
        Ok(value) if check.claim == Claim::Point => (rule.sides.by_point(comparison, None, value), None),
        Ok(_) => (rule.by_interval(found.ok().map(|found| found.interval).as_ref()), found.err()),
    };
    let detectable = found.ok().and_then(|found| detectable(rule, &found));
    let p_value = value.ok().and_then(|_| pair.tested(plan, number, comparison).test).map(|(_, p_value)| p_value);
    let everybody_known = scope.groups.iter().all(|group| !group.segment.has_missing() || group.cell.is_empty());
    let result = CheckResult {
        finding: finding_id(check.measure.id(), comparison, &pair.group.segment, foreign, None),
        verdict,
        reason: reason.map(|reason| reason.id().to_owned()),
        // The scores and values of people whose group is unknown could be placed in more ways than two.
        survives_missing: (verdict != Verdict::NotAssessed && everybody_known).then_some(true),
        interval: found.ok().map(|found| Deciding { low: found.interval.low, high: found.interval.high }),
        p_holm: None,
        detectable,
        powered: coverage::powered(rule, detectable),
        complement_ratio: None,
        must_decide: rule.must_decide(pair.group),
        equivalence: None,
        waiver: None,
        said: Said::new(""),
    };
    Judged { scope, group: pair.group, pair: None, result, p_value, value }
}

/// The gap nearest to the limit that these people would report as outside 8 times in 10: of the lower side where the limit
/// has one, else of the upper.
fn detectable(rule: &Rule<'_>, found: &NumberInterval) -> Option<f64> {
    if rule.plan.inference == Inference::Census {
        return None;
    }
    let reach = reach(rule.check.comparison, found, rule.confidence.level())?;
    let (low, high) = (rule.sides.low.map(super::limit::Side::value), rule.sides.high.map(super::limit::Side::value));
    match rule.check.comparison {
        Comparison::Value => None,
        Comparison::Difference => high.or(low).map(|limit| limit.abs() + reach),
        Comparison::Ratio => low.map(|limit| limit / reach).or(high.map(|limit| limit * reach)),
    }
}
