//! Everything that can be wrong with data has its code, its place and no cell in its message.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use crate::support::counting::{file, refused};
use crate::support::plan::{With, named, plan, positive};
use evenhand::error::{Error, ErrorCode, Place};
use evenhand::lang::{self, Lang, Said};
use evenhand::plan::{Absent, Attribute, Decision, Plan, Test};
use evenhand_cube::read::{Column, DATA_NOTES, Format, write_table};
use evenhand_cube::role::Role;
use evenhand_metrics::compare::ReferenceRule;

/// The cell that no message may quote.
const SECRET: &str = "7-secret";

struct Case {
    what: &'static str,
    code: &'static str,
    /// Column and row of the place, when it is in the data.
    at: Option<At>,
    plan: Plan,
}

/// Column and row of a place.
type At = (Option<&'static str>, Option<u64>);

const fn row(column: &'static str, row: u64) -> At {
    (Some(column), Some(row))
}

const OF_FILE: At = (None, None);

fn cases(folder: &Path) -> Vec<Case> {
    let base = |name: &str, text: &str| plan(&file(folder, name, text), "sent").attribute("sex");
    let counts = |name: &str, text: &str| {
        let read = Decision::Counted { count: named("n"), selected: named("k") };
        base(name, text).but(|plan| plan.columns.decision = read)
    };
    let threshold = |name: &str, text: &str, test: Test| {
        base(name, text).but(|plan| plan.columns.decision = Decision::Row { read: positive("sent", test), count: None })
    };
    let mapped = |attribute: &mut Attribute| attribute.map = [("f".to_owned(), "women".to_owned())].into();
    let many = (0..300).map(|n| format!("{SECRET}{n},{}\n", n % 2)).collect::<Vec<_>>().concat();
    let ages = (0..300).map(|n| format!("{n},{}\n", n % 2)).collect::<Vec<_>>().concat();
    let elsewhere = |what, code, plan| Case { what, code, at: None, plan };
    let case = |what, code, at, plan| Case { what, code, at: Some(at), plan };
    vec![
        elsewhere("no such file", "EVH-D001", plan(&folder.join("none.csv"), "sent")),
        case("not a yes or no", "EVH-D020", row("sent", 3), base("d20.csv", "sex,sent\nf,1\nm,7-secret\nf,0\n")),
        case("half", "EVH-D020", row("sent", 2), base("d20b.csv", "sex,sent\nf,0.5\nm,0\n")),
        case(
            "text",
            "EVH-D021",
            row("sent", 3),
            threshold("d21.csv", "sex,sent\nf,1\nm,7-secret\n", Test::AtLeast(0.5)),
        ),
        case("NaN", "EVH-D021", row("sent", 2), threshold("d21b.csv", "sex,sent\nf,NaN\nm,7\n", Test::Above(0.5))),
        case(
            "infinite",
            "EVH-D021",
            row("sent", 2),
            threshold("d21c.csv", "sex,sent\nf,-inf\nm,7\n", Test::Above(0.5)),
        ),
        case("negative people", "EVH-D022", row("n", 3), counts("d22.csv", "sex,n,k\nf,3,1\nm,-2,0\n")),
        case("half a person", "EVH-D022", row("k", 2), counts("d22b.csv", "sex,n,k\nf,3,0.5\nm,2,0\n")),
        case("people in words", "EVH-D022", row("k", 2), counts("d22c.csv", "sex,n,k\nf,3,7-secret\nm,2,0\n")),
        case("more people than are", "EVH-D022", row("n", 3), {
            counts("d22d.csv", "sex,n,k\nf,9007199254740992,1\nm,1,0\n")
        }),
        case("more than all", "EVH-D023", row("k", 3), counts("d23.csv", "sex,n,k\nf,3,1\nm,2,3\n")),
        case("negative weight", "EVH-D024", row("w", 3), {
            base("d24.csv", "sex,sent,w\nf,1,1\nm,0,-1\n").but(|plan| plan.columns[Role::Weight] = Some(named("w")))
        }),
        case("too large a weight", "EVH-D024", row("w", 2), {
            base("d24b.csv", "sex,sent,w\nf,1,536870912\nm,0,1\n")
                .but(|plan| plan.columns[Role::Weight] = Some(named("w")))
        }),
        case("weight in words", "EVH-D024", row("w", 2), {
            base("d24c.csv", "sex,sent,w\nf,1,7-secret\nm,0,1\n")
                .but(|plan| plan.columns[Role::Weight] = Some(named("w")))
        }),
        case("names for groups", "EVH-D025", (Some("sex"), None), base("d25.csv", &format!("sex,sent\n{many}"))),
        case("ages for groups", "EVH-D025", (Some("sex"), None), base("d25b.csv", &format!("sex,sent\n{ages}"))),
        case("unlisted", "EVH-D026", row("sex", 3), base("d26.csv", "sex,sent\nf,1\n7-secret,0\n").last(mapped)),
        case("bins of text", "EVH-D027", row("sex", 3), {
            base("d27.csv", "sex,sent\n30,1\n7-secret,0\n").last(|age| age.bins = vec![25.0])
        }),
        elsewhere("one group", "EVH-D028", base("d28.csv", "sex,sent\nf,1\nf,0\n,0\n")),
        elsewhere("no such reference", "EVH-D029", {
            base("d29.csv", "sex,sent\nwomen,1\nmen,0\n").last(|sex| sex.reference = ReferenceRule::Named("man".into()))
        }),
        case("all chosen", "EVH-D031", OF_FILE, base("d31.csv", "sex,sent\nf,1\nm,1\n")),
        case("none chosen", "EVH-D031", OF_FILE, base("d31b.csv", "sex,sent\nf,0\nm,0\n")),
        case("counted, all chosen", "EVH-D031", OF_FILE, counts("d31c.csv", "sex,n,k\nf,3,3\nm,2,2\n")),
        case("a list of the chosen", "EVH-D031", OF_FILE, {
            base("d31d.csv", "sex\nf\nm\n").but(|plan| plan.columns.decision = Decision::Listed)
        }),
        case("no decision at all", "EVH-D032", OF_FILE, base("d32.csv", "sex,sent\nf,\nm,\n")),
        case("somebody absent", "EVH-D033", OF_FILE, {
            let audience = file(folder, "a33.csv", "id,sex\n1,f\n2,m\n3,f\n");
            base("d33.csv", "id,sent\n1,1\n2,0\n").audience(&audience, "id", Absent::Error)
        }),
        case("somebody twice", "EVH-D034", (None, Some(4)), {
            let audience = file(folder, "a34.csv", "id,sex\n1,f\n2,m\n1,m\n");
            base("d34.csv", "id,sent\n1,1\n2,0\n").audience(&audience, "id", Absent::LeftOut)
        }),
        elsewhere("no such column", "EVH-D004", base("d4.csv", "gender,sent\nf,1\n")),
        elsewhere("no such key", "EVH-D004", {
            let audience = file(folder, "a4.csv", "uid,sex\n1,f\n2,m\n");
            base("d4b.csv", "id,sent\n1,1\n2,0\n").audience(&audience, "id", Absent::LeftOut)
        }),
    ]
}

/// What can be wrong with a file as a whole, or with a format.
fn format_cases(folder: &Path) -> Vec<Case> {
    let base = |name: &str, text: &str| plan(&file(folder, name, text), "sent").attribute("sex");
    let elsewhere = |what, code, plan| Case { what, code, at: None, plan };
    let case = |what, code, at, plan| Case { what, code, at: Some(at), plan };
    vec![
        case("nothing", "EVH-D005", OF_FILE, base("d5.csv", "")),
        case("blanks", "EVH-D005", OF_FILE, base("d5b.csv", "\n\n")),
        case("header alone", "EVH-D006", OF_FILE, base("d6.csv", "sex,sent\n")),
        case("header twice", "EVH-D011", (Some("sex"), None), base("d11.csv", "sex,sex,sent\nf,7-secret,1\nm,f,0\n")),
        case("a row too long", "EVH-D009", (None, Some(3)), base("d9.csv", "sex,sent\nf,1\nm,0,7-secret\nf,1\n")),
        case("an open quote", "EVH-D010", (None, Some(3)), base("d10.csv", "sex,sent\nf,1\n\"m,0\nf,1\n")),
        case("no Parquet", "EVH-D007", OF_FILE, base("d7.parquet", "sex,sent\nf,1\n")),
        case("compressed twice", "EVH-D003", OF_FILE, {
            plan(&file(folder, "d3.parquet.gz", gzip(b"PAR1 and so on")), "sent").attribute("sex")
        }),
        case("a workbook", "EVH-D003", OF_FILE, {
            plan(&file(folder, "d3.csv", b"PK\x03\x04 and so on"), "sent").attribute("sex")
        }),
        case("a list of JSON that is cut off", "EVH-D017", (None, Some(2)), {
            base("d17.json", "[{\"sex\": \"f\", \"sent\": 1}")
        }),
        case("an enormous workbook", "EVH-D057", OF_FILE, {
            // A file of nothing: the system keeps no byte of it.
            let path = file(folder, "d57.xlsx", b"PK\x03\x04");
            fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_len(1 << 29)).expect("a size");
            plan(&path, "sent").attribute("sex")
        }),
        case("cut off within what unpacks", "EVH-D007", OF_FILE, {
            let whole = gzip(b"sex,sent\nf,1\nm,0\n");
            plan(&file(folder, "d7.csv.gz", &whole[..whole.len() - 4]), "sent").attribute("sex")
        }),
        case("no Arrow", "EVH-D007", OF_FILE, base("d7.arrow", "ARROW1\0\0 and no more")),
        case("two encodings", "EVH-D008", (None, Some(3)), {
            let path = file(folder, "d8.csv", b"sex,sent\nfemme \xC3\xA9,1\nm\xE4nn,0\n");
            plan(&path, "sent").attribute("sex")
        }),
        case("half a letter", "EVH-D008", (None, Some(2)), {
            let path = file(folder, "d8b.csv", b"\xFF\xFEs\0,\0e\0\n\0x");
            plan(&path, "e").attribute("s")
        }),
        case("not what was stated", "EVH-D008", (None, Some(2)), {
            let path = file(folder, "d8c.csv", b"sex,sent\nm\xE4nn,1\n");
            plan(&path, "sent")
                .attribute("sex")
                .but(|plan| plan.data.csv.encoding = evenhand_cube::spec::encoding("utf-8"))
        }),
        case("a row without end", "EVH-D016", (None, Some(3)), {
            let bomb = zstd::encode_all(b"sex,sent\nf,1\n".chain(std::io::repeat(b'0').take(1 << 30)), 1);
            plan(&file(folder, "d16.csv.zst", bomb.expect("bytes")), "sent").attribute("sex")
        }),
        case("no object", "EVH-D017", (None, Some(2)), {
            base("d17.ndjson", "{\"sex\": \"f\", \"sent\": 1}\n[\"7-secret\", 0]\n")
        }),
        case("half an object", "EVH-D017", (None, Some(2)), {
            base("d17b.ndjson", "{\"sex\": \"f\", \"sent\": 1}\n{\"sex\": \"7-secr")
        }),
        case("an object within", "EVH-D013", row("sex", 2), {
            base("d13.ndjson", "{\"sex\": \"f\", \"sent\": 1}\n{\"sex\": {\"a\": \"7-secret\"}, \"sent\": 0}\n")
        }),
        case("a field twice", "EVH-D011", row("sex", 2), {
            base("d11.ndjson", "{\"sex\": \"f\", \"sent\": 1}\n{\"sex\": \"m\", \"sent\": 0, \"sex\": \"7-secret\"}\n")
        }),
        case("text beside numbers", "EVH-D018", row("sent", 3), {
            base(
                "d18.ndjson",
                "{\"sex\": \"f\", \"sent\": null}\n{\"sex\": \"m\", \"sent\": 1}\n{\"sent\": \"7-secret\"}\n",
            )
        }),
        elsewhere("no such field", "EVH-D004", base("d4.ndjson", "{\"gender\": \"f\", \"sent\": 1}\n")),
    ]
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("bytes in memory");
    packed.finish().expect("bytes in memory")
}

fn texts(error: &Error) -> Vec<String> {
    let mut texts = vec![format!("{error:?}")];
    for lang in [Lang::En, Lang::Fr] {
        texts.push(lang.say(&error.said));
        for part in ["label", "why", "help", "explain"] {
            texts.extend(lang.attribute(&error.said.id, part, &error.said.values));
        }
    }
    texts
}

#[test]
fn every_fault_has_its_code_and_place_and_quotes_no_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    for case in cases(folder.path()).into_iter().chain(format_cases(folder.path())) {
        let error = refused(&case.plan);
        let what = case.what;
        assert_eq!(error.code(), case.code, "{what}: {error:?}");
        if let Some((column, row)) = case.at {
            let Place::Data { column: at_column, row: at_row, .. } = &*error.place else { panic!("{what}: {error:?}") };
            assert_eq!((at_column.as_deref(), *at_row), (column, row), "{what}");
        }
        for text in texts(&error) {
            assert!(!text.contains("secret"), "{what}: {text}");
            assert!(!text.contains('{') || text.starts_with("Error") || text.contains(" = {"), "{what}: {text}");
        }
    }
}

#[test]
fn a_parquet_file_that_was_cut_off_or_overwritten_is_damaged() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = 50_000_i64;
    let columns = [
        ("sex", Column::Strings((0..rows).map(|n| Some(format!("label {}", n * 7 % 190))).collect())),
        ("sent", Column::Integers((0..rows).map(|n| Some(i64::from(n * n % 17 < 8))).collect())),
    ];
    let whole = folder.path().join("whole.parquet");
    write_table(&whole, &columns, Format::Parquet).expect("a file");
    let bytes = std::fs::read(&whole).expect("its bytes");
    let cut = file(folder.path(), "cut.parquet", &bytes[..bytes.len() / 2]);
    let mut overwritten = bytes.clone();
    overwritten[60..bytes.len() / 2].fill(0xA5);
    let overwritten = file(folder.path(), "overwritten.parquet", overwritten);
    for path in [cut, overwritten] {
        let error = refused(&plan(&path, "sent").attribute("sex"));
        assert_eq!(error.code(), "EVH-D007", "{error:?}");
    }
}

#[test]
fn a_part_without_a_column_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    file(folder.path(), "a.csv", "sex,sent\nf,1\nm,0\n");
    file(folder.path(), "b.csv", "gender,sent\nf,1\n");
    let error = refused(&plan(folder.path(), "sent").attribute("sex"));
    let Place::Data { file, .. } = &*error.place else { panic!("{error:?}") };
    assert!(file.ends_with("b.csv") && error.code() == "EVH-D004", "{error:?}");
}

#[test]
fn values_out_of_the_plan_are_counted_up_to_twenty() {
    let folder = tempfile::tempdir().expect("a folder");
    let scores = (2..40).map(|n| format!("f,{n}\n")).collect::<Vec<_>>().concat();
    let error =
        refused(&plan(&file(folder.path(), "t.csv", format!("sex,sent\nf,1\nm,0\n{scores}")), "sent").attribute("sex"));
    assert_eq!((error.said.values["values"].as_u64(), error.said.values["more"].as_str()), (Some(20), Some("yes")));
}

#[test]
fn every_code_and_note_has_its_texts_in_both_languages() {
    let codes: Vec<&str> =
        ErrorCode::ALL.iter().map(|code| code.id()).filter(|code| code.starts_with("EVH-D")).collect();
    for lang in [Lang::En, Lang::Fr] {
        let known: Vec<&str> = lang::ids(lang).into_iter().map(|(id, _)| id).collect();
        for id in codes.iter().chain(DATA_NOTES) {
            assert!(known.contains(id), "{lang:?} {id}");
        }
        for code in &codes {
            for part in ["why", "help", "explain", "label"] {
                let text = lang.attribute(code, part, &Said::new(code).values);
                assert!(text.is_some_and(|text| !text.is_empty()), "{lang:?} {code} {part}");
            }
        }
    }
}
