//! Weights: what they bring into balance, worked out again from the file.

use std::collections::BTreeMap;

use evenhand::document::{Fix, WeightsOut};
use evenhand::plan::Overrides;

use super::world::{
    ATTRIBUTES, CHECK, DATA, FIX, HEAD, Person, SCORE, audited, config, folder, only, people, plan_in, plan_with,
    written,
};

/// Weight by row; `None` where there is none.
fn weighed(rows: &[(String, String)]) -> Vec<Option<f64>> {
    rows.iter().map(|(_, value)| value.parse().ok()).collect()
}

#[expect(clippy::cast_precision_loss, reason = "few people")]
fn assert_spread(fix: &Fix, weights: &[Option<f64>]) -> WeightsOut {
    let told = fix.weights.clone().unwrap();
    let own: Vec<f64> = weights.iter().flatten().copied().collect();
    let (sum, squares) = (own.iter().sum::<f64>(), own.iter().map(|weight| weight * weight).sum::<f64>());
    let least = own.iter().copied().fold(f64::INFINITY, f64::min);
    let largest = own.iter().copied().fold(0.0, f64::max);
    assert_eq!(told.people, own.len() as u64);
    let pairs = [
        (told.total, sum),
        (told.least, least),
        (told.largest, largest),
        (told.effective, sum * sum / squares),
        (told.design_effect, own.len() as f64 * squares / (sum * sum)),
    ];
    for (told, own) in pairs {
        assert!((told - own).abs() <= 1e-9 * own.abs(), "{told} is not {own}");
    }
    told
}

/// Sums of weights by group, over these people: all, and those with the label.
fn sums<'a>(
    people: &'a [Person],
    weights: &[Option<f64>],
    group: impl Fn(&'a Person) -> String,
    label: impl Fn(&Person) -> bool,
) -> BTreeMap<String, [f64; 2]> {
    let mut sums = BTreeMap::<String, [f64; 2]>::new();
    for (person, weight) in people.iter().zip(weights) {
        let Some(weight) = weight else { continue };
        let own = sums.entry(group(person)).or_default();
        own[0] += weight;
        own[1] += if label(person) { *weight } else { 0.0 };
    }
    sums
}

#[test]
fn reweighed_rates_are_equal_by_the_file_and_by_an_audit_of_it_and_weights_add_up_to_those_before() {
    for (weighted, labelled) in [(false, false), (false, true), (true, false), (true, true)] {
        let people = people(1_500, 30, 5);
        let outcome = if labelled { "outcome = { column = \"bought\", observed = \"before\" }\n" } else { "" };
        let weight = if weighted { "weight = \"w\"\n" } else { "" };
        let config = format!("{HEAD}{DATA}{outcome}{weight}{ATTRIBUTES}{CHECK}{FIX}attribute = \"sex\"\n");
        let folder = folder(&people, &config);
        let (audit, rows) = written(folder.path(), "reweigh");
        let fix = only(&audit);
        let weights = weighed(&rows);
        assert_spread(fix, &weights);
        let label = |person: &Person| if labelled { person.bought } else { person.sent == Some(true) };
        let after = sums(&people, &weights, |person| person.sex.to_owned(), label);
        let own: Vec<Option<f64>> =
            people.iter().map(|one| one.sent.map(|_| if weighted { one.weight } else { 1.0 })).collect();
        let before = sums(&people, &own, |person| person.sex.to_owned(), label);
        let rate = |of: &BTreeMap<String, [f64; 2]>, sex: &str| of[sex][1] / of[sex][0];
        assert!((rate(&after, "f") - rate(&after, "m")).abs() < 1e-9);
        assert!((rate(&before, "f") - rate(&before, "m")).abs() > 0.05);
        for sex in ["f", "m"] {
            assert!((after[sex][0] - before[sex][0]).abs() < 1e-6, "a group weighs what it did");
        }
        for ((weight, own), person) in weights.iter().zip(&own).zip(&people).filter(|(_, one)| one.sex.is_empty()) {
            assert_eq!(weight, own, "{person:?} is not treated");
        }

        // Stored beside the decisions, an audit with these weights finds the label alike.
        let reweighed: Vec<Person> = people
            .iter()
            .zip(&weights)
            .map(|(person, weight)| Person { weight: weight.unwrap_or(1.0), ..person.clone() })
            .collect();
        let again = super::world::folder(&reweighed, &config);
        let audit = audited(&plan_with(again.path(), Overrides::default().typed("--weight", "w")));
        let measure = if labelled { "base-rate" } else { "selection-rate" };
        let rates = ["f", "m"].map(|sex| audit.finding(&format!("{measure}/value/sex={sex}")).unwrap().value.unwrap());
        assert!((rates[0] - rates[1]).abs() < 1e-9, "{rates:?}");
    }
}

#[test]
fn reweighing_a_cross_leaves_small_cells_and_missing_values_as_they_were() {
    let people = people(1_500, 30, 5);
    let checked = CHECK.replace("min", "attributes = [\"sex x region\"]\nmin");
    let folder = folder(&people, &format!("{HEAD}{DATA}{ATTRIBUTES}{checked}{FIX}attribute = \"sex x region\"\n"));
    let (audit, rows) = written(folder.path(), "reweigh");
    assert_eq!(only(&audit).attribute, "sex x region");
    let weights = weighed(&rows);
    assert_spread(only(&audit), &weights);
    let group = |person: &Person| format!("{} {}", person.sex, person.region);
    let after = sums(&people, &weights, group, |person| person.sent == Some(true));
    let rates: Vec<f64> =
        ["f north", "f south", "m north", "m south"].iter().map(|at| after[*at][1] / after[*at][0]).collect();
    assert!(rates.iter().all(|rate| (rate - rates[0]).abs() < 1e-9), "{rates:?}");
    let untreated = people.iter().zip(&weights).filter(|(one, _)| one.sex.is_empty() || one.region == "isle");
    for (person, weight) in untreated {
        assert_eq!(*weight, person.sent.map(|_| 1.0), "{person:?}");
    }
}

#[test]
fn the_selected_are_brought_to_the_shares_of_everybody_or_everybody_to_shares_asked_for() {
    let margins = "margins = { sex = { f = 1, m = 1 }, region = { north = 0.5, south = 0.45, isle = 0.05 } }\n";
    for (method, asked) in [("rake", ""), ("rake", margins), ("calibrate", ""), ("calibrate", margins)] {
        let people = people(1_500, 30, 5);
        let config = format!("{HEAD}{DATA}weight = \"w\"\n{ATTRIBUTES}{CHECK}{FIX}{asked}");
        let folder = folder(&people, &config);
        let (audit, rows) = written(folder.path(), method);
        let fix = only(&audit);
        assert_eq!(fix.refused, None, "{method} {asked}");
        let weights = weighed(&rows);
        assert_spread(fix, &weights);
        let before: Vec<Option<f64>> = people.iter().map(|one| one.sent.map(|_| one.weight)).collect();
        for (name, group) in [("sex", (|one| one.sex) as fn(&Person) -> &'static str), ("region", |one| one.region)] {
            let group = |person: &Person| group(person).to_owned();
            let (own, all) = (sums(&people, &weights, group, |_| false), sums(&people, &before, group, |_| false));
            let total = |of: &BTreeMap<String, [f64; 2]>| of.values().map(|sums| sums[0]).sum::<f64>();
            let (reached, held) = (total(&own), total(&all));
            for (label, [sum, _]) in &own {
                let share = all[label][0] / held;
                let stated = 1.0 - all.get("").map_or(0.0, |sums| sums[0] / held);
                let target = match label.as_str() {
                    _ if asked.is_empty() => share,
                    "f" | "m" | "north" => 0.5 * stated,
                    "south" => 0.45 * stated,
                    "isle" => 0.05 * stated,
                    _ => share,
                };
                assert!((sum / reached - target).abs() < 1e-8, "{method} {name}={label}: {} {target}", sum / reached);
            }
        }
        if method == "calibrate" {
            let (least, greatest) = (fix.parameters["least"], fix.parameters["greatest"]);
            let factors = weights.iter().zip(&people).filter_map(|(weight, one)| Some((*weight)? / one.weight));
            for factor in factors {
                assert!(factor > least - 1e-9 && factor < greatest + 1e-9, "{least} {factor} {greatest}");
            }
        }
    }
}

#[test]
fn without_a_file_the_spread_is_the_same() {
    let people = people(1_500, 30, 5);
    for extra in ["", "weight = \"w\"\n"] {
        let config = format!("{HEAD}{DATA}{extra}{ATTRIBUTES}{CHECK}{FIX}");
        let folder = folder(&people, &config);
        for method in ["reweigh", "rake", "calibrate"] {
            let (audit, _) = written(folder.path(), method);
            let without = super::world::ask(&plan_in(folder.path()), method, None).unwrap();
            assert_eq!(only(&audit), only(&without), "{method}");
        }
    }
    assert!(config("").contains(SCORE));
}
