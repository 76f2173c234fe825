//! Where bytes come from: a file, a pipe that can be read once, or what was kept of a pipe. Every byte is digested as it
//! is read, and a file that changes meanwhile is noticed. It refuses to know what the bytes mean.

use std::fs::{File, Metadata};
use std::io::{self, Chain, Cursor, ErrorKind, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use flate2::read::MultiGzDecoder;

use super::digest::{Fingerprint, Tally};
use super::format::Packing;

/// Where the bytes of one file come from.
#[derive(Debug)]
pub(crate) enum ByteSource {
    /// A file, and what it was when it was found.
    File(PathBuf, Stamp),
    /// A pipe. It is `None` once it was read.
    Pipe(Mutex<Option<Stream>>),
    /// What came through a pipe, in a file without a name, which the system deletes when it is closed.
    Kept(File, Fingerprint),
}

/// What tells that a file was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

/// Unpacked bytes, and the digest of the packed ones.
pub(crate) struct Stream {
    reader: Box<dyn Read + Send>,
    /// Counts and digests the bytes as they are on disk or in the pipe.
    pub tally: Arc<Mutex<Tally>>,
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").finish_non_exhaustive()
    }
}

impl Stamp {
    /// What a file is now.
    pub(crate) fn of(about: &Metadata) -> Self {
        Self { bytes: about.len(), modified: about.modified().ok() }
    }
}

impl Stream {
    /// Unpacks a pipe or file by what its first bytes say.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(crate) fn new(reader: impl Read + Send + 'static) -> io::Result<(Self, Packing)> {
        let tally = Arc::new(Mutex::new(Tally::default()));
        let reader = Tallied { reader, tally: Arc::clone(&tally) };
        let (start, reader) = peek(reader, super::format::TELLING)?;
        let packing = Packing::of(&start);
        let reader: Box<dyn Read + Send> = match packing {
            Packing::None => Box::new(reader),
            Packing::Gzip => Box::new(MultiGzDecoder::new(reader)),
            Packing::Zstd => Box::new(zstd::Decoder::new(reader)?),
        };
        Ok((Self { reader, tally }, packing))
    }

    /// The first bytes, which stay to be read.
    ///
    /// # Errors
    /// When they cannot be read.
    pub(crate) fn start(self, bytes: usize) -> io::Result<(Vec<u8>, Self)> {
        let (start, reader) = peek(self.reader, bytes)?;
        Ok((start, Self { reader: Box::new(reader), tally: self.tally }))
    }

    /// What was read so far.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.tally.lock().unwrap_or_else(PoisonError::into_inner).fingerprint()
    }

    /// Reads to the end into a file without a name.
    ///
    /// # Errors
    /// When the pipe cannot be read or the file not be written.
    pub(crate) fn keep(mut self) -> io::Result<ByteSource> {
        let mut file = tempfile::tempfile()?;
        io::copy(&mut self, &mut file)?;
        file.rewind()?;
        let fingerprint = self.fingerprint();
        Ok(ByteSource::Kept(file, fingerprint))
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.reader.read(buffer)
    }
}

impl ByteSource {
    /// A file as it is now.
    ///
    /// # Errors
    /// When the system says nothing about it.
    pub(crate) fn file(path: &Path) -> io::Result<Self> {
        let about = std::fs::metadata(path)?;
        Ok(Self::File(path.to_owned(), Stamp::of(&about)))
    }

    /// Its bytes from the beginning, unpacked.
    ///
    /// # Errors
    /// When they cannot be read; a pipe that was read is at its end.
    pub(crate) fn stream(&self) -> io::Result<Stream> {
        match self {
            Self::Pipe(stream) => {
                let stream = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                stream.ok_or_else(|| ErrorKind::UnexpectedEof.into())
            }
            _ => Ok(Stream::new(self.open()?)?.0),
        }
    }

    /// The file, at its beginning.
    ///
    /// # Errors
    /// When it cannot be opened; a pipe never can.
    pub(crate) fn open(&self) -> io::Result<File> {
        match self {
            Self::File(path, _) => File::open(path),
            Self::Kept(file, _) => {
                let mut file = file.try_clone()?;
                file.rewind()?;
                Ok(file)
            }
            Self::Pipe(_) => Err(ErrorKind::Unsupported.into()),
        }
    }

    /// Whether this is another file than when it was found.
    pub(crate) fn changed(&self) -> bool {
        match self {
            Self::File(path, stamp) => !std::fs::metadata(path).is_ok_and(|about| Stamp::of(&about) == *stamp),
            Self::Pipe(_) | Self::Kept(..) => false,
        }
    }

    /// How many bytes it had when it was found; `None` for a pipe.
    pub(crate) const fn size(&self) -> Option<u64> {
        if let Self::File(_, stamp) = self { Some(stamp.bytes) } else { None }
    }

    /// Whether it had this many bytes when it was found.
    pub(crate) fn had(&self, bytes: u64) -> bool {
        match self {
            Self::File(_, stamp) => stamp.bytes == bytes,
            Self::Pipe(_) | Self::Kept(..) => true,
        }
    }
}

/// A reader whose first bytes were put back.
type Rewound<R> = Chain<Cursor<Vec<u8>>, R>;

/// Reads the first bytes and puts them back.
fn peek<R: Read>(mut reader: R, bytes: usize) -> io::Result<(Vec<u8>, Rewound<R>)> {
    let mut start = Vec::new();
    reader.by_ref().take(bytes as u64).read_to_end(&mut start)?;
    Ok((start.clone(), Cursor::new(start).chain(reader)))
}

/// A reader whose bytes are counted and digested.
struct Tallied<R> {
    reader: R,
    tally: Arc<Mutex<Tally>>,
}

impl<R: Read> Read for Tallied<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.tally.lock().unwrap_or_else(PoisonError::into_inner).add(&buffer[..read]);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(packing: Packing, text: &str) -> Vec<u8> {
        match packing {
            Packing::None => text.into(),
            Packing::Gzip => {
                let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                writer.write_all(text.as_bytes()).unwrap();
                writer.finish().unwrap()
            }
            Packing::Zstd => zstd::encode_all(text.as_bytes(), 1).unwrap(),
        }
    }

    #[test]
    fn packed_bytes_are_read_unpacked_and_digested_packed() {
        for packing in [Packing::None, Packing::Gzip, Packing::Zstd] {
            let bytes = [packed(packing, "one "), packed(packing, "two")].concat();
            let (stream, found) = Stream::new(Cursor::new(bytes.clone())).unwrap();
            let (start, mut stream) = stream.start(2).unwrap();
            let mut text = String::new();
            stream.read_to_string(&mut text).unwrap();
            assert_eq!((found, start.as_slice(), text.as_str()), (packing, b"on".as_slice(), "one two"));
            let digest = crate::digest::sha256(&bytes);
            assert_eq!(stream.fingerprint(), Fingerprint { bytes: bytes.len() as u64, sha256: digest });
        }
    }

    #[test]
    fn packed_bytes_that_were_cut_off_do_not_pass_for_whole_ones() {
        for packing in [Packing::Gzip, Packing::Zstd] {
            let bytes = packed(packing, "a text of some length, which is cut off");
            let (mut stream, _) = Stream::new(Cursor::new(bytes[..bytes.len() - 6].to_vec())).unwrap();
            assert!(stream.read_to_end(&mut Vec::new()).is_err());
        }
    }
}
