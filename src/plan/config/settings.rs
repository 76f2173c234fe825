//! `[audit]`, `[statistics]`, `[privacy]`, `[gate]` and the date: settings that stand by themselves.

use std::path::{Path, PathBuf};

use evenhand_metrics::interval::{DifferenceMethod, ProportionMethod, RatioMethod};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::document::{Spot, Table, Value};
use super::given::{self, exclusive, in_range};
use crate::error::{Error, Place, Result};
use crate::plan::{
    Alternative, Data, Gate, Inference, Limits, Named, OnUndecided, Overrides, Privacy, Record, Stage, Statistics,
};

const INFERENCES: [(&str, Inference); 3] = {
    let monitoring = Inference::Monitoring { tuned_for: TUNED_FOR };
    [
        (Inference::Process.id(), Inference::Process),
        (monitoring.id(), monitoring),
        (Inference::Census.id(), Inference::Census),
    ]
};
pub(super) const UNDECIDED: [(&str, OnUndecided); 3] =
    [("exit3", OnUndecided::Exit3), ("fail", OnUndecided::Fail), ("warn", OnUndecided::Warn)];
const SMALL: [(&str, bool); 2] = [("hide", false), ("merge", true)];
/// Default of `audit.tuned_for`.
const TUNED_FOR: u64 = 1_000;
/// Default of `statistics.level`.
const LEVEL: f64 = 0.95;
/// Default of `statistics.seed`.
const SEED: u64 = 1;
/// Default of `privacy.min_cell`: the minimum of several health data networks.
const MIN_CELL: u64 = 11;
/// Default of `privacy.max_groups`.
const MAX_GROUPS: u64 = 200;

const AUDIT: &[&str] = &[
    "name",
    "inference",
    "tuned_for",
    "model",
    "model_version",
    "period",
    "purpose",
    "controller",
    "auditor",
    "contact",
    "retain_until",
    "notes",
];

/// The name, by default that of the decisions without its ending, the kind of inference, and what is stated for the record.
pub(super) fn audit(table: Option<&Table<'_>>, data: &Data, flags: &Overrides) -> Result<(String, Inference, Record)> {
    let Some(table) = table else {
        return Ok((flags.name.clone().unwrap_or_else(|| stem(data)), Inference::Process, Record::default()));
    };
    table.only(AUDIT, &[])?;
    let text = |key: &str| table.text(key).map(|spot| spot.map(|spot| spot.value));
    let name = flags.name.clone().or(text("name")?).unwrap_or_else(|| stem(data));
    let inference = table.word("inference", &INFERENCES)?.map_or(Inference::Process, |spot| spot.value);
    let inference = match (inference, table.whole("tuned_for")?) {
        (inference, None) => inference,
        (Inference::Monitoring { .. }, Some(spot)) => Inference::Monitoring {
            tuned_for: in_range("tuned_for", spot, "1 ≤ x ≤ 1000000000", |people| {
                (1..=1_000_000_000).contains(people)
            })?,
        },
        (other, Some(spot)) => {
            return Err(exclusive("tuned_for", &format!("inference = \"{}\"", other.id()), spot.place));
        }
    };
    let record = Record {
        model: text("model")?,
        model_version: text("model_version")?,
        period: table.table("period")?.map(|table| period(&table)).transpose()?,
        purpose: text("purpose")?,
        controller: text("controller")?,
        auditor: text("auditor")?,
        contact: text("contact")?,
        retain_until: table.get("retain_until").map(|value| day(&value)).transpose()?.map(|spot| spot.value),
        notes: text("notes")?,
    };
    Ok((name, inference, record))
}

/// First and last day.
fn period(table: &Table<'_>) -> Result<(String, String)> {
    table.only(&["from", "to"], &[])?;
    let (from, to) = (day(&table.need("from")?)?, day(&table.need("to")?)?);
    // Days of ISO 8601 have the order of their texts.
    in_range("audit.period.to", to, &format!("x ≥ {}", from.value), |to| *to >= from.value).map(|to| (from.value, to))
}

/// `[[alternative]]`: what else was considered.
pub(super) fn alternatives(root: &Table<'_>) -> Result<Vec<Alternative>> {
    let one = |table: &Table<'_>| {
        table.only(&["what", "effect", "adopted", "why", "by", "date"], &[])?;
        let text = |key: &str| table.text(key).map(|spot| spot.map(|spot| spot.value));
        Ok(Alternative {
            what: table.need("what")?.text()?.value,
            effect: text("effect")?,
            adopted: table.need("adopted")?.flag()?.value,
            why: text("why")?,
            by: text("by")?,
            date: table.get("date").map(|value| day(&value)).transpose()?.map(|spot| spot.value),
        })
    };
    root.tables("alternative")?.iter().map(one).collect()
}

/// A day that exists, as it is written.
fn day(value: &Value<'_>) -> Result<Spot<String>> {
    let spot = value.date()?;
    let Ok(date) = spot.value.parse::<Date>() else {
        let error = Error::new("EVH-P006").with("key", value.path.clone()).with("expected", "date");
        return Err(error.at(spot.place));
    };
    Ok(Spot::new(date.to_string(), spot.place))
}

fn stem(data: &Data) -> String {
    if data.decisions_name == "-" {
        return "standard-input".to_owned();
    }
    let name = data.decisions_name.as_str();
    let unpacked = [".gz", ".zst", ".zstd"].into_iter().find_map(|ending| name.strip_suffix(ending)).unwrap_or(name);
    Path::new(unpacked).file_stem().map_or_else(|| name.to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The date the audit is made for: as given, else from the environment, else today in UTC.
///
/// # Errors
/// `EVH-P021` when what is given is not a date.
pub fn as_of(flags: &Overrides) -> Result<Date> {
    let wrong = |flag: &str| Error::new("EVH-P021").at(Place::Flag(flag.to_owned()));
    if let Some(date) = &flags.as_of {
        return date.parse().map_err(|_| wrong("--as-of"));
    }
    let now = match &flags.source_date_epoch {
        Some(seconds) => {
            let seconds: Option<i64> = seconds.trim().parse().ok();
            let read = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
            read.ok_or_else(|| wrong("SOURCE_DATE_EPOCH"))?
        }
        None => Timestamp::now(),
    };
    Ok(TimeZone::UTC.to_datetime(now).date())
}

/// `[statistics]`, and the seed.
pub(super) fn statistics(table: Option<&Table<'_>>, flags: &Overrides) -> Result<(Statistics, u64)> {
    if let Some(table) = table {
        table.only(&["level", "proportion", "difference", "ratio", "seed", "design_effect"], &[])?;
    }
    let level = match given::decimal("--level", flags.level.as_deref())? {
        Some(spot) => Some(spot),
        None => table.map_or(Ok(None), |table| table.decimal("level"))?,
    };
    let level =
        level.map(|spot| in_range("level", spot, "0.5 < x < 1", |level| level.value > 0.5 && level.value < 1.0));
    let statistics = Statistics {
        level: level.transpose()?.map_or(LEVEL, |level| level.value),
        proportion: method(table, "proportion", &ProportionMethod::ALL.map(|method| (method.id(), method)))?,
        difference: method(table, "difference", &DifferenceMethod::ALL.map(|method| (method.id(), method)))?,
        ratio: method(table, "ratio", &RatioMethod::ALL.map(|method| (method.id(), method)))?,
        design_effect: design_effect(table)?,
    };
    let seed = whole(table, "seed", "--seed", flags.seed.as_deref())?.map_or(SEED, |spot| spot.value);
    Ok((statistics, seed))
}

/// How many rows count for one person, as stated for data that does not say whose rows they are.
fn design_effect(table: Option<&Table<'_>>) -> Result<Option<f64>> {
    let Some(spot) = table.map_or(Ok(None), |table| table.decimal("design_effect"))? else { return Ok(None) };
    let spot = Spot::new(spot.value.value, spot.place);
    in_range("design_effect", spot, "1 ≤ x ≤ 1000000", |x| (1.0..=1e6).contains(x)).map(Some)
}

fn method<M: Copy + Default>(table: Option<&Table<'_>>, key: &str, methods: &[(&str, M)]) -> Result<M> {
    Ok(table.map_or(Ok(None), |table| table.word(key, methods))?.map(|spot| spot.value).unwrap_or_default())
}

fn whole(table: Option<&Table<'_>>, key: &str, flag: &str, given: Option<&str>) -> Result<Option<Spot<u64>>> {
    match given::whole(flag, given)? {
        Some(spot) => Ok(Some(spot)),
        None => table.map_or(Ok(None), |table| table.whole(key)),
    }
}

/// `[funnel]`: the stages, each a column.
pub(super) fn funnel(table: Option<&Table<'_>>) -> Result<Vec<Stage>> {
    let Some(table) = table else { return Ok(Vec::new()) };
    table.only(&["stages"], &[])?;
    let mut stages: Vec<Stage> = Vec::new();
    for value in table.list("stages")? {
        let spot = value.text()?;
        if stages.iter().any(|stage| stage.column.column == spot.value) {
            return Err(Error::new("EVH-P013").with("name", spot.value).at(spot.place));
        }
        stages.push(Stage { column: Named { column: spot.value, place: spot.place } });
    }
    match stages.len() {
        0 | 1 => {
            let place = table.get("stages").map_or_else(|| table.place(), |value| value.place());
            Err(Error::new("EVH-P050").at(place))
        }
        _ => Ok(stages),
    }
}

/// `[privacy]`, and how many groups an attribute may have.
pub(super) fn privacy(table: Option<&Table<'_>>, flags: &Overrides) -> Result<(Privacy, usize)> {
    if let Some(table) = table {
        table.only(&["min_cell", "small", "max_groups"], &[])?;
    }
    let at_least = |key: &str, spot: Option<Spot<u64>>, least: u64, default: u64| {
        spot.map_or(Ok(default), |spot| in_range(key, spot, &format!("x ≥ {least}"), |number| *number >= least))
    };
    let min_cell = whole(table, "min_cell", "--min-cell", flags.min_cell.as_deref())?;
    let max_groups = table.map_or(Ok(None), |table| table.whole("max_groups"))?;
    let max_groups = at_least("max_groups", max_groups, 2, MAX_GROUPS)?;
    let privacy = Privacy {
        min_cell: at_least("min_cell", min_cell, 1, MIN_CELL)?,
        merge_small: table.map_or(Ok(None), |table| table.word("small", &SMALL))?.is_some_and(|spot| spot.value),
    };
    Ok((privacy, usize::try_from(max_groups).unwrap_or(usize::MAX)))
}

/// `[limits]`.
pub(super) fn limits(table: Option<&Table<'_>>) -> Result<Limits> {
    let usual = Limits::default();
    let Some(table) = table else { return Ok(usual) };
    table.only(&["combinations", "checks", "segments", "comparisons", "cells"], &[])?;
    let number = |key: &str, usual: u64| match table.whole(key)? {
        Some(spot) => in_range(&format!("limits.{key}"), spot, "x ≥ 1", |number| *number >= 1),
        None => Ok(usual),
    };
    Ok(Limits {
        combinations: number("combinations", usual.combinations)?,
        checks: number("checks", usual.checks)?,
        segments: number("segments", usual.segments)?,
        comparisons: number("comparisons", usual.comparisons)?,
        cells: number("cells", usual.cells)?,
    })
}

/// `[gate]`, and the waivers file with its path.
#[expect(clippy::type_complexity, reason = "the path and the name of one file, when there is one")]
pub(super) fn gate(
    table: Option<&Table<'_>>,
    folder: &Path,
    flags: &Overrides,
) -> Result<(Gate, Option<(PathBuf, Spot<String>)>)> {
    if let Some(table) = table {
        table.only(&["on_cannot_tell", "on_not_assessed", "waivers"], &[])?;
    }
    let word = |key: &str| table.map_or(Ok(None), |table| table.word(key, &UNDECIDED));
    let on_cannot_tell = match given::text("--on-cannot-tell", flags.on_cannot_tell.as_deref()) {
        Some(spot) => Some(spot.one_of("--on-cannot-tell", &UNDECIDED)?),
        None => word("on_cannot_tell")?,
    };
    let gate = Gate {
        on_cannot_tell: on_cannot_tell.map_or(OnUndecided::Exit3, |spot| spot.value),
        on_not_assessed: word("on_not_assessed")?.map_or(OnUndecided::Exit3, |spot| spot.value),
    };
    let waivers = match &flags.waivers {
        Some(path) => {
            let spot = Spot::new(path.display().to_string(), Place::Flag("--waivers".to_owned()));
            Some((flags.folder.join(path), spot))
        }
        None => table.map_or(Ok(None), |table| table.text("waivers"))?.map(|spot| (folder.join(&spot.value), spot)),
    };
    Ok((gate, waivers))
}
