//! The program from outside: exit codes, streams, documents and languages.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand_metrics::catalog::{FIELD_NAMES, Measure};
use tempfile::TempDir;

/// What a process printed.
fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// 1,000 men of whom 240 were selected, and 1,000 women of whom `women` were.
fn campaign(women: u32) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let csv = format!("gender,people,reached\nmen,1000,240\nwomen,1000,{women}\n");
    fs::write(folder.path().join("people.csv"), csv).unwrap();
    folder
}

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

const AUDIT: [&str; 10] = [
    "audit",
    "people.csv",
    "--count",
    "people",
    "--selected",
    "reached",
    "--attributes",
    "gender",
    "--as-of",
    "2026-11-22",
];

fn audit(folder: &TempDir, further: &[&str]) -> Command {
    evenhand(folder.path(), &[&AUDIT, further].concat())
}

#[test]
fn the_exit_code_says_within_outside_undecided_and_impossible() {
    let code = |women: u32, further: &[&str]| audit(&campaign(women), further).output().unwrap().status.code();
    assert_eq!(code(240, &["--min-ratio", "0.8"]), Some(0), "1.00 of 0.8");
    assert_eq!(code(100, &["--min-ratio", "0.8"]), Some(1), "0.42 of 0.8");
    assert_eq!(code(100, &["--min-ratio", "0.8", "--exit-zero"]), Some(0));
    assert_eq!(code(100, &["--min-ratio", "8", "--exit-zero"]), Some(2), "never instead of 2");
    assert_eq!(code(100, &[]), Some(0), "no limits set: nothing is judged");
}

#[test]
fn an_undecided_check_does_what_it_is_told_to() {
    // 24 of 100 against 240 of 1,000: as often, but no gap of 0.5 would have been seen.
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), "gender,people,reached\nmen,1000,240\nwomen,40,9\n").unwrap();
    let code =
        |further: &[&str]| audit(&folder, &[&["--min-ratio", "0.8"], further].concat()).output().unwrap().status.code();
    assert_eq!(code(&[]), Some(3));
    assert_eq!(code(&["--on-cannot-tell", "fail"]), Some(1));
    assert_eq!(code(&["--on-cannot-tell", "warn"]), Some(0));
    assert_eq!(code(&["--exit-zero"]), Some(0));
}

#[test]
fn results_go_to_standard_output_and_talk_to_standard_error() {
    let folder = campaign(100);
    let shown = audit(&folder, &["--min-ratio", "0.8", "-o", "report.html"]).output().unwrap();
    assert!(text(&shown.stdout).contains("exit 1: selection-ratio is outside its limit"));
    assert_eq!(text(&shown.stderr), "written: report.html\n");
    let quiet = audit(&folder, &["--min-ratio", "0.8", "-q", "-o", "report.html"]).output().unwrap();
    assert_eq!(text(&quiet.stdout), "exit 1: selection-ratio is outside its limit\n");
    assert_eq!(text(&quiet.stderr), "");
    let document = audit(&folder, &["--min-ratio", "0.8", "-o", "-", "--format", "json"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&document.stdout).unwrap();
    assert_eq!((json["schema"].as_str(), json["exit_code"].as_u64()), (Some("evenhand.audit/1"), Some(1)));
    assert_eq!(text(&document.stderr), "exit 1: selection-ratio is outside its limit\n");
}

#[test]
fn the_same_input_gives_the_same_bytes_in_every_document() {
    let folder = campaign(100);
    let wanted = ["--min-ratio", "0.8", "-q", "-o", "audit.json", "-o", "report.{lang}.html", "-o", "out.txt"];
    let made = || {
        audit(&folder, &wanted).assert().code(1);
        ["audit.json", "report.en.html", "report.fr.html", "out.txt"]
            .map(|name| fs::read(folder.path().join(name)).unwrap())
    };
    let first = made();
    assert_eq!(first, made());
    assert!(text(&first[1]).contains("lang=\"en\"") && text(&first[2]).contains("lang=\"fr\""));
}

#[test]
fn nothing_is_half_written() {
    let folder = campaign(100);
    fs::write(folder.path().join("audit.json"), "old").unwrap();
    fs::create_dir(folder.path().join("folder.html")).unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["-o", "audit.json", "-o", "nowhere/report.html"], "EVH-U004"),
        (&["-o", "audit.json", "-o", "folder.html"], "EVH-U004"),
        (&["-o", "audit.json", "-o", "report.pdf"], "EVH-U001"),
        (&["-o", "audit.json", "-o", "report.doc"], "EVH-U002"),
        (&["-o", "audit.json", "-o", "-"], "EVH-U003"),
        (&["-o", "audit.json", "-o", "audit.json"], "EVH-U006"),
    ];
    for (further, code) in cases {
        let done = audit(&folder, further).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{further:?}");
        assert!(text(&done.stderr).starts_with(&format!("error[{code}]: ")), "{}", text(&done.stderr));
        assert_eq!(text(&done.stdout), "");
    }
    // The rows cannot be read, so the audit ends after the outputs were looked at and before they are made.
    fs::write(folder.path().join("people.csv"), "gender,people,reached\nmen,10,11\n").unwrap();
    audit(&folder, &["-o", "audit.json"]).assert().code(2);
    assert_eq!(fs::read_to_string(folder.path().join("audit.json")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn an_output_never_takes_the_place_of_what_is_read() {
    let folder = campaign(100);
    let data = folder.path().join("people.csv");
    let before = fs::read(&data).unwrap();
    for name in ["people.csv", "./people.csv"] {
        let done = audit(&folder, &["-o", "audit.json", "-o", name]).output().unwrap();
        assert_eq!(done.status.code(), Some(2), "{name}");
        assert!(text(&done.stderr).starts_with("error[EVH-U009]: "), "{}", text(&done.stderr));
    }
    assert_eq!(fs::read(data).unwrap(), before);
    assert!(!folder.path().join("audit.json").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_standard_output_is_no_success() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let folder = campaign(240);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("evenhand"));
    let status =
        command.current_dir(folder.path()).args(AUDIT).args(["--min-ratio", "0.8"]).stdout(full).output().unwrap();
    assert_eq!(status.status.code(), Some(2));
    assert!(text(&status.stderr).contains("EVH-U004"));
}

#[test]
fn a_closed_pipe_ends_quietly() {
    use std::process::Stdio;
    let folder = campaign(100);
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin("evenhand"));
    command.current_dir(folder.path()).args(AUDIT).args(["--min-ratio", "0.8"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!((done.status.code(), text(&done.stderr).as_str()), (Some(1), ""));
}

#[test]
fn the_language_is_asked_for_or_found() {
    let folder = campaign(100);
    let wrong = |arguments: &[&str], variable: &str, value: &str| {
        let done = audit(&folder, &[&["--level", "95"], arguments].concat()).env(variable, value).output().unwrap();
        text(&done.stderr).lines().next().unwrap().to_owned()
    };
    let (en, fr) = (
        "error[EVH-P009]: `--level` is out of range",
        "erreur[EVH-P009]\u{a0}: «\u{a0}--level\u{a0}» est hors des valeurs possibles",
    );
    assert_eq!(wrong(&[], "LANG", "de_DE.UTF-8"), en);
    assert_eq!(wrong(&[], "LANG", "fr_FR.UTF-8"), fr);
    assert_eq!(wrong(&["--lang", "en"], "EVENHAND_LANG", "fr"), en);
}

#[test]
fn usage_is_exit_2_and_help_is_0() {
    let folder = campaign(100);
    evenhand(folder.path(), &["audit", "--mni-ratio", "0.8"]).assert().code(2);
    evenhand(folder.path(), &[]).assert().code(2);
    evenhand(folder.path(), &["--help"]).assert().code(0);
    evenhand(folder.path(), &["--version"]).assert().code(0);
}

#[test]
fn the_config_of_the_folder_is_found_and_a_flag_overrides_it() {
    let folder = campaign(180);
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ncount = \"people\"\n\
                  selected = \"reached\"\n[[attribute]]\nname = \"gender\"\n[[check]]\nid = \"selection-ratio\"\n\
                  measure = \"selection-rate\"\ncomparison = \"ratio\"\nmin = 0.95\n";
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    evenhand(folder.path(), &["audit", "-q"]).assert().code(1);
    evenhand(folder.path(), &["audit", "-q", "--min-ratio", "0.6"]).assert().code(0);
}

#[test]
fn a_data_value_is_never_printed_with_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("people.csv"), "gender,t\nmen,1\nwomen,Jane-Doe-1975\n").unwrap();
    let done = evenhand(folder.path(), &["audit", "people.csv", "--decision", "t", "--attributes", "gender"])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert!(!text(&done.stderr).contains("Jane"), "{}", text(&done.stderr));
}

#[test]
fn everything_that_has_a_name_is_explained_in_both_languages() {
    use evenhand::error::ErrorCode;
    use evenhand_metrics::undefined::Undefined;
    let folder = tempfile::tempdir().unwrap();
    let names = ErrorCode::ALL
        .iter()
        .map(|code| code.id())
        .take(2)
        .chain(Measure::all_names().step_by(7))
        .chain(["outside", "cannot_tell"]);
    for name in names.chain(Undefined::ALL.into_iter().map(Undefined::id).take(3)) {
        let [en, fr] =
            ["en", "fr"].map(|lang| evenhand(folder.path(), &["explain", name, "--lang", lang]).output().unwrap());
        assert_eq!((en.status.code(), fr.status.code()), (Some(0), Some(0)), "{name}");
        assert_ne!(en.stdout, fr.stdout, "{name}");
    }
    let unknown = evenhand(folder.path(), &["explain", "mis-rate"]).output().unwrap();
    assert_eq!(unknown.status.code(), Some(2));
    assert!(text(&unknown.stderr).contains("did you mean \"miss-rate\"?"));
}

#[test]
fn every_measure_is_listed_with_its_formula() {
    let folder = tempfile::tempdir().unwrap();
    let listed = evenhand(folder.path(), &["metrics"]).output().unwrap();
    let shown = text(&listed.stdout);
    for measure in Measure::all() {
        let is_own = |line: &str| line.starts_with(measure.id()) && line.contains(&measure.formula());
        assert!(shown.lines().any(is_own), "{}", measure.id());
    }
    // A head, four lists with their heads, and the letters.
    assert_eq!(shown.lines().count(), Measure::all().count() + FIELD_NAMES.len() + 11);
}
