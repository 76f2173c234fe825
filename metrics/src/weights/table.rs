//! A table of any number of axes and the margins that it is to meet. It knows sums and fits; it refuses to know when to
//! stop.

use super::rake::CategoryAt;

/// What the sums along one axis, or over the cross of several, are to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// The axes, by index, each once.
    pub axes: Vec<usize>,
    /// The target of each category, 0 or more; of several axes those of their cross, the last axis running fastest.
    pub targets: Vec<f64>,
}

/// A margin, and which of its categories each cell is in.
struct Placed<'a> {
    targets: &'a [f64],
    category: Vec<usize>,
}

/// The weight in each cell, while it is fitted.
pub(super) struct Table<'a> {
    cells: Vec<f64>,
    margins: Vec<Placed<'a>>,
}

impl<'a> Table<'a> {
    /// `None` when lengths, axes or amounts do not describe a table with people.
    pub(super) fn new(shape: &[usize], counts: &[f64], start: &[f64], margins: &'a [Margin]) -> Option<Self> {
        let size = shape.iter().try_fold(1_usize, |size, axis| size.checked_mul(*axis))?;
        if counts.len() != size || start.len() != size {
            return None;
        }
        let amounts =
            |values: &[f64]| values.iter().all(|value| *value >= 0.0) && values.iter().sum::<f64>().is_finite();
        let cells: Vec<f64> = counts.iter().zip(start).map(|(n, w)| n * w).collect();
        let people = cells.iter().sum::<f64>() > 0.0;
        if !people || ![counts, start, &cells].into_iter().all(amounts) {
            return None;
        }
        let place = |margin: &'a Margin| {
            let targets = margin.targets.as_slice();
            let category = categories(shape, &margin.axes, targets.len())?;
            (amounts(targets) && targets.iter().any(|target| *target > 0.0)).then_some(Placed { targets, category })
        };
        Some(Self { cells, margins: margins.iter().map(place).collect::<Option<_>>()? })
    }

    /// Every category of every margin: its target, and the weight in it.
    pub(super) fn categories(&self) -> impl Iterator<Item = (CategoryAt, f64, f64)> {
        self.margins.iter().enumerate().flat_map(|(at, margin)| {
            let sums = margin.sums(&self.cells);
            let categories = margin.targets.iter().zip(sums).enumerate();
            categories.map(move |(category, (wanted, there))| (CategoryAt { margin: at, category }, *wanted, there))
        })
    }

    /// Fits every margin in turn and says the largest relative error that one had when its turn came. `None` when a
    /// category with a target has lost all its weight.
    pub(super) fn fit(&mut self) -> Option<f64> {
        let mut worst = 0.0_f64;
        for margin in &self.margins {
            let sums = margin.sums(&self.cells);
            let factors = margin.targets.iter().zip(&sums).map(|(wanted, there)| {
                worst = worst.max(error(*wanted, *there));
                if *wanted > 0.0 { wanted / there } else { 0.0 }
            });
            let factors: Vec<f64> = factors.collect();
            if !factors.iter().all(|factor| factor.is_finite()) {
                return None;
            }
            for (cell, category) in self.cells.iter_mut().zip(&margin.category) {
                *cell *= factors[*category];
            }
        }
        Some(worst)
    }

    /// The category that is furthest from its target: error, place, target, weight. The first of equals.
    pub(super) fn worst(&self) -> (f64, CategoryAt, f64, f64) {
        let met = (0.0, CategoryAt { margin: 0, category: 0 }, 0.0, 0.0);
        self.categories().fold(met, |worst, (at, wanted, there)| {
            let error = error(wanted, there);
            if error > worst.0 { (error, at, wanted, there) } else { worst }
        })
    }

    /// The weight of each unit.
    pub(super) fn weights(&self, counts: &[f64]) -> Vec<f64> {
        self.cells.iter().zip(counts).map(|(cell, n)| if *n > 0.0 { cell / n } else { 0.0 }).collect()
    }
}

impl Placed<'_> {
    fn sums(&self, cells: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets.len()];
        for (cell, category) in cells.iter().zip(&self.category) {
            sums[*category] += cell;
        }
        sums
    }
}

/// Relative error; where nothing is wanted, what there is.
fn error(wanted: f64, there: f64) -> f64 {
    if wanted > 0.0 { (there / wanted - 1.0).abs() } else { there }
}

/// The category of each cell on a margin. `None` when an axis is unknown or repeated, or the targets are not as many.
fn categories(shape: &[usize], axes: &[usize], targets: usize) -> Option<Vec<usize>> {
    let known = |(at, axis): (usize, &usize)| *axis < shape.len() && !axes[..at].contains(axis);
    if !axes.iter().enumerate().all(known) || axes.iter().map(|axis| shape[*axis]).product::<usize>() != targets {
        return None;
    }
    let size: usize = shape.iter().product();
    let stride = |axis: usize| shape[axis + 1..].iter().product::<usize>();
    let strides: Vec<(usize, usize)> = axes.iter().map(|axis| (stride(*axis), shape[*axis])).collect();
    let category = |cell: usize| strides.iter().fold(0, |at, (stride, length)| at * length + cell / stride % length);
    Some((0..size).map(category).collect())
}
