//! Raking of every small table and of random ones: the margins are met, or the refusal names what cannot be.

use evenhand_metrics::weights::{CategoryAt, MARGIN_MET, Margin, RakeRefusal, rake};
use proptest::prelude::*;

fn margin(axes: &[usize], targets: &[f64]) -> Margin {
    Margin { axes: axes.to_vec(), targets: targets.to_vec() }
}

fn at(margin: usize, category: usize) -> CategoryAt {
    CategoryAt { margin, category }
}

/// The sums of a table over the axes left out, cell by cell.
fn sums(shape: &[usize], cells: &[f64], axes: &[usize]) -> Vec<f64> {
    let mut sums = vec![0.0; axes.iter().map(|axis| shape[*axis]).product()];
    for (mut cell, weight) in cells.iter().enumerate() {
        let mut place = vec![0; shape.len()];
        for axis in (0..shape.len()).rev() {
            (place[axis], cell) = (cell % shape[axis], cell / shape[axis]);
        }
        sums[axes.iter().fold(0, |sum, axis| sum * shape[*axis] + place[*axis])] += weight;
    }
    sums
}

/// Largest relative distance of the weighted table from its margins.
fn error(shape: &[usize], counts: &[f64], weights: &[f64], margins: &[Margin]) -> f64 {
    let cells: Vec<f64> = counts.iter().zip(weights).map(|(n, w)| n * w).collect();
    let of = |margin: &Margin| {
        let sums = sums(shape, &cells, &margin.axes);
        let errors = sums.iter().zip(&margin.targets).map(|(got, want)| (got - want).abs() / want.max(1e-300));
        errors.fold(0.0, f64::max)
    };
    margins.iter().map(of).fold(0.0, f64::max)
}

#[test]
fn every_small_two_by_two_table_is_raked_exactly_when_positive_weights_can_meet_the_margins() {
    let (mut raked, mut refused) = (0, 0);
    for world in 1..256_u32 {
        let counts: Vec<f64> = (0..4).map(|cell| f64::from(world / 4_u32.pow(cell) % 4)).collect();
        for (row, column) in (1..4).flat_map(|row| (1..4).map(move |column| (row, column))) {
            // With s in the first cell the others follow. Cells with people need something, those without nothing.
            let possible = (0..=8).any(|half| {
                let s = f64::from(half) / 2.0;
                let (row, column) = (f64::from(row), f64::from(column));
                let cells = [s, row - s, column - s, 4.0 - row - column + s];
                counts.iter().zip(cells).all(|(n, cell)| if *n > 0.0 { cell > 0.0 } else { cell.abs() < 1e-9 })
            });
            let rows = [f64::from(row), f64::from(4 - row)];
            let margins = [margin(&[0], &rows), margin(&[1], &[f64::from(column), f64::from(4 - column)])];
            match rake(&[2, 2], &counts, &[1.0; 4], &margins) {
                Ok(found) => {
                    assert!(possible, "{counts:?} {margins:?}");
                    assert!(error(&[2, 2], &counts, &found.weights, &margins) <= MARGIN_MET, "{counts:?} {margins:?}");
                    raked += 1;
                }
                Err(RakeRefusal::EmptyCategory(_) | RakeRefusal::NotMet { .. }) => {
                    assert!(!possible, "{counts:?} {margins:?}");
                    refused += 1;
                }
                Err(other) => panic!("{counts:?}: {other:?}"),
            }
        }
    }
    assert_eq!(raked + refused, 255 * 9);
    // All full tables, 81 x 9; one empty cell of four, 27 x 3 each; two on a diagonal, 9 x 3 each.
    assert_eq!(raked, 729 + 4 * 27 * 3 + 2 * 9 * 3);
}

#[test]
fn every_small_two_by_three_table_meets_its_margins_or_is_refused_with_numbers() {
    let margins = [margin(&[0], &[2.0, 4.0]), margin(&[1], &[1.0, 2.0, 3.0])];
    let mut raked = 0;
    for world in 1..4096_u32 {
        let counts: Vec<f64> = (0..6).map(|cell| f64::from(world / 4_u32.pow(cell) % 4)).collect();
        match rake(&[2, 3], &counts, &[1.0; 6], &margins) {
            Ok(found) => {
                assert!(error(&[2, 3], &counts, &found.weights, &margins) <= MARGIN_MET, "{counts:?}");
                assert!(found.weights.iter().all(|w| w.is_finite() && *w >= 0.0), "{counts:?}");
                raked += 1;
            }
            Err(RakeRefusal::NotMet { at, wanted, reached }) => {
                assert!((wanted - margins[at.margin].targets[at.category]).abs() < 1e-12);
                assert!(reached.is_finite() && (reached / wanted - 1.0).abs() > MARGIN_MET, "{counts:?}: {reached}");
            }
            Err(RakeRefusal::EmptyCategory(at)) => {
                let there = sums(&[2, 3], &counts, &margins[at.margin].axes)[at.category];
                assert!(there < 0.5, "{counts:?}");
            }
            Err(other) => panic!("{counts:?}: {other:?}"),
        }
    }
    // A linear programme for each of the 64 patterns of empty cells, times 3 counts for each cell of it that is not.
    assert_eq!(raked, 1971);
}

#[test]
fn what_cannot_be_met_names_the_category_and_what_it_reaches() {
    let both = |rows: [f64; 2]| [margin(&[0], &rows), margin(&[1], &[5.0, 5.0])];
    // Nobody off the diagonal: rows can be no other than columns.
    let refusal = rake(&[2, 2], &[1.0, 0.0, 0.0, 1.0], &[1.0; 4], &both([6.0, 4.0]));
    assert_eq!(refusal, Err(RakeRefusal::NotMet { at: at(0, 1), wanted: 4.0, reached: 5.0 }));
    let refusal = rake(&[2, 2], &[0.0, 0.0, 3.0, 4.0], &[1.0; 4], &both([5.0, 5.0]));
    assert_eq!(refusal, Err(RakeRefusal::EmptyCategory(at(0, 0))));
    let refusal = rake(&[2, 2], &[1.0; 4], &[1.0; 4], &both([6.0, 5.0]));
    assert_eq!(refusal, Err(RakeRefusal::TotalsDiffer { least: 10.0, most: 11.0 }));
}

#[test]
fn a_target_of_zero_gives_weights_of_zero() {
    let margins = [margin(&[0], &[0.0, 100.0]), margin(&[1], &[60.0, 40.0])];
    let raked = rake(&[2, 2], &[10.0, 20.0, 30.0, 40.0], &[1.0; 4], &margins).unwrap();
    assert_eq!(raked.weights, [0.0, 0.0, 2.0, 1.0]);
}

#[test]
fn margins_over_several_axes_are_met_in_the_order_their_axes_are_named() {
    let counts: Vec<f64> = (1..=12).map(f64::from).collect();
    let margins = [margin(&[2, 0], &[5.0, 6.0, 7.0, 8.0, 9.0, 10.0]), margin(&[1], &[20.0, 25.0])];
    let raked = rake(&[2, 2, 3], &counts, &[1.0; 12], &margins).unwrap();
    assert!(error(&[2, 2, 3], &counts, &raked.weights, &margins) <= MARGIN_MET);
    // Category 1 of the first margin is the first of axis 2 and the second of axis 0: cells 6 and 9.
    assert!((raked.weights[6] * 7.0 + raked.weights[9] * 10.0 - 6.0).abs() < 1e-7);
}

#[test]
fn what_is_no_table_with_people_is_refused() {
    let rows = |targets: &[f64]| vec![margin(&[0], targets)];
    for (shape, counts, start, margins) in [
        (vec![2], vec![1.0], vec![1.0], rows(&[1.0, 1.0])),
        (vec![2], vec![1.0, 1.0], vec![1.0], rows(&[1.0, 1.0])),
        (vec![2], vec![1.0, -1.0], vec![1.0; 2], rows(&[1.0, 1.0])),
        (vec![2], vec![1.0, f64::NAN], vec![1.0; 2], rows(&[1.0, 1.0])),
        (vec![2], vec![0.0; 2], vec![1.0; 2], rows(&[1.0, 1.0])),
        (vec![2], vec![1.0; 2], vec![1.0; 2], rows(&[1.0])),
        (vec![2], vec![1.0; 2], vec![1.0; 2], rows(&[2.0, -1.0])),
        (vec![2], vec![1.0; 2], vec![1.0; 2], rows(&[0.0, 0.0])),
        (vec![2], vec![1.0; 2], vec![1.0; 2], vec![margin(&[1], &[1.0, 1.0])]),
        (vec![2], vec![1.0; 2], vec![1.0; 2], vec![margin(&[0, 0], &[1.0; 4])]),
        (vec![usize::MAX, 2], vec![1.0; 2], vec![1.0; 2], rows(&[1.0, 1.0])),
        (vec![2], vec![1e300; 2], vec![1e300; 2], rows(&[1.0, 1.0])),
    ] {
        assert_eq!(rake(&shape, &counts, &start, &margins), Err(RakeRefusal::NoTable), "{shape:?} {counts:?}");
    }
}

/// A table with empty cells, weights at the start, and other weights whose margins it is to get.
fn worlds() -> impl Strategy<Value = (Vec<usize>, Vec<f64>, Vec<f64>, Vec<f64>)> {
    prop::collection::vec(2..5_usize, 1..4).prop_flat_map(|shape| {
        let size = shape.iter().product::<usize>();
        let count = prop_oneof![1 => Just(0.0), 6 => (1..200_u32).prop_map(f64::from)];
        let weight = || prop::collection::vec(0.2..5.0_f64, size);
        (Just(shape), prop::collection::vec(count, size), weight(), weight())
    })
}

proptest! {
    #[test]
    fn margins_that_some_weights_have_are_met(
        (shape, counts, start, other) in worlds(),
        second in any::<bool>(),
    ) {
        prop_assume!(counts.iter().any(|n| *n > 0.0));
        let cells: Vec<f64> = counts.iter().zip(&other).map(|(n, w)| n * w).collect();
        let mut axes: Vec<Vec<usize>> = (0..shape.len()).map(|axis| vec![axis]).collect();
        if second && shape.len() > 2 {
            axes.push(vec![2, 0]);
        }
        let margins: Vec<Margin> = axes.iter().map(|axes| margin(axes, &sums(&shape, &cells, axes))).collect();
        let raked = rake(&shape, &counts, &start, &margins);
        let raked = raked.map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        prop_assert!(raked.error <= MARGIN_MET && error(&shape, &counts, &raked.weights, &margins) <= MARGIN_MET);
        // What raking leaves alone: every ratio of ratios within a table of two axes.
        if let [rows, columns] = shape[..] {
            let g = |row: usize, column: usize| raked.weights[row * columns + column] / start[row * columns + column];
            let full = (0..2).all(|row| (0..2).all(|column| counts[row * columns + column] > 0.0));
            if rows > 1 && full {
                prop_assert!((g(0, 0) * g(1, 1) / (g(0, 1) * g(1, 0)) - 1.0).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn any_margins_are_met_or_refused(
        (shape, counts, start, _) in worlds(),
        targets in prop::collection::vec(0.0..3.0_f64, 12),
    ) {
        let mut targets = targets.iter().copied().cycle();
        let margins: Vec<Margin> = (shape.iter().enumerate())
            .map(|(axis, length)| {
                let raw: Vec<f64> = targets.by_ref().take(*length).collect();
                let total: f64 = raw.iter().sum();
                margin(&[axis], &raw.iter().map(|t| t * 100.0 / total).collect::<Vec<_>>())
            })
            .collect();
        match rake(&shape, &counts, &start, &margins) {
            Ok(raked) => {
                prop_assert!(raked.weights.iter().all(|w| w.is_finite() && *w >= 0.0));
                prop_assert!(error(&shape, &counts, &raked.weights, &margins) <= MARGIN_MET);
            }
            Err(RakeRefusal::NotMet { reached, .. }) => prop_assert!(reached.is_finite() && reached >= 0.0),
            Err(_) => {}
        }
    }
}
