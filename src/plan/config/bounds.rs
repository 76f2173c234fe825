//! What a config may lead to. Whoever proposes a change to a config may be a stranger: it must not make the machine that
//! checks it print a line of a file that is none of ours, nor, where that is asked for, read a file outside its folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file;
use evenhand_cube::read::within;

use super::read::Spot;
use crate::error::{ConfigText, Place, Result};

/// The folder that the paths of a config may not leave; `None` where they may.
#[derive(Debug, Clone, Default)]
pub(super) struct Bounds(pub(super) Option<PathBuf>);

impl Bounds {
    /// Those of a config in this folder.
    pub(super) fn of(folder: &Path, confined: bool) -> Self {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // A folder that cannot be told from others holds nothing.
        Self(confined.then(|| fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())))
    }

    /// The text of a file that is named at this spot.
    ///
    /// # Errors
    /// `EVH-P037` when the config names it and it is outside, `EVH-P001` when it cannot be read.
    pub(super) fn file(&self, path: &Path, named: &Spot<String>) -> Result<Arc<ConfigText>> {
        within(self.0.as_deref(), path, &named.value, &named.place)?;
        file(path, Path::new(&named.value), &named.place)
    }
}

/// What a document of ours says of itself before its first table: a key, and how its value begins.
pub(super) type Beginning = (&'static str, &'static str);

/// A pack has no schema; these keys stand in every one.
pub(super) const PACK: [Beginning; 4] = [("id", ""), ("source", ""), ("status", ""), ("last_verified", "")];
/// A config and the waivers name their schema.
pub(super) const DOCUMENT: [Beginning; 1] = [("schema", "evenhand.")];

/// The first line that a text should begin with, had it been one of ours; `None` when it is. Of a text that does not begin
/// as ours do nothing is shown, neither a line nor a name in it: it may be anything that the machine can read.
pub(super) fn lacking(text: &str, beginning: &[Beginning]) -> Option<&'static str> {
    let lines = || text.lines().map(str::trim_start).take_while(|line| !line.starts_with('['));
    let says = |(key, value): &Beginning| {
        lines().any(|line| {
            let rest = line.strip_prefix(key).map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
            rest.is_some_and(|rest| rest.trim_start_matches([' ', '\t', '"', '\'']).starts_with(value))
        })
    };
    beginning.iter().find(|own| !says(own)).map(|(key, _)| *key)
}

/// The place of a file as a whole.
pub(super) fn whole(source: &ConfigText) -> Place {
    Place::Data { file: source.path.display().to_string(), column: None, row: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_of_ours_is_known_by_what_stands_before_its_first_table() {
        for text in [
            "schema = \"evenhand.config/1\"\n[data]",
            "# spring\n\n  schema='evenhand.waivers/9'",
            "policies = []\nschema\t=\t\"evenhand.config/1\"",
            "schema = evenhand.config/1",
        ] {
            assert_eq!(lacking(text, &DOCUMENT), None, "{text}");
        }
        for text in [
            "",
            "SECRET=1\0schema = \"evenhand.config/1\"",
            "[data]\nschema = \"evenhand.config/1\"",
            "schema = \"other/1\"",
            "schemata = \"evenhand.config/1\"",
        ] {
            assert_eq!(lacking(text, &DOCUMENT), Some("schema"), "{text}");
        }
        let pack = "id = \"a\"\nsource = \"b\"\nstatus = \"c\"\nlast_verified = 2026-01-01\n";
        assert_eq!(lacking(pack, &PACK), None);
        assert_eq!(lacking("id = \"a\"\npassword = \"b\"\n", &PACK), Some("source"));
    }
}
