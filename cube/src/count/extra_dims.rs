//! The dimensions that people have beside their groups: fold, kept out or not, deepest stage, score. Their codes are worked
//! out row by row; none of them is ever a label of a person.

use super::blocks::fixed_labels;
use super::counting::Counting;
use super::exact::Axis;
use super::rows::Rows;
use super::scores::{Bins, Book, Recoded};
use crate::error::{Error, ErrorCode, Result};
use crate::read::batch::{MISSING, Origin, UNKNOWN, YES};
use crate::role::Role;
use crate::spec::{CubeSpec, HOLDOUT, PART, PARTS, SCORE, STAGE};

/// The dimensions beside attributes and campaign.
#[derive(Debug)]
pub(crate) struct ExtraDims {
    dims: Vec<Dim>,
}

#[derive(Debug)]
struct Dim {
    id: String,
    /// Labels by code, beginning with that of code 1, where they are known beforehand.
    labels: Vec<String>,
    codes: Vec<u32>,
    book: Option<Book>,
    /// The columns of the stages.
    stages: Vec<String>,
    /// How many folds make a part.
    folds_a_part: u32,
}

impl ExtraDims {
    /// Those of a plan.
    pub(crate) fn of(spec: &CubeSpec, counting: &Counting) -> Self {
        let dims = counting.dimensions().into_iter().skip(counting.base()).map(|id| Dim {
            id: id.to_owned(),
            labels: fixed_labels(id, counting).unwrap_or_default(),
            codes: Vec::new(),
            book: spec
                .columns
                .score
                .as_ref()
                .filter(|_| id == SCORE)
                .map(|score| Book::new(&score.column.column, Bins::new(&score.edges))),
            stages: counting.funnel.clone(),
            folds_a_part: (counting.folds / PARTS).max(1),
        });
        Self { dims: dims.collect() }
    }

    /// Works out the codes of rows. When scores become bins: the place of their dimension, and the new code of each old one.
    ///
    /// # Errors
    /// When a row reaches a stage without the one before, or a score falls outside the bins.
    pub(crate) fn read(&mut self, rows: &Rows<'_>, origin: &Origin) -> Result<Option<(usize, Recoded)>> {
        let mut recoded = None;
        for (at, dim) in self.dims.iter_mut().enumerate() {
            match (&mut dim.book, dim.id.as_str()) {
                (Some(book), _) => match rows.amounts(Role::Score) {
                    Some(scores) => {
                        let places = book.codes(scores, &mut dim.codes)?;
                        recoded = places.map(|places| (at, places)).or(recoded);
                    }
                    None => fill(&mut dim.codes, rows.len),
                },
                (None, PART) => match rows.codes_of(Role::Unit) {
                    Some(folds) => {
                        let of =
                            |fold: &u32| if *fold == MISSING { MISSING } else { (fold - 1) / dim.folds_a_part + 1 };
                        dim.codes.clear();
                        dim.codes.extend(folds.iter().map(of));
                    }
                    None => fill(&mut dim.codes, rows.len),
                },
                (None, STAGE) => deepest(rows, &dim.stages, origin, &mut dim.codes)?,
                (None, id) => match rows.codes_of(if id == HOLDOUT { Role::Holdout } else { Role::Unit }) {
                    Some(codes) => codes.clone_into(&mut dim.codes),
                    None => fill(&mut dim.codes, rows.len),
                },
            }
        }
        Ok(recoded)
    }

    /// The codes worked out last.
    pub(crate) fn codes(&self) -> impl Iterator<Item = &[u32]> {
        self.dims.iter().map(|dim| dim.codes.as_slice())
    }

    /// The largest code of each dimension.
    #[expect(clippy::cast_possible_truncation, reason = "a few thousand labels")]
    pub(crate) fn largest(&self) -> impl Iterator<Item = u32> {
        self.dims.iter().map(|dim| dim.book.as_ref().map_or(dim.labels.len() as u32, Book::largest))
    }

    /// The axes, and for each the codes in the order of its labels.
    pub(crate) fn axes(&self) -> impl Iterator<Item = (Axis, Vec<u32>)> {
        self.dims.iter().map(|dim| {
            let Some(book) = &dim.book else {
                let codes = (1..).take(dim.labels.len()).collect();
                return (Axis { id: dim.id.clone(), labels: dim.labels.clone(), order: dim.labels.clone() }, codes);
            };
            let mut labels: Vec<(String, u32)> = book.labels().into_iter().zip(1..).collect();
            labels.sort_by(|(a, _), (b, _)| super::scores::order(a, b));
            let (labels, codes) = labels.into_iter().unzip();
            (Axis { id: dim.id.clone(), labels, order: Vec::new() }, codes)
        })
    }
}

fn fill(codes: &mut Vec<u32>, rows: usize) {
    codes.clear();
    codes.resize(rows, MISSING);
}

/// How many stages each row has reached; code 1 is none. Unknown as soon as a stage up to the deepest is.
fn deepest(rows: &Rows<'_>, columns: &[String], origin: &Origin, codes: &mut Vec<u32>) -> Result<()> {
    codes.clear();
    for row in 0..rows.len {
        let reached = |stage: &&[u32]| stage[row] == YES;
        let deepest = rows.stages.iter().rposition(reached).map_or(0, |place| place + 1);
        if let Some(gap) = rows.stages[..deepest].iter().position(|stage| !reached(stage) && stage[row] != UNKNOWN) {
            let (stage, column) = (&columns[deepest - 1], &columns[gap]);
            let error = Error::new(ErrorCode::D053).with("stage", stage.as_str()).with("before", column.as_str());
            return Err(error.at(origin.place(Some(stage), row)));
        }
        // Beyond the deepest stage known to be reached, an unknown one may have been reached too.
        let known = rows.stages.get(deepest).is_none_or(|next| next[row] != UNKNOWN);
        #[expect(clippy::cast_possible_truncation, reason = "no more than there are columns")]
        codes.push(if known { deepest as u32 + 1 } else { MISSING });
    }
    Ok(())
}
