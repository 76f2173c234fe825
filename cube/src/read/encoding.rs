//! From bytes to UTF-8, piece by piece. Text that does not say how it is written is taken as UTF-8 as long as it is; if
//! the first letter beyond ASCII is none, it is Windows-1252, in which spreadsheets write. It refuses to know records.

use std::borrow::Cow;

use encoding_rs::{Decoder as Decoding, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that Windows-1252 leaves without a letter.
const NO_LETTERS: [u8; 5] = [0x81, 0x8D, 0x8F, 0x90, 0x9D];
/// Bytes looked at to find text of two bytes a letter.
const PAIRS: usize = 256;

/// Decodes one text.
pub(crate) struct Decoder {
    encoding: &'static Encoding,
    /// Whether it was found and not stated.
    detected: bool,
    /// For UTF-8: whether only ASCII was met so far, and nobody stated that it is UTF-8.
    open: bool,
    decoding: Option<Decoding>,
    /// The beginning of a letter whose end is in the next piece.
    rest: Vec<u8>,
    /// Whether the next bytes are the first.
    first: bool,
}

/// Bytes that the encoding does not have; what came before them was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Undecodable;

impl Decoder {
    /// A decoder for text that begins with `start`, in the encoding that was stated.
    pub(crate) fn new(start: &[u8], stated: Option<&'static Encoding>) -> Self {
        let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
        let found = marked.or_else(|| of_pairs(start));
        let encoding = stated.or(found).unwrap_or(UTF_8);
        Self {
            encoding,
            detected: stated.is_none(),
            open: stated.is_none() && marked.is_none() && encoding == UTF_8,
            decoding: (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling()),
            rest: Vec::new(),
            first: true,
        }
    }

    /// The encoding as far as it is known.
    pub(crate) const fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// The encoding, when it is not UTF-8 and nobody stated it.
    pub(crate) fn detected(&self) -> Option<&'static Encoding> {
        Some(self.encoding).filter(|encoding| self.detected && *encoding != UTF_8)
    }

    /// Appends the next piece of text.
    ///
    /// # Errors
    /// When the bytes are no text of the encoding.
    pub(crate) fn decode(&mut self, piece: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
        let piece = self.without_mark(piece);
        match &mut self.decoding {
            Some(decoding) => decode_all(decoding, piece, last, text),
            None => self.decode_utf8(piece, last, text),
        }
    }

    fn without_mark<'a>(&mut self, piece: &'a [u8]) -> &'a [u8] {
        if !std::mem::take(&mut self.first) {
            return piece;
        }
        match Encoding::for_bom(piece) {
            Some((encoding, length)) if encoding == self.encoding => &piece[length..],
            _ => piece,
        }
    }

    fn decode_utf8(&mut self, piece: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
        let piece = match std::mem::take(&mut self.rest) {
            rest if rest.is_empty() => Cow::Borrowed(piece),
            mut rest => {
                rest.extend_from_slice(piece);
                Cow::Owned(rest)
            }
        };
        let error = match std::str::from_utf8(&piece) {
            Ok(valid) => {
                self.open &= valid.is_ascii();
                text.push_str(valid);
                return Ok(());
            }
            Err(error) => error,
        };
        let (valid, beyond) = piece.split_at(error.valid_up_to());
        let valid = std::str::from_utf8(valid).map_err(|_| Undecodable)?;
        self.open &= valid.is_ascii();
        text.push_str(valid);
        if error.error_len().is_none() && !last {
            beyond.clone_into(&mut self.rest);
            return Ok(());
        }
        if !self.open || beyond.iter().any(|byte| NO_LETTERS.contains(byte)) {
            return Err(Undecodable);
        }
        self.encoding = WINDOWS_1252;
        let decoding = self.decoding.insert(WINDOWS_1252.new_decoder_without_bom_handling());
        decode_all(decoding, beyond, last, text)
    }
}

fn decode_all(decoding: &mut Decoding, piece: &[u8], last: bool, text: &mut String) -> Result<(), Undecodable> {
    if decoding.encoding() == WINDOWS_1252 && piece.iter().any(|byte| NO_LETTERS.contains(byte)) {
        return Err(Undecodable);
    }
    text.reserve(decoding.max_utf8_buffer_length_without_replacement(piece.len()).ok_or(Undecodable)?);
    match decoding.decode_to_string_without_replacement(piece, text, last) {
        (DecoderResult::InputEmpty, _) => Ok(()),
        _ => Err(Undecodable),
    }
}

/// UTF-16 without a mark: every other byte of Latin text is zero.
fn of_pairs(start: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = start[..start.len().min(PAIRS)].as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair[at] == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    match pairs.len() {
        0..2 => None,
        all if low * 10 > all * 7 && high == 0 => Some(UTF_16LE),
        all if high * 10 > all * 7 && low == 0 => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decoded in pieces of one byte, two and so on, which must not matter.
    fn decoded(bytes: &[u8], stated: Option<&'static Encoding>) -> Result<(String, &'static str), Undecodable> {
        let mut results = (1..=bytes.len()).map(|size| {
            let (mut decoder, mut text) = (Decoder::new(bytes, stated), String::new());
            let mut pieces = bytes.chunks(size).peekable();
            // The mark is at the beginning of a first piece that is never this short.
            let head = pieces.next().filter(|piece| piece.len() > 3);
            let Some(head) = head else {
                decoder.decode(bytes, true, &mut text)?;
                return Ok((text, decoder.encoding().name()));
            };
            decoder.decode(head, pieces.peek().is_none(), &mut text)?;
            while let Some(piece) = pieces.next() {
                decoder.decode(piece, pieces.peek().is_none(), &mut text)?;
            }
            Ok((text, decoder.encoding().name()))
        });
        let first = results.next().unwrap();
        assert!(results.all(|other| other == first));
        first
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn what_text_is_written_in_is_found() {
        let text = "prénom;âge\nZoé;41\n";
        let of = |bytes: &[u8]| decoded(bytes, None);
        let found = |name| Ok((text.to_owned(), name));
        assert_eq!(of(text.as_bytes()), found("UTF-8"));
        assert_eq!(of(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), found("UTF-8"));
        assert_eq!(of(&[b"\xFF\xFE".to_vec(), utf16(text, u16::to_le_bytes)].concat()), found("UTF-16LE"));
        assert_eq!(of(&[b"\xFE\xFF".to_vec(), utf16(text, u16::to_be_bytes)].concat()), found("UTF-16BE"));
        assert_eq!(of(&utf16(text, u16::to_le_bytes)), found("UTF-16LE"));
        assert_eq!(of(&utf16(text, u16::to_be_bytes)), found("UTF-16BE"));
        assert_eq!(of(b"pr\xE9nom;\xE2ge\nZo\xE9;41\n"), found("windows-1252"));
    }

    #[test]
    fn what_is_no_text_of_its_encoding_is_refused() {
        assert_eq!(decoded(b"Zo\xC3\xA9 and Zo\xE9 in one file", None), Err(Undecodable));
        assert_eq!(decoded(b"no letter \x81 of Windows-1252", None), Err(Undecodable));
        assert_eq!(decoded(b"Zo\xE9, stated as UTF-8", Some(UTF_8)), Err(Undecodable));
        assert_eq!(decoded(b"half a letter \xC3", Some(UTF_8)), Err(Undecodable));
        assert_eq!(decoded(b"\xFF\xFEa\0b\0c", None), Err(Undecodable));
    }

    #[test]
    fn what_is_stated_is_not_guessed() {
        assert_eq!(decoded(b"Zo\xC3\xA9", Some(WINDOWS_1252)), Ok(("Zo\u{c3}\u{a9}".into(), "windows-1252")));
    }
}
