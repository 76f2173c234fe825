//! What the terminal gets: colours where they are wanted, as much as was asked for, and a page opened.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

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
    for name in ["EVENHAND_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "SOURCE_DATE_EPOCH"] {
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
