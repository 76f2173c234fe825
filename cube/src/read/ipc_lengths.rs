//! The lengths that an Arrow file or stream states, held against the file and against each other before a library asks
//! for memory. It refuses to decode anything.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};

use polars_arrow_format::ipc::planus::ReadAsRoot;
use polars_arrow_format::ipc::{MessageHeaderRef, MessageRef, RecordBatchRef};

use super::lengths::plausible;

/// A record batch with more rows is not read: memory would follow the file.
const MOST_ROWS: u64 = 1 << 28;
/// Rows that need no bytes to be believed: a column without any value has none.
const FEW_ROWS: u64 = 1 << 20;
/// What stands before the length of a message, since version 0.15 of the format.
const CONTINUATION: [u8; 4] = [0xff; 4];

/// A file of which messages are looked at.
#[derive(Debug)]
pub(crate) struct Messages<'f> {
    file: &'f mut File,
    /// Its size.
    size: u64,
}

impl<'f> Messages<'f> {
    /// The messages of this file.
    ///
    /// # Errors
    /// When the system says nothing about it.
    pub(crate) fn of(file: &'f mut File) -> io::Result<Self> {
        let size = file.metadata()?.len();
        Ok(Self { file, size })
    }

    /// Looks at the messages of a stream, one after the other from its beginning.
    ///
    /// # Errors
    /// When a length cannot be true.
    pub(crate) fn of_stream(mut self) -> io::Result<()> {
        let mut at = 0;
        while let Some(end) = self.message(at, None)? {
            at = end;
        }
        Ok(())
    }

    /// Looks at the messages of a file, each at an offset and with its body so far behind it, as its table of contents
    /// says.
    ///
    /// # Errors
    /// When a length cannot be true.
    pub(crate) fn of_file(mut self, blocks: impl Iterator<Item = (i64, i32)>) -> io::Result<()> {
        for (offset, body) in blocks {
            let (offset, body) = (u64::try_from(offset).map_err(untrue)?, u64::try_from(body).map_err(untrue)?);
            self.message(offset, Some(offset.checked_add(body).ok_or_else(|| untrue(()))?))?;
        }
        Ok(())
    }

    /// Looks at one message, and gives the place behind it; `None` at the end.
    fn message(&mut self, at: u64, body: Option<u64>) -> io::Result<Option<u64>> {
        let mut length = [0; 4];
        let mut head = 4;
        match self.read(at, &mut length) {
            // The mark at the end may be left out; whether it may be here, the reader knows.
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        if length == CONTINUATION {
            self.read(at + 4, &mut length)?;
            head = 8;
        }
        let length = u64::try_from(i32::from_le_bytes(length)).map_err(untrue)?;
        if length == 0 {
            return Ok(None);
        }
        let behind = at + head + length;
        if behind > self.size {
            return Err(untrue(()));
        }
        let mut bytes = vec![0; usize::try_from(length).map_err(untrue)?];
        self.read(at + head, &mut bytes)?;
        let message = MessageRef::read_as_root(&bytes).map_err(untrue)?;
        let (body, size) = (body.unwrap_or(behind), u64::try_from(message.body_length().map_err(untrue)?));
        let end = body.checked_add(size.map_err(untrue)?).filter(|end| *end <= self.size).ok_or_else(|| untrue(()))?;
        match message.header().map_err(untrue)? {
            Some(MessageHeaderRef::RecordBatch(batch)) => self.batch(batch, body)?,
            Some(MessageHeaderRef::DictionaryBatch(dictionary)) => {
                if let Some(batch) = dictionary.data().map_err(untrue)? {
                    self.batch(batch, body)?;
                }
            }
            _ => {}
        }
        Ok(Some(end))
    }

    /// Looks at the buffers of a record batch whose body begins at this place.
    fn batch(&mut self, batch: RecordBatchRef<'_>, body: u64) -> io::Result<()> {
        let packed = batch.compression().map_err(untrue)?.is_some();
        let mut bytes = 0_u64;
        for buffer in batch.buffers().map_err(untrue)?.into_iter().flatten() {
            let length = u64::try_from(buffer.length()).map_err(untrue)?;
            let at = u64::try_from(buffer.offset()).ok().and_then(|offset| body.checked_add(offset));
            let end = at.and_then(|at| at.checked_add(length));
            let (Some(at), true) = (at, end.is_some_and(|end| end <= self.size)) else { return Err(untrue(())) };
            let unpacked = if packed && length > 0 { self.unpacked(at, length)? } else { length };
            bytes = bytes.saturating_add(unpacked);
        }
        let rows = u64::try_from(batch.length().map_err(untrue)?).map_err(untrue)?;
        // A yes or no takes a bit.
        let believed = rows <= MOST_ROWS && rows <= bytes.saturating_mul(8).saturating_add(FEW_ROWS);
        if believed { Ok(()) } else { Err(untrue(())) }
    }

    /// What a packed buffer of this length unpacks to, as its first bytes say.
    fn unpacked(&mut self, at: u64, length: u64) -> io::Result<u64> {
        let mut stated = [0; 8];
        if length < 8 {
            return Err(untrue(()));
        }
        self.read(at, &mut stated)?;
        match i64::from_le_bytes(stated) {
            // Left as it was, because packing would not have made it smaller.
            -1 => Ok(length - 8),
            stated => u64::try_from(stated).ok().filter(|stated| plausible(length, *stated)).ok_or_else(|| untrue(())),
        }
    }

    fn read(&mut self, at: u64, into: &mut [u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(at))?;
        self.file.read_exact(into)
    }
}

fn untrue<T>(_: T) -> io::Error {
    ErrorKind::InvalidData.into()
}
