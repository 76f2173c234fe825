//! Scores and values: finite numbers below 2^31 in size. Anything else is one error that does not quote it.

use evenhand_metrics::cell::{Amount, AmountError};

use super::value::Value;
use crate::error::{Error, Place, Result};

/// Which part a column of amounts plays, for the error that a number cannot play it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A score.
    Score,
    /// A value.
    Value,
}

/// The amount of a row.
pub(super) fn amount(
    value: Value<'_>,
    comma: bool,
    part: Part,
    column: &str,
    place: impl Fn() -> Place,
) -> Result<Amount> {
    let number = match value {
        // A score may be an answer of yes or no; then it is 1 or 0.
        Value::Bool(yes) => Some(f64::from(u8::from(yes))),
        value => value.number(comma),
    };
    let amount = number.ok_or("not-a-number").and_then(|number| {
        Amount::from_f64(number).map_err(|error| match error {
            AmountError::TooLarge => "too-large",
            AmountError::NotFinite => "not-finite",
        })
    });
    let code = match part {
        Part::Score => "EVH-D050",
        Part::Value => "EVH-D051",
    };
    amount.map_err(|reason| Error::new(code).with("column", column).with("reason", reason).at(place()))
}
