//! Files that were cut off or overwritten, and those that unpack to far more than they are.

use evenhand_cube::read::{Column, Format, write_table};

use super::{CONFIG, Case, SECRET};

/// The bytes of the same people as Parquet.
fn parquet() -> Vec<u8> {
    let rows = 0..400_i64;
    let columns = [
        (
            "gender",
            Column::Strings(rows.clone().map(|n| Some(["men", "women"][usize::from(n % 2 == 0)].to_owned())).collect()),
        ),
        ("age", Column::Integers(rows.clone().map(|n| Some(20 + n % 40)).collect())),
        ("sent", Column::Integers(rows.clone().map(|n| Some(i64::from(n % 3 == 0))).collect())),
        ("note", Column::Strings(rows.map(|n| Some(format!("{SECRET}-{n}"))).collect())),
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("t.parquet");
    write_table(&path, &columns, Format::Parquet).unwrap();
    std::fs::read(path).unwrap()
}

fn file(what: &'static str, code: &'static str, name: &'static str, bytes: Vec<u8>) -> Case {
    let config = CONFIG.replace("people.csv", name).into_bytes();
    let files = vec![("evenhand.toml", Some(config)), (name, Some(bytes))];
    Case { what, code, place: name, files, arguments: Vec::new() }
}

/// A header, then a gigabyte of one letter, in some hundred kilobytes.
fn endless(pack: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let header = pack(format!("gender,age,sent,note\nmen,30,1,{SECRET}\n").as_bytes());
    header.into_iter().chain(pack(&vec![b'x'; 1 << 22]).repeat(256)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// The cases.
pub(super) fn cases() -> Vec<Case> {
    let whole = parquet();
    let overwritten = |from: usize, bytes: &[u8]| {
        let mut file = whole.clone();
        file[from..from + bytes.len()].copy_from_slice(bytes);
        file
    };
    let end = whole.len();
    let text = gzip(format!("gender,age,sent,note\n{}", format!("men,30,1,{SECRET}\n").repeat(500)).as_bytes());
    vec![
        file("Parquet that was cut off", "EVH-D007", "people.parquet", whole[..end / 2].to_vec()),
        file("Parquet without its first bytes", "EVH-D007", "people.parquet", whole[9..].to_vec()),
        file(
            "Parquet whose contents have a length of 4 GB",
            "EVH-D007",
            "people.parquet",
            overwritten(end - 8, &[0xff; 4]),
        ),
        file("Parquet whose contents are nonsense", "EVH-D007", "people.parquet", overwritten(end - 60, &[0xa5; 40])),
        file("an Arrow file that is no more than its name", "EVH-D007", "people.arrow", b"ARROW1\0\0".to_vec()),
        file(
            "an Arrow stream whose schema has a length of 2 GB",
            "EVH-D007",
            "people.arrow",
            [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f].to_vec(),
        ),
        file("gzip that was cut off", "EVH-D007", "people.csv.gz", text[..text.len() - 9].to_vec()),
    ]
    .into_iter()
    .chain(bursting())
    .collect()
}

/// Files that unpack to a thousand times what they are.
pub(super) fn bursting() -> Vec<Case> {
    vec![
        file("a gigabyte in one row, packed by gzip", "EVH-D016", "people.csv.gz", endless(gzip)),
        file(
            "a gigabyte in one row, packed by zstd",
            "EVH-D016",
            "people.csv.zst",
            endless(|bytes| zstd::encode_all(bytes, 1).unwrap()),
        ),
    ]
}
