//! How errors look: one diagnostic for every code of the plan, in both languages, reviewed as two documents.

use std::path::PathBuf;
use std::{env, fs};

use evenhand::cli::diagnostic::render;
use evenhand::error::{Error, ErrorCode};
use evenhand::lang::Lang;
use evenhand::plan::Overrides;

use super::faults::{faults, faults_of_flags, of_waiver};
use super::{around, ratio, read_with};

/// One error for every code, the file's first, then every error of a flag, and those of fixes.
fn errors() -> Vec<Error> {
    let mut errors: Vec<Error> = Vec::new();
    let of_files = faults().into_iter().map(|(.., config)| read_with(&config, Overrides::default()).unwrap_err());
    for error in of_files.chain(of_waiver()) {
        if !errors.iter().any(|other| other.code() == error.code()) {
            errors.push(error);
        }
    }
    errors.extend(faults_of_flags().into_iter().map(|(.., flags)| read_with(&around(""), flags).unwrap_err()));
    errors.extend([ErrorCode::F001, ErrorCode::F003, ErrorCode::F004, ErrorCode::F005].map(Error::new));
    errors.push(Error::new(ErrorCode::F006).with("file", "people.csv"));
    errors.push(Error::new(ErrorCode::F007).with("attribute", "gender x region"));
    errors.push(Error::new(ErrorCode::F002).with("method", "reweigh"));
    errors.sort_by(|a, b| a.code().cmp(b.code()));
    errors
}

#[test]
fn every_error_reads_as_reviewed_in_both_languages() {
    for lang in Lang::ALL {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/errors.{}.txt", lang.tag()));
        let shown: Vec<String> = errors().iter().map(|error| render(error, lang, false)).collect();
        let shown = format!("{}\n", shown.join("\n\n"));
        assert!(!shown.contains("{$") && !shown.contains("{ $"), "a message lacks a value:\n{shown}");
        if env::var_os("BLESS").is_some() {
            fs::write(path, shown).unwrap();
            continue;
        }
        let stored = fs::read_to_string(&path).unwrap_or_default();
        assert!(stored == shown, "{} is stale; refresh it: BLESS=1 cargo test --test reading config", path.display());
    }
}

#[test]
fn the_caret_stands_under_what_is_wrong() {
    let error =
        read_with(&ratio("min = 0.8").replace("selection-rate", "selction-rate"), Overrides::default()).unwrap_err();
    assert_eq!(
        render(&error, Lang::En, false),
        "\
error[EVH-P010]: there is no measure \"selction-rate\"
  --> evenhand.toml:12:11
   |
12 | measure = \"selction-rate\"
   |           ^^^^^^^^^^^^^^^ unknown measure
   |
   = why:  a check on a measure that does not exist would always pass
   = help: did you mean \"selection-rate\"?
   = more: evenhand explain EVH-P010"
    );
}

#[test]
fn colours_change_no_letter() {
    for error in errors() {
        let styled = render(&error, Lang::Fr, true);
        assert!(styled.contains('\u{1b}'));
        let mut plain = String::new();
        for part in styled.split('\u{1b}') {
            // After an escape a sequence runs to its `m`; before the first there is none.
            plain.push_str(if plain.is_empty() && !part.starts_with('[') {
                part
            } else {
                part.split_once('m').unwrap().1
            });
        }
        assert_eq!(plain, render(&error, Lang::Fr, false));
    }
}

#[test]
fn a_hostile_file_cannot_drive_the_terminal() {
    let config = ratio("min = 0.8\n\"\\u001b[31m\\u202e\" = 1 # \u{202e}\u{9b}31m");
    let error = read_with(&config, Overrides::default()).unwrap_err();
    let shown = render(&error, Lang::En, false);
    assert_eq!(error.code(), "EVH-P004");
    assert!(!shown.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{shown:?}");
}

#[test]
fn a_fault_of_evenhand_says_where_and_that_no_data_left() {
    let error = Error::new(ErrorCode::X001).with("fact", "people.rs:12");
    let shown = render(&error, Lang::En, false);
    assert!(shown.starts_with("error[EVH-X001]: evenhand stopped on a fault of its own\n"), "{shown}");
    assert!(shown.contains("people.rs:12") && shown.contains("no data was sent anywhere"), "{shown}");
}
