//! `[columns]`: which column plays which part.

use schemars::JsonSchema;
use serde::Deserialize;

use super::read::{Entries, Label, OrList, OrTable, Spot, Word, words};
use super::refuse::{empty, exclusive, increasing, needs, twice};
use super::sql;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::plan::{
    Absent, Campaign, Columns, Data, Decimal, Decision, MadeColumns, Meaning, Named, Negative, Observed, Outcome,
    People, Positive, Role, Roles, Score, Test, Wave,
};

/// Every other value.
const REST: &str = "*";

words!(Observed = Before, AfterDecision, SelectedOnly);
words!(Meaning: "benefit" => Self::Benefit, "burden" => Self::Burden);

/// Which column plays which part.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ColumnsKeys {
    /// Who was selected: 0/1, true/false, a column and what counts as yes, or a column for each campaign.
    decision: Option<Spot<OrTable<Spot<String>, DecisionKeys>>>,
    /// How people turned out, and when that was known.
    outcome: Option<Spot<OrTable<Spot<String>, OutcomeKeys>>>,
    /// How much a row counts: a number from 0 up; a row without one is left out.
    weight: Option<Spot<String>>,
    /// For how many people a row stands.
    count: Option<Spot<OrTable<Spot<String>, PeopleKeys>>>,
    /// With count: how many of them were selected.
    selected: Option<Spot<OrTable<Spot<String>, PeopleKeys>>>,
    /// The campaign of each row: a column, several put together, or an SQL expression.
    campaign: Option<Spot<OrTable<OrList<String, String>, CampaignKeys>>>,
    /// The score by which people were ranked; edges of bins for more than 4,096 different scores.
    score: Option<OrTable<Spot<String>, ScoreKeys>>,
    /// A number per row whose means are compared.
    value: Option<Spot<String>>,
    /// Money spent for the row; an empty field is unknown, and not 0.
    cost: Option<Spot<String>>,
    /// People that the row reached, where the selection is something else; an empty field is unknown.
    reach: Option<Spot<String>>,
    /// Whose row it is, when a person may have several.
    unit: Option<Spot<String>>,
    /// Who was kept out at random: lift per segment.
    holdout: Option<Spot<OrTable<Spot<String>, HoldoutKeys>>>,
}

/// A table that says what counts as yes, and what else is said of it.
macro_rules! answers {
    ($name:ident { $($(#[$about:meta])* $further:ident: $of:ty),* }) => {
        #[derive(Debug, Default, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default)]
        struct $name {
            /// The column.
            column: Option<Spot<String>>,
            /// Instead of column: an SQL expression that gives true or false, or 1 or 0; NULL is missing.
            sql: Option<Spot<String>>,
            /// The values that mean yes, written as they stand in the data.
            positive: Option<Spot<Vec<Label>>>,
            /// Values that mean no, beside positive; "*" for every other one. Left out: the only other value there is.
            negative: Option<Spot<OrList<Label, Label>>>,
            /// Numbers from this one up mean yes.
            at_least: Option<Spot<f64>>,
            /// Numbers above this one mean yes.
            above: Option<Spot<f64>>,
            $($(#[$about])* $further: $of,)*
        }

        impl $name {
            fn answers(self) -> Answers {
                let Self { column, sql, positive, negative, at_least, above, .. } = self;
                Answers { column, sql, positive, negative, at_least, above }
            }
        }
    };
}

answers!(DecisionKeys {
    /// Instead of column: one column for each campaign, as a list, or campaign to column.
    columns: Option<Spot<OrTable<Vec<Spot<String>>, Entries<Spot<String>>>>>,
    /// What being selected means for a person; burden: denied, searched, rated a high risk.
    meaning: Option<Word<Meaning>>
});
answers!(OutcomeKeys {
    /// When the outcome was known: before the decision, after it, or of the selected alone.
    observed: Option<Word<Observed>>
});
answers!(HoldoutKeys {});

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct PeopleKeys {
    /// The column.
    column: Option<Spot<String>>,
    /// Instead of column: an SQL expression that gives the number.
    sql: Option<Spot<String>>,
    /// What an empty field means; unknown when left out.
    blank: Option<u64>,
    /// Round fractions to whole people; the furthest is said.
    round: bool,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct CampaignKeys {
    /// SQL expression that gives the name of the campaign.
    sql: Spot<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ScoreKeys {
    /// The column.
    column: Spot<String>,
    /// Edges of the bins, from the lowest score to the highest.
    #[schemars(length(min = 2))]
    edges: Option<Spot<Vec<Spot<Decimal>>>>,
}

impl Spot<ColumnsKeys> {
    pub(super) fn check(self, data: &Data) -> Result<Columns> {
        let Self { value: keys, place, .. } = self;
        let mut made = MadeColumns::default();
        let count = keys.count.map(|given| people("columns.count", given, &mut made.count)).transpose()?;
        let selected = keys.selected.map(|given| people("columns.selected", given, &mut made.selected)).transpose()?;
        let campaign = keys.campaign.map(|given| campaign(given, &mut made)).transpose()?;
        let meaning = match &keys.decision {
            Some(Spot { value: OrTable::Table(table), .. }) => table.meaning.map_or(Meaning::Benefit, |word| word.0),
            _ => Meaning::Benefit,
        };
        let decision = keys.decision.map_or(Ok(None), decided)?;
        let (cost, reach) = (keys.cost.map(named), keys.reach.map(named));
        // A row of several campaigns cannot say which of them cost what.
        for (key, named) in [("campaign", &campaign), ("cost", &cost), ("reach", &reach)] {
            if let (Some(Decided::Wide(_)), Some(named)) = (&decision, named) {
                return Err(exclusive("decision.columns", key, named.place.clone()));
            }
        }
        let decision = match (decision, count, selected) {
            (Some(_), _, Some(selected)) => return Err(exclusive("decision", "selected", selected.place)),
            (None, Some(count), Some(selected)) => Decision::Counted { count, selected },
            (None, None, Some(selected)) => return Err(needs("selected", "count", selected.place)),
            (Some(Decided::Read(read)), count, None) => Decision::Row { read, count },
            (Some(Decided::Wide(waves)), count, None) => Decision::Wide { waves, count },
            // Counts of people reached can be compared from campaign to campaign, and in no other way.
            (None, Some(count), None) if campaign.is_some() => Decision::Delivered { count },
            (None, None, None) if data.absent == Absent::Rejected => Decision::Listed,
            (None, _, None) => return Err(Error::new(ErrorCode::P029).at(place)),
        };
        let mut plain: Roles<Option<Named>> = Roles::default();
        plain[Role::Weight] = keys.weight.map(named);
        plain[Role::Value] = keys.value.map(named);
        (plain[Role::Cost], plain[Role::Reach]) = (cost, reach);
        plain[Role::Unit] = keys.unit.map(named);
        Ok(Columns {
            decision,
            meaning,
            outcome: keys.outcome.map(outcome).transpose()?,
            plain,
            campaign,
            score: keys.score.map(score).transpose()?,
            holdout: match keys.holdout {
                Some(Spot { value: OrTable::Table(table), place, .. }) => {
                    Some(table.answers().check("columns.holdout", place)?)
                }
                Some(Spot { value: OrTable::Short(column), .. }) => Some(one_or_true(column)),
                None => None,
            },
            made,
        })
    }
}

fn named(spot: Spot<String>) -> Named {
    Named { column: spot.value, place: spot.place }
}

/// The error that a table names no column.
fn no_column(table: &str, place: Place) -> Error {
    Error::new(ErrorCode::P008).with("key", format!("{table}.column")).at(place)
}

/// A number of people: a column, or a table of the column or an expression and how it is read.
fn people(key: &str, given: Spot<OrTable<Spot<String>, PeopleKeys>>, made: &mut People) -> Result<Named> {
    let keys = match given.value {
        OrTable::Short(column) => return Ok(named(column)),
        OrTable::Table(keys) => keys,
    };
    (made.blank, made.round) = (keys.blank, keys.round);
    match (keys.column, keys.sql) {
        (Some(_), Some(sql)) => Err(exclusive("column", "sql", sql.key)),
        (None, Some(text)) => {
            let sql = sql::expression(&text)?;
            let named = Named { column: sql.text.clone(), place: sql.place.clone() };
            made.sql = Some(sql);
            Ok(named)
        }
        (Some(column), None) => Ok(named(column)),
        (None, None) => Err(no_column(key, given.place)),
    }
}

/// The campaign: a column, several put together, or an expression.
fn campaign(given: Spot<OrTable<OrList<String, String>, CampaignKeys>>, made: &mut MadeColumns) -> Result<Named> {
    let column = match given.value {
        OrTable::Short(OrList::One(column)) => column,
        OrTable::Short(OrList::List(columns)) if columns.is_empty() => return Err(empty("campaign", given.place)),
        OrTable::Short(OrList::List(columns)) => {
            let column = columns.join(", ");
            made.campaign = Some(Campaign::Columns(columns));
            column
        }
        OrTable::Table(keys) => {
            let sql = sql::expression(&keys.sql)?;
            let named = Named { column: sql.text.clone(), place: sql.place.clone() };
            made.campaign = Some(Campaign::Sql(sql));
            return Ok(named);
        }
    };
    Ok(Named { column, place: given.place })
}

/// A column's name, or a table of the column and the edges of its bins.
fn score(given: OrTable<Spot<String>, ScoreKeys>) -> Result<Score> {
    let (column, edges) = match given {
        OrTable::Short(column) => (column, None),
        OrTable::Table(keys) => (keys.column, keys.edges),
    };
    let edges = match edges {
        None => Vec::new(),
        Some(given) if given.value.len() < 2 => return Err(empty("edges", given.place)),
        Some(given) => increasing(given.value)?,
    };
    Ok(Score { column: named(column), edges })
}

fn outcome(given: Spot<OrTable<Spot<String>, OutcomeKeys>>) -> Result<Outcome> {
    match given.value {
        OrTable::Short(column) => Ok(Outcome { read: one_or_true(column), observed: None }),
        OrTable::Table(keys) => {
            let observed = keys.observed.map(|word| word.0);
            Ok(Outcome { read: keys.answers().check("columns.outcome", given.place)?, observed })
        }
    }
}

/// What `decision` says.
enum Decided {
    /// One column.
    Read(Positive),
    /// One for each campaign.
    Wide(Vec<Wave>),
}

/// `None` for a table that only says what the decision means: who was selected is told elsewhere.
fn decided(given: Spot<OrTable<Spot<String>, DecisionKeys>>) -> Result<Option<Decided>> {
    let mut keys = match given.value {
        OrTable::Short(column) => return Ok(Some(Decided::Read(one_or_true(column)))),
        OrTable::Table(keys) => keys,
    };
    let (columns, meaning) = (keys.columns.take(), keys.meaning);
    let answers = keys.answers();
    let Some(columns) = columns else {
        if meaning.is_some() && answers.is_empty() {
            return Ok(None);
        }
        return answers.check("columns.decision", given.place).map(|read| Some(Decided::Read(read)));
    };
    for (key, other) in [("column", &answers.column), ("sql", &answers.sql)] {
        if let Some(other) = other {
            return Err(exclusive("columns", key, other.key.clone()));
        }
    }
    let test = answers.test()?;
    let entries = match columns.value {
        OrTable::Short(columns) => columns.into_iter().map(|column| (column.value.clone(), column)).collect(),
        OrTable::Table(entries) => entries.0.into_iter().map(|(name, column)| (name.value, column)).collect::<Vec<_>>(),
    };
    let mut waves: Vec<Wave> = Vec::new();
    for (campaign, column) in entries {
        if waves.iter().any(|wave| wave.campaign == campaign || wave.read.column.column == column.value) {
            return Err(twice(&column.value, column.place));
        }
        waves.push(Wave { campaign, read: Positive { column: named(column), test: test.clone() } });
    }
    if waves.is_empty() { Err(empty("columns", columns.place)) } else { Ok(Some(Decided::Wide(waves))) }
}

/// A column in which 1 and true mean yes.
fn one_or_true(column: Spot<String>) -> Positive {
    Positive { column: named(column), test: Test::OneOrTrue }
}

/// What counts as yes, and in which column.
struct Answers {
    column: Option<Spot<String>>,
    sql: Option<Spot<String>>,
    positive: Option<Spot<Vec<Label>>>,
    negative: Option<Spot<OrList<Label, Label>>>,
    at_least: Option<Spot<f64>>,
    above: Option<Spot<f64>>,
}

impl Answers {
    fn is_empty(&self) -> bool {
        self.column.is_none() && self.sql.is_none() && self.keys().is_empty()
    }

    /// The keys that say what counts as yes or no, with their places.
    fn keys(&self) -> Vec<(&'static str, Place)> {
        fn key<T>(name: &'static str, given: Option<&Spot<T>>) -> Option<(&'static str, Place)> {
            given.map(|spot| (name, spot.key.clone()))
        }
        let tests = [
            key("positive", self.positive.as_ref()),
            key("at_least", self.at_least.as_ref()),
            key("above", self.above.as_ref()),
            key("negative", self.negative.as_ref()),
        ];
        tests.into_iter().flatten().collect()
    }

    /// What the table under this key, at this place, says.
    fn check(self, key: &str, place: Place) -> Result<Positive> {
        if let Some(text) = &self.sql {
            let column = self.column.iter().map(|column| ("column", column.key.clone()));
            if let Some((other, place)) = column.chain(self.keys()).next() {
                return Err(exclusive("sql", other, place));
            }
            let sql = sql::expression(text)?;
            let column = Named { column: sql.text.clone(), place: sql.place.clone() };
            return Ok(Positive { column, test: Test::Sql(sql) });
        }
        let column = self.column.clone().ok_or_else(|| no_column(key, place))?;
        Ok(Positive { column: named(column), test: self.test()? })
    }

    /// What counts as yes.
    fn test(self) -> Result<Test> {
        let tests: Vec<_> = self.keys().into_iter().filter(|(key, _)| *key != "negative").collect();
        if let [(first, _), (second, place), ..] = tests.as_slice() {
            return Err(exclusive(first, second, place.clone()));
        }
        let test = match (self.positive, self.at_least, self.above) {
            (Some(given), ..) if given.value.is_empty() => return Err(empty("positive", given.place)),
            (Some(given), ..) => Test::any_of(given.value.into_iter().map(|label| label.0)),
            (_, Some(least), _) => Test::AtLeast(least.value),
            (.., Some(above)) => Test::Above(above.value),
            _ => Test::OneOrTrue,
        };
        let Some(Spot { value: negative, place, .. }) = self.negative else { return Ok(test) };
        let no: Vec<String> = match negative {
            OrList::One(label) => vec![label.0],
            OrList::List(labels) if labels.is_empty() => return Err(empty("negative", place)),
            OrList::List(labels) => labels.into_iter().map(|label| label.0).collect(),
        };
        match test {
            Test::AnyOf { yes, no: _ } if no.iter().any(|value| value == REST) => {
                Ok(Test::AnyOf { yes, no: Negative::Rest })
            }
            Test::AnyOf { yes, no: _ } if no.iter().any(|value| yes.contains(value)) => {
                Err(exclusive("positive", "negative", place))
            }
            Test::AnyOf { yes, no: _ } => Ok(Test::AnyOf { yes, no: Negative::These(no) }),
            _ => {
                // What a flag says is told in the name of the flag.
                let flag = place.flag().map(str::to_owned);
                let needed = flag.as_ref().map(|flag| flag.replace("-negative", " COLUMN=VALUE"));
                Err(needs(flag.as_deref().unwrap_or("negative"), needed.as_deref().unwrap_or("positive"), place))
            }
        }
    }
}
