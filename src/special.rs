//! Names that lead to no file: devices, which never end, and named pipes, which wait for somebody who may never write. It opens nothing.

use std::path::Path;

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
        let handed = ["/dev/fd", "/proc/self/fd", "/dev/stdin"].iter().any(|folder| path.starts_with(folder));
        kind(path).filter(|kind| !(handed && *kind == Self::Pipe))
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

#[cfg(unix)]
fn kind(path: &Path) -> Option<Special> {
    use std::os::unix::fs::FileTypeExt;
    let kind = std::fs::metadata(path).ok()?.file_type();
    if kind.is_fifo() {
        return Some(Special::Pipe);
    }
    (kind.is_char_device() || kind.is_block_device()).then_some(Special::Device)
}

#[cfg(not(unix))]
const fn kind(_: &Path) -> Option<Special> {
    None
}
