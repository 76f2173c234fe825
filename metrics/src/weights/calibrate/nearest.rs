//! The totals nearest to those asked for that can be had within the bounds.

use super::classes::Classes;
use super::distance::Bounds;
use super::simplex::{Programme, Variable, missing};
use super::{CalibrateRefusal, MET};

/// Misses all totals by as little as possible, each measured by its scale, and names the one missed by most: the sum of
/// what is missed is least, a linear programme.
pub(super) fn nearest(classes: &Classes<'_>, totals: &[f64], range: Bounds, scales: &[f64]) -> CalibrateRefusal {
    let within = |(held, x): (&f64, &&[f64])| Variable {
        column: x.iter().zip(scales).map(|(x, scale)| held * x / scale).collect(),
        cost: 0.0,
        low: range.low(),
        high: range.high(),
        at_high: false,
    };
    let mut variables: Vec<Variable> = classes.held.iter().zip(&classes.x).map(within).collect();
    let right: Vec<f64> = totals.iter().zip(scales).map(|(total, scale)| total / scale).collect();
    let weighing = variables.len();
    let mut basis = Vec::new();
    for (at, wanted) in right.iter().enumerate() {
        let there: f64 = variables[..weighing].iter().map(|variable| variable.column[at] * variable.rest()).sum();
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
