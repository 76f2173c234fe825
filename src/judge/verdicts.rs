//! Judging: every comparison of a check gets a verdict from its deciding interval or, where the claim says so, from
//! its estimate.

use evenhand_metrics::catalog::Measure;
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::undefined::Undefined;

use super::family::{Part, adjust, family};
use super::limit::Sides;
use super::rule::{Comparisons, Judged, Levels, Rule, Stand, World};
use super::{coverage, gate, parity, robust, waive};
use crate::compare::{
    AlikePairs, Chosen, Compared, Group, Number, NumberPairs, Placement, RatePair, RatePairs, Scope, Split, judges,
    rate_of, within_id,
};
use crate::document::{self, Counts, Verdict};
use crate::lang::Said;
use crate::plan::{Basis, Check, Claim};

/// Judges a check over the scopes it names. `warnings` collects what a reader should know.
pub fn judge(check: &Check, world: &World<'_>, warnings: &mut Vec<Said>) -> document::Check {
    let concerned = concerned(check, world.scopes);
    let splits = world.splits(check, &concerned);
    let Ruled { rule, family, compared } = ruled(world, world.plan.basis(), check, &concerned, &splits);
    let of_people = |(_, compared): &(&Scope, Comparisons<'_>)| {
        let known = compared.all.iter().map(|one| one.group()).filter(|group| !group.segment.has_missing());
        known.map(|group| group.cell.people()).sum()
    };
    let people: Vec<u64> = compared.iter().map(of_people).collect();
    let scopes: Vec<&Scope> = compared.iter().map(|(scope, _)| *scope).collect();
    let mut judged: Vec<Judged<'_>> = Vec::new();
    for (scope, Comparisons { chosen, all }) in compared {
        let kept = all.into_iter().filter(|one| one.is_judged());
        judged.extend(kept.map(|one| rule.one(scope, &chosen, one)));
    }
    let robustness = match check.measure {
        Measure::Rate(rate) => robust::robustness(&rule, rate, world, &judged),
        Measure::Score(_) | Measure::Value(_) => Vec::new(),
    };
    let compared: Vec<(&Scope, u64)> = scopes.into_iter().zip(people).collect();
    document::Check { robustness, ..concluded(&rule, family, &compared, judged, warnings) }
}

/// What the comparisons of a check are judged by, and they.
pub(super) struct Ruled<'a> {
    pub(super) rule: Rule<'a>,
    pub(super) family: document::Family,
    pub(super) compared: Vec<(&'a Scope, Comparisons<'a>)>,
}

/// The comparisons of a check on some basis, and what they are judged by in a family of their size.
pub(super) fn ruled<'a>(
    world: &World<'a>,
    basis: Basis,
    check: &'a Check,
    concerned: &[(usize, &'a Scope)],
    splits: &'a [Option<Split>],
) -> Ruled<'a> {
    let compared = compared(world, &basis, check, concerned, splits);
    let sides = Sides::of(&check.limit, check.comparison, check.one_sided);
    let nominal = Confidence::normal(basis.statistics.level);
    let at = |most: f64, few: f64| {
        let levels = Levels { most: Confidence::normal(most), few: Confidence::normal(few), nominal };
        Rule { plan: world.plan, basis, check, sides, levels }
    };
    let part = compared.iter().map(|(_, compared)| family_part(check, compared)).fold(Part::default(), Part::and);
    // Some corrections go in steps, by how many comparisons, those of few people aside, lie outside at a level.
    let out = |level: f64| {
        let rule = at(level, level);
        let all = compared.iter().flat_map(|(scope, compared)| compared.all.iter().map(move |one| (*scope, one)));
        let judged = all.filter(|(_, one)| one.is_judged() && !one.group().is_few());
        judged.filter(|(scope, one)| rule.in_scope(scope, one.as_ref()).verdict == Verdict::Outside).count()
    };
    let family = family(basis.statistics.level, check, part, out);
    let rule = at(family.level_each, family.few.map_or(family.level_each, |few| few.level_each));
    Ruled { rule, family, compared }
}

/// The comparisons of a check, scope by scope: under its reference, or of each group by itself; within a stratum of people
/// alike in it. A scope without numbers has none of scores and values.
fn compared<'a>(
    world: &World<'a>,
    basis: &Basis,
    check: &Check,
    concerned: &[(usize, &'a Scope)],
    splits: &'a [Option<Split>],
) -> Vec<(&'a Scope, Comparisons<'a>)> {
    let alone = check.comparison == Comparison::Value && !check.measure.is_comparison();
    let of = |((place, scope), split): (&(usize, &'a Scope), &'a Option<Split>)| {
        let rule = check.reference.as_ref().unwrap_or(&scope.own_rule);
        let compared = match (check.measure, split) {
            (Measure::Rate(rate), _) if alone => RatePairs::alone(basis, scope, rate).of_any_kind(),
            (Measure::Rate(rate), None) => RatePairs::of(basis, scope, rate, rule).of_any_kind(),
            (Measure::Rate(rate), Some(split)) => AlikePairs::of(basis, scope, split, rate, rule).of_any_kind(),
            (measure, _) => {
                let (table, number) = (world.numbers.at(*place)?, Number::of(measure)?);
                if alone {
                    NumberPairs::alone(basis, scope, table, number).of_any_kind()
                } else {
                    NumberPairs::of(basis, scope, table, number, rule).of_any_kind()
                }
            }
        };
        Some((*scope, compared))
    };
    concerned.iter().zip(splits).filter_map(of).collect()
}

/// What a scope adds to the family: the comparisons of which both sides hold people, even when the ratio turns out undefined
/// and whether or not they are shown.
fn family_part(check: &Check, compared: &Comparisons<'_>) -> Part {
    let of_people = compared.all.iter().filter(|one| one.is_judged() && one.has_people(check.comparison));
    let alone = check.comparison == Comparison::Value && !check.measure.is_comparison();
    let rule = (!alone).then_some(&compared.chosen.rule);
    Part::of(rule, of_people.map(|one| one.group()), compared.chosen.reference)
}

/// What the comparisons of a check come to together. `compared` has how many people are compared in each scope.
fn concluded(
    rule: &Rule<'_>,
    family: document::Family,
    compared: &[(&Scope, u64)],
    mut judged: Vec<Judged<'_>>,
    warnings: &mut Vec<Said>,
) -> document::Check {
    let Rule { plan, check, .. } = *rule;
    adjust(family.size, &mut judged);
    waive::apply(&plan.waivers, plan.as_of, check, &mut judged, warnings);
    for judged in &mut judged {
        judged.result.said = gate::sentence(rule, judged);
    }
    let coverage = coverage::coverage(rule, compared, &judged);
    let outcome = gate::outcome(rule, &judged, &coverage);
    let mut counts = Counts::default();
    for judged in &judged {
        counts.add(judged.result.verdict);
    }
    document::Check {
        id: check.id.clone(),
        place: place(check),
        measure: check.measure.id().to_owned(),
        comparison: check.comparison.into(),
        attributes: check.attributes.iter().map(|set| plan.set_name(set)).collect(),
        within: check.within.map(|stratum| plan.attributes[stratum].name.clone()),
        reference: check.reference.as_ref().map(|rule| match rule {
            ReferenceRule::Named(label) => format!("named:{label}"),
            rule => rule.id().to_owned(),
        }),
        pack: check.pack.as_ref().map(pack),
        severity: check.severity.into(),
        claim: check.claim.into(),
        set_by: check.set_by.clone(),
        set_on: check.set_on.clone(),
        limit: rule.sides.shown(),
        one_sided: check.one_sided,
        needs_detectable: check.needs_detectable,
        needs_coverage: (check.claim != Claim::Point).then_some(check.needs_coverage),
        family,
        results: judged.into_iter().map(|judged| judged.result).collect(),
        coverage,
        verdict: counts.worst().unwrap_or(Verdict::NotAssessed),
        passes: outcome.passes,
        exit_code: outcome.exit_code,
        counts,
        robustness: Vec::new(),
        said: outcome.said,
    }
}

/// Where the config states the check. A pack's text stands in no file that its user would change.
fn place(check: &Check) -> Option<document::CheckPlace> {
    let place = check.pack.is_none().then_some(&check.place)?;
    Some(document::CheckPlace { file: place.config_file()?, line: place.line()? })
}

/// Where a check's rule comes from, as the document says it.
#[must_use]
pub fn pack(info: &crate::plan::PackInfo) -> document::Pack {
    document::Pack {
        id: info.id.clone(),
        title: info.title.clone(),
        source: info.source.clone(),
        status: info.status.into(),
        last_verified: info.last_verified.clone(),
        next_review: info.next_review.clone(),
    }
}

/// The scopes that a check judges, with their places among all.
pub(super) fn concerned<'a>(check: &Check, scopes: &'a [Scope]) -> Vec<(usize, &'a Scope)> {
    let judged =
        |scope: &Scope| check.attributes.contains(&scope.set) && judges(&check.campaigns, scope.campaign.as_deref());
    scopes.iter().enumerate().filter(|(_, scope)| judged(scope)).collect()
}

/// Whether a value is missing of anybody.
pub(super) fn has_unknown(scope: &Scope) -> bool {
    scope.groups.iter().any(|group| group.segment.has_missing() && !group.cell.is_empty())
}

impl Rule<'_> {
    fn one<'a>(&self, scope: &'a Scope, chosen: &Chosen<'_>, compared: Box<dyn Compared<'a> + 'a>) -> Judged<'a> {
        let (measure, comparison, group) = (compared.measure(), self.check.comparison, compared.group());
        let mut finding = chosen.finding_id(measure.id(), comparison, group, scope.campaign.as_deref());
        finding.extend(self.check.within.map(|stratum| within_id(&self.plan.attributes[stratum])));
        let stand = self.in_scope(scope, &*compared);
        let printed = compared.is_printed(comparison);
        let mut result = self.result(finding, &stand, group, printed);
        if stand.verdict != Verdict::NotAssessed {
            result.survives_missing = self.survives_missing(scope, &*compared, stand.verdict);
            result.survives_seed = self.survives_seed(&*compared, stand.verdict);
        }
        let wanted = self.confidence(group);
        let detectable = |side: Option<coverage::OfLimit>| compared.detectable(comparison, side?, &wanted);
        if stand.decided_by.is_some() {
            result.powered = coverage::powered(self, || detectable(coverage::lower(self)));
        }
        if printed && stand.value.is_ok() {
            result.detectable = detectable(coverage::side(self, stand.value));
            result.complement_ratio = compared.rates().and_then(|rates| self.complement_ratio(rates));
        }
        if printed {
            result.equivalence = compared.rates().and_then(|rates| parity::equivalence(self, rates, stand.value));
        }
        let p_value = compared.tested(comparison).map(|test| test.p_value);
        Judged { scope, group, compared, result, p_value, value: stand.value, printed }
    }

    /// Whether the verdict would stand whoever the people without a value are; `None` where they could be placed in more ways
    /// than two.
    fn survives_missing<'a>(
        &self,
        scope: &Scope,
        compared: &(dyn Compared<'a> + 'a),
        verdict: Verdict,
    ) -> Option<bool> {
        let placed = |placement| Some(self.stand(&*compared.placed(scope, placement)?, None).verdict == verdict);
        if !has_unknown(scope) {
            return Some(true);
        }
        Placement::ALL.into_iter().map(placed).try_fold(true, |all, one| Some(all && one?))
    }

    /// Whether the verdict is the same with a standard error of two standard deviations more and less, over seeds of the hash
    /// that divides people into folds; `None` where rows are people, and where the estimate decides.
    fn survives_seed<'a>(&self, compared: &(dyn Compared<'a> + 'a), verdict: Verdict) -> Option<bool> {
        let spread = compared.over_seeds()?;
        let again = |factor: f64| Some(self.stand(&*compared.wider(factor)?, None).verdict == verdict);
        Some(again(1.0 - 2.0 * spread)? && again(1.0 + 2.0 * spread)?)
    }

    /// Where a comparison stands, of everybody or of people alike in a stratum.
    pub(super) fn in_scope<'a>(&self, scope: &Scope, compared: &(dyn Compared<'a> + 'a)) -> Stand {
        self.stand(compared, self.barred(compared.measure(), scope))
    }

    /// Whether the check names this group among those that may not stay undecided.
    pub(super) fn must_decide(&self, group: &Group) -> bool {
        self.check.must_decide.iter().any(|wanted| {
            wanted.parts.len() == group.segment.0.len()
                && wanted.parts.iter().zip(&group.segment.0).all(|((index, label), (name, own))| {
                    self.plan.attributes[*index].name == *name && own.as_deref() == Some(label)
                })
        })
    }

    /// Why nothing in a scope can be judged: in a campaign everybody or nobody was selected, or it was not stated
    /// whether the outcome came before the decision.
    fn barred(&self, measure: Measure, scope: &Scope) -> Option<Undefined> {
        if measure.needs_outcome_of_rejected() && self.basis.observed.is_none() {
            return Some(Undefined::OutcomeTimingUnstated);
        }
        let Measure::Rate(rate) = measure else { return None };
        scope.campaign.as_ref()?;
        let share = rate_of(&self.basis, rate, &scope.all).ok()?;
        match share.top {
            0 => Some(Undefined::NobodySelected),
            top if top == share.bottom => Some(Undefined::EverybodySelected),
            _ => None,
        }
    }

    /// (1 - p) / (1 - q), for packs that show it.
    fn complement_ratio(&self, pair: &RatePair<'_>) -> Option<f64> {
        let (a, b) = (pair.a.ok()?.rate, pair.shown.ok()?.rate);
        (self.check.flip_test && b < 1.0).then(|| (1.0 - a) / (1.0 - b))
    }
}
