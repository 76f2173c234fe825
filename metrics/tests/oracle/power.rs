//! Power and sample sizes against tables worked out at 40 digits.

use crate::table::{Row, compare_every_row};
use evenhand_metrics::{
    interval::Confidence,
    power::{Aim, Group, detectable_ratios, n_per_group, n_prove_ratio_above, power},
};

fn aim(row: &Row, tails: f64) -> Aim {
    let alpha: f64 = row.read("alpha");
    Aim { confidence: Confidence::normal(1.0 - alpha * 2.0 / tails), power: row.read("power") }
}

fn group(row: &Row, rate: &str, people: &str) -> Group {
    Group { rate: row.read(rate), people: row.read(people) }
}

#[test]
fn every_power_row_agrees() {
    compare_every_row("power.csv", &[], &[], |row| {
        let value = match row.text("function") {
            "n-per-group" => n_per_group(row.read("p1"), row.read("p2_or_margin"), &aim(row, 2.0)),
            "n-prove-ratio-above" => n_prove_ratio_above(row.read("p1"), row.read("p2_or_margin"), &aim(row, 1.0)),
            "power" => {
                let sure = Confidence::normal(1.0 - row.read::<f64>("alpha"));
                power(group(row, "p1", "n1"), group(row, "p2_or_margin", "n2"), &sure)
            }
            side => {
                let seen = detectable_ratios(row.read("n1"), group(row, "p2_or_margin", "n2"), &aim(row, 2.0));
                if side == "mde-ratio-low" { seen.low } else { seen.high }
            }
        };
        let mut answer = vec![("value", value.into())];
        // The table rounds numbers of people only.
        if row.text("function").starts_with("n-") {
            answer.push(("value_rounded_up", value.map(f64::ceil).into()));
        }
        answer
    });
}
