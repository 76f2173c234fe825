//! Decisions and audience together: each decision finds its person, and the people whom no decision found are left out,
//! rejected or an error.

use super::join_columns::{Buffers, Shape};
use super::layout::Layout;
use super::left_out::{Reason, Tallies};
use super::people::{Marked, People};
use super::rows::Rows;
use super::{Phase, Progress, Repeats};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::input::Input;
use crate::read::batch::{Batch, Key};
use crate::read::batch_reader::BatchReader;
use crate::read::source::{Flow, Source};
use crate::role::Role;
use crate::spec::{Absent, CubeSpec};

/// People counted together when they had no decision.
const TOGETHER: usize = 1 << 16;
/// Marks kept for people in campaigns: one bit each, two gigabytes in all.
const MARKS: usize = 1 << 34;

/// The audience, and which of its people decisions have found.
#[derive(Debug)]
pub(crate) struct Joined {
    people: People,
    shape: Shape,
    absent: Absent,
    /// Whoever has a decision row.
    found: Marked,
    /// The same by code of the campaign, when the decisions name one.
    by_campaign: Option<Vec<Marked>>,
    /// How many campaigns have a column of their own in the decisions: a row is in all of them.
    waves: u32,
    /// Whoever has several rows in one campaign.
    repeated: Marked,
    /// The largest code of each dimension so far.
    largest: Vec<u32>,
    buffers: Buffers,
    /// Rows of the audience without a key.
    keyless: Tallies,
}

/// People without a decision who count as rejected.
#[derive(Debug)]
pub(crate) struct Absence {
    /// Whoever has a decision.
    found: Marked,
    /// The code of the campaign in which the others have none; `None` for their own, or where there are none.
    pub campaign: Option<u32>,
}

impl Absence {
    /// Whether a person is absent.
    pub(crate) fn is_of(&self, person: usize) -> bool {
        !self.found.has(person)
    }
}

impl Joined {
    /// Reads the audience once.
    pub(crate) fn read(
        spec: &CubeSpec,
        layout: &mut Layout,
        source: &Source,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Vec<Input>)> {
        let shape = Shape::new(layout);
        let (mut people, mut rows, mut keyless) =
            (People::with_room_for(source.rows().unwrap_or(0)), 0, Tallies::default());
        let inputs = source.read(&mut layout.audience, |wanted, batch| {
            rows += batch.rows as u64;
            progress(Progress { rows, share: source.share(rows), phase: Phase::Audience });
            if wanted.hopeless() {
                return Ok(Flow::Stop);
            }
            if !wanted.in_trouble() {
                people.add(batch, |row| {
                    let count = batch.people(Role::Count).and_then(|count| count[row]).unwrap_or(1);
                    keyless.add(Reason::KeyMissing, count, shape.codes_of_row(batch, row));
                })?;
            }
            Ok(Flow::On)
        })?;
        let waves = u32::try_from(layout.decisions.waves.len()).unwrap_or(u32::MAX);
        let mut joined = Self {
            found: Marked::default(),
            by_campaign: None,
            waves,
            repeated: Marked::default(),
            largest: shape.largest(&layout.audience),
            buffers: Buffers::default(),
            absent: spec.data.absent,
            people,
            shape,
            keyless,
        };
        joined.begin();
        Ok((joined, inputs))
    }

    /// Forgets which people decisions have found, to read the decisions from their beginning.
    pub(crate) fn begin(&mut self) {
        self.found = Marked::none_of(self.people.len());
        self.by_campaign = (self.shape.campaign_of_decisions() && self.waves == 0).then(Vec::new);
        self.repeated = Marked::none_of(self.people.len());
    }

    /// The rows of the audience that belong to nobody.
    pub(crate) const fn keyless(&self) -> &Tallies {
        &self.keyless
    }

    /// The rows of a batch of decisions with what the audience says of their people, and the largest codes so far.
    pub(crate) fn rows<'a>(&'a mut self, wanted: &BatchReader, batch: &'a Batch) -> Result<(Rows<'a>, &'a [u32])> {
        self.shape.raise(wanted, &mut self.largest);
        self.find(batch)?;
        self.buffers.fill(&self.shape, &self.people);
        Ok((self.buffers.rows(&self.shape, batch), &self.largest))
    }

    /// Finds the person of each row, and remembers who was found.
    fn find(&mut self, batch: &Batch) -> Result<()> {
        self.buffers.find(&self.people, batch);
        let campaigns = self.by_campaign.as_mut().zip(batch.campaign.as_deref());
        let by_campaign = campaigns.map(|(marks, codes)| {
            // Of a campaign in which nobody was found everybody is absent.
            let known = self.largest.last().map_or(0, |largest| *largest as usize + 1);
            if known.max(marks.len()).saturating_mul(self.people.len()) > MARKS {
                let first = codes.iter().position(|code| *code as usize >= marks.len()).unwrap_or(0);
                let place = batch.origin.place(None, first);
                return Err(Error::new(ErrorCode::D037).with("people", self.people.len()).at(place));
            }
            if marks.len() < known {
                marks.resize_with(known, || Marked::none_of(self.people.len()));
            }
            Ok((marks, codes))
        });
        let mut by_campaign = by_campaign.transpose()?;
        let people = self.buffers.found.iter().enumerate().filter_map(|(row, person)| Some((row, (*person)?)));
        for (row, person) in people {
            let mut before = self.found.mark(person);
            if let Some((marks, codes)) = &mut by_campaign {
                before = marks[codes[row] as usize].mark(person);
            }
            if before {
                self.repeated.mark(person);
            }
        }
        Ok(())
    }

    /// Deals with the people whom no decision found: leaves them out, or says where they count as rejected.
    ///
    /// # Errors
    /// When there are some and the plan wants none.
    pub(crate) fn settle_absent(&mut self, spec: &CubeSpec, left_out: &mut Tallies) -> Result<Vec<Absence>> {
        let Some(audience) = &spec.data.audience else { return Ok(Vec::new()) };
        for person in (0..self.people.len()).filter(|person| !self.shape.keeps(&self.people, *person)) {
            // Marked, so that they are absent from no campaign; those with decisions are left out row by row.
            if !self.found.mark(person) {
                let people = self.people.count_of(person).unwrap_or(1);
                left_out.add(Reason::Where, people, self.shape.codes_of_person(&self.people, person));
            }
            for marks in self.by_campaign.iter_mut().flatten() {
                marks.mark(person);
            }
        }
        match self.absent {
            Absent::Error => {
                let people = self.people.len() as u64 - self.found.count();
                let place = Place::Data { file: spec.data.decisions_name.clone(), column: None, row: None };
                let error = Error::new(ErrorCode::D033).with("people", people).with("file", audience.name.as_str());
                if people > 0 { Err(error.at(place)) } else { Ok(Vec::new()) }
            }
            Absent::LeftOut => {
                for person in (0..self.people.len()).filter(|person| !self.found.has(*person)) {
                    let people = self.people.count_of(person).unwrap_or(1);
                    let codes = self.shape.codes_of_person(&self.people, person);
                    left_out.add(Reason::NoDecision, people, codes);
                }
                Ok(Vec::new())
            }
            Absent::Rejected => {
                let absences = match self.by_campaign.take() {
                    None => {
                        let waves = (1..=self.waves).map(Some).chain((self.waves == 0).then_some(None));
                        waves.map(|campaign| Absence { found: self.found.clone(), campaign }).collect()
                    }
                    // The first is of rows without a campaign, in which nobody can be absent.
                    Some(campaigns) => {
                        let marks = (0..).zip(campaigns).skip(1);
                        marks.map(|(code, found)| Absence { found, campaign: Some(code) }).collect()
                    }
                };
                Ok(absences)
            }
        }
    }

    /// The number of the person with this key: people are numbered from 0 in the order of the audience.
    pub(crate) fn person(&self, key: Key) -> Option<usize> {
        self.people.find(key)
    }

    /// These people as rows of rejected people in the campaign that they are absent from, and the largest codes.
    pub(crate) fn rejected(
        &mut self,
        people: impl Iterator<Item = usize>,
        campaign: Option<u32>,
    ) -> (Rows<'_>, &[u32]) {
        self.buffers.take(&self.people, people);
        self.buffers.fill(&self.shape, &self.people);
        (self.buffers.rejected(&self.shape, campaign), &self.largest)
    }

    /// Hands on everybody absent as rows of rejected people, in the order of the audience, and the largest codes.
    ///
    /// # Errors
    /// Those of `each`.
    pub(crate) fn each_absent(
        &mut self,
        absence: &Absence,
        mut each: impl FnMut(&Rows<'_>, &[u32]) -> Result<()>,
    ) -> Result<()> {
        let mut people = (0..self.people.len()).filter(|person| absence.is_of(*person)).peekable();
        while people.peek().is_some() {
            let (rows, largest) = self.rejected(people.by_ref().take(TOGETHER), absence.campaign);
            each(&rows, largest)?;
        }
        Ok(())
    }

    /// How often a key came again.
    pub(crate) fn repeats(&self) -> Repeats {
        Repeats { people_in_decisions: self.repeated.count(), rows_in_audience: self.people.repeats }
    }
}
