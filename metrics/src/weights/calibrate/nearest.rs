//! The totals nearest to those asked for that can be had within the bounds.

use super::classes::Classes;
use super::distance::Bounds;
use super::{CalibrateRefusal, MET};
use crate::programme::{Programme, Row};

/// Misses all totals by as little as possible, each measured by its scale, and names the one missed by most: the sum of
/// what is missed is least, a linear programme.
pub(super) fn nearest(classes: &Classes<'_>, totals: &[f64], range: Bounds, scales: &[f64]) -> CalibrateRefusal {
    let (kinds, missing) = (classes.held.len(), 2 * totals.len());
    let row = |(at, (total, scale)): (usize, (&f64, &f64))| {
        let carried = classes.held.iter().zip(&classes.x).map(|(held, x)| held * x[at] / scale);
        // What is short of the total, then what is above it.
        let off = (0..missing).map(|place| [1.0, -1.0][place % 2] * f64::from(u8::from(place / 2 == at)));
        Row::equal(carried.chain(off).collect(), total / scale)
    };
    let programme = Programme {
        gains: vec![0.0; kinds].into_iter().chain(vec![-1.0; missing]).collect(),
        bounds: vec![(range.low(), range.high()); kinds]
            .into_iter()
            .chain(vec![(0.0, f64::INFINITY); missing])
            .collect(),
        rows: totals.iter().zip(scales).enumerate().map(row).collect(),
    };
    let Ok(values) = programme.solve() else { return CalibrateRefusal::NotFound };
    // Behind the kinds stand two values for each total.
    let off = values.get(kinds..).unwrap_or_default().as_chunks::<2>().0;
    let missed: Vec<f64> = off.iter().map(|[short, above]| short - above).collect();
    let worst = (0..missed.len()).rev().max_by(|a, b| missed[*a].abs().total_cmp(&missed[*b].abs()));
    match worst.filter(|worst| missed[*worst].abs() > MET) {
        Some(total) => {
            let wanted = totals[total];
            CalibrateRefusal::OutOfReach { total, wanted, nearest: wanted - missed[total] * scales[total] }
        }
        None => CalibrateRefusal::NotFound,
    }
}
