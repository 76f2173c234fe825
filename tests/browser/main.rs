//! The report as people meet it: parsed strictly, opened in a browser, read by axe-core, walked through with the keyboard,
//! printed. Programs that this needs and that are missing are installed where that is possible, else named as not checked.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

mod access;
mod devtools;
mod documents;
mod keyboard;
mod markup;
mod picture;
mod print;
mod screen;
mod size;
mod tools;
#[path = "../support/world.rs"]
#[expect(dead_code, reason = "other tests read findings and results")]
mod world;

/// A fault that was found, and where: tests gather all of them before they fail.
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// The ways in which a page is shown: every width in every scheme.
const WIDTHS: [u32; 2] = [360, 1280];
const SCHEMES: [&str; 2] = ["light", "dark"];
