//! The public notice: everything that somebody outside may read, nothing that nobody may, in both languages.

#![expect(clippy::print_stdout, reason = "what was not checked is said where tests report")]

mod attack;
mod read;

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use evenhand::document::Audit;
use evenhand::lang::{Lang, Round, Unit, people, percent_to, written};
use evenhand::report::{Format, write};
use serde_json::{Value, json};

fn golden() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/spring-loans.audit.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn audit(document: &Value) -> Audit {
    serde_json::from_value(document.clone()).unwrap()
}

fn notice(audit: &Audit, lang: Lang) -> String {
    let mut out = Vec::new();
    write(Format::from_id("notice").unwrap(), audit, lang, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The row of the tables that begins with this group.
fn row<'p>(page: &'p str, group: &str) -> &'p str {
    let head = format!("<th scope=\"row\">{group}</th>");
    let (_, rest) = page.split_once(&head).unwrap();
    rest.split_once("</tr>").unwrap().0
}

#[test]
fn every_group_of_every_attribute_has_its_share_and_its_ratio_with_ranges() {
    let audit = audit(&golden());
    for lang in Lang::ALL {
        let page = notice(&audit, lang);
        let values = audit.findings.iter().filter(|finding| {
            finding.measure == "selection-rate"
                && finding.comparison.as_str() == "value"
                && finding.segment.as_ref().is_some_and(|segment| segment.0.len() == 1 && !segment.has_missing())
        });
        let mut found = 0;
        for value in values.filter(|finding| finding.value.is_some()) {
            // Fewer than 10,000 people have no decimal, and people are told in tens and to three digits.
            let size = value.people.unwrap();
            let share = percent_to(value.value.unwrap(), i16::from(size >= 10_000), Round::Nearest, lang);
            let step = 10_u64.pow(size.ilog10() - 2).max(10);
            let count = people((size + step / 2) / step * step, lang);
            let rows: Vec<&str> = page.lines().filter(|line| line.contains("<th scope=\"row\">")).collect();
            let of_group = |line: &&&str| line.contains(&format!(">{share} <")) && line.contains(&format!(">{count}<"));
            assert!(rows.iter().any(|row| of_group(&row)), "{}: {share} of {count}", value.id);
            found += 1;
        }
        assert!(found > 8, "{found}");
        let women = audit.finding("selection-rate/ratio/gender=women").unwrap();
        let result = audit.checks[0].results.iter().find(|result| result.finding == women.id).unwrap();
        let ends = result.interval.as_ref().unwrap();
        let end = |end: Option<f64>, round| written(end.unwrap(), Unit::Ratio, round, &[0.8, 1.25], lang);
        let (low, high) = (end(ends.low, Round::Down), end(ends.high, Round::Up));
        let words = if lang == Lang::En { format!("({low} to {high})") } else { format!("(de {low} à {high})") };
        let group = if lang == Lang::En { "<bdi>women</bdi>" } else { "<bdi>femmes</bdi>" };
        assert!(row(&page, group).contains(&words), "{words}: {}", row(&page, group));
    }
}

#[test]
fn a_small_group_has_a_name_and_no_number() {
    let mut document = golden();
    for list in ["findings", "segments"] {
        for item in document[list].as_array_mut().unwrap() {
            if item["segment"]["gender"] != "non-binary" {
                continue;
            }
            for count in ["people", "share", "top", "bottom", "value", "interval", "reference_top", "reference_bottom"]
            {
                if item.get(count).is_some() {
                    item[count] = Value::Null;
                }
            }
            item["people_below"] = json!(11);
        }
    }
    let page = notice(&audit(&document), Lang::En);
    let small = row(&page, "<bdi>non-binary</bdi>");
    assert!(small.contains("not shown") && !small.contains(|sign: char| sign.is_ascii_digit()), "{small}");
    assert!(page.contains("Groups of fewer than 11 people have none here"));
}

#[test]
fn it_says_what_it_is_and_what_it_is_not() {
    let audit = audit(&golden());
    for (lang, words) in [
        (
            Lang::En,
            [
                "Public notice: <bdi>spring-loans</bdi>",
                "As of 2026-11-22; made with evenhand 0.1.0.",
                "stated by the people themselves",
                "What is not known",
                "makes no statement of law",
            ],
        ),
        (
            Lang::Fr,
            [
                "Notice publique\u{a0}: <bdi>spring-loans</bdi>",
                "État au 22/11/2026\u{202f}; établie avec evenhand 0.1.0.",
                "déclaré par les personnes elles-mêmes",
                "Ce qu’on ne sait pas",
                "n’affirme rien en droit",
            ],
        ),
    ] {
        let page = notice(&audit, lang);
        for words in words {
            assert!(page.contains(words), "{}: {words}\n{page}", lang.tag());
        }
    }
}

/// A page for everybody names neither files nor columns, and no role or reason of a waiver.
#[test]
fn what_is_the_companys_own_stays_out() {
    let audit = audit(&golden());
    let page = notice(&audit, Lang::En);
    let waivers = audit.checks.iter().flat_map(|check| &check.results).filter_map(|result| result.waiver.as_ref());
    let inputs = audit.inputs.iter().flat_map(|input| [input.name.clone(), input.sha256.clone()]);
    let secrets: Vec<String> =
        waivers.flat_map(|waiver| [waiver.reason.clone(), waiver.owner.clone()]).chain(inputs).collect();
    assert!(secrets.len() > 4);
    for secret in secrets {
        assert!(!page.contains(&secret), "{secret}");
    }
    assert!(!page.contains("user_id") && !page.contains("would_buy"));
}

#[test]
fn it_asks_for_nothing_and_runs_nothing_whatever_the_labels_are() {
    let hostile = "</style><script>alert(1)</script>\u{202e}\"><img src=x>";
    let text = golden().to_string().replace("women", &hostile.replace('"', "\\\"")).replace("spring-loans", "a\\nb<b>");
    for audit in [audit(&golden()), audit(&serde_json::from_str(&text).unwrap())] {
        for lang in Lang::ALL {
            let page = notice(&audit, lang);
            for word in ["<script", "<img", "http:", "https:", "url(", "src=\"", "href=", "\u{202e}"] {
                assert!(!page.contains(word), "{word}");
            }
            assert_eq!(page.matches("<h1>").count(), 1);
            assert_eq!(page.matches("<style>").count(), page.matches("</style>").count());
            let tables = page.matches("<table").count();
            assert_eq!(tables, page.matches("</table>").count());
            assert!(page.contains("default-src 'none'"));
        }
    }
}

#[test]
fn a_file_is_a_notice_by_its_ending_or_by_the_flag() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("audit.json"), golden().to_string()).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("evenhand").unwrap();
        command.current_dir(folder.path()).args(["report", "audit.json"]).args(arguments);
        command.env("EVENHAND_LANG", "en").assert().success();
    };
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    run(&["-o", "report.html", "-o", "spring.{lang}.notice.html"]);
    run(&["-o", "notice.html", "--format", "notice"]);
    let own = notice(&audit(&golden()), Lang::En);
    assert!(read("spring.en.notice.html") == own && read("notice.html") == own);
    assert!(read("spring.fr.notice.html") == notice(&audit(&golden()), Lang::Fr) && read("report.html") != own);
}
