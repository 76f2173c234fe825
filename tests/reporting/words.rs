//! Words: every message exists in both languages with the same values, says nothing that is never printed, and every
//! id that the program says is there to be said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::{env, fs};

use evenhand::document::Verdict;
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

/// The words that are never printed, of one language.
fn banned(lang: Lang) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/words.md")).unwrap();
    let head = if lang == Lang::Fr { "- French: " } else { "- English: " };
    let list = page.lines().find_map(|line| line.strip_prefix(head)).unwrap();
    let banned: Vec<String> = list.split(", ").map(str::to_owned).collect();
    assert!(banned.len() > 20);
    banned
}

/// The words of a text between single spaces, in small letters.
fn spaced(text: &str) -> String {
    let plain = text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " ");
    format!(" {} ", plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

#[test]
fn words_that_judge_are_never_printed() {
    for lang in Lang::ALL {
        let banned = banned(lang);
        let messages = ids(lang).into_iter().map(|(id, text)| (id.to_owned(), text));
        let rates = Measure::all().map(|measure| {
            let words = if lang == Lang::En { measure.en() } else { measure.fr() };
            (measure.id().to_owned(), format!("{} {} {}", words.name, words.says, words.misses))
        });
        for (id, text) in messages.chain(rates) {
            let text = spaced(&text);
            for word in &banned {
                assert!(!text.contains(&format!(" {word} ")), "{}: {id} says \"{word}\"", lang.tag());
            }
        }
    }
}

/// Titles of papers, which keep their words.
const TITLES: [&str; 2] = ["the fair determination of risk scores", "Fair prediction with disparate impact"];

/// The files of a folder whose names end in one of these, folders in it included.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&name, endings));
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path);
        }
    }
    found
}

/// Neither language's words, whichever language a page is in. `docs/cli.md` is the help of the command line.
#[test]
fn words_that_judge_are_in_no_document_no_page_and_no_help() {
    let banned: Vec<String> = Lang::ALL.into_iter().flat_map(banned).collect();
    let mut read = files("docs", &[".md"]);
    read.extend(["README.md", "README.fr.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    read.extend(files("samples", &[".md", ".toml"]));
    read.extend(files("policies", &[".toml"]));
    read.extend(files("templates", &[".html"]));
    read.extend(files("tests/golden", &[".json", ".txt"]));
    read.retain(|path| !path.ends_with("docs/words.md"));
    let read = read.into_iter().map(|path| (fs::read_to_string(&path).unwrap(), path));
    let documents = super::golden::documents().into_iter().map(|(name, text)| (text, PathBuf::from(name)));
    let read: Vec<(String, PathBuf)> = read.chain(documents).collect();
    assert!(read.len() > 120, "{}", read.len());
    let mut found = Vec::new();
    for (text, path) in read {
        for (number, line) in text.lines().enumerate() {
            let own = TITLES.iter().fold(line.to_owned(), |line, title| line.replace(title, ""));
            // In prose, a word between quotation marks is talked about.
            let is_prose = path.extension().is_some_and(|ending| ending == "md");
            let own = if is_prose { own.split('"').step_by(2).collect::<Vec<_>>().join(" ") } else { own };
            let own = spaced(&own);
            for word in banned.iter().filter(|word| own.contains(&format!(" {word} "))) {
                found.push(format!("{}:{}: {word}", path.display(), number + 1));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

/// A message whose value nobody gave prints the place of the value; an id that does not exist prints itself.
#[test]
fn no_document_shows_a_place_where_a_value_should_be() {
    let written = super::golden::documents();
    assert_eq!(written.len(), 100);
    let ids: BTreeSet<&str> = ids(Lang::En).into_iter().map(|(id, _)| id).filter(|id| id.contains('-')).collect();
    for (name, text) in written {
        assert!(!text.contains("{$") && !text.contains("{ $") && !text.contains("&#123;$"), "{name}");
        for shown in
            text.split(['>', '<']).filter(|_| PathBuf::from(&name).extension().is_some_and(|ending| ending == "html"))
        {
            assert!(!ids.contains(shown.trim()), "{name}: {shown}");
        }
    }
}

/// Everything that is said in a language: messages with their attributes, as they are printed, and the catalog's words.
fn printed(lang: Lang) -> Vec<(String, String)> {
    let none = BTreeMap::new();
    let mut said = Vec::new();
    for (id, source) in ids(lang) {
        said.extend(lang.known(id).map(|text| (id.to_owned(), text)));
        let names = source.lines().filter_map(|line| line.trim_start().strip_prefix('.')?.split_once('='));
        for (name, _) in names {
            let text = lang.attribute(id, name.trim(), &none).unwrap_or_else(|| panic!("{id}.{name}"));
            said.push((format!("{id}.{}", name.trim()), text));
        }
    }
    for measure in Measure::all() {
        let words = if lang == Lang::En { measure.en() } else { measure.fr() };
        said.extend([words.name, words.says, words.misses].map(|text| (measure.id().to_owned(), text.to_owned())));
    }
    said
}

#[test]
fn french_is_set_as_french_is() {
    let printed = printed(Lang::Fr);
    assert!(printed.len() > 900 && printed.iter().any(|(id, _)| id == "EVH-D001.help"), "{}", printed.len());
    for (id, text) in printed {
        for sign in [" :", " ;", " !", " ?", " %", "« ", " »"] {
            assert!(!text.contains(sign), "{id}: {text}");
        }
        let chars: Vec<char> = text.chars().collect();
        let elided =
            chars.windows(3).find(|part| part[1] == '\'' && part[0].is_alphabetic() && part[2].is_alphabetic());
        assert!(elided.is_none(), "{id}: {text}");
    }
}

/// One of the lists of `docs/words.md`, by its head.
fn listed(head: &str) -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/words.md")).unwrap();
    let list = page.lines().find_map(|line| line.strip_prefix(head)).unwrap();
    list.split(", ").map(|entry| entry.split(" = ").next().unwrap().to_owned()).collect()
}

#[test]
fn nothing_reads_as_if_it_were_translated() {
    for (lang, head) in [(Lang::En, "- Instead, English: "), (Lang::Fr, "- Instead, French: ")] {
        let phrases = listed(head);
        assert!(phrases.len() > 15);
        for (id, text) in printed(lang) {
            let text = text.to_lowercase();
            for phrase in &phrases {
                assert!(!text.contains(phrase.as_str()), "{}: {id} says \"{phrase}\"", lang.tag());
            }
        }
    }
}

/// The page and the notice are for people who do not write the config: no key, no flag, no token.
#[test]
fn an_officer_is_told_nothing_in_a_programmers_words() {
    let tokens = listed("- Before an officer: ");
    let pages = ["report.ftl", "page.ftl", "sections.ftl", "results.ftl", "reasons.ftl", "notice.ftl", "common.ftl"];
    for lang in Lang::ALL {
        for (name, text) in evenhand::lang::sources(lang).iter().filter(|(name, _)| pages.contains(name)) {
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                let said = line.split_once('=').map_or(line, |(_, said)| said);
                for token in &tokens {
                    assert!(!said.contains(token.as_str()), "{}/{name}: {line}", lang.tag());
                }
            }
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

/// Every id that the sources and the templates say, and every string that is made like one of policy or of a warning.
#[test]
fn every_id_that_is_said_exists() {
    let mut said = BTreeSet::new();
    for path in files("src", &[".rs"]).into_iter().chain(files("templates", &[".html"])) {
        let text = fs::read_to_string(&path).unwrap();
        let (text, _tests) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        for call in ["Said::new(\"", "lang.text(\"", " v.text(\"", "(v.text(\"", "lang.known(\"", "t(id=\""] {
            said.extend(text.split(call).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
        for part in text.split('"').skip(1).step_by(2) {
            let is_id = ["gate-", "result-", "warn-"].iter().any(|head| part.starts_with(head));
            if is_id && part.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !part.ends_with('-') {
                said.insert(part.to_owned());
            }
        }
    }
    // Nothing, until it is said; and prose about ids.
    said.retain(|id| !id.is_empty() && id != "...");
    let known = ["result-cannot-tell", "gate-passes", "notice-title", "page-skip", "left-out-nobody"];
    assert!(said.len() > 150 && known.iter().all(|id| said.contains(*id)), "{}", said.len());
    for id in said {
        for lang in Lang::ALL {
            assert!(lang.known(&id).is_some(), "{}: {id}", lang.tag());
        }
    }
}
