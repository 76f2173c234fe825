//! Decisions and audience together: each decision finds its person, and the people whom no decision found are left out,
//! rejected or an error.

use super::gather::{Buffers, Shape};
use super::layout::Layout;
use super::left_out::Reason;
use super::people::{Marked, People};
use super::rows::{Counter, Rows};
use super::{Phase, Progress, Repeats};
use crate::audit::Input;
use crate::error::{Error, Place, Result};
use crate::ingest::batch::{Batch, Origin};
use crate::ingest::source::{Flow, Source};
use crate::ingest::wanted::Wanted;
use crate::plan::{Absent, Plan};

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
}

impl Joined {
    /// Reads the audience once.
    pub(crate) fn read(
        plan: &Plan,
        layout: &mut Layout,
        source: &Source,
        counter: &mut Counter,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(Self, Vec<Input>)> {
        let shape = Shape::new(layout);
        let (mut people, mut rows) = (People::default(), 0);
        let inputs = source.read(&mut layout.audience, |wanted, batch| {
            rows += batch.rows as u64;
            progress(Progress { rows, of: source.rows(), phase: Phase::Audience });
            if wanted.hopeless() {
                return Ok(Flow::Stop);
            }
            if !wanted.in_trouble() {
                people.add(batch, |row| {
                    let count = batch.count.as_ref().and_then(|count| count[row]).unwrap_or(1);
                    counter.left_out.add(Reason::KeyMissing, count, shape.codes_of_row(batch, row));
                })?;
            }
            Ok(Flow::On)
        })?;
        let waves = u32::try_from(layout.decisions.waves.len()).unwrap_or(u32::MAX);
        let joined = Self {
            found: Marked::none_of(people.len()),
            by_campaign: (shape.campaign_of_decisions() && waves == 0).then(Vec::new),
            waves,
            repeated: Marked::none_of(people.len()),
            largest: shape.largest(&layout.audience),
            buffers: Buffers::default(),
            absent: plan.data.absent,
            people,
            shape,
        };
        Ok((joined, inputs))
    }

    /// Counts a batch of decisions.
    pub(crate) fn add(&mut self, wanted: &Wanted, batch: &Batch, counter: &mut Counter) -> Result<()> {
        self.find(batch)?;
        self.shape.raise(wanted, &mut self.largest);
        self.buffers.fill(&self.shape, &self.people);
        let rows = self.buffers.rows(&self.shape, batch);
        counter.add_waves(rows, &batch.waves, &self.largest, &batch.origin)
    }

    /// Finds the person of each row, and remembers who was found.
    fn find(&mut self, batch: &Batch) -> Result<()> {
        let (found, nobody) = (&mut self.buffers.found, &mut self.buffers.nobody);
        found.clear();
        nobody.clear();
        for row in 0..batch.rows {
            let key = batch.key.as_ref().and_then(|keys| keys[row]);
            let person = key.and_then(|key| self.people.find(key));
            found.push(person);
            nobody.push(match (key, person) {
                (None, _) => Some(Reason::KeyMissing),
                (_, None) => Some(Reason::NotInAudience),
                _ => None,
            });
        }
        for (row, person) in found.iter().enumerate().filter_map(|(row, person)| Some((row, (*person)?))) {
            let mut before = self.found.mark(person);
            if let (Some(marks), Some(campaigns)) = (&mut self.by_campaign, &batch.campaign) {
                let campaign = campaigns[row] as usize;
                if marks.len() <= campaign {
                    if (campaign + 1).saturating_mul(self.people.len()) > MARKS {
                        let place = batch.origin.place(None, row);
                        return Err(Error::new("EVH-D037").with("people", self.people.len()).at(place));
                    }
                    marks.resize_with(campaign + 1, || Marked::none_of(self.people.len()));
                }
                before = marks[campaign].mark(person);
            }
            if before {
                self.repeated.mark(person);
            }
        }
        Ok(())
    }

    /// Deals with the people whom no decision found.
    ///
    /// # Errors
    /// When there are some and the plan wants none.
    pub(crate) fn add_absent(&mut self, plan: &Plan, counter: &mut Counter) -> Result<()> {
        let Some(audience) = &plan.data.audience else { return Ok(()) };
        for person in (0..self.people.len()).filter(|person| !self.shape.keeps(&self.people, *person)) {
            // Marked, so that they are absent from no campaign; those with decisions are left out row by row.
            if !self.found.mark(person) {
                let people = self.people.count_of(person).unwrap_or(1);
                counter.left_out.add(Reason::Where, people, self.shape.codes_of_person(&self.people, person));
            }
            for marks in self.by_campaign.iter_mut().flatten() {
                marks.mark(person);
            }
        }
        match self.absent {
            Absent::Error => {
                let people = self.people.len() as u64 - self.found.count();
                let place = Place::Data { file: plan.data.decisions_name.clone(), column: None, row: None };
                let error = Error::new("EVH-D033").with("people", people).with("file", audience.name.as_str());
                if people > 0 { Err(error.at(place)) } else { Ok(()) }
            }
            Absent::LeftOut => {
                for person in (0..self.people.len()).filter(|person| !self.found.has(*person)) {
                    let people = self.people.count_of(person).unwrap_or(1);
                    let codes = self.shape.codes_of_person(&self.people, person);
                    counter.left_out.add(Reason::NoDecision, people, codes);
                }
                Ok(())
            }
            Absent::Rejected => {
                let campaigns = self.by_campaign.take();
                match campaigns {
                    None => {
                        let found = std::mem::take(&mut self.found);
                        let waves = (1..=self.waves).map(Some).chain((self.waves == 0).then_some(None));
                        for wave in waves {
                            self.reject_all_but(&found, wave, counter)?;
                        }
                        self.found = found;
                    }
                    // The first is of rows without a campaign, in which nobody can be absent.
                    Some(campaigns) => {
                        for (code, found) in (0..).zip(&campaigns).skip(1) {
                            self.reject_all_but(found, Some(code), counter)?;
                        }
                    }
                }
                Ok(())
            }
        }
    }

    fn reject_all_but(&mut self, found: &Marked, campaign: Option<u32>, counter: &mut Counter) -> Result<()> {
        let mut absent = (0..self.people.len()).filter(|person| !found.has(*person)).peekable();
        while absent.peek().is_some() {
            self.buffers.found.clear();
            self.buffers.found.extend(absent.by_ref().take(TOGETHER).map(Some));
            self.buffers.fill(&self.shape, &self.people);
            let rows: Rows<'_> = self.buffers.rejected(&self.shape, campaign);
            counter.add(&rows, &self.largest, &Origin::default())?;
        }
        Ok(())
    }

    /// How often a key came again.
    pub(crate) fn repeats(&self) -> Repeats {
        Repeats { people_in_decisions: self.repeated.count(), rows_in_audience: self.people.repeats }
    }
}
