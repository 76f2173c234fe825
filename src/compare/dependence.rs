//! Dependence: how many rows count for one person in each group, and what it does to a comparison that somebody may stand
//! in both groups, from the folds where a unit is named, else as the plan states.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::dependence::{Clustered, Folds, Shared, Sizes, clustered, shared};
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::scope::{Group, Scope};
use crate::plan::Basis;

/// How the rows of a group depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Dependence {
    /// They do not, but for what weights and a stated design effect say.
    #[default]
    Independent,
    /// People with several rows: the design effect, weights included, and how rows lie on people.
    Folds {
        /// How many rows count for one, at least 1.
        deff: f64,
        /// How the rows in the denominator lie on people.
        sizes: Sizes,
    },
    /// People with several rows, and no way to tell how much that matters.
    Unknown {
        /// Why.
        reason: Undefined,
        /// How many people with equally many rows would do, where that can be told.
        people: Option<f64>,
    },
}

impl Dependence {
    fn of(rate: &'static Rate, folds: &Folds, found: Result<Clustered, Undefined>) -> Self {
        match found {
            Ok(Clustered { deff, sizes, .. }) => Self::Folds { deff, sizes },
            Err(reason) => Self::Unknown { reason, people: folds.sizes(rate).ok().map(|sizes| sizes.units) },
        }
    }

    /// Why no interval can be given.
    #[must_use]
    pub const fn unknown(self) -> Option<Undefined> {
        if let Self::Unknown { reason, .. } = self { Some(reason) } else { None }
    }

    /// How rows lie on people.
    #[must_use]
    pub const fn sizes(self) -> Option<Sizes> {
        if let Self::Folds { sizes, .. } = self { Some(sizes) } else { None }
    }

    /// The effective number of people with several rows; `None` where rows are people, or where it is as large as can be told.
    #[must_use]
    pub fn people(self) -> Option<f64> {
        match self {
            Self::Independent => None,
            Self::Folds { sizes, .. } => Some(sizes.units),
            Self::Unknown { people, .. } => people,
        }
        .filter(|people| people.is_finite())
    }

    /// Degrees of freedom of the people, where they have several rows; infinite where rows are people.
    #[must_use]
    pub fn freedom(self) -> f64 {
        self.degrees().unwrap_or(f64::INFINITY)
    }

    /// How sure an interval is: Student's t on the degrees of freedom of the people, where they have several rows.
    #[must_use]
    pub fn confidence(self, wanted: &Confidence) -> Confidence {
        confidence(self.degrees(), wanted)
    }

    /// The degrees of freedom of the people, where they have several rows.
    #[must_use]
    pub fn degrees(self) -> Option<f64> {
        self.sizes().map(|sizes| sizes.degrees)
    }
}

/// Student's t where there are degrees of freedom.
#[must_use]
pub fn confidence(degrees: Option<f64>, wanted: &Confidence) -> Confidence {
    degrees.map_or(*wanted, |degrees| wanted.by_student(degrees))
}

/// The dependence of every group of a scope, in their order, for one rate.
#[must_use]
pub fn of_groups(basis: &Basis, scope: &Scope, rate: &'static Rate) -> Vec<Dependence> {
    if !basis.has_unit {
        return vec![Dependence::Independent; scope.groups.len()];
    }
    of_segments(rate, &scope.groups.iter().map(|group| group.folds.clone()).collect::<Vec<_>>())
}

fn of_segments(rate: &'static Rate, folds: &[Folds]) -> Vec<Dependence> {
    let found = clustered(rate, folds);
    found.into_iter().zip(folds).map(|(found, folds)| Dependence::of(rate, folds, found)).collect()
}

/// The dependence of everybody with a value who is not in a group, and their folds. Where the folds do not tell, the largest
/// design effect of the groups stands in.
#[must_use]
pub(crate) fn of_rest(basis: &Basis, scope: &Scope, rate: &'static Rate, group: &Group) -> (Dependence, Folds) {
    if !basis.has_unit {
        return (Dependence::Independent, Folds::default());
    }
    let mut folds: Vec<Folds> = scope.groups.iter().map(|group| group.folds.clone()).collect();
    let rest =
        if group.segment.has_missing() { scope.valued_folds.clone() } else { scope.valued_folds.without(&group.folds) };
    folds.push(rest.clone());
    (of_segments(rate, &folds).pop().unwrap_or_default(), rest)
}

/// What two groups share; `None` where rows are people, or where their folds tell nothing.
pub(crate) fn of_both(rate: &'static Rate, folds: [&Folds; 2], dependence: [Dependence; 2]) -> Option<Shared> {
    let found = |at: usize| {
        let Dependence::Folds { deff, sizes } = dependence[at] else { return None };
        let whole = folds[at].whole();
        let counts = rate.tally(whole).ok()?;
        let share = rate.weighted(whole).map_or_else(|| counts.rate(), |weighted| Some(weighted.ok()?.rate))?;
        let tally = Tally::new(counts.bottom * share, counts.bottom).over(deff);
        Some(Clustered { tally, deff, sizes })
    };
    let (a, b) = (found(0)?, found(1)?);
    Some(shared(rate, folds, [&a, &b]))
}
