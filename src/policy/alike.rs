//! Comparisons among people alike in a stratum: judged as others are, by the Mantel-Haenszel estimate and its intervals.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::power::{Aim, detectable_difference_alike, detectable_ratio_alike};
use evenhand_metrics::strata;
use evenhand_metrics::tally;
use evenhand_metrics::undefined::Undefined;

use super::coverage::OfLimit;
use super::rule::{Intervals, Rule, Stand};
use crate::document::Verdict;
use crate::findings::{Pair, Split, Within, deff_of, tallies, within};
use crate::plan::Inference;

/// Where a comparison within strata stands.
pub(super) fn stand(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, split: &Split, barred: Option<Undefined>) -> Stand {
    of_strata(rule, pair, &pairs(rate, pair, split), barred.or(pair.a.err()))
}

/// The verdict of cells by stratum.
pub(super) fn verdict_of(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, own: &[Cell], other: &[Cell]) -> Verdict {
    of_strata(rule, pair, &tallies(rate, deff_of(pair), own, other), None).verdict
}

fn of_strata(rule: &Rule<'_>, pair: &Pair<'_>, strata: &[tally::Pair], barred: Option<Undefined>) -> Stand {
    let (at_family, at_nominal) =
        (of(rule, pair, strata, rule.confidence(pair.group)), of(rule, pair, strata, rule.levels.nominal));
    let value = barred.map_or(at_family.value, Err);
    let has_intervals = rule.basis.inference != Inference::Census;
    let found =
        |found: Within| found.interval.ok().filter(|_| value.is_ok() && has_intervals && pair.unsure().is_none());
    let sure = pair.confidence(rule.check.comparison, &rule.confidence(pair.group));
    let family = found(at_family).map(|interval| rule.confirmed_alike(interval, strata, &sure));
    let intervals = Intervals { family, nominal: found(at_nominal) };
    let unsure = pair.unsure().or(at_family.interval.err());
    rule.decide(value, intervals, unsure, |value| (rule.sides.by_point(rule.check.comparison, None, value), None))
}

/// The p-value of no association in any stratum.
pub(super) fn p_value(rule: &Rule<'_>, rate: &Rate, pair: &Pair<'_>, split: &Split) -> Option<f64> {
    if pair.unsure().is_some() {
        return None;
    }
    let sure = pair.confidence(rule.check.comparison, &rule.levels.nominal);
    strata::association(&pairs(rate, pair, split)).ok().map(|found| found.by(&sure).plain.p_value)
}

/// The gap nearest to a side of the limit that would be reported as outside 8 times in 10.
pub(super) fn detectable(
    rule: &Rule<'_>,
    rate: &Rate,
    pair: &Pair<'_>,
    split: &Split,
    (side, limit): OfLimit,
) -> Option<f64> {
    if rule.basis.inference == Inference::Census || pair.unsure().is_some() {
        return None;
    }
    let confidence = rule.confidence(pair.group);
    let strata = pairs(rate, pair, split);
    let aim = Aim::usual(pair.confidence(rule.check.comparison, &confidence));
    match rule.check.comparison {
        Comparison::Value => None,
        Comparison::Ratio => detectable_ratio_alike(side, limit, &strata, &aim),
        Comparison::Difference => detectable_difference_alike(side, limit.abs(), &strata, &aim),
    }
}

fn pairs(rate: &Rate, pair: &Pair<'_>, split: &Split) -> Vec<tally::Pair> {
    let (own, other) = split.sides(pair);
    tallies(rate, deff_of(pair), &own, &other)
}

fn of(rule: &Rule<'_>, pair: &Pair<'_>, strata: &[tally::Pair], confidence: Confidence) -> Within {
    within(strata, rule.check.comparison, &pair.confidence(rule.check.comparison, &confidence))
}
