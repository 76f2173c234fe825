//! Rows of codes into cells: who is left out, what kind of row each is, and when the full cross has to be given up.

use evenhand_metrics::cell::{Amount, Spend, Spent, Weight};
use evenhand_metrics::outcomes::Outcome;

use super::blocks::Block;
use super::cross::{Cross, NO_KIND, Part};
use super::extra_dims::ExtraDims;
use super::left_out::{Reason, Tallies};
use crate::error::{Error, ErrorCode, Place, Result};
use crate::read::batch::{MISSING, NO, Origin, UNKNOWN, YES};
use crate::read::threads;
use crate::read::values::Column;
use crate::role::{Role, Roles};

/// The rows of a batch, wherever their columns came from. What is `None` is in no table.
#[derive(Debug, Default, Clone)]
pub(crate) struct Rows<'a> {
    /// How many.
    pub len: usize,
    /// Codes: attributes in the order of the plan, then the campaign when there is one.
    pub codes: Vec<&'a [u32]>,
    /// What they say in each role. Without decisions every row is a selection, or says how many were; without counts each is
    /// one person.
    pub roles: Roles<Option<Column<'a>>>,
    /// Whether each stage was reached, first to last.
    pub stages: Vec<&'a [u32]>,
    /// Which rows the condition keeps, by table.
    pub kept: Vec<&'a [u32]>,
    /// Rows that belong to nobody.
    pub nobody: Option<&'a [Option<Reason>]>,
    /// Places among `codes`, and codes in them, whose rows sum up others and are left out.
    pub totals: &'a [(usize, u32)],
}

/// Cuboids that are kept, or given up, together.
#[derive(Debug)]
struct Counted {
    block: Block,
    crosses: Vec<Cross>,
    /// Whether the full cross was given up.
    declared_only: bool,
}

/// Everything counted so far.
#[derive(Debug)]
pub(crate) struct Counter {
    blocks: Vec<Counted>,
    /// Who was left out.
    pub left_out: Tallies,
    /// The dimensions that people have beside attributes and campaign.
    pub further: ExtraDims,
    max_cells: u64,
    /// The largest code of each dimension.
    largest: Vec<u32>,
    /// The name of the column of selected people, for the error that it is more than the people.
    selected_column: String,
    /// The name of the column of people, for the error that they are too many.
    count_column: String,
    /// People of rows that say how many they stand for.
    people: u64,
}

/// Rows that are counted sooner than a thread is started.
const FEW: usize = 1 << 14;
/// People that doubles still count one by one.
const MOST_PEOPLE: u64 = 1 << 53;
/// The same with weights: sums of their squares are exact up to here, as a weight is below 2^29.
const MOST_WEIGHTED: u64 = 1 << 33;

impl Counter {
    /// Nobody yet. `selected` and `count` are the names of these columns.
    pub(crate) fn new(blocks: Vec<Block>, further: ExtraDims, max_cells: u64, (selected, count): (&str, &str)) -> Self {
        let counted = |block: Block| {
            let crosses = match block.full() {
                Some(full) => vec![Cross::new(full.to_vec())],
                None => block.declared().iter().cloned().map(Cross::new).collect(),
            };
            Counted { declared_only: block.full().is_none(), crosses, block }
        };
        Self {
            blocks: blocks.into_iter().map(counted).collect(),
            left_out: Tallies::default(),
            further,
            max_cells,
            largest: Vec::new(),
            selected_column: selected.to_owned(),
            count_column: count.to_owned(),
            people: 0,
        }
    }

    /// Counts rows. `largest` are the largest codes of attributes and campaign so far.
    ///
    /// # Errors
    /// When more people were selected than there are, they are too many to count exactly, a row reaches a stage without the
    /// one before, a score falls outside the bins, or a declared cross is too large to count.
    pub(crate) fn add(&mut self, rows: &Rows<'_>, largest: &[u32], origin: &Origin) -> Result<()> {
        if let Some((dim, places)) = self.further.read(rows, origin)? {
            let mut crosses = self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses);
            if !crosses.all(|cross| cross.recode(largest.len() + dim, &places)) {
                return Err(Error::new(ErrorCode::D036));
            }
        }
        self.make_room(largest.iter().copied().chain(self.further.largest()).collect())?;
        if rows.are_plain() {
            self.add_plain(rows);
            return Ok(());
        }
        let codes: Vec<&[u32]> = rows.codes.iter().copied().chain(self.further.codes()).collect();
        for cross in self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses) {
            cross.start(&codes, rows.len);
        }
        let value = rows.amounts(Role::Value);
        let stated = Role::stated().filter_map(|(role, spent)| Some((spent, rows.amounts(role)?)));
        let stated: Vec<(Spent, &[Option<Amount>])> = stated.collect();
        for row in 0..rows.len {
            let value = value.and_then(|value| value[row]);
            match rows.kind(row) {
                Ok(Kind::One(kind)) => {
                    self.count(row, kind, 1, None, value);
                    self.spend(row, &stated);
                }
                Ok(Kind::Many { people, selected, positive, weight }) => {
                    if selected > people {
                        let place = origin.place(Some(&self.selected_column), row);
                        return Err(Error::new(ErrorCode::D023)
                            .with("column", self.selected_column.as_str())
                            .at(place));
                    }
                    self.can_count(people, weight.is_some(), || origin.place(Some(&self.count_column), row))?;
                    self.people += people;
                    self.count(row, Outcome::of(true, positive), selected, weight, value);
                    self.count(row, Outcome::of(false, positive), people - selected, weight, value);
                    self.spend(row, &stated);
                }
                Err(reason) => {
                    // Where nobody knows how many people a row stands for, it counts as one.
                    let people = rows.people(Role::Count).and_then(|count| count[row]).unwrap_or(1);
                    self.can_count(people, false, || origin.place(Some(&self.count_column), row))?;
                    self.people += people;
                    self.left_out.add(reason, people, rows.codes.iter().map(|codes| codes[row]));
                }
            }
        }
        Ok(())
    }

    /// Counts rows that are one person each and say no number.
    fn add_plain(&mut self, rows: &Rows<'_>) {
        let kinds = rows.kinds();
        let codes: Vec<&[u32]> = rows.codes.iter().copied().chain(self.further.codes()).collect();
        let threads = if rows.len < FEW { 1 } else { threads::count() };
        let mut parts = Vec::new();
        for cross in self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses) {
            if cross.is_tallied() {
                parts.extend(cross.parts(&codes, &kinds, threads));
                continue;
            }
            cross.start(&codes, rows.len);
            for (row, kind) in kinds.iter().enumerate() {
                if let Some(kind) = Outcome::ALL.get(usize::from(*kind)) {
                    cross.add(row, *kind, 1, None);
                }
            }
        }
        threads::share(parts, Part::count);
        for row in (0..rows.len).filter(|row| kinds[*row] == NO_KIND) {
            if let Err(reason) = rows.kind(row) {
                self.people += 1;
                self.left_out.add(reason, 1, rows.codes.iter().map(|codes| codes[row]));
            }
        }
    }

    /// Whether so many people more can be counted exactly.
    fn can_count(&self, people: u64, weighted: bool, place: impl FnOnce() -> Place) -> Result<()> {
        let most = if weighted { MOST_WEIGHTED } else { MOST_PEOPLE };
        if self.people.checked_add(people).is_some_and(|people| people <= most) {
            return Ok(());
        }
        let error = Error::new(ErrorCode::D022)
            .with("column", self.count_column.as_str())
            .with("reason", "too-many")
            .with("signs", "no");
        Err(error.at(place()))
    }

    /// Counts rows once in each campaign that has a column of its own, or once where there is none.
    ///
    /// # Errors
    /// As [`Counter::add`].
    pub(crate) fn add_waves(
        &mut self,
        rows: &Rows<'_>,
        waves: &[Vec<u32>],
        largest: &[u32],
        origin: &Origin,
    ) -> Result<()> {
        rows.in_waves(waves, |rows| self.add(rows, largest, origin))
    }

    fn count(&mut self, row: usize, kind: Outcome, people: u64, weight: Option<Weight>, value: Option<Amount>) {
        for cross in self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses) {
            let cell = cross.add(row, kind, people, weight);
            if let Some(value) = value {
                cell.add_value(kind.is_selected(), people, value);
            }
        }
    }

    /// Adds what a row says of money and reach: once, however many people it stands for.
    fn spend(&mut self, row: usize, stated: &[(Spent, &[Option<Amount>])]) {
        if stated.is_empty() {
            return;
        }
        let mut spend = Spend::default();
        for (spent, amounts) in stated {
            spend[*spent].add(amounts[row]);
        }
        for cross in self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses) {
            cross.at(row).add_spend(spend);
        }
    }

    fn make_room(&mut self, largest: Vec<u32>) -> Result<()> {
        self.largest = largest;
        for at in 0..self.blocks.len() {
            let block = &self.blocks[at];
            if !block.declared_only && block.block.full().is_some_and(|full| self.exceeds(full)) {
                // Whether this happens depends on the labels of the whole input alone; when it happens leaves no trace, as
                // cells only add up.
                self.blocks[at].crosses.iter_mut().for_each(Cross::settle);
                let block = &self.blocks[at];
                let declared = block.block.declared().iter();
                let margins = declared.map(|dims| block.crosses[0].margin(dims.clone(), &self.largest));
                let crosses = margins.collect::<Option<_>>().ok_or_else(|| Error::new(ErrorCode::D036))?;
                self.blocks[at].crosses = crosses;
                self.blocks[at].declared_only = true;
            }
        }
        let mut crosses = self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses);
        if crosses.all(|cross| cross.make_room(&self.largest)) { Ok(()) } else { Err(Error::new(ErrorCode::D036)) }
    }

    /// Whether a cross could have more cells than allowed, by the labels met so far.
    fn exceeds(&self, dims: &[usize]) -> bool {
        let mut sizes = dims.iter().map(|dim| u64::from(self.largest[*dim]) + 1);
        sizes.try_fold(1_u64, u64::checked_mul).is_none_or(|cells| cells > self.max_cells)
    }

    /// Every cross, once everybody is counted: large declared crosses of several attributes do without the campaign.
    ///
    /// # Errors
    /// When a cross is too large to count.
    pub(crate) fn finished(mut self) -> Result<(Vec<Cross>, Tallies, ExtraDims)> {
        self.blocks.iter_mut().flat_map(|counted| &mut counted.crosses).for_each(Cross::settle);
        for at in 0..self.blocks.len() {
            for cross in 0..self.blocks[at].crosses.len() {
                let counted = &self.blocks[at];
                let (block, whole) = (&counted.block, &counted.crosses[cross]);
                let fewer = block.without_campaign(&whole.dims, |dims| self.exceeds(dims));
                if let Some(dims) = fewer.filter(|_| counted.declared_only) {
                    let margin = whole.margin(dims, &self.largest).ok_or_else(|| Error::new(ErrorCode::D036))?;
                    self.blocks[at].crosses[cross] = margin;
                }
            }
        }
        let crosses = self.blocks.into_iter().flat_map(|counted| counted.crosses).collect();
        Ok((crosses, self.left_out, self.further))
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

impl<'a> Rows<'a> {
    /// The codes of a role that is read as such.
    pub(crate) fn codes_of(&self, role: Role) -> Option<&'a [u32]> {
        self.roles[role]?.codes()
    }

    /// The people of a role that counts some.
    pub(crate) fn people(&self, role: Role) -> Option<&'a [Option<u64>]> {
        self.roles[role]?.people()
    }

    /// The weights.
    pub(crate) fn weights(&self) -> Option<&'a [Option<Weight>]> {
        self.roles[Role::Weight]?.weights()
    }

    /// The amounts of a role that states some.
    pub(crate) fn amounts(&self, role: Role) -> Option<&'a [Option<Amount>]> {
        self.roles[role]?.amounts()
    }
}

impl Rows<'_> {
    /// Hands on the rows once in each campaign that has a column of its own, or once where there is none.
    ///
    /// # Errors
    /// Those of `each`.
    pub(crate) fn in_waves(&self, waves: &[Vec<u32>], mut each: impl FnMut(&Rows<'_>) -> Result<()>) -> Result<()> {
        if waves.is_empty() {
            return each(self);
        }
        for (code, decision) in (1..).zip(waves) {
            let campaign = vec![code; self.len];
            let mut wave = self.clone();
            wave.codes.push(&campaign);
            wave.roles[Role::Decision] = Some(Column::Codes(decision));
            each(&wave)?;
        }
        Ok(())
    }

    /// Whether each is one person of whom no number is said, so that counting knows kinds alone.
    fn are_plain(&self) -> bool {
        let says = |role: Role| self.roles[role].is_some();
        let stated = Role::stated().any(|(role, _)| self.amounts(role).is_some());
        !stated && ![Role::Count, Role::Weight, Role::Value].into_iter().any(says)
    }

    /// The kind of each row, as a place in [`Outcome::ALL`]; [`NO_KIND`] where it is left out.
    #[expect(clippy::cast_possible_truncation, reason = "six kinds")]
    fn kinds(&self) -> Vec<u8> {
        let kind = |decided: bool, positive: Option<bool>| Outcome::of(decided, positive).index() as u8;
        let table = [None, Some(false), Some(true)]
            .map(|positive| [NO_KIND, kind(false, positive), kind(true, positive), NO_KIND]);
        // Codes beyond yes are neither; an outcome that is neither is unknown.
        let at = |code: u32| if code > YES { 0 } else { code as usize };
        let decided = |code: u32| if code > YES { 3 } else { code as usize };
        let mut kinds: Vec<u8> = match (self.codes_of(Role::Decision), self.codes_of(Role::Outcome)) {
            (Some(decisions), Some(outcomes)) => {
                decisions.iter().zip(outcomes).map(|(code, outcome)| table[at(*outcome)][decided(*code)]).collect()
            }
            (Some(decisions), None) => decisions.iter().map(|code| table[0][decided(*code)]).collect(),
            (None, Some(outcomes)) => outcomes.iter().map(|outcome| table[at(*outcome)][2]).collect(),
            (None, None) => vec![table[0][2]; self.len],
        };
        if let Some(nobody) = self.nobody {
            leave_out(&mut kinds, nobody, Option::is_some);
        }
        for kept in &self.kept {
            leave_out(&mut kinds, kept, |kept| *kept != YES);
        }
        for (place, total) in self.totals {
            leave_out(&mut kinds, self.codes[*place], |code| code == total);
        }
        if let Some(folds) = self.codes_of(Role::Unit) {
            leave_out(&mut kinds, folds, |fold| *fold == MISSING);
        }
        kinds
    }

    /// Whether the people of a row are counted, and not left out.
    pub(crate) fn is_counted(&self, row: usize) -> bool {
        self.kind(row).is_ok()
    }

    fn kind(&self, row: usize) -> Result<Kind, Reason> {
        if let Some(reason) = self.nobody.and_then(|nobody| nobody[row]) {
            return Err(reason);
        }
        if self.kept.iter().any(|kept| kept[row] != YES) {
            return Err(Reason::Where);
        }
        if self.totals.iter().any(|(place, code)| self.codes[*place][row] == *code) {
            return Err(Reason::Total);
        }
        let positive = match self.codes_of(Role::Outcome).map_or(UNKNOWN, |outcome| outcome[row]) {
            YES => Some(true),
            NO => Some(false),
            _ => None,
        };
        if self.codes_of(Role::Unit).is_some_and(|fold| fold[row] == MISSING) {
            return Err(Reason::UnitMissing);
        }
        let decided = match self.codes_of(Role::Decision).map(|decision| decision[row]) {
            Some(YES) => Some(true),
            Some(NO) => Some(false),
            Some(_) => return Err(Reason::DecisionMissing),
            None => None,
        };
        let (count, weight) = (self.people(Role::Count), self.weights());
        if count.is_none() && weight.is_none() {
            return Ok(Kind::One(Outcome::of(decided.unwrap_or(true), positive)));
        }
        let people = count.map_or(Some(1), |count| count[row]).ok_or(Reason::CountMissing)?;
        let selected = match (decided, self.people(Role::Selected)) {
            (Some(selected), _) => people * u64::from(selected),
            (None, Some(selected)) => selected[row].ok_or(Reason::SelectedMissing)?,
            (None, None) => people,
        };
        let weight = weight.map(|weight| weight[row].ok_or(Reason::WeightMissing)).transpose()?;
        Ok(Kind::Many { people, selected, positive, weight })
    }
}

/// Marks the rows that a column leaves out.
fn leave_out<T>(kinds: &mut [u8], column: &[T], is_left: impl Fn(&T) -> bool) {
    for (kind, value) in kinds.iter_mut().zip(column) {
        if is_left(value) {
            *kind = NO_KIND;
        }
    }
}
