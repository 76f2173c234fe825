//! Data sets that others published, counted through their files. They are no part of the repository: where they are at
//! hand they lie beside the checkout, one folder a set.

#![expect(clippy::print_stdout, reason = "a test that is skipped says so")]

use std::path::{Path, PathBuf};

use crate::support::counting::counted;
use crate::support::plan::{With, plan, positive};
use evenhand::plan::{Plan, Test};
use evenhand_metrics::outcomes::Outcomes;

/// The file of a set, when it is there.
fn set(path: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(path);
    let there = file.is_file().then_some(file);
    if there.is_none() {
        println!("NOT RUN: {path} is not beside this checkout (../shared/data)");
    }
    there
}

/// People and selected people of each group of the first attribute, in order.
fn groups(plan: &Plan) -> Vec<(String, u64, u64)> {
    let counted = counted(plan);
    let margin = counted.cube.margin(&[plan.attributes[0].name.as_str()]).expect("a margin");
    let label = |code| margin.dims()[0].label(code).unwrap_or("()").to_owned();
    let cells = margin.cells().map(|(key, cell)| (label(key[0]), cell.people(), cell.count(Outcomes::SELECTED)));
    cells.collect()
}

fn named(groups: &[(&str, u64, u64)]) -> Vec<(String, u64, u64)> {
    groups.iter().map(|(label, people, selected)| ((*label).to_owned(), *people, *selected)).collect()
}

#[test]
fn compas_has_its_people_by_race() {
    let Some(file) = set("compas/compas_for_aequitas.csv") else { return };
    let found = groups(&plan(&file, "score").attribute("race").attribute("sex").attribute("age_cat"));
    let expected = [
        ("African-American", 3696, 2174),
        ("Asian", 32, 8),
        ("Caucasian", 2454, 854),
        ("Hispanic", 637, 190),
        ("Native American", 18, 12),
        ("Other", 377, 79),
    ];
    assert_eq!(found, named(&expected));
}

#[test]
fn bank_marketing_is_separated_by_semicolons_and_says_unknown() {
    let Some(file) = set("bank_marketing/bank-additional-full.csv") else { return };
    let plan = plan(&file, "y")
        .but(|plan| {
            plan.data.missing = vec!["unknown".into()];
            plan.columns.decision =
                evenhand::plan::Decision::Row { read: positive("y", Test::any_of(["yes"])), count: None };
        })
        .attribute("marital");
    let expected = [("divorced", 4612, 476), ("married", 24928, 2532), ("single", 11568, 1620), ("()", 80, 12)];
    assert_eq!(groups(&plan), named(&expected));
}

#[test]
fn german_credit_splits_after_twenty_five() {
    let Some(file) = set("german_credit/german.csv") else { return };
    let plan = plan(&file, "credit")
        .but(|plan| {
            plan.columns.decision =
                evenhand::plan::Decision::Row { read: positive("credit", Test::any_of(["1"])), count: None };
        })
        .attribute("age")
        .last(|age| age.bins = vec![26.0]);
    assert_eq!(groups(&plan), named(&[("<26", 190, 110), ("26+", 810, 590)]));
}

#[test]
fn hillstrom_holds_commas_within_quotes() {
    let Some(file) = set("hillstrom_email/hillstrom.csv") else { return };
    let plan = plan(&file, "segment")
        .but(|plan| {
            plan.columns.decision = evenhand::plan::Decision::Row {
                read: positive("segment", Test::any_of(["Mens E-Mail", "Womens E-Mail"])),
                count: None,
            };
        })
        .attribute("zip_code");
    let found = groups(&plan);
    let people: Vec<_> = found.iter().map(|(label, people, _)| (label.as_str(), *people)).collect();
    assert_eq!(people, [("Rural", 9563), ("Surburban", 28776), ("Urban", 25661)]);
}
