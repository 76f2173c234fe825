//! What readers of `JUnit` files hold them to: Jenkins refuses an element or an attribute that its schema does not know, and
//! `GitLab` shows the text of a failure and no attribute of it.

use evenhand::lang::Lang;
use evenhand::report::Format;
use roxmltree::{Document, Node};

use super::audits::every_audit;
use super::{audit, golden, written};

/// What the schema of Jenkins' xUnit plugin (junit-10) allows of an element: its name, the attributes it must have, those
/// that it may have, the elements within it, and whether it holds text.
type Rule = (&'static str, &'static [&'static str], &'static [&'static str], &'static [&'static str], bool);

const JENKINS: &[Rule] = &[
    ("testsuites", &[], &["name", "time", "tests", "failures", "errors"], &["testsuite"], false),
    (
        "testsuite",
        &["name", "tests", "failures", "errors"],
        &["group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"],
        &["testsuite", "properties", "testcase", "system-out", "system-err"],
        false,
    ),
    ("properties", &[], &[], &["property"], false),
    ("property", &["name", "value"], &[], &[], false),
    (
        "testcase",
        &["name"],
        &["time", "classname", "group"],
        &[
            "skipped",
            "error",
            "failure",
            "rerunFailure",
            "rerunError",
            "flakyFailure",
            "flakyError",
            "system-out",
            "system-err",
        ],
        false,
    ),
    ("failure", &[], &["type", "message"], &[], true),
    ("skipped", &[], &["type", "message"], &[], true),
    ("system-out", &[], &[], &[], true),
];

/// Everything in which the document breaks the rules.
fn broken(node: Node<'_, '_>, out: &mut Vec<String>) {
    let name = node.tag_name().name();
    let Some((_, needed, allowed, children, has_text)) = JENKINS.iter().find(|rule| rule.0 == name) else {
        out.push(format!("<{name}>"));
        return;
    };
    let own: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
    out.extend(needed.iter().filter(|key| !own.contains(key)).map(|key| format!("<{name}> without {key}")));
    let unknown = own.iter().filter(|key| !needed.contains(key) && !allowed.contains(key));
    out.extend(unknown.map(|key| format!("<{name} {key}>")));
    for child in node.children() {
        if child.is_element() {
            let inner = child.tag_name().name();
            if !children.contains(&inner) {
                out.push(format!("<{inner}> in <{name}>"));
            }
            broken(child, out);
        } else if child.is_text() && !has_text && !child.text().unwrap_or_default().trim().is_empty() {
            out.push(format!("text in <{name}>"));
        }
    }
    // The schema's form of a time: digits in groups, a point.
    let time = node.attribute("time").unwrap_or("0");
    if !time.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        out.push(format!("<{name} time>"));
    }
}

fn all_broken(text: &str) -> Vec<String> {
    let document = Document::parse(text).unwrap();
    assert_eq!(document.root_element().tag_name().name(), "testsuites");
    let mut out = Vec::new();
    broken(document.root_element(), &mut out);
    out
}

#[test]
fn jenkins_knows_every_element_and_attribute() {
    for (name, audit) in every_audit() {
        for lang in Lang::ALL {
            assert_eq!(
                all_broken(&written(Format::from_id("junit").unwrap(), &audit, lang)),
                Vec::<String>::new(),
                "{name}"
            );
        }
    }
}

#[test]
fn an_attribute_that_jenkins_does_not_know_is_seen() {
    let text = written(Format::from_id("junit").unwrap(), &audit(&golden()), Lang::En);
    let skipped = text.replacen("<testsuites ", "<testsuites skipped=\"6\" ", 1);
    assert_eq!(all_broken(&skipped), ["<testsuites skipped>"]);
    let moved = text.replacen("<testsuite ", "<testsuite claim=\"point\" ", 1);
    assert_eq!(all_broken(&moved), ["<testsuite claim>"]);
}

#[test]
fn the_sentence_is_the_first_thing_in_the_body_that_gitlab_shows() {
    for (name, audit) in every_audit() {
        let text = written(Format::from_id("junit").unwrap(), &audit, Lang::Fr);
        let document = Document::parse(&text).unwrap();
        for node in document.descendants().filter(|node| node.has_tag_name("failure") || node.has_tag_name("skipped")) {
            let (message, body) = (node.attribute("message").unwrap(), node.text().unwrap_or_default());
            assert!(!message.is_empty() && body.starts_with(message), "{name}: {body}");
            assert!(body.ends_with(|sign: char| !sign.is_whitespace()), "{name}");
        }
    }
}
