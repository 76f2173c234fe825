//! Dependence: how many rows count for one person in each group, from the folds where a unit is named, else as the plan
//! states.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::dependence::{Effective, clustered};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::undefined::Undefined;

use super::scope::{Group, Scope};
use crate::plan::Plan;

/// How the rows of a group depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Dependence {
    /// They do not, but for what weights and a stated design effect say.
    #[default]
    Independent,
    /// People with several rows: the design effect, weights included, and the folds that have people.
    Folds {
        /// How many rows count for one, at least 1.
        deff: f64,
        /// Folds with people in the denominator.
        folds: u32,
    },
    /// People with several rows, and no way to tell how much that matters.
    Unknown(Undefined),
}

impl Dependence {
    fn of(found: Result<Effective, Undefined>) -> Self {
        match found {
            Ok(Effective { deff, folds: Some(folds), .. }) => Self::Folds { deff, folds },
            Ok(Effective { folds: None, .. }) => Self::Independent,
            Err(reason) => Self::Unknown(reason),
        }
    }

    /// Why no interval can be given.
    #[must_use]
    pub const fn unknown(self) -> Option<Undefined> {
        if let Self::Unknown(reason) = self { Some(reason) } else { None }
    }

    /// How sure an interval is: Student's t on the folds less one, where there are folds.
    #[must_use]
    pub fn confidence(self, wanted: &Confidence) -> Confidence {
        confidence(self.folds(), wanted)
    }

    /// The same for a comparison with another group: the smaller number of folds decides.
    #[must_use]
    pub fn confidence_against(self, other: Self, wanted: &Confidence) -> Confidence {
        confidence(self.folds().into_iter().chain(other.folds()).min(), wanted)
    }

    /// Degrees of freedom: the folds less one; infinite where there are none.
    #[must_use]
    pub fn freedom(self) -> f64 {
        self.folds().map_or(f64::INFINITY, |folds| f64::from(folds) - 1.0)
    }

    const fn folds(self) -> Option<u32> {
        if let Self::Folds { folds, .. } = self { Some(folds) } else { None }
    }
}

fn confidence(folds: Option<u32>, wanted: &Confidence) -> Confidence {
    match folds {
        Some(folds) => Confidence::student(wanted.level(), f64::from(folds) - 1.0),
        None => *wanted,
    }
}

/// The less sure of a confidence and of one with these degrees of freedom.
pub(super) fn fewer(known: Confidence, freedom: f64) -> Confidence {
    if freedom.is_infinite() {
        return known;
    }
    let other = Confidence::student(known.level(), freedom);
    if other.critical() > known.critical() { other } else { known }
}

/// The dependence of every group of a scope, in their order, for one rate.
#[must_use]
pub fn of_groups(plan: &Plan, scope: &Scope, rate: &Rate) -> Vec<Dependence> {
    if plan.columns.unit.is_none() {
        return vec![Dependence::Independent; scope.groups.len()];
    }
    let folds: Vec<Vec<Cell>> = scope.groups.iter().map(|group| group.folds.clone()).collect();
    clustered(rate, &folds).into_iter().map(Dependence::of).collect()
}

/// The dependence of everybody with a value who is not in a group. Where the folds do not tell, the largest design effect of
/// the groups stands in.
#[must_use]
pub(super) fn of_rest(plan: &Plan, scope: &Scope, rate: &Rate, group: &Group) -> Dependence {
    if plan.columns.unit.is_none() {
        return Dependence::Independent;
    }
    let mut folds: Vec<Vec<Cell>> = scope.groups.iter().map(|group| group.folds.clone()).collect();
    let own: &[Cell] = if group.segment.has_missing() { &[] } else { &group.folds };
    let none = Cell::default();
    let parts = own.iter().chain(std::iter::repeat(&none));
    folds.push(scope.valued_folds.iter().zip(parts).map(|(whole, part)| without(whole, part)).collect());
    clustered(rate, &folds).pop().map_or(Dependence::Unknown(Undefined::TooFewUnits), Dependence::of)
}

/// The people of a cell who are not in a part of it.
pub(super) fn without(whole: &Cell, part: &Cell) -> Cell {
    let mut rest = whole.clone();
    for (left, taken) in rest.n.iter_mut().zip(part.n) {
        *left = left.saturating_sub(taken);
    }
    if let (Some(sums), Some(taken)) = (&mut rest.weights, &part.weights) {
        for kind in 0..sums.w.len() {
            sums.w[kind] -= taken.w[kind];
            sums.w2[kind] -= taken.w2[kind];
            sums.w2_over[kind] -= taken.w2_over[kind];
        }
    }
    if let (Some(sums), Some(taken)) = (&mut rest.values, &part.values) {
        sums.remove(taken);
    }
    if let (Some(spend), Some(taken)) = (&mut rest.spend, &part.spend) {
        spend.remove(taken);
    }
    rest
}
