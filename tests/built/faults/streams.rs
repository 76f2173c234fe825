//! Standard input and output that are not there, and files that change while they are read.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::Command;

use super::{campaign, contents, done, ended, evenhand, people, program, spawned};

#[test]
fn standard_input_that_is_closed_or_empty_is_said_to_be() {
    let folder = campaign(30);
    let at = folder.path();
    fs::write(at.join("audit.json"), "old").unwrap();
    let before = contents(at);
    let program = program();
    let closed = format!("exec '{}' audit - -o audit.json <&-", program.display());
    let mut shell = Command::new("sh");
    shell.args(["-c", &closed]).current_dir(at).env("EVENHAND_LANG", "en");
    for command in [shell, evenhand(at, &["audit", "-", "-o", "audit.json"])] {
        let (code, shown, said) = done(command);
        assert_eq!((code, shown.as_str()), (Some(2), ""));
        assert!(said.starts_with("error[EVH-D015]: "), "{said}");
        assert_eq!(contents(at), before);
    }
}

#[test]
fn a_reader_of_standard_output_that_has_gone_is_no_failure() {
    let folder = campaign(300);
    for arguments in [&["audit"][..], &["audit", "-o", "-", "--format", "html"], &["metrics"], &["schema", "audit"]] {
        let mut child = spawned(evenhand(folder.path(), arguments));
        drop(child.stdout.take());
        let (status, said) = ended(child);
        assert!([Some(0), Some(1), Some(3)].contains(&status.code()), "{arguments:?}: {status}");
        assert!(!said.contains("EVH") && !said.contains("panic"), "{arguments:?}: {said}");
    }
}

/// What is said when the decisions change after they were found and before they are read. The audience is a named pipe,
/// which is opened between the two: when it can be written to, the decisions were found.
fn changed_meanwhile(bytes: usize) -> String {
    let folder = campaign(0);
    let at = folder.path();
    let (mut audience, mut decisions) = (String::from("id,gender,region\n"), String::from("id,sent\n"));
    for row in 0..2_000 {
        writeln!(audience, "{row},{},r{}", ["men", "women"][row % 2], row % 3).unwrap();
        writeln!(decisions, "{row},{}", u8::from(row % 5 == 0)).unwrap();
    }
    let mut changed = decisions.clone().into_bytes();
    changed.resize(bytes, b'\n');
    fs::write(at.join("people.csv"), decisions).unwrap();
    fs::write(at.join("audit.json"), "old").unwrap();
    assert!(Command::new("mkfifo").arg(at.join("audience.csv")).status().unwrap().success());
    let arguments = ["audit", "people.csv", "--audience", "audience.csv", "--key", "id", "-q", "-o", "audit.json"];
    let child = spawned(evenhand(at, &arguments));
    let mut pipe = OpenOptions::new().write(true).open(at.join("audience.csv")).unwrap();
    fs::write(at.join("people.csv"), changed).unwrap();
    // The program may end before it has read everything.
    let _ = pipe.write_all(audience.as_bytes());
    drop(pipe);
    let (status, said) = ended(child);
    assert_eq!(
        (status.code(), fs::read_to_string(at.join("audit.json")).unwrap().as_str()),
        (Some(2), "old"),
        "{said}"
    );
    assert_eq!(contents(&at.join(".")).len(), 3, "the config, the decisions and the old output");
    said
}

#[test]
fn a_file_that_shrinks_or_grows_while_it_is_read_is_said_to_have_changed() {
    for bytes in [0, 3, 20, 8_000, 100_000] {
        let said = changed_meanwhile(bytes);
        assert!(said.starts_with("error[EVH-D014]: "), "{bytes} bytes: {said}");
    }
}

#[test]
fn parts_of_a_folder_that_is_written_to_meanwhile_are_those_that_were_found() {
    let folder = campaign(0);
    let at = folder.path();
    fs::create_dir(at.join("parts")).unwrap();
    fs::write(at.join("parts/1.csv"), people(3_000, 4)).unwrap();
    // A part that another program has not finished: hidden, as it is here, or renamed later.
    fs::write(at.join("parts/.2.csv.part"), "gender,re").unwrap();
    let (code, _, said) = done(evenhand(at, &["audit", "parts", "-q"]));
    assert_eq!((code, said.as_str()), (Some(0), ""));
}
