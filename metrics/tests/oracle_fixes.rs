//! Fixes, against linear programmes and exact fractions.

mod support;

use evenhand_metrics::fix::thresholds::{Equal, Group, optimum};
use support::{Got, compare_every_row};

#[test]
fn every_optimum_agrees_with_the_linear_programme() {
    compare_every_row("thresholds.csv", &[], &[], |row| {
        let people: Vec<Vec<f64>> = row.json("n_by_group_by_ascending_score", "");
        let positives: Vec<Vec<f64>> = row.json("positives", "");
        let (gain, cost) = (row.read("gain"), row.read("cost"));
        let bins = people.clone().into_iter().zip(positives.clone());
        let groups: Vec<Group> = bins.map(|(n, y)| Group::of_outcomes(n, y, gain, cost)).collect();
        let equal = match row.text("equal") {
            "none" => Equal::None,
            "selection-rate" => Equal::SelectionRate,
            _ => Equal::TruePositiveRate,
        };
        let most: Option<f64> = row.text("max_selected").parse().ok();
        let found = optimum(&groups, equal, most);
        if let Ok(policy) = &found {
            assert!(most.is_none_or(|most| policy.selected <= most + 1e-9), "{policy:?}");
        }
        let mut answer = vec![("objective", found.as_ref().map(|policy| policy.objective).map_err(|e| *e).into())];
        if !row.text("accuracy").is_empty() {
            let all: f64 = people.iter().flatten().sum();
            let negatives = all - positives.iter().flatten().sum::<f64>();
            answer.push(("accuracy", found.map_or(Got::Undefined, |p| ((p.objective + negatives) / all).into())));
        }
        answer
    });
}
