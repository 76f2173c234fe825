//! The config from outside: what a file and flags make of a plan, which error each of their faults ends in, and how that
//! error is shown.

mod faults;
mod messages;
mod plan;
mod shown;

use std::fs;

use evenhand::error::{Error, Place};
use evenhand::plan::{Overrides, Plan, read};
use tempfile::TempDir;

const HEAD: &str = "schema = \"evenhand.config/1\"\n";
const DATA: &str = "[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"targeted\"\n";
const ATTRIBUTES: &str = "[[attribute]]\nname = \"gender\"\n[[attribute]]\nname = \"age_band\"\n";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// These flags with their values.
fn typed(flags: &[(&'static str, &str)]) -> Overrides {
    flags.iter().fold(Overrides::default(), |typed, (flag, value)| typed.typed(flag, value))
}

fn read_with(config: &str, flags: Overrides) -> Result<Plan, Error> {
    let folder = folder(&[("evenhand.toml", config)]);
    read(&Overrides { folder: folder.path().to_path_buf(), as_of: flags.as_of.clone().or(day()), ..flags })
}

fn day() -> Option<String> {
    some("2026-11-22")
}

#[expect(clippy::unnecessary_wraps, reason = "flags are optional texts")]
fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A config with the usual head, data and attributes, then these lines from line 10 on.
fn around(lines: &str) -> String {
    format!("{HEAD}{DATA}{ATTRIBUTES}{lines}")
}

/// The same with a check of the selection rate: these lines stand from line 13 on.
fn check(lines: &str) -> String {
    around(&format!("[[check]]\nid = \"c\"\nmeasure = \"selection-rate\"\n{lines}"))
}

/// The same with a ratio: these lines stand from line 14 on.
fn ratio(lines: &str) -> String {
    check(&format!("comparison = \"ratio\"\n{lines}"))
}

/// Line and column of an error in a config, from 1.
fn line_and_column(error: &Error) -> (usize, usize) {
    let Place::Config { source, span } = &*error.place else { panic!("no place in a config: {error:?}") };
    let before = &source.text[..span.start];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
