//! Fixes on real decisions: every method that applies runs, and what it wrote, audited again, is what was promised. The data
//! sets hold no score, so these tests make one by a formula that is written here; it stands for nobody's model.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use evenhand::document::Audit;

use super::world::{METHODS, ask, audited, only, plan_in, rows};

/// The file of a data set; `None`, said aloud, where it is not at hand.
#[expect(clippy::print_stdout, reason = "a test that does not run says so")]
fn data_set(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let found = path.is_file().then_some(path);
    if found.is_none() {
        println!("NOT RUN: the data sets are not beside this checkout (../shared/data)");
    }
    found
}

fn read(path: &Path, separator: u8) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The rows with their column of decisions replaced.
fn with_decisions(text: &str, new: &[(String, String)]) -> String {
    let mut lines = text.lines();
    let head = lines.next().unwrap();
    let mut out = format!("{head}\n");
    for (line, (id, decision)) in lines.zip(new) {
        let fields: Vec<&str> = line.split(',').collect();
        assert_eq!(fields[0], id);
        writeln!(out, "{},{decision},{}", fields[0], fields[2..].join(",")).unwrap();
    }
    out
}

fn standings(audit: &Audit) -> Vec<(String, Option<f64>, String)> {
    let results = audit.checks.iter().flat_map(|check| &check.results);
    let one = |result: &evenhand::document::CheckResult| {
        let value = audit.finding(&result.finding).and_then(|finding| finding.value);
        (result.finding.clone(), value, format!("{:?} {:?}", result.interval, result.verdict))
    };
    results.map(one).collect()
}

/// Runs every method on rows of `id,decision,group,score,outcome`.
fn every_method_agrees(text: &str, further: &str) {
    let folder = tempfile::tempdir().unwrap();
    let config = format!(
        "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = \"decision\"\nscore = \
         \"score\"\noutcome = {{ column = \"outcome\", observed = \"before\" }}\n[[attribute]]\nname = \"group\"\n{further}\
         [[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n[fix]\nid = \"id\"\n"
    );
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    fs::write(folder.path().join("t.csv"), text).unwrap();
    let plan = plan_in(folder.path());
    let written = folder.path().join("new.csv");
    for method in METHODS {
        fs::write(folder.path().join("t.csv"), text).unwrap();
        let audit = ask(&plan, method, Some((&written, evenhand_cube::read::Format::Csv))).unwrap();
        let fix = only(&audit);
        assert_eq!(fix.refused, None, "{method}");
        let new = rows(&written);
        assert_eq!(new.len() + 1, text.lines().count(), "{method}");
        if !["thresholds", "sample"].contains(&method) {
            continue;
        }
        fs::write(folder.path().join("t.csv"), with_decisions(text, &new)).unwrap();
        let results = fix.checks.iter().flat_map(|check| &check.results);
        let promised = results.map(|result| {
            let after = &result.after;
            (result.finding.clone(), after.value, format!("{:?} {:?}", after.interval, after.verdict))
        });
        let promised: Vec<_> = promised.collect();
        assert!(!promised.is_empty());
        assert_eq!(promised, standings(&audited(&plan)), "{method}");
    }
}

#[test]
fn compas_with_a_score_of_age_and_decision() {
    let Some(path) = data_set("compas/compas_for_aequitas.csv") else { return };
    let mut text = "id,decision,group,score,outcome\n".to_owned();
    for row in read(&path, b',') {
        // 0.3 for people under 25, 0.4 for those called a high risk, and up to 0.3 by the number of the person.
        let number: u32 = row["entity_id"].parse().unwrap();
        let high = row["score"].starts_with('1');
        let points =
            if row["age_cat"] == "Less than 25" { 30 } else { 0 } + if high { 40 } else { 0 } + number * 7 % 31;
        let (id, group, outcome) = (number, &row["race"], &row["label_value"]);
        writeln!(text, "{id},{},{group},0.{points:03},{outcome}", u8::from(high)).unwrap();
    }
    every_method_agrees(&text, "reference = \"Caucasian\"\n");
}

#[test]
fn bank_marketing_with_a_score_of_the_length_of_the_call() {
    let Some(path) = data_set("bank_marketing/bank-additional-full.csv") else { return };
    let mut text = "id,decision,group,score,outcome\n".to_owned();
    for (number, row) in read(&path, b';').iter().enumerate() {
        // The seconds of the last call, at most 1000, in thousandths; the outcome is whether there was an earlier success.
        let seconds: u32 = row["duration"].parse().unwrap();
        let before = u8::from(row["poutcome"] == "success");
        let (decision, group) = (u8::from(row["y"] == "yes"), &row["marital"]);
        writeln!(text, "{number},{decision},{group},{},{before}", f64::from(seconds.min(1_000)) / 1_000.0).unwrap();
    }
    every_method_agrees(&text, "reference = \"married\"\n");
}

#[test]
fn german_credit_is_weighed_as_kamiran_and_calders_say() {
    let Some(path) = data_set("german_credit/german.csv") else { return };
    let people = read(&path, b',');
    let mut text = "id,age,credit\n".to_owned();
    for (number, row) in people.iter().enumerate() {
        writeln!(text, "{number},{},{}", row["age"], row["credit"]).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"t.csv\"\n[columns]\ndecision = { column = \"credit\", \
                  positive = [\"1\"] }\n[[attribute]]\nname = \"age\"\nbins = [26]\n[[check]]\nid = \"ratio\"\nmeasure = \
                  \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\nclaim = \"point\"\n[fix]\nid = \"id\"\n";
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    fs::write(folder.path().join("t.csv"), text).unwrap();
    let written = folder.path().join("new.csv");
    ask(&plan_in(folder.path()), "reweigh", Some((&written, evenhand_cube::read::Format::Csv))).unwrap();
    // 110 of 190 people under 26 and 590 of 810 others have good credit: expected over observed, as (190 x 700 / 1000) / 110.
    let mut sums = [[0.0; 2]; 2];
    for (row, (_, weight)) in people.iter().zip(rows(&written)) {
        let older = row["age"].parse::<f64>().unwrap() >= 26.0;
        let good = row["credit"] == "1";
        let expected = match (older, good) {
            (false, true) => 133.0 / 110.0,
            (false, false) => 57.0 / 80.0,
            (true, true) => 567.0 / 590.0,
            (true, false) => 243.0 / 220.0,
        };
        let weight: f64 = weight.parse().unwrap();
        assert!((weight - expected).abs() < 1e-12, "{weight} {expected}");
        sums[usize::from(older)][usize::from(good)] += weight;
    }
    // The mean difference that AIF360's tutorial publishes after reweighing.
    let rate = |[bad, good]: [f64; 2]| good / (bad + good);
    assert!((rate(sums[0]) - rate(sums[1])).abs() < 1e-12);
}
