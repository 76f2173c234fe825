//! The digest of a file's bytes, made while or beside reading them.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::digest::hex;

/// A file's size and the sha256 of its bytes in lowercase hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    /// Size.
    pub bytes: u64,
    /// Digest.
    pub sha256: String,
}

/// Bytes seen so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    digest: Sha256,
    bytes: u64,
}

impl Tally {
    /// Adds the next bytes.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    /// How many bytes so far.
    pub(crate) const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Of the bytes so far.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        Fingerprint { bytes: self.bytes, sha256: hex(&self.digest.clone().finalize()) }
    }
}

/// Reads a file once and digests it.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn of_file(path: &Path) -> io::Result<Fingerprint> {
    let mut file = File::open(path)?;
    let (mut tally, mut buffer) = (Tally::default(), vec![0; 1 << 18]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(tally.fingerprint()),
            read => tally.add(&buffer[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_are_counted_and_digested() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("abc");
        std::fs::write(&path, "abc").unwrap();
        assert_eq!(of_file(&path).unwrap(), Fingerprint { bytes: 3, sha256: crate::digest::sha256(b"abc") });
    }
}
