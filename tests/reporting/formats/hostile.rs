//! Words of users are hostile: here they stand in a label, an attribute, a check, a waiver and the name of the audit.

use evenhand::document::Audit;
use evenhand::lang::Lang;
use evenhand::report::Format;
use roxmltree::Document;
use serde_json::Value;

use super::audits::summed;
use super::{audit, golden, is_still, written};

/// What people, or those who want something of people, put into a field.
pub(crate) const HOSTILE: [&str; 14] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "line\nbreak\r\n::error file=a,line=1::forged",
    "::set-output name=x::y ##[add-mask]z ##vso[task.setvariable variable=a]b %0A::stop-commands::",
    "\u{1b}[31mred\u{1b}]0;title\u{7}\u{0}\u{85}\u{9b}31m",
    "\u{202e}txet\u{2066}\u{200b}\u{fffe}\u{ffff}",
    "=cmd|' /C calc'!A0",
    "+1+cmd|'x'!A",
    "-2+3",
    "@SUM(1,2)",
    "\t=1;2,3\"4\"\";\r\n=5",
    "a|b `c` **d** [e](https://example.org) @everyone #1 <!-- --> www.example.org\\",
    "]]> --> ' \" & &amp; &#0; {0} {{ 7 * 7 }} ${{x}} [1](2)",
    "\\u0000 \\\" \\",
    "a x b, c=d / e %2C ()",
];

/// The golden audit with one label, one attribute, one check, one owner and its own name replaced.
pub(crate) fn poisoned(words: &str) -> Audit {
    fn replace(value: &mut Value, words: &str) {
        const REPLACED: [&str; 7] =
            ["women", "femmes", "Gender", "Genre", "selection-ratio", "spring-loans", "role:credit-compliance"];
        match value {
            Value::String(text) if REPLACED.contains(&&**text) => words.clone_into(text),
            Value::Array(values) => values.iter_mut().for_each(|value| replace(value, words)),
            Value::Object(fields) => {
                fields.values_mut().for_each(|value| replace(value, words));
                if let Some(label) = fields.remove("gender") {
                    fields.insert(words.to_owned(), label);
                }
            }
            _ => {}
        }
    }
    let mut document = golden();
    replace(&mut document, words);
    let mut audit = audit(&document);
    for waiver in audit.checks.iter_mut().flat_map(|check| &mut check.results).filter_map(|r| r.waiver.as_mut()) {
        words.clone_into(&mut waiver.owner);
        words.clone_into(&mut waiver.reason);
    }
    audit
}

#[test]
fn hostile_words_are_text_in_every_format() {
    let clean = audit(&golden());
    for words in HOSTILE {
        let audit = poisoned(words);
        for lang in Lang::ALL {
            for format in Format::ALL {
                let text = written(format, &audit, lang);
                let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                let shown = if format == Format::from_id("csv").unwrap() {
                    text.replace("\r\n", "\n")
                } else {
                    text.to_owned()
                };
                assert!(is_still(&shown), "{format:?} {words:?}");
                assert!(
                    !shown.contains(['\u{fffe}', '\u{ffff}']) || format != Format::from_id("junit").unwrap(),
                    "{words:?}"
                );
            }
            let lines = |audit: &Audit, format| written(format, audit, lang).lines().count();
            for format in [
                Format::from_id("github").unwrap(),
                Format::from_id("md").unwrap(),
                Format::from_id("csv").unwrap(),
                Format::from_id("junit").unwrap(),
                Format::from_id("sarif").unwrap(),
                Format::from_id("gitlab").unwrap(),
            ] {
                assert_eq!(lines(&audit, format), lines(&clean, format), "{format:?} {words:?}: a line more or less");
            }
        }
    }
}

#[test]
fn hostile_words_forge_no_workflow_command() {
    for words in HOSTILE {
        let text = written(Format::from_id("github").unwrap(), &poisoned(words), Lang::En);
        assert!(!text.contains("##"), "{words:?}");
        for line in text.lines() {
            let Some(command) = line.strip_prefix("::") else {
                assert!(line.starts_with("exit 1: ") && !line.trim_start().starts_with("::"), "{line}");
                continue;
            };
            let (properties, _) = command.split_once("::").unwrap();
            let (level, properties) = properties.split_once(' ').unwrap();
            assert!(["error", "warning", "notice"].contains(&level), "{line}");
            let names: Vec<&str> = properties.split(',').map(|property| property.split('=').next().unwrap()).collect();
            assert!(names == ["file", "line", "title"] || names == ["title"], "{line}");
        }
    }
}

/// Runners read commands after spaces too, and the old form anywhere: a name that wraps puts its middle at a line's start.
#[test]
fn hostile_words_that_wrap_forge_no_command_in_a_log() {
    let long =
        |padding: usize| format!("{}::error title=forged::{}", "word ".repeat(padding), "::warning::x ".repeat(20));
    let wrapping: Vec<String> = (0..24).map(long).collect();
    let words = HOSTILE.iter().map(|words| (*words).to_owned()).chain(wrapping);
    for words in words {
        let mut audits = vec![poisoned(&words)];
        let mut free = audits[0].clone();
        free.checks.clear();
        audits.push(summed(free));
        for (audit, lang) in audits.iter().flat_map(|audit| Lang::ALL.map(|lang| (audit, lang))) {
            let text = written(Format::from_id("text").unwrap(), audit, lang);
            for line in text.lines() {
                assert!(!line.trim_start().starts_with("::") && !line.contains("##"), "{line}");
            }
        }
    }
}

#[test]
fn hostile_words_run_in_no_spreadsheet_and_leave_no_field() {
    for words in HOSTILE {
        for (lang, separator) in [(Lang::En, b','), (Lang::Fr, b';')] {
            let text = written(Format::from_id("csv").unwrap(), &poisoned(words), lang);
            let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
            for record in reader.records() {
                for field in &record.unwrap() {
                    let number = field.replace(',', ".").parse::<f64>().is_ok();
                    assert!(number || !field.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']), "{field:?}");
                }
            }
        }
    }
}

#[test]
fn hostile_words_are_no_markup() {
    for words in HOSTILE {
        let audit = poisoned(words);
        let text = written(Format::from_id("junit").unwrap(), &audit, Lang::En);
        let document = Document::parse(&text).unwrap();
        let known =
            ["testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out"];
        let mut elements = document.descendants().filter(roxmltree::Node::is_element);
        assert!(elements.all(|element| known.contains(&element.tag_name().name())), "{words:?}");

        let log: Value = serde_json::from_str(&written(Format::from_id("sarif").unwrap(), &audit, Lang::En)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        for message in results.iter().filter_map(|result| result["message"]["text"].as_str()) {
            let rest = message.replace("\\\\", "").replace("\\[", "").replace("\\]", "");
            assert!(!rest.replace("{{", "").replace("}}", "").contains(['[', ']', '{', '}', '\\']), "{message}");
        }
    }
}

#[test]
fn labels_without_end_fit_a_comment_and_a_summary() {
    let mut audit = poisoned(&"|".repeat(5_000));
    let check = audit.checks[0].clone();
    audit.checks.extend(std::iter::repeat_n(check, 200));
    let markdown = written(Format::from_id("md").unwrap(), &summed(audit.clone()), Lang::Fr);
    assert!(markdown.len() < 65_536, "{}", markdown.len());
    let github = written(Format::from_id("github").unwrap(), &summed(audit), Lang::Fr);
    assert!(github.len() < 65_536, "{}", github.len());
}
