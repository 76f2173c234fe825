//! Standard errors of weighted and clustered rates, against numbers checked with R's survey package.

use crate::table::{Got, Row, compare_every_row};
use evenhand_metrics::{
    catalog::{RATES, Weighted},
    cell::{Cell, Weight},
    dependence::delete_a_group,
    outcomes::{Outcome, Outcomes},
    tally::{Pair, Tally},
    undefined::Undefined,
    weights::{Holders, Weighed, precision, spread},
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

/// The delete-a-group jackknife's standard errors of two rates, of their difference and of the logarithm of their ratio; empty
/// groups count.
pub(crate) fn jackknife(groups: &[Pair]) -> [Result<f64, Undefined>; 4] {
    let rates = |without: Option<usize>| {
        let kept = groups.iter().enumerate().filter(|(at, _)| Some(*at) != without).map(|(_, pair)| pair);
        let sum = |of: fn(&Pair) -> Tally| {
            let sides = kept.clone().map(of);
            let all = sides.fold(Tally::new(0.0, 0.0), |a, b| Tally::new(a.top + b.top, a.bottom + b.bottom));
            all.rate().ok_or(Undefined::EmptyGroup)
        };
        (sum(|pair| pair.group), sum(|pair| pair.reference))
    };
    let error = |estimate: &dyn Fn(f64, f64) -> f64, needs: [bool; 2]| {
        let of = |without| {
            let (own, other) = rates(without);
            let side = |rate: Result<f64, Undefined>, needed: bool| if needed { rate } else { Ok(0.0) };
            let found = estimate(side(own, needs[0])?, side(other, needs[1])?);
            if found.is_finite() { Ok([found]) } else { Err(Undefined::NobodySelected) }
        };
        delete_a_group(groups.len(), of).map(|found| found.covariance[0][0].sqrt())
    };
    [
        error(&|own, _| own, [true, false]),
        error(&|_, other| other, [false, true]),
        error(&|own, other| own - other, [true, true]),
        error(&|own, other| own.ln() - other.ln(), [true, true]),
    ]
}

/// The weights of every row, the linearised errors of rows that are people of their own, and the errors over folds of people.
#[test]
fn every_standard_error_agrees() {
    compare_every_row("weighted.csv", &[], &[], |row| {
        let (y, w): (Vec<f64>, Vec<f64>) = (row.json("y", ""), row.json("w", ""));
        let fold: Vec<u32> = row.json("jackknife_group", "");
        let people: Vec<(f64, f64, char)> =
            y.into_iter().zip(w).zip(row.text("group").chars()).map(|((y, w), group)| (y, w, group)).collect();
        let mut answer = Vec::new();
        let mut sides = Vec::new();
        for (label, names) in [('a', ["W_a", "ess_a", "deff_w_a"]), ('b', ["W_b", "ess_b", "deff_w_b"])] {
            let own = || people.iter().filter(|(.., group)| *group == label);
            let holders: Vec<Holders> = own().map(|(_, weight, _)| Holders { weight: *weight, people: 1.0 }).collect();
            let found = spread(&holders);
            let total = own().map(|(_, w, _)| w).sum::<f64>();
            let (effective, deff) = (found.map(|found| found.effective), found.map(|found| found.design_effect));
            answer.extend(names.into_iter().zip([total.into(), effective.into(), deff.into()]));
            let side = |selected: bool| {
                let nobody = Weighed { people: 0.0, weight: 0.0, squares: 0.0 };
                own().filter(|(y, ..)| (*y > 0.5) == selected).fold(nobody, |sum, (_, w, _)| Weighed {
                    people: sum.people + 1.0,
                    weight: sum.weight + w,
                    squares: sum.squares + w * w,
                })
            };
            let (top, rest) = (side(true), side(false));
            sides
                .push(precision(top, rest).ok().map(|found| (top.weight / (top.weight + rest.weight), found.variance)));
        }
        // R's n/(n-1) is of the rows of both groups.
        let n = Tally::of_counts(0, people.len() as u64).bottom;
        let factor = n / (n - 1.0);
        let (a, b) = (sides[0].filter(|_| n > 1.0), sides[1].filter(|_| n > 1.0));
        let both = a.zip(b);
        let positive = both.filter(|(a, b)| a.0 > 0.0 && b.0 > 0.0);
        let error = |variance: f64| (factor * variance).sqrt();
        answer.extend([
            ("se_rate_a", a.map(|a| error(a.1)).into()),
            ("se_rate_b", b.map(|b| error(b.1)).into()),
            ("se_difference", both.map(|(a, b)| error(a.1 + b.1)).into()),
            ("se_ln_ratio", positive.map(|(a, b)| error(a.1 / (a.0 * a.0) + b.1 / (b.0 * b.0))).into()),
        ]);
        let mut folds = vec![Pair::new(Tally::new(0.0, 0.0), Tally::new(0.0, 0.0)); 32];
        for (at, sums) in added(&people, |at| fold[at]) {
            folds[at as usize] = sums;
        }
        let names = ["jk_se_rate_a", "jk_se_rate_b", "jk_se_difference", "jk_se_ln_ratio"];
        answer.extend(names.into_iter().zip(jackknife(&folds).map(Got::from)));
        answer
    });
}
