//! What repeated people do to precision: the delete-a-group jackknife of any estimate, and the design effect that score
//! intervals are computed with. It knows sums per fold; it refuses to know who the units are and how they were put into
//! folds. What weights do by themselves is in [`weights`](crate::weights::precision).

mod clustered;
mod deleted;
mod folds;

pub use clustered::{Clustered, Joint, Shared, clustered, shared};
pub use deleted::{Replicated, delete_a_group};
pub use folds::{FEWEST_DEGREES, Folds, Sizes};

/// Below this many folds with people a design effect is not estimated.
pub const FEWEST_FOLDS: u32 = 10;
