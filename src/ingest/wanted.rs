//! The columns asked of one table, and how each becomes codes or exact numbers.

use evenhand_metrics::cell::{Amount, Weight, WeightError};
use polars::prelude::Series;

use super::amounts::{Part, amount};
use super::batch::{Batch, Origin};
use super::encode::{Encoder, Meaning};
use super::faults;
use super::flags::Flag;
use super::key::Key;
use super::labels::Labels;
use super::profile::Profiler;
use super::threads::Fault;
use super::units::Units;
use super::value::{Value, each, readable};
use crate::error::{Error, Place, Result};

/// A column read as codes.
#[derive(Debug)]
pub(crate) struct Coded<M> {
    /// The column.
    pub column: String,
    /// What its values mean.
    pub meaning: M,
    encoder: Encoder,
}

impl<M: Meaning> Coded<M> {
    /// A column and what its values mean.
    pub(crate) fn new(column: &str, meaning: M) -> Self {
        Self { column: column.to_owned(), meaning, encoder: Encoder::default() }
    }

    fn read(&mut self, values: &Series, codes: &mut Vec<u32>) {
        codes.clear();
        self.encoder.encode(values, &mut self.meaning, codes);
    }
}

/// The columns asked of one table. Whatever is `None` or absent is in the other table, or nowhere.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Attributes, in the order in which their codes stand in a batch.
    pub attributes: Vec<Coded<Labels>>,
    /// The campaign.
    pub campaign: Option<Coded<Labels>>,
    /// The decision.
    pub decision: Option<Coded<Flag>>,
    /// The outcome.
    pub outcome: Option<Coded<Flag>>,
    /// The column of people.
    pub count: Option<String>,
    /// The column of people selected.
    pub selected: Option<String>,
    /// The column of weights.
    pub weight: Option<String>,
    /// The column of scores.
    pub score: Option<String>,
    /// The column of values.
    pub value: Option<String>,
    /// The column of units.
    pub unit: Option<Units>,
    /// Who was kept out.
    pub holdout: Option<Coded<Flag>>,
    /// The stages that this table has, in the order in which they stand in a batch.
    pub stages: Vec<Coded<Flag>>,
    /// The column of keys.
    pub key: Option<String>,
    /// Tokens that are read as missing in columns of numbers.
    pub missing: Vec<String>,
    /// Columns looked at from outside.
    pub profiles: Vec<Profiler>,
    /// Whether text writes numbers with a comma.
    pub decimal_comma: bool,
}

impl Wanted {
    /// The columns by name, each once, in the order of the plan.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        let named = [&self.key, &self.decision.as_ref().map(|coded| coded.column.clone()), &self.count, &self.selected];
        let coded = [&self.outcome.as_ref().map(|coded| coded.column.clone()), &self.weight];
        let campaign = self.campaign.as_ref().map(|coded| coded.column.clone());
        let attributes = self.attributes.iter().map(|coded| coded.column.clone());
        let profiled = self.profiles.iter().map(|profiler| profiler.column.clone());
        let further = [&self.score, &self.value, &self.unit.as_ref().map(|unit| unit.column.clone())];
        let further: Vec<String> = further.into_iter().flatten().cloned().collect();
        let flags = self.holdout.iter().chain(&self.stages).map(|coded| coded.column.clone());
        let one_by_one = named.into_iter().chain(coded).flatten().cloned().chain(campaign).chain(attributes);
        let one_by_one = one_by_one.chain(further).chain(flags).chain(profiled);
        for column in one_by_one {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The largest code of each attribute, then of the campaign.
    pub(crate) fn largest(&self) -> Vec<u32> {
        let labels = self.attributes.iter().chain(&self.campaign);
        #[expect(clippy::cast_possible_truncation, reason = "at most 65,535 labels are kept")]
        labels.map(|coded| coded.meaning.labels().len() as u32).collect()
    }

    /// Whether a value was refused.
    pub(crate) fn in_trouble(&self) -> bool {
        self.attributes.iter().chain(&self.campaign).any(|coded| coded.meaning.in_trouble())
            || self.flags().any(|flag| flag.trouble().any())
    }

    /// Whether values were refused and reading on would only count further.
    pub(crate) fn hopeless(&self) -> bool {
        self.attributes.iter().chain(&self.campaign).any(|coded| coded.meaning.hopeless())
            || self.flags().any(|flag| flag.trouble().enough())
    }

    /// Everything read as yes or no, decision first.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &Flag> {
        let coded = self.decision.iter().chain(&self.outcome).chain(&self.holdout).chain(&self.stages);
        coded.map(|coded| &coded.meaning)
    }

    /// Turns rows into a batch, whose vectors are used again. `column` gives a column of these rows, `None` when it
    /// cannot be decoded; it is asked from several threads, each column by one.
    pub(crate) fn read(
        &mut self,
        rows: usize,
        origin: Origin,
        batch: &mut Batch,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<()> {
        batch.rows = rows;
        let (comma, missing) = (self.decimal_comma, self.missing.clone());
        let jobs: Vec<Job<'_>> = self.jobs(batch);
        let run = |job: Job<'_>| {
            let damaged = || faults::of_file(faults::DAMAGED, &origin.file);
            let values = column(job.column()).ok_or_else(damaged)?;
            job.run(&values, &origin, comma, &missing)
        };
        super::threads::for_each(jobs, run).map_err(|fault| match fault {
            Fault::Error(error) => error,
            // A library that panics met bytes that it did not expect.
            Fault::Panic => faults::of_file(faults::DAMAGED, &origin.file),
        })?;
        batch.origin = origin;
        Ok(())
    }

    fn jobs<'a>(&'a mut self, batch: &'a mut Batch) -> Vec<Job<'a>> {
        batch.attributes.resize_with(self.attributes.len(), Vec::new);
        let mut jobs = Vec::new();
        let campaign = self.campaign.as_mut().map(|coded| (coded, batch.campaign.get_or_insert_default()));
        let labels = self.attributes.iter_mut().zip(&mut batch.attributes).chain(campaign);
        jobs.extend(labels.map(|(coded, codes)| Job::Labels(coded, codes)));
        let flags = [
            (&mut self.decision, &mut batch.decision),
            (&mut self.outcome, &mut batch.outcome),
            (&mut self.holdout, &mut batch.holdout),
        ];
        for (coded, codes) in flags {
            jobs.extend(coded.as_mut().map(|coded| Job::Flags(coded, codes.get_or_insert_default())));
        }
        batch.stages.resize_with(self.stages.len(), Vec::new);
        jobs.extend(self.stages.iter_mut().zip(&mut batch.stages).map(|(coded, codes)| Job::Flags(coded, codes)));
        for (column, part, amounts) in
            [(&self.score, Part::Score, &mut batch.score), (&self.value, Part::Value, &mut batch.value)]
        {
            let column = column.as_deref();
            jobs.extend(column.map(|column| Job::Amounts(column, part, amounts.get_or_insert_default())));
        }
        jobs.extend(self.unit.as_ref().map(|unit| Job::Units(unit, batch.fold.get_or_insert_default())));
        for (column, people) in [(&self.count, &mut batch.count), (&self.selected, &mut batch.selected)] {
            jobs.extend(column.as_deref().map(|column| Job::People(column, people.get_or_insert_default())));
        }
        jobs.extend(self.weight.as_deref().map(|column| Job::Weights(column, batch.weight.get_or_insert_default())));
        jobs.extend(self.key.as_deref().map(|column| Job::Keys(column, batch.key.get_or_insert_default())));
        jobs.extend(self.profiles.iter_mut().map(Job::Profile));
        jobs
    }
}

/// One column to read, and where to.
enum Job<'a> {
    Labels(&'a mut Coded<Labels>, &'a mut Vec<u32>),
    Flags(&'a mut Coded<Flag>, &'a mut Vec<u32>),
    People(&'a str, &'a mut Vec<Option<u64>>),
    Weights(&'a str, &'a mut Vec<Option<Weight>>),
    Amounts(&'a str, Part, &'a mut Vec<Option<Amount>>),
    Units(&'a Units, &'a mut Vec<u32>),
    Keys(&'a str, &'a mut Vec<Option<Key>>),
    Profile(&'a mut Profiler),
}

impl Job<'_> {
    fn column(&self) -> &str {
        match self {
            Self::Labels(coded, _) => &coded.column,
            Self::Flags(coded, _) => &coded.column,
            Self::Profile(profiler) => &profiler.column,
            Self::Units(units, _) => &units.column,
            Self::People(column, _)
            | Self::Weights(column, _)
            | Self::Amounts(column, _, _)
            | Self::Keys(column, _) => column,
        }
    }

    fn run(self, values: &Series, origin: &Origin, comma: bool, missing: &[String]) -> Result<()> {
        let Some(values) = readable(values) else {
            let error = faults::of_file(faults::COLUMN_TYPE, &origin.file).with("column", self.column());
            let place = origin.place(Some(self.column()), 0);
            return Err(error.with("type", values.dtype().to_string()).at(place));
        };
        match self {
            Self::Labels(coded, codes) => {
                coded.meaning.origin = origin.clone();
                coded.read(&values, codes);
                coded.meaning.look_over(codes);
            }
            Self::Flags(coded, codes) => {
                coded.meaning.origin = origin.clone();
                coded.read(&values, codes);
                coded.meaning.look_over(codes);
            }
            Self::People(column, people) => {
                return numbers(&values, missing, people, |row, value| {
                    whole(value, comma, column, || origin.place(Some(column), row))
                });
            }
            Self::Weights(column, weights) => {
                return numbers(&values, missing, weights, |row, value| {
                    weight(value, comma, column, || origin.place(Some(column), row))
                });
            }
            Self::Amounts(column, part, amounts) => {
                return numbers(&values, missing, amounts, |row, value| {
                    amount(value, comma, part, column, || origin.place(Some(column), row))
                });
            }
            Self::Units(units, folds) => units.folds(&values, folds),
            Self::Profile(profiler) => profiler.look(&values),
            Self::Keys(_, keys) => {
                keys.clear();
                each(&values, |_, value| keys.push(value.and_then(Key::of)));
            }
        }
        Ok(())
    }
}

/// Reads every row's number until one is refused; empty text is no value.
fn numbers<T>(
    values: &Series,
    missing: &[String],
    numbers: &mut Vec<Option<T>>,
    read: impl Fn(usize, Value<'_>) -> Result<T>,
) -> Result<()> {
    numbers.clear();
    let mut result = Ok(());
    each(values, |row, value| {
        if result.is_ok() {
            let there = |value: &Value<'_>| match value {
                Value::Text(text) => !text.is_empty() && missing.iter().all(|token| token != text),
                _ => true,
            };
            match value.filter(there).map(|value| read(row, value)).transpose() {
                Ok(number) => numbers.push(number),
                Err(error) => result = Err(error),
            }
        }
    });
    result
}

fn whole(value: Value<'_>, comma: bool, column: &str, place: impl Fn() -> Place) -> Result<u64> {
    value.whole(comma).ok_or_else(|| {
        let reason = match value.number(comma) {
            None => "not-a-number",
            Some(number) if number < 0.0 => "negative",
            Some(_) => "not-whole",
        };
        Error::new("EVH-D022").with("column", column).with("reason", reason).at(place())
    })
}

fn weight(value: Value<'_>, comma: bool, column: &str, place: impl Fn() -> Place) -> Result<Weight> {
    let weight = value.number(comma).ok_or("not-a-number").and_then(|number| {
        Weight::from_f64(number).map_err(|error| match error {
            WeightError::Negative => "negative",
            WeightError::TooLarge => "too-large",
            WeightError::NotFinite => "not-finite",
        })
    });
    weight.map_err(|reason| Error::new("EVH-D024").with("column", column).with("reason", reason).at(place()))
}
