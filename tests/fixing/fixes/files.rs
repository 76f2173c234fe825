//! The file of rows: every row, named and ordered as in the input, with the one new column; and exit codes.

use std::fs::{self, File};

use assert_cmd::Command;
use evenhand_cube::read::Format;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value;
use tempfile::TempDir;

use super::world::{METHODS, at, config, folder, people, rows, store};

pub(crate) fn run(folder: &TempDir, lang: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder.path()).env("EVENHAND_LANG", lang).env("NO_COLOR", "1");
    let output = command.arg("fix").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

pub(crate) fn document(folder: &TempDir, name: &str) -> Value {
    serde_json::from_slice(&fs::read(at(folder, name)).unwrap()).unwrap()
}

const fn column(method: &str) -> &'static str {
    match method.as_bytes() {
        b"reweigh" | b"rake" | b"calibrate" => "weight",
        b"repair" => "score",
        _ => "decision",
    }
}

#[test]
fn every_method_writes_every_row_in_order_from_csv_and_parquet_alike() {
    let people = people(1_200, 30, 3);
    let folder = folder(&people, &config(""));
    store(&at(&folder, "people.parquet"), &people, Format::Parquet);
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    for method in METHODS {
        let arguments = ["people.parquet", "--method", method, "-o", "new.parquet", "-o", "fix.json"];
        let (code, out, err) = run(&folder, "en", &arguments);
        assert_eq!(code, Some(0), "{method}: {out}{err}");
        let fixes = document(&folder, "fix.json")["fixes"].clone();
        assert_eq!((fixes.as_array().unwrap().len(), &fixes[0]["method"]), (1, &Value::from(method)));
        let table = ParquetReader::new(File::open(at(&folder, "new.parquet")).unwrap()).finish().unwrap();
        assert_eq!(table.get_column_names(), ["id", column(method)], "{method}");
        let named: Vec<i64> = table.columns()[0].i64().unwrap().iter().flatten().collect();
        assert_eq!(named, ids, "{method}");

        let (code, ..) = run(&folder, "en", &["--method", method, "-o", "new.csv", "-o", "csv.json"]);
        assert_eq!(code, Some(0), "{method}");
        assert_eq!(document(&folder, "csv.json")["fixes"], fixes, "{method}: csv and parquet differ");
        let text = fs::read_to_string(at(&folder, "new.csv")).unwrap();
        assert_eq!(text.lines().next(), Some(format!("id,{}", column(method)).as_str()));
        let written = rows(&at(&folder, "new.csv"));
        assert!(written.iter().map(|(id, _)| id.parse::<i64>().unwrap()).eq(ids.iter().copied()), "{method}");
        for (person, (_, value)) in people.iter().zip(&written) {
            let carries =
                person.sent.is_some() && (!["rake", "calibrate"].contains(&method) || person.sent == Some(true));
            assert_eq!(!value.is_empty(), carries, "{method}: {person:?}");
        }
        let values = table.columns()[1].cast(&polars::prelude::DataType::Float64).unwrap();
        for (value, (_, text)) in values.f64().unwrap().iter().zip(&written) {
            assert_eq!(value, text.parse().ok(), "{method}");
        }
    }
}

#[test]
fn names_of_a_text_table_are_whole_numbers_in_parquet_so_that_both_can_be_joined() {
    let people = people(1_200, 30, 3);
    let folder = folder(&people, &config(""));
    let (code, _, err) = run(&folder, "en", &["--method", "reweigh", "-o", "new.parquet"]);
    assert_eq!(code, Some(0), "{err}");
    let table = ParquetReader::new(File::open(at(&folder, "new.parquet")).unwrap()).finish().unwrap();
    let named: Vec<i64> = table.columns()[0].i64().unwrap().iter().flatten().collect();
    assert!(named.into_iter().eq(people.iter().map(|person| person.id)));
}

#[test]
fn new_decisions_are_audited_by_name_and_end_with_their_own_code() {
    let folder = folder(&people(1_200, 30, 3), &config(""));
    let (code, ..) = run(&folder, "en", &["-o", "all.json"]);
    assert_eq!((code, &document(&folder, "all.json")["exit_code"]), (Some(0), &Value::from(1)));
    assert_eq!(document(&folder, "all.json")["fixes"].as_array().unwrap().len(), METHODS.len());
    let proposed = ["--method", "thresholds", "-o", "new.csv", "-o", "fix.json"];
    assert_eq!(run(&folder, "en", &proposed).0, Some(0));
    let (code, ..) = run(&folder, "en", &["--effect", "new.csv", "-o", "effect.json"]);
    let (before, after) = (document(&folder, "fix.json"), document(&folder, "effect.json"));
    assert_eq!(code.map(Value::from), Some(after["exit_code"].clone()));
    assert!(code != Some(1), "the gap is closed");
    assert_eq!(before["fixes"][0]["checks"], after["fixes"][0]["checks"]);
    // The decisions of today, under their own column and as they are: nothing changes, and the code is today's.
    let (code, ..) = run(&folder, "en", &["--effect", "people.csv", "-o", "none.json"]);
    assert_eq!(code, Some(1));
    let moved = document(&folder, "none.json")["fixes"][0]["moved"].clone();
    assert!(moved.as_array().unwrap().iter().all(|row| row["gained"] != 1 && row["lost"] != 1), "{moved}");
    assert_eq!(run(&folder, "en", &["--effect", "people.csv", "--exit-zero"]).0, Some(0));
}
