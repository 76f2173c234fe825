//! Judging measures of scores and values: the same limits, families, claims and verdicts as rates have, on intervals of
//! their own. Where none exists the estimate may decide, if the check claims no more than that.

use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::undefined::Undefined;

use super::coverage;
use super::family::Part;
use super::rule::{Intervals, Judged, Rule};
use crate::document::Verdict;
use crate::findings::{Number, NumberInterval, NumberPair, NumberPairs, Numbers, Scope, finding_id};
use crate::plan::{Basis, Check};

/// A scope with the pairs that a check judges in it.
pub(super) type Compared<'a> = (&'a Scope, NumberPairs<'a>);

/// The pairs of every scope that has numbers: under the check's reference, or each group alone.
pub(super) fn compared<'a>(
    basis: Basis,
    check: &Check,
    number: Number,
    scopes: &[(usize, &'a Scope)],
    numbers: &'a Numbers,
) -> Vec<Compared<'a>> {
    let alone = check.comparison == Comparison::Value && !check.measure.is_comparison();
    let of = |(place, scope): &(usize, &'a Scope)| {
        let table = numbers.at(*place)?;
        if alone {
            return Some((*scope, NumberPairs::alone(&basis, scope, table, number)));
        }
        let rule = check.reference.clone().unwrap_or_else(|| scope.own_rule.clone());
        Some((*scope, NumberPairs::of(&basis, scope, table, number, &rule)))
    };
    scopes.iter().filter_map(of).collect()
}

/// What a scope adds to the family: the comparisons of which both sides hold people the measure looks at.
pub(super) fn family_part(check: &Check, pairs: &NumberPairs<'_>) -> Part {
    let compared = pairs.pairs.iter().filter(|pair| pair.is_judged() && pair.has_people(check.comparison));
    let rule: Option<&ReferenceRule> = pairs.reference.is_some().then_some(&pairs.rule);
    Part::of(rule, compared.map(|pair| pair.group), pairs.reference)
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
    let check = rule.check;
    let comparison = check.comparison;
    let untimed = number.needs_outcome() && !rule.timing_stated();
    let value = if untimed { Err(Undefined::OutcomeTimingUnstated) } else { pair.value(comparison) };
    let confidence = rule.confidence(pair.group);
    let at = |confidence: &Confidence| value.and_then(|_| pair.interval(comparison, confidence.level()));
    let found = at(&confidence);
    let interval = |found: Result<NumberInterval, Undefined>| found.ok().map(|found| found.interval);
    let intervals = Intervals { family: interval(found), nominal: interval(at(&rule.levels.nominal)) };
    let stand =
        rule.decide(value, intervals, found.err(), |value| (rule.sides.by_point(comparison, None, value), None));
    let printed = pair.is_printed(comparison);
    let finding = finding_id(check.measure.id(), comparison, &pair.group.segment, foreign, None);
    let mut result = rule.result(finding, &stand, pair.group, printed);
    let reach = |side: Option<coverage::OfLimit>| pair.detectable(comparison, confidence.level(), side?);
    if stand.decided_by.is_some() {
        result.powered = coverage::powered(rule, || reach(coverage::lower(rule)));
    }
    if printed {
        result.detectable = reach(coverage::side(rule, value));
    }
    // The scores and values of people whose group is unknown could be placed in more ways than two.
    let everybody_known = scope.groups.iter().all(|group| !group.segment.has_missing() || group.cell.is_empty());
    result.survives_missing = (stand.verdict != Verdict::NotAssessed && everybody_known).then_some(true);
    let p_value = value.ok().and_then(|_| pair.tested(comparison).test).map(|(_, p_value)| p_value);
    Judged { scope, group: pair.group, pair: None, result, p_value, value, printed }
}
