//! Newton's method on the convex dual of calibration.

use super::basis::Basis;
use super::distance::Distance;
use super::linear;

/// Steps after which there is no solution; from the start a handful is usual, near the edge of the bounds some dozen.
const MOST_STEPS: u32 = 200;

/// Halvings of a step after which it leads nowhere.
const MOST_HALVINGS: u32 = 60;

/// Error of Σ d g q, relative to what is carried, at which there is nothing left but rounding.
const AIM: f64 = 1e-14;

/// Part of the promised gain that a step must bring (Armijo's rule).
const GAIN: f64 = 1e-4;

/// Added to the diagonal, relative to its mean, so that units stuck at their bounds do not make it singular.
const RIDGE: f64 = 1e-13;

/// Where the method stands.
struct Point {
    lambda: Vec<f64>,
    factors: Vec<f64>,
    slopes: Vec<f64>,
    /// Σ d g q - targets: the gradient.
    off: Vec<f64>,
    /// The dual: convex, least where the gradient is 0.
    dual: f64,
}

/// The factors at the point that comes nearest to the targets; whether that is near enough is for the caller to see.
pub(super) fn solve(basis: &Basis, distance: Distance) -> Option<Vec<f64>> {
    let mut here = Point::at(basis, distance, vec![0.0; basis.targets.len()])?;
    for _ in 0..MOST_STEPS {
        if basis.size(&here.off) <= AIM {
            break;
        }
        let Some(step) = here.step(basis) else { break };
        let Some(next) = here.along(&step, basis, distance) else { break };
        here = next;
    }
    Some(here.factors)
}

impl Point {
    /// `None` where the numbers overflow.
    fn at(basis: &Basis, distance: Distance, lambda: Vec<f64>) -> Option<Self> {
        let mut off: Vec<f64> = basis.targets.iter().map(|target| -target).collect();
        let mut dual = -dot(&lambda, &basis.targets);
        let (mut factors, mut slopes) = (Vec::new(), Vec::new());
        for (row, held) in basis.rows.iter().zip(&basis.held) {
            let factor = distance.factor(dot(&lambda, row));
            off.iter_mut().zip(row).for_each(|(off, q)| *off += held * factor.value * q);
            dual += held * factor.dual;
            factors.push(factor.value);
            slopes.push(held * factor.slope);
        }
        let finite = dual.is_finite() && off.iter().all(|value| value.is_finite());
        finite.then_some(Self { lambda, factors, slopes, off, dual })
    }

    /// Newton's step, downhill.
    fn step(&self, basis: &Basis) -> Option<Vec<f64>> {
        let size = self.off.len();
        let mut curvature = vec![vec![0.0; size]; size];
        for (row, slope) in basis.rows.iter().zip(&self.slopes) {
            for (line, a) in curvature.iter_mut().zip(row) {
                line.iter_mut().zip(row).for_each(|(value, b)| *value += slope * a * b);
            }
        }
        let ridge = RIDGE * (0..size).map(|at| curvature[at][at]).sum::<f64>();
        for (at, line) in curvature.iter_mut().enumerate() {
            line[at] += ridge;
        }
        linear::solve(curvature, self.off.iter().map(|off| -off).collect())
    }

    /// The first point along the step, which is halved until the dual falls or, where rounding hides that, the gradient.
    fn along(&self, step: &[f64], basis: &Basis, distance: Distance) -> Option<Self> {
        let (downhill, here) = (dot(step, &self.off), basis.size(&self.off));
        let mut length = 1.0;
        for _ in 0..MOST_HALVINGS {
            let lambda = self.lambda.iter().zip(step).map(|(lambda, step)| lambda + length * step).collect();
            let next = Self::at(basis, distance, lambda).filter(|next| {
                let gained = next.dual <= self.dual + GAIN * length * downhill;
                basis.size(&next.off) < here * (1.0 - GAIN * length) || gained && next.dual < self.dual
            });
            if next.is_some() {
                return next;
            }
            length /= 2.0;
        }
        None
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
