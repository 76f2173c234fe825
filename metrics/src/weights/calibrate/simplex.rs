//! A small linear programme: few equations, any number of variables, each between a lower and an upper bound.
//!
//! The basis is solved afresh in every round. With as few equations as there are totals this costs little beside the
//! look at all variables, and no error is carried from round to round.

use super::linear;

/// A variable.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    /// Its coefficient in each equation.
    pub(super) column: Vec<f64>,
    pub(super) cost: f64,
    pub(super) low: f64,
    /// May be infinite.
    pub(super) high: f64,
    /// Where it is, while it is not in the basis.
    pub(super) at_high: bool,
}

/// Minimise Σ cost v, with Σ column v = right.
pub(super) struct Programme {
    pub(super) variables: Vec<Variable>,
    pub(super) right: Vec<f64>,
    /// The variables that the equations determine, as many as equations.
    pub(super) basis: Vec<usize>,
}

/// A gain per unit smaller than this, relative to the prices, is rounding.
const NO_GAIN: f64 = 1e-12;

/// A coefficient smaller than this, relative to its column, is rounding.
const NO_PIVOT: f64 = 1e-11;

/// Rounds without gain after which the first variable that could help is taken, not the best: this cannot go in circles
/// (Bland 1977).
const PATIENCE: u32 = 40;

/// What the variable that comes in runs into.
enum Stop {
    Nothing,
    OwnBound,
    Basic { place: usize, at_high: bool },
}

impl Variable {
    fn rest(&self) -> f64 {
        if self.at_high { self.high } else { self.low }
    }
}

impl Programme {
    /// Improves the basis, which must be feasible, until nothing gains; gives the value of every variable. The basis
    /// stays feasible throughout, so that what is returned is feasible even if rounding ended the search early.
    pub(super) fn minimise(&mut self) -> Option<Vec<f64>> {
        let most_rounds = 100 * (self.variables.len() + 100);
        let mut waited = 0;
        for _ in 0..most_rounds {
            let Some((entering, upward)) = self.entering(waited > PATIENCE)? else { break };
            let basic = self.basic()?;
            let change = self.solved(self.variables[entering].column.clone())?;
            let (step, stop) = self.stop(entering, upward, &basic, &change, waited > PATIENCE);
            waited = if step > 0.0 { 0 } else { waited + 1 };
            match stop {
                Stop::Nothing => return None,
                Stop::OwnBound => self.variables[entering].at_high = upward,
                Stop::Basic { place, at_high } => {
                    self.variables[self.basis[place]].at_high = at_high;
                    self.basis[place] = entering;
                }
            }
        }
        let mut values: Vec<f64> = self.variables.iter().map(Variable::rest).collect();
        for (variable, value) in self.basis.iter().zip(self.basic()?) {
            values[*variable] = value;
        }
        Some(values)
    }

    /// The variable that gains most per unit, or the first that gains, and whether it is to grow.
    #[expect(clippy::option_option, reason = "no prices, and no variable that gains, are two things")]
    fn entering(&self, first: bool) -> Option<Option<(usize, bool)>> {
        let transposed = self.basis.iter().map(|variable| self.variables[*variable].column.clone());
        let prices =
            linear::solve(transposed.collect(), self.basis.iter().map(|at| self.variables[*at].cost).collect())?;
        let mut best: Option<(usize, bool)> = None;
        let mut most = 0.0;
        for (at, variable) in self.variables.iter().enumerate() {
            if variable.low >= variable.high || self.basis.contains(&at) {
                continue;
            }
            let (mut gain, mut size) = (variable.cost, variable.cost.abs());
            for (price, coefficient) in prices.iter().zip(&variable.column) {
                gain -= price * coefficient;
                size += (price * coefficient).abs();
            }
            let gains = if variable.at_high { gain } else { -gain };
            if gains > NO_GAIN * size && gains > most {
                best = Some((at, !variable.at_high));
                most = gains;
                if first {
                    break;
                }
            }
        }
        Some(best)
    }

    /// The values of the basic variables.
    fn basic(&self) -> Option<Vec<f64>> {
        let mut left = self.right.clone();
        for (at, variable) in self.variables.iter().enumerate() {
            if !self.basis.contains(&at) {
                let rest = variable.rest();
                left.iter_mut().zip(&variable.column).for_each(|(left, coefficient)| *left -= coefficient * rest);
            }
        }
        self.solved(left)
    }

    /// What the basic variables must be to add up to this.
    fn solved(&self, right: Vec<f64>) -> Option<Vec<f64>> {
        let row = |at: usize| self.basis.iter().map(|variable| self.variables[*variable].column[at]).collect();
        linear::solve((0..right.len()).map(row).collect(), right)
    }

    /// How far the entering variable may go, and what it runs into. Of equals the one with the largest coefficient.
    fn stop(&self, entering: usize, upward: bool, basic: &[f64], change: &[f64], first: bool) -> (f64, Stop) {
        let own = self.variables[entering].high - self.variables[entering].low;
        let (mut step, mut stop) = if own.is_finite() { (own, Stop::OwnBound) } else { (f64::INFINITY, Stop::Nothing) };
        let least = NO_PIVOT * change.iter().fold(0.0_f64, |most, c| most.max(c.abs()));
        let mut pivot = 0.0;
        for (place, (value, change)) in basic.iter().zip(change).enumerate() {
            let falls = (*change > 0.0) == upward;
            let variable = &self.variables[self.basis[place]];
            let bound = if falls { variable.low } else { variable.high };
            if change.abs() <= least || !bound.is_finite() {
                continue;
            }
            let room = ((value - bound).abs() / change.abs()).max(0.0);
            let outside = if falls { *value < bound } else { *value > bound };
            let room = if outside { 0.0 } else { room };
            let earlier = matches!(stop, Stop::Basic { place: other, .. } if self.basis[other] < self.basis[place]);
            let preferred = if first { !earlier } else { change.abs() > pivot };
            if room < step || room <= step && preferred {
                (step, pivot) = (room, change.abs());
                stop = Stop::Basic { place, at_high: !falls };
            }
        }
        (step, stop)
    }
}
