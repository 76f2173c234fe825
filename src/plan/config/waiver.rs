//! The waivers file, `evenhand.waivers/1`: what is accepted, why, by which role and until when.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use schemars::JsonSchema;
use serde::Deserialize;

use super::attribute::Languages;
use super::read::{self, DayText, Entries, Label, OrList, OrTable, Spot};
use super::reference::can_have;
use super::refuse::{in_range, wrong};
use super::sets::index_of;
use super::tree::Node;
use super::{begins, names_schema};
use crate::error::{ConfigText, Error, ErrorCode, Result};
use crate::plan::{Attribute, Check, Waiver};

/// The schema of waivers.
pub(super) const SCHEMA: &str = "evenhand.waivers/1";
/// The longest that anything may be waived.
const LONGEST_DAYS: i32 = 366;

/// A waivers file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WaiversKeys {
    /// Names the version that the file was written for: "evenhand.waivers/1".
    #[schemars(extend("const" = SCHEMA))]
    #[expect(dead_code, reason = "checked before the file is read as a whole")]
    schema: String,
    /// What was accepted, one segment each.
    #[serde(default)]
    waiver: Vec<Spot<WaiverKeys>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WaiverKeys {
    /// The id of a check.
    check: Spot<String>,
    /// Attribute to label; one segment.
    segment: Spot<Entries<Spot<OrList<Label, Label>>>>,
    /// Why: a text, or one for each language, { en = "..", fr = ".." }.
    reason: Spot<OrTable<String, Languages>>,
    /// A role, not a person.
    owner: String,
    /// When it was approved; a TOML date.
    approved: DayText,
    /// A date, inclusive, at most 366 days after approval; a malformed one counts as expired.
    expires: DayText,
    /// The waiver stops applying below it.
    floor: Option<Spot<f64>>,
    /// Where the decision is kept.
    ticket: Option<String>,
}

/// Reads every waiver and holds it against the checks and attributes of the plan.
pub(super) fn read(
    source: &Arc<ConfigText>,
    checks: &[Check],
    attributes: &[Attribute],
    as_of: Date,
) -> Result<Vec<Waiver>> {
    begins(source, SCHEMA)?;
    let document = Node::parse(source)?;
    names_schema(&document, SCHEMA)?;
    let keys: WaiversKeys = read::read(&document)?;
    keys.waiver.into_iter().map(|waiver| waiver.check(checks, attributes, as_of)).collect()
}

impl Spot<WaiverKeys> {
    fn check(self, checks: &[Check], attributes: &[Attribute], as_of: Date) -> Result<Waiver> {
        let Self { value: keys, place, .. } = self;
        let check = keys.check;
        let known = || checks.iter().map(|check| check.id.as_str());
        if !known().any(|id| id == check.value) {
            let error = Error::new(ErrorCode::P025).with("name", check.value.as_str()).at(check.place);
            return Err(error.suggesting(&check.value, known()));
        }
        let (approved, expires) = (keys.approved.0, keys.expires.0);
        let floor = keys.floor.map(|spot| in_range("floor", spot, "x > 0", |floor| *floor > 0.0)).transpose()?;
        let (reason, reasons) = match keys.reason.value {
            OrTable::Short(reason) => (reason, BTreeMap::new()),
            OrTable::Table(reasons) => {
                let reasons = reasons.by_language();
                let first = reasons.get("en").or_else(|| reasons.values().next()).cloned();
                // A table without any language says no more than none.
                (first.ok_or_else(|| wrong("waiver.reason", "text", keys.reason.place))?, reasons)
            }
        };
        Ok(Waiver {
            check: check.value,
            segment: segment(keys.segment, attributes)?,
            reason,
            reasons,
            owner: keys.owner,
            expires_on: last_day(&approved, &expires, as_of),
            approved,
            expires,
            floor,
            ticket: keys.ticket,
            place,
        })
    }
}

/// One segment: every part names one attribute and one group.
fn segment(
    given: Spot<Entries<Spot<OrList<Label, Label>>>>,
    attributes: &[Attribute],
) -> Result<BTreeMap<String, String>> {
    let mut segment = BTreeMap::new();
    for (name, label) in given.value.0 {
        let attribute = &attributes[index_of(attributes, &name.value, &name.place)?];
        let group = match label.value {
            OrList::One(Label(group)) if !group.contains('*') => group,
            _ => return Err(Error::new(ErrorCode::P026).at(label.place)),
        };
        can_have(attribute, &group, &label.place)?;
        segment.insert(name.value, group);
    }
    if segment.is_empty() { Err(Error::new(ErrorCode::P026).at(given.place)) } else { Ok(segment) }
}

/// The last day on which a waiver holds. A date that cannot be read, and a term too long to have been agreed to, count
/// as expired: a slip in a waiver must not keep a gate open.
fn last_day(approved: &str, expires: &str, as_of: Date) -> Option<Date> {
    let longest: Span = LONGEST_DAYS.days();
    let (approved, expires): (Date, Date) = (approved.parse().ok()?, expires.parse().ok()?);
    let latest = approved.min(as_of).checked_add(longest).ok()?;
    (expires <= latest).then_some(expires)
}
