//! The people of one group by score. It holds counts and, where people are weighted, sums of weights; it refuses to know
//! rows and how a score was binned, apart from whether it was.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::undefined::Undefined;

/// Up to this many distinct scores are kept as they are; beyond, people are counted in bins.
pub const DISTINCT: usize = 4096;

/// Scores are smaller than this in size: 2^31.
pub const LARGEST: f64 = 2_147_483_648.0;

/// How closely the values stand for people's scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grain {
    /// Every value is a score that people have.
    #[default]
    Exact,
    /// Every value is the middle of a bin, and stands for scores up to half a bin away. Ties within a bin are not real.
    Midpoints,
}

impl Grain {
    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Midpoints => "midpoints",
        }
    }
}

/// Sums of weights by outcome; of people without weights, people.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Mass {
    /// Outcome positive.
    pub positives: f64,
    /// Outcome negative.
    pub negatives: f64,
    /// Outcome unknown.
    pub unknown: f64,
}

impl Mass {
    /// Everybody.
    #[must_use]
    pub fn all(self) -> f64 {
        self.positives + self.negatives + self.unknown
    }

    /// Everybody whose outcome is known.
    #[must_use]
    pub fn known(self) -> f64 {
        self.positives + self.negatives
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            positives: self.positives + other.positives,
            negatives: self.negatives + other.negatives,
            unknown: self.unknown + other.unknown,
        }
    }
}

/// The people who share a score.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// The score.
    pub value: f64,
    /// People whose outcome is positive.
    pub positives: u64,
    /// People whose outcome is negative.
    pub negatives: u64,
    /// People whose outcome is unknown.
    pub unknown: u64,
    /// What they weigh.
    pub mass: Mass,
}

impl Point {
    /// People who each weigh one.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
    pub const fn of_counts(value: f64, positives: u64, negatives: u64, unknown: u64) -> Self {
        let mass = Mass { positives: positives as f64, negatives: negatives as f64, unknown: unknown as f64 };
        Self { value, positives, negatives, unknown, mass }
    }

    /// Everybody with this score.
    #[must_use]
    pub const fn people(&self) -> u64 {
        self.positives.saturating_add(self.negatives).saturating_add(self.unknown)
    }

    fn join(&mut self, other: &Self) {
        self.positives = self.positives.saturating_add(other.positives);
        self.negatives = self.negatives.saturating_add(other.negatives);
        self.unknown = self.unknown.saturating_add(other.unknown);
        self.mass = self.mass.plus(other.mass);
    }
}

/// Why a list of points is no distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScoresError {
    /// A score is not a number, or [`LARGEST`] or larger in size.
    ScoreOutOfRange,
    /// A sum of weights is negative, infinite or not a number.
    WeightNotUsable,
}

impl fmt::Display for ScoresError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ScoreOutOfRange => "a score is not a number, or 2147483648 or larger in size",
            Self::WeightNotUsable => "a sum of weights is negative, infinite or not a number",
        })
    }
}

impl std::error::Error for ScoresError {}

/// One group's people by score: ascending distinct values, each held by somebody.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    points: Vec<Point>,
    /// How closely the values stand for people's scores.
    pub grain: Grain,
    /// People of the group without a score, who enter no measure.
    pub unscored: u64,
    weighted: bool,
}

impl Scores {
    /// From people who each weigh one, in any order; people with the same score are joined.
    ///
    /// # Errors
    /// When a score is out of range.
    ///
    /// ```
    /// use evenhand_metrics::scores::{Point, Scores};
    /// let group = Scores::of_counts([(0.5, 1, 0, 0), (0.25, 0, 2, 0), (0.5, 0, 3, 1)])?;
    /// assert_eq!(group.points(), [Point::of_counts(0.25, 0, 2, 0), Point::of_counts(0.5, 1, 3, 1)]);
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn of_counts(points: impl IntoIterator<Item = (f64, u64, u64, u64)>) -> Result<Self, ScoresError> {
        Self::joined(points.into_iter().map(|(value, p, n, u)| Point::of_counts(value, p, n, u)).collect(), false)
    }

    /// From people with weights: each point's `mass` is what its people weigh together.
    ///
    /// # Errors
    /// When a score is out of range, or a sum of weights cannot be one.
    pub fn weighted(points: impl IntoIterator<Item = Point>) -> Result<Self, ScoresError> {
        Self::joined(points.into_iter().collect(), true)
    }

    fn joined(mut points: Vec<Point>, weighted: bool) -> Result<Self, ScoresError> {
        for point in &mut points {
            if point.value.is_nan() || point.value.abs() >= LARGEST {
                return Err(ScoresError::ScoreOutOfRange);
            }
            let Mass { positives, negatives, unknown } = point.mass;
            if ![positives, negatives, unknown].iter().all(|w| w.is_finite() && *w >= 0.0) {
                return Err(ScoresError::WeightNotUsable);
            }
            // Adding zero makes one zero of the two.
            point.value += 0.0;
        }
        points.retain(|point| point.people() > 0);
        points.sort_by(|a, b| a.value.total_cmp(&b.value));
        points.dedup_by(|next, kept| {
            let same = next.value.total_cmp(&kept.value).is_eq();
            if same {
                kept.join(next);
            }
            same
        });
        Ok(Self { points, grain: Grain::Exact, unscored: 0, weighted })
    }

    /// The same people, with the note that values are middles of bins.
    #[must_use]
    pub fn at_midpoints(self) -> Self {
        Self { grain: Grain::Midpoints, ..self }
    }

    /// The same people, and so many more of the group who have no score.
    #[must_use]
    pub fn with_unscored(self, people: u64) -> Self {
        Self { unscored: people, ..self }
    }

    /// The people of both.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let points = walk(self, other).map(|step| {
            let mut point = step.a;
            point.join(&step.b);
            point
        });
        Self {
            points: points.collect(),
            grain: if self.grain == other.grain { self.grain } else { Grain::Midpoints },
            unscored: self.unscored.saturating_add(other.unscored),
            weighted: self.weighted || other.weighted,
        }
    }

    /// The people by score, ascending.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Whether people have weights; intervals and tests then have no answer here.
    #[must_use]
    pub const fn is_weighted(&self) -> bool {
        self.weighted
    }

    /// Everybody with a score.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.points.iter().fold(0, |sum, point| sum.saturating_add(point.people()))
    }

    /// What everybody weighs, by outcome.
    #[must_use]
    pub fn mass(&self) -> Mass {
        self.points.iter().fold(Mass::default(), |sum, point| sum.plus(point.mass))
    }

    /// Why there is nobody to measure: no people, or none with a score.
    #[must_use]
    pub const fn why_nobody(&self) -> Undefined {
        if self.unscored > 0 { Undefined::NoScore } else { Undefined::EmptyGroup }
    }

    /// Everybody's mass, or why there is none.
    pub(super) fn scored(&self) -> Result<Mass, Undefined> {
        let mass = self.mass();
        if mass.all() > 0.0 { Ok(mass) } else { Err(self.why_nobody()) }
    }

    /// The mass of people whose outcome is known, or why there is none.
    pub(super) fn known(&self) -> Result<Mass, Undefined> {
        let mass = self.scored()?;
        if mass.known() > 0.0 { Ok(mass) } else { Err(Undefined::NoOutcome) }
    }

    /// The same, of scores that are probabilities.
    pub(super) fn probabilities(&self) -> Result<Mass, Undefined> {
        let mass = self.known()?;
        let inside = |point: &Point| (0.0..=1.0).contains(&point.value);
        if self.points.iter().all(inside) { Ok(mass) } else { Err(Undefined::NoScore) }
    }
}

/// The people of two groups at one score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) a: Point,
    pub(super) b: Point,
}

impl Step {
    pub(super) const fn value(&self) -> f64 {
        self.a.value
    }
}

/// Both groups' people at every score that either has, ascending.
pub(super) fn walk(a: &Scores, b: &Scores) -> impl DoubleEndedIterator<Item = Step> + use<> {
    let nobody = |value| Point { value, ..Point::default() };
    let (mut left, mut right) = (a.points.as_slice(), b.points.as_slice());
    let mut steps = Vec::with_capacity(left.len().max(right.len()));
    loop {
        let step = match (left.first(), right.first()) {
            (None, None) => break,
            (Some(a), None) => Step { a: *a, b: nobody(a.value) },
            (None, Some(b)) => Step { a: nobody(b.value), b: *b },
            (Some(a), Some(b)) if a.value < b.value => Step { a: *a, b: nobody(a.value) },
            (Some(a), Some(b)) if b.value < a.value => Step { a: nobody(b.value), b: *b },
            (Some(a), Some(b)) => Step { a: *a, b: *b },
        };
        left = &left[usize::from(step.a.people() > 0)..];
        right = &right[usize::from(step.b.people() > 0)..];
        steps.push(step);
    }
    steps.into_iter()
}
