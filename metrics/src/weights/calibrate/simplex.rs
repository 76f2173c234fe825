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
const PATIENCE: usize = 40;

/// Rounds without gain, for each equation, after which what seems to gain is rounding.
const MOST_PATIENCE: usize = 100;

/// What an equation is short of (sign 1) or has too much of (-1): a variable of cost 1 that closes any gap.
pub(super) fn missing(at: usize, sign: f64, equations: usize) -> Variable {
    let column = (0..equations).map(|equation| if equation == at { sign } else { 0.0 }).collect();
    Variable { column, cost: 1.0, low: 0.0, high: f64::INFINITY, at_high: false }
}

/// A variable that gains when it moves off its bound.
struct Candidate {
    variable: usize,
    upward: bool,
    /// Per unit.
    gain: f64,
}

/// What the variable that comes in runs into.
enum Stop {
    Nothing,
    OwnBound,
    Basic { place: usize, at_high: bool },
}

impl Variable {
    /// Its value while it is not in the basis.
    pub(super) fn rest(&self) -> f64 {
        if self.at_high { self.high } else { self.low }
    }
}

impl Programme {
    /// Improves the basis, which must be feasible, until nothing gains; gives the value of every variable. The basis
    /// stays feasible throughout, so that what is returned is feasible even if rounding ended the search early.
    pub(super) fn minimise(&mut self) -> Option<Vec<f64>> {
        let most_waited = MOST_PATIENCE * (self.right.len() + 1);
        let (mut waited, mut least) = (0, f64::INFINITY);
        while waited < most_waited {
            let mut basic = self.basic()?;
            let cost = self.cost(&basic);
            waited = if cost < least - NO_GAIN * cost.abs() { 0 } else { waited + 1 };
            least = least.min(cost);
            let first = waited > PATIENCE;
            let candidates = self.candidates(first)?;
            if candidates.is_empty() {
                break;
            }
            // Going from bound to bound changes no price, so the others still gain what they gained.
            for Candidate { variable, upward, .. } in candidates {
                let change = self.solved(self.variables[variable].column.clone())?;
                match self.stop(variable, upward, &basic, &change, first) {
                    Stop::Nothing => return None,
                    Stop::OwnBound => {
                        self.variables[variable].at_high = upward;
                        let range = self.variables[variable].high - self.variables[variable].low;
                        let moved = if upward { range } else { -range };
                        basic.iter_mut().zip(change).for_each(|(value, change)| *value -= moved * change);
                    }
                    Stop::Basic { place, at_high } => {
                        self.variables[self.basis[place]].at_high = at_high;
                        self.basis[place] = variable;
                        break;
                    }
                }
            }
        }
        let mut values: Vec<f64> = self.variables.iter().map(Variable::rest).collect();
        for (variable, value) in self.basis.iter().zip(self.basic()?) {
            values[*variable] = value;
        }
        Some(values)
    }

    /// What the variables that cost something come to.
    fn cost(&self, basic: &[f64]) -> f64 {
        let fixed = |(at, variable): (usize, &Variable)| {
            let value =
                self.basis.iter().position(|other| *other == at).map_or_else(|| variable.rest(), |place| basic[place]);
            variable.cost * value
        };
        self.variables.iter().enumerate().filter(|(_, variable)| variable.cost.abs() > 0.0).map(fixed).sum()
    }

    /// The variables that gain, most per unit first; or the first of them.
    fn candidates(&self, first: bool) -> Option<Vec<Candidate>> {
        let transposed = self.basis.iter().map(|variable| self.variables[*variable].column.clone());
        let costs = self.basis.iter().map(|variable| self.variables[*variable].cost);
        let prices = linear::solve(transposed.collect(), costs.collect())?;
        let gains = |(at, variable): (usize, &Variable)| {
            let parts = || prices.iter().zip(&variable.column).map(|(price, coefficient)| price * coefficient);
            let (rise, size) = parts().fold((variable.cost, variable.cost.abs()), |(r, s), p| (r - p, s + p.abs()));
            let gain = if variable.at_high { rise } else { -rise };
            let moves = variable.low < variable.high && gain > NO_GAIN * size && !self.basis.contains(&at);
            moves.then_some(Candidate { variable: at, upward: !variable.at_high, gain })
        };
        let mut found = self.variables.iter().enumerate().filter_map(gains);
        if first {
            return Some(found.next().into_iter().collect());
        }
        let mut found: Vec<Candidate> = found.collect();
        found.sort_by(|a, b| b.gain.total_cmp(&a.gain));
        Some(found)
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

    /// What the entering variable runs into first. Of equals the one with the largest coefficient.
    fn stop(&self, entering: usize, upward: bool, basic: &[f64], change: &[f64], first: bool) -> Stop {
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
        stop
    }
}
