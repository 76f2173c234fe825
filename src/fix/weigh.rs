//! Fixes that weigh rows: what the rows that share a cell are multiplied by, how even that leaves them, and the pass that
//! writes every row's weight. Weights change what a model learns; who is selected stays as it was.

use evenhand_metrics::cell::{Cell, Weight};
use evenhand_metrics::outcomes::Outcomes;

use crate::document::{Balance, Class, RuleRow, WeightsOut};
use crate::error::Result;
use evenhand_cube::count::{Change, Changed, Seen, YES};
use evenhand_cube::read::{Output, OutputValues};

/// Which rows a factor is for, beside their groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// By outcome: negative, then positive; rows whose outcome is unknown keep their weight.
    Outcome,
    /// By decision: rejected, then selected.
    Decision,
    /// The selected alone; the others carry no weight.
    Selected,
    /// All alike.
    Everybody,
}

impl By {
    /// The kinds of people that factors are for, in order.
    pub(super) fn kinds(self) -> Vec<Outcomes> {
        match self {
            Self::Outcome => vec![Outcomes::NEGATIVE, Outcomes::POSITIVE],
            Self::Decision => vec![Outcomes::REJECTED, Outcomes::SELECTED],
            Self::Selected => vec![Outcomes::SELECTED],
            Self::Everybody => vec![Outcomes::ALL],
        }
    }

    /// These kinds as the document names them.
    pub(super) const fn classes(self) -> &'static [Class] {
        match self {
            Self::Outcome => &[Class::Negative, Class::Positive],
            Self::Decision => &[Class::Rejected, Class::Selected],
            Self::Selected => &[Class::Selected],
            Self::Everybody => &[Class::Everybody],
        }
    }

    /// The place of a row among the kinds: `Err(true)` keeps its weight, `Err(false)` carries none.
    fn of_row(self, rows: &Seen<'_>, row: usize) -> Result<usize, bool> {
        let selected = || rows.decision.is_none_or(|decision| decision[row] == YES);
        match self {
            Self::Everybody => Ok(0),
            Self::Decision => Ok(usize::from(selected())),
            Self::Selected => {
                if selected() {
                    Ok(0)
                } else {
                    Err(false)
                }
            }
            Self::Outcome => match rows.outcome.map(|outcome| outcome[row]) {
                Some(YES) => Ok(1),
                Some(evenhand_cube::count::NO) => Ok(0),
                _ => Err(true),
            },
        }
    }
}

/// Combinations of codes of some attributes, the missing value among them, numbered.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The attributes, as indices.
    pub(super) set: Vec<usize>,
    /// How many codes each has.
    pub(super) sizes: Vec<usize>,
}

impl Places {
    /// Combinations of these attributes; `labels` are those of every attribute of the plan.
    pub(super) fn of(set: &[usize], labels: &[&[String]]) -> Self {
        Self { set: set.to_vec(), sizes: set.iter().map(|attribute| labels[*attribute].len() + 1).collect() }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.sizes.iter().product()
    }

    /// The number of a combination of codes, 0 for a missing value.
    pub(super) fn flat(&self, codes: impl Iterator<Item = usize>) -> usize {
        self.sizes.iter().zip(codes).fold(0, |place, (size, code)| place * size + code)
    }

    /// The codes of a number.
    pub(super) fn codes(&self, mut place: usize) -> Vec<usize> {
        let mut codes = vec![0; self.sizes.len()];
        for (code, size) in codes.iter_mut().zip(&self.sizes).rev() {
            *code = place % size;
            place /= size;
        }
        codes
    }
}

/// Factors for rows.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    pub(super) by: By,
    pub(super) places: Places,
    /// By combination and kind; `None` keeps the weight.
    pub(super) factors: Vec<Vec<Option<f64>>>,
    /// What the document says of them.
    pub(super) rows: Vec<RuleRow>,
    /// What they bring into balance.
    pub(super) balance: Vec<Balance>,
}

/// What a cell weighs before any fix: its weights, or one for each person.
pub(super) fn weight_of(cell: &Cell, kinds: Outcomes) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    cell.weight(kinds).unwrap_or_else(|| cell.count(kinds) as f64)
}

/// Weights on their way over the rows.
#[derive(Debug)]
pub(super) struct Weighing<'a> {
    weights: &'a Weights,
    /// Where rows are written.
    pub(super) output: Option<Output>,
    least: f64,
    largest: f64,
}

impl<'a> Weighing<'a> {
    /// Nothing weighed yet.
    pub(super) const fn new(weights: &'a Weights, output: Option<Output>) -> Self {
        Self { weights, output, least: f64::INFINITY, largest: 0.0 }
    }

    fn weight(&self, rows: &Seen<'_>, row: usize) -> Option<f64> {
        const ONE: f64 = 18_446_744_073_709_551_616.0;
        #[expect(clippy::cast_precision_loss, reason = "the weight as the nearest double")]
        let own = |weight: Weight| weight.units() as f64 / ONE;
        let own = rows.weight.and_then(|weights| weights[row]).map_or(1.0, own);
        let Weights { by, places, factors, .. } = self.weights;
        match by.of_row(rows, row) {
            Err(keeps) => keeps.then_some(own),
            Ok(kind) => {
                let codes = places.set.iter().map(|attribute| rows.attributes[*attribute][row] as usize);
                Some(own * factors[places.flat(codes)][kind].unwrap_or(1.0))
            }
        }
    }

    /// The least and the largest weight that was met.
    pub(super) const fn ends(&self) -> (f64, f64) {
        (self.least, self.largest)
    }
}

impl Change for Weighing<'_> {
    fn change(&mut self, rows: &Seen<'_>) -> Result<Changed> {
        let mut values = Vec::with_capacity(rows.len);
        for row in 0..rows.len {
            let weight = if rows.counted[row] { self.weight(rows, row) } else { None };
            if let Some(weight) = weight {
                self.least = self.least.min(weight);
                self.largest = self.largest.max(weight);
            }
            values.push(weight);
        }
        if let (Some(output), Some(ids)) = (&mut self.output, rows.ids) {
            output.write(ids, OutputValues::Weights(&values))?;
        }
        Ok(Changed::default())
    }
}

/// How even weights are, from the sums of the cells alone, which no order of rows changes. Where people carried weights
/// before, least and largest are those of the cells' means.
pub(super) fn spread_of(weights: &Weights, cells: &[Cell]) -> Option<WeightsOut> {
    let mut held = Held::default();
    for (cell, factors) in cells.iter().zip(&weights.factors) {
        for (kinds, factor) in weights.by.kinds().into_iter().zip(factors) {
            held.add(cell, kinds, factor.unwrap_or(1.0));
        }
        if weights.by == By::Outcome {
            held.add(cell, Outcomes::ALL.without(Outcomes::KNOWN), 1.0);
        }
    }
    let effective = (held.squares > 0.0).then(|| held.total * (held.total / held.squares))?;
    #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
    let people = held.people as f64;
    Some(WeightsOut {
        people: held.people,
        total: held.total,
        least: held.ends.0,
        largest: held.ends.1,
        effective,
        design_effect: people / effective,
        balance: weights.balance.clone(),
    })
}

/// Sums over people who carry weights.
struct Held {
    people: u64,
    total: f64,
    squares: f64,
    ends: (f64, f64),
}

impl Default for Held {
    fn default() -> Self {
        Self { people: 0, total: 0.0, squares: 0.0, ends: (f64::INFINITY, 0.0) }
    }
}

impl Held {
    fn add(&mut self, cell: &Cell, kinds: Outcomes, factor: f64) {
        let people = cell.count(kinds);
        if people == 0 {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "numbers of people")]
        let each = people as f64;
        let sum = weight_of(cell, kinds);
        self.people += people;
        self.total += factor * sum;
        self.squares += factor * factor * cell.weight_squared(kinds).unwrap_or(each);
        let mean = factor * sum / each;
        self.ends = (self.ends.0.min(mean), self.ends.1.max(mean));
    }
}
