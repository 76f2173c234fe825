//! Records and fields of text with separators, as RFC 4180 has them. A quote opens a field only at its beginning; any
//! other quote is a letter like others, as in `5" screen`. It refuses to know what fields mean.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memrchr};

/// One field, and where the text goes on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    /// What it holds, without its quotes.
    pub value: Cow<'a, str>,
    /// Whether it stood in quotes: an empty field without them is no value.
    pub quoted: bool,
    /// Where the next field begins.
    pub next: usize,
    /// Whether it is the last of its record.
    pub last: bool,
}

/// How much of a text is whole records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// Where the last whole record ends.
    pub end: usize,
    /// Whether the text behind it has a quote that is not closed yet.
    pub open: bool,
}

/// The field at a place of a text that begins with a record; `None` when its quote is never closed.
pub(crate) fn field(text: &str, at: usize, separator: u8) -> Option<Field<'_>> {
    if text.as_bytes().get(at) != Some(&b'"') {
        let (end, next, last) = plain_end(text, at, separator);
        return Some(Field { value: Cow::Borrowed(&text[at..end]), quoted: false, next, last });
    }
    let (close, doubled) = close(text.as_bytes(), at)?;
    let (end, next, last) = plain_end(text, close + 1, separator);
    let mut value = Cow::Borrowed(&text[at + 1..close]);
    if doubled {
        value = Cow::Owned(value.replace("\"\"", "\""));
    }
    if end > close + 1 {
        value.to_mut().push_str(&text[close + 1..end]);
    }
    Some(Field { value, quoted: true, next, last })
}

/// Passes over a field without looking at what it holds: where the next begins and whether it was the last.
pub(crate) fn skip(text: &str, at: usize, separator: u8) -> Option<(usize, bool)> {
    let from = match text.as_bytes().get(at) {
        Some(b'"') => close(text.as_bytes(), at)?.0 + 1,
        _ => at,
    };
    let (_, next, last) = plain_end(text, from, separator);
    Some((next, last))
}

/// Where an empty line at a place ends; `None` when there is something on it.
pub(crate) fn blank(text: &str, at: usize) -> Option<usize> {
    match &text.as_bytes()[at..] {
        [b'\r', b'\n', ..] => Some(at + 2),
        [b'\n', ..] | [b'\r'] => Some(at + 1),
        _ => None,
    }
}

/// How much of a text that begins with a record is whole records.
pub(crate) fn whole(text: &[u8], separator: u8) -> Whole {
    let mut end = 0;
    let mut at = 0;
    while let Some(quote) = memchr(b'"', &text[at..]).map(|found| at + found) {
        let begins = quote == 0 || text[quote - 1] == separator || text[quote - 1] == b'\n';
        end = memrchr(b'\n', &text[at..quote]).map_or(end, |found| at + found + 1);
        at = quote + 1;
        if begins {
            match close(text, quote) {
                // The next byte may make it a doubled quote.
                Some((closing, _)) if closing + 1 < text.len() => at = closing + 1,
                closing => return Whole { end, open: closing.is_none() },
            }
        }
    }
    Whole { end: memrchr(b'\n', &text[at..]).map_or(end, |found| at + found + 1), open: false }
}

/// Where text without quotes ends, where the next field begins, and whether this was the last of its record.
fn plain_end(text: &str, at: usize, separator: u8) -> (usize, usize, bool) {
    let bytes = text.as_bytes();
    match next_of(bytes, at, separator) {
        Some(end) if bytes[end] == separator => (end, end + 1, false),
        Some(end) => (before_return(bytes, at, end), end + 1, true),
        None => (before_return(bytes, at, bytes.len()), bytes.len(), true),
    }
}

/// The next separator or end of a line. Most fields are shorter than what it takes to begin a search of the whole text, so
/// the first letters are looked at eight at a time.
fn next_of(bytes: &[u8], from: usize, separator: u8) -> Option<usize> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHS: u64 = 0x8080_8080_8080_8080;
    /// Eights looked at so.
    const FIRST: usize = 3;
    let (separators, ends) = (ONES * u64::from(separator), ONES * u64::from(b'\n'));
    // The highest bit of a byte that is 0; behind such a byte others may have it too.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGHS;
    let mut at = from;
    for _ in 0..FIRST {
        let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) else { break };
        let word = u64::from_le_bytes(*eight);
        let found = zeros(word ^ separators) | zeros(word ^ ends);
        if found != 0 {
            return Some(at + found.trailing_zeros() as usize / 8);
        }
        at += 8;
    }
    memchr2(separator, b'\n', &bytes[at..]).map(|found| at + found)
}

fn before_return(bytes: &[u8], from: usize, end: usize) -> usize {
    if end > from && bytes[end - 1] == b'\r' { end - 1 } else { end }
}

/// The quote that closes the one at `open`, and whether there are doubled ones between them.
fn close(bytes: &[u8], open: usize) -> Option<(usize, bool)> {
    let (mut at, mut doubled) = (open + 1, false);
    loop {
        let quote = at + memchr(b'"', bytes.get(at..)?)?;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some((quote, doubled));
        }
        doubled = true;
        at = quote + 2;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every record of a text, blank lines left out.
    fn records(text: &str) -> Option<Vec<Vec<String>>> {
        let (mut records, mut at) = (Vec::new(), 0);
        while at < text.len() {
            if let Some(next) = blank(text, at) {
                at = next;
                continue;
            }
            let mut record = Vec::new();
            loop {
                let field = field(text, at, b',')?;
                assert_eq!(skip(text, at, b','), Some((field.next, field.last)));
                record.push(field.value.into_owned());
                at = field.next;
                if field.last {
                    break;
                }
            }
            records.push(record);
        }
        Some(records)
    }

    #[test]
    fn a_stray_quote_is_a_letter_and_text_behind_a_closed_one_stays() {
        let found = records("5\" screen,1\r\n\"a\"b,\"x\n\"\"y\"\"\"\n,\"\"\n\nlast").unwrap();
        let expected: [&[&str]; 4] = [&["5\" screen", "1"], &["ab", "x\n\"y\""], &["", ""], &["last"]];
        assert_eq!(found, expected);
        assert_eq!(records("a,b\n\"open,1\n"), None);
    }

    proptest! {
        /// The csv crate reads the same records, whatever the text.
        #[test]
        fn records_are_those_that_others_read(text in "([ab\",;]|\n|\r\n){0,40}") {
            let mut reader = ::csv::ReaderBuilder::new();
            reader.has_headers(false).flexible(true).terminator(::csv::Terminator::CRLF);
            let theirs: Vec<Vec<String>> = reader
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect())
                .collect();
            if let Some(ours) = records(&text) {
                prop_assert_eq!(ours, theirs);
            }
        }

        /// Records that are whole do not change when more text follows, and those behind them do not need what was before.
        #[test]
        fn a_text_may_be_cut_where_records_end(text in "([ab\",]|\n){0,40}", cut in any::<prop::sample::Index>()) {
            let at = cut.index(text.len() + 1);
            let end = whole(&text.as_bytes()[..at], b',').end;
            let parts = (records(&text[..end]), records(&text[end..]));
            let expected = records(&text);
            prop_assert!(parts.0.is_some());
            let joined = parts.1.map(|second| [parts.0.unwrap_or_default(), second].concat());
            prop_assert_eq!(joined, expected);
        }
    }
}
