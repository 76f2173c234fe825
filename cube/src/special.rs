//! Names that lead to no file: devices, which never end, and named pipes, which wait for somebody who may never write; and
//! names of what a program has open. It opens nothing.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// What cannot be read as a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Special {
    /// A device, such as a disk, a terminal or a source of random bytes.
    Device,
    /// A named pipe.
    Pipe,
}

impl Special {
    /// What a name leads to, links followed; `None` for files, for folders and for what is not there. A pipe that a shell hands over
    /// (`<(..)`, `/dev/stdin`) counts as a file: somebody is at its other end.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        kind(path).filter(|kind| *kind != Self::Pipe || descriptor(path).is_none())
    }

    /// The word of messages.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Pipe => "pipe",
        }
    }
}

/// As many links may lead from one to the next; the system gives up at as many.
pub(crate) const MOST_LINKS: usize = 40;

/// The folder and the name of an open file of a program, where a name is one of those that the system keeps of them.
pub(crate) fn descriptor(path: &Path) -> Option<(PathBuf, OsString)> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        let beside = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let folder = fs::canonicalize(beside).ok()?;
        let of_system = folder == Path::new("/dev/fd")
            || (folder.starts_with("/proc") && folder.file_name() == Some(OsStr::new("fd")));
        if of_system {
            return Some((folder, path.file_name()?.to_owned()));
        }
        path = beside.join(fs::read_link(&path).ok()?);
    }
    None
}

#[cfg(unix)]
fn kind(path: &Path) -> Option<Special> {
    use std::os::unix::fs::FileTypeExt;
    let kind = fs::metadata(path).ok()?.file_type();
    if kind.is_fifo() {
        return Some(Special::Pipe);
    }
    (kind.is_char_device() || kind.is_block_device()).then_some(Special::Device)
}

#[cfg(not(unix))]
const fn kind(_: &Path) -> Option<Special> {
    None
}
