//! The columns asked of one table, and how each becomes codes or exact numbers.

use evenhand_metrics::cell::{Amount, Weight, WeightError};
use polars::prelude::{BooleanChunked, NewChunkedArray, Series};

use super::amounts::{Part, amount};
use super::batch::{Batch, Origin, YES};
use super::derived::{Derived, decoded, undecoded};
use super::encode::{Encoder, Meaning};
use super::faults;
use super::flags::Flag;
use super::ids::Ids;
use super::key::Key;
use super::labels::Labels;
use super::profile::Profiler;
use super::signs::{Hint, Met, Signs};
use super::threads::Fault;
use super::units::Units;
use super::value::{self, Value, each};
use super::words::Missing;
use crate::error::{Error, Place, Result};

/// A column read as codes.
#[derive(Debug)]
pub(crate) struct Coded<M> {
    /// The column, as messages call it.
    pub column: String,
    /// What its values mean.
    pub meaning: M,
    /// How it is made, when it is not in the file.
    pub made: Option<Derived>,
    encoder: Encoder,
}

impl<M: Meaning> Coded<M> {
    /// A column and what its values mean.
    pub(crate) fn new(column: &str, meaning: M) -> Self {
        Self { column: column.to_owned(), meaning, made: None, encoder: Encoder::default() }
    }

    /// The same, made of other columns.
    pub(crate) fn made_of(mut self, made: Option<Derived>) -> Self {
        self.made = made;
        self
    }

    /// The columns of the file that it is read from.
    fn columns(&self) -> Vec<String> {
        self.made.as_ref().map_or_else(|| vec![self.column.clone()], Derived::columns)
    }

    fn read(&mut self, values: &Series, codes: &mut Vec<u32>) {
        codes.clear();
        self.encoder.encode(values, &mut self.meaning, codes);
    }
}

/// The columns asked of one table. Whatever is `None` or absent is in the other table, or nowhere.
#[derive(Debug, Default)]
pub(crate) struct BatchReader {
    /// Attributes, in the order in which their codes stand in a batch.
    pub attributes: Vec<Coded<Labels>>,
    /// The campaign.
    pub campaign: Option<Coded<Labels>>,
    /// The decision.
    pub decision: Option<Coded<Flag>>,
    /// The decision in each campaign that has a column of its own.
    pub waves: Vec<Coded<Flag>>,
    /// The parts of the condition that are about this table.
    pub keep: Vec<Coded<Flag>>,
    /// The outcome.
    pub outcome: Option<Coded<Flag>>,
    /// The column of people.
    pub count: Option<Numbers>,
    /// The column of people selected.
    pub selected: Option<Numbers>,
    /// The column of weights.
    pub weight: Option<Numbers>,
    /// The column of scores.
    pub score: Option<Numbers>,
    /// The column of values.
    pub value: Option<Numbers>,
    /// The column of money spent.
    pub cost: Option<Numbers>,
    /// The column of people reached.
    pub reach: Option<Numbers>,
    /// The column of units.
    pub unit: Option<Units>,
    /// Who was kept out.
    pub holdout: Option<Coded<Flag>>,
    /// The stages that this table has, in the order in which they stand in a batch.
    pub stages: Vec<Coded<Flag>>,
    /// The column of keys.
    pub key: Option<String>,
    /// The column that names rows.
    pub ids: Option<String>,
    /// Words that are read as missing in columns of numbers, units and keys; labels and flags know their own.
    pub missing: Missing,
    /// Columns looked at from outside.
    pub profiles: Vec<Profiler>,
}

/// A column read as numbers.
#[derive(Debug)]
pub(crate) struct Numbers {
    /// The column, as messages call it.
    pub column: String,
    /// How it is made, when it is not in the file.
    pub made: Option<Derived>,
    /// How its numbers are written.
    pub signs: Signs,
    /// What an empty field means; nobody knows when it is `None`.
    pub blank: Option<u64>,
    /// Whether numbers of people are rounded, and by how much the furthest was.
    pub rounded: Option<f64>,
    /// What was met in it.
    pub met: Met,
}

impl Numbers {
    /// A column of a table whose numbers are written so.
    pub(crate) fn new(column: &str, signs: Signs) -> Self {
        Self { column: column.to_owned(), made: None, signs, blank: None, rounded: None, met: Met::default() }
    }

    fn columns(&self) -> Vec<String> {
        self.made.as_ref().map_or_else(|| vec![self.column.clone()], Derived::columns)
    }

    /// The people that a value counts.
    fn people(&mut self, value: Value<'_>, place: impl FnOnce() -> Place) -> Result<u64> {
        let doubtful = matches!(value, Value::Text(text) if self.signs.is_doubtful(text));
        let number = match (self.rounded, value) {
            _ if doubtful => None,
            (None, _) | (_, Value::Integer(_)) => value.whole(self.signs, &mut self.met),
            (Some(furthest), _) => {
                value.number_met(self.signs, &mut self.met).filter(|number| *number >= 0.0).and_then(|number| {
                    self.rounded = Some(furthest.max((number - number.round()).abs()));
                    value::whole(number.round())
                })
            }
        };
        number.ok_or_else(|| {
            let reason = match value.number(self.signs) {
                _ if doubtful => "doubtful",
                None => "not-a-number",
                Some(number) if number < 0.0 => "negative",
                Some(_) => "not-whole",
            };
            let hint = if doubtful { "point" } else { hint(value, self.signs) };
            let error = Error::new("EVH-D022").with("column", self.column.as_str()).with("reason", reason);
            error.with("signs", hint).at(place())
        })
    }

    fn weight(&mut self, value: Value<'_>, place: impl FnOnce() -> Place) -> Result<Weight> {
        let number = value.number_met(self.signs, &mut self.met);
        let weight = number.ok_or("not-a-number").and_then(|number| {
            Weight::from_f64(number).map_err(|error| match error {
                WeightError::Negative => "negative",
                WeightError::TooLarge => "too-large",
                WeightError::NotFinite => "not-finite",
            })
        });
        weight.map_err(|reason| {
            let error = Error::new("EVH-D024").with("column", self.column.as_str()).with("reason", reason);
            error.with("signs", hint(value, self.signs)).at(place())
        })
    }

    fn amount(&mut self, value: Value<'_>, part: Part, place: impl FnOnce() -> Place) -> Result<Amount> {
        amount(value, (self.signs, &mut self.met), part, &self.column, place)
    }

    /// Reads every row's number until one is refused; an empty field is no value, and neither is what is wrong in a row that
    /// is not kept.
    fn read<T>(
        &mut self,
        values: &Series,
        missing: &Missing,
        kept: Option<&[u32]>,
        numbers: &mut Vec<Option<T>>,
        read: impl Fn(&mut Self, usize, Value<'_>) -> Result<T>,
    ) -> Result<()> {
        numbers.clear();
        let mut result = Ok(());
        each(values, |row, value| {
            if result.is_ok() {
                let there = |value: &Value<'_>| !missing.has(*value);
                match value.filter(there).map(|value| read(self, row, value)).transpose() {
                    Ok(number) => numbers.push(number),
                    Err(_) if !is_kept(kept, row) => numbers.push(None),
                    Err(error) => result = Err(error),
                }
            }
        });
        result
    }
}

/// Whether the condition keeps a row.
pub(crate) fn is_kept(kept: Option<&[u32]>, row: usize) -> bool {
    kept.is_none_or(|kept| kept[row] == YES)
}

/// The word for what would make a number of a value.
pub(crate) fn hint(value: Value<'_>, signs: Signs) -> &'static str {
    match value {
        Value::Text(text) => signs.hint(text).map_or("no", Hint::word),
        _ => "no",
    }
}

impl BatchReader {
    /// The columns by name, each once, in the order of the plan.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        let mut all: Vec<String> = self.key.iter().cloned().collect();
        all.extend(self.decision.iter().chain(&self.waves).flat_map(Coded::columns));
        all.extend(self.keep.iter().flat_map(Coded::columns));
        all.extend(self.count.iter().chain(&self.selected).flat_map(Numbers::columns));
        all.extend(self.outcome.iter().flat_map(Coded::columns));
        all.extend(self.weight.iter().flat_map(Numbers::columns));
        all.extend(self.campaign.iter().chain(&self.attributes).flat_map(Coded::columns));
        let amounts = self.score.iter().chain(&self.value).chain(&self.cost).chain(&self.reach);
        all.extend(amounts.flat_map(Numbers::columns));
        all.extend(self.unit.iter().map(|unit| unit.column.clone()));
        all.extend(self.holdout.iter().chain(&self.stages).flat_map(Coded::columns));
        all.extend(self.ids.iter().cloned());
        all.extend(self.profiles.iter().map(|profiler| profiler.column.clone()));
        for column in all {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The largest code of each attribute, then of the campaign.
    pub(crate) fn largest(&self) -> Vec<u32> {
        let labels = self.attributes.iter().chain(&self.campaign);
        let waves = (!self.waves.is_empty()).then_some(self.waves.len());
        #[expect(
            clippy::cast_possible_truncation,
            reason = "at most 65,535 labels are kept, and a config is no longer"
        )]
        labels.map(|coded| coded.meaning.labels().len()).chain(waves).map(|labels| labels as u32).collect()
    }

    /// Whether a value was refused.
    pub(crate) fn in_trouble(&self) -> bool {
        self.attributes
            .iter()
            .chain(&self.campaign)
            .any(|coded| coded.meaning.in_trouble() || coded.made.as_ref().is_some_and(Derived::in_trouble))
            || self.flags().any(|coded| coded.meaning.trouble().any())
    }

    /// Whether values were refused and reading on would only count further.
    pub(crate) fn hopeless(&self) -> bool {
        self.attributes.iter().chain(&self.campaign).any(|coded| coded.meaning.hopeless())
            || self.flags().any(|coded| coded.meaning.trouble().enough())
    }

    /// The decision, by campaign where there are several, then the outcome, the condition, and the rest.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &Coded<Flag>> {
        self.decision
            .iter()
            .chain(&self.waves)
            .chain(&self.outcome)
            .chain(&self.keep)
            .chain(&self.holdout)
            .chain(&self.stages)
    }

    /// Columns of numbers with how they are written and what was met in them.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Numbers> {
        let people = self.count.iter().chain(&self.selected).chain(&self.weight);
        people.chain(&self.score).chain(&self.value).chain(&self.cost).chain(&self.reach)
    }

    /// Every column in which numbers were met, with how they are written and what was met.
    pub(crate) fn met(&self) -> impl Iterator<Item = (&str, Signs, Met)> {
        let numbers = self.numbers().map(|numbers| (numbers.column.as_str(), numbers.signs, numbers.met));
        let labels =
            self.attributes.iter().map(|coded| (coded.column.as_str(), coded.meaning.signs(), coded.meaning.met()));
        let flags = self.flags().map(|coded| (coded.column.as_str(), coded.meaning.signs(), coded.meaning.met()));
        let made = self
            .attributes
            .iter()
            .chain(&self.campaign)
            .filter_map(|coded| Some((&coded.column, coded.made.as_ref()?)));
        let made = made.chain(self.flags().filter_map(|coded| Some((&coded.column, coded.made.as_ref()?))));
        let made = made.chain(self.numbers().filter_map(|numbers| Some((&numbers.column, numbers.made.as_ref()?))));
        let made = made.filter_map(|(column, made)| made.met().map(|(signs, met)| (column.as_str(), signs, met)));
        numbers.chain(labels).chain(flags).chain(made)
    }

    /// Which rows the condition keeps, as far as it is about this table; `None` when it is not.
    fn kept(
        &mut self,
        rows: usize,
        origin: &Origin,
        column: &(dyn Fn(&str) -> Option<Series> + Sync),
    ) -> Result<Option<Vec<u32>>> {
        let mut kept: Option<Vec<u32>> = None;
        let mut codes = Vec::new();
        for coded in &mut self.keep {
            let values = match &mut coded.made {
                Some(made) => made.make(rows, origin, None, column)?,
                None => decoded(&coded.column, origin, column)?,
            };
            coded.meaning.origin = origin.clone();
            coded.read(&values, &mut codes);
            coded.meaning.look_over(&mut codes);
            let kept = kept.get_or_insert_with(|| vec![YES; rows]);
            for (kept, code) in kept.iter_mut().zip(&codes).filter(|(_, code)| **code != YES) {
                *kept = *code;
            }
        }
        Ok(kept)
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
        batch.kept = self.kept(rows, &origin, column)?;
        // Nobody decides on rows that are not kept: what stands in them is no fault.
        let mask = batch
            .kept
            .as_ref()
            .map(|kept| BooleanChunked::from_iter_values("".into(), kept.iter().map(|code| *code == YES)));
        let (missing, kept) = (self.missing.clone(), batch.kept.clone());
        let kept = kept.as_deref();
        let jobs: Vec<Job<'_>> = self.jobs(batch);
        let run = |job: Job<'_>| {
            let mut job = job;
            let is_ids = matches!(job, Job::Ids(..));
            let values = match job.made() {
                Some(made) => made.make(rows, &origin, kept, column)?,
                None if is_ids => undecoded(job.column(), &origin, column)?,
                None => decoded(job.column(), &origin, column)?,
            };
            let values = match mask.as_ref().filter(|_| job.is_masked()) {
                Some(mask) => {
                    let nothing = Series::full_null(values.name().clone(), rows, values.dtype());
                    values.zip_with(mask, &nothing).map_err(|_| faults::of_file(faults::DAMAGED, &origin.file))?
                }
                None => values,
            };
            job.run(&values, &origin, kept, &missing)
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
        batch.waves.resize_with(self.waves.len(), Vec::new);
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
        for (column, part, amounts) in [
            (&mut self.score, Part::Score, &mut batch.score),
            (&mut self.value, Part::Value, &mut batch.value),
            (&mut self.cost, Part::Cost, &mut batch.cost),
            (&mut self.reach, Part::Reach, &mut batch.reach),
        ] {
            let column = column.as_mut();
            jobs.extend(column.map(|column| Job::Amounts(column, part, amounts.get_or_insert_default())));
        }
        jobs.extend(self.unit.as_ref().map(|unit| Job::Units(unit, batch.fold.get_or_insert_default())));
        jobs.extend(self.waves.iter_mut().zip(&mut batch.waves).map(|(coded, codes)| Job::Flags(coded, codes)));
        for (column, people) in [(&mut self.count, &mut batch.count), (&mut self.selected, &mut batch.selected)] {
            jobs.extend(column.as_mut().map(|column| Job::People(column, people.get_or_insert_default())));
        }
        jobs.extend(self.weight.as_mut().map(|column| Job::Weights(column, batch.weight.get_or_insert_default())));
        jobs.extend(self.key.as_deref().map(|column| Job::Keys(column, batch.key.get_or_insert_default())));
        jobs.extend(self.ids.as_deref().map(|column| Job::Ids(column, &mut batch.ids)));
        jobs.extend(self.profiles.iter_mut().map(Job::Profile));
        jobs
    }
}

/// One column to read, and where to.
enum Job<'a> {
    Labels(&'a mut Coded<Labels>, &'a mut Vec<u32>),
    Flags(&'a mut Coded<Flag>, &'a mut Vec<u32>),
    People(&'a mut Numbers, &'a mut Vec<Option<u64>>),
    Weights(&'a mut Numbers, &'a mut Vec<Option<Weight>>),
    Amounts(&'a mut Numbers, Part, &'a mut Vec<Option<Amount>>),
    Units(&'a Units, &'a mut Vec<u32>),
    Keys(&'a str, &'a mut Vec<Option<Key>>),
    Ids(&'a str, &'a mut Option<Ids>),
    Profile(&'a mut Profiler),
}

impl Job<'_> {
    fn column(&self) -> &str {
        match self {
            Self::Labels(coded, _) => &coded.column,
            Self::Flags(coded, _) => &coded.column,
            Self::Profile(profiler) => &profiler.column,
            Self::Units(units, _) => &units.column,
            Self::People(numbers, _) | Self::Weights(numbers, _) | Self::Amounts(numbers, _, _) => &numbers.column,
            Self::Keys(column, _) | Self::Ids(column, _) => column,
        }
    }

    /// Whether its values matter in rows that are kept alone. Labels and people matter in all: how many are left out is
    /// told by group.
    const fn is_masked(&self) -> bool {
        matches!(self, Self::Flags(..) | Self::Weights(..) | Self::Amounts(..))
    }

    fn made(&mut self) -> Option<&mut Derived> {
        match self {
            Self::Labels(coded, _) => coded.made.as_mut(),
            Self::Flags(coded, _) => coded.made.as_mut(),
            Self::People(numbers, _) | Self::Weights(numbers, _) | Self::Amounts(numbers, _, _) => {
                numbers.made.as_mut()
            }
            _ => None,
        }
    }

    fn run(self, values: &Series, origin: &Origin, kept: Option<&[u32]>, missing: &Missing) -> Result<()> {
        match self {
            Self::Labels(coded, codes) => {
                coded.meaning.origin = origin.clone();
                coded.read(values, codes);
                coded.meaning.look_over(values, codes, kept);
            }
            Self::Flags(coded, codes) => {
                coded.meaning.origin = origin.clone();
                coded.read(values, codes);
                coded.meaning.look_over(codes);
            }
            Self::People(column, people) => {
                column.read(values, missing, kept, people, |column, row, value| {
                    let name = column.column.clone();
                    column.people(value, || origin.place(Some(&name), row))
                })?;
                if let Some(blank) = column.blank {
                    for people in people {
                        *people = people.or(Some(blank));
                    }
                }
            }
            Self::Weights(column, weights) => {
                return column.read(values, missing, None, weights, |column, row, value| {
                    let name = column.column.clone();
                    column.weight(value, || origin.place(Some(&name), row))
                });
            }
            Self::Amounts(column, part, amounts) => {
                return column.read(values, missing, None, amounts, |column, row, value| {
                    let name = column.column.clone();
                    column.amount(value, part, || origin.place(Some(&name), row))
                });
            }
            Self::Units(units, folds) => units.folds(values, missing, folds),
            Self::Profile(profiler) => profiler.look(values),
            Self::Ids(_, ids) => *ids = Some(Ids::new(values.clone())),
            Self::Keys(_, keys) => {
                keys.clear();
                let named = |value: &Value<'_>| !missing.has(*value);
                each(values, |_, value| keys.push(value.filter(named).and_then(Key::of)));
            }
        }
        Ok(())
    }
}
