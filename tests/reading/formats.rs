//! One table in every format that is read gives one cube; text is read however it is written, and what was detected is
//! said.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::counting::{assert_cells, cells, counted, file, refused};
use crate::support::plan::{With, named, plan, positive};
use evenhand::plan::{Plan, Test};
use evenhand_cube::role::Role;
use polars::prelude::{ArrowSchema, CompatLevel, DataFrame, NamedFrom, SchemaExt, Series};
use polars_arrow::array::ArrayRef;
use polars_arrow::io::ipc::write::{Compression, FileWriter, StreamWriter, WriteOptions};
use polars_arrow::record_batch::RecordBatchT;
use polars_io::parquet::write::ParquetWriter;

/// A row: gender, age, region, whether targeted, and when the last order was.
type Row = (Option<&'static str>, Option<i64>, &'static str, bool, Option<f64>);

/// Enough rows for several labels, missing values, quotes and letters beyond ASCII.
fn rows() -> Vec<Row> {
    let genders = [Some("femmes"), Some("hommes"), Some("autre, \"précisé\""), None];
    let regions = ["Île-de-France", "Bretagne", "Provence-Alpes-Côte d'Azur"];
    let row = |n: usize| {
        let age = (!n.is_multiple_of(7)).then_some(18 + i64::try_from(n * 13 % 60).expect("small"));
        let days = (!n.is_multiple_of(5)).then_some(f64::from(u32::try_from(n % 40).expect("small")) / 4.0);
        (genders[n * n * n % 11 % 4], age, regions[n % 3], n.is_multiple_of(3) || n % 8 == 1, days)
    };
    (0..3_000).map(row).collect()
}

fn audited(path: &Path) -> Plan {
    plan(path, "targeted")
        .attribute("gender")
        .attribute("age")
        .last(|age| age.bins = vec![25.0, 45.0])
        .attribute("region")
        .outcome("days", Test::AtLeast(2.5))
}

fn frame(rows: &[Row]) -> DataFrame {
    let columns = vec![
        Series::new("gender".into(), rows.iter().map(|row| row.0).collect::<Vec<_>>()).into(),
        Series::new("age".into(), rows.iter().map(|row| row.1).collect::<Vec<_>>()).into(),
        Series::new("region".into(), rows.iter().map(|row| row.2).collect::<Vec<_>>()).into(),
        Series::new("targeted".into(), rows.iter().map(|row| row.3).collect::<Vec<_>>()).into(),
        Series::new("days".into(), rows.iter().map(|row| row.4).collect::<Vec<_>>()).into(),
    ];
    DataFrame::new(rows.len(), columns).expect("a frame")
}

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn csv(rows: &[Row]) -> String {
    let mut text = "gender,age,region,targeted,days\n".to_owned();
    for (gender, age, region, targeted, days) in rows {
        let gender = gender.map_or_else(String::new, |gender| format!("\"{}\"", gender.replace('"', "\"\"")));
        let line = [gender, shown(*age), (*region).to_owned(), targeted.to_string(), shown(*days)];
        text += &(line.join(",") + "\n");
    }
    text
}

/// As a customer database in France exports it.
fn french_csv(rows: &[Row]) -> String {
    let line = |line: &str| {
        // Commas within quotes are not separators.
        let (quoted, rest) = line.split_at(line.rfind('"').map_or(0, |end| end + 1));
        quoted.to_owned() + &rest.replace(',', ";").replace('.', ",") + "\r\n"
    };
    csv(rows).lines().map(line).collect()
}

fn ndjson(rows: &[Row]) -> String {
    let line = |(gender, age, region, targeted, days): &Row| {
        let mut object = serde_json::json!({"extra": {"a": [1, "x"]}, "gender": gender, "age": age, "region": region,
            "targeted": targeted, "days": days});
        if let (None, Some(object)) = (age, object.as_object_mut()) {
            object.shift_remove("age");
        }
        object.to_string() + "\n"
    };
    rows.iter().map(line).collect()
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).expect("bytes in memory");
    packed.finish().expect("bytes in memory")
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).expect("bytes in memory")
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

fn binary(rows: &[Row], write: impl FnOnce(&mut DataFrame, &mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(&mut frame(rows), &mut bytes);
    bytes
}

fn parquet(rows: &[Row]) -> Vec<u8> {
    binary(rows, |frame, bytes| {
        ParquetWriter::new(bytes).with_row_group_size(Some(700)).finish(frame).expect("Parquet");
    })
}

/// Record batches and their schema, as Arrow has them.
fn batches(frame: &DataFrame) -> (ArrowSchema, Vec<RecordBatchT<ArrayRef>>) {
    let level = CompatLevel::newest();
    let schema =
        frame.schema().iter_fields().map(|field| field.to_arrow(level)).map(|field| (field.name.clone(), field));
    (schema.collect(), frame.iter_chunks(level, false).collect())
}

fn arrow(rows: &[Row], compression: Option<Compression>) -> Vec<u8> {
    binary(rows, |frame, bytes| {
        let (schema, batches) = batches(frame);
        let mut file = FileWriter::try_new(bytes, schema.into(), None, WriteOptions { compression }).expect("a file");
        for batch in &batches {
            file.write(batch, None).expect("a batch");
        }
        file.finish().expect("an end");
    })
}

fn arrow_stream(rows: &[Row]) -> Vec<u8> {
    binary(rows, |frame, bytes| {
        let (schema, batches) = batches(frame);
        let mut stream = StreamWriter::new(bytes, WriteOptions { compression: None });
        stream.start(&schema, None).expect("a beginning");
        for batch in &batches {
            stream.write(batch, None).expect("a batch");
        }
        stream.finish().expect("an end");
    })
}

/// The files of each format.
fn formats() -> Vec<(&'static str, Vec<u8>)> {
    let rows = rows();
    let marked = |text: &str| format!("\u{feff}{text}");
    vec![
        ("t.csv", csv(&rows).into()),
        ("marked.csv", marked(&csv(&rows)).into()),
        ("t.csv.gz", gzip(&csv(&rows))),
        ("t.csv.zst", zstd(&csv(&rows))),
        ("tabs.tsv", csv(&rows).replace("autre, ", "autre_ ").replace(',', "\t").replace("autre_ ", "autre, ").into()),
        ("windows.csv", windows(&csv(&rows))),
        ("french.csv", windows(&french_csv(&rows))),
        ("french.csv.gz", gzip(&marked(&french_csv(&rows)))),
        ("wide.csv", utf16(&marked(&csv(&rows)), u16::to_le_bytes)),
        ("wide.txt", utf16(&csv(&rows), u16::to_be_bytes)),
        ("t.ndjson", ndjson(&rows).into()),
        ("t.jsonl.gz", gzip(&ndjson(&rows))),
        ("t.ndjson.zst", zstd(&ndjson(&rows))),
        ("without-ending", ndjson(&rows).into()),
        ("t.parquet", parquet(&rows)),
        ("t.arrow", arrow(&rows, None)),
        ("t.feather", arrow(&rows, Some(Compression::LZ4))),
        ("t.ipc", arrow(&rows, Some(Compression::ZSTD(polars::polars_utils::compression::ZstdLevel::default())))),
        ("stream.arrow", arrow_stream(&rows)),
    ]
}

/// The same rows as folders of parts.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let rows = rows();
    let inside = |path: &str, bytes: Vec<u8>| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a part");
    };
    for (at, part) in rows.chunks(900).enumerate() {
        inside(&format!("parts/{at}.parquet"), parquet(part));
        inside(&format!("packed/{at}.csv.zst"), zstd(&csv(part)));
    }
    for region in ["Île-de-France", "Bretagne", "Provence-Alpes-Côte d'Azur"] {
        let part: Vec<Row> = rows.iter().filter(|row| row.2 == region).copied().collect();
        let mut bytes = Vec::new();
        let mut rest = frame(&part).drop("region").expect("the other columns");
        ParquetWriter::new(&mut bytes).finish(&mut rest).expect("Parquet");
        inside(&format!("hive/year=2026/region={}/0.parquet", region.replace(' ', "%20")), bytes);
        let without = csv(&part).replace(",region", "").replace(&format!(",{region}"), "");
        inside(&format!("hive-csv/region={region}/0.csv"), without.into());
    }
    ["parts", "packed", "hive", "hive-csv", "parts/*.parquet", "hive/*/region=*/*.parquet"]
        .map(|name| folder.join(name))
        .into()
}

#[test]
fn every_format_gives_the_same_cube() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths: Vec<PathBuf> = formats().into_iter().map(|(name, bytes)| file(folder.path(), name, bytes)).collect();
    paths.extend(folders(folder.path()));
    let first = counted(&audited(&paths[0]));
    assert_eq!(first.population.people_used, 3_000);
    assert_eq!(cells(&first.cube.cuboids[0]).len(), 48, "{:?}", cells(&first.cube.cuboids[0]));
    for path in &paths[1..] {
        let counted = counted(&audited(path));
        assert_eq!(counted.cube, first.cube, "{}", path.display());
        assert_eq!(counted.population, first.population, "{}", path.display());
    }
}

/// Runs the program on a config, with bytes for standard input, and returns the audit.
fn piped(folder: &Path, bytes: &[u8]) -> (Option<i32>, Vec<u8>, String) {
    let config = "[data]\ndecisions = \"-\"\n[columns]\ndecision = \"targeted\"\n[[attribute]]\nname = \"gender\"\n";
    fs::write(folder.join("evenhand.toml"), format!("schema = \"evenhand.config/1\"\n{config}")).expect("a config");
    let mut run = Command::new(env!("CARGO_BIN_EXE_evenhand"))
        .args(["audit", "--as-of", "2026-11-22", "--format", "json", "-o", "-"])
        .current_dir(folder)
        .env("TMPDIR", folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    // Who reads nothing closes the pipe.
    let _ = run.stdin.take().expect("a pipe").write_all(bytes);
    let output = run.wait_with_output().expect("its output");
    (output.status.code(), output.stdout, String::from_utf8(output.stderr).expect("text"))
}

#[test]
fn standard_input_is_read_in_every_format_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut findings = None;
    for (name, bytes) in formats() {
        // Without a name to go by, text in tabs and packed text are told apart by their bytes alone.
        let (code, audit, said) = piped(folder.path(), &bytes);
        assert_eq!(code, Some(0), "{name}: {said}");
        let audit: serde_json::Value = serde_json::from_slice(&audit).expect("an audit");
        assert_eq!(audit["inputs"][0]["sha256"], evenhand::digest::sha256(&bytes).as_str(), "{name}");
        assert_eq!((&audit["inputs"][0]["name"], &audit["audit"]["name"]), (&"-".into(), &"standard-input".into()));
        assert_eq!(*findings.get_or_insert(audit["findings"].clone()), audit["findings"], "{name}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "{name}: more than the config");
    }
    let (code, _, said) = piped(folder.path(), b"");
    assert!(code == Some(2) && said.contains("EVH-D015"), "{said}");
}

#[test]
fn what_was_detected_is_said_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = |name: &str, bytes: Vec<u8>| -> Vec<(String, Option<String>)> {
        let path = file(folder.path(), name, bytes);
        let value = |said: &evenhand::lang::Said, name: &str| said.values.get(name)?.as_str().map(str::to_owned);
        let counted = counted(&audited(&path));
        counted.warnings.iter().map(|said| (said.id.clone(), value(said, "encoding"))).collect()
    };
    let rows = rows();
    let ids = |said: &[(String, Option<String>)]| said.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let french = said("french.csv", windows(&french_csv(&rows)));
    assert_eq!(ids(&french), ["separator-detected", "decimal-comma-detected", "encoding-detected"]);
    assert_eq!(french[2].1.as_deref(), Some("windows-1252"));
    assert_eq!(
        said("wide.csv", utf16(&csv(&rows), u16::to_le_bytes)),
        [("encoding-detected".into(), Some("UTF-16LE".into()))]
    );
    assert_eq!(said("plain.csv", csv(&rows).into()), []);
}

#[test]
fn letters_beyond_ascii_may_come_late() {
    let folder = tempfile::tempdir().expect("a folder");
    let many = "femme,1\nhomme,0\n".repeat(60_000);
    let late = windows(&format!("sexe,choix\n{many}indéterminé,1\n"));
    let counted = counted(&plan(&file(folder.path(), "t.csv", late), "choix").attribute("sexe"));
    let expected = [("femme", 60_000, 0), ("homme", 0, 60_000), ("indéterminé", 1, 0)];
    let expected = expected.map(|(label, selected, rejected)| (label, [0, 0, selected, 0, 0, rejected]));
    assert_cells(&counted.cube.cuboids[0], &expected);
    // That "indéterminé" may be a word for no answer is said as well.
    assert_eq!(counted.warnings.iter().filter(|said| said.id == "encoding-detected").count(), 1);
}

#[test]
fn fields_that_need_no_quotes_may_have_them_and_stray_ones_are_letters() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "\"screen\",sent\n5\" wide,1\n\"5\"\" wide\",\"0\"\n\"two\nlines\",1\nplain\n";
    let counted = counted(&plan(&file(folder.path(), "t.csv", text), "sent").attribute("screen"));
    let expected = [("5\" wide", [0, 0, 1, 0, 0, 1]), ("two\nlines", [0, 0, 1, 0, 0, 0])];
    assert_cells(&counted.cube.cuboids[0], &expected);
    assert_eq!(counted.population.left_out[0].people, 1, "a short row lacks its decision");
}

#[test]
fn a_decimal_comma_is_read_where_numbers_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "sexe;score;poids\nf;0,75;1,5\nm;0,25;1\n";
    let plan = plan(&file(folder.path(), "t.csv", text), "score").attribute("sexe").but(|plan| {
        plan.columns[Role::Weight] = Some(named("poids"));
        let read = positive("score", Test::AtLeast(0.5));
        plan.columns.decision = evenhand::plan::Decision::Row { read, count: None };
    });
    let counted = counted(&plan);
    assert_cells(&counted.cube.cuboids[0], &[("f", [0, 0, 1, 0, 0, 0]), ("m", [0, 0, 0, 0, 0, 1])]);
}

#[test]
fn of_a_thousand_columns_those_that_nobody_named_may_hold_anything() {
    let folder = tempfile::tempdir().expect("a folder");
    let header: Vec<String> = (0..1_000).map(|n| format!("c{n}")).collect();
    let line = |n: usize| -> String {
        let mut fields: Vec<String> = (0..1_000).map(|at| format!("\"{at}, \"\"{n}\"\"\"")).collect();
        fields[500] = ["f", "m"][n % 2].to_owned();
        fields[999] = (n % 3 % 2).to_string();
        fields.join(",") + "\n"
    };
    let text: String = (0..600).map(line).collect();
    let path = file(folder.path(), "t.csv", header.join(",") + "\n" + &text);
    let counted = counted(&plan(&path, "c999").attribute("c500"));
    assert_cells(&counted.cube.cuboids[0], &[("f", [0, 0, 100, 0, 0, 200]), ("m", [0, 0, 100, 0, 0, 200])]);
    assert_eq!(counted.inputs[0].columns_read, ["c999", "c500"]);
}

#[test]
fn a_file_that_shrinks_or_grows_while_it_is_read_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows: Vec<Row> = rows().into_iter().cycle().take(150_000).collect();
    let contents = [
        ("t.csv", csv(&rows).into_bytes()),
        ("t.ndjson", ndjson(&rows).into()),
        ("t.parquet", parquet(&rows)),
        ("t.arrow", arrow(&rows, None)),
    ];
    for (name, bytes) in contents {
        for length in [bytes.len() / 2, bytes.len() + 100] {
            let path = file(folder.path(), name, &bytes);
            let mut touched = false;
            let plan = audited(&path);
            let result = evenhand::counted::run(&plan, &mut |_| {
                if !std::mem::replace(&mut touched, true) {
                    let open = File::options().write(true).open(&path).expect("the file");
                    open.set_len(length as u64).expect("another length");
                }
            });
            let error = result.map(|counted| counted.population).expect_err(name);
            assert_eq!(error.code(), "EVH-D014", "{name}: {error:?}");
        }
    }
}

#[test]
fn a_column_in_file_and_folder_is_there_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("sex=f")).expect("a folder");
    file(folder.path(), "sex=f/0.csv", "sex,sent\nf,1\nm,0\n");
    assert_eq!(refused(&plan(folder.path(), "sent").attribute("sex")).code(), "EVH-D011");
}
