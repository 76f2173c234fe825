//! `[fix]`, `use`, `jurisdictions`: what a fix aims at and where its decisions are used; and the notes on law that come with
//! evenhand.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::document::{self, Spot, Table, Value};
use super::given::{self, exclusive, in_range};
use super::sets::{index_of, set_of};
use crate::error::{ConfigText, Error, Result};
use crate::plan::Role;
use crate::plan::{
    Attribute, Columns, Decimal, Equal, Fixing, LegalNote, LegalStatus, Losses, Margin, Named, Observed, Outcome,
    Overrides, Setting,
};

const KNOWN: &[&str] = &[
    "attribute",
    "equal",
    "min_ratio",
    "budget",
    "no_losses",
    "gain",
    "cost",
    "worth",
    "strength",
    "bounds",
    "margins",
    "tolerance",
    "id",
];
const EQUAL: [(&str, Word); 3] =
    [("selection-rate", Word::Selection), ("true-positive-rate", Word::TruePositive), ("ratio", Word::Ratio)];
const WORTH: [(&str, bool); 2] = [("outcomes", false), ("value", true)];
const PURPOSES: [&str; 7] = ["employment", "credit", "housing", "insurance", "education", "advertising", "other"];
const JURISDICTIONS: [&str; 2] = ["us", "eu"];
const NOTES: &str = include_str!("../../../policies/legal-notes.toml");

#[derive(Clone, Copy)]
enum Word {
    Selection,
    TruePositive,
    Ratio,
}

/// `[fix]` and the flags that replace its keys.
pub(super) fn read(
    table: Option<&Table<'_>>,
    attributes: &[Attribute],
    columns: &Columns,
    flags: &Overrides,
) -> Result<Fixing> {
    let nothing = Fixing::default();
    if let Some(table) = table {
        table.only(KNOWN, &[])?;
    }
    let text = |key: &str| table.map_or(Ok(None), |table| table.text(key));
    let number = |key: &str, flag: &str, given: Option<&str>| match given::decimal(flag, given)? {
        Some(spot) => Ok(Some(spot)),
        None => table.map_or(Ok(None), |table| table.decimal(key)),
    };
    let within = |key: &str, spot: Option<Spot<Decimal>>, range: &str, default: f64, holds: &dyn Fn(f64) -> bool| {
        spot.map_or(Ok(default), |spot| {
            in_range(key, Spot::new(spot.value.value, spot.place), range, |number| holds(*number))
        })
    };
    let attribute = given::text("--attribute", flags.fix_attribute.as_deref())
        .map_or_else(|| text("attribute"), |spot| Ok(Some(spot)))?;
    let id = given::text("--id", flags.fix_id.as_deref()).map_or_else(|| text("id"), |spot| Ok(Some(spot)))?;
    let budget = match given::whole("--budget", flags.budget.as_deref())? {
        Some(spot) => Some(spot),
        None => table.map_or(Ok(None), |table| table.whole("budget"))?,
    };
    let by_value = table.map_or(Ok(None), |table| table.word("worth", &WORTH))?;
    if let Some(spot) = by_value.as_ref().filter(|spot| spot.value && columns[Role::Value].is_none()) {
        return Err(given::needs("worth", "columns.value", spot.place.clone()));
    }
    Ok(Fixing {
        by_value: by_value.is_some_and(|spot| spot.value),
        attributes: attribute.map(|spot| set_of(attributes, &spot)).transpose()?,
        equal: equal(table, columns.outcome.as_ref())?,
        budget: budget.map(|spot| spot.value),
        losses: losses(table, flags)?,
        gain: within("gain", number("gain", "", None)?, "x ≥ 0", nothing.gain, &|x| x >= 0.0)?,
        cost: within("cost", number("cost", "", None)?, "x ≥ 0", nothing.cost, &|x| x >= 0.0)?,
        strength: within(
            "strength",
            number("strength", "--strength", flags.strength.as_deref())?,
            "0 ≤ x ≤ 1",
            nothing.strength,
            &|x| (0.0..=1.0).contains(&x),
        )?,
        tolerance: within("tolerance", number("tolerance", "", None)?, "0 ≤ x < 1", nothing.tolerance, &|x| {
            (0.0..1.0).contains(&x)
        })?,
        bounds: table.map_or(Ok(None), bounds)?,
        margins: table.map_or_else(|| Ok(Vec::new()), |table| margins(table, attributes))?,
        id: id.map(|spot| Named { column: spot.value, place: spot.place }),
    })
}

/// Both words of the key are instructions; without either, fixes that take selections away come last.
fn losses(table: Option<&Table<'_>>, flags: &Overrides) -> Result<Losses> {
    if let Some(losses) = flags.losses {
        return Ok(losses);
    }
    let key = table.map_or(Ok(None), |table| table.flag("no_losses"))?;
    Ok(match key.map(|spot| spot.value) {
        Some(true) => Losses::Barred,
        Some(false) => Losses::Allowed,
        None => Losses::Last,
    })
}

fn equal(table: Option<&Table<'_>>, outcome: Option<&Outcome>) -> Result<Option<Equal>> {
    let Some(table) = table else { return Ok(None) };
    let ratio = table.decimal("min_ratio")?;
    let word = table.word("equal", &EQUAL)?;
    let place = |key: &str| table.get(key).map_or_else(|| table.place(), |value| value.place());
    let ratio = match ratio {
        Some(spot) => {
            let spot = Spot::new(spot.value.value, spot.place);
            Some(in_range("min_ratio", spot, "0 < x ≤ 1", |ratio| *ratio > 0.0 && *ratio <= 1.0)?)
        }
        None => None,
    };
    match (word.map(|spot| spot.value), ratio) {
        (None | Some(Word::Ratio), Some(ratio)) => Ok(Some(Equal::Ratio(ratio))),
        (Some(Word::Selection | Word::TruePositive), Some(_)) => {
            Err(exclusive("equal", "min_ratio", place("min_ratio")))
        }
        (None, None) => Ok(None),
        (Some(Word::Ratio), None) => Err(given::needs("equal", "min_ratio", place("equal"))),
        (Some(Word::Selection), None) => Ok(Some(Equal::SelectionRate)),
        (Some(Word::TruePositive), None) => match outcome.and_then(|outcome| outcome.observed) {
            // Who would have had the outcome is known of everybody only where the decision had no part in it.
            Some(Observed::Before) => Ok(Some(Equal::TruePositiveRate)),
            _ => Err(Error::new("EVH-P070").at(place("equal"))),
        },
    }
}

fn bounds(table: &Table<'_>) -> Result<Option<(f64, f64)>> {
    let Some(value) = table.get("bounds") else { return Ok(None) };
    let ends: Vec<f64> = value.list()?.iter().map(|end| Ok(end.decimal()?.value.value)).collect::<Result<_>>()?;
    match ends[..] {
        [low, high] if (0.0..1.0).contains(&low) && high > 1.0 => Ok(Some((low, high))),
        _ => Err(Error::new("EVH-P071").at(value.place())),
    }
}

fn margins(table: &Table<'_>, attributes: &[Attribute]) -> Result<Vec<Margin>> {
    let Some(margins) = table.table("margins")? else { return Ok(Vec::new()) };
    let margin = |value: &Value<'_>| -> Result<Margin> {
        let attribute = index_of(attributes, &value.key, &value.key_place())?;
        let mut shares = Vec::new();
        for share in value.table()?.in_order() {
            let spot = share.decimal()?;
            let spot = Spot::new(spot.value.value, spot.place);
            shares.push((share.key.clone(), in_range(&share.path, spot, "x ≥ 0", |share| *share >= 0.0)?));
        }
        if shares.iter().all(|(_, share)| *share <= 0.0) {
            return Err(Error::new("EVH-P072").with("attribute", value.key.as_str()).at(value.place()));
        }
        Ok(Margin { attribute, shares, place: value.place() })
    };
    margins.in_order().iter().map(margin).collect()
}

/// `use` and `jurisdictions`.
pub(super) fn setting(root: &Table<'_>) -> Result<Setting> {
    let words = |known: &[&'static str]| known.iter().map(|word| (*word, (*word).to_owned())).collect::<Vec<_>>();
    let purpose = root.word("use", &words(&PURPOSES))?.map(|spot| spot.value);
    let jurisdictions = root.list("jurisdictions")?;
    let read = |value: &Value<'_>| Ok(value.text()?.one_of("jurisdictions", &words(&JURISDICTIONS))?.value);
    Ok(Setting { purpose, jurisdictions: jurisdictions.iter().map(read).collect::<Result<_>>()? })
}

/// The notes on law that come with evenhand.
///
/// # Errors
/// Never for the file that is built in; its form is tested.
pub fn legal_notes() -> Result<Vec<LegalNote>> {
    let source = Arc::new(ConfigText { path: "policies/legal-notes.toml".into(), text: NOTES.to_owned() });
    let document = document::parse(&source)?;
    let root = Table::root(&source, &document);
    root.only(&["note"], &[])?;
    root.tables("note")?.iter().map(note).collect()
}

fn note(table: &Table<'_>) -> Result<LegalNote> {
    table.only(
        &[
            "id",
            "jurisdiction",
            "purposes",
            "blocks",
            "text",
            "source",
            "status",
            "last_verified",
            "next_review",
            "notes",
        ],
        &[],
    )?;
    let word = |key: &str| Ok(table.need(key)?.text()?.value);
    let mut text = BTreeMap::new();
    for words in table.need("text")?.table()?.in_order() {
        text.insert(words.key.clone(), words.text()?.value);
    }
    Ok(LegalNote {
        id: word("id")?,
        jurisdiction: word("jurisdiction")?,
        purposes: table.labels("purposes")?,
        blocks: table.need("blocks")?.flag()?.value,
        text,
        source: word("source")?,
        status: table.need("status")?.text()?.one_of("status", &LegalStatus::ALL)?.value,
        last_verified: table.need("last_verified")?.date()?.value,
        next_review: table.need("next_review")?.date()?.value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_note_on_law_is_written_in_both_languages_and_names_known_places_and_purposes() {
        let notes = legal_notes().unwrap();
        assert!(notes.iter().any(|note| note.blocks) && notes.iter().any(|note| !note.blocks));
        for note in notes {
            assert!(Lang::ALL.iter().all(|lang| note.text.contains_key(lang.tag())), "{}", note.id);
            assert!(JURISDICTIONS.contains(&note.jurisdiction.as_str()), "{}", note.id);
            assert!(note.purposes.iter().all(|purpose| PURPOSES.contains(&purpose.as_str())), "{}", note.id);
            assert!(note.next_review > note.last_verified, "{}", note.id);
        }
    }

    #[test]
    fn a_note_bears_on_its_place_and_purpose_and_every_law_may_where_nobody_said_which() {
        let notes = legal_notes().unwrap();
        let of = |purpose: Option<&str>, places: &[&str]| -> Vec<String> {
            let jurisdictions = places.iter().map(|place| (*place).to_owned()).collect();
            let setting = Setting { purpose: purpose.map(str::to_owned), jurisdictions };
            notes.iter().filter(|note| note.bears_on(&setting)).map(|note| note.id.clone()).collect()
        };
        assert_eq!(of(Some("employment"), &["us"]), ["us-employment-cutoffs"]);
        assert_eq!(of(Some("employment"), &["eu"]), ["eu-direct-discrimination"]);
        assert_eq!(of(Some("employment"), &[]), ["us-employment-cutoffs", "eu-direct-discrimination"]);
        assert_eq!(of(None, &[]), ["eu-direct-discrimination"]);
    }
}
