//! The narrowest bounds within which totals can be met.

use super::basis::Basis;
use super::classes::Classes;
use super::{CalibrateRefusal, Unit, check};
use crate::programme::{Programme, Row};

/// A start that is short by less, relative to what is asked for, meets the totals already.
const MET: f64 = 1e-13;

/// The least h with which factors from 1 - h to 1 + h can meet the totals. Over 1, some weights would have to be negative.
///
/// At h itself next to no weights but those at the bounds meet the totals: calibrate within bounds somewhat wider.
///
/// **Formula** least h with Σ d x s h = T - Σ d x for some s from -1 to 1: a linear programme, by the simplex method.
///
/// **Source** Deville & Särndal (1992), section 2; for the method Dantzig (1963), bounded variables.
///
/// **Undefined when** no factors at all meet the totals, because columns of x that make up others have totals that do
/// not: `None`. Units and totals must be as for [`super::calibrate`]; [`CalibrateRefusal::NotFound`] where rounding leaves no
/// answer.
///
/// ```
/// # use evenhand_metrics::weights::{Unit, narrowest};
/// let unit = |people, other| Unit { people, weight: 1.0, x: vec![1.0, other] };
/// let half_width = narrowest(&[unit(2.0, 0.0), unit(3.0, 1.0)], &[5.0, 1.2]).unwrap().unwrap();
/// assert!((half_width - 0.9).abs() < 1e-9);
/// ```
pub fn narrowest(units: &[Unit], totals: &[f64]) -> Result<Option<f64>, CalibrateRefusal> {
    check(units, totals)?;
    let basis = Basis::of(&Classes::of(units), totals);
    let short = basis.short();
    if !basis.agrees {
        return Ok(None);
    }
    if basis.size(&short) <= MET {
        return Ok(Some(0.0));
    }
    let size = short.iter().fold(0.0_f64, |most, short| most.max(short.abs()));
    let direction: Vec<f64> = short.iter().map(|short| short / size).collect();
    let length = longest(&basis, &direction).ok_or(CalibrateRefusal::NotFound)?;
    Ok(Some(size / length))
}

/// How far Σ d q s, with every s from -1 to 1, can go in this direction: the largest t with Σ d q s - t direction = 0.
fn longest(basis: &Basis, direction: &[f64]) -> Option<f64> {
    let units = basis.rows.len();
    let row = |(at, way): (usize, &f64)| {
        let terms = basis.rows.iter().zip(&basis.held).map(|(row, held)| held * row[at]);
        Row::equal(terms.chain([-way]).collect(), 0.0)
    };
    let programme = Programme {
        gains: vec![0.0; units].into_iter().chain([1.0]).collect(),
        bounds: vec![(-1.0, 1.0); units].into_iter().chain([(0.0, f64::INFINITY)]).collect(),
        rows: direction.iter().enumerate().map(row).collect(),
    };
    programme.solve().ok()?.get(units).copied().filter(|length| *length > 0.0)
}
