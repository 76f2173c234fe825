//! Comparisons among people alike in a stratum: judged as others are, by the Mantel-Haenszel estimate and its interval at
//! the family's level.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::power::{Aim, Side, difference_beyond_with_error, ratio_beyond_with_error};
use evenhand_metrics::strata;
use evenhand_metrics::tally;
use evenhand_metrics::undefined::Undefined;

use super::rule::{Rule, Stand};
use crate::audit::Verdict;
use crate::findings::{Pair, Split, Within, deff_of, tallies, within};
use crate::plan::{Claim, Inference};

/// Where a comparison within strata stands.
pub(super) fn stand(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, split: &Split, barred: Option<Undefined>) -> Stand {
    let found = of(rule, pair, &pairs(rate, pair, split));
    let value = match barred.or(pair.a.err()) {
        Some(reason) => Err(reason),
        None => found.value,
    };
    let is_process = rule.plan.inference == Inference::Process;
    let interval = pair.unsure().map_or(found.interval, Err);
    let reason = interval.err();
    let interval = interval.ok().filter(|_| value.is_ok() && is_process);
    let (verdict, reason) = match value {
        Err(reason) => (Verdict::NotAssessed, Some(reason)),
        Ok(value) if rule.check.claim == Claim::Point => {
            (rule.sides.by_point(rule.check.comparison, None, value), None)
        }
        Ok(_) => match &interval {
            Some(interval) => (rule.sides.by_interval(interval), None),
            None => (Verdict::CannotTell, reason),
        },
    };
    Stand { value, interval, verdict, reason }
}

/// The verdict of cells by stratum.
pub(super) fn verdict_of(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, own: &[Cell], other: &[Cell]) -> Verdict {
    let found = of(rule, pair, &tallies(rate, deff_of(pair), own, other));
    match (found.value, pair.unsure().map_or(found.interval, Err)) {
        (Err(_), _) => Verdict::NotAssessed,
        (Ok(value), _) if rule.check.claim == Claim::Point => rule.sides.by_point(rule.check.comparison, None, value),
        (Ok(_), Ok(interval)) => rule.sides.by_interval(&interval),
        (Ok(_), Err(_)) => Verdict::CannotTell,
    }
}

/// The p-value of no association in any stratum.
pub(super) fn p_value(rate: &Rate, pair: &Pair<'_>, split: &Split) -> Option<f64> {
    if pair.unsure().is_some() {
        return None;
    }
    strata::association(&pairs(rate, pair, split)).ok().map(|found| found.plain.p_value)
}

/// The gap nearest to the limit that would be reported as outside 8 times in 10, if the standard error is the one seen:
/// the limit, as many standard errors further as that takes.
pub(super) fn detectable(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, split: &Split) -> Option<f64> {
    if rule.plan.inference == Inference::Census || pair.unsure().is_some() {
        return None;
    }
    let error = of(rule, pair, &pairs(rate, pair, split)).error?;
    let aim = Aim::usual(pair.confidence(&rule.confidence));
    let (limit, side) = match (rule.sides.low, rule.sides.high) {
        (Some(low), _) => (low.value(), Side::Below),
        (None, Some(high)) => (high.value(), Side::Above),
        (None, None) => return None,
    };
    match rule.check.comparison {
        Comparison::Value => None,
        Comparison::Ratio => ratio_beyond_with_error(side, limit, error, &aim),
        Comparison::Difference => difference_beyond_with_error(limit.abs(), error, &aim),
    }
}

fn pairs(rate: &Rate, pair: &Pair<'_>, split: &Split) -> Vec<tally::Pair> {
    let (own, other) = split.sides(pair);
    tallies(rate, deff_of(pair), &own, &other)
}

fn of(rule: &Rule<'_>, pair: &Pair<'_>, strata: &[tally::Pair]) -> Within {
    within(strata, rule.check.comparison, &pair.confidence(&rule.confidence))
}
