//! A measure of any of the three lists: what config, findings and reports name without caring which list it is on.

use super::{
    RATES, Rate, SCORES, ScoreFunction, ScoreInterval, ScoreMeasure, VALUES, ValueMeasure, Words, rate, score_measure,
    value_measure,
};
use crate::compare::Comparison;

/// A measure of one of the three lists.
#[derive(Debug, Clone, Copy)]
pub enum Measure {
    /// A share of people.
    Rate(&'static Rate),
    /// A measure of scores.
    Score(&'static ScoreMeasure),
    /// A mean of values.
    Value(&'static ValueMeasure),
}

impl Measure {
    /// The measure with this id, or with this name in another tool.
    ///
    /// ```
    /// use evenhand_metrics::catalog::Measure;
    /// assert_eq!(Measure::named("roc-auc").map(Measure::id), Some("auc"));
    /// assert_eq!(Measure::named("mean-value").map(Measure::id), Some("mean-value"));
    /// assert!(Measure::named("fairness").is_none());
    /// ```
    #[must_use]
    pub fn named(id_or_alias: &str) -> Option<Self> {
        let in_scores = || score_measure(id_or_alias).map(Self::Score);
        let in_values = || value_measure(id_or_alias).map(Self::Value);
        rate(id_or_alias).map(Self::Rate).or_else(in_scores).or_else(in_values)
    }

    /// Every measure, list by list, in the order in which they are shown.
    pub fn all() -> impl Iterator<Item = Self> {
        let rates = RATES.iter().copied().map(Self::Rate);
        rates.chain(SCORES.iter().copied().map(Self::Score)).chain(VALUES.iter().copied().map(Self::Value))
    }

    /// Every id and every other name, each once.
    pub fn all_names() -> impl Iterator<Item = &'static str> {
        Self::all().flat_map(|measure| std::iter::once(measure.id()).chain(measure.known_as().iter().copied()))
    }

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Rate(rate) => rate.id,
            Self::Score(measure) => measure.id,
            Self::Value(measure) => measure.id,
        }
    }

    /// Its other names.
    #[must_use]
    pub const fn known_as(self) -> &'static [&'static str] {
        match self {
            Self::Rate(rate) => rate.known_as,
            Self::Score(measure) => measure.known_as,
            Self::Value(measure) => measure.known_as,
        }
    }

    /// Its words in English.
    #[must_use]
    pub const fn en(self) -> &'static Words {
        match self {
            Self::Rate(rate) => &rate.en,
            Self::Score(measure) => &measure.en,
            Self::Value(measure) => &measure.en,
        }
    }

    /// Its words in French.
    #[must_use]
    pub const fn fr(self) -> &'static Words {
        match self {
            Self::Rate(rate) => &rate.fr,
            Self::Score(measure) => &measure.fr,
            Self::Value(measure) => &measure.fr,
        }
    }

    /// The formula, in symbols.
    #[must_use]
    pub fn formula(self) -> String {
        match self {
            Self::Rate(rate) => rate.formula(),
            Self::Score(measure) => measure.formula.to_owned(),
            Self::Value(measure) => measure.formula.to_owned(),
        }
    }

    /// Where it is defined.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Rate(rate) => rate.source,
            Self::Score(measure) => measure.source,
            Self::Value(measure) => measure.source,
        }
    }

    /// Whether a value is a share of people, from 0 to 1, and its differences are percentage points.
    #[must_use]
    pub fn is_share(self) -> bool {
        match self {
            Self::Rate(_) => true,
            Self::Score(measure) => matches!(measure.of, ScoreFunction::Among(_)),
            Self::Value(measure) => measure.is_share(),
        }
    }

    /// Whether its value is already that of a group against its reference.
    #[must_use]
    pub const fn is_comparison(self) -> bool {
        matches!(self, Self::Score(measure) if measure.of.is_comparison())
    }

    /// Whether it needs the outcome of people who were rejected: every measure of scores that needs an outcome does.
    #[must_use]
    pub const fn needs_outcome_of_rejected(self) -> bool {
        match self {
            Self::Rate(rate) => rate.needs_outcome_of_rejected(),
            Self::Score(measure) => measure.needs.outcome,
            Self::Value(_) => false,
        }
    }

    /// How it may be compared.
    #[must_use]
    pub const fn comparisons(self) -> &'static [Comparison] {
        match self {
            Self::Rate(_) | Self::Value(_) => &Comparison::ALL,
            Self::Score(measure) => measure.comparisons,
        }
    }

    /// Whether an honest interval exists for it, for some data.
    #[must_use]
    pub const fn has_interval(self) -> bool {
        !matches!(self, Self::Score(ScoreMeasure { interval: ScoreInterval::Never, .. }))
    }

    /// The values it can take by itself; `None` where there is no end.
    #[must_use]
    pub fn range(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Rate(_) => (Some(0.0), Some(1.0)),
            Self::Score(measure) => (measure.range.low, measure.range.high),
            Self::Value(measure) if measure.is_share() => (Some(0.0), Some(1.0)),
            Self::Value(_) => (None, None),
        }
    }
}
