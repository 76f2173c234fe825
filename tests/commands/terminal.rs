//! What the terminal gets: colours where they are wanted, as much as was asked for, and a page opened.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Three groups: outside, within, and too few to tell.
fn campaign() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let csv = "gender,people,reached\nmen,1000,240\nwomen,1000,100\nothers,1000,238\nfew,20,4\n";
    fs::write(folder.path().join("people.csv"), csv).unwrap();
    folder
}

/// An audit with nothing of this machine's environment that evenhand listens to.
fn audit(folder: &Path, further: &[&str]) -> Command {
    let mut command = Command::cargo_bin("evenhand").unwrap();
    command.current_dir(folder).args(["audit", "people.csv", "--count", "people", "--selected", "reached"]);
    command.args(["--attributes", "gender", "--as-of", "2026-11-22", "--min-ratio", "0.8"]).args(further);
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "CI", "SOURCE_DATE_EPOCH"] {
        command.env_remove(name);
    }
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "CI"] {
        command.env_remove(name);
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn colours_come_by_force_or_flag_and_go_by_the_flag_or_no_color() {
    let folder = campaign();
    let is_coloured = |flags: &[&str], environment: &[(&str, &str)]| {
        let output = audit(folder.path(), flags).envs(environment.iter().copied()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        text(&output.stdout).contains('\u{1b}')
    };
    assert!(!is_coloured(&[], &[]), "a pipe");
    assert!(is_coloured(&["--color", "always"], &[]));
    assert!(is_coloured(&["--color", "always"], &[("NO_COLOR", "1"), ("TERM", "dumb")]), "a flag is the last word");
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!is_coloured(&[], &[("CLICOLOR_FORCE", "0"), ("TERM", "dumb")]));
    assert!(!is_coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

/// `script` of util-linux gives a program a terminal.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_has_colours_unless_it_is_dumb_or_told_not_to() {
    let has_script = std::process::Command::new("script").arg("--version").output().is_ok();
    if !has_script {
        eprintln!("not checked on a terminal: this machine has no `script`");
        return;
    }
    let folder = campaign();
    let program = assert_cmd::cargo::cargo_bin("evenhand").display().to_string();
    let run = format!(
        "'{program}' audit people.csv --count people --selected reached --attributes gender --min-ratio 0.8 --progress never"
    );
    let is_coloured = |environment: &[(&str, &str)]| {
        let mut command = std::process::Command::new("script");
        command.current_dir(folder.path()).args(["-qec", &run, "/dev/null"]).stdin(std::process::Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM", "CI"] {
            command.env_remove(name);
        }
        let output = command.envs(environment.iter().copied()).output().unwrap();
        let shown = text(&output.stdout);
        assert!(shown.contains("exit 1: "), "{shown}");
        shown.contains("\u{1b}[")
    };
    assert!(is_coloured(&[("TERM", "xterm-256color")]));
    assert!(!is_coloured(&[("TERM", "dumb")]));
    assert!(!is_coloured(&[("TERM", "dumb"), ("CI", "true")]), "a log that looks like a terminal");
    assert!(!is_coloured(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")]));
}

#[test]
fn quiet_is_the_last_line_and_verbose_lists_what_passes() {
    let folder = campaign();
    let shown = |flags: &[&str]| {
        let output = audit(folder.path(), flags).output().unwrap();
        assert_eq!(text(&output.stderr), "");
        text(&output.stdout)
    };
    assert_eq!(shown(&["-q"]), "exit 1: selection-ratio is outside its limit\n");
    assert!(shown(&[]).contains("WITHIN LIMIT   1  (-v to list)") && !shown(&[]).contains("● gender others"));
    assert!(shown(&["-v"]).contains("● gender others"));
    assert!(audit(folder.path(), &["-q", "-v"]).output().unwrap().status.code() == Some(2), "one or the other");
}

/// The widest line in characters, and the whole text.
fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn text_is_as_wide_as_the_terminal_and_says_the_same_in_any_width() {
    let folder = campaign();
    let shown = |columns: Option<&str>| {
        let mut command = audit(folder.path(), &["-v"]);
        command.env_remove("COLUMNS");
        text(&command.envs(columns.map(|columns| ("COLUMNS", columns))).output().unwrap().stdout)
    };
    let plain = shown(None);
    assert!(widest(&plain) <= 80, "80 where no terminal is: {plain}");
    assert_eq!(shown(Some("not a number")), plain);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for columns in ["40", "60", "100", "120"] {
        let text = shown(Some(columns));
        assert!(widest(&text) <= columns.parse().unwrap(), "{columns}: {text}");
        let mut own = words(&text);
        let mut all = words(&plain);
        own.sort();
        all.sort();
        assert_eq!(own, all, "{columns}: {text}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_of_sixty_columns_gets_sixty_columns() {
    if std::process::Command::new("script").arg("--version").output().is_err() {
        eprintln!("not checked on a terminal: this machine has no `script`");
        return;
    }
    let folder = campaign();
    let program = assert_cmd::cargo::cargo_bin("evenhand").display().to_string();
    let flags = "audit people.csv --count people --selected reached --min-ratio 0.8 --progress never --color never";
    let run = format!(
        "stty cols 60 rows 30; '{program}' {flags} --attributes gender; '{program}' {flags} --attributes gendr"
    );
    let mut command = std::process::Command::new("script");
    command.current_dir(folder.path()).args(["-qec", &run, "/dev/null"]).stdin(std::process::Stdio::null());
    let shown = text(&command.env_remove("COLUMNS").output().unwrap().stdout).replace('\r', "");
    assert!(shown.contains("exit 1: ") && shown.contains("EVH-D004"), "{shown}");
    assert!(widest(&shown) <= 60, "{shown}");
}

#[test]
fn help_is_folded_at_the_width_of_the_terminal() {
    for flag in ["-h", "--help"] {
        for (columns, most) in [("60", 60), ("80", 80), ("300", 100)] {
            let mut command = Command::cargo_bin("evenhand").unwrap();
            let output = command.args(["audit", flag]).env("COLUMNS", columns).output().unwrap();
            let help = text(&output.stdout);
            assert!(widest(&help) <= most && help.contains("--min-ratio"), "{flag} at {columns}:\n{help}");
        }
    }
}

/// A label of any length can bring its middle to the start of a line.
#[test]
fn no_line_of_the_log_of_a_pipeline_is_a_command_however_labels_wrap() {
    let folder = tempfile::tempdir().unwrap();
    let label = format!("{} ::error::boo ##[error]boo ::set-output name=a::b", "long ".repeat(12));
    let csv = format!("gender,people,reached\nmen,1000,240\n\"{label}\",1000,100\n::stop-commands::x,900,90\n");
    fs::write(folder.path().join("people.csv"), csv).unwrap();
    for columns in 40..=120 {
        let mut command = audit(folder.path(), &["-vv"]);
        let output = command.env("COLUMNS", columns.to_string()).output().unwrap();
        for line in text(&output.stdout).lines().chain(text(&output.stderr).lines()) {
            assert!(!line.trim_start().starts_with("::") && !line.contains("##["), "{columns}: {line}");
        }
    }
}

#[test]
fn the_config_in_use_is_named_and_no_config_leaves_it() {
    let folder = campaign();
    let config = "schema = \"evenhand.config/1\"\n[data]\ndecisions = \"people.csv\"\n[columns]\ncount = \"people\"\n\
                  selected = \"reached\"\n[[attribute]]\nname = \"gender\"\n";
    let run = |arguments: &[&str]| {
        let output =
            Command::cargo_bin("evenhand").unwrap().current_dir(folder.path()).args(arguments).output().unwrap();
        (output.status.code(), text(&output.stdout))
    };
    fs::write(folder.path().join("spring.toml"), config).unwrap();
    let (_, shown) = run(&["audit", "-c", "spring.toml"]);
    assert!(shown.lines().nth(1).unwrap().starts_with("config: spring.toml"), "{shown}");
    let by_flags = ["audit", "people.csv", "--count", "people", "--selected", "reached", "--attributes", "gender"];
    let (_, shown) = run(&by_flags);
    assert!(!shown.contains("config"), "there is none: {shown}");
    fs::write(folder.path().join("evenhand.toml"), config).unwrap();
    let (_, shown) = run(&["audit"]);
    let line = "config: evenhand.toml, found in this folder (--no-config leaves it out)";
    assert!(shown.contains(line), "{shown}");
    fs::write(folder.path().join("evenhand.toml"), "no config at all").unwrap();
    assert_eq!(run(&by_flags).0, Some(2), "a config that is there is read");
    let (code, shown) = run(&[&by_flags[..], &["--no-config"]].concat());
    assert!(code == Some(0) && !shown.contains("config"), "{shown}");
    assert_eq!(run(&["audit", "--no-config", "-c", "spring.toml"]).0, Some(2), "one or the other");
}

#[test]
fn a_threshold_and_a_score_can_be_said_by_flag() {
    let folder = tempfile::tempdir().unwrap();
    // Of a: 0.5, 0.5, 0.1; of b: 0.9, 0.4, 0.5.
    let csv = "g,s,income\na,0.5,>50K\na,0.5,<=50K\na,0.1,<=50K\nb,0.9,>50K\nb,0.4,<=50K\nb,0.5,>50K\n";
    fs::write(folder.path().join("a.csv"), csv).unwrap();
    let selected = |decision: &str| {
        let mut command = Command::cargo_bin("evenhand").unwrap();
        command.current_dir(folder.path()).args(["audit", "a.csv", "--attributes", "g", "--decision", decision]);
        let output = command.args(["--score", "s", "--min-cell", "1", "--format", "json"]).output().unwrap();
        let audit: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = audit["findings"].as_array().unwrap();
        assert!(findings.iter().any(|finding| finding["measure"] == "mean-score"), "{decision}: --score");
        let of = |group: &str| {
            let id = format!("selection-rate/value/g={group}");
            findings.iter().find(|finding| finding["id"] == id.as_str()).unwrap()["top"].as_u64().unwrap()
        };
        (of("a"), of("b"))
    };
    assert_eq!(selected("s>=0.5"), (2, 2), "equal to the threshold is selected");
    assert_eq!(selected("s>0.4"), (2, 2));
    assert_eq!(selected("s > 0.5"), (0, 1), "above alone");
    assert_eq!(selected("income=>50K"), (1, 2), "a value may begin with a sign");
}

#[test]
fn a_dry_run_reads_the_first_thousand_rows_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let rest = "-".repeat(100);
    let row = |n: usize, odd: usize| {
        let selected = if n == odd { "perhaps" } else { ["0", "1"][n / 2 % 2] };
        format!("{},{selected},{rest}\n", ["a", "b"][n % 2])
    };
    let rows = |odd: usize| -> String { (0..200_000).map(|n| row(n, odd)).collect() };
    let look = |odd: usize| {
        fs::write(folder.path().join("a.csv"), format!("g,sel,rest\n{}", rows(odd))).unwrap();
        let mut command = Command::cargo_bin("evenhand").unwrap();
        command.current_dir(folder.path()).args([
            "audit",
            "a.csv",
            "--decision",
            "sel",
            "--attributes",
            "g",
            "--dry-run",
        ]);
        let output = command.args(["-o", "audit.json"]).output().unwrap();
        assert!(!folder.path().join("audit.json").exists());
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    };
    let (code, shown, _) = look(usize::MAX);
    assert_eq!(code, Some(0));
    assert!(shown.contains("rows can be read; nothing was counted or written"), "{shown}");
    let (code, _, said) = look(500);
    assert!(code == Some(2) && said.contains("EVH-D020"), "{said}");
    assert_eq!(look(199_999).0, Some(0), "the last rows are not read");
}

/// Fake openers stand in for the system's: one that notes what it is given, one that fails, none at all.
#[cfg(target_os = "linux")]
mod opener {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn opener(folder: &Path, script: &str) {
        let path = folder.join("bin/xdg-open");
        fs::create_dir_all(folder.join("bin")).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    /// The exit code, what was said, and what was opened.
    fn run(folder: &Path, flags: &[&str]) -> (Option<i32>, String, Option<String>) {
        let output = audit(folder, flags).env("PATH", folder.join("bin")).output().unwrap();
        let opened = fs::read_to_string(folder.join("opened")).ok();
        let _ = fs::remove_file(folder.join("opened"));
        (output.status.code(), text(&output.stderr), opened)
    }

    #[test]
    fn the_first_page_written_is_opened() {
        let folder = campaign();
        let root = folder.path().canonicalize().unwrap();
        opener(&root, &format!("printf %s \"$1\" > '{}'", root.join("opened").display()));
        let page = |name: &str| Some(root.join(name).display().to_string());
        let (code, _, opened) = run(&root, &["--open", "-o", "a.json", "--output=-r.{lang}.html", "-o", "b.html"]);
        assert_eq!((code, opened), (Some(1), page("-r.en.html")), "a whole path is no flag");
        let (code, said, opened) = run(&root, &["--open", "-o", "a.json"]);
        assert_eq!((code, opened), (Some(1), page("report.html")));
        assert_eq!(said, "written: a.json\nwritten: report.html\n");
        let (_, _, opened) = run(&root, &["-o", "b.html"]);
        assert_eq!(opened, None, "nobody asked");
    }

    #[test]
    fn an_opener_that_fails_or_is_not_there_is_a_warning_alone() {
        let folder = campaign();
        fs::create_dir_all(folder.path().join("bin")).unwrap();
        let warning = "written: b.html\nwarning: b.html could not be opened here; open it in a browser\n";
        let (code, said, _) = run(folder.path(), &["--open", "-o", "b.html"]);
        assert_eq!((code, said.as_str()), (Some(1), warning));
        opener(folder.path(), "exit 3");
        let (code, said, _) = run(folder.path(), &["--open", "-o", "b.html", "--exit-zero"]);
        assert!(code == Some(0) && said.starts_with(warning), "{said}");
    }
}
