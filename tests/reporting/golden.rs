//! Golden documents: every stored audit in every format and language, made from that audit alone and compared byte for
//! byte. One audit is stored as it reads in every format; of the others what they alone show. Of every document, readable or
//! not, `digests.txt` has the digest. Whether an audit is what its sample gives now, other tests know (`samples` and `sections`
//! of `auditing`).

use std::fmt::Write as _;
use std::io::Read;
use std::path::PathBuf;
use std::{env, fs};

use evenhand::document::Audit;
use evenhand::lang::Lang;
use evenhand::report::{Format, write};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

/// The stored audits, and the endings of the documents of each that are stored to be read: one made by hand that holds all five verdicts, in
/// all; one world with every section, where sections are shown at length and in short; one with every fix, where fixes are; and
/// both samples as the terminal shows them.
const AUDITS: [(&str, &[&str]); 5] = [
    ("spring-loans", &[""]),
    ("every-section", &["en.html", "fr.html", "en.txt", "fr.txt"]),
    ("fixes", &["en.txt", "fr.txt", "en.md", "fr.md"]),
    ("demo", &["en.txt", "fr.txt"]),
    ("even", &["en.txt", "fr.txt"]),
];

/// Whether a document is stored to be read.
fn is_read(file: &str) -> bool {
    let ends = |(name, endings): &(&str, &[&str])| {
        let ending = file.strip_prefix(name).and_then(|rest| rest.strip_prefix('.'));
        ending.is_some_and(|ending| endings.iter().any(|own| own.is_empty() || *own == ending))
    };
    AUDITS.iter().any(ends)
}

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn stored(name: &str) -> Audit {
    let plain = golden(&format!("{name}.audit.json"));
    if plain.exists() {
        return serde_json::from_str(&fs::read_to_string(plain).unwrap()).unwrap();
    }
    let mut text = String::new();
    let packed = fs::File::open(golden(&format!("{name}.audit.json.gz"))).unwrap();
    GzDecoder::new(packed).read_to_string(&mut text).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Every document of every stored audit but the audits themselves, by name.
pub(crate) fn documents() -> Vec<(String, String)> {
    let formats = || Format::ALL.into_iter().filter(|format| format.id != "json");
    let of_audit = |(name, _): (&str, &[&str])| {
        let audit = stored(name);
        let in_format = |format: Format| {
            let ending = format.ending.map_or_else(|| format!("{}.txt", format.id), str::to_owned);
            Lang::ALL.map(|lang| (format!("{name}.{}.{ending}", lang.tag()), written(format, &audit, lang)))
        };
        formats().flat_map(in_format).collect::<Vec<_>>()
    };
    AUDITS.into_iter().flat_map(of_audit).collect()
}

/// Compares with the stored document; `BLESS=1` stores it.
fn compare(name: &str, text: &str) {
    let path = golden(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == text,
        "{name} differs from what is written now; if the change is meant: BLESS=1 cargo test --test reporting golden"
    );
}

#[test]
fn every_format_writes_the_stored_document_in_both_languages() {
    let mut digests = String::new();
    for (file, text) in documents() {
        let digest = Sha256::digest(text.as_bytes()).iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        writeln!(digests, "{digest}  {file}").unwrap();
        if is_read(&file) {
            compare(&file, &text);
        }
        if let Some(folder) = env::var_os("EVENHAND_DOCUMENTS") {
            fs::write(PathBuf::from(folder).join(file), text).unwrap();
        }
    }
    compare("digests.txt", &digests);
}

#[test]
fn the_document_survives_being_read_and_written() {
    let audit = stored("spring-loans");
    let text = written(Format::from_id("json").unwrap(), &audit, Lang::En);
    compare("spring-loans.audit.json", &text);
    assert!(serde_json::from_str::<Audit>(&text).unwrap() == audit);
}
