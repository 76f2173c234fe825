//! Policy: findings against rules. Judges every comparison of a check at its family's level, applies waivers, decides
//! whether the check passes and what the run's exit code is. It refuses to know rows.

mod alike;
mod assemble;
mod confirm;
mod coverage;
mod family;
mod gate;
mod judge;
mod limit;
mod needed;
mod numbers;
mod parity;
mod question;
mod robust;
mod rule;
mod survive;
mod waive;

pub use assemble::audit;
