//! Columns put together from both tables: those of the decisions as they stand, those of the audience by person.

use evenhand_metrics::cell::{Amount, Weight};

use super::layout::Layout;
use super::left_out::Reason;
use super::people::People;
use super::rows::Rows;
use crate::read::batch::{Batch, MISSING, NO, UNKNOWN, YES};
use crate::read::batch_reader::BatchReader;

/// Which columns the audience has, and where a person's codes hold them.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "one for each column that may be in either table")]
pub(crate) struct Shape {
    /// For each attribute of the plan: whether the audience has it, and its place among that table's attributes.
    attributes: Vec<(bool, usize)>,
    has_campaign: bool,
    campaign: Option<usize>,
    decision: Option<usize>,
    outcome: Option<usize>,
    kept: Option<usize>,
    count: bool,
    selected: bool,
    weight: bool,
    weight_wanted: bool,
    fold: Option<usize>,
    fold_wanted: bool,
    holdout: Option<usize>,
    holdout_wanted: bool,
    /// For each stage: its place in a person's codes, or among the stages of the decisions.
    stages: Vec<(bool, usize)>,
    score: bool,
    score_wanted: bool,
    value: bool,
    cost: bool,
    reach: bool,
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
        let decisions = &layout.decisions;
        let mut shape = Self {
            attributes: layout.attributes.clone(),
            has_campaign: layout.campaigns().is_some(),
            campaign: place(audience.campaign.is_some()),
            decision: place(audience.decision.is_some()),
            outcome: place(audience.outcome.is_some()),
            kept: place(!audience.keep.is_empty()),
            count: audience.count.is_some(),
            selected: audience.selected.is_some(),
            weight: audience.weight.is_some(),
            weight_wanted: audience.weight.is_some() || decisions.weight.is_some(),
            fold: place(audience.unit.is_some()),
            fold_wanted: audience.unit.is_some() || decisions.unit.is_some(),
            holdout: place(audience.holdout.is_some()),
            holdout_wanted: audience.holdout.is_some() || decisions.holdout.is_some(),
            stages: layout.stages.clone(),
            score: audience.score.is_some(),
            score_wanted: audience.score.is_some() || decisions.score.is_some(),
            value: audience.value.is_some(),
            cost: audience.cost.is_some(),
            reach: audience.reach.is_some(),
        };
        // The stages of the audience stand last in a person's codes.
        for (in_audience, stage) in &mut shape.stages {
            *stage += if *in_audience { next } else { 0 };
        }
        shape
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

/// Columns of the audience for the rows of a batch.
#[derive(Debug, Default)]
pub(crate) struct Buffers {
    /// The person of each row.
    pub found: Vec<Option<usize>>,
    /// Why a row has none.
    pub nobody: Vec<Option<Reason>>,
    /// By place in a person's codes.
    codes: Vec<Vec<u32>>,
    count: Vec<Option<u64>>,
    selected: Vec<Option<u64>>,
    weight: Vec<Option<Weight>>,
    score: Vec<Option<Amount>>,
    value: Vec<Option<Amount>>,
    cost: Vec<Option<Amount>>,
    reach: Vec<Option<Amount>>,
    /// As long as the rows: one code for all.
    missing: Vec<u32>,
    rejected: Vec<u32>,
    campaign: Vec<u32>,
}

impl Buffers {
    /// Reads what the audience says of the people found.
    pub(crate) fn fill(&mut self, shape: &Shape, people: &People) {
        let found = &self.found;
        self.codes.resize_with(people.stride(), Vec::new);
        for codes in &mut self.codes {
            codes.clear();
            codes.resize(found.len(), MISSING);
        }
        for (row, person) in found.iter().enumerate() {
            let Some(person) = person else { continue };
            for (codes, code) in self.codes.iter_mut().zip(people.codes_of(*person)) {
                codes[row] = u32::from(*code);
            }
        }
        if shape.count {
            self.count.clear();
            self.count.extend(found.iter().map(|person| people.count_of((*person)?)));
        }
        if shape.selected {
            self.selected.clear();
            self.selected.extend(found.iter().map(|person| people.selected_of((*person)?)));
        }
        if shape.weight_wanted {
            self.weight.clear();
            self.weight.extend(found.iter().map(|person| people.weight_of((*person)?)));
        }
        if shape.score_wanted {
            self.score.clear();
            self.score.extend(found.iter().map(|person| people.score_of((*person)?)));
        }
        if shape.value {
            self.value.clear();
            self.value.extend(found.iter().map(|person| people.value_of((*person)?)));
        }
        if shape.cost {
            self.cost.clear();
            self.cost.extend(found.iter().map(|person| people.cost_of((*person)?)));
        }
        if shape.reach {
            self.reach.clear();
            self.reach.extend(found.iter().map(|person| people.reach_of((*person)?)));
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
            decision: here(shape.decision).or(batch.decision.as_deref()),
            outcome: here(shape.outcome).or(batch.outcome.as_deref()),
            count: if shape.count { Some(self.count.as_slice()) } else { batch.count.as_deref() },
            selected: if shape.selected { Some(self.selected.as_slice()) } else { batch.selected.as_deref() },
            weight: if shape.weight { Some(self.weight.as_slice()) } else { batch.weight.as_deref() },
            kept: here(shape.kept).into_iter().chain(batch.kept.as_deref()).collect(),
            fold: here(shape.fold).or(batch.fold.as_deref()),
            holdout: here(shape.holdout).or(batch.holdout.as_deref()),
            stages: shape
                .stages
                .iter()
                .map(|(in_audience, place)| if *in_audience { &self.codes[*place] } else { &batch.stages[*place] })
                .map(Vec::as_slice)
                .collect(),
            score: if shape.score { Some(self.score.as_slice()) } else { batch.score.as_deref() },
            value: if shape.value { Some(self.value.as_slice()) } else { batch.value.as_deref() },
            cost: if shape.cost { Some(self.cost.as_slice()) } else { batch.cost.as_deref() },
            reach: if shape.reach { Some(self.reach.as_slice()) } else { batch.reach.as_deref() },
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
            decision: Some(&self.rejected),
            outcome: Some(of(shape.outcome)),
            count: shape.count.then_some(&self.count),
            selected: None,
            weight: shape.weight_wanted.then_some(&self.weight),
            kept: Vec::new(),
            fold: shape.fold_wanted.then_some(of(shape.fold)),
            holdout: shape.holdout_wanted.then_some(of(shape.holdout)),
            stages: shape.stages.iter().map(|(in_audience, place)| of(in_audience.then_some(*place))).collect(),
            score: shape.score_wanted.then_some(&self.score),
            value: shape.value.then_some(&self.value),
            cost: shape.cost.then_some(&self.cost),
            reach: shape.reach.then_some(&self.reach),
            nobody: None,
            totals: &[],
        }
    }
}
