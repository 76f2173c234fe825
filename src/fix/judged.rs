//! A rule judged on people whom it was not fitted to: rates and ratios before and after, and whether each group came closer
//! to the reference, beyond chance.

use evenhand_metrics::catalog;
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Interval, proportion, ratio};
use evenhand_metrics::paired::{Moments, closer};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::people::Halves;
use super::rule::Shift;
use super::terms::whole;
use super::terms::{Fitted, Terms};
use crate::compare::{Dependence, Scope, confidence, dependence_of_groups, shared_people};
use crate::document::{Division, Estimate, JudgedGroup, JudgedOut};
use crate::plan::{Basis, Inference};
use crate::segment::Segment;

/// How people were divided.
pub(super) struct Split {
    /// How.
    pub(super) how: Division,
    /// People that a rule was fitted to.
    pub(super) fitted_on: u64,
    /// People that it is judged on.
    pub(super) judged_on: u64,
}

/// What a rule, fitted to one half, does on the other; `None` without a reference, and for measures that decisions alone do
/// not settle.
pub(super) fn judged(terms: &Terms<'_>, scope: &Scope, halves: &Halves, fitted: &Fitted) -> Option<JudgedOut> {
    let worth = terms.worth.table(&terms.plan.fixing, &halves.whole);
    let shifts = fitted.rule.shifts(&halves.judged, &worth, terms.among()?);
    let how = if halves.by_unit { Division::Units } else { Division::Drawn };
    let split = Split { how, fitted_on: halves.fitted.everybody(), judged_on: halves.judged.everybody() };
    of_shifts(terms, scope, &shifts, &split)
}

/// What happened to people before and after.
pub(super) fn of_shifts(terms: &Terms<'_>, scope: &Scope, shifts: &[Shift], split: &Split) -> Option<JudgedOut> {
    let reference = terms.against()?;
    let rate = catalog::rate(terms.target.check.measure.id())?;
    let (basis, halved) = (terms.plan.basis(), split.fitted_on > 0);
    let dependence = dependence_of_groups(&basis, scope, rate);
    let of = |segment: &Segment| {
        let place = scope.groups.iter().position(|group| group.segment == *segment);
        place.and_then(|place| dependence.get(place)).copied().unwrap_or_default()
    };
    let sides: Vec<Side> = terms
        .groups
        .segments
        .iter()
        .zip(shifts)
        .map(|(segment, shift)| Side { segment, shift: *shift, dependence: of(segment), halved })
        .collect();
    // Every group but the reference is judged, and all of them together at the level of the plan.
    let level = level_each(Correction::Sidak, basis.statistics.level, sides.len().saturating_sub(1));
    let others = (0..sides.len()).filter(|place| *place != reference);
    let groups: Vec<JudgedGroup> = others.map(|place| group(&basis, &sides[place], &sides[reference], level)).collect();
    let outside = groups.iter().filter(|group| terms.target.outside.contains(&group.segment));
    let claims: Option<Vec<bool>> = outside.map(|group| group.closer).collect();
    Some(JudgedOut {
        split: split.how.into(),
        fitted_on: split.fitted_on,
        judged_on: split.judged_on,
        groups: groups.iter().cloned().map(|group| shown(group, basis.min_cell)).collect(),
        closer: claims.filter(|claims| !claims.is_empty()).map(|claims| claims.iter().all(|closer| *closer)),
    })
}

/// The group as it may be shown: of too few people judged, none of their numbers.
fn shown(group: JudgedGroup, min_cell: u64) -> JudgedGroup {
    if group.people.is_none_or(|people| people >= min_cell) {
        return group;
    }
    let none = || Estimate::none(Undefined::TooFew);
    JudgedGroup {
        people: None,
        people_below: Some(min_cell),
        before: none(),
        after: none(),
        ratio_before: none(),
        ratio_after: none(),
        narrower: none(),
        closer: None,
        ..group
    }
}

struct Side<'a> {
    segment: &'a Segment,
    shift: Shift,
    dependence: Dependence,
    /// Whether half of the people are judged on, or all.
    halved: bool,
}

impl Side<'_> {
    fn tally(&self, top: f64) -> Tally {
        Tally::new(top, self.shift.people()).over(self.deff())
    }

    fn deff(&self) -> f64 {
        if let Dependence::Folds { deff, .. } = self.dependence { deff } else { 1.0 }
    }

    fn moments(&self) -> Moments {
        let Shift { neither, gained, lost, both, .. } = self.shift;
        Moments::of_counts([neither, gained, lost, both]).over(self.deff())
    }

    /// The degrees of freedom of the people that are judged on.
    fn degrees(&self) -> Option<f64> {
        let part = if self.halved { 2.0 } else { 1.0 };
        self.dependence.degrees().map(|degrees| degrees / part)
    }
}

/// Whether what a fix does is another thing at every look: where audits are made again and again, a rule fitted to half of
/// the people so far changes with them. Decisions that were made elsewhere do not.
pub(super) const fn changes_by_look(basis: &Basis, is_fitted: bool) -> bool {
    is_fitted && matches!(basis.inference, Inference::Monitoring { .. })
}

fn group(basis: &Basis, own: &Side<'_>, other: &Side<'_>, level: f64) -> JudgedGroup {
    let degrees = own.degrees().into_iter().chain(other.degrees()).reduce(f64::min);
    let people = shared_people(own.tally(0.0).bottom, other.tally(0.0).bottom);
    let confidence = |level: f64| confidence(degrees, &basis.inference.confidence(level, people));
    let nominal = confidence(basis.statistics.level);
    let unsure = own.dependence.unknown().or_else(|| other.dependence.unknown());
    // A rule fitted anew at every look is another each time: nothing holds of all of them together.
    let of_rule = unsure.or_else(|| changes_by_look(basis, own.halved).then_some(Undefined::NoInterval));
    let deff = |side: &Side<'_>| Some(side.deff()).filter(|deff| *deff > 1.0);
    let estimate = |value: Result<f64, Undefined>,
                    interval: Result<Interval, Undefined>,
                    method: &str,
                    unsure: Option<Undefined>| {
        Estimate::under(basis.inference, value, unsure.map_or(interval, Err), method, deff(own))
    };
    let rate = |top: f64, unsure: Option<Undefined>| {
        let tally = own.tally(top);
        let method = basis.statistics.proportion;
        let value = tally.rate().ok_or(Undefined::EmptyGroup);
        estimate(value, proportion(method, tally, &nominal), method.id(), unsure)
    };
    let compared = |top: f64, base: f64, unsure: Option<Undefined>| {
        let (a, b) = (own.tally(top), other.tally(base));
        let method = basis.statistics.ratio;
        let value = match (a.rate(), b.rate()) {
            (Some(own), Some(base)) if base > 0.0 => Some(own / base),
            _ => None,
        };
        estimate(value.ok_or(Undefined::ReferenceZero), ratio(method, a, b, &nominal), method.id(), unsure)
    };
    let found = closer(own.moments(), other.moments(), &confidence(level));
    let narrower = match &found {
        Ok(found) => {
            let value = found.gap_before.abs() - found.gap_after.abs();
            // Where the gap now lies the other way, the change of the signed gap is not how much narrower it is.
            let same_way = found.gap_before * found.gap_after >= 0.0;
            let change = found.gap.interval;
            let interval = match (change.low, change.high) {
                (Some(low), Some(high)) if same_way && found.gap_before > 0.0 => {
                    Ok(Interval::bounded(-high, -low, change.level))
                }
                (Some(_), Some(_)) if same_way => Ok(change),
                _ => Err(Undefined::NoInterval),
            };
            estimate(Ok(value), interval, "agresti-min", of_rule)
        }
        Err(reason) => Estimate::none(*reason),
    };
    let claim = found.ok().filter(|_| of_rule.is_none() && basis.inference != Inference::Census);
    let people = whole(own.shift.people());
    if people < basis.min_cell {
        // A group that may be shown can be too small to be shown by half.
        let none = || Estimate::none(Undefined::TooFew);
        return JudgedGroup {
            segment: own.segment.clone(),
            reference: other.segment.clone(),
            people: None,
            people_below: Some(basis.min_cell),
            before: none(),
            after: none(),
            ratio_before: none(),
            ratio_after: none(),
            narrower: none(),
            closer: None,
        };
    }
    JudgedGroup {
        segment: own.segment.clone(),
        reference: other.segment.clone(),
        people: Some(people),
        people_below: None,
        before: rate(own.shift.before(), unsure),
        after: rate(own.shift.after(), of_rule),
        ratio_before: compared(own.shift.before(), other.shift.before(), unsure),
        ratio_after: compared(own.shift.after(), other.shift.after(), of_rule),
        narrower,
        closer: claim.map(|found| found.closer),
    }
}
