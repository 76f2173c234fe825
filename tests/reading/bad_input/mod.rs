//! Bad input, one row each: exit 2, exactly one error with its code, its place and a remedy, in both languages; what was
//! there before is untouched, nothing else is made, and no value of the data is told.

mod data;
mod packed;
mod plan;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand::lang::Lang;
use tempfile::TempDir;

/// A value of a column that nobody declared, which stands in every row.
const SECRET: &str = "Jane-Doe-1975";

const CONFIG: &str = r#"schema = "evenhand.config/1"
[data]
decisions = "people.csv"
[columns]
decision = "sent"
[[attribute]]
name = "gender"
[[attribute]]
name = "age"
bins = [25, 45]
[[check]]
id = "ratio"
measure = "selection-rate"
comparison = "ratio"
min = 0.8
"#;

/// One bad input.
struct Case {
    /// What is bad.
    what: &'static str,
    /// The code that says so.
    code: &'static str,
    /// What the line of the place says.
    place: &'static str,
    /// Files in place of those of the folder, or beside them; `None` takes one away.
    files: Vec<(&'static str, Option<Vec<u8>>)>,
    /// Arguments behind `audit -o audit.json`.
    arguments: Vec<&'static str>,
}

/// 60 people, whose rows all end in the secret.
fn people() -> String {
    let row = |n: u32| {
        let (gender, age) = (["men", "women"][n as usize % 2], 20 + n % 40);
        format!("{gender},{age},{},{}.5,9,{},{SECRET}-{n}\n", u32::from(n.is_multiple_of(3)), n % 4, n % 9)
    };
    "gender,age,sent,w,n,k,note\n".to_owned() + &(0..60).map(row).collect::<String>()
}

/// A case that changes the data.
fn data(what: &'static str, code: &'static str, place: &'static str, text: impl Into<Vec<u8>>) -> Case {
    Case { what, code, place, files: vec![("people.csv", Some(text.into()))], arguments: Vec::new() }
}

/// A case that puts one text in the place of another in the config.
fn config(what: &'static str, code: &'static str, place: &'static str, [from, to]: [&str; 2]) -> Case {
    assert!(CONFIG.contains(from), "{from}");
    let config = CONFIG.replacen(from, to, 1);
    Case { what, code, place, files: vec![("evenhand.toml", Some(config.into()))], arguments: Vec::new() }
}

impl Case {
    /// The same with this file too.
    fn with(mut self, name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((name, Some(bytes.into())));
        self
    }

    /// The same with further arguments.
    fn arguments(mut self, arguments: &[&'static str]) -> Self {
        self.arguments.extend(arguments);
        self
    }

    fn folder(&self) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("evenhand.toml"), CONFIG).unwrap();
        fs::write(at("people.csv"), people()).unwrap();
        fs::write(at("audit.json"), "old").unwrap();
        fs::write(at("report.html"), "older").unwrap();
        for (name, bytes) in &self.files {
            match bytes {
                Some(bytes) => fs::write(at(name), bytes).unwrap(),
                None => fs::remove_file(at(name)).unwrap(),
            }
        }
        folder
    }

    /// What it says to standard error.
    fn said(&self, folder: &Path, lang: Lang) -> String {
        let mut command = evenhand(folder, lang);
        command.args(["audit", "-o", "audit.json", "-o", "report.html"]).args(&self.arguments);
        let output = command.output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{}: {said}", self.what);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), "", "{}", self.what);
        said
    }

    fn check(&self) {
        let folder = self.folder();
        let before = contents(folder.path());
        let [english, french] = [Lang::En, Lang::Fr].map(|lang| (lang, self.said(folder.path(), lang)));
        for (lang, said) in [&english, &french] {
            let head = format!("{}[{}]", lang.text("diagnostic-error"), self.code);
            assert!(said.starts_with(&head), "{} is {}: {said}", self.what, self.code);
            assert_eq!(said.matches("EVH-").count(), 2, "one error, and where to read more; {}: {said}", self.what);
            assert!(said.contains(&format!("= {}", lang.text("diagnostic-help"))), "{}: {said}", self.what);
            assert!(said.contains(&format!("evenhand explain {}", self.code)), "{}: {said}", self.what);
            assert!(!said.contains(SECRET), "{}: {said}", self.what);
            assert!(!said.contains("panicked") && !said.contains(&*folder.path().to_string_lossy()), "{said}");
        }
        let place = english.1.lines().find(|line| line.trim_start().starts_with("-->")).unwrap_or_default();
        assert!(place.contains(self.place), "{}: {}", self.what, english.1);
        let words = |said: &str, lang: Lang| {
            let help = format!("= {}", lang.text("diagnostic-help"));
            let line = said.lines().find(|line| line.contains(&help)).unwrap();
            line.split_once(&help).unwrap().1.to_owned()
        };
        assert_ne!(words(&english.1, Lang::En), words(&french.1, Lang::Fr), "{}", self.what);
        assert_eq!(contents(folder.path()), before, "{}", self.what);
    }
}

fn evenhand(folder: &Path, lang: Lang) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).env("EVENHAND_LANG", lang.tag()).env("NO_COLOR", "1").env_remove("SOURCE_DATE_EPOCH");
    command
}

/// Every file of a folder by name, and every folder without content.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    files.map(|path| (name(&path), fs::read(&path).unwrap_or_default())).collect()
}

#[test]
fn the_input_that_the_cases_spoil_is_good() {
    let case = data("good", "", "", people());
    let folder = case.folder();
    let output = evenhand(folder.path(), Lang::En).args(["audit", "-o", "audit.json"]).output().unwrap();
    assert!([Some(0), Some(1), Some(3)].contains(&output.status.code()), "{output:?}");
    let audit = fs::read_to_string(folder.path().join("audit.json")).unwrap();
    assert!(audit.starts_with('{') && !audit.contains(SECRET));
}

#[test]
fn data_that_cannot_be_audited_are_refused_each_with_its_own_error() {
    data::cases().iter().for_each(Case::check);
}

#[test]
fn plans_that_do_not_hold_are_refused_at_the_line_that_is_wrong() {
    plan::cases().iter().for_each(Case::check);
}

#[test]
fn files_that_are_damaged_or_packed_to_burst_are_refused() {
    packed::cases().iter().for_each(Case::check);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_is_packed_to_burst_needs_no_more_memory_than_another() {
    for case in packed::bursting() {
        let folder = case.folder();
        // A gigabyte unpacked does not fit into this much, and the program itself does.
        let script = "ulimit -v 900000; exec \"$0\" audit";
        let program = assert_cmd::cargo::cargo_bin("evenhand");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script]).arg(program).current_dir(folder.path()).env("EVENHAND_LANG", "en");
        let output = command.env("POLARS_MAX_THREADS", "2").output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{}: {said}", case.what);
        assert!(said.starts_with(&format!("error[{}]", case.code)), "{}: {said}", case.what);
    }
}

#[test]
fn every_code_of_the_cases_is_explained_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let cases = [data::cases(), plan::cases(), packed::cases()].concat_codes();
    for code in cases {
        let explained =
            [Lang::En, Lang::Fr].map(|lang| evenhand(folder.path(), lang).args(["explain", code]).output().unwrap());
        let [english, french] = &explained;
        assert!(explained.iter().all(|output| output.status.success() && output.stdout.len() > 40), "{code}");
        assert_ne!(english.stdout, french.stdout, "{code}");
    }
}

/// The codes of several lists, each once.
trait Codes {
    fn concat_codes(self) -> std::collections::BTreeSet<&'static str>;
}

impl<const N: usize> Codes for [Vec<Case>; N] {
    fn concat_codes(self) -> std::collections::BTreeSet<&'static str> {
        self.iter().flatten().map(|case| case.code).collect()
    }
}

#[test]
fn a_person_who_is_in_the_audience_twice_word_for_word_is_a_warning() {
    let case = data("twice", "", "", format!("id,sent,note\n1,1,{SECRET}\n2,0,\n3,1,\n4,0,\n"))
        .with("audience.csv", "id,gender,age\n1,men,30\n2,women,50\n1,men,30\n3,women,20\n4,men,50\n");
    let folder = case.folder();
    let arguments = ["audit", "-o", "audit.json", "--audience", "audience.csv", "--key", "id"];
    let output = evenhand(folder.path(), Lang::En).args(arguments).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{output:?}");
    let audit = fs::read_to_string(folder.path().join("audit.json")).unwrap();
    assert!(audit.contains("\"audience-repeats\"") && !audit.contains(SECRET), "{audit}");
}
