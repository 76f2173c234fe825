//! Calibration of small tables and of random people: totals are met within the bounds, or the refusal says what can be.

use evenhand_metrics::weights::{
    Bounds, CalibrateRefusal, Calibrated, Distance, MARGIN_MET, Margin, Unit, calibrate, narrowest, rake,
};
use proptest::prelude::*;

fn unit(people: f64, weight: f64, x: &[f64]) -> Unit {
    Unit { people, weight, x: x.to_vec() }
}

#[expect(clippy::unwrap_used, reason = "the tests name bounds around 1")]
fn logit(low: f64, high: f64) -> Distance {
    Distance::Logit(Bounds::new(low, high).unwrap())
}

/// What the units carry of each total with these factors.
fn totals(units: &[Unit], factors: &[f64]) -> Vec<f64> {
    let held = || units.iter().zip(factors);
    (0..units[0].x.len()).map(|at| held().map(|(unit, g)| unit.people * unit.weight * g * unit.x[at]).sum()).collect()
}

fn near(got: &[f64], want: &[f64], tolerance: f64) -> bool {
    got.len() == want.len() && got.iter().zip(want).all(|(a, b)| (a - b).abs() <= tolerance * b.abs().max(1.0))
}

#[test]
fn bounds_hold_1_between_two_amounts() {
    for (low, high) in [(1.0, 2.0), (0.5, 1.0), (-0.1, 2.0), (f64::NAN, 2.0), (0.5, f64::INFINITY), (0.5, f64::NAN)] {
        assert_eq!(Bounds::new(low, high), None, "{low} to {high}");
    }
    let bounds = Bounds::new(0.0, 1.5).unwrap();
    assert_eq!((bounds.low(), bounds.high()), (0.0, 1.5));
}

#[test]
fn a_total_out_of_reach_has_its_nearest_value_at_the_bound() {
    let units = [unit(3.0, 2.0, &[1.0]), unit(4.0, 1.0, &[1.0])];
    for (wanted, nearest) in [(4.0, 5.0), (31.0, 20.0)] {
        let refusal = calibrate(&units, &[wanted], logit(0.5, 2.0)).unwrap_err();
        let CalibrateRefusal::OutOfReach { total: 0, wanted: asked, nearest: found } = refusal else {
            panic!("{refusal:?}")
        };
        assert!((asked - wanted).abs() < 1e-12 && (found - nearest).abs() < 1e-9, "{refusal:?}");
    }
}

#[test]
fn of_two_totals_that_exclude_each_other_the_one_missed_by_most_is_named() {
    // All ten weigh 10; the five of the second total are asked to weigh 9.5, and at 1.5 each they weigh 7.5.
    let units = [unit(5.0, 1.0, &[1.0, 0.0]), unit(5.0, 1.0, &[1.0, 1.0])];
    let refusal = calibrate(&units, &[10.0, 9.5], logit(0.5, 1.5)).unwrap_err();
    let CalibrateRefusal::OutOfReach { total: 1, nearest, .. } = refusal else { panic!("{refusal:?}") };
    assert!((nearest - 7.5).abs() < 1e-9);
}

#[test]
fn totals_that_only_the_bounds_themselves_meet_are_met_at_them() {
    let units = [unit(5.0, 1.0, &[1.0, 0.0]), unit(5.0, 1.0, &[1.0, 1.0])];
    let found = calibrate(&units, &[10.0, 7.5], logit(0.5, 1.5)).unwrap();
    assert!(near(&found.factors, &[0.5, 1.5], 1e-9) && found.factors.iter().all(|g| (0.5..=1.5).contains(g)));
}

#[test]
fn columns_that_others_make_up_are_met_when_they_agree() {
    let units = [unit(4.0, 1.0, &[1.0, 0.0, 1.0, 0.0]), unit(6.0, 1.0, &[0.0, 1.0, 1.0, 0.0])];
    let found = calibrate(&units, &[5.0, 5.0, 10.0, 0.0], logit(0.5, 2.0)).unwrap();
    assert!(near(&found.factors, &[1.25, 5.0 / 6.0], 1e-12), "{found:?}");
    assert!((narrowest(&units, &[5.0, 5.0, 10.0, 0.0]).unwrap().unwrap() - 0.25).abs() < 1e-12);
    // Five and five are not eleven, and nothing is carried of the last: no bounds are wide enough.
    for totals in [[5.0, 5.0, 11.0, 0.0], [5.0, 5.0, 10.0, 1.0]] {
        assert_eq!(narrowest(&units, &totals), Ok(None));
        let refusal = calibrate(&units, &totals, Distance::Exponential);
        assert!(matches!(refusal, Err(CalibrateRefusal::OutOfReach { .. })), "{refusal:?}");
    }
}

#[test]
fn a_total_of_light_people_is_met_beside_heavy_ones() {
    let units = [unit(3.0, 1e-6, &[1.0]), unit(1.0, 1e6, &[0.0])];
    let found = calibrate(&units, &[4.2e-7], logit(0.0, 2.0)).unwrap();
    assert!(near(&found.factors, &[0.14, 1.0], 1e-8), "{found:?}");
}

#[test]
fn people_who_weigh_nothing_keep_their_factor() {
    let units = [unit(4.0, 0.0, &[1.0, 7.0]), unit(0.0, 1.0, &[1.0, 9.0]), unit(5.0, 2.0, &[1.0, 0.0])];
    let found = calibrate(&units, &[12.0, 0.0], logit(0.5, 2.0)).unwrap();
    assert!(near(&found.factors, &[1.0, 1.0, 1.2], 1e-12), "{found:?}");
}

#[test]
fn what_is_no_people_with_weights_is_refused() {
    let good = || unit(1.0, 1.0, &[1.0]);
    for (units, totals) in [
        (vec![], vec![1.0]),
        (vec![unit(1.0, 0.0, &[1.0])], vec![1.0]),
        (vec![good(), unit(-1.0, 1.0, &[1.0])], vec![1.0]),
        (vec![good(), unit(1.0, f64::NAN, &[1.0])], vec![1.0]),
        (vec![good(), unit(1.0, 1.0, &[f64::INFINITY])], vec![1.0]),
        (vec![good(), unit(1e300, 1e300, &[1.0])], vec![1.0]),
        (vec![good(), unit(1.0, 1.0, &[1.0, 1.0])], vec![1.0]),
        (vec![good()], vec![f64::NAN]),
    ] {
        assert_eq!(calibrate(&units, &totals, Distance::Exponential), Err(CalibrateRefusal::NoUnits), "{units:?}");
        assert_eq!(narrowest(&units, &totals), Err(CalibrateRefusal::NoUnits), "{units:?}");
    }
}

/// The cells of a table as units: a total for each row and each column.
fn cells(rows: usize, columns: usize, counts: &[f64]) -> Vec<Unit> {
    let x = |cell: usize| {
        let mut x = vec![0.0; rows + columns];
        (x[cell / columns], x[rows + cell % columns]) = (1.0, 1.0);
        x
    };
    counts.iter().enumerate().map(|(cell, people)| unit(*people, 1.0, &x(cell))).collect()
}

fn has_numbers(found: &Result<Calibrated, CalibrateRefusal>) -> bool {
    match found {
        Ok(found) => found.factors.iter().chain(&found.totals).all(|value| value.is_finite()),
        Err(CalibrateRefusal::OutOfReach { nearest, .. }) => nearest.is_finite(),
        Err(_) => true,
    }
}

#[test]
fn every_small_table_is_calibrated_without_bounds_exactly_as_it_is_raked() {
    // Tables that positive weights can fit to the margins: all full ones, and those whose empty cells the margins leave
    // empty, by hand; of two by three by a linear programme for each pattern of empty cells.
    for (rows, columns, targets, possible) in [
        (2, 2, vec![1.0, 3.0, 2.0, 2.0], 81 + 27 + 27),
        (2, 2, vec![3.0, 1.0, 3.0, 1.0], 81 + 27 + 9),
        (2, 3, vec![2.0, 4.0, 1.0, 2.0, 3.0], 1971),
    ] {
        let mut both = 0;
        for world in 1..4_u32.pow(u32::try_from(rows * columns).unwrap()) {
            let counts: Vec<f64> = (0..rows * columns)
                .map(|cell| f64::from(world / 4_u32.pow(u32::try_from(cell).unwrap()) % 4))
                .collect();
            let units = cells(rows, columns, &counts);
            let [by_rows, by_columns] = [(0, &targets[..rows]), (1, &targets[rows..])]
                .map(|(axis, targets)| Margin { axes: vec![axis], targets: targets.to_vec() });
            let raked = rake(&[rows, columns], &counts, &vec![1.0; counts.len()], &[by_rows, by_columns]);
            let found = calibrate(&units, &targets, Distance::Exponential);
            assert!(has_numbers(&found), "{counts:?} {found:?}");
            if let (Ok(raked), Ok(found)) = (&raked, &found) {
                let held = |values: &[f64]| -> Vec<f64> { values.iter().zip(&counts).map(|(g, n)| g * n).collect() };
                assert!(near(&held(&found.factors), &held(&raked.weights), 1e-6), "{counts:?} {found:?} {raked:?}");
                both += 1;
            }
            assert!(raked.is_err() || found.is_ok(), "{counts:?} {raked:?} {found:?}");
            let bounded = calibrate(&units, &targets, logit(0.25, 4.0));
            assert!(has_numbers(&bounded), "{counts:?} {bounded:?}");
            let half_width = narrowest(&units, &targets).unwrap();
            assert!(half_width.is_none_or(|h| h.is_finite() && h >= 0.0), "{counts:?}");
            if let Ok(bounded) = bounded {
                assert!(
                    near(&bounded.totals, &targets, MARGIN_MET)
                        && near(&totals(&units, &bounded.factors), &targets, MARGIN_MET)
                );
                assert!(half_width.is_some_and(|h| h <= 3.0), "{counts:?} {half_width:?}");
            }
        }
        assert_eq!(both, possible, "{targets:?}");
    }
}

/// People with two to five columns, the first a 1, some of them 0 or 1.
fn people() -> impl Strategy<Value = Vec<Unit>> {
    (1..5_usize, 4..60_usize).prop_flat_map(|(columns, rows)| {
        let value = prop_oneof![Just(0.0), Just(1.0), -3.0..3.0_f64];
        let row = (1..20_u32, 0.2..5.0_f64, prop::collection::vec(value, columns));
        prop::collection::vec(row, rows).prop_map(|rows| {
            let row = |(people, weight, x): (u32, f64, Vec<f64>)| Unit {
                people: f64::from(people),
                weight,
                x: std::iter::once(1.0).chain(x).collect(),
            };
            rows.into_iter().map(row).collect()
        })
    })
}

proptest! {
    #[test]
    fn totals_that_factors_within_the_bounds_have_are_met_within_them(
        units in people(),
        factors in prop::collection::vec(0.35..2.8_f64, 60),
    ) {
        let wanted = totals(&units, &factors[..units.len()]);
        let found = calibrate(&units, &wanted, logit(0.3, 3.0));
        let found = found.map_err(|refusal| TestCaseError::fail(format!("{refusal:?}")))?;
        prop_assert!(found.factors.iter().all(|g| (0.3..=3.0).contains(g)));
        let scale = totals(&units, &vec![1.0; units.len()]).iter().fold(1.0_f64, |most, total| most.max(total.abs()));
        let reached = totals(&units, &found.factors);
        prop_assert!(reached.iter().zip(&wanted).all(|(got, want)| (got - want).abs() <= 1e-8 * scale), "{reached:?}");
    }

    #[test]
    fn very_wide_bounds_give_what_no_bounds_give(
        units in people(),
        factors in prop::collection::vec(0.5..2.0_f64, 60),
    ) {
        let wanted = totals(&units, &factors[..units.len()]);
        let wide = calibrate(&units, &wanted, logit(0.0, 1e7)).unwrap();
        let free = calibrate(&units, &wanted, Distance::Exponential).unwrap();
        prop_assert!(near(&wide.factors, &free.factors, 1e-4), "{wide:?} {free:?}");
    }

    #[test]
    fn a_row_for_several_people_is_several_rows(
        units in people(),
        factors in prop::collection::vec(0.6..1.6_f64, 60),
    ) {
        let wanted = totals(&units, &factors[..units.len()]);
        let apart: Vec<Unit> = (units.iter())
            .flat_map(|row| (0..20).filter(|at| f64::from(*at) < row.people).map(|_| Unit { people: 1.0, ..row.clone() }))
            .collect();
        let together = calibrate(&units, &wanted, logit(0.3, 3.0)).unwrap();
        let mut factors = calibrate(&apart, &wanted, logit(0.3, 3.0)).unwrap().factors.into_iter();
        for (row, g) in units.iter().zip(together.factors) {
            for own in (0..20).filter(|at| f64::from(*at) < row.people).filter_map(|_| factors.next()) {
                prop_assert!((own - g).abs() < 1e-7);
            }
        }
        let [a, b] = [&units, &apart].map(|units| narrowest(units, &wanted).unwrap().unwrap());
        prop_assert!((a - b).abs() < 1e-8, "{a} {b}");
    }

    #[test]
    fn the_narrowest_bounds_suffice_when_a_little_wider_and_not_when_a_little_narrower(
        units in people(),
        factors in prop::collection::vec(0.5..1.5_f64, 60),
    ) {
        let wanted = totals(&units, &factors[..units.len()]);
        let h = narrowest(&units, &wanted).unwrap().unwrap();
        prop_assert!(h <= 0.5 + 1e-9, "{h}");
        if h > 1e-6 {
            let within = |h: f64| calibrate(&units, &wanted, logit(1.0 - h, 1.0 + h));
            prop_assert!(within(h * 1.001).is_ok(), "{h}: {:?}", within(h * 1.001));
            prop_assert!(within(h * 0.999).is_err(), "{h}");
        }
    }

    #[test]
    fn any_totals_are_met_exactly_when_the_bounds_are_wide_enough(
        rows in prop::collection::vec((0..4_u32, -6..6_i32, prop::collection::vec(0..3_u32, 4)), 1..25),
        shifts in prop::collection::vec(-0.6..0.6_f64, 4),
    ) {
        let row = |(people, power, x): (u32, i32, Vec<u32>)| {
            let x: Vec<f64> = x.into_iter().map(|x| f64::from(x) - 0.5).collect();
            unit(f64::from(people), 10_f64.powi(power), &x)
        };
        let units: Vec<Unit> = rows.into_iter().map(row).collect();
        prop_assume!(units.iter().any(|unit| unit.people > 0.0));
        let wanted = totals(&units, &vec![1.0; units.len()]);
        let wanted: Vec<f64> = wanted.iter().zip(shifts).map(|(total, shift)| total * (1.0 + shift)).collect();
        let half_width = narrowest(&units, &wanted).unwrap();
        for h in [0.1, 0.5, 1.0] {
            let found = calibrate(&units, &wanted, logit(1.0 - h, 1.0 + h));
            prop_assert!(has_numbers(&found));
            match (found, half_width) {
                (Ok(_), Some(least)) => prop_assert!(least <= h + 1e-6, "{least} {h}"),
                (Err(CalibrateRefusal::OutOfReach { .. }), least) => {
                    prop_assert!(least.is_none_or(|least| least >= h - 1e-6), "{least:?} {h}");
                }
                (other, least) => prop_assert!(false, "{other:?} {least:?} {h}"),
            }
        }
    }
}
