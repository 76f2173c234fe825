//! Rule packs: checks as data, with their source, their standing in law and the day that was last looked up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use evenhand_metrics::catalog::{Measure, Rate};
use serde::Deserialize;

use super::bounds::{self, Bounds};
use super::check::{self, Around, CheckKeys};
use super::read::{self, DayText, Spot, Word, words};
use super::rows::shown;
use super::tree::Node;
use crate::error::{ConfigText, Error, ErrorCode, Result};
use crate::plan::{Check, LegalStatus, Pack, PackInfo, Recorded};

/// The packs that come with evenhand: id and text.
pub const PACKS: &[(&str, &str)] = &[
    ("us-four-fifths", include_str!("../../../policies/us-four-fifths.toml")),
    ("ll144", include_str!("../../../policies/ll144.toml")),
    ("nj-13-16", include_str!("../../../policies/nj-13-16.toml")),
];

words!(LegalStatus = InForce, Adopted, Proposed, RescissionPending, Repealed, HouseRule);
words!(Recorded: "alternatives" => Self::Alternatives);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PackKeys {
    id: String,
    title: BTreeMap<String, String>,
    source: String,
    status: Word<LegalStatus>,
    last_verified: DayText,
    next_review: Option<DayText>,
    #[serde(default)]
    notes: BTreeMap<String, String>,
    /// The rates whose ratios to the highest are shown.
    #[serde(default)]
    impact_ratios: Vec<Spot<String>>,
    #[serde(default)]
    records: Vec<Word<Recorded>>,
    #[serde(default)]
    check: Vec<Spot<CheckKeys>>,
}

/// The key of checks that packs alone have.
const FLIP_TEST: &str = "flip_test";

/// What a pack says, and the flip test of each of its checks.
fn keys(source: &Arc<ConfigText>) -> Result<(PackKeys, Vec<Option<Node>>)> {
    let mut document = Node::parse(source)?;
    let flip_tests = document.items_mut("check").iter_mut().map(|check| check.take(FLIP_TEST)).collect();
    Ok((read::read(&document)?, flip_tests))
}

/// A pack named by its id or by its file, which is at this path, and its checks.
pub(super) fn read(
    named: &Spot<String>,
    path: &Path,
    bounds: &Bounds,
    around: Around<'_>,
) -> Result<(Pack, Vec<Check>)> {
    let source = text(named, path, bounds)?;
    if let Some(key) = bounds::lacking(&source.text, &bounds::PACK) {
        return Err(Error::new(ErrorCode::P008).with("key", key).at(bounds::whole(&source)));
    }
    let (keys, flip_tests) = keys(&source)?;
    let info = PackInfo {
        id: keys.id,
        title: keys.title,
        source: keys.source,
        status: keys.status.0,
        last_verified: keys.last_verified.0,
        next_review: keys.next_review.map(|day| day.0),
    };
    let pack = Pack {
        named: shown(&named.value),
        text: source.text.clone(),
        notes: keys.notes,
        impact_ratios: keys.impact_ratios.iter().map(|spot| impact_ratio(spot, around)).collect::<Result<_>>()?,
        records: keys.records.into_iter().map(|word| word.0).collect(),
        info,
    };
    let check = |(check, flip_test): (Spot<CheckKeys>, Option<Node>)| {
        let flip_test = flip_test.map_or(Ok(false), |node| read::read_at("check.flip_test", &node))?;
        Ok(Check { flip_test, ..check.check(around, Some(&pack.info))? })
    };
    let checks: Result<_> = keys.check.into_iter().zip(flip_tests).map(check).collect();
    checks.map(|checks| (pack, checks))
}

/// A rate whose ratios to the highest are shown.
fn impact_ratio(spot: &Spot<String>, around: Around<'_>) -> Result<&'static Rate> {
    match check::measure(spot, around.columns)? {
        Measure::Rate(rate) => Ok(rate),
        other => {
            let error = Error::new(ErrorCode::P061).with("measure", other.id()).with("comparison", "ratio");
            Err(error.with("known", "difference").at(spot.place.clone()))
        }
    }
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
    let error = Error::new(ErrorCode::P024).with("name", name).at(named.place.clone());
    Err(error.suggesting(name, PACKS.iter().map(|(id, _)| *id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_says_where_it_stands_and_when_to_look_again_in_both_languages() {
        for (id, text) in PACKS {
            let source = Arc::new(ConfigText { path: "pack.toml".into(), text: (*text).to_owned() });
            let (pack, _) = keys(&source).unwrap();
            assert_eq!(pack.id, *id);
            assert!(pack.next_review.unwrap().0 > pack.last_verified.0, "{id}");
            for words in [&pack.title, &pack.notes] {
                assert_eq!(words.keys().map(String::as_str).collect::<Vec<_>>(), ["en", "fr"], "{id}");
            }
        }
    }
}
