//! What cannot be had: the reason, in both languages, and that no file is written or changed.

use std::fs;

use evenhand::document::Fix;
use evenhand::lang::Lang;
use serde_json::Value;
use tempfile::TempDir;

use super::files::run;
use super::world::{
    ATTRIBUTES, CHECK, DATA, FIX, HEAD, METHODS, OUTCOME, Person, SCORE, ask, at, config, folder, only, people, plan_in,
};

/// A fix that cannot be had: the reason, the method, the config, and what becomes of the people.
struct Case(&'static str, &'static str, String, fn(&mut Person));

const fn same(_: &mut Person) {}

fn no_woman_is_sent(person: &mut Person) {
    person.sent = person.sent.map(|sent| sent && person.sex != "f");
}

fn women_north_men_south(person: &mut Person) {
    (person.sex, person.region) = if person.id % 2 == 0 { ("f", "north") } else { ("m", "south") };
    person.sent = Some(person.id % if person.sex == "f" { 5 } else { 3 } == 0);
}

fn cases() -> Vec<Case> {
    let on_sex = CHECK.replace("min", "attributes = [\"sex\"]\nmin");
    let one_attribute = |fix: &str| format!("{HEAD}{DATA}{ATTRIBUTES}{on_sex}{FIX}{fix}");
    let set = |use_: &str, fix: &str| config(fix).replace(HEAD, &format!("{HEAD}{use_}\n"));
    let of_outcomes = CHECK.replace("selection-rate", "true-positive-rate");
    let margins = "margins = { sex = { f = 7, m = 3 }, region = { north = 3, south = 7 } }\n";
    vec![
        Case("fix-reweigh-empty", "reweigh", one_attribute(""), no_woman_is_sent),
        Case("fix-margin-empty", "rake", one_attribute(""), no_woman_is_sent),
        Case("fix-margin-empty", "calibrate", one_attribute(""), no_woman_is_sent),
        Case("fix-margin-not-met", "rake", one_attribute(margins), women_north_men_south),
        Case("fix-bounds-too-narrow", "calibrate", one_attribute("bounds = [0.99, 1.01]\n"), same),
        Case("fix-margin-label", "rake", one_attribute("margins = { sex = { f = 1, m = 1, x = 1 } }\n"), same),
        Case("fix-margin-unnamed", "calibrate", one_attribute("margins = { sex = { f = 1 } }\n"), same),
        Case("fix-budget-below", "sample", config("budget = 400\nno_losses = true\n"), same),
        Case("fix-budget-untreated", "thresholds", config("attribute = \"sex\"\nbudget = 2\n"), same),
        Case("fix-budget-untreated", "sample", config("attribute = \"sex\"\nbudget = 2\n"), same),
        Case("fix-losses", "thresholds", config("no_losses = true\n"), same),
        Case("fix-losses", "repair", config("no_losses = true\n"), same),
        Case("fix-no-score", "thresholds", one_attribute(""), same),
        Case("fix-no-score", "repair", one_attribute(""), same),
        Case("fix-weighted", "sample", one_attribute("").replace(DATA, &format!("{DATA}weight = \"w\"\n")), same),
        Case("fix-sample-limit", "sample", format!("{HEAD}{DATA}{OUTCOME}{ATTRIBUTES}{of_outcomes}{FIX}"), same),
        Case("fix-blocked", "thresholds", set("use = \"employment\"\njurisdictions = [\"us\"]", ""), same),
        Case("fix-blocked", "sample", set("use = \"employment\"", ""), same),
        Case("fix-blocked", "repair", set("use = \"employment\"\njurisdictions = [\"eu\", \"us\"]", ""), same),
    ]
}

fn made(change: fn(&mut Person), config: &str) -> TempDir {
    let mut people = people(1_000, 40, 9);
    people.iter_mut().for_each(change);
    folder(&people, config)
}

/// A refusal leaves nothing that looks like a fix.
fn reason(fix: &Fix) -> String {
    let refused = fix.refused.clone().unwrap_or_else(|| panic!("{fix:?}"));
    assert!(fix.rule.is_empty() && fix.checks.is_empty() && fix.moved.is_empty() && fix.kept.is_empty());
    assert!(fix.says.is_empty() && fix.judged.is_none() && fix.front.is_empty() && fix.weights.is_none(), "{fix:?}");
    refused.id
}

#[test]
fn every_refusal_says_why_in_both_languages_and_writes_nothing() {
    for Case(id, method, config, change) in cases() {
        let folder = made(change, &config);
        let audit = ask(&plan_in(folder.path()), method, None).unwrap();
        assert_eq!(reason(only(&audit)), id, "{method}: {:?}", only(&audit).refused);
        let refused = only(&audit).refused.clone().unwrap();
        let [english, french] = Lang::ALL.map(|lang| lang.say(&refused));
        assert!(english != french && !format!("{english}{french}").contains("{$"), "{english} {french}");
        for value in refused.values.values().filter_map(Value::as_str).filter(|text| text.contains('=')) {
            let label = value.rsplit('=').next().unwrap();
            assert!(english.contains(label) && french.contains(label), "{english} does not name {value}");
        }
    }
}

#[test]
fn margins_that_cannot_be_met_name_the_nearest_and_with_it_they_can() {
    let bounds = made(same, &cases().swap_remove(4).2);
    let audit = ask(&plan_in(bounds.path()), "calibrate", None).unwrap();
    let refused = only(&audit).refused.clone().unwrap();
    let half = refused.values["half"].as_f64().unwrap();
    assert!(half > 0.01, "{refused:?}");
    let wide = fs::read_to_string(at(&bounds, "evenhand.toml")).unwrap();
    let wide = wide.replace("[0.99, 1.01]", &format!("[{:.6}, {:.6}]", 1.0 - half * 1.2, 1.0 + half * 1.2));
    fs::write(at(&bounds, "evenhand.toml"), wide).unwrap();
    assert_eq!(only(&ask(&plan_in(bounds.path()), "calibrate", None).unwrap()).refused, None);

    let margins = made(women_north_men_south, &cases().swap_remove(3).2);
    let audit = ask(&plan_in(margins.path()), "rake", None).unwrap();
    let values = only(&audit).refused.clone().unwrap().values;
    let [wanted, reached] = ["wanted", "reached"].map(|name| values[name].as_f64().unwrap());
    assert!(
        (wanted - reached).abs() > 0.1,
        "women are 70 % and the north is 30 %, yet all women are north: {values:?}"
    );
}

#[test]
fn rows_that_stand_for_several_people_or_campaigns_are_not_decided_on_one_by_one() {
    let checked = CHECK.replace("min", "attributes = [\"sex\"]\nmin");
    let head = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"counts.csv\"\n[columns]\n";
    let sex = "[[attribute]]\nname = \"sex\"\n";
    let counts = format!("{head}count = \"n\"\nselected = \"k\"\n{sex}{checked}{FIX}");
    let wide = format!("{head}decision = {{ columns = [\"n\", \"k\"] }}\n{sex}{checked}{FIX}");
    let row =
        |n: u32, sex: &str, own: u32| format!("{n},{sex},{own},{}\n", u32::from(n.is_multiple_of(3) && sex == "m"));
    let ones: String = (0..400).map(|n| row(n, ["f", "m"][n as usize % 2], u32::from(!n.is_multiple_of(4)))).collect();
    let stands = "id,sex,n,k\n1,f,400,80\n2,m,500,300\n".to_owned();
    let texts = [(&counts, stands, "fix-rows-are-counts"), (&wide, format!("id,sex,n,k\n{ones}"), "fix-wide")];
    for (config, text, id) in texts {
        let folder = tempfile::tempdir().unwrap();
        fs::write(at(&folder, "evenhand.toml"), config).unwrap();
        fs::write(at(&folder, "counts.csv"), text).unwrap();
        for method in METHODS.iter().filter(|method| id != "fix-wide" || **method == "sample") {
            assert_eq!(reason(only(&ask(&plan_in(folder.path()), method, None).unwrap())), id, "{method}");
        }
    }
}

#[test]
fn the_law_of_the_european_union_warns_where_that_of_the_united_states_bars() {
    let places = "use = \"employment\"\njurisdictions = [\"eu\"]\n";
    let folder = made(same, &config("").replace(HEAD, &format!("{HEAD}{places}")));
    for method in ["thresholds", "repair", "sample"] {
        let audit = ask(&plan_in(folder.path()), method, None).unwrap();
        let fix = only(&audit);
        assert_eq!(fix.refused, None);
        assert!(fix.needs_attribute && fix.legal.iter().any(|note| note.level.as_str() == "warned"), "{:?}", fix.legal);
        assert!(fix.legal.iter().all(|note| note.jurisdiction == "eu"), "{:?}", fix.legal);
    }
    let barred = made(same, &config("").replace(HEAD, &format!("{HEAD}use = \"employment\"\n")));
    let weights = ask(&plan_in(barred.path()), "reweigh", None).unwrap();
    assert_eq!((only(&weights).refused.clone(), only(&weights).needs_attribute), (None, false));
}

#[test]
fn repaired_scores_too_many_to_count_ask_for_edges() {
    let people: Vec<Person> = people(9_000, 30, 2)
        .into_iter()
        .zip(0..)
        .map(|(person, n): (Person, u64)| Person { score: Some(n % 3_000), sent: Some(n % 3_000 > 1_500), ..person })
        .map(|person| Person {
            sent: person.sent.map(|sent| sent || (person.sex == "m" && person.id % 3 == 0)),
            ..person
        })
        .collect();
    let folder = folder(&people, &config("attribute = \"sex\"\n"));
    assert_eq!(reason(only(&ask(&plan_in(folder.path()), "repair", None).unwrap())), "fix-scores-need-edges");
    let edges: Vec<String> = (0..=30).map(|edge| edge.to_string()).collect();
    let config = config("attribute = \"sex\"\n")
        .replace(SCORE, &format!("score = {{ column = \"score\", edges = [{}] }}\n", edges.join(", ")));
    fs::write(at(&folder, "evenhand.toml"), config).unwrap();
    assert_eq!(only(&ask(&plan_in(folder.path()), "repair", None).unwrap()).refused, None);
}

/// An error of the command: its code, what was there before untouched, and a remedy in each language.
fn assert_error(folder: &TempDir, code: &str, arguments: &[&str]) {
    fs::write(at(folder, "rows.csv"), "old").unwrap();
    fs::write(at(folder, "rows.parquet"), "older").unwrap();
    let texts = [Lang::En, Lang::Fr].map(|lang| {
        let (exit, _, err) = run(folder, lang.tag(), arguments);
        assert_eq!(exit, Some(2), "{arguments:?}: {err}");
        assert!(err.contains(&format!("[{code}]")) && err.contains(&lang.text("diagnostic-help")), "{err}");
        err
    });
    assert_ne!(texts[0], texts[1]);
    let rows = ["rows.csv", "rows.parquet"].map(|name| fs::read_to_string(at(folder, name)).unwrap());
    assert_eq!(rows, ["old", "older"]);
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().starts_with('.')), "nothing half-written is left");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_of_its_own_and_the_old_file_stays() {
    let gap = made(same, &config(""));
    assert_error(&gap, "EVH-F002", &["--method", "sample", "--budget", "2", "--attribute", "sex", "-o", "rows.csv"]);
    assert_error(&gap, "EVH-F003", &["-o", "rows.parquet"]);
    assert_error(&gap, "EVH-P007", &["--method", "resample", "-o", "rows.csv"]);
    let unnamed = made(same, &config("").replace(FIX, ""));
    assert_error(&unnamed, "EVH-F004", &["--method", "reweigh", "-o", "rows.parquet"]);
    assert_error(&unnamed, "EVH-F004", &["--effect", "people.csv"]);
    let barred =
        made(same, &config("").replace(HEAD, &format!("{HEAD}use = \"employment\"\njurisdictions = [\"us\"]\n")));
    assert_error(&barred, "EVH-F002", &["--method", "thresholds", "-o", "rows.parquet"]);
    let losing = made(same, &config("no_losses = true\n"));
    assert_error(&losing, "EVH-F002", &["--method", "repair", "-o", "rows.csv"]);
    assert_error(&gap, "EVH-F007", &["--attribute", "sex x region"]);
    assert_error(&gap, "EVH-D060", &["--method", "repair", "--id", "score", "-o", "rows.csv"]);
}

#[test]
fn inputs_are_never_written_over_however_they_are_named() {
    let folder = made(same, &config(""));
    let before = fs::read(at(&folder, "people.csv")).unwrap();
    fs::create_dir(at(&folder, "sub")).unwrap();
    for (data, output) in [("people.csv", "people.csv"), ("people.csv", "sub/../people.csv"), ("p*.csv", "people.csv")]
    {
        assert_error(&folder, "EVH-F006", &[data, "--method", "reweigh", "-o", output]);
        assert_eq!(fs::read(at(&folder, "people.csv")).unwrap(), before);
    }
}

#[test]
fn whatever_a_run_reads_is_never_written_over() {
    let folder = made(same, &config(""));
    let sample = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/policies/us-four-fifths.toml")).unwrap();
    fs::write(at(&folder, "pack.toml"), sample.replace("\"us-four-fifths\"", "\"own-pack\"")).unwrap();
    fs::write(at(&folder, "waivers.csv"), "schema = \"evenhand.waivers/1\"\n").unwrap();
    fs::create_dir(at(&folder, "sub")).unwrap();
    let decided: Vec<String> = people(1_000, 40, 9).iter().map(|one| format!("{},{}\n", one.id, one.id % 2)).collect();
    let decided = decided.concat();
    fs::write(at(&folder, "new.csv"), format!("id,decision\n{decided}")).unwrap();
    let spared: [(&str, &str, &[&str]); 5] = [
        ("waivers.csv", "EVH-F006", &["--waivers", "waivers.csv", "--method", "reweigh", "-o", "sub/../waivers.csv"]),
        ("waivers.csv", "EVH-U009", &["--waivers", "waivers.csv", "-o", "waivers.csv"]),
        ("pack.toml", "EVH-U009", &["--policy", "pack.toml", "--format", "html", "-o", "sub/../pack.toml"]),
        ("new.csv", "EVH-U009", &["--effect", "new.csv", "-o", "sub/../new.csv"]),
        ("evenhand.toml", "EVH-U009", &["--format", "json", "-o", "sub/../evenhand.toml"]),
    ];
    for (name, code, arguments) in spared {
        let before = fs::read(at(&folder, name)).unwrap();
        let (exit, _, err) = run(&folder, "en", arguments);
        assert!(exit == Some(2) && err.contains(code), "{arguments:?}: {err}");
        assert_eq!(fs::read(at(&folder, name)).unwrap(), before, "{name}");
    }
    let evenhand = |arguments: &[&str]| {
        let mut command = assert_cmd::Command::cargo_bin("evenhand").unwrap();
        let output = command.current_dir(folder.path()).env("EVENHAND_LANG", "en").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(evenhand(&["count", "-o", "people.cube"]).0, Some(0));
    let before = fs::read(at(&folder, "people.cube/cube.json")).unwrap();
    let (code, err) = evenhand(&["audit", "--cube", "people.cube", "-o", "people.cube/cube.json"]);
    assert!(code == Some(2) && err.contains("EVH-U009"), "{err}");
    assert_eq!(fs::read(at(&folder, "people.cube/cube.json")).unwrap(), before);
    // Counts have no rows to change.
    let (code, _, err) = run(&folder, "en", &["--cube", "people.cube"]);
    assert!(code == Some(2) && err.contains("EVH-F011"), "{err}");
}

#[test]
fn where_nothing_is_outside_nothing_is_proposed() {
    let even = made(|person| person.sent = Some(person.id % 2 == 0), &config(""));
    let audit = evenhand::fix::propose(&plan_in(even.path()), &evenhand::fix::Request::default(), &mut |_| {}).unwrap();
    assert!(audit.fixes.is_empty());
    assert_error(&even, "EVH-F001", &["--method", "reweigh", "-o", "rows.csv"]);
    let (code, out, _) = run(&even, "en", &["-o", "audit.json"]);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn a_fix_for_want_of_a_score_is_passed_over_unless_asked_for() {
    let folder = made(same, &format!("{HEAD}{DATA}{ATTRIBUTES}{CHECK}{FIX}"));
    let audit =
        evenhand::fix::propose(&plan_in(folder.path()), &evenhand::fix::Request::default(), &mut |_| {}).unwrap();
    let methods: Vec<&str> = audit.fixes.iter().map(|fix| fix.method.as_str()).collect();
    assert_eq!(methods, ["sample", "reweigh", "rake", "calibrate"]);
}
