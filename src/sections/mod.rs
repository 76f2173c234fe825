//! What stands beside the comparisons of groups: where a gap comes from, mixes, lift, curves, impact ratios, what chance alone
//! would show. One file each, from the cube to its part of the document. It refuses to know limits and language.

mod conditional;
mod control;
mod curves;
mod delivery;
mod gaps;
mod impact;
mod lift;
mod widest;

pub use conditional::conditional;
pub use control::control_limits;
pub use curves::curves;
pub use delivery::delivery;
pub use gaps::gaps;
pub use impact::impact_ratios;
pub use lift::lift;
pub use widest::widest_by_chance;
