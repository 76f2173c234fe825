//! Iterative proportional fitting of a table to margins.

use std::fmt;

use super::table::{Margin, Table};

/// Largest relative error of a margin that counts as met.
pub const MARGIN_MET: f64 = 1e-8;

/// Relative error at which fitting stops; what rounding leaves of it is above 1e-16 per cell added.
const AIM: f64 = 1e-12;

/// Totals of margins that differ by less are the same number, rounded.
const SAME_TOTAL: f64 = 1e-9;

/// Sweeps after which a margin that is not met counts as one that cannot be.
const MOST_SWEEPS: u32 = 10_000;

/// Every so many sweeps the error must have fallen to [`STALLED`] of what it was, or further sweeps are of no use: at this
/// pace all of them together would not take off a tenth.
const LOOK_EVERY: u32 = 100;
const STALLED: f64 = 0.999;

/// A category of a margin, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategoryAt {
    /// The margin, in the order given.
    pub margin: usize,
    /// The category of its axis; of several axes the cell of their cross, the last axis running fastest.
    pub category: usize,
}

/// Weights by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Raked {
    /// The weight of each unit of a cell, in the order of the counts; 0 where there is nobody.
    pub weights: Vec<f64>,
    /// Largest relative error of any margin; 0 to [`MARGIN_MET`].
    pub error: f64,
    /// How often all margins were fitted in turn.
    pub sweeps: u32,
}

/// Why there are no such weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RakeRefusal {
    /// Counts, start weights and targets do not describe a table with people: lengths, axes, or numbers below 0.
    NoTable,
    /// Two margins ask for different totals.
    TotalsDiffer {
        /// The smallest total of a margin.
        least: f64,
        /// The largest.
        most: f64,
    },
    /// A category without anybody has a target above 0.
    EmptyCategory(CategoryAt),
    /// The margins cannot be met together, or only with weights of 0: the worst category, and the nearest target found.
    NotMet {
        /// Where.
        at: CategoryAt,
        /// What was asked for.
        wanted: f64,
        /// What was reached: with this target, and those that the other categories reached, the margins can be met.
        reached: f64,
    },
}

impl fmt::Display for RakeRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTable => f.write_str("counts, start weights and targets do not describe a table with people"),
            Self::TotalsDiffer { least, most } => write!(f, "the targets of margins add up to {least} and to {most}"),
            Self::EmptyCategory(at) => write!(f, "category {} of margin {} has nobody", at.category, at.margin),
            Self::NotMet { at, wanted, reached } => {
                write!(f, "category {} of margin {} reaches {reached}, not {wanted}", at.category, at.margin)
            }
        }
    }
}

impl std::error::Error for RakeRefusal {}

/// Raking: the weights nearest to those at the start, in relative entropy, that meet every margin.
///
/// `shape` holds the categories of each axis, `counts` the units of each cell, the last axis running fastest, and `start`
/// the weight of each unit of a cell. Where no weights meet all margins, fitting goes round and round; it stops after
/// 10,000 sweeps, or once it gains nothing.
///
/// **Formula** w ← w T / Σw for each category of each margin in turn, until the largest relative error is 1e-12, or stays
/// at 1e-8 or less.
///
/// **Source** Deming & Stephan (1940); convergence and the distance Ireland & Kullback (1968).
///
/// **Undefined when** the margins' totals differ by more than one in 10^9, a target above 0 stands at a category without
/// anybody, or the margins cannot be met: see [`RakeRefusal`].
///
/// ```
/// # use evenhand_metrics::weights::{Margin, rake};
/// let rows = Margin { axes: vec![0], targets: vec![50.0, 50.0] };
/// let columns = Margin { axes: vec![1], targets: vec![60.0, 40.0] };
/// let raked = rake(&[2, 2], &[10.0, 20.0, 30.0, 40.0], &[1.0; 4], &[rows, columns]).unwrap();
/// let oracle = [2.7576506721312635, 1.1211746639343685, 1.0807831092895792, 0.43941266803281576];
/// assert!(raked.weights.iter().zip(oracle).all(|(got, want)| (got - want).abs() < 1e-8));
/// ```
pub fn rake(shape: &[usize], counts: &[f64], start: &[f64], margins: &[Margin]) -> Result<Raked, RakeRefusal> {
    let mut table = Table::new(shape, counts, start, margins).ok_or(RakeRefusal::NoTable)?;
    check_totals(margins)?;
    for (at, wanted, there) in table.categories() {
        if wanted > 0.0 && there <= 0.0 {
            return Err(RakeRefusal::EmptyCategory(at));
        }
    }
    let (mut sweeps, mut looked_at) = (0, f64::INFINITY);
    while sweeps < MOST_SWEEPS {
        let Some(error) = table.fit() else { break };
        sweeps += 1;
        if error <= AIM {
            break;
        }
        if sweeps % LOOK_EVERY == 0 {
            if error > STALLED * looked_at {
                break;
            }
            looked_at = error;
        }
    }
    let (error, at, wanted, reached) = table.worst();
    if error > MARGIN_MET {
        return Err(RakeRefusal::NotMet { at, wanted, reached });
    }
    Ok(Raked { weights: table.weights(counts), error, sweeps })
}

fn check_totals(margins: &[Margin]) -> Result<(), RakeRefusal> {
    let totals = || margins.iter().map(|margin| margin.targets.iter().sum::<f64>());
    let (least, most) = (totals().fold(f64::INFINITY, f64::min), totals().fold(0.0, f64::max));
    if most - least > SAME_TOTAL * most { Err(RakeRefusal::TotalsDiffer { least, most }) } else { Ok(()) }
}
