//! Scoring rates and impact ratios, as New York City's rules for automated employment decision tools define them. It
//! counts people, whatever they weigh; the rules set no limit on a ratio, and none is known here.

use serde::{Deserialize, Serialize};

use super::distribution::Scores;
use crate::compare::compare_rates;
use crate::tally::Tally;
use crate::undefined::Undefined;

/// The middle of the scores.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// The middle score, or the mean of the two middle ones.
    pub value: f64,
    /// People who score exactly the median: they are not above it.
    pub tied: u64,
    /// Whose score it is.
    pub kind: MedianKind,
    /// Whoever scores more than this scores more than the median.
    lower_middle: f64,
}

/// Whose score the median is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MedianKind {
    /// Nobody's: it lies between two scores, and half of the people are above it.
    Between,
    /// One person's.
    Held,
    /// That of several people. They count as not above it: with coarse scores far fewer than half are above, and a rule
    /// that counted them as above could turn the ratios round.
    Tied,
}

impl MedianKind {
    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Between => "between",
            Self::Held => "held",
            Self::Tied => "tied",
        }
    }
}

/// The median of the scores.
///
/// # Formula
/// The middle score; of an even number of people the mean of the middle two.
/// # Source
/// Galton (1882).
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, impact::{MedianKind, median}};
/// let everybody = Scores::of_counts([(1.0, 0, 0, 30), (3.0, 0, 0, 60), (5.0, 0, 0, 10)])?;
/// let median = median(&everybody).unwrap();
/// assert_eq!((median.value, median.tied, median.kind), (3.0, 60, MedianKind::Tied));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn median(everybody: &Scores) -> Result<Median, Undefined> {
    let people = everybody.people();
    let at = |place: u64| {
        let mut passed = 0;
        everybody.points().iter().find(|point| {
            passed += point.people();
            passed > place
        })
    };
    let nobody = || everybody.why_nobody();
    let lower = at(people.saturating_sub(1) / 2).ok_or_else(nobody)?;
    let upper = at(people / 2).ok_or_else(nobody)?;
    let value = 0.5 * (lower.value + upper.value);
    let (tied, kind) = match lower.people() {
        _ if lower.value < upper.value => (0, MedianKind::Between),
        1 => (1, MedianKind::Held),
        tied => (tied, MedianKind::Tied),
    };
    Ok(Median { value, tied, kind, lower_middle: lower.value })
}

impl Median {
    /// How many of a category's people score strictly above the median.
    ///
    /// # Formula
    /// People with a score above the median / people with a score.
    /// # Source
    /// New York City, 6 RCNY 5-300 (2023), "scoring rate".
    /// # Undefined when
    /// Nobody in the category has a score (`empty-group`, `no-score`).
    /// # Example
    /// ```
    /// use evenhand_metrics::{scores::{Scores, impact::median}, tally::Tally};
    /// let everybody = Scores::of_counts([(1.0, 0, 0, 3), (3.0, 0, 0, 6), (5.0, 0, 0, 1)])?;
    /// assert_eq!(median(&everybody).unwrap().scoring_rate(&everybody), Ok(Tally::of_counts(1, 10)));
    /// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
    /// ```
    pub fn scoring_rate(&self, category: &Scores) -> Result<Tally, Undefined> {
        match category.people() {
            0 => Err(category.why_nobody()),
            people => Ok(Tally::of_counts(self.above(category), people)),
        }
    }

    /// People who score strictly above the median.
    fn above(&self, category: &Scores) -> u64 {
        let above = category.points().iter().filter(|point| point.value > self.lower_middle);
        above.fold(0, |sum, point| sum.saturating_add(point.people()))
    }
}

/// Over whom the median is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MedianOver {
    /// Everybody with a score, the category known or not: the "full sample" of the rules.
    #[default]
    Everybody,
    /// People whose category is known.
    Known,
}

/// What happens to categories with under 2 % of the people whose category is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TwoPerCent {
    /// They are compared like any other. The rules leave it to the auditor, who has to justify anything else.
    #[default]
    Keep,
    /// They keep their rate, but have no ratio and are not what others are compared with.
    LeaveOut,
}

/// One category's selected people, or people above the median, and all of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// People selected, or scoring above the median.
    pub selected: u64,
    /// People.
    pub people: u64,
}

/// One category's rate and impact ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impact {
    /// Selection or scoring rate.
    pub rate: Result<f64, Undefined>,
    /// The rate over the highest rate of a category.
    pub ratio: Result<f64, Undefined>,
    /// Whether the category has under 2 % of the people whose category is known.
    pub under_two_per_cent: bool,
}

/// The table that the rules ask for.
#[derive(Debug, Clone, PartialEq)]
pub struct Impacts {
    /// The categories, in the order given.
    pub categories: Vec<Impact>,
    /// The place of the category with the highest rate; ties: the first.
    pub highest: Option<usize>,
    /// People left out because their category is unknown; their number has to be published.
    pub unknown: u64,
}

/// Rates and impact ratios of the categories of one table (sex, race and ethnicity, or their cross).
///
/// # Formula
/// x/n; impact ratio = rate / highest rate of a category.
/// # Source
/// New York City, 6 RCNY 5-300 and 5-301 (2023).
/// # Undefined when
/// A category is empty (`empty-group`); the highest rate is 0 (`reference-zero`: 0/0 is not 1); a category is left out by
/// the two-per-cent rule (its ratio: `too-few`).
/// # Example
/// ```
/// use evenhand_metrics::scores::impact::{Category, TwoPerCent, impacts};
/// let table = [Category { selected: 16, people: 80 }, Category { selected: 3, people: 20 }];
/// let impacts = impacts(&table, 5, TwoPerCent::Keep);
/// assert_eq!(impacts.categories[1].ratio, Ok(0.75));
/// assert_eq!((impacts.highest, impacts.unknown), (Some(0), 5));
/// ```
#[must_use]
pub fn impacts(categories: &[Category], unknown: u64, rule: TwoPerCent) -> Impacts {
    let known: u128 = categories.iter().map(|category| u128::from(category.people)).sum();
    let under = |category: &Category| u128::from(category.people) * 50 < known;
    let left_out = |category: &Category| rule == TwoPerCent::LeaveOut && under(category);
    let tally = |category: &Category| Tally::of_counts(category.selected, category.people);
    let mut highest: Option<usize> = None;
    for (place, category) in categories.iter().enumerate() {
        let beaten = |best: usize| compare_rates(tally(category), tally(&categories[best])).is_gt();
        if category.people > 0 && !left_out(category) && highest.is_none_or(beaten) {
            highest = Some(place);
        }
    }
    let of = |category: &Category| {
        let rate = tally(category).rate().ok_or(Undefined::EmptyGroup);
        let ratio = rate.and_then(|_| {
            let best = highest.map(|best| tally(&categories[best])).filter(|_| !left_out(category));
            let (own, best) = (tally(category), best.ok_or(Undefined::TooFew)?);
            if best.top > 0.0 {
                Ok(own.top * best.bottom / (own.bottom * best.top))
            } else {
                Err(Undefined::ReferenceZero)
            }
        });
        Impact { rate, ratio, under_two_per_cent: under(category) }
    };
    Impacts { categories: categories.iter().map(of).collect(), highest, unknown }
}

/// Scoring rates, their impact ratios, and the median they were taken at.
#[derive(Debug, Clone, PartialEq)]
pub struct Scoring {
    /// The median.
    pub median: Median,
    /// The rates and ratios.
    pub impacts: Impacts,
}

/// Scoring rates and impact ratios of the categories of one table, with the scores of people whose category is unknown.
///
/// # Formula
/// [`Median::scoring_rate`] and [`impacts`].
/// # Source
/// New York City, 6 RCNY 5-300 and 5-301 (2023).
/// # Undefined when
/// Nobody that the median is taken over has a score (`empty-group`, `no-score`).
/// # Example
/// ```
/// use evenhand_metrics::{scores::{Scores, impact::{MedianOver, TwoPerCent, scoring}}, undefined::Undefined};
/// // Everybody has the highest score, so nobody is above the median.
/// let all = Scores::of_counts([(5.0, 0, 0, 3)])?;
/// let nobody = Scores::default();
/// let scoring = scoring(&[all.clone(), all], &nobody, MedianOver::Everybody, TwoPerCent::Keep).unwrap();
/// assert_eq!(scoring.impacts.categories[0].rate, Ok(0.0));
/// assert_eq!(scoring.impacts.categories[0].ratio, Err(Undefined::ReferenceZero));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn scoring(
    categories: &[Scores],
    unknown: &Scores,
    over: MedianOver,
    rule: TwoPerCent,
) -> Result<Scoring, Undefined> {
    let known = categories.iter().fold(Scores::default(), |all, category| all.merge(category));
    let median = match over {
        MedianOver::Everybody => median(&known.merge(unknown))?,
        MedianOver::Known => median(&known)?,
    };
    let count = |scores: &Scores| Category { selected: median.above(scores), people: scores.people() };
    let table: Vec<Category> = categories.iter().map(count).collect();
    Ok(Scoring { median, impacts: impacts(&table, unknown.people(), rule) })
}
