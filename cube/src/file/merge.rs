//! Adding up what was counted in parts. What comes out depends on neither the order nor the grouping of the parts, and is
//! what counting the whole would have given, as long as nobody stands in two of them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};

use crate::count::exact::{Axis, exceeds};
use crate::count::left_out::Left;
use crate::count::{Counting, Exact, Repeats, scores};
use crate::error::{Error, ErrorCode, Result};
use crate::input::Input;
use crate::read::labels::{MOST_LABELS, sort_labels};
use crate::spec::{CAMPAIGN, SCORE};

impl Exact {
    /// Both parts together.
    ///
    /// # Errors
    /// `EVH-C002` when they were not counted alike, with the first difference; `EVH-C003` when a file is in both;
    /// `EVH-C004` when the audience of one part would have to be rejected in campaigns that only the other has.
    pub fn merge(&self, other: &Self) -> Result<Self> {
        if let Some(key) = self.counting.difference(&other.counting) {
            return Err(Error::new(ErrorCode::C002).with("key", key));
        }
        // Each part has one value beside those that mean yes, and together they have two: no one said which means no.
        let unlike = self.noes.iter().find(|(column, no)| other.noes.get(*column).is_some_and(|other| other != *no));
        if let Some((column, _)) = unlike {
            return Err(Error::new(ErrorCode::C002).with("key", format!("{column}: negative")));
        }
        let digests: BTreeSet<(&str, &str)> = self.inputs.iter().map(Input::identity).collect();
        if let Some(twice) = other.inputs.iter().find(|input| digests.contains(&input.identity())) {
            return Err(Error::new(ErrorCode::C003).with("file", twice.name.as_str()));
        }
        let mut axes: Vec<Axis> = Vec::new();
        for (one, two) in self.axes.iter().zip(&other.axes) {
            let rejected = self.counting.absent.as_deref() == Some("rejected");
            if one.id == CAMPAIGN && rejected && one.labels != two.labels {
                return Err(Error::new(ErrorCode::C004));
            }
            axes.push(one.unite(two, &self.counting)?);
        }
        let parts = [Part::new(self, &axes)?, Part::new(other, &axes)?];
        let mut inputs: Vec<Input> = self.inputs.iter().chain(&other.inputs).cloned().collect();
        inputs.sort_by(order_of_inputs);
        let notes = self.notes.iter().chain(&other.notes).cloned().collect();
        Ok(Self {
            cube: cube(&axes, &parts, &self.counting)?,
            left_out: left_out(&axes[..self.counting.base()], &parts),
            axes,
            repeats: Repeats {
                people_in_decisions: self.repeats.people_in_decisions.saturating_add(other.repeats.people_in_decisions),
                rows_in_audience: self.repeats.rows_in_audience.saturating_add(other.repeats.rows_in_audience),
            },
            inputs,
            counting: self.counting.clone(),
            noes: self.noes.iter().chain(&other.noes).map(|(column, no)| (column.clone(), no.clone())).collect(),
            notes,
        })
    }
}

/// Decisions first, then by name.
pub(crate) fn order_of_inputs(a: &Input, b: &Input) -> Ordering {
    let key = |input: &Input| (input.role != "decisions", input.name.clone(), input.sha256.clone());
    key(a).cmp(&key(b))
}

impl Input {
    /// The same bytes in the same part.
    fn identity(&self) -> (&str, &str) {
        (&self.role, &self.sha256)
    }
}

impl Axis {
    fn unite(&self, other: &Self, counting: &Counting) -> Result<Self> {
        let united: BTreeSet<&String> = self.labels.iter().chain(&other.labels).collect();
        let mut labels: Vec<String> = united.into_iter().cloned().collect();
        if let Some(score) = counting.score.as_ref().filter(|_| self.id == SCORE) {
            labels = scores::unite(labels, &score.bins(), &score.column)?;
            return Ok(Self { labels, ..self.clone() });
        }
        if labels.len() > MOST_LABELS {
            return Err(Error::new(ErrorCode::D036));
        }
        sort_labels(&mut labels, &self.order);
        Ok(Self { labels, ..self.clone() })
    }
}

/// One part, with the place of each of its labels among the labels of both.
struct Part<'a> {
    counts: &'a Exact,
    places: Vec<Vec<Code>>,
}

impl<'a> Part<'a> {
    fn new(counts: &'a Exact, axes: &[Axis]) -> Result<Self> {
        let places = counts.axes.iter().zip(axes).map(|(own, united)| {
            if let Some(score) = counts.counting.score.as_ref().filter(|_| own.id == SCORE) {
                let bins = score.bins();
                let place = |label: &String| scores::place(label, &united.labels, &bins, &score.column);
                return own.labels.iter().map(place).collect();
            }
            let known: BTreeMap<&str, Code> = united.labels.iter().map(String::as_str).zip(0..).collect();
            Ok(own.labels.iter().filter_map(|label| known.get(label.as_str()).copied()).collect())
        });
        Ok(Self { places: places.collect::<Result<_>>()?, counts })
    }
}

fn cube(axes: &[Axis], parts: &[Part<'_>], counting: &Counting) -> Result<Cube> {
    let exceeds = |dims: &[usize]| exceeds(dims.iter().map(|dim| &axes[*dim]), counting.max_cells);
    let wanted = counting.blocks().into_iter().flat_map(|block| block.cuboids(exceeds)).collect::<Vec<_>>();
    let cuboids = wanted.iter().map(|dims| {
        let mut both = Cuboid::new(dims.iter().map(|dim| Dimension::new(&axes[*dim].id, &axes[*dim].labels)).collect());
        let ids: Vec<&str> = dims.iter().map(|dim| axes[*dim].id.as_str()).collect();
        for part in parts {
            // A part that has given a cross up had more labels in it than the whole can have fewer of.
            let margin = part.counts.cube.margin(&ids).ok_or_else(|| Error::new(ErrorCode::X001))?;
            for (key, cell) in margin.cells() {
                let place = |(dim, code): (&usize, &Code)| match *code {
                    MISSING => MISSING,
                    code => part.places[*dim][code as usize],
                };
                both.add(&dims.iter().zip(key).map(place).collect::<Vec<_>>(), cell.clone());
            }
        }
        Ok(both)
    });
    Ok(Cube { cuboids: cuboids.collect::<Result<_>>()? })
}

fn left_out(axes: &[Axis], parts: &[Part<'_>]) -> Vec<Left> {
    let mut sums: BTreeMap<_, Left> = BTreeMap::new();
    for part in parts {
        for left in &part.counts.left_out {
            let nobody = || Left {
                reason: left.reason,
                people: 0,
                by: axes.iter().map(|axis| vec![0; axis.labels.len() + 1]).collect(),
            };
            let sum = sums.entry(left.reason).or_insert_with(nobody);
            sum.people = sum.people.saturating_add(left.people);
            for ((sum, by), places) in sum.by.iter_mut().zip(&left.by).zip(&part.places) {
                let missing = sum.len() - 1;
                let places = places.iter().map(|place| *place as usize).chain([missing]);
                for (people, place) in by.iter().zip(places) {
                    sum[place] = sum[place].saturating_add(*people);
                }
            }
        }
    }
    sums.into_values().collect()
}
