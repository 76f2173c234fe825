//! Comparisons of two rates, and the choice of the group that the others are compared with. Knows labels, people and
//! rates; refuses to know limits, families and verdicts.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::tally::Tally;
use crate::undefined::Undefined;

/// What is said of a rate: the rate itself, or the rate against that of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Comparison {
    /// The group's rate.
    Value,
    /// The group's rate minus the reference's.
    Difference,
    /// The group's rate divided by the reference's.
    Ratio,
}

/// The values that a comparison of two shares can take, both ends included where they exist.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The least value.
    pub low: f64,
    /// The greatest value; `None` when there is none.
    pub high: Option<f64>,
}

impl Comparison {
    /// Every comparison, in the order of the type.
    pub const ALL: [Self; 3] = [Self::Value, Self::Difference, Self::Ratio];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Difference => "difference",
            Self::Ratio => "ratio",
        }
    }

    /// The comparison with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|comparison| comparison.id() == id)
    }

    /// What equal rates give; a value alone has no such point.
    #[must_use]
    pub const fn parity(self) -> Option<f64> {
        match self {
            Self::Value => None,
            Self::Difference => Some(0.0),
            Self::Ratio => Some(1.0),
        }
    }

    /// The values it can take when both rates are shares.
    #[must_use]
    pub const fn range(self) -> Range {
        match self {
            Self::Value => Range { low: 0.0, high: Some(1.0) },
            Self::Difference => Range { low: -1.0, high: Some(1.0) },
            Self::Ratio => Range { low: 0.0, high: None },
        }
    }

    /// The comparison of a group's rate with its reference's, which a value alone does not look at.
    ///
    /// # Errors
    /// As [`difference`] and [`ratio`].
    pub fn of(self, group: Result<f64, Undefined>, reference: Result<f64, Undefined>) -> Result<f64, Undefined> {
        match self {
            Self::Value => group,
            Self::Difference => difference(group, reference),
            Self::Ratio => ratio(group, reference),
        }
    }

    /// The same of two rates that are k of n people, each given as `(k, n)`: made of whole numbers and rounded once, so
    /// that exactly four fifths is the double nearest to 0.8 and ten points apart are 0.1 apart.
    ///
    /// # Formula
    /// k₁ / n₁; (k₁ n₂ - k₂ n₁) / (n₁ n₂); k₁ n₂ / (n₁ k₂), each in lowest terms before it is divided.
    /// # Source
    /// Elementary.
    /// # Undefined when
    /// A group has no people (`empty-group`, `reference-undefined`), or the reference's rate is zero (`reference-zero`).
    /// # Example
    /// ```
    /// use evenhand_metrics::compare::Comparison;
    /// assert_ne!((60.0 / 100.0) / (75.0 / 100.0), 0.8);
    /// assert_eq!(Comparison::Ratio.of_counts((60, 100), (75, 100)), Ok(0.8));
    /// assert_ne!(700.0 / 1000.0 - 800.0 / 1000.0, -0.1);
    /// assert_eq!(Comparison::Difference.of_counts((700, 1000), (800, 1000)), Ok(-0.1));
    /// ```
    #[expect(clippy::cast_precision_loss, reason = "the one rounding")]
    pub fn of_counts(self, group: (u64, u64), reference: (u64, u64)) -> Result<f64, Undefined> {
        let (k1, n1, k2, n2) =
            (u128::from(group.0), u128::from(group.1), u128::from(reference.0), u128::from(reference.1));
        let divided = |top: u128, bottom: u128| {
            let shared = greatest_common_divisor(top, bottom);
            (top / shared) as f64 / (bottom / shared) as f64
        };
        match self {
            _ if n1 == 0 => Err(Undefined::EmptyGroup),
            Self::Value => Ok(divided(k1, n1)),
            _ if n2 == 0 => Err(Undefined::ReferenceUndefined),
            Self::Difference => {
                let (more, less) = (k1 * n2, k2 * n1);
                let gap = divided(more.abs_diff(less), n1 * n2);
                Ok(if more < less { -gap } else { gap })
            }
            Self::Ratio if k2 == 0 => Err(Undefined::ReferenceZero),
            Self::Ratio => Ok(divided(k1 * n2, n1 * k2)),
        }
    }
}

/// Euclid's; of 0 and `b` it is `b`.
const fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while a > 0 {
        (a, b) = (b % a, a);
    }
    b
}

/// The group's rate minus the reference's.
///
/// # Formula
/// p₁ - p₂, from -1 to 1; 0 at parity.
/// # Source
/// Calders & Verwer (2010), Data Mining and Knowledge Discovery 21(2), discrimination score.
/// # Undefined when
/// The group has no rate (its own reason), or the reference has none (`reference-undefined`).
/// # Example
/// ```
/// use evenhand_metrics::compare::difference;
/// // German credit data: 201 of 310 against 499 of 690.
/// let d = difference(Ok(201.0 / 310.0), Ok(499.0 / 690.0)).unwrap();
/// assert!((d - -0.0748013090229079).abs() < 1e-15);
/// ```
pub fn difference(group: Result<f64, Undefined>, reference: Result<f64, Undefined>) -> Result<f64, Undefined> {
    Ok(group? - reference.map_err(|_| Undefined::ReferenceUndefined)?)
}

/// The group's rate divided by the reference's.
///
/// # Formula
/// p₁ / p₂, from 0 up; 1 at parity.
/// # Source
/// Feldman, Friedler, Moeller, Scheidegger & Venkatasubramanian (2015), definition 1.1.
/// # Undefined when
/// The group has no rate (its own reason), the reference has none (`reference-undefined`), or the reference's rate is
/// zero (`reference-zero`, whatever the group's: 0/0 is not parity).
/// # Example
/// ```
/// use evenhand_metrics::{compare::ratio, undefined::Undefined};
/// // German credit data: 201 of 310 against 499 of 690.
/// let r = ratio(Ok(201.0 / 310.0), Ok(499.0 / 690.0)).unwrap();
/// assert!((r - 0.8965673282047967).abs() < 1e-15);
/// assert_eq!(ratio(Ok(0.0), Ok(0.0)), Err(Undefined::ReferenceZero));
/// ```
pub fn ratio(group: Result<f64, Undefined>, reference: Result<f64, Undefined>) -> Result<f64, Undefined> {
    let group = group?;
    match reference {
        Err(_) => Err(Undefined::ReferenceUndefined),
        Ok(reference) if reference > 0.0 => Ok(group / reference),
        Ok(_) => Err(Undefined::ReferenceZero),
    }
}

/// The ratio to everyone, from the ratio to everyone else.
///
/// # Formula
/// r / (w r + 1 - w), where w is the group's share of the people in the rate's denominator: everyone's rate is the
/// mean of the two, weighted by w. It grows with r, so it also carries the ends of an interval over.
/// # Source
/// By hand, from p = w p₁ + (1 - w) p₂.
/// # Undefined when
/// Everyone's rate is zero, which takes w = 1 and r = 0 (`reference-zero`).
/// # Example
/// ```
/// use evenhand_metrics::compare::ratio_to_everyone;
/// // 30 of 50 against 20 of 50: 0.6 / 0.4 = 1.5; against everyone 0.6 / 0.5 = 1.2.
/// assert!((ratio_to_everyone(1.5, 0.5).unwrap() - 1.2).abs() < 1e-15);
/// ```
pub fn ratio_to_everyone(ratio_to_rest: f64, share: f64) -> Result<f64, Undefined> {
    let everyone = share * ratio_to_rest + 1.0 - share;
    if everyone > 0.0 { Ok(ratio_to_rest / everyone) } else { Err(Undefined::ReferenceZero) }
}

/// The difference from everyone, from the difference from everyone else.
///
/// # Formula
/// d (1 - w), where w is the group's share of the people in the rate's denominator.
/// # Source
/// By hand, from p = w p₁ + (1 - w) p₂.
/// # Undefined when
/// Never.
/// # Example
/// ```
/// use evenhand_metrics::compare::difference_to_everyone;
/// // 30 of 50 against 20 of 50: 0.6 - 0.4 = 0.2; against everyone 0.6 - 0.5 = 0.1.
/// assert!((difference_to_everyone(0.2, 0.5) - 0.1).abs() < 1e-15);
/// ```
#[must_use]
pub fn difference_to_everyone(difference_to_rest: f64, share: f64) -> f64 {
    difference_to_rest * (1.0 - share)
}

/// How the reference of an attribute is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReferenceRule {
    /// The group with this label.
    Named(String),
    /// The group with the most people.
    Largest,
    /// The group with the highest value of the same rate.
    HighestRate,
    /// The same, passing over groups with under 2 % of the people.
    HighestRate2pct,
    /// Everybody outside the group.
    Rest,
    /// Everybody, the group included.
    Everyone,
}

impl ReferenceRule {
    /// The rules that are words of their own, as opposed to a group's label.
    pub const WORDS: [Self; 5] = [Self::Largest, Self::HighestRate, Self::HighestRate2pct, Self::Rest, Self::Everyone];

    /// The permanent id; `named` for a label.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Named(_) => "named",
            Self::Largest => "largest",
            Self::HighestRate => "highest-rate",
            Self::HighestRate2pct => "highest-rate-2pct",
            Self::Rest => "rest",
            Self::Everyone => "everyone",
        }
    }

    /// The rule that a setting means: one of the words, or else the label of a group.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self::WORDS.into_iter().find(|rule| rule.id() == text).unwrap_or_else(|| Self::Named(text.to_owned()))
    }
}

/// One group, as far as the choice of a reference looks at it. People without a value are no group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group<'a> {
    /// Its label.
    pub label: &'a str,
    /// Everybody in it.
    pub people: u64,
    /// The rate, as k of n: people, or sums of weights.
    pub rate: Result<Tally, Undefined>,
}

/// The place of the reference among the groups: by people, ties by label; or by rate, ties by people, then by label.
/// `None` when no group qualifies, and for `rest` and `everyone`, which are no group.
#[must_use]
pub fn choose(rule: &ReferenceRule, groups: &[Group<'_>]) -> Option<usize> {
    let passed_over = passed_over(rule, groups);
    let candidates = || groups.iter().enumerate().filter(|(at, _)| !passed_over.contains(at));
    let best = match rule {
        ReferenceRule::Named(label) => candidates().find(|(_, group)| group.label == label),
        ReferenceRule::Largest => candidates().filter(|(_, group)| group.people > 0).max_by(|a, b| by_people(a.1, b.1)),
        ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct => candidates()
            .filter_map(|(at, group)| Some(((at, group), group.rate.ok().filter(|rate| rate.bottom > 0.0)?)))
            .max_by(|(a, p), (b, q)| compare_rates(*p, *q).then_with(|| by_people(a.1, b.1)))
            .map(|(group, _)| group),
        ReferenceRule::Rest | ReferenceRule::Everyone => None,
    };
    best.map(|(at, _)| at)
}

/// The places of the groups that a rule does not look at: for `highest-rate-2pct` those with under 2 % of the people
/// of all groups together, for every other rule none.
#[must_use]
pub fn passed_over(rule: &ReferenceRule, groups: &[Group<'_>]) -> Vec<usize> {
    if *rule != ReferenceRule::HighestRate2pct {
        return Vec::new();
    }
    let all: u128 = groups.iter().map(|group| u128::from(group.people)).sum();
    let under = |group: &Group<'_>| u128::from(group.people) * 50 < all;
    groups.iter().enumerate().filter_map(|(at, group)| under(group).then_some(at)).collect()
}

fn by_people(a: &Group<'_>, b: &Group<'_>) -> Ordering {
    a.people.cmp(&b.people).then_with(|| b.label.cmp(a.label))
}

/// Which of two rates is higher. Of whole numbers of people exactly, as doubles cannot tell 1/3 from its neighbours;
/// of weights by their quotients.
#[must_use]
pub fn compare_rates(a: Tally, b: Tally) -> Ordering {
    match (whole(a.top), whole(a.bottom), whole(b.top), whole(b.bottom)) {
        (Some(a_top), Some(a_bottom), Some(b_top), Some(b_bottom)) => (a_top * b_bottom).cmp(&(b_top * a_bottom)),
        _ => (a.top / a.bottom).total_cmp(&(b.top / b.bottom)),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number from 0 to 2^53")]
fn whole(number: f64) -> Option<u128> {
    const TWO_TO_53: f64 = 9_007_199_254_740_992.0;
    ((0.0..=TWO_TO_53).contains(&number) && number.fract() == 0.0).then_some(number as u128)
}
