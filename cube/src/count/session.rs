//! The second pass: the same rows are read again with a change applied to them, and every cuboid is counted anew. Labels
//! and audience stay from the first pass, so that codes mean the same; a file that was changed between the two is an error.

use std::fmt;

use super::change::{Change, Changing, file_changed};
use super::join::{Absence, Joined};
use super::layout::{Layout, find_in};
use super::rows::Rows;
use super::{Counting, Exact, Known, Phase, Progress, counted_exactly, counter, first, read_decisions, sources};
use crate::error::{Error, Result};
use crate::error::{ErrorCode, Said};
use crate::input::Input;
use crate::read::Ids;
use crate::read::batch::{Batch, Origin};
use crate::read::batch_reader::BatchReader;
use crate::read::source::{Flow, Source};
use crate::role::Role;
use crate::spec::{Absent, CubeSpec, Decision, Named};

/// What a second pass is told beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct SessionOptions<'a> {
    /// The column of the decisions whose values name the rows. `None`: that of units when the decisions have it, else their
    /// key, else rows have no names.
    pub id: Option<&'a Named>,
}

/// What one pass leaves for another over the same rows.
pub struct Session {
    decisions: Source,
    audience: Option<Source>,
    layout: Layout,
    joined: Option<Joined>,
    /// For each dimension of the rows' codes: the place of each code among the labels, from 1.
    places: Vec<Vec<u32>>,
    inputs: Vec<Input>,
    notes: Vec<Said>,
    id: Option<String>,
    /// The column of the audience with the names of people without a decision.
    id_of_absent: Option<String>,
}

/// Counts exactly, as [`super::exact`], and keeps what a second pass needs. Standard input is kept in a temporary file.
///
/// # Errors
/// As [`super::exact`]; and when the column of names is not there, or people without a decision would have none.
pub fn session(
    spec: &CubeSpec,
    options: SessionOptions<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<(Exact, Session)> {
    let (decisions, audience) = sources(spec, true)?;
    let id = id_column(spec, options.id, &decisions, audience.as_ref())?;
    let id_of_absent = match (&id, &audience) {
        (Some(id), Some(audience)) if spec.data.absent == Absent::Rejected => {
            Some(id_of_absent(spec, id, options.id, audience)?)
        }
        _ => None,
    };
    decisions.check(id.as_slice())?;
    let (exact, Known { mut layout, orders, joined }) = first(spec, &decisions, audience.as_ref(), progress)?;
    layout.decisions.ids.clone_from(&id);
    let places = orders[..exact.counting.base()].iter().map(|order| places(order)).collect();
    let (inputs, notes) = (exact.inputs.clone(), exact.notes.clone());
    let session = Session { decisions, audience, layout, joined, places, inputs, notes, id, id_of_absent };
    Ok((exact, session))
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("inputs", &self.inputs).field("id", &self.id).finish_non_exhaustive()
    }
}

impl Session {
    /// Reads the rows again. `change` sees them all, in the order of the decisions; then, where people without a decision
    /// count as rejected, these in the order of the audience, campaign by campaign. The counts of the changed rows come back.
    ///
    /// # Errors
    /// As [`super::exact`] and those of `change`; and `EVH-D014` when a file is not what the first pass read.
    pub fn again(
        &mut self,
        spec: &CubeSpec,
        change: &mut dyn Change,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Exact> {
        let counting = Counting::of(spec);
        let mut counter = counter(spec, &counting);
        if let Some(joined) = &mut self.joined {
            joined.begin();
            counter.left_out = joined.keyless().clone();
        }
        let decides = !matches!(spec.columns.decision, Decision::Counted { .. } | Decision::Delivered { .. });
        let (places, attributes) = (self.places.as_slice(), spec.attributes.len());
        let mut changing = Changing { change, places, attributes, decides, counter: &mut counter };
        let mut add = |rows: &Rows<'_>, batch: &Batch, largest: &[u32]| {
            rows.in_waves(&batch.waves, |rows| changing.add(rows, batch.ids.as_ref(), largest, &batch.origin))
        };
        let (_, read) =
            read_decisions(&mut self.layout, &self.decisions, self.joined.as_mut(), u64::MAX, &mut add, progress)?;
        unchanged("decisions", &self.inputs, &read)?;
        let mut repeats = super::Repeats::default();
        if let Some(joined) = &mut self.joined {
            repeats = joined.repeats();
            for absence in joined.settle_absent(spec, &mut changing.counter.left_out)? {
                match (&self.id_of_absent, &self.audience) {
                    (Some(id), Some(audience)) => {
                        let key = self.layout.audience.key.clone();
                        let wanted = BatchReader { key, ids: Some(id.clone()), ..BatchReader::default() };
                        let read = named_absent(&absence, joined, (audience, wanted), &mut changing, progress)?;
                        unchanged("audience", &self.inputs, &read)?;
                    }
                    _ => joined
                        .each_absent(&absence, |rows, largest| changing.add(rows, None, largest, &Origin::default()))?,
                }
            }
        }
        let read = (repeats, self.inputs.clone(), self.notes.clone());
        counted_exactly(spec, &self.layout, (counting, counter), read).map(|(exact, _)| exact)
    }

    /// Whether every row's name is a whole number, so that a table of text and one of typed columns can name it alike.
    ///
    /// # Errors
    /// As reading the tables.
    pub fn names_are_whole(&self) -> Result<bool> {
        let mut whole = self.id.is_some();
        let of_decisions = self.id.as_ref().map(|id| (&self.decisions, id));
        let of_absent = self.audience.as_ref().zip(self.id_of_absent.as_ref());
        for (source, id) in of_decisions.into_iter().chain(of_absent) {
            let mut wanted = BatchReader { ids: Some(id.clone()), ..BatchReader::default() };
            source.read(&mut wanted, |_, batch| {
                whole = whole && batch.ids.as_ref().is_none_or(Ids::are_whole);
                Ok(if whole { Flow::On } else { Flow::Stop })
            })?;
        }
        Ok(whole)
    }

    /// The column whose values name the rows.
    pub fn id_column(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

/// The place of each code, from 1, given the codes in the order of the labels. The missing value stays 0.
fn places(order: &[u32]) -> Vec<u32> {
    let mut places = vec![0; order.len() + 1];
    for (place, code) in (1..).zip(order) {
        places[*code as usize] = place;
    }
    places
}

fn id_column(
    spec: &CubeSpec,
    named: Option<&Named>,
    decisions: &Source,
    audience: Option<&Source>,
) -> Result<Option<String>> {
    if let Some(Named { column, place }) = named {
        if !decisions.has(column) && audience.is_some_and(|audience| audience.has(column)) {
            let error = Error::new(ErrorCode::D061).with("column", column.as_str()).with("file", decisions.name());
            return Err(error.at(place.clone()));
        }
        find_in(column, place, decisions)?;
        return Ok(Some(column.clone()));
    }
    let unit = spec.columns[Role::Unit].as_ref().map(|unit| &unit.column);
    let key = spec.data.audience.as_ref().map(|audience| &audience.key_in_decisions);
    Ok(unit.into_iter().chain(key).find(|column| decisions.has(column)).cloned())
}

/// The column of the audience that names people as the decisions do.
fn id_of_absent(spec: &CubeSpec, id: &str, named: Option<&Named>, audience: &Source) -> Result<String> {
    match &spec.data.audience {
        Some(second) if second.key_in_decisions == id => Ok(second.key_in_audience.clone()),
        _ if audience.has(id) => Ok(id.to_owned()),
        second => {
            let error = Error::new(ErrorCode::D062).with("column", id).with("file", audience.name());
            let place = named.map(|named| &named.place).or(second.as_ref().map(|second| &second.key_place));
            Err(place.cloned().map_or(error.clone(), |place| error.at(place)))
        }
    }
}

/// Whether the files of a role are what the first pass read.
fn unchanged(role: &str, first: &[Input], again: &[Input]) -> Result<()> {
    let mut again = again.iter();
    for input in first.iter().filter(|input| input.role == role) {
        let same = |now: &&Input| (now.bytes, now.rows, &now.sha256) == (input.bytes, input.rows, &input.sha256);
        again.next().filter(same).ok_or_else(|| file_changed(&input.name))?;
    }
    Ok(())
}

/// Reads the keys and names of the audience, whose people stand in the order of their numbers.
fn named_absent(
    absence: &Absence,
    joined: &mut Joined,
    (source, mut wanted): (&Source, BatchReader),
    changing: &mut Changing<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<Input>> {
    let (mut rows, mut next) = (0, 0);
    source.read(&mut wanted, |_, batch| {
        rows += batch.rows as u64;
        progress(Progress { rows, share: source.share(rows), phase: Phase::Audience });
        let (mut people, mut places) = (Vec::new(), Vec::new());
        for (row, key) in batch.key.iter().flatten().enumerate().filter_map(|(row, key)| Some((row, (*key)?))) {
            let person = joined.person(key).ok_or_else(|| file_changed(&batch.origin.file))?;
            // Rows that repeat a person are passed over.
            if person == next {
                next += 1;
                if absence.is_of(person) {
                    people.push(person);
                    places.push(row);
                }
            }
        }
        let ids = batch.ids.as_ref().map(|ids| ids.take(&places));
        let (rows, largest) = joined.rejected(people.into_iter(), absence.campaign);
        if rows.len > 0 {
            changing.add(&rows, ids.as_ref(), largest, &batch.origin)?;
        }
        Ok(Flow::On)
    })
}
