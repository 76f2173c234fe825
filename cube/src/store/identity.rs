//! Which file it is, whatever its names are: links of every kind, and other spellings of a path, lead to one file.

use std::fs;
use std::path::Path;

/// A file or folder as the system tells it from all others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Identity(Own);

#[cfg(unix)]
type Own = (u64, u64);
#[cfg(not(unix))]
type Own = std::path::PathBuf;

impl Identity {
    /// That of what a name leads to; `None` where nothing is there, and for what holds nothing that could be lost, such as
    /// a terminal or a pipe.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let about = fs::metadata(path).ok().filter(|about| about.is_file() || about.is_dir())?;
        Some(Self(own(path, &about)))
    }

    /// That of the file that standard input is read from, where it is one.
    #[must_use]
    pub fn of_standard_input() -> Option<Self> {
        Self::of(Path::new("/dev/stdin"))
    }
}

#[cfg(unix)]
fn own(_: &Path, about: &fs::Metadata) -> Own {
    use std::os::unix::fs::MetadataExt;
    (about.dev(), about.ino())
}

#[cfg(not(unix))]
fn own(path: &Path, _: &fs::Metadata) -> Own {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}
