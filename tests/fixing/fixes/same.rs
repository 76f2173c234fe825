//! The same input gives the same bytes, and the order of rows decides nothing but who is drawn among equals.

use std::collections::BTreeMap;
use std::fs;

use evenhand::document::Fix;

use super::dice::Dice;
use super::files::run;
use super::world::{METHODS, Person, at, config, folder, only, people, written};

#[test]
fn a_second_run_writes_the_same_bytes() {
    let folder = folder(&people(1_000, 30, 4), &config(""));
    for method in METHODS {
        let made = ["one", "two"].map(|name| {
            let (rows, json) = (format!("{name}.parquet"), format!("{name}.json"));
            let (code, _, err) = run(&folder, "en", &["--method", method, "-o", &rows, "-o", &json]);
            assert_eq!(code, Some(0), "{err}");
            [rows, json].map(|name| fs::read(at(&folder, &name)).unwrap())
        });
        assert!(made[0] == made[1], "{method}");
    }
}

fn shuffled(people: &[Person], seed: u64) -> Vec<Person> {
    let mut dice = Dice(seed);
    let mut keyed: Vec<(u64, Person)> = people.iter().map(|person| (dice.next(), person.clone())).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, person)| person).collect()
}

/// A fix without what depends on who was drawn: other attributes than its own, and how many of the drawn were selected before.
fn settled(fix: &Fix) -> Fix {
    let mut fix = fix.clone();
    for check in &mut fix.checks {
        check.results.retain(|result| result.segment.as_ref().is_some_and(|segment| segment.attributes() == "sex"));
    }
    fix.moved.retain(|row| row.segment.attributes() == "sex");
    for row in &mut fix.moved {
        (row.gained, row.lost) = (row.gained.zip(row.lost).map(|(gained, lost)| gained.abs_diff(lost)), None);
    }
    (fix.gained, fix.lost) = (fix.gained.zip(fix.lost).map(|(gained, lost)| gained.abs_diff(lost)), None);
    fix.says.retain(|said| said.id != "fix-levelling-down");
    for said in &mut fix.says {
        said.values.remove("changed");
    }
    for kept in &mut fix.kept {
        (kept.before, kept.after) = ((kept.before * 1e6).round(), (kept.after * 1e6).round());
    }
    fix
}

#[test]
fn the_order_of_rows_changes_no_weight_no_cut_off_and_nothing_that_is_judged() {
    let people = people(1_000, 30, 4);
    for weight in ["", "weight = \"w\"\n"] {
        let config = config("attribute = \"sex\"\n").replace("score = ", &format!("{weight}score = "));
        let [first, second] = [people.clone(), shuffled(&people, 8)].map(|people| folder(&people, &config));
        for method in
            METHODS.iter().filter(|method| weight.is_empty() || ["reweigh", "rake", "calibrate"].contains(method))
        {
            let [(one, rows), (other, again)] = [&first, &second].map(|folder| written(folder.path(), method));
            let (one, other) = (only(&one), only(&other));
            assert_eq!(one.refused, None, "{method}");
            assert_eq!(settled(one), settled(other), "{method}");
            if ["thresholds", "sample"].contains(method) {
                continue;
            }
            let [rows, again] = [rows, again].map(|rows| rows.into_iter().collect::<BTreeMap<String, String>>());
            assert_eq!(rows, again, "{method}");
        }
    }
}
