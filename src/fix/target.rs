//! What a fix is for: the attribute whose groups are furthest outside a limit, the check that says so, and the groups that a
//! fix may treat.

use crate::compare::{Scope, Standing};
use crate::document::{Audit, Finding, Statistic, Verdict};
use crate::plan::{Check, CubeSpec, Plan, Severity};
use crate::segment::Segment;

/// What a fix is for.
#[derive(Debug)]
pub(super) struct Target<'a> {
    /// The attributes whose groups are brought together.
    pub(super) set: Vec<usize>,
    /// The check that is outside.
    pub(super) check: &'a Check,
    /// The group that others are compared with; `None` where it is no group (`rest`, `everyone`).
    pub(super) reference: Option<Segment>,
    /// The groups that are outside.
    pub(super) outside: Vec<Segment>,
}

/// The comparison furthest outside, among the attributes that the plan names or all of them: failing checks first, then
/// those that only warn. `None` where nothing is outside.
pub(super) fn target<'a>(plan: &'a Plan, audit: &Audit) -> Option<Target<'a>> {
    let mut worst: Option<(bool, f64, &'a Check, Vec<usize>, &Finding)> = None;
    for (check, judged) in plan.checks.iter().zip(&audit.checks) {
        let outside = judged.results.iter().filter(|result| result.verdict == Verdict::Outside);
        for finding in outside.filter_map(|result| audit.finding(&result.finding)) {
            let Some(set) = finding.segment.as_ref().and_then(|segment| set_of(plan, segment)) else { continue };
            if plan.fixing.attributes.as_ref().is_some_and(|wanted| *wanted != set) {
                continue;
            }
            let rank = (check.severity == Severity::Error, distance(finding));
            if worst.as_ref().is_none_or(|(error, far, ..)| rank > (*error, *far)) {
                worst = Some((rank.0, rank.1, check, set, finding));
            }
        }
    }
    let (_, _, check, set, finding) = worst?;
    let reference = finding.reference.as_ref().and_then(|reference| reference.segment.clone());
    let judged = audit.checks.iter().find(|judged| judged.id == check.id)?;
    let outside = judged.results.iter().filter(|result| result.verdict == Verdict::Outside);
    let segments = outside.filter_map(|result| audit.finding(&result.finding)?.segment.clone());
    let mut outside: Vec<Segment> = segments.filter(|segment| set_of(plan, segment).as_ref() == Some(&set)).collect();
    outside.dedup();
    Some(Target { set, check, reference, outside })
}

/// Whether a check compares the groups of these attributes.
pub(super) fn is_judged(spec: &CubeSpec, audit: &Audit, set: &[usize]) -> bool {
    let results = audit.checks.iter().flat_map(|check| &check.results);
    let mut segments = results.filter_map(|result| audit.finding(&result.finding)?.segment.as_ref());
    segments.any(|segment| set_of(spec, segment).is_some_and(|own| own == set))
}

/// The attributes of a segment, as indices.
fn set_of(spec: &CubeSpec, segment: &Segment) -> Option<Vec<usize>> {
    let index = |name: &String| spec.attributes.iter().position(|attribute| attribute.name == *name);
    segment.0.iter().map(|(name, _)| index(name)).collect()
}

/// How far a comparison is from equality, on a scale that ratios and differences share: the gap as a share of the larger
/// of the two numbers. A ratio that is undefined and yet outside is one to nobody selected. Of a group too small to show
/// nothing is known here, and nothing could be done for it.
fn distance(finding: &Finding) -> f64 {
    match (finding.comparison.known(), finding.value) {
        (Some(Statistic::Ratio), None) if finding.people_below.is_none() => 1.0,
        (Some(Statistic::Ratio), Some(ratio)) if ratio > 0.0 => 1.0 - ratio.min(1.0 / ratio),
        (Some(Statistic::Ratio), Some(_)) => 1.0,
        (_, Some(value)) => value.abs(),
        (_, None) => 0.0,
    }
}

/// The groups that a fix may treat, by the codes of rows. Groups too small to be shown, and people without a value, keep
/// what they have: nothing about them could be fitted or judged.
#[derive(Debug, Clone)]
pub(super) struct Groups {
    /// The attributes, as indices.
    pub(super) set: Vec<usize>,
    /// The groups.
    pub(super) segments: Vec<Segment>,
    /// Their people.
    pub(super) people: Vec<u64>,
    /// How many labels each attribute has, the missing value included.
    sizes: Vec<usize>,
    /// The group of each combination of codes.
    places: Vec<Option<u32>>,
}

impl Groups {
    /// Those of a scope; `labels` are the labels of each attribute of the plan, in the order of the codes of rows.
    pub(super) fn of(min_cell: u64, scope: &Scope, labels: &[&[String]]) -> Self {
        let shown = scope
            .groups
            .iter()
            .filter(|group| group.standing == Standing::Shown && !group.is_hidden(min_cell) && group.cell.people() > 0);
        let (segments, people): (Vec<Segment>, Vec<u64>) =
            shown.map(|group| (group.segment.clone(), group.cell.people())).unzip();
        let sizes: Vec<usize> = scope.set.iter().map(|attribute| labels[*attribute].len() + 1).collect();
        let mut places = vec![None; sizes.iter().product()];
        for (group, segment) in (0_u32..).zip(&segments) {
            let code = |(attribute, (_, label)): (&usize, &(String, Option<String>))| {
                let label = label.as_ref()?;
                Some(labels[*attribute].iter().position(|known| known == label)? + 1)
            };
            let codes: Option<Vec<usize>> = scope.set.iter().zip(&segment.0).map(code).collect();
            if let Some(codes) = codes {
                places[flat(&sizes, codes.into_iter())] = Some(group);
            }
        }
        Self { set: scope.set.clone(), segments, people, sizes, places }
    }

    /// The group of a row; `None` for people whom the fix does not treat.
    pub(super) fn of_row(&self, attributes: &[&[u32]], row: usize) -> Option<usize> {
        let codes = self.set.iter().map(|attribute| attributes[*attribute][row] as usize);
        self.places[flat(&self.sizes, codes)].map(|group| group as usize)
    }

    /// The group with these labels.
    pub(super) fn of_labels(&self, labels: &[&str]) -> Option<usize> {
        let same = |known: &Segment| known.0.iter().zip(labels).all(|((_, label), own)| label.as_deref() == Some(own));
        self.segments.iter().position(same)
    }

    /// The number of each group among combinations of the codes of the same attributes.
    pub(super) fn combinations(&self, places: &super::weigh::Places) -> Vec<usize> {
        let place = |group: usize| (0..places.len()).find(|place| self.places[*place] == u32::try_from(group).ok());
        (0..self.len()).map(|group| place(group).unwrap_or(0)).collect()
    }

    /// The place of a group.
    pub(super) fn place(&self, segment: &Segment) -> Option<usize> {
        self.segments.iter().position(|known| known == segment)
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.segments.len()
    }
}

fn flat(sizes: &[usize], codes: impl Iterator<Item = usize>) -> usize {
    sizes.iter().zip(codes).fold(0, |place, (size, code)| place * size + code)
}
