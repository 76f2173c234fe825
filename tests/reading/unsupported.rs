//! A column of a type that is not read is no damage: it is named where the plan uses it, and passed over elsewhere.

use std::fs;
use std::path::Path;

use crate::support::program::evenhand;
use serde_json::Value;

/// The files, in each of which 20 of 80 f and 60 of 120 m were sent something, with the columns that are not read and what
/// each type is called.
const FILES: &[(&str, &[(&str, &str)])] = &[
    (
        "people.parquet",
        &[
            ("half", "float16"),
            ("wide", "decimal256(50, 2)"),
            ("bytes", "binary"),
            ("list", "list"),
            ("struct", "struct"),
            ("map", "map"),
            ("duration", "duration"),
            ("uuid", "uuid"),
        ],
    ),
    (
        "plain.parquet",
        &[
            ("half", "float16"),
            ("wide", "decimal256(50, 2)"),
            ("bytes", "binary"),
            ("list", "list"),
            ("struct", "struct"),
            ("map", "map"),
            ("uuid", "uuid"),
            ("interval", "interval"),
        ],
    ),
    ("people.arrow", IPC),
    ("people.arrows", IPC),
];
/// Arrow keeps the 256 bits of a decimal also where fewer would do, and Parquet does not.
const IPC: &[(&str, &str)] = &[
    ("narrow", "decimal256(20, 2)"),
    ("half", "float16"),
    ("wide", "decimal256(50, 2)"),
    ("bytes", "binary"),
    ("list", "list"),
    ("struct", "struct"),
    ("map", "map"),
    ("duration", "duration"),
    ("uuid", "uuid"),
    ("interval", "interval"),
];

/// A folder with one of the files.
fn folder(file: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/unsupported").join(file);
    fs::copy(from, folder.path().join(file)).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str], code: i32) -> (String, String) {
    let output = evenhand(folder, arguments).output().unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
    (out, err)
}

/// The people of each group and how many of them were selected.
fn groups(audit: &Value, attribute: &str) -> Vec<(String, u64, u64)> {
    let rates = audit["findings"].as_array().unwrap().iter();
    let rates = rates.filter(|own| own["measure"] == "selection-rate" && own["comparison"] == "value");
    let count = |own: &Value, key: &str| own[key].as_u64().unwrap();
    let label = |own: &Value| own["segment"][attribute].as_str().unwrap().to_owned();
    rates.map(|own| (label(own), count(own, "people"), count(own, "top"))).collect()
}

fn audited(folder: &Path, file: &str, attribute: &str) -> Vec<(String, u64, u64)> {
    let arguments =
        ["audit", file, "--decision", "sent", "--attributes", attribute, "-q", "--exit-zero", "-o", "a.json"];
    run(folder, &arguments, 0);
    groups(&serde_json::from_slice(&fs::read(folder.join("a.json")).unwrap()).unwrap(), attribute)
}

#[test]
fn what_the_plan_does_not_name_is_passed_over() {
    for (file, _) in FILES {
        let folder = folder(file);
        let expected = [("f".to_owned(), 80, 20), ("m".to_owned(), 120, 60)];
        assert_eq!(audited(folder.path(), file, "gender"), expected, "{file}");
    }
}

/// Rows alternate: of the first 80 each letter has half, of whom 10 were sent something, and so on.
#[test]
fn narrow_decimals_and_bytes_that_are_text_are_read() {
    for (file, _) in FILES {
        let folder = folder(file);
        let halves = |first: &str, second: &str| [(first.to_owned(), 100, 40), (second.to_owned(), 100, 40)];
        if file.ends_with(".parquet") {
            assert_eq!(audited(folder.path(), file, "narrow"), halves("1.5", "2.5"), "{file}");
        }
        assert_eq!(audited(folder.path(), file, "letter"), halves("a", "b"), "{file}");
    }
}

#[test]
fn what_the_plan_names_is_an_error_with_the_column_and_its_type() {
    for (file, columns) in FILES {
        let folder = folder(file);
        for (column, kind) in *columns {
            let as_attribute = ["audit", file, "--decision", "sent", "--attributes", column];
            let as_decision = ["audit", file, "--decision", column, "--attributes", "gender"];
            let inspected = ["inspect", file, "--attributes", column];
            for arguments in [&as_attribute[..], &as_decision, &inspected] {
                let (_, err) = run(folder.path(), arguments, 2);
                assert!(err.contains("EVH-D075") && err.contains(&format!("{file}, column `{column}`")), "{err}");
                let fact = if *kind == "binary" {
                    "bytes that are no text".to_owned()
                } else {
                    format!("has the type {kind},")
                };
                assert!(err.contains(&fact) && err.contains("cast the column"), "{err}");
            }
        }
    }
}

#[test]
fn an_expression_over_such_a_column_names_its_type() {
    for file in ["people.parquet", "people.arrow"] {
        let folder = folder(file);
        let config = format!(
            "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"{file}\"\n[columns]\ndecision = \"sent\"\n\
             [[attribute]]\nname = \"half\"\nsql = \"CASE WHEN half > 1 THEN 'a' ELSE 'b' END\"\n"
        );
        fs::write(folder.path().join("evenhand.toml"), config).unwrap();
        let (_, err) = run(folder.path(), &["audit"], 2);
        assert!(err.contains("EVH-D075") && err.contains("float16"), "{err}");
    }
}

#[test]
fn inspect_and_init_show_the_others_and_list_what_was_passed_over_in_one_note() {
    for (file, columns) in FILES {
        let folder = folder(file);
        let (out, err) = run(folder.path(), &["inspect", file, "--decision", "sent"], 0);
        let others = 13 - usize::from(!file.contains(".arrow")) - columns.len();
        assert!(out.starts_with(&format!("{file}: 200 rows, {others} columns\n")), "{out}");
        let line = |starts: &str| {
            let line = out.lines().find(|line| line.starts_with(starts)).unwrap_or_default();
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(line("gender"), "gender text 0 2 120 · 80", "{out}");
        assert!(out.contains("40.0% selected"), "80 of 200: {out}");
        run(folder.path(), &["init", file, "--decision", "sent", "--attributes", "gender", "-q"], 0);
        let config = fs::read_to_string(folder.path().join("evenhand.toml")).unwrap();
        assert!(config.contains("name = \"gender\""), "{config}");
        fs::remove_file(folder.path().join("evenhand.toml")).unwrap();
        let (_, of_init) = run(folder.path(), &["init", file], 0);
        for said in [&err, &of_init] {
            let notes: Vec<&str> = said.lines().filter(|line| line.contains("passed over")).collect();
            assert_eq!(notes.len(), 1, "{file}: {said}");
            assert!(notes[0].starts_with(&format!("{} columns of {file}", columns.len())), "{said}");
            for (column, kind) in *columns {
                assert!(notes[0].contains(&format!("{column} ({kind})")), "{column}: {said}");
            }
        }
        let (_, french) = run(folder.path(), &["inspect", file, "--lang", "fr"], 0);
        assert!(french.contains("ont été ignorées") && french.contains("half (float16)"), "{french}");
    }
}
