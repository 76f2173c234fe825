//! The columns of x made orthonormal, so that neither their units nor columns that others make up matter to the solver.

use super::{MET, Unit};

/// What is left of a column that others make up is rounding.
const DEPENDENT: f64 = 1e-10;

/// Units that weigh something, in orthonormal columns q with Σ d q q' = 1.
pub(super) struct Basis {
    /// Their weights d, people together.
    pub(super) held: Vec<f64>,
    /// Their q, one row each.
    pub(super) rows: Vec<Vec<f64>>,
    /// What Σ d g q is to be.
    pub(super) targets: Vec<f64>,
    /// Whether the totals of the columns left out follow from the others.
    pub(super) agrees: bool,
}

impl Basis {
    /// Gram and Schmidt's method, each column twice: once is not orthogonal enough when columns are nearly alike.
    pub(super) fn of(units: &[Unit], totals: &[f64]) -> Self {
        let weighing: Vec<&Unit> = units.iter().filter(|unit| unit.held() > 0.0).collect();
        let held: Vec<f64> = weighing.iter().map(|unit| unit.held()).collect();
        let mut columns: Vec<Vec<f64>> = Vec::new();
        let (mut targets, mut agrees) = (Vec::new(), true);
        for (at, total) in totals.iter().enumerate() {
            let mut column: Vec<f64> = weighing.iter().map(|unit| unit.held().sqrt() * unit.x[at]).collect();
            let (before, mut left) = (norm(&column), *total);
            let carried: f64 = weighing.iter().map(|unit| unit.held() * unit.x[at].abs()).sum();
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
                agrees &= left.abs() <= MET * total.abs().max(carried);
            }
        }
        let row = |(at, held): (usize, &f64)| columns.iter().map(|column| column[at] / held.sqrt()).collect();
        Self { rows: held.iter().enumerate().map(row).collect(), held, targets, agrees }
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

pub(super) fn norm(values: &[f64]) -> f64 {
    values.iter().map(|value| value * value).sum::<f64>().sqrt()
}
