//! Power: the gap beyond the limit that each comparison would have shown, and the share of people it would have shown
//! it for.

use std::collections::BTreeMap;

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::power::{self, Aim, Side, detectable_difference_beyond, detectable_ratio_beyond};

use super::rule::{Judged, Rule};
use crate::findings::{Against, Group, Pair, Scope};
use crate::plan::{Inference, Plan};

/// The gap nearest to the limit that these sizes would report as outside 8 times in 10: of the lower side where the
/// limit has one, else of the upper.
pub(super) fn detectable(rule: &Rule<'_>, pair: &Pair<'_>) -> Option<f64> {
    if rule.plan.inference == Inference::Census || pair.unsure().is_some() {
        return None;
    }
    let (a, b) = (pair.a.ok()?, pair.b.ok()?);
    let (people, reference) = (a.effective().bottom, power::Group { rate: b.rate, people: b.effective().bottom });
    let aim = Aim::usual(rule.confidence);
    let (side, limit) = match (rule.sides.low, rule.sides.high) {
        (Some(low), _) => (Side::Below, low.value()),
        (None, Some(high)) => (Side::Above, high.value()),
        (None, None) => return None,
    };
    let share = match pair.against {
        Against::Everyone { share } => share,
        _ => 0.0,
    };
    match rule.check.comparison {
        Comparison::Value => None,
        // Against everyone: the gap is sought on the scale of the rest, where the two groups are independent.
        Comparison::Ratio => {
            let limit = limit * (1.0 - share) / (1.0 - share * limit);
            let seen = detectable_ratio_beyond(side, limit, people, reference, &aim)?;
            Some(seen / (share * seen + 1.0 - share))
        }
        Comparison::Difference => {
            let limit = limit.abs() / (1.0 - share);
            detectable_difference_beyond(side, limit, people, reference, &aim).map(|seen| seen * (1.0 - share))
        }
    }
}

/// Whether the detectable gap reaches what the check needs; `None` where a check has no power floor.
pub(super) fn powered(rule: &Rule<'_>, detectable: Option<f64>) -> Option<bool> {
    let needed = rule.check.needs_detectable?;
    if rule.plan.inference == Inference::Census {
        return None;
    }
    Some(detectable.is_some_and(|seen| match (rule.check.comparison, rule.sides.low) {
        (Comparison::Ratio, Some(_)) => seen >= needed,
        (Comparison::Ratio, None) => seen <= 1.0 / needed,
        _ => seen.abs() <= needed,
    }))
}

/// Per entry of the check's attributes (and campaign): the people in powered segments as a share of all people outside
/// the reference, hidden ones included, those without a value not.
pub(super) fn coverage(
    plan: &Plan,
    scopes: &[&Scope],
    compared: &[Vec<&Group>],
    judged: &[Judged<'_>],
) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for (scope, groups) in scopes.iter().zip(compared) {
        let outside: u64 =
            groups.iter().filter(|group| !group.segment.has_missing()).map(|group| group.cell.people()).sum();
        let seen: u64 = judged
            .iter()
            .filter(|judged| std::ptr::eq(judged.scope, *scope) && judged.result.powered == Some(true))
            .map(|judged| judged.group.cell.people())
            .sum();
        let name = plan.set_name(&scope.set);
        let name = scope.campaign.as_ref().map_or_else(|| name.clone(), |campaign| format!("{name}/in={campaign}"));
        #[expect(clippy::cast_precision_loss, reason = "a share of people")]
        let share = if outside == 0 { 0.0 } else { seen as f64 / outside as f64 };
        out.insert(name, share);
    }
    out
}
