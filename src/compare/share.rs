//! A rate in one group: people, weights and the effective k of n that intervals are computed on.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::dependence::Dependence;
use crate::plan::{Basis, Observed};

/// A rate in one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share {
    /// The rate, from 0 to 1; of weights when there are weights.
    pub rate: f64,
    /// People in the numerator.
    pub top: u64,
    /// People in the denominator.
    pub bottom: u64,
    /// Sums of weights: numerator and denominator.
    pub weights: Option<Tally>,
    /// Design effect, above 0: below 1 where weights make the rate more precise than as many people of equal weight would.
    pub deff: f64,
    /// How many times fewer people of weights a test far out in a tail takes it to be worth; 1 without weights.
    pub caution: f64,
    /// Whether few people carry most of the weight.
    pub few_carry: bool,
    /// Whether everybody in the denominator weighs the same: then they are as good as without weights.
    pub is_even: bool,
    /// Degrees of freedom of what is known of the weights' effect; infinite without any, or where folds show it.
    pub freedom: f64,
    /// How rows depend on each other.
    pub dependence: Dependence,
}

impl Share {
    /// k of n as an interval needs it: people divided by the design effect, at the rate.
    #[must_use]
    pub fn effective(&self) -> Tally {
        if self.is_independent() {
            return Tally::of_counts(self.top, self.bottom);
        }
        let bottom = Tally::of_counts(self.top, self.bottom).bottom / self.deff;
        Tally::new((self.rate * bottom).min(bottom), bottom)
    }

    /// k of n as a test at a limit needs it: with uneven weights fewer people than an interval has.
    #[must_use]
    pub fn cautious(&self) -> Tally {
        self.effective().over(self.caution)
    }

    /// Why there is no interval although there is a rate.
    #[must_use]
    pub fn unsure(&self) -> Option<Undefined> {
        self.dependence.unknown().or_else(|| self.few_carry.then_some(Undefined::FewCarryWeight))
    }

    /// How sure an interval of it is: Student's t where folds or uneven weights leave few degrees of freedom.
    #[must_use]
    pub fn confidence(&self, wanted: &Confidence) -> Confidence {
        wanted.by_student(self.freedom())
    }

    /// Degrees of freedom: those that folds leave, or uneven weights.
    #[must_use]
    pub fn freedom(&self) -> f64 {
        self.dependence.freedom().min(self.freedom)
    }

    /// The same, as it is held against another: where nobody or everybody is in the numerator, weights show nothing of what
    /// the people not seen there would weigh. If that makes the other rate less precise, it is supposed to do so here too.
    #[must_use]
    pub fn borrowing(self, other: &Self) -> Self {
        let is_silent = !self.is_even && (self.rate <= 0.0 || self.rate >= 1.0);
        let is_of_weights = self.dependence == Dependence::Independent && other.dependence == Dependence::Independent;
        if is_silent && is_of_weights { Self { deff: self.deff.max(other.deff), ..self } } else { self }
    }

    /// k of n as rates are ranked: people, or sums of weights.
    #[must_use]
    pub fn ranked(&self) -> Tally {
        self.weights.unwrap_or_else(|| Tally::of_counts(self.top, self.bottom))
    }

    /// Whether these are plain counts, or as good as them, which are compared in integers.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.is_even
    }

    /// Whether they are plain counts of people who each stand for one.
    #[must_use]
    pub fn is_independent(&self) -> bool {
        self.is_even && self.deff <= 1.0
    }
}

/// The rate in a cell of rows that depend on each other only as weights and the plan say; see [`share_of`].
///
/// # Errors
/// The reason why there is no rate.
pub fn rate_of(basis: &Basis, rate: &'static Rate, cell: &Cell) -> Result<Share, Undefined> {
    share_of(basis, rate, cell, Dependence::Independent)
}

/// The rate in a cell; undefined where nobody is in the denominator, or where the decision may have caused the outcome
/// that the rate needs.
///
/// # Errors
/// The reason why there is no rate.
pub fn share_of(basis: &Basis, rate: &'static Rate, cell: &Cell, dependence: Dependence) -> Result<Share, Undefined> {
    let observed = basis.observed;
    if rate.needs_outcome_of_rejected() && matches!(observed, Some(Observed::AfterDecision | Observed::SelectedOnly)) {
        return Err(Undefined::OutcomeAfterDecision);
    }
    let counts = rate.tally(cell)?;
    let (top, bottom) = (cell.count(rate.top), cell.count(rate.bottom));
    // Folds show the effect of weights and of repeated people together; a stated one comes on top of that of weights.
    let deff = |of_weights: f64| match dependence {
        Dependence::Folds { deff, .. } => deff,
        Dependence::Independent => of_weights * basis.statistics.design_effect.unwrap_or(1.0),
        Dependence::Unknown { .. } => of_weights,
    };
    // What they say of people says it of their weights.
    let by_folds = matches!(dependence, Dependence::Folds { .. });
    match rate.weighted(cell) {
        None => Ok(Share {
            rate: counts.top / counts.bottom,
            top,
            bottom,
            weights: None,
            deff: deff(1.0),
            caution: 1.0,
            few_carry: false,
            is_even: true,
            freedom: f64::INFINITY,
            dependence,
        }),
        Some(weighted) => weighted.map(|w| Share {
            rate: w.rate,
            top,
            bottom,
            weights: Some(Tally::new(w.top, w.bottom)),
            deff: deff(w.deff),
            caution: if by_folds { 1.0 } else { w.cautious / w.deff },
            few_carry: w.few_carry && !by_folds,
            is_even: w.is_even,
            freedom: if by_folds { f64::INFINITY } else { w.freedom },
            dependence,
        }),
    }
}
