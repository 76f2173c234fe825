//! The columns asked of one table, and how each becomes codes or exact numbers.

use evenhand_metrics::cell::{Amount, AmountError, Weight, WeightError};
use polars::prelude::{BooleanChunked, NewChunkedArray, Series};

use super::batch::{Batch, Origin, YES};
use super::columns::Columns;
use super::derived::{Derived, decoded, undecoded};
use super::encode::{Encoder, Meaning};
use super::faults;
use super::flags::Flag;
use super::ids::Ids;
use super::key::Key;
use super::labels::Labels;
use super::profile::Profiler;
use super::signs::{Hint, Met, Signs};
use super::threads::{self, Fault};
use super::units::Units;
use super::value::{self, Value, each};
use super::values::Values;
use super::words::Missing;
use crate::error::{Error, ErrorCode, Place, Result};
use crate::role::{Reads, Role, Roles};

/// Rows of a batch that are read sooner than a thread is started.
const FEW: usize = 2_000;

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

    /// The same from the different values alone, where the file keeps these. False where it does not.
    fn read_distinct(&mut self, columns: &dyn Columns, kept: Option<&[u32]>, codes: &mut Vec<u32>) -> bool {
        if self.made.is_some() {
            return false;
        }
        let distinct = columns.distinct(&self.column, codes);
        distinct.is_some_and(|distinct| self.encoder.recode(&distinct, kept, &mut self.meaning, codes))
    }
}

/// The columns asked of one table. Whatever is `None` or absent is in the other table, or nowhere.
#[derive(Debug, Default)]
pub(crate) struct BatchReader {
    /// Attributes, in the order in which their codes stand in a batch.
    pub attributes: Vec<Coded<Labels>>,
    /// The campaign.
    pub campaign: Option<Coded<Labels>>,
    /// The decision in each campaign that has a column of its own.
    pub waves: Vec<Coded<Flag>>,
    /// The parts of the condition that are about this table.
    pub keep: Vec<Coded<Flag>>,
    /// The column of each role.
    pub roles: Roles<Option<RoleReader>>,
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

/// How the column of a role is read.
#[derive(Debug)]
pub(crate) enum RoleReader {
    /// As yes or no.
    Flag(Box<Coded<Flag>>),
    /// As numbers.
    Numbers(Numbers),
    /// As folds of the people that it names.
    Units(Units),
}

impl RoleReader {
    /// The columns of the file that it is read from.
    fn columns(&self) -> Vec<String> {
        match self {
            Self::Flag(coded) => coded.columns(),
            Self::Numbers(numbers) => numbers.columns(),
            Self::Units(units) => vec![units.column.clone()],
        }
    }

    /// The column, as messages call it.
    fn column(&self) -> &str {
        match self {
            Self::Flag(coded) => &coded.column,
            Self::Numbers(numbers) => &numbers.column,
            Self::Units(units) => &units.column,
        }
    }

    const fn made(&mut self) -> Option<&mut Derived> {
        match self {
            Self::Flag(coded) => coded.made.as_mut(),
            Self::Numbers(numbers) => numbers.made.as_mut(),
            Self::Units(_) => None,
        }
    }
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
            let error = Error::new(ErrorCode::D022).with("column", self.column.as_str()).with("reason", reason);
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
            let error = Error::new(ErrorCode::D024).with("column", self.column.as_str()).with("reason", reason);
            error.with("signs", hint(value, self.signs)).at(place())
        })
    }

    /// The amount that a value states in this role.
    fn amount(&mut self, value: Value<'_>, role: Role, place: impl FnOnce() -> Place) -> Result<Amount> {
        let Reads::Amount { code, from_zero } = role.reads() else {
            return Err(Error::new(ErrorCode::X001).at(place()));
        };
        let number = match value {
            // A score may be an answer of yes or no; then it is 1 or 0. So may reach.
            Value::Bool(yes) => Some(f64::from(u8::from(yes))),
            value => value.number_met(self.signs, &mut self.met),
        };
        let amount = number.ok_or("not-a-number").and_then(|number| {
            Amount::from_f64(number).map_err(|error| match error {
                AmountError::TooLarge => "too-large",
                AmountError::NotFinite => "not-finite",
            })
        });
        let amount = amount.and_then(|amount| match amount.units() {
            ..0 if from_zero => Err("negative"),
            _ => Ok(amount),
        });
        amount.map_err(|reason| {
            let error = Error::new(code).with("part", from_zero.then(|| role.key()));
            let error = error.with("column", self.column.as_str()).with("reason", reason);
            error.with("signs", hint(value, self.signs)).at(place())
        })
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
        let of_roles = |from: Role, to: Role| {
            let roles = self.roles.present().filter(move |(role, _)| (from..=to).contains(role));
            roles.flat_map(|(_, reader)| reader.columns())
        };
        all.extend(of_roles(Role::Decision, Role::Decision));
        all.extend(self.waves.iter().chain(&self.keep).flat_map(Coded::columns));
        all.extend(of_roles(Role::Count, Role::Weight));
        all.extend(self.campaign.iter().chain(&self.attributes).flat_map(Coded::columns));
        all.extend(of_roles(Role::Score, Role::Holdout));
        all.extend(self.stages.iter().flat_map(Coded::columns));
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

    /// The column of a role that is read as yes or no.
    pub(crate) fn flag(&self, role: Role) -> Option<&Coded<Flag>> {
        if let Some(RoleReader::Flag(coded)) = &self.roles[role] { Some(coded) } else { None }
    }

    /// The decision, by campaign where there are several, then the outcome, the condition, and the rest.
    pub(crate) fn flags(&self) -> impl Iterator<Item = &Coded<Flag>> {
        self.decisions().chain(self.other_flags())
    }

    /// The decision, by campaign where there are several.
    pub(crate) fn decisions(&self) -> impl Iterator<Item = &Coded<Flag>> {
        self.flag(Role::Decision).into_iter().chain(&self.waves)
    }

    /// The outcome, the condition, and the rest.
    pub(crate) fn other_flags(&self) -> impl Iterator<Item = &Coded<Flag>> {
        let others = self.flag(Role::Outcome).into_iter().chain(&self.keep);
        others.chain(self.flag(Role::Holdout)).chain(&self.stages)
    }

    /// Columns of numbers with how they are written and what was met in them.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Numbers> {
        self.roles.present().filter_map(|(_, reader)| match reader {
            RoleReader::Numbers(numbers) => Some(numbers),
            _ => None,
        })
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
    fn kept(&mut self, rows: usize, origin: &Origin, columns: &dyn Columns) -> Result<Option<Vec<u32>>> {
        let column = &|name: &str| columns.values(name);
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

    /// Turns rows, of which `columns` are the columns, into a batch, whose vectors are used again.
    pub(crate) fn read(&mut self, rows: usize, origin: Origin, batch: &mut Batch, columns: &dyn Columns) -> Result<()> {
        batch.rows = rows;
        let column = &|name: &str| columns.values(name);
        batch.kept = self.kept(rows, &origin, columns)?;
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
            if job.run_distinct(columns, &origin, kept)? {
                return Ok(());
            }
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
        let done = if rows < FEW { threads::in_turn(jobs, run) } else { threads::for_each(jobs, run) };
        done.map_err(|fault| match fault {
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
        let roles = self.roles.iter_mut().zip(batch.roles.iter_mut());
        jobs.extend(roles.filter_map(|((role, reader), (_, values))| {
            let reader = reader.as_mut()?;
            Some(Job::Role(role, reader, values.get_or_insert_with(|| Values::of(role))))
        }));
        batch.stages.resize_with(self.stages.len(), Vec::new);
        jobs.extend(self.stages.iter_mut().zip(&mut batch.stages).map(|(coded, codes)| Job::Flags(coded, codes)));
        jobs.extend(self.waves.iter_mut().zip(&mut batch.waves).map(|(coded, codes)| Job::Flags(coded, codes)));
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
    Role(Role, &'a mut RoleReader, &'a mut Values),
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
            Self::Role(_, reader, _) => reader.column(),
            Self::Keys(column, _) | Self::Ids(column, _) => column,
        }
    }

    /// Whether its values matter in rows that are kept alone. Labels and people matter in all: how many are left out is
    /// told by group.
    const fn is_masked(&self) -> bool {
        match self {
            Self::Flags(..) => true,
            Self::Role(role, ..) => matches!(role.reads(), Reads::Flag | Reads::Weight | Reads::Amount { .. }),
            _ => false,
        }
    }

    fn made(&mut self) -> Option<&mut Derived> {
        match self {
            Self::Labels(coded, _) => coded.made.as_mut(),
            Self::Flags(coded, _) => coded.made.as_mut(),
            Self::Role(_, reader, _) => reader.made(),
            _ => None,
        }
    }

    /// Reads codes from the different values of a column alone, where the file keeps these. False where it does not.
    fn run_distinct(&mut self, columns: &dyn Columns, origin: &Origin, kept: Option<&[u32]>) -> Result<bool> {
        let is_masked = self.is_masked();
        let (coded, codes) = match self {
            Self::Labels(coded, codes) => {
                coded.meaning.origin = origin.clone();
                if !coded.read_distinct(columns, None, codes) {
                    return Ok(false);
                }
                let values = || decoded(&coded.column, origin, &|name: &str| columns.values(name));
                coded.meaning.look_over(codes, kept, values)?;
                return Ok(true);
            }
            Self::Flags(coded, codes) => (&mut **coded, &mut **codes),
            Self::Role(_, RoleReader::Flag(coded), Values::Codes(codes)) => (&mut **coded, codes),
            _ => return Ok(false),
        };
        coded.meaning.origin = origin.clone();
        let read = coded.read_distinct(columns, kept.filter(|_| is_masked), codes);
        if read {
            coded.meaning.look_over(codes);
        }
        Ok(read)
    }

    fn run(self, values: &Series, origin: &Origin, kept: Option<&[u32]>, missing: &Missing) -> Result<()> {
        match self {
            Self::Labels(coded, codes) => {
                coded.meaning.origin = origin.clone();
                coded.read(values, codes);
                coded.meaning.look_over(codes, kept, || Ok(values.clone()))?;
            }
            Self::Flags(coded, codes) => flags(coded, values, origin, codes),
            Self::Role(role, reader, into) => return in_role(role, reader, (values, origin, kept, missing), into),
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

fn flags(coded: &mut Coded<Flag>, values: &Series, origin: &Origin, codes: &mut Vec<u32>) {
    coded.meaning.origin = origin.clone();
    coded.read(values, codes);
    coded.meaning.look_over(codes);
}

/// Reads the column of a role.
///
/// # Errors
/// At the first number that it cannot be, in a row that is kept.
fn in_role(
    role: Role,
    reader: &mut RoleReader,
    (values, origin, kept, missing): (&Series, &Origin, Option<&[u32]>, &Missing),
    into: &mut Values,
) -> Result<()> {
    match (reader, into) {
        (RoleReader::Flag(coded), Values::Codes(codes)) => flags(coded, values, origin, codes),
        (RoleReader::Units(units), Values::Codes(folds)) => units.folds(values, missing, folds),
        (RoleReader::Numbers(numbers), into) => {
            let name = numbers.column.clone();
            let place = |row: usize| origin.place(Some(&name), row);
            match into {
                Values::People(people) => {
                    numbers.read(values, missing, kept, people, |own, row, value| own.people(value, || place(row)))?;
                    if let Some(blank) = numbers.blank {
                        for people in people {
                            *people = people.or(Some(blank));
                        }
                    }
                }
                Values::Weights(weights) => {
                    return numbers
                        .read(values, missing, None, weights, |own, row, value| own.weight(value, || place(row)));
                }
                Values::Amounts(amounts) => {
                    return numbers.read(values, missing, None, amounts, |own, row, value| {
                        own.amount(value, role, || place(row))
                    });
                }
                Values::Codes(_) => {}
            }
        }
        _ => {}
    }
    Ok(())
}
