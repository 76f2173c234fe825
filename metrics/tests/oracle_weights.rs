//! Reweighing, raking and calibration, against exact fractions, a second solution and R.

mod support;

use evenhand_metrics::weights::{Holders, reweigh, spread};
use support::{Answer, Got, compare_every_row};

fn status(good: bool) -> Got {
    (if good { "ok" } else { "error" }).into()
}

/// Numbers in rows, or no value.
fn rows(values: Option<Vec<Vec<f64>>>) -> Got {
    values.map_or(Got::Undefined, |rows| rows.into_iter().map(Got::from).collect::<Vec<_>>().into())
}

#[test]
fn every_reweighing_agrees() {
    compare_every_row("reweigh.csv", &[], &[], |row| -> Answer {
        let counts: Vec<Vec<f64>> = row.json("counts_group_by_label01", "");
        let found = reweigh(&counts).ok();
        let holders: Vec<Holders> = (found.iter().flat_map(|found| found.factors.iter().flatten()))
            .zip(counts.iter().flatten())
            .map(|(weight, people)| Holders { weight: *weight, people: *people })
            .collect();
        let described = spread(&holders);
        // Fractions of people are sums of weights, whose squares the table does not know.
        let whole = counts.iter().flatten().all(|n| n.fract() == 0.0);
        let effective = described.map(|spread| spread.effective);
        vec![
            ("status", status(found.is_some())),
            ("weights", rows(found.as_ref().map(|found| found.factors.clone()))),
            ("max_weight", described.map(|spread| spread.largest).into()),
            ("min_weight", described.map(|spread| spread.smallest).into()),
            ("kish_ess", if whole { effective.into() } else { Got::Undefined }),
            ("rate_after", found.map(|found| found.shares[1]).ok_or(()).into()),
        ]
    });
}
