//! Would another choice have changed the verdict? The check is judged again with one choice made otherwise: another
//! reference, another comparison, another measure, another interval, within a stratum, or with the people of whom a
//! value is missing placed as badly and as well as could be. It informs; it changes no verdict.

use std::collections::BTreeMap;

use evenhand_metrics::catalog::{Measure, RATES, Rate, SELECTION_RATE};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::family::Correction;
use evenhand_metrics::interval::{DifferenceMethod, ProportionMethod, RatioMethod};

use super::rule::{Judged, Rule, World};
use super::verdicts::{Ruled, concerned, has_unknown, ruled};
use crate::compare::Placement;
use crate::document::{Alternative, Changed, Choice, Verdict};
use crate::plan::{Basis, Campaigns, Check, Claim, CubeSpec, Inference, Observed, Plan};
use crate::segment::Segment;

/// A comparison, whatever it is compared with.
type Key = (Segment, Option<String>);

/// The check under every other choice that the data allow.
pub(super) fn robustness(
    rule: &Rule<'_>,
    rate: &'static Rate,
    world: &World<'_>,
    judged: &[Judged<'_>],
) -> Vec<Alternative> {
    let Rule { plan, check, .. } = *rule;
    let key = |judged: &Judged<'_>| (judged.group.segment.clone(), judged.scope.campaign.clone());
    let own: Vec<(Key, Verdict)> = judged.iter().map(|judged| (key(judged), judged.result.verdict)).collect();
    // Where nothing is assessed there is no verdict to try.
    if own.iter().all(|(_, verdict)| *verdict == Verdict::NotAssessed) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (kind, choice, basis, check) in choices(plan, rule.basis, check, rate) {
        let verdicts = verdicts(basis, &check, world);
        out.push(alternative(kind, &choice, &own, &verdicts));
    }
    if judged.iter().any(|judged| has_unknown(judged.scope)) {
        for placement in Placement::ALL {
            let again = judged.iter().map(|judged| {
                let placed = judged.compared.placed(judged.scope, placement);
                let placed = placed.filter(|_| judged.result.verdict != Verdict::NotAssessed);
                let verdict = placed.map_or(Verdict::NotAssessed, |placed| rule.stand(&*placed, None).verdict);
                (key(judged), verdict)
            });
            out.push(alternative(Choice::Missing, placement.id(), &own, &again.collect::<Vec<_>>()));
        }
    }
    out
}

/// Every other choice: its kind and word, and what is compared how.
fn choices(plan: &Plan, basis: Basis, check: &Check, own: &'static Rate) -> Vec<(Choice, String, Basis, Check)> {
    let mut out = Vec::new();
    let mut add = |kind, choice: &str, change: &dyn Fn(&mut Basis, &mut Check)| {
        let (mut basis, mut check) = (basis, check.clone());
        change(&mut basis, &mut check);
        out.push((kind, choice.to_owned(), basis, check));
    };
    if check.within.is_none() && check.campaigns == Campaigns::Pooled {
        for rate in other_rates(&basis, own) {
            add(Choice::Measure, rate.id, &|_, check| check.measure = Measure::Rate(rate));
        }
    }
    let alone = check.comparison == Comparison::Value;
    if !alone {
        for other in other_references(plan, check) {
            add(Choice::Reference, other.id(), &|_, check| {
                if matches!(other, ReferenceRule::Rest | ReferenceRule::Everyone)
                    && check.correction == Correction::Sidak
                {
                    check.correction = Correction::Bonferroni;
                }
                check.reference = Some(other.clone());
            });
        }
    }
    // A limit on the other comparison is taken from where somebody set one; none is made up.
    let twin = plan.checks.iter().find(|other| {
        other.measure.id() == check.measure.id()
            && other.comparison != check.comparison
            && other.comparison != Comparison::Value
            && !alone
    });
    if let Some(twin) = twin {
        add(Choice::Comparison, twin.comparison.id(), &|_, check| {
            check.comparison = twin.comparison;
            check.limit = twin.limit.clone();
            check.one_sided = twin.one_sided;
        });
    }
    if check.within.is_none() && check.campaigns == Campaigns::Pooled {
        for stratum in plan.strata().filter(|_| own.id == SELECTION_RATE.id && !alone) {
            add(Choice::Within, &plan.attributes[stratum].name, &|_, check| check.within = Some(stratum));
        }
    }
    if check.within.is_some() {
        add(Choice::Within, "everybody", &|_, check| check.within = None);
    } else if check.claim != Claim::Point && basis.inference != Inference::Census {
        let mine = &basis.statistics;
        match check.comparison {
            Comparison::Value => {
                ProportionMethod::ALL.into_iter().filter(|method| *method != mine.proportion).for_each(|method| {
                    add(Choice::Interval, method.id(), &|basis, _| basis.statistics.proportion = method);
                });
            }
            Comparison::Difference => {
                DifferenceMethod::ALL.into_iter().filter(|method| *method != mine.difference).for_each(|method| {
                    add(Choice::Interval, method.id(), &|basis, _| basis.statistics.difference = method);
                });
            }
            Comparison::Ratio => RatioMethod::ALL
                .into_iter()
                .filter(|method| *method != mine.ratio)
                .for_each(|method| add(Choice::Interval, method.id(), &|basis, _| basis.statistics.ratio = method)),
        }
    }
    out
}

/// The rules of reference that the check does not use. Where attributes name their own, each of the rules is another.
fn other_references(spec: &CubeSpec, check: &Check) -> Vec<ReferenceRule> {
    let rules = [
        ReferenceRule::Largest,
        ReferenceRule::HighestRate,
        ReferenceRule::HighestRate2pct,
        ReferenceRule::Rest,
        ReferenceRule::Everyone,
    ];
    let own = |set: &Vec<usize>| check.reference.clone().unwrap_or_else(|| spec.own_rule(set));
    rules.into_iter().filter(|rule| !check.attributes.iter().all(|set| own(set) == *rule)).collect()
}

/// Rates that move the same way when a group is selected more readily, so that the same limit has a meaning, and that
/// these data can tell.
fn other_rates(basis: &Basis, own: &Rate) -> Vec<&'static Rate> {
    let known_before = basis.observed == Some(Observed::Before);
    let favours = own.favours();
    let told = |rate: &&'static Rate| {
        rate.id != own.id
            && rate.favours() == favours
            && (basis.has_outcome || !rate.needs().outcome)
            && (known_before || !rate.needs_outcome_of_rejected())
    };
    RATES.iter().copied().filter(told).collect()
}

/// Where every comparison of a check stands, waivers set aside.
fn verdicts(basis: Basis, check: &Check, world: &World<'_>) -> Vec<(Key, Verdict)> {
    let concerned = concerned(check, world.scopes);
    let splits = world.splits(check, &concerned);
    let Ruled { rule, compared, .. } = ruled(world, basis, check, &concerned, &splits);
    let mut out = Vec::new();
    for (scope, compared) in &compared {
        for one in compared.all.iter().filter(|one| one.is_judged()) {
            let key = (one.group().segment.clone(), scope.campaign.clone());
            out.push((key, rule.in_scope(scope, &**one).verdict));
        }
    }
    out
}

fn alternative(kind: Choice, choice: &str, own: &[(Key, Verdict)], other: &[(Key, Verdict)]) -> Alternative {
    let was: BTreeMap<&Key, Verdict> = own.iter().map(|(key, verdict)| (key, *verdict)).collect();
    let is: BTreeMap<&Key, Verdict> = other.iter().map(|(key, verdict)| (key, *verdict)).collect();
    let keys = own.iter().chain(other.iter().filter(|(key, _)| !was.contains_key(key)));
    let changed = keys
        .map(|(key, _)| (key, was.get(key).copied(), is.get(key).copied()))
        .filter(|(_, was, is)| was != is)
        .map(|((segment, campaign), was, verdict)| Changed {
            segment: segment.clone(),
            campaign: campaign.clone(),
            was,
            verdict,
        });
    let worst = |all: &[(Key, Verdict)]| {
        let occurs = |verdict: &Verdict| all.iter().any(|(_, own)| own == verdict);
        Verdict::WORST_FIRST.into_iter().find(occurs).unwrap_or(Verdict::NotAssessed)
    };
    let changed: Vec<Changed> = changed.collect();
    let verdict = worst(other);
    // Comparisons that only one of the two choices has do not stand otherwise, unless they are the worst.
    let stands = changed.iter().all(|changed| changed.was.is_none() || changed.verdict.is_none());
    Alternative {
        kind: kind.into(),
        choice: choice.to_owned(),
        verdict,
        same: stands && verdict == worst(own),
        results: other.len() as u64,
        changed,
    }
}
