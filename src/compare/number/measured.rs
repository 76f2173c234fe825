//! A measure of scores or values of one set of people, or of two: the estimate, who is behind it, and whether it may be
//! shown. It knows people; it refuses to know who is compared with whom, and levels.

use evenhand_metrics::catalog::{Measure, Over, ScoreMeasure, ValueMeasure};
use evenhand_metrics::undefined::Undefined;

use super::table::Data;
use crate::plan::{Basis, Observed};

/// A measure of the second or the third list of the catalog.
#[derive(Debug, Clone, Copy)]
pub enum Number {
    /// Of scores.
    Score(&'static ScoreMeasure),
    /// Of values.
    Value(&'static ValueMeasure),
}

impl Number {
    /// The measure, unless it is a rate.
    #[must_use]
    pub const fn of(measure: Measure) -> Option<Self> {
        match measure {
            Measure::Rate(_) => None,
            Measure::Score(measure) => Some(Self::Score(measure)),
            Measure::Value(measure) => Some(Self::Value(measure)),
        }
    }

    /// The same among all measures.
    #[must_use]
    pub const fn measure(self) -> Measure {
        match self {
            Self::Score(measure) => Measure::Score(measure),
            Self::Value(measure) => Measure::Value(measure),
        }
    }

    /// Why the measure has no value for anybody under this plan.
    pub(super) fn barred(self, basis: &Basis) -> Option<Undefined> {
        let observed = basis.observed;
        match self {
            Self::Score(_)
                if self.measure().needs_outcome_of_rejected()
                    && matches!(observed, Some(Observed::AfterDecision | Observed::SelectedOnly)) =>
            {
                Some(Undefined::OutcomeAfterDecision)
            }
            Self::Value(_) if basis.has_weight => Some(Undefined::WeightedValues),
            _ => None,
        }
    }

    /// How many people the measure looks at, and how many it leaves out whose numbers another measure counts in: what is
    /// left of two sums.
    fn looks_at(self, data: &Data) -> (u64, u64) {
        match self {
            Self::Score(measure) => measure.people(&data.scores.whole),
            Self::Value(measure) => {
                let (averaged, left_out) = measure.people(&data.values.whole);
                match measure.over {
                    Over::Nonzero => (averaged, 0),
                    // With the mean over everybody, the share of few people tells what each of them has.
                    Over::Whether => (averaged, data.values.whole.all.nonzero),
                    Over::Everybody | Over::Selected => (averaged, left_out),
                }
            }
        }
    }

    /// The people that the measure looks at.
    pub(super) fn people(self, data: &Data) -> u64 {
        self.looks_at(data).0
    }

    /// Refuses numbers of so few people that somebody's own could be worked out: those the measure looks at, and those
    /// that are left when two measures of the same group are subtracted.
    pub(super) fn screened(self, data: &Data, min_cell: u64) -> Result<(), Undefined> {
        let few = 1..min_cell;
        let (people, rest) = self.looks_at(data);
        if few.contains(&people) || few.contains(&rest) { Err(Undefined::TooFew) } else { Ok(()) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
pub(crate) const fn float(people: u64) -> f64 {
    people as f64
}
