//! Faults from outside: signals, kills, folders and disks that refuse, inputs that change or end while they are read. What
//! was there before is there afterwards, or all of what is new.
#![cfg(unix)]

mod archive;
mod killed;
mod stopped;
mod streams;
mod unwritable;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::support::program::{evenhand, program};
use tempfile::TempDir;

/// What an audit of [`campaign`] writes.
const OUTPUTS: [&str; 4] = ["audit.json", "report.en.html", "report.fr.html", "out.txt"];
const WANTED: [&str; 7] = ["audit", "-q", "-o", "audit.json", "-o", "report.{lang}.html", "-o"];

const CONFIG: &str = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ndecision = \"sent\"\n\
    [[attribute]]\nname = \"gender\"\n[[attribute]]\nname = \"region\"\n";

/// So many people with a decision; every `chosen`-th is selected.
fn people(rows: u32, chosen: u32) -> String {
    let mut csv = String::from("gender,region,sent\n");
    for row in 0..rows {
        let (gender, region) = (["men", "women", "others"][row as usize % 3], row * 7 % 41);
        writeln!(csv, "{gender},region {region},{}", u32::from(row % chosen == 0)).unwrap();
    }
    csv
}

/// A folder with a config and its data.
fn campaign(rows: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("evenhand.toml"), CONFIG).unwrap();
    fs::write(folder.path().join("people.csv"), people(rows, 4)).unwrap();
    folder
}

/// The audit that writes every output.
fn audit(folder: &Path) -> Command {
    evenhand(folder, &[&WANTED[..], &["out.txt"]].concat())
}

/// Exit code, standard output and standard error of what ends by itself.
fn done(mut command: Command) -> (Option<i32>, String, String) {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Sends a signal: `INT`, `TERM` or `KILL`. One that has ended already is left alone.
fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    let _ = Command::new("sh").args(["-c", "kill -\"$1\" \"$2\" 2>/dev/null", "sh", name, &pid]).status().unwrap();
}

fn spawned(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// How it ended and what it said to standard error.
fn ended(child: Child) -> (ExitStatus, String) {
    let output = child.wait_with_output().unwrap();
    (output.status, String::from_utf8(output.stderr).unwrap())
}

/// Every file of a folder, and of the folders in it, by name.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(contents(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else if path.is_file() {
            // A name may go between being listed and being read: then it was temporary.
            files.extend(fs::read(&path).ok().map(|bytes| (name, bytes)));
        }
    }
    files
}
