//! Pairs: each group of a scope and what it is compared with, by the rule that names the reference.

use std::borrow::Cow;

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{self, Comparison, ReferenceRule};
use evenhand_metrics::dependence::{Folds, Joint, Shared};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::dependence::{self, Dependence};
use super::hide;
use super::scope::{Group, Scope, Standing};
use super::share::{Share, share_of};
use crate::plan::{Basis, Inference};
use crate::segment::{Segment, encoded};

/// What a group is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Against<'a> {
    /// Another group.
    Group(&'a Group),
    /// Everybody else with a value.
    Rest,
    /// Everybody with a value; `share` of the measure's denominator is the group itself.
    Everyone {
        /// The group's share of everybody in the denominator, from 0 to 1.
        share: f64,
    },
    /// Nobody: no group qualifies as a reference.
    Nobody,
}

/// A group and its reference.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
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

impl<'a> Pair<'a> {
    /// A pair from the people on its two sides: those counted in the group, and those it is compared with.
    #[must_use]
    pub fn new(basis: &Basis, rate: &Rate, group: &'a Group, against: Against<'a>, own: &Side, other: &Side) -> Self {
        let a = own.share(basis, rate);
        let b = match against {
            Against::Nobody => Err(Undefined::ReferenceUndefined),
            _ => other.share(basis, rate),
        };
        let (a, b) = match (a, b) {
            (Ok(a), Ok(b)) => (Ok(a.borrowing(&b)), Ok(b.borrowing(&a))),
            neither => neither,
        };
        let (others, basis) = (other.cell.people(), *basis);
        if !matches!(against, Against::Everyone { .. }) {
            return Self { group, a, against, b, shown: b, others, shared: None, basis };
        }
        // People without a value are not part of everyone, so they are set against all who have one.
        if group.segment.has_missing() {
            return Self {
                group,
                a,
                against: Against::Everyone { share: 0.0 },
                b,
                shown: b,
                others,
                shared: None,
                basis,
            };
        }
        let mut all = other.cell.clone();
        all.merge(&own.cell);
        let shown = share_of(&basis, rate, &all, other.dependence);
        let share = match (a, shown) {
            (Ok(a), Ok(everyone)) => a.ranked().bottom / everyone.ranked().bottom,
            _ => 0.0,
        };
        Self { group, a, against: Against::Everyone { share }, b, shown, others, shared: None, basis }
    }

    /// The people counted in the group and those its interval is computed against.
    #[must_use]
    pub fn sides(&self, scope: &Scope) -> (Side, Side) {
        let other = match self.against {
            Against::Group(reference) => reference.cell.clone(),
            Against::Nobody => Cell::default(),
            Against::Rest | Against::Everyone { .. } => rest_of(scope, self.group),
        };
        let side = |cell: Cell, share: Result<Share, Undefined>| Side {
            cell,
            dependence: share.map_or(Dependence::Independent, |share| share.dependence),
        };
        (side(self.group.cell.clone(), self.a), side(other, self.b))
    }

    /// Why there is no interval although there is an estimate.
    #[must_use]
    pub fn unsure(&self) -> Option<Undefined> {
        [self.a, self.b].into_iter().flatten().find_map(|share| share.dependence.unknown())
    }

    /// How sure the pair's interval is to be at a level: where the audit is made again and again, for every look.
    #[must_use]
    pub fn at_level(&self, wanted: &Confidence) -> Confidence {
        let people = |share: Result<Share, Undefined>| share.ok().map(|share| share.effective().bottom);
        match (self.basis.inference, people(self.a), people(self.b)) {
            (Inference::Monitoring { .. }, Some(a), Some(b)) => {
                self.basis.inference.confidence(wanted.level(), shared_people(a, b))
            }
            (Inference::Monitoring { .. }, Some(alone), None) => self.basis.inference.confidence(wanted.level(), alone),
            _ => *wanted,
        }
    }

    /// How sure an interval of the pair is.
    #[must_use]
    pub fn confidence(&self, comparison: Comparison, wanted: &Confidence) -> Confidence {
        self.at_level(wanted).by_student(self.freedom(comparison))
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

    /// Whether both sides are plain counts of people who each stand for one, and nobody is on both.
    #[must_use]
    pub fn is_independent(&self) -> bool {
        let alone = |share: Result<Share, Undefined>| share.is_ok_and(|share| share.is_independent());
        let apart = self.shared.is_none_or(|shared| shared.difference.factor.to_bits() == 1.0_f64.to_bits());
        alone(self.a) && alone(self.b) && apart
    }

    /// The same, had every standard error been `factor` times as large.
    #[must_use]
    pub fn wider(&self, factor: f64) -> Self {
        let wider = |share: Share| Share { deff: share.deff * factor * factor, ..share };
        Self { a: self.a.map(wider), b: self.b.map(wider), shown: self.shown.map(wider), ..self.clone() }
    }

    /// The estimate; of plain counts made from the exact fraction, so that it equals a limit where people do.
    ///
    /// # Errors
    /// Why there is none.
    pub fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        if let (Ok(a), Ok(b)) = (self.a, self.shown)
            && a.is_plain()
            && b.is_plain()
        {
            return comparison.of_counts((a.top, a.bottom), (b.top, b.bottom));
        }
        comparison.of(self.a.map(|share| share.rate), self.shown.map(|share| share.rate))
    }

    /// Whether its numbers may be printed: they tell of neither side that is too small to be shown.
    #[must_use]
    pub fn is_printed(&self) -> bool {
        let min_cell = self.basis.min_cell;
        let of_hidden = match self.against {
            Against::Group(reference) => reference.is_hidden(min_cell),
            Against::Rest => hide::is_small(self.others, min_cell),
            Against::Everyone { .. } | Against::Nobody => false,
        };
        !(of_hidden || self.group.is_hidden(min_cell))
    }

    /// Whether the group may be judged: its values are known, and it is not several groups together.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        matches!(self.group.standing, Standing::Shown | Standing::Hidden) && !self.group.segment.has_missing()
    }
}

/// As how many people a comparison of so many on either side counts: its variance is that of a mean of as many.
#[must_use]
pub fn shared_people(a: f64, b: f64) -> f64 {
    if a + b > 0.0 { a * b / (a + b) } else { 0.0 }
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        self.segment == other.segment && self.cell == other.cell
    }
}

/// The people on one side of a comparison.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    /// Who they are.
    pub cell: Cell,
    /// How their rows depend on each other.
    pub dependence: Dependence,
}

impl Side {
    fn share(&self, basis: &Basis, rate: &Rate) -> Result<Share, Undefined> {
        share_of(basis, rate, &self.cell, self.dependence)
    }
}

/// All pairs of a scope under one rule.
#[derive(Debug, Clone)]
pub struct Pairs<'a> {
    /// The rule as it names itself in documents and ids.
    pub rule: ReferenceRule,
    /// Whether it is the scope's own rule, which ids leave out.
    pub own: bool,
    /// The reference group, when the rule chooses one.
    pub reference: Option<&'a Group>,
    /// Groups that the rule passed over.
    pub passed_over: Vec<Segment>,
    /// One per group that is not the reference.
    pub pairs: Vec<Pair<'a>>,
}

impl<'a> Pairs<'a> {
    /// The pairs of a scope under a rule.
    #[must_use]
    pub fn of(basis: &Basis, scope: &'a Scope, rate: &Rate, rule: &ReferenceRule) -> Self {
        let dependence = dependence::of_groups(basis, scope, rate);
        let sides: Vec<Side> = scope
            .groups
            .iter()
            .zip(dependence)
            .map(|(group, dependence)| Side { cell: group.cell.clone(), dependence })
            .collect();
        let candidates = candidates(basis, scope, rule);
        let labels: Vec<String> = candidates.iter().map(|group| label(&group.segment)).collect();
        let ranked: Vec<compare::Group<'_>> = candidates
            .iter()
            .zip(&labels)
            .map(|(group, label)| compare::Group {
                label,
                people: if *rule == ReferenceRule::Largest { group.pooled } else { group.cell.people() },
                rate: share_of(basis, rate, &group.cell, Dependence::Independent).map(|share| share.ranked()),
            })
            .collect();
        let reference = compare::choose(rule, &ranked).map(|at| candidates[at]);
        let own = *rule == scope.own_rule;
        if own && scope.set.len() > 1 && reference.is_none() && matches!(rule, ReferenceRule::Named(_)) {
            return Self { own, ..Self::of(basis, scope, rate, &ReferenceRule::Largest) };
        }
        let passed_over =
            compare::passed_over(rule, &ranked).into_iter().map(|at| candidates[at].segment.clone()).collect();
        let is_reference = |group: &Group| reference.is_some_and(|reference| reference.segment == group.segment);
        let referred = scope.groups.iter().zip(&sides).find(|(group, _)| is_reference(group)).map(|(_, side)| side);
        let nobody = Folds::default();
        let others = scope.groups.iter().zip(&sides).filter(|(group, _)| !is_reference(group));
        let pairs = others.map(|(group, own)| {
            let (against, other, folds) = match (rule, reference.zip(referred)) {
                (ReferenceRule::Rest | ReferenceRule::Everyone, _) => {
                    let (dependence, folds) = dependence::of_rest(basis, scope, rate, group);
                    let everyone = Against::Everyone { share: 0.0 };
                    let against = if *rule == ReferenceRule::Rest { Against::Rest } else { everyone };
                    (against, Side { cell: rest_of(scope, group), dependence }, Cow::Owned(folds))
                }
                (_, Some((reference, side))) => {
                    (Against::Group(reference), side.clone(), Cow::Borrowed(&reference.folds))
                }
                (_, None) => (Against::Nobody, Side::default(), Cow::Borrowed(&nobody)),
            };
            let shared = dependence::of_both(rate, [&group.folds, folds.as_ref()], [own.dependence, other.dependence]);
            Pair { shared, ..Pair::new(basis, rate, group, against, own, &other) }
        });
        let pairs = pairs.collect();
        Self { rule: rule.clone(), own, reference, passed_over, pairs }
    }
}

/// The groups that may be the reference. A rule that chooses by the rate passes over few people, whose rate is any; where
/// every group is that small it has to choose among them.
pub(super) fn candidates<'a>(basis: &Basis, scope: &'a Scope, rule: &ReferenceRule) -> Vec<&'a Group> {
    let groups = || {
        let standing = |group: &&Group| matches!(group.standing, Standing::Shown | Standing::Hidden);
        scope.groups.iter().filter(standing)
    };
    // With a smallest cell of one nobody is few.
    let by_rate = matches!(rule, ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct) && basis.min_cell > 1;
    let all_few = groups().all(|group| group.cell.is_empty() || group.is_few());
    groups().filter(|group| !by_rate || all_few || !group.is_few()).collect()
}

/// Everybody with a value who is not in the group.
fn rest_of(scope: &Scope, group: &Group) -> Cell {
    let mut rest = scope.valued.clone();
    if !group.segment.has_missing() {
        rest.remove(&group.cell);
    }
    rest
}

/// A group's label as rules name it and ties are broken by it: of a cross, its labels joined.
pub(super) fn label(segment: &Segment) -> String {
    let labels: Vec<&str> = segment.0.iter().filter_map(|(_, label)| label.as_deref()).collect();
    labels.join(", ")
}

/// The permanent id of a finding.
#[must_use]
pub fn finding_id(
    measure: &str,
    comparison: Comparison,
    segment: &Segment,
    foreign: Option<&ReferenceRule>,
    campaign: Option<&str>,
) -> String {
    let versus = match foreign {
        None => String::new(),
        Some(ReferenceRule::Named(label)) => format!("/vs=named:{}", encoded(label)),
        Some(rule) => format!("/vs={}", rule.id()),
    };
    let campaign = campaign.map_or_else(String::new, |campaign| format!("/in={}", encoded(campaign)));
    format!("{measure}/{}/{}{versus}{campaign}", comparison.id(), segment.id())
}
