//! Rows that were read again, as a change sees them, and how what it answers is counted. It refuses to know what the
//! change is for.

use evenhand_metrics::cell::{Amount, Weight};

use super::left_out::Reason;
use super::rows::{Counter, Rows};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::read::Ids;
use crate::read::batch::{Origin, UNKNOWN, YES};
use crate::read::values::Column;
use crate::role::Role;

/// Rows as a change sees them. Codes of attributes and campaigns are places in the labels of the first pass's cube, which
/// is in the order of [`super::Exact`]'s axes: 0 for a missing value, then from 1. What is `None` is in no table.
#[derive(Debug)]
pub struct Seen<'a> {
    /// How many rows.
    pub len: usize,
    /// By attribute of the plan.
    pub attributes: Vec<&'a [u32]>,
    /// The campaign.
    pub campaign: Option<&'a [u32]>,
    /// [`super::UNKNOWN`], [`super::NO`] or [`super::YES`]; `None` when every row is a selection, or says how many were.
    pub decision: Option<&'a [u32]>,
    /// Whether the outcome is positive, in the same codes.
    pub outcome: Option<&'a [u32]>,
    /// Scores.
    pub score: Option<&'a [Option<Amount>]>,
    /// Values.
    pub value: Option<&'a [Option<Amount>]>,
    /// Weights.
    pub weight: Option<&'a [Option<Weight>]>,
    /// Folds of the people, from 1; 0 where nobody is named.
    pub fold: Option<&'a [u32]>,
    /// False for rows left out of the audit: what a change answers for them is not taken.
    pub counted: &'a [bool],
    /// What rows are called, when anything names them.
    pub ids: Option<&'a Ids>,
}

/// What a change makes of rows; `None` where it leaves them as they are.
#[derive(Debug, Default)]
pub struct Changed {
    /// The decision of every row. Where rows say how many people they stand for, of them all. A row that is counted and is
    /// given none ([`super::UNKNOWN`]) is left out as one without a new decision.
    pub decision: Option<Vec<u32>>,
    /// The score of every row.
    pub score: Option<Vec<Option<Amount>>>,
}

/// A rule that is applied to rows.
pub trait Change {
    /// Sees rows in the order of the input, each once (in each campaign that has a column of its own), and says what
    /// becomes of them.
    ///
    /// # Errors
    /// Whatever ends the pass, such as an output that cannot be written.
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed>;
}

/// A change on its way over the rows.
pub(super) struct Changing<'a> {
    /// The change.
    pub change: &'a mut dyn Change,
    /// For each dimension of the rows' codes: the place of each code among the labels, from 1.
    pub places: &'a [Vec<u32>],
    /// How many of these dimensions are attributes.
    pub attributes: usize,
    /// Whether rows may be given decisions: not where they say how many of their people were selected.
    pub decides: bool,
    /// Where the rows are counted.
    pub counter: &'a mut Counter,
}

impl Changing<'_> {
    /// Counts rows as the change makes them.
    ///
    /// # Errors
    /// Those of the change and of [`Counter::add`]; and when a code is new, as only a file that was changed has new labels.
    pub(super) fn add(&mut self, rows: &Rows<'_>, ids: Option<&Ids>, largest: &[u32], origin: &Origin) -> Result<()> {
        let counted: Vec<bool> = (0..rows.len).map(|row| rows.is_counted(row)).collect();
        let codes: Option<Vec<Vec<u32>>> =
            rows.codes.iter().zip(self.places).map(|(codes, places)| in_places(codes, places)).collect();
        let codes = codes.ok_or_else(|| file_changed(&origin.file))?;
        let mut columns = codes.iter().map(Vec::as_slice);
        let seen = Seen {
            len: rows.len,
            attributes: columns.by_ref().take(self.attributes).collect(),
            campaign: columns.next(),
            decision: rows.codes_of(Role::Decision),
            outcome: rows.codes_of(Role::Outcome),
            score: rows.amounts(Role::Score),
            value: rows.amounts(Role::Value),
            weight: rows.weights(),
            fold: rows.codes_of(Role::Unit),
            counted: &counted,
            ids,
        };
        let Changed { decision, score } = self.change.change(&seen)?;
        if decision.is_some() && !self.decides {
            return Err(Error::new(ErrorCode::D065).at(origin.place(None, 0)));
        }
        let decision = decision.map(|after| match rows.codes_of(Role::Decision) {
            Some(before) => merged(before, &after, &counted),
            None => merged(&vec![YES; rows.len], &after, &counted),
        });
        let score = score.and_then(|after| Some(merged(rows.amounts(Role::Score)?, &after, &counted)));
        let mut rows = rows.clone();
        let undecided = |after: &Vec<u32>| nobody_decided(rows.nobody, after, &counted);
        let nobody = decision.as_ref().and_then(undecided);
        rows.nobody = nobody.as_deref().or(rows.nobody);
        let decision = decision.as_deref().map(Column::Codes);
        rows.roles[Role::Decision] = decision.or(rows.roles[Role::Decision]);
        let score = score.as_deref().map(Column::Amounts);
        rows.roles[Role::Score] = score.or(rows.roles[Role::Score]);
        self.counter.add(&rows, largest, origin)
    }
}

/// The error for a file that is not what the first pass read.
pub(super) fn file_changed(file: &str) -> Error {
    let place = Place::Data { file: file.to_owned(), column: None, row: None };
    Error::new(ErrorCode::D014).with("file", file).at(place)
}

/// The place of each code; `None` when one has none.
fn in_places(codes: &[u32], places: &[u32]) -> Option<Vec<u32>> {
    codes.iter().map(|code| places.get(*code as usize).copied()).collect()
}

/// Why rows belong to nobody, those that lost their decision among them; `None` where none did.
fn nobody_decided(before: Option<&[Option<Reason>]>, after: &[u32], counted: &[bool]) -> Option<Vec<Option<Reason>>> {
    let lost = |row: usize| counted[row] && after[row] == UNKNOWN;
    let reason = |row: usize| {
        let before = before.and_then(|before| before[row]);
        before.or_else(|| lost(row).then_some(Reason::NoNewDecision))
    };
    (0..after.len()).any(lost).then(|| (0..after.len()).map(reason).collect())
}

/// The rows counted as they are after, the others as before.
fn merged<T: Copy>(before: &[T], after: &[T], counted: &[bool]) -> Vec<T> {
    let rows = before.iter().zip(after).zip(counted);
    rows.map(|((before, after), counted)| if *counted { *after } else { *before }).collect()
}
