//! The totals nearest to those asked for that can be had within the bounds.

use super::distance::Bounds;
use super::simplex::{Programme, Variable};
use super::{CalibrateRefusal, MET, Unit};

/// Misses all totals by as little as possible, each measured by its scale, and names the one missed by most: the sum of
/// what is missed is least, a linear programme.
pub(super) fn nearest(units: &[Unit], totals: &[f64], range: Bounds, scales: &[f64]) -> CalibrateRefusal {
    let within = |unit: &Unit| Variable {
        column: unit.x.iter().zip(scales).map(|(x, scale)| unit.held() * x / scale).collect(),
        cost: 0.0,
        low: range.low(),
        high: range.high(),
        at_high: false,
    };
    let mut variables: Vec<Variable> = units.iter().filter(|unit| unit.held() > 0.0).map(within).collect();
    let right: Vec<f64> = totals.iter().zip(scales).map(|(total, scale)| total / scale).collect();
    let weighing = variables.len();
    let mut basis = Vec::new();
    for (at, wanted) in right.iter().enumerate() {
        let there: f64 = variables[..weighing].iter().map(|variable| variable.column[at] * variable.low).sum();
        basis.push(variables.len() + usize::from(there > *wanted));
        variables.extend([1.0, -1.0].map(|sign| missing(at, sign, right.len())));
    }
    let values = Programme { variables, right, basis }.minimise();
    let Some(values) = values else { return CalibrateRefusal::NotFound };
    // Each total has what is short of it, then what is above it.
    let missed: Vec<f64> = values[weighing..].chunks(2).map(|pair| pair[0] - pair[1]).collect();
    let worst = (0..missed.len()).rev().max_by(|a, b| missed[*a].abs().total_cmp(&missed[*b].abs()));
    match worst.filter(|worst| missed[*worst].abs() > MET) {
        Some(total) => {
            let wanted = totals[total];
            CalibrateRefusal::OutOfReach { total, wanted, nearest: wanted - missed[total] * scales[total] }
        }
        None => CalibrateRefusal::NotFound,
    }
}

/// What is short of a total (1) or above it (-1).
fn missing(at: usize, sign: f64, equations: usize) -> Variable {
    let column = (0..equations).map(|equation| if equation == at { sign } else { 0.0 }).collect();
    Variable { column, cost: 1.0, low: 0.0, high: f64::INFINITY, at_high: false }
}
