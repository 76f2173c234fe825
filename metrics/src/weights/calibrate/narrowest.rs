//! The narrowest bounds within which totals can be met.

use super::basis::Basis;
use super::classes::Classes;
use super::simplex::{Programme, Variable, missing};
use super::{CalibrateRefusal, Unit, check};

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
    // Every unit starts at the end that helps: seen from afar that is where it ends.
    let helps = |row: &[f64]| row.iter().zip(direction).map(|(q, way)| q * way).sum::<f64>() > 0.0;
    let unit = |(row, held): (&Vec<f64>, &f64)| Variable {
        column: row.iter().map(|q| held * q).collect(),
        cost: 0.0,
        low: -1.0,
        high: 1.0,
        at_high: helps(row),
    };
    let mut variables: Vec<Variable> = basis.rows.iter().zip(&basis.held).map(unit).collect();
    let equations = direction.len();
    let gap = |row: usize| -variables.iter().map(|variable| variable.rest() * variable.column[row]).sum::<f64>();
    let gaps: Vec<f64> = (0..equations).map(gap).collect();
    let length = variables.len();
    let column = direction.iter().map(|way| -way).collect();
    variables.push(Variable { column, cost: 0.0, low: 0.0, high: f64::INFINITY, at_high: false });
    variables.extend(gaps.iter().enumerate().map(|(row, gap)| missing(row, gap.signum(), equations)));
    // First the equations are to hold without the helpers, then they are to hold for the largest t.
    let helpers = length + 1..variables.len();
    let mut programme = Programme { basis: helpers.clone().collect(), right: vec![0.0; equations], variables };
    programme.minimise()?;
    for helper in &mut programme.variables[helpers] {
        (helper.cost, helper.high) = (0.0, 0.0);
    }
    programme.variables[length].cost = -1.0;
    programme.minimise().map(|values| values[length]).filter(|length| *length > 0.0)
}
