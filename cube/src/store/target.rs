//! What a name leads to, looked at before anything is written: a file that content takes the place of, or something that
//! content is written into. Links are followed to their end, so that what they point at is renewed and they stay.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::{parent, refused, unwritable};
use crate::error::Error;
use crate::special::{MOST_LINKS, descriptor};

/// What content is to become.
#[derive(Debug)]
pub(super) enum Target {
    /// A file under this name, at the end of all links, and what is there now.
    File(PathBuf, Option<Metadata>),
    /// A pipe, a terminal or another device, or a descriptor of this program: nothing can take its place.
    Stream,
}

impl Target {
    /// Looks, and refuses what is not to be written to.
    ///
    /// # Errors
    /// `EVH-U004` for a folder, for a file that may not be written to, for a disk, a socket, and for links without an end.
    pub(super) fn look(path: &Path) -> Result<Self, Error> {
        let failed = |error: io::Error| unwritable(path, &error);
        let about = match fs::metadata(path) {
            Ok(about) => about,
            // Nothing is there, or a link to nothing: what it points at is made.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Self::File(end_of_links(path).map_err(failed)?, None));
            }
            Err(error) => return Err(failed(error)),
        };
        if about.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if is_read_only(&about) {
            return Err(refused(path, "read-only"));
        }
        if is_stream(&about) || (about.is_file() && descriptor(path).is_some()) {
            return Ok(Self::Stream);
        }
        if !about.is_file() {
            return Err(refused(path, "special"));
        }
        // Opened to write and left alone, a file is as it was: only the system knows who may write to it.
        match OpenOptions::new().write(true).open(path) {
            Ok(_) => Ok(Self::File(fs::canonicalize(path).map_err(failed)?, Some(about))),
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Err(refused(path, "read-only")),
            Err(error) => Err(failed(error)),
        }
    }
}

/// Opens what content is written into. What a descriptor leads to may be a file that holds something already.
///
/// # Errors
/// Those of the system.
pub(super) fn open_stream(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// Whether a name leads to the standard output of this program, as `/dev/stdout` does.
#[must_use]
pub fn is_standard_output(path: &Path) -> bool {
    descriptor(path).is_some_and(|(folder, number)| {
        let own = |known: &str| fs::canonicalize(known).is_ok_and(|known| known == folder);
        number == *"1" && ["/dev/fd", "/proc/self/fd"].into_iter().any(own)
    })
}

/// Whether what is written under this name goes into a pipe or a device.
#[must_use]
pub fn is_written_into(path: &Path) -> bool {
    Target::look(path).is_ok_and(|target| matches!(target, Target::Stream))
}

/// Where a name leads once its links are followed, whether something is there or not.
#[must_use]
pub fn resolved(path: &Path) -> PathBuf {
    let end = end_of_links(path).unwrap_or_else(|_| path.to_owned());
    let folder = fs::canonicalize(parent(&end));
    folder.ok().zip(end.file_name()).map_or(end.clone(), |(folder, name)| folder.join(name))
}

/// The first name that is no link, from link to link.
fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        if !fs::symlink_metadata(&path).is_ok_and(|about| about.is_symlink()) {
            return Ok(path);
        }
        path = parent(&path).join(fs::read_link(&path)?);
    }
    Err(io::ErrorKind::Other.into())
}

#[cfg(unix)]
fn is_stream(about: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt;
    let kind = about.file_type();
    kind.is_fifo() || kind.is_char_device()
}

#[cfg(not(unix))]
fn is_stream(_: &Metadata) -> bool {
    false
}

/// Whether nobody may write to it. Whoever may do everything could, and is not meant to.
fn is_read_only(about: &Metadata) -> bool {
    about.permissions().readonly()
}

/// Gives a file the owner, the group and the rights of the one whose place it takes.
///
/// # Errors
/// Those of the system: a file of somebody else would become the user's own.
#[cfg(unix)]
pub(super) fn like(file: &File, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let now = file.metadata()?;
    let changed = |now: u32, before: u32| (now != before).then_some(before);
    let (owner, group) = (changed(now.uid(), before.uid()), changed(now.gid(), before.gid()));
    if owner.is_some() || group.is_some() {
        fchown(file, owner, group)?;
    }
    file.set_permissions(fs::Permissions::from_mode(before.permissions().mode() & 0o777))
}

#[cfg(not(unix))]
pub(super) fn like(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}
