//! Turns measures of scores and values into the findings of the document.

use crate::plan::Role;
use evenhand_metrics::catalog::{Measure, SCORES, VALUES};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::undefined::Undefined;

use super::measured::Number;
use super::pairs::{NumberPair, NumberPairs};
use super::table::{Numbers, Table};
use crate::document::{Finding, IntervalOut, Reference};
use crate::findings::pair::finding_id;
use crate::findings::scope::Scope;
use crate::plan::{Inference, Plan};

/// Every finding of scores and values that the plan's columns allow: each group by itself and against its reference.
#[must_use]
pub fn of_numbers(plan: &Plan, scopes: &[Scope], numbers: &Numbers) -> Vec<Finding> {
    let mut out = Vec::new();
    for (place, scope) in scopes.iter().enumerate() {
        let Some(table) = numbers.at(place) else { continue };
        for number in measures(plan) {
            of_scope(plan, scope, table, number, &mut out);
        }
    }
    out
}

/// The measures that the plan's columns allow.
pub(in crate::findings) fn measures(plan: &Plan) -> impl Iterator<Item = Number> {
    let (score, value) = (plan.columns.score.is_some(), plan.columns[Role::Value].is_some());
    let outcome = plan.columns.outcome.is_some();
    let scores = SCORES.iter().copied().filter(move |measure| score && (outcome || !measure.needs.outcome));
    let values = VALUES.iter().copied().filter(move |_| value);
    scores.map(Number::Score).chain(values.map(Number::Value))
}

fn of_scope(plan: &Plan, scope: &Scope, table: &Table, number: Number, out: &mut Vec<Finding>) {
    let measure = number.measure();
    if !measure.is_comparison() {
        let alone = NumberPairs::alone(&plan.basis(), scope, table, number);
        out.extend(alone.pairs.iter().map(|pair| finding(plan, number, Comparison::Value, pair, &alone)));
    }
    for rule in references(plan, scope, measure) {
        let pairs = NumberPairs::of(&plan.basis(), scope, table, number, &rule);
        for comparison in measure.comparisons() {
            if *comparison != Comparison::Value || measure.is_comparison() {
                out.extend(pairs.pairs.iter().map(|pair| finding(plan, number, *comparison, pair, &pairs)));
            }
        }
    }
}

/// The references that a scope is compared with: its own, then those that a check of this measure names instead.
fn references(plan: &Plan, scope: &Scope, measure: Measure) -> Vec<ReferenceRule> {
    let mut rules = vec![scope.own_rule.clone()];
    for check in &plan.checks {
        let concerned = check.measure.id() == measure.id() && check.attributes.contains(&scope.set);
        if let Some(rule) = check.reference.as_ref().filter(|rule| concerned && !rules.contains(rule)) {
            rules.push(rule.clone());
        }
    }
    rules
}

fn finding(
    plan: &Plan,
    number: Number,
    comparison: Comparison,
    pair: &NumberPair<'_>,
    pairs: &NumberPairs<'_>,
) -> Finding {
    let measure = number.measure();
    let alone = comparison == Comparison::Value && !measure.is_comparison();
    let hidden = pair.group.is_hidden(plan.privacy.min_cell);
    let printed = pair.is_printed(comparison);
    let value = if printed { pair.value(comparison) } else { Err(Undefined::TooFew) };
    let foreign = (!pairs.own).then_some(&pairs.rule);
    let people = pair.people(comparison);
    let mut finding = Finding {
        id: finding_id(measure.id(), comparison, &pair.group.segment, foreign, None),
        segment: Some(pair.group.segment.clone()),
        value: value.ok(),
        undefined: value.err().map(Into::into),
        people: (!hidden).then(|| pair.group.cell.people()),
        people_below: hidden.then_some(plan.privacy.min_cell),
        top: people.top,
        bottom: people.bottom,
        reference_top: people.reference_top,
        reference_bottom: people.reference_bottom,
        reference: (!alone).then(|| Reference {
            rule: (&pairs.rule).into(),
            segment: pairs.reference.map(|reference| reference.segment.clone()),
            passed_over: pairs.passed_over.clone(),
        }),
        ..Finding::blank(measure.id(), comparison)
    };
    if value.is_err() || plan.inference == Inference::Census {
        return finding;
    }
    match pair.interval(comparison, plan.statistics.level) {
        Ok(found) => {
            finding.interval = Some(IntervalOut::new(found.interval, found.method, found.deff));
            finding.detectable = pair.detectable_from_equality(comparison, plan.statistics.level);
        }
        Err(reason) => finding.no_interval = Some(reason.into()),
    }
    let tested = pair.tested(comparison);
    finding.test = tested.test.map(|(test, _)| test.to_owned());
    finding.p_value = tested.test.map(|(_, p_value)| p_value);
    finding.under_equality = tested.under_equality;
    finding
}
