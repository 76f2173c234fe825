//! What groups are compared with: a rule's word or a group's label, in the config and in flags.

use evenhand_metrics::compare::ReferenceRule;

use super::read::{Spot, Words, words};
use super::sets::index_of;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Attribute, Typed};

words!(ReferenceRule = Largest, HighestRate, HighestRate2pct, Rest, Everyone);

/// A rule's word, else a group's label.
///
/// # Errors
/// `EVH-P007` for a rule's word in other letters, which would otherwise pass for a group.
pub(super) fn reference(spot: &Spot<String>) -> Result<ReferenceRule> {
    let plain = spot.value.trim().to_lowercase().replace(['_', ' '], "-");
    if ReferenceRule::NAMES.contains(&plain.as_str()) {
        return spot.word("reference");
    }
    Ok(ReferenceRule::Named(spot.value.clone()))
}

/// Refuses a group that the attribute's map cannot make; without a map the data decides.
///
/// # Errors
/// `EVH-P012`.
pub(super) fn can_have(attribute: &Attribute, group: &str, place: &Place) -> Result<()> {
    let known = || attribute.map_order.iter().map(String::as_str);
    if attribute.map_order.is_empty() || known().any(|known| known == group) {
        return Ok(());
    }
    let error = Error::new(ErrorCode::P012).with("group", group).with("attribute", attribute.name.as_str());
    Err(error.at(place.clone()).suggesting(group, known()))
}

/// Compares the attribute's groups with this one, or by this rule.
///
/// # Errors
/// As [`reference`] and [`can_have`].
pub(super) fn refer(attribute: &mut Attribute, spot: Spot<String>) -> Result<()> {
    attribute.reference = reference(&spot)?;
    if let ReferenceRule::Named(group) = &attribute.reference {
        can_have(attribute, group, &spot.place)?;
    }
    attribute.reference_place = spot.place;
    Ok(())
}

/// Puts `--reference` on the attributes: a rule on all of them, or `ATTRIBUTE=GROUP`.
///
/// # Errors
/// `EVH-P007` for an unknown rule, `EVH-P011` for an unknown attribute, `EVH-P012` for a group that cannot be.
pub(super) fn flagged(attributes: &mut [Attribute], flags: &Typed) -> Result<()> {
    for text in flags.all("--reference") {
        let place = Place::Flag("--reference".to_owned());
        if let Some((name, group)) = text.split_once('=') {
            let index = index_of(attributes, name.trim(), &place)?;
            refer(&mut attributes[index], Spot::new(group.trim().to_owned(), place))?;
        } else {
            // A word that is no rule is mostly meant as a group, and then its attribute has to be named.
            let rule = Spot::new(text.clone(), place.clone()).word("--reference").map_err(|error| {
                let first = attributes.first().map(|attribute| attribute.name.clone());
                error.with("attribute", first).with("group", text.as_str())
            });
            let rule: ReferenceRule = rule?;
            for attribute in &mut *attributes {
                attribute.reference = rule.clone();
                attribute.reference_place = place.clone();
            }
        }
    }
    Ok(())
}
