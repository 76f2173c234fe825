//! The sections beside findings and checks: strata, where gaps come from, lift, delivery. Published tables and small
//! worlds through the same steps as the command line.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "../support/world.rs"]
mod world;

mod delivery;
mod lift;
mod strata;
