//! Ctrl-C and SIGTERM: 130 and 143, wherever the program waits, with nothing left behind and nothing said.

use std::fs;
use std::io::{Read, Write};
use std::process::{Child, Stdio};

use super::{audit, campaign, contents, ended, evenhand, people, signal};

/// An audit of standard input that has read all there is so far and waits for more: a pipe holds less than this.
fn waiting(arguments: &[&str], folder: &std::path::Path) -> Child {
    let mut command = evenhand(folder, arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.as_mut().unwrap().write_all(people(40_000, 4).as_bytes()).unwrap();
    child
}

#[test]
fn reading_from_a_pipe_ends_at_a_signal_with_its_own_code() {
    let folder = campaign(30);
    let at = folder.path();
    fs::write(at.join("audit.json"), "old").unwrap();
    let before = contents(at);
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let child = waiting(&["audit", "-", "-o", "audit.json", "-o", "report.html"], at);
        signal(&child, name);
        let (status, said) = ended(child);
        assert_eq!((status.code(), said.as_str()), (Some(code), ""));
        assert_eq!(contents(at), before);
    }
}

#[test]
fn counting_and_inspecting_a_pipe_end_the_same_way() {
    let folder = campaign(30);
    let at = folder.path();
    let before = contents(at);
    for arguments in [&["count", "-", "-o", "day.cube"][..], &["inspect", "-"]] {
        let child = waiting(arguments, at);
        signal(&child, "INT");
        let (status, said) = ended(child);
        assert_eq!((status.code(), said.as_str()), (Some(130), ""), "{arguments:?}");
        assert_eq!(contents(at), before);
    }
}

#[test]
fn writing_to_a_pipe_that_nobody_reads_ends_too_and_the_files_are_whole() {
    let folder = campaign(300);
    let at = folder.path();
    audit(at).output().unwrap();
    let whole = fs::read(at.join("audit.json")).unwrap();
    assert!(whole.len() > 1 << 17, "{} bytes fit into a pipe", whole.len());
    fs::write(at.join("audit.json"), "old").unwrap();
    let before: Vec<String> = contents(at).into_keys().collect();
    let mut command = evenhand(at, &["audit", "-o", "audit.json", "-o", "-", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // The first byte tells that it has come to writing.
    child.stdout.as_mut().unwrap().read_exact(&mut [0]).unwrap();
    signal(&child, "INT");
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(fs::read(at.join("audit.json")).unwrap(), whole);
    assert_eq!(contents(at).into_keys().collect::<Vec<_>>(), before);
}
