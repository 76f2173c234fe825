//! Which table holds which column: the decisions when they have it, else the audience.

use crate::error::{Error, Place, Result, nearest};
use crate::error::{ErrorCode, Said};
use crate::read::batch_reader::{BatchReader, Coded, Numbers, RoleReader};
use crate::read::derived::Derived;
use crate::read::flags::Flag;
use crate::read::form_of_days;
use crate::read::labels::Labels;
use crate::read::one_hot::OneHot;
use crate::read::signs::{Met, Signs};
use crate::read::source::Source;
use crate::read::sql::Expression;
use crate::read::units::Units;
use crate::read::words::Missing;
use crate::role::{Reads, Role};
use crate::spec::{Absent, Attribute, Campaign, CubeSpec, Decision, Named, Positive, Reading, Sql, Test};

/// A column read as yes or no, and the table that has it.
type Flagged = (Table, Coded<Flag>);

/// What is asked of each table, and where each attribute went.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Of the decisions.
    pub decisions: BatchReader,
    /// Of the audience.
    pub audience: BatchReader,
    /// For each attribute of the plan: whether the audience has it, and its place among that table's attributes.
    pub attributes: Vec<(bool, usize)>,
    /// For each stage of the funnel: the same, among that table's stages.
    pub stages: Vec<(bool, usize)>,
    /// The campaigns that have a column of their own.
    waves: Option<Labels>,
    /// Places among the rows' codes, and codes in them, whose rows sum up others and are left out.
    pub totals: Vec<(usize, u32)>,
}

impl Layout {
    /// Finds every column of the plan.
    ///
    /// # Errors
    /// When a column is in neither table.
    pub(crate) fn new(spec: &CubeSpec, decisions: &Source, audience: Option<&Source>) -> Result<Self> {
        let source = |table: Table| match (table, audience) {
            (Table::Audience, Some(audience)) => audience,
            _ => decisions,
        };
        let signs = |table: Table| source(table).signs();
        let missing = &spec.data.missing;
        let none = |table: Table| Missing::new(missing, signs(table));
        let wanted = |table: Table| BatchReader { missing: none(table), ..BatchReader::default() };
        let (of_decisions, of_audience) = (wanted(Table::Decisions), wanted(Table::Audience));
        let (attributes, stages, totals) = (Vec::new(), Vec::new(), Vec::new());
        let mut layout =
            Self { decisions: of_decisions, audience: of_audience, attributes, stages, waves: None, totals };
        let find = |column: &str, place: &Place| find(column, place, decisions, audience);
        let at = |named: &Named| find(&named.column, &named.place);

        if let Some(second) = &spec.data.audience {
            find_in(&second.key_in_decisions, &second.key_place, decisions)?;
            layout.decisions.key = Some(second.key_in_decisions.clone());
            if let Some(audience) = audience {
                find_in(&second.key_in_audience, &second.key_place, audience)?;
            }
            layout.audience.key = Some(second.key_in_audience.clone());
        }
        let within = |sql: &Sql| -> Result<(Table, Expression)> {
            let table =
                together(sql.columns.iter().map(|column| (column.name.as_str(), &sql.place)), decisions, audience)?;
            Ok((table, expression(sql, table, decisions, audience, missing)?))
        };
        let flagged = |read: &Positive| -> Result<Flagged> {
            let (table, made) = match &read.test {
                Test::Sql(sql) => within(sql).map(|(table, made)| (table, Some(Derived::Sql(Box::new(made)))))?,
                _ => (at(&read.column)?, None),
            };
            Ok((table, Coded::new(&read.column.column, Flag::new(read, none(table), signs(table))).made_of(made)))
        };
        for part in spec.data.keep.iter().flat_map(|keep| &keep.parts) {
            let table = table_of_condition(part, spec, decisions, audience)?;
            let made = expression(part, table, decisions, audience, missing)?;
            let column = Named { column: part.text.clone(), place: part.place.clone() };
            let flag = Flag::new(&Positive { column, test: Test::Sql(part.clone()) }, none(table), signs(table));
            let coded = Coded::new(&part.text, flag).made_of(Some(Derived::Sql(Box::new(made))));
            layout.of(table).keep.push(coded);
        }
        if let Decision::Wide { waves, .. } = &spec.columns.decision {
            for wave in waves {
                find_in(&wave.read.column.column, &wave.read.column.place, decisions)?;
                let flag = Flag::new(&wave.read, none(Table::Decisions), decisions.signs());
                layout.decisions.waves.push(Coded::new(&wave.read.column.column, flag));
            }
            layout.waves = Some(Labels::of_waves(waves));
        }
        layout.roles(spec, &at, &signs, &within, &flagged)?;
        for stage in &spec.funnel {
            let (table, coded) = flagged(&Positive { column: stage.column.clone(), test: Test::OneOrTrue })?;
            let stages = &mut layout.of(table).stages;
            stages.push(coded);
            let place = stages.len() - 1;
            layout.stages.push((table == Table::Audience, place));
        }
        if let Some(campaign) = &spec.columns.campaign {
            let (table, made) = match &spec.columns.made.campaign {
                None => (at(campaign)?, None),
                Some(Campaign::Sql(sql)) => {
                    within(sql).map(|(table, made)| (table, Some(Derived::Sql(Box::new(made)))))?
                }
                Some(Campaign::Columns(columns)) => joined_labels(columns, &campaign.place, decisions, audience)?,
            };
            let labels = Labels::of_campaign(campaign, none(table), spec.data.join_labels);
            layout.of(table).campaign = Some(Coded::new(&campaign.column, labels).made_of(made));
        }
        for attribute in &spec.attributes {
            let (table, made) = match &attribute.reading {
                Reading::Column | Reading::Age { .. } => (find(&attribute.column, &attribute.place)?, None),
                Reading::Sql(sql) => within(sql).map(|(table, made)| (table, Some(Derived::Sql(Box::new(made)))))?,
                Reading::OneHot(groups) => {
                    let columns = groups.iter().map(|hot| (hot.column.as_str(), &hot.place));
                    let table = together(columns, decisions, audience)?;
                    let missing = Missing::new(missing.iter().chain(&attribute.missing), signs(table));
                    (table, Some(Derived::OneHot(Box::new(OneHot::new(groups, &missing)))))
                }
            };
            let labels = Labels::of_attribute(attribute, &spec.data.missing, spec.max_groups, signs(table));
            let labels = with_form(labels, attribute, source(table));
            let attributes = &mut layout.of(table).attributes;
            attributes.push(Coded::new(&attribute.column, labels).made_of(made));
            let place = attributes.len() - 1;
            layout.attributes.push((table == Table::Audience, place));
        }
        Ok(layout)
    }

    /// Finds the column of each role.
    fn roles(
        &mut self,
        spec: &CubeSpec,
        at: &dyn Fn(&Named) -> Result<Table>,
        signs: &dyn Fn(Table) -> Signs,
        within: &dyn Fn(&Sql) -> Result<(Table, Expression)>,
        flagged: &dyn Fn(&Positive) -> Result<Flagged>,
    ) -> Result<()> {
        for role in Role::all() {
            let Some(named) = spec.columns.column(role) else { continue };
            let (table, reader) = match role.reads() {
                Reads::Flag => {
                    let Some(read) = spec.columns.flag(role) else { continue };
                    let (table, coded) = flagged(read)?;
                    (table, RoleReader::Flag(Box::new(coded)))
                }
                Reads::People => {
                    let people = spec.columns.people(role).cloned().unwrap_or_default();
                    let (table, made) = match &people.sql {
                        Some(sql) => within(sql).map(|(table, made)| (table, Some(Derived::Sql(Box::new(made)))))?,
                        None => (at(named)?, None),
                    };
                    // Where fractions are rounded, a comma could stand before them.
                    let signs = if people.round { signs(table) } else { signs(table).of_people() };
                    let numbers = Numbers::new(&named.column, signs);
                    let rounded = people.round.then_some(0.0);
                    (table, RoleReader::Numbers(Numbers { made, blank: people.blank, rounded, ..numbers }))
                }
                Reads::Weight | Reads::Amount { .. } => {
                    let table = at(named)?;
                    (table, RoleReader::Numbers(Numbers::new(&named.column, signs(table))))
                }
                Reads::Unit => {
                    let key = spec.data.audience.as_ref().filter(|second| second.key_in_decisions == named.column);
                    // People without a decision have a unit too, where it is the key that both tables have.
                    let (table, column) = match key {
                        Some(second) => (Table::Audience, &second.key_in_audience),
                        None => (at(named)?, &named.column),
                    };
                    (table, RoleReader::Units(Units::new(column, spec)))
                }
            };
            self.of(table).roles[role] = Some(reader);
        }
        Ok(())
    }

    fn of(&mut self, table: Table) -> &mut BatchReader {
        match table {
            Table::Decisions => &mut self.decisions,
            Table::Audience => &mut self.audience,
        }
    }

    /// Each attribute of the plan, with its labels.
    pub(crate) fn coded(&self) -> impl Iterator<Item = &Coded<Labels>> {
        self.attributes.iter().map(|(in_audience, place)| {
            let table = if *in_audience { &self.audience } else { &self.decisions };
            &table.attributes[*place]
        })
    }

    /// The labels of each attribute of the plan.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Labels> {
        self.coded().map(|coded| &coded.meaning)
    }

    /// Says of each table how its numbers and days were read where nobody stated it.
    pub(crate) fn say_met(&self, spec: &CubeSpec, decisions: &Source, audience: Option<&Source>) {
        let tables = [(&self.decisions, Some(decisions)), (&self.audience, audience)];
        for (wanted, source) in tables.into_iter().filter_map(|(wanted, source)| Some((wanted, source?))) {
            for note in notes_of(wanted, source.name()) {
                source.say(note);
            }
        }
        for (attribute, coded) in spec.attributes.iter().zip(self.coded()) {
            if let (Reading::Age { form: None, .. }, Some(form)) = (&attribute.reading, coded.meaning.form()) {
                let note = Said::new("days-detected").with("column", attribute.column.as_str()).with("form", form.id());
                decisions.say(note.with("attribute", attribute.name.as_str()));
            }
        }
    }

    /// What a reader should know of the rows that were read.
    pub(crate) fn said(&self, spec: &CubeSpec) -> Vec<Said> {
        let attributes = spec.attributes.iter().zip(self.coded());
        let waves = self.waves.as_ref().map(|waves| waves.labels().len());
        let waves = waves.filter(|waves| *waves > 1).map(|waves| Said::new("wide-campaigns").with("campaigns", waves));
        let none_set =
            attributes.filter(|(_, coded)| matches!(&coded.made, Some(Derived::OneHot(hot)) if hot.none_set));
        let none_set =
            none_set.map(|(attribute, _)| Said::new("one-hot-none").with("attribute", attribute.name.as_str()));
        let left = self.flags().filter_map(Flag::said);
        let far = spec.attributes.iter().zip(self.labels());
        let far = far.filter_map(|(attribute, labels)| {
            let from = if attribute.place.flag().is_some() { "flag" } else { "config" };
            let said = Said::new("far-value-in-bin").with("attribute", attribute.name.as_str());
            Some(said.with("bin", labels.far_bin()?).with("from", from))
        });
        waves.into_iter().chain(none_set).chain(left).chain(far).collect()
    }

    /// The campaigns.
    pub(crate) fn campaigns(&self) -> Option<&Labels> {
        let named = self.decisions.campaign.as_ref().or(self.audience.campaign.as_ref());
        named.map(|coded| &coded.meaning).or(self.waves.as_ref())
    }

    /// The flags, decision first.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &Flag> {
        let tables = [&self.decisions, &self.audience];
        let decisions = tables.into_iter().flat_map(BatchReader::decisions);
        let others = tables.into_iter().flat_map(BatchReader::other_flags);
        decisions.chain(others).map(|coded| &coded.meaning)
    }
}

/// Labels that know how days are written, where the file shows it and the plan does not say.
fn with_form(labels: Labels, attribute: &Attribute, source: &Source) -> Labels {
    if !matches!(attribute.reading, Reading::Age { form: None, .. }) {
        return labels;
    }
    let days = source.sample(&attribute.column);
    labels.written(form_of_days(days.iter().map(String::as_str)))
}

/// The labels of several columns put together, and the table that has them.
fn joined_labels(
    columns: &[String],
    place: &Place,
    decisions: &Source,
    audience: Option<&Source>,
) -> Result<(Table, Option<Derived>)> {
    let placed = columns.iter().map(|column| (column.as_str(), place));
    Ok((together(placed, decisions, audience)?, Some(Derived::Joined(columns.to_vec()))))
}

/// What was met in the numbers of a table, one note for each choice.
fn notes_of(wanted: &BatchReader, file: &str) -> Vec<Said> {
    let columns = |holds: &dyn Fn(Signs, Met) -> bool| -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for (column, ..) in wanted.met().filter(|(_, signs, met)| holds(*signs, *met)) {
            if !columns.iter().any(|known| known == column) {
                columns.push(column.to_owned());
            }
        }
        columns
    };
    let note = |id: &str, columns: Vec<String>| {
        (!columns.is_empty()).then(|| Said::new(id).with("file", file).with("columns", columns))
    };
    let mut notes = Vec::new();
    for (word, signs) in [("comma", ","), ("point", "."), ("apostrophe", "'’"), ("blank", " \u{a0}\u{202f}\u{2009}")]
    {
        let met = |own: Signs, met: Met| !own.stated && met.thousands.is_some_and(|sign| signs.contains(sign));
        notes.extend(note("thousands-detected", columns(&met)).map(|note| note.with("sign", word)));
    }
    notes.extend(note("points-doubtful", columns(&|_, met| met.doubtful && !met.decimal)));
    notes.extend(note("percent-read", columns(&|_, met| met.percent)));
    notes.extend(note("money-read", columns(&|_, met| met.money)));
    for numbers in wanted.numbers() {
        if let Some(furthest) = numbers.rounded.filter(|furthest| *furthest > 0.0) {
            let note = Said::new("counts-rounded").with("file", file).with("column", numbers.column.as_str());
            // Three digits tell how far; more would be those of the arithmetic.
            notes.push(note.with("furthest", format!("{furthest:.3}")));
        }
    }
    notes
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Table {
    Decisions,
    Audience,
}

fn find(column: &str, place: &Place, decisions: &Source, audience: Option<&Source>) -> Result<Table> {
    if decisions.has(column) {
        return Ok(Table::Decisions);
    }
    match audience {
        Some(audience) if audience.has(column) => Ok(Table::Audience),
        _ if decisions.elsewhere(column).is_some() => Err(absent_from_a_part(column, decisions)),
        _ => Err(absent(
            column,
            place,
            (decisions.name(), decisions.likely()),
            decisions.columns().chain(audience.iter().flat_map(|a| a.columns())),
        )),
    }
}

/// An expression over columns of a table.
fn expression(
    sql: &Sql,
    table: Table,
    decisions: &Source,
    audience: Option<&Source>,
    missing: &[String],
) -> Result<Expression> {
    let source = match (table, audience) {
        (Table::Audience, Some(audience)) => audience,
        _ => decisions,
    };
    // Before the types of its columns are held against it: one that is not read has none.
    source.check(&sql.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>())?;
    Expression::new(sql, |column| source.class(column, missing), source.signs(), missing.to_vec())
}

/// The table that a part of the condition is about. Who has no decision row has the audience's columns alone, so where
/// they are compared as rejected these decide.
fn table_of_condition(part: &Sql, spec: &CubeSpec, decisions: &Source, audience: Option<&Source>) -> Result<Table> {
    let columns = || part.columns.iter().map(|column| (column.name.as_str(), &part.place));
    match audience.filter(|_| spec.data.absent == Absent::Rejected) {
        None => together(columns(), decisions, audience),
        Some(audience) => {
            for (column, place) in columns() {
                find(column, place, decisions, Some(audience))?;
                if !audience.has(column) {
                    return Err(Error::new(ErrorCode::D047).with("column", column).at(place.clone()));
                }
            }
            Ok(Table::Audience)
        }
    }
}

/// The table that has all of these columns.
///
/// # Errors
/// When a column is in neither table, or no table has them all.
fn together<'a>(
    columns: impl Iterator<Item = (&'a str, &'a Place)>,
    decisions: &Source,
    audience: Option<&Source>,
) -> Result<Table> {
    let columns: Vec<_> = columns.collect();
    for (column, place) in &columns {
        find(column, place, decisions, audience)?;
    }
    let has_all = |source: &Source| columns.iter().all(|(column, _)| source.has(column));
    if has_all(decisions) {
        return Ok(Table::Decisions);
    }
    if audience.is_some_and(has_all) {
        return Ok(Table::Audience);
    }
    let stray = columns.iter().find(|(column, _)| !decisions.has(column));
    let (column, place) = stray.map_or(("", Place::Run), |(column, place)| (*column, (*place).clone()));
    let error = Error::new(ErrorCode::D043).with("column", column).with("file", decisions.name());
    Err(error.at(place))
}

pub(crate) fn find_in(column: &str, place: &Place, source: &Source) -> Result<()> {
    match source.has(column) {
        true => Ok(()),
        false if source.elsewhere(column).is_some() => Err(absent_from_a_part(column, source)),
        false => Err(absent(column, place, (source.name(), source.likely()), source.columns())),
    }
}

/// The error for a column that some files of a table have, and the first has not.
fn absent_from_a_part(column: &str, source: &Source) -> Error {
    let (file, other) = source.elsewhere(column).unwrap_or_default();
    let error =
        Error::new(ErrorCode::D004).with("column", column).with("file", file).with("near", "no").with("suggestion", "");
    let error = error.with("elsewhere", "yes").with("other", other).with("below", "no").with("skip", 0);
    error.at(Place::Data { file: file.to_owned(), column: Some(column.to_owned()), row: None })
}

/// The error for a column that is not there. Only the name most like it is shown: without a header, the names of a text
/// file are its first row.
fn absent<'a>(
    column: &str,
    place: &Place,
    (file, likely): (&str, Option<usize>),
    known: impl Iterator<Item = &'a str>,
) -> Error {
    let like = nearest(column, known);
    Error::new(ErrorCode::D004)
        .with("column", column)
        .with("file", file)
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("elsewhere", "no")
        .with("other", "")
        .with("below", if likely.is_some() { "yes" } else { "no" })
        .with("skip", likely.unwrap_or(0))
        .at(place.clone())
}
