//! What holds for every name of the field, present and future: it is one, it asks for comparisons that exist, and it says
//! what it is.

use std::collections::BTreeSet;

use evenhand_metrics::catalog::{Ask, FIELD_NAMES, Measure, field_name};

/// The names by which practitioners look for a comparison, and the id each has here.
const LOOKED_FOR: [(&str, &str); 20] = [
    ("demographic-parity", "demographic-parity"),
    ("statistical-parity", "demographic-parity"),
    ("statistical-parity-difference", "statistical-parity-difference"),
    ("demographic-parity-difference", "statistical-parity-difference"),
    ("disparate-impact", "disparate-impact"),
    ("impact-ratio", "disparate-impact"),
    ("adverse-impact", "four-fifths"),
    ("four-fifths", "four-fifths"),
    ("four-fifths-rule", "four-fifths"),
    ("equal-opportunity", "equal-opportunity"),
    ("equalised-odds", "equalised-odds"),
    ("equalized-odds", "equalised-odds"),
    ("average-odds-difference", "average-odds"),
    ("predictive-parity", "predictive-parity"),
    ("predictive-equality", "predictive-equality"),
    ("treatment-equality", "treatment-equality"),
    ("overall-accuracy-equality", "overall-accuracy-equality"),
    ("calibration", "calibration"),
    ("conditional-statistical-parity", "conditional-statistical-parity"),
    ("conditional-demographic-parity", "conditional-statistical-parity"),
];

#[test]
fn the_names_that_practitioners_look_for_are_known() {
    for (name, id) in LOOKED_FOR {
        assert_eq!(field_name(name).map(|field| field.id), Some(id), "{name}");
    }
    assert!(field_name("fairness").is_none());
}

#[test]
fn every_name_is_unique_over_the_whole_catalog() {
    let mut seen: BTreeSet<&str> = Measure::all_names().collect();
    for name in FIELD_NAMES.iter().flat_map(evenhand_metrics::catalog::FieldName::names) {
        assert!(seen.insert(name), "{name} names two things");
        assert!(name.split('-').all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase())), "{name}");
    }
}

#[test]
fn every_name_asks_for_comparisons_that_its_measures_have() {
    for field in FIELD_NAMES {
        assert!(!field.asks.is_empty(), "{}", field.id);
        for ask in field.asks {
            if let Ask::Check(measure, comparison)
            | Ask::AgainstHighest(measure, comparison)
            | Ask::Within(measure, comparison) = ask
            {
                let known = Measure::named(measure).unwrap_or_else(|| panic!("{}: {measure}", field.id));
                assert_eq!(known.id(), *measure, "{}: the permanent id is given", field.id);
                assert!(known.comparisons().contains(comparison), "{}: {measure} {comparison:?}", field.id);
            }
        }
    }
}

#[test]
fn both_languages_say_something_of_their_own_and_pass_no_verdict() {
    for field in FIELD_NAMES {
        crate::words::say_something_and_pass_no_verdict(field.id, field.en, field.fr, field.source);
    }
}
