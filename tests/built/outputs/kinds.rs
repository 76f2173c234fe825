//! Every format under every kind of name: a file, a link, a pipe, a device, a file that may not be written to, one that
//! nobody else may read.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use evenhand::report::Format;

use super::{campaign, done, evenhand, listed, program, unchecked};

/// What a document holds, as standard output has it.
fn document(folder: &Path, format: Format) -> Vec<u8> {
    let (code, bytes, said) = done(evenhand(folder, &["report", "audit.json", "-q", "--format", format.id]));
    assert_eq!(code, Some(0), "{said}");
    assert!(!bytes.is_empty());
    bytes
}

/// Exit code and what is said of writing a document under this name.
fn written(folder: &Path, format: Format, name: &str) -> (Option<i32>, String) {
    let (code, out, said) = done(evenhand(folder, &["report", "audit.json", "-q", "-o", name, "--format", format.id]));
    assert_eq!(out, b"", "{name}: {said}");
    (code, said)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// A file that holds something already.
fn old(path: &Path, rights: u32) {
    fs::write(path, "old").unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(rights)).unwrap();
}

/// Nothing is left beside what was there.
fn no_more(folder: &Path, names: &[&str]) {
    let mut expected: Vec<&str> = [&["audit.json", "evenhand.toml", "people.csv"][..], names].concat();
    expected.sort_unstable();
    assert_eq!(listed(folder), expected);
}

#[test]
fn files_and_links_hold_the_document_and_keep_their_rights() {
    let folder = campaign();
    let at = folder.path();
    for format in Format::ALL {
        let expected = document(at, format);
        let holds = |name: &str| assert!(fs::read(at.join(name)).unwrap() == expected, "{format:?}: {name}");
        for (name, rights) in [("open", 0o644), ("closed", 0o600), ("shared", 0o664), ("odd", 0o751)] {
            old(&at.join(name), rights);
            assert_eq!(written(at, format, name).0, Some(0), "{format:?}: {name}");
            holds(name);
            assert_eq!(mode(&at.join(name)), rights, "{format:?}: {name}");
        }
        // A link to a link to last year's report, in a folder of its own.
        fs::create_dir(at.join("years")).unwrap();
        old(&at.join("years/last"), 0o640);
        symlink("years/last", at.join("inner")).unwrap();
        symlink(at.join("inner"), at.join("link")).unwrap();
        symlink("years/next", at.join("promise")).unwrap();
        for (link, target) in [("link", "years/last"), ("promise", "years/next")] {
            assert_eq!(written(at, format, link).0, Some(0), "{format:?}: {link}");
            assert!(fs::symlink_metadata(at.join(link)).unwrap().is_symlink(), "{format:?}: the link stays");
            holds(target);
        }
        assert_eq!(mode(&at.join("years/last")), 0o640, "{format:?}");
        assert_eq!(listed(&at.join("years")), ["last", "next"], "{format:?}");
        symlink("circle", at.join("circle")).unwrap();
        let (code, said) = written(at, format, "circle");
        assert!(code == Some(2) && said.contains("error[EVH-U004]"), "{format:?}: {said}");
        no_more(at, &["circle", "closed", "inner", "link", "odd", "open", "promise", "shared", "years"]);
        fs::remove_dir_all(at.join("years")).unwrap();
        for name in ["circle", "closed", "inner", "link", "odd", "open", "promise", "shared"] {
            fs::remove_file(at.join(name)).unwrap();
        }
    }
}

#[test]
fn what_is_read_only_is_refused_whoever_asks() {
    let folder = campaign();
    let at = folder.path();
    symlink("frozen", at.join("link")).unwrap();
    for format in Format::ALL {
        old(&at.join("frozen"), 0o444);
        for name in ["frozen", "link"] {
            let (code, said) = written(at, format, name);
            assert!(
                code == Some(2) && said.contains("error[EVH-U004]") && said.contains("read-only"),
                "{format:?}: {said}"
            );
            assert_eq!(fs::read(at.join("frozen")).unwrap(), b"old", "{format:?}");
            assert_eq!(mode(&at.join("frozen")), 0o444, "{format:?}");
        }
        no_more(at, &["frozen", "link"]);
        fs::remove_file(at.join("frozen")).unwrap();
    }
}

#[test]
fn a_pipe_carries_the_document_and_stays_one() {
    let folder = campaign();
    let at = folder.path();
    let pipe = at.join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("pipe", at.join("link")).unwrap();
    for format in Format::ALL {
        let expected = document(at, format);
        for name in ["pipe", "link"] {
            let pipe = pipe.clone();
            let reader = thread::spawn(move || {
                let mut bytes = Vec::new();
                File::open(pipe).unwrap().read_to_end(&mut bytes).unwrap();
                bytes
            });
            let (code, said) = written(at, format, name);
            assert_eq!(code, Some(0), "{format:?}: {said}");
            assert!(reader.join().unwrap() == expected, "{format:?}");
        }
        assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo(), "{format:?}");
        no_more(at, &["link", "pipe"]);
    }
    // Whoever reads the first line alone has read what was wanted.
    let script =
        format!("'{}' report audit.json -q -o pipe --format html & head -c 1 pipe; wait $!", program().display());
    let (code, out, said) = done({
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(at);
        shell
    });
    assert_eq!((code, out.as_slice(), said.as_str()), (Some(0), &b"<"[..], ""));
}

#[test]
fn descriptors_are_written_into() {
    let folder = campaign();
    let at = folder.path();
    for format in Format::ALL {
        let expected = document(at, format);
        let run = |redirected: &str, name: &str| {
            let script = format!(
                "exec 5>got; printf 'before\\n' >&5; '{}' report audit.json -q --format {} -o {name} {redirected}",
                program().display(),
                format.id
            );
            let mut shell = Command::new("sh");
            shell.args(["-c", &script]).current_dir(at);
            let (code, out, said) = done(shell);
            assert_eq!(code, Some(0), "{name} {redirected}: {said}");
            (out, fs::read(at.join("got")).unwrap())
        };
        let behind = [b"before\n", expected.as_slice()].concat();
        assert!(run("", "/dev/stdout").0 == expected, "{format:?}: standard output");
        assert!(run("| cat", "/dev/stdout").0 == expected, "{format:?}: a pipe");
        assert!(run(">&5", "/dev/stdout").1 == behind, "{format:?}: standard output in a file");
        assert!(run("", "/dev/fd/5").1 == behind, "{format:?}: a file that is open");
        no_more(at, &["got"]);
    }
}

/// Makes a device; `None` where that is not allowed.
fn device(path: &Path, kind: &str, numbers: [&str; 2]) -> Option<()> {
    let made = Command::new("mknod").arg(path).arg(kind).args(numbers).stderr(Stdio::null()).status();
    // Where devices may not be used, the system lets them be made and not be opened.
    let usable = kind == "b" || fs::OpenOptions::new().write(true).open(path).is_ok();
    (made.is_ok_and(|made| made.success()) && usable).then_some(())
}

#[test]
fn a_device_is_written_into_and_stays_one() {
    let folder = campaign();
    let at = folder.path();
    let [null, full, disk] = ["null", "full", "disk"].map(|name| at.join(name));
    let made = device(&null, "c", ["1", "3"]).and_then(|()| device(&full, "c", ["1", "7"]));
    if made.and_then(|()| device(&disk, "b", ["7", "250"])).is_none() {
        unchecked("documents written to a device, because none can be made here (mknod)");
        return;
    }
    for format in Format::ALL {
        for name in ["null", "/dev/null"] {
            assert_eq!(written(at, format, name).0, Some(0), "{format:?}: {name}");
        }
        let (code, said) = written(at, format, "full");
        assert!(code == Some(2) && said.contains("no space is left"), "{format:?}: {said}");
        let (code, said) = written(at, format, "disk");
        assert!(code == Some(2) && said.contains("error[EVH-U004]"), "{format:?}: {said}");
        let kinds = [&null, &full, &disk].map(|path| {
            let about = fs::symlink_metadata(path).unwrap();
            (about.file_type().is_char_device(), about.file_type().is_block_device(), about.rdev())
        });
        assert_eq!(kinds.map(|(char, block, _)| (char, block)), [(true, false), (true, false), (false, true)]);
        assert_eq!([kinds[0].2, kinds[1].2], [0x103, 0x107], "{format:?}");
        no_more(at, &["disk", "full", "null"]);
    }
    assert!(fs::symlink_metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn the_owner_stays_the_owner() {
    let folder = campaign();
    let at = folder.path();
    let own = at.join("theirs");
    old(&own, 0o640);
    if chown(&own, Some(12_345), Some(12_346)).is_err() {
        unchecked("the owner of a document that is renewed, because none can be given here (chown)");
        return;
    }
    for format in Format::ALL {
        assert_eq!(written(at, format, "theirs").0, Some(0), "{format:?}");
        let about = fs::metadata(&own).unwrap();
        assert_eq!((about.uid(), about.gid(), mode(&own)), (12_345, 12_346, 0o640), "{format:?}");
        assert!(fs::read(&own).unwrap() == document(at, format), "{format:?}");
    }
}

#[test]
fn rows_of_a_fix_go_where_documents_go() {
    let folder = campaign();
    let at = folder.path();
    let fix = |name: &str| {
        let arguments = ["fix", "-q", "--method", "reweigh", "--attribute", "gender", "--id", "id", "-o", name];
        evenhand(at, &arguments)
    };
    let (code, _, said) = done(fix("plain.csv"));
    assert_eq!(code, Some(0), "{said}");
    let rows = fs::read(at.join("plain.csv")).unwrap();
    assert!(rows.starts_with(b"id,weight\n"));
    old(&at.join("last.csv"), 0o600);
    symlink("last.csv", at.join("link.csv")).unwrap();
    assert_eq!(done(fix("link.csv")).0, Some(0));
    assert!(fs::read(at.join("last.csv")).unwrap() == rows && mode(&at.join("last.csv")) == 0o600);
    assert!(fs::symlink_metadata(at.join("link.csv")).unwrap().is_symlink());
    assert!(Command::new("mkfifo").arg(at.join("pipe.csv")).status().unwrap().success());
    let pipe = at.join("pipe.csv");
    let reader = thread::spawn(move || fs::read(pipe).unwrap());
    assert_eq!(done(fix("pipe.csv")).0, Some(0));
    assert!(reader.join().unwrap() == rows);
    old(&at.join("frozen.csv"), 0o444);
    let (code, _, said) = done(fix("frozen.csv"));
    assert!(code == Some(2) && said.contains("read-only"), "{said}");
    #[cfg(target_os = "linux")]
    for ending in ["csv", "parquet"] {
        symlink("/dev/full", at.join(format!("full.{ending}"))).unwrap();
        let (code, _, said) = done(fix(&format!("full.{ending}")));
        assert!(code == Some(2) && said.contains("no space is left"), "{ending}: {said}");
    }
}

#[test]
fn a_config_goes_to_standard_output_or_into_a_pipe_and_replaces_nothing() {
    let folder = campaign();
    let at = folder.path();
    let init = |name: &str| done(evenhand(at, &["init", "people.csv", "--attributes", "gender", "-o", name]));
    let (code, _, said) = init("new.toml");
    assert_eq!(code, Some(0), "{said}");
    let text = fs::read(at.join("new.toml")).unwrap();
    for name in ["-", "/dev/stdout"] {
        let (code, out, said) = init(name);
        assert!(code == Some(0) && out == text, "{name}: {said}");
    }
    assert_eq!(init("/dev/null").0, Some(0));
    symlink("nowhere", at.join("link.toml")).unwrap();
    for name in ["new.toml", "link.toml"] {
        let (code, out, said) = init(name);
        assert!(code == Some(2) && out.is_empty() && said.contains("error[EVH-U008]"), "{name}: {said}");
    }
    no_more(at, &["link.toml", "new.toml"]);
}
