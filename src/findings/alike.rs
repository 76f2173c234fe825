//! The findings that checks within a stratum judge: the comparison of people alike in it, with its nominal interval.

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::strata;
use evenhand_metrics::undefined::Undefined;

use super::conditional::{within, within_id};
use super::pair::{Pairs, finding_id};
use super::scope::Scope;
use super::split::{Split, deff_of, tallies};
use crate::document::{Finding, IntervalOut, Reference};
use crate::plan::{Inference, Plan};

/// One finding per comparison that some check within a stratum judges.
#[must_use]
pub fn alike(plan: &Plan, cube: &Cube, scopes: &[Scope]) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::new();
    for check in &plan.checks {
        let Some(stratum) = check.within.map(|stratum| &plan.attributes[stratum]) else { continue };
        let Measure::Rate(rate) = check.measure else { continue };
        let concerned = scopes.iter().filter(|scope| scope.campaign.is_none() && check.attributes.contains(&scope.set));
        for scope in concerned {
            let Some(split) = Split::of(cube, scope, &[&stratum.name]) else { continue };
            let rule = check.reference.clone().unwrap_or_else(|| scope.own_rule.clone());
            let pairs = Pairs::of(&plan.basis(), scope, rate, &rule);
            let foreign = (!pairs.own).then_some(&pairs.rule);
            for pair in &pairs.pairs {
                let segment = &pair.group.segment;
                let id = finding_id(rate.id, check.comparison, segment, foreign, None) + &within_id(stratum);
                if out.iter().any(|finding| finding.id == id) {
                    continue;
                }
                let hidden = pair.group.is_hidden(plan.privacy.min_cell);
                let printed = pair.is_printed();
                let (own, other) = split.sides(pair);
                let strata = tallies(rate, deff_of(pair), &own, &other);
                let confidence = pair.confidence(check.comparison, &Confidence::normal(plan.statistics.level));
                let found = within(&strata, check.comparison, &confidence);
                let value = if printed { found.value } else { Err(Undefined::TooFew) };
                let can = value.is_ok() && plan.inference != Inference::Census && pair.unsure().is_none();
                let interval = found.interval.ok().filter(|_| can);
                let deff = deff_of(pair);
                let one_look = plan.inference == Inference::Process;
                let tested = strata::association(&strata).ok().filter(|_| interval.is_some() && one_look);
                let tested = tested.map(|found| found.by(&confidence));
                let a = pair.a.ok().filter(|_| printed);
                let b = a.and(pair.shown.ok());
                out.push(Finding {
                    id,
                    segment: Some(segment.clone()),
                    within: Some(stratum.name.clone()),
                    reference: Some(Reference {
                        rule: (&pairs.rule).into(),
                        segment: pairs.reference.map(|reference| reference.segment.clone()),
                        passed_over: pairs.passed_over.clone(),
                    }),
                    value: value.ok(),
                    undefined: value.err().map(Into::into),
                    interval: interval
                        .map(|interval| IntervalOut::new(interval, found.method, (deff > 1.0).then_some(deff))),
                    people: (!hidden).then(|| pair.group.cell.people()),
                    people_below: hidden.then_some(plan.privacy.min_cell),
                    top: a.map(|share| share.top),
                    bottom: a.map(|share| share.bottom),
                    reference_top: b.map(|share| share.top),
                    reference_bottom: b.map(|share| share.bottom),
                    test: tested.map(|_| "cochran-mantel-haenszel".to_owned()),
                    p_value: tested.map(|found| found.plain.p_value),
                    ..Finding::blank(rate.id, check.comparison)
                });
            }
        }
    }
    out
}
