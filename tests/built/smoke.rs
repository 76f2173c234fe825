//! The program as the README has it built, in a few seconds: `EVENHAND_BIN` names it. Built alone, it has none of the features
//! that libraries are given by what only the tests depend on.

use std::fs;
use std::path::Path;

use crate::support::program::evenhand;

/// Exit code, standard output and standard error.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = evenhand(folder, arguments).output().unwrap();
    let [out, said] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, said)
}

fn sha256(bytes: &[u8]) -> String {
    evenhand::digest::sha256(bytes)
}

/// Sevenths, and weights that no double holds exactly: digits to lose wherever a number is read or written.
fn rows() -> String {
    let row = |at: u32| {
        let (group, deny, weight) = (["a", "b", "c"][at as usize % 3], at % 7 % 2, f64::from(at % 91) / 7.0 + 0.1);
        format!("{group},{deny},{weight},0.{:03}\n", at * 997 % 1000)
    };
    format!("g,deny,w,p\n{}", (0..700).map(row).collect::<String>())
}

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"a.csv\"\n[columns]\ndecision = \"deny\"\nweight = \"w\"\n\
    score = \"p\"\n[[attribute]]\nname = \"g\"\n[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";

/// Written again, a document is the same to the last byte, and the digest on its page is the one of the file.
fn is_itself(folder: &Path, name: &str) {
    let (code, _, said) =
        run(folder, &["report", name, "-o", "again.json", "-o", "page.{lang}.html", "-o", "again.md"]);
    assert_eq!(code, Some(0), "{said}");
    let [document, again] = [name, "again.json"].map(|name| fs::read(folder.join(name)).unwrap());
    assert!(document == again, "{name} is another document once it was read and written");
    for page in ["page.en.html", "page.fr.html"] {
        let page = fs::read_to_string(folder.join(page)).unwrap();
        assert!(page.contains(&sha256(&document)), "{name}: the page does not show the digest of the file");
    }
}

#[test]
fn a_stored_audit_is_the_audit() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("a.csv"), rows()).unwrap();
    fs::write(at.join("evenhand.toml"), CONFIG).unwrap();
    let (code, _, said) = run(at, &["audit", "-q", "-o", "audit.json", "-o", "first.html"]);
    assert!([Some(0), Some(1), Some(3)].contains(&code), "{said}");
    is_itself(at, "audit.json");
    let [first, again] = ["first.html", "page.en.html"].map(|name| fs::read_to_string(at.join(name)).unwrap());
    assert!(first == again, "the page of the stored audit is another one");
    // Laid out by another program, and by an earlier version.
    let document: serde_json::Value = serde_json::from_slice(&fs::read(at.join("audit.json")).unwrap()).unwrap();
    fs::write(at.join("pretty.json"), serde_json::to_string_pretty(&document).unwrap()).unwrap();
    is_itself(at, "pretty.json");
    fs::write(at.join("old.json"), include_str!("../fixtures/before-the-question.audit.json")).unwrap();
    is_itself(at, "old.json");
    // Counted, kept and audited later, the numbers are the same.
    assert_eq!(run(at, &["count", "-q", "-o", "day.cube"]).0, Some(0));
    assert_eq!(run(at, &["audit", "-q", "--cube", "day.cube", "-o", "cube.json"]).0, code);
    let of = |name: &str| -> serde_json::Value { serde_json::from_slice(&fs::read(at.join(name)).unwrap()).unwrap() };
    assert_eq!(of("cube.json")["findings"], of("audit.json")["findings"]);
}

#[test]
fn the_demo_runs_and_says_what_it_found() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out, said) = run(folder.path(), &["demo"]);
    assert!(code == Some(1) && out.contains("exit 1: "), "{out}{said}");
    is_itself(&folder.path().join("demo"), "audit.json");
    // Every format of rows that is read, from the demo's own files.
    let [csv, parquet] =
        ["demo/decisions.csv", "demo/decisions.parquet"].map(|name| run(folder.path(), &["inspect", name]));
    assert!(csv.0 == Some(0) && parquet.0 == Some(0), "{}{}", csv.2, parquet.2);
    for arguments in [&["--version"][..], &["--help"], &["metrics"], &["schema", "audit"], &["explain", "EVH-U004"]] {
        let (code, out, said) = run(folder.path(), arguments);
        assert!(code == Some(0) && !out.is_empty(), "{arguments:?}: {said}");
    }
    let (code, _, said) =
        run(folder.path(), &["audit", "nowhere.csv", "--no-config", "--decision", "a", "--attributes", "b"]);
    assert!(code == Some(2) && said.contains("error[EVH-D001]"), "{said}");
}
