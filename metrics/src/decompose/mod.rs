//! Where a gap between two groups comes from: the mix of strata or the rates within them, one factor of a chain or
//! another, one stage of a funnel or another, measured characteristics or the rest. It knows counts and sums; it refuses
//! to know causes: a part of a gap says where it arises in the arithmetic, not why.

mod funnel;
mod kitagawa;
mod oaxaca;
mod shapley;

pub use funnel::{Funnel, Stage, funnel};
pub use kitagawa::{Kitagawa, Parts, kitagawa};
pub use oaxaca::{Coefficients, Moments, OaxacaBlinder, oaxaca_blinder};
pub use shapley::{Composition, composition, product};
