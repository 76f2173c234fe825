//! Delivery, its coverage, and differential fairness, against tables worked out in exact fractions.

use crate::table::{Answer, Got, Row, compare_every_row};
use evenhand_metrics::{
    delivery::{Mix, chance, coverage, shuffle},
    differential_fairness::epsilon,
    draw::Simulation,
    four_fifths::Limit,
    tally::Tally,
    undefined::Undefined,
};

/// Where the tables write infinity, the reason is that what is divided by is zero.
fn or_infinite(value: Result<f64, Undefined>) -> Got {
    if value == Err(Undefined::ReferenceZero) { f64::INFINITY.into() } else { value.into() }
}

/// A value with a tolerance of its own: within it, the table's number stands for ours.
fn near(row: &Row, column: &str, got: Result<f64, Undefined>, tolerance: f64) -> Got {
    match (got, row.text(column).parse::<f64>()) {
        (Ok(got), Ok(want)) if (got - want).abs() <= tolerance => want.into(),
        _ => got.into(),
    }
}

#[test]
fn every_shuffle_distance_and_its_null_agree() {
    compare_every_row("delivery.csv", &[], &[], |row| -> Answer {
        let (eligible, delivered): (Vec<u64>, Vec<u64>) = (row.json("eligible", ""), row.json("delivered", ""));
        let mix = Mix { eligible: &eligible, delivered: &delivered };
        let found = shuffle(mix);
        let even = chance(mix, Simulation::new(1));
        let drawn = row.text("null_p95_how") == "simulation";
        let ratios = found.as_ref().map(|f| f.ratios.iter().map(|ratio| or_infinite(*ratio)).collect::<Vec<_>>());
        let mut answer = vec![
            ("shuffle_distance", found.as_ref().map(|f| f.distance).map_err(|e| *e).into()),
            ("max_share_gap", found.as_ref().map(|f| f.largest_gap).map_err(|e| *e).into()),
            ("null_mean", even.map(|e| e.mean).into()),
            ("delivered_share_over_eligible_share", ratios.map_or(Got::Undefined, Got::from)),
        ];
        let p95_tolerance = row.text("null_p95_tol").parse().unwrap_or(0.0);
        answer.push(("null_p95", near(row, "null_p95", even.map(|e| e.p95), p95_tolerance)));
        let p_tolerance = if drawn { 0.01 } else { 1e-9 };
        answer.push(("null_p_value", near(row, "null_p_value", even.map(|e| e.p_value), p_tolerance)));
        answer
    });
}

#[test]
fn every_coverage_agrees() {
    compare_every_row("delivery_coverage.csv", &[], &[], |row| {
        let ads: Vec<[Vec<u64>; 2]> = row.json("ads_eligible_delivered", "");
        let mixes: Vec<Mix<'_>> = ads.iter().map(|[eligible, delivered]| Mix { eligible, delivered }).collect();
        let limit = Limit::from_decimal_text(row.text("threshold")).expect("a decimal");
        let found = coverage(&mixes, limit, row.read("more_than_impressions"));
        vec![
            ("ads_counted", found.counted.to_string().as_str().into()),
            ("coverage_ads", found.by_campaign.into()),
            ("coverage_impressions", found.by_delivery.into()),
        ]
    });
}

#[test]
fn every_epsilon_agrees() {
    compare_every_row("differential_fairness.csv", &[], &[], |row| {
        let (selected, people): (Vec<u64>, Vec<u64>) = (row.json("selected", ""), row.json("n", ""));
        let groups: Vec<Tally> = selected.iter().zip(&people).map(|(x, n)| Tally::of_counts(*x, *n)).collect();
        let raw = epsilon(&groups, 0.0);
        vec![
            ("epsilon_positive", or_infinite(raw.selected)),
            ("epsilon_negative", or_infinite(raw.rejected)),
            ("epsilon", or_infinite(raw.value)),
            ("epsilon_smoothed_alpha_half", epsilon(&groups, 0.5).value.into()),
            ("epsilon_smoothed_alpha_one", epsilon(&groups, 1.0).value.into()),
        ]
    });
}
