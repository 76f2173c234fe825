//! The config as text: what is settled stands, what is proposed is marked, and every line says why it is there.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::roles::{Answers, Role, Roles, propose};
use crate::inspect::Seen;
use crate::lang::{Lang, Said, is_hostile};

/// What marks a proposal: with it a line is a comment, without it the line counts.
pub const MARK: &str = "#? ";

/// Lower edges proposed for ages.
const AGES: &str = "bins = [25, 35, 45, 55, 65]";

/// The config for a file (`decisions` is its path as the config will find it), or an example without one.
#[must_use]
pub fn text(seen: Option<&Seen>, decisions: &str, answers: &Answers, lang: Lang) -> String {
    let roles = seen.map_or_else(Roles::default, |seen| propose(seen, answers));
    let mut page = Page { text: String::new(), lang };
    page.say(&Said::new("init-head").with("mark", MARK.trim()));
    page.line("schema = \"evenhand.config/1\"");
    page.gap();
    page.line("[data]");
    page.line(&format!("decisions = {}", quoted(decisions)));
    let unknown: BTreeSet<&str> = roles
        .counts
        .iter()
        .flat_map(|(people, selected)| people.unknown.iter().chain(&selected.unknown))
        .copied()
        .collect();
    if !unknown.is_empty() {
        page.note("init-missing");
        page.line(&format!("missing = {}", list(unknown)));
    }
    page.note("init-audience");
    page.proposal("audience = \"audience.parquet\"");
    page.proposal("key = \"user_id\"");
    page.proposal("absent = \"rejected\"");
    page.gap();
    columns(&mut page, &roles);
    attributes(&mut page, &roles, answers);
    page.note("init-crosses");
    page.proposal("[intersections]");
    page.proposal("depth = 2");
    page.gap();
    page.note("init-check");
    let check = [
        "[[check]]",
        "id = \"selection-ratio\"",
        "measure = \"selection-rate\"",
        "comparison = \"ratio\"",
        "min = 0.8",
    ];
    for line in check {
        page.proposal(line);
    }
    page.text
}

fn columns(page: &mut Page, roles: &Roles) {
    page.line("[columns]");
    match &roles.counts {
        Some((people, selected)) => {
            page.note("init-counts");
            page.role(people, &format!("count = {}", quoted(&people.column)));
            page.role(selected, &format!("selected = {}", quoted(&selected.column)));
        }
        None if roles.decisions.is_empty() && roles.waves.is_empty() => {
            page.note("init-decision-none");
            page.proposal("decision = \"targeted\"");
        }
        None => {
            let settled = roles.decisions.iter().any(|role| role.settled);
            page.note(if settled { "init-decision" } else { "init-decision-open" });
            for role in &roles.decisions {
                page.role(role, &flag("decision", role, ""));
            }
            waves(page, roles);
        }
    }
    if !roles.outcomes.is_empty() {
        page.note("init-outcome");
        for role in &roles.outcomes {
            page.role(role, &flag("outcome", role, "observed = \"after-decision\""));
        }
    }
    for (key, id, list) in [("campaign", "init-campaign", &roles.campaigns), ("weight", "init-weight", &roles.weights)]
    {
        if !list.is_empty() {
            page.note(id);
            for role in list {
                page.role(role, &format!("{key} = {}", quoted(&role.column)));
            }
        }
    }
    page.gap();
}

fn attributes(page: &mut Page, roles: &Roles, answers: &Answers) {
    page.note("init-attributes");
    if roles.attributes.is_empty() {
        page.note("init-attributes-none");
        page.proposal("[[attribute]]");
        page.proposal("name = \"gender\"");
    }
    for role in &roles.attributes {
        page.why(role);
        let name = if role.born { "age".to_owned() } else { name_of(&role.column) };
        let mut lines = vec!["[[attribute]]".to_owned(), format!("name = {}", quoted(&name))];
        lines.extend(source(role, &name, answers));
        if role.bins {
            page.note("init-bins");
            lines.push(AGES.to_owned());
        }
        if !role.unknown.is_empty() {
            lines.push(format!("missing = {}", list(role.unknown.iter().copied())));
        }
        for line in lines {
            if role.settled { page.line(&line) } else { page.proposal(&line) }
        }
        page.gap();
    }
    if roles.attributes.is_empty() {
        page.gap();
    }
}

/// One decision for each campaign.
fn waves(page: &mut Page, roles: &Roles) {
    if !roles.waves.is_empty() {
        page.note("init-waves");
        let columns = list(roles.waves.iter().map(String::as_str));
        page.proposal(&format!("decision = {{ columns = {columns} }}"));
    }
}

/// Where an attribute comes from, when it is not the column of its name.
fn source(role: &Role, name: &str, answers: &Answers) -> Option<String> {
    if !role.one_hot.is_empty() {
        let groups = role.one_hot.iter().map(|(label, column)| format!("{} = {}", quoted(label), quoted(column)));
        return Some(format!("one_hot = {{ {} }}", groups.collect::<Vec<_>>().join(", ")));
    }
    if role.born {
        let at = answers.today.map_or_else(|| "2026-11-22".to_owned(), |today| today.to_string());
        return Some(format!("age = {{ born = {}, at = {at} }}", quoted(&role.column)));
    }
    (name != role.column).then(|| format!("column = {}", quoted(&role.column)))
}

/// `decision = "sent"`, or with the value that means yes.
fn flag(key: &str, role: &Role, further: &str) -> String {
    let mut parts = vec![format!("column = {}", quoted(&role.column))];
    if let Some(yes) = &role.yes {
        parts.push(format!("positive = [{}]", if yes.is_empty() { "\"...\"".to_owned() } else { quoted(yes) }));
    }
    parts.extend((!further.is_empty()).then(|| further.to_owned()));
    if parts.len() == 1 {
        format!("{key} = {}", quoted(&role.column))
    } else {
        format!("{key} = {{ {} }}", parts.join(", "))
    }
}

/// A name that can stand in a cross: a column's own, unless it holds what stands between the attributes of one.
fn name_of(column: &str) -> String {
    column.replace(crate::plan::CROSS, "-x-").trim_start_matches('@').trim().to_owned()
}

/// A TOML list of strings.
fn list<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words: Vec<String> = words.into_iter().map(quoted).collect();
    format!("[{}]", words.join(", "))
}

/// A TOML string on one line, in which everything that cannot be seen stands as an escape.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\n"),
            letter if is_hostile(letter.encode_utf8(&mut [0; 4])) => {
                // Writing to a String cannot fail.
                let _ = write!(quoted, "\\U{:08X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

struct Page {
    text: String,
    lang: Lang,
}

impl Page {
    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn proposal(&mut self, line: &str) {
        let _ = writeln!(self.text, "{MARK}{line}");
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    fn say(&mut self, said: &Said) {
        for line in self.lang.say(said).lines() {
            let _ = writeln!(self.text, "{}", format!("# {line}").trim_end());
        }
    }

    fn note(&mut self, id: &str) {
        self.say(&Said::new(id));
    }

    fn why(&mut self, role: &Role) {
        let said = Said { id: role.why.id.clone(), values: role.why.values.clone() };
        self.say(&said.with("column", role.column.as_str()));
    }

    fn role(&mut self, role: &Role, line: &str) {
        self.why(role);
        if role.settled { self.line(line) } else { self.proposal(line) }
    }
}
