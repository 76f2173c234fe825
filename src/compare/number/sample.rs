//! A group's people as measures of scores and values see them, whole and without each fold of units.

use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::dependence::Sizes;
use evenhand_metrics::scores::Scores;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

/// What adds up over people.
pub(super) trait Part: Clone + Default {
    /// Adds the people of another part.
    fn join(&mut self, other: &Self);
    /// How many people are in it, or what they weigh.
    fn size(&self) -> f64;
}

/// One of the folds that people are divided into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fold {
    /// Which, from 0.
    pub(super) at: usize,
    /// How many there are.
    pub(super) of: usize,
}

impl Fold {
    /// The same with at most so many folds: neighbours are one.
    pub(super) const fn among(self, most: usize) -> Self {
        if self.of <= most { self } else { Self { at: self.at * most / self.of, of: most } }
    }
}

impl Part for Scores {
    fn join(&mut self, other: &Self) {
        *self = self.merge(other);
    }

    fn size(&self) -> f64 {
        self.points().iter().map(|point| point.mass.positives + point.mass.negatives + point.mass.unknown).sum()
    }
}

impl Part for ValueTotals {
    fn join(&mut self, other: &Self) {
        self.merge(other);
    }

    fn size(&self) -> f64 {
        Tally::of_counts(0, self.all.people).bottom
    }
}

/// People, and the same by fold where rows say whose they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample<T> {
    /// Everybody.
    pub(super) whole: T,
    /// Everybody by fold, as far as there are people; empty where nothing says whose rows are whose.
    folds: Vec<T>,
    /// How many folds there are.
    of: usize,
}

impl<T: Part> Sample<T> {
    /// People of one fold, or of none.
    pub(super) fn add(&mut self, fold: Option<Fold>, part: &T) {
        self.whole.join(part);
        if let Some(Fold { at, of }) = fold {
            self.of = of;
            if self.folds.len() <= at {
                self.folds.resize(at + 1, T::default());
            }
            self.folds[at].join(part);
        }
    }

    /// The people of both.
    pub(super) fn join(&mut self, other: &Self) {
        self.whole.join(&other.whole);
        self.of = self.of.max(other.of);
        if self.folds.len() < other.folds.len() {
            self.folds.resize(other.folds.len(), T::default());
        }
        for (own, other) in self.folds.iter_mut().zip(&other.folds) {
            own.join(other);
        }
    }

    /// How rows lie on people.
    ///
    /// # Errors
    /// Where no variance can be estimated.
    pub(super) fn sizes(&self) -> Result<Sizes, Undefined> {
        let sizes = self.folds.iter().map(Part::size).filter(|size| *size > 0.0);
        Sizes::of(u32::try_from(self.of).unwrap_or(u32::MAX), sizes)?.checked()
    }

    /// How many folds there are, up to the last that holds people.
    pub(super) fn folds(&self) -> usize {
        self.folds.len()
    }

    /// Everybody but one fold, for each of so many folds: sums from either end, so that the cost is that of adding all
    /// folds a few times.
    pub(super) fn without_each(&self, folds: usize) -> Vec<T> {
        let nobody = T::default();
        let fold = |at: usize| self.folds.get(at).unwrap_or(&nobody);
        let mut after = vec![T::default(); folds + 1];
        for at in (0..folds).rev() {
            let mut sum = fold(at).clone();
            sum.join(&after[at + 1]);
            after[at] = sum;
        }
        let mut before = T::default();
        (0..folds)
            .map(|at| {
                let mut rest = before.clone();
                rest.join(&after[at + 1]);
                before.join(fold(at));
                rest
            })
            .collect()
    }
}
