//! New decisions next to the old: the same rows on both sides, an error where that cannot be, and whose scores they are.

use std::fmt::Write as _;
use std::fs;

use evenhand::document::{Audit, CheckedTwice, Standing};
use evenhand::error::{Error, Place, Result};
use evenhand::fix::{NewDecisions, effect};
use evenhand::plan::Named;
use tempfile::TempDir;

use super::files::{document, run};
use super::world::{Person, at, audited, config, folder, only, people, plan_in};

/// Everybody is decided anew by the score alone; `f` is helped.
fn decided_anew(people: &[Person]) -> Vec<Person> {
    let anew = |person: &Person| {
        let from = if person.sex == "f" { 35 } else { 55 };
        Person { sent: person.sent.map(|_| person.score.unwrap() >= from), ..person.clone() }
    };
    people.iter().map(anew).collect()
}

/// A file of new decisions: those without one have an empty field.
fn handed_in(folder: &TempDir, people: &[Person]) -> std::path::PathBuf {
    let mut text = String::from("id,sent\n");
    for person in people {
        writeln!(text, "{},{}", person.id, person.sent.map_or("", |sent| if sent { "1" } else { "0" })).unwrap();
    }
    let path = at(folder, "new.csv");
    fs::write(&path, text).unwrap();
    path
}

fn effect_in(folder: &TempDir, partial: bool, score: Option<&str>) -> Result<Audit, Error> {
    let file = at(folder, "new.csv");
    let score = score.map(|column| Named { column: column.into(), place: Place::Run });
    effect(&plan_in(folder.path()), &NewDecisions { file: &file, score, partial }, &mut |_| {})
}

/// Every comparison of an audit: its finding, and where it stands.
fn standings(audit: &Audit) -> Vec<(String, Standing)> {
    let results = audit.checks.iter().flat_map(|check| &check.results);
    let one = |result: &evenhand::document::CheckResult| {
        let value = audit.finding(&result.finding).and_then(|finding| finding.value);
        (result.finding.clone(), Standing { value, interval: result.interval.clone(), verdict: result.verdict })
    };
    results.map(one).collect()
}

fn side(checks: &[CheckedTwice], of: fn(&evenhand::document::ResultTwice) -> &Standing) -> Vec<(String, Standing)> {
    let results = checks.iter().flat_map(|check| &check.results);
    results.map(|result| (result.finding.clone(), of(result).clone())).collect()
}

#[test]
fn rows_without_a_new_decision_are_an_error_that_counts_them() {
    let people = people(1_200, 30, 3);
    let decided = people.iter().filter(|person| person.sent.is_some()).count();
    let folder = folder(&people, &config(""));
    // The first 99 of those who are counted, and 30 names that nobody here has.
    let some: Vec<Person> = decided_anew(&people).into_iter().filter(|person| person.sent.is_some()).take(99).collect();
    handed_in(&folder, &some);
    let error = effect_in(&folder, false, None).unwrap_err();
    let told = ["people", "lacking", "all"].map(|name| error.said.values[name].as_u64().unwrap());
    assert_eq!((error.code(), told), ("EVH-F008", [99, decided as u64 - 99, decided as u64]));
    for lang in ["en", "fr"] {
        let (code, out, err) = run(&folder, lang, &["--effect", "new.csv", "-o", "effect.json"]);
        assert_eq!((code, out.as_str()), (Some(2), ""));
        assert!(err.contains("--partial") && !at(&folder, "effect.json").exists(), "{err}");
    }
    // An empty field is no decision, and rows that the audit leaves out need none.
    let mut empty = decided_anew(&people);
    let at = empty.iter().position(|person| person.sent.is_some()).unwrap();
    empty[at].sent = None;
    handed_in(&folder, &empty);
    let error = effect_in(&folder, false, None).unwrap_err();
    assert_eq!(error.said.values["lacking"], 1);
    handed_in(&folder, &decided_anew(&people));
    assert!(effect_in(&folder, false, None).is_ok());
}

#[test]
fn a_file_that_decides_on_nobody_here_is_an_error_partial_or_not() {
    let folder = folder(&people(400, 30, 3), &config(""));
    let strangers: Vec<Person> =
        people(50, 30, 4).into_iter().map(|one| Person { id: one.id + 2_000_000, ..one }).collect();
    handed_in(&folder, &strangers);
    for partial in [false, true] {
        assert_eq!(effect_in(&folder, partial, None).unwrap_err().code(), "EVH-F009");
    }
}

#[test]
fn part_of_the_rows_is_compared_with_itself_and_the_rest_is_left_out_and_said() {
    let people = people(1_600, 30, 5);
    let folder = folder(&people, &config(""));
    let decided = |person: &&Person| person.sent.is_some();
    // Every other row, all of `m` and `f`, and no row of those whose number ends in 7.
    let anew: Vec<Person> = decided_anew(&people).into_iter().filter(|person| person.id % 2 == 0).collect();
    handed_in(&folder, &anew);
    let compared = effect_in(&folder, true, None).unwrap();
    let fix = only(&compared);

    // What an audit of these rows alone says, before and after.
    let alone = |people: Vec<Person>| audited(&plan_in(super::world::folder(&people, &config("")).path()));
    let half: Vec<Person> = people.iter().filter(|person| person.id % 2 == 0).cloned().collect();
    assert_eq!(side(&fix.checks, |result| &result.before), standings(&alone(half.clone())));
    assert_eq!(side(&fix.checks, |result| &result.after), standings(&alone(anew.clone())));
    super::again::assert_moved(&fix.moved, &half, &anew);

    let (all, kept) = (people.iter().filter(decided).count(), half.iter().filter(decided).count());
    let lacking = (all - kept) as u64;
    assert_eq!(compared.population.people_used, kept as u64);
    let left_out = compared.population.left_out.iter().find(|part| part.reason == "no-new-decision").unwrap();
    assert_eq!(left_out.people, lacking);
    let said = fix.says.iter().find(|said| said.id == "fix-effect-partial").unwrap();
    assert!(compared.warnings.contains(said));
    assert_eq!(
        ["people", "lacking", "all"].map(|name| said.values[name].as_u64().unwrap()),
        [kept as u64, lacking, all as u64]
    );
}

#[test]
fn nothing_is_said_of_people_that_new_decisions_were_not_fitted_to() {
    let people = people(1_200, 30, 3);
    let folder = folder(&people, &config(""));
    handed_in(&folder, &decided_anew(&people));
    for (lang, others) in [("en", "not fitted to"), ("fr", "ayant pas servi")] {
        let new = ["--effect", "new.csv", "-v", "-o", "effect.md", "-o", "effect.html"];
        let (_, out, _) = run(&folder, lang, &new);
        let section = |name: &str| {
            let page = fs::read_to_string(at(&folder, name)).unwrap();
            page.split("id=\"fixes\"")
                .nth(1)
                .map_or(page.clone(), |page| page.split("</section>").next().unwrap().to_owned())
        };
        for text in [out, section("effect.md"), section("effect.html")] {
            assert!(!text.replace('\n', " ").contains(others), "{text}");
        }
    }
    // Whose decisions they are stands in the record.
    run(&folder, "en", &["--effect", "new.csv", "-o", "effect.json"]);
    let inputs = document(&folder, "effect.json")["inputs"].clone();
    let roles: Vec<&str> = inputs.as_array().unwrap().iter().map(|input| input["role"].as_str().unwrap()).collect();
    assert_eq!(roles, ["decisions", "new decisions"]);
}

#[test]
fn new_scores_are_judged_where_they_come_with_the_decisions_and_else_it_is_said_whose_they_are() {
    let people = people(1_200, 30, 3);
    let scored = format!(
        "{}[[check]]\nid = \"means\"\nmeasure = \"mean-score\"\ncomparison = \"difference\"\nmax_gap = 0.1\n",
        config("")
    );
    let folder = folder(&people, &scored);
    let new: Vec<Person> = decided_anew(&people)
        .into_iter()
        .map(|person| Person {
            score: person.score.map(|score| if person.sex == "f" { (score + 20).min(100) } else { score }),
            ..person
        })
        .collect();
    let of_new = audited(&plan_in(super::world::folder(&new, &scored).path()));
    let means = |audit: &Audit| -> Vec<f64> {
        let of_score =
            audit.findings.iter().filter(|finding| finding.measure == "mean-score" && finding.campaign.is_none());
        of_score.filter_map(|finding| finding.value).collect()
    };

    // Today's scores, and it is said.
    handed_in(&folder, &new);
    let without = effect_in(&folder, false, None).unwrap();
    assert_eq!(means(&without), means(&audited(&plan_in(folder.path()))));
    assert!(only(&without).says.iter().any(|said| said.id == "fix-effect-scores-old"));

    // New ones, under the name of the old or another.
    for (column, given) in [("score", None), ("p2", Some("p2"))] {
        let mut text = format!("id,sent,{column}\n");
        for person in &new {
            let sent = person.sent.map_or("", |sent| if sent { "1" } else { "0" });
            writeln!(text, "{},{sent},{}", person.id, super::world::hundredths(person.score.unwrap())).unwrap();
        }
        fs::write(at(&folder, "new.csv"), text).unwrap();
        let with = effect_in(&folder, false, given).unwrap();
        assert_eq!(means(&with), means(&of_new), "{column}");
        assert_eq!(side(&only(&with).checks, |result| &result.after), standings(&of_new), "{column}");
        let said = only(&with).says.iter().find(|said| said.id == "fix-effect-scores-new").unwrap();
        assert_eq!(said.values["column"], column);
    }

    // A column that is not there, and scores where no scores are compared.
    assert_eq!(effect_in(&folder, false, Some("p3")).unwrap_err().code(), "EVH-D004");
    let unscored = config("").replace("score = \"score\"\n", "");
    fs::write(at(&folder, "evenhand.toml"), unscored).unwrap();
    assert_eq!(effect_in(&folder, false, Some("p2")).unwrap_err().code(), "EVH-P023");
}
