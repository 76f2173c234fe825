//! Pairs: each group of a scope and what it is compared with, by the rule that names the reference.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{self, Comparison, ReferenceRule};
use evenhand_metrics::undefined::Undefined;

use super::scope::{Group, Scope, Standing};
use super::share::{Share, rate_of};
use crate::plan::Plan;
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
}

impl<'a> Pair<'a> {
    /// A pair from the people on its two sides: those counted in the group, and those it is compared with.
    #[must_use]
    pub fn new(plan: &Plan, rate: &Rate, group: &'a Group, against: Against<'a>, own: &Cell, other: &Cell) -> Self {
        let hidden = group.standing == Standing::Hidden;
        let a = if hidden { Err(Undefined::TooFew) } else { rate_of(plan, rate, own) };
        let b = match against {
            Against::Nobody => Err(Undefined::ReferenceUndefined),
            _ => rate_of(plan, rate, other),
        };
        if !matches!(against, Against::Everyone { .. }) {
            return Self { group, a, against, b, shown: b };
        }
        // People without a value are not part of everyone, so they are set against all who have one.
        if group.segment.has_missing() {
            return Self { group, a, against: Against::Everyone { share: 0.0 }, b, shown: b };
        }
        let mut all = other.clone();
        all.merge(own);
        let shown = rate_of(plan, rate, &all);
        let share = match (a, shown) {
            (Ok(a), Ok(everyone)) => a.ranked().bottom / everyone.ranked().bottom,
            _ => 0.0,
        };
        Self { group, a, against: Against::Everyone { share }, b, shown }
    }

    /// The people counted in the group and those its interval is computed against.
    #[must_use]
    pub fn sides(&self, scope: &Scope) -> (Cell, Cell) {
        let other = match self.against {
            Against::Group(reference) => reference.cell.clone(),
            Against::Nobody => Cell::default(),
            Against::Rest | Against::Everyone { .. } => rest_of(scope, self.group),
        };
        (self.group.cell.clone(), other)
    }

    /// The estimate.
    ///
    /// # Errors
    /// Why there is none.
    pub fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        comparison.of(self.a.map(|share| share.rate), self.shown.map(|share| share.rate))
    }

    /// Whether the group may be judged: shown, and its values known.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        matches!(self.group.standing, Standing::Shown | Standing::Hidden) && !self.group.segment.has_missing()
    }
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        self.segment == other.segment && self.cell == other.cell
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
    pub fn of(plan: &Plan, scope: &'a Scope, rate: &Rate, rule: &ReferenceRule) -> Self {
        let candidates: Vec<&Group> = scope.groups.iter().filter(|group| group.standing == Standing::Shown).collect();
        let labels: Vec<String> = candidates.iter().map(|group| label(&group.segment)).collect();
        let ranked: Vec<compare::Group<'_>> = candidates
            .iter()
            .zip(&labels)
            .map(|(group, label)| compare::Group {
                label,
                people: if *rule == ReferenceRule::Largest { group.pooled } else { group.cell.people() },
                rate: rate_of(plan, rate, &group.cell).map(|share| share.ranked()),
            })
            .collect();
        let reference = compare::choose(rule, &ranked).map(|at| candidates[at]);
        let own = *rule == own_rule(plan, &scope.set);
        if own && scope.set.len() > 1 && reference.is_none() && matches!(rule, ReferenceRule::Named(_)) {
            return Self { own, ..Self::of(plan, scope, rate, &ReferenceRule::Largest) };
        }
        let passed_over =
            compare::passed_over(rule, &ranked).into_iter().map(|at| candidates[at].segment.clone()).collect();
        let pairs = scope
            .groups
            .iter()
            .filter(|group| reference.is_none_or(|reference| reference.segment != group.segment))
            .map(|group| pair(plan, scope, rate, rule, group, reference))
            .collect();
        Self { rule: rule.clone(), own, reference, passed_over, pairs }
    }
}

fn pair<'a>(
    plan: &Plan,
    scope: &Scope,
    rate: &Rate,
    rule: &ReferenceRule,
    group: &'a Group,
    reference: Option<&'a Group>,
) -> Pair<'a> {
    let (against, other) = match (rule, reference) {
        (ReferenceRule::Rest | ReferenceRule::Everyone, _) => {
            let against = if *rule == ReferenceRule::Rest { Against::Rest } else { Against::Everyone { share: 0.0 } };
            (against, rest_of(scope, group))
        }
        (_, Some(reference)) => (Against::Group(reference), reference.cell.clone()),
        (_, None) => (Against::Nobody, Cell::default()),
    };
    Pair::new(plan, rate, group, against, &group.cell, &other)
}

/// Everybody with a value who is not in the group.
fn rest_of(scope: &Scope, group: &Group) -> Cell {
    let mut rest = scope.valued.clone();
    let part = &group.cell;
    if group.segment.has_missing() {
        return rest;
    }
    for (left, taken) in rest.n.iter_mut().zip(part.n) {
        *left = left.saturating_sub(taken);
    }
    if let (Some(sums), Some(taken)) = (&mut rest.weights, &part.weights) {
        for kind in 0..sums.w.len() {
            sums.w[kind] -= taken.w[kind];
            sums.w2[kind] -= taken.w2[kind];
        }
    }
    rest
}

/// The rule of an attribute or cross: the attribute's own; for a cross the cross of the named references when every
/// attribute names one, else the largest cell.
#[must_use]
pub fn own_rule(plan: &Plan, set: &[usize]) -> ReferenceRule {
    let rules = || set.iter().map(|&index| &plan.attributes[index].reference);
    if let [only] = set {
        return plan.attributes[*only].reference.clone();
    }
    let named: Option<Vec<&str>> = rules()
        .map(|rule| match rule {
            ReferenceRule::Named(label) => Some(label.as_str()),
            _ => None,
        })
        .collect();
    named.map_or(ReferenceRule::Largest, |labels| ReferenceRule::Named(labels.join(", ")))
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
