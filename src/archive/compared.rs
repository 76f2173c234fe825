//! Audits of an archive held beside each other: two, result by result, and one result through time. Whether they asked the same
//! is said first, and no line runs on over a change of the question.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Kept, ResultSummary, Summary};
use crate::document::Verdict;

/// A result in two audits.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The check.
    pub check: String,
    /// Id of the finding.
    pub finding: String,
    /// In the first audit; absent where it has no such result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<ResultSummary>,
    /// In the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<ResultSummary>,
}

impl Change {
    /// Whether the verdict is another.
    #[must_use]
    pub fn turns(&self) -> bool {
        let verdict = |result: &Option<ResultSummary>| result.as_ref().map(|result| result.verdict);
        verdict(&self.before) != verdict(&self.after)
    }
}

/// The results of two audits side by side, in the order of the second; those that only the first has come last.
#[must_use]
pub fn changes(before: &Summary, after: &Summary) -> Vec<Change> {
    let flat = |summary: &Summary| -> Vec<(String, ResultSummary)> {
        let of = summary
            .checks
            .iter()
            .flat_map(|check| check.results.iter().map(|result| (check.id.clone(), result.clone())));
        of.collect()
    };
    let mut earlier: BTreeMap<(String, String), ResultSummary> =
        flat(before).into_iter().map(|(check, result)| ((check, result.finding.clone()), result)).collect();
    let mut changes: Vec<Change> = flat(after)
        .into_iter()
        .map(|(check, result)| Change {
            before: earlier.remove(&(check.clone(), result.finding.clone())),
            finding: result.finding.clone(),
            check,
            after: Some(result),
        })
        .collect();
    let gone = earlier.into_iter().map(|((check, finding), before)| Change {
        check,
        finding,
        before: Some(before),
        after: None,
    });
    changes.extend(gone);
    changes
}

/// One result in one audit of a series.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Point {
    /// The audit.
    pub id: String,
    /// The date it was made for (ISO 8601).
    pub as_of: String,
    /// The parts of the question that differ from the audit before; a line may not run on over them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<String>,
    /// The limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// The limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// The result.
    #[serde(flatten)]
    pub result: ResultSummary,
}

/// Every result of a check through the audits of one name, by finding, each in the order of dates. `group` keeps those whose
/// segment has this id, such as `gender=women`.
#[must_use]
pub fn trend(audits: &[(Kept, Summary)], check: &str, group: Option<&str>) -> Vec<(String, Vec<Point>)> {
    let mut ordered: Vec<&(Kept, Summary)> = audits.iter().collect();
    ordered.sort_by(|a, b| (&a.1.as_of, &a.0.id).cmp(&(&b.1.as_of, &b.0.id)));
    let mut lines: Vec<(String, Vec<Point>)> = Vec::new();
    let mut before: Option<&Summary> = None;
    for (kept, summary) in ordered {
        let differs = before.map(|before| before.differs(summary)).unwrap_or_default();
        before = Some(summary);
        for own in summary.checks.iter().filter(|own| own.id == check) {
            for result in &own.results {
                let is_wanted =
                    result.segment.as_ref().is_some_and(|segment| group.is_none_or(|id| segment.id() == id));
                if !is_wanted {
                    continue;
                }
                let point = Point {
                    id: kept.id.clone(),
                    as_of: summary.as_of.clone(),
                    differs: differs.clone(),
                    min: own.min,
                    max: own.max,
                    result: result.clone(),
                };
                match lines.iter_mut().find(|(finding, _)| *finding == result.finding) {
                    Some((_, points)) => points.push(point),
                    None => lines.push((result.finding.clone(), vec![point])),
                }
            }
        }
    }
    lines
}

/// What is looked for among audits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A part of the name.
    pub name: Option<String>,
    /// A segment of some result, such as `gender=women`.
    pub group: Option<String>,
    /// The verdict of that result, or of any.
    pub verdict: Option<Verdict>,
    /// The first day (ISO 8601, or the beginning of one).
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
}

impl Wanted {
    /// Whether an audit has what is looked for, and in which results.
    #[must_use]
    pub fn found_in<'s>(&self, summary: &'s Summary) -> Option<Vec<&'s ResultSummary>> {
        let named = self.name.as_ref().is_none_or(|name| summary.name.to_lowercase().contains(&name.to_lowercase()));
        // A day that is cut short stands for all that begin with it.
        let later = self.since.as_ref().is_none_or(|since| summary.as_of >= *since);
        let earlier =
            self.until.as_ref().is_none_or(|until| summary.as_of <= *until || summary.as_of.starts_with(until));
        if !(named && later && earlier) {
            return None;
        }
        if self.group.is_none() && self.verdict.is_none() {
            return Some(Vec::new());
        }
        let is_wanted = |result: &&ResultSummary| {
            let segment = result.segment.as_ref().map(crate::segment::Segment::id);
            self.group.as_ref().is_none_or(|group| segment.as_ref() == Some(group))
                && self.verdict.is_none_or(|verdict| result.verdict == verdict)
        };
        let results: Vec<&ResultSummary> =
            summary.checks.iter().flat_map(|check| &check.results).filter(is_wanted).collect();
        (!results.is_empty()).then_some(results)
    }
}
