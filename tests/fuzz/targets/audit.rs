//! `audit.json`: every document in both languages, or no audit.

use evenhand::document::Audit;

use crate::case::Case;
use crate::dice::Dice;
use crate::mutate::mutate;
use crate::run::Target;
use crate::{judge, tree};

const GOLDEN: &[u8] = include_bytes!("../../golden/spring-loans.audit.json");

const WORDS: &[&str] = &[
    "ratio",
    "difference",
    "value",
    "selection-rate",
    "true-positive-rate",
    "women",
    "men",
    "gender",
    "age_band",
    "within",
    "outside",
    "cannot_tell",
    "not_assessed",
    "waived",
    "empty-group",
    "too-few",
    "reference-zero",
    "no-interval",
    "bounded",
    "unbounded",
    "complement",
    "whole-line",
    "largest",
    "rest",
    "everyone",
    "named",
    "highest-rate-2pct",
    "wilson",
    "katz",
    "error",
    "warn",
    "point",
    "show-within",
    "2026-11-22",
    "0000-00-00",
    "9999-12-31",
    "process",
    "census",
    "en",
    "fr",
    "",
    "<script>alert(1)</script>",
    "\u{1b}[31m",
    "\u{202e}abc",
    "=cmd|x",
    "a\nb",
    "{{ audit }}",
    "id",
    "values",
    "segment",
    "gate-outside",
    "key-repeats",
    "EVH-D001",
    "crosses-only",
    "people",
    "n",
    "applies",
    "expired",
    "below-floor",
];

/// The target.
pub(crate) fn target() -> Target {
    let golden: serde_json::Value = serde_json::from_slice(GOLDEN).unwrap();
    let mut small = golden.clone();
    for (list, length) in [("findings", 8), ("checks", 1), ("segments", 4)] {
        small[list].as_array_mut().unwrap().truncate(length);
    }
    small["checks"][0]["results"].as_array_mut().unwrap().truncate(3);
    let corpus = [GOLDEN.to_vec(), serde_json::to_vec(&small).unwrap(), serde_json::to_vec(&small).unwrap()];
    let corpus = corpus.iter().map(|bytes| Case::of([bytes])).collect();
    Target { name: "audit", corpus, brief: 150, library: false, mutate: Box::new(change), run: Box::new(run) }
}

fn run(case: &Case) -> Result<String, String> {
    let audit: Audit = match serde_json::from_slice(&case.0[0]) {
        Ok(audit) => audit,
        Err(error) => return Ok(format!("refused {:?}", error.classify())),
    };
    judge::documents(&audit)?;
    Ok(judge::audit(&audit))
}

fn change(case: &mut Case, other: &Case, dice: &mut Dice) {
    let document = if dice.one_in(8) { None } else { serde_json::from_slice(&case.0[0]).ok() };
    let Some(mut document) = document else { return mutate(&mut case.0[0], WORDS, &other.0[0], dice) };
    for _ in 0..=dice.below(4) {
        tree::mutate(&mut document, WORDS, dice);
    }
    case.0[0] = serde_json::to_vec(&document).unwrap();
}
