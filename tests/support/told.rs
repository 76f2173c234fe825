//! What each format tells of an audit, read back from its text: the exit code, the worst verdict, and how many results
//! have which verdict. They may never disagree.

use std::collections::BTreeMap;

use evenhand::document::{Audit, Verdict};
use evenhand::lang::Lang;
use evenhand::report::{Format, write};
use roxmltree::Document;
use serde_json::Value;

use super::page;

type Counts = BTreeMap<&'static str, u64>;

/// What a document tells; `None` where its format has no place for it.
#[derive(Debug, Default, PartialEq)]
struct Told {
    exit_code: Option<u64>,
    verdict: Option<String>,
    counts: Option<Counts>,
}

fn written(format: Format, audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(format, audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The first whole number of a text, its digits grouped or not.
fn first_number(text: &str) -> Option<u64> {
    let start = text.find(|sign: char| sign.is_ascii_digit())?;
    let digits = text[start..].chars().take_while(|sign| sign.is_ascii_digit() || [',', '\u{202f}'].contains(sign));
    digits.filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// Counts without verdicts that nothing has.
fn present(counts: impl IntoIterator<Item = (&'static str, u64)>) -> Counts {
    let mut sums = Counts::new();
    counts.into_iter().for_each(|(verdict, count)| *sums.entry(verdict).or_insert(0) += count);
    sums.retain(|_, count| *count > 0);
    sums
}

fn counted(verdicts: impl Iterator<Item = String>) -> Counts {
    let verdict = |word: String| Verdict::WORST_FIRST.into_iter().find(|known| known.id() == word).unwrap().id();
    present(verdicts.map(|word| (verdict(word), 1)))
}

fn of_json(text: &str) -> Told {
    let document: Value = serde_json::from_str(text).unwrap();
    let results = document["checks"].as_array().unwrap().iter().flat_map(|check| check["results"].as_array().unwrap());
    Told {
        exit_code: document["exit_code"].as_u64(),
        verdict: document["verdict"].as_str().map(str::to_owned),
        counts: Some(counted(results.map(|result| result["verdict"].as_str().unwrap().to_owned()))),
    }
}

fn of_html(text: &str) -> Told {
    let gate = page::words(page::between(text, "<p class=\"gate\">", "</p>")[0]);
    let counters = page::between(text, "<ul class=\"counters\"", "</ul>")[0];
    let counters: Vec<(&'static str, u64)> = Verdict::WORST_FIRST
        .iter()
        .map(|verdict| {
            let line = page::between(counters, &format!("<li class=\"{}\">", verdict.id()), "</li>")[0];
            (verdict.id(), first_number(page::between(line, "<b>", "</b>")[0]).unwrap())
        })
        .collect();
    Told {
        exit_code: first_number(&gate),
        verdict: Some(page::between(text, "<div class=\"verdict ", "\"")[0].to_owned()).filter(|word| word != "none"),
        counts: Some(present(counters)),
    }
}

/// The heads of the block's parts are the verdicts' words in capitals; a number follows.
fn of_text(text: &str, lang: Lang) -> Told {
    let head = |verdict: &Verdict| lang.text(&format!("verdict-{}", verdict.id())).to_uppercase();
    let part = |line: &str| {
        let found =
            Verdict::WORST_FIRST.into_iter().find(|verdict| line.starts_with(&format!("{}  ", head(verdict))))?;
        Some((found.id(), first_number(line)?))
    };
    let last = text.lines().rfind(|line| !line.starts_with(' ')).unwrap();
    Told { exit_code: first_number(last), counts: Some(present(text.lines().filter_map(part))), ..Told::default() }
}

fn of_markdown(text: &str) -> Told {
    // A line for what gates and one for what is watched, below the words and their rule.
    let lines = text.lines().filter(|line| line.starts_with('|')).skip(2);
    let of_line = |line: &str| {
        let cells: Vec<u64> = line.trim_matches('|').split('|').filter_map(first_number).collect();
        Verdict::WORST_FIRST.map(Verdict::id).into_iter().zip(cells).collect::<Vec<_>>()
    };
    Told {
        exit_code: first_number(text.lines().last().unwrap()),
        counts: Some(present(lines.flat_map(of_line))),
        verdict: None,
    }
}

fn of_csv(text: &str, lang: Lang) -> Told {
    let separator = if lang == Lang::Fr { b';' } else { b',' };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = reader.headers().unwrap().clone();
    let at = |id: &str| head.iter().position(|name| name == lang.text(id)).unwrap();
    let (exit, verdict) = (at("csv-exit-code"), at("csv-verdict"));
    let words = Verdict::WORST_FIRST.map(|verdict| {
        let word =
            if lang == Lang::Fr { lang.text(&format!("verdict-{}", verdict.id())) } else { verdict.id().to_owned() };
        (word, verdict.id())
    });
    let mut told = Told { counts: Some(Counts::new()), ..Told::default() };
    for record in reader.records().map(Result::unwrap) {
        told.exit_code = record[exit].parse().ok();
        if !record[verdict].is_empty() {
            let (_, id) = words.iter().find(|(word, _)| *word == record[verdict]).unwrap();
            *told.counts.get_or_insert_default().entry(*id).or_insert(0) += 1;
        }
    }
    told
}

/// A suite names its check's verdict and exit code; the run's code is the worst of them.
fn of_junit(text: &str, audit: &Audit) -> Told {
    let document = Document::parse(text).unwrap();
    let property = |wanted: &str| {
        let nodes = document.descendants().filter(|node| node.attribute("name") == Some(wanted));
        nodes.filter_map(|node| node.attribute("value")).map(str::to_owned).collect::<Vec<_>>()
    };
    let codes = property("exit_code");
    let code = ["1", "3"].into_iter().find(|code| codes.iter().any(|own| own == code)).unwrap_or("0");
    let failures = document.descendants().any(|node| node.has_tag_name("failure"));
    assert_eq!(failures, audit.exit_code != 0, "a run fails where its pipeline does");
    let verdicts = property("verdict");
    let worst = Verdict::WORST_FIRST.iter().find(|verdict| verdicts.iter().any(|own| own == verdict.id()));
    Told { exit_code: code.parse().ok(), verdict: worst.map(|verdict| verdict.id().to_owned()), counts: None }
}

fn of_sarif(text: &str) -> Told {
    let log: Value = serde_json::from_str(text).unwrap();
    let run = &log["runs"][0];
    let counts =
        Verdict::WORST_FIRST.map(|verdict| (verdict.id(), run["properties"]["counts"][verdict.id()].as_u64().unwrap()));
    Told {
        exit_code: run["invocations"][0]["exitCode"].as_u64(),
        verdict: run["properties"]["verdict"].as_str().map(str::to_owned),
        counts: Some(present(counts)),
    }
}

fn of_github(text: &str) -> Told {
    Told { exit_code: first_number(text.lines().last().unwrap()), ..Told::default() }
}

/// GitLab has no place for a code: what it calls major is what fails.
fn of_gitlab(text: &str, audit: &Audit) -> Told {
    let issues: Value = serde_json::from_str(text).unwrap();
    let fails = issues.as_array().unwrap().iter().any(|issue| issue["severity"] == "major");
    assert_eq!(fails, audit.exit_code == 1);
    Told::default()
}

fn of_notice(text: &str) -> Told {
    let verdict = page::between(text, "<p class=\"headline ", "\"")[0].to_owned();
    Told { verdict: Some(verdict).filter(|word| word != "none"), ..Told::default() }
}

/// Every format, in both languages, tells the exit code, the verdict and the counts of the audit, as far as it tells any.
pub(crate) fn assert_agree(name: &str, audit: &Audit) {
    let counts = present(Verdict::WORST_FIRST.map(|verdict| (verdict.id(), audit.counts.of(verdict))));
    let verdict = audit.verdict.map(|verdict| verdict.id().to_owned());
    // The page begins with the checks that gate, if there are any; those that are watched stand apart.
    let any = audit.checks.iter().any(|check| check.severity.as_str() == "error");
    let gating = || audit.checks.iter().filter(|check| !any || check.severity.as_str() == "error");
    let of_gating = |verdict: Verdict| gating().map(|check| check.counts.of(verdict)).sum::<u64>();
    let counts_of_gating = present(Verdict::WORST_FIRST.map(|verdict| (verdict.id(), of_gating(verdict))));
    let worst = Verdict::WORST_FIRST.into_iter().find(|verdict| of_gating(*verdict) > 0);
    for (format, lang) in Format::ALL.into_iter().flat_map(|format| Lang::ALL.map(|lang| (format, lang))) {
        let text = written(format, audit, lang);
        let told = match format.id {
            "json" => of_json(&text),
            "html" | "fragment" => of_html(&text),
            "text" => of_text(&text, lang),
            "md" => of_markdown(&text),
            "csv" => of_csv(&text, lang),
            "junit" => of_junit(&text, audit),
            "sarif" => of_sarif(&text),
            "gitlab" => of_gitlab(&text, audit),
            "github" => of_github(&text),
            "notice" => of_notice(&text),
            other => panic!("{other}: what it tells is not read here yet"),
        };
        let place = format!("{name}: {} in {}", format.id, lang.tag());
        assert!(told.exit_code.is_none_or(|code| code == u64::from(audit.exit_code)), "{place}: {told:?}");
        let (counts, verdict) = match format.id {
            "html" | "fragment" => (&counts_of_gating, worst.map(|verdict| verdict.id().to_owned())),
            _ => (&counts, verdict.clone()),
        };
        assert!(told.counts.as_ref().is_none_or(|own| own == counts), "{place}: {told:?} is not {counts:?}");
        let tells_verdict = matches!(format.id, "json" | "html" | "fragment" | "junit" | "sarif" | "notice");
        assert!(!tells_verdict || told.verdict == verdict, "{place}: {told:?} is not {verdict:?}");
    }
}

/// The numbers of the page are those of the document, in both languages. Returns how many comparisons were read back.
pub(crate) fn assert_page(name: &str, audit: &Audit) -> usize {
    for lang in Lang::ALL {
        let differences = page::differences(audit, &written(Format::from_id("html").unwrap(), audit, lang), lang);
        assert_eq!(differences, Vec::<String>::new(), "{name} in {}", lang.tag());
    }
    page::judged(audit).len()
}
