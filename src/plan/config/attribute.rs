//! `[[attribute]]`: the protected attributes, their groups and their words.

use std::collections::BTreeMap;

use evenhand_metrics::compare::ReferenceRule;

use super::document::{Spot, Table, Value};
use super::given::{exclusive, needs};
use super::sets::index_of;
use super::{reference, sql};
use crate::error::{Error, Place, Result};
use crate::plan::{Attribute, CROSS, Data, DayForm, Decimal, Hot, Justification, Kind, Overrides, Reading};

const KNOWN: &[&str] = &[
    "name",
    "column",
    "kind",
    "bins",
    "join_labels",
    "map",
    "one_hot",
    "sql",
    "age",
    "reference",
    "missing",
    "label",
    "groups",
    "source",
    "basis",
    "purpose",
    "note",
    "justification",
    "probabilities",
];
const LATER: &[&str] = &["probabilities"];
/// Keys that say where the values come from: one of them, or none.
const READINGS: [&str; 4] = ["column", "one_hot", "age", "sql"];
const KINDS: [(&str, Option<Kind>); 3] =
    [(Kind::Protected.id(), Some(Kind::Protected)), (Kind::Stratum.id(), Some(Kind::Stratum)), ("proxy-check", None)];
const SOURCES: [(&str, ()); 3] = [("declared", ()), ("observed", ()), ("inferred", ())];
/// What bins say of numbers that are labels.
const LABELS: &str = "labels";
const LANGUAGES: [&str; 2] = ["en", "fr"];

/// Reads every `[[attribute]]`, then keeps and orders them as `--attributes` says.
pub(super) fn read(root: &Table<'_>, data: &Data, flags: &Overrides) -> Result<Vec<Attribute>> {
    let mut described: Vec<Attribute> = Vec::new();
    for table in root.tables("attribute")? {
        let attribute = one(&table)?;
        unnamed_before(&described, &attribute)?;
        described.push(attribute);
    }
    let mut attributes: Vec<Attribute> = if flags.attributes.is_empty() { described.clone() } else { Vec::new() };
    for name in &flags.attributes {
        let place = Place::Flag("--attributes".to_owned());
        let name = allowed(Spot::new(name.trim().to_owned(), place.clone()))?;
        let known = described.iter().find(|attribute| attribute.name == name);
        let attribute = Attribute { place: place.clone(), ..known.cloned().unwrap_or_else(|| bare(name, place)) };
        unnamed_before(&attributes, &attribute)?;
        attributes.push(attribute);
    }
    if attributes.iter().all(|attribute| attribute.kind != Kind::Protected) {
        return Err(Error::new("EVH-P028"));
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

fn one(table: &Table<'_>) -> Result<Attribute> {
    table.only(KNOWN, LATER)?;
    let name = table.need("name")?.text()?;
    let place = name.place.clone();
    let mut attribute = bare(allowed(name)?, place);
    if let Some(kind) = table.word("kind", &KINDS)? {
        let later = || Error::new("EVH-P005").with("what", "kind = \"proxy-check\"").at(kind.place);
        attribute.kind = kind.value.ok_or_else(later)?;
    }
    attribute.justification = table.get("justification").map(|value| justification(&attribute, &value)).transpose()?;
    attribute.numbers_are_labels = table.get("bins").is_some_and(|bins| bins.is_word(LABELS));
    attribute.bins = if attribute.numbers_are_labels { Vec::new() } else { bins(table)? };
    attribute.join_labels = table.flag("join_labels")?.is_some_and(|spot| spot.value);
    reading(table, &mut attribute)?;
    if let Some(map) = table.table("map")? {
        for entry in map.in_order() {
            let label = entry.text()?.value;
            if !attribute.map_order.contains(&label) {
                attribute.map_order.push(label.clone());
            }
            attribute.map.insert(entry.key.clone(), label);
        }
    }
    if let Some(spot) = table.text("reference")? {
        reference::refer(&mut attribute, spot)?;
    }
    attribute.missing = table.labels("missing")?;
    attribute.label = table.table("label")?.map_or_else(|| Ok(BTreeMap::new()), |table| by_language(&table))?;
    if let Some(groups) = table.table("groups")? {
        for group in groups.in_order() {
            attribute.groups.insert(group.key.clone(), by_language(&group.table()?)?);
        }
    }
    let text = |key: &str| table.text(key).map(|spot| spot.map(|spot| spot.value));
    attribute.source = text("source")?;
    table.word("source", &SOURCES)?;
    attribute.basis = text("basis")?;
    attribute.purpose = text("purpose")?;
    attribute.note = text("note")?;
    Ok(attribute)
}

/// Why people are divided by a stratum: who compares like with like has to say why they are alike.
fn justification(attribute: &Attribute, value: &Value<'_>) -> Result<Justification> {
    if attribute.kind != Kind::Stratum {
        return Err(needs("justification", "kind = \"stratum\"", value.key_place()));
    }
    let table = value.table()?;
    table.only(&["aim", "appropriate", "necessary", "by", "date"], &[])?;
    let text = |key: &str| table.text(key).map(|spot| spot.map(|spot| spot.value));
    let date = table.get("date").map(|value| value.date()).transpose()?;
    Ok(Justification {
        aim: text("aim")?,
        appropriate: text("appropriate")?,
        necessary: text("necessary")?,
        by: text("by")?,
        date: date.map(|spot| spot.value),
    })
}

/// Where the values come from.
fn reading(table: &Table<'_>, attribute: &mut Attribute) -> Result<()> {
    let given: Vec<Value<'_>> = READINGS.iter().filter_map(|key| table.get(key)).collect();
    if let [first, second, ..] = given.as_slice() {
        return Err(exclusive(&first.key, &second.key, second.key_place()));
    }
    let Some(given) = given.first() else { return Ok(()) };
    match given.key.as_str() {
        "one_hot" => one_hot(table, &given.table()?, attribute),
        "sql" => {
            let sql = sql::expression(&given.text()?)?;
            attribute.column.clone_from(&sql.text);
            attribute.reading = Reading::Sql(sql);
            Ok(())
        }
        "age" => age(&given.table()?, given, attribute),
        _ => {
            attribute.column = given.text()?.value;
            Ok(())
        }
    }
}

fn one_hot(table: &Table<'_>, groups: &Table<'_>, attribute: &mut Attribute) -> Result<()> {
    if let Some(other) = ["bins", "map"].iter().find_map(|key| table.get(key)) {
        return Err(exclusive("one_hot", &other.key, other.key_place()));
    }
    let mut hot: Vec<Hot> = Vec::new();
    for group in groups.in_order() {
        let column = group.text()?;
        if hot.iter().any(|other| other.column == column.value) {
            return Err(Error::new("EVH-P013").with("name", column.value).at(column.place));
        }
        hot.push(Hot { label: group.key, column: column.value, place: column.place });
    }
    if hot.len() < 2 {
        return Err(Error::new("EVH-P040").at(groups.place()));
    }
    attribute.column = hot.iter().map(|hot| hot.column.as_str()).collect::<Vec<_>>().join(", ");
    attribute.map_order = hot.iter().map(|hot| hot.label.clone()).collect();
    attribute.reading = Reading::OneHot(hot);
    Ok(())
}

fn age(table: &Table<'_>, given: &Value<'_>, attribute: &mut Attribute) -> Result<()> {
    table.only(&["born", "at", "format"], &[])?;
    attribute.column = table.need("born")?.text()?.value;
    let at = table.need("at")?;
    let date = at.date()?;
    let wrong = || Error::new("EVH-P006").with("key", at.path.clone()).with("expected", "date").at(date.place.clone());
    let form = table.word("format", &DayForm::ALL.map(|form| (form.id(), form)))?.map(|spot| spot.value);
    attribute.reading = Reading::Age { at: date.value.parse().map_err(|_| wrong())?, form };
    if attribute.bins.is_empty() {
        return Err(needs("age", "bins = [25, 35, 45, 55, 65]", given.key_place()));
    }
    Ok(())
}

fn bins(table: &Table<'_>) -> Result<Vec<f64>> {
    let edges = table.list("bins")?.iter().map(Value::decimal).collect::<Result<_>>()?;
    let edges = increasing(edges)?;
    match table.get("bins") {
        Some(value) if edges.is_empty() => Err(Error::new("EVH-P030").with("key", "bins").at(value.place())),
        _ => Ok(edges),
    }
}

/// Edges of bins, each above the one before.
fn increasing(given: Vec<Spot<Decimal>>) -> Result<Vec<f64>> {
    let mut edges: Vec<f64> = Vec::new();
    for edge in given {
        if edges.last().is_some_and(|last| edge.value.value <= *last) {
            return Err(Error::new("EVH-P014").with("edge", edge.value.text).at(edge.place));
        }
        edges.push(edge.value.value);
    }
    Ok(edges)
}

/// Puts `--bins ATTRIBUTE=EDGE,EDGE` or `--bins ATTRIBUTE=labels` on the attributes.
///
/// # Errors
/// `EVH-P011` for an unknown attribute, `EVH-P006` for an edge that is no number, `EVH-P014` for one that is not above the one
/// before, `EVH-P022` for an attribute that has no column of numbers.
fn flagged_bins(attributes: &mut [Attribute], flags: &Overrides) -> Result<()> {
    const FLAG: &str = "--bins";
    let place = || Place::Flag(FLAG.to_owned());
    for text in &flags.bins {
        let wrong = || Error::new("EVH-P006").with("key", FLAG).with("expected", "bins").at(place());
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

/// Words by language.
pub(super) fn by_language(table: &Table<'_>) -> Result<BTreeMap<String, String>> {
    table.only(&LANGUAGES, &[])?;
    table.in_order().iter().map(|entry: &Value<'_>| Ok((entry.key.clone(), entry.text()?.value))).collect()
}

/// Refuses a name that could not be told from a cross, or from the campaign.
fn allowed(name: Spot<String>) -> Result<String> {
    if name.value.trim().is_empty() || name.value.starts_with('@') || name.value.contains(CROSS) {
        Err(Error::new("EVH-P031").with("name", name.value).at(name.place))
    } else {
        Ok(name.value)
    }
}

fn unnamed_before(before: &[Attribute], attribute: &Attribute) -> Result<()> {
    if before.iter().any(|other| other.name == attribute.name) {
        return Err(Error::new("EVH-P013").with("name", attribute.name.as_str()).at(attribute.place.clone()));
    }
    Ok(())
}
