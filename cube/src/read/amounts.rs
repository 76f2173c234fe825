//! Scores, values, costs and reach: finite numbers below 2^31 in size, the last two from 0. Anything else is one error that does not quote it.

use evenhand_metrics::cell::{Amount, AmountError};

use super::batch_reader::hint;
use super::signs::{Met, Signs};
use super::value::Value;
use crate::error::{Error, Place, Result};

/// Which part a column of amounts plays, for the error that a number cannot play it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A score.
    Score,
    /// A value.
    Value,
    /// Money spent.
    Cost,
    /// People reached.
    Reach,
}

/// The amount of a row.
pub(super) fn amount(
    value: Value<'_>,
    (signs, met): (Signs, &mut Met),
    part: Part,
    column: &str,
    place: impl FnOnce() -> Place,
) -> Result<Amount> {
    let number = match value {
        // A score may be an answer of yes or no; then it is 1 or 0. So may reach.
        Value::Bool(yes) => Some(f64::from(u8::from(yes))),
        value => value.number_met(signs, met),
    };
    let amount = number.ok_or("not-a-number").and_then(|number| {
        Amount::from_f64(number).map_err(|error| match error {
            AmountError::TooLarge => "too-large",
            AmountError::NotFinite => "not-finite",
        })
    });
    let from_nought = matches!(part, Part::Cost | Part::Reach);
    let amount = amount.and_then(|amount| match amount.units() {
        ..0 if from_nought => Err("negative"),
        _ => Ok(amount),
    });
    amount.map_err(|reason| {
        let error = match part {
            Part::Score => Error::new("EVH-D050"),
            Part::Value => Error::new("EVH-D051"),
            Part::Cost => Error::new("EVH-D054").with("part", "cost"),
            Part::Reach => Error::new("EVH-D054").with("part", "reach"),
        };
        error.with("column", column).with("reason", reason).with("signs", hint(value, signs)).at(place())
    })
}
