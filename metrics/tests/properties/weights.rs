//! Weights: exact sums, the same in any order and any partition, and the rates made of them.

use evenhand_metrics::catalog::{RATES, rate};
use evenhand_metrics::cell::{Cell, Weight, WeightError};
use evenhand_metrics::compare::{difference, ratio};
use evenhand_metrics::outcomes::{KINDS, Outcome, Outcomes};
use evenhand_metrics::undefined::Undefined;
use proptest::prelude::*;

#[expect(clippy::unwrap_used, reason = "the tests name numbers that are weights")]
fn weight(w: f64) -> Weight {
    Weight::from_f64(w).unwrap()
}

fn cell(rows: &[(Outcome, u64, f64)]) -> Cell {
    rows.iter().fold(Cell::default(), |mut cell, (kind, people, w)| {
        cell.add_weighted(*kind, *people, weight(*w));
        cell
    })
}

#[test]
fn a_weight_is_the_nearest_multiple_of_two_to_the_minus_64() {
    // Units and squares from integer arithmetic of unlimited size.
    for (w, units, square) in [
        (0.0, 0, 0),
        (1.0, 1 << 64, 1 << 64),
        (0.1, 1_844_674_407_370_955_264, 184_467_440_737_095_537),
        (1.0 / 3.0, 6_148_914_691_236_516_864, 2_049_638_230_412_172_174),
        (32_767.999, 604_462_891_360_570_509_885_440, 19_807_039_419_640_282_984_210_289_482),
        (1_484_705.0, 1_484_705 << 64, 2_204_348_937_025 << 64),
        (2_f64.powi(-32), 1 << 32, 1),
        (1e-9, 18_446_744_074, 18),
        (2_f64.powi(-65), 0, 0),
        (3.0 * 2_f64.powi(-65), 2, 0),
    ] {
        assert_eq!((weight(w).units(), weight(w).square()), (units, square), "{w}");
    }
}

#[test]
fn a_number_that_is_no_weight_is_refused() {
    for (w, error) in [
        (-1e-300, WeightError::Negative),
        (536_870_912.0, WeightError::TooLarge),
        (f64::INFINITY, WeightError::NotFinite),
        (f64::NEG_INFINITY, WeightError::NotFinite),
        (f64::NAN, WeightError::NotFinite),
    ] {
        assert_eq!(Weight::from_f64(w), Err(error), "{w}");
    }
    assert_eq!(Weight::from_f64(-0.0), Weight::from_f64(0.0));
}

#[test]
fn sums_of_weights_are_rounded_once() {
    let cell = cell(&[0.1, 0.2, 0.3].map(|w| (Outcome::TruePositive, 1, w)));
    // Added as doubles, they give 0.6000000000000001.
    assert_eq!(cell.weight(Outcomes::SELECTED), Some(0.6));
    assert_eq!(cell.weight_squared(Outcomes::SELECTED), Some(0.139_999_999_999_999_99));
    assert_eq!(cell.weight(Outcomes::REJECTED), Some(0.0));
    assert_eq!(Cell::of_counts([3, 0, 0, 0, 0, 0]).weight(Outcomes::ALL), None);
}

#[test]
fn two_to_the_31_people_of_the_largest_weight_fit() {
    let mut many = cell(&[(Outcome::TruePositive, 1 << 31, 32_767.999)]);
    let sums = many.weights.clone().unwrap();
    assert_eq!(sums.w[0], weight(32_767.999).units() << 31);
    assert_eq!(sums.w2[0], weight(32_767.999).square() << 31);
    many.add_weighted(Outcome::TruePositive, u64::MAX, weight(32_767.999));
    assert_eq!((many.n[0], many.weights.unwrap().w2[0]), (u64::MAX, i128::MAX), "and beyond it nothing wraps around");
}

#[test]
fn sums_of_large_weights_are_exact_in_any_partition() {
    // The squares of 1,484,705 and of 40,000.5 and three times that of 536,870,911: Python's integers.
    let rows = [1_484_705.0, 40_000.5, 0.5, 536_870_911.0, 536_870_911.0, 536_870_911.0];
    let rows = rows.map(|w| (Outcome::TruePositive, 1, w));
    let whole = cell(&rows);
    assert_eq!(whole.weight(Outcomes::ALL), Some(1_612_137_439.0));
    assert_eq!(whole.weight_squared(Outcomes::ALL), Some(864_693_331_182_886_784.0));
    for cut in 1..rows.len() {
        let (mut first, second) = (cell(&rows[cut..]), cell(&rows[..cut]));
        first.merge(&second);
        assert_eq!(first, whole, "{cut}");
    }
    // 2^33 people of the largest weight: the end of what is counted.
    let many = cell(&[(Outcome::TruePositive, 1 << 33, 536_870_911.75)]);
    let square = 536_870_911.75_f64 * 536_870_911.75 * 8_589_934_592.0;
    let off = many.weight_squared(Outcomes::ALL).unwrap() / square - 1.0;
    assert!(off.abs() < 1e-15, "{off}");
}

#[test]
fn people_without_a_weight_weigh_one() {
    let mut mixed = cell(&[(Outcome::TrueNegative, 2, 0.5)]);
    mixed.add(Outcome::TruePositive, 3);
    assert_eq!(mixed, cell(&[(Outcome::TrueNegative, 2, 0.5), (Outcome::TruePositive, 3, 1.0)]));
    let (plain, weighted) = (Cell::of_counts([3, 0, 0, 0, 0, 0]), cell(&[(Outcome::TrueNegative, 2, 0.5)]));
    for (mut left, right) in [(plain.clone(), &weighted), (weighted.clone(), &plain)] {
        left.merge(right);
        assert_eq!(left, mixed);
    }
}

#[test]
fn weights_of_one_change_no_rate() {
    let counts = [4, 3, 2, 1, 5, 6];
    let ones: Vec<_> = Outcome::ALL.into_iter().map(|kind| (kind, counts[kind.index()], 1.0)).collect();
    for rate in RATES {
        let (plain, ones) =
            (rate.tally(&Cell::of_counts(counts)).unwrap(), rate.weighted(&cell(&ones)).unwrap().unwrap());
        assert_eq!((ones.top, ones.bottom, ones.deff, ones.kish), (plain.top, plain.bottom, 1.0, 1.0), "{}", rate.id);
    }
}

#[test]
fn people_who_weigh_nothing_have_no_weighted_rate() {
    let nothing = cell(&[(Outcome::TruePositive, 3, 0.0), (Outcome::TrueNegative, 1, 0.0)]);
    let positives = cell(&[(Outcome::TruePositive, 3, 0.0), (Outcome::TrueNegative, 1, 2.0)]);
    let tpr = rate("true-positive-rate").unwrap();
    assert_eq!(tpr.weighted(&nothing), Some(Err(Undefined::EmptyGroup)));
    assert_eq!(tpr.weighted(&positives), Some(Err(Undefined::NoPositives)));
    assert_eq!(tpr.tally(&positives).map(|tally| tally.bottom), Ok(3.0));
}

#[test]
fn weights_too_small_to_square_make_the_design_effect_larger_and_never_smaller() {
    let tiny = [(Outcome::TruePositive, 10, 1.2e-10), (Outcome::TrueNegative, 10, 1.5e-10)];
    let usual = [(Outcome::TruePositive, 10, 0.12), (Outcome::TrueNegative, 10, 0.15)];
    let of = |rows: &[_]| rate("accuracy").unwrap().weighted(&cell(rows)).unwrap().unwrap();
    // 20 x 10 (12² + 15²) / (10 x 27)² = 82/81; the squares of the tiny ones round to nothing.
    assert!((of(&usual).kish - 82.0 / 81.0).abs() < 1e-15);
    assert!(of(&tiny).kish > 82.0 / 81.0 && of(&tiny).kish < 20.0, "{:?}", of(&tiny));
    // Of the selection rate, 12/27: 20 x 2 x 1.2 x 1.5 / 2.7² / 10 = 80/81.
    let of = |rows: &[_]| rate("selection-rate").unwrap().weighted(&cell(rows)).unwrap().unwrap();
    assert!((of(&usual).deff - 80.0 / 81.0).abs() < 1e-14, "{:?}", of(&usual));
    assert!(of(&tiny).deff > 80.0 / 81.0 && of(&tiny).deff < 20.0, "{:?}", of(&tiny));
}

#[test]
fn weighted_rates_and_design_effects_agree_with_the_table() {
    let table = include_str!("../oracle/weighted_rates.csv");
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let (mut rows, mut refused) = (0, 0);
    for row in reader.records().map(Result::unwrap) {
        let text = |name: &str| &row[headers.iter().position(|header| header == name).unwrap()];
        let selected: Vec<u8> = serde_json::from_str(text("y")).unwrap();
        let mut weights: Vec<f64> = serde_json::from_str(text("w")).unwrap();
        if weights.iter().any(|w| *w >= Weight::TOO_LARGE) {
            assert!(weights.iter().any(|w| Weight::from_f64(*w) == Err(WeightError::TooLarge)));
            // As the error asks. A power of two changes no digit, and neither rates nor design effects know the scale.
            weights = weights.iter().map(|w| w / 2_f64.powi(16)).collect();
            refused += 1;
        }
        let mut cells = [Cell::default(), Cell::default()];
        for ((y, w), group) in selected.iter().zip(weights).zip(text("group").bytes()) {
            cells[usize::from(group == b'b')].add_weighted(Outcome::of(*y == 1, None), 1, weight(w));
        }
        let of = |cell: &Cell| match rate("selection-rate").unwrap().weighted(cell) {
            None => (Err(Undefined::EmptyGroup), Err(Undefined::EmptyGroup)),
            Some(weighted) => (weighted.map(|weighted| weighted.rate), weighted.map(|weighted| weighted.kish)),
        };
        let ((rate_a, deff_a), (rate_b, deff_b)) = (of(&cells[0]), of(&cells[1]));
        for (name, got) in [
            ("rate_a", rate_a),
            ("deff_w_a", deff_a),
            ("rate_b", rate_b),
            ("deff_w_b", deff_b),
            ("difference", difference(rate_a, rate_b)),
            ("ratio", ratio(rate_a, rate_b)),
        ] {
            let near = match (got, text(name)) {
                (Err(_), want) => want == "undefined",
                (Ok(got), want) => {
                    want.parse().is_ok_and(|want: f64| (got - want).abs() <= (1e-9 * want.abs()).max(1e-12))
                }
            };
            assert!(near, "{} {name}: {got:?}, not {}", text("id"), text(name));
        }
        rows += 1;
    }
    // Weights of a million are read as they are; those of a billion are refused.
    assert_eq!((rows, refused), (32, 1));
}

fn row() -> impl Strategy<Value = (Outcome, u64, f64)> {
    let kind = (0..KINDS).prop_map(|kind| Outcome::ALL[kind]);
    let w = prop_oneof![0.0..4.0, 0.0..32_767.0, 0.0..1e-15, Just(0.1)];
    (kind, 1..1_000_000_u64, w)
}

proptest! {
    #[test]
    fn neither_order_nor_partition_changes_a_digit(
        (rows, shuffled) in prop::collection::vec(row(), 1..60)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        cuts in prop::collection::vec(0..60_usize, 0..6),
    ) {
        let whole = cell(&rows);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(rows.len())).chain([0, rows.len()]).collect();
        cuts.sort_unstable();
        let mut together = Cell::default();
        for part in cuts.windows(2).rev() {
            together.merge(&cell(&shuffled[part[0]..part[1]]));
        }
        prop_assert_eq!(&together, &whole);
        prop_assert_eq!(whole.people(), rows.iter().map(|row| row.1).sum::<u64>());
        for rate in RATES {
            if let Some(Ok(weighted)) = rate.weighted(&whole) {
                prop_assert!(weighted.kish >= 1.0 && (0.0..=1.0).contains(&weighted.rate), "{}: {:?}", rate.id, weighted);
                prop_assert!(weighted.deff > 0.0 && weighted.deff.is_finite() && weighted.freedom > 0.0, "{}: {:?}", rate.id, weighted);
            }
        }
    }
}
