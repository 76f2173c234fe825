//! Files that appear whole: a name holds either what it held before, or all of the new content. This module refuses to
//! know what the content is.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::error::{Error, Place};

/// Writes a file through `fill`: beside its name first, then synced, then renamed.
///
/// # Errors
/// `EVH-U004` when it cannot be written; the name then holds what it held before.
pub fn store(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
    let whole = || {
        // A bare name has the empty parent, which no system call accepts.
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = like_any_file(&mut tempfile::Builder::new()).tempfile_in(folder)?;
        fill(file.as_file_mut())?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    whole().map_err(|error: io::Error| unwritable(path, &error))
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
