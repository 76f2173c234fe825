//! Which part each column may play, and why one might think so.

use std::io::BufRead;

use super::words::{self, suggests};
use crate::error::nearest;
use crate::ingest::{Kind, Profile};
use crate::inspect::{Family, MAX_GROUPS, Seen};
use crate::lang::{Lang, Said};

/// What a column may be, with the message that says why.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// The column.
    pub column: String,
    /// Why.
    pub why: Said,
    /// Whether somebody said so, so that no mark is needed.
    pub settled: bool,
    /// The value that means yes, for decisions and outcomes with two values that are not 0 and 1.
    pub yes: Option<String>,
    /// Whether its values are numbers that need bins.
    pub bins: bool,
    /// Words for unknown that occur in it.
    pub unknown: Vec<&'static str>,
    /// Where it is made of several 0/1 columns: each group and its column.
    pub one_hot: Vec<(String, String)>,
    /// Whether it is a day of birth, from which an age is to be made.
    pub born: bool,
}

/// What somebody settled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Columns of protected attributes.
    pub attributes: Vec<String>,
    /// Column of the decision, or `COLUMN=VALUE`.
    pub decision: Option<String>,
    /// The day for which ages are proposed.
    pub today: Option<jiff::civil::Date>,
}

/// The roles of a file's columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// Likeliest first; settled only when it is alone in its likelihood.
    pub decisions: Vec<Role>,
    /// Columns that may be one decision for each campaign.
    pub waves: Vec<String>,
    /// Counts in place of decisions: people, and selected among them.
    pub counts: Option<(Role, Role)>,
    /// Outcomes.
    pub outcomes: Vec<Role>,
    /// Campaigns.
    pub campaigns: Vec<Role>,
    /// Weights.
    pub weights: Vec<Role>,
    /// Attributes, settled ones first.
    pub attributes: Vec<Role>,
}

impl Answers {
    /// Asks for what is still open; an empty line leaves it so. `say` prints a question.
    pub fn ask(&mut self, seen: &Seen, lang: Lang, input: &mut dyn BufRead, say: &mut dyn FnMut(&str)) {
        let known: Vec<&str> = seen.columns.iter().map(|column| column.column.as_str()).collect();
        if self.attributes.is_empty() {
            say(&lang.say(&Said::new("init-ask-attributes").with("columns", known.clone())));
            self.attributes = answer(&known, lang, input, say);
        }
        if self.decision.is_none() {
            say(&lang.text("init-ask-decision"));
            self.decision = answer(&known, lang, input, say).into_iter().next();
        }
    }
}

/// Columns named in one line, by commas; asked again while one of them does not exist.
fn answer(known: &[&str], lang: Lang, input: &mut dyn BufRead, say: &mut dyn FnMut(&str)) -> Vec<String> {
    loop {
        let mut line = String::new();
        // The end of the input leaves open what was asked.
        if input.read_line(&mut line).unwrap_or(0) == 0 {
            return Vec::new();
        }
        let named: Vec<String> =
            line.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let column = |name: &String| name.split('=').next().unwrap_or_default().to_owned();
        let Some(stranger) = named.iter().map(column).find(|name| !known.contains(&name.as_str())) else {
            return named;
        };
        let like = nearest(&stranger, known.iter().copied());
        let said = Said::new("init-ask-again").with("column", stranger.as_str());
        let near = if like.is_some() { "yes" } else { "no" };
        say(&lang.say(&said.with("near", near).with("suggestion", like.unwrap_or_default())));
    }
}

/// Proposes a role for every column that may have one.
#[must_use]
pub fn propose(seen: &Seen, answers: &Answers) -> Roles {
    let chosen = answers.decision.as_deref().map(|text| text.split_once('=').unwrap_or((text, "")));
    let named = |column: &Profile| answers.attributes.contains(&column.column);
    let mut roles = Roles::default();
    let settled = |column: &str| {
        answers.attributes.iter().any(|own| own == column) || chosen.is_some_and(|(name, _)| name == column)
    };
    let families: Vec<&Family> =
        seen.families.iter().filter(|family| family.members.iter().all(|(_, column)| !settled(column))).collect();
    let (hot, waves): (Vec<&Family>, Vec<&Family>) =
        families.into_iter().partition(|family| is_attribute_of_columns(family));
    let of_family =
        |column: &Profile| hot.iter().find(|family| family.members.iter().any(|(_, own)| *own == column.column));
    for column in &seen.columns {
        if let Some(family) = of_family(column) {
            if family.members[0].1 == column.column {
                roles.attributes.push(of_columns(family, column));
            }
            continue;
        }
        let has = |list| suggests(&column.column, list);
        if let Some((_, yes)) = chosen.filter(|(name, _)| *name == column.column) {
            let mut role = role(column, Said::new("init-why-yours"), true);
            role.yes = Some(yes.to_owned()).filter(|yes| !yes.is_empty()).or(role.yes);
            roles.decisions.insert(0, role);
        } else if named(column) {
            roles.attributes.push(role(column, Said::new("init-why-yours"), true));
        } else if let Some(word) = has(words::CAMPAIGN).filter(|_| column.distinct.is_some()) {
            roles.campaigns.push(role(column, why("init-why-name", word), false));
        } else if let (Some(word), true) = (has(words::WEIGHT), is_amount(column)) {
            roles.weights.push(role(column, why("init-why-name", word), false));
        } else if let Some(word) = has(words::PROTECTED).filter(|_| is_attribute(column)) {
            roles.attributes.push(role(column, why("init-why-protected", word), false));
        } else if let Some(word) = has(words::BIRTH).filter(|_| column.kind == Kind::Date && column.iso) {
            let role = role(column, why("init-why-born", word), false);
            roles.attributes.push(Role { born: true, bins: true, ..role });
        } else if let Some(word) = has(words::OUTCOME).filter(|_| is_answer(column)) {
            roles.outcomes.push(role(column, why("init-why-name", word), false));
        } else if let Some(word) = has(words::DECISION).filter(|_| is_answer(column)) {
            roles.decisions.push(role(column, why("init-why-name", word), false));
        } else if let Some(word) = has(words::PROXY).filter(|_| is_attribute(column)) {
            roles.attributes.push(role(column, why("init-why-proxy", word), false));
        }
    }
    let last = seen.columns.last().filter(|column| is_answer(column) && !taken(&roles, column));
    roles.decisions.extend(last.map(|column| role(column, Said::new("init-why-last"), false)));
    if chosen.is_none() {
        roles.waves = campaigns_by_column(&roles, &waves);
    }
    roles.counts = counts(seen).filter(|_| roles.decisions.is_empty());
    if chosen.is_none() {
        settle(&mut roles, seen);
    }
    order(&mut roles, answers);
    roles
}

/// One decision that is likelier than all others stands without a mark; without one, everything with two values may be it.
fn settle(roles: &mut Roles, seen: &Seen) {
    if let ([only], true) = (roles.decisions.as_mut_slice(), roles.waves.is_empty()) {
        only.settled = true;
    } else if let (true, Some((people, selected))) = (roles.decisions.is_empty(), &mut roles.counts) {
        (people.settled, selected.settled) = (true, true);
    }
    if roles.decisions.is_empty() && roles.counts.is_none() {
        let free = |column: &&Profile| !taken(roles, column) || is_answer(column);
        for column in seen.columns.iter().filter(free).collect::<Vec<_>>() {
            let word = suggests(&column.column, words::ARM);
            if let Some(word) = word.filter(|_| (2..=20).contains(&column.sizes.len()) && !is_answer(column)) {
                let mut role = role(column, why("init-why-arm", word), false);
                role.yes = Some(String::new());
                roles.decisions.insert(0, role);
            } else if is_answer(column) && !roles.attributes.iter().any(|own| own.column == column.column) {
                roles.decisions.push(role(column, Said::new("init-why-two"), false));
            }
        }
    }
}

/// Whether columns of 0 and 1 are the groups of one attribute: one of them is set in every row, and they are called
/// after nothing that is done to people.
fn is_attribute_of_columns(family: &Family) -> bool {
    let done = |list| family.members.iter().any(|(_, column)| suggests(column, list).is_some());
    family.exclusive && !done(words::DECISION) && !done(words::CHANNEL) && !done(words::OUTCOME)
}

fn of_columns(family: &Family, first: &Profile) -> Role {
    let names: Vec<&str> = family.members.iter().map(|(_, column)| column.as_str()).collect();
    let why = Said::new("init-why-one-hot").with("columns", names.join(", "));
    // `is_black` says nothing of what it is; `sex_male` does.
    let plain = ["is", "est", "has", "a"].contains(&family.name.to_lowercase().as_str());
    let column = if plain { "group".to_owned() } else { family.name.clone() };
    Role { column, one_hot: family.members.clone(), unknown: Vec::new(), ..role(first, why, false) }
}

/// Columns of 0 and 1 that may each be the decision of one campaign: several decisions by name, or columns called after
/// a way to reach people.
fn campaigns_by_column(roles: &Roles, families: &[&Family]) -> Vec<String> {
    let channel = |family: &&&Family| {
        suggests(&family.name, words::CHANNEL).or(suggests(&family.name, words::DECISION)).is_some()
    };
    if let Some(family) = families.iter().find(channel) {
        return family.members.iter().map(|(_, column)| column.clone()).collect();
    }
    let plain = roles.decisions.iter().filter(|role| role.yes.is_none() && role.why.id == "init-why-name");
    let columns: Vec<String> = plain.map(|role| role.column.clone()).collect();
    if columns.len() > 1 { columns } else { Vec::new() }
}

/// Attributes in the order of the answers, then those that a ground suggests, then those that may stand for one.
fn order(roles: &mut Roles, answers: &Answers) {
    roles.attributes.sort_by_key(|role| {
        let named = answers.attributes.iter().position(|name| *name == role.column);
        (named.unwrap_or(usize::MAX), role.why.id == "init-why-proxy")
    });
}

fn taken(roles: &Roles, column: &Profile) -> bool {
    let lists = [&roles.decisions, &roles.outcomes, &roles.campaigns, &roles.weights, &roles.attributes];
    lists.into_iter().flatten().any(|role| role.column == column.column)
}

fn why(id: &str, word: &str) -> Said {
    Said::new(id).with("word", word)
}

fn role(column: &Profile, why: Said, settled: bool) -> Role {
    let plain = column.kind == Kind::Flag && column.unknown.is_empty();
    Role {
        column: column.column.clone(),
        why,
        settled,
        yes: column.yes.clone().filter(|_| !plain),
        bins: needs_bins(column),
        unknown: column.unknown.clone(),
        one_hot: Vec::new(),
        born: false,
    }
}

/// Two values that say yes and no.
fn is_answer(column: &Profile) -> bool {
    column.yes.is_some() || (column.kind == Kind::Flag && column.distinct == Some(2))
}

fn is_amount(column: &Profile) -> bool {
    (Kind::Flag..=Kind::Number).contains(&column.kind) && !column.negative
}

/// Numbers of many values: an age, an income.
fn needs_bins(column: &Profile) -> bool {
    let numbers = matches!(column.kind, Kind::Whole | Kind::Number);
    let years = suggests(&column.column, words::AGE).is_some();
    numbers && (years || column.distinct.is_none_or(|distinct| distinct > 12))
}

fn is_attribute(column: &Profile) -> bool {
    let groups = column.distinct.is_some_and(|distinct| (2..=MAX_GROUPS).contains(&distinct));
    (groups && column.kind != Kind::Date) || needs_bins(column)
}

/// The columns of people and of the selected among them, in files that hold counts.
fn counts(seen: &Seen) -> Option<(Role, Role)> {
    let of = |words: &[&'static str], without: Option<&str>| {
        let able = seen.columns.iter().filter(|column| {
            matches!(column.kind, Kind::Whole | Kind::Flag) && !column.negative && without != Some(&column.column)
        });
        // In the order of the words: the likelier stand first.
        let named = able.filter_map(|column| {
            let word = suggests(&column.column, words)?;
            Some((words.iter().position(|own| *own == word), role(column, why("init-why-name", word), false)))
        });
        named.min_by_key(|(place, _)| *place).map(|(_, role)| role)
    };
    let people = of(words::COUNT, None)?;
    let selected = of(words::SELECTED, Some(&people.column))?;
    Some((people, selected))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(columns: &[&str]) -> Seen {
        let profile = |name: &&str| Profile {
            column: (*name).to_owned(),
            rows: 40,
            missing: 0,
            kind: Kind::Text,
            iso: false,
            negative: false,
            distinct: Some(2),
            sizes: vec![20, 20],
            yes: None,
            unknown: Vec::new(),
            labels: Vec::new(),
        };
        let columns = columns.iter().map(profile).collect();
        Seen { name: "d.csv".into(), rows: 40, columns, families: Vec::new(), decided: None, notes: Vec::new() }
    }

    #[test]
    fn a_question_is_asked_again_until_every_column_exists() {
        let mut answers = Answers::default();
        let mut questions = Vec::new();
        let mut input = "sex, rage\nsex, age\nsent=yes\n".as_bytes();
        answers.ask(&seen(&["sex", "age", "sent"]), Lang::En, &mut input, &mut |said| questions.push(said.to_owned()));
        assert_eq!(
            answers,
            Answers { attributes: vec!["sex".into(), "age".into()], decision: Some("sent=yes".into()), today: None }
        );
        assert!(questions[1].contains("no column rage") && questions[1].contains("mean age?"), "{questions:?}");
        assert_eq!(questions.len(), 3);
    }

    #[test]
    fn an_empty_answer_and_the_end_of_the_input_leave_it_open() {
        for mut input in ["\n\n".as_bytes(), b""] {
            let mut answers = Answers::default();
            answers.ask(&seen(&["sex"]), Lang::Fr, &mut input, &mut |_| {});
            assert_eq!(answers, Answers::default());
            assert!(propose(&seen(&["sex"]), &answers).attributes.iter().all(|role| !role.settled));
        }
    }
}
