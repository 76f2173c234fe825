//! Weights that meet totals exactly and stay near those at the start: calibration, with bounds on how far a weight may
//! move or without. This module knows units, what they carry and the totals asked for; it refuses to know whose they are.

mod basis;
mod classes;
mod distance;
mod linear;
mod narrowest;
mod nearest;
mod newton;

use std::fmt;

use basis::Basis;
use classes::Classes;
pub use distance::{Bounds, Distance};
pub use narrowest::narrowest;

/// Error of a total, relative to what the units carry of it, that counts as met.
const MET: f64 = 1e-9;

/// Units that are alike.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// How many there are.
    pub people: f64,
    /// The weight of each at the start.
    pub weight: f64,
    /// What each adds to every total, weighted; a 1 for the total of the weights themselves.
    pub x: Vec<f64>,
}

/// Factors by unit, and what they lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibrated {
    /// What the weight of each unit is multiplied by. Units that weigh nothing keep 1.
    pub factors: Vec<f64>,
    /// The totals afterwards.
    pub totals: Vec<f64>,
}

/// Why there are no such factors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CalibrateRefusal {
    /// Units and totals are not as many, nobody weighs anything, or an amount is negative or no number.
    NoUnits,
    /// The totals cannot be met within the bounds: the one that is furthest off, and the nearest value.
    OutOfReach {
        /// Which total.
        total: usize,
        /// What was asked for.
        wanted: f64,
        /// The nearest value to be had within the bounds, when all totals are to be missed by as little as possible.
        nearest: f64,
    },
    /// The totals are within reach, but the search for the nearest weights did not get there. As good as only weights at
    /// the bounds meet them; wider bounds help.
    NotFound,
}

impl fmt::Display for CalibrateRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoUnits => f.write_str("units and totals do not describe people with weights"),
            Self::OutOfReach { total, wanted, nearest } => {
                write!(f, "total {total} is to be {wanted}; within the bounds {nearest} is the nearest")
            }
            Self::NotFound => f.write_str("the totals are within reach of weights at the bounds, but none were found"),
        }
    }
}

impl std::error::Error for CalibrateRefusal {}

/// Calibration: the weights nearest to those at the start, by a distance, that meet every total.
///
/// Columns of x that others make up are met if they agree with them and refused if they do not.
///
/// **Formula** g = F(x'λ) with λ such that Σ d g x = T. Logit: F(u) = [L(U-1) + U(1-L)e^(Au)] / [(U-1) + (1-L)e^(Au)],
/// A = (U-L) / [(1-L)(U-1)]; exponential: F(u) = e^u. Newton's method on the convex dual, damped.
///
/// **Source** Deville & Särndal (1992), *Calibration estimators in survey sampling*, section 2, cases 2 and 6.
///
/// **Undefined when** no weights within the bounds meet the totals to one in 10^9: see [`CalibrateRefusal`]. Where only
/// weights at the bounds do, they are at the bounds to within that error.
///
/// ```
/// # use evenhand_metrics::weights::{Bounds, CalibrateRefusal, Distance, Unit, calibrate};
/// let unit = |people, other| Unit { people, weight: 1.0, x: vec![1.0, other] };
/// let units = [unit(2.0, 0.0), unit(3.0, 1.0)];
/// let logit = Distance::Logit(Bounds::new(0.5, 2.0).unwrap());
/// let found = calibrate(&units, &[5.0, 2.0], logit).unwrap();
/// assert!((found.factors[0] - 1.5).abs() < 1e-9 && (found.factors[1] - 2.0 / 3.0).abs() < 1e-9);
/// // Three people at 0.5 or more are 1.5 or more.
/// let refusal = calibrate(&units, &[5.0, 1.2], logit);
/// let Err(CalibrateRefusal::OutOfReach { total: 1, nearest, .. }) = refusal else { panic!() };
/// assert!((nearest - 1.5).abs() < 1e-9);
/// ```
pub fn calibrate(units: &[Unit], totals: &[f64], distance: Distance) -> Result<Calibrated, CalibrateRefusal> {
    check(units, totals)?;
    let classes = Classes::of(units);
    let scales = classes.scales(totals);
    let basis = Basis::of(&classes, totals);
    let factors = if basis.agrees { newton::solve(&basis, distance) } else { None };
    let found = factors.map(|factors| (classes.totals(&factors), factors)).filter(|(reached, _)| {
        let mut errors = reached.iter().zip(totals).zip(&scales).map(|((got, want), scale)| (got - want).abs() / scale);
        errors.all(|error| error <= MET)
    });
    match found {
        Some((totals, factors)) => Ok(Calibrated { factors: classes.among_units(&factors), totals }),
        None => Err(nearest::nearest(&classes, totals, distance.range(), &scales)),
    }
}

fn check(units: &[Unit], totals: &[f64]) -> Result<(), CalibrateRefusal> {
    let is_amount = |value: f64| value.is_finite() && value >= 0.0;
    let good = |unit: &Unit| {
        let finite = unit.x.iter().all(|x| x.is_finite() && (unit.held() * x).is_finite());
        is_amount(unit.people)
            && is_amount(unit.weight)
            && unit.held().is_finite()
            && unit.x.len() == totals.len()
            && finite
    };
    let whole = units.iter().all(good) && totals.iter().all(|total| total.is_finite());
    let weighs = units.iter().map(Unit::held).sum::<f64>() > 0.0;
    if whole && weighs && Classes::of(units).scales(totals).iter().all(|scale| scale.is_finite()) {
        Ok(())
    } else {
        Err(CalibrateRefusal::NoUnits)
    }
}

impl Unit {
    /// The weight of all that are alike.
    fn held(&self) -> f64 {
        self.people * self.weight
    }
}
