//! Weights under which a label says nothing about the group.

use std::fmt;

/// A cell of a table of groups and labels, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CellAt {
    /// The row.
    pub group: usize,
    /// The column.
    pub label: usize,
}

/// Factors by cell, and what they lead to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reweighed {
    /// What the weight of everybody in a cell is multiplied by, by group and label.
    pub factors: Vec<Vec<f64>>,
    /// The share of each label afterwards: the same in every group, and that of everybody before.
    pub shares: Vec<f64>,
}

/// Why there are no such factors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReweighRefusal {
    /// Not one row or more of the same two columns or more, holding amounts of 0 or more.
    NoTable,
    /// Nobody, or next to nobody, is in these cells: no factor makes something of nothing.
    Empty(Vec<CellAt>),
}

impl fmt::Display for ReweighRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTable => f.write_str("the counts are no table of groups and labels"),
            Self::Empty(cells) => write!(f, "{} cells of the table are empty", cells.len()),
        }
    }
}

impl std::error::Error for ReweighRefusal {}

/// Reweighing: factors that make group and label independent and keep the sums of every group and every label.
///
/// Rows are groups, or cells of a cross of attributes; columns are labels. Counts may be sums of weights already carried.
///
/// **Formula** factor(a, y) = P(a) P(y) / P(a, y).
///
/// **Source** Kamiran & Calders (2012), *Data preprocessing techniques for classification without discrimination*, 4.2.
///
/// **Undefined when** a cell is empty, or so nearly that its factor is no number ([`ReweighRefusal::Empty`]), or the
/// counts are no table ([`ReweighRefusal::NoTable`]).
///
/// ```
/// # use evenhand_metrics::weights::{CellAt, ReweighRefusal, reweigh};
/// let found = reweigh(&[vec![109.0, 201.0], vec![191.0, 499.0]]).unwrap();
/// assert!((found.factors[0][0] - 0.8532110091743119).abs() < 1e-12);
/// assert!((found.factors[0][1] - 1.0796019900497513).abs() < 1e-12);
/// assert_eq!(found.shares, [0.3, 0.7]);
/// let empty = reweigh(&[vec![0.0, 10.0], vec![5.0, 5.0]]);
/// assert_eq!(empty, Err(ReweighRefusal::Empty(vec![CellAt { group: 0, label: 0 }])));
/// ```
pub fn reweigh(counts: &[Vec<f64>]) -> Result<Reweighed, ReweighRefusal> {
    let labels = counts.first().map_or(0, Vec::len);
    let of_groups: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
    let total: f64 = of_groups.iter().sum();
    let is_table = counts.iter().all(|row| row.len() == labels && row.iter().all(|n| *n >= 0.0));
    if labels < 2 || !is_table || !total.is_finite() {
        return Err(ReweighRefusal::NoTable);
    }
    let of_labels: Vec<f64> = (0..labels).map(|label| counts.iter().map(|row| row[label]).sum()).collect();
    let factor = |CellAt { group, label }| of_groups[group] / counts[group][label] * (of_labels[label] / total);
    let cells = (0..counts.len()).flat_map(|group| (0..labels).map(move |label| CellAt { group, label }));
    let empty: Vec<CellAt> = cells.filter(|at| !factor(*at).is_normal()).collect();
    if !empty.is_empty() {
        return Err(ReweighRefusal::Empty(empty));
    }
    Ok(Reweighed {
        factors: (0..counts.len())
            .map(|group| (0..labels).map(|label| factor(CellAt { group, label })).collect())
            .collect(),
        shares: of_labels.iter().map(|n| n / total).collect(),
    })
}
