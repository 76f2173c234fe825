//! The columns asked of one table, and how each becomes codes or exact numbers.

use evenhand_metrics::cell::{Weight, WeightError};
use polars::prelude::{DataFrame, Series};

use super::batch::{Batch, Origin};
use super::encode::{Encoder, Meaning};
use super::faults;
use super::flags::Flag;
use super::key::Key;
use super::labels::Labels;
use super::value::{Value, each, readable};
use crate::error::{Error, Result};

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

    fn read(&mut self, frame: &DataFrame, origin: &Origin, codes: &mut Vec<u32>) -> Result<()> {
        codes.clear();
        with(frame, &self.column, origin, |column| {
            self.encoder.encode(column, &mut self.meaning, codes);
            Ok(())
        })
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
    /// The column of keys.
    pub key: Option<String>,
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
        let one_by_one = named.into_iter().chain(coded).flatten().cloned().chain(campaign).chain(attributes);
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
            || self.decision.iter().chain(&self.outcome).any(|coded| coded.meaning.trouble().any())
    }

    /// Whether values were refused and reading on would only count further.
    pub(crate) fn hopeless(&self) -> bool {
        self.attributes.iter().chain(&self.campaign).any(|coded| coded.meaning.hopeless())
            || self.decision.iter().chain(&self.outcome).any(|coded| coded.meaning.trouble().enough())
    }

    /// Turns the rows of a frame into a batch, whose vectors are used again.
    pub(crate) fn read(&mut self, frame: &DataFrame, origin: Origin, batch: &mut Batch) -> Result<()> {
        batch.rows = frame.height();
        batch.attributes.resize_with(self.attributes.len(), Vec::new);
        let campaign = self.campaign.as_mut().map(|coded| (coded, batch.campaign.get_or_insert_default()));
        for (coded, codes) in self.attributes.iter_mut().zip(&mut batch.attributes).chain(campaign) {
            coded.meaning.origin = origin.clone();
            coded.read(frame, &origin, codes)?;
            coded.meaning.look_over(codes);
        }
        for (coded, codes) in [(&mut self.decision, &mut batch.decision), (&mut self.outcome, &mut batch.outcome)] {
            let Some(coded) = coded else { continue };
            let codes = codes.get_or_insert_default();
            coded.meaning.origin = origin.clone();
            coded.read(frame, &origin, codes)?;
            coded.meaning.look_over(codes);
        }
        let comma = self.decimal_comma;
        for (column, people) in [(&self.count, &mut batch.count), (&self.selected, &mut batch.selected)] {
            if let Some(column) = column {
                read_people(frame, column, &origin, comma, people.get_or_insert_default())?;
            }
        }
        if let Some(column) = &self.weight {
            read_weights(frame, column, &origin, comma, batch.weight.get_or_insert_default())?;
        }
        if let Some(column) = &self.key {
            let keys = batch.key.get_or_insert_default();
            keys.clear();
            with(frame, column, &origin, |column| {
                each(column, |_, value| keys.push(value.and_then(Key::of)));
                Ok(())
            })?;
        }
        batch.origin = origin;
        Ok(())
    }
}

/// Hands a column to `read` in a type that it understands.
fn with(frame: &DataFrame, name: &str, origin: &Origin, read: impl FnOnce(&Series) -> Result<()>) -> Result<()> {
    let fault = |code| faults::of_file(code, &origin.file).with("column", name);
    let column = frame.column(name).map_err(|_| fault(faults::COLUMN_MISSING))?.as_materialized_series();
    let Some(column) = readable(column) else {
        let kind = column.dtype().to_string();
        return Err(fault(faults::COLUMN_TYPE).with("type", kind).at(origin.place(Some(name), 0)));
    };
    read(&column)
}

fn read_people(
    frame: &DataFrame,
    name: &str,
    origin: &Origin,
    comma: bool,
    people: &mut Vec<Option<u64>>,
) -> Result<()> {
    people.clear();
    numbers(frame, name, origin, |row, value| {
        let whole = value.map(|value| value.whole(comma).ok_or(value)).transpose();
        people.push(whole.map_err(|value| {
            let reason = match value.number(comma) {
                None => "not-a-number",
                Some(number) if number < 0.0 => "negative",
                Some(_) => "not-whole",
            };
            Error::new("EVH-D022").with("column", name).with("reason", reason).at(origin.place(Some(name), row))
        })?);
        Ok(())
    })
}

fn read_weights(
    frame: &DataFrame,
    name: &str,
    origin: &Origin,
    comma: bool,
    weights: &mut Vec<Option<Weight>>,
) -> Result<()> {
    weights.clear();
    numbers(frame, name, origin, |row, value| {
        let weight = value.map(|value| {
            value.number(comma).ok_or("not-a-number").and_then(|number| {
                Weight::from_f64(number).map_err(|error| match error {
                    WeightError::Negative => "negative",
                    WeightError::TooLarge => "too-large",
                    WeightError::NotFinite => "not-finite",
                })
            })
        });
        weights.push(weight.transpose().map_err(|reason| {
            Error::new("EVH-D024").with("column", name).with("reason", reason).at(origin.place(Some(name), row))
        })?);
        Ok(())
    })
}

/// Calls `read` with each row's value until one is refused; empty text is no value.
fn numbers(
    frame: &DataFrame,
    name: &str,
    origin: &Origin,
    mut read: impl FnMut(usize, Option<Value<'_>>) -> Result<()>,
) -> Result<()> {
    with(frame, name, origin, |column| {
        let mut result = Ok(());
        each(column, |row, value| {
            if result.is_ok() {
                result = read(row, value.filter(|value| *value != Value::Text("")));
            }
        });
        result
    })
}
