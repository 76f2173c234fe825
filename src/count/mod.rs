//! Counting: batches of codes in, the cube out. The hot path; it refuses to know any measure and any limit.

use evenhand_metrics::cube::Cube;

use crate::audit::{Input, Population};
use crate::lang::Said;

/// Everything that reading the rows gives.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Dimensions: the attributes' names in config order, then `plan::CAMPAIGN` when there is a campaign column.
    pub cube: Cube,
    /// Whether cells carry weights.
    pub weighted: bool,
    /// The files read.
    pub inputs: Vec<Input>,
    /// Who was counted and who was left out.
    pub population: Population,
    /// What a reader should know: a repeated key, a detected separator.
    pub warnings: Vec<Said>,
}
