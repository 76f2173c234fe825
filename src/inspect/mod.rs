//! What a file holds, before anything is decided, and the gap that groups of such sizes could show. It refuses to judge.

mod gap;
mod show;

pub use evenhand_cube::inspect::{Asked, Decided, Family, Seen, look};
pub use show::show;

/// Groups with fewer people are counted, and their sizes are not shown.
pub const MIN_SIZE: u64 = 11;

/// A column with more values is no attribute as it stands.
pub const MAX_GROUPS: usize = 200;
