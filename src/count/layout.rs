//! Which table holds which column: the decisions when they have it, else the audience.

use crate::error::{Error, Place, Result, nearest};
use crate::ingest::flags::Flag;
use crate::ingest::labels::Labels;
use crate::ingest::source::Source;
use crate::ingest::units::Units;
use crate::ingest::wanted::{Coded, Wanted};
use crate::plan::{Decision, Named, Plan, Positive, Test};

/// What is asked of each table, and where each attribute went.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Of the decisions.
    pub decisions: Wanted,
    /// Of the audience.
    pub audience: Wanted,
    /// For each attribute of the plan: whether the audience has it, and its place among that table's attributes.
    pub attributes: Vec<(bool, usize)>,
    /// For each stage of the funnel: the same, among that table's stages.
    pub stages: Vec<(bool, usize)>,
}

impl Layout {
    /// Finds every column of the plan.
    ///
    /// # Errors
    /// When a column is in neither table.
    pub(crate) fn new(plan: &Plan, decisions: &Source, audience: Option<&Source>) -> Result<Self> {
        let comma = |table: Table| match table {
            Table::Decisions => decisions.decimal_comma(),
            Table::Audience => audience.is_some_and(Source::decimal_comma),
        };
        let missing = &plan.data.missing;
        let wanted =
            |table: Table| Wanted { decimal_comma: comma(table), missing: missing.clone(), ..Wanted::default() };
        let (of_decisions, of_audience) = (wanted(Table::Decisions), wanted(Table::Audience));
        let mut layout =
            Self { decisions: of_decisions, audience: of_audience, attributes: Vec::new(), stages: Vec::new() };
        let find = |column: &str, place: &Place| find(column, place, decisions, audience);
        let at = |named: &Named| find(&named.column, &named.place);

        if let Some(second) = &plan.data.audience {
            find_in(&second.key_in_decisions, &second.key_place, decisions)?;
            layout.decisions.key = Some(second.key_in_decisions.clone());
            if let Some(audience) = audience {
                find_in(&second.key_in_audience, &second.key_place, audience)?;
            }
            layout.audience.key = Some(second.key_in_audience.clone());
        }
        match &plan.columns.decision {
            Decision::Row { read, count } => {
                let table = at(&read.column)?;
                layout.of(table).decision = Some(Coded::new(&read.column.column, Flag::new(read, comma(table))));
                if let Some(count) = count {
                    let table = at(count)?;
                    layout.of(table).count = Some(count.column.clone());
                }
            }
            Decision::Counted { count, selected } => {
                let table = at(count)?;
                layout.of(table).count = Some(count.column.clone());
                let table = at(selected)?;
                layout.of(table).selected = Some(selected.column.clone());
            }
            Decision::Listed => {}
        }
        if let Some(outcome) = &plan.columns.outcome {
            let table = at(&outcome.read.column)?;
            layout.of(table).outcome =
                Some(Coded::new(&outcome.read.column.column, Flag::new(&outcome.read, comma(table))));
        }
        if let Some(weight) = &plan.columns.weight {
            let table = at(weight)?;
            layout.of(table).weight = Some(weight.column.clone());
        }
        if let Some(campaign) = &plan.columns.campaign {
            let table = at(campaign)?;
            layout.of(table).campaign = Some(Coded::new(&campaign.column, Labels::of_campaign(campaign)));
        }
        layout.further(plan, &at, comma)?;
        if let Some(unit) = &plan.columns.unit {
            let units = |column: &str| Some(Units { column: column.to_owned(), seed: plan.statistics.seed });
            match &plan.data.audience {
                // People without a decision have a unit too, where it is the key that both tables have.
                Some(second) if second.key_in_decisions == unit.column => {
                    layout.audience.unit = units(&second.key_in_audience);
                }
                _ => layout.of(at(unit)?).unit = units(&unit.column),
            }
        }
        for attribute in &plan.attributes {
            let table = find(&attribute.column, &attribute.place)?;
            let labels = Labels::of_attribute(attribute, &plan.data.missing, plan.privacy.max_groups, comma(table));
            let attributes = &mut layout.of(table).attributes;
            attributes.push(Coded::new(&attribute.column, labels));
            let place = attributes.len() - 1;
            layout.attributes.push((table == Table::Audience, place));
        }
        Ok(layout)
    }

    /// Finds the columns of scores, values, people kept out and stages.
    fn further(
        &mut self,
        plan: &Plan,
        at: &impl Fn(&Named) -> Result<Table>,
        comma: impl Fn(Table) -> bool,
    ) -> Result<()> {
        let columns = &plan.columns;
        if let Some(score) = &columns.score {
            self.of(at(&score.column)?).score = Some(score.column.column.clone());
        }
        if let Some(value) = &columns.value {
            self.of(at(value)?).value = Some(value.column.clone());
        }
        if let Some(holdout) = &columns.holdout {
            let table = at(&holdout.column)?;
            self.of(table).holdout = Some(Coded::new(&holdout.column.column, Flag::new(holdout, comma(table))));
        }
        for stage in &plan.funnel {
            let table = at(&stage.column)?;
            let read = Positive { column: stage.column.clone(), test: Test::OneOrTrue };
            let stages = &mut self.of(table).stages;
            stages.push(Coded::new(&stage.column.column, Flag::new(&read, comma(table))));
            let place = stages.len() - 1;
            self.stages.push((table == Table::Audience, place));
        }
        Ok(())
    }

    fn of(&mut self, table: Table) -> &mut Wanted {
        match table {
            Table::Decisions => &mut self.decisions,
            Table::Audience => &mut self.audience,
        }
    }

    /// The labels of each attribute of the plan.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &Labels> {
        self.attributes.iter().map(|(in_audience, place)| {
            let table = if *in_audience { &self.audience } else { &self.decisions };
            &table.attributes[*place].meaning
        })
    }

    /// The campaigns.
    pub(crate) fn campaigns(&self) -> Option<&Labels> {
        self.decisions.campaign.as_ref().or(self.audience.campaign.as_ref()).map(|coded| &coded.meaning)
    }

    /// The flags, decision first.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &Flag> {
        let tables = [&self.decisions, &self.audience];
        let decisions = tables.into_iter().filter_map(|table| table.decision.as_ref());
        let others =
            tables.into_iter().flat_map(|table| table.outcome.iter().chain(&table.holdout).chain(&table.stages));
        decisions.chain(others).map(|coded| &coded.meaning)
    }
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
        _ => Err(absent(
            column,
            place,
            decisions.name(),
            decisions.columns().chain(audience.iter().flat_map(|a| a.columns())),
        )),
    }
}

fn find_in(column: &str, place: &Place, source: &Source) -> Result<()> {
    if source.has(column) { Ok(()) } else { Err(absent(column, place, source.name(), source.columns())) }
}

/// The error for a column that is not there. Only the name most like it is shown: without a header, the names of a text
/// file are its first row.
fn absent<'a>(column: &str, place: &Place, file: &str, known: impl Iterator<Item = &'a str>) -> Error {
    let like = nearest(column, known);
    Error::new("EVH-D004")
        .with("column", column)
        .with("file", file)
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .at(place.clone())
}
