//! Waivers: a result that stands outside, accepted by a named role until a date and no worse than a floor.

use evenhand_metrics::compare::Comparison;
use jiff::civil::Date;

use super::rule::Judged;
use crate::document::{Verdict, Waived, WaiverState};
use crate::lang::Said;
use crate::plan::{Check, Waiver};

/// Applies waivers to the results of a check. Expired ones, and ones that bear on nothing, are warned of.
pub(super) fn apply(
    waivers: &[Waiver],
    as_of: Date,
    check: &Check,
    judged: &mut [Judged<'_>],
    warnings: &mut Vec<Said>,
) {
    for waiver in waivers.iter().filter(|waiver| waiver.check == check.id) {
        let mut used = false;
        for judged in judged.iter_mut().filter(|judged| names(waiver, judged)) {
            if judged.result.verdict != Verdict::Outside {
                continue;
            }
            used = true;
            let state = state(as_of, check.comparison, waiver, judged);
            if state == WaiverState::Applies {
                judged.result.verdict = Verdict::Waived;
            } else if state == WaiverState::Expired {
                warnings.push(said("warn-expired-waiver", waiver).with("expires", waiver.expires.as_str()));
            }
            judged.result.waiver = Some(Waived {
                reason: waiver.reason.clone(),
                reasons: waiver.reasons.clone(),
                owner: waiver.owner.clone(),
                approved: waiver.approved.clone(),
                expires: waiver.expires.clone(),
                ticket: waiver.ticket.clone(),
                state: state.into(),
            });
        }
        if !used {
            warnings.push(said("warn-unused-waiver", waiver));
        }
    }
}

fn said(id: &str, waiver: &Waiver) -> Said {
    let segment: Vec<String> = waiver.segment.iter().map(|(name, label)| format!("{name}: {label}")).collect();
    Said::new(id).with("check", waiver.check.as_str()).with("segment", segment.join(", "))
}

/// Whether the waiver names the segment of a result.
fn names(waiver: &Waiver, judged: &Judged<'_>) -> bool {
    let segment = &judged.group.segment.0;
    waiver.segment.len() == segment.len()
        && segment
            .iter()
            .all(|(name, label)| label.as_ref().is_some_and(|label| waiver.segment.get(name) == Some(label)))
}

/// How the waiver bears on it: not at all when its last day is over, or when the gap has become worse than what was accepted: a ratio below the floor
/// or above 1 / floor, a difference wider than the floor.
fn state(as_of: Date, comparison: Comparison, waiver: &Waiver, judged: &Judged<'_>) -> WaiverState {
    if waiver.expires_on.is_none_or(|last| as_of > last) {
        return WaiverState::Expired;
    }
    let beyond = |floor: f64| {
        judged.value.is_ok_and(|value| match comparison {
            Comparison::Ratio => value < floor || value > 1.0 / floor,
            Comparison::Difference => value.abs() > floor.abs(),
            Comparison::Value => value < floor,
        })
    };
    if waiver.floor.is_some_and(beyond) { WaiverState::BelowFloor } else { WaiverState::Applies }
}
