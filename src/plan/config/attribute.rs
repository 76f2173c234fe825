//! `[[attribute]]`: the protected attributes, their groups and their words.

use std::collections::BTreeMap;

use evenhand_metrics::compare::ReferenceRule;
use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Day, DayText, Entries, Label, OrList, Spot, Word, words};
use super::refuse::{empty, exclusive, increasing, needs, twice, wrong};
use super::sets::index_of;
use super::{reference, sql};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{Attribute, CROSS, Data, DayForm, Decimal, Hot, Justification, Kind, Reading, Typed};

/// A protected attribute, or one within whose groups others are compared.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttributeKeys {
    /// What the attribute is called in limits, documents and flags.
    name: Spot<String>,
    /// Defaults to the name.
    column: Option<Spot<String>>,
    /// Instead of column: group to the 0/1 column that says who belongs to it. A row with several set is an error, one with
    /// none is missing.
    #[schemars(extend("minProperties" = 2))]
    one_hot: Option<Spot<Entries<Spot<String>>>>,
    /// Instead of column: whole years from birth to a day; needs bins.
    age: Option<Spot<AgeKeys>>,
    /// Instead of column: an SQL expression of the row's columns, such as CASE WHEN .. THEN .. END.
    sql: Option<Spot<String>>,
    /// protected: its groups are compared; stratum: others are compared within its groups.
    kind: Option<Word<Kind>>,
    /// Lower edges, increasing: each belongs to the bin above it; "labels": each number is a group.
    bins: Option<Spot<OrList<Word<Labels>, Spot<Decimal>>>>,
    /// Whether labels that differ only in case or blanks are one group. Default: that of data.
    #[serde(default)]
    join_labels: bool,
    /// Value (after bins) to label; "*" is every other value.
    map: Option<Spot<Entries<String>>>,
    /// A group, or largest, highest-rate, highest-rate-2pct, rest, everyone.
    reference: Option<Spot<String>>,
    /// Further tokens that are a missing value of this attribute.
    #[serde(default)]
    missing: Vec<Label>,
    /// What the attribute is called in documents, by language.
    #[serde(default)]
    label: Languages,
    /// What groups are called in documents: group to words by language.
    #[serde(default)]
    groups: Entries<Languages>,
    /// How the values are known: declared by the person, observed, or inferred.
    source: Option<Word<Source>>,
    /// On what legal basis the values are held; printed.
    basis: Option<String>,
    /// For what purpose the values are held; printed.
    purpose: Option<String>,
    /// What readers should know about the values; printed.
    note: Option<String>,
    /// Why people are divided by this stratum; printed beside the numbers.
    justification: Option<Spot<JustificationKeys>>,
}

words!(Kind = Protected, Stratum);
words!(DayForm = Ymd, Dmy, Mdy, Excel);

/// Numbers that are labels.
#[derive(Debug, Clone, Copy)]
struct Labels;

/// What bins say of them.
const LABELS: &str = "labels";

words!(Labels: LABELS => Self);

/// How values are known, as it is recorded.
#[derive(Debug, Clone, Copy)]
struct Source(&'static str);

words!(Source:
    "declared" => Self("declared"),
    "observed" => Self("observed"),
    "inferred" => Self("inferred"),
);

/// Words by language.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Languages {
    /// In English documents.
    en: Option<String>,
    /// In French documents.
    fr: Option<String>,
}

impl Languages {
    pub(super) fn by_language(self) -> BTreeMap<String, String> {
        let words = [("en", self.en), ("fr", self.fr)];
        words.into_iter().filter_map(|(language, words)| Some((language.to_owned(), words?))).collect()
    }
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AgeKeys {
    /// Column of days of birth.
    born: String,
    /// The day for which ages are computed; a TOML date.
    at: Day,
    /// How days are written; found out where a day above 12 shows it.
    format: Option<Word<DayForm>>,
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct JustificationKeys {
    /// What the division is for.
    aim: Option<String>,
    /// Why it serves that aim.
    appropriate: Option<String>,
    /// Why nothing milder serves it as well.
    necessary: Option<String>,
    /// The role that answers for it.
    by: Option<String>,
    /// When it was written; a TOML date.
    date: Option<DayText>,
}

/// Reads every `[[attribute]]`, then keeps and orders them as `--attributes` says.
pub(super) fn read(keys: Vec<AttributeKeys>, data: &Data, flags: &Typed) -> Result<Vec<Attribute>> {
    let mut described: Vec<Attribute> = Vec::new();
    for keys in keys {
        let attribute = keys.check()?;
        unnamed_before(&described, &attribute)?;
        described.push(attribute);
    }
    let mut attributes: Vec<Attribute> =
        if flags.all("--attributes").is_empty() { described.clone() } else { Vec::new() };
    for name in flags.all("--attributes") {
        let place = Place::Flag("--attributes".to_owned());
        let name = allowed(Spot::new(name.trim().to_owned(), place.clone()))?;
        let known = described.iter().find(|attribute| attribute.name == name);
        let attribute = Attribute { place: place.clone(), ..known.cloned().unwrap_or_else(|| bare(name, place)) };
        unnamed_before(&attributes, &attribute)?;
        attributes.push(attribute);
    }
    if attributes.iter().all(|attribute| attribute.kind != Kind::Protected) {
        return Err(Error::new(ErrorCode::P028));
    }
    reference::flagged(&mut attributes, flags)?;
    flagged_bins(&mut attributes, flags)?;
    for attribute in &mut attributes {
        attribute.join_labels |= data.join_labels;
    }
    Ok(attributes)
}

/// An attribute of which nothing but the name is known.
fn bare(name: String, place: Place) -> Attribute {
    Attribute {
        column: name.clone(),
        reading: Reading::Column,
        name,
        kind: Kind::Protected,
        justification: None,
        place: place.clone(),
        bins: Vec::new(),
        numbers_are_labels: false,
        join_labels: false,
        map: BTreeMap::new(),
        map_order: Vec::new(),
        reference: ReferenceRule::Largest,
        reference_place: place,
        missing: Vec::new(),
        label: BTreeMap::new(),
        groups: BTreeMap::new(),
        source: None,
        basis: None,
        purpose: None,
        note: None,
    }
}

/// Where the values come from, and whether that is said once.
fn reading(keys: &mut AttributeKeys) -> Result<Option<From>> {
    let column = keys.column.take().map(|spot| ("column", spot.key.clone(), From::Column(spot.value)));
    let one_hot = keys.one_hot.take().map(|spot| ("one_hot", spot.key.clone(), From::OneHot(spot)));
    let age = keys.age.take().map(|spot| ("age", spot.key.clone(), From::Age(spot)));
    let sql = keys.sql.take().map(|spot| ("sql", spot.key.clone(), From::Sql(spot)));
    let mut given = [column, one_hot, age, sql].into_iter().flatten();
    match (given.next(), given.next()) {
        (Some((first, ..)), Some((second, place, _))) => Err(exclusive(first, second, place)),
        (first, _) => Ok(first.map(|(.., from)| from)),
    }
}

/// What says where values come from.
enum From {
    Column(String),
    OneHot(Spot<Entries<Spot<String>>>),
    Age(Spot<AgeKeys>),
    Sql(Spot<String>),
}

impl AttributeKeys {
    fn check(mut self) -> Result<Attribute> {
        let from = reading(&mut self)?;
        let place = self.name.place.clone();
        let mut attribute = bare(allowed(self.name)?, place);
        attribute.kind = self.kind.map_or(Kind::Protected, |word| word.0);
        attribute.justification = self.justification.map(|keys| justification(attribute.kind, keys)).transpose()?;
        if let Some(From::OneHot(_)) = from {
            let bins = self.bins.as_ref().map(|spot| ("bins", &spot.key));
            if let Some((key, place)) = bins.or(self.map.as_ref().map(|spot| ("map", &spot.key))) {
                return Err(exclusive("one_hot", key, place.clone()));
            }
        }
        match self.bins.map(|spot| (spot.value, spot.place)) {
            Some((OrList::One(_), _)) => attribute.numbers_are_labels = true,
            Some((OrList::List(edges), place)) if edges.is_empty() => return Err(empty("bins", place)),
            Some((OrList::List(edges), _)) => attribute.bins = increasing(edges)?,
            None => {}
        }
        attribute.join_labels = self.join_labels;
        match from {
            None => {}
            Some(From::Column(column)) => attribute.column = column,
            Some(From::OneHot(groups)) => one_hot(groups, &mut attribute)?,
            Some(From::Sql(text)) => {
                let sql = sql::expression(&text)?;
                attribute.column.clone_from(&sql.text);
                attribute.reading = Reading::Sql(sql);
            }
            Some(From::Age(age)) => {
                if attribute.bins.is_empty() {
                    return Err(needs("age", "bins = [25, 35, 45, 55, 65]", age.key));
                }
                attribute.column = age.value.born;
                attribute.reading = Reading::Age { at: age.value.at.0, form: age.value.format.map(|word| word.0) };
            }
        }
        for (value, label) in self.map.map(|spot| spot.value.0).unwrap_or_default() {
            if !attribute.map_order.contains(&label) {
                attribute.map_order.push(label.clone());
            }
            attribute.map.insert(value.value, label);
        }
        if let Some(spot) = self.reference {
            reference::refer(&mut attribute, spot)?;
        }
        attribute.missing = self.missing.into_iter().map(|label| label.0).collect();
        attribute.label = self.label.by_language();
        let groups = self.groups.0.into_iter();
        attribute.groups = groups.map(|(group, words)| (group.value, words.by_language())).collect();
        attribute.source = self.source.map(|word| word.0.0.to_owned());
        (attribute.basis, attribute.purpose, attribute.note) = (self.basis, self.purpose, self.note);
        Ok(attribute)
    }
}

/// Why people are divided by a stratum: who compares like with like has to say why they are alike.
fn justification(kind: Kind, given: Spot<JustificationKeys>) -> Result<Justification> {
    if kind != Kind::Stratum {
        return Err(needs("justification", "kind = \"stratum\"", given.key));
    }
    let JustificationKeys { aim, appropriate, necessary, by, date } = given.value;
    Ok(Justification { aim, appropriate, necessary, by, date: date.map(|day| day.0) })
}

fn one_hot(groups: Spot<Entries<Spot<String>>>, attribute: &mut Attribute) -> Result<()> {
    let mut hot: Vec<Hot> = Vec::new();
    for (group, column) in groups.value.0 {
        if hot.iter().any(|other| other.column == column.value) {
            return Err(twice(&column.value, column.place));
        }
        hot.push(Hot { label: group.value, column: column.value, place: column.place });
    }
    if hot.len() < 2 {
        return Err(Error::new(ErrorCode::P040).at(groups.place));
    }
    attribute.column = hot.iter().map(|hot| hot.column.as_str()).collect::<Vec<_>>().join(", ");
    attribute.map_order = hot.iter().map(|hot| hot.label.clone()).collect();
    attribute.reading = Reading::OneHot(hot);
    Ok(())
}

/// Puts `--bins ATTRIBUTE=EDGE,EDGE` or `--bins ATTRIBUTE=labels` on the attributes.
///
/// # Errors
/// `EVH-P011` for an unknown attribute, `EVH-P006` for an edge that is no number, `EVH-P014` for one that is not above the one
/// before, `EVH-P022` for an attribute that has no column of numbers.
fn flagged_bins(attributes: &mut [Attribute], flags: &Typed) -> Result<()> {
    const FLAG: &str = "--bins";
    let place = || Place::Flag(FLAG.to_owned());
    for text in flags.all(FLAG) {
        let wrong = || wrong(FLAG, "bins", place());
        let (name, edges) = text.rsplit_once('=').ok_or_else(wrong)?;
        let attribute = &mut attributes[index_of(attributes, name.trim(), &place())?];
        if matches!(attribute.reading, Reading::OneHot(_)) {
            return Err(exclusive("one_hot", FLAG, place()));
        }
        attribute.numbers_are_labels = edges.trim() == LABELS;
        attribute.bins = match edges.trim() {
            LABELS => Vec::new(),
            edges => {
                let edge = |text: &str| {
                    let decimal = Decimal::read(text.trim()).ok_or_else(wrong)?;
                    Ok(Spot::new(decimal, place()))
                };
                increasing(edges.split(',').map(edge).collect::<Result<_>>()?)?
            }
        };
    }
    Ok(())
}

/// Refuses a name that could not be told from a cross, or from the campaign.
fn allowed(name: Spot<String>) -> Result<String> {
    if name.value.trim().is_empty() || name.value.starts_with('@') || name.value.contains(CROSS) {
        Err(Error::new(ErrorCode::P031).with("name", name.value).at(name.place))
    } else {
        Ok(name.value)
    }
}

fn unnamed_before(before: &[Attribute], attribute: &Attribute) -> Result<()> {
    if before.iter().any(|other| other.name == attribute.name) {
        return Err(twice(&attribute.name, attribute.place.clone()));
    }
    Ok(())
}
