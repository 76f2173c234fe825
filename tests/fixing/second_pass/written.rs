//! What is written of changed rows.

use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

use evenhand::plan::{Absent, Plan};
use evenhand_cube::count::{Changed, Seen, SessionOptions, YES};
use evenhand_cube::read::{Column, Format, Output, OutputValues, write_table};
use evenhand_cube::role::Role;
use polars::prelude::{DataFrame, DataType};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::world::{again, begun_with, decisions, stored, with_audience};
use crate::support::counting::file;
use crate::support::plan::{With, named, plan};

/// Writes the decisions as they are, and gives the path. Rows that are left out get no value.
fn decisions_written(plan: &Plan, id: Option<&str>, to: &Path, format: Format) {
    let id = id.map(named);
    let (_, mut session) = begun_with(plan, SessionOptions { id: id.as_ref() });
    let column = session.id_column().expect("a column of names").to_owned();
    let mut output = Output::create(to, format, &column, "decision").expect("an output");
    again(&mut session, plan, |rows: &Seen<'_>| {
        let decision = rows.decision.expect("decisions").iter().zip(rows.counted);
        let values: Vec<Option<bool>> = decision.map(|(code, counted)| counted.then_some(*code == YES)).collect();
        output.write(rows.ids.expect("names"), OutputValues::Decisions(&values)).map(|()| Changed::default())
    });
    output.finish().expect("a whole file");
}

fn parquet(path: &Path) -> DataFrame {
    ParquetReader::new(File::open(path).expect("a file")).finish().expect("a table")
}

#[test]
fn names_are_written_as_they_were_in_the_order_of_the_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "sent,who,sex\n1,01,f\n0,\"a,\"\"b\"\"\",m\n,1,f\n1,,m\n0, x ,f\n";
    let plan = plan(&file(folder.path(), "t.csv", text), "sent").attribute("sex");
    let to = folder.path().join("new.csv");
    decisions_written(&plan, Some("who"), &to, Format::Csv);
    let written = fs::read_to_string(&to).expect("text");
    assert_eq!(written, "who,decision\n01,1\n\"a,\"\"b\"\"\",0\n1,\n,1\n x ,0\n");
}

#[test]
fn parquet_keeps_the_type_of_names_and_has_row_groups_of_one_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let rows = 600_000;
    let columns = [
        ("id", Column::Integers((0..rows).map(|row| Some(rows - row)).collect())),
        ("sex", Column::Strings((0..rows).map(|row| Some(["f", "m"][usize::from(row % 2 == 0)].into())).collect())),
        ("sent", Column::Bools((0..rows).map(|row| Some(row % 3 == 0)).collect())),
    ];
    let path = folder.path().join("t.parquet");
    write_table(&path, &columns, Format::Parquet).expect("a file");
    let to = folder.path().join("new.parquet");
    decisions_written(&plan(&path, "sent").attribute("sex"), Some("id"), &to, Format::Parquet);
    let table = parquet(&to);
    assert_eq!(table.dtypes(), [DataType::Int64, DataType::Int8]);
    assert_eq!(table.get_column_names(), ["id", "decision"]);
    let ids: Vec<i64> = table.columns()[0].i64().expect("whole numbers").iter().flatten().collect();
    assert!(ids.into_iter().eq((1..=rows).rev()));
    let yes: Vec<i8> = table.columns()[1].i8().expect("flags").iter().flatten().collect();
    assert!(yes.into_iter().eq((0..rows).map(|row| i8::from(row % 3 == 0))));
    let about = ParquetReader::new(File::open(&to).expect("a file")).get_metadata().expect("metadata").clone();
    assert_eq!(about.row_groups.len(), 3);
    assert_eq!([0, 1, 2].map(|at| about.row_groups[at].num_rows()), [262_144, 262_144, 75_712]);
}

#[test]
fn names_that_text_writes_as_whole_numbers_are_numbers_in_parquet_and_others_stay_text() {
    let folder = tempfile::tempdir().expect("a folder");
    for (case, names, whole) in [
        ("plain", ["7", "-12", "9007199254740993"], true),
        ("zero in front", ["7", "-12", "012"], false),
        ("a blank", ["7", " 12", "13"], false),
        ("with a point", ["7.0", "8.0", "9.0"], false),
        ("too long", ["7", "8", "92233720368547758070"], false),
    ] {
        let text = format!("who,sex,sent\n{},f,1\n,m,0\n{},f,0\n{},m,1\n", names[0], names[1], names[2]);
        let plan = plan(&file(folder.path(), "t.csv", &text), "sent").attribute("sex");
        let to = folder.path().join("new.parquet");
        let id = named("who");
        let (_, mut session) = begun_with(&plan, SessionOptions { id: Some(&id) });
        assert_eq!(session.names_are_whole().expect("read"), whole, "{case}");
        let output = Output::create(&to, Format::Parquet, "who", "decision").expect("an output");
        let mut output = output.of_whole_names(whole);
        again(&mut session, &plan, |rows| {
            let values = vec![Some(true); rows.len];
            output.write(rows.ids.expect("names"), OutputValues::Decisions(&values)).map(|()| Changed::default())
        });
        output.finish().expect("a whole file");
        let written = parquet(&to).columns()[0].clone();
        assert_eq!(written.dtype(), if whole { &DataType::Int64 } else { &DataType::String }, "{case}");
        let text = written.cast(&DataType::String).expect("text");
        let expected = [Some(names[0]), None, Some(names[1]), Some(names[2])];
        assert_eq!(text.str().expect("text").iter().collect::<Vec<_>>(), expected, "{case}");
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = plan(&stored(folder.path().join("t.csv"), Format::Csv, &decisions(false)), "sent").attribute("sex");
    for format in [Format::Csv, Format::Parquet] {
        let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
        for to in [&one, &two] {
            decisions_written(&plan, Some("id"), to, format);
        }
        assert_eq!(fs::read(one).expect("bytes"), fs::read(two).expect("bytes"));
    }
}

#[test]
fn people_without_a_decision_are_written_last_in_the_order_of_the_audience_under_the_name_of_the_decisions() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = file(folder.path(), "a.csv", "sex,client\nf,03\nm,\nf,9\nm,01\nf,9\nf,2\n");
    let path = file(folder.path(), "d.csv", "user,sent\n01,1\n7,1\n,0\n03,0\n");
    let plan = plan(&path, "sent").attribute("sex").audience(&audience, "user", Absent::Rejected).but(|plan| {
        plan.data.audience.as_mut().expect("an audience").key_in_audience = "client".into();
    });
    let to = folder.path().join("new.csv");
    decisions_written(&plan, None, &to, Format::Csv);
    assert_eq!(fs::read_to_string(&to).expect("text"), "user,decision\n01,1\n7,\n,\n03,0\n9,0\n2,0\n");
}

#[test]
fn people_without_a_decision_in_a_campaign_are_written_campaign_by_campaign() {
    let folder = tempfile::tempdir().expect("a folder");
    let audience = file(folder.path(), "a.csv", "id,sex\n3,f\n1,m\n2,f\n");
    let path = file(folder.path(), "d.csv", "id,sent,wave\n1,1,b\n2,0,a\n3,1,b\n");
    let plan = plan(&path, "sent").attribute("sex").audience(&audience, "id", Absent::Rejected).campaign("wave");
    let to = folder.path().join("new.csv");
    decisions_written(&plan, None, &to, Format::Csv);
    // Campaigns in the order in which they were met: b lacks 2, a lacks 3 and 1.
    assert_eq!(fs::read_to_string(&to).expect("text"), "id,decision\n1,1\n2,0\n3,1\n2,0\n3,0\n1,0\n");
}

#[test]
fn what_is_not_finished_leaves_the_name_as_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = with_audience(folder.path(), &decisions(false), Absent::LeftOut);
    let before = fs::read_dir(folder.path()).expect("a folder").count();
    for format in [Format::Csv, Format::Parquet] {
        let to = folder.path().join("new");
        fs::write(&to, "old").expect("a file");
        let mut output = Output::create(&to, format, "id", "weight").expect("an output");
        let (_, mut session) = begun_with(&plan, SessionOptions::default());
        again(&mut session, &plan, |rows| {
            let weights = vec![Some(1.5); rows.len];
            output.write(rows.ids.expect("names"), OutputValues::Weights(&weights)).map(|()| Changed::default())
        });
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), before + 2, "one that grows");
        drop(output);
        assert_eq!(fs::read_to_string(&to).expect("text"), "old");
        fs::remove_file(&to).expect("gone");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), before);
    }
}

#[test]
fn numbers_are_written_to_the_last_digit_and_never_as_no_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan =
        plan(&file(folder.path(), "t.csv", "id,sex,sent\n1,f,1\n2,m,0\n3,f,0\n4,m,1\n"), "sent").attribute("sex");
    let to = folder.path().join("new.csv");
    let id = named("id");
    let (_, mut session) = begun_with(&plan, SessionOptions { id: Some(&id) });
    let mut output = Output::create(&to, Format::Csv, "id", "weight").expect("an output");
    again(&mut session, &plan, |rows| {
        let weights = [Some(0.1 + 0.2), Some(f64::NAN), None, Some(-0.0)];
        output.write(rows.ids.expect("names"), OutputValues::Weights(&weights)).map(|()| Changed::default())
    });
    output.finish().expect("a whole file");
    assert_eq!(fs::read_to_string(&to).expect("text"), "id,weight\n1,0.30000000000000004\n2,\n3,\n4,0\n");
}

#[test]
fn parts_whose_names_differ_in_type_are_written_as_text_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let parts = folder.path().join("parts");
    fs::create_dir(&parts).expect("a folder");
    let names = [
        ("a.parquet", Column::Integers(vec![Some(7), None])),
        ("b.parquet", Column::Strings(vec![Some("SECRET-07".into()), Some("8".into())])),
    ];
    for (name, ids) in names {
        let sex = Column::Strings(vec![Some("f".into()), Some("m".into())]);
        let columns = [("id", ids), ("sex", sex), ("sent", Column::Bools(vec![Some(true), Some(false)]))];
        write_table(&parts.join(name), &columns, Format::Parquet).expect("a file");
    }
    let plan = plan(&parts, "sent").attribute("sex");
    let to = folder.path().join("new.csv");
    decisions_written(&plan, Some("id"), &to, Format::Csv);
    assert_eq!(fs::read_to_string(&to).expect("text"), "id,decision\n7,1\n,0\nSECRET-07,1\n8,0\n");
    let id = named("id");
    let (_, mut session) = begun_with(&plan, SessionOptions { id: Some(&id) });
    let mut output = Output::create(&folder.path().join("new.parquet"), Format::Parquet, "id", "score").expect("one");
    let mut by = super::world::By(|rows: &Seen<'_>| {
        let scores = vec![None; rows.len];
        output.write(rows.ids.expect("names"), OutputValues::Scores(&scores)).map(|()| Changed::default())
    });
    let error = session.again(&plan, &mut by, &mut |_| {}).expect_err("two types");
    assert_eq!(error.code(), "EVH-D063");
    assert!(!format!("{error:?}").contains("SECRET"));
}

#[test]
fn whole_numbers_of_json_and_units_stay_what_they_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let text =
        "{\"id\":7,\"sex\":\"f\",\"sent\":1}\n{\"id\":null,\"sex\":\"m\",\"sent\":0}\n{\"sex\":\"m\",\"sent\":1}\n";
    let plan = plan(&file(folder.path(), "t.ndjson", text), "sent").attribute("sex");
    // Without a column named, the one of units names rows; rows without a unit are left out.
    let plan = plan.but(|plan| plan.columns[Role::Unit] = Some(named("id")));
    let to = folder.path().join("new.parquet");
    decisions_written(&plan, None, &to, Format::Parquet);
    let table = parquet(&to);
    assert_eq!(table.columns()[0].i64().expect("whole numbers").iter().collect::<Vec<_>>(), [Some(7), None, None]);
    assert_eq!(table.columns()[1].i8().expect("flags").iter().collect::<Vec<_>>(), [Some(1), None, None]);
}

/// Set for the process that is stopped.
const STOPPED: &str = "EVENHAND_TEST_STOPPED";

#[test]
fn a_program_that_is_stopped_while_it_writes_leaves_nothing_behind() {
    if let Some(folder) = std::env::var_os(STOPPED) {
        let folder = Path::new(&folder);
        let plan = plan(&folder.join("t.csv"), "sent").attribute("sex");
        let id = named("id");
        let (_, mut session) = begun_with(&plan, SessionOptions { id: Some(&id) });
        let mut output = Output::create(&folder.join("new.csv"), Format::Csv, "id", "decision").expect("an output");
        again(&mut session, &plan, |rows| {
            let values = vec![Some(true); rows.len];
            output.write(rows.ids.expect("names"), OutputValues::Decisions(&values)).map(|()| Changed::default())
        });
        assert_eq!(fs::read_dir(folder).expect("a folder").count(), 3);
        // As the program does on a signal.
        evenhand::store::abandon();
        std::process::exit(0);
    }
    let folder = tempfile::tempdir().expect("a folder");
    file(folder.path(), "t.csv", "id,sex,sent\n1,f,1\n2,m,0\n");
    file(folder.path(), "new.csv", "old");
    let name = "second_pass::written::a_program_that_is_stopped_while_it_writes_leaves_nothing_behind";
    let program = std::env::current_exe().expect("this program");
    let mut child = Command::new(program);
    assert!(child.args(["--exact", name]).env(STOPPED, folder.path()).output().expect("run").status.success());
    assert_eq!(fs::read_to_string(folder.path().join("new.csv")).expect("text"), "old");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
}
