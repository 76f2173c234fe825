//! Measures of scores and of values: the numbers of every group, and each held against its reference's, with an interval
//! where an honest one exists.

mod folded;
mod measured;
mod pairs;
mod sample;
mod table;

use evenhand_metrics::catalog::{SCORES, VALUES};

pub use measured::Number;
pub(crate) use measured::float;
pub use pairs::{NumberPair, NumberPairs};
pub use table::{Numbers, Table};

use crate::plan::{Columns, Role};

/// The measures that the plan's columns allow.
pub(super) fn measures(columns: &Columns) -> impl Iterator<Item = Number> + use<> {
    let (score, value) = (columns.score.is_some(), columns[Role::Value].is_some());
    let outcome = columns.outcome.is_some();
    let scores = SCORES.iter().copied().filter(move |measure| score && (outcome || !measure.needs.outcome));
    let values = VALUES.iter().copied().filter(move |_| value);
    scores.map(Number::Score).chain(values.map(Number::Value))
}
