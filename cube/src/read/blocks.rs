//! Text in blocks of whole records, decoded, in bounded memory however long it is: one thread reads ahead, several take
//! blocks apart, and what they found is handed on in order. It refuses to know what a record says.

use std::io::{self, Read};
use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use encoding_rs::Encoding;

use super::byte_source::Stream;
use super::encoding::Decoder;
use super::source::Flow;
use super::threads::{self, Fault};
use crate::error::Result;

/// Bytes of text in one block: large against the cost of handing it on, small against memory.
const BLOCK: usize = 1 << 22;
/// A record longer than this is a quote that was never closed, or no record.
const LONGEST: usize = 1 << 24;
/// Bytes read at a time.
const PIECE: usize = 1 << 18;
/// Bytes read first: most files of many are small.
const FIRST: usize = 1 << 14;

/// How much of a text is whole records, and whether a quote is open behind them.
pub(crate) type Whole<'a> = &'a (dyn Fn(&[u8]) -> super::fields::Whole + Sync);

/// Text of whole records.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The records.
    pub text: String,
    /// Whether the text begins with it.
    pub first: bool,
    /// What stands behind the last of them, when nothing more can be read.
    pub end: Option<End>,
}

/// Why nothing more is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The text ends.
    Whole,
    /// Bytes that the encoding does not have.
    Undecodable,
    /// A record that goes on and on.
    TooLong,
    /// A quote that is not closed for as long as a record may be.
    OpenQuote,
    /// The system, or what unpacks, refused.
    Unreadable(io::ErrorKind),
}

/// What is known once the text was read.
#[derive(Debug)]
pub(crate) struct Told {
    /// The bytes as they were packed.
    pub fingerprint: super::digest::Fingerprint,
    /// The encoding, when it is not UTF-8 and nobody stated it.
    pub encoding: Option<&'static Encoding>,
}

/// Reads text to its end: `parse` runs on several threads, `each` gets what it returned in the order of the text. Text of
/// one block is read here and now: starting threads would take longer than reading it.
/// `None` when reading was stopped by `each`. Text is taken apart by code of ours alone: a panic in it is a fault of ours
/// and no damage of the file, so it goes on here.
pub(crate) fn read<T: Send>(
    (stream, decoder): (Stream, Decoder),
    whole: Whole<'_>,
    parse: impl Fn(&Block) -> T + Sync,
    mut each: impl FnMut(T) -> Result<Flow>,
) -> Result<Option<Told>> {
    let mut cutter = Cutter::new(stream, decoder, whole);
    let first = cutter.block();
    if first.end.is_some() {
        let flow = each(parse(&first))?;
        return Ok((flow == Flow::On).then(|| cutter.told()));
    }
    let (send, receive) = sync_channel(2);
    thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut block = first;
            loop {
                let is_last = block.end.is_some();
                if send.send(block).is_err() || is_last {
                    return cutter.told();
                }
                block = cutter.block();
            }
        });
        let flow = hand_on(&receive, &parse, &mut each);
        // A reader that still has blocks to send learns that nobody wants them.
        drop(receive);
        let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok(if flow? == Flow::On { Some(read) } else { None })
    })
}

fn hand_on<T: Send>(
    blocks: &Receiver<Block>,
    parse: &(impl Fn(&Block) -> T + Sync),
    each: &mut impl FnMut(T) -> Result<Flow>,
) -> Result<Flow> {
    while let Ok(first) = blocks.recv() {
        let mut round: Vec<(Block, Option<T>)> = vec![(first, None)];
        round.extend(blocks.try_iter().take(threads::count() - 1).map(|block| (block, None)));
        let jobs = round.iter_mut().collect();
        let parsed = threads::for_each(jobs, |(block, parsed)| {
            *parsed = Some(parse(block));
            Ok(())
        });
        match parsed {
            Ok(()) => {}
            Err(Fault::Error(error)) => return Err(error),
            Err(Fault::Panic) => resume_unwind(Box::new("a worker panicked")),
        }
        for parsed in round.into_iter().filter_map(|(_, parsed)| parsed) {
            if each(parsed)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
    }
    Ok(Flow::On)
}

/// Cuts text into blocks.
struct Cutter<'w> {
    stream: Stream,
    decoder: Decoder,
    whole: Whole<'w>,
    piece: Vec<u8>,
    /// What stood behind the last record of the block before.
    rest: String,
    /// Whether no block was cut yet.
    first: bool,
}

impl<'w> Cutter<'w> {
    fn new(stream: Stream, decoder: Decoder, whole: Whole<'w>) -> Self {
        Self { stream, decoder, whole, piece: vec![0; FIRST], rest: String::new(), first: true }
    }

    /// The next block; behind the one that has an end there is none.
    fn block(&mut self) -> Block {
        let mut text = std::mem::take(&mut self.rest);
        // A record longer than a block is looked for anew only once there is twice as much.
        let mut wanted = BLOCK.max(2 * text.len());
        loop {
            let mut filled = false;
            let end = match next(&mut self.stream, &mut self.piece) {
                Ok(read) => match self.decoder.decode(&self.piece[..read], read == 0, &mut text) {
                    Ok(()) => {
                        filled = read == self.piece.len();
                        (read == 0).then_some(End::Whole)
                    }
                    Err(_) => Some(End::Undecodable),
                },
                Err(error) => Some(End::Unreadable(error.kind())),
            };
            if end == Some(End::Whole) {
                return self.cut(text, end);
            }
            if end.is_none() && text.len() < wanted {
                if filled && self.piece.len() < PIECE {
                    self.piece.resize(PIECE, 0);
                    text.reserve(BLOCK + PIECE);
                }
                continue;
            }
            let found = (self.whole)(text.as_bytes());
            let behind = text.len() - found.end;
            let endless = if found.open { End::OpenQuote } else { End::TooLong };
            let end = end.or((behind > LONGEST).then_some(endless));
            let rest = text.split_off(found.end);
            if !text.is_empty() || end.is_some() {
                self.rest = rest;
                self.rest.reserve(BLOCK);
                return self.cut(text, end);
            }
            wanted = BLOCK.max(2 * rest.len());
            text = rest;
            text.reserve(BLOCK);
        }
    }

    fn cut(&mut self, text: String, end: Option<End>) -> Block {
        Block { text, first: std::mem::take(&mut self.first), end }
    }

    /// What is known once the last block was cut.
    fn told(&self) -> Told {
        Told { fingerprint: self.stream.fingerprint(), encoding: self.decoder.detected() }
    }
}

fn next(stream: &mut Stream, piece: &mut [u8]) -> io::Result<usize> {
    loop {
        match stream.read(piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::read::fields;

    /// The blocks of a text, and how it ended.
    fn blocks(bytes: impl Read + Send + 'static) -> (Vec<usize>, Option<End>) {
        let (stream, _) = Stream::new(bytes).unwrap();
        let (mut lengths, mut last) = (Vec::new(), None);
        let whole = |text: &[u8]| fields::whole(text, b',');
        let parse = |block: &Block| (block.text.len(), block.end);
        read((stream, Decoder::new(&[], None)), &whole, parse, |(length, end)| {
            lengths.push(length);
            last = end;
            Ok(Flow::On)
        })
        .unwrap();
        (lengths, last)
    }

    #[test]
    fn blocks_end_where_records_do() {
        let record = format!("{},\"a\nb\"\n", "x".repeat(993));
        assert_eq!(record.len(), 1_000);
        let (lengths, end) = blocks(Cursor::new(record.repeat(10_000).into_bytes()));
        assert!(lengths.len() > 1 && lengths.iter().all(|length| length % 1_000 == 0), "{lengths:?}");
        assert_eq!((lengths.iter().sum::<usize>(), end), (10_000_000, Some(End::Whole)));
    }

    #[test]
    fn a_panic_of_a_worker_comes_out_and_is_no_damage_of_the_file() {
        let (stream, _) = Stream::new(Cursor::new(b"a,b\n1,2\n".to_vec())).unwrap();
        let whole = |text: &[u8]| fields::whole(text, b',');
        let parse = |_: &Block| -> usize { panic!("as no code of ours should") };
        let read = || read((stream, Decoder::new(&[], None)), &whole, parse, |_| Ok(Flow::On));
        assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(read)).is_err());
    }

    #[test]
    fn a_record_without_end_stops_reading_before_memory_does() {
        let (lengths, end) = blocks(Cursor::new(b"a,b\n1,2\n".to_vec()).chain(io::repeat(b'x')));
        assert_eq!((lengths.iter().sum::<usize>(), end), (8, Some(End::TooLong)));
        let (_, end) = blocks(Cursor::new(b"a,b\n1,2\n\"".to_vec()).chain(io::repeat(b'\n')));
        assert_eq!(end, Some(End::OpenQuote));
    }

    #[test]
    fn records_before_bytes_that_are_no_text_are_still_handed_on() {
        assert_eq!(blocks(Cursor::new(b"a,b\n1,\xC3\xA9\n3,\xFF\n5,6\n")), (vec![9], Some(End::Undecodable)));
    }
}
