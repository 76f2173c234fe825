//! Cells as columns of whole numbers: codes first, then six counts, then, with weights, twelve sums, with values those
//! over everybody and over the selected, and with money or reach what rows state of them. Sums have 128 bits, each in two columns.

use evenhand_metrics::cell::{Cell, Spend, Spent, Stated, Totals, ValueTotals, WeightSums};
use evenhand_metrics::cube::{Code, Cuboid, MISSING};
use evenhand_metrics::outcomes::KINDS;

use crate::count::Counting;
use crate::role::{Role, Roles};

/// The kinds of people in the order of a cell's counts.
const KIND_NAMES: [&str; KINDS] = [
    "selected_positive",
    "selected_negative",
    "selected_unknown",
    "rejected_positive",
    "rejected_negative",
    "rejected_unknown",
];
/// Columns of weights.
const OF_WEIGHTS: usize = 4 * KINDS;
/// Columns of values of everybody, and of the selected.
const OF_VALUES: usize = 7;
/// Columns of values in all.
const VALUES: usize = 2 * OF_VALUES;
/// Columns of what rows state of one thing.
const OF_STATED: usize = 4;

/// Which sums cells have beside their counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sums {
    /// Whether there is a column of the role.
    roles: Roles<bool>,
    /// Whether some weight is 2^15 or more, so that squares have multiples of 2^30.
    large: bool,
}

impl Sums {
    /// Those of cells counted so.
    pub(super) fn of(counting: &Counting, large: bool) -> Self {
        let roles = Roles::of(|role| counting.column(role).is_some());
        Self { large: large && roles[Role::Weight], roles }
    }

    /// What rows state.
    fn stated(&self) -> impl Iterator<Item = (Role, Spent)> {
        Role::stated().filter(|(role, _)| self.roles[*role])
    }
}

/// The columns of measures. Those of dimensions begin with `@`, so that no attribute can take the name of a measure.
fn measures(kept: Sums) -> Vec<String> {
    let mut names: Vec<String> = KIND_NAMES.iter().map(|kind| format!("#n_{kind}")).collect();
    if kept.roles[Role::Weight] {
        let sums = ["w", "w2"].into_iter().flat_map(|sum| KIND_NAMES.map(|kind| format!("#{sum}_{kind}")));
        names.extend(sums.flat_map(|sum| [format!("{sum}_high"), format!("{sum}_low")]));
    }
    if kept.large {
        names.extend(KIND_NAMES.iter().map(|kind| format!("#w2_{kind}_over")));
    }
    if kept.roles[Role::Value] {
        let parts = ["people", "nonzero", "negative", "sum_high", "sum_low", "squares_high", "squares_low"];
        names.extend(["all", "selected"].into_iter().flat_map(|of| parts.map(|part| format!("#v_{of}_{part}"))));
    }
    for (role, _) in kept.stated() {
        names.extend(["rows", "silent", "sum_high", "sum_low"].map(|part| format!("#s_{}_{part}", role.key())));
    }
    names
}

/// The columns of a cuboid over dimensions with these ids.
pub(super) fn columns(ids: &[&str], kept: Sums) -> Vec<String> {
    ids.iter().map(|id| format!("@{id}")).chain(measures(kept)).collect()
}

/// Whether some cell has squares of 2^30 or more.
pub(super) fn has_large(cuboid: &Cuboid) -> bool {
    let mut weights = cuboid.cells().filter_map(|(_, cell)| cell.weights.as_deref());
    weights.any(|sums| sums.w2_over.iter().any(|over| *over != 0))
}

/// The cells, column by column. Every number fits: people are fewer than 2^63.
pub(super) fn to_columns(cuboid: &Cuboid, kept: Sums) -> Vec<Vec<Option<i64>>> {
    let width = cuboid.dims().len() + measures(kept).len();
    let mut columns: Vec<Vec<Option<i64>>> = vec![Vec::with_capacity(cuboid.len()); width];
    for (key, cell) in cuboid.cells() {
        let codes = key.iter().map(|code| (*code != MISSING).then_some(i64::from(*code)));
        let counts = cell.n.iter().map(|people| Some(whole(*people)));
        let weights = if kept.roles[Role::Weight] { halves(cell, kept.large) } else { Vec::new() };
        let values = if kept.roles[Role::Value] { of_values(cell) } else { Vec::new() };
        let sums = weights.into_iter().chain(values).chain(of_spend(cell, kept)).map(Some);
        for (column, value) in columns.iter_mut().zip(codes.chain(counts).chain(sums)) {
            column.push(value);
        }
    }
    columns
}

fn whole(people: u64) -> i64 {
    i64::try_from(people).unwrap_or(i64::MAX)
}

fn halves(cell: &Cell, large: bool) -> Vec<i64> {
    let sums = cell.weights.as_deref().cloned().unwrap_or_default();
    let over = sums.w2_over.iter().filter(|_| large).map(|over| i64::try_from(*over).unwrap_or(i64::MAX));
    sums.w.iter().chain(&sums.w2).flat_map(|sum| halved(*sum)).chain(over).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_possible_wrap, reason = "two halves")]
const fn halved(sum: i128) -> [i64; 2] {
    [(sum >> 64) as i64, sum as u64 as i64]
}

fn of_values(cell: &Cell) -> Vec<i64> {
    let totals = cell.values.as_deref().copied().unwrap_or_default();
    let of = |totals: Totals| {
        let sums = [totals.sum, totals.squares].into_iter().flat_map(halved);
        [whole(totals.people), whole(totals.nonzero), whole(totals.negative)].into_iter().chain(sums)
    };
    of(totals.all).chain(of(totals.selected)).collect()
}

fn of_spend(cell: &Cell, kept: Sums) -> Vec<i64> {
    let spend = cell.spend.as_deref().copied().unwrap_or_default();
    let columns = kept.stated().flat_map(|(_, spent)| {
        let stated = spend[spent];
        let [high, low] = halved(stated.sum);
        [whole(stated.rows), whole(stated.silent), high, low]
    });
    columns.collect()
}

/// The row of a table as key and cell; `None` for a code out of range, a negative count, or an empty field where a number
/// has to be. `labels` are the numbers of labels of the dimensions.
pub(super) fn of_row(row: &[Option<i64>], labels: &[usize], kept: Sums) -> Option<(Vec<Code>, Cell)> {
    let (codes, numbers) = row.split_at_checked(labels.len())?;
    let code = |(code, labels): (&Option<i64>, &usize)| match code {
        None => Some(MISSING),
        Some(code) => Code::try_from(*code).ok().filter(|code| (*code as usize) < *labels),
    };
    let key = codes.iter().zip(labels).map(code).collect::<Option<Vec<_>>>()?;
    let numbers = numbers.iter().copied().collect::<Option<Vec<i64>>>()?;
    let (counts, sums) = numbers.split_at_checked(KINDS)?;
    let counts = counts.iter().map(|count| u64::try_from(*count).ok()).collect::<Option<Vec<_>>>()?;
    let mut cell = Cell::of_counts(counts.try_into().ok()?);
    let (weights, sums) = sums.split_at_checked(if kept.roles[Role::Weight] { OF_WEIGHTS } else { 0 })?;
    let (over, sums) = sums.split_at_checked(if kept.large { KINDS } else { 0 })?;
    let (values, spent) = sums.split_at_checked(if kept.roles[Role::Value] { VALUES } else { 0 })?;
    if kept.roles[Role::Weight] {
        let whole: Vec<i128> = weights.chunks_exact(2).map(|halves| joined(halves[0], halves[1])).collect();
        let (w, w2) = whole.split_at_checked(KINDS)?;
        let over: Vec<i128> = over.iter().map(|over| (*over).into()).collect();
        let w2_over = if kept.large { over.try_into().ok()? } else { [0; KINDS] };
        cell.weights = Some(Box::new(WeightSums { w: w.try_into().ok()?, w2: w2.try_into().ok()?, w2_over }));
    }
    if kept.roles[Role::Value] {
        let (all, selected) = values.split_at_checked(OF_VALUES)?;
        let totals = ValueTotals { all: totals(all)?, selected: totals(selected)? };
        // Nobody with a value is nobody with sums, as counting leaves it.
        cell.values = (totals != ValueTotals::default()).then(|| Box::new(totals));
    }
    let mut spend = Spend::default();
    for ((_, spent), columns) in kept.stated().zip(spent.chunks(OF_STATED)) {
        spend[spent] = stated(columns)?;
    }
    cell.spend = (spend != Spend::default()).then(|| Box::new(spend));
    Some((key, cell))
}

fn stated(columns: &[i64]) -> Option<Stated> {
    let [rows, silent, sum_high, sum_low] = *columns else { return None };
    let (rows, silent) = (u64::try_from(rows).ok()?, u64::try_from(silent).ok()?);
    Some(Stated { rows, silent, sum: joined(sum_high, sum_low) })
}

fn totals(columns: &[i64]) -> Option<Totals> {
    let [people, nonzero, negative, sum_high, sum_low, squares_high, squares_low] = *columns else { return None };
    Some(Totals {
        people: u64::try_from(people).ok()?,
        nonzero: u64::try_from(nonzero).ok()?,
        negative: u64::try_from(negative).ok()?,
        sum: joined(sum_high, sum_low),
        squares: joined(squares_high, squares_low),
    })
}

#[expect(clippy::cast_sign_loss, reason = "the lower half is bits")]
fn joined(high: i64, low: i64) -> i128 {
    (i128::from(high) << 64) | i128::from(low as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(of: &[Role]) -> Sums {
        Sums { roles: Roles::of(|role| of.contains(&role)), large: false }
    }

    #[test]
    fn a_sum_of_128_bits_survives_as_two_halves() {
        for sum in [0_i128, 1, 1 << 64, (1 << 64) - 1, (1 << 100) + 12_345, -1, i128::MAX] {
            let mut cell = Cell::of_counts([1; KINDS]);
            cell.weights = Some(Box::new(WeightSums { w: [sum; KINDS], w2: [7; KINDS], w2_over: [0; KINDS] }));
            let row: Vec<Option<i64>> = [1; KINDS].into_iter().chain(halves(&cell, false)).map(Some).collect();
            assert_eq!(of_row(&row, &[], sums(&[Role::Weight])), Some((vec![], cell)));
        }
    }

    #[test]
    fn a_code_without_a_label_and_a_negative_count_are_refused() {
        let row = |code: Option<i64>, people: i64| [code, Some(people), Some(0), Some(0), Some(0), Some(0), Some(0)];
        assert_eq!(of_row(&row(Some(1), 3), &[2], sums(&[])).unwrap().0, [1]);
        assert_eq!(of_row(&row(None, 3), &[2], sums(&[])).unwrap().0, [MISSING]);
        for (code, people) in [(Some(2), 3), (Some(-1), 3), (Some(i64::MAX), 3), (Some(0), -3)] {
            assert_eq!(of_row(&row(code, people), &[2], sums(&[])), None);
        }
    }
}
