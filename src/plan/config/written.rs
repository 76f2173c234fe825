//! A run of flags as a config: what somebody writes down when the next thing to say has no flag.

use std::fmt::Write;
use std::path::PathBuf;

use super::{FOUND, Overrides, SCHEMA};
use crate::plan::Losses;

/// A line that no flag can say, and the table that it belongs to; `attribute` is the first attribute's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Further {
    /// The table: `data`, `columns`, `privacy` ...; of an attribute, its name.
    pub table: Table,
    /// The line.
    pub line: String,
}

/// A table of the config.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Table {
    /// One of the config's own.
    Of(&'static str),
    /// That of an attribute, by its name.
    Attribute(String),
}

/// The config that says what the flags say, and one thing more. Written so that it reads as if by hand; a line that the
/// flags say too is replaced.
#[must_use]
#[expect(clippy::too_many_lines, reason = "one list of every flag, from top to bottom of the config")]
pub fn as_config(flags: &Overrides, further: &Further) -> String {
    // Every field is named, so that a new flag cannot be forgotten here.
    let Overrides {
        folder: _,
        config: _,
        no_config: _,
        confined: _,
        source_date_epoch: _,
        as_of: _,
        policies,
        waivers,
        data,
        audience,
        key,
        absent,
        missing,
        totals,
        join_labels,
        bins,
        same_files,
        csv,
        sheet,
        blank,
        round,
        decision,
        decision_negative,
        meaning,
        outcome,
        outcome_negative,
        observed,
        score,
        value,
        unit,
        weight,
        count,
        selected,
        campaign,
        attributes,
        min_ratio,
        max_ratio,
        max_gap,
        claim,
        needs_coverage,
        needs_detectable,
        must_decide,
        references,
        name,
        on_cannot_tell,
        seed,
        level,
        min_cell,
        depth,
        fix_attribute,
        fix_id,
        strength,
        budget,
        losses,
    } = flags;
    let mut written = Written { text: format!("schema = {}\n", quoted(SCHEMA)), further };
    let text = |value: &Option<String>| value.as_deref().map(quoted);
    let path = |value: &Option<PathBuf>| value.as_deref().map(|path| quoted(&path.to_string_lossy()));
    let plain = |value: &Option<String>| value.clone();
    if !policies.is_empty() {
        let _ = writeln!(
            written.text,
            "policies = {}",
            list(&policies.iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>())
        );
    }
    written.table("audit", &[("name", text(name))]);
    written.table(
        "data",
        &[
            ("decisions", path(data)),
            ("audience", path(audience)),
            ("key", text(key)),
            ("absent", text(absent)),
            ("csv", (!csv.is_empty()).then(|| options(csv))),
            ("sheet", text(sheet)),
            ("missing", (!missing.is_empty()).then(|| list(missing))),
            ("totals", text(totals)),
            ("same_files", text(same_files)),
            ("join_labels", join_labels.then(|| "true".to_owned())),
        ],
    );
    let word = |key: &'static str, word: &Option<String>| word.as_deref().map(|word| (key, quoted(word)));
    let no = |values: &[String]| (!values.is_empty()).then(|| ("negative", list(values)));
    let of_decision: Vec<_> = no(decision_negative).into_iter().chain(word("meaning", meaning)).collect();
    let of_outcome: Vec<_> = no(outcome_negative).into_iter().chain(word("observed", observed)).collect();
    let outcome = outcome.as_deref().map(|flag| yes(flag, &of_outcome));
    written.table(
        "columns",
        &[
            ("decision", decision.as_deref().map(|flag| yes(flag, &of_decision))),
            ("outcome", outcome),
            ("score", text(score)),
            ("value", text(value)),
            ("unit", text(unit)),
            ("weight", text(weight)),
            ("count", count.as_deref().map(|column| people("count", column, blank, round))),
            ("selected", selected.as_deref().map(|column| people("selected", column, blank, round))),
            ("campaign", text(campaign)),
        ],
    );
    for attribute in attributes {
        let own = references.iter().find_map(|text| {
            let (name, group) = text.split_once('=')?;
            (name.trim() == attribute).then(|| group.trim())
        });
        let rule = own.or_else(|| references.iter().rev().find(|text| !text.contains('=')).map(String::as_str));
        written.attribute(attribute, rule, edges(attribute, bins));
    }
    written.table("intersections", &[("depth", plain(depth))]);
    let claims = [
        ("claim", text(claim)),
        ("needs_coverage", plain(needs_coverage)),
        ("needs_detectable", plain(needs_detectable)),
        ("must_decide", (!must_decide.is_empty()).then(|| groups(must_decide))),
    ];
    if min_ratio.is_some() || max_ratio.is_some() {
        let limits = [("min", plain(min_ratio)), ("max", plain(max_ratio))];
        written.check("selection-ratio", "ratio", &[&limits[..], &claims].concat());
    }
    if max_gap.is_some() {
        let limits = [("max_gap", plain(max_gap))];
        written.check("selection-difference", "difference", &[&limits[..], &claims].concat());
    }
    written.table("statistics", &[("level", plain(level)), ("seed", plain(seed))]);
    written.table("privacy", &[("min_cell", plain(min_cell))]);
    let waivers = waivers.as_ref().map(|path| quoted(&path.display().to_string()));
    written.table("gate", &[("on_cannot_tell", text(on_cannot_tell)), ("waivers", waivers)]);
    written.table(
        "fix",
        &[
            ("attribute", text(fix_attribute)),
            ("id", text(fix_id)),
            ("strength", plain(strength)),
            ("budget", plain(budget)),
            (
                "no_losses",
                losses.and_then(|losses| match losses {
                    Losses::Barred => Some("true".to_owned()),
                    Losses::Allowed => Some("false".to_owned()),
                    Losses::Last => None,
                }),
            ),
        ],
    );
    written.text
}

/// What the config is called when it is found by itself.
pub const NAME: &str = FOUND;

struct Written<'a> {
    text: String,
    further: &'a Further,
}

impl Written<'_> {
    /// A table with the keys that have a value, and the further line where it belongs here.
    fn table(&mut self, name: &'static str, entries: &[(&str, Option<String>)]) {
        let further = (self.further.table == Table::Of(name)).then(|| self.further.line.clone());
        self.entries(&format!("[{name}]"), entries, further);
    }

    fn attribute(&mut self, name: &str, reference: Option<&str>, bins: Option<String>) {
        let own = matches!(&self.further.table, Table::Attribute(own) if own == name);
        let further = own.then(|| self.further.line.clone());
        let entries = [("name", Some(quoted(name))), ("bins", bins), ("reference", reference.map(quoted))];
        self.entries("[[attribute]]", &entries, further);
    }

    fn check(&mut self, id: &str, comparison: &str, limits: &[(&str, Option<String>)]) {
        let mut entries = vec![
            ("id", Some(quoted(id))),
            ("measure", Some(quoted("selection-rate"))),
            ("comparison", Some(quoted(comparison))),
        ];
        entries.extend_from_slice(limits);
        self.entries("[[check]]", &entries, None);
    }

    fn entries(&mut self, head: &str, entries: &[(&str, Option<String>)], further: Option<String>) {
        let replaced = further.as_deref().and_then(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
        let lines = entries
            .iter()
            .filter(|(key, _)| Some(*key) != replaced.as_deref())
            .filter_map(|(key, value)| Some(format!("{key} = {}", value.as_ref()?)));
        let lines: Vec<String> = lines.chain(further).collect();
        if !lines.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(self.text, "\n{head}\n{}", lines.join("\n"));
        }
    }
}

/// A decision or an outcome as its flag says it.
fn yes(flag: &str, further: &[(&str, String)]) -> String {
    let further: Vec<String> = further.iter().map(|(key, value)| format!(", {key} = {value}")).collect();
    let further = further.concat();
    let test = match (super::columns::threshold(flag), flag.split_once('=')) {
        (Some((column, test)), _) => match test {
            crate::plan::Test::AtLeast(x) => Some((column, format!("at_least = {x}"))),
            crate::plan::Test::Above(x) => Some((column, format!("above = {x}"))),
            _ => None,
        },
        (None, Some((column, value))) => Some((column, format!("positive = [{}]", quoted(value)))),
        (None, None) => None,
    };
    match test {
        Some((column, test)) => format!("{{ column = {}, {test}{further} }}", quoted(column)),
        None if further.is_empty() => quoted(flag),
        None => format!("{{ column = {}{further} }}", quoted(flag)),
    }
}

/// The bins of an attribute, from `ATTRIBUTE=EDGE,EDGE` or `ATTRIBUTE=labels`.
fn edges(attribute: &str, bins: &[String]) -> Option<String> {
    let (_, edges) = bins.iter().filter_map(|flag| flag.split_once('=')).find(|(own, _)| own.trim() == attribute)?;
    let is_word = edges.trim().starts_with(|letter: char| letter.is_alphabetic());
    Some(if is_word { quoted(edges.trim()) } else { format!("[{edges}]") })
}

/// How text is written, from `KEY=VALUE`.
fn options(flags: &[String]) -> String {
    let option = |(key, value): (&str, &str)| match key.trim() {
        "skip" => format!("skip = {}", value.trim()),
        key => format!("{key} = {}", quoted(value)),
    };
    let options: Vec<String> = flags.iter().filter_map(|flag| flag.split_once('=')).map(option).collect();
    format!("{{ {} }}", options.join(", "))
}

/// A column of people, with what its empty fields mean and whether it is rounded.
fn people(key: &str, column: &str, blank: &[String], round: &[String]) -> String {
    let blank = blank.iter().filter_map(|flag| flag.split_once('=')).find(|(own, _)| *own == key);
    let blank = blank.map(|(_, number)| format!(", blank = {}", number.trim())).unwrap_or_default();
    let round = if round.iter().any(|own| own == key) { ", round = true" } else { "" };
    if blank.is_empty() && round.is_empty() {
        return quoted(column);
    }
    format!("{{ column = {}{blank}{round} }}", quoted(column))
}

/// `ATTRIBUTE=GROUP` as segments.
fn groups(flags: &[String]) -> String {
    let segment = |(name, group): (&str, &str)| format!("{{ {} = {} }}", quoted(name.trim()), quoted(group.trim()));
    let segments: Vec<String> = flags.iter().filter_map(|flag| flag.split_once('=')).map(segment).collect();
    format!("[{}]", segments.join(", "))
}

fn list(items: &[String]) -> String {
    format!("[{}]", items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_flags_reads_as_a_config_that_says_the_same_and_one_thing_more() {
        let flags = Overrides {
            data: Some("people.csv".into()),
            decision: Some("score>=0.5".into()),
            outcome: Some("bought=yes".into()),
            observed: Some("before".into()),
            attributes: vec!["sex".into(), "age band".into()],
            references: vec!["everyone".into(), "sex=m".into()],
            missing: vec!["NA".into()],
            min_ratio: Some("0.8".into()),
            max_gap: Some("0.05".into()),
            min_cell: Some("5".into()),
            ..Overrides::default()
        };
        let further = Further { table: Table::Of("data"), line: "csv = { separator = \";\" }".into() };
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
