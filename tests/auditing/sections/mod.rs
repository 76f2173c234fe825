//! The sections beside findings and checks: strata, where gaps come from, lift, delivery. Published tables and small
//! worlds through the same steps as the command line.

mod delivery;
mod fixes;
mod goldens;
mod lift;
mod page;
mod small_worlds;
mod strata;
