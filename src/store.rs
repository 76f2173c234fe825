//! Files that appear whole: a name holds either what it held before, or all of the new content. This module refuses to
//! know what the content is.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

use crate::error::{Error, Place};

/// What the names of temporary files begin with. Hidden, so that no folder or pattern of parts takes one for a part.
pub const PREFIX: &str = ".evenhand-";

/// The temporary files and folders that are there now. Only who holds it makes one, renames one or takes one away.
static PASSING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn passing() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    PASSING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes every temporary file and folder away, and lets none be made or renamed after that: the program is about to end.
pub fn abandon() {
    let names = passing();
    for name in &*names {
        // What cannot be taken away is harmless: no name of an output is concerned.
        let _ = if name.is_dir() { fs::remove_dir_all(name) } else { fs::remove_file(name) };
    }
    mem::forget(names);
}

/// The name of a temporary file or folder, which [`abandon`] takes away for as long as this lives.
#[derive(Debug)]
pub struct Passing(PathBuf);

impl Passing {
    /// Makes something temporary.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn make<T: AsRef<Path>>(make: impl FnOnce() -> io::Result<T>) -> io::Result<(T, Self)> {
        let mut names = passing();
        let made = make()?;
        let name = made.as_ref().to_owned();
        names.insert(name.clone());
        Ok((made, Self(name)))
    }

    /// Renames it, or does whatever else it was made for, undisturbed.
    pub fn undisturbed<T>(&self, last: impl FnOnce() -> T) -> T {
        let _undisturbed = passing();
        last()
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        passing().remove(&self.0);
    }
}

/// Writes a file through `fill`: beside its name first, then synced, then renamed.
///
/// # Errors
/// `EVH-U004` when it cannot be written; the name then holds what it held before.
pub fn store(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
    Ready::keep(vec![Ready::beside(path, fill)?])
}

/// Tries whether a file could be stored under this name, and leaves nothing behind.
///
/// # Errors
/// `EVH-U004` when it could not.
pub fn writable(path: &Path) -> Result<(), Error> {
    if path.is_dir() {
        return Err(unwritable(path, &io::ErrorKind::IsADirectory.into()));
    }
    Ready::beside(path, |_| Ok(())).map(drop)
}

/// Content that is whole and synced, beside its name. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Ready<'p> {
    file: NamedTempFile,
    passing: Passing,
    path: &'p Path,
}

impl<'p> Ready<'p> {
    /// Content made by `fill`, in the folder of the name that it is for.
    ///
    /// # Errors
    /// `EVH-U004` when it cannot be written.
    pub fn beside(path: &'p Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<Self, Error> {
        let whole = || {
            let (mut file, passing) = temporary(path)?;
            fill(file.as_file_mut())?;
            file.as_file().sync_all()?;
            Ok(Self { file, passing, path })
        };
        whole().map_err(|error: io::Error| unwritable(path, &error))
    }

    /// Gives each content its name, all of them before the program can be stopped.
    ///
    /// # Errors
    /// `EVH-U004` when a name cannot be taken; it then holds what it held before.
    pub fn keep(all: Vec<Self>) -> Result<(), Error> {
        // The names outlive the guard, because each asks for it when it goes.
        let (contents, _names): (Vec<_>, Vec<_>) =
            all.into_iter().map(|ready| ((ready.file, ready.path), ready.passing)).unzip();
        let _undisturbed = passing();
        contents
            .into_iter()
            .try_for_each(|(file, path)| file.persist(path).map(drop).map_err(|error| unwritable(path, &error.error)))
    }
}

/// Content that grows beside its name. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Growing {
    file: NamedTempFile,
    passing: Passing,
    path: PathBuf,
}

impl Growing {
    /// Nothing yet, in the folder of the name that it is for.
    ///
    /// # Errors
    /// `EVH-U004` when nothing can be written there.
    pub fn beside(path: &Path) -> Result<Self, Error> {
        if path.is_dir() {
            return Err(unwritable(path, &io::ErrorKind::IsADirectory.into()));
        }
        let (file, passing) = temporary(path).map_err(|error| unwritable(path, &error))?;
        Ok(Self { file, passing, path: path.to_owned() })
    }

    /// Where the content goes; every handle writes behind the others.
    ///
    /// # Errors
    /// `EVH-U004` when the system has no further handle.
    pub fn handle(&self) -> Result<File, Error> {
        self.file.as_file().try_clone().map_err(|error| self.unwritable(&error))
    }

    /// The error for content that could not be written.
    #[must_use]
    pub fn unwritable(&self, error: &io::Error) -> Error {
        unwritable(&self.path, error)
    }

    /// Gives the content, which is whole now, its name.
    ///
    /// # Errors
    /// `EVH-U004` when it cannot be kept; the name then holds what it held before.
    pub fn keep(self) -> Result<(), Error> {
        self.file.as_file().sync_all().map_err(|error| self.unwritable(&error))?;
        Ready::keep(vec![Ready { file: self.file, passing: self.passing, path: &self.path }])
    }
}

/// An empty file beside a name.
fn temporary(path: &Path) -> io::Result<(NamedTempFile, Passing)> {
    // A bare name has the empty parent, which no system call accepts.
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Passing::make(|| like_any_file(tempfile::Builder::new().prefix(PREFIX)).tempfile_in(folder))
}

/// `EVH-U004` for this file, with what the system said.
#[must_use]
pub fn unwritable(path: &Path, error: &io::Error) -> Error {
    let reason = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => "no-folder",
        io::ErrorKind::IsADirectory => "is-folder",
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "not-allowed",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "full",
        _ => "other",
    };
    let file = path.display().to_string();
    let error = Error::new("EVH-U004").with("file", file.clone()).with("reason", reason);
    error.at(Place::Data { file, column: None, row: None })
}

/// A temporary file is its owner's alone; what it becomes is to be as readable as any other file of the user.
#[cfg(unix)]
fn like_any_file<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn like_any_file<'b, 'n>(builder: &'b mut tempfile::Builder<'n, 'n>) -> &'b mut tempfile::Builder<'n, 'n> {
    builder
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;

    #[test]
    fn a_file_that_could_not_be_filled_holds_what_it_held_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audit.json");
        store(&path, |file| file.write_all(b"old")).unwrap();
        let error = store(&path, |file| {
            file.write_all(b"new, and not all of it")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(error.unwrap_err().said.values["reason"], "full");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_as_the_reason() {
        let folder = tempfile::tempdir().unwrap();
        let error = store(&folder.path().join("nowhere/audit.json"), |_| Ok(())).unwrap_err();
        assert_eq!((error.code(), &error.said.values["reason"]), ("EVH-U004", &"no-folder".into()));
    }

    #[test]
    fn a_folder_is_not_replaced_by_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let error = store(folder.path(), |_| Ok(())).unwrap_err();
        assert_eq!(error.code(), "EVH-U004");
        assert!(folder.path().is_dir());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_as_readable_as_any_other_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let [stored, plain] = ["stored", "plain"].map(|name| folder.path().join(name));
        store(&stored, |file| file.write_all(b"x")).unwrap();
        fs::write(&plain, "x").unwrap();
        let [stored, plain] = [stored, plain].map(|path| fs::metadata(path).unwrap().permissions().mode());
        assert_eq!(stored, plain);
    }
}
