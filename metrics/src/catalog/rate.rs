//! What a rate is, and all that follows from its two sets.

use crate::cell::Cell;
use crate::outcomes::{Outcome, Outcomes};
use crate::tally::Tally;
use crate::undefined::Undefined;
use crate::weights::{Precision, Weighed, precision};

/// The share of the people in `bottom` who are in `top`.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// Permanent id, in kebab case.
    pub id: &'static str,
    /// Its names in other tools and in statistics, unique over the whole catalog.
    pub known_as: &'static [&'static str],
    /// The people counted above the line; part of `bottom`.
    pub top: Outcomes,
    /// The people counted below the line.
    pub bottom: Outcomes,
    /// The value for [`example`](super::example), made by hand.
    pub worked: f64,
    /// Its words in English.
    pub en: Words,
    /// Its words in French.
    pub fr: Words,
    /// Where it is defined.
    pub source: &'static str,
}

/// What is said of a rate to people, in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Its name.
    pub name: &'static str,
    /// What it measures.
    pub says: &'static str,
    /// What it does not show.
    pub misses: &'static str,
}

/// What a rate must know of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Needs {
    /// Whether the person was selected.
    pub decision: bool,
    /// How it turned out.
    pub outcome: bool,
}

/// Which way a rate moves when more of the people in its denominator are selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Favours {
    /// A group with a higher rate was selected more readily.
    Higher,
    /// A group with a lower rate was selected more readily.
    Lower,
    /// Neither: the denominator is what was decided, or the numerator mixes both decisions.
    Neither,
}

/// A weighted rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighted {
    /// Σw of the numerator divided by Σw of the denominator.
    pub rate: f64,
    /// How many people count for one of equal weight, above 0: as many would do, divided by it, had they equal weights.
    pub deff: f64,
    /// As `deff` for tests far out in a tail; not less than it.
    pub cautious: f64,
    /// Whether few people carry most of the weight, so that nothing sure can be said of the rate.
    pub few_carry: bool,
    /// Degrees of freedom of the variance behind it, as [`Precision`](crate::weights::Precision) has them; infinite where all weigh the same.
    pub freedom: f64,
    /// Kish's factor of the denominator, at least 1: what `deff` would be if weights had nothing to do with the rate.
    pub kish: f64,
    /// Whether all people in the denominator weigh the same: then they are as good as without weights.
    pub is_even: bool,
    /// Σw of the numerator.
    pub top: f64,
    /// Σw of the denominator.
    pub bottom: f64,
}

/// The most by which the square of one weight was rounded: 2^-65.
const SQUARE_ROUNDING: f64 = 0.5 / 18_446_744_073_709_551_616.0;

impl Rate {
    /// The id, then the other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.known_as.iter().copied())
    }

    /// The two sets, spelled: TP, FP, FN and TN are the four kinds with a known outcome, S is everybody selected and R
    /// everybody rejected, their outcome known or not.
    #[must_use]
    pub fn formula(&self) -> String {
        format!("{} / {}", spell(self.top), spell(self.bottom))
    }

    /// What must be known of a row: the outcome, if a set takes only some of the selected or of the rejected; the
    /// decision, if a set takes only some of those with the same outcome.
    #[must_use]
    pub const fn needs(&self) -> Needs {
        Needs {
            decision: self.splits(Outcomes::POSITIVE) || self.splits(Outcomes::NEGATIVE),
            outcome: self.splits(Outcomes::SELECTED) || self.splits(Outcomes::REJECTED),
        }
    }

    /// Which way the rate moves with selection, read from the two sets.
    #[must_use]
    pub const fn favours(&self) -> Favours {
        if self.top.is_within(Outcomes::SELECTED) && !self.bottom.is_within(Outcomes::SELECTED) {
            Favours::Higher
        } else if self.top.is_within(Outcomes::REJECTED) && !self.bottom.is_within(Outcomes::REJECTED) {
            Favours::Lower
        } else {
            Favours::Neither
        }
    }

    /// Whether a set tells the rejected apart by their outcome. Such a rate has no value where outcomes are known of
    /// the selected alone, and answers another question where the decision may have caused the outcome.
    #[must_use]
    pub const fn needs_outcome_of_rejected(&self) -> bool {
        self.splits(Outcomes::REJECTED)
    }

    /// k of n people, whatever they weigh.
    ///
    /// # Errors
    /// When nobody is in the denominator, with the reason: `empty-group`, `nobody-selected`, `everybody-selected`,
    /// `no-outcome`, `no-positives` or `no-negatives`.
    pub fn tally(&self, cell: &Cell) -> Result<Tally, Undefined> {
        match cell.count(self.bottom) {
            0 => Err(self.why_nobody(|set| cell.count(set) > 0)),
            bottom => Ok(Tally::of_counts(cell.count(self.top), bottom)),
        }
    }

    /// The weighted rate; `None` for a cell without weights.
    ///
    /// # Formula
    /// p = Σw(top) / Σw(bottom); deff = n Var / (p(1-p)) with the linearised variance of [`precision`]; Kish's is
    /// n Σw² / (Σw)² over the bottom, at least 1. Σw² is taken as large as its rounding to multiples of 2^-64 allows. That
    /// shows only for weights so small that their squares are lost: the factors are then too large rather than too small.
    /// Where all weigh the same, everything is exactly as without weights.
    /// # Source
    /// Those of [`precision`].
    /// # Undefined when
    /// The denominator has no people or only people of weight zero; the reasons are those of [`tally`](Self::tally).
    /// # Example
    /// ```
    /// use evenhand_metrics::{catalog, cell::{Cell, Weight}, outcomes::Outcome};
    /// let mut cell = Cell::default();
    /// for (decision, w) in [0, 1, 1, 0, 0, 0, 0, 0].into_iter().zip([1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 1.0, 2.0]) {
    ///     cell.add_weighted(Outcome::of(decision == 1, None), 1, Weight::from_f64(w)?);
    /// }
    /// let weighted = catalog::rate("selection-rate").unwrap().weighted(&cell).unwrap().unwrap();
    /// assert_eq!((weighted.top, weighted.bottom, weighted.rate), (5.0, 16.0, 0.3125));
    /// // 8 (11 x 13/5 + 5 x 27/11) / 16²; Kish's is 8 x 40 / 16²
    /// assert!((weighted.deff - 1.2772727272727273).abs() < 1e-15);
    /// assert_eq!(weighted.kish, 1.25);
    /// # Ok::<(), evenhand_metrics::cell::WeightError>(())
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
    pub fn weighted(&self, cell: &Cell) -> Option<Result<Weighted, Undefined>> {
        let (top, bottom) = (cell.weight(self.top)?, cell.weight(self.bottom)?);
        let (selected, people) = (cell.count(self.top) as f64, cell.count(self.bottom) as f64);
        if bottom <= 0.0 {
            return Some(Err(self.why_nobody(|set| cell.weight(set).is_some_and(|w| w > 0.0))));
        }
        if cell.is_even(self.bottom) {
            let even = Weighted {
                rate: selected / people,
                deff: 1.0,
                cautious: 1.0,
                few_carry: false,
                freedom: f64::INFINITY,
                kish: 1.0,
                is_even: true,
                top,
                bottom,
            };
            return Some(Ok(even));
        }
        let sums = |set: Outcomes| {
            let people = cell.count(set) as f64;
            Some(Weighed {
                people,
                weight: cell.weight(set)?,
                squares: cell.weight_squared(set)? + people * SQUARE_ROUNDING,
            })
        };
        let all = sums(self.bottom)?;
        let kish = (people * (all.squares / (bottom * bottom))).max(1.0);
        let found = precision(sums(self.top)?, sums(self.bottom.without(self.top))?);
        Some(found.map(|Precision { deff, cautious, few_carry, freedom, .. }| Weighted {
            rate: top / bottom,
            deff,
            cautious,
            few_carry,
            freedom,
            kish,
            is_even: false,
            top,
            bottom,
        }))
    }

    /// Why the denominator holds nobody, asked of a test whether a set holds somebody.
    fn why_nobody(&self, holds: impl Fn(Outcomes) -> bool) -> Undefined {
        if !holds(Outcomes::ALL) {
            Undefined::EmptyGroup
        } else if self.bottom.is_within(Outcomes::SELECTED) && !holds(Outcomes::SELECTED) {
            Undefined::NobodySelected
        } else if self.bottom.is_within(Outcomes::REJECTED) && !holds(Outcomes::REJECTED) {
            Undefined::EverybodySelected
        } else if self.bottom.is_within(Outcomes::POSITIVE) && holds(Outcomes::KNOWN) {
            Undefined::NoPositives
        } else if self.bottom.is_within(Outcomes::NEGATIVE) && holds(Outcomes::KNOWN) {
            Undefined::NoNegatives
        } else {
            Undefined::NoOutcome
        }
    }

    const fn splits(&self, whole: Outcomes) -> bool {
        takes_a_part(self.top, whole) || takes_a_part(self.bottom, whole)
    }
}

const fn takes_a_part(set: Outcomes, whole: Outcomes) -> bool {
    !set.and(whole).is_empty() && !whole.is_within(set)
}

fn spell(set: Outcomes) -> String {
    let mut parts = Vec::new();
    for (side, letter) in [(Outcomes::SELECTED, "S"), (Outcomes::REJECTED, "R")] {
        if side.is_within(set) {
            parts.push(letter);
        } else {
            parts.extend(set.and(side).kinds().map(letters));
        }
    }
    if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" + ")) }
}

const fn letters(kind: Outcome) -> &'static str {
    match kind {
        Outcome::TruePositive => "TP",
        Outcome::FalsePositive => "FP",
        Outcome::SelectedUnknown => "SU",
        Outcome::FalseNegative => "FN",
        Outcome::TrueNegative => "TN",
        Outcome::RejectedUnknown => "RU",
    }
}
