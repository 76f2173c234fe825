//! The config as text: what is settled stands, what is proposed is marked, and every line says why it is there. With
//! every mark taken away it is a config that runs, so that each key is proposed once; what else there is stands in comments.

use evenhand_metrics::catalog::{REJECTION_RATE, SELECTION_RATE};
use std::collections::BTreeSet;
use std::fmt::Write;

use super::ask::Answers;
use super::roles::{Made, Role, Roles, Yes, propose};
use crate::inspect::Seen;
use crate::lang::{Lang, Said, is_hostile};
use crate::plan::{CsvOptions, DayForm};

/// What marks a proposal: with it a line is a comment, without it the line counts.
pub const MARK: &str = "#? ";

/// Names listed of what else there is.
const LISTED: usize = 12;

/// The config for a file (`decisions` is its path as the config will find it), or an example without one.
#[must_use]
pub fn text(seen: Option<&Seen>, decisions: &str, answers: &Answers, lang: Lang) -> String {
    let roles = seen.map_or_else(Roles::default, |seen| propose(seen, answers));
    let has_age = roles.attributes.iter().any(|role| role.made == Made::Column && role.column == "age");
    let mut page = Page { text: String::new(), lang, names: BTreeSet::new(), has_age, has_data: seen.is_some() };
    page.say(&Said::new("init-head").with("mark", MARK.trim()));
    page.line("schema = \"evenhand.config/1\"");
    page.gap();
    page.line("[data]");
    page.line(&format!("decisions = {}", quoted(decisions)));
    data(&mut page, seen, &roles);
    columns(&mut page, &roles);
    attributes(&mut page, &roles, answers);
    page.note("init-crosses");
    page.proposal("[intersections]");
    page.proposal("depth = 2");
    page.gap();
    page.note("init-check");
    // Of a burden, the rate of those who were spared is the one for which a low value is bad.
    let (id, measure) = match roles.adverse {
        Some(_) => ("spared-ratio", REJECTION_RATE.id),
        None => ("selection-ratio", SELECTION_RATE.id),
    };
    page.proposal("[[check]]");
    page.proposal(&format!("id = {}", quoted(id)));
    page.proposal(&format!("measure = {}", quoted(measure)));
    page.proposal("comparison = \"ratio\"");
    page.proposal("min = 0.8");
    page.text
}

/// How the file is written, what stands for nothing in it, and who else there is.
fn data(page: &mut Page, seen: Option<&Seen>, roles: &Roles) {
    if let Some(seen) = seen {
        let mut csv = stated(&seen.options);
        let key = |setting: &String| setting.split(' ').next().unwrap_or_default().to_owned();
        for setting in seen.notes.iter().filter_map(detected) {
            if csv.iter().all(|own| key(own) != key(&setting)) {
                csv.push(setting);
            }
        }
        if !csv.is_empty() {
            page.note("init-csv");
            page.line(&format!("csv = {{ {} }}", csv.join(", ")));
        }
        if let Some(sheet) = &seen.options.sheet {
            page.line(&format!("sheet = {}", quoted(sheet)));
        }
    }
    let counts = roles.counts.iter().flat_map(|(people, selected)| [people, selected]);
    let others = [&roles.decision, &roles.outcome, &roles.weight, &roles.score, &roles.count];
    let columns: Vec<&Role> = counts.chain(others.into_iter().flatten()).collect();
    let unknown: BTreeSet<&str> = columns.iter().flat_map(|role| &role.unknown).map(String::as_str).collect();
    if !unknown.is_empty() {
        page.note("init-missing");
        let line = format!("missing = {}", list(unknown));
        if columns.iter().any(|role| role.settled) { page.line(&line) } else { page.proposal(&line) }
    }
    if roles.counts.is_some() && roles.attributes.iter().any(|role| role.totals) {
        page.note("init-totals");
        page.proposal("totals = \"drop\"");
    }
    page.note("init-audience");
    let key = roles.unit.as_ref().map(|role| &role.column).or(roles.key.as_ref());
    page.example("audience = \"audience.parquet\"");
    page.example(&format!("key = {}", quoted(key.map_or("user_id", String::as_str))));
    page.example("absent = \"rejected\"");
    page.gap();
}

/// The settings that somebody stated.
fn stated(options: &CsvOptions) -> Vec<String> {
    let signs = [("separator", options.separator), ("decimal", options.decimal), ("thousands", options.thousands)];
    let mut stated: Vec<String> =
        signs.into_iter().filter_map(|(key, sign)| Some(format!("{key} = {}", quoted(&sign?.to_string())))).collect();
    stated.extend(options.skip.map(|lines| format!("skip = {lines}")));
    stated.extend(options.encoding.map(|encoding| format!("encoding = {}", quoted(&encoding.name().to_lowercase()))));
    stated
}

/// The setting that was detected and said.
fn detected(note: &Said) -> Option<String> {
    let value = |name: &str| note.values.get(name).and_then(serde_json::Value::as_str);
    match note.id.as_str() {
        "separator-detected" => {
            let sign = match value("separator")? {
                "semicolon" => ";",
                "tab" => "\\t",
                "bar" => "|",
                _ => return None,
            };
            Some(format!("separator = \"{sign}\""))
        }
        "decimal-comma-detected" => Some("decimal = \",\"".to_owned()),
        "lines-before" => Some(format!("skip = {}", note.values.get("skip")?.as_u64()?)),
        "encoding-detected" => Some(format!("encoding = {}", quoted(value("encoding")?))),
        _ => None,
    }
}

fn columns(page: &mut Page, roles: &Roles) {
    page.line("[columns]");
    decision(page, roles);
    if let Some(role) = &roles.outcome {
        page.note("init-outcome");
        page.role(role, &flag("outcome", role, Some("observed = \"after-decision\"")));
        page.others("init-other-outcomes", &roles.other_outcomes);
    }
    for (key, id, role) in [
        ("campaign", "init-campaign", &roles.campaign),
        ("weight", "init-weight", &roles.weight),
        ("unit", "init-unit", &roles.unit),
    ] {
        if let Some(role) = role {
            page.note(id);
            page.role(role, &format!("{key} = {}", quoted(&role.column)));
        }
    }
    if let Some(role) = &roles.score {
        page.note("init-score");
        let column = quoted(&role.column);
        let line = match role.bins.as_slice() {
            [_, _, ..] => format!("score = {{ column = {column}, edges = {} }}", numbers(&role.bins)),
            _ => format!("score = {column}"),
        };
        page.role(role, &line);
    }
    page.gap();
}

/// Who was selected.
fn decision(page: &mut Page, roles: &Roles) {
    if let Some((people, selected)) = &roles.counts {
        page.note(if people.settled { "init-counts" } else { "init-counts-open" });
        page.role(people, &format!("count = {}", quoted(&people.column)));
        page.role(selected, &format!("selected = {}", quoted(&selected.column)));
        return;
    }
    let (waves, waves_first) = &roles.waves;
    let columns = format!("decision = {{ columns = {} }}", list(waves.iter().map(String::as_str)));
    match &roles.decision {
        None if *waves_first => {
            page.note("init-waves");
            page.proposal(&columns);
        }
        None => {
            page.note("init-decision-none");
            page.example("decision = \"targeted\"");
        }
        Some(role) => {
            page.note(if role.settled { "init-decision" } else { "init-decision-open" });
            // Only what somebody confirms is a burden: the line is marked wherever a name says so.
            let burden = roles.adverse.as_ref().map(|_| "meaning = \"burden\"");
            page.role(role, &flag("decision", role, burden));
            if role.codes {
                page.note("init-codes");
            }
            if role.yes == Yes::Unnamed {
                page.note("init-unnamed");
            }
            if roles.adverse.is_some() {
                page.note("init-adverse");
                let spared = Role { yes: Yes::Values(role.no.iter().cloned().collect()), ..role.clone() };
                if role.no.is_some() {
                    page.note("init-adverse-or");
                    page.comment(&flag("decision", &spared, None));
                }
            }
            if !waves.is_empty() {
                page.note("init-waves-or");
                page.comment(&columns);
            }
        }
    }
    page.others("init-others", &roles.others);
    if let Some(role) = &roles.count {
        page.note("init-count");
        page.role(role, &format!("count = {}", quoted(&role.column)));
    }
}

fn attributes(page: &mut Page, roles: &Roles, answers: &Answers) {
    page.note("init-attributes");
    if roles.attributes.is_empty() {
        page.note("init-attributes-none");
        page.example("[[attribute]]");
        page.example("name = \"gender\"");
    }
    for role in &roles.attributes {
        page.why(role);
        let name = page.name_of(role);
        let mut lines = vec!["[[attribute]]".to_owned(), format!("name = {}", quoted(&name))];
        lines.extend(source(page, role, &name, answers));
        if !role.bins.is_empty() {
            page.note("init-bins");
            lines.push(format!("bins = {}", numbers(&role.bins)));
        }
        if !role.unknown.is_empty() {
            lines.push(format!("missing = {}", list(role.unknown.iter().map(String::as_str))));
        }
        for line in lines {
            if role.settled { page.line(&line) } else { page.proposal(&line) }
        }
        page.gap();
    }
    for note in &roles.notes {
        page.say(note);
    }
    if roles.attributes.is_empty() || !roles.notes.is_empty() {
        page.gap();
    }
}

/// Where an attribute comes from, when it is not the column of its name.
fn source(page: &mut Page, role: &Role, name: &str, answers: &Answers) -> Option<String> {
    let column = quoted(&role.column);
    let today = answers.today.unwrap_or(jiff::civil::date(2026, 11, 22));
    match &role.made {
        Made::Column => (name != role.column).then(|| format!("column = {column}")),
        Made::OneHot(members) => {
            let groups = members.iter().map(|(label, column)| format!("{} = {}", quoted(label), quoted(column)));
            Some(format!("one_hot = {{ {} }}", groups.collect::<Vec<_>>().join(", ")))
        }
        Made::Born(order) => {
            if order.is_none() {
                page.note("init-born-unclear");
            }
            let form = match order.unwrap_or(DayForm::Dmy) {
                DayForm::Ymd => String::new(),
                form => format!(", format = {}", quoted(form.id())),
            };
            Some(format!("age = {{ born = {column}, at = {today}{form} }}"))
        }
        // Whoever has a birthday later in the year is a year younger.
        Made::BornIn => Some(format!("sql = {}", quoted(&format!("{} - {}", today.year(), identifier(&role.column))))),
    }
}

/// `decision = "sent"`, or with the values that mean yes.
fn flag(key: &str, role: &Role, further: Option<&str>) -> String {
    let column = format!("column = {}", quoted(&role.column));
    let mut parts = match &role.yes {
        Yes::Plain if further.is_none() => return format!("{key} = {}", quoted(&role.column)),
        Yes::Plain => vec![column],
        Yes::Values(values) => {
            let mut parts = vec![column, format!("positive = {}", list(values.iter().map(String::as_str)))];
            // The only other value is a no by itself.
            parts.extend((role.known.is_some_and(|known| known > 2)).then(|| "negative = \"*\"".to_owned()));
            parts
        }
        Yes::AllBut(values) => {
            let (column, values) = (identifier(&role.column), values.iter().map(|value| literal(value)));
            let values = values.collect::<Vec<_>>().join(", ");
            // Nobody knows what became of people without a value.
            let sql = format!("CASE WHEN {column} IN ({values}) THEN 0 WHEN {column} <> '' THEN 1 END");
            vec![format!("sql = {}", quoted(&sql))]
        }
        Yes::AtLeast(least) => vec![column, format!("at_least = {least}")],
        Yes::Unnamed => vec![column, "positive = [\"...\"]".to_owned()],
    };
    parts.extend(further.map(str::to_owned));
    format!("{key} = {{ {} }}", parts.join(", "))
}

/// A column as SQL names it.
fn identifier(column: &str) -> String {
    format!("\"{}\"", column.replace('"', "\"\""))
}

/// A text as SQL writes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A TOML list of numbers.
fn numbers(numbers: &[f64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
    format!("[{}]", numbers.join(", "))
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
    /// Names of attributes, each given once.
    names: BTreeSet<String>,
    /// Whether a column called age is an attribute by itself.
    has_age: bool,
    has_data: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{line}");
    }

    fn proposal(&mut self, line: &str) {
        let _ = writeln!(self.text, "{MARK}{line}");
    }

    /// A line that is true of no file until somebody fills it in. Where there is no data, all lines are.
    fn example(&mut self, line: &str) {
        if self.has_data { self.comment(line) } else { self.proposal(line) }
    }

    fn comment(&mut self, line: &str) {
        let _ = writeln!(self.text, "# {line}");
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

    /// The first of these names, and how many more there are.
    fn others(&mut self, id: &str, names: &[String]) {
        if !names.is_empty() {
            let listed: Vec<&str> = names.iter().take(LISTED).map(String::as_str).collect();
            let more = names.len() - listed.len();
            self.say(&Said::new(id).with("columns", listed.join(", ")).with("more", more));
        }
    }

    fn why(&mut self, role: &Role) {
        let said = Said { id: role.why.id.clone(), values: role.why.values.clone() };
        self.say(&said.with("column", role.column.as_str()));
    }

    fn role(&mut self, role: &Role, line: &str) {
        self.why(role);
        if role.settled { self.line(line) } else { self.proposal(line) }
    }

    /// A name that can stand in a cross, and that no other attribute has: a column's own, unless it holds what stands
    /// between the attributes of one.
    fn name_of(&mut self, role: &Role) -> String {
        let of_column = || role.column.replace(crate::plan::CROSS, "-x-").trim_start_matches('@').trim().to_owned();
        let is_age = matches!(role.made, Made::Born(_) | Made::BornIn) && !self.has_age;
        let mut name = if is_age { "age".to_owned() } else { of_column() };
        while !self.names.insert(name.clone()) {
            name.push('\'');
        }
        name
    }
}
