//! Standard errors of weighted and clustered rates, against numbers checked with R's survey package.

use crate::table::{Got, Row, compare_every_row};
use evenhand_metrics::{
    catalog::{RATES, Weighted},
    cell::{Cell, Weight},
    dependence::{effective_size, jackknife, linearised},
    outcomes::{Outcome, Outcomes},
    tally::{Pair, Tally},
    weights::{Weighed, precision},
};
use std::collections::BTreeMap;

/// The sums of one cluster after another.
fn added(people: &[(f64, f64, char)], cluster_of: impl Fn(usize) -> u32) -> BTreeMap<u32, Pair> {
    let mut clusters = BTreeMap::new();
    for (at, (y, w, group)) in people.iter().enumerate() {
        let nobody = Tally::new(0.0, 0.0);
        let sums = clusters.entry(cluster_of(at)).or_insert_with(|| Pair::new(nobody, nobody));
        let side = if *group == 'a' { &mut sums.group } else { &mut sums.reference };
        side.top += w * y;
        side.bottom += w;
    }
    clusters
}

/// The two groups of a row as cells.
#[expect(clippy::expect_used, reason = "the tables hold weights that can be read")]
fn cells(row: &Row) -> [Cell; 2] {
    let (y, w): (Vec<u8>, Vec<f64>) = (row.json("y", ""), row.json("w", ""));
    let mut cells = [Cell::default(), Cell::default()];
    for ((y, w), group) in y.into_iter().zip(w).zip(row.text("group").bytes()) {
        let weight = Weight::from_f64(w).expect("a weight");
        cells[usize::from(group == b'b')].add_weighted(Outcome::of(y == 1, None), 1, weight);
    }
    cells
}

/// R's survey package with replacement, each row a unit of its own: its variances have n/(n-1), n the rows of both groups.
#[test]
fn every_variance_of_weights_agrees() {
    compare_every_row("survey_weighted.csv", &[], &[], |row| {
        let n: f64 = row.read("n");
        let factor = n / (n - 1.0);
        let rate = RATES[0];
        let found = cells(row).map(|cell| {
            let sums = |set: Outcomes| {
                let people = cell.count(set);
                let (weight, squares) = cell.weight(set).zip(cell.weight_squared(set)).unwrap_or_default();
                Weighed { people: Tally::of_counts(people, people).bottom, weight, squares }
            };
            let weighted = rate.weighted(&cell).and_then(Result::ok);
            let precision = precision(sums(rate.top), sums(rate.bottom.without(rate.top))).ok();
            weighted.zip(precision).map(|(weighted, precision)| (weighted, precision.variance, cell.people()))
        });
        let [a, b] = found;
        let rates = found.map(|side| side.map(|(weighted, ..)| weighted.rate));
        let variances = found.map(|side| side.map(|(_, variance, _)| factor * variance).filter(|_| n > 1.0));
        let both = |of: &dyn Fn(f64, f64) -> f64| Some(of(rates[0]?, variances[0]?) + of(rates[1]?, variances[1]?));
        let seen = rates.iter().flatten().all(|rate| *rate > 0.0);
        let people = |side: Option<(Weighted, f64, u64)>| {
            let (weighted, _, people) = side.filter(|(weighted, ..)| weighted.rate > 0.0 && weighted.rate < 1.0)?;
            Some(Tally::of_counts(people, people).bottom / weighted.deff).filter(|_| n > 1.0)
        };
        vec![
            ("rate_a", rates[0].into()),
            ("rate_b", rates[1].into()),
            ("var_a", variances[0].into()),
            ("var_b", variances[1].into()),
            ("var_difference", both(&|_, variance| variance).into()),
            ("var_ln_ratio", both(&|rate, variance| variance / (rate * rate)).filter(|_| seen).into()),
            ("n_eff_a", people(a).into()),
            ("n_eff_b", people(b).into()),
        ]
    });
}

#[test]
fn every_standard_error_agrees() {
    compare_every_row("weighted.csv", &[], &[], |row| {
        let (y, w): (Vec<f64>, Vec<f64>) = (row.json("y", ""), row.json("w", ""));
        let (cluster, fold): (Vec<u32>, Vec<u32>) = (row.json("cluster", ""), row.json("jackknife_group", ""));
        let people: Vec<(f64, f64, char)> =
            y.into_iter().zip(w).zip(row.text("group").chars()).map(|((y, w), group)| (y, w, group)).collect();
        let mut answer = Vec::new();
        for (label, names) in [('a', ["W_a", "ess_a", "deff_w_a"]), ('b', ["W_b", "ess_b", "deff_w_b"])] {
            let weights = || people.iter().filter(|(.., group)| *group == label).map(|(_, w, _)| *w);
            let n: f64 = row.read(&format!("n_{label}"));
            let size = effective_size(weights().sum(), weights().map(|w| w * w).sum());
            let values = [weights().sum::<f64>().into(), size.into(), size.map(|size| n / size).into()];
            answer.extend(names.into_iter().zip(values));
        }
        let ones = added(&people, |at| u32::try_from(at).unwrap_or(u32::MAX)).into_values().collect::<Vec<_>>();
        let clusters = added(&people, |at| cluster[at]).into_values().collect::<Vec<_>>();
        let mut folds = vec![Pair::new(Tally::new(0.0, 0.0), Tally::new(0.0, 0.0)); 32];
        for (at, sums) in added(&people, |at| fold[at]) {
            folds[at as usize] = sums;
        }
        for (names, errors) in [
            (["se_rate_a", "se_rate_b", "se_difference", "se_ln_ratio"], linearised(&ones)),
            (["cl_se_rate_a", "cl_se_rate_b", "cl_se_difference", "cl_se_ln_ratio"], linearised(&clusters)),
            (["jk_se_rate_a", "jk_se_rate_b", "jk_se_difference", "jk_se_ln_ratio"], jackknife(&folds)),
        ] {
            let values = [errors.group, errors.reference, errors.difference, errors.log_ratio];
            answer.extend(names.into_iter().zip(values.map(Got::from)));
        }
        answer
    });
}
