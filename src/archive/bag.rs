//! A bag as RFC 8493 (`BagIt` 1.0) has it: a folder of files under `data/`, with lists of their digests, that any program which
//! knows SHA-256 can check. This file knows the form alone; it refuses to know what an audit is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::digest::{hex, sha256};
use crate::store::{sync_folder, write_new};

/// Says that the folder is a bag.
pub(super) const DECLARATION: &str = "bagit.txt";
/// Says which, from when, for how long.
pub(super) const INFO: &str = "bag-info.txt";
/// The digests of the files under `data/`.
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
/// The digests of the three files above: its own digest is that of the whole bag.
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
/// The folder of the content.
pub const DATA: &str = "data";

const DECLARED: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// The content of a bag: names below `data/`, with forward slashes, and bytes.
pub type Content = BTreeMap<String, Vec<u8>>;

/// Lines of `bag-info.txt`, in order.
pub(super) type Info = Vec<(&'static str, String)>;

/// Writes a bag into an empty folder and syncs it. Returns the digest of the whole bag.
///
/// # Errors
/// Those of the file system.
pub(super) fn write(folder: &Path, info: &Info, content: &Content) -> io::Result<String> {
    let mut folders = BTreeSet::from([folder.to_owned()]);
    let mut manifest = String::new();
    for (name, bytes) in content {
        let path = folder.join(DATA).join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
            folders.extend(parent.ancestors().take_while(|above| above.starts_with(folder)).map(Path::to_path_buf));
        }
        write_new(&path, bytes)?;
        manifest.extend([&sha256(bytes), "  ", DATA, "/", &encoded(name), "\n"]);
    }
    let size: usize = content.values().map(Vec::len).sum();
    let mut lines: Vec<String> = info.iter().map(|(key, value)| format!("{key}: {}", one_line(value))).collect();
    lines.push(format!("Payload-Oxum: {size}.{}", content.len()));
    let tags = [(DECLARATION, DECLARED.to_owned()), (INFO, lines.join("\n") + "\n"), (MANIFEST, manifest)];
    let mut tag_manifest = String::new();
    for (name, text) in &tags {
        write_new(&folder.join(name), text.as_bytes())?;
        tag_manifest.extend([&sha256(text.as_bytes()), "  ", *name, "\n"]);
    }
    write_new(&folder.join(TAG_MANIFEST), tag_manifest.as_bytes())?;
    // From the inside outwards: a folder holds the names of what is in it.
    folders.iter().rev().try_for_each(|folder| sync_folder(folder))?;
    Ok(sha256(tag_manifest.as_bytes()))
}

/// A value that would run on to the next line would be another value.
fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name as manifests write it: only what would end the line is encoded (RFC 8493, 2.1.3).
fn encoded(name: &str) -> String {
    name.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D")
}

fn decoded(name: &str) -> String {
    name.replace("%0A", "\n").replace("%0D", "\r").replace("%25", "%")
}

/// What is wrong with a file of a bag.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fault {
    /// The file, from the bag's folder.
    pub(super) file: String,
    /// A word that messages choose by.
    pub(super) is: &'static str,
}

/// What checking a bag found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checked {
    /// Files of the content whose digest was compared.
    pub(super) files: usize,
    /// Digest of the whole bag.
    pub(super) digest: String,
    /// Everything that is wrong, by file.
    pub(super) faults: Vec<Fault>,
}

/// Checks every file of a bag against its digest, and that there are no others. Links are not followed: what they lead to is
/// not in the bag.
pub(super) fn check(folder: &Path) -> Checked {
    let mut checked = Checked::default();
    let mut fault = |file: &str, is| checked.faults.push(Fault { file: file.to_owned(), is });
    let mut known = BTreeSet::from([TAG_MANIFEST.to_owned()]);
    match read(folder, DECLARATION) {
        Ok(text) if text == DECLARED => {}
        Ok(_) => fault(DECLARATION, "form"),
        Err(is) => fault(DECLARATION, is),
    }
    let mut digest = String::new();
    match read(folder, TAG_MANIFEST) {
        Err(is) => fault(TAG_MANIFEST, is),
        Ok(text) => {
            digest = sha256(text.as_bytes());
            let lines = listed(&text);
            if lines.is_none() {
                fault(TAG_MANIFEST, "form");
            }
            let lines = lines.unwrap_or_default();
            for name in [DECLARATION, INFO, MANIFEST] {
                if !lines.contains_key(name) {
                    fault(name, "unlisted");
                }
            }
            for (name, digest) in lines {
                match digest_of(folder, &name) {
                    Err(is) => fault(&name, is),
                    Ok(found) if found != digest => fault(&name, "changed"),
                    Ok(_) => {}
                }
                known.insert(name);
            }
        }
    }
    let mut files = 0;
    match read(folder, MANIFEST) {
        Err(is) => fault(MANIFEST, is),
        Ok(text) => {
            let lines = listed(&text);
            if lines.is_none() {
                fault(MANIFEST, "form");
            }
            for (name, digest) in lines.unwrap_or_default() {
                match digest_of(folder, &name) {
                    Err(is) => fault(&name, is),
                    Ok(found) if found != digest => fault(&name, "changed"),
                    Ok(_) => files += 1,
                }
                known.insert(name);
            }
        }
    }
    for name in names(folder) {
        match name {
            Ok(name) if known.contains(&name) => {}
            Ok(name) => fault(&name, "unlisted"),
            Err(name) => fault(&name, "unreadable"),
        }
    }
    checked.faults.sort();
    checked.faults.dedup();
    Checked { files, digest, ..checked }
}

/// The value of a line of `bag-info.txt`.
pub(super) fn info(folder: &Path, key: &str) -> Option<String> {
    let text = read(folder, INFO).ok()?;
    let of_line = |line: &str| Some(line.strip_prefix(key)?.strip_prefix(": ")?.to_owned());
    text.lines().find_map(of_line)
}

/// The lines of a manifest; `None` where one has no form, or a name leads out of the bag.
fn listed(text: &str) -> Option<BTreeMap<String, String>> {
    let mut lines = BTreeMap::new();
    for line in text.split_terminator('\n') {
        let (digest, name) = line.split_once("  ")?;
        let name = decoded(name);
        let inside = !name.is_empty() && name.split('/').all(|part| !["", ".", ".."].contains(&part));
        if !inside || digest.len() != 64 || lines.insert(name, digest.to_owned()).is_some() {
            return None;
        }
    }
    text.ends_with('\n').then_some(lines)
}

fn opened(path: &Path) -> Result<File, &'static str> {
    let about = fs::symlink_metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => "missing",
        _ => "unreadable",
    })?;
    if !about.is_file() {
        return Err("no-file");
    }
    File::open(path).map_err(|_| "unreadable")
}

fn read(folder: &Path, name: &str) -> Result<String, &'static str> {
    let mut text = String::new();
    opened(&folder.join(name))?.read_to_string(&mut text).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => "form",
        _ => "unreadable",
    })?;
    Ok(text)
}

fn digest_of(folder: &Path, name: &str) -> Result<String, &'static str> {
    let mut file = opened(&folder.join(name))?;
    let mut hash = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match file.read(&mut part).map_err(|_| "unreadable")? {
            0 => break,
            some => hash.update(part.get(..some).unwrap_or_default()),
        }
    }
    Ok(hex(&hash.finalize()))
}

/// The files below a folder, by name from there; the name of a folder that cannot be read is an error.
fn names(folder: &Path) -> Vec<Result<String, String>> {
    fn walk(folder: &Path, root: &Path, names: &mut Vec<Result<String, String>>) {
        let name_of = |path: &Path| {
            let parts = path.strip_prefix(root).unwrap_or(path).iter();
            parts.map(|part| part.to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
        };
        let Ok(entries) = fs::read_dir(folder) else { return names.push(Err(name_of(folder))) };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if fs::symlink_metadata(&path).is_ok_and(|about| about.is_dir()) {
                walk(&path, root, names);
            } else {
                names.push(Ok(name_of(&path)));
            }
        }
    }
    let mut all = Vec::new();
    walk(folder, folder, &mut all);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let content = Content::from([
            ("audit.json".to_owned(), b"{}".to_vec()),
            ("cube.cube/100%.txt".to_owned(), b"x\n".to_vec()),
        ]);
        let info = vec![("External-Identifier", "a\nb".to_owned())];
        let digest = write(folder.path(), &info, &content).unwrap();
        assert_eq!(check(folder.path()), Checked { files: 2, digest, faults: vec![] });
        folder
    }

    fn faults(folder: &Path) -> Vec<String> {
        check(folder).faults.into_iter().map(|fault| format!("{} {}", fault.file, fault.is)).collect()
    }

    /// The digests are those of `sha256sum`.
    #[test]
    fn a_bag_is_what_the_standard_says() {
        let folder = bag();
        let text = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        assert_eq!(text(DECLARATION), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
        assert_eq!(text(INFO), "External-Identifier: a b\nPayload-Oxum: 4.2\n");
        let manifest = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a  data/audit.json\n\
                        73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac  data/cube.cube/100%25.txt\n";
        assert_eq!(text(MANIFEST), manifest);
        assert_eq!(info(folder.path(), "Payload-Oxum").as_deref(), Some("4.2"));
    }

    #[test]
    fn what_is_changed_missing_or_too_much_is_named() {
        let folder = bag();
        fs::write(folder.path().join("data/audit.json"), "{ }").unwrap();
        fs::write(folder.path().join("data/more"), "").unwrap();
        fs::remove_file(folder.path().join("data/cube.cube/100%.txt")).unwrap();
        let found = faults(folder.path());
        assert_eq!(found, ["data/audit.json changed", "data/cube.cube/100%.txt missing", "data/more unlisted"]);
        let folder = bag();
        let info = folder.path().join(INFO);
        fs::write(&info, fs::read_to_string(&info).unwrap() + "Retain-Until: 2100-01-01\n").unwrap();
        assert_eq!(faults(folder.path()), ["bag-info.txt changed"]);
    }

    #[test]
    fn a_manifest_leads_nowhere_else() {
        for name in ["../outside", "data/../../outside", "/etc/hostname", "data//x", ""] {
            let folder = bag();
            fs::write(folder.path().join(MANIFEST), format!("{}  {name}\n", "0".repeat(64))).unwrap();
            let found = faults(folder.path());
            assert!(found.contains(&"manifest-sha256.txt form".to_owned()), "{name}: {found:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_no_file_of_a_bag() {
        let folder = bag();
        let file = folder.path().join("data/audit.json");
        fs::remove_file(&file).unwrap();
        std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
        assert_eq!(faults(folder.path()), ["data/audit.json no-file"]);
    }
}
