//! A gap of two means, split into what measured characteristics go with and what they do not.

use crate::undefined::Undefined;

/// The sums of one group that least squares need. They add up over rows, files and machines like counts do.
#[derive(Debug, Clone, PartialEq)]
pub struct Moments {
    columns: usize,
    people: f64,
    y: f64,
    /// Σ of (1, x) times (1, x), row by row.
    xx: Vec<f64>,
    /// Σ of (1, x) times y.
    xy: Vec<f64>,
}

/// Which line through the data says what a characteristic is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coefficients {
    /// That of the group.
    Group,
    /// That of the reference.
    Reference,
    /// That of both together, without telling them apart (Neumark).
    Pooled,
}

/// The parts of a gap of two means; `explained` and `unexplained` add up to it.
#[derive(Debug, Clone, PartialEq)]
pub struct OaxacaBlinder {
    /// Mean of the group minus mean of the reference.
    pub gap: f64,
    /// What different characteristics give at these coefficients.
    pub explained: f64,
    /// The rest: different coefficients, and all that was not measured. It is no measure of discrimination.
    pub unexplained: f64,
    /// `explained`, column by column. For the columns of one categorical attribute only their sum has a meaning: the parts
    /// depend on the category left out.
    pub by_column: Vec<f64>,
}

impl Moments {
    /// Nobody, with so many columns.
    #[must_use]
    pub fn new(columns: usize) -> Self {
        let width = columns + 1;
        Self { columns, people: 0.0, y: 0.0, xx: vec![0.0; width * width], xy: vec![0.0; width] }
    }

    /// Adds `people` who are alike: their characteristics, and what is explained. Columns that `x` lacks are 0.
    pub fn add(&mut self, people: f64, x: &[f64], y: f64) {
        let width = self.columns + 1;
        let at = |i: usize| if i == 0 { 1.0 } else { x.get(i - 1).copied().unwrap_or(0.0) };
        self.people += people;
        self.y += people * y;
        for i in 0..width {
            self.xy[i] += people * at(i) * y;
            for j in 0..width {
                self.xx[i * width + j] += people * at(i) * at(j);
            }
        }
    }

    /// Both groups together, of the same columns.
    fn merged(&self, other: &Self) -> Self {
        let add = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a + b).collect();
        Self {
            columns: self.columns,
            people: self.people + other.people,
            y: self.y + other.y,
            xx: add(&self.xx, &other.xx),
            xy: add(&self.xy, &other.xy),
        }
    }

    /// Least squares with an intercept, by Cholesky's factors. `None` when the columns do not determine a line.
    fn line(&self) -> Option<Vec<f64>> {
        let width = self.columns + 1;
        let mut factor = self.xx.clone();
        for j in 0..width {
            for i in j..width {
                let mut left = factor[i * width + j];
                for k in 0..j {
                    left -= factor[i * width + k] * factor[j * width + k];
                }
                if i > j {
                    factor[i * width + j] = left / factor[j * width + j];
                } else if left > 1e-12 * self.xx[j * width + j] {
                    factor[j * width + j] = left.sqrt();
                } else {
                    // What is left of a column that the others make up is rounding.
                    return None;
                }
            }
        }
        let mut line = self.xy.clone();
        for i in 0..width {
            let known: f64 = (0..i).map(|k| factor[i * width + k] * line[k]).sum();
            line[i] = (line[i] - known) / factor[i * width + i];
        }
        for i in (0..width).rev() {
            let known: f64 = (i + 1..width).map(|k| factor[k * width + i] * line[k]).sum();
            line[i] = (line[i] - known) / factor[i * width + i];
        }
        Some(line)
    }
}

/// The twofold decomposition of Oaxaca and Blinder.
///
/// **Formula** gap = (x̄₁ - x̄₂)'β + [x̄₁'(β₁ - β) + x̄₂'(β - β₂)], β by least squares with intercept in the group (β₁), the
/// reference (β₂), or both.
///
/// **Source** Oaxaca (1973); Blinder (1973); for the pooled coefficients Neumark (1988).
///
/// **Undefined when** a group has no people ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), the two do not
/// have the same number of columns ([`Undefined::ReferenceUndefined`]), or the columns do not vary enough there, or vary together, to determine the line ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::decompose::{Coefficients, Moments, oaxaca_blinder};
/// // group: y = 1 + 2x at x = 0, 1; reference: y = 2x at x = 1, 3
/// let (mut group, mut reference) = (Moments::new(1), Moments::new(1));
/// group.add(1.0, &[0.0], 1.0);
/// group.add(1.0, &[1.0], 3.0);
/// reference.add(1.0, &[1.0], 2.0);
/// reference.add(1.0, &[3.0], 6.0);
/// let parts = oaxaca_blinder(&group, &reference, Coefficients::Reference).unwrap();
/// assert_eq!((parts.gap, parts.by_column.len()), (-2.0, 1));
/// assert!((parts.explained - -3.0).abs() < 1e-12 && (parts.unexplained - 1.0).abs() < 1e-12);
/// ```
pub fn oaxaca_blinder(
    group: &Moments,
    reference: &Moments,
    coefficients: Coefficients,
) -> Result<OaxacaBlinder, Undefined> {
    if group.people <= 0.0 {
        return Err(Undefined::EmptyGroup);
    }
    if reference.people <= 0.0 || reference.columns != group.columns {
        return Err(Undefined::ReferenceUndefined);
    }
    // Both groups' own lines must exist, whichever coefficients are asked for, or the rest is no difference of lines.
    let (own, theirs) = (group.line(), reference.line());
    let line = match coefficients {
        Coefficients::Group => own.clone(),
        Coefficients::Reference => theirs.clone(),
        Coefficients::Pooled => group.merged(reference).line(),
    };
    let (Some(line), Some(_), Some(_)) = (line, own, theirs) else { return Err(Undefined::ZeroVariance) };
    // The first row of the sums is that of the intercept: Σx of every column.
    let mean = |moments: &Moments, i: usize| moments.xx[i] / moments.people;
    let by_column: Vec<f64> =
        line.iter().enumerate().skip(1).map(|(i, beta)| (mean(group, i) - mean(reference, i)) * beta).collect();
    let gap = group.y / group.people - reference.y / reference.people;
    let explained = by_column.iter().sum::<f64>();
    // A line with an intercept goes through the means, so the bracket is the gap less what is explained.
    Ok(OaxacaBlinder { gap, explained, unexplained: gap - explained, by_column })
}
