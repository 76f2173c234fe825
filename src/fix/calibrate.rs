//! Calibration: weights that meet the shares with factors between bounds; without bounds of the plan, the narrowest that
//! reach them.

use evenhand_metrics::weights::{Bounds, CalibrateRefusal, Distance, Unit, calibrate, narrowest};

use super::margins::Margins;
use super::weigh::Weights;
use crate::lang::Said;

/// How much wider than the narrowest the bounds are that are used: at the narrowest hardly any weights reach the margins.
const WIDER: f64 = 1.1;
/// How often bounds are widened further before they are given up.
const WIDENINGS: u32 = 20;

/// The weights, and the bounds that their factors keep.
pub(super) fn weights(margins: &Margins<'_>, bounds: Option<(f64, f64)>) -> Result<(Weights, (f64, f64)), Said> {
    let (held, totals) = (held(margins), totals(margins));
    let units: Vec<Unit> = held.iter().map(|place| unit(margins, *place)).collect();
    let solve = |low: f64, high: f64| {
        let bounds = Bounds::new(low, high).ok_or(CalibrateRefusal::NoUnits)?;
        calibrate(&units, &totals, Distance::Logit(bounds)).map(|found| (found, (low, high)))
    };
    let found = match bounds {
        Some((low, high)) => solve(low, high),
        None => match narrowest(&units, &totals) {
            Ok(Some(half)) => {
                let mut width = (half * WIDER).max(0.01);
                let mut found = solve((1.0 - width).max(0.0), 1.0 + width);
                for _ in 0..WIDENINGS {
                    if found.is_ok() {
                        break;
                    }
                    width *= 1.5;
                    found = solve((1.0 - width).max(0.0), 1.0 + width);
                }
                found
            }
            Ok(None) => Err(CalibrateRefusal::NotFound),
            Err(refusal) => Err(refusal),
        },
    };
    let (found, bounds) = found.map_err(|refusal| refused(margins, &units, &totals, refusal))?;
    let mut factors = vec![1.0; margins.places.len()];
    for (place, factor) in held.iter().zip(&found.factors) {
        factors[*place] = *factor;
    }
    Ok((margins.weights(&factors), bounds))
}

/// The combinations that hold people.
fn held(margins: &Margins<'_>) -> Vec<usize> {
    (0..margins.places.len()).filter(|place| margins.people[*place] > 0.0).collect()
}

fn unit(margins: &Margins<'_>, place: usize) -> Unit {
    let codes = margins.places.codes(place);
    let x = margins
        .targets
        .iter()
        .zip(codes)
        .flat_map(|(targets, own)| (0..targets.len()).map(move |code| if code == own { 1.0 } else { 0.0 }));
    let people = margins.people[place];
    Unit { people, weight: margins.held[place] / people, x: x.collect() }
}

fn totals(margins: &Margins<'_>) -> Vec<f64> {
    margins.targets.iter().flatten().copied().collect()
}

fn refused(margins: &Margins<'_>, units: &[Unit], totals: &[f64], refusal: CalibrateRefusal) -> Said {
    let total: f64 = margins.held.iter().sum();
    // A category without anybody cannot be reached with any factors.
    let empty = (0..totals.len()).find(|at| totals[*at] > 0.0 && units.iter().all(|unit| unit.x[*at] <= 0.0));
    if let Some(at) = empty {
        return Said::new("fix-margin-empty").with("segment", segment(margins, at));
    }
    match refusal {
        CalibrateRefusal::OutOfReach { total: at, wanted, nearest } => {
            let said = Said::new("fix-bounds-too-narrow").with("segment", segment(margins, at));
            let half = narrowest(units, totals).ok().flatten();
            said.with("wanted", wanted / total).with("reached", nearest / total).with("half", half)
        }
        CalibrateRefusal::NoUnits | CalibrateRefusal::NotFound => Said::new("fix-no-answer"),
    }
}

/// The id of the category that a total is of.
fn segment(margins: &Margins<'_>, mut at: usize) -> String {
    for (axis, targets) in margins.targets.iter().enumerate() {
        if at < targets.len() {
            return margins.segment(axis, at).id();
        }
        at -= targets.len();
    }
    String::new()
}
