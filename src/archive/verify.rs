//! Verifying a bag, level by level: can it be read, is it as it was written, do its numbers follow from its counts, do its
//! documents follow from its numbers, is it the data's. Each level says what was looked at, or why nothing was. What takes
//! plans and cubes is handed in by the caller.

use std::fs;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use super::bag::{self, DATA, INFO};
use super::{AUDIT, Archive, CUBE, SUMMARY, Summary};
use crate::document::Audit;
use crate::lang::{Lang, Said};
use crate::report::{self, Format};

/// What became of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Everything looked at holds.
    Holds,
    /// Something does not.
    Fails,
    /// Nothing could be looked at.
    NotChecked,
}

/// A level of verification.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Level {
    /// Its number, from 1.
    pub level: u8,
    /// Its permanent name: `readable`, `intact`, `consistent`, `rendered`, `source`.
    pub name: &'static str,
    /// What became of it.
    pub outcome: Outcome,
    /// What was looked at.
    pub said: Said,
    /// Everything that does not hold.
    pub faults: Vec<Said>,
}

/// What verifying a bag found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Verified {
    /// `evenhand.verify/1`.
    pub schema: &'static str,
    /// The bag, as its own `bag-info.txt` calls it.
    pub id: String,
    /// Whether no level fails.
    pub holds: bool,
    /// The levels, in order.
    pub levels: Vec<Level>,
}

/// The schema's type id.
const SCHEMA: &str = "evenhand.verify/1";

impl Level {
    fn new(level: u8, name: &'static str, said: Said, faults: Vec<Said>) -> Self {
        let outcome = if faults.is_empty() { Outcome::Holds } else { Outcome::Fails };
        Self { level, name, outcome, said, faults }
    }

    fn unchecked(level: u8, name: &'static str, why: Said) -> Self {
        Self { level, name, outcome: Outcome::NotChecked, said: why, faults: Vec::new() }
    }
}

/// Makes an audit again, or counts the data again.
pub trait Again {
    /// The audit that the bag's config and cube give, on the day of the one that is there. `None`: there is no cube.
    ///
    /// # Errors
    /// Why it cannot be made, as a message.
    fn audit(&self, data: &Path, as_of: &str) -> Result<Option<Audit>, Said>;

    /// Whether the data that were handed in count to the bag's cube. `None`: none were handed in.
    ///
    /// # Errors
    /// Why they cannot be counted, as a message.
    fn counts(&self, data: &Path) -> Result<Option<bool>, Said>;
}

/// Verifies the bag in a folder; `archive` is the one it is in, whose ledger says what its digest was.
#[must_use]
pub fn verify(folder: &Path, archive: Option<&Archive>, again: &impl Again) -> Verified {
    let data = folder.join(DATA);
    let id = bag::info(folder, "External-Identifier").unwrap_or_default();
    let stored = report::read(&data.join(AUDIT));
    let mut levels = vec![match &stored {
        Ok(stored) => {
            let said = Said::new("verify-readable").with("schema", stored.audit.schema.as_str());
            Level::new(1, "readable", said.with("version", stored.audit.tool.version.as_str()), Vec::new())
        }
        Err(error) => Level::new(1, "readable", Said::new("verify-unreadable"), vec![error.said.clone()]),
    }];
    levels.push(intact(folder, archive));
    if let Ok(stored) = &stored {
        levels.extend([consistent(&data, &stored.audit, again), rendered(&data, stored), source(&data, again)]);
    } else {
        let why = || Said::new("verify-needs-audit");
        let rest = [(3, "consistent"), (4, "rendered"), (5, "source")];
        levels.extend(rest.map(|(level, name)| Level::unchecked(level, name, why())));
    }
    let holds = levels.iter().all(|level| level.outcome != Outcome::Fails);
    Verified { schema: SCHEMA, id, holds, levels }
}

/// Whether every file of a bag is as it was written; `archive` is the one it is in, whose ledger says what its digest was.
#[must_use]
pub fn intact(folder: &Path, archive: Option<&Archive>) -> Level {
    let id = bag::info(folder, "External-Identifier").unwrap_or_default();
    let checked = bag::check(folder);
    let fault = |fault: &bag::Fault| Said::new("verify-file").with("file", fault.file.as_str()).with("is", fault.is);
    let mut faults: Vec<Said> = checked.faults.iter().map(fault).collect();
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if let Some(archive) = archive {
        match archive.kept().iter().find(|kept| kept.id == name) {
            None => faults.push(Said::new("verify-untold")),
            Some(kept) if kept.bag != checked.digest => {
                let said = Said::new("verify-other-bag").with("on", kept.added.as_str());
                faults.push(said.with("file", bag::TAG_MANIFEST));
            }
            Some(_) => {}
        }
        if id != name {
            faults.push(Said::new("verify-file").with("file", INFO).with("is", "other-id"));
        }
    }
    let said = Said::new("verify-intact").with("files", checked.files);
    Level::new(2, "intact", said.with("in_ledger", u64::from(archive.is_some())), faults)
}

fn consistent(data: &Path, audit: &Audit, again: &impl Again) -> Level {
    let mut faults = Vec::new();
    let summary = fs::read(data.join(SUMMARY)).ok();
    let summary = summary.and_then(|bytes| serde_json::from_slice::<Summary>(&bytes).ok());
    if summary.as_ref() != Some(&Summary::of(audit)) {
        faults.push(Said::new("verify-summary"));
    }
    match again.audit(data, &audit.audit.as_of) {
        Err(why) => {
            faults.push(why);
            Level::new(3, "consistent", Said::new("verify-not-made-again"), faults)
        }
        Ok(None) if faults.is_empty() => Level::unchecked(3, "consistent", Said::new("verify-no-cube")),
        Ok(None) => Level::new(3, "consistent", Said::new("verify-no-cube"), faults),
        Ok(Some(made)) => {
            let (numbers, differing) = compared(audit, &made);
            let named =
                differing.iter().take(MOST).map(|place| Said::new("verify-differs").with("place", place.as_str()));
            faults.extend(named);
            if differing.len() > MOST {
                faults.push(Said::new("verify-more").with("count", differing.len() - MOST));
            }
            let said = Said::new("verify-consistent").with("checks", audit.checks.len()).with("numbers", numbers);
            Level::new(3, "consistent", said.with("fixes", audit.fixes.len()), faults)
        }
    }
}

/// So many differences are named.
const MOST: usize = 20;

/// Compares two audits, number for number and word for word: how many values are alike, and where they differ. What says where
/// rows came from and what was met on the way, which version wrote it and what a second pass over the rows gave is left out.
#[must_use]
pub fn compared(one: &Audit, other: &Audit) -> (usize, Vec<String>) {
    let value = |audit: &Audit| {
        let mut value = serde_json::to_value(audit).unwrap_or_default();
        if let Some(document) = value.as_object_mut() {
            for key in ["tool", "inputs", "fixes", "warnings"] {
                document.remove(key);
            }
            for check in document.get_mut("checks").and_then(Value::as_array_mut).into_iter().flatten() {
                check.as_object_mut().map(|check| check.remove("place"));
            }
            let question = document.get_mut("question").and_then(Value::as_object_mut);
            if let Some(question) = question {
                question.remove("data");
                for pack in question.get_mut("packs").and_then(Value::as_array_mut).into_iter().flatten() {
                    pack.as_object_mut().map(|pack| pack.remove("named"));
                }
            }
            let settings = document.get_mut("settings").and_then(Value::as_object_mut);
            settings.map(|settings| settings.remove("config_sha256"));
        }
        value
    };
    let (mut alike, mut differing) = (0, Vec::new());
    walk("", &value(one), &value(other), &mut alike, &mut differing);
    (alike, differing)
}

fn walk(place: &str, one: &Value, other: &Value, alike: &mut usize, differing: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let name = one.get("id").and_then(Value::as_str);
            let place = name.map_or_else(|| place.to_owned(), |name| format!("{place}[{name}]"));
            for (key, value) in one {
                let place = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
                match other.get(key) {
                    Some(other) => walk(&place, value, other, alike, differing),
                    None => differing.push(place),
                }
            }
            for key in other.keys().filter(|key| !one.contains_key(*key)) {
                differing.push(format!("{place}.{key}"));
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                let named = one.get("id").is_some_and(Value::is_string);
                let place = if named { place.to_owned() } else { format!("{place}[{at}]") };
                walk(&place, one, other, alike, differing);
            }
        }
        (one, other) if one == other => *alike += 1,
        _ => differing.push(place.to_owned()),
    }
}

fn rendered(data: &Path, stored: &report::Stored) -> Level {
    let (mut faults, mut same) = (Vec::new(), 0_usize);
    let own = stored.audit.tool.version == env!("CARGO_PKG_VERSION");
    for lang in Lang::ALL {
        let page = format!("report.{}.html", lang.tag());
        let methods = format!("methods.{}.md", lang.tag());
        let mut made = Vec::new();
        let written = Format::from_id("html").map(|format| report::write_stored(format, stored, lang, &mut made));
        let again = written.is_some_and(|written| written.is_ok()).then_some(made);
        let again = [(page, again), (methods, Some(report::methods(&stored.audit, lang).into_bytes()))];
        for (name, again) in again {
            match fs::read(data.join(&name)).ok() {
                None => faults.push(Said::new("verify-file").with("file", name).with("is", "missing")),
                Some(kept) if again.as_ref() == Some(&kept) => same += 1,
                Some(_) => faults.push(Said::new("verify-rendered-otherwise").with("file", name)),
            }
        }
    }
    let said = Said::new("verify-rendered").with("files", same);
    if own || faults.is_empty() {
        return Level::new(4, "rendered", said, faults);
    }
    // Another version may say the same in other words.
    let version = stored.audit.tool.version.as_str();
    Level::unchecked(4, "rendered", Said::new("verify-rendered-before").with("version", version))
}

fn source(data: &Path, again: &impl Again) -> Level {
    match again.counts(data) {
        Err(why) => Level::new(5, "source", Said::new("verify-source-unread"), vec![why]),
        Ok(None) => {
            let why = if data.join(CUBE).exists() { "verify-no-data" } else { "verify-no-cube" };
            Level::unchecked(5, "source", Said::new(why))
        }
        Ok(Some(same)) => {
            let faults = if same { Vec::new() } else { vec![Said::new("verify-other-data")] };
            Level::new(5, "source", Said::new("verify-source"), faults)
        }
    }
}
