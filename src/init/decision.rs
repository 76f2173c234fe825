//! Which column says who was selected: names weigh first, the shape of a column second, its place last. Only a name that
//! decides clearly leaves a choice unmarked.

use super::roles::{Role, Yes};
use super::words::{self, Named, named};
use crate::lang::Said;
use evenhand_cube::read::{Kind, Numbers, Profile};

/// Groups of a column that may name who was chosen.
const FEW: std::ops::RangeInclusive<usize> = 2..=20;

/// What a column's values say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    /// Yes and no.
    Certain,
    /// Codes, of which one is 1.
    Codes,
    /// A few values, none of which is a word for yes.
    Open,
}

/// How likely a column is to be the decision: the first is the likeliest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// Its name says that people were chosen, or refused.
    Decision,
    /// Its name says that people were assigned to one of several things, and one of them is nothing.
    Arm,
    /// Its name says that the table is about it.
    Target,
    /// Its name says how people turned out.
    Outcome,
    /// Its name says that people were assigned to one of several things.
    OpenArm,
    /// Its name says that people were ranked by it.
    Score,
    /// It has two values that say yes and no.
    TwoValues,
    /// Its name says that somebody was chosen at another time.
    Besides,
}

/// A column that may be the decision.
#[derive(Debug)]
pub(super) struct Candidate<'s> {
    column: &'s Profile,
    tier: Tier,
    adverse: bool,
    shape: Shape,
    named: Option<Named>,
    place: usize,
}

/// What was chosen, and what else there is.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// The decision.
    pub decision: Option<Role>,
    /// Whether it is likelier by its name than by its values alone.
    pub by_name: bool,
    /// Whether people's disadvantage is what it says.
    pub adverse: Option<String>,
    /// The outcome.
    pub outcome: Option<Role>,
    /// Other columns that may be the decision.
    pub others: Vec<String>,
    /// Other columns that may be the outcome.
    pub other_outcomes: Vec<String>,
}

/// Chooses among these columns.
pub(super) fn choose<'s>(columns: impl Iterator<Item = &'s Profile>, scores: &[&Profile]) -> Chosen {
    let mut candidates: Vec<Candidate<'_>> =
        columns.enumerate().filter_map(|(place, column)| candidate(column, place)).collect();
    candidates.extend(scores.iter().filter_map(|column| scored(column)));
    // The last column comes first among those that nothing else tells apart.
    candidates.sort_by_key(|own| {
        let name = own.named.as_ref().map_or((true, usize::MAX), |named| (!named.whole, named.place));
        (own.tier, own.shape, name, usize::MAX - own.place)
    });
    let Some(first) = candidates.first() else { return Chosen::default() };
    let rival = candidates[1..].iter().any(|other| other.rivals(first));
    let by_name = first.tier <= Tier::Outcome;
    let settled = by_name && !rival && !first.adverse && first.shape == Shape::Certain && first.tier != Tier::Arm;
    let is_outcome = |own: &&Candidate<'_>| {
        matches!(own.tier, Tier::Target | Tier::Outcome) && own.shape != Shape::Open && own.place != first.place
    };
    // Where the target itself stands in for the decision, what other columns say of people is no outcome of it.
    let outcomes: Vec<&Candidate<'_>> =
        candidates.iter().filter(is_outcome).filter(|_| first.tier != Tier::Target).collect();
    let outcome = outcomes.first().map(|own| own.role(false));
    let taken: Vec<&str> = outcomes.iter().take(1).map(|own| own.column.column.as_str()).collect();
    let name = |own: &Candidate<'_>| own.column.column.clone();
    let others = candidates[1..].iter().filter(|own| own.tier != Tier::Score && own.shape != Shape::Open);
    Chosen {
        decision: Some(first.role(settled)),
        by_name,
        adverse: first.adverse.then(|| first.named.as_ref().map(|named| named.word.clone())).flatten(),
        others: others.map(name).filter(|own| !taken.contains(&own.as_str())).collect(),
        outcome,
        other_outcomes: outcomes.iter().skip(1).map(|own| name(own)).collect(),
    }
}

/// The role of a column that somebody named as the decision.
pub(super) fn said(column: &Profile, yes: &str) -> Role {
    let yes = if yes.is_empty() { yes_of(column, shape(column)) } else { Yes::Values(vec![yes.to_owned()]) };
    Role { yes, ..Role::new(column, Said::new("init-why-yours"), true) }
}

fn candidate(column: &Profile, place: usize) -> Option<Candidate<'_>> {
    let shape = shape(column);
    let name = |words| named(&column.column, words);
    let with = |tier, adverse, named: Option<Named>, shape| {
        let tier = if named.as_ref().is_some_and(|named| named.besides) { Tier::Besides } else { tier };
        Some(Candidate { column, tier, adverse, shape, named, place })
    };
    // Two values that are no words for yes and no may still be; of more, a name has to say that people were chosen.
    let told = shape.filter(|shape| *shape != Shape::Open || column.known() == Some(2));
    if let (Some(named), Some(shape)) = (name(words::DECISION), shape) {
        // Arms of a trial may be called after what is done in them.
        return with(Tier::Decision, false, Some(named), shape);
    }
    if let (Some(named), Some(shape)) = (name(words::ADVERSE), told) {
        return with(Tier::Decision, true, Some(named), shape);
    }
    if let (Some(named), Some(shape)) = (name(words::ARM), shape.filter(|_| column.kind == Kind::Text)) {
        let tier = if column.spared.is_empty() { Tier::OpenArm } else { Tier::Arm };
        return with(tier, false, Some(named), shape);
    }
    let answers = told?;
    if let Some(named) = name(words::TARGET) {
        return with(Tier::Target, false, Some(named), answers);
    }
    if let Some(named) = name(words::OUTCOME) {
        return with(Tier::Outcome, false, Some(named), answers);
    }
    let is_answer = answers != Shape::Open && column.known() == Some(2);
    with(Tier::TwoValues, false, None, answers).filter(|_| is_answer)
}

/// A score, whose middle may part the selected from the others.
fn scored(column: &Profile) -> Option<Candidate<'_>> {
    let named = named(&column.column, words::SCORE)?;
    let tier = if named.besides { Tier::Besides } else { Tier::Score };
    column.numbers.as_ref()?;
    Some(Candidate { column, tier, adverse: false, shape: Shape::Codes, named: Some(named), place: usize::MAX })
}

/// What the values of a column say; `None` when they name nobody.
fn shape(column: &Profile) -> Option<Shape> {
    let known = column.known()?;
    let codes = column.answers.as_ref().is_some_and(|(yes, no)| yes.trim() == "1" && no.trim() != "0");
    let small = || column.numbers.as_ref().is_some_and(|numbers| numbers.least <= 1.0 && numbers.most < 100.0);
    match column.kind {
        _ if known < 2 => None,
        Kind::Whole if codes => Some(Shape::Codes),
        Kind::Flag => Some(Shape::Certain),
        Kind::Whole => {
            (FEW.contains(&known) && small() && named(&column.column, CODED).is_some()).then_some(Shape::Codes)
        }
        // What the others of several values mean is a guess.
        Kind::Text if column.chosen.len() == 1 && known > 2 => FEW.contains(&known).then_some(Shape::Codes),
        Kind::Text if column.answers.is_some() || column.chosen.len() == 1 || !column.spared.is_empty() => {
            FEW.contains(&known).then_some(Shape::Certain)
        }
        Kind::Text => FEW.contains(&known).then_some(Shape::Open),
        Kind::Nothing | Kind::Number | Kind::Date => None,
    }
}

/// Columns whose codes are published, 1 for yes.
const CODED: &str = "action_taken";

/// What means yes in a column of this shape.
fn yes_of(column: &Profile, shape: Option<Shape>) -> Yes {
    if let Some((yes, no)) = &column.answers {
        let plain = column.kind == Kind::Flag && column.unknown.is_empty() && no.trim() != "-1";
        return if plain { Yes::Plain } else { Yes::Values(vec![yes.clone()]) };
    }
    match shape {
        Some(Shape::Certain) if column.kind == Kind::Flag => Yes::Plain,
        Some(Shape::Certain) if !column.spared.is_empty() => Yes::AllBut(column.spared.clone()),
        Some(Shape::Certain) => Yes::Values(column.chosen.clone()),
        Some(Shape::Codes) if !column.chosen.is_empty() => Yes::Values(column.chosen.clone()),
        Some(Shape::Codes) => Yes::Values(vec!["1".to_owned()]),
        _ => Yes::Unnamed,
    }
}

impl Candidate<'_> {
    /// Whether a name makes this one as likely as the first.
    fn rivals(&self, first: &Self) -> bool {
        match first.tier {
            // A table that calls a column its target is about that column, whatever else it holds.
            Tier::Target => self.tier == Tier::Target,
            tier => self.tier <= tier && self.shape != Shape::Open,
        }
    }

    fn role(&self, settled: bool) -> Role {
        let word = self.named.as_ref().map(|named| named.word.as_str()).unwrap_or_default();
        let id = match self.tier {
            Tier::Decision if self.adverse => "init-why-adverse",
            Tier::Decision | Tier::Target | Tier::Outcome => "init-why-name",
            Tier::Arm | Tier::OpenArm => "init-why-arm",
            Tier::Score => "init-why-score",
            Tier::TwoValues => "init-why-two",
            Tier::Besides => "init-why-besides",
        };
        let yes = match &self.column.numbers {
            Some(numbers) if self.tier == Tier::Score || self.place == usize::MAX => Yes::AtLeast(cut(numbers)),
            _ => yes_of(self.column, Some(self.shape)),
        };
        let mut role = Role { yes, ..Role::new(self.column, Said::new(id).with("word", word), settled) };
        role.codes = self.shape == Shape::Codes && matches!(role.yes, Yes::Values(_));
        role
    }
}

/// Where a score may part the selected from the others, until somebody says better: a half of probabilities, else a
/// round number near the middle.
fn cut(numbers: &Numbers) -> f64 {
    if numbers.least >= 0.0 && numbers.most <= 1.0 {
        return 0.5;
    }
    numbers.fifths.get(numbers.fifths.len() / 2).copied().unwrap_or(numbers.middle)
}

/// Whether a column's name and values say that it is about who was chosen or how people turned out.
pub(super) fn says(column: &Profile) -> bool {
    let lists = [words::DECISION, words::ADVERSE, words::TARGET, words::OUTCOME];
    shape(column).is_some_and(|shape| shape != Shape::Open)
        && lists.into_iter().any(|list| named(&column.column, list).is_some_and(|named| !named.besides))
}
