//! What is said to programs: with `EVENHAND_MESSAGES=json`, one object on each line of standard error.

use std::fs;

use crate::support::program::evenhand;

/// Exit code, standard output, and each line of standard error as JSON.
fn run(arguments: &[&str]) -> (Option<i32>, String, Vec<serde_json::Value>) {
    let folder = tempfile::tempdir().unwrap();
    let rows = "gender,people,reached\nmen,1000,240\nwomen,1000,100\nNA,1000,238\n";
    fs::write(folder.path().join("people.csv"), rows).unwrap();
    let output = evenhand(folder.path(), arguments).env("EVENHAND_MESSAGES", "json").output().unwrap();
    let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    let said = said.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}"))).collect();
    (output.status.code(), out, said)
}

const COUNTS: [&str; 6] = ["audit", "people.csv", "--count", "people", "--selected", "reached"];

#[test]
fn an_error_tells_its_code_its_place_and_what_to_do() {
    let (code, out, said) = run(&[&COUNTS[..], &["--attributes", "gendre"]].concat());
    assert_eq!((code, out.as_str(), said.len()), (Some(2), "", 1));
    assert_eq!((&said[0]["level"], &said[0]["code"]), (&"error".into(), &"EVH-D004".into()));
    assert_eq!(said[0]["place"], serde_json::json!({"kind": "flag", "flag": "--attributes"}));
    assert_eq!(said[0]["help"], "did you mean `gender`?");
    assert!(said[0]["text"].as_str().unwrap().starts_with("error[EVH-D004]: there is no column `gendre`"));
}

#[test]
fn a_command_line_that_cannot_be_read_is_an_error_without_a_code() {
    let (code, _, said) = run(&["audit", "--no-such-flag"]);
    assert_eq!((code, &said[0]["level"], &said[0]["code"]), (Some(2), &"error".into(), &serde_json::Value::Null));
    let (code, out, said) = run(&["--version"]);
    assert_eq!((code, said.len()), (Some(0), 0));
    assert!(out.starts_with("evenhand "));
}

#[test]
fn a_warning_of_the_audit_is_said_beside_its_document() {
    let (code, out, said) = run(&[&COUNTS[..], &["--attributes", "gender", "--format", "json"]].concat());
    assert_eq!(code, Some(0));
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let warned: Vec<_> = said.iter().filter(|line| line["level"] == "warning").collect();
    let ids: Vec<_> = document["warnings"].as_array().unwrap().iter().map(|warning| &warning["id"]).collect();
    assert_eq!(warned.iter().map(|warning| &warning["code"]).collect::<Vec<_>>(), ids);
    assert!(!warned.is_empty(), "a group that reads like a missing value is warned of");
    assert!(said.iter().any(|line| line["level"] == "note"), "the last line is a note");
}
