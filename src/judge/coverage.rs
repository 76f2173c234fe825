//! How many people a check has shown its claim for, and the gap beyond the limit that each comparison would have shown.

use std::collections::BTreeMap;

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::power::Side;
use evenhand_metrics::undefined::Undefined;

use super::rule::{Judged, Rule};
use crate::compare::Scope;
use crate::document::Verdict;
use crate::plan::{Claim, Inference};

/// A side of the limit: which, and where it lies.
pub(super) type OfLimit = (Side, f64);

/// The lower side of the limit where it has one, else the upper: where a check that asks for power asks for it.
pub(super) fn lower(rule: &Rule<'_>) -> Option<OfLimit> {
    let low = rule.sides.low.map(|low| (Side::Below, low.value()));
    low.or_else(|| rule.sides.high.map(|high| (Side::Above, high.value())))
}

/// The side of the limit on which an estimate lies, where the limit has two.
pub(super) fn side(rule: &Rule<'_>, value: Result<f64, Undefined>) -> Option<OfLimit> {
    let high = rule.sides.high.map(|high| (Side::Above, high.value()));
    let middle = match (rule.check.comparison, rule.sides.low.zip(rule.sides.high)) {
        (Comparison::Ratio, _) => 1.0,
        // A rate alone has no equality: the nearer of the two sides.
        (Comparison::Value, Some((low, high))) => 0.5 * (low.value() + high.value()),
        _ => 0.0,
    };
    high.filter(|_| rule.sides.low.is_none() || value.is_ok_and(|value| value > middle)).or_else(|| lower(rule))
}

/// Whether the detectable gap reaches what the check needs; `None` where a check asks for no power.
pub(super) fn powered(rule: &Rule<'_>, detectable: impl FnOnce() -> Option<f64>) -> Option<bool> {
    let needed = rule.check.needs_detectable?;
    if rule.basis.inference == Inference::Census {
        return None;
    }
    Some(detectable().is_some_and(|seen| match (rule.check.comparison, rule.sides.low) {
        (Comparison::Ratio, Some(_)) => seen >= needed,
        (Comparison::Ratio, None) => seen <= 1.0 / needed,
        _ => seen.abs() <= needed,
    }))
}

/// Whether the claim was shown of a comparison: it is within, or somebody answers for it; of a claim that asks for power
/// alone, a gap that matters would have been seen.
pub(super) fn shown(rule: &Rule<'_>, judged: &Judged<'_>) -> bool {
    match rule.check.claim {
        Claim::NoEvidenceOutside => judged.result.powered == Some(true),
        Claim::Shown | Claim::Point => matches!(judged.result.verdict, Verdict::Within | Verdict::Waived),
    }
}

/// Per entry of the check's attributes (and campaign): the people of whom the claim was shown as a share of all people
/// compared, hidden ones included, those without a value not.
pub(super) fn coverage(rule: &Rule<'_>, compared: &[(&Scope, u64)], judged: &[Judged<'_>]) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for (scope, all) in compared {
        let of_whom: u64 = judged
            .iter()
            .filter(|judged| std::ptr::eq(judged.scope, *scope) && shown(rule, judged))
            .map(|judged| judged.group.cell.people())
            .sum();
        let name = scope.name();
        let name = scope.campaign.as_ref().map_or_else(|| name.clone(), |campaign| format!("{name}/in={campaign}"));
        #[expect(clippy::cast_precision_loss, reason = "a share of people")]
        let share = if *all == 0 { 0.0 } else { of_whom as f64 / *all as f64 };
        out.insert(name, share);
    }
    out
}
