//! The columns of x made orthonormal, so that neither their units nor columns that others make up matter to the solver.

use super::MET;
use super::classes::Classes;

/// What is left of a column that others make up is rounding.
const DEPENDENT: f64 = 1e-10;

/// Kinds of units in orthonormal columns q with Σ d q q' = 1.
pub(super) struct Basis {
    /// Their weights d.
    pub(super) held: Vec<f64>,
    /// Their q, one row each.
    pub(super) rows: Vec<Vec<f64>>,
    /// What Σ d g q is to be.
    pub(super) targets: Vec<f64>,
    /// What each target is measured by: its size, or that of what the units carry at the start.
    pub(super) scales: Vec<f64>,
    /// Whether the totals of the columns left out follow from the others.
    pub(super) agrees: bool,
}

impl Basis {
    /// Gram and Schmidt's method, each column twice: once is not orthogonal enough when columns are nearly alike.
    pub(super) fn of(classes: &Classes<'_>, totals: &[f64]) -> Self {
        let held = classes.held.clone();
        let scales = classes.scales(totals);
        let mut columns: Vec<Vec<f64>> = Vec::new();
        let (mut targets, mut agrees) = (Vec::new(), true);
        for (at, total) in totals.iter().enumerate() {
            let mut column: Vec<f64> = held.iter().zip(&classes.x).map(|(held, x)| held.sqrt() * x[at]).collect();
            let (before, mut left) = (norm(&column), *total);
            for _ in 0..2 {
                for (other, target) in columns.iter().zip(&targets) {
                    let along: f64 = column.iter().zip(other).map(|(a, b)| a * b).sum();
                    column.iter_mut().zip(other).for_each(|(a, b)| *a -= along * b);
                    left -= along * target;
                }
            }
            let length = norm(&column);
            if length > DEPENDENT * before {
                columns.push(column.iter().map(|value| value / length).collect());
                targets.push(left / length);
            } else {
                agrees &= left.abs() <= MET * scales[at];
            }
        }
        let row = |(at, held): (usize, &f64)| columns.iter().map(|column| column[at] / held.sqrt()).collect();
        let rows: Vec<Vec<f64>> = held.iter().enumerate().map(row).collect();
        let carried = |at: usize| rows.iter().zip(&held).map(|(row, held)| held * row[at].abs()).sum::<f64>();
        let scales =
            targets.iter().enumerate().map(|(at, target): (usize, &f64)| carried(at).max(target.abs())).collect();
        Self { held, rows, targets, scales, agrees }
    }

    /// How far this is from nothing, each part by its scale.
    pub(super) fn size(&self, off: &[f64]) -> f64 {
        norm(&off.iter().zip(&self.scales).map(|(off, scale)| off / scale).collect::<Vec<_>>())
    }

    /// What the units are short of at the start: targets - Σ d q.
    pub(super) fn short(&self) -> Vec<f64> {
        let mut short = self.targets.clone();
        for (row, held) in self.rows.iter().zip(&self.held) {
            short.iter_mut().zip(row).for_each(|(short, q)| *short -= held * q);
        }
        short
    }
}

fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}
