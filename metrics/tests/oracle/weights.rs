//! Reweighing, raking and calibration, against exact fractions, a second solution and R.

use crate::table::{Answer, Got, Row, compare_every_row};
use evenhand_metrics::weights::{
    Bounds, Distance, Holders, Margin, RakeRefusal, Unit, calibrate, narrowest, rake, reweigh, spread,
};
use serde_json::Value;

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

/// The numbers of a nested array in order, and its shape.
fn flat(value: &Value) -> (Vec<usize>, Vec<f64>) {
    let Some(parts) = value.as_array() else { return (vec![], value.as_f64().into_iter().collect()) };
    let parts: Vec<_> = parts.iter().map(flat).collect();
    let shape = [vec![parts.len()], parts.first().map_or_else(Vec::new, |part| part.0.clone())].concat();
    (shape, parts.into_iter().flat_map(|part| part.1).collect())
}

/// Numbers as a nested array of this shape.
fn nested(shape: &[usize], values: &[f64]) -> Value {
    match shape {
        [] => values[0].into(),
        [first, rest @ ..] => values.chunks(values.len() / first).map(|part| nested(rest, part)).collect(),
    }
}

/// Whether a refusal is for the reason that the table gives.
fn is_for(refusal: RakeRefusal, reason: &str) -> bool {
    matches!(
        (refusal, reason),
        (RakeRefusal::TotalsDiffer { .. }, "margin-totals-differ")
            | (RakeRefusal::EmptyCategory(_), "target-on-empty-cell")
            | (RakeRefusal::NotMet { .. }, "infeasible-zero-pattern" | "boundary-not-converging")
    )
}

#[test]
fn every_raking_agrees() {
    compare_every_row("raking.csv", &[], &[], |row: &Row| -> Answer {
        let (shape, counts) = flat(&row.json("cell_counts", ""));
        let start = match row.text("design_weight_per_unit") {
            "" => vec![1.0; counts.len()],
            _ => flat(&row.json("design_weight_per_unit", "")).1,
        };
        let margins: Vec<Value> = row.json("margins", "");
        let margins: Vec<Margin> = (margins.iter())
            .map(|margin| Margin {
                axes: serde_json::from_value(Value::Array(vec![margin["axis"].clone()])).expect("an axis"),
                targets: serde_json::from_value(margin["targets"].clone()).expect("targets"),
            })
            .collect();
        let raked = rake(&shape, &counts, &start, &margins);
        let reason = row.text("reason");
        let answered = match &raked {
            Ok(_) => "",
            Err(refusal) if is_for(*refusal, reason) => reason,
            Err(_) => "another reason",
        };
        let weights = raked.map(|raked| raked.weights).unwrap_or_default();
        let held = || weights.iter().zip(&counts).filter(|(_, n)| **n > 0.0);
        let holders: Vec<Holders> = held().map(|(w, n)| Holders { weight: *w, people: *n }).collect();
        let described = spread(&holders);
        // Over all that hold people; without an answer where the smallest weight is 0.
        let factors = weights.iter().zip(&start).zip(&counts).filter(|(_, n)| **n > 0.0).map(|((w, d), _)| w / d);
        let (most, least) = factors.fold((0.0, f64::INFINITY), |(most, least), g| (g.max(most), g.min(least)));
        vec![
            ("status", status(!weights.is_empty())),
            ("reason", answered.into()),
            ("unit_weight_per_cell", if weights.is_empty() { Got::Undefined } else { nested(&shape, &weights).into() }),
            ("max_weight", described.map(|spread| spread.largest).into()),
            ("kish_ess", described.map(|spread| spread.effective).into()),
            ("max_over_min_g", (most > 0.0 && least > 0.0).then_some(most / least).ok_or(()).into()),
        ]
    });
}

#[test]
fn every_calibration_agrees() {
    compare_every_row("bounded_calibration.csv", &[], &[], |row: &Row| -> Answer {
        let (weights, x): (Vec<f64>, Vec<Vec<f64>>) = (row.json("d", ""), row.json("x", ""));
        let totals: Vec<f64> = row.json("totals", "");
        let unit = |(weight, x)| Unit { people: 1.0, weight, x };
        let units: Vec<Unit> = weights.into_iter().zip(x).map(unit).collect();
        let bounds = Bounds::new(row.read("lower_bound"), row.read("upper_bound")).expect("bounds around 1");
        let found = calibrate(&units, &totals, Distance::Logit(bounds)).map(|found| found.factors);
        let holders = found.iter().flatten().zip(&units);
        let holders: Vec<Holders> =
            holders.map(|(g, unit)| Holders { weight: g * unit.weight, people: unit.people }).collect();
        let described = spread(&holders);
        // The table has nothing without bounds where there is nothing within them.
        let unbounded = match &found {
            Ok(_) => {
                calibrate(&units, &totals, Distance::Exponential).map_or(Got::Undefined, |found| found.factors.into())
            }
            Err(_) => Got::Undefined,
        };
        vec![
            ("status", status(found.is_ok())),
            ("g_logit", found.map_or(Got::Undefined, Got::from)),
            ("max_weight", described.map(|spread| spread.largest).into()),
            ("kish_ess", described.map(|spread| spread.effective).into()),
            ("g_unbounded_exponential", unbounded),
            ("narrowest_symmetric_half_width", narrowest(&units, &totals).ok().flatten().ok_or(()).into()),
        ]
    });
}
