//! The second pass over the same rows: what a change sees of them, what is counted of what it answers, and what is written.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot go on must stop")]

#[expect(dead_code, reason = "other tests use the rest")]
#[path = "../support/mod.rs"]
mod support;

mod counted;
mod refused;
mod world;
mod written;
