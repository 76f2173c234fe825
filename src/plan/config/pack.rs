//! Rule packs: checks as data, with their source, their standing in law and the day that was last looked up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check::{self, Around};
use super::document::{self, Spot, Table};
use super::file;
use super::rows::shown;
use crate::error::{ConfigText, Error, Result};
use crate::plan::{Check, Pack, PackInfo};

/// The packs that come with evenhand: id and text.
pub const PACKS: &[(&str, &str)] = &[("us-four-fifths", include_str!("../../../policies/us-four-fifths.toml"))];

const KNOWN: &[&str] = &["id", "title", "source", "status", "last_verified", "check"];

/// A pack named by its id or by its file, and its checks; a file's path starts in `folder`.
pub(super) fn read(named: &Spot<String>, folder: &Path, around: Around<'_>) -> Result<(Pack, Vec<Check>)> {
    let source = text(named, folder)?;
    let (info, checks) = checks(&source, around)?;
    Ok((Pack { info, named: shown(&named.value), text: source.text.clone() }, checks))
}

/// The file of a pack that is named by one.
pub(super) fn file_of(name: &str, folder: &Path) -> Option<PathBuf> {
    let is_file = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    is_file.then(|| folder.join(name))
}

fn text(named: &Spot<String>, folder: &Path) -> Result<Arc<ConfigText>> {
    let name = named.value.as_str();
    if let Some((id, text)) = PACKS.iter().find(|(id, _)| *id == name) {
        let path = format!("policies/{id}.toml").into();
        return Ok(Arc::new(ConfigText { path, text: (*text).to_owned() }));
    }
    if let Some(path) = file_of(name, folder) {
        return file(&path, Path::new(name), &named.place);
    }
    let error = Error::new("EVH-P024").with("name", name).at(named.place.clone());
    Err(error.suggesting(name, PACKS.iter().map(|(id, _)| *id)))
}

fn checks(source: &Arc<ConfigText>, around: Around<'_>) -> Result<(PackInfo, Vec<Check>)> {
    let document = document::parse(source)?;
    let root = Table::root(source, &document);
    root.only(KNOWN, &[])?;
    let text = |key: &str| Ok(root.need(key)?.text()?.value);
    let mut title = BTreeMap::new();
    for words in root.need("title")?.table()?.in_order() {
        title.insert(words.key.clone(), words.text()?.value);
    }
    let info = PackInfo {
        id: text("id")?,
        title,
        source: text("source")?,
        status: text("status")?,
        last_verified: root.need("last_verified")?.date()?.value,
    };
    let checks: Result<_> = root.tables("check")?.iter().map(|table| check::read(table, around, Some(&info))).collect();
    Ok((info, checks?))
}
