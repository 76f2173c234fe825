//! The waivers file, `evenhand.waivers/1`: what is accepted, why, by which role and until when.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::attribute::by_language;
use super::document::{self, Table};
use super::given::in_range;
use super::reference::can_have;
use super::sets::index_of;
use super::{begins, schema};
use crate::error::{ConfigText, Error, Result};
use crate::plan::{Attribute, Check, Waiver};

const SCHEMA: &str = "evenhand.waivers/1";
const KNOWN: &[&str] = &["check", "segment", "reason", "owner", "approved", "expires", "floor", "ticket"];
/// The longest that anything may be waived.
const LONGEST_DAYS: i32 = 366;

/// Reads every waiver and holds it against the checks and attributes of the plan.
pub(super) fn read(
    source: &Arc<ConfigText>,
    checks: &[Check],
    attributes: &[Attribute],
    as_of: Date,
) -> Result<Vec<Waiver>> {
    begins(source, SCHEMA)?;
    let document = document::parse(source)?;
    let root = Table::root(source, &document);
    schema(&root, SCHEMA)?;
    root.only(&["schema", "waiver"], &[])?;
    root.tables("waiver")?.iter().map(|table| one(table, checks, attributes, as_of)).collect()
}

fn one(table: &Table<'_>, checks: &[Check], attributes: &[Attribute], as_of: Date) -> Result<Waiver> {
    table.only(KNOWN, &[])?;
    let text = |key: &str| Ok(table.need(key)?.text()?.value);
    let check = table.need("check")?.text()?;
    let known = || checks.iter().map(|check| check.id.as_str());
    if !known().any(|id| id == check.value) {
        let error = Error::new("EVH-P025").with("name", check.value.as_str()).at(check.place);
        return Err(error.suggesting(&check.value, known()));
    }
    let (approved, expires) = (table.need("approved")?.date()?.value, table.need("expires")?.date()?.value);
    let floor = table.decimal("floor")?.map(|spot| in_range("floor", spot, "x > 0", |floor| floor.value > 0.0));
    let (reason, reasons) = reason(table)?;
    Ok(Waiver {
        check: check.value,
        segment: segment(table, attributes)?,
        reason,
        reasons,
        owner: text("owner")?,
        expires_on: last_day(&approved, &expires, as_of),
        approved,
        expires,
        floor: floor.transpose()?.map(|floor| floor.value),
        ticket: table.text("ticket")?.map(|spot| spot.value),
        place: table.place(),
    })
}

/// Why: a text, or one for each language.
fn reason(table: &Table<'_>) -> Result<(String, BTreeMap<String, String>)> {
    let value = table.need("reason")?;
    if !value.is_table() {
        return Ok((value.text()?.value, BTreeMap::new()));
    }
    let reasons = by_language(&value.table()?)?;
    let first = reasons.get("en").or_else(|| reasons.values().next()).cloned();
    // A table without any language says no more than none.
    Ok((first.map_or_else(|| value.text().map(|spot| spot.value), Ok)?, reasons))
}

/// One segment: every part names one attribute and one group.
fn segment(table: &Table<'_>, attributes: &[Attribute]) -> Result<BTreeMap<String, String>> {
    let value = table.need("segment")?;
    let mut segment = BTreeMap::new();
    for part in value.table()?.in_order() {
        let place = part.key_place();
        let attribute = &attributes[index_of(attributes, &part.key, &place)?];
        let label = if part.is_list() { "*".to_owned() } else { part.label()? };
        if label.contains('*') {
            return Err(Error::new("EVH-P026").at(part.place()));
        }
        can_have(attribute, &label, &part.place())?;
        segment.insert(part.key.clone(), label);
    }
    if segment.is_empty() { Err(Error::new("EVH-P026").at(value.place())) } else { Ok(segment) }
}

/// The last day on which a waiver holds. A date that cannot be read, and a term too long to have been agreed to, count
/// as expired: a slip in a waiver must not keep a gate open.
fn last_day(approved: &str, expires: &str, as_of: Date) -> Option<Date> {
    let longest: Span = LONGEST_DAYS.days();
    let (approved, expires): (Date, Date) = (approved.parse().ok()?, expires.parse().ok()?);
    let latest = approved.min(as_of).checked_add(longest).ok()?;
    (expires <= latest).then_some(expires)
}
