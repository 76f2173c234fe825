//! Looks into findings for what more than one format shows: rates, counts and who is compared with whom.

use std::collections::HashMap;

use crate::document::{Audit, Check, CheckResult, Finding};
use crate::segment::Segment;

/// The rate of the finding's segment; `None` when hidden or undefined.
pub(super) fn rate(finding: &Finding) -> Option<f64> {
    match finding.weighted {
        Some(weighted) => share(weighted.top, weighted.bottom),
        None => of_counts(finding.top, finding.bottom),
    }
}

/// The rate of the finding's reference.
pub(super) fn reference_rate(finding: &Finding) -> Option<f64> {
    match finding.weighted {
        Some(weighted) => share(weighted.reference_top?, weighted.reference_bottom?),
        None => of_counts(finding.reference_top, finding.reference_bottom),
    }
}

/// Whether the segment is too small to be shown.
pub(super) fn is_hidden(finding: &Finding) -> bool {
    finding.people_below.is_some()
}

/// Every result of a check with its finding, in the order of the document. A document without that finding is damaged,
/// and its row is left out.
pub(super) fn judged<'a>(audit: &'a Audit, check: &'a Check) -> Vec<(&'a CheckResult, &'a Finding)> {
    let by_id: HashMap<&str, &Finding> = audit.findings.iter().map(|finding| (finding.id.as_str(), finding)).collect();
    let with_finding = check.results.iter().map(|result| (result, by_id.get(result.finding.as_str())));
    with_finding.filter_map(|(result, finding)| Some((result, *finding?))).collect()
}

/// The limits that numbers of this check must not be mistaken for.
pub(super) fn limits(check: &Check) -> Vec<f64> {
    [check.limit.min, check.limit.max].into_iter().flatten().collect()
}

/// The segment of this id, as some part of the document holds it.
pub(super) fn segment_of_id<'a>(audit: &'a Audit, id: &str) -> Option<&'a Segment> {
    let sized = audit.segments.iter().map(|size| &size.segment);
    let found = audit.findings.iter().filter_map(|finding| finding.segment.as_ref());
    sized.chain(found).find(|segment| segment.id() == id)
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
fn of_counts(top: Option<u64>, bottom: Option<u64>) -> Option<f64> {
    share(top? as f64, bottom? as f64)
}

fn share(top: f64, bottom: f64) -> Option<f64> {
    (bottom > 0.0).then(|| top / bottom)
}
