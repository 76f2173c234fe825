//! Weights that bring groups or totals into balance: reweighing, raking and calibration; how unequal weights are, and how
//! precise a rate is with them. This module knows counted tables, start weights and the totals to meet; it refuses to know what attribute a
//! category belongs to, and what a model trained with the weights will decide.

mod calibrate;
mod linearised;
mod rake;
mod reweigh;
mod spread;
mod table;

pub use calibrate::{Bounds, CalibrateRefusal, Calibrated, Distance, Unit, calibrate, narrowest};
pub use linearised::{Precision, Weighed, precision};
pub use rake::{CategoryAt, MARGIN_MET, RakeRefusal, Raked, rake};
pub use reweigh::{CellAt, ReweighRefusal, Reweighed, reweigh};
pub use spread::{Holders, Spread, spread};
pub use table::Margin;
