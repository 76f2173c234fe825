//! Whatever bytes come in: a plan, an audit or one error with its code; never a panic, never a value of the data in a
//! message, never a run without an end.
//!
//! A short run from a fixed seed is part of the tests. A long one: `EVENHAND_FUZZ_SECONDS=3600 cargo test --test fuzz
//! csv`, from another seed with `EVENHAND_FUZZ_SEED=2`. A case that fails is kept in a file and named;
//! `EVENHAND_FUZZ_REPLAY=FILE cargo test --test fuzz csv` runs it again.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a harness that cannot go on must stop")]

mod case;
mod dice;
mod guard;
mod judge;
mod mutate;
mod run;
mod targets;
mod tree;
#[path = "../support/workbook.rs"]
mod workbook;

use targets::{audit, columnar, config, csv, cube, ndjson, sheet};

#[test]
fn config() {
    run::run(&config::target());
}

#[test]
fn csv() {
    run::run(&csv::target());
}

#[test]
fn ndjson() {
    run::run(&ndjson::target());
}

#[test]
fn columnar() {
    run::run(&columnar::target());
}

#[test]
fn sheet() {
    run::run(&sheet::target());
}

#[test]
fn cube() {
    run::run(&cube::target());
}

#[test]
fn audit() {
    run::run(&audit::target());
}
