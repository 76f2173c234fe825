//! Units that are alike in what they carry, taken together: they get the same factor, whatever they weigh.

use std::collections::BTreeMap;

use super::Unit;

/// What there is of each kind of unit that weighs something.
pub(super) struct Classes<'a> {
    /// The weight of all of a kind.
    pub(super) held: Vec<f64>,
    /// What they carry.
    pub(super) x: Vec<&'a [f64]>,
    /// The kind of each unit; none for what weighs nothing.
    kinds: Vec<Option<usize>>,
}

impl<'a> Classes<'a> {
    /// In the order in which kinds first occur.
    pub(super) fn of(units: &'a [Unit]) -> Self {
        let mut known = BTreeMap::new();
        let mut classes = Self { held: Vec::new(), x: Vec::new(), kinds: Vec::new() };
        for unit in units {
            let held = unit.held();
            let kind = (held > 0.0).then(|| {
                // Adding 0 makes -0 the same number as 0.
                let same: Vec<u64> = unit.x.iter().map(|x| (x + 0.0).to_bits()).collect();
                *known.entry(same).or_insert_with(|| {
                    classes.held.push(0.0);
                    classes.x.push(&unit.x);
                    classes.x.len() - 1
                })
            });
            if let Some(kind) = kind {
                classes.held[kind] += held;
            }
            classes.kinds.push(kind);
        }
        classes
    }

    /// The factor of each unit; what weighs nothing keeps 1.
    pub(super) fn among_units(&self, factors: &[f64]) -> Vec<f64> {
        self.kinds.iter().map(|kind| kind.map_or(1.0, |kind| factors[kind])).collect()
    }

    /// The totals with these factors.
    pub(super) fn totals(&self, factors: &[f64]) -> Vec<f64> {
        let held = || self.held.iter().zip(factors).zip(&self.x).map(|((held, factor), x)| (held * factor, x));
        let columns = self.x.first().map_or(0, |x| x.len());
        (0..columns).map(|at| held().map(|(weight, x)| weight * x[at]).sum()).collect()
    }

    /// What each total is measured by: the size of what is asked for, or of what is carried at the start.
    pub(super) fn scales(&self, totals: &[f64]) -> Vec<f64> {
        let carried = |at: usize| self.held.iter().zip(&self.x).map(|(held, x)| held * x[at].abs()).sum::<f64>();
        let scale = |(at, total): (usize, &f64)| total.abs().max(carried(at));
        totals.iter().enumerate().map(scale).map(|scale| if scale > 0.0 { scale } else { 1.0 }).collect()
    }
}
