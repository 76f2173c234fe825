//! XML in the form of `JUnit`: a suite for each check, a case for each comparison, and before them one case for the check as a whole, so
//! that a run that does not exit with 0 never shows as all green.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::Format;
use super::gate::exit_words;
use super::outcome::{Entry, Outcome, entries, is_undecided};
use super::words::colon;
use super::words::{check_words, gate_sentence};
use crate::document::{Audit, Check};
use crate::lang::{Lang, Said, clean};

/// The format.
pub(super) const FORMAT: Format = Format {
    id: "junit",
    ending: Some("xml"),
    about: "(JUnit)",
    media: "application/xml",
    writer: super::Writer::OfAudit(write),
};

/// What becomes of a case.
enum Outgoing {
    Ok,
    /// Shown and counted as passed.
    Noted,
    Skipped,
    Failure(&'static str),
}

struct Case {
    name: String,
    outgoing: Outgoing,
    message: String,
    numbers: String,
}

struct Suite {
    name: String,
    properties: Vec<(&'static str, String)>,
    cases: Vec<Case>,
}

/// Writes the suites.
///
/// # Errors
/// When `out` fails.
fn write(audit: &Audit, lang: Lang, out: &mut dyn io::Write) -> io::Result<()> {
    let mut suites: Vec<Suite> = audit.checks.iter().map(|check| of_check(audit, check, lang)).collect();
    if suites.is_empty() {
        suites.push(without_checks(audit, lang));
    }
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut totals = totals(&seen(&audit.audit.name), suites.iter().flat_map(|suite| &suite.cases));
    // Jenkins' schema knows how many were skipped of a suite, and of no more than that.
    totals.retain(|(name, _)| *name != "skipped");
    let root = xml.create_element("testsuites").with_attributes(borrowed(&totals));
    root.write_inner_content(|xml| suites.iter().try_for_each(|suite| write_suite(suite, xml)))?;
    out.write_all(&xml.into_inner())?;
    writeln!(out)
}

fn of_check(audit: &Audit, check: &Check, lang: Lang) -> Suite {
    let whole = Case {
        name: lang.text("junit-whole"),
        outgoing: match check.passes {
            _ if is_undecided(check) => Outgoing::Failure("inconclusive"),
            Some(false) if check.exit_code != 0 => Outgoing::Failure("outside"),
            Some(true) => Outgoing::Ok,
            _ => Outgoing::Noted,
        },
        message: gate_sentence(audit, check, lang),
        numbers: String::new(),
    };
    let mut properties = vec![
        ("description", check_words(audit, check, lang)),
        ("severity", check.severity.to_string()),
        ("claim", check.claim.to_string()),
        ("verdict", check.verdict.id().to_owned()),
        ("exit_code", check.exit_code.to_string()),
    ];
    properties.extend(check.pack.iter().map(|pack| ("source", pack.source.clone())));
    let of_results = entries(audit, check).into_iter().map(|entry| of_result(&entry, lang));
    Suite { name: seen(&check.id), properties, cases: std::iter::once(whole).chain(of_results).collect() }
}

fn of_result(entry: &Entry, lang: Lang) -> Case {
    let outgoing = match entry.outcome {
        Outcome::Fails => Outgoing::Failure("outside"),
        Outcome::Undecided => Outgoing::Failure("inconclusive"),
        Outcome::Warns => Outgoing::Noted,
        Outcome::Open | Outcome::NotAssessed | Outcome::Waived => Outgoing::Skipped,
        Outcome::Within => Outgoing::Ok,
    };
    let waiver = entry.result.waiver.as_ref().filter(|_| entry.outcome == Outcome::Waived);
    let word = Said::new(&format!("verdict-{}", entry.result.verdict.id()));
    let word = lang.say(&word.with("expires", waiver.map(|waiver| waiver.expires.clone())));
    let waived =
        waiver.map_or_else(String::new, |waiver| format!(" ({}{} {})", waiver.owner, colon(lang), waiver.reason(lang)));
    Case {
        name: entry.subject(lang),
        outgoing,
        message: format!("{word}{waived}. {}", entry.sentence(lang)),
        numbers: numbers(entry),
    }
}

/// What was measured, as exactly as the document has it.
fn numbers(entry: &Entry) -> String {
    let interval = entry.result.interval.as_ref();
    let numbers = [
        ("value", entry.finding.value),
        ("low", interval.and_then(|interval| interval.low)),
        ("high", interval.and_then(|interval| interval.high)),
        ("detectable", entry.result.detectable),
    ];
    let known = numbers.into_iter().filter_map(|(name, value)| Some(format!("{name}={:?}", value?)));
    known.chain([format!("finding={}", entry.finding.id)]).collect::<Vec<_>>().join("\n")
}

fn without_checks(audit: &Audit, lang: Lang) -> Suite {
    let case = Case {
        name: lang.text("junit-whole"),
        outgoing: Outgoing::Skipped,
        message: exit_words(audit, lang),
        numbers: String::new(),
    };
    Suite { name: seen(&audit.audit.name), properties: Vec::new(), cases: vec![case] }
}

fn totals<'c>(name: &str, cases: impl Iterator<Item = &'c Case>) -> Vec<(&'static str, String)> {
    let (mut tests, mut failures, mut skipped) = (0_usize, 0_usize, 0_usize);
    for case in cases {
        tests += 1;
        failures += usize::from(matches!(case.outgoing, Outgoing::Failure(_)));
        skipped += usize::from(matches!(case.outgoing, Outgoing::Skipped));
    }
    let counts = [("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)];
    let counts = counts.map(|(name, count)| (name, count.to_string()));
    std::iter::once(("name", name.to_owned())).chain(counts).chain([("time", "0".to_owned())]).collect()
}

fn write_suite(suite: &Suite, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let totals = totals(&suite.name, suite.cases.iter());
    let element = xml.create_element("testsuite").with_attributes(borrowed(&totals));
    element.write_inner_content(|xml| {
        if !suite.properties.is_empty() {
            xml.create_element("properties").write_inner_content(|xml| {
                suite.properties.iter().try_for_each(|(name, value)| {
                    let property = xml.create_element("property").with_attribute(("name", *name));
                    property.with_attribute(("value", seen(value).as_str())).write_empty().map(drop)
                })
            })?;
        }
        suite.cases.iter().try_for_each(|case| write_case(&suite.name, case, xml))
    })?;
    Ok(())
}

fn write_case(class: &str, case: &Case, xml: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let name = seen(&case.name);
    let attributes = [("classname", class), ("name", name.as_str()), ("time", "0")];
    let message = seen(&case.message);
    // GitLab shows the body and nothing else.
    let body = [message.as_str(), case.numbers.as_str()].join("\n");
    let element = xml.create_element("testcase").with_attributes(attributes);
    match case.outgoing {
        Outgoing::Ok => element.write_empty(),
        Outgoing::Noted => element.write_inner_content(|xml| {
            xml.create_element("system-out").write_text_content(BytesText::new(&message)).map(drop)
        }),
        Outgoing::Skipped => element.write_inner_content(|xml| {
            let skipped = xml.create_element("skipped").with_attribute(("message", message.as_str()));
            skipped.write_text_content(BytesText::new(body.trim_end())).map(drop)
        }),
        Outgoing::Failure(kind) => element.write_inner_content(|xml| {
            let failure = xml.create_element("failure").with_attribute(("type", kind));
            let failure = failure.with_attribute(("message", message.as_str()));
            failure.write_text_content(BytesText::new(body.trim_end())).map(drop)
        }),
    }
    .map(drop)
}

fn borrowed<'a>(attributes: &'a [(&'static str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str()))
}

/// Text that an XML document may hold: beside what [`clean`] takes out, two characters that XML 1.0 forbids.
fn seen(text: &str) -> String {
    clean(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
