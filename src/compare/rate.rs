//! A rate of a group held against its reference's: two shares, what people on both sides share, and what follows from them.

use std::borrow::Cow;

use evenhand_metrics::catalog::{Measure, Rate, TestOf};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{Comparison, ReferenceRule, difference_to_everyone, ratio_to_everyone};
use evenhand_metrics::dependence::{Folds, Joint, Shared};
use evenhand_metrics::interval::{Confidence, ProportionMethod, difference, proportion, ratio};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::power::{
    self, Aim, Side, detectable_difference_beyond, detectable_differences, detectable_rate_beyond,
    detectable_ratio_beyond, detectable_ratios,
};
use evenhand_metrics::significance::{Count, Supposed, beyond_limit, default_test, default_test_of_tallies, score_at};
use evenhand_metrics::tally::{self, Tally};
use evenhand_metrics::undefined::Undefined;

use super::compared::{Compared, Comparisons, Inferred, People, Placement};
use super::dependence::{self, Dependence};
use super::hide;
use super::reference::{Against, Chosen};
use super::scope::{Group, Scope};
use super::share::{Share, share_of};
use crate::document::{Gap, Weighted};
use crate::plan::{Basis, Inference};

/// A rate of a group and of its reference.
#[derive(Debug, Clone)]
pub struct RatePair<'a> {
    /// The rate.
    pub rate: &'static Rate,
    /// The group.
    pub group: &'a Group,
    /// Its rate.
    pub a: Result<Share, Undefined>,
    /// What it is compared with.
    pub against: Against<'a>,
    /// The rate that the interval is computed against: the reference's, or that of everybody else.
    pub b: Result<Share, Undefined>,
    /// The rate that the estimate is computed against: as `b`, but everyone's for `everyone`.
    pub shown: Result<Share, Undefined>,
    /// How many people the interval is computed against.
    pub others: u64,
    /// What the two sides share, where people have several rows.
    pub shared: Option<Shared>,
    /// How it is compared.
    pub basis: Basis,
}

/// The people on one side of a comparison.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OneSide {
    /// Who they are.
    pub cell: Cell,
    /// How their rows depend on each other.
    pub dependence: Dependence,
}

/// All groups of a scope in one rate.
pub type RatePairs<'a> = Comparisons<'a, RatePair<'a>>;

impl<'a> RatePair<'a> {
    /// A pair from the people on its two sides: those counted in the group, and those it is compared with.
    #[must_use]
    pub fn new(
        basis: &Basis,
        rate: &'static Rate,
        group: &'a Group,
        against: Against<'a>,
        own: &OneSide,
        other: &OneSide,
    ) -> Self {
        let share = |side: &OneSide| share_of(basis, rate, &side.cell, side.dependence);
        let a = share(own);
        let b = match against {
            Against::Nobody => Err(Undefined::ReferenceUndefined),
            _ => share(other),
        };
        let (a, b) = match (a, b) {
            (Ok(a), Ok(b)) => (Ok(a.borrowing(&b)), Ok(b.borrowing(&a))),
            neither => neither,
        };
        let (others, basis) = (other.cell.people(), *basis);
        let pair = Self { rate, group, a, against, b, shown: b, others, shared: None, basis };
        if !matches!(pair.against, Against::Everyone { .. }) {
            return pair;
        }
        // People without a value are not part of everyone, so they are set against all who have one.
        if group.segment.has_missing() {
            return Self { against: Against::Everyone { share: 0.0 }, ..pair };
        }
        let mut all = other.cell.clone();
        all.merge(&own.cell);
        let shown = share_of(&basis, rate, &all, other.dependence);
        let share = match (a, shown) {
            (Ok(a), Ok(everyone)) => a.ranked().bottom / everyone.ranked().bottom,
            _ => 0.0,
        };
        Self { against: Against::Everyone { share }, shown, ..pair }
    }

    /// Why there is no interval although there is an estimate.
    #[must_use]
    pub fn unsure(&self) -> Option<Undefined> {
        [self.a, self.b].into_iter().flatten().find_map(|share| share.unsure())
    }

    /// How sure the pair's interval is to be at a level: where the audit is made again and again, for every look.
    #[must_use]
    pub fn at_level(&self, wanted: &Confidence) -> Confidence {
        let people = |share: Result<Share, Undefined>| share.ok().map(|share| share.effective().bottom);
        let inference = self.basis.inference;
        match (inference, people(self.a), people(self.b)) {
            (Inference::Monitoring { .. }, Some(a), Some(b)) => {
                inference.confidence(wanted.level(), shared_people(a, b))
            }
            (Inference::Monitoring { .. }, Some(alone), None) => inference.confidence(wanted.level(), alone),
            _ => *wanted,
        }
    }

    /// How sure an interval of the pair is.
    #[must_use]
    pub fn confidence(&self, comparison: Comparison, wanted: &Confidence) -> Confidence {
        self.at_level(wanted).by_student(self.freedom(comparison))
    }

    /// How sure an interval of some of its people is, as many as count for these.
    #[must_use]
    pub fn confidence_of(&self, comparison: Comparison, wanted: &Confidence, people: f64) -> Confidence {
        let at_level = match self.basis.inference {
            Inference::Monitoring { .. } => self.basis.inference.confidence(wanted.level(), people),
            Inference::Process | Inference::Census => *wanted,
        };
        at_level.by_student(self.freedom(comparison))
    }

    /// The degrees of freedom that repeated people or uneven weights leave to a comparison: of weights those of the side with
    /// fewer.
    #[must_use]
    pub fn freedom(&self, comparison: Comparison) -> f64 {
        if let Some(joint) = self.joint(comparison) {
            return joint.degrees;
        }
        [self.a, self.b].iter().flatten().map(Share::freedom).fold(f64::INFINITY, f64::min)
    }

    /// The variance of the comparison, where people have several rows.
    #[must_use]
    pub const fn joint(&self, comparison: Comparison) -> Option<Joint> {
        match (self.shared, comparison) {
            (None, _) | (_, Comparison::Value) => None,
            (Some(shared), Comparison::Difference) => Some(shared.difference),
            (Some(shared), Comparison::Ratio) => Some(shared.ratio),
        }
    }

    /// k of n on both sides, as intervals of the comparison need them: divided by the design effects, and by how much more or
    /// less the comparison varies because people may stand on both sides.
    ///
    /// # Errors
    /// Why one side has no rate.
    pub fn effective(&self, comparison: Comparison) -> Result<(Tally, Tally), Undefined> {
        let factor = self.joint(comparison).map_or(1.0, |joint| joint.factor);
        Ok((self.a?.effective().over(factor), self.b?.effective().over(factor)))
    }

    /// The same as a test at a limit needs them.
    fn cautious(&self, comparison: Comparison) -> Result<(Tally, Tally), Undefined> {
        let (a, b) = self.effective(comparison)?;
        Ok((a.over(self.a?.caution), b.over(self.b?.caution)))
    }

    /// How many times fewer people a test at a limit takes both sides to be worth: the larger of theirs.
    pub(super) fn caution(&self) -> f64 {
        [self.a, self.b].iter().flatten().map(|share| share.caution).fold(1.0, f64::max)
    }

    /// Whether both sides are plain counts of people who each stand for one, and nobody is on both.
    #[must_use]
    pub fn is_independent(&self) -> bool {
        let alone = |share: Result<Share, Undefined>| share.is_ok_and(|share| share.is_independent());
        let apart = self.shared.is_none_or(|shared| shared.difference.factor.to_bits() == 1.0_f64.to_bits());
        alone(self.a) && alone(self.b) && apart
    }

    /// Against everyone, the group's share of them; else 0.
    fn share(&self) -> f64 {
        if let Against::Everyone { share } = self.against { share } else { 0.0 }
    }

    /// A rate by itself.
    fn alone(&self, wanted: &Confidence) -> Result<Inferred, Undefined> {
        let share = self.a?;
        let (method, sure) = (self.basis.statistics.proportion, self.confidence(Comparison::Value, wanted));
        Ok(Inferred {
            interval: proportion(method, share.effective(), &sure)?,
            method: method.id(),
            deff: deff(&share),
            shared: None,
            degrees: share.dependence.degrees(),
            sure,
        })
    }

    /// The limit as two independent groups have it: one on the ratio to everyone is one on the ratio to the rest.
    fn supposed(&self, comparison: Comparison, limit: f64) -> Option<Supposed> {
        let share = self.share();
        match comparison {
            Comparison::Ratio => supposed(Comparison::Ratio, limit * (1.0 - share) / (1.0 - share * limit)),
            comparison => supposed(comparison, limit / (1.0 - share)),
        }
    }

    /// The people counted in the group and those its interval is computed against.
    fn sides(&self, scope: &Scope) -> [OneSide; 2] {
        let other = match self.against {
            Against::Group(reference) => reference.cell.clone(),
            Against::Nobody => Cell::default(),
            Against::Rest | Against::Everyone { .. } => rest_of(scope, self.group),
        };
        let side = |cell: Cell, share: Result<Share, Undefined>| OneSide {
            cell,
            dependence: share.map_or(Dependence::Independent, |share| share.dependence),
        };
        [side(self.group.cell.clone(), self.a), side(other, self.b)]
    }

    /// The same, had every standard error been `factor` times as large.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let wider = |share: Share| Share { deff: share.deff * factor * factor, ..share };
        Self { a: self.a.map(wider), b: self.b.map(wider), shown: self.shown.map(wider), ..self.clone() }
    }
}

impl<'a> Compared<'a> for RatePair<'a> {
    fn measure(&self) -> Measure {
        Measure::Rate(self.rate)
    }

    fn group(&self) -> &'a Group {
        self.group
    }

    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        if let (Ok(a), Ok(b)) = (self.a, self.shown)
            && a.is_plain()
            && b.is_plain()
        {
            return comparison.of_counts((a.top, a.bottom), (b.top, b.bottom));
        }
        comparison.of(self.a.map(|share| share.rate), self.shown.map(|share| share.rate))
    }

    fn interval(&self, comparison: Comparison, wanted: &Confidence) -> Result<Inferred, Undefined> {
        if let Some(reason) = self.unsure() {
            return Err(reason);
        }
        let statistics = &self.basis.statistics;
        let sure = self.confidence(comparison, wanted);
        let (method, interval) = match comparison {
            _ if self.basis.inference == Inference::Census => return Err(Undefined::NoInterval),
            Comparison::Value => return self.alone(wanted),
            Comparison::Difference => {
                let (a, b) = self.effective(comparison)?;
                let found = difference(statistics.difference, a, b, &sure)?;
                (statistics.difference.id(), found.difference_to_everyone(self.share()))
            }
            Comparison::Ratio => {
                let (a, b) = self.effective(comparison)?;
                (statistics.ratio.id(), ratio(statistics.ratio, a, b, &sure)?.ratio_to_everyone(self.share()))
            }
        };
        let joint = self.joint(comparison);
        Ok(Inferred {
            interval,
            method,
            deff: self.a.ok().and_then(|share| deff(&share)),
            shared: joint.map(|joint| joint.factor),
            degrees: joint.map(|joint| joint.degrees),
            sure,
        })
    }

    /// One rate is held against the exact binomial tail (Clopper and Pearson 1934; of effective people Korn and Graubard 1998),
    /// two against the exact test; of weights or repeated people, of which there are no tables, against the skewness-corrected
    /// score, with both sides of a rate as uneven as the more uneven one.
    fn rules_out(&self, comparison: Comparison, side: Side, value: f64, wanted: &Confidence) -> bool {
        let sure = self.confidence(comparison, wanted);
        let Ok(a) = self.a else { return true };
        if comparison == Comparison::Value {
            let exact = proportion(ProportionMethod::ClopperPearson, a.cautious(), &sure);
            return exact.is_ok_and(|exact| !exact.contains(value));
        }
        let (Ok(b), Ok(cautious)) = (self.b, self.cautious(comparison)) else { return true };
        let Some(supposed) = self.supposed(comparison, value) else { return false };
        if self.is_independent() {
            let count = |share: Share| Count::new(share.top, share.bottom);
            return beyond_limit(supposed, side, count(a), count(b)).is_ok_and(|p_value| p_value <= sure.tail());
        }
        is_beyond(&[tally::Pair::new(cautious.0, cautious.1)], supposed, side, &sure)
    }

    fn tested(&self, comparison: Comparison) -> Option<TestOf> {
        let (a, b) = (self.a.ok()?, self.b.ok()?);
        if comparison == Comparison::Value || self.basis.inference != Inference::Process || self.unsure().is_some() {
            return None;
        }
        let chosen = if self.is_independent() {
            default_test(Count::new(a.top, a.bottom), Count::new(b.top, b.bottom))
        } else {
            let (a, b) = self.effective(Comparison::Difference).ok()?;
            default_test_of_tallies(a, b, self.freedom(Comparison::Difference))
        };
        let chosen = chosen.ok()?;
        Some(TestOf { id: chosen.test.id(), p_value: chosen.tested.p_value, under_equality: None })
    }

    fn people(&self, comparison: Comparison) -> People {
        let Some(a) = self.a.ok().filter(|_| self.is_printed(comparison)) else { return People::default() };
        let b = self.shown.ok().filter(|_| comparison != Comparison::Value);
        People {
            top: Some(a.top),
            bottom: Some(a.bottom),
            reference_top: b.map(|share| share.top),
            reference_bottom: b.map(|share| share.bottom),
            weighted: a.weights.map(|sums| Weighted {
                top: sums.top,
                bottom: sums.bottom,
                reference_top: b.and_then(|share| Some(share.weights?.top)),
                reference_bottom: b.and_then(|share| Some(share.weights?.bottom)),
            }),
            effective: a.dependence.people(),
        }
    }

    fn has_people(&self, comparison: Comparison) -> bool {
        let people = |group: &Group| group.cell.count(self.rate.bottom) > 0;
        people(self.group)
            && match self.against {
                Against::Group(reference) => people(reference),
                Against::Nobody => comparison == Comparison::Value,
                Against::Rest | Against::Everyone { .. } => self.b.is_ok(),
            }
    }

    fn is_printed(&self, _: Comparison) -> bool {
        let min_cell = self.basis.min_cell;
        let of_hidden = match self.against {
            Against::Group(reference) => reference.is_hidden(min_cell),
            Against::Rest => hide::is_small(self.others, min_cell),
            Against::Everyone { .. } | Against::Nobody => false,
        };
        !(of_hidden || self.group.is_hidden(min_cell))
    }

    /// Against everyone the gap is sought on the scale of the rest, where the two groups are independent.
    fn detectable(&self, comparison: Comparison, (side, limit): (Side, f64), wanted: &Confidence) -> Option<f64> {
        if self.basis.inference == Inference::Census || self.unsure().is_some() {
            return None;
        }
        let aim = Aim::usual(self.confidence(comparison, wanted));
        if comparison == Comparison::Value {
            let people = self.a.ok()?.cautious().bottom;
            return detectable_rate_beyond(side, limit, people, self.basis.statistics.proportion, &aim);
        }
        let (a, b) = self.cautious(comparison).ok()?;
        let (people, reference) = (a.bottom, power::Group { rate: self.b.ok()?.rate, people: b.bottom });
        let share = self.share();
        if comparison == Comparison::Ratio {
            let limit = limit * (1.0 - share) / (1.0 - share * limit);
            let seen = detectable_ratio_beyond(side, limit, people, reference, &aim)?;
            return Some(seen / (share * seen + 1.0 - share));
        }
        let limit = limit.abs() / (1.0 - share);
        detectable_difference_beyond(side, limit, people, reference, &aim).map(|seen| seen * (1.0 - share))
    }

    /// Against everyone they are sought against the rest, where the two groups are independent.
    fn detectable_from_equality(&self, comparison: Comparison) -> Option<Gap> {
        let (a, b) = self.effective(comparison).ok()?;
        if self.unsure().is_some() {
            return None;
        }
        let reference = power::Group { rate: self.b.ok()?.rate, people: b.bottom };
        let aim = Aim::usual(self.at_level(&Confidence::normal(self.basis.statistics.level)));
        let found = match comparison {
            Comparison::Value => return None,
            Comparison::Difference => detectable_differences(a.bottom, reference, &aim),
            Comparison::Ratio => detectable_ratios(a.bottom, reference, &aim),
        };
        let gap = |away: f64| match (&self.against, comparison) {
            (Against::Everyone { share }, Comparison::Ratio) => ratio_to_everyone(away, *share).ok(),
            (Against::Everyone { share }, _) => Some(difference_to_everyone(away, *share)),
            _ => Some(away),
        };
        Some(Gap { low: found.low.and_then(gap), high: found.high.and_then(gap) })
    }

    fn counts(&self, comparison: Comparison) -> Option<(Count, Count)> {
        let count = |share: Share| Count::new(share.top, share.bottom);
        let a = self.a.ok().filter(Share::is_plain)?;
        let reference = match comparison {
            Comparison::Difference => return None,
            // A value is its ratio to certainty.
            Comparison::Value => Count::new(1, 1),
            Comparison::Ratio => self.shown.ok().map(count)?,
        };
        Some((count(a), reference))
    }

    fn rates(&self) -> Option<&RatePair<'a>> {
        Some(self)
    }

    fn placed(&self, scope: &Scope, placement: Placement) -> Option<Box<dyn Compared<'a> + 'a>> {
        let joining = joining(self.rate, placement);
        let mut sides = self.sides(scope);
        for group in unknown(scope) {
            for (side, (kinds, may)) in sides.iter_mut().zip(joining.into_iter().zip(may_be(group, self))) {
                if may {
                    side.cell.merge(&only(&group.cell, kinds));
                }
            }
        }
        let [own, other] = &sides;
        let placed = Self::new(&self.basis, self.rate, self.group, self.against.clone(), own, other);
        Some(Box::new(Self { shared: self.shared, ..placed }))
    }

    fn over_seeds(&self) -> Option<f64> {
        let sizes = [self.a, self.b].into_iter().flatten().filter_map(|share| share.dependence.sizes());
        sizes.map(|sizes| sizes.over_seeds).reduce(f64::max)
    }

    fn wider(&self, factor: f64) -> Option<Box<dyn Compared<'a> + 'a>> {
        Some(Box::new(self.scaled(factor)))
    }
}

impl<'a> RatePairs<'a> {
    /// The groups of a scope against the reference that a rule names.
    #[must_use]
    pub fn of(basis: &Basis, scope: &'a Scope, rate: &'static Rate, rule: &ReferenceRule) -> Self {
        let ranked =
            |group: &Group| share_of(basis, rate, &group.cell, Dependence::Independent).map(|share| share.ranked());
        let chosen = Chosen::of(basis, scope, rule, ranked, None);
        let sides = sides(basis, scope, rate);
        let referred = scope.groups.iter().zip(&sides).find(|(group, _)| chosen.is(group)).map(|(_, side)| side);
        let nobody = Folds::default();
        let others = scope.groups.iter().zip(&sides).filter(|(group, _)| !chosen.is(group));
        let all = others.map(|(group, own)| {
            let (against, other, folds) = match (&chosen.rule, chosen.reference.zip(referred)) {
                (ReferenceRule::Rest | ReferenceRule::Everyone, _) => {
                    let (dependence, folds) = dependence::of_rest(basis, scope, rate, group);
                    let everyone = Against::Everyone { share: 0.0 };
                    let against = if chosen.rule == ReferenceRule::Rest { Against::Rest } else { everyone };
                    (against, OneSide { cell: rest_of(scope, group), dependence }, Cow::Owned(folds))
                }
                (_, Some((reference, side))) => {
                    (Against::Group(reference), side.clone(), Cow::Borrowed(&reference.folds))
                }
                (_, None) => (Against::Nobody, OneSide::default(), Cow::Borrowed(&nobody)),
            };
            let shared = dependence::of_both(rate, [&group.folds, folds.as_ref()], [own.dependence, other.dependence]);
            RatePair { shared, ..RatePair::new(basis, rate, group, against, own, &other) }
        });
        let all = all.collect();
        Self { chosen, all }
    }

    /// Every group by itself.
    #[must_use]
    pub fn alone(basis: &Basis, scope: &'a Scope, rate: &'static Rate) -> Self {
        let groups = scope.groups.iter().zip(sides(basis, scope, rate));
        let pair = |(group, side)| RatePair::new(basis, rate, group, Against::Nobody, &side, &side);
        Self { chosen: Chosen::nobody(scope), all: groups.map(pair).collect() }
    }
}

fn sides(basis: &Basis, scope: &Scope, rate: &'static Rate) -> Vec<OneSide> {
    let dependence = dependence::of_groups(basis, scope, rate);
    let side = |(group, dependence): (&Group, Dependence)| OneSide { cell: group.cell.clone(), dependence };
    scope.groups.iter().zip(dependence).map(side).collect()
}

/// Everybody with a value who is not in the group.
fn rest_of(scope: &Scope, group: &Group) -> Cell {
    let mut rest = scope.valued.clone();
    if !group.segment.has_missing() {
        rest.remove(&group.cell);
    }
    rest
}

/// The design effect as documents show it: not at all for independent people of equal weight.
fn deff(share: &Share) -> Option<f64> {
    (!share.is_independent()).then_some(share.deff)
}

/// As how many people a comparison of so many on either side counts: its variance is that of a mean of as many.
#[must_use]
pub fn shared_people(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { a * b / (a + b) } else { 0.0 }
}

/// What a comparison at a value supposes; `None` of a rate alone.
pub(super) const fn supposed(comparison: Comparison, value: f64) -> Option<Supposed> {
    match comparison {
        Comparison::Ratio => Some(Supposed::Ratio(value)),
        Comparison::Difference => Some(Supposed::Difference(value)),
        Comparison::Value => None,
    }
}

/// Whether the score over strata lies beyond what is supposed by more than the critical value.
pub(super) fn is_beyond(strata: &[tally::Pair], supposed: Supposed, side: Side, sure: &Confidence) -> bool {
    score_at(strata, supposed).is_ok_and(|z| match side {
        Side::Below => z <= -sure.critical(),
        Side::Above => z >= sure.critical(),
    })
}

/// Which of the people whose group is not known join the group, and which its reference: to widen the gap those in the
/// measure's top join the reference and the others of its bottom the group, to narrow it the reverse.
pub(super) fn joining(rate: &'static Rate, placement: Placement) -> [Outcomes; 2] {
    let others = rate.bottom.without(rate.top);
    match placement {
        Placement::Worst => [others, rate.top],
        Placement::Best => [rate.top, others],
    }
}

/// The people of whom a value is not known.
pub(super) fn unknown(scope: &Scope) -> impl Iterator<Item = &Group> {
    scope.groups.iter().filter(|group| group.segment.has_missing())
}

/// Whether someone with these known values could belong to the group, and to what it is compared with.
pub(super) fn may_be(unknown: &Group, pair: &RatePair<'_>) -> [bool; 2] {
    let fits = |group: &Group| {
        let labels = unknown.segment.0.iter().zip(&group.segment.0);
        labels.into_iter().all(|((_, known), (_, label))| known.is_none() || known == label)
    };
    let reference = match pair.against {
        Against::Group(reference) => fits(reference),
        Against::Rest | Against::Everyone { .. } => true,
        Against::Nobody => false,
    };
    [fits(pair.group), reference]
}

/// The people of a cell who are of these kinds.
pub(super) fn only(cell: &Cell, kinds: Outcomes) -> Cell {
    let mut kept = cell.clone();
    for kind in Outcomes::ALL.without(kinds).kinds() {
        kept.n[kind.index()] = 0;
        if let Some(sums) = &mut kept.weights {
            sums.w[kind.index()] = 0;
            sums.w2[kind.index()] = 0;
            sums.w2_over[kind.index()] = 0;
        }
    }
    kept
}
