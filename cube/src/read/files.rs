//! Which files a path, a pattern, a folder or standard input means, and which columns the names of folders hold. It
//! refuses to open them.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::format::Format;
use super::{faults, pattern};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::special::Special;

/// What means standard input.
pub(crate) const STDIN: &str = "-";
/// What other tools write for a partition of rows without a value.
const NO_VALUE: &str = "__HIVE_DEFAULT_PARTITION__";
/// Folders within folders are looked into this deep.
const DEPTH: usize = 16;

/// One file to read.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Where it is; standard input is [`STDIN`].
    pub path: PathBuf,
    /// How people name it: no absolute path.
    pub name: String,
    /// Columns that its folders hold: `region=north/`.
    pub folders: BTreeMap<String, Option<String>>,
}

/// The files that `path` means, sorted by name; `name` is what the user wrote and `place` where.
///
/// # Errors
/// When there is none, or when a folder cannot be read.
pub(crate) fn find(path: &Path, name: &str, place: &Place) -> Result<Vec<Found>> {
    let shown = shown_name(name);
    let alone = |path: &Path| Found { path: path.to_owned(), name: shown.clone(), folders: BTreeMap::new() };
    if name == STDIN {
        return Ok(vec![alone(Path::new(STDIN))]);
    }
    let found = match fs::metadata(path) {
        Ok(about) if about.is_dir() => below(path, &shown, name)?,
        // A pipe that is named is read: whoever writes to it may come later.
        Ok(_) if Special::of(path) == Some(Special::Device) => {
            return Err(faults::of_file(faults::DEVICE, name).at(place.clone()));
        }
        Ok(_) => vec![alone(path)],
        Err(error) if error.kind() == ErrorKind::NotFound => matches(path, name),
        Err(error) => return Err(faults::of_io(&error, name).at(place.clone())),
    };
    if found.is_empty() {
        return Err(faults::of_file(faults::FILE_MISSING, name).at(place.clone()));
    }
    Ok(found)
}

/// An absolute path tells where somebody's home is, so only its last part is shown.
fn shown_name(name: &str) -> String {
    let path = Path::new(name);
    match path.file_name() {
        Some(last) if path.is_absolute() => last.display().to_string(),
        _ => name.to_owned(),
    }
}

/// The data files of a folder and of the folders in it that are named `key=value`.
fn below(folder: &Path, shown: &str, name: &str) -> Result<Vec<Found>> {
    let mut paths = Vec::new();
    collect(folder, DEPTH, &mut paths).map_err(|error| faults::of_io(&error, name))?;
    paths.sort();
    let found = paths.into_iter().map(|path| {
        let inner = path.strip_prefix(folder).unwrap_or(&path);
        let name = Path::new(shown).join(inner).display().to_string();
        Found { folders: columns(inner), name, path }
    });
    Ok(found.collect())
}

/// Hidden files and those that other tools leave beside parts (`_SUCCESS`) are passed over, as are other formats.
fn collect(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { continue };
        if name.starts_with(['.', '_']) {
            continue;
        }
        if path.is_dir() {
            if name.contains('=') && depth > 0 {
                collect(&path, depth - 1, paths)?;
            }
        } else if Format::of_name(&path).is_some() {
            paths.push(path);
        }
    }
    Ok(())
}

fn matches(pattern: &Path, written: &str) -> Vec<Found> {
    let paths: Vec<PathBuf> = pattern::matching(pattern, DEPTH).into_iter().filter(|path| path.is_file()).collect();
    // Where the pattern begins, the folder that people see begins too.
    let fixed = |path: &Path| path.components().take_while(|part| !pattern::has_signs(part.as_os_str())).count();
    let below = |path: &Path, depth: usize| path.components().skip(depth).collect::<PathBuf>();
    let depth = fixed(pattern);
    let written = Path::new(written);
    let folder: PathBuf = written.components().take(fixed(written)).filter(|_| !written.is_absolute()).collect();
    let found = paths.into_iter().map(|path| {
        let inner = below(&path, depth);
        Found { name: folder.join(&inner).display().to_string(), folders: columns(&inner), path }
    });
    found.collect()
}

/// The columns that folders named `key=value` hold.
fn columns(path: &Path) -> BTreeMap<String, Option<String>> {
    let folders = path.parent().into_iter().flat_map(Path::components);
    let pairs = folders.filter_map(|folder| {
        let folder = folder.as_os_str().to_str()?;
        let (key, value) = folder.split_once('=')?;
        Some((unescaped(key), Some(value).filter(|value| *value != NO_VALUE).map(unescaped)))
    });
    pairs.collect()
}

/// Text in which `%20` is a blank. What is no escape stays.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, behind @ ..] = rest {
        let escaped = (*first == b'%').then(|| behind.get(..2)).flatten();
        let code = escaped.and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &behind[2..] } else { behind };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Refuses a file that a config leads to and that is outside this folder, once every link is followed. Whoever types a
/// command knows what it names: a flag leads anywhere.
///
/// # Errors
/// `EVH-P037`.
pub fn within(folder: Option<&Path>, path: &Path, name: &str, place: &Place) -> Result<()> {
    let Some(folder) = folder.filter(|_| place.flag().is_none()) else { return Ok(()) };
    match fs::canonicalize(path) {
        Ok(real) if !real.starts_with(folder) => Err(Error::new(ErrorCode::P037).with("file", name).at(place.clone())),
        // What is not there is said to be missing by whoever reads it.
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A folder with these files.
    pub(in crate::read) fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    fn names(found: Result<Vec<Found>>) -> Vec<String> {
        found.unwrap().into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn a_folder_is_its_parts_by_name() {
        let folder = folder(&["b.csv", "a.csv", "_SUCCESS", ".hidden.csv", "notes.md", "old/c.csv"]);
        assert_eq!(names(find(folder.path(), "parts", &Place::Run)), ["parts/a.csv", "parts/b.csv"]);
    }

    #[test]
    fn folders_named_after_values_are_columns() {
        let folder = folder(&["wave=1/region=Île%20de%20France/a.csv", "wave=__HIVE_DEFAULT_PARTITION__/b.csv"]);
        let found = find(folder.path(), "parts", &Place::Run).unwrap();
        let first = [("region", Some("Île de France")), ("wave", Some("1"))];
        let expected = first.map(|(key, value)| (key.to_owned(), value.map(str::to_owned)));
        assert_eq!(found[0].folders, expected.into());
        assert_eq!(found[1].folders, [("wave".to_owned(), None)].into());
        assert_eq!(found[1].name, "parts/wave=__HIVE_DEFAULT_PARTITION__/b.csv");
        let some = find(&folder.path().join("wave=*/*/*.csv"), "in/wave=*/*/*.csv", &Place::Run).unwrap();
        assert_eq!((some[0].name.as_str(), some.len()), ("in/wave=1/region=Île%20de%20France/a.csv", 1));
        assert_eq!(some[0].folders["wave"].as_deref(), Some("1"));
    }

    #[test]
    fn a_pattern_is_what_matches_it() {
        let folder = folder(&["d-2.csv", "d-1.csv", "e.csv"]);
        let found = find(&folder.path().join("d-*.csv"), "in/d-*.csv", &Place::Run);
        assert_eq!(names(found), ["in/d-1.csv", "in/d-2.csv"]);
    }

    #[test]
    fn what_is_being_written_or_was_left_behind_is_no_part() {
        let left = format!("{}a1B2c3", crate::store::PREFIX);
        let folder = folder(&["d.csv", &left, &format!("{left}.csv"), &format!("{left}=1/e.csv")]);
        for pattern in ["", "*", "*.csv", "**/*.csv"] {
            assert_eq!(
                names(find(&folder.path().join(pattern), &format!("in/{pattern}"), &Place::Run)).len(),
                1,
                "{pattern}"
            );
        }
    }

    #[test]
    fn a_name_with_signs_of_a_pattern_is_a_file_when_there_is_one() {
        let folder = folder(&["d[1].csv"]);
        assert_eq!(names(find(&folder.path().join("d[1].csv"), "d[1].csv", &Place::Run)), ["d[1].csv"]);
    }

    #[test]
    fn an_absolute_path_is_shown_by_its_last_part() {
        let folder = folder(&["d.csv"]);
        let path = folder.path().join("d.csv");
        assert_eq!(names(find(&path, path.to_str().unwrap(), &Place::Run)), ["d.csv"]);
    }

    #[test]
    fn what_is_not_there_is_missing() {
        let folder = folder(&["notes.md"]);
        for name in ["none.csv", "none-*.csv", ""] {
            let error = find(&folder.path().join(name), name, &Place::Run).unwrap_err();
            assert_eq!(error.code(), "EVH-D001");
        }
    }
}
