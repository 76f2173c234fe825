//! What is compared: one measure of a group held against its reference. Rates, rates of people alike, scores and values
//! answer the same questions, so that everything is described, and judged, by the same code.

use evenhand_metrics::catalog::{Measure, TestOf};
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::{Confidence, Interval};
use evenhand_metrics::power::Side;
use evenhand_metrics::significance::Count;
use evenhand_metrics::undefined::Undefined;

use super::rate::RatePair;
use super::reference::Chosen;
use super::scope::{Group, Scope, Standing};
use crate::document::{Gap, Weighted};
use crate::plan::Basis;

/// An interval of a comparison, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inferred {
    /// The interval.
    pub interval: Interval,
    /// Id of the method.
    pub method: &'static str,
    /// The design effect that it was widened by; `None` for independent people of equal weight.
    pub deff: Option<f64>,
    /// Where people have several rows: how much more or less the comparison varies because somebody may stand on both sides.
    pub shared: Option<f64>,
    /// Where people have several rows: degrees of freedom.
    pub degrees: Option<f64>,
    /// How sure it is.
    pub sure: Confidence,
}

/// People in a comparison. A number is left out where there is none, or where it may not be shown.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct People {
    /// In the numerator, of a share.
    pub top: Option<u64>,
    /// In the denominator, or looked at.
    pub bottom: Option<u64>,
    /// The reference's numerator.
    pub reference_top: Option<u64>,
    /// Of the reference.
    pub reference_bottom: Option<u64>,
    /// Sums of weights.
    pub weighted: Option<Weighted>,
    /// The effective number of people, where they have several rows.
    pub effective: Option<f64>,
}

/// Where the people without a value are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// To widen the gap.
    Worst,
    /// To narrow it.
    Best,
}

impl Placement {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Worst, Self::Best];

    /// The word of documents.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Worst => "worst",
            Self::Best => "best",
        }
    }
}

/// One measure of a group, held against its reference.
pub trait Compared<'a> {
    /// The measure.
    fn measure(&self) -> Measure;

    /// The group.
    fn group(&self) -> &'a Group;

    /// How it is compared.
    fn basis(&self) -> &Basis;

    /// The estimate; of plain counts made from the exact fraction, so that it equals a limit where people do.
    ///
    /// # Errors
    /// Why there is none.
    fn value(&self, comparison: Comparison) -> Result<f64, Undefined>;

    /// The interval, as sure as wanted; where people have several rows Student's t takes the place of the normal distribution,
    /// and where an audit is made again and again it holds for every look.
    ///
    /// # Errors
    /// Why there is none.
    fn interval(&self, comparison: Comparison, wanted: &Confidence) -> Result<Inferred, Undefined>;

    /// Whether a test made there rules out that the truth lies at a value, or inside of it: what an interval wholly beyond
    /// must bear. Measures without such a test are taken at their interval's word.
    fn rules_out(&self, _comparison: Comparison, _side: Side, _value: f64, _wanted: &Confidence) -> bool {
        true
    }

    /// The test of equality, or of scores against outcomes. It is one look: what is looked at again and again has none.
    fn tested(&self, comparison: Comparison) -> Option<TestOf>;

    /// Who is behind it.
    fn people(&self, comparison: Comparison) -> People;

    /// Whether there are people on both sides: what makes a comparison part of its family.
    fn has_people(&self, comparison: Comparison) -> bool;

    /// Whether its numbers may be printed: they tell of neither side that is too small to be shown.
    fn is_printed(&self, comparison: Comparison) -> bool;

    /// The value nearest to a limit, beyond it, that these people would show to be outside 8 times in 10; of a difference its
    /// size.
    fn detectable(&self, comparison: Comparison, limit: (Side, f64), wanted: &Confidence) -> Option<f64>;

    /// The gaps nearest to equality that would be told from it 8 times in 10.
    fn detectable_from_equality(&self, _comparison: Comparison) -> Option<Gap> {
        None
    }

    /// Counts of people, of the group and of what its estimate is computed against, where an estimate is compared in integers.
    fn counts(&self, _comparison: Comparison) -> Option<(Count, Count)> {
        None
    }

    /// As rates, where it compares them.
    fn rates(&self) -> Option<&RatePair<'a>> {
        None
    }

    /// The same with the people whose group is not known placed in it, or with its reference; `None` where they could be placed in more
    /// ways than two.
    fn placed(&self, _scope: &Scope, _placement: Placement) -> Option<Box<dyn Compared<'a> + 'a>> {
        None
    }

    /// The relative standard deviation of the standard error over seeds of the hash that divides people into folds; `None`
    /// where rows are people.
    fn over_seeds(&self) -> Option<f64> {
        None
    }

    /// The same, had every standard error been so many times as large.
    fn wider(&self, _factor: f64) -> Option<Box<dyn Compared<'a> + 'a>> {
        None
    }

    /// Whether the group may be judged: its values are known, and it is not several groups together.
    fn is_judged(&self) -> bool {
        let group = self.group();
        matches!(group.standing, Standing::Shown | Standing::Hidden) && !group.segment.has_missing()
    }
}

/// Every group of a scope in one measure, against its reference.
pub struct Comparisons<'a, C> {
    /// The reference.
    pub chosen: Chosen<'a>,
    /// One per group that is not the reference.
    pub all: Vec<C>,
}

impl<'a, C: Compared<'a> + 'a> Comparisons<'a, C> {
    /// The same, whatever the measure.
    #[must_use]
    pub fn of_any_kind(self) -> Comparisons<'a, Box<dyn Compared<'a> + 'a>> {
        let all = self.all.into_iter().map(|one| -> Box<dyn Compared<'a> + 'a> { Box::new(one) });
        Comparisons { chosen: self.chosen, all: all.collect() }
    }
}
