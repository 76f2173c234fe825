//! The order in which rows are read: worst verdict first, then the widest gap. And the one gap that is put into words.

use evenhand_metrics::catalog::SELECTION_RATE;
use std::cmp::Ordering;
use std::collections::HashSet;

use super::findings::{judged, rate, reference_rate};
use crate::document::MERGED;
use crate::document::{Audit, Check, CheckResult, Finding, Statistic, Verdict};

/// Results of a check, worst first; equals keep the order of the document.
pub(super) fn worst_first<'a>(audit: &'a Audit, check: &'a Check) -> Vec<(&'a CheckResult, &'a Finding)> {
    let mut rows = judged(audit, check);
    rows.sort_by(|a, b| place(a.0.verdict).cmp(&place(b.0.verdict)).then_with(|| wider(a.1, b.1)));
    rows
}

/// Where a verdict stands among the five.
pub(super) fn place(verdict: Verdict) -> usize {
    Verdict::WORST_FIRST.iter().position(|other| *other == verdict).unwrap_or(Verdict::WORST_FIRST.len())
}

/// The wider gap first; findings without a value last.
pub(super) fn wider(a: &Finding, b: &Finding) -> Ordering {
    distance(b).partial_cmp(&distance(a)).unwrap_or(Ordering::Equal)
}

/// How far from equality: |ln r|, |d|, and for a value alone how far below 1.
fn distance(finding: &Finding) -> f64 {
    match (finding.value, finding.comparison.known()) {
        (None, _) => -1.0,
        (Some(value), Some(Statistic::Ratio)) if value <= 0.0 => f64::INFINITY,
        (Some(value), Some(Statistic::Ratio)) => value.ln().abs(),
        (Some(value), Some(Statistic::Value)) => 1.0 - value,
        (Some(value), _) => value.abs(),
    }
}

/// Whether groups have an order of their own: every label but that of merged small groups starts with a number.
pub(super) fn are_ordered(labels: impl Iterator<Item = String>) -> bool {
    let labels: Vec<String> = labels.filter(|label| label != MERGED).collect();
    labels.len() > 2 && labels.iter().all(|label| natural(label).is_some())
}

/// Where a label such as `<25`, `25-34`, `65+`, `[0, 10)` or `7` stands among its like; `None` of other words.
pub(super) fn natural(label: &str) -> Option<f64> {
    let label = label.trim_start_matches(['[', '(', ']', ' ']);
    let rest = label.trim_start_matches(['<', '>', '≤', '≥', '=', ' ']);
    let digits = rest.strip_prefix('-').unwrap_or(rest);
    let end = digits.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(digits.len());
    let number: f64 = digits[..end].parse().ok()?;
    let number = if rest.starts_with('-') { -number } else { number };
    // What lies below a bound comes before what starts at it, and what lies above comes after.
    Some(match label.chars().next() {
        Some('<' | '≤') => number.next_down(),
        Some('>') => number.next_up(),
        _ => number,
    })
}

/// A gap in natural frequencies: so many of every `base` people against so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frequencies {
    /// A thousand, or more where the rates are small.
    pub base: f64,
    /// Selected of every `base` people of the segment.
    pub of_segment: f64,
    /// Selected of every `base` people of the reference.
    pub of_reference: f64,
    /// How many fewer (negative) or more: rounded once, from the difference itself.
    pub gap: f64,
}

impl Frequencies {
    /// The frequencies of a comparison; `None` when a rate is missing.
    pub(super) fn of(finding: &Finding) -> Option<Self> {
        let (segment, reference) = (rate(finding)?, reference_rate(finding)?);
        let enough = |base: &f64| segment.max(reference) * base >= 10.0;
        let of = |base: f64| Self {
            base,
            of_segment: (segment * base).round(),
            of_reference: (reference * base).round(),
            gap: ((segment - reference) * base).round(),
        };
        let bases = || [1e3, 1e4, 1e5, 1e6].into_iter().filter(enough).map(of);
        // 179 against 212 would be 33 fewer where the difference is 3.2 points: then of so many more that the numbers
        // add up.
        bases()
            .find(|told| (told.of_segment - told.of_reference - told.gap).abs() < 0.5)
            .or_else(|| bases().next())
            .or(Some(of(1e6)))
    }
}

/// The comparison of selection rates that is furthest from equality in people, among those judged or, without any
/// check, among all. Single attributes, all campaigns together.
pub(super) fn widest(audit: &Audit) -> Option<&Finding> {
    let results = audit.checks.iter().flat_map(|check| &check.results);
    let checked: HashSet<&str> = results.map(|result| result.finding.as_str()).collect();
    let is_checked = |finding: &Finding| audit.checks.is_empty() || checked.contains(finding.id.as_str());
    let candidates = audit.findings.iter().filter(|finding| {
        finding.measure == SELECTION_RATE.id
            && finding.comparison != Statistic::Value
            && finding.campaign.is_none()
            && finding.within.is_none()
            && finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && !segment.has_missing())
            && is_checked(finding)
    });
    let gap = |finding: &Finding| Some((rate(finding)? - reference_rate(finding)?).abs());
    let mut best: Option<(&Finding, f64)> = None;
    for finding in candidates {
        if let Some(size) = gap(finding)
            && best.is_none_or(|(_, widest)| size > widest)
        {
            best = Some((finding, size));
        }
    }
    best.map(|(finding, _)| finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(top: u64, bottom: u64, reference_top: u64, reference_bottom: u64) -> Finding {
        serde_json::from_value(serde_json::json!({
            "id": "x", "measure": "selection-rate", "comparison": "ratio", "segment": {"g": "a"}, "campaign": null,
            "reference": null, "value": null, "undefined": null, "interval": null, "people": bottom, "top": top,
            "bottom": bottom, "reference_top": reference_top, "reference_bottom": reference_bottom, "weighted": null,
            "test": null, "p_value": null, "detectable": null
        }))
        .unwrap()
    }

    #[test]
    fn natural_frequencies_subtract_as_they_are_shown() {
        let f = Frequencies::of(&finding(7139, 39_880, 9937, 41_230)).unwrap();
        assert_eq!((f.base, f.of_segment, f.of_reference, f.gap), (1000.0, 179.0, 241.0, -62.0));
        // 17.86 % against 21.14 % are 33 of every 1,000 apart, and 179 against 211 only 32.
        let f = Frequencies::of(&finding(1786, 10_000, 2114, 10_000)).unwrap();
        assert_eq!((f.base, f.of_segment, f.of_reference, f.gap), (10_000.0, 1786.0, 2114.0, -328.0));
    }

    #[test]
    fn ages_and_bins_have_an_order_and_names_have_none() {
        let ordered = |labels: &[&str]| are_ordered(labels.iter().map(|label| (*label).to_owned()));
        assert!(ordered(&["65+", "<25", "25-34"]) && ordered(&["[0, 10)", "[10, 20)", "[20, 30]"]));
        assert!(!ordered(&["basic.4y", "university", "illiterate"]) && !ordered(&["1", "2"]));
        let mut ages = ["65+", "5-9", "<25", "25-34", "≥ 100"];
        ages.sort_by(|a, b| natural(a).partial_cmp(&natural(b)).unwrap());
        assert_eq!(ages, ["5-9", "<25", "25-34", "65+", "≥ 100"]);
    }

    #[test]
    fn small_rates_are_told_per_ten_thousand_and_more() {
        let f = Frequencies::of(&finding(30, 100_000, 50, 100_000)).unwrap();
        assert_eq!((f.base, f.of_segment, f.of_reference), (1e5, 30.0, 50.0));
    }
}
