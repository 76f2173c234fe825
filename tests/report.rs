//! Golden documents: one audit in every format and language, compared byte for byte.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::path::PathBuf;
use std::{env, fs};

use evenhand::audit::Audit;
use evenhand::lang::Lang;
use evenhand::report::{Format, write};

fn golden(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name)
}

fn spring_loans() -> Audit {
    serde_json::from_str(&fs::read_to_string(golden("spring-loans.audit.json")).unwrap()).unwrap()
}

fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
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
        "{name} differs from what is written now; if the change is meant: BLESS=1 cargo test --test report"
    );
}

#[test]
fn every_format_writes_the_stored_document_in_both_languages() {
    let audit = spring_loans();
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Json) {
        for lang in Lang::ALL {
            let text = written(format, &audit, lang);
            let ending = format.ending().map_or_else(|| format!("{}.txt", format.id()), str::to_owned);
            compare(&format!("spring-loans.{}.{ending}", lang.tag()), &text);
        }
    }
}

#[test]
fn the_document_survives_being_read_and_written() {
    let text = written(Format::Json, &spring_loans(), Lang::En);
    compare("spring-loans.audit.json", &text);
    assert!(serde_json::from_str::<Audit>(&text).unwrap() == spring_loans());
}
