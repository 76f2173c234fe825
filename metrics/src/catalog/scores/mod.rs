//! The second list of the catalog: measures of scores. What follows from two sets of outcomes for a rate, its formula, its
//! range and what equality means, cannot be read off a function and is written out here; the functions are those of
//! [`crate::scores`]. It refuses to know limits, policies and reports.
//!
//! The worked values are made by hand on two groups of ten people:
//!
//! | score | 0.2 | 0.4 | 0.6 | 0.8 |
//! |---|---|---|---|---|
//! | group, outcome positive | 0 | 1 | 2 | 1 |
//! | group, outcome negative | 3 | 2 | 0 | 1 |
//! | reference, outcome positive | 0 | 1 | 0 | 4 |
//! | reference, outcome negative | 1 | 3 | 1 | 0 |

mod calibration;
mod distances;
mod level;
mod ranking;

pub use calibration::EXPECTED_CALIBRATION_ERROR;
pub use level::MEAN_SCORE;
pub use ranking::AUC;

use super::inference::{Beyond, Found, Sides, Terms, TestOf};
use super::{Favours, Words};
use crate::compare::{self, Comparison};
use crate::scores::{Scores, ScoresError};
use crate::tally::Tally;
use crate::undefined::Undefined;

/// A measure of scores.
#[derive(Debug, Clone)]
pub struct ScoreMeasure {
    /// Permanent id, in kebab case.
    pub id: &'static str,
    /// Its names in other tools and in statistics, unique over the whole catalog.
    pub known_as: &'static [&'static str],
    /// The function, and whom it looks at.
    pub of: ScoreFunction,
    /// What it computes, in symbols of either language: s a score, y its outcome (1 or 0), n people, Σ over people, v the
    /// sample variance of the scores, M the median of everybody; 1 the group and 2 the reference; + and - the people with
    /// a positive and with a negative outcome; F(x) the share of people with s <= x; p and q the shares of the group and
    /// of the reference with a score, Σ over scores.
    pub formula: &'static str,
    /// The values it can take.
    pub range: ScoreRange,
    /// The value that means equal groups or, of one group, scores that agree with the outcomes; `None` where one group's
    /// value says neither.
    pub parity: Option<f64>,
    /// Which group is scored more readily.
    pub favours: Favours,
    /// What must be known.
    pub needs: ScoreNeeds,
    /// How groups may be compared by it.
    pub comparisons: &'static [Comparison],
    /// Which interval it has.
    pub interval: ScoreInterval,
    /// Its test of independent people, if it has one.
    pub test: Option<ScoreTest>,
    /// The value for [`example_scores`], made by hand.
    pub worked: f64,
    /// Its words in English.
    pub en: Words,
    /// Its words in French.
    pub fr: Words,
    /// Where it is defined.
    pub source: &'static str,
}

/// A measure of scores as a function, by whom it looks at.
#[derive(Debug, Clone, Copy)]
pub enum ScoreFunction {
    /// One group. Groups are then compared by difference or ratio.
    Group(fn(&Scores) -> Result<f64, Undefined>),
    /// A group and its reference: already a comparison.
    Pair(fn(&Scores, &Scores) -> Result<f64, Undefined>),
    /// A group and everybody, the group included: the share of the group's people who stand out among everybody, as k of
    /// n. Groups are then compared by difference or ratio.
    Among(fn(&Scores, &Scores) -> Result<Tally, Undefined>),
}

/// How far beyond a limit a difference has to lie to be found 8 times in 10.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    /// So many standard errors: it varies as much wherever it lies.
    Shift,
    /// As the rule that decides says of other truths: the limit is a size, and so is the answer.
    Rule(fn(&Terms, Beyond, Sides<'_, Scores>) -> Option<f64>),
    /// Nobody knows.
    Unknown,
}

/// The interval of a measure of scores.
#[derive(Debug, Clone, Copy)]
pub enum ScoreInterval {
    /// As of any share of people.
    Share,
    /// By formula, where rows are independent; from what is left without each fold of people where they are not.
    Formula(fn(&Terms, Sides<'_, Scores>) -> Found, Reach),
    /// No formula: only from what is left without each fold of people.
    Replicates,
    /// None: it is never below 0, so that near equality no formula and no replicate gives it an honest one.
    Never,
}

/// A test of equality or of agreement: what is compared, the people, the seed of what is drawn. `None` where it says nothing.
pub type ScoreTest = fn(Comparison, Sides<'_, Scores>, u64) -> Option<TestOf>;

/// Scores have no natural zero, so they are not divided.
const ADDED: &[Comparison] = &[Comparison::Value, Comparison::Difference];
/// A comparison already, or a number that only means something of one group.
const ALONE: &[Comparison] = &[Comparison::Value];

impl ScoreFunction {
    /// Whether the value is already that of a group against its reference.
    #[must_use]
    pub const fn is_comparison(&self) -> bool {
        matches!(self, Self::Pair(_))
    }
}

/// The values a measure can take, both ends included where they exist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoreRange {
    /// The least value.
    pub low: Option<f64>,
    /// The greatest value.
    pub high: Option<f64>,
}

impl ScoreRange {
    const SHARE: Self = Self { low: Some(0.0), high: Some(1.0) };
    const UP: Self = Self { low: Some(0.0), high: None };
    const ANY: Self = Self { low: None, high: None };

    /// Whether the measure can take this value.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.low.is_none_or(|low| low <= value) && self.high.is_none_or(|high| value <= high)
    }
}

/// What a measure must know of a person besides the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreNeeds {
    /// How it turned out.
    pub outcome: bool,
    /// The score has to be the probability of a positive outcome.
    pub probability: bool,
}

impl ScoreNeeds {
    const SCORE: Self = Self { outcome: false, probability: false };
    const OUTCOME: Self = Self { outcome: true, probability: false };
    const PROBABILITY: Self = Self { outcome: true, probability: true };
}

/// Every measure of scores, in the order in which they are shown.
pub const SCORES: &[&ScoreMeasure] = &[
    &level::MEAN_SCORE,
    &level::SCORING_RATE,
    &ranking::AUC,
    &ranking::CROSS_AUC,
    &calibration::OBSERVED_OVER_EXPECTED,
    &calibration::CALIBRATION_IN_THE_LARGE,
    &calibration::EXPECTED_CALIBRATION_ERROR,
    &calibration::BRIER_SCORE,
    &level::MEAN_SCORE_GAP,
    &level::STANDARDISED_MEAN_DIFFERENCE,
    &distances::KOLMOGOROV_SMIRNOV,
    &distances::WASSERSTEIN,
    &distances::TOTAL_VARIATION,
    &distances::JENSEN_SHANNON,
    &distances::HELLINGER,
    &distances::KULLBACK_LEIBLER,
    &distances::POPULATION_STABILITY_INDEX,
];

/// The two groups on which every worked value is made.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleScores {
    /// The group.
    pub group: Scores,
    /// The reference.
    pub reference: Scores,
}

/// The two groups on which every worked value is made.
///
/// # Errors
/// Never: the scores are finite.
pub fn example_scores() -> Result<ExampleScores, ScoresError> {
    Ok(ExampleScores {
        group: Scores::of_counts([(0.2, 0, 3, 0), (0.4, 1, 2, 0), (0.6, 2, 0, 0), (0.8, 1, 1, 0)])?,
        reference: Scores::of_counts([(0.2, 0, 1, 0), (0.4, 1, 3, 0), (0.6, 0, 1, 0), (0.8, 4, 0, 0)])?,
    })
}

impl ScoreMeasure {
    /// The id, then the other names.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.id).chain(self.known_as.iter().copied())
    }

    /// The value for a group, its reference and everybody; each function looks at those it needs.
    ///
    /// # Errors
    /// With the reason why there is no value.
    pub fn value(&self, group: &Scores, reference: &Scores, everybody: &Scores) -> Result<f64, Undefined> {
        match self.of {
            ScoreFunction::Group(of) => of(group),
            ScoreFunction::Pair(of) => of(group, reference),
            ScoreFunction::Among(of) => share(of(group, everybody)),
        }
    }

    /// What is said of a group against its reference.
    ///
    /// # Errors
    /// With the reason why there is no value.
    pub fn compared(&self, comparison: Comparison, sides: Sides<'_, Scores>) -> Result<f64, Undefined> {
        let value = |group: &Scores| self.value(group, sides.other, sides.all);
        match comparison {
            Comparison::Value => value(sides.own),
            Comparison::Difference => compare::difference(value(sides.own), value(sides.other)),
            Comparison::Ratio => compare::ratio(value(sides.own), value(sides.other)),
        }
    }

    /// The people of a share, k of n; `None` where the measure is none, or has no value.
    #[must_use]
    pub fn tally(&self, group: &Scores, everybody: &Scores) -> Option<Tally> {
        match self.of {
            ScoreFunction::Among(of) => of(group, everybody).ok(),
            ScoreFunction::Group(_) | ScoreFunction::Pair(_) => None,
        }
    }

    /// Its interval by formula, for people whose rows are independent.
    ///
    /// # Errors
    /// `no-interval` where no formula is known; else why there is none.
    pub fn interval(&self, terms: &Terms, sides: Sides<'_, Scores>) -> Found {
        match (self.interval, self.of) {
            (ScoreInterval::Formula(of, _), _) => of(terms, sides),
            // Everybody is taken as given.
            (ScoreInterval::Share, ScoreFunction::Among(of)) => {
                terms.of_share(of(sides.own, sides.all)?, || of(sides.other, sides.all))
            }
            _ => Err(Undefined::NoInterval),
        }
    }

    /// Whether a difference varies as much wherever it lies.
    #[must_use]
    pub const fn is_shifted(&self) -> bool {
        matches!(self.interval, ScoreInterval::Formula(_, Reach::Shift))
    }

    /// The comparison nearest to a limit, beyond it, that these people, whose rows are independent, would show to be outside; of a
    /// difference its size. `None` where that is not known.
    #[must_use]
    pub fn detectable(&self, terms: &Terms, beyond: Beyond, sides: Sides<'_, Scores>) -> Option<f64> {
        match (self.interval, self.of) {
            (ScoreInterval::Formula(_, Reach::Rule(of)), _) => of(terms, beyond, sides),
            (ScoreInterval::Share, ScoreFunction::Among(of)) => {
                terms.detectable_share(beyond, of(sides.own, sides.all).ok()?, of(sides.other, sides.all).ok()?)
            }
            _ => None,
        }
    }

    /// How many people it looks at, and how many it leaves out whose numbers another measure counts in.
    #[must_use]
    pub fn people(&self, group: &Scores) -> (u64, u64) {
        let scored = group.people();
        let unknown: u64 = group.points().iter().map(|point| point.unknown).sum();
        match (self.needs.outcome, self.needs.probability) {
            (true, true) => (scored - unknown, unknown),
            (true, false) => (scored - unknown, 0),
            _ => (scored, 0),
        }
    }
}

fn share(tally: Result<Tally, Undefined>) -> Result<f64, Undefined> {
    tally.map(|tally| tally.top / tally.bottom)
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
fn people(group: &Scores) -> f64 {
    group.people() as f64
}

/// The measure of scores with this id, or with this name in another tool.
#[must_use]
pub fn score_measure(id_or_alias: &str) -> Option<&'static ScoreMeasure> {
    SCORES.iter().copied().find(|measure| measure.names().any(|name| name == id_or_alias))
}

/// Every id and every other name of a measure of scores, each once, in the order of the list.
pub fn score_names() -> impl Iterator<Item = &'static str> {
    SCORES.iter().flat_map(|measure| measure.names())
}
