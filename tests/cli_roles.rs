//! Roles that are made of columns, from the config to the audit: one-hot attributes, ages.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// evenhand in a folder, with nothing of this machine's environment that it listens to.
fn evenhand(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// A folder with a config and a file of data.
fn folder(config: &str, files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// The audit of a folder that must be audited.
fn audited(folder: &TempDir) -> serde_json::Value {
    let arguments = ["audit", "--as-of", "2026-11-22", "--quiet", "--exit-zero", "-o", "a.json"];
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&fs::read(folder.path().join("a.json")).unwrap()).unwrap()
}

/// What a folder that must be refused is told, in both languages; `--dry-run` when no row is needed for it.
fn refused(folder: &TempDir, code: &str, further: &[&str]) -> [String; 2] {
    ["en", "fr"].map(|lang| {
        let arguments = [&["audit", "--as-of", "2026-11-22", "--lang", lang], further].concat();
        let output = evenhand(folder.path(), &arguments).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(code), "{code}: {said}");
        said
    })
}

/// The people of each segment of one attribute, and those without a value last.
fn segments(audit: &serde_json::Value, attribute: &str) -> Vec<(String, u64)> {
    let own = audit["segments"].as_array().unwrap().iter().filter(|part| {
        part["segment"].as_object().is_some_and(|segment| segment.len() == 1 && segment.contains_key(attribute))
    });
    own.map(|part| {
        let label = part["segment"][attribute].as_str().unwrap_or("()").to_owned();
        (label, part["people"].as_u64().unwrap_or(0))
    })
    .collect()
}

fn people<const N: usize>(expected: [(&str, u64); N]) -> Vec<(String, u64)> {
    expected.map(|(label, people)| (label.to_owned(), people)).into()
}

fn rows(head: &str, times: &[(u32, &str)]) -> String {
    let rows = times.iter().map(|(times, row)| format!("{row}\n").repeat(*times as usize));
    format!("{head}\n{}", rows.collect::<String>())
}

const ONE_HOT: &str = "
[data]
decisions = \"d.csv\"
[columns]
decision = \"sent\"
[[attribute]]
name = \"race\"
one_hot = { black = \"is_black\", white = \"is_white\" }
[privacy]
min_cell = 1
";

#[test]
fn an_attribute_of_several_columns_takes_the_one_that_is_set() {
    let data = [(3, "1,0,1"), (2, "1,0,0"), (4, "0,1,1"), (1, "0,1,0"), (5, "0,0,1"), (6, ",,0")];
    let folder = folder(ONE_HOT, &[("d.csv", &rows("is_black,is_white,sent", &data))]);
    let audit = audited(&folder);
    assert_eq!(segments(&audit, "race"), people([("black", 5), ("white", 5), ("()", 11)]));
    let warned = audit["warnings"].as_array().unwrap().iter().any(|said| said["id"] == "one-hot-none");
    assert!(warned, "no set column may be a group that was left out: {}", audit["warnings"]);
    assert_eq!(audit["inputs"][0]["columns_read"], serde_json::json!(["sent", "is_black", "is_white"]));
}

#[test]
fn two_set_columns_of_an_attribute_are_counted_and_refused() {
    let data = rows("is_black,is_white,sent", &[(3, "1,0,1"), (2, "1,1,0"), (4, "0,1,0")]);
    let folder = folder(ONE_HOT, &[("d.csv", &data)]);
    let [en, fr] = refused(&folder, "EVH-D040", &[]);
    assert!(en.contains("race") && en.contains("2 rows") && en.contains("sql ="), "{en}");
    assert!(fr.contains("2 lignes"), "{fr}");
    let unknown = ONE_HOT.replace("is_white", "is_whit");
    fs::write(folder.path().join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{unknown}")).unwrap();
    let [en, _] = refused(&folder, "EVH-D004", &["--dry-run"]);
    assert!(en.contains("is_white"), "suggested: {en}");
}

const AGE: &str = "
[data]
decisions = \"d.csv\"
missing = [\"n/a\"]
[columns]
decision = \"sent\"
[[attribute]]
name = \"age\"
age = { born = \"birth\", at = 2026-11-01 }
bins = [26, 65]
[privacy]
min_cell = 1
";

#[test]
fn ages_are_whole_years_at_the_day_named() {
    let data = [
        (1, "2000-11-01,1"), // 26 that day
        (1, "2000-11-02,0"), // 25
        (2, "1961-11-01 08:30:00,1"),
        (1, "1961-11-02,0"), // 64
        (3, "n/a,1"),
        (1, ",0"),
    ];
    let folder = folder(AGE, &[("d.csv", &rows("birth,sent", &data))]);
    let expected = people([("<26", 1), ("26-64", 2), ("65+", 2), ("()", 4)]);
    assert_eq!(segments(&audited(&folder), "age"), expected);
}

#[test]
fn a_day_that_could_be_a_month_and_a_birth_to_come_are_refused_without_being_shown() {
    let unread = folder(AGE, &[("d.csv", "birth,sent\n2000-01-01,1\n05/06/1971,0\n05/06/1972,0\n")]);
    for said in refused(&unread, "EVH-D041", &[]) {
        assert!(!said.contains("1971") && !said.contains("05/06") && said.contains(": 3"), "{said}");
    }
    let unborn = folder(AGE, &[("d.csv", "birth,sent\n2000-01-01,1\n2027-05-17,0\n1890-05-18,0\n")]);
    for said in refused(&unborn, "EVH-D042", &[]) {
        assert!(said.contains("2026-11-01") && !said.contains("05-17") && !said.contains("05-18"), "{said}");
    }
    let binless = AGE.replace("bins = [26, 65]\n", "");
    let [en, _] = refused(&folder(&binless, &[("d.csv", "birth,sent\n2000-01-01,1\n")]), "EVH-P023", &["--dry-run"]);
    assert!(en.contains("bins"), "{en}");
}
