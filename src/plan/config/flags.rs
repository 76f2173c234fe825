//! Flags as keys of the config: laid over those of the file and read by the same types, or written down as a config of
//! their own when the next thing to say has no flag.

use evenhand_metrics::catalog::SELECTION_RATE;
use std::fmt::Write;
use std::sync::Arc;

use super::SCHEMA;
use super::refuse::{needs, wrong};
use super::tree::{Node, Value};
use crate::error::{ConfigText, Error, ErrorCode, Place, Result};
use crate::plan::{Decimal, FLAGS, Form, Losses, Overrides, Typed};

fn node(flag: &str, value: Value) -> Node {
    Node { place: Place::Flag(flag.to_owned()), value }
}

fn text(flag: &str, text: &str) -> Node {
    node(flag, Value::Text(text.to_owned()))
}

fn number(flag: &str, text: &str) -> Node {
    node(flag, Value::Number(text.trim().to_owned()))
}

fn texts(flag: &str, all: &[String]) -> Vec<Node> {
    all.iter().map(|one| text(flag, one)).collect()
}

/// Lays the flags over a config, save those that speak of attributes and of limits.
///
/// # Errors
/// `EVH-P006` and `EVH-P007` for what is no value of a flag, `EVH-P023` for a flag that means nothing without another.
pub(super) fn lay_over(config: &mut Node, overrides: &Overrides) -> Result<()> {
    let flags = &overrides.flags;
    let named: Vec<String> = overrides.policies.iter().map(|name| name.display().to_string()).collect();
    config.append("policies", texts("--policy", &named));
    for (key, flag, path) in [
        ("data.decisions", "DATA", &overrides.data),
        ("data.audience", "--audience", &overrides.audience),
        ("gate.waivers", "--waivers", &overrides.waivers),
    ] {
        if let Some(path) = path {
            config.put(key, text(flag, &path.display().to_string()));
        }
    }
    decision(config, flags)?;
    outcome(config, flags)?;
    for flag in FLAGS.into_iter().flatten() {
        let made: fn(&str, &str) -> Node = match flag.form {
            Form::Text => text,
            Form::Number => number,
            Form::Switch => |flag, _| node(flag, Value::Truth(true)),
            Form::Own | Form::Repeats | Form::List => continue,
        };
        if let Some(given) = flags.one(flag.name) {
            config.put(flag.key, made(flag.name, given));
        }
    }
    config.append("data.missing", texts("--missing", flags.all("--missing")));
    if let Some(losses @ (Losses::Barred | Losses::Allowed)) = overrides.losses {
        config.put("fix.no_losses", node("--no-losses", Value::Truth(losses == Losses::Barred)));
    }
    set_csv(config, "data.csv", flags.all("--csv"));
    people(config, flags)
}

/// How text is written, from `KEY=VALUE`.
pub(super) fn set_csv(config: &mut Node, table: &str, flags: &[String]) {
    for flag in flags {
        let (key, value) = flag.split_once('=').unwrap_or((flag, ""));
        let key = key.trim();
        let value = if key == "skip" { number("--csv", value) } else { text("--csv", value) };
        config.put(&format!("{table}.{key}"), value);
    }
}

/// `COLUMN`, `COLUMN=VALUE`, `COLUMN>=THRESHOLD` or `COLUMN>THRESHOLD`.
fn yes(flag: &str, given: &str) -> Node {
    let (column, key, value) = match (threshold(given), given.split_once('=')) {
        (Some((column, key, least)), _) => (column, key, number(flag, least)),
        (None, Some((column, value))) => (column, "positive", node(flag, Value::List(vec![text(flag, value)]))),
        (None, None) => return text(flag, given),
    };
    let mut table = node(flag, Value::Table(Vec::new()));
    table.put("column", text(flag, column));
    table.put(key, value);
    table
}

/// A column and its threshold. A value may begin with a sign of comparison, as in `income=>50K`.
fn threshold(text: &str) -> Option<(&str, &'static str, &str)> {
    let (column, rest) = text.split_once('>')?;
    let (key, number) = rest.strip_prefix('=').map_or(("above", rest), |number| ("at_least", number));
    Decimal::read(number.trim())?;
    let column = column.trim_end();
    let names_a_value = column.is_empty() || column.ends_with('=');
    (!names_a_value).then_some((column, key, number))
}

/// A flag for one way of telling the decision replaces the file's other way; what the decision means stays.
fn decision(config: &mut Node, flags: &Typed) -> Result<()> {
    let key = "columns.decision";
    let meaning = config.find("columns.decision.meaning").cloned();
    let given = flags.one("--decision");
    let by_count = flags.one("--selected").is_some();
    if given.is_some() || by_count {
        config.take(key);
        if !by_count {
            config.take("columns.selected");
        }
        if let Some(given) = given {
            config.put(key, yes("--decision", given));
        }
        if let Some(meaning) = meaning {
            config.put("columns.decision.meaning", meaning);
        }
    }
    let flag = "--decision-negative";
    let no = flags.all(flag);
    if !no.is_empty() {
        if ["column", "columns", "sql"].iter().all(|test| config.find(&format!("{key}.{test}")).is_none())
            && config.find(key).is_none_or(|decision| matches!(decision.value, Value::Table(_)))
        {
            return Err(needs(flag, "--decision COLUMN=VALUE", Place::Flag(flag.to_owned())));
        }
        config.put("columns.decision.negative", node(flag, Value::List(texts(flag, no))));
    }
    if let Some(meaning) = flags.one("--meaning") {
        config.put("columns.decision.meaning", text("--meaning", meaning));
    }
    Ok(())
}

fn outcome(config: &mut Node, flags: &Typed) -> Result<()> {
    let key = "columns.outcome";
    if let Some(given) = flags.one("--outcome") {
        config.put(key, yes("--outcome", given));
    }
    let needs = |flag: &str, needed: &str| Err(needs(flag, needed, Place::Flag(flag.to_owned())));
    let flag = "--outcome-negative";
    let no = flags.all(flag);
    if !no.is_empty() {
        if config.find(key).is_none() {
            return needs(flag, "--outcome COLUMN=VALUE");
        }
        config.put("columns.outcome.negative", node(flag, Value::List(texts(flag, no))));
    }
    if let Some(observed) = flags.one("--observed") {
        if config.find(key).is_none() {
            return needs("--observed", "--outcome");
        }
        config.put("columns.outcome.observed", text("--observed", observed));
    }
    Ok(())
}

/// How columns of people are read: `count=0`, `selected=0`, and which are rounded.
fn people(config: &mut Node, flags: &Typed) -> Result<()> {
    let unknown = |flag: &str, role: &str, known: [&str; 2]| {
        let error = Error::new(ErrorCode::P007).with("key", flag).at(Place::Flag(flag.to_owned()));
        Err(error.suggesting(role, known))
    };
    let blank = flags.all("--blank").iter().map(|given| (given.split_once('=').unwrap_or((given, "")), "blank"));
    for ((role, value), key) in blank.chain(flags.all("--round").iter().map(|role| ((role.as_str(), "true"), "round")))
    {
        let column = format!("columns.{role}");
        let is_blank = key == "blank";
        if !["count", "selected"].contains(&role) || value.is_empty() {
            let (flag, known) =
                if is_blank { ("--blank", ["count=0", "selected=0"]) } else { ("--round", ["count", "selected"]) };
            return unknown(flag, role, known);
        }
        if config.find(&column).is_some() {
            let value = if is_blank { number("--blank", value) } else { node("--round", Value::Truth(true)) };
            config.put(&format!("{column}.{key}"), value);
        }
    }
    Ok(())
}

/// The checks that `--min-ratio`, `--max-ratio` and `--max-gap` ask for: the selection rate of every attribute alone.
///
/// # Errors
/// `EVH-P006` for a group that is none, `EVH-P023` for a flag that means nothing without a limit.
pub(super) fn checks(flags: &Typed) -> Result<Vec<Node>> {
    let (claim, groups) = (flags.one("--claim"), flags.all("--must-decide"));
    let needed = [("needs_coverage", "--needs-coverage"), ("needs_detectable", "--needs-detectable")];
    let mut checks = Vec::new();
    for (id, comparison, limits) in [
        ("selection-ratio", "ratio", &[("min", "--min-ratio"), ("max", "--max-ratio")][..]),
        ("selection-difference", "difference", &[("max_gap", "--max-gap")]),
    ] {
        let Some((_, first)) = limits.iter().find(|(_, flag)| flags.one(flag).is_some()) else { continue };
        let mut check = node(first, Value::Table(Vec::new()));
        for (key, word) in [("id", id), ("measure", SELECTION_RATE.id), ("comparison", comparison)] {
            check.put(key, text(first, word));
        }
        let numbers = |check: &mut Node, keys: &[(&str, &str)]| {
            for (key, flag) in keys {
                if let Some(given) = flags.one(flag) {
                    check.put(key, number(flag, given));
                }
            }
        };
        numbers(&mut check, limits);
        if let Some(claim) = claim {
            check.put("claim", text("--claim", claim));
        }
        numbers(&mut check, &needed);
        if !groups.is_empty() {
            let groups = groups.iter().map(|given| group(given)).collect::<Result<_>>()?;
            check.put("must_decide", node("--must-decide", Value::List(groups)));
        }
        checks.push(check);
    }
    let of_limits = ["--claim", "--needs-coverage", "--needs-detectable", "--must-decide"];
    match of_limits.into_iter().find(|flag| checks.is_empty() && flags.one(flag).is_some()) {
        Some(flag) => Err(needs(flag, "--min-ratio", Place::Flag(flag.to_owned()))),
        None => Ok(checks),
    }
}

/// `gender=women`: a group that may not stay undecided.
fn group(given: &str) -> Result<Node> {
    const FLAG: &str = "--must-decide";
    let none = || wrong(FLAG, "group", Place::Flag(FLAG.to_owned()));
    let (name, group) = given.split_once('=').ok_or_else(none)?;
    let mut segment = node(FLAG, Value::Table(Vec::new()));
    segment.set(name.trim(), text(FLAG, group));
    Ok(segment)
}

/// A line that no flag can say, and the table that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// The table: `data`, `columns`, `privacy` ...
    pub table: &'static str,
    /// The line.
    pub line: String,
}

/// The config that says what the flags say, and one thing more. Written so that it reads as if by hand; a line that the
/// flags say too is replaced.
#[must_use]
pub fn as_config(overrides: &Overrides, further: &Further) -> String {
    let (mut config, flags) = (Node::empty(), &overrides.flags);
    // Flags that contradict each other have ended the run before.
    let _ = lay_over(&mut config, overrides);
    config.append("attribute", flags.all("--attributes").iter().map(|name| attribute(name, flags)).collect());
    config.append("check", checks(flags).unwrap_or_default());
    let line = Arc::new(ConfigText { path: "".into(), text: further.line.clone() });
    if let Ok(Node { value: Value::Table(entries), .. }) = Node::parse(&line) {
        for entry in entries {
            config.take(&format!("{}.{}", further.table, entry.key));
            config.put(&format!("{}.{}", further.table, entry.key), entry.node);
        }
    }
    written(&config)
}

/// An attribute with what flags say of it.
fn attribute(name: &str, flags: &Typed) -> Node {
    let mut table = Node::empty();
    table.put("name", text("--attributes", name));
    lay_over_attribute(&mut table, name, flags);
    table
}

/// Lays over an attribute what flags say of it.
fn lay_over_attribute(table: &mut Node, name: &str, flags: &Typed) {
    for (own, edges) in flags.all("--bins").iter().filter_map(|flag| flag.rsplit_once('=')) {
        if own.trim() == name {
            let numbers = || edges.split(',').map(|edge| number("--bins", edge)).collect();
            let is_word = edges.trim().starts_with(char::is_alphabetic);
            let bins = if is_word { text("--bins", edges.trim()) } else { node("--bins", Value::List(numbers())) };
            table.put("bins", bins);
        }
    }
    // The last that speaks of it holds.
    for given in flags.all("--reference") {
        match given.split_once('=') {
            Some((own, group)) if own.trim() == name => table.put("reference", text("--reference", group.trim())),
            Some(_) => {}
            None => table.put("reference", text("--reference", given)),
        }
    }
}

/// Lays over a config what flags say of attributes and of limits, which are read beside it otherwise.
///
/// # Errors
/// As [`checks`].
pub(super) fn lay_over_lists(config: &mut Node, flags: &Typed) -> Result<()> {
    let listed = |config: &mut Node, key: &str| match config.take(key) {
        Some(Node { value: Value::List(items), .. }) => items,
        _ => Vec::new(),
    };
    let name_of = |item: &Node, key: &str| match item.get(key).map(|name| &name.value) {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    let mut described = listed(config, "attribute");
    let wanted: Vec<&str> = flags.all("--attributes").iter().map(|name| name.trim()).collect();
    let mut attributes = Vec::new();
    if wanted.is_empty() {
        for mut item in described {
            let name = name_of(&item, "name");
            lay_over_attribute(&mut item, &name, flags);
            attributes.push(item);
        }
    } else {
        for name in wanted {
            let known = described.iter().position(|item| name_of(item, "name") == name);
            attributes.push(match known {
                Some(at) => {
                    let mut item = described.swap_remove(at);
                    lay_over_attribute(&mut item, name, flags);
                    item
                }
                None => attribute(name, flags),
            });
        }
    }
    config.append("attribute", attributes);
    let typed = checks(flags)?;
    let mut own = listed(config, "check");
    own.retain(|check| typed.iter().all(|typed| name_of(typed, "id") != name_of(check, "id")));
    own.extend(typed);
    config.append("check", own);
    Ok(())
}

/// The tables of a config, from top to bottom.
const TABLES: [&str; 13] = [
    "audit",
    "data",
    "columns",
    "attribute",
    "intersections",
    "funnel",
    "check",
    "alternative",
    "statistics",
    "privacy",
    "limits",
    "gate",
    "fix",
];

/// The keys above all tables.
const ABOVE: [&str; 3] = ["policies", "use", "jurisdictions"];

/// A config as a text.
pub(super) fn written(config: &Node) -> String {
    let mut out = format!("schema = {}\n", quoted(SCHEMA));
    for key in ABOVE {
        if let Some(node) = config.find(key) {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{key} = {}", inline(&node.value));
        }
    }
    for name in TABLES {
        match config.find(name).map(|table| &table.value) {
            Some(Value::List(items)) => {
                for item in items {
                    let _ = writeln!(out, "\n[[{name}]]\n{}", lines(&item.value).join("\n"));
                }
            }
            Some(table) => {
                let _ = writeln!(out, "\n[{name}]\n{}", lines(table).join("\n"));
            }
            None => {}
        }
    }
    out
}

/// The keys of a table with their values.
fn lines(table: &Value) -> Vec<String> {
    let Value::Table(entries) = table else { return Vec::new() };
    let is_bare = |key: &str| key.chars().all(|letter| letter.is_ascii_alphanumeric() || ['_', '-'].contains(&letter));
    let key = |key: &str| if is_bare(key) && !key.is_empty() { key.to_owned() } else { quoted(key) };
    entries.iter().map(|entry| format!("{} = {}", key(&entry.key), inline(&entry.node.value))).collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Number(text) | Value::Day(text) => text.clone(),
        Value::Truth(truth) => truth.to_string(),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| inline(&item.value)).collect::<Vec<_>>().join(", "))
        }
        Value::Table(_) => format!("{{ {} }}", lines(value).join(", ")),
        Value::Other => String::new(),
    }
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_flags_reads_as_a_config_that_says_the_same_and_one_thing_more() {
        let flags = Overrides { data: Some("people.csv".into()), ..Overrides::default() };
        let flags = [
            ("--decision", "score>=0.5"),
            ("--outcome", "bought=yes"),
            ("--observed", "before"),
            ("--attributes", "sex"),
            ("--attributes", "age band"),
            ("--reference", "everyone"),
            ("--reference", "sex=m"),
            ("--missing", "NA"),
            ("--min-ratio", "0.8"),
            ("--max-gap", "0.05"),
            ("--min-cell", "5"),
        ]
        .into_iter()
        .fold(flags, |flags, (flag, value)| flags.typed(flag, value));
        let further = Further { table: "data", line: "csv = { separator = \";\" }".into() };
        let expected = r#"schema = "evenhand.config/1"

[data]
decisions = "people.csv"
missing = ["NA"]
csv = { separator = ";" }

[columns]
decision = { column = "score", at_least = 0.5 }
outcome = { column = "bought", positive = ["yes"], observed = "before" }

[[attribute]]
name = "sex"
reference = "m"

[[attribute]]
name = "age band"
reference = "everyone"

[[check]]
id = "selection-ratio"
measure = "selection-rate"
comparison = "ratio"
min = 0.8

[[check]]
id = "selection-difference"
measure = "selection-rate"
comparison = "difference"
max_gap = 0.05

[privacy]
min_cell = 5
"#;
        assert_eq!(as_config(&flags, &further), expected);
    }
}
