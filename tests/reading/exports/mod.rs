//! Files as people have them: exports of advertising and mail platforms, of R and of spreadsheets, written here after their
//! public shape, each read without touching it. Every expected figure was worked out by hand from the rows above it.

mod beginnings;
mod counts;
mod days;
mod numbers;
mod platforms;
mod sheets;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// evenhand in a folder, with nothing of this machine's environment that it listens to.
fn evenhand(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(arguments);
    for name in
        ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE"]
    {
        command.env_remove(name);
    }
    command
}

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

/// The same with a config.
fn configured(config: &str, files: &[(&str, &[u8])]) -> TempDir {
    let folder = folder(files);
    let text = format!("schema = \"evenhand.config/1\"\n{config}");
    fs::write(folder.path().join("evenhand.toml"), text).unwrap();
    folder
}

/// The document of an audit, and what was said beside it.
struct Audited {
    document: Value,
    said: String,
}

fn audited(folder: &TempDir, arguments: &[&str]) -> Audited {
    let arguments =
        [&["audit"], arguments, &["--as-of", "2026-11-22", "--exit-zero", "--min-cell", "1", "-o", "a.json"]].concat();
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(output.status.success(), "{said}");
    let document = fs::read(folder.path().join("a.json")).unwrap();
    Audited { document: serde_json::from_slice(&document).unwrap(), said }
}

/// What an audit that cannot be made says, in English.
fn refused(folder: &TempDir, code: &str, arguments: &[&str]) -> String {
    let arguments = [&["audit"], arguments, &["--as-of", "2026-11-22", "-o", "a.json"]].concat();
    let output = evenhand(folder.path(), &arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(2) && said.contains(code), "{code}: {said}");
    assert!(!folder.path().join("a.json").exists());
    said
}

impl Audited {
    /// Selected and people of each group of an attribute, by label.
    fn rates(&self, attribute: &str) -> Vec<(String, u64, u64)> {
        let findings = self.document["findings"].as_array().unwrap();
        let own = findings.iter().filter(|finding| {
            let segment = finding["segment"].as_object();
            finding["measure"] == "selection-rate"
                && finding["comparison"] == "value"
                && finding["campaign"].is_null()
                && segment.is_some_and(|segment| segment.len() == 1 && segment.contains_key(attribute))
        });
        let number = |value: &Value| value.to_string().trim_end_matches(".0").parse().unwrap_or(0);
        let of = |finding: &Value| {
            let label = finding["segment"][attribute].as_str().unwrap_or("()").to_owned();
            (label, number(&finding["top"]), number(&finding["bottom"]))
        };
        let mut rates: Vec<_> = own.map(of).collect();
        rates.sort();
        rates
    }

    /// Ids of what a reader should know.
    fn notes(&self) -> Vec<&str> {
        let notes = self.document["warnings"].as_array();
        notes.into_iter().flatten().filter_map(|note| note["id"].as_str()).collect()
    }

    fn assert_rates(&self, attribute: &str, expected: &[(&str, u64, u64)]) {
        let expected: Vec<_> = expected.iter().map(|(label, top, of)| ((*label).to_owned(), *top, *of)).collect();
        assert_eq!(self.rates(attribute), expected, "{}", self.said);
    }

    fn assert_said(&self, note: &str, words: &str) {
        assert!(self.notes().contains(&note), "{note}: {:?}\n{}", self.notes(), self.said);
        assert!(self.said.contains(words), "{words}: {}", self.said);
    }
}
