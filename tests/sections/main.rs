//! The sections beside findings and checks: strata, where gaps come from, lift, delivery. Published tables and small
//! worlds through the same steps as the command line.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail by panicking")]

#[path = "../support/plan.rs"]
#[expect(dead_code, reason = "these worlds have no second table")]
mod plans;
#[path = "../support/world.rs"]
mod world;

mod delivery;
mod fixes;
mod goldens;
mod lift;
mod page;
mod small_worlds;
mod strata;
