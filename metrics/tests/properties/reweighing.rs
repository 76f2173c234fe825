//! Reweighing of German credit and of every small or random table, and what weights look like afterwards.

use evenhand_metrics::undefined::Undefined;
use evenhand_metrics::weights::{CellAt, Holders, ReweighRefusal, reweigh, spread};
use proptest::prelude::*;

/// The share of a label in each group once weighted.
fn shares_after(counts: &[Vec<f64>], factors: &[Vec<f64>], label: usize) -> Vec<f64> {
    let groups = counts.iter().zip(factors);
    let weighed = groups.map(|(n, f)| n.iter().zip(f).map(|(n, f)| n * f).collect::<Vec<f64>>());
    weighed.map(|weighed| weighed[label] / weighed.iter().sum::<f64>()).collect()
}

/// German credit (Statlog, UCI): bad and good risks of women under 25, men under 25, women and men of 25 and more.
const GERMAN_CREDIT: [[f64; 2]; 4] = [[36.0, 48.0], [25.0, 40.0], [73.0, 153.0], [166.0, 459.0]];

#[test]
fn german_credit_by_age_and_sex_has_the_weights_worked_out_by_hand() {
    let counts = GERMAN_CREDIT.map(|row| row.to_vec());
    let found = reweigh(&counts).unwrap();
    assert_eq!(found.shares, [0.3, 0.7]);
    // People of the group times 0.3 or 0.7, over people of the cell.
    let by_hand = [
        [25.2 / 36.0, 58.8 / 48.0],
        [19.5 / 25.0, 45.5 / 40.0],
        [67.8 / 73.0, 158.2 / 153.0],
        [187.5 / 166.0, 437.5 / 459.0],
    ];
    for (got, want) in found.factors.iter().flatten().zip(by_hand.iter().flatten()) {
        assert!((got - want).abs() < 1e-12, "{got} is not {want}");
    }
}

#[test]
fn the_published_gap_of_german_credit_is_gone_after_reweighing() {
    // The 700 that AIF360's tutorial on credit scoring trains with: under 25, and 25 and more; it prints -0.169905 and 0.000000.
    let train = [[50.0, 63.0], [160.0, 427.0]];
    let rate = |row: &[f64; 2]| row[1] / (row[0] + row[1]);
    assert!((rate(&train[0]) - rate(&train[1]) - -0.169_905).abs() < 0.5e-6);
    let counts = train.map(|row| row.to_vec());
    let after = shares_after(&counts, &reweigh(&counts).unwrap().factors, 1);
    assert!((after[0] - after[1]).abs() < 1e-12, "{after:?}");
}

#[test]
fn every_small_table_has_weights_exactly_when_no_cell_is_empty() {
    for (groups, labels) in [(2, 2), (2, 3), (1, 3)] {
        let cells = groups * labels;
        let (mut found, mut refused) = (0, 0);
        for world in 0..4_u32.pow(cells) {
            let n = |cell: u32| f64::from(world / 4_u32.pow(cell) % 4);
            let counts: Vec<Vec<f64>> =
                (0..groups).map(|group| (0..labels).map(|label| n(group * labels + label)).collect()).collect();
            let holds_nobody = (counts.iter().enumerate())
                .flat_map(|(group, row)| row.iter().enumerate().map(move |(label, n)| (CellAt { group, label }, *n)))
                .filter(|(_, n)| *n < 0.5)
                .map(|(at, _)| at)
                .collect::<Vec<_>>();
            match reweigh(&counts) {
                Ok(weights) => {
                    assert!(holds_nobody.is_empty() && weights.factors.iter().flatten().all(|f| f.is_normal()));
                    for (label, share) in weights.shares.iter().enumerate() {
                        let label = shares_after(&counts, &weights.factors, label);
                        assert!(label.iter().all(|after| (after - share).abs() < 1e-15), "{counts:?}");
                    }
                    found += 1;
                }
                Err(refusal) => {
                    assert_eq!(refusal, ReweighRefusal::Empty(holds_nobody), "{counts:?}");
                    refused += 1;
                }
            }
        }
        assert_eq!((found, found + refused), (3_u32.pow(cells), 4_u32.pow(cells)));
    }
}

#[test]
fn what_is_no_table_of_amounts_is_refused() {
    for counts in [
        vec![],
        vec![vec![1.0], vec![2.0]],
        vec![vec![1.0, 2.0], vec![3.0]],
        vec![vec![1.0, -2.0]],
        vec![vec![1.0, f64::NAN]],
        vec![vec![f64::INFINITY, 1.0]],
        vec![vec![1e308, 1e308]],
    ] {
        assert_eq!(reweigh(&counts), Err(ReweighRefusal::NoTable), "{counts:?}");
    }
    let nearly_empty = reweigh(&[vec![1e-320, 1e9], vec![1e9, 1e9]]);
    assert_eq!(nearly_empty, Err(ReweighRefusal::Empty(vec![CellAt { group: 0, label: 0 }])));
}

#[test]
fn nobody_and_people_who_weigh_nothing_have_no_spread() {
    let holders = |weight, people| Holders { weight, people };
    assert_eq!(spread(&[]), Err(Undefined::EmptyGroup));
    assert_eq!(spread(&[holders(2.0, 0.0)]), Err(Undefined::EmptyGroup));
    assert_eq!(spread(&[holders(0.0, 3.0)]), Err(Undefined::EmptyGroup));
    assert_eq!(spread(&[holders(-1.0, 3.0), holders(1.0, 3.0)]), Err(Undefined::NoValue));
    assert_eq!(spread(&[holders(f64::NAN, 3.0)]), Err(Undefined::NoValue));
}

#[test]
fn a_weight_without_people_is_neither_the_largest_nor_the_smallest() {
    let found = [(9.0, 0.0), (0.1, 0.0), (2.0, 5.0), (1.0, 5.0)].map(|(weight, people)| Holders { weight, people });
    let found = spread(&found).unwrap();
    assert_eq!((found.largest, found.smallest, found.total), (2.0, 1.0, 15.0));
    // 15² / (5 x 4 + 5 x 1)
    assert!((found.effective - 9.0).abs() < 1e-12);
}

#[test]
fn weights_whose_squares_no_double_holds_still_have_an_effective_size() {
    for unit in [1e-200, 1e200] {
        let found = [(unit, 8.0), (2.0 * unit, 1.0)].map(|(weight, people)| Holders { weight, people });
        let found = spread(&found).unwrap();
        // 10² / (8 + 4)
        assert!((found.effective - 100.0 / 12.0).abs() < 1e-12, "{found:?}");
    }
}

/// People of 2 to 40 groups with 2 to 4 labels, each with a weight already.
fn people() -> impl Strategy<Value = Vec<Vec<Vec<f64>>>> {
    (2..=40_usize, 2..=4_usize).prop_flat_map(|(groups, labels)| {
        let cell = prop::collection::vec(0.01..100.0_f64, 1..6);
        prop::collection::vec(prop::collection::vec(cell, labels), groups)
    })
}

proptest! {
    #[test]
    fn reweighed_people_have_equal_rates_whatever_they_weighed(weights in people()) {
        let counts: Vec<Vec<f64>> =
            weights.iter().map(|row| row.iter().map(|cell| cell.iter().sum()).collect()).collect();
        let found = reweigh(&counts).unwrap();
        let new = |group: usize, label: usize| -> f64 {
            weights[group][label].iter().map(|w| w * found.factors[group][label]).sum()
        };
        for (group, row) in counts.iter().enumerate() {
            let all: f64 = (0..row.len()).map(|label| new(group, label)).sum();
            let before: f64 = row.iter().sum();
            prop_assert!((all / before - 1.0).abs() < 1e-12, "the group weighs what it weighed");
            for (label, share) in found.shares.iter().enumerate() {
                prop_assert!((new(group, label) / all - share).abs() < 1e-12);
            }
        }
    }
}
