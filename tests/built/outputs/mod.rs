//! Where documents go, from outside: every format under every kind of name, and nothing that is read is ever written over.
#![cfg(unix)]

mod kinds;
mod names;
mod spared;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::program::{evenhand, program};

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n\
    [[attribute]]\nname = \"gender\"\n[[check]]\nid = \"rate\"\nmeasure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.8\n";

/// 90 people of two groups.
fn people() -> String {
    let row = |at: usize| format!("{at},{},{}\n", ["men", "women"][at % 2], u8::from(at.is_multiple_of(3)));
    format!("id,gender,sent\n{}", (0..90).map(row).collect::<String>())
}

/// A folder with a config, its data and its audit.
fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), CONFIG).unwrap();
    fs::write(folder.path().join("people.csv"), people()).unwrap();
    let (code, _, said) = done(evenhand(folder.path(), &["audit", "-q", "-o", "audit.json"]));
    assert_ne!(code, Some(2), "{said}");
    folder
}

/// Exit code, standard output and standard error.
fn done(mut command: Command) -> (Option<i32>, Vec<u8>, String) {
    let output = command.output().unwrap();
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Says what could not be tried, past the tests' own capture of what is printed.
fn unchecked(what: &str) {
    let _ = writeln!(io::stderr(), "NOT CHECKED: {what}");
}

/// The names in a folder.
fn listed(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
