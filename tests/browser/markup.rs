//! The markup: a strict parser has nothing to say, and what it cannot know is checked here. Where Java is, the Nu validator
//! reads the pages too.

use std::collections::BTreeSet;
use std::process::Command;
use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::tokenizer::TokenizerOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Node, NodeData, RcDom};
use serde_json::Value;

use crate::documents::{Document, large, usual};
use crate::{assert_none, tools};

/// What may stand inside words.
const PHRASING: [&str; 12] = ["a", "abbr", "b", "bdi", "br", "code", "input", "label", "small", "span", "sub", "svg"];

/// Elements that hold words and nothing larger.
const HOLDS_WORDS: [&str; 20] = [
    "a", "abbr", "b", "bdi", "caption", "code", "dt", "h1", "h2", "h3", "h4", "label", "legend", "p", "small", "span",
    "sub", "summary", "time", "title",
];

/// Elements whose children the standard names.
const HOLDS: [(&str, &[&str]); 9] = [
    ("html", &["head", "body"]),
    ("ul", &["li"]),
    ("ol", &["li"]),
    ("dl", &["div", "dt", "dd"]),
    ("table", &["caption", "thead", "tbody"]),
    ("thead", &["tr"]),
    ("tbody", &["tr"]),
    ("tr", &["th", "td"]),
    ("head", &["meta", "title", "style"]),
];

/// The standard's obsolete attributes that a table or a picture could have, and what a page without script has no use for.
const OBSOLETE: [&str; 16] = [
    "align",
    "axis",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "char",
    "charoff",
    "clear",
    "color",
    "frame",
    "nowrap",
    "rules",
    "style",
    "summary",
    "valign",
];

/// An element of a page.
#[derive(Clone)]
struct Element(Rc<Node>);

impl Element {
    fn name(&self) -> &str {
        match &self.0.data {
            NodeData::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    fn attributes(&self) -> Vec<(String, String)> {
        let NodeData::Element { attrs, .. } = &self.0.data else { return Vec::new() };
        attrs.borrow().iter().map(|own| (own.name.local.to_string(), own.value.to_string())).collect()
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().into_iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    fn children(&self) -> Vec<Self> {
        let children = self.0.children.borrow();
        children.iter().filter(|node| matches!(node.data, NodeData::Element { .. })).cloned().map(Self).collect()
    }

    /// The element and all that it holds, in order.
    fn all(&self) -> Vec<Self> {
        let mut all = vec![self.clone()];
        let mut at = 0;
        while at < all.len() {
            let children = all[at].children();
            let after = all.split_off(at + 1);
            all.extend(children.into_iter().chain(after));
            at += 1;
        }
        all
    }

    fn text(&self) -> String {
        let of = |node: &Rc<Node>| match &node.data {
            NodeData::Text { contents } => contents.borrow().to_string(),
            _ => Self(Rc::clone(node)).text(),
        };
        self.0.children.borrow().iter().map(of).collect()
    }

    fn is_interactive(&self) -> bool {
        matches!(self.name(), "a" | "button" | "input" | "summary" | "label")
            || self.attribute("tabindex").as_deref() == Some("0")
    }
}

#[test]
fn a_strict_parser_finds_no_error_and_every_element_stands_where_it_may() {
    let mut faults = Vec::new();
    for of in usual().iter().chain(large()) {
        let tokenizer = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
        let options = ParseOpts { tokenizer, ..ParseOpts::default() };
        let dom = parse_document(RcDom::default(), options).one(of.html.as_str());
        let page = Element(Rc::clone(&dom.document));
        let mut found: Vec<String> = dom.errors.borrow().iter().map(ToString::to_string).collect();
        found.extend(names(&page, of));
        page.all().iter().for_each(|element| found.extend(nesting(element)));
        page.all().iter().filter(|element| element.name() == "table").for_each(|table| found.extend(cells(table)));
        faults.extend(found.iter().map(|fault| format!("{} {}: {fault}", of.name, of.lang.tag())));
    }
    assert_none(&faults);
}

/// Names that lead somewhere, once each.
fn names(page: &Element, of: &Document) -> Vec<String> {
    let all = page.all();
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    for id in all.iter().filter_map(|element| element.attribute("id")) {
        if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id.clone()) {
            faults.push(format!("the id {id:?} is no name, or not the only one"));
        }
    }
    for element in &all {
        for (name, value) in element.attributes() {
            let targets: Vec<&str> = match name.as_str() {
                "for" | "aria-labelledby" | "aria-describedby" | "headers" => value.split(' ').collect(),
                "href" => vec![value.strip_prefix('#').unwrap_or("(elsewhere)")],
                _ => Vec::new(),
            };
            faults.extend(targets.iter().filter(|to| !ids.contains(**to)).map(|to| format!("{name} leads to {to:?}")));
            if OBSOLETE.contains(&name.as_str())
                || name.starts_with("on")
                || value.is_empty() && !["checked", "open"].contains(&name.as_str())
            {
                faults.push(format!("{} has {name}={value:?}", element.name()));
            }
        }
        if element.name() == "input" {
            let id = element.attribute("id").unwrap_or_default();
            let labels = all.iter().filter(|label| label.name() == "label");
            let own = labels.filter(|label| {
                label.attribute("for").as_ref() == Some(&id)
                    || label.children().iter().any(|held| Rc::ptr_eq(&held.0, &element.0))
            });
            if own.count() != 1 {
                faults.push(format!("the input {id:?} has not one label"));
            }
        }
        let needs_words = ["h1", "h2", "h3", "title", "caption", "summary", "a", "label", "figcaption", "th", "legend"];
        if needs_words.contains(&element.name()) && element.text().trim().is_empty() {
            faults.push(format!("{} is empty", element.name()));
        }
    }
    let of_page = all.iter().find(|element| element.name() == "html").and_then(|html| html.attribute("lang"));
    if of_page.as_deref() != Some(of.lang.tag()) {
        faults.push(format!("the language is said to be {of_page:?}"));
    }
    faults
}

/// Children where the standard has no place for them.
fn nesting(element: &Element) -> Vec<String> {
    let name = element.name();
    if name == "svg" {
        return Vec::new();
    }
    let children = element.children();
    let mut faults = Vec::new();
    let mut misplaced = |child: &Element| faults.push(format!("{} in {name}", child.name()));
    if HOLDS_WORDS.contains(&name) {
        let is_head = |child: &Element| name == "summary" && matches!(child.name(), "h3" | "h4");
        children.iter().filter(|child| !PHRASING.contains(&child.name()) && !is_head(child)).for_each(&mut misplaced);
    }
    if let Some((_, holds)) = HOLDS.iter().find(|(holder, _)| *holder == name) {
        children.iter().filter(|child| !holds.contains(&child.name())).for_each(&mut misplaced);
    }
    if element.is_interactive() && element.attribute("role").is_none() {
        let inside = element.all().split_off(1).into_iter().filter(Element::is_interactive);
        inside.filter(|child| name != "label" || child.name() != "input").for_each(|child| misplaced(&child));
    }
    match name {
        "details" if children.first().map(Element::name) != Some("summary") => {
            faults.push("details without summary".into());
        }
        "figure" if !children.iter().any(|child| child.name() == "figcaption") => {
            faults.push("figure without words".into());
        }
        "section" if !element.all().iter().any(|inside| matches!(inside.name(), "h2" | "h3")) => {
            faults.push("section without a head".into());
        }
        _ => {}
    }
    faults
}

/// Tables whose rows are of one length and whose heads say what they are heads of.
fn cells(table: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    let all = table.all();
    let mut say = |fault: String| faults.push(format!("{fault}, in a table {:?}", table.text().trim().get(..40)));
    let span = |cell: &Element| cell.attribute("colspan").map_or(1, |span| span.parse::<usize>().unwrap());
    let rows = all.iter().filter(|element| element.name() == "tr");
    let widths: BTreeSet<usize> = rows.map(|row| row.children().iter().map(span).sum()).collect();
    if widths.len() != 1 {
        say(format!("rows are {widths:?} wide"));
    }
    for head in all.iter().filter(|element| element.name() == "th") {
        if !matches!(head.attribute("scope").as_deref(), Some("col" | "row" | "colgroup" | "rowgroup")) {
            say(format!("the head {:?} has no scope", head.text()));
        }
    }
    faults
}

/// What Nu says of every page, and why it is no fault.
const SAID: [(&str, &str); 2] = [
    (
        "Inline style violates Content Security Policy",
        "it does not compute the digest that the policy names; browsers do, and a test here reads the colours",
    ),
    ("This document appears to be written in", "it guesses the language, and hostile labels are in none"),
];

#[test]
fn the_nu_validator_finds_nothing() {
    let Some((java, nu)) = tools::nu() else { return };
    let mut command = Command::new(java);
    command.arg("-jar").arg(nu).args(["--format", "json", "--stdout", "--exit-zero-always"]);
    let output = command.args(usual().iter().chain(large()).map(|of| &of.file)).output().unwrap();
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let words = found["messages"].as_array().unwrap().iter();
    let words = words
        .filter(|found| !SAID.iter().any(|(said, _)| found["message"].as_str().is_some_and(|is| is.starts_with(said))));
    assert_none(
        &words.map(|found| format!("{}: {}: {}", found["url"], found["message"], found["extract"])).collect::<Vec<_>>(),
    );
}
