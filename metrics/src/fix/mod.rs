//! What to change so that a gap closes, worked out from counts: cut-offs for each group, repaired scores, the fewest
//! decisions to change. It knows people, scores and limits; it refuses to know which of the changes is allowed, and what
//! they will do to anybody but the people counted.

pub mod front;
pub mod repair;
pub mod sample;
pub mod scaled;
pub mod thresholds;
