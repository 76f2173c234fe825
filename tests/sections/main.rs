//! The sections beside findings and checks: strata, where gaps come from, lift, delivery. Published tables and small
//! worlds through the same steps as the command line.

#![expect(clippy::unwrap_used, reason = "a world that cannot be made must stop the test")]

#[path = "../support/world.rs"]
mod world;

mod strata;
