//! Rates of people with several rows, some of whom stand in both groups, against the formulas of R's survey package: the
//! replicate errors of JK1 agree to the last digits; what folds make of a few hundred people agrees to 3 % with the
//! linearised errors of `svyby`, `svyratio` and `svycontrast` with `ids = ~unit`.

use crate::dependence::jackknife;
use crate::table::{Got, compare_every_row};
use evenhand_metrics::{
    catalog::RATES,
    cell::Cell,
    dependence::{Clustered, Folds, clustered, shared},
    tally::{Pair, Tally},
};

/// Each unit in a fold of its own, of so many that folds are units.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few rows")]
fn folds(units: &[[f64; 4]], side: usize) -> Folds {
    let mut folds = Folds::new(1 << 20);
    for (fold, unit) in (0..).map(|at: u32| 7 * at).zip(units) {
        let (selected, rows) = (unit[2 * side] as u64, unit[2 * side + 1] as u64);
        folds.add(fold, &Cell::of_counts([0, 0, selected, 0, 0, rows - selected]));
    }
    folds
}

/// The variance of a rate that score intervals are computed with.
fn variance(found: &Clustered) -> f64 {
    found.tally.top * found.tally.rest() / found.tally.bottom.powi(3)
}

#[test]
fn every_error_of_units_agrees() {
    compare_every_row("units.csv", &[], &[], |row| {
        let units: Vec<[f64; 4]> = row.json("units", "");
        assert_eq!(units.len(), row.read::<usize>("n"));
        if row.text("function") == "linearised" {
            let pair = |unit: &[f64; 4]| Pair::new(Tally::new(unit[0], unit[1]), Tally::new(unit[2], unit[3]));
            let pairs: Vec<Pair> = units.iter().map(pair).collect();
            let names = ["jk_se_rate_a", "jk_se_rate_b", "jk_se_difference", "jk_se_ln_ratio"];
            return names.into_iter().zip(jackknife(&pairs).map(Got::from)).collect();
        }
        let sides = [folds(&units, 0), folds(&units, 1)];
        let [Ok(a), Ok(b)] = clustered(RATES[0], &sides)[..] else { return vec![("se_rate_a", Got::Undefined)] };
        let joint = shared(RATES[0], [&sides[0], &sides[1]], [&a, &b]);
        let (va, vb) = (variance(&a), variance(&b));
        let (p, q) = (a.tally.top / a.tally.bottom, b.tally.top / b.tally.bottom);
        let of_difference = ((va + vb) * joint.difference.factor).sqrt();
        let of_ratio = ((va / (p * p) + vb / (q * q)) * joint.ratio.factor).sqrt();
        vec![
            ("rate_a", p.into()),
            ("rate_b", q.into()),
            ("se_rate_a", va.sqrt().into()),
            ("se_rate_b", vb.sqrt().into()),
            ("se_difference", of_difference.into()),
            ("se_ln_ratio", of_ratio.into()),
            ("jk_se_difference", of_difference.into()),
            ("jk_se_ln_ratio", of_ratio.into()),
            ("units_a", a.sizes.units.into()),
            ("units_b", b.sizes.units.into()),
        ]
    });
}
