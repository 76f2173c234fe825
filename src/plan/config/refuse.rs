//! Refusals that several keys share.

use super::read::Spot;
use crate::error::{Error, ErrorCode, Place, Result};

/// Refuses a number for which `holds` is false; `range` says in signs what would hold, such as `0.5 < x < 1`.
///
/// # Errors
/// `EVH-P009`.
pub(super) fn in_range<T>(key: &str, spot: Spot<T>, range: &str, holds: impl Fn(&T) -> bool) -> Result<T> {
    if holds(&spot.value) {
        Ok(spot.value)
    } else {
        Err(Error::new(ErrorCode::P009).with("key", key).with("range", range).at(spot.place))
    }
}

/// The error that two keys exclude each other.
pub(super) fn exclusive(first: &str, second: &str, place: Place) -> Error {
    Error::new(ErrorCode::P022).with("first", first).with("second", second).at(place)
}

/// The error that a key means nothing without another.
pub(super) fn needs(key: &str, needed: &str, place: Place) -> Error {
    Error::new(ErrorCode::P023).with("key", key).with("needed", needed).at(place)
}

/// The error that a value has another type than it should.
pub(super) fn wrong(key: &str, expected: &str, place: Place) -> Error {
    Error::new(ErrorCode::P006).with("key", key).with("expected", expected).at(place)
}

/// The error that a list is empty.
pub(super) fn empty(key: &str, place: Place) -> Error {
    Error::new(ErrorCode::P030).with("key", key).at(place)
}

/// The error that a name was given before.
pub(super) fn twice(name: &str, place: Place) -> Error {
    Error::new(ErrorCode::P013).with("name", name).at(place)
}

/// Numbers, each above the one before.
///
/// # Errors
/// `EVH-P014`.
pub(super) fn increasing(given: Vec<Spot<crate::plan::Decimal>>) -> Result<Vec<f64>> {
    let mut edges: Vec<f64> = Vec::new();
    for edge in given {
        if edges.last().is_some_and(|last| edge.value.value <= *last) {
            return Err(Error::new(ErrorCode::P014).with("edge", edge.value.text).at(edge.place));
        }
        edges.push(edge.value.value);
    }
    Ok(edges)
}
