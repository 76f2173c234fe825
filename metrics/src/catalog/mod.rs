//! The catalog: every rate that can be asked for, in one list that everything else reads, and beside it every measure of
//! scores and every mean of a value. A rate is two sets of outcomes and its words in both languages; its formula, needs, direction and counts
//! follow from the sets. The catalog refuses to know limits, policies and reports.
//!
//! The worked values are made by hand on one group of 100 people:
//!
//! | | outcome positive | outcome negative | outcome unknown | together |
//! |---|---|---|---|---|
//! | selected | TP = 48 | FP = 2 | 5 | S = 55 |
//! | rejected | FN = 12 | TN = 18 | 15 | R = 45 |

mod errors;
mod field;
mod inference;
mod measure;
mod overall;
mod predictive;
mod rate;
mod scores;
mod selection;
mod values;

pub use errors::{FALSE_POSITIVE_RATE, TRUE_POSITIVE_RATE};
pub use field::{Ask, FIELD_NAMES, FieldName, field_name, is_share};
pub use inference::{Beyond, Found, Methods, Sides, Terms, TestOf};
pub use measure::Measure;
pub use predictive::PRECISION;
pub use rate::{Favours, Needs, Rate, Weighted, Words};
pub use scores::{
    AUC, EXPECTED_CALIBRATION_ERROR, ExampleScores, MEAN_SCORE, Reach, SCORES, ScoreFunction, ScoreInterval,
    ScoreMeasure, ScoreNeeds, ScoreRange, ScoreTest, example_scores, score_measure, score_names,
};
pub use selection::{BASE_RATE, REJECTION_RATE, SELECTION_RATE};
pub use values::{Over, VALUES, ValueMeasure, example_values, value_measure};

use crate::cell::Cell;

/// Every rate, in the order in which they are shown.
pub const RATES: &[&Rate] = &[
    &selection::SELECTION_RATE,
    &selection::REJECTION_RATE,
    &selection::BASE_RATE,
    &errors::TRUE_POSITIVE_RATE,
    &errors::FALSE_POSITIVE_RATE,
    &errors::TRUE_NEGATIVE_RATE,
    &errors::FALSE_NEGATIVE_RATE,
    &predictive::PRECISION,
    &predictive::NEGATIVE_PREDICTIVE_VALUE,
    &predictive::FALSE_DISCOVERY_RATE,
    &predictive::FALSE_OMISSION_RATE,
    &overall::ACCURACY,
    &overall::ERROR_RATE,
];

/// The group on which every worked value is made.
#[must_use]
pub const fn example() -> Cell {
    Cell::of_counts([48, 2, 5, 12, 18, 15])
}

/// The rate with this id, or with this name in another tool.
#[must_use]
pub fn rate(id_or_alias: &str) -> Option<&'static Rate> {
    RATES.iter().copied().find(|rate| rate.names().any(|name| name == id_or_alias))
}

/// Every id and every other name, each once, in the order of the list.
pub fn names() -> impl Iterator<Item = &'static str> {
    RATES.iter().flat_map(|rate| rate.names())
}
