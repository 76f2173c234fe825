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

use crate::plan::{Plan, Role};

/// The measures that the plan's columns allow.
pub(super) fn measures(plan: &Plan) -> impl Iterator<Item = Number> {
    let (score, value) = (plan.columns.score.is_some(), plan.columns[Role::Value].is_some());
    let outcome = plan.columns.outcome.is_some();
    let scores = SCORES.iter().copied().filter(move |measure| score && (outcome || !measure.needs.outcome));
    let values = VALUES.iter().copied().filter(move |_| value);
    scores.map(Number::Score).chain(values.map(Number::Value))
}
