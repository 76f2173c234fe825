//! `[fix]`, `use`, `jurisdictions`: what a fix aims at and where its decisions are used; and the notes on law that come with
//! evenhand.

use evenhand_metrics::catalog::{SELECTION_RATE, TRUE_POSITIVE_RATE};
use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{self, DayText, Entries, Spot, Word, words};
use super::refuse::{exclusive, in_range, needs};
use super::sets::{index_of, set_of};
use super::tree::Node;
use crate::error::{ConfigText, Error, ErrorCode, Result};
use crate::plan::{
    Attribute, Columns, Equal, Fixing, LegalNote, LegalStatus, Losses, Margin, Named, Observed, Outcome, Role,
};

/// What a fix aims at.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FixKeys {
    /// The attribute, or cross as "a x b", whose groups are brought together; the one furthest outside when left out.
    attribute: Option<Spot<String>>,
    /// What cut-offs make alike.
    equal: Option<Spot<Word<EqualWord>>>,
    /// With equal = "ratio": lowest selection rate to highest.
    #[schemars(extend("exclusiveMinimum" = 0, "maximum" = 1))]
    min_ratio: Option<Spot<f64>>,
    /// Most people selected afterwards; as many as now when left out.
    budget: Option<u64>,
    /// true: nobody may lose a selection; false: some may, wherever that takes fewer changes. Left out, proposals by which
    /// nobody loses come first.
    no_losses: Option<bool>,
    /// Worth of a selected person with the outcome.
    #[schemars(range(min = 0))]
    gain: Option<Spot<f64>>,
    /// Cost of a selected person without the outcome.
    #[schemars(range(min = 0))]
    cost: Option<Spot<f64>>,
    /// What cut-offs make the most of: outcomes (of a score where those are not known), or columns.value.
    worth: Option<Spot<Word<Worth>>>,
    /// How far scores are repaired: 1 until groups are alike.
    #[schemars(range(min = 0, max = 1))]
    strength: Option<Spot<f64>>,
    /// Least and greatest factor of calibrated weights.
    #[schemars(length(equal = 2))]
    bounds: Option<Spot<Vec<f64>>>,
    /// Shares by attribute and group that weights bring about.
    margins: Entries<Spot<Entries<Spot<f64>>>>,
    /// How far a group's reach may lie from that of everybody when budget moves.
    #[schemars(extend("minimum" = 0, "exclusiveMaximum" = 1))]
    tolerance: Option<Spot<f64>>,
    /// Column that names rows in the file of a fix; the unit or the key when left out.
    id: Option<Spot<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EqualWord {
    Selection,
    TruePositive,
    Ratio,
}

words!(EqualWord:
    SELECTION_RATE.id => Self::Selection,
    TRUE_POSITIVE_RATE.id => Self::TruePositive,
    "ratio" => Self::Ratio,
);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Worth {
    Outcomes,
    Value,
}

words!(Worth: "outcomes" => Self::Outcomes, "value" => Self::Value);

/// What decisions are used for, as it is recorded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purpose(pub(super) &'static str);

words!(Purpose:
    "employment" => Self("employment"),
    "credit" => Self("credit"),
    "housing" => Self("housing"),
    "insurance" => Self("insurance"),
    "education" => Self("education"),
    "advertising" => Self("advertising"),
    "other" => Self("other"),
);

/// Whose law applies, as it is recorded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Jurisdiction(pub(super) &'static str);

words!(Jurisdiction: "us" => Self("us"), "eu" => Self("eu"));

const NOTES: &str = include_str!("../../../policies/legal-notes.toml");

impl FixKeys {
    pub(super) fn check(self, attributes: &[Attribute], columns: &Columns) -> Result<Fixing> {
        let usual = Fixing::default();
        let within = |key: &str, spot: Option<Spot<f64>>, range: &str, default: f64, holds: &dyn Fn(f64) -> bool| {
            spot.map_or(Ok(default), |spot| in_range(key, spot, range, |number| holds(*number)))
        };
        let by_value = self.worth.filter(|spot| spot.value.0 == Worth::Value);
        if let (Some(spot), None) = (&by_value, &columns[Role::Value]) {
            return Err(needs("worth", "columns.value", spot.place.clone()));
        }
        Ok(Fixing {
            by_value: by_value.is_some(),
            attributes: self.attribute.map(|spot| set_of(attributes, &spot)).transpose()?,
            equal: equal(self.equal, self.min_ratio, columns.outcome.as_ref())?,
            budget: self.budget,
            // Both words of the key are instructions; without either, fixes that take selections away come last.
            losses: match self.no_losses {
                Some(true) => Losses::Barred,
                Some(false) => Losses::Allowed,
                None => Losses::Last,
            },
            gain: within("gain", self.gain, "x ≥ 0", usual.gain, &|x| x >= 0.0)?,
            cost: within("cost", self.cost, "x ≥ 0", usual.cost, &|x| x >= 0.0)?,
            strength: within("strength", self.strength, "0 ≤ x ≤ 1", usual.strength, &|x| {
                (0.0..=1.0).contains(&x)
            })?,
            tolerance: within("tolerance", self.tolerance, "0 ≤ x < 1", usual.tolerance, &|x| {
                (0.0..1.0).contains(&x)
            })?,
            bounds: self.bounds.map(bounds).transpose()?,
            margins: self.margins.0.into_iter().map(|entry| margin(entry, attributes)).collect::<Result<_>>()?,
            id: self.id.map(|spot| Named { column: spot.value, place: spot.place }),
        })
    }
}

fn equal(
    word: Option<Spot<Word<EqualWord>>>,
    ratio: Option<Spot<f64>>,
    outcome: Option<&Outcome>,
) -> Result<Option<Equal>> {
    match (word.map(|spot| (spot.value.0, spot.place)), ratio) {
        (None | Some((EqualWord::Ratio, _)), Some(ratio)) => {
            let ratio = in_range("min_ratio", ratio, "0 < x ≤ 1", |ratio| *ratio > 0.0 && *ratio <= 1.0)?;
            Ok(Some(Equal::Ratio(ratio)))
        }
        (Some(_), Some(ratio)) => Err(exclusive("equal", "min_ratio", ratio.place)),
        (None, None) => Ok(None),
        (Some((EqualWord::Ratio, place)), None) => Err(needs("equal", "min_ratio", place)),
        (Some((EqualWord::Selection, _)), None) => Ok(Some(Equal::SelectionRate)),
        (Some((EqualWord::TruePositive, place)), None) => match outcome.and_then(|outcome| outcome.observed) {
            // Who would have had the outcome is known of everybody only where the decision had no part in it.
            Some(Observed::Before) => Ok(Some(Equal::TruePositiveRate)),
            _ => Err(Error::new(ErrorCode::P070).at(place)),
        },
    }
}

fn bounds(ends: Spot<Vec<f64>>) -> Result<(f64, f64)> {
    match ends.value[..] {
        [low, high] if (0.0..1.0).contains(&low) && high > 1.0 => Ok((low, high)),
        _ => Err(Error::new(ErrorCode::P071).at(ends.place)),
    }
}

fn margin((name, given): (Spot<String>, Spot<Entries<Spot<f64>>>), attributes: &[Attribute]) -> Result<Margin> {
    let attribute = index_of(attributes, &name.value, &name.place)?;
    let mut shares = Vec::new();
    for (group, share) in given.value.0 {
        let path = format!("fix.margins.{}.{}", name.value, group.value);
        shares.push((group.value, in_range(&path, share, "x ≥ 0", |share| *share >= 0.0)?));
    }
    if shares.iter().all(|(_, share)| *share <= 0.0) {
        return Err(Error::new(ErrorCode::P072).with("attribute", name.value).at(given.place));
    }
    Ok(Margin { attribute, shares, place: given.place })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NotesKeys {
    note: Vec<NoteKeys>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteKeys {
    id: String,
    jurisdiction: Word<Jurisdiction>,
    #[serde(default)]
    purposes: Vec<Word<Purpose>>,
    blocks: bool,
    text: BTreeMap<String, String>,
    source: String,
    status: Word<LegalStatus>,
    last_verified: DayText,
    next_review: DayText,
    #[expect(dead_code, reason = "for whoever looks a note up again")]
    notes: Option<String>,
}

/// The notes on law that come with evenhand.
///
/// # Errors
/// Never for the file that is built in; its form is tested.
pub fn legal_notes() -> Result<Vec<LegalNote>> {
    let source = Arc::new(ConfigText { path: "policies/legal-notes.toml".into(), text: NOTES.to_owned() });
    let notes: NotesKeys = read::read(&Node::parse(&source)?)?;
    let note = |keys: NoteKeys| LegalNote {
        id: keys.id,
        jurisdiction: keys.jurisdiction.0.0.to_owned(),
        purposes: keys.purposes.into_iter().map(|purpose| purpose.0.0.to_owned()).collect(),
        blocks: keys.blocks,
        text: keys.text,
        source: keys.source,
        status: keys.status.0,
        last_verified: keys.last_verified.0,
        next_review: keys.next_review.0,
    };
    Ok(notes.note.into_iter().map(note).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::plan::Setting;

    #[test]
    fn every_note_on_law_is_written_in_both_languages_and_names_known_places_and_purposes() {
        let notes = legal_notes().unwrap();
        assert!(notes.iter().any(|note| note.blocks) && notes.iter().any(|note| !note.blocks));
        for note in notes {
            assert!(Lang::ALL.iter().all(|lang| note.text.contains_key(lang.tag())), "{}", note.id);
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
