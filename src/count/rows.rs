//! Rows of codes into cells: who is left out, what kind of row each is, and when the full cross has to be given up.

use evenhand_metrics::cell::Weight;
use evenhand_metrics::outcomes::Outcome;

use super::cross::Cross;
use super::left_out::{Reason, Tallies};
use crate::error::{Error, Place, Result};
use crate::ingest::batch::{NO, Origin, UNKNOWN, YES};

/// The rows of a batch, wherever their columns came from. What is `None` is in no table.
#[derive(Debug, Default)]
pub(crate) struct Rows<'a> {
    /// How many.
    pub len: usize,
    /// Codes: attributes in the order of the plan, then the campaign when there is one.
    pub codes: Vec<&'a [u32]>,
    /// Selected or not; `None` when every row is a selection, or says how many were.
    pub decision: Option<&'a [u32]>,
    /// Positive or not.
    pub outcome: Option<&'a [u32]>,
    /// People of each row; `None` for one each.
    pub count: Option<&'a [Option<u64>]>,
    /// Selected among them.
    pub selected: Option<&'a [Option<u64>]>,
    /// Weights.
    pub weight: Option<&'a [Option<Weight>]>,
    /// Rows that belong to nobody.
    pub nobody: Option<&'a [Option<Reason>]>,
}

/// Everything counted so far.
#[derive(Debug)]
pub(crate) struct Counter {
    /// The full cross, or the declared ones.
    pub crosses: Vec<Cross>,
    /// Whether the full cross was given up.
    pub declared_only: bool,
    /// Who was left out.
    pub left_out: Tallies,
    declared: Vec<Vec<usize>>,
    max_cells: u64,
    /// The largest code of each dimension.
    pub largest: Vec<u32>,
    /// The name of the column of selected people, for the error that it is more than the people.
    selected_column: String,
    /// The name of the column of people, for the error that they are too many.
    count_column: String,
    /// People of rows that say how many they stand for.
    people: u64,
}

/// People that doubles still count one by one.
const MOST_PEOPLE: u64 = 1 << 53;
/// The same with weights: sums of their squares are exact up to here, as a weight is below 2^15.
const MOST_WEIGHTED: u64 = 1 << 33;

impl Counter {
    /// Nobody yet. `declared` are the crosses to fall back on, as places in the rows' codes.
    pub(crate) fn new(dims: usize, declared: Vec<Vec<usize>>, max_cells: u64, (selected, count): (&str, &str)) -> Self {
        Self {
            crosses: vec![Cross::new((0..dims).collect())],
            declared_only: false,
            left_out: Tallies::default(),
            declared,
            max_cells,
            largest: vec![0; dims],
            selected_column: selected.to_owned(),
            count_column: count.to_owned(),
            people: 0,
        }
    }

    /// Counts rows. `largest` are the largest codes of each dimension so far.
    ///
    /// # Errors
    /// When more people were selected than there are, when they are too many to count exactly, or when a declared cross is too large to count.
    pub(crate) fn add(&mut self, rows: &Rows<'_>, largest: &[u32], origin: &Origin) -> Result<()> {
        self.make_room(largest)?;
        for cross in &mut self.crosses {
            cross.start(&rows.codes, rows.len);
        }
        for row in 0..rows.len {
            match rows.kind(row) {
                Ok(Kind::One(kind)) => self.count(row, kind, 1, None),
                Ok(Kind::Many { people, selected, positive, weight }) => {
                    if selected > people {
                        let place = origin.place(Some(&self.selected_column), row);
                        return Err(Error::new("EVH-D023").with("column", self.selected_column.as_str()).at(place));
                    }
                    self.can_count(people, weight.is_some(), || origin.place(Some(&self.count_column), row))?;
                    self.people += people;
                    self.count(row, Outcome::of(true, positive), selected, weight);
                    self.count(row, Outcome::of(false, positive), people - selected, weight);
                }
                Err(reason) => {
                    // Where nobody knows how many people a row stands for, it counts as one.
                    let people = rows.count.and_then(|count| count[row]).unwrap_or(1);
                    self.can_count(people, false, || origin.place(Some(&self.count_column), row))?;
                    self.people += people;
                    self.left_out.add(reason, people, rows.codes.iter().map(|codes| codes[row]));
                }
            }
        }
        Ok(())
    }

    /// Whether so many people more can be counted exactly.
    fn can_count(&self, people: u64, weighted: bool, place: impl FnOnce() -> Place) -> Result<()> {
        let most = if weighted { MOST_WEIGHTED } else { MOST_PEOPLE };
        if self.people.checked_add(people).is_some_and(|people| people <= most) {
            return Ok(());
        }
        let error = Error::new("EVH-D022").with("column", self.count_column.as_str()).with("reason", "too-many");
        Err(error.at(place()))
    }

    fn count(&mut self, row: usize, kind: Outcome, people: u64, weight: Option<Weight>) {
        for cross in &mut self.crosses {
            cross.add(row, kind, people, weight);
        }
    }

    fn make_room(&mut self, largest: &[u32]) -> Result<()> {
        largest.clone_into(&mut self.largest);
        if !self.declared_only && self.exceeds(0..largest.len()) {
            self.give_up_full_cross()?;
        }
        let roomy = self.crosses.iter_mut().all(|cross| cross.make_room(largest));
        if roomy { Ok(()) } else { Err(Error::new("EVH-D036")) }
    }

    /// Whether a cross could have more cells than allowed, by the labels met so far.
    fn exceeds(&self, dims: impl IntoIterator<Item = usize>) -> bool {
        let mut sizes = dims.into_iter().map(|dim| u64::from(self.largest[dim]) + 1);
        sizes.try_fold(1_u64, u64::checked_mul).is_none_or(|cells| cells > self.max_cells)
    }

    /// Once everybody is counted: declared crosses of several attributes do without the campaign where they would have
    /// more cells than allowed with it.
    pub(crate) fn drop_campaign_of_large_crosses(&mut self, campaign: Option<usize>) -> Result<()> {
        let Some(campaign) = campaign else { return Ok(()) };
        for at in 0..self.crosses.len() {
            let dims = &self.crosses[at].dims;
            if dims.len() > 2 && self.exceeds(dims.iter().copied()) {
                let attributes = dims.iter().copied().filter(|dim| *dim != campaign).collect();
                let margin = self.crosses[at].margin(attributes, &self.largest);
                self.crosses[at] = margin.ok_or_else(|| Error::new("EVH-D036"))?;
            }
        }
        Ok(())
    }

    /// Sums the people counted so far into the declared crosses. Whether this happens depends on the labels of the whole
    /// input alone; when it happens leaves no trace, as cells only add up.
    fn give_up_full_cross(&mut self) -> Result<()> {
        let margins = self.declared.iter().map(|dims| self.crosses[0].margin(dims.clone(), &self.largest));
        self.crosses = margins.collect::<Option<_>>().ok_or_else(|| Error::new("EVH-D036"))?;
        self.declared_only = true;
        Ok(())
    }
}

/// What a row adds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// One person without a weight.
    One(Outcome),
    /// People, some of them selected.
    Many { people: u64, selected: u64, positive: Option<bool>, weight: Option<Weight> },
}

impl Rows<'_> {
    fn kind(&self, row: usize) -> Result<Kind, Reason> {
        if let Some(reason) = self.nobody.and_then(|nobody| nobody[row]) {
            return Err(reason);
        }
        let positive = match self.outcome.map_or(UNKNOWN, |outcome| outcome[row]) {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        };
        let decided = match self.decision.map(|decision| decision[row]) {
            Some(YES) => Some(true),
            Some(NO) => Some(false),
            Some(_) => return Err(Reason::DecisionMissing),
            None => None,
        };
        if self.count.is_none() && self.weight.is_none() {
            return Ok(Kind::One(Outcome::of(decided.unwrap_or(true), positive)));
        }
        let people = self.count.map_or(Some(1), |count| count[row]).ok_or(Reason::CountMissing)?;
        let selected = match (decided, self.selected) {
            (Some(selected), _) => people * u64::from(selected),
            (None, Some(selected)) => selected[row].ok_or(Reason::CountMissing)?,
            (None, None) => people,
        };
        let weight = self.weight.map(|weight| weight[row].ok_or(Reason::WeightMissing)).transpose()?;
        Ok(Kind::Many { people, selected, positive, weight })
    }
}
