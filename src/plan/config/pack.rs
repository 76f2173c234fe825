//! Rule packs: checks as data, with their source, their standing in law and the day that was last looked up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evenhand_metrics::catalog::{Measure, Rate};

use super::bounds::{self, Bounds};
use super::check::{self, Around};
use super::document::{self, Spot, Table, Value};
use super::rows::shown;
use crate::error::{ConfigText, Error, Result};
use crate::plan::{Check, LegalStatus, Pack, PackInfo, Recorded};

/// The packs that come with evenhand: id and text.
pub const PACKS: &[(&str, &str)] = &[
    ("us-four-fifths", include_str!("../../../policies/us-four-fifths.toml")),
    ("ll144", include_str!("../../../policies/ll144.toml")),
    ("nj-13-16", include_str!("../../../policies/nj-13-16.toml")),
];

const KNOWN: &[&str] =
    &["id", "title", "source", "status", "last_verified", "next_review", "notes", "impact_ratios", "records", "check"];
const RECORDS: [(&str, Recorded); 1] = [("alternatives", Recorded::Alternatives)];

/// A pack named by its id or by its file, which is at this path, and its checks.
pub(super) fn read(
    named: &Spot<String>,
    path: &Path,
    bounds: &Bounds,
    around: Around<'_>,
) -> Result<(Pack, Vec<Check>)> {
    let source = text(named, path, bounds)?;
    if let Some(key) = bounds::lacking(&source.text, &bounds::PACK) {
        return Err(Error::new("EVH-P008").with("key", key).at(bounds::whole(&source)));
    }
    let document = document::parse(&source)?;
    let root = Table::root(&source, &document);
    root.only(KNOWN, &[])?;
    let text = |key: &str| Ok(root.need(key)?.text()?.value);
    let info = PackInfo {
        id: text("id")?,
        title: by_language(&root.need("title")?.table()?)?,
        source: text("source")?,
        status: root.need("status")?.text()?.one_of("status", &LegalStatus::ALL)?.value,
        last_verified: root.need("last_verified")?.date()?.value,
        next_review: root.get("next_review").map(|value| value.date()).transpose()?.map(|spot| spot.value),
    };
    let records = root.list("records")?;
    let records = records.iter().map(|value| Ok(value.text()?.one_of("records", &RECORDS)?.value));
    let pack = Pack {
        named: shown(&named.value),
        text: source.text.clone(),
        notes: root.table("notes")?.map_or_else(|| Ok(BTreeMap::new()), |table| by_language(&table))?,
        impact_ratios: impact_ratios(&root, around)?,
        records: records.collect::<Result<_>>()?,
        info,
    };
    let checks = root.tables("check")?;
    let checks: Result<_> = checks.iter().map(|table| check::read(table, around, Some(&pack.info))).collect();
    checks.map(|checks| (pack, checks))
}

fn by_language(table: &Table<'_>) -> Result<BTreeMap<String, String>> {
    table.in_order().iter().map(|words| Ok((words.key.clone(), words.text()?.value))).collect()
}

/// The rates whose ratios to the highest are shown.
fn impact_ratios(root: &Table<'_>, around: Around<'_>) -> Result<Vec<&'static Rate>> {
    let rate = |value: &Value<'_>| {
        let spot = value.text()?;
        match check::measure(&spot, around.columns)? {
            Measure::Rate(rate) => Ok(rate),
            other => {
                let error = Error::new("EVH-P061").with("measure", other.id()).with("comparison", "ratio");
                Err(error.with("known", "difference").at(spot.place))
            }
        }
    };
    root.list("impact_ratios")?.iter().map(rate).collect()
}

/// The file of a pack that is named by one.
pub(super) fn file_of(path: PathBuf) -> Option<PathBuf> {
    let is_file = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    is_file.then_some(path)
}

fn text(named: &Spot<String>, path: &Path, bounds: &Bounds) -> Result<Arc<ConfigText>> {
    let name = named.value.as_str();
    if let Some((id, text)) = PACKS.iter().find(|(id, _)| *id == name) {
        let path = format!("policies/{id}.toml").into();
        return Ok(Arc::new(ConfigText { path, text: (*text).to_owned() }));
    }
    if let Some(path) = file_of(path.to_owned()) {
        return bounds.file(&path, named);
    }
    let error = Error::new("EVH-P024").with("name", name).at(named.place.clone());
    Err(error.suggesting(name, PACKS.iter().map(|(id, _)| *id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_says_where_it_stands_and_when_to_look_again_in_both_languages() {
        for (id, text) in PACKS {
            let source = Arc::new(ConfigText { path: "pack.toml".into(), text: (*text).to_owned() });
            let document = document::parse(&source).unwrap();
            let root = Table::root(&source, &document);
            let word = |key: &str| root.need(key).unwrap().text().unwrap().value;
            let day = |key: &str| root.need(key).unwrap().date().unwrap().value;
            assert_eq!(word("id"), *id);
            assert!(LegalStatus::ALL.iter().any(|(token, _)| *token == word("status")), "{id}");
            assert!(day("next_review") > day("last_verified"), "{id}");
            for key in ["title", "notes"] {
                let words = by_language(&root.need(key).unwrap().table().unwrap()).unwrap();
                assert_eq!(words.keys().map(String::as_str).collect::<Vec<_>>(), ["en", "fr"], "{id}: {key}");
            }
        }
    }
}
