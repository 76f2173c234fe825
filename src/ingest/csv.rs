//! How a text file is written: byte order mark, separator, and, once reading has failed, the first row that is to blame.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use super::faults;
use crate::error::Error;

/// Separators that are told apart, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Bytes looked at to find the separator.
const SAMPLE: u64 = 1 << 16;
/// Records looked at.
const RECORDS: usize = 100;
/// A record longer than this is a quote that was never closed.
const LONGEST: usize = 1 << 24;

const UTF8_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// The first bytes of a file.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn sample(path: &Path) -> io::Result<Vec<u8>> {
    let mut sample = Vec::new();
    File::open(path)?.take(SAMPLE).read_to_end(&mut sample)?;
    Ok(sample)
}

/// Whether there is no text at all, or text in an encoding of two bytes.
pub(crate) fn fault_of_start(sample: &[u8]) -> Option<&'static str> {
    let text = sample.strip_prefix(UTF8_MARK).unwrap_or(sample);
    if text.iter().all(u8::is_ascii_whitespace) {
        return Some(faults::FILE_EMPTY);
    }
    (text.starts_with(&[0xFF, 0xFE]) || text.starts_with(&[0xFE, 0xFF])).then_some(faults::NOT_UTF8)
}

/// The separator that splits the most fields off every record alike; if none does, the most frequent in the header;
/// if there is none at all, the comma.
pub(crate) fn separator(sample: &[u8]) -> u8 {
    let whole = (sample.len() as u64) < SAMPLE;
    let text = sample.strip_prefix(UTF8_MARK).unwrap_or(sample);
    let fields = |separator: u8| -> Vec<usize> {
        let mut reader = text;
        let mut records = Vec::new();
        let mut record = Vec::new();
        while records.len() < RECORDS && read_record(&mut reader, &mut record).unwrap_or(false) {
            records.push(split(&record, separator).0);
        }
        // The sample may end within a record.
        if !whole && records.len() > 1 && reader.is_empty() {
            records.pop();
        }
        records
    };
    let counts = SEPARATORS.map(|separator| (separator, fields(separator)));
    let of_header = |counts: &[usize]| counts.first().copied().unwrap_or(1);
    let alike = |counts: &[usize]| counts.iter().all(|count| *count == counts[0]);
    let best = |all: bool| {
        let able = counts.iter().filter(|(_, counts)| of_header(counts) > 1 && (!all || alike(counts)));
        // The last of the greatest wins in max_by_key, and the likelier stand first.
        able.rev().max_by_key(|(_, counts)| of_header(counts)).map(|(separator, _)| *separator)
    };
    best(true).or_else(|| best(false)).unwrap_or(b',')
}

/// Why reading failed, found by reading the file again as plain records: the first row that is not UTF-8, has more
/// fields than the header, or opens a quote that is never closed. `None` when none of these is the reason.
pub(crate) fn blame(path: &Path, name: &str, separator: u8) -> Option<Error> {
    let mut reader = BufReader::new(File::open(path).ok()?);
    let mut record = Vec::new();
    let mut header = None;
    let mut row = 0;
    while read_record(&mut reader, &mut record).ok()? {
        row += 1;
        let (fields, open) = split(&record, separator);
        if open {
            return Some(faults::of_row(faults::UNCLOSED_QUOTE, name, row));
        }
        if std::str::from_utf8(&record).is_err() {
            return Some(faults::of_row(faults::NOT_UTF8, name, row));
        }
        let expected = *header.get_or_insert(fields);
        if fields > expected {
            let error = faults::of_row(faults::RAGGED, name, row);
            return Some(error.with("fields", fields).with("expected", expected));
        }
    }
    None
}

/// Reads one record, line breaks within quotes included; false at the end of the file.
fn read_record(reader: &mut impl BufRead, record: &mut Vec<u8>) -> io::Result<bool> {
    record.clear();
    let mut open = false;
    loop {
        let from = record.len();
        let read = reader.by_ref().take(LONGEST as u64).read_until(b'\n', record)?;
        open = record[from..].iter().fold(open, |open, byte| open != (*byte == b'"'));
        if read == 0 || !open || record.len() > LONGEST {
            return Ok(from > 0 || read > 0);
        }
    }
}

/// How many fields a record has, and whether a quote stays open.
fn split(record: &[u8], separator: u8) -> (usize, bool) {
    let (mut fields, mut quoted) = (1, false);
    for byte in record {
        match byte {
            b'"' => quoted = !quoted,
            byte if *byte == separator && !quoted => fields += 1,
            _ => {}
        }
    }
    (fields, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_splits_every_record_alike() {
        assert_eq!(separator(b"a,b,c\n1,2,3\n"), b',');
        assert_eq!(separator(b"\"age\";\"job\"\n\"56\";\"a,b,c\"\n"), b';');
        assert_eq!(separator(b"a\tb\n1\t2,5\n"), b'\t');
        assert_eq!(separator(b"a|b;c\r\n1|2;3\r\n4|5;6;7\r\n"), b'|');
        assert_eq!(separator("\u{feff}a;b\n1;2\n".as_bytes()), b';');
        assert_eq!(separator(b"alone\n1\n2\n"), b',');
        assert_eq!(separator(b"a,b\n\"x\ny\",2\n"), b',');
    }

    #[test]
    fn decimal_commas_do_not_pass_for_separators() {
        assert_eq!(separator(b"a;b\n1,5;2,5\n1,5;2\n"), b';');
    }

    fn code(bytes: &[u8]) -> Option<(String, u64)> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        std::fs::write(&path, bytes).unwrap();
        let error = blame(&path, "t.csv", b',')?;
        let crate::error::Place::Data { row: Some(row), .. } = *error.place else { panic!("no row") };
        Some((error.code().to_owned(), row))
    }

    #[test]
    fn the_first_row_to_blame_is_named() {
        assert_eq!(code(b"a,b\n1,2\n1,2,3\n"), Some(("EVH-D009".into(), 3)));
        assert_eq!(code(b"a,b\n1,\xFF\n"), Some(("EVH-D008".into(), 2)));
        assert_eq!(code(b"a,b\n1,\"2\n3,4\n"), Some(("EVH-D010".into(), 2)));
        assert_eq!(code(b"a,b\n1,\"2\n,\"\"x\"\n3,4\n5\n"), None);
    }

    #[test]
    fn no_text_and_text_of_two_bytes_a_letter_are_faults() {
        assert_eq!(fault_of_start(b"\xEF\xBB\xBF\r\n"), Some("EVH-D005"));
        assert_eq!(fault_of_start(b"\xFF\xFEa\0"), Some("EVH-D008"));
        assert_eq!(fault_of_start(b"a,b\n"), None);
    }
}
