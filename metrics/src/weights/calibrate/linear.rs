//! Square systems of linear equations.

/// Solves rows x = right by elimination with the largest pivot of each column. `None` when the rows are not independent.
pub(super) fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let size = right.len();
    for at in 0..size {
        let largest = (at..size).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        rows.swap(at, largest);
        right.swap(at, largest);
        if !rows[at][at].is_normal() {
            return None;
        }
        let (done, below) = rows.split_at_mut(at + 1);
        let pivot = &done[at];
        for (row, offset) in below.iter_mut().zip(1..) {
            let times = row[at] / pivot[at];
            if times.abs() > 0.0 {
                row.iter_mut().zip(pivot).skip(at).for_each(|(value, above)| *value -= times * above);
                right[at + offset] -= times * right[at];
            }
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|column| rows[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}
