//! Which part each column may play, and why one might think so.

use super::ask::Answers;
use super::decision::{self, Chosen};
use super::words::{self, named};
use crate::inspect::{Family, MAX_GROUPS, Seen};
use crate::lang::Said;
use crate::plan::DayForm;
use evenhand_cube::read::{Kind, Profile};

/// A column with more numbers needs bins.
const MOST_NUMBERS: usize = 12;

/// What a column may be, with the message that says why.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// The column.
    pub column: String,
    /// Why.
    pub why: Said,
    /// Whether somebody said so, or its name decides it clearly, so that no mark is needed.
    pub settled: bool,
    /// What means yes, of decisions and outcomes.
    pub yes: Yes,
    /// The value that means no, where that is told.
    pub no: Option<String>,
    /// Whether what means yes is a guess about codes.
    pub codes: bool,
    /// How many values it has beside words for unknown, when that is told.
    pub known: Option<usize>,
    /// Edges of bins, when it has numbers that need them.
    pub bins: Vec<f64>,
    /// Words for unknown that occur in it.
    pub unknown: Vec<String>,
    /// Whether one of its values is a word for the sum of others.
    pub totals: bool,
    /// How an attribute is made, where it is more than a column.
    pub made: Made,
}

/// What means yes.
#[derive(Debug, Clone, PartialEq)]
pub enum Yes {
    /// 1 or true.
    Plain,
    /// These values.
    Values(Vec<String>),
    /// Everything but these values.
    AllBut(Vec<String>),
    /// Numbers from this one on.
    AtLeast(f64),
    /// Nobody knows yet.
    Unnamed,
}

/// How an attribute is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Made {
    /// It is a column.
    Column,
    /// It is made of several 0/1 columns: each group and its column.
    OneHot(Vec<(String, String)>),
    /// An age, of a day of birth written in this order, where that is told.
    Born(Option<DayForm>),
    /// An age, of a year of birth.
    BornIn,
}

/// The roles of a file's columns.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Roles {
    /// Who was selected.
    pub decision: Option<Role>,
    /// What its name says is done to people, where that is to their disadvantage.
    pub adverse: Option<String>,
    /// Other columns that may say so.
    pub others: Vec<String>,
    /// Columns that may be one decision for each campaign, and whether they come before any other decision.
    pub waves: (Vec<String>, bool),
    /// Counts in place of decisions: people, and selected among them.
    pub counts: Option<(Role, Role)>,
    /// For how many people a row with a decision stands.
    pub count: Option<Role>,
    /// How people turned out.
    pub outcome: Option<Role>,
    /// Other columns that may say so.
    pub other_outcomes: Vec<String>,
    /// The campaign.
    pub campaign: Option<Role>,
    /// The weight.
    pub weight: Option<Role>,
    /// The score.
    pub score: Option<Role>,
    /// Whose row it is, where a person may have several.
    pub unit: Option<Role>,
    /// What names each person once.
    pub key: Option<String>,
    /// Attributes, settled ones first.
    pub attributes: Vec<Role>,
    /// What is said of columns for which nothing is proposed.
    pub notes: Vec<Said>,
}

impl Role {
    /// A column in a role.
    pub(super) fn new(column: &Profile, why: Said, settled: bool) -> Self {
        Self {
            column: column.column.clone(),
            why,
            settled,
            yes: Yes::Plain,
            no: column.answers.as_ref().map(|(_, no)| no.clone()),
            codes: false,
            known: column.known(),
            bins: Vec::new(),
            unknown: column.unknown.clone(),
            totals: column.totals,
            made: Made::Column,
        }
    }
}

/// Proposes a role for every column that may have one.
#[must_use]
pub fn propose(seen: &Seen, answers: &Answers) -> Roles {
    let said = answers.decision.as_deref().map(|text| text.split_once('=').unwrap_or((text, "")));
    let settled = |column: &str| {
        answers.attributes.iter().any(|own| own == column) || said.is_some_and(|(name, _)| name == column)
    };
    let mut roles = Roles::default();
    let families: Vec<&Family> =
        seen.families.iter().filter(|family| family.members.iter().all(|(_, column)| !settled(column))).collect();
    let (hot, wide): (Vec<&Family>, Vec<&Family>) =
        families.into_iter().partition(|family| is_attribute_of_columns(family));
    let pair = pair(seen);
    let mut free: Vec<&Profile> = Vec::new();
    let mut scores: Vec<&Profile> = Vec::new();
    for column in &seen.columns {
        if let Some(family) = hot.iter().find(|family| family.members.iter().any(|(_, own)| *own == column.column)) {
            if family.members[0].1 == column.column {
                roles.attributes.push(of_columns(family, column));
            }
        } else if let Some((_, yes)) = said.filter(|(name, _)| *name == column.column) {
            roles.decision = Some(decision::said(column, yes));
        } else if answers.attributes.contains(&column.column) {
            let yours = Said::new("init-why-yours");
            let role = attribute(column, answers, &mut Vec::new());
            roles.attributes.push(role.map_or_else(
                || Role::new(column, yours.clone(), true),
                |role| Role { why: yours.clone(), settled: true, ..role },
            ));
        } else if pair
            .as_ref()
            .is_none_or(|(people, selected)| ![&people.column, &selected.column].contains(&&column.column))
        {
            place(column, answers, &mut roles, &mut free, &mut scores);
        }
    }
    let chosen = decision::choose(free.iter().copied(), &scores);
    let wide = wide.into_iter().find(|family| is_campaigns(family));
    take(&mut roles, chosen, pair, wide, said.is_some());
    roles.count = if roles.decision.is_some() && seen.people.is_none() { count(&free) } else { None };
    roles.attributes.sort_by_key(|role| {
        let named = answers.attributes.iter().position(|name| *name == role.column);
        (named.unwrap_or(usize::MAX), role.why.id == "init-why-proxy")
    });
    roles
}

/// The columns of people and of the selected among them, by the names of both, in a file that holds counts.
#[must_use]
pub fn counts(seen: &Seen) -> Option<(String, String)> {
    let roles = propose(seen, &Answers::default());
    roles.counts.map(|(people, selected)| (people.column, selected.column))
}

/// Puts a column where its name says that it belongs, or among those that may be the decision.
fn place<'s>(
    column: &'s Profile,
    answers: &Answers,
    roles: &mut Roles,
    free: &mut Vec<&'s Profile>,
    scores: &mut Vec<&'s Profile>,
) {
    let has = |list| named(&column.column, list);
    let many = column.known().is_none_or(|known| known > MAX_GROUPS) || column.is_unique();
    if many && words::is_person(&column.column) {
        if column.is_unique() {
            roles.key.get_or_insert_with(|| column.column.clone());
        } else if column.kind != Kind::Number {
            roles.unit.get_or_insert_with(|| Role::new(column, Said::new("init-why-unit"), false));
        }
    } else if let Some(word) = has(words::CAMPAIGN).filter(|_| is_campaign(column)) {
        roles.campaign.get_or_insert_with(|| Role::new(column, why("init-why-name", &word.word), false));
    } else if let Some(word) = has(words::WEIGHT).filter(|_| is_weight(column)) {
        roles.weight.get_or_insert_with(|| Role::new(column, why("init-why-name", &word.word), false));
    } else if let Some(word) = has(words::SCORE).filter(|_| is_score(column)) {
        let edges = column.numbers.as_ref().map(|numbers| numbers.fifths.clone()).unwrap_or_default();
        let wide =
            column.known().is_none() && column.numbers.as_ref().is_some_and(|own| own.least < 0.0 || own.most > 1.0);
        let role = Role::new(column, why("init-why-name", &word.word), false);
        roles.score.get_or_insert_with(|| Role { bins: if wide { edges } else { Vec::new() }, ..role });
        scores.push(column);
    } else if !decision::says(column) || has(words::PROTECTED).or(has(words::GROUP)).is_some() {
        match attribute(column, answers, &mut roles.notes) {
            Some(role) => roles.attributes.push(role),
            None => free.push(column),
        }
    } else {
        free.push(column);
    }
}

/// Takes what was chosen: counts before what only its values propose, and a decision for each campaign before one that no
/// name proposes.
fn take(roles: &mut Roles, chosen: Chosen, pair: Option<(Role, Role)>, wide: Option<&Family>, said: bool) {
    let wide: Vec<String> = wide.iter().flat_map(|family| &family.members).map(|(_, column)| column.clone()).collect();
    roles.others = chosen.others;
    roles.outcome = chosen.outcome;
    roles.other_outcomes = chosen.other_outcomes;
    if said {
        let own = roles.decision.as_ref().map(|role| role.column.clone());
        // What would have been chosen is no outcome by that alone.
        roles.others.extend(chosen.decision.filter(|role| Some(&role.column) != own.as_ref()).map(|role| role.column));
        return;
    }
    let sure = chosen.decision.as_ref().is_some_and(|role| role.settled);
    if let Some((mut people, mut selected)) = pair.filter(|_| !sure) {
        let settled = roles.key.is_none() && roles.unit.is_none();
        (people.settled, selected.settled) = (settled, settled);
        roles.counts = Some((people, selected));
        roles.others.clear();
        (roles.outcome, roles.other_outcomes) = (None, Vec::new());
        return;
    }
    let among = chosen.decision.as_ref().is_some_and(|role| wide.contains(&role.column));
    let first = !wide.is_empty() && (among || !chosen.by_name);
    if first {
        roles.others.extend(chosen.decision.map(|role| role.column));
        roles.others.retain(|own| !wide.contains(own));
        roles.outcome = roles.outcome.take().filter(|role| !wide.contains(&role.column));
    } else {
        roles.decision = chosen.decision;
        roles.adverse = chosen.adverse;
    }
    roles.waves = (wide, first);
}

/// The attribute that a column may be, by its name; what there is to say of one that is none stands in `notes`.
fn attribute(column: &Profile, answers: &Answers, notes: &mut Vec<Said>) -> Option<Role> {
    let has = |list| named(&column.column, list);
    let numbers = column.numbers.as_ref();
    let groups = column.known().is_some_and(|known| (2..=MAX_GROUPS).contains(&known));
    let note = |id: &str| Said::new(id).with("column", column.column.as_str());
    if let Some(birth) = has(words::BIRTH) {
        let this_year = answers.today.map_or(2026.0, |today| f64::from(today.year()));
        if column.kind == Kind::Date {
            let role = Role::new(column, why("init-why-born", &birth.word), false);
            return Some(Role { made: Made::Born(column.order), bins: bins_of_ages(), ..role });
        }
        let is_year = |least: f64, most: f64| least >= 1_890.0 && most <= this_year;
        if column.kind == Kind::Whole && numbers.is_some_and(|own| is_year(own.least, own.most)) {
            let role = Role::new(column, why("init-why-born-in", &birth.word), false);
            return Some(Role { made: Made::BornIn, bins: bins_of_ages(), ..role });
        }
    }
    let ground = has(words::PROTECTED).or_else(|| has(words::GROUP)).filter(|_| !words::is_means(&column.column));
    let proxy = has(words::PROXY);
    let why = match (&ground, &proxy) {
        (Some(word), _) => why("init-why-protected", &word.word),
        (None, Some(word)) => why("init-why-proxy", &word.word),
        // Somebody else may name it.
        (None, None) => Said::new("init-why-yours"),
    };
    if ground.is_none() && proxy.is_none() && !answers.attributes.contains(&column.column) {
        return None;
    }
    let role = Role::new(column, why, false);
    let ages = numbers.filter(|own| has(words::AGE).is_some() && own.least >= 0.0 && own.most <= 130.0);
    match column.kind {
        Kind::Nothing | Kind::Date => None,
        Kind::Whole if has(words::POSTCODE).is_some() => {
            let few = column.known().is_some_and(|known| known <= MOST_NUMBERS);
            if !few {
                notes.push(note("init-note-postcode"));
            }
            few.then_some(role)
        }
        Kind::Whole | Kind::Number => {
            let few = column.known().is_some_and(|known| known <= MOST_NUMBERS);
            let bins = match (ages, numbers) {
                (Some(own), _) if !own.ages.is_empty() => own.ages.clone(),
                (_, Some(own)) if !few => own.fifths.clone(),
                _ => Vec::new(),
            };
            (few || !bins.is_empty()).then_some(Role { bins, ..role })
        }
        Kind::Flag | Kind::Text => groups.then_some(role),
    }
}

/// Edges of ages that are made of days and years of birth.
fn bins_of_ages() -> Vec<f64> {
    vec![25.0, 35.0, 45.0, 55.0, 65.0]
}

/// Whether columns of 0 and 1 are the groups of one attribute: one of them is set in every row, and they are called
/// after nothing that is done to people.
fn is_attribute_of_columns(family: &Family) -> bool {
    let done = |list| family.members.iter().any(|(_, column)| named(column, list).is_some());
    family.exclusive && ![words::DECISION, words::ADVERSE, words::CHANNEL, words::OUTCOME].into_iter().any(done)
}

fn of_columns(family: &Family, first: &Profile) -> Role {
    let names: Vec<&str> = family.members.iter().map(|(_, column)| column.as_str()).collect();
    let why = Said::new("init-why-one-hot").with("columns", names.join(", "));
    // `is_black` says nothing of what it is; `sex_male` does.
    let plain = ["is", "est", "has", "a", "ist"].contains(&family.name.to_lowercase().as_str());
    let column = if plain { "group".to_owned() } else { family.name.clone() };
    let made = Made::OneHot(family.members.clone());
    Role { column, made, unknown: Vec::new(), ..Role::new(first, why, false) }
}

/// Whether columns of 0 and 1 may each be the decision of one campaign: they are called after a way to reach people, or
/// after what is decided.
fn is_campaigns(family: &Family) -> bool {
    named(&family.name, words::CHANNEL).or_else(|| named(&family.name, words::DECISION)).is_some()
}

fn why(id: &str, word: &str) -> Said {
    Said::new(id).with("word", word)
}

/// A name or a number of each campaign, and no number of campaigns.
fn is_campaign(column: &Profile) -> bool {
    let is_name = column.kind == Kind::Text || words::parts(&column.column).iter().any(|part| part == "id");
    is_name && column.known().is_some_and(|known| (1..=MAX_GROUPS).contains(&known))
}

fn is_weight(column: &Profile) -> bool {
    let several = column.known().is_none_or(|known| known > 1);
    several && column.numbers.as_ref().is_some_and(|numbers| numbers.least >= 0.0)
}

fn is_score(column: &Profile) -> bool {
    let several = column.known().is_none_or(|known| known > 2);
    several && matches!(column.kind, Kind::Whole | Kind::Number) && !words::is_other_score(&column.column)
}

fn is_count(column: &Profile) -> bool {
    matches!(column.kind, Kind::Whole | Kind::Flag) && column.numbers.as_ref().is_some_and(|own| own.least >= 0.0)
}

/// The columns of people and of the selected among them, in files that hold counts.
fn pair(seen: &Seen) -> Option<(Role, Role)> {
    // In the order of the words: the likelier stand first.
    let of = |lists: &[&str], fits: &dyn Fn(&Profile) -> bool| {
        let able = || seen.columns.iter().filter(|column| is_count(column) && fits(column));
        lists.iter().find_map(|list| {
            let named = able().filter_map(|column| Some((words::counted(&column.column, list)?, column)));
            named.min_by_key(|(word, _)| word.place).map(|(word, column)| (column, why("init-why-name", &word.word)))
        })
    };
    let (people, why_people) = of(&[words::COUNT], &|_| true)?;
    let most = |column: &Profile| column.numbers.as_ref().map_or(0.0, |own| own.most);
    let several = |column: &Profile| column.kind == Kind::Whole || most(people) <= 1.0;
    let fits = |column: &Profile| {
        column.column != people.column && most(column) <= most(people) && (several(column) || column.rows < 50)
    };
    let (selected, why_selected) = of(&[words::SELECTED, words::DECISION], &fits)?;
    Some((Role::new(people, why_people, false), Role::new(selected, why_selected, false)))
}

/// The column of people beside a decision: only one that is called so and nothing else.
fn count(free: &[&Profile]) -> Option<Role> {
    let able = free.iter().filter(|column| column.kind == Kind::Whole && is_count(column));
    let named = able.filter_map(|column| Some((words::counted(&column.column, words::COUNT)?, column)));
    named
        .min_by_key(|(word, _)| word.place)
        .map(|(word, column)| Role::new(column, why("init-why-name", &word.word), false))
}
