//! Sets of attributes: how they are named, and the crosses that are reported besides those of the depth.

use super::document::{Spot, Table, Value};
use super::given;
use crate::error::{Error, Place, Result};
use crate::plan::{Attribute, CROSS, Kind, Overrides};

/// The index of the protected attribute with this name.
///
/// # Errors
/// `EVH-P011` with the nearest name.
pub(super) fn index_of(attributes: &[Attribute], name: &str, place: &Place) -> Result<usize> {
    let compared = |attribute: &Attribute| attribute.kind == Kind::Protected;
    let known = || attributes.iter().filter(|attribute| compared(attribute)).map(|attribute| attribute.name.as_str());
    let unknown = || Error::new("EVH-P011").with("name", name).at(place.clone()).suggesting(name, known());
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
            return Err(Error::new("EVH-P013").with("name", name).at(place.clone()));
        }
        set.push(index);
    }
    set.sort_unstable();
    Ok(set)
}

/// Where the depth is set, for an error about what comes of it.
pub(super) fn place_of_depth(root: &Table<'_>, flags: &Overrides) -> Result<Place> {
    if flags.depth.is_some() {
        return Ok(Place::Flag("--depth".to_owned()));
    }
    let Some(table) = root.table("intersections")? else { return Ok(Place::Run) };
    Ok(table.get("depth").map_or_else(|| table.place(), |value| value.place()))
}

/// `[intersections]`: the depth and the crosses beyond it.
pub(super) fn crosses(
    table: Option<&Table<'_>>,
    attributes: &[Attribute],
    flags: &Overrides,
) -> Result<(usize, Vec<Vec<usize>>)> {
    if let Some(table) = table {
        table.only(&["depth", "cross"], &[])?;
    }
    let depth = match given::whole("--depth", flags.depth.as_deref())? {
        Some(spot) => Some(spot),
        None => table.map_or(Ok(None), |table| table.whole("depth"))?,
    };
    let depth = match depth {
        Some(spot) => given::in_range("depth", spot, "x ≥ 1", |depth| *depth >= 1)?,
        None => 2,
    };
    let mut crosses: Vec<Vec<usize>> = Vec::new();
    for cross in table.map_or_else(|| Ok(Vec::new()), |table| table.list("cross"))? {
        let names: Vec<Spot<String>> = cross.list()?.iter().map(Value::text).collect::<Result<_>>()?;
        let set = in_config_order(attributes, names.iter().map(|name| (name.value.as_str(), &name.place)))?;
        if set.len() < 2 {
            return Err(Error::new("EVH-P032").at(cross.place()));
        }
        if !crosses.contains(&set) {
            crosses.push(set);
        }
    }
    Ok((usize::try_from(depth).unwrap_or(usize::MAX), crosses))
}
