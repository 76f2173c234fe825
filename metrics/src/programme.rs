//! Linear programmes: what is to be as large as possible, within bounds and rows. The library's answer is held against every
//! bound and row before it is one. This module refuses to know what the variables are.

use std::fmt;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome};

/// How far an answer may miss a row or a bound, as a share of the row's own size.
const SLACK: f64 = 1e-9;
/// What the library is asked to keep to, in rows of a size near one.
const FEASIBLE: f64 = 1e-10;
/// A term smaller than this, as a share of the largest of its row, is rounding, and the library would divide by it.
const ROUNDING: f64 = 1e-15;

/// How a sum stands to its right-hand side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// At most it.
    AtMost,
    /// Exactly it.
    Equal,
}

/// Σ terms x, against a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// One for each variable.
    pub terms: Vec<f64>,
    /// How the sum stands to the right-hand side.
    pub relation: Relation,
    /// The right-hand side.
    pub right: f64,
}

impl Row {
    /// Σ terms x ≤ `right`.
    #[must_use]
    pub const fn at_most(terms: Vec<f64>, right: f64) -> Self {
        Self { terms, relation: Relation::AtMost, right }
    }

    /// Σ terms x = `right`.
    #[must_use]
    pub const fn equal(terms: Vec<f64>, right: f64) -> Self {
        Self { terms, relation: Relation::Equal, right }
    }

    fn largest(&self) -> f64 {
        self.terms.iter().fold(0.0, |most, term| term.abs().max(most))
    }

    /// Whether it holds, to within the slack of the largest of its parts, its right-hand side and its terms.
    fn holds(&self, values: &[f64]) -> bool {
        let parts = self.terms.iter().zip(values).map(|(term, value)| term * value);
        let size = parts.clone().map(f64::abs).sum::<f64>().max(self.right.abs()).max(self.largest());
        let over = parts.sum::<f64>() - self.right;
        let missed = if self.relation == Relation::Equal { over.abs() } else { over };
        missed <= SLACK * size
    }
}

/// A linear programme. Rows and gains should be of a size near one.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// What one unit of each variable is worth.
    pub gains: Vec<f64>,
    /// Least and greatest value of each; the greatest may be infinite.
    pub bounds: Vec<(f64, f64)>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsolved {
    /// No values are within all rows and bounds.
    Infeasible,
    /// The library gave up, or its answer misses a row.
    Failed,
}

impl fmt::Display for Unsolved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Infeasible => "no values are within all rows and bounds",
            Self::Failed => "no values were found that are within all rows and bounds",
        })
    }
}

impl std::error::Error for Unsolved {}

impl Programme {
    /// Values within all bounds and rows that are worth most.
    ///
    /// **Source** Dantzig (1963), *Linear Programming and Extensions*: the simplex method, by the library microlp.
    ///
    /// **Undefined when** no values are within all rows and bounds ([`Unsolved::Infeasible`]); when a number is not finite, or
    /// what is found misses a row by more than one in 10^9 of its size ([`Unsolved::Failed`]).
    ///
    /// ```
    /// use evenhand_metrics::programme::{Programme, Row};
    /// // max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: at (2, 6). The dual (0, 3/2, 1) gives 18 + 18 = 36 as well.
    /// let rows = vec![
    ///     Row::at_most(vec![1.0, 0.0], 4.0),
    ///     Row::at_most(vec![0.0, 2.0], 12.0),
    ///     Row::at_most(vec![3.0, 2.0], 18.0),
    /// ];
    /// let programme = Programme { gains: vec![3.0, 5.0], bounds: vec![(0.0, f64::INFINITY); 2], rows };
    /// let values = programme.solve().unwrap();
    /// assert!((values[0] - 2.0).abs() < 1e-12 && (values[1] - 6.0).abs() < 1e-12);
    /// assert!((programme.worth(&values) - 36.0).abs() < 1e-12);
    /// ```
    pub fn solve(&self) -> Result<Vec<f64>, Unsolved> {
        let finite = |numbers: &[f64]| numbers.iter().all(|number| number.is_finite());
        let rows_are_finite = self.rows.iter().all(|row| finite(&row.terms) && row.right.is_finite());
        if !finite(&self.gains) || !rows_are_finite || self.bounds.iter().any(|(low, high)| low.is_nan() || low > high)
        {
            return Err(Unsolved::Failed);
        }
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables: Vec<_> =
            self.gains.iter().zip(&self.bounds).map(|(gain, bounds)| problem.add_var(*gain, *bounds)).collect();
        for row in &self.rows {
            let nothing = ROUNDING * row.largest();
            let terms = variables.iter().copied().zip(row.terms.iter().copied());
            let terms = terms.filter(|(_, term)| term.abs() > nothing);
            let relation = match row.relation {
                Relation::AtMost => ComparisonOp::Le,
                Relation::Equal => ComparisonOp::Eq,
            };
            problem.add_constraint(terms.collect::<Vec<_>>(), relation, row.right);
        }
        let mut options = SolveOptions::default();
        options.tolerances.feasibility = FEASIBLE;
        let found = match problem.solve_with(options) {
            Ok(SolveOutcome::Solution(found)) => found,
            Err(microlp::Error::Infeasible) => return Err(Unsolved::Infeasible),
            Ok(SolveOutcome::Interrupted(_)) | Err(_) => return Err(Unsolved::Failed),
        };
        self.checked(variables.into_iter().map(|variable| found.var_value(variable)).collect())
    }

    /// The same values, a last rounding beyond a bound taken off.
    fn checked(&self, mut values: Vec<f64>) -> Result<Vec<f64>, Unsolved> {
        for (value, (low, high)) in values.iter_mut().zip(&self.bounds) {
            let within = value.clamp(*low, *high);
            if (within - *value).abs() > SLACK * within.abs().max(1.0) || !value.is_finite() {
                return Err(Unsolved::Failed);
            }
            *value = within;
        }
        if self.rows.iter().all(|row| row.holds(&values)) { Ok(values) } else { Err(Unsolved::Failed) }
    }

    /// What values are worth.
    #[must_use]
    pub fn worth(&self, values: &[f64]) -> f64 {
        self.gains.iter().zip(values).map(|(gain, value)| gain * value).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_contradict_each_other_have_no_answer() {
        let rows = vec![Row::at_most(vec![1.0], 0.5), Row::at_most(vec![-1.0], -1.0)];
        assert_eq!(Programme { gains: vec![1.0], bounds: vec![(0.0, 2.0)], rows }.solve(), Err(Unsolved::Infeasible));
        let rows = vec![Row::equal(vec![1.0, 1.0], 3.0)];
        assert_eq!(
            Programme { gains: vec![1.0; 2], bounds: vec![(0.0, 1.0); 2], rows }.solve(),
            Err(Unsolved::Infeasible)
        );
    }

    #[test]
    fn an_answer_that_misses_a_row_or_a_bound_is_none() {
        let with = |row: Row| Programme { gains: vec![1.0, 1.0], bounds: vec![(0.0, 1.0); 2], rows: vec![row] };
        let programme = with(Row::at_most(vec![1.0, 1.0], 1.0));
        assert_eq!(programme.checked(vec![0.5, 0.5]), Ok(vec![0.5, 0.5]));
        assert_eq!(programme.checked(vec![1.0 + 1e-12, 0.0]), Ok(vec![1.0, 0.0]));
        assert_eq!(programme.checked(vec![0.6, 0.5]), Err(Unsolved::Failed));
        assert_eq!(programme.checked(vec![1.1, -0.1]), Err(Unsolved::Failed));
        assert_eq!(programme.checked(vec![f64::NAN, 0.0]), Err(Unsolved::Failed));
        assert_eq!(programme.checked(vec![0.4, 0.5]), Ok(vec![0.4, 0.5]));
        assert_eq!(with(Row::equal(vec![1.0, 1.0], 1.0)).checked(vec![0.4, 0.5]), Err(Unsolved::Failed));
        let endless = Programme { gains: vec![1.0], bounds: vec![(0.0, f64::INFINITY)], rows: Vec::new() };
        assert_eq!(endless.solve(), Err(Unsolved::Failed));
    }
}
