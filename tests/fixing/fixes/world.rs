//! A made campaign with a planted gap: people, scores, decisions and outcomes, and the ways in which a fix is asked for.

use std::fs;
use std::path::{Path, PathBuf};

use evenhand::document::{Audit, Fix};
use evenhand::error::{Error, Result};
use evenhand::fix::{Method, Request, propose};
use evenhand::plan::{Overrides, Plan, read};
use evenhand::{counted, run};
use evenhand_cube::read::{Column, Format, write_table};
use tempfile::TempDir;

use super::dice::Dice;

pub(crate) const METHODS: [&str; 6] = ["reweigh", "rake", "calibrate", "thresholds", "repair", "sample"];

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) id: i64,
    /// `f`, `m`, or empty.
    pub(crate) sex: &'static str,
    /// `north`, `south`, and `isle` for a handful.
    pub(crate) region: &'static str,
    /// Hundredths.
    pub(crate) score: Option<u64>,
    pub(crate) sent: Option<bool>,
    pub(crate) bought: bool,
    pub(crate) weight: f64,
}

/// People whose scores are lower where `f`, by about `gap` hundredths, and who are selected from a score of 55, now and then
/// against it. One in thirty states no sex, one in forty has no decision, six live on the isle.
pub(crate) fn people(number: u64, gap: u64, seed: u64) -> Vec<Person> {
    let mut dice = Dice(seed);
    let person = |n: u64| {
        let sex = if dice.percent(3) { "" } else { ["f", "m"][usize::from(dice.percent(55))] };
        let region = if n % (number / 6) == 3 { "isle" } else { ["north", "south"][usize::from(dice.percent(40))] };
        let drop = if sex == "f" { gap / 2 + dice.below(gap + 1) } else { 0 };
        let score = dice.below(101).saturating_sub(drop);
        let sent = (score >= 55) != dice.percent(12);
        let decided = !dice.percent(2);
        // Names in no order.
        let id = i64::try_from((n * 7_919) % 1_000_003).unwrap();
        Person {
            id,
            sex,
            region,
            score: Some(score),
            sent: decided.then_some(sent),
            bought: dice.below(100) < score,
            weight: [0.5, 1.0, 1.25, 3.0][usize::try_from(dice.below(4)).unwrap()],
        }
    };
    (0..number).map(person).collect()
}

pub(crate) const HEAD: &str = "schema = \"evenhand.config/1\"\n";
pub(crate) const DATA: &str = "[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n";
pub(crate) const SCORE: &str = "score = \"score\"\n";
pub(crate) const OUTCOME: &str = "outcome = { column = \"bought\", observed = \"before\" }\n";
pub(crate) const ATTRIBUTES: &str = "[[attribute]]\nname = \"sex\"\n[[attribute]]\nname = \"region\"\n";
pub(crate) const CHECK: &str =
    "[[check]]\nid = \"ratio\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.9\n";
pub(crate) const FIX: &str = "[fix]\nid = \"id\"\n";

/// The config with a score, and lines more in `[fix]`.
pub(crate) fn config(fix: &str) -> String {
    format!("{HEAD}{DATA}{SCORE}{ATTRIBUTES}{CHECK}{FIX}{fix}")
}

/// A folder with `people.csv` and a config.
pub(crate) fn folder(people: &[Person], config: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    store(&folder.path().join("people.csv"), people, Format::Csv);
    folder
}

pub(crate) fn store(path: &Path, people: &[Person], format: Format) {
    let text = |of: fn(&Person) -> &'static str| {
        Column::Strings(people.iter().map(|one| Some(of(one).to_owned()).filter(|text| !text.is_empty())).collect())
    };
    let whole = |of: fn(&Person) -> Option<i64>| Column::Integers(people.iter().map(of).collect());
    let columns = [
        ("id", whole(|one| Some(one.id))),
        ("sex", text(|one| one.sex)),
        ("region", text(|one| one.region)),
        ("score", Column::Floats(people.iter().map(|one| one.score.map(hundredths)).collect())),
        ("sent", whole(|one| one.sent.map(i64::from))),
        ("bought", whole(|one| Some(i64::from(one.bought)))),
        ("w", Column::Floats(people.iter().map(|one| Some(one.weight)).collect())),
    ];
    write_table(path, &columns, format).unwrap();
}

#[expect(clippy::cast_precision_loss, reason = "at most a hundred")]
pub(crate) fn hundredths(score: u64) -> f64 {
    score as f64 / 100.0
}

pub(crate) fn plan_in(folder: &Path) -> Plan {
    plan_with(folder, Overrides::default())
}

pub(crate) fn plan_with(folder: &Path, flags: Overrides) -> Plan {
    let flags = Overrides { folder: folder.to_owned(), as_of: Some("2026-11-25".into()), ..flags };
    read(&flags).unwrap_or_else(|error| panic!("{error:?}"))
}

pub(crate) fn audited(plan: &Plan) -> Audit {
    let counted = counted::run(plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"));
    run::audit(plan, &counted)
}

/// What a method says, and the rows that it writes as `written.csv`.
pub(crate) fn written(folder: &Path, method: &str) -> (Audit, Vec<(String, String)>) {
    let path = folder.join("written.csv");
    let audit = ask(&plan_in(folder), method, Some((&path, Format::Csv))).unwrap_or_else(|error| panic!("{error:?}"));
    (audit, rows(&path))
}

pub(crate) fn ask(plan: &Plan, method: &str, output: Option<(&Path, Format)>) -> Result<Audit, Error> {
    let method = Method::from_id(method).unwrap();
    propose(plan, &Request { method: Some(method), output }, &mut |_| {})
}

/// The only fix of an audit.
pub(crate) fn only(audit: &Audit) -> &Fix {
    let [fix] = &audit.fixes[..] else { panic!("{:?}", audit.fixes) };
    fix
}

/// What a method proposes for these people.
pub(crate) fn proposed(people: &[Person], config: &str, method: &str) -> Fix {
    let folder = folder(people, config);
    let audit = ask(&plan_in(folder.path()), method, None).unwrap_or_else(|error| panic!("{error:?}"));
    only(&audit).clone()
}

/// Names and new values of a CSV, without its head.
pub(crate) fn rows(path: &Path) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.unwrap()).map(|row| (row[0].to_owned(), row[1].to_owned())).collect()
}

/// The people with new decisions in the order of the rows.
pub(crate) fn decided(people: &[Person], rows: &[(String, String)]) -> Vec<Person> {
    assert_eq!(people.len(), rows.len());
    let sent = |value: &str| match value {
        "" => None,
        "0" => Some(false),
        "1" => Some(true),
        other => panic!("{other}"),
    };
    let one = |(person, (id, value)): (&Person, &(String, String))| {
        assert_eq!(person.id.to_string(), *id);
        Person { sent: sent(value), ..person.clone() }
    };
    people.iter().zip(rows).map(one).collect()
}

/// The path of a file in the folder.
pub(crate) fn at(folder: &TempDir, name: &str) -> PathBuf {
    folder.path().join(name)
}
