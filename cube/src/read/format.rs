//! In which format a file is written, told from its first bytes and, where these say nothing, from its name. It refuses
//! to know what is in the file.

use std::path::Path;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text with a header, and a separator between fields.
    Csv,
    /// One JSON object a line, or a list of them.
    Ndjson,
    /// Apache Parquet.
    Parquet,
    /// An Arrow IPC file, which has a table of contents (Feather 2 is the same).
    ArrowFile,
    /// An Arrow IPC stream.
    ArrowStream,
    /// A workbook of a spreadsheet program.
    Sheet,
}

/// How bytes are compressed as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Not at all.
    None,
    /// gzip, of any number of members.
    Gzip,
    /// zstd, of any number of frames.
    Zstd,
}

/// Bytes that tell formats apart.
pub(crate) const TELLING: usize = 16;

/// Beginnings of formats that are not read, and the word for each in messages.
const OTHERS: [(&[u8], &str); 7] = [
    (b"\xFD7zXZ\0", "xz"),
    (b"BZh", "bzip2"),
    (b"ORC", "orc"),
    (b"Obj\x01", "avro"),
    (b"FEA1", "feather"),
    (b"SQLite format 3", "sqlite"),
    (b"%PDF", "pdf"),
];

impl Packing {
    /// What the first bytes say.
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

impl Kind {
    /// What the first bytes say, after unpacking; `name` decides between kinds of text.
    ///
    /// # Errors
    /// With the word for a format that is not read.
    pub(crate) fn of(start: &[u8], name: &Path) -> Result<Self, &'static str> {
        if let Some((_, word)) = OTHERS.iter().find(|(magic, _)| start.starts_with(magic)) {
            return Err(word);
        }
        let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
        match start {
            [b'P', b'A', b'R', b'1', ..] => Ok(Self::Parquet),
            [b'A', b'R', b'R', b'O', b'W', b'1', ..] => Ok(Self::ArrowFile),
            [0xFF, 0xFF, 0xFF, 0xFF, ..] => Ok(Self::ArrowStream),
            [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(Self::Sheet),
            _ => match (Self::of_name(name), text.first()) {
                // Who names a file .csv may begin its header as he likes.
                (Some(known), _) => Ok(known),
                (None, Some(b'{' | b'[')) => Ok(Self::Ndjson),
                (None, _) => Ok(Self::Csv),
            },
        }
    }

    /// What a file's ending promises, that of its packing taken off; `None` for endings that promise nothing.
    pub(crate) fn of_name(name: &Path) -> Option<Self> {
        let ending = |name: &Path| Some(name.extension()?.to_str()?.to_ascii_lowercase());
        let packed = |ending: &String| ["gz", "zst", "zstd"].contains(&ending.as_str());
        let ending = match ending(name) {
            Some(outer) if packed(&outer) => ending(Path::new(name.file_stem()?))?,
            other => other?,
        };
        match ending.as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "ndjson" | "jsonl" => Some(Self::Ndjson),
            "parquet" | "pq" | "parq" => Some(Self::Parquet),
            "arrow" | "ipc" | "feather" => Some(Self::ArrowFile),
            "arrows" => Some(Self::ArrowStream),
            "xlsx" | "xlsm" | "xlsb" | "xls" | "ods" => Some(Self::Sheet),
            _ => None,
        }
    }

    /// Whether it is text, which is read from its beginning to its end and may be packed.
    pub(crate) const fn is_text(self) -> bool {
        matches!(self, Self::Csv | Self::Ndjson)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_more_than_the_name() {
        let of = |start: &[u8], name: &str| Kind::of(start, Path::new(name));
        assert_eq!(of(b"PAR1\x15", "people.csv"), Ok(Kind::Parquet));
        assert_eq!(of(b"ARROW1\0\0", "people.feather"), Ok(Kind::ArrowFile));
        assert_eq!(of(b"\xFF\xFF\xFF\xFF\x10", "people.arrow"), Ok(Kind::ArrowStream));
        assert_eq!(of(b"PK\x03\x04", "people.xlsx"), Ok(Kind::Sheet));
        assert_eq!(of(b"\xD0\xCF\x11\xE0", "people.xls"), Ok(Kind::Sheet));
        assert_eq!(of(b"[{\"a\": 1}]", "people.json"), Ok(Kind::Ndjson));
    }

    #[test]
    fn the_name_decides_between_kinds_of_text() {
        let of = |start: &[u8], name: &str| Kind::of(start, Path::new(name));
        assert_eq!(of(b"{a},b\n", "people.csv.gz"), Ok(Kind::Csv));
        assert_eq!(of(b"\xEF\xBB\xBF\n{\"a\":1}", "-"), Ok(Kind::Ndjson));
        assert_eq!(of(b"a,b\n1,2\n", "-"), Ok(Kind::Csv));
        assert_eq!(of(b"a,b\n1,2\n", "people.JSONL.zst"), Ok(Kind::Ndjson));
    }
}
