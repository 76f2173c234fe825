//! The same sixty rows in every way to store them, and how they are counted again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use evenhand::error::Result;
use evenhand::plan::{Absent, Plan, Score, Stage, Test};
use evenhand_cube::count::{self, Change, Changed, Exact, NO, Seen, Session, SessionOptions, UNKNOWN, YES};
use evenhand_cube::read::{Column, Format, write_table};
use evenhand_cube::role::Role;

use crate::support::plan::{With, named, plan, positive};

/// A change made of a closure.
pub(crate) struct By<F>(pub(crate) F);

impl<F: FnMut(&Seen<'_>) -> Result<Changed>> Change for By<F> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        (self.0)(rows)
    }
}

pub(crate) fn begun(plan: &Plan) -> (Exact, Session) {
    begun_with(plan, SessionOptions::default())
}

pub(crate) fn begun_with(plan: &Plan, options: SessionOptions<'_>) -> (Exact, Session) {
    count::session(plan, options, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

pub(crate) fn again(session: &mut Session, plan: &Plan, change: impl FnMut(&Seen<'_>) -> Result<Changed>) -> Exact {
    session.again(plan, &mut By(change), &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

pub(crate) fn exact(plan: &Plan) -> Exact {
    count::exact(plan, &mut |_| {}).unwrap_or_else(|error| panic!("{error:?}"))
}

/// The counts alone: what was read may differ.
pub(crate) fn without_files(mut exact: Exact) -> Exact {
    exact.inputs.clear();
    exact
}

/// Yes to no and no to yes.
#[expect(clippy::unnecessary_wraps, reason = "as every change")]
pub(crate) fn flipped(rows: &Seen<'_>) -> Result<Changed> {
    let flip = |code: &u32| match *code {
        YES => NO,
        NO => YES,
        _ => UNKNOWN,
    };
    let decision = rows.decision.map(|decision| decision.iter().map(flip).collect());
    Ok(Changed { decision, score: None })
}

/// Every column that has a part, for these decisions: 0, 1 or none.
pub(crate) fn columns(decisions: &[Option<i64>]) -> Vec<(&'static str, Column)> {
    let rows = || 0..u8::try_from(decisions.len()).expect("few rows");
    let text = |value: fn(u8) -> &'static str| {
        Column::Strings(rows().map(|row| Some(value(row)).filter(|text| !text.is_empty()).map(str::to_owned)).collect())
    };
    let whole = |value: fn(u8) -> u8| Column::Integers(rows().map(|row| Some(value(row).into())).collect());
    vec![
        ("id", whole(|row| row)),
        ("person", whole(|row| row % 23)),
        ("sex", text(|row| ["z", "m", "", "f"][usize::from(row) % 4])),
        ("job", text(|row| ["nurse", "cook", "clerk"][usize::from(row) % 3])),
        ("sent", Column::Integers(decisions.to_vec())),
        ("bought", whole(|row| u8::from(row % 5 == 0))),
        ("wave", text(|row| ["spring", "autumn"][usize::from(row % 7 < 3)])),
        ("offer", Column::Floats(rows().map(|row| Some(f64::from(row) / 4.0)).collect())),
        ("score", Column::Floats(rows().map(|row| (row % 6 > 0).then(|| f64::from(row % 11) / 16.0)).collect())),
        ("w", Column::Floats(rows().map(|row| (row % 13 > 0).then_some(1.5)).collect())),
        ("control", whole(|row| u8::from(row % 10 == 0))),
        ("shown", whole(|row| u8::from(row % 2 == 0))),
        ("clicked", whole(|row| u8::from(row % 4 == 0))),
    ]
}

/// Sixty decisions, two of them missing; the other way round when `flip`.
pub(crate) fn decisions(flip: bool) -> Vec<Option<i64>> {
    (0..60).map(|row| (row % 29 != 5).then_some(i64::from((row % 3 == 1) != flip))).collect()
}

/// The columns of these names.
pub(crate) fn some(names: &[&str], decisions: &[Option<i64>]) -> Vec<(&'static str, Column)> {
    columns(decisions).into_iter().filter(|(name, _)| names.contains(name)).collect()
}

/// A way to store the same rows, and to read them.
pub(crate) type Case = (&'static str, fn(&Path, &[Option<i64>]) -> Plan);

pub(crate) fn stored(path: PathBuf, format: Format, decisions: &[Option<i64>]) -> PathBuf {
    write_table(&path, &columns(decisions), format).expect("a file");
    path
}

pub(crate) fn every_role(plan: Plan) -> Plan {
    plan.attribute("sex").attribute("job").outcome("bought", Test::OneOrTrue).but(|plan| {
        plan.columns[Role::Unit] = Some(named("person"));
        plan.columns[Role::Value] = Some(named("offer"));
        plan.columns[Role::Cost] = Some(named("w"));
        plan.columns[Role::Reach] = Some(named("offer"));
        plan.columns.score = Some(Score { column: named("score"), edges: Vec::new() });
        plan.columns[Role::Weight] = Some(named("w"));
        plan.columns.holdout = Some(positive("control", Test::OneOrTrue));
        plan.funnel = ["shown", "clicked"].map(|column| Stage { column: named(column) }).into();
    })
}

/// An audience of the first fifty ids and ten more of whom the decisions say nothing.
pub(crate) fn with_audience(folder: &Path, decisions: &[Option<i64>], absent: Absent) -> Plan {
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

pub(crate) fn keep<T>(values: &mut Vec<T>, kept: impl Fn(usize) -> bool) {
    let mut row = 0..;
    values.retain(|_| row.next().is_some_and(&kept));
}

pub(crate) fn through_a_pipe(folder: &Path, bytes: Vec<u8>) -> PathBuf {
    let pipe = folder.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let to = pipe.clone();
    thread::spawn(move || fs::write(to, bytes));
    pipe
}
