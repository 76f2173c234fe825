//! Standard errors of weighted and clustered rates, against numbers checked with R's survey package.

mod support;

use evenhand_metrics::{
    dependence::{effective_size, jackknife, linearised},
    tally::{Pair, Tally},
};
use std::collections::BTreeMap;
use support::{Got, compare_every_row};

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
