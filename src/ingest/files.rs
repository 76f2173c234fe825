//! Which files a path, a pattern or a folder means, and in which format they are.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::faults;
use super::write::Format;
use crate::error::{Error, Place, Result};

/// One file to read.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// How people name it: no absolute path.
    pub name: String,
    /// How it is written.
    pub format: Format,
}

/// The files that `path` means, sorted by name; `name` is what the user wrote and `place` where.
///
/// # Errors
/// When there is none, when one cannot be read, or when their formats are unknown or differ.
pub(crate) fn find(path: &Path, name: &str, place: &Place) -> Result<Vec<Found>> {
    let missing = || faults::of_file(faults::FILE_MISSING, name).at(place.clone());
    let shown = shown_name(name);
    let (paths, folder) = match fs::metadata(path) {
        Ok(about) if about.is_dir() => (parts(path, name)?, Some(shown)),
        Ok(_) => (vec![path.to_owned()], None),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            (matches(path), Path::new(&shown).parent().map(|folder| folder.display().to_string()))
        }
        Err(error) => return Err(faults::of_io(&error, name).at(place.clone())),
    };
    if paths.is_empty() {
        return Err(missing());
    }
    let found: Vec<Found> = paths
        .into_iter()
        .map(|path| {
            let name = match &folder {
                None => shown_name(name),
                Some(folder) => Path::new(folder).join(path.file_name().unwrap_or_default()).display().to_string(),
            };
            Ok(Found { format: format(&path, &name)?, path, name })
        })
        .collect::<Result<_>>()?;
    if found.iter().any(|file| file.format != found[0].format) {
        return Err(faults::of_file(faults::MIXED_FOLDER, name).at(place.clone()));
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

/// The data files of a folder. Hidden files and those that other tools leave beside parts (`_SUCCESS`) are passed over.
fn parts(folder: &Path, name: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|error| faults::of_io(&error, name))?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| faults::of_io(&error, name))?.path();
        let beside = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with(['.', '_']));
        let known = known_format(&path).is_some();
        if known && !beside && path.is_file() {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

fn matches(pattern: &Path) -> Vec<PathBuf> {
    let found = pattern.to_str().and_then(|pattern| glob::glob(pattern).ok());
    let mut paths: Vec<PathBuf> = found.into_iter().flatten().flatten().filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}

fn known_format(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "csv" | "tsv" | "txt" => Some(Format::Csv),
        "parquet" | "pq" | "parq" => Some(Format::Parquet),
        _ => None,
    }
}

/// By its ending, or by its first bytes where the ending says nothing.
fn format(path: &Path, name: &str) -> Result<Format> {
    let mut start = Vec::new();
    let file = File::open(path).map_err(|error| faults::of_io(&error, name))?;
    file.take(8).read_to_end(&mut start).map_err(|error| faults::of_io(&error, name))?;
    if start.is_empty() {
        return Err(faults::of_file(faults::FILE_EMPTY, name));
    }
    let unread = |what: &str| -> Error { faults::of_file(faults::FORMAT, name).with("format", what) };
    match start.as_slice() {
        [0x1F, 0x8B, ..] => Err(unread("gzip")),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => Err(unread("zstd")),
        [b'P', b'K', 3, 4, ..] => Err(unread("zip")),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Err(unread("arrow")),
        [b'{', ..] => Err(unread("json")),
        [b'P', b'A', b'R', b'1', ..] => Ok(Format::Parquet),
        _ => Ok(known_format(path).unwrap_or(Format::Csv)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    fn names(found: Result<Vec<Found>>) -> Vec<String> {
        found.unwrap().into_iter().map(|file| file.name).collect()
    }

    #[test]
    fn a_folder_is_its_parts_by_name() {
        let folder =
            folder(&[("b.csv", "x"), ("a.csv", "x"), ("_SUCCESS", "x"), (".hidden.csv", "x"), ("notes.md", "x")]);
        assert_eq!(names(find(folder.path(), "parts", &Place::Run)), ["parts/a.csv", "parts/b.csv"]);
    }

    #[test]
    fn a_pattern_is_what_matches_it() {
        let folder = folder(&[("d-2.csv", "x"), ("d-1.csv", "x"), ("e.csv", "x")]);
        assert_eq!(
            names(find(&folder.path().join("d-*.csv"), "in/d-*.csv", &Place::Run)),
            ["in/d-1.csv", "in/d-2.csv"]
        );
    }

    #[test]
    fn a_name_with_signs_of_a_pattern_is_a_file_when_there_is_one() {
        let folder = folder(&[("d[1].csv", "x")]);
        assert_eq!(names(find(&folder.path().join("d[1].csv"), "d[1].csv", &Place::Run)), ["d[1].csv"]);
    }

    #[test]
    fn an_absolute_path_is_shown_by_its_last_part() {
        let folder = folder(&[("d.csv", "x")]);
        let path = folder.path().join("d.csv");
        assert_eq!(names(find(&path, path.to_str().unwrap(), &Place::Run)), ["d.csv"]);
    }

    #[test]
    fn what_cannot_be_read_has_its_own_code() {
        let folder = folder(&[("a.csv", "x"), ("b.parquet", "PAR1"), ("empty.csv", ""), ("z.csv.gz", "\u{1f}\u{8b}")]);
        fs::write(folder.path().join("z.csv.gz"), [0x1F, 0x8B, 8, 0]).unwrap();
        let code = |name: &str| find(&folder.path().join(name), name, &Place::Run).unwrap_err().code().to_owned();
        assert_eq!(code("none.csv"), "EVH-D001");
        assert_eq!(code("none-*.csv"), "EVH-D001");
        assert_eq!(code("empty.csv"), "EVH-D005");
        assert_eq!(code("z.csv.gz"), "EVH-D003");
        assert_eq!(code("[ab].*"), "EVH-D012");
    }
}
