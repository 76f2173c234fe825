//! Judging: what was compared against rules. Judges every comparison of a check at its family's level, applies waivers, decides
//! whether the check passes and what the run's exit code is. It refuses to know rows.

mod coverage;
mod family;
mod gate;
mod limit;
mod needed;
mod parity;
mod robust;
mod rule;
mod verdicts;
mod waive;

pub use rule::World;
pub use verdicts::{judge, pack};
