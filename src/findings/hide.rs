//! Which cells of a table may be shown: small ones not, nor one that could be worked out from the totals of its row or
//! column. It knows counts; it refuses to know what they are counts of.

use evenhand_metrics::undefined::Undefined;

use crate::audit::Estimate;

/// Whether a count is too small to be shown. Nobody discloses nobody.
pub(super) fn is_small(people: u64, min_cell: u64) -> bool {
    (1..min_cell).contains(&people)
}

/// A count that may be shown.
pub(super) fn shown(people: u64, min_cell: u64) -> Option<u64> {
    (!is_small(people, min_cell)).then_some(people)
}

/// A share of `people`, unless it or what is left of it would tell a small count.
pub(super) fn share(share: Result<f64, Undefined>, people: u64, min_cell: u64) -> Estimate {
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are")]
    let (all, most) = (people as f64, min_cell as f64);
    let is_small = |part: f64| part > 0.5 && part < most - 0.5;
    match share {
        Ok(share) if is_small(share * all) || is_small((1.0 - share) * all) => Estimate::none(Undefined::TooFew),
        share => Estimate::without(share),
    }
}

/// Of which lines of a table the totals are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Of rows and columns.
    Both,
    /// Of columns: cells of a row do not add up to anything.
    Columns,
}

/// Which cells are hidden: the small ones and, while a line whose total is known has exactly one hidden cell, the next
/// smallest cell of it that holds anybody. Rows have the same length.
pub(super) fn hidden(counts: &[Vec<u64>], totals: Lines, min_cell: u64) -> Vec<Vec<bool>> {
    let mut hidden: Vec<Vec<bool>> =
        counts.iter().map(|row| row.iter().map(|people| is_small(*people, min_cell)).collect()).collect();
    let columns = counts.first().map_or(0, Vec::len);
    let rows = if totals == Lines::Both { counts.len() } else { 0 };
    let row_lines = (0..rows).map(|row| (0..columns).map(|column| (row, column)).collect::<Vec<_>>());
    let column_lines = (0..columns).map(|column| (0..counts.len()).map(|row| (row, column)).collect::<Vec<_>>());
    let lines: Vec<Vec<(usize, usize)>> = row_lines.chain(column_lines).collect();
    loop {
        let mut more = None;
        for line in &lines {
            if line.iter().filter(|(row, column)| hidden[*row][*column]).count() == 1 {
                let open = line.iter().filter(|(row, column)| !hidden[*row][*column] && counts[*row][*column] > 0);
                more = more.or(open.min_by_key(|(row, column)| counts[*row][*column]).copied());
            }
        }
        match more {
            Some((row, column)) => hidden[row][column] = true,
            None => return hidden,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_cell_takes_one_more_with_it_in_its_row_and_in_its_column() {
        let found = hidden(&[vec![5, 30, 40], vec![50, 60, 70], vec![0, 80, 90]], Lines::Both, 11);
        assert_eq!(found, [vec![true, true, false], vec![true, true, false], vec![false, false, false]]);
    }

    #[test]
    fn a_share_that_tells_a_small_count_is_not_told() {
        assert_eq!(share(Ok(0.02), 200, 11).undefined.as_deref(), Some("too-few"));
        assert_eq!(share(Ok(0.98), 200, 11).undefined.as_deref(), Some("too-few"));
        assert_eq!((share(Ok(0.0), 200, 11).value, share(Ok(0.1), 200, 11).value), (Some(0.0), Some(0.1)));
    }
}
