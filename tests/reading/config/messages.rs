//! Every code has its whole message in both languages.

use std::collections::{BTreeMap, BTreeSet};

use evenhand::error::ErrorCode;
use evenhand::lang::{Lang, ids};

/// The source of a message with its attributes: name, `""` for the title, and text.
fn parts(lang: Lang, code: &str) -> BTreeMap<String, String> {
    let messages = ids(lang);
    let found: Vec<&String> = messages.iter().filter(|(id, _)| *id == code).map(|(_, text)| text).collect();
    assert_eq!(found.len(), 1, "{code} in {lang:?}");
    let mut parts = BTreeMap::from([(String::new(), String::new())]);
    let mut current = String::new();
    for line in found[0].lines() {
        if let Some((name, text)) = line.strip_prefix("    .").and_then(|line| line.split_once(" = ")) {
            name.clone_into(&mut current);
            parts.insert(current.clone(), text.to_owned());
        } else if let Some(part) = parts.get_mut(&current) {
            part.push_str(line);
        }
    }
    parts
}

fn variables(text: &str) -> BTreeSet<&str> {
    let name = |rest: &'_ str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    text.split('$').skip(1).map(|rest| &rest[..name(rest)]).collect()
}

#[test]
fn codes_are_unique_and_in_order() {
    let codes: Vec<&str> = ErrorCode::ALL.iter().map(|code| code.id()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
}

#[test]
fn every_code_says_all_it_has_to_say_in_both_languages() {
    let all: BTreeSet<&str> = ["", "label", "why", "help", "explain"].into();
    for code in ErrorCode::ALL.iter().map(|code| code.id()) {
        let [en, fr] = Lang::ALL.map(|lang| parts(lang, code));
        for parts in [&en, &fr] {
            assert_eq!(parts.keys().map(String::as_str).collect::<BTreeSet<_>>(), all, "{code}");
        }
        for name in all.iter().copied() {
            assert_eq!(variables(&en[name]), variables(&fr[name]), "{code} .{name}");
        }
        assert!(variables(&en["explain"]).is_empty(), "{code}: nothing is known when a code is explained");
    }
}
