//! Turns values and pairs into the findings of the document: estimate, nominal interval, people, test of equality.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::{Confidence, proportion};
use evenhand_metrics::undefined::Undefined;

use super::dependence;
use super::infer::{detectable_from_equality, pair_interval, pair_test};
use super::pair::{Pair, Pairs, finding_id};
use super::scope::{Group, Scope, Standing};
use super::share::{Share, share_of};
use crate::document::{Finding, IntervalOut, Reference, Weighted};
use crate::plan::{Basis, Inference};

/// The rate of every group, the reference included.
pub(super) fn values(basis: &Basis, scope: &Scope, rate: &Rate, out: &mut Vec<Finding>) {
    for (group, dependence) in scope.groups.iter().zip(dependence::of_groups(basis, scope, rate)) {
        let share = match group.standing {
            Standing::Hidden => Err(Undefined::TooFew),
            _ => share_of(basis, rate, &group.cell, dependence),
        };
        let method = basis.statistics.proportion;
        let interval = share.ok().filter(|_| basis.inference != Inference::Census).and_then(|share| {
            let wanted = basis.inference.confidence(basis.statistics.level, share.effective().bottom);
            let confidence = share.confidence(&wanted);
            let sure = dependence.unknown().is_none();
            let interval = proportion(method, share.effective(), &confidence).ok().filter(|_| sure)?;
            Some(IntervalOut::new(interval, method.id(), deff(&share)).of_units(None, dependence.degrees()))
        });
        let mut finding = blank(basis, scope, rate.id, Comparison::Value, group, share.map(|share| share.rate));
        finding.id = finding_id(rate.id, Comparison::Value, &group.segment, None, scope.campaign.as_deref());
        finding.interval = interval;
        finding.people_effective = share.ok().and(dependence.people());
        finding.no_interval = share.ok().and(dependence.unknown()).map(Into::into);
        count(&mut finding, share, None);
        out.push(finding);
    }
}

/// Every pair under one comparison.
pub(super) fn pairs(
    basis: &Basis,
    scope: &Scope,
    rate: &Rate,
    comparison: Comparison,
    pairs: &Pairs<'_>,
    out: &mut Vec<Finding>,
) {
    let foreign = (!pairs.own).then_some(&pairs.rule);
    for pair in &pairs.pairs {
        let printed = pair.is_printed();
        let value = if printed { pair.value(comparison) } else { Err(Undefined::TooFew) };
        let mut finding = blank(basis, scope, rate.id, comparison, pair.group, value);
        finding.id = finding_id(rate.id, comparison, &pair.group.segment, foreign, scope.campaign.as_deref());
        finding.reference = Some(Reference {
            rule: (&pairs.rule).into(),
            segment: pairs.reference.map(|reference| reference.segment.clone()),
            passed_over: pairs.passed_over.clone(),
        });
        if printed {
            count(&mut finding, pair.a, pair.a.ok().and(pair.shown.ok()));
            finding.people_effective = pair.a.ok().and_then(|share| share.dependence.people());
        }
        if basis.inference != Inference::Census && printed {
            infer(basis, comparison, pair, &mut finding);
        }
        out.push(finding);
    }
}

fn infer(basis: &Basis, comparison: Comparison, pair: &Pair<'_>, finding: &mut Finding) {
    let confidence = Confidence::normal(basis.statistics.level);
    finding.no_interval = pair.unsure().filter(|_| finding.value.is_some()).map(Into::into);
    let Some((method, interval)) = pair_interval(comparison, pair, &confidence) else { return };
    let joint = pair.joint(comparison);
    let found = IntervalOut::new(interval, method, pair.a.ok().and_then(|share| deff(&share)));
    finding.interval = Some(found.of_units(joint.map(|joint| joint.factor), joint.map(|joint| joint.degrees)));
    // A test is one look; what is looked at again and again has none.
    if let Some((test, p_value)) = pair_test(pair).filter(|_| basis.inference == Inference::Process) {
        finding.test = Some(test.to_owned());
        finding.p_value = Some(p_value);
    }
    finding.detectable = detectable_from_equality(comparison, pair);
}

/// A finding with everything but its id, interval, reference and test.
pub(super) fn blank(
    basis: &Basis,
    scope: &Scope,
    measure: &str,
    comparison: Comparison,
    group: &Group,
    value: Result<f64, Undefined>,
) -> Finding {
    let hidden = group.is_hidden(basis.min_cell);
    Finding {
        segment: Some(group.segment.clone()),
        campaign: scope.campaign.clone(),
        value: value.ok(),
        undefined: value.err().map(Into::into),
        people: (!hidden).then(|| group.cell.people()),
        people_below: hidden.then_some(basis.min_cell),
        ..Finding::blank(measure, comparison)
    }
}

/// Fills in the people and weights behind a finding.
fn count(finding: &mut Finding, share: Result<Share, Undefined>, reference: Option<Share>) {
    let Ok(share) = share else { return };
    finding.top = Some(share.top);
    finding.bottom = Some(share.bottom);
    finding.reference_top = reference.map(|reference| reference.top);
    finding.reference_bottom = reference.map(|reference| reference.bottom);
    finding.weighted = share.weights.map(|sums| Weighted {
        top: sums.top,
        bottom: sums.bottom,
        reference_top: reference.and_then(|reference| Some(reference.weights?.top)),
        reference_bottom: reference.and_then(|reference| Some(reference.weights?.bottom)),
    });
}

/// The design effect as documents show it: not at all for independent people of equal weight.
fn deff(share: &Share) -> Option<f64> {
    (!share.is_independent()).then_some(share.deff)
}
