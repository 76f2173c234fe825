//! The second pass over the same rows: what a change sees of them, what is counted of what it answers, and what is written.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

#[expect(dead_code, reason = "other tests use the rest")]
mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use evenhand::count::{self, Change, Changed, Exact, NO, Seen, Session, SessionOptions, UNKNOWN, YES, read_lookup};
use evenhand::error::{Error, Place, Result};
use evenhand::ingest::{Column, Format, Output, OutputValues, write_table};
use evenhand::plan::{Absent, Decision, Plan, Score, Stage, Test, Wave};
use polars::prelude::{DataFrame, DataType};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use support::file;
use support::plan::{With, named, plan, positive};

/// A change made of a closure.
struct By<F>(F);

impl<F: FnMut(&Seen<'_>) -> Result<Changed>> Change for By<F> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        (self.0)(rows)
    }
}

fn begun(plan: &Plan) -> (Exact, Session) {
    count::session(plan, SessionOptions::default(), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

fn again(session: &mut Session, plan: &Plan, change: impl FnMut(&Seen<'_>) -> Result<Changed>) -> Exact {
    session.again(plan, &mut By(change), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

fn exact(plan: &Plan) -> Exact {
    count::exact(plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The counts alone: what was read may differ.
fn without_files(mut exact: Exact) -> Exact {
    exact.inputs.clear();
    exact
}

/// Yes to no and no to yes.
fn flipped(rows: &Seen<'_>) -> Result<Changed> {
    let flip = |code: &u32| match *code {
        YES => NO,
        NO => YES,
        _ => UNKNOWN,
    };
    let decision = rows.decision.map(|decision| decision.iter().map(flip).collect());
    Ok(Changed { decision, score: None })
}

/// Every column that has a part, for these decisions: 0, 1 or none.
fn columns(decisions: &[Option<i64>]) -> Vec<(&'static str, Column)> {
    let rows = || 0_i64..i64::try_from(decisions.len()).expect("few rows");
    let text = |value: fn(i64) -> &'static str| {
        Column::Strings(rows().map(|row| Some(value(row)).filter(|text| !text.is_empty()).map(str::to_owned)).collect())
    };
    let whole = |value: fn(i64) -> i64| Column::Integers(rows().map(|row| Some(value(row))).collect());
    vec![
        ("id", whole(|row| row)),
        ("person", whole(|row| row % 23)),
        ("sex", text(|row| ["z", "m", "", "f"][row as usize % 4])),
        ("job", text(|row| ["nurse", "cook", "clerk"][row as usize % 3])),
        ("sent", Column::Integers(decisions.to_vec())),
        ("bought", whole(|row| i64::from(row % 5 == 0))),
        ("wave", text(|row| ["spring", "autumn"][usize::from(row % 7 < 3)])),
        ("offer", Column::Floats(rows().map(|row| Some(f64::from(row as i32) / 4.0)).collect())),
        ("score", Column::Floats(rows().map(|row| (row % 6 > 0).then(|| f64::from(row as i32 % 11) / 16.0)).collect())),
        ("w", Column::Floats(rows().map(|row| (row % 13 > 0).then_some(1.5)).collect())),
        ("control", whole(|row| i64::from(row % 10 == 0))),
        ("shown", whole(|row| i64::from(row % 2 == 0))),
        ("clicked", whole(|row| i64::from(row % 4 == 0))),
    ]
}

/// Sixty decisions, two of them missing; the other way round when `flip`.
fn decisions(flip: bool) -> Vec<Option<i64>> {
    (0..60).map(|row| (row % 29 != 5).then_some(i64::from((row % 3 == 1) != flip))).collect()
}

/// The columns of these names.
fn some(names: &[&str], decisions: &[Option<i64>]) -> Vec<(&'static str, Column)> {
    columns(decisions).into_iter().filter(|(name, _)| names.contains(name)).collect()
}

/// A way to store the same rows, and to read them.
type Case = (&'static str, fn(&Path, &[Option<i64>]) -> Plan);

fn stored(path: PathBuf, format: Format, decisions: &[Option<i64>]) -> PathBuf {
    write_table(&path, &columns(decisions), format).expect("a file");
    path
}

fn every_role(plan: Plan) -> Plan {
    plan.attribute("sex").attribute("job").outcome("bought", Test::OneOrTrue).but(|plan| {
        plan.columns.unit = Some(named("person"));
        plan.columns.value = Some(named("offer"));
        plan.columns.cost = Some(named("w"));
        plan.columns.reach = Some(named("offer"));
        plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() });
        plan.columns.weight = Some(named("w"));
        plan.columns.holdout = Some(positive("control", Test::OneOrTrue));
        plan.funnel = ["shown", "clicked"].map(|column| Stage { column: named(column) }).into();
    })
}

/// An audience of the first fifty ids and ten more of whom the decisions say nothing.
fn with_audience(folder: &Path, decisions: &[Option<i64>], absent: Absent) -> Plan {
    let rows: Vec<Option<i64>> = vec![None; 70];
    let mut people = some(&["id", "sex", "job", "score"], &rows);
    for (_, column) in &mut people {
        let kept = |row: usize| !(50..60).contains(&row);
        match column {
            Column::Integers(values) => keep(values, kept),
            Column::Floats(values) => keep(values, kept),
            Column::Strings(values) => keep(values, kept),
            Column::Bools(values) => keep(values, kept),
        }
    }
    let audience = folder.join("a.parquet");
    write_table(&audience, &people, Format::Parquet).expect("a file");
    let path = folder.join("d.csv");
    write_table(&path, &some(&["id", "sent", "wave", "bought"], decisions), Format::Csv).expect("a file");
    let plan = plan(&path, "sent").attribute("sex").attribute("job").audience(&audience, "id", absent);
    plan.but(|plan| plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() }))
}

fn keep<T>(values: &mut Vec<T>, kept: impl Fn(usize) -> bool) {
    let mut row = 0..;
    values.retain(|_| row.next().is_some_and(&kept));
}

fn through_a_pipe(folder: &Path, bytes: Vec<u8>) -> PathBuf {
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let to = pipe.clone();
    thread::spawn(move || fs::write(to, bytes));
    pipe
}

const CASES: [Case; 11] = [
    ("csv", |folder, d| every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent"))),
    ("parquet", |folder, d| every_role(plan(&stored(folder.join("t.parquet"), Format::Parquet, d), "sent"))),
    ("folder", |folder, d| {
        let parts = folder.join("parts");
        for (name, rows) in [("region=n", &d[..31]), ("region=s", &d[31..])] {
            fs::create_dir_all(parts.join(name)).expect("a folder");
            stored(parts.join(name).join("a.csv"), Format::Csv, rows);
        }
        every_role(plan(&parts, "sent").attribute("region"))
    }),
    ("csv through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.csv"), Format::Csv, d)).expect("bytes");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("packed csv through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.csv"), Format::Csv, d)).expect("bytes");
        let bytes = zstd::encode_all(bytes.as_slice(), 1).expect("packed");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("parquet through a pipe", |folder, d| {
        let bytes = fs::read(stored(folder.join("t.parquet"), Format::Parquet, d)).expect("bytes");
        every_role(plan(&through_a_pipe(folder, bytes), "sent"))
    }),
    ("campaigns", |folder, d| every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent").campaign("wave"))),
    ("too many cells for the full cross", |folder, d| {
        every_role(plan(&stored(folder.join("t.csv"), Format::Csv, d), "sent")).but(|plan| plan.max_cells = 8)
    }),
    ("joined", |folder, d| with_audience(folder, d, Absent::LeftOut)),
    ("joined, campaigns", |folder, d| with_audience(folder, d, Absent::LeftOut).campaign("wave")),
    ("counts of people", |folder, d| {
        let path = stored(folder.join("t.csv"), Format::Csv, d);
        let read = Decision::Row { read: positive("sent", Test::OneOrTrue), count: Some(named("id")) };
        plan(&path, "sent").attribute("sex").but(|plan| plan.columns.decision = read)
    }),
];

#[test]
fn wherever_rows_come_from_they_are_counted_again_alike_and_flipped_decisions_as_those_of_a_flipped_file() {
    for (name, case) in CASES {
        let [folder, once, mirror] = [(); 3].map(|()| tempfile::tempdir().expect("a folder"));
        let plan = case(folder.path(), &decisions(false));
        let (first, mut session) = begun(&plan);
        // A pipe can be read once: its plan is made anew.
        let plain = exact(&case(once.path(), &decisions(false)));
        assert_eq!(first, plain, "{name}");
        assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first, "{name}");
        let turned = again(&mut session, &plan, flipped);
        let expected = exact(&case(mirror.path(), &decisions(true)));
        assert!(without_files(first.clone()) != without_files(expected.clone()), "{name}: nothing was flipped");
        assert_eq!(without_files(turned), without_files(expected), "{name}");
        assert_eq!(again(&mut session, &plan, |_| Ok(Changed::default())), first, "{name}: and back");
    }
}

#[test]
fn a_change_that_leaves_everything_gives_the_same_counts_and_one_that_flips_decisions_those_of_a_flipped_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "t.csv", "sex,sent\nm,1\nf,0\n,1\nm,0\nf,\nx,1\n");
    let mirror = file(folder.path(), "u.csv", "sex,sent\nm,0\nf,1\n,0\nm,1\nf,\nx,0\n");
    let plan_of = |path| plan(path, "sent").attribute("sex");
    let (first, mut session) = begun(&plan_of(&path));
    assert_eq!(first, exact(&plan_of(&path)));
    assert_eq!(again(&mut session, &plan_of(&path), |_| Ok(Changed::default())), first);
    let turned = again(&mut session, &plan_of(&path), flipped);
    assert_eq!(without_files(turned), without_files(exact(&plan_of(&mirror))));
}
