//! Judging: every comparison of a check gets a verdict from its deciding interval or, where the claim says so, from
//! its estimate.

use evenhand_metrics::catalog::{Measure, Rate};
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::undefined::Undefined;

use super::family::{Part, adjust, family};
use super::limit::Sides;
use super::rule::{Judged, Levels, Rule, Stand, World};
use super::survive::survives_missing;
use super::{alike, coverage, gate, numbers, parity, robust, waive};
use crate::document::{self, Counts, Verdict};
use crate::findings::{
    Against, Dependence, Group, Number, Pair, Pairs, Scope, Side, Split, dependence_of_groups, finding_id, judges,
    pair_test, rate_of, within_id,
};
use crate::lang::Said;
use crate::plan::{Basis, Check, Claim, Inference, Plan};

/// Judges a check over the scopes it names. `warnings` collects what a reader should know.
pub(super) fn judge(check: &Check, world: &World<'_>, warnings: &mut Vec<Said>) -> document::Check {
    let (plan, basis) = (world.plan, world.plan.basis());
    let concerned = concerned(check, world.scopes);
    let number = match check.measure {
        Measure::Rate(rate) => {
            let concerned: Vec<&Scope> = concerned.into_iter().map(|(_, scope)| scope).collect();
            return of_rate(basis, check, rate, world, &concerned, warnings);
        }
        Measure::Score(measure) => Number::Score(measure),
        Measure::Value(measure) => Number::Value(measure),
    };
    let compared = numbers::compared(basis, check, number, &concerned, world.numbers);
    let parts = compared.iter().map(|(_, pairs)| numbers::family_part(check, pairs));
    let out = |rule: &Rule<'_>| {
        let judged = numbers::judged(rule, number, &compared);
        judged.iter().filter(|one| one.result.verdict == Verdict::Outside && !one.group.is_few()).count()
    };
    let (rule, family) = ruled(plan, basis, check, parts.fold(Part::default(), Part::and), out);
    let judged = numbers::judged(&rule, number, &compared);
    let groups: Vec<Vec<&Group>> =
        compared.iter().map(|(_, pairs)| pairs.pairs.iter().map(|pair| pair.group).collect()).collect();
    let scopes: Vec<&Scope> = compared.iter().map(|(scope, _)| *scope).collect();
    concluded(&rule, family, &scopes, &groups, judged, warnings)
}

/// What every comparison is judged by in a family of this size. `out` counts those of them, few people aside, that a rule calls
/// outside.
pub(super) fn ruled<'a>(
    plan: &'a Plan,
    basis: Basis,
    check: &'a Check,
    part: Part,
    out: impl Fn(&Rule<'a>) -> usize,
) -> (Rule<'a>, document::Family) {
    let sides = Sides::of(&check.limit, check.comparison, check.one_sided);
    let nominal = Confidence::normal(basis.statistics.level);
    let at = |most: f64, few: f64| {
        let levels = Levels { most: Confidence::normal(most), few: Confidence::normal(few), nominal };
        Rule { plan, basis, check, sides, levels }
    };
    let family = family(basis.statistics.level, check, part, |level| out(&at(level, level)));
    (at(family.level_each, family.few.map_or(family.level_each, |few| few.level_each)), family)
}

/// How many comparisons of a rate a rule calls outside, those of few people aside.
pub(super) fn outside(
    rule: &Rule<'_>,
    rate: &Rate,
    concerned: &[&Scope],
    compared: &[Pairs<'_>],
    splits: &[Option<Split>],
) -> usize {
    let each = concerned.iter().zip(compared).zip(splits);
    let pairs = each.flat_map(|((scope, pairs), split)| pairs.pairs.iter().map(move |pair| (*scope, pair, split)));
    let judged = pairs.filter(|(_, pair, _)| pair.is_judged() && !pair.group.is_few());
    judged
        .filter(|(scope, pair, split)| rule.stand(scope, rate, pair, split.as_ref()).verdict == Verdict::Outside)
        .count()
}

fn of_rate(
    basis: Basis,
    check: &Check,
    rate: &'static Rate,
    world: &World<'_>,
    concerned: &[&Scope],
    warnings: &mut Vec<Said>,
) -> document::Check {
    let compared: Vec<Pairs<'_>> = concerned.iter().map(|scope| pairs(&basis, check, rate, scope)).collect();
    let splits = world.splits(check, concerned);
    let parts = compared.iter().map(|pairs| family_part(check, rate, pairs));
    let out = |rule: &Rule<'_>| outside(rule, rate, concerned, &compared, &splits);
    let (rule, family) = ruled(world.plan, basis, check, parts.fold(Part::default(), Part::and), out);
    let mut judged: Vec<Judged<'_>> = Vec::new();
    for ((scope, pairs), split) in concerned.iter().zip(&compared).zip(&splits) {
        let foreign = (!pairs.own).then_some(&pairs.rule);
        for pair in pairs.pairs.iter().filter(|pair| pair.is_judged()) {
            judged.push(rule.one(scope, rate, pair.clone(), foreign, split.as_ref()));
        }
    }
    let groups: Vec<Vec<&Group>> =
        compared.iter().map(|pairs| pairs.pairs.iter().map(|pair| pair.group).collect()).collect();
    let robustness = robust::robustness(&rule, rate, world, &judged);
    document::Check { robustness, ..concluded(&rule, family, concerned, &groups, judged, warnings) }
}

/// What the comparisons of a check come to together. `groups` are those compared in each scope.
fn concluded(
    rule: &Rule<'_>,
    family: document::Family,
    scopes: &[&Scope],
    groups: &[Vec<&Group>],
    mut judged: Vec<Judged<'_>>,
    warnings: &mut Vec<Said>,
) -> document::Check {
    let Rule { plan, check, .. } = *rule;
    adjust(family.size, &mut judged);
    waive::apply(plan, check, &mut judged, warnings);
    for judged in &mut judged {
        judged.result.said = gate::sentence(rule, judged);
    }
    let coverage = coverage::coverage(rule, scopes, groups, &judged);
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
        verdict: gate::worst(counts),
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

pub(super) fn pack(info: &crate::plan::PackInfo) -> document::Pack {
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

/// The pairs of a scope under the check's reference; of a value check, every group against nobody.
pub(super) fn pairs<'a>(basis: &Basis, check: &Check, rate: &Rate, scope: &'a Scope) -> Pairs<'a> {
    if check.comparison == Comparison::Value {
        let of = |(group, dependence): (&'a Group, Dependence)| {
            let side = Side { cell: group.cell.clone(), dependence };
            Pair::new(basis, rate, group, Against::Nobody, &side, &side)
        };
        let dependence = dependence_of_groups(basis, scope, rate);
        let rule = scope.own_rule.clone();
        return Pairs {
            rule,
            own: true,
            reference: None,
            passed_over: Vec::new(),
            pairs: scope.groups.iter().zip(dependence).map(of).collect(),
        };
    }
    let rule = check.reference.clone().unwrap_or_else(|| scope.own_rule.clone());
    Pairs::of(basis, scope, rate, &rule)
}

/// What a scope adds to the family: the comparisons of which both denominators hold people, even when the ratio turns out
/// undefined and whether or not they are shown.
pub(super) fn family_part(check: &Check, rate: &Rate, pairs: &Pairs<'_>) -> Part {
    let people = |group: &Group| group.cell.count(rate.bottom) > 0;
    let compared =
        pairs.pairs.iter().filter(|pair| pair.is_judged() && people(pair.group)).filter(|pair| match pair.against {
            Against::Group(reference) => people(reference),
            Against::Nobody => check.comparison == Comparison::Value,
            Against::Rest | Against::Everyone { .. } => pair.b.is_ok(),
        });
    let rule = (check.comparison != Comparison::Value).then_some(&pairs.rule);
    Part::of(rule, compared.map(|pair| pair.group), pairs.reference.filter(|reference| people(reference)))
}

impl Rule<'_> {
    fn one<'a>(
        &self,
        scope: &'a Scope,
        rate: &Rate,
        pair: Pair<'a>,
        foreign: Option<&ReferenceRule>,
        split: Option<&Split>,
    ) -> Judged<'a> {
        let comparison = self.check.comparison;
        let campaign = scope.campaign.as_deref();
        let mut finding = finding_id(rate.id, comparison, &pair.group.segment, foreign, campaign);
        finding.extend(self.check.within.map(|stratum| within_id(&self.plan.attributes[stratum])));
        let stand = self.stand(scope, rate, &pair, split);
        let printed = pair.is_printed();
        let mut result = self.result(finding, &stand, pair.group, printed);
        if stand.verdict != Verdict::NotAssessed {
            result.survives_missing = Some(survives_missing(self, rate, scope, &pair, split, stand.verdict));
            result.survives_seed = self.survives_seed(scope, rate, &pair, split, stand.verdict);
        }
        let side = coverage::side(self, stand.value);
        let detectable = |side: Option<coverage::OfLimit>| match split {
            Some(split) => alike::detectable(self, rate, &pair, split, side?),
            None => coverage::detectable(self, &pair, side?),
        };
        if stand.decided_by.is_some() {
            result.powered = coverage::powered(self, || detectable(coverage::lower(self)));
        }
        if printed && stand.value.is_ok() {
            result.detectable = detectable(side);
            result.complement_ratio = self.complement_ratio(&pair);
        }
        if printed {
            result.equivalence = parity::equivalence(self, &pair, stand.value);
        }
        let p_value = match (self.basis.inference, comparison) {
            (Inference::Process, Comparison::Difference | Comparison::Ratio)
                if stand.value.is_ok() || pair.b.is_ok() =>
            {
                match split {
                    Some(split) => alike::p_value(self, rate, &pair, split),
                    None => pair_test(&pair).map(|(_, p_value)| p_value),
                }
            }
            _ => None,
        };
        Judged { scope, group: pair.group, pair: Some(pair), result, p_value, value: stand.value, printed }
    }

    /// Whether the verdict is the same with a standard error of two standard deviations more and less, over seeds of the hash
    /// that divides people into folds; `None` where rows are people, and where the estimate decides.
    fn survives_seed(
        &self,
        scope: &Scope,
        rate: &Rate,
        pair: &Pair<'_>,
        split: Option<&Split>,
        verdict: Verdict,
    ) -> Option<bool> {
        let sizes = [pair.a, pair.b].into_iter().flatten().filter_map(|share| share.dependence.sizes());
        let spread = sizes.map(|sizes| sizes.over_seeds).reduce(f64::max)?;
        let again = |factor: f64| self.stand(scope, rate, &pair.wider(factor), split).verdict;
        Some([1.0 - 2.0 * spread, 1.0 + 2.0 * spread].into_iter().all(|factor| again(factor) == verdict))
    }

    /// Where a comparison stands: of everybody, or of people alike in a stratum.
    pub(super) fn stand(&self, scope: &Scope, rate: &Rate, pair: &Pair<'_>, split: Option<&Split>) -> Stand {
        let barred = self.barred(rate, scope);
        match split {
            Some(split) => alike::stand(self, rate, pair, split, barred),
            None => self.of_pair(pair, barred),
        }
    }

    /// Whether it was stated when the outcome was known.
    pub(super) fn timing_stated(&self) -> bool {
        self.basis.observed.is_some()
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
    fn barred(&self, rate: &Rate, scope: &Scope) -> Option<Undefined> {
        if rate.needs_outcome_of_rejected() && !self.timing_stated() {
            return Some(Undefined::OutcomeTimingUnstated);
        }
        scope.campaign.as_ref()?;
        let share = rate_of(&self.basis, rate, &scope.all).ok()?;
        match share.top {
            0 => Some(Undefined::NobodySelected),
            top if top == share.bottom => Some(Undefined::EverybodySelected),
            _ => None,
        }
    }

    /// (1 - p) / (1 - q), for packs that show it.
    fn complement_ratio(&self, pair: &Pair<'_>) -> Option<f64> {
        let (a, b) = (pair.a.ok()?.rate, pair.shown.ok()?.rate);
        (self.check.flip_test && b < 1.0).then(|| (1.0 - a) / (1.0 - b))
    }
}
