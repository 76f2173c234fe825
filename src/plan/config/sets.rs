//! Sets of attributes: how they are named, and the crosses that are reported besides those of the depth.

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{AtLeast, Spot};
use super::refuse::twice;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Attribute, CROSS, Kind};

/// The index of the protected attribute with this name.
///
/// # Errors
/// `EVH-P011` with the nearest name.
pub(super) fn index_of(attributes: &[Attribute], name: &str, place: &Place) -> Result<usize> {
    let compared = |attribute: &Attribute| attribute.kind == Kind::Protected;
    let known = || attributes.iter().filter(|attribute| compared(attribute)).map(|attribute| attribute.name.as_str());
    let unknown = || Error::new(ErrorCode::P011).with("name", name).at(place.clone()).suggesting(name, known());
    attributes.iter().position(|known| compared(known) && known.name == name).ok_or_else(unknown)
}

/// The attributes of a set written `gender x age_band`, in config order.
///
/// # Errors
/// `EVH-P011` for an unknown name, `EVH-P013` for one named twice.
pub(super) fn set_of(attributes: &[Attribute], text: &Spot<String>) -> Result<Vec<usize>> {
    in_config_order(attributes, text.value.split(CROSS).map(|name| (name.trim(), &text.place)))
}

/// These attributes, in config order.
///
/// # Errors
/// As [`set_of`].
pub(super) fn in_config_order<'p>(
    attributes: &[Attribute],
    names: impl Iterator<Item = (&'p str, &'p Place)>,
) -> Result<Vec<usize>> {
    let mut set = Vec::new();
    for (name, place) in names {
        let index = index_of(attributes, name, place)?;
        if set.contains(&index) {
            return Err(twice(name, place.clone()));
        }
        set.push(index);
    }
    set.sort_unstable();
    Ok(set)
}

/// Which attributes are crossed.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct IntersectionsKeys {
    /// Every cross up to this many attributes; 1: none.
    depth: Option<Spot<AtLeast<1>>>,
    /// Crosses beyond the depth, each a list of attributes.
    cross: Vec<Spot<Vec<Spot<String>>>>,
}

impl Spot<IntersectionsKeys> {
    /// The depth, where it is set for an error about what comes of it, and the crosses beyond it.
    pub(super) fn check(self, attributes: &[Attribute]) -> Result<(usize, Place, Vec<Vec<usize>>)> {
        let mut crosses: Vec<Vec<usize>> = Vec::new();
        for cross in self.value.cross {
            let names = cross.value.iter().map(|name| (name.value.as_str(), &name.place));
            let set = in_config_order(attributes, names)?;
            if set.len() < 2 {
                return Err(Error::new(ErrorCode::P032).at(cross.place));
            }
            if !crosses.contains(&set) {
                crosses.push(set);
            }
        }
        let depth = self.value.depth.unwrap_or_else(|| Spot::new(AtLeast(2), self.place));
        Ok((usize::try_from(depth.value.0).unwrap_or(usize::MAX), depth.place, crosses))
    }
}
