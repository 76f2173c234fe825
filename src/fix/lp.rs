//! Linear programmes: what is to be as large as possible, within bounds and rows. The library's answer is held against every
//! bound and row before it is one. It knows nothing of campaigns.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome};

/// How far an answer may miss a row or a bound, as a share of the row's own size.
const SLACK: f64 = 1e-9;
/// What the library is asked to keep to, in rows of a size near one.
const FEASIBLE: f64 = 1e-10;

/// Σ terms x ≤ `at_most`.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// One for each variable.
    pub(super) terms: Vec<f64>,
    /// The right-hand side.
    pub(super) at_most: f64,
}

/// A linear programme. Rows and gains should be of a size near one.
#[derive(Debug, Clone)]
pub(super) struct Program {
    /// What one unit of each variable is worth.
    pub(super) gains: Vec<f64>,
    /// Least and greatest value of each; the greatest may be infinite.
    pub(super) bounds: Vec<(f64, f64)>,
    /// The rows.
    pub(super) rows: Vec<Row>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unsolved {
    /// No values are within all rows and bounds.
    Infeasible,
    /// The library gave up, or its answer misses a row.
    Failed,
}

impl Program {
    /// Values within all bounds and rows that are worth most.
    pub(super) fn solve(&self) -> Result<Vec<f64>, Unsolved> {
        let finite = |numbers: &[f64]| numbers.iter().all(|number| number.is_finite());
        let rows_are_finite = self.rows.iter().all(|row| finite(&row.terms) && row.at_most.is_finite());
        if !finite(&self.gains) || !rows_are_finite || self.bounds.iter().any(|(low, high)| low.is_nan() || low > high)
        {
            return Err(Unsolved::Failed);
        }
        let mut problem = Problem::new(OptimizationDirection::Maximize);
        let variables: Vec<_> =
            self.gains.iter().zip(&self.bounds).map(|(gain, bounds)| problem.add_var(*gain, *bounds)).collect();
        for row in &self.rows {
            let terms = variables.iter().copied().zip(row.terms.iter().copied()).filter(|(_, term)| *term != 0.0);
            problem.add_constraint(terms.collect::<Vec<_>>(), ComparisonOp::Le, row.at_most);
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
        let holds = |row: &Row| {
            let parts = row.terms.iter().zip(&values).map(|(term, value)| term * value);
            let size = parts.clone().map(f64::abs).sum::<f64>().max(row.at_most.abs());
            parts.sum::<f64>() - row.at_most <= SLACK * size
        };
        if self.rows.iter().all(holds) { Ok(values) } else { Err(Unsolved::Failed) }
    }

    /// What values are worth.
    pub(super) fn worth(&self, values: &[f64]) -> f64 {
        self.gains.iter().zip(values).map(|(gain, value)| gain * value).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(terms: &[f64], at_most: f64) -> Row {
        Row { terms: terms.to_vec(), at_most }
    }

    #[test]
    fn the_optimum_is_what_its_dual_certificate_says() {
        // max 3x + 5y, x <= 4, 2y <= 12, 3x + 2y <= 18: at (2, 6). The dual (0, 3/2, 1) gives 18 + 18 = 36 as well.
        let program = Program {
            gains: vec![3.0, 5.0],
            bounds: vec![(0.0, f64::INFINITY); 2],
            rows: vec![row(&[1.0, 0.0], 4.0), row(&[0.0, 2.0], 12.0), row(&[3.0, 2.0], 18.0)],
        };
        let values = program.solve().unwrap();
        assert!((values[0] - 2.0).abs() < 1e-12 && (values[1] - 6.0).abs() < 1e-12, "{values:?}");
        assert!((program.worth(&values) - 36.0).abs() < 1e-12);
    }

    #[test]
    fn rows_that_contradict_each_other_have_no_answer() {
        let program =
            Program { gains: vec![1.0], bounds: vec![(0.0, 2.0)], rows: vec![row(&[1.0], 0.5), row(&[-1.0], -1.0)] };
        assert_eq!(program.solve(), Err(Unsolved::Infeasible));
    }

    #[test]
    fn an_answer_that_misses_a_row_or_a_bound_is_none() {
        let program = Program { gains: vec![1.0, 1.0], bounds: vec![(0.0, 1.0); 2], rows: vec![row(&[1.0, 1.0], 1.0)] };
        assert_eq!(program.checked(vec![0.5, 0.5]), Ok(vec![0.5, 0.5]));
        assert_eq!(program.checked(vec![1.0 + 1e-12, 0.0]), Ok(vec![1.0, 0.0]));
        assert_eq!(program.checked(vec![0.6, 0.5]), Err(Unsolved::Failed));
        assert_eq!(program.checked(vec![1.1, -0.1]), Err(Unsolved::Failed));
        assert_eq!(program.checked(vec![f64::NAN, 0.0]), Err(Unsolved::Failed));
        let endless = Program { gains: vec![1.0], bounds: vec![(0.0, f64::INFINITY)], rows: Vec::new() };
        assert_eq!(endless.solve(), Err(Unsolved::Failed));
    }
}
