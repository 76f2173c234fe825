//! The schema of the document: generated from the types, stored, and obeyed by what is written.

use std::path::PathBuf;
use std::{env, fs};

use evenhand::document::Audit;
use evenhand::lang::Lang;
use evenhand::report::json;

fn stored(path: &str) -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).unwrap_or_default();
    (path, text)
}

#[test]
fn the_stored_schema_is_that_of_the_types() {
    let (path, text) = stored("schemas/audit.schema.json");
    if env::var_os("BLESS").is_some() {
        fs::write(path, json::schema()).unwrap();
        return;
    }
    assert!(
        text == json::schema(),
        "schemas/audit.schema.json is stale; refresh it: BLESS=1 cargo test --test reporting schema"
    );
}

#[test]
fn a_written_audit_obeys_the_schema() {
    let schema = serde_json::from_str(&json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut audit: serde_json::Value = serde_json::from_str(&stored("tests/golden/spring-loans.audit.json").1).unwrap();
    let errors: Vec<String> = validator.iter_errors(&audit).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
    audit["findings"][0]["value"] = "much".into();
    assert!(!validator.is_valid(&audit));
}

#[test]
fn a_number_that_is_none_is_refused() {
    let mut audit: Audit = serde_json::from_str(&stored("tests/golden/spring-loans.audit.json").1).unwrap();
    let whole = audit.clone();
    audit.findings[0].value = Some(f64::NAN);
    let mut endless = whole;
    endless.checks[0].coverage.insert("gender".to_owned(), f64::INFINITY);
    for audit in [audit, endless] {
        let mut out = Vec::new();
        assert!(json::write(&audit, Lang::En, &mut out).is_err());
        assert!(out.is_empty(), "nothing of a refused document is written");
    }
}
