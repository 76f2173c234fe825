//! Columns put together from both tables: those of the decisions as they stand, those of the audience by person.

use super::layout::Layout;
use super::left_out::Reason;
use super::people::People;
use super::rows::Rows;
use crate::read::batch::{Batch, MISSING, NO, UNKNOWN, YES};
use crate::read::batch_reader::BatchReader;
use crate::read::threads;
use crate::read::values::{Column, Values};
use crate::role::{Reads, Role, Roles};

/// Which columns the audience has, and where a person's codes hold them.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// For each attribute of the plan: whether the audience has it, and its place among that table's attributes.
    attributes: Vec<(bool, usize)>,
    has_campaign: bool,
    campaign: Option<usize>,
    kept: Option<usize>,
    /// Where each role is told; `None` for what nobody tells.
    roles: Roles<Option<Told>>,
    /// For each stage: its place in a person's codes, or among the stages of the decisions.
    stages: Vec<(bool, usize)>,
}

/// Where a role is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// By the decisions.
    Decisions,
    /// By the audience, at this place of a person's codes.
    Codes(usize),
    /// By the audience, as numbers.
    Numbers,
}

impl Shape {
    /// As the columns were found.
    pub(crate) fn new(layout: &Layout) -> Self {
        let audience = &layout.audience;
        let mut next = audience.attributes.len();
        let mut place = |there: bool| {
            next += usize::from(there);
            there.then(|| next - 1)
        };
        let (campaign, kept) = (place(audience.campaign.is_some()), place(!audience.keep.is_empty()));
        let roles = Roles::of(|role| {
            if audience.roles[role].is_none() {
                return layout.decisions.roles[role].as_ref().map(|_| Told::Decisions);
            }
            let is_code = matches!(role.reads(), Reads::Flag | Reads::Unit);
            place(is_code).map(Told::Codes).or(Some(Told::Numbers))
        });
        // The stages of the audience stand last in a person's codes.
        let stages = layout.stages.iter().map(|(here, at)| (*here, if *here { at + next } else { *at })).collect();
        let (attributes, has_campaign) = (layout.attributes.clone(), layout.campaigns().is_some());
        Self { attributes, has_campaign, campaign, kept, roles, stages }
    }

    /// Whether the decisions name the campaign.
    pub(crate) const fn campaign_of_decisions(&self) -> bool {
        self.has_campaign && self.campaign.is_none()
    }

    /// The codes of a row of the audience, in the order of the plan.
    pub(crate) fn codes_of_row(&self, batch: &Batch, row: usize) -> impl Iterator<Item = u32> {
        let attributes = self.attributes.iter().map(move |(in_audience, place)| match in_audience {
            true => batch.attributes[*place][row],
            false => MISSING,
        });
        let campaign = batch.campaign.as_ref().map_or(MISSING, |codes| codes[row]);
        attributes.chain(self.has_campaign.then_some(campaign))
    }

    /// Whether the condition holds for a person, as far as the audience says.
    pub(crate) fn keeps(&self, people: &People, person: usize) -> bool {
        self.kept.is_none_or(|place| u32::from(people.codes_of(person)[place]) == YES)
    }

    /// The codes of a person, in the order of the plan.
    pub(crate) fn codes_of_person(&self, people: &People, person: usize) -> impl Iterator<Item = u32> {
        let codes = people.codes_of(person);
        let attributes = self.attributes.iter().map(move |(in_audience, place)| match in_audience {
            true => codes[*place].into(),
            false => MISSING,
        });
        let campaign = self.campaign.map_or(MISSING, |place| codes[place].into());
        attributes.chain(self.has_campaign.then_some(campaign))
    }

    /// The largest code of each dimension that the audience has; 0 for the others.
    pub(crate) fn largest(&self, audience: &BatchReader) -> Vec<u32> {
        let known = audience.largest();
        let attributes =
            self.attributes.iter().map(|(in_audience, place)| if *in_audience { known[*place] } else { 0 });
        let campaign = if self.campaign.is_some() { known[audience.attributes.len()] } else { 0 };
        attributes.chain(self.has_campaign.then_some(campaign)).collect()
    }

    /// Raises the largest codes of the dimensions that the decisions have.
    pub(crate) fn raise(&self, decisions: &BatchReader, largest: &mut [u32]) {
        let known = decisions.largest();
        for ((in_audience, place), largest) in self.attributes.iter().zip(largest.iter_mut()) {
            if !in_audience {
                *largest = known[*place];
            }
        }
        if let (true, Some(largest)) = (self.campaign_of_decisions(), largest.last_mut()) {
            *largest = known[decisions.attributes.len()];
        }
    }
}

/// Rows that one thread looks up.
fn rows_of_part(rows: usize) -> usize {
    /// Fewer are looked up sooner than a thread is started.
    const FEWEST: usize = 1 << 14;
    rows.div_ceil(threads::count()).max(FEWEST)
}

/// Columns of the audience for the rows of a batch.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    /// The person of each row.
    pub found: Vec<Option<usize>>,
    /// The combination of codes of that person, where there is one.
    combinations: Vec<u32>,
    /// Why a row has none.
    pub nobody: Vec<Option<Reason>>,
    /// By place in a person's codes.
    codes: Vec<Vec<u32>>,
    /// Numbers of roles.
    numbers: Roles<Option<Values>>,
    /// As long as the rows: one code for all.
    missing: Vec<u32>,
    rejected: Vec<u32>,
    campaign: Vec<u32>,
}

impl Buffers {
    /// Finds the person of each row of a batch.
    pub(crate) fn find(&mut self, people: &People, batch: &Batch) {
        self.found.clear();
        self.found.resize(batch.rows, None);
        self.nobody.clear();
        self.nobody.resize(batch.rows, None);
        let keys = batch.key.as_deref().unwrap_or_default();
        let part = rows_of_part(batch.rows);
        self.combinations.clear();
        self.combinations.resize(batch.rows, 0);
        let columns = self.found.chunks_mut(part).zip(self.nobody.chunks_mut(part));
        let parts = columns.zip(self.combinations.chunks_mut(part)).zip(keys.chunks(part));
        threads::share(parts.collect(), |(((found, nobody), combinations), keys)| {
            people.find_each(keys, |row, person| {
                found[row] = person;
                match (keys[row], person) {
                    (None, _) => nobody[row] = Some(Reason::KeyMissing),
                    (_, None) => nobody[row] = Some(Reason::NotInAudience),
                    (_, Some(person)) => combinations[row] = people.combination_of(person),
                }
            });
        });
    }

    /// Takes these people for those that were found.
    pub(crate) fn take(&mut self, people: &People, found: impl Iterator<Item = usize>) {
        self.found.clear();
        self.found.extend(found.map(Some));
        self.combinations.clear();
        self.combinations.extend(self.found.iter().flatten().map(|person| people.combination_of(*person)));
    }

    /// Reads what the audience says of the people found.
    pub(crate) fn fill(&mut self, shape: &Shape, people: &People) {
        let found = &self.found;
        let part = rows_of_part(found.len());
        let columns = found.chunks(part).zip(self.combinations.chunks(part));
        let mut parts: Vec<(_, Vec<&mut [u32]>)> = columns.map(|rows| (rows, Vec::new())).collect();
        self.codes.resize_with(people.stride(), Vec::new);
        for codes in &mut self.codes {
            codes.clear();
            codes.resize(found.len(), MISSING);
            parts.iter_mut().zip(codes.chunks_mut(part)).for_each(|((_, columns), codes)| columns.push(codes));
        }
        threads::share(parts, |((found, combinations), mut columns)| {
            let there = found.iter().zip(combinations).enumerate().filter(|(_, (person, _))| person.is_some());
            for (row, (_, combination)) in there {
                for (codes, code) in columns.iter_mut().zip(people.codes_together(*combination)) {
                    codes[row] = u32::from(*code);
                }
            }
        });
        for (role, told) in shape.roles.present() {
            // What decisions alone say of people is asked of those without a decision, too, who lack it.
            if *told == Told::Numbers || (*told == Told::Decisions && role.about().of_person) {
                self.numbers[role].get_or_insert_with(|| Values::of(role)).take(people.numbers_of(role), found);
            }
        }
    }

    /// The rows of a batch of decisions, whose people were found.
    pub(crate) fn rows<'a>(&'a self, shape: &Shape, batch: &'a Batch) -> Rows<'a> {
        let attributes = shape.attributes.iter().map(|(in_audience, place)| match in_audience {
            true => self.codes[*place].as_slice(),
            false => batch.attributes[*place].as_slice(),
        });
        let here = |place: Option<usize>| place.map(|place| self.codes[place].as_slice());
        let campaign = here(shape.campaign).or(batch.campaign.as_deref());
        Rows {
            len: batch.rows,
            codes: attributes.chain(campaign).collect(),
            kept: here(shape.kept).into_iter().chain(batch.kept.as_deref()).collect(),
            roles: Roles::of(|role| match shape.roles[role]? {
                Told::Decisions => batch.column(role),
                Told::Codes(place) => Some(Column::Codes(&self.codes[place])),
                Told::Numbers => self.numbers[role].as_ref().map(Column::from),
            }),
            stages: shape
                .stages
                .iter()
                .map(|(in_audience, place)| if *in_audience { &self.codes[*place] } else { &batch.stages[*place] })
                .map(Vec::as_slice)
                .collect(),
            nobody: Some(&self.nobody),
            totals: &[],
        }
    }

    /// The people found, as rows of people who were rejected: in this campaign, or in their own. What only decisions say
    /// is unknown of them, and where only decisions have weights they have none.
    pub(crate) fn rejected<'a>(&'a mut self, shape: &Shape, campaign: Option<u32>) -> Rows<'a> {
        let rows = self.found.len();
        for (column, code) in
            [(&mut self.missing, MISSING), (&mut self.rejected, NO), (&mut self.campaign, campaign.unwrap_or(MISSING))]
        {
            column.clear();
            column.resize(rows, code);
        }
        let codes = &self.codes;
        let attributes = shape.attributes.iter().map(|(in_audience, place)| match in_audience {
            true => codes[*place].as_slice(),
            false => self.missing.as_slice(),
        });
        let of_campaign = shape.campaign.map_or(self.campaign.as_slice(), |place| codes[place].as_slice());
        debug_assert_eq!(MISSING, UNKNOWN, "one column serves for both");
        let of = |place: Option<usize>| place.map_or(self.missing.as_slice(), |place| codes[place].as_slice());
        Rows {
            len: rows,
            codes: attributes.chain(shape.has_campaign.then_some(of_campaign)).collect(),
            roles: Roles::of(|role| match (role, shape.roles[role]) {
                (Role::Decision, _) => Some(Column::Codes(&self.rejected)),
                (Role::Selected, _) => None,
                (_, Some(Told::Codes(place))) => Some(Column::Codes(of(Some(place)))),
                (_, Some(Told::Numbers)) => self.numbers[role].as_ref().map(Column::from),
                (_, Some(Told::Decisions)) if role.about().of_person => self.numbers[role].as_ref().map(Column::from),
                _ => None,
            }),
            kept: Vec::new(),
            stages: shape.stages.iter().map(|(in_audience, place)| of(in_audience.then_some(*place))).collect(),
            nobody: None,
            totals: &[],
        }
    }
}
