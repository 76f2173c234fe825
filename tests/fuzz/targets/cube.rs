//! A cube file: counts that can be audited and merged, or one error. Digests are put right after a change, so that what
//! they guard is reached.

use std::fs;
use std::io::Cursor;

use evenhand::digest::sha256;
use evenhand::plan::Plan;
use evenhand::{counted, run};
use evenhand_cube::count::Counting;
use evenhand_cube::file;
use polars::prelude::{IntoColumn, NamedFrom, Series};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use polars_io::parquet::write::ParquetWriter;
use serde_json::Value;

use crate::case::Case;
use crate::dice::Dice;
use crate::mutate::mutate;
use crate::run::Target;
use crate::targets::{csv, rows};
use crate::{judge, tree};

const FILES: [&str; 2] = ["cube.json", "cells-0.parquet"];

const WORDS: &[&str] = &[
    "evenhand.cube/1",
    "exact",
    "archive",
    "xxh3-64",
    "sex",
    "age",
    "@campaign",
    "women",
    "others",
    "<25",
    "45+",
    "row",
    "counted",
    "listed",
    "left-out",
    "rejected",
    "decision-missing",
    "weight-missing",
    "count-missing",
    "key-missing",
    "no-decision",
    "not-in-audience",
    "decisions",
    "audience",
    "cells-0.parquet",
    "cells-1.parquet",
    "../x",
    "1 or true",
    "at least 2.5",
    "people",
    "cells",
    "sha256",
    "labels",
    "order",
    "by",
    "reason",
    "",
    "a",
    "b",
];

/// The cube of some rows under each plan: its document and its cells.
fn corpus(plans: &[Plan], folder: &std::path::Path) -> Vec<Case> {
    fs::write(folder.join("t.csv"), csv::table()).unwrap();
    let cube = |(at, plan): (u8, &Plan)| {
        let path = folder.join(format!("{at}.cube"));
        file::write(&evenhand_cube::count::exact(plan, &mut |_| {}).unwrap(), &path).unwrap();
        let [document, cells] = FILES.map(|name| fs::read(path.join(name)).unwrap());
        Case::of([&[at], &document, &cells])
    };
    (0..).zip(plans).map(cube).collect()
}

/// The target.
pub(crate) fn target() -> Target {
    let folder = tempfile::tempdir().unwrap();
    let plans = rows::plans(folder.path(), "t.csv");
    let corpus = corpus(&plans, folder.path());
    let path = folder.path().join("case.cube");
    fs::create_dir(&path).unwrap();
    let run = move |case: &Case| {
        // Keeps the folder until the last case.
        let _ = &folder;
        for (name, bytes) in FILES.iter().zip(&case.0[1..]) {
            fs::write(path.join(name), bytes).unwrap();
        }
        let plan = &plans[usize::from(case.0[0][0]) % plans.len()];
        let audited = file::read(&path).and_then(|counts| {
            // A part added to itself is twice as many people, whatever they are; it may also be too many.
            let _ = counts.clone().merge(&counts);
            counts.fits(plan)?;
            counted::of(counts, plan)
        });
        match audited {
            Err(error) => judge::error(&error, false),
            Ok(counted) => {
                let audit = run::audit(plan, &counted);
                if case.0[1].len().is_multiple_of(4) {
                    judge::documents(&audit)?;
                }
                Ok(judge::audit(&audit))
            }
        }
    };
    Target { name: "cube", corpus, brief: 400, library: true, mutate: Box::new(change), run: Box::new(run) }
}

fn change(case: &mut Case, other: &Case, dice: &mut Dice) {
    match dice.below(8) {
        0 => mutate(&mut case.0[1], WORDS, &other.0[1], dice),
        1 => mutate(&mut case.0[2], WORDS, &other.0[2], dice),
        2 => case.0[0] = vec![dice.byte()],
        3 | 4 => {
            if let Some(cells) = changed_cells(&case.0[2], dice) {
                case.0[2] = cells;
            }
        }
        _ => {
            if let Ok(mut document) = serde_json::from_slice(&case.0[1]) {
                tree::mutate(&mut document, WORDS, dice);
                case.0[1] = serde_json::to_vec_pretty(&document).unwrap();
            }
        }
    }
    if !dice.one_in(16) {
        put_right(case, dice);
    }
}

/// Makes the digests those of what they are digests of.
fn put_right(case: &mut Case, dice: &mut Dice) {
    let Ok(mut document) = serde_json::from_slice::<Value>(&case.0[1]) else { return };
    if let Some(digest) = document.pointer_mut("/cuboids/0/sha256") {
        *digest = sha256(&case.0[2]).into();
    }
    let counting =
        document.get("counting").cloned().and_then(|counting| serde_json::from_value::<Counting>(counting).ok());
    if let (Some(counting), Some(digest)) = (&counting, document.get_mut("plan_sha256")) {
        *digest = counting.digest().into();
    }
    // The sums, too, as far as the document alone tells them: left to themselves they would catch every change.
    if let Some(left_out) =
        document.pointer_mut("/population/left_out").and_then(Value::as_array_mut).filter(|_| dice.one_in(2))
    {
        for left in left_out {
            let people = left.pointer("/by/0").and_then(Value::as_array);
            let people = people.map(|by| by.iter().filter_map(Value::as_u64).fold(0, u64::wrapping_add));
            if let (Some(people), Some(sum)) = (people, left.get_mut("people")) {
                *sum = people.into();
            }
        }
    }
    case.0[1] = serde_json::to_vec_pretty(&document).unwrap();
}

/// The same table with another number in some cells.
fn changed_cells(bytes: &[u8], dice: &mut Dice) -> Option<Vec<u8>> {
    let read = || ParquetReader::new(Cursor::new(bytes)).finish().ok();
    let mut frame = std::panic::catch_unwind(read).ok()??;
    for _ in 0..=dice.below(3) {
        let (row, column) = (dice.below(frame.height()), dice.below(frame.width()));
        let before = frame.columns().get(column)?.as_materialized_series().clone();
        let mut values: Vec<Option<i64>> = before.i64().ok()?.iter().collect();
        *values.get_mut(row)? = *dice.pick(&[
            None,
            Some(0),
            Some(1),
            Some(2),
            Some(-1),
            Some(1 << 31),
            Some(1 << 32),
            Some(1 << 53),
            Some(i64::MAX),
            Some(i64::MIN),
        ]);
        frame.replace_column(column, Series::new(before.name().clone(), values).into_column()).ok()?;
    }
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame).ok()?;
    Some(bytes)
}
