//! One verdict engine: the verdicts and the exit code of the audit are those of every format, and every format obeys its
//! own rules.

use std::collections::BTreeMap;

use evenhand::document::{Audit, Verdict};
use evenhand::lang::Lang;
use evenhand::report::Format;
use roxmltree::Document;
use serde_json::{Value, json};

use super::audits::every_audit;
use super::{audit, golden, written};
use crate::support::{page, told};

/// How often a word stands among others.
fn counted<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    words.for_each(|word| *counts.entry(word.to_owned()).or_insert(0) += 1);
    counts
}

fn counts_of(audit: &Audit) -> BTreeMap<String, u64> {
    let of = |verdict: Verdict| (verdict.id().to_owned(), audit.counts.of(verdict));
    Verdict::WORST_FIRST.map(of).into_iter().filter(|(_, count)| *count > 0).collect()
}

/// What SARIF 2.1.0 (OASIS, 2020) requires of the properties that are written, closed: a property that is not here is a slip.
fn what_sarif_requires() -> Value {
    let closed = |required: Value, properties: Value| json!({"type": "object", "required": required, "additionalProperties": false, "properties": properties});
    let text = || closed(json!(["text"]), json!({"text": {"type": "string", "minLength": 1}}));
    let artifact = closed(json!([]), json!({"uri": {"type": "string"}, "uriBaseId": {"type": "string"}}));
    let region = closed(json!([]), json!({"startLine": {"type": "integer", "minimum": 1}}));
    let physical = closed(json!([]), json!({"artifactLocation": artifact, "region": region}));
    let logical = closed(
        json!([]),
        json!({"name": {"type": "string"}, "fullyQualifiedName": {"type": "string"}, "kind": {"type": "string"}}),
    );
    let location = closed(
        json!([]),
        json!({"physicalLocation": physical, "logicalLocations": {"type": "array", "items": logical}}),
    );
    let suppression = closed(
        json!(["kind"]),
        json!({"kind": {"enum": ["inSource", "external"]}, "status": {"enum": ["accepted", "underReview", "rejected"]},
            "justification": {"type": "string"}, "properties": {"type": "object"}}),
    );
    let result = closed(
        json!(["message"]),
        json!({"ruleId": {"type": "string"}, "ruleIndex": {"type": "integer", "minimum": 0},
            "kind": {"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
            "level": {"enum": ["none", "note", "warning", "error"]}, "message": text(),
            "locations": {"type": "array", "items": location}, "suppressions": {"type": "array", "items": suppression},
            "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
            "properties": {"type": "object"}}),
    );
    let rule = closed(
        json!(["id"]),
        json!({"id": {"type": "string"}, "name": {"type": "string"}, "shortDescription": text(),
            "fullDescription": text(), "help": text(), "helpUri": {"type": "string"},
            "defaultConfiguration": closed(json!([]), json!({"level": {"enum": ["none", "note", "warning", "error"]}})),
            "properties": {"type": "object"}}),
    );
    let driver = closed(
        json!(["name"]),
        json!({"name": {"type": "string"}, "version": {"type": "string"}, "semanticVersion": {"type": "string"},
            "informationUri": {"type": "string"}, "language": {"type": "string"},
            "rules": {"type": "array", "items": rule}}),
    );
    let level = json!({"enum": ["none", "note", "warning", "error"]});
    let notification = closed(
        json!(["message"]),
        json!({"message": text(), "level": level, "descriptor": closed(json!([]), json!({"id": {"type": "string"}}))}),
    );
    let invocation = closed(
        json!(["executionSuccessful"]),
        json!({"executionSuccessful": {"type": "boolean"}, "exitCode": {"type": "integer"},
            "exitCodeDescription": {"type": "string"},
            "toolExecutionNotifications": {"type": "array", "items": notification}}),
    );
    let run = closed(
        json!(["tool"]),
        json!({"tool": closed(json!(["driver"]), json!({"driver": driver})),
            "invocations": {"type": "array", "items": invocation}, "results": {"type": "array", "items": result},
            "automationDetails": closed(json!([]), json!({"id": {"type": "string"}})),
            "language": {"type": "string"}, "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            "properties": {"type": "object"}}),
    );
    let runs = json!({"type": "array", "items": run});
    closed(
        json!(["version", "runs"]),
        json!({"$schema": {"type": "string"}, "version": {"const": "2.1.0"}, "runs": runs}),
    )
}

#[test]
fn sarif_obeys_its_schema_and_holds_the_verdicts_and_the_exit_code() {
    let schema = jsonschema::validator_for(&what_sarif_requires()).unwrap();
    for (name, audit) in every_audit() {
        for lang in Lang::ALL {
            let log: Value = serde_json::from_str(&written(Format::from_id("sarif").unwrap(), &audit, lang)).unwrap();
            let errors: Vec<String> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
            assert_eq!(errors, Vec::<String>::new(), "{name}");
            let run = &log["runs"][0];
            assert_eq!(run["invocations"][0]["exitCode"], audit.exit_code, "{name}");
            assert_eq!(run["properties"]["verdict"], json!(audit.verdict), "{name}");
            let results = run["results"].as_array().unwrap();
            let verdicts = results.iter().filter_map(|result| result["properties"]["verdict"].as_str());
            let mut expected = counts_of(&audit);
            expected.remove("within");
            assert_eq!(counted(verdicts), expected, "{name}: passes alone are left out");
            for result in results {
                let (kind, level) = (result["kind"].as_str().unwrap(), result["level"].as_str().unwrap());
                assert!(kind == "fail" || level == "none", "{name}: {result}");
                assert_eq!(result["suppressions"].is_array(), result["properties"]["verdict"] == "waived", "{name}");
                let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
            }
            let unsuppressed = |result: &&Value| result["level"] == "error" && result["suppressions"].is_null();
            let fails = results.iter().any(|result| unsuppressed(&result));
            let undecided = results.iter().any(|result| result["kind"] == "open" && result["properties"].is_null());
            assert_eq!(fails || undecided, audit.exit_code != 0, "{name}");
        }
    }
}

#[test]
fn an_alert_keeps_its_fingerprint_when_its_numbers_move() {
    let prints = |audit: &Audit| -> Vec<String> {
        let log: Value = serde_json::from_str(&written(Format::from_id("sarif").unwrap(), audit, Lang::En)).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let mut prints: Vec<String> =
            results.iter().map(|result| result["partialFingerprints"]["evenhand/v1"].to_string()).collect();
        prints.sort();
        prints
    };
    let before = audit(&golden());
    let mut after = before.clone();
    for finding in &mut after.findings {
        finding.value = finding.value.map(|value| value * 0.99);
        finding.people = finding.people.map(|people| people + 1);
    }
    assert_eq!(prints(&before), prints(&after));
    let mut single = prints(&before);
    single.dedup();
    assert_eq!(single.len(), prints(&before).len(), "no two results share one");
}

#[test]
fn junit_fails_where_the_run_does_and_counts_what_it_holds() {
    for (name, audit) in every_audit() {
        for lang in Lang::ALL {
            let text = written(Format::from_id("junit").unwrap(), &audit, lang);
            let document = Document::parse(&text).unwrap();
            let top = document.root_element();
            let count = |tag: &str| top.descendants().filter(|node| node.has_tag_name(tag)).count();
            for (attribute, tag) in [("tests", "testcase"), ("failures", "failure")] {
                assert_eq!(top.attribute(attribute).unwrap(), count(tag).to_string(), "{name}");
            }
            let suites = top.children().filter_map(|suite| suite.attribute("skipped")?.parse::<usize>().ok());
            assert_eq!(suites.sum::<usize>(), count("skipped"), "{name}");
            assert_eq!(count("failure") > 0, audit.exit_code != 0, "{name}");
            let cases = audit.checks.iter().map(|check| check.results.len() + 1).sum::<usize>();
            assert_eq!(count("testcase"), cases.max(1), "{name}");
            for (suite, check) in top.children().filter(|node| node.has_tag_name("testsuite")).zip(&audit.checks) {
                let of_type =
                    |kind: &str| suite.descendants().filter(|node| node.attribute("type") == Some(kind)).count() as u64;
                let own = u64::from(check.passes == Some(false));
                let outside = if check.severity.as_str() == "error" { check.counts.outside + own } else { 0 };
                assert_eq!(of_type("outside"), outside, "{name}");
                assert_eq!(of_type("inconclusive") > 0, check.passes.is_none() && check.exit_code != 0, "{name}");
            }
        }
    }
}

#[test]
fn gitlab_has_every_issue_once() {
    for (name, audit) in every_audit() {
        let issues: Value =
            serde_json::from_str(&written(Format::from_id("gitlab").unwrap(), &audit, Lang::En)).unwrap();
        let issues = issues.as_array().unwrap();
        let of = |severity: &str| issues.iter().filter(|issue| issue["severity"] == severity).count() as u64;
        let outside = |severity: &str| {
            audit
                .checks
                .iter()
                .filter(|check| check.severity.as_str() == severity)
                .map(|check| check.counts.outside)
                .sum::<u64>()
        };
        assert_eq!(of("minor"), outside("warn"), "{name}");
        assert_eq!(of("major") > 0, audit.exit_code == 1, "{name}");
        assert!(of("info") + of("major") >= audit.counts.cannot_tell + outside("error"), "{name}");
        for issue in issues {
            for field in ["description", "check_name", "fingerprint", "severity"] {
                assert!(issue[field].as_str().is_some_and(|text| !text.is_empty()), "{name}: {field}");
            }
            let check = audit.checks.iter().find(|check| issue["check_name"] == check.id.as_str()).unwrap();
            let line = check.place.as_ref().map_or(1, |place| place.line);
            assert_eq!(issue["location"], json!({ "path": "evenhand.toml", "lines": { "begin": line } }));
        }
        let prints = counted(issues.iter().filter_map(|issue| issue["fingerprint"].as_str()));
        assert!(prints.values().all(|count| *count == 1), "{name}");
    }
}

#[test]
fn github_gets_at_most_nine_annotations_and_the_number_of_the_rest() {
    for (name, audit) in every_audit() {
        let text = written(Format::from_id("github").unwrap(), &audit, Lang::En);
        let commands: Vec<&str> = text.lines().filter(|line| line.starts_with("::")).collect();
        let wholes = audit.checks.iter().filter(|check| check.passes.is_none() && check.exit_code != 0).count() as u64;
        let listed = audit.counts.total() - audit.counts.within + wholes;
        assert_eq!(commands.len() as u64, listed.min(9) + u64::from(listed > 9), "{name}");
        if listed > 9 {
            assert_eq!(
                *commands.last().unwrap(),
                format!("::notice title=evenhand::and {} more", listed - 9),
                "{name}"
            );
        }
        assert_eq!(commands.iter().any(|line| line.starts_with("::error ")), audit.exit_code == 1, "{name}");
        assert!(text.lines().last().unwrap().starts_with(&format!("exit {}: ", audit.exit_code)), "{name}");
    }
}

#[test]
fn markdown_and_the_block_end_with_the_exit_code() {
    for (name, audit) in every_audit() {
        let markdown = written(Format::from_id("md").unwrap(), &audit, Lang::En);
        assert!(markdown.starts_with("<!-- evenhand: "), "{name}");
        let last = markdown.lines().last().unwrap();
        assert!(last.starts_with(&format!("`exit {}: ", audit.exit_code)), "{name}: {last}");
        let block = written(Format::from_id("text").unwrap(), &audit, Lang::En);
        assert!(block.contains(&format!("\nexit {}: ", audit.exit_code)), "{name}");
        let counters: Vec<&str> = markdown.lines().filter(|line| line.starts_with('|')).collect();
        let of = |severity: &str| {
            let checks = audit.checks.iter().filter(|check| check.severity.as_str() == severity);
            let counts = Verdict::WORST_FIRST
                .map(|verdict| checks.clone().map(|check| check.counts.of(verdict)).sum::<u64>().to_string());
            format!("| {} |", counts.join(" | "))
        };
        let both =
            ["error", "warn"].map(|severity| audit.checks.iter().any(|check| check.severity.as_str() == severity));
        match both {
            [true, true] => {
                assert_eq!(counters[2], format!("| these decide {}", of("error")), "{name}");
                assert_eq!(counters[3], format!("| watched {}", of("warn")), "{name}");
            }
            [true, false] => assert_eq!(counters[2], of("error"), "{name}"),
            [false, true] => assert_eq!(counters[2], of("warn"), "{name}"),
            [false, false] => assert!(counters.is_empty(), "{name}"),
        }
    }
}

/// The rows of a CSV by the names of their columns.
fn rows(text: &str, separator: u8) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let row = |row: csv::StringRecord| head.iter().zip(row.iter()).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn csv_has_a_row_for_every_result_and_every_finding_at_full_precision() {
    for (name, audit) in every_audit() {
        let table = rows(&written(Format::from_id("csv").unwrap(), &audit, Lang::En), b',');
        let verdicts = table.iter().map(|row| row["verdict"].as_str()).filter(|verdict| !verdict.is_empty());
        assert_eq!(counted(verdicts), counts_of(&audit), "{name}");
        for finding in &audit.findings {
            let row = table.iter().find(|row| row["finding"] == finding.id).unwrap();
            assert_eq!(row["value"].parse::<f64>().ok(), finding.value, "{name}: {}", finding.id);
            assert_eq!(row["people"].parse::<u64>().ok(), finding.people);
            assert_eq!(row["exit_code"], audit.exit_code.to_string());
        }
    }
}

#[test]
fn every_document_ends_with_a_line_end() {
    for (name, audit) in every_audit() {
        for (format, lang) in Format::ALL.into_iter().flat_map(|format| Lang::ALL.map(|lang| (format, lang))) {
            assert!(written(format, &audit, lang).ends_with('\n'), "{name}: {}", format.id);
        }
    }
}

#[test]
fn csv_holds_the_tests_and_their_p_values() {
    let audit = audit(&golden());
    let table = rows(&written(Format::from_id("csv").unwrap(), &audit, Lang::En), b',');
    let mut tested = 0;
    for finding in audit.findings.iter().filter(|finding| finding.p_value.is_some()) {
        let row = table.iter().find(|row| row["finding"] == finding.id).unwrap();
        assert_eq!(row["p_value"].parse::<f64>().ok(), finding.p_value, "{}", finding.id);
        assert_eq!(Some(&row["test_of_equality"]), finding.test.as_ref(), "{}", finding.id);
        tested += 1;
    }
    assert!(tested > 10, "{tested}");
    let limits = audit.checks.iter().flat_map(|check| &check.results).filter_map(|result| result.equivalence.as_ref());
    let limits = limits.filter(|found| found.p_value.is_some()).count();
    assert_eq!(table.iter().filter(|row| !row["p_limits"].is_empty()).count(), limits);
}

/// Excel takes a file without the mark for one of Windows' own encodings, and `10-12` for a day in December.
#[test]
fn a_spreadsheet_reads_accents_and_takes_no_interval_for_a_day() {
    let label = |label: &str| {
        let mut document = golden();
        let text = document.to_string().replace("25-34", label);
        document = serde_json::from_str(&text).unwrap();
        audit(&document)
    };
    for lang in Lang::ALL {
        assert!(written(Format::from_id("csv").unwrap(), &label("25-34"), lang).starts_with('\u{feff}'));
    }
    let months = label("10-12");
    let french = written(Format::from_id("csv").unwrap(), &months, Lang::Fr);
    assert!(french.contains(";10–12;") && !french.contains(";10-12;"), "a dash of print is no date");
    assert!(french.contains("age_band=10-12"), "the id has the label as it is");
    assert!(
        written(Format::from_id("csv").unwrap(), &months, Lang::En).contains(",10-12,"),
        "programs get labels as they are"
    );
}

#[test]
fn french_csv_opens_in_excel_with_its_numbers() {
    let audit = audit(&golden());
    let text = written(Format::from_id("csv").unwrap(), &audit, Lang::Fr);
    let table = rows(text.strip_prefix('\u{feff}').unwrap(), b';');
    let english = rows(&written(Format::from_id("csv").unwrap(), &audit, Lang::En), b',');
    assert_eq!(table.len(), english.len());
    for (french, english) in table.iter().zip(&english) {
        assert_eq!(french["valeur"], english["value"].replace('.', ","));
        assert_eq!(french["identifiant"], english["finding"]);
    }
    let women = table.iter().find(|row| row["identifiant"] == "selection-rate/ratio/gender=women").unwrap();
    assert_eq!((women["verdict"].as_str(), women["segment"].as_str()), ("Hors limite", "femmes"));
}

#[test]
fn every_format_tells_the_same_exit_code_verdict_and_counts() {
    for (name, audit) in every_audit() {
        told::assert_agree(name, &audit);
    }
}

#[test]
fn the_numbers_of_the_page_are_those_of_the_document_rounded_outward() {
    let read: usize = every_audit().iter().map(|(name, audit)| told::assert_page(name, audit)).sum();
    assert!(read > 100, "{read}");
}

#[test]
fn a_page_with_one_digit_another_is_caught() {
    let audit = audit(&golden());
    let page = written(Format::from_id("html").unwrap(), &audit, Lang::En);
    assert_eq!(page::differences(&audit, &page, Lang::En), Vec::<String>::new());
    // Women against men: 0.74, 0.71 to 0.78, 7,139 of 39,880.
    for (own, other) in [
        ("0.71 to 0.78", "0.72 to 0.78"),
        ("0.71 to 0.78", "0.71 to 0.77"),
        ("0.74<small>0.71 to 0.78", "0.75<small>0.71 to 0.78"),
        ("7,139 of 39,880", "7,139 of 39,881"),
    ] {
        assert!(page.contains(own), "{own}");
        assert!(!page::differences(&audit, &page.replace(own, other), Lang::En).is_empty(), "{other}");
    }
}
