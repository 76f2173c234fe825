//! Whether numbers that were read can be those of a cube: what no rows could have given is refused.

use evenhand_metrics::cell::{Cell, Spent, Weight};
use evenhand_metrics::cube::{Cube, Cuboid};
use evenhand_metrics::outcomes::KINDS;

/// Sums are compared as doubles with this relative slack.
const SLACK: f64 = 1e-9;
/// Units of a value in one.
const UNITS: f64 = 4_294_967_296.0;
/// Rows that doubles still count one by one.
const MOST_ROWS: u64 = 1 << 53;

/// Whether the sums of weights are possible for the counts beside them: nobody weighs nothing, no weight is negative or
/// 2^29 and more, and Σw² lies between (Σw)²/n and the largest weight times Σw.
#[expect(clippy::cast_precision_loss, reason = "compared with a slack")]
pub(super) fn sums_are_possible(cell: &Cell) -> bool {
    let Some(sums) = cell.weights.as_deref() else { return true };
    let one = Weight::ONE.units() as f64;
    (0..KINDS).all(|kind| {
        let (n, w, w2, over) = (cell.n[kind], sums.w[kind], sums.w2[kind], sums.w2_over[kind]);
        if n == 0 {
            return (w, w2, over) == (0, 0, 0);
        }
        if w < 0 || w2 < 0 || over < 0 {
            return false;
        }
        // Every square was rounded to a unit.
        let (n, w, w2, rounding) = (n as f64, w as f64 / one, sums.squares(kind), n as f64 / one);
        let more = 1.0 + SLACK;
        // Where no square reaches 2^30, no weight reaches 2^15.
        let most = if over == 0 { 32_768.0 } else { Weight::TOO_LARGE };
        w <= n * most && w2 <= most * w * more + rounding && w * w <= n * (w2 + rounding) * more
    })
}

/// Whether the sums of values are possible for the people: none has more than there are people, and Cauchy and Schwarz hold.
#[expect(clippy::cast_precision_loss, reason = "compared with a slack")]
pub(super) fn values_are_possible(cell: &Cell) -> bool {
    let Some(values) = cell.values.as_deref() else { return true };
    let selected: u64 = cell.n[..KINDS / 2].iter().sum();
    [(&values.all, cell.people()), (&values.selected, selected)].into_iter().all(|(totals, people)| {
        let (n, sum, squares) = (totals.nonzero as f64, totals.sum as f64, totals.squares as f64);
        // Squares were rounded to a unit, and stand in the same units as the values.
        let least = sum / UNITS * sum - n;
        totals.people <= people
            && totals.nonzero <= totals.people
            && totals.negative <= totals.nonzero
            && totals.squares >= 0
            && least <= n * squares * (1.0 + SLACK) + n * n
            && (totals.nonzero > 0 || (totals.sum, totals.squares) == (0, 0))
    }) && values.selected.people <= values.all.people
        && values.selected.squares <= values.all.squares
}

/// Whether rows can have stated such sums: none is negative, none is without a row, and each is within what amounts can be.
pub(super) fn spend_is_possible(cell: &Cell) -> bool {
    let Some(spend) = cell.spend.as_deref() else { return true };
    Spent::ALL.map(|spent| spend[spent]).into_iter().all(|stated| {
        let most = i128::from(stated.rows).saturating_mul(i128::from(i64::MAX));
        (0..=most).contains(&stated.sum) && stated.rows.saturating_add(stated.silent) <= MOST_ROWS
    })
}

/// Whether all cuboids count the same people: in all, and by every dimension that two of them share.
pub(super) fn cuboids_agree(cube: &Cube) -> bool {
    let Some(first) = cube.cuboids.first() else { return false };
    let total = first.total();
    let by_dimension = |cuboid: &Cuboid, id: &str| cuboid.position(id).map(|dim| cuboid.margin(&[dim]));
    cube.cuboids.iter().enumerate().skip(1).all(|(at, cuboid)| {
        cuboid.total() == total
            && cuboid.dims().iter().all(|dim| {
                let own = by_dimension(cuboid, &dim.id);
                let mut before = cube.cuboids[..at].iter().filter_map(|other| by_dimension(other, &dim.id));
                before.next().is_none_or(|other| own.as_ref() == Some(&other))
            })
    })
}

#[cfg(test)]
mod tests {
    use evenhand_metrics::cell::{Amount, Spend, Stated, ValueTotals, WeightSums};
    use evenhand_metrics::outcomes::Outcome;

    use super::*;

    fn cell(n: u64, w: i128, w2: i128) -> Cell {
        let only = |value: i128| [value, 0, 0, 0, 0, 0];
        Cell {
            n: [n, 0, 0, 0, 0, 0],
            weights: Some(Box::new(WeightSums { w: only(w), w2: only(w2), w2_over: [0; KINDS] })),
            ..Cell::default()
        }
    }

    #[test]
    fn sums_of_real_weights_are_possible() {
        let mut real = Cell::default();
        for weight in [0.0, 1e-12, 0.1, 1.0, 3.7, 32_767.999] {
            real.add_weighted(Outcome::TruePositive, 3, Weight::from_f64(weight).unwrap());
            assert!(sums_are_possible(&real), "{weight}");
        }
    }

    #[test]
    fn sums_of_real_values_are_possible_and_others_are_not() {
        let mut real = Cell::of_counts([2, 0, 1, 3, 0, 4]);
        for (selected, value) in [(true, 2e9), (false, -0.3), (false, 1e-9), (true, 0.0)] {
            real.add_value(selected, 1, Amount::from_f64(value).unwrap());
            assert!(values_are_possible(&real), "{value}");
        }
        let changed = |change: &dyn Fn(&mut ValueTotals)| {
            let mut cell = real.clone();
            change(cell.values.as_mut().unwrap());
            values_are_possible(&cell)
        };
        assert!(!changed(&|values| values.all.people = 11), "more than there are people");
        assert!(!changed(&|values| values.all.nonzero = 5), "more than have a value");
        assert!(!changed(&|values| values.selected.sum *= 2), "a larger sum than such squares allow");
        assert!(!changed(&|values| values.all.squares = -1));
        assert!(!changed(&|values| values.all.squares = 0), "fewer squares than those of the selected");
    }

    #[test]
    fn money_that_rows_state_is_possible_and_other_money_is_not() {
        let of = |rows: u64, sum: i128| {
            let mut cell = Cell::of_counts([1; KINDS]);
            let mut spend = Spend::default();
            spend[Spent::Cost] = Stated { rows, silent: 1, sum };
            cell.add_spend(spend);
            spend_is_possible(&cell)
        };
        assert!(of(2, 2 * i128::from(i64::MAX)) && of(2, 0) && of(0, 0));
        assert!(!of(2, -1), "money is never negative");
        assert!(!of(0, 1), "money without a row");
        assert!(!of(2, 2 * i128::from(i64::MAX) + 1), "more than two rows can state");
        assert!(!of(u64::MAX, 0), "more rows than anybody counts");
    }

    #[test]
    fn sums_that_no_weights_have_are_not() {
        let one = Weight::ONE.units();
        assert!(sums_are_possible(&cell(2, 2 * one, 2 * one)));
        assert!(!sums_are_possible(&cell(0, one, one)), "nobody has a weight");
        assert!(!sums_are_possible(&cell(2, -one, one)));
        assert!(!sums_are_possible(&cell(2, 2 * one, one)), "less than (2^2)/2");
        assert!(!sums_are_possible(&cell(2, one, 40_000 * one)), "one weight would be too large");
        assert!(!sums_are_possible(&cell(1, i128::MAX, i128::MAX)));
    }
}
