//! Several factors: each gets the average, over all orders, of what changing it adds.

use crate::{interval::both_counted, tally::Pair, undefined::Undefined};

/// The parts of a gap between two products of factors: a gap of end-to-end rates by stage, for example.
///
/// **Formula** φᵢ = (aᵢ - bᵢ) Σₖ eₖ k!(m-1-k)!/m!, eₖ the sum, over the choices of k of the other factors, of a for the
/// chosen times b for the rest: Shapley's value in m² steps a factor instead of 2^m. The parts add up to Πa - Πb.
///
/// **Source** Shapley (1953), eq. 13; for decompositions of a gap, Shorrocks (2013).
///
/// **Undefined when** never, for finite factors; factors that one list lacks count as 1.
///
/// ```
/// # use evenhand_metrics::decompose::product;
/// assert_eq!(product(&[1.0, 0.0], &[0.0, 1.0]), [0.5, -0.5]);
/// ```
#[must_use]
pub fn product(group: &[f64], reference: &[f64]) -> Vec<f64> {
    let factors = group.len().max(reference.len());
    let at = |list: &[f64], i: usize| list.get(i).copied().unwrap_or(1.0);
    (0..factors)
        .map(|i| {
            // chosen[k] is eₖ, built factor by factor like the coefficients of Π (b + a t).
            let mut chosen = vec![1.0];
            for other in (0..factors).filter(|other| *other != i) {
                let (a, b) = (at(group, other), at(reference, other));
                chosen.push(0.0);
                for k in (0..chosen.len()).rev() {
                    chosen[k] = b * chosen[k] + if k > 0 { a * chosen[k - 1] } else { 0.0 };
                }
            }
            (at(group, i) - at(reference, i)) * weighted(&chosen)
        })
        .collect()
}

/// Σ eₖ / (m (m-1 choose k)), m the number of terms.
#[expect(clippy::cast_precision_loss, reason = "there are never 2^53 factors")]
fn weighted(chosen: &[f64]) -> f64 {
    let m = chosen.len() as f64;
    let mut ways = 1.0;
    let mut sum = 0.0;
    for (k, e) in chosen.iter().enumerate() {
        sum += e / (m * ways);
        ways *= (m - 1.0 - k as f64) / (k as f64 + 1.0);
    }
    sum
}

/// The parts of a gap of two rates over a cross of two attributes; they add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Composition {
    /// The gap.
    pub gap: f64,
    /// What different shares of the first attribute give.
    pub first: f64,
    /// What different shares of the second attribute, among people alike in the first, give.
    pub second_given_first: f64,
    /// What different rates in the same cells give.
    pub rate: f64,
}

/// Shapley's parts of a gap over a cross: `cells[i][j]` holds the group and the reference with label i of the first
/// attribute and j of the second.
///
/// **Formula** the rate as ΣΣ P(i) P(j|i) p(i,j); each of the three factors is changed from the reference's to the
/// group's in all six orders, and its part is the mean of what that adds.
///
/// **Source** Shapley (1953); Shorrocks (2013).
///
/// **Undefined when** the group has no people ([`Undefined::EmptyGroup`]), or a cell holds one of the two alone, so that
/// its rate or its share has nothing to be compared with ([`Undefined::ReferenceUndefined`]): merge cells first. Cells
/// without anybody are passed over.
///
/// ```
/// # use evenhand_metrics::{decompose::composition, tally::{Pair, Tally}};
/// // one label of the second attribute: Kitagawa's decomposition
/// let cell = |x1, n1, x2, n2| vec![Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2))];
/// let parts = composition(&[cell(5, 50, 3, 20), cell(9, 30, 8, 30), cell(10, 20, 27, 50)]).unwrap();
/// assert!((parts.first - -0.1185).abs() < 1e-15 && (parts.rate - -0.0215).abs() < 1e-15);
/// assert_eq!(parts.second_given_first, 0.0);
/// ```
pub fn composition(cells: &[Vec<Pair>]) -> Result<Composition, Undefined> {
    let mut rows = Vec::new();
    for row in cells {
        let held: Vec<Pair> =
            row.iter().filter(|cell| cell.group.bottom > 0.0 || cell.reference.bottom > 0.0).copied().collect();
        if held.iter().any(|cell| both_counted(cell.group, cell.reference).is_err()) {
            return Err(Undefined::ReferenceUndefined);
        }
        rows.extend((!held.is_empty()).then_some(held));
    }
    if rows.is_empty() {
        return Err(Undefined::EmptyGroup);
    }
    let value = |group_has: [bool; 3]| rate_of(&rows, group_has);
    // The mean over six orders is this weighted mean of each factor's four differences.
    let part = |factor: usize| {
        let change = |others: [bool; 2]| {
            let with = |own: bool| {
                let mut given = others.iter();
                value(std::array::from_fn(|i| if i == factor { own } else { given.next().copied().unwrap_or(own) }))
            };
            with(true) - with(false)
        };
        (change([false, false]) + change([true, true])) / 3.0 + (change([true, false]) + change([false, true])) / 6.0
    };
    Ok(Composition {
        gap: value([true; 3]) - value([false; 3]),
        first: part(0),
        second_given_first: part(1),
        rate: part(2),
    })
}

/// The rate made of the group's or the reference's shares of rows, shares within rows, and rates.
fn rate_of(rows: &[Vec<Pair>], group_has: [bool; 3]) -> f64 {
    let of = |cell: &Pair, group: bool| if group { cell.group } else { cell.reference };
    let people = |row: &[Pair], group: bool| row.iter().map(|cell| of(cell, group).bottom).sum::<f64>();
    let all: f64 = rows.iter().map(|row| people(row, group_has[0])).sum();
    rows.iter()
        .map(|row| {
            let within: f64 = row
                .iter()
                .map(|cell| {
                    let rate = of(cell, group_has[2]);
                    of(cell, group_has[1]).bottom * (rate.top / rate.bottom)
                })
                .sum();
            people(row, group_has[0]) / all * (within / people(row, group_has[1]))
        })
        .sum()
}
