//! The record: `audit.json` alone says what was asked, makes every other document and the same bytes again, and is small.

mod rebuilt;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// evenhand in a folder.
fn evenhand(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments).env("EVENHAND_LANG", "en").env("SOURCE_DATE_EPOCH", "1795305600");
    command.output().unwrap()
}

/// The documents of a run that must be able to do its job.
fn made(folder: &Path, arguments: &[&str]) {
    let output = evenhand(folder, arguments);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn document(folder: &Path, name: &str) -> Value {
    serde_json::from_str(&read(folder, name)).unwrap()
}

/// 40 applications in two areas: who was refused, and a score.
fn refusals() -> String {
    let row = |at: u32| {
        let (group, area, deny) =
            (["a", "b"][at as usize % 2], 1 + at / 20, ["no", "yes"][usize::from(at.is_multiple_of(3))]);
        format!("{group},{area},{deny},0.{:02}\n", at * 2)
    };
    format!("g,area,deny,p\n{}", (0..40).map(row).collect::<String>())
}

#[test]
fn an_audit_of_refusals_and_one_of_approvals_say_which_they_are() {
    let folder = folder(&[("a.csv", &refusals())]);
    let audit = |decision: &str| {
        made(folder.path(), &["audit", "a.csv", "--decision", decision, "--attributes", "g", "-o", "a.json"]);
        document(folder.path(), "a.json")["question"]["decision"].clone()
    };
    assert_eq!(audit("deny=yes"), json!({ "kind": "row", "selected": { "column": "deny", "positive": ["yes"] } }));
    assert_eq!(audit("deny=no"), json!({ "kind": "row", "selected": { "column": "deny", "positive": ["no"] } }));
}

#[test]
fn every_page_says_what_selected_means_and_which_rows_were_kept() {
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\nwhere = \"area = 1\"\nmissing = [\"?\"]\n\
        [columns]\ndecision = { column = \"p\", at_least = 0.125 }\n[[attribute]]\nname = \"g\"\nmap = { a = \"first\", \"*\" = \"rest\" }\n";
    let folder = folder(&[("a.csv", &refusals()), ("evenhand.toml", config)]);
    made(folder.path(), &["audit", "--lang", "fr", "-o", "w.json", "-o", "w.html", "-o", "w.md"]);
    let page = read(folder.path(), "w.html").replace("<bdi>", "").replace("</bdi>", "");
    for words in ["p supérieur ou égal à 0,125", "area = 1", "un champ vide, ?", "first (a), rest (toute autre valeur)"]
    {
        assert!(page.contains(words), "{words}");
        let comment = read(folder.path(), "w.md").replace('`', "");
        assert!(comment.contains(words), "{words}:\n{comment}");
    }
    let shown = evenhand(folder.path(), &["audit", "-v"]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    for line in
        ["  Selected means: p at or above 0.125\n", "  Rows kept: area = 1\n", "  Read as missing: an empty field, ?\n"]
    {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }
}

#[test]
fn what_is_stated_of_the_audit_is_recorded_and_what_is_not_is_listed() {
    let config = "schema = \"evenhand.config/1\"\n[audit]\nmodel = \"propensity\"\nmodel_version = \"2026-10\"\n\
        period = { from = 2026-10-01, to = 2026-10-31 }\ncontroller = \"Bank AG\"\nretain_until = 2031-12-31\n\
        [data]\ndecisions = \"a.csv\"\n[columns]\ndecision = { column = \"deny\", positive = [\"yes\"] }\n[[attribute]]\nname = \"g\"\n";
    let folder = folder(&[("a.csv", &refusals()), ("evenhand.toml", config)]);
    made(folder.path(), &["audit", "-o", "a.json"]);
    let head = document(folder.path(), "a.json")["audit"].clone();
    assert_eq!(head["model"], "propensity");
    assert_eq!(head["model_version"], "2026-10");
    assert_eq!(head["period"], json!({ "from": "2026-10-01", "to": "2026-10-31" }));
    assert_eq!(head["controller"], "Bank AG");
    assert_eq!(head["retain_until"], "2031-12-31");
    assert_eq!(head.get("auditor"), None);
    let shown = String::from_utf8(evenhand(folder.path(), &["report", "a.json", "-v"]).stdout).unwrap();
    for line in [
        "  Version of the model: 2026-10\n",
        "  Period of the decisions: 2026-10-01 to 2026-10-31\n",
        "  Audited by: not given\n",
    ] {
        assert!(shown.contains(line), "{line}:\n{shown}");
    }

    for (key, value) in [("retain_until", "2031-02-30"), ("period", "{ from = 2026-10-02, to = 2026-10-01 }")] {
        let config = config.replace("name = \"g\"", "name = \"g\"\n");
        let line = config.lines().find(|line| line.starts_with(key)).unwrap().to_owned();
        fs::write(folder.path().join("evenhand.toml"), config.replace(&line, &format!("{key} = {value}"))).unwrap();
        assert_eq!(evenhand(folder.path(), &["audit"]).status.code(), Some(2), "{key}");
    }
}

#[test]
fn a_document_read_and_written_is_the_same_to_the_last_byte() {
    // Sevenths, and weights that no double holds exactly.
    let rows: Vec<String> = (0..700)
        .map(|at: u32| {
            let (group, deny, weight) = (["a", "b", "c"][at as usize % 3], at % 7 % 2, f64::from(at % 91) / 7.0 + 0.1);
            format!("{group},{deny},{weight},0.{:03}\n", at * 997 % 1000)
        })
        .collect();
    let rows = rows.concat();
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"deny\"\nweight = \"w\"\n\
        score = \"p\"\n[[attribute]]\nname = \"g\"\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";
    let folder = folder(&[("a.csv", &format!("g,deny,w,p\n{rows}")), ("evenhand.toml", config)]);
    made(folder.path(), &["audit", "-o", "a.json"]);
    made(folder.path(), &["report", "a.json", "-o", "b.json"]);
    let (first, again) = (read(folder.path(), "a.json"), read(folder.path(), "b.json"));
    assert!(first.matches('.').count() > 300, "there are doubles to lose digits of");
    assert!(first == again);
}

/// The paths of every null in a document, segments and lists aside: there, null says that a value is missing.
fn nulls(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(pairs) if !["segment", "passed_over"].iter().any(|own| path.ends_with(own)) => {
            for (key, value) in pairs {
                let path = format!("{path}/{key}");
                if value.is_null() {
                    found.push(path);
                } else {
                    nulls(value, &path, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| nulls(item, path, found)),
        _ => {}
    }
}

#[test]
fn a_document_is_compact() {
    let golden = |name: &str| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    for name in ["every-section.audit.json", "spring-loans.audit.json"] {
        let text = fs::read_to_string(golden(name)).unwrap();
        assert_eq!(text.trim_end().lines().count(), 1, "{name}: one line");
        assert!(!text.contains("-0.0,") && !text.contains("-0.0}"), "{name}: nothing has no sign");
        let mut found = Vec::new();
        nulls(&serde_json::from_str(&text).unwrap(), "", &mut found);
        assert_eq!(found, Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a_document_of_before_the_question_is_read_on() {
    let old = include_str!("../../fixtures/before-the-question.audit.json");
    assert!(old.contains("\n  \"") && old.contains(": null") && !old.contains("\"question\""));
    let folder = folder(&[("old.json", old)]);
    let outputs = ["-o", "r.html", "-o", "r.json", "-o", "r.csv"];
    made(folder.path(), &[&["report", "old.json"][..], &outputs].concat());
    assert!(read(folder.path(), "r.html").contains("0.81"));
    assert!(read(folder.path(), "r.json") == old, "the document is the one that was read, to the last byte");
}

/// A million people in three attributes and their pairs, over 20 campaigns.
#[test]
fn a_large_audit_is_a_document_of_usual_size() {
    let mut rows = "gender,age,region,campaign,n,k\n".to_owned();
    for (gender, of_gender) in [("women", 0.49), ("men", 0.5), ("other", 0.01)] {
        for (age, of_age) in
            [("<25", 0.12), ("25-34", 0.2), ("35-44", 0.2), ("45-54", 0.2), ("55-64", 0.15), ("65+", 0.13)]
        {
            for (region, of_region) in [("north", 0.3), ("south", 0.25), ("east", 0.2), ("west", 0.15), ("centre", 0.1)]
            {
                for campaign in 0..20_u32 {
                    let people = (50_000.0 * of_gender * of_age * of_region + f64::from(campaign)).round();
                    let selected = (people / 5.0).round();
                    let _ = writeln!(rows, "{gender},{age},{region},campaign {campaign},{people},{selected}");
                }
            }
        }
    }
    let folder = folder(&[("a.csv", &rows)]);
    let columns = ["--count", "n", "--selected", "k", "--campaign", "campaign", "--attributes", "gender,age,region"];
    made(folder.path(), &[&["audit", "a.csv", "-o", "a.json", "--depth", "2"][..], &columns].concat());
    let (bytes, findings) = (read(folder.path(), "a.json").len(), document(folder.path(), "a.json"));
    let findings = findings["findings"].as_array().unwrap().len();
    assert!(findings > 4500 && bytes < 4_000_000 && bytes < 520 * findings, "{bytes} bytes, {findings} findings");
}
