//! Words: every message exists in both languages with the same values, says nothing that is never printed, and every
//! id that the program says is there to be said.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use evenhand::audit::Verdict;
use evenhand::lang::{Lang, Said, ids};
use evenhand_metrics::catalog::Measure;
use evenhand_metrics::undefined::Undefined;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The values that a message asks for, itself or through messages that it refers to.
fn values(messages: &BTreeMap<&str, String>, id: &str) -> BTreeSet<String> {
    let text = &messages[id];
    let mut found: BTreeSet<String> = words_after(text, '$');
    let mentioned = words_after(text, '{');
    for other in mentioned.iter().filter(|other| messages.contains_key(other.as_str()) && other.as_str() != id) {
        found.extend(values(messages, other));
    }
    found
}

fn words_after(text: &str, sign: char) -> BTreeSet<String> {
    let parts = text.split(sign).skip(1).map(str::trim_start);
    let word = |part: &str| part.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
    parts.map(word).filter(|word: &String| !word.is_empty()).collect()
}

#[test]
fn every_message_stands_in_both_languages_with_the_same_values() {
    let [en, fr] = Lang::ALL.map(|lang| ids(lang).into_iter().collect::<BTreeMap<_, _>>());
    assert_eq!(en.keys().collect::<Vec<_>>(), fr.keys().collect::<Vec<_>>());
    for id in en.keys() {
        assert_eq!(values(&en, id), values(&fr, id), "{id}");
    }
}

#[test]
fn every_message_of_one_language_can_be_said_without_values() {
    for lang in Lang::ALL {
        for (id, text) in ids(lang) {
            let is_said = lang.known(id).is_some() || text.trim_start().starts_with('.');
            assert!(is_said, "{}: {id} has neither text nor attributes", lang.tag());
        }
    }
}

#[test]
fn words_that_judge_are_never_printed() {
    let page = fs::read_to_string(root().join("docs/words.md")).unwrap();
    for (lang, head) in Lang::ALL.into_iter().zip(["- English: ", "- French: "]) {
        let list = page.lines().find_map(|line| line.strip_prefix(head)).unwrap();
        let banned: Vec<&str> = list.split(", ").collect();
        assert!(banned.len() > 10);
        let messages = ids(lang).into_iter().map(|(id, text)| (id.to_owned(), text));
        let rates = Measure::all().map(|measure| {
            let words = if lang == Lang::En { measure.en() } else { measure.fr() };
            (measure.id().to_owned(), format!("{} {} {}", words.name, words.says, words.misses))
        });
        for (id, text) in messages.chain(rates) {
            let text = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
            for word in &banned {
                assert!(!text.contains(&format!(" {word} ")), "{}: {id} says \"{word}\"", lang.tag());
            }
        }
    }
}

#[test]
fn french_punctuation_never_starts_a_line() {
    for (id, _) in ids(Lang::Fr) {
        let said = Lang::Fr.text(id);
        for sign in [" :", " ;", " !", " ?", "« ", " »"] {
            assert!(!said.contains(sign), "{id}: {said}");
        }
    }
}

#[test]
fn every_reason_and_verdict_has_words() {
    let reasons = Undefined::ALL.iter().map(|reason| format!("reason-{}", reason.id()));
    let verdicts = Verdict::WORST_FIRST.iter().map(|verdict| format!("verdict-{}", verdict.id()));
    for id in reasons.chain(verdicts) {
        for lang in Lang::ALL {
            assert!(lang.known(&id).is_some(), "{}: {id}", lang.tag());
        }
    }
    for reason in Undefined::ALL {
        let said = Lang::En.say(&Said::new("result-not-assessed").with("reason", reason.id()));
        assert_eq!(said, format!("not assessed: {}.", Lang::En.text(&format!("reason-{}", reason.id()))));
    }
}

/// Every string of the sources that is made like a message id of policy or of a warning.
#[test]
fn every_id_that_is_said_exists() {
    let mut said = BTreeSet::new();
    collect(&root().join("src"), &mut said);
    assert!(said.contains("result-cannot-tell") && said.contains("gate-passes"));
    for id in said {
        for lang in Lang::ALL {
            assert!(lang.known(&id).is_some(), "{}: {id}", lang.tag());
        }
    }
}

fn collect(folder: &Path, said: &mut BTreeSet<String>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, said);
        } else {
            let text = fs::read_to_string(&path).unwrap();
            for part in text.split('"').skip(1).step_by(2) {
                let is_id = ["gate-", "result-", "warn-"].iter().any(|head| part.starts_with(head));
                if is_id && part.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !part.ends_with('-') {
                    said.insert(part.to_owned());
                }
            }
        }
    }
}
