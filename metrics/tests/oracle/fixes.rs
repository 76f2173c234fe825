//! Fixes, against linear programmes and exact fractions.

use crate::table::{Got, compare_every_row};
use evenhand_metrics::fix::{
    repair::{Scores, Target, repaired},
    thresholds::{Equal, Group, optimum},
};
use std::collections::BTreeMap;

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

/// The distinct scores of each group, and where each person's score stands: group, then score.
fn distinct(scores: &[f64], groups: &str) -> (Vec<Scores>, Vec<(usize, usize)>) {
    let mut by_group: BTreeMap<char, Vec<f64>> = BTreeMap::new();
    for (score, group) in scores.iter().zip(groups.chars()) {
        by_group.entry(group).or_default().push(*score);
    }
    let counted = |mut all: Vec<f64>| {
        all.sort_by(f64::total_cmp);
        let (mut values, mut people) = (Vec::<f64>::new(), Vec::<u64>::new());
        for score in all {
            match (values.last(), people.last_mut()) {
                (Some(last), Some(same)) if *last >= score => *same += 1,
                _ => (values.push(score), people.push(1)).0,
            }
        }
        Scores { values, people }
    };
    let names: Vec<char> = by_group.keys().copied().collect();
    let found: Vec<Scores> = by_group.into_values().map(counted).collect();
    let place = |(score, group): (&f64, char)| {
        let group = names.iter().position(|name| *name == group).unwrap_or_default();
        (group, found[group].values.partition_point(|value| value < score))
    };
    let places = scores.iter().zip(groups.chars()).map(place).collect();
    (found, places)
}

#[test]
fn every_repaired_score_agrees() {
    compare_every_row("score_repair.csv", &[], &[], |row| {
        let scores: Vec<f64> = row.json("score", "");
        let (groups, places) = distinct(&scores, row.text("group"));
        let target = match row.text("method") {
            "feldman-median" => Target::Median,
            "barycentre-size-weights" => Target::Barycentre,
            _ => Target::EqualMean,
        };
        let found = repaired(&groups, target, row.read("lambda"));
        let each = found.map(|found| places.iter().map(|(group, score)| found[*group][*score].into()).collect());
        vec![("repaired", each.map_or(Got::Undefined, |each: Vec<Got>| each.into()))]
    });
}
