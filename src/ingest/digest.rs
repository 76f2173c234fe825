//! The digest of a file's bytes, made beside the reading.

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

/// Reads a file once and digests it.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn of_file(path: &Path) -> io::Result<Fingerprint> {
    let mut file = File::open(path)?;
    let (mut digest, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        digest.update(&buffer[..read]);
        bytes += read as u64;
    }
    Ok(Fingerprint { bytes, sha256: hex(&digest.finalize()) })
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
