//! Measures of scores and of values: every group by itself and against its reference, with an interval where an honest one
//! exists. As everywhere in findings no limit is known here; `policy` asks for the same pairs at its own level.

mod describe;
mod folded;
mod measured;
mod pairs;
mod reach;
mod sample;
mod table;

pub(super) use describe::measures;
pub use describe::of_numbers;
pub use measured::Number;
pub(super) use measured::float;
pub use pairs::{NumberInterval, NumberPair, NumberPairs, People, Tested};
pub use table::{Numbers, Table};
