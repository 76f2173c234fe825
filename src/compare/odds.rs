//! What error rates say together, all rows pooled: average odds and treatment equality of every group against the
//! reference, and how far the odds of an attribute's groups lie apart at most.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::compare::{Comparison, difference};
use evenhand_metrics::draw::Source;
use evenhand_metrics::interval::{Confidence, Interval, difference_of, proportion};
use evenhand_metrics::odds::{
    AVERAGE_ODDS, EQUALISED_ODDS, SHARE_OF_ERRORS, average_odds, errors_ratio, errors_ratio_interval,
    largest_odds_difference, mean_of,
};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::summary::{EqualWorlds, Summary};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;
use xxhash_rust::xxh3::xxh3_64;

use super::compared::Compared;
use super::rate::{RatePair, RatePairs};
use super::scope::{Group, Scope, Standing};
use super::share::{Share, share_of};
use super::{dependence, describe};
use crate::document::{Finding, IntervalOut, Reference};
use crate::plan::{Basis, Inference};
use crate::segment::encoded;

/// Everything of a single attribute, given the two rates.
pub(super) fn odds(basis: &Basis, scope: &Scope, [positive, negative]: [&'static Rate; 2], out: &mut Vec<Finding>) {
    let Some(attribute) = scope.attribute() else { return };
    out.push(equalised(basis, scope, [positive, negative], attribute));
    average(basis, scope, [positive, negative], out);
    treatment(basis, scope, out);
}

/// The larger of the widest gaps in the two rates, beside what equal odds would give. An extreme has no honest interval.
fn equalised(basis: &Basis, scope: &Scope, rates: [&'static Rate; 2], attribute: &str) -> Finding {
    let [positive, negative] = rates.map(|rate| shares(basis, scope, rate));
    let known = |shares: &[Result<Share, Undefined>]| -> Vec<Result<f64, Undefined>> {
        shares.iter().map(|share| share.map(|share| share.rate)).collect()
    };
    let value = largest_odds_difference(&known(&positive), &known(&negative)).map_err(|own| {
        let reason = positive.iter().chain(&negative).find_map(|share| share.err());
        if own == Undefined::EmptyGroup { reason.unwrap_or(own) } else { own }
    });
    let stream = xxh3_64(format!("{EQUALISED_ODDS}/{attribute}").as_bytes());
    let mut source = Source::new(basis.seed, stream);
    let mut worlds = |shares: &[Result<Share, Undefined>]| {
        let tallies: Vec<Tally> = shares.iter().flatten().map(Share::effective).collect();
        EqualWorlds::draw(&tallies, &mut source).ok()
    };
    let equal = (basis.inference == Inference::Process && value.is_ok())
        .then(|| worlds(&positive).zip(worlds(&negative)))
        .flatten()
        .and_then(|(positive, negative)| positive.with_larger_difference_of(&negative));
    let people = scope.groups.iter().filter(|group| group.standing == Standing::Shown);
    Finding {
        id: format!("{EQUALISED_ODDS}/{}/{}", Summary::LargestDifference.id(), encoded(attribute)),
        attribute: Some(attribute.to_owned()),
        value: value.ok(),
        undefined: value.err().map(Into::into),
        people: Some(people.map(|group: &Group| group.cell.people()).sum()),
        under_equality: equal.map(Into::into),
        ..Finding::blank(EQUALISED_ODDS, Summary::LargestDifference)
    }
}

/// A rate of every group that is shown.
fn shares(basis: &Basis, scope: &Scope, rate: &'static Rate) -> Vec<Result<Share, Undefined>> {
    let groups = scope.groups.iter().zip(dependence::of_groups(basis, scope, rate));
    let shown = groups.filter(|(group, _)| group.standing == Standing::Shown);
    shown.map(|(group, dependence)| share_of(basis, rate, &group.cell, dependence)).collect()
}

/// The mean of the two differences of every group from its reference. A rule that picks the reference by a rate may pick
/// two groups; then there is no one reference, and no mean.
fn average(basis: &Basis, scope: &Scope, rates: [&'static Rate; 2], out: &mut Vec<Finding>) {
    let rule = scope.own_rule.clone();
    let [positive, negative] = rates.map(|rate| RatePairs::of(basis, scope, rate, &rule));
    let segment = |pairs: &RatePairs<'_>| pairs.chosen.reference.map(|reference| reference.segment.clone());
    if segment(&positive) != segment(&negative) {
        return;
    }
    for (one, other) in positive.all.iter().zip(&negative.all) {
        let is_printed = one.is_printed(Comparison::Difference);
        let value =
            |pair: &RatePair<'_>| if is_printed { pair.value(Comparison::Difference) } else { Err(Undefined::TooFew) };
        let differences = [value(one), value(other)];
        let value = average_odds(differences[0], differences[1]);
        let mut finding = describe::blank(basis, AVERAGE_ODDS, Comparison::Difference, one.group, value);
        finding.id = id(AVERAGE_ODDS, Comparison::Difference, one.group);
        finding.reference = Some(describe::reference(&positive.chosen));
        if basis.inference != Inference::Census && value.is_ok() {
            match average_interval(basis, [one, other]) {
                Some(interval) => finding.interval = Some(IntervalOut::new(interval, "mover-mean", None)),
                None => finding.no_interval = Some(Undefined::NoInterval.into()),
            }
        }
        out.push(finding);
    }
}

/// Closed only where the two differences are of different people: a person with several rows may be on both sides.
fn average_interval(basis: &Basis, pairs: [&RatePair<'_>; 2]) -> Option<Interval> {
    if basis.has_unit {
        return None;
    }
    let confidence = Confidence::normal(basis.statistics.level);
    let [one, other] = pairs.map(|pair| {
        let found = pair.interval(Comparison::Difference, &confidence).ok()?;
        Some((pair.value(Comparison::Difference).ok()?, found.interval))
    });
    mean_of(one?, other?).ok()
}

/// False negatives for each false positive, in every group and as a difference from the reference.
fn treatment(basis: &Basis, scope: &Scope, out: &mut Vec<Finding>) {
    let rate = &SHARE_OF_ERRORS;
    let dependence = dependence::of_groups(basis, scope, rate);
    let shares: Vec<Result<Share, Undefined>> = (scope.groups.iter().zip(dependence))
        .map(|(group, dependence)| match share_of(basis, rate, &group.cell, dependence) {
            _ if group.is_hidden(basis.min_cell) => Err(Undefined::TooFew),
            // Outcomes are known, and nobody was wrongly decided on.
            Err(Undefined::NoOutcome) if group.cell.count(Outcomes::KNOWN) > 0 => Err(Undefined::NoFalsePositives),
            share => share,
        })
        .collect();
    let ratio = |share: Result<Share, Undefined>| match share {
        // Whole people are divided once.
        Ok(share) if share.is_plain() && share.bottom > share.top => Ok(divided(share.top, share.bottom - share.top)),
        other => other.and_then(|share| errors_ratio(share.rate)),
    };
    let interval = |share: Result<Share, Undefined>| {
        let share = share.ok().filter(|share| share.unsure().is_none())?;
        let wanted = basis.inference.confidence(basis.statistics.level, share.effective().bottom);
        let confidence = share.confidence(&wanted);
        let share = proportion(basis.statistics.proportion, share.effective(), &confidence).ok()?;
        errors_ratio_interval(share).ok()
    };
    let with = |mut finding: Finding, found: Option<Interval>, method: &str| {
        if basis.inference != Inference::Census && finding.value.is_some() {
            finding.no_interval = found.is_none().then(|| Undefined::NoInterval.into());
            finding.interval = found.map(|found| IntervalOut::new(found, method, None));
        }
        finding
    };
    for (group, &share) in scope.groups.iter().zip(&shares) {
        let finding = describe::blank(basis, rate.id, Comparison::Value, group, ratio(share));
        let id = id(rate.id, Comparison::Value, group);
        out.push(with(Finding { id, ..finding }, interval(share), basis.statistics.proportion.id()));
    }
    let pairs = RatePairs::of(basis, scope, rate, &scope.own_rule.clone());
    let Some(reference) = pairs.chosen.reference else { return };
    let at = scope.groups.iter().position(|group| group.segment == reference.segment);
    let Some(referred) = at.map(|at| shares[at]) else { return };
    for (group, &share) in scope.groups.iter().zip(&shares).filter(|(group, _)| group.segment != reference.segment) {
        let value = difference(ratio(share), ratio(referred));
        let mut finding = describe::blank(basis, rate.id, Comparison::Difference, group, value);
        finding.id = id(rate.id, Comparison::Difference, group);
        finding.reference = Some(Reference {
            rule: (&pairs.chosen.rule).into(),
            segment: Some(reference.segment.clone()),
            passed_over: pairs.chosen.passed_over.clone(),
        });
        let both = ratio(share).ok().zip(interval(share)).zip(ratio(referred).ok().zip(interval(referred)));
        out.push(with(finding, both.and_then(|(own, other)| difference_of(own, other).ok()), "mover"));
    }
}

#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn divided(top: u64, bottom: u64) -> f64 {
    top as f64 / bottom as f64
}

/// The permanent id of a measure that is made of two rates.
fn id(measure: &str, comparison: Comparison, group: &Group) -> String {
    format!("{measure}/{}/{}", comparison.id(), group.segment.id())
}
