//! A group's people as measures of scores and values see them, whole and without each fold of units.

use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::scores::Scores;

/// What adds up over people.
pub(super) trait Part: Clone + Default {
    /// Adds the people of another part.
    fn join(&mut self, other: &Self);
    /// Whether nobody is in it.
    fn is_empty(&self) -> bool;
}

impl Part for Scores {
    fn join(&mut self, other: &Self) {
        *self = self.merge(other);
    }

    fn is_empty(&self) -> bool {
        self.points().is_empty()
    }
}

impl Part for ValueTotals {
    fn join(&mut self, other: &Self) {
        self.merge(other);
    }

    fn is_empty(&self) -> bool {
        self.all.people == 0
    }
}

/// People, and the same by fold where rows say whose they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Sample<T> {
    /// Everybody.
    pub(super) whole: T,
    /// Everybody by fold; empty where nothing says whose rows are whose.
    folds: Vec<T>,
}

impl<T: Part> Sample<T> {
    /// People of one fold, or of none.
    pub(super) fn add(&mut self, fold: Option<usize>, part: &T) {
        self.whole.join(part);
        if let Some(at) = fold {
            if self.folds.len() <= at {
                self.folds.resize(at + 1, T::default());
            }
            self.folds[at].join(part);
        }
    }

    /// The people of both.
    pub(super) fn join(&mut self, other: &Self) {
        self.whole.join(&other.whole);
        if self.folds.len() < other.folds.len() {
            self.folds.resize(other.folds.len(), T::default());
        }
        for (own, other) in self.folds.iter_mut().zip(&other.folds) {
            own.join(other);
        }
    }

    /// How many folds hold people.
    pub(super) fn held(&self) -> u32 {
        u32::try_from(self.folds.iter().filter(|fold| !fold.is_empty()).count()).unwrap_or(u32::MAX)
    }

    /// How many folds there are.
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
