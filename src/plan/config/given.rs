//! Flags as spots: what the command line gives, checked by the same rules as the file.

use super::document::Spot;
use crate::error::{Error, Place, Result};
use crate::plan::Decimal;

/// A text given by a flag.
pub(super) fn text(flag: &str, given: Option<&str>) -> Option<Spot<String>> {
    given.map(|text| Spot::new(text.to_owned(), Place::Flag(flag.to_owned())))
}

/// A number given by a flag.
///
/// # Errors
/// `EVH-P006` when it is not a plain decimal.
pub(super) fn decimal(flag: &str, given: Option<&str>) -> Result<Option<Spot<Decimal>>> {
    let read = |text: Spot<String>| match Decimal::read(&text.value) {
        Some(decimal) => Ok(Spot::new(decimal, text.place)),
        None => Err(wrong(flag, "number").at(text.place)),
    };
    text(flag, given).map(read).transpose()
}

/// A whole number from 0 up, given by a flag.
///
/// # Errors
/// `EVH-P006` when it is not one.
pub(super) fn whole(flag: &str, given: Option<&str>) -> Result<Option<Spot<u64>>> {
    let read = |text: Spot<String>| match text.value.parse() {
        Ok(number) => Ok(Spot::new(number, text.place)),
        Err(_) => Err(wrong(flag, "whole-number").at(text.place)),
    };
    text(flag, given).map(read).transpose()
}

fn wrong(flag: &str, expected: &str) -> Error {
    Error::new("EVH-P006").with("key", flag).with("expected", expected)
}

/// Refuses a number for which `holds` is false; `range` says in signs what would hold, such as `0.5 < x < 1`.
///
/// # Errors
/// `EVH-P009`.
pub(super) fn in_range<T>(key: &str, spot: Spot<T>, range: &str, holds: impl Fn(&T) -> bool) -> Result<T> {
    if holds(&spot.value) {
        Ok(spot.value)
    } else {
        Err(Error::new("EVH-P009").with("key", key).with("range", range).at(spot.place))
    }
}

/// The error that two keys exclude each other.
pub(super) fn exclusive(first: &str, second: &str, place: Place) -> Error {
    Error::new("EVH-P022").with("first", first).with("second", second).at(place)
}

/// The error that a key means nothing without another.
pub(super) fn needs(key: &str, needed: &str, place: Place) -> Error {
    Error::new("EVH-P023").with("key", key).with("needed", needed).at(place)
}
