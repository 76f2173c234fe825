//! `[columns]`: which column plays which part.

use super::document::{Spot, Table, Value};
use super::given::{self, exclusive, needs};
use super::sql;
use crate::error::{Error, Place, Result};
use crate::plan::{
    Absent, Campaign, Columns, Data, Decimal, Decision, MadeColumns, Meaning, Named, Negative, Observed, Outcome,
    Overrides, People, Positive, Role, Roles, Score, Test, Wave,
};

const KNOWN: &[&str] = &[
    "decision", "outcome", "weight", "count", "selected", "campaign", "score", "value", "unit", "holdout", "rank",
    "previous", "cost", "reach",
];
const LATER: &[&str] = &["rank", "previous"];
pub(super) const OBSERVED: [(&str, Observed); 3] = [
    (Observed::Before.id(), Observed::Before),
    (Observed::AfterDecision.id(), Observed::AfterDecision),
    (Observed::SelectedOnly.id(), Observed::SelectedOnly),
];
const TESTS: [&str; 3] = ["positive", "at_least", "above"];
/// What says which values mean no, beside `positive`.
const NEGATIVE: &str = "negative";
/// Keys of what counts as yes and what as no.
const ANSWERS: [&str; 4] = [TESTS[0], TESTS[1], TESTS[2], NEGATIVE];
/// Every other value.
const REST: &str = "*";

/// Reads `[columns]` and the flags that replace its keys.
pub(super) fn read(table: Option<&Table<'_>>, data: &Data, flags: &Overrides) -> Result<Columns> {
    if let Some(table) = table {
        table.only(KNOWN, LATER)?;
    }
    let part = |flag: &str, given: Option<&str>, key: &str| -> Result<Option<Named>> {
        let named = |spot: Spot<String>| Named { column: spot.value, place: spot.place };
        match given::text(flag, given) {
            Some(spot) => Ok(Some(named(spot))),
            None => Ok(table.map_or(Ok(None), |table| table.text(key))?.map(named)),
        }
    };
    let mut made = MadeColumns::default();
    let count = people(table, ("count", "--count", flags.count.as_deref()), flags, &mut made.count)?;
    let selected = people(table, ("selected", "--selected", flags.selected.as_deref()), flags, &mut made.selected)?;
    let campaign = campaign_of(table, flags, &mut made)?;
    let decision = match given::text("--decision", flags.decision.as_deref()) {
        Some(spot) => Some(Decided::Read(of_flag(spot))),
        None => table.and_then(|table| table.get("decision")).map_or(Ok(None), |value| decided(&value))?,
    };
    let decision = match (decision, negative_of_flag("--decision-negative", &flags.decision_negative)) {
        (decision, None) => decision,
        (Some(decision), Some(given)) => Some(decision.with_negative(&given)?),
        (None, Some(given)) => return Err(needs("--decision-negative", "--decision COLUMN=VALUE", given.place)),
    };
    let (cost, reach) = (part("", None, "cost")?, part("", None, "reach")?);
    // A row of several campaigns cannot say which of them cost what.
    for (key, named) in [("campaign", &campaign), ("cost", &cost), ("reach", &reach)] {
        if let (Some(Decided::Wide(_)), Some(named)) = (&decision, named) {
            return Err(exclusive("decision.columns", key, named.place.clone()));
        }
    }
    // A flag for one way of telling the decision replaces the file's other way.
    let (decision, selected) = match (&flags.decision, &flags.selected) {
        (Some(_), None) => (decision, None),
        (None, Some(_)) => (None, selected),
        _ => (decision, selected),
    };
    let decision = match (decision, count, selected) {
        (Some(_), _, Some(selected)) => return Err(exclusive("decision", "selected", selected.place)),
        (None, Some(count), Some(selected)) => Decision::Counted { count, selected },
        (None, None, Some(selected)) => return Err(needs("selected", "count", selected.place)),
        (Some(Decided::Read(read)), count, None) => Decision::Row { read, count },
        (Some(Decided::Wide(waves)), count, None) => Decision::Wide { waves, count },
        // Counts of people reached can be compared from campaign to campaign, and in no other way.
        (None, Some(count), None) if campaign.is_some() => Decision::Delivered { count },
        (None, None, None) if data.absent == Absent::Rejected => Decision::Listed,
        (None, _, None) => return Err(Error::new("EVH-P029").at(table.map_or(Place::Run, Table::place))),
    };
    let (meaning, outcome) = (meaning(table, flags)?, outcome(table, flags)?);
    let mut plain: Roles<Option<Named>> = Roles::default();
    plain[Role::Weight] = part("--weight", flags.weight.as_deref(), "weight")?;
    let score = match part("--score", flags.score.as_deref(), "")? {
        Some(column) => Some(Score { column, edges: Vec::new() }),
        None => table.and_then(|table| table.get("score")).map(|value| score(&value)).transpose()?,
    };
    plain[Role::Value] = part("--value", flags.value.as_deref(), "value")?;
    (plain[Role::Cost], plain[Role::Reach]) = (cost, reach);
    plain[Role::Unit] = part("--unit", flags.unit.as_deref(), "unit")?;
    Ok(Columns {
        decision,
        meaning,
        outcome,
        plain,
        campaign,
        score,
        holdout: table.and_then(|table| table.get("holdout")).map(|value| of_value(&value, &[])).transpose()?,
        made,
    })
}

/// `decision.meaning`: an advantage, unless it is said to be a burden.
fn meaning(table: Option<&Table<'_>>, flags: &Overrides) -> Result<Meaning> {
    if let Some(spot) = given::text("--meaning", flags.meaning.as_deref()) {
        return Ok(spot.one_of("--meaning", &Meaning::ALL)?.value);
    }
    let decision = table.and_then(|table| table.get("decision")).filter(Value::is_table);
    let word = decision.map_or(Ok(None), |value| value.table()?.word("meaning", &Meaning::ALL))?;
    Ok(word.map_or(Meaning::Benefit, |spot| spot.value))
}

/// A number of people: a column, or a table of the column or an expression and how it is read.
fn people(
    table: Option<&Table<'_>>,
    (key, flag, given): (&str, &str, Option<&str>),
    flags: &Overrides,
    made: &mut People,
) -> Result<Option<Named>> {
    let named = |spot: Spot<String>| Named { column: spot.value, place: spot.place };
    let value = table.and_then(|table| table.get(key));
    let mut column = given::text(flag, given).map(named);
    if let (None, Some(value)) = (&column, &value) {
        if value.is_table() {
            let table = value.table()?;
            table.only(&["column", "sql", "blank", "round"], &[])?;
            column = Some(match (table.get("column"), table.get("sql")) {
                (Some(_), Some(sql)) => return Err(exclusive("column", "sql", sql.key_place())),
                (None, Some(value)) => {
                    let sql = sql::expression(&value.text()?)?;
                    let named = Named { column: sql.text.clone(), place: sql.place.clone() };
                    made.sql = Some(sql);
                    named
                }
                _ => named(table.need("column")?.text()?),
            });
            made.blank = table.whole("blank")?.map(|spot| spot.value);
            made.round = table.flag("round")?.is_some_and(|spot| spot.value);
        } else {
            column = Some(named(value.text()?));
        }
    }
    for flag in &flags.blank {
        let place = || Place::Flag("--blank".to_owned());
        match flag.split_once('=') {
            Some((role, number)) if role == key => {
                let number = given::whole("--blank", Some(number.trim()))?;
                made.blank = number.map(|spot| spot.value);
            }
            Some(("count" | "selected", _)) => {}
            _ => {
                let role = flag.split('=').next().unwrap_or_default();
                let error = Error::new("EVH-P007").with("key", "--blank").at(place());
                return Err(error.suggesting(role, ["count=0", "selected=0"]));
            }
        }
    }
    for role in &flags.round {
        if role == key {
            made.round = true;
        } else if !["count", "selected"].contains(&role.as_str()) {
            let error = Error::new("EVH-P007").with("key", "--round").at(Place::Flag("--round".to_owned()));
            return Err(error.suggesting(role, ["count", "selected"]));
        }
    }
    Ok(column)
}

/// The campaign: a column, several put together, or an expression.
fn campaign_of(table: Option<&Table<'_>>, flags: &Overrides, made: &mut MadeColumns) -> Result<Option<Named>> {
    let named = |spot: Spot<String>| Named { column: spot.value, place: spot.place };
    if let Some(spot) = given::text("--campaign", flags.campaign.as_deref()) {
        return Ok(Some(named(spot)));
    }
    let Some(value) = table.and_then(|table| table.get("campaign")) else { return Ok(None) };
    if value.is_table() {
        let table = value.table()?;
        table.only(&["sql"], &[])?;
        let sql = sql::expression(&table.need("sql")?.text()?)?;
        let column = Named { column: sql.text.clone(), place: sql.place.clone() };
        made.campaign = Some(Campaign::Sql(sql));
        return Ok(Some(column));
    }
    if value.is_list() {
        let columns: Vec<String> =
            value.list()?.iter().map(|value| value.text().map(|spot| spot.value)).collect::<Result<_>>()?;
        if columns.is_empty() {
            return Err(Error::new("EVH-P030").with("key", "campaign").at(value.place()));
        }
        let column = columns.join(", ");
        made.campaign = Some(Campaign::Columns(columns));
        return Ok(Some(Named { column, place: value.place() }));
    }
    Ok(Some(named(value.text()?)))
}

/// A column's name, or a table of the column and the edges of its bins.
fn score(value: &Value<'_>) -> Result<Score> {
    let named = |spot: Spot<String>| Named { column: spot.value, place: spot.place };
    if !value.is_table() {
        return Ok(Score { column: named(value.text()?), edges: Vec::new() });
    }
    let table = value.table()?;
    table.only(&["column", "edges"], &[])?;
    let column = named(table.need("column")?.text()?);
    let mut edges: Vec<f64> = Vec::new();
    for value in table.list("edges")? {
        let edge = value.decimal()?;
        if edges.last().is_some_and(|last| edge.value.value <= *last) {
            return Err(Error::new("EVH-P014").with("edge", edge.value.text).at(edge.place));
        }
        edges.push(edge.value.value);
    }
    match table.get("edges") {
        Some(value) if edges.len() < 2 => Err(Error::new("EVH-P030").with("key", "edges").at(value.place())),
        _ => Ok(Score { column, edges }),
    }
}

fn outcome(table: Option<&Table<'_>>, flags: &Overrides) -> Result<Option<Outcome>> {
    let value = table.and_then(|table| table.get("outcome"));
    let mut outcome = match (given::text("--outcome", flags.outcome.as_deref()), value) {
        (Some(spot), _) => Some(Outcome { read: of_flag(spot), observed: None }),
        (None, Some(value)) => {
            let observed = if value.is_table() { value.table()?.word("observed", &OBSERVED)? } else { None };
            Some(Outcome { read: of_value(&value, &["observed"])?, observed: observed.map(|spot| spot.value) })
        }
        (None, None) => None,
    };
    if let Some(given) = negative_of_flag("--outcome-negative", &flags.outcome_negative) {
        let place = given.place.clone();
        let outcome = outcome.as_mut().ok_or_else(|| needs("--outcome-negative", "--outcome COLUMN=VALUE", place))?;
        outcome.read.test = with_negative(&outcome.read.test, &given)?;
    }
    if let Some(spot) = given::text("--observed", flags.observed.as_deref()) {
        let place = spot.place.clone();
        let observed = spot.one_of("--observed", &OBSERVED)?.value;
        outcome.as_mut().ok_or_else(|| needs("--observed", "--outcome", place))?.observed = Some(observed);
    }
    Ok(outcome)
}

/// `COLUMN`, `COLUMN=VALUE`, `COLUMN>=THRESHOLD` or `COLUMN>THRESHOLD`.
fn of_flag(spot: Spot<String>) -> Positive {
    let (column, test) = match (threshold(&spot.value), spot.value.split_once('=')) {
        (Some((column, test)), _) => (column.to_owned(), test),
        (None, Some((column, value))) => (column.to_owned(), Test::any_of([value])),
        (None, None) => (spot.value, Test::OneOrTrue),
    };
    Positive { column: Named { column, place: spot.place }, test }
}

/// What a flag says about the values that mean no.
fn negative_of_flag(flag: &str, values: &[String]) -> Option<Spot<Vec<String>>> {
    (!values.is_empty()).then(|| Spot::new(values.to_vec(), Place::Flag(flag.to_owned())))
}

/// The same test with these values as noes.
fn with_negative(test: &Test, given: &Spot<Vec<String>>) -> Result<Test> {
    let Test::AnyOf { yes, no: _ } = test else {
        let key = given.place.flag().unwrap_or(NEGATIVE);
        let needed = if key == NEGATIVE { "positive".to_owned() } else { key.replace("-negative", " COLUMN=VALUE") };
        return Err(needs(key, &needed, given.place.clone()));
    };
    if given.value.iter().any(|value| value == REST) {
        return Ok(Test::AnyOf { yes: yes.clone(), no: Negative::Rest });
    }
    if given.value.iter().any(|value| yes.contains(value)) {
        return Err(exclusive("positive", NEGATIVE, given.place.clone()));
    }
    Ok(Test::AnyOf { yes: yes.clone(), no: Negative::These(given.value.clone()) })
}

/// A column and its threshold. A value may begin with a sign of comparison, as in `income=>50K`.
pub(super) fn threshold(text: &str) -> Option<(&str, Test)> {
    let (column, rest) = text.split_once('>')?;
    let (is_from, number) = rest.strip_prefix('=').map_or((false, rest), |number| (true, number));
    let number = Decimal::read(number.trim())?.value;
    let column = column.trim_end();
    let names_a_value = column.is_empty() || column.ends_with('=');
    (!names_a_value).then_some((column, if is_from { Test::AtLeast(number) } else { Test::Above(number) }))
}

/// What `decision` says.
enum Decided {
    /// One column.
    Read(Positive),
    /// One for each campaign.
    Wide(Vec<Wave>),
}

impl Decided {
    /// The same with these values as noes.
    fn with_negative(self, given: &Spot<Vec<String>>) -> Result<Self> {
        let changed = |read: Positive| Ok(Positive { test: with_negative(&read.test, given)?, ..read });
        Ok(match self {
            Self::Read(read) => Self::Read(changed(read)?),
            Self::Wide(waves) => {
                let waves = waves.into_iter().map(|wave| Ok(Wave { read: changed(wave.read)?, ..wave }));
                Self::Wide(waves.collect::<Result<_>>()?)
            }
        })
    }
}

/// `None` for a table that only says what the decision means: who was selected is told elsewhere.
fn decided(value: &Value<'_>) -> Result<Option<Decided>> {
    let table = if value.is_table() { Some(value.table()?) } else { None };
    if let Some(table) = &table
        && table.get("meaning").is_some()
        && ["column", "columns", "sql"].iter().all(|key| table.get(key).is_none())
    {
        return table.only(&["meaning"], &[]).map(|()| None);
    }
    let columns = table.as_ref().and_then(|table| table.get("columns"));
    let Some(columns) = columns else { return Ok(Some(Decided::Read(of_value(value, &["columns", "meaning"])?))) };
    let table = value.table()?;
    if let Some(column) = table.get("column") {
        return Err(exclusive("columns", "column", column.key_place()));
    }
    table.only(&[&["columns", "meaning"], ANSWERS.as_slice()].concat(), &[])?;
    let test = test(&table)?;
    let entries = if columns.is_table() { columns.table()?.in_order() } else { columns.list()? };
    let mut waves: Vec<Wave> = Vec::new();
    for entry in entries {
        let Spot { value: column, place } = entry.text()?;
        let campaign = if columns.is_table() { entry.key.clone() } else { column.clone() };
        if waves.iter().any(|wave| wave.campaign == campaign || wave.read.column.column == column) {
            return Err(Error::new("EVH-P013").with("name", column).at(place));
        }
        waves.push(Wave { campaign, read: Positive { column: Named { column, place }, test: test.clone() } });
    }
    if waves.is_empty() {
        return Err(Error::new("EVH-P030").with("key", "columns").at(columns.place()));
    }
    Ok(Some(Decided::Wide(waves)))
}

/// A column's name, or a table of the column and what counts as yes.
fn of_value(value: &Value<'_>, further: &[&str]) -> Result<Positive> {
    if !value.is_table() {
        let spot = value.text()?;
        return Ok(Positive { column: Named { column: spot.value, place: spot.place }, test: Test::OneOrTrue });
    }
    let table = value.table()?;
    let known: Vec<&str> = ["column", "sql"].iter().chain(&ANSWERS).chain(further).copied().collect();
    table.only(&known, &[])?;
    if let Some(value) = table.get("sql") {
        if let Some(other) = ["column"].iter().chain(&ANSWERS).find_map(|key| table.get(key)) {
            return Err(exclusive("sql", &other.key, other.key_place()));
        }
        let sql = sql::expression(&value.text()?)?;
        let column = Named { column: sql.text.clone(), place: sql.place.clone() };
        return Ok(Positive { column, test: Test::Sql(sql) });
    }
    let column = table.need("column")?.text()?;
    Ok(Positive { column: Named { column: column.value, place: column.place }, test: test(&table)? })
}

/// What counts as yes.
fn test(table: &Table<'_>) -> Result<Test> {
    let tests: Vec<Value<'_>> = TESTS.iter().filter_map(|key| table.get(key)).collect();
    if let [first, second, ..] = tests.as_slice() {
        return Err(exclusive(&first.key, &second.key, second.key_place()));
    }
    let test = match tests.first() {
        None => Test::OneOrTrue,
        Some(test) if test.key == "positive" => Test::any_of(values(test)?),
        Some(test) if test.key == "at_least" => Test::AtLeast(test.decimal()?.value.value),
        Some(test) => Test::Above(test.decimal()?.value.value),
    };
    let Some(negative) = table.get(NEGATIVE) else { return Ok(test) };
    let given = if negative.is_list() { values(&negative)? } else { vec![negative.label()?] };
    with_negative(&test, &Spot::new(given, negative.place()))
}

fn values(test: &Value<'_>) -> Result<Vec<String>> {
    let values: Vec<String> = test.list()?.iter().map(Value::label).collect::<Result<_>>()?;
    if values.is_empty() {
        Err(Error::new("EVH-P030").with("key", test.key.as_str()).at(test.place()))
    } else {
        Ok(values)
    }
}
