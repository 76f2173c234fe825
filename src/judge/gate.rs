//! The gate: whether a check passes, what that asks of the exit code, and the line that says what was shown.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::undefined::Undefined;

use super::coverage;
use super::limit::Side;
use super::rule::{Judged, Rule};
use crate::document::{Counts, Verdict};
use crate::lang::Said;
use crate::plan::{Claim, Inference, OnUndecided, Severity};

/// What a check comes to.
pub(super) struct Outcome {
    pub(super) passes: Option<bool>,
    pub(super) exit_code: u8,
    pub(super) said: Said,
}

/// Whether the check passes: false when a result is outside and not waived; else what its claim asks for.
pub(super) fn outcome(rule: &Rule<'_>, judged: &[Judged<'_>], coverage: &BTreeMap<String, f64>) -> Outcome {
    let mut counts = Counts::default();
    for judged in judged {
        counts.add(judged.result.verdict);
    }
    let undecided: Vec<&Judged<'_>> = judged
        .iter()
        .filter(|judged| judged.result.must_decide)
        .filter(|judged| matches!(judged.result.verdict, Verdict::CannotTell | Verdict::NotAssessed))
        .collect();
    let all_not_assessed = counts.not_assessed == counts.total();
    let passes = if counts.outside > 0 {
        Some(false)
    } else if judged.is_empty() || all_not_assessed || !undecided.is_empty() {
        None
    } else {
        let reached = match rule.check.claim {
            Claim::Shown | Claim::NoEvidenceOutside => {
                coverage.values().all(|share| *share >= rule.check.needs_coverage)
            }
            Claim::Point => judged.iter().all(|judged| coverage::shown(rule, judged) || is_exempt(judged)),
        };
        reached.then_some(true)
    };
    let gate = if all_not_assessed { rule.plan.gate.on_not_assessed } else { rule.plan.gate.on_cannot_tell };
    let exit_code = match (rule.check.severity, passes, gate) {
        (Severity::Warn, ..) | (_, Some(true), _) | (_, None, OnUndecided::Warn) => 0,
        (_, Some(false), _) | (_, None, OnUndecided::Fail) => 1,
        (_, None, OnUndecided::Exit3) => 3,
    };
    let said = said(rule, judged, counts, passes, &undecided, coverage);
    Outcome { passes, exit_code, said }
}

/// Whether one different person would have reversed the order of the rates.
fn is_exempt(judged: &Judged<'_>) -> bool {
    judged.result.reason.as_deref() == Some(Undefined::FlipExempt.id())
}

fn said(
    rule: &Rule<'_>,
    judged: &[Judged<'_>],
    counts: Counts,
    passes: Option<bool>,
    undecided: &[&Judged<'_>],
    coverage: &BTreeMap<String, f64>,
) -> Said {
    let said = |id: &str| Said::new(id).with("results", counts.total());
    let of = |keep: &dyn Fn(&&Judged<'_>) -> bool| -> Vec<Value> {
        judged.iter().filter(keep).map(|judged| json!(judged.result.finding)).collect()
    };
    let open = |judged: &&Judged<'_>| matches!(judged.result.verdict, Verdict::CannotTell | Verdict::NotAssessed);
    // What was shown, of how many people, and of how many it had to be.
    let covered = |id: &str| {
        let least = coverage.values().copied().fold(1.0, f64::min);
        let groups = match rule.check.claim {
            Claim::NoEvidenceOutside => of(&|judged| judged.result.powered == Some(false)),
            _ => of(&open),
        };
        let said = said(id).with("coverage", least).with("needs", rule.check.needs_coverage);
        let said = said.with("detectable", rule.check.needs_detectable);
        said.with("small", groups.len()).with("too_small", groups)
    };
    match (passes, rule.check.claim) {
        (Some(false), _) => said("gate-outside").with("outside", counts.outside),
        (Some(true), Claim::Shown) => covered("gate-shown"),
        (Some(true), Claim::NoEvidenceOutside) => covered("gate-passes"),
        (Some(true), Claim::Point) => said("gate-passes-point"),
        (None, _) if counts.not_assessed == counts.total() => {
            let reason = judged.iter().find_map(|judged| judged.result.reason.as_deref());
            Said::new("gate-not-assessed").with("reason", reason.unwrap_or_default())
        }
        (None, _) if !undecided.is_empty() => {
            let segments: Vec<Value> = undecided.iter().map(|judged| json!(judged.result.finding)).collect();
            Said::new("gate-must-decide").with("segments", segments)
        }
        (None, Claim::Shown) => covered("gate-not-shown"),
        (None, Claim::NoEvidenceOutside) => covered("gate-cannot-tell"),
        (None, Claim::Point) => said("gate-undecided").with("cannot_tell", counts.cannot_tell),
    }
}

/// A result in plain words: the message and its values.
pub(super) fn sentence(rule: &Rule<'_>, judged: &Judged<'_>) -> Said {
    let result = &judged.result;
    let point = rule.check.claim == Claim::Point || rule.basis.inference == Inference::Census;
    let id = match result.verdict {
        Verdict::NotAssessed => {
            return Said::new("result-not-assessed").with("reason", result.reason.as_deref().unwrap_or_default());
        }
        verdict if !judged.printed => {
            let said = Said::new("result-not-printed").with("segment", judged.group.segment.id());
            return said.with("verdict", verdict.id());
        }
        verdict if judged.value.is_err() => {
            let said = Said::new("result-no-estimate").with("segment", judged.group.segment.id());
            let (low, high) = result.interval.as_ref().map_or((None, None), |interval| (interval.low, interval.high));
            let said = said.with("comparison", rule.check.comparison.id()).with("low", low).with("high", high);
            let said = said.with("limit", nearest_limit(rule, low, high)).with("verdict", verdict.id());
            return said.with("reason", result.reason.as_deref().unwrap_or_default());
        }
        Verdict::CannotTell if is_exempt(judged) => "result-flip-exempt",
        Verdict::CannotTell if result.reason.is_some() => "result-no-interval",
        Verdict::CannotTell => "result-cannot-tell",
        Verdict::Waived => "result-waived",
        Verdict::Within if point => "result-point-within",
        Verdict::Outside if point => "result-point-outside",
        Verdict::Within => "result-within",
        Verdict::Outside => "result-outside",
    };
    let value = judged.value.unwrap_or_default();
    let pair = judged.compared.rates();
    let limit = concerned_limit(rule, value);
    let (low, high) = result.interval.as_ref().map_or((None, None), |interval| (interval.low, interval.high));
    let side = if rule.sides.low.is_some_and(|low| value < low.value()) { "below" } else { "above" };
    Said::new(id)
        .with("segment", judged.group.segment.id())
        .with("comparison", rule.check.comparison.id())
        .with("people", judged.group.cell.people())
        .with("rate", pair.and_then(|pair| pair.a.ok()).map(|share| share.rate))
        .with("reference_rate", pair.and_then(|pair| pair.shown.ok()).map(|share| share.rate))
        .with("value", value)
        .with("low", low)
        .with("high", high)
        .with("limit", limit)
        .with("side", side)
        .with("detectable", result.detectable)
        .with("expires", result.waiver.as_ref().map(|waiver| waiver.expires.clone()))
        .with("needed_within", pair.and_then(|pair| super::needed::to_show_within(rule, pair)))
}

/// The side of the limit that an interval without an estimate is to be held against: the upper one where it has no upper end.
fn nearest_limit(rule: &Rule<'_>, low: Option<f64>, high: Option<f64>) -> Option<f64> {
    let sides = (rule.sides.low.map(Side::value), rule.sides.high.map(Side::value));
    if low.is_some() && high.is_none() { sides.1.or(sides.0) } else { sides.0.or(sides.1) }
}

/// The side of the limit that the estimate is nearer to, or beyond.
fn concerned_limit(rule: &Rule<'_>, value: f64) -> Option<f64> {
    let (low, high) = (rule.sides.low.map(Side::value), rule.sides.high.map(Side::value));
    let distance = |side: f64| match rule.check.comparison {
        Comparison::Ratio if value > 0.0 && side > 0.0 => (value.ln() - side.ln()).abs(),
        Comparison::Ratio => side,
        _ => (value - side).abs(),
    };
    match (low, high) {
        (Some(low), Some(high)) => Some(if distance(low) <= distance(high) { low } else { high }),
        (low, high) => low.or(high),
    }
}
