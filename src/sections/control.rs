//! Control limits: where many groups are held against one reference, between which ratios chance alone would carry them.

use std::collections::BTreeMap;

use evenhand_metrics::catalog::is_share;
use evenhand_metrics::control::limits;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::tally::Tally;

use crate::compare::float;
use crate::document::{ControlCurve, ControlLimits, ControlPoint, ControlledGroup, Finding, MANY_GROUPS, Statistic};
use crate::plan::Inference;
use crate::segment::Segment;

/// The levels of the curves: what 1 group in 20 and 1 in 500 lies beyond by chance.
const LEVELS: [f64; 2] = [0.95, 0.998];
/// Into how many steps the people are cut that a curve runs over, closer where there are few, as there it bends.
const STEPS: u32 = 60;

/// The control limits of every ratio of rates that many groups have to one reference; none where intervals are not for one
/// look.
#[must_use]
pub fn control_limits(inference: Inference, findings: &[Finding]) -> Vec<ControlLimits> {
    if inference != Inference::Process {
        return Vec::new();
    }
    let mut together: Vec<Vec<&Finding>> = Vec::new();
    let mut places: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| is_among_many(finding)) {
        let (Some(segment), Some(reference)) = (&finding.segment, &finding.reference) else { continue };
        let Some(to) = &reference.segment else { continue };
        let of = (finding.measure.as_str(), segment.attributes(), format!("{}/{}", reference.rule.as_str(), to.id()));
        let place = *places.entry(of).or_insert_with(|| {
            together.push(Vec::new());
            together.len() - 1
        });
        // A place is that of a list that was begun.
        together[place].push(finding);
    }
    let many = together.iter().filter(|groups| groups.len() > MANY_GROUPS);
    many.filter_map(|groups| of_groups(groups)).collect()
}

/// What a group among many is: the ratio of a share, all campaigns and strata together, of people with a value.
fn is_among_many(finding: &Finding) -> bool {
    finding.comparison == Statistic::Ratio
        && finding.campaign.is_none()
        && finding.within.is_none()
        && finding.value.is_some()
        && finding.bottom.is_some()
        && !finding.segment.as_ref().is_some_and(Segment::has_missing)
        && is_share(&finding.measure)
}

/// `None` where nobody, or everybody, of the reference has the rate.
fn of_groups(findings: &[&Finding]) -> Option<ControlLimits> {
    let first = findings.first()?;
    let reference = reference(first)?;
    let at = |level: f64, people: f64| limits(people, reference, &Confidence::normal(level)).ok();
    let people = |finding: &Finding| {
        let deff = finding.interval.as_ref().and_then(|found| found.deff).unwrap_or(1.0);
        Some(float(finding.bottom?) / deff)
    };
    let group = |finding: &&Finding| {
        let (people, ratio) = (people(finding)?, finding.value?);
        let is_beyond = |level: &f64| at(*level, people).is_some_and(|found| ratio < found.low || ratio > found.high);
        let beyond = LEVELS.into_iter().rev().find(is_beyond);
        Some(ControlledGroup { finding: finding.id.clone(), people, beyond })
    };
    let groups: Vec<ControlledGroup> = findings.iter().filter_map(group).collect();
    let most = groups.iter().map(|group| group.people).fold(0.0, f64::max);
    let least = groups.iter().map(|group| group.people).fold(f64::INFINITY, f64::min);
    let places = || (0..=STEPS).map(|step| least + (most - least) * (f64::from(step) / f64::from(STEPS)).powi(2));
    let curve = |level: f64| {
        let point =
            |people: f64| at(level, people).map(|found| ControlPoint { people, low: found.low, high: found.high });
        Some(ControlCurve { level, points: places().map(point).collect::<Option<_>>()? })
    };
    Some(ControlLimits {
        measure: first.measure.clone(),
        attributes: first.segment.as_ref()?.attributes(),
        reference: first.reference.clone()?,
        curves: LEVELS.into_iter().map(curve).collect::<Option<_>>()?,
        groups,
    })
}

/// The rate of the reference, and how many people it is of.
fn reference(finding: &Finding) -> Option<Tally> {
    let people = float(finding.reference_bottom?);
    let rate = match finding.weighted {
        Some(weighted) => Tally::new(weighted.reference_top?, weighted.reference_bottom?).rate()?,
        None => Tally::new(float(finding.reference_top?), people).rate()?,
    };
    Some(Tally::new(rate * people, people))
}

#[cfg(test)]
mod tests {
    use evenhand_metrics::catalog::SELECTION_RATE;
    use evenhand_metrics::compare::Comparison;

    use super::*;
    use crate::document::{Reference, ReferenceKind};

    /// `n` groups of 100 people with this ratio to a reference of which 80 of 400 were selected.
    fn groups(n: usize, ratio: f64) -> Vec<Finding> {
        let segment = |at: usize| Segment::of("area", Some(&format!("{at}")));
        let one = |at: usize| Finding {
            id: format!("{at}"),
            segment: Some(segment(at)),
            reference: Some(Reference {
                rule: ReferenceKind::Largest.into(),
                segment: Some(segment(1000)),
                passed_over: Vec::new(),
            }),
            value: Some(ratio),
            bottom: Some(100 + at as u64),
            reference_top: Some(80),
            reference_bottom: Some(400),
            ..Finding::blank(SELECTION_RATE.id, Comparison::Ratio)
        };
        (0..n).map(one).collect()
    }

    /// Of 100 people the limits are e^±0.438261 at 95 % (p = 0.2, n₀ = 400) and e^±0.690997 at 99.8 %: 0.645157 and 0.501076.
    #[test]
    fn many_groups_have_limits_and_say_which_they_lie_beyond() {
        let beyond = |ratio: f64| {
            let found = control_limits(Inference::Process, &groups(MANY_GROUPS + 1, ratio));
            assert_eq!((found.len(), found[0].groups.len(), found[0].curves.len()), (1, MANY_GROUPS + 1, 2));
            let point = found[0].curves[0].points[0];
            assert!((point.people - 100.0).abs() < 1e-9 && (point.low - 0.645_157).abs() < 1e-6);
            assert!((found[0].curves[1].points[0].low - 0.501_076).abs() < 1e-6);
            found[0].groups[0].beyond
        };
        assert_eq!([0.9, 0.6, 0.4, 1.7].map(beyond), [None, Some(0.95), Some(0.998), Some(0.95)]);
    }

    #[test]
    fn few_groups_and_looks_that_are_many_have_none() {
        assert!(control_limits(Inference::Process, &groups(MANY_GROUPS, 0.5)).is_empty());
        assert!(control_limits(Inference::Census, &groups(50, 0.5)).is_empty());
        assert!(control_limits(Inference::Monitoring { tuned_for: 100 }, &groups(50, 0.5)).is_empty());
    }
}
