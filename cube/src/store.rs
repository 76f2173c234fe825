//! Files that appear whole: a name holds either what it held before, or all of the new content, and keeps its rights and
//! its owner. What nothing can take the place of, such as a pipe or a device, is written into. This module refuses to know
//! what the content is.

mod identity;
mod target;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

pub use identity::Identity;
pub use target::{is_standard_output, is_written_into, resolved};

use self::target::{Target, like, open_stream};
use crate::error::{Error, ErrorCode, Place};

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

/// Writes a file through `fill`: beside its name first, then synced, then renamed. A pipe or a device is written into.
///
/// # Errors
/// `EVH-U004` when it cannot be written; the name then holds what it held before.
pub fn store(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    Ready::beside(path, fill).and_then(|ready| Ready::keep(vec![ready]))
}

/// Tries whether something could be stored under this name, and leaves nothing behind. A pipe is not opened: its reader
/// would take that for the end.
///
/// # Errors
/// `EVH-U004` when it could not.
pub fn writable(path: &Path) -> Result<(), Error> {
    match Target::look(path)? {
        Target::File(target, before) => Held::beside(path, target, before.as_ref()).map(drop),
        Target::Stream => Ok(()),
    }
}

/// Content that is whole. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Ready<'p> {
    path: &'p Path,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// Synced, and in the folder of the file whose place it takes.
    File(Held),
    /// To be written into a pipe or a device.
    Bytes(Vec<u8>),
    /// The same, too much of it for memory.
    Spooled(File),
}

impl<'p> Ready<'p> {
    /// Content made by `fill`, for this name.
    ///
    /// # Errors
    /// `EVH-U004` when it cannot be written.
    pub fn beside(path: &'p Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<Self, Error> {
        let failed = |error: io::Error| unwritable(path, &error);
        let content = match Target::look(path)? {
            Target::File(target, before) => {
                let mut held = Held::beside(path, target, before.as_ref())?;
                let mut noting = Noting::new(held.file.as_file_mut());
                let filled = fill(&mut noting).map_err(|error| noting.noted().unwrap_or(error));
                filled.and_then(|()| held.file.as_file().sync_all()).map_err(failed)?;
                Content::File(held)
            }
            Target::Stream => {
                let mut bytes = Vec::new();
                fill(&mut bytes).map_err(failed)?;
                Content::Bytes(bytes)
            }
        };
        Ok(Self { path, content })
    }

    /// Gives each content its name, all of them before the program can be stopped. Pipes and devices follow, because
    /// whoever reads them may take any time.
    ///
    /// # Errors
    /// `EVH-U004` when a name cannot be taken; it then holds what it held before.
    pub fn keep(all: Vec<Self>) -> Result<(), Error> {
        let (mut files, mut streams) = (Vec::new(), Vec::new());
        for Self { path, content } in all {
            match content {
                Content::File(held) => files.push((path, held)),
                other => streams.push((path, other)),
            }
        }
        Held::keep(files)?;
        streams.into_iter().try_for_each(|(path, content)| {
            let written = open_stream(path).and_then(|mut stream| {
                match content {
                    Content::File(_) => {}
                    Content::Bytes(bytes) => stream.write_all(&bytes)?,
                    Content::Spooled(mut spool) => {
                        spool.rewind()?;
                        io::copy(&mut spool, &mut stream)?;
                    }
                }
                stream.flush()
            });
            heard(written).map_err(|error| unwritable(path, &error))
        })
    }
}

/// A reader that has gone has read what it wanted.
///
/// # Errors
/// Every other one.
pub fn heard(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// A temporary file in the folder of the file whose place it is to take.
#[derive(Debug)]
struct Held {
    file: NamedTempFile,
    passing: Passing,
    target: PathBuf,
}

impl Held {
    /// An empty one, with the rights of what is there now: it is to hold nothing that more people could read.
    fn beside(path: &Path, target: PathBuf, before: Option<&fs::Metadata>) -> Result<Self, Error> {
        let (file, passing) = temporary(&target).map_err(|error| unwritable(path, &error))?;
        if let Some(before) = before {
            like(file.as_file(), before).map_err(|error| match error.kind() {
                io::ErrorKind::PermissionDenied => refused(path, "owner"),
                _ => unwritable(path, &error),
            })?;
        }
        Ok(Self { file, passing, target })
    }

    fn keep(all: Vec<(&Path, Self)>) -> Result<(), Error> {
        // The names outlive the guard, because each asks for it when it goes.
        let (contents, _names): (Vec<_>, Vec<_>) =
            all.into_iter().map(|(path, held)| ((path, held.file, held.target), held.passing)).unzip();
        let _undisturbed = passing();
        contents.into_iter().try_for_each(|(path, file, target)| {
            file.persist(target).map(drop).map_err(|error| unwritable(path, &error.error))
        })
    }
}

/// Content that grows before it is given its name. Dropped, it leaves nothing behind.
#[derive(Debug)]
pub struct Growing {
    path: PathBuf,
    content: Grown,
    noted: Noted,
}

#[derive(Debug)]
enum Grown {
    File(Held),
    /// In a file without a name, because a pipe is to carry all of it or nothing.
    Spooled(File),
}

impl Growing {
    /// Nothing yet, for this name.
    ///
    /// # Errors
    /// `EVH-U004` when nothing can be written there.
    pub fn beside(path: &Path) -> Result<Self, Error> {
        let content = match Target::look(path)? {
            Target::File(target, before) => Grown::File(Held::beside(path, target, before.as_ref())?),
            Target::Stream => Grown::Spooled(tempfile::tempfile().map_err(|error| unwritable(path, &error))?),
        };
        Ok(Self { path: path.to_owned(), content, noted: Noted::default() })
    }

    fn file(&self) -> &File {
        match &self.content {
            Grown::File(held) => held.file.as_file(),
            Grown::Spooled(file) => file,
        }
    }

    /// Where the content goes; every handle writes behind the others.
    ///
    /// # Errors
    /// `EVH-U004` when the system has no further handle.
    pub fn handle(&self) -> Result<Noting<File>, Error> {
        let file = self.file().try_clone().map_err(|error| self.unwritable(&error))?;
        Ok(Noting { writer: file, noted: Arc::clone(&self.noted) })
    }

    /// The error for content that could not be written: what the system said, whatever became of that on the way.
    #[must_use]
    pub fn unwritable(&self, error: &io::Error) -> Error {
        let noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        unwritable(&self.path, &noted.map_or_else(|| error.kind().into(), io::Error::from))
    }

    /// Gives the content, which is whole now, its name.
    ///
    /// # Errors
    /// `EVH-U004` when it cannot be kept; the name then holds what it held before.
    pub fn keep(self) -> Result<(), Error> {
        self.file().sync_all().map_err(|error| self.unwritable(&error))?;
        let Self { path, content, .. } = self;
        let content = match content {
            Grown::File(held) => Content::File(held),
            Grown::Spooled(file) => Content::Spooled(file),
        };
        Ready::keep(vec![Ready { path: &path, content }])
    }
}

/// What went wrong first.
type Noted = Arc<Mutex<Option<io::ErrorKind>>>;

/// A writer that notes why it failed: libraries pass on that they could not write, and not always why.
#[derive(Debug)]
pub struct Noting<W> {
    writer: W,
    noted: Noted,
}

impl<W: Write> Noting<W> {
    fn new(writer: W) -> Self {
        Self { writer, noted: Noted::default() }
    }

    fn noted(&self) -> Option<io::Error> {
        (*self.noted.lock().unwrap_or_else(PoisonError::into_inner)).map(io::Error::from)
    }

    fn note<T>(&self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            // Whoever writes tries again after this one.
            if error.kind() != io::ErrorKind::Interrupted {
                self.noted.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error.kind());
            }
        }
        done
    }
}

impl<W: Write> Write for Noting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.writer.write(bytes);
        self.note(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.writer.flush();
        self.note(flushed)
    }
}

/// Writes a file of this name, where there is none, and syncs it: a part of a folder that gets its name once it is whole.
///
/// # Errors
/// Those of the file system.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Syncs a folder's list of names, where the system lets a folder be opened.
///
/// # Errors
/// Those of the file system.
#[cfg(unix)]
pub fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Syncs a folder's list of names, where the system lets a folder be opened.
///
/// # Errors
/// None here.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// The folder that a name is in.
fn parent(path: &Path) -> &Path {
    // A bare name has the empty parent, which no system call accepts.
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An empty file beside a name.
fn temporary(path: &Path) -> io::Result<(NamedTempFile, Passing)> {
    Passing::make(|| like_any_file(tempfile::Builder::new().prefix(PREFIX)).tempfile_in(parent(path)))
}

/// `EVH-U004` for this file, with what the system said.
#[must_use]
pub fn unwritable(path: &Path, error: &io::Error) -> Error {
    refused(path, reason(error).unwrap_or("other"))
}

/// What the system said, as a word that messages choose by; `None` for what they have no words for.
#[must_use]
pub fn reason(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Some("no-folder"),
        io::ErrorKind::IsADirectory => Some("is-folder"),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Some("not-allowed"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some("full"),
        io::ErrorKind::FileTooLarge => Some("too-large"),
        _ => None,
    }
}

/// `EVH-U004` for this file, for a reason that its message knows.
fn refused(path: &Path, reason: &str) -> Error {
    let file = path.display().to_string();
    let error = Error::new(ErrorCode::U004).with("file", file.clone()).with("reason", reason);
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
