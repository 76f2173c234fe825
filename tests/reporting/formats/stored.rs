//! The command `report`, from outside: stored audits become documents, and what is no whole audit is refused.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use evenhand::lang::Lang;
use evenhand::report::Format;
use serde_json::{Value, json};

use super::{audit, golden, is_still, root, written};

/// Runs `evenhand report` in a folder.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).arg("report").args(arguments).env("EVENHAND_LANG", "en");
    let output = command.output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

#[test]
fn a_stored_audit_becomes_every_document_where_its_data_never_was() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join("tests/golden/spring-loans.audit.json"), folder.path().join("audit.json")).unwrap();
    let names = ["r.{lang}.html", "r.json", "r.txt", "r.md", "r.{lang}.csv", "r.xml", "r.sarif"];
    let outputs: Vec<&str> = names.iter().flat_map(|name| ["-o", *name]).collect();
    let (code, out, err) = run(folder.path(), &[&["audit.json"], outputs.as_slice()].concat());
    assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
    assert!(err.ends_with("the audit ended with 1; a report ends with 0\n"), "{err}");
    let audit = audit(&golden());
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("r.sarif"), written(Format::from_id("sarif").unwrap(), &audit, Lang::En));
    assert_eq!(read("r.fr.csv"), written(Format::from_id("csv").unwrap(), &audit, Lang::Fr));
    assert_eq!(read("r.json"), read("audit.json"), "a document read and written is the same document");

    for format in Format::ALL {
        let (code, out, _) = run(folder.path(), &["audit.json", "--format", format.id]);
        assert_eq!((code, out), (Some(0), written(format, &audit, Lang::En)), "{format:?}");
    }
    let (code, out, _) = run(folder.path(), &["audit.json"]);
    assert!(code == Some(0) && out.contains("\nexit 1: "), "{out}");
}

#[test]
fn a_document_that_is_no_whole_audit_is_refused_with_one_error() {
    let folder = tempfile::tempdir().unwrap();
    let whole = golden();
    let text = serde_json::to_string_pretty(&whole).unwrap();
    let changed = |pointer: &str, value: Value| {
        let mut document = whole.clone();
        *document.pointer_mut(pointer).unwrap() = value;
        document.to_string()
    };
    let cases: Vec<(&str, String, &str)> = vec![
        ("EVH-R002", text[..text.len() / 2].to_owned(), "the text ends before the document does"),
        ("EVH-R002", String::new(), "line 1: the text ends before the document does"),
        ("EVH-R002", "schema = \"evenhand.config/1\"".into(), "line 1: this is not JSON"),
        ("EVH-R002", "[1, 2]".into(), "it has no `schema`"),
        ("EVH-R002", changed("/findings/0/value", json!("secret")), "an audit holds nothing like this"),
        ("EVH-R003", changed("/schema", json!("evenhand.audit/2")), "its schema is evenhand.audit/2"),
        ("EVH-R003", changed("/schema", json!("evenhand.cube/1")), "its schema is evenhand.cube/1"),
        ("EVH-R003", changed("/schema", json!("secret\u{1b}[31m")), "its schema is none of evenhand's"),
        ("EVH-R004", changed("/exit_code", json!(0)), "the exit code is not that of the checks"),
        ("EVH-R004", changed("/checks/0/exit_code", json!(0)), "the exit code is not that of the checks"),
        ("EVH-R004", changed("/checks/0/results/0/verdict", json!("outside")), "the verdicts are not those"),
        ("EVH-R004", changed("/counts/outside", json!(0)), "the verdicts are not those"),
        ("EVH-R004", changed("/checks/0/results/0/finding", json!("secret")), "does not hold"),
    ];
    for (code, document, words) in cases {
        fs::write(folder.path().join("audit.json"), document).unwrap();
        let (exit, out, err) = run(folder.path(), &["audit.json", "-o", "report.html"]);
        assert_eq!((exit, out.as_str()), (Some(2), ""), "{words}");
        assert!(err.starts_with(&format!("error[{code}]: ")) && err.contains(words), "{err}");
        assert!(err.contains("audit.json") && !err.contains("secret") && is_still(&err), "{err}");
        let files: Vec<PathBuf> = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
        assert_eq!(files.len(), 1, "nothing is written");
    }
    let (exit, _, err) = run(folder.path(), &["nowhere.json"]);
    assert!(exit == Some(2) && err.starts_with("error[EVH-R001]: ") && err.contains("there is no such file"), "{err}");
}

#[test]
fn a_later_minor_version_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut document = golden();
    document["minor"] = json!(4);
    document["checks"][0]["results"][0]["new_field"] = json!({ "a": 1 });
    fs::write(folder.path().join("audit.json"), document.to_string()).unwrap();
    let (code, out, err) = run(folder.path(), &["audit.json", "--format", "github"]);
    assert_eq!(
        (code, out),
        (Some(0), written(Format::from_id("github").unwrap(), &audit(&golden()), Lang::En)),
        "{err}"
    );
}
