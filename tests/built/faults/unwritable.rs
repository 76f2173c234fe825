//! Folders that refuse, disks that are full: exit 2, the code, what to do, and the old file as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use evenhand::lang::Lang;

use super::{audit, campaign, contents, done, evenhand, program};

/// One error with this code and a remedy, in both languages.
fn refused(command: impl Fn() -> Command, code: &str, reason: &str) {
    for lang in Lang::ALL {
        let mut command = command();
        command.env("EVENHAND_LANG", lang.tag());
        let (status, shown, said) = done(command);
        assert_eq!((status, shown.as_str()), (Some(2), ""), "{reason}: {said}");
        let head = if lang == Lang::En { "error[" } else { "erreur[" };
        assert_eq!(said.matches(head).count(), 1, "{said}");
        assert!(said.starts_with(&format!("{head}{code}]")), "{reason}: {said}");
        assert!(said.contains(&format!("evenhand explain {code}")), "{said}");
    }
}

#[test]
fn a_folder_a_missing_folder_and_a_file_in_the_way_are_said_and_nothing_changes() {
    let folder = campaign(300);
    let at = folder.path();
    fs::write(at.join("audit.json"), "old").unwrap();
    fs::write(at.join("plain"), "a file").unwrap();
    fs::create_dir(at.join("taken.html")).unwrap();
    let before = contents(at);
    for name in ["taken.html", "nowhere/report.html", "plain/report.html", "/dev/full/report.html"] {
        refused(|| evenhand(at, &["audit", "-o", "audit.json", "-o", name]), "EVH-U004", name);
        assert_eq!(contents(at), before, "{name}");
    }
    for (name, code) in [("plain/day.cube", "EVH-U004"), ("nowhere/day.cube", "EVH-U004"), ("taken.html", "EVH-C005")] {
        refused(|| evenhand(at, &["count", "-o", name]), code, name);
        assert_eq!(contents(at), before, "{name}");
    }
}

#[test]
fn a_folder_without_the_right_to_write_is_said_to_be_one() {
    let folder = campaign(300);
    let at = folder.path();
    let closed = at.join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("audit.json"), "old").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may write everywhere is not refused: then there is nothing to see here.
    if fs::write(closed.join("probe"), "").is_err() {
        refused(|| evenhand(at, &["audit", "-o", "closed/audit.json"]), "EVH-U004", "closed");
        assert_eq!(fs::read_to_string(closed.join("audit.json")).unwrap(), "old");
    }
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
}

/// A run whose files may not be larger than so many blocks of 512 bytes, as if the disk were full behind them.
fn limited(folder: &Path, blocks: u32, arguments: &str) -> Command {
    let program = program();
    // Without the signal the write is an error, as it is on a disk that is full.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec '{}' {arguments}", program.display());
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(folder);
    command
}

#[test]
fn a_disk_that_is_full_leaves_every_output_as_it_was() {
    let folder = campaign(300);
    let at = folder.path();
    assert_eq!(done(audit(at)).0, Some(0));
    let sizes: Vec<usize> = super::OUTPUTS.iter().map(|name| contents(at)[*name].len()).collect();
    fs::write(at.join("out.txt"), "old").unwrap();
    let before = contents(at);
    // The text fits and the pages do not.
    let blocks = u32::try_from(sizes[3] / 512 + 2).unwrap();
    assert!(sizes[1] / 512 > blocks as usize + 2, "{sizes:?}");
    let arguments = "audit -q -o out.txt -o report.en.html -o audit.json";
    refused(|| limited(at, blocks, arguments), "EVH-U004", "full");
    assert_eq!(contents(at), before);
    refused(|| limited(at, 1, "count -q -o day.cube"), "EVH-U004", "full");
    assert_eq!(contents(at), before);
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_on_a_full_disk_is_no_success_and_files_are_whole() {
    let folder = campaign(300);
    let at = folder.path();
    for arguments in
        [&["audit", "-o", "-", "--format", "json"][..], &["audit"], &["metrics"], &["inspect", "people.csv"]]
    {
        let run = || {
            let mut command = evenhand(at, arguments);
            command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
            command
        };
        let output = run().stderr(std::process::Stdio::piped()).spawn().unwrap().wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains("error[EVH-U004]"), "{said}");
    }
}
