//! How far two groups' scores are apart: in their means, in standard deviations, and as whole distributions. It looks at
//! everybody with a score, whatever the outcome, and refuses to know outcomes.

use super::distribution::{Scores, Step, walk};
use super::smirnov;
use crate::interval::{Confidence, Interval, Mean};
use crate::undefined::Undefined;

/// The mean of the scores.
///
/// # Formula
/// Σ s / n (weights: Σ w s / Σ w).
/// # Source
/// Calders, Karim, Kamiran, Ali & Zhang (2013), Controlling attribute effect in linear regression.
/// # Undefined when
/// Nobody has a score (`empty-group`, `no-score`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::mean};
/// let group = Scores::of_counts([(1.0, 1, 0, 0), (2.0, 0, 0, 1), (4.0, 0, 1, 0), (5.0, 0, 1, 0)])?;
/// assert_eq!(mean(&group), Ok(3.0));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn mean(group: &Scores) -> Result<f64, Undefined> {
    Ok(moments(group)?.mean)
}

/// The mean with the variance of a mean, for the interval of a ratio of means.
///
/// # Formula
/// s²/n, s² the sample variance.
/// # Source
/// Student (1908), Biometrika 6.
/// # Undefined when
/// As [`mean`]; there is one person (`too-few`), or people are weighted (`no-interval`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::estimated_mean};
/// let group = Scores::of_counts([(1.0, 1, 0, 0), (2.0, 0, 0, 1), (3.0, 0, 1, 0)])?;
/// let mean = estimated_mean(&group).unwrap();
/// assert_eq!((mean.value, mean.variance), (2.0, 1.0 / 3.0));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn estimated_mean(group: &Scores) -> Result<Mean, Undefined> {
    let moments = moments(group)?;
    if group.is_weighted() {
        return Err(Undefined::NoInterval);
    }
    Ok(Mean { value: moments.mean, variance: moments.variance? / moments.people })
}

/// The group's mean score minus the reference's.
///
/// # Formula
/// m₁ - m₂.
/// # Source
/// Calders, Karim, Kamiran, Ali & Zhang (2013), Controlling attribute effect in linear regression.
/// # Undefined when
/// The group has no score (its reason), or the reference none (`reference-undefined`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::mean_gap};
/// let a = Scores::of_counts([(1.0, 1, 0, 0), (2.0, 0, 1, 0)])?;
/// let b = Scores::of_counts([(4.0, 2, 0, 0)])?;
/// assert_eq!(mean_gap(&a, &b), Ok(-2.5));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn mean_gap(a: &Scores, b: &Scores) -> Result<f64, Undefined> {
    let (a, b) = both(a, b)?;
    Ok(a.mean - b.mean)
}

/// The interval of the difference of two means.
///
/// # Formula
/// d ± t √(s₁²/n₁ + s₂²/n₂), t Student's with Welch's degrees of freedom, or the critical value of `confidence` where that
/// is larger.
/// # Source
/// Welch (1947), Biometrika 34; Satterthwaite (1946), Biometrics Bulletin 2.
/// # Undefined when
/// As [`mean_gap`]; a group has one person (`too-few`); neither group's scores vary (`zero-variance`); or people are
/// weighted (`no-interval`).
/// # Example
/// ```
/// use evenhand_metrics::{interval::Confidence, scores::{Scores, gap::mean_gap_interval}};
/// let a = Scores::of_counts([(1.0, 1, 0, 0), (2.0, 0, 1, 0), (3.0, 1, 0, 0)])?;
/// let b = Scores::of_counts([(2.0, 1, 0, 0), (4.0, 1, 0, 0), (5.0, 1, 0, 0), (9.0, 1, 0, 0)])?;
/// let interval = mean_gap_interval(&a, &b, &Confidence::normal(0.95)).unwrap();
/// assert!((interval.low.unwrap() - -7.45481715).abs() < 1e-8 && (interval.high.unwrap() - 1.45481715).abs() < 1e-8);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn mean_gap_interval(a: &Scores, b: &Scores, confidence: &Confidence) -> Result<Interval, Undefined> {
    let (first, second) = both(a, b)?;
    if a.is_weighted() || b.is_weighted() {
        return Err(Undefined::NoInterval);
    }
    let (v1, v2) = (first.variance? / first.people, second.variance? / second.people);
    let variance = v1 + v2;
    if variance <= 0.0 {
        return Err(Undefined::ZeroVariance);
    }
    let part = |v: f64, people: f64| (v / variance) * (v / variance) / (people - 1.0);
    let df = 1.0 / (part(v1, first.people) + part(v2, second.people));
    let critical = confidence.by_student(df).critical().max(confidence.critical());
    let (gap, half) = (first.mean - second.mean, critical * variance.sqrt());
    Ok(Interval::bounded(gap - half, gap + half, confidence.level()))
}

/// Which standard deviation a difference of means is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// √(((n₁-1) s₁² + (n₂-1) s₂²) / (n₁+n₂-2)): Cohen's d.
    Pooled,
    /// √((s₁² + s₂²) / 2): sizes of groups do not enter.
    Average,
}

/// The standardised mean difference.
///
/// # Formula
/// (m₁ - m₂) / s, with sample variances.
/// # Source
/// Cohen (1988), Statistical Power Analysis, eq. 2.5.2 (pooled); Rosenbaum & Rubin (1985), American Statistician 39
/// (average).
/// # Undefined when
/// The group has no score (its reason), the reference none (`reference-undefined`), either has one person (`too-few`),
/// or neither group's scores vary (`zero-variance`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::{Spread, standardised_mean_difference}};
/// let a = Scores::of_counts([(0.9, 1, 0, 0), (0.7, 1, 0, 0), (0.3, 1, 0, 0), (0.2, 1, 0, 0)])?;
/// let b = Scores::of_counts([(0.8, 2, 0, 0), (1.0, 1, 0, 0), (0.2, 2, 0, 0), (0.1, 1, 0, 0)])?;
/// let smd = standardised_mean_difference(&a, &b, Spread::Pooled).unwrap();
/// assert!((smd - 0.02251601317232188).abs() < 1e-15);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn standardised_mean_difference(a: &Scores, b: &Scores, spread: Spread) -> Result<f64, Undefined> {
    let (a, b) = both(a, b)?;
    let (v1, v2) = (a.variance?, b.variance?);
    let variance = match spread {
        Spread::Pooled => ((a.people - 1.0) * v1 + (b.people - 1.0) * v2) / (a.people + b.people - 2.0),
        Spread::Average => 0.5 * (v1 + v2),
    };
    if variance > 0.0 { Ok((a.mean - b.mean) / variance.sqrt()) } else { Err(Undefined::ZeroVariance) }
}

/// The largest distance of two distribution functions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KolmogorovSmirnov {
    /// From 0 (the same distribution) to 1 (no overlap).
    pub distance: f64,
    /// The lowest score at which it is reached.
    pub at: f64,
    /// The probability of a distance as large, had both groups the same distribution.
    pub p_value: Result<SmirnovP, Undefined>,
}

/// A p-value and how it is to be read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SmirnovP {
    /// The probability, or its upper bound.
    pub value: f64,
    /// How it was found.
    pub kind: SmirnovKind,
}

/// How a p-value of the largest distance was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SmirnovKind {
    /// Over all ways to part the same scores between groups of these sizes, ties as they are.
    Exact,
    /// From the limit for large groups; nobody shares a score.
    Limit,
    /// The same with ties or bins: the true probability is smaller, with many ties much smaller.
    UpperBound,
}

/// The Kolmogorov-Smirnov distance, and its p-value.
///
/// # Formula
/// max over scores x of |F₁(x) - F₂(x)|, F the share of people at or below x, looked at after each distinct score.
/// # Source
/// Smirnov (1939); exact with ties: Schröer & Trenkler (1995), Computational Statistics & Data Analysis 20; ties make the
/// limit conservative: Noether (1963), American Statistician 17.
/// # Undefined when
/// The group has no score (its reason), or the reference none (`reference-undefined`). The p-value needs equal weights
/// (`no-interval`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::{SmirnovKind, kolmogorov_smirnov}};
/// let a = Scores::of_counts([(0.1, 1, 0, 0), (0.2, 1, 0, 0), (0.3, 1, 0, 0), (0.4, 1, 0, 0)])?;
/// let b = Scores::of_counts([(0.35, 1, 0, 0), (0.5, 1, 0, 0), (0.6, 1, 0, 0), (0.7, 1, 0, 0), (0.8, 1, 0, 0)])?;
/// let ks = kolmogorov_smirnov(&a, &b).unwrap();
/// assert_eq!((ks.distance, ks.at), (0.8, 0.4));
/// let p = ks.p_value.unwrap();
/// assert!((p.value - 0.07936507936507936).abs() < 1e-15 && p.kind == SmirnovKind::Exact);
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn kolmogorov_smirnov(a: &Scores, b: &Scores) -> Result<KolmogorovSmirnov, Undefined> {
    both(a, b)?;
    let (mut distance, mut at) = (0.0, f64::NEG_INFINITY);
    for stretch in stretches(a, b) {
        if stretch.ahead.abs() > distance || !at.is_finite() {
            (distance, at) = (stretch.ahead.abs(), stretch.from);
        }
    }
    let p_value = if a.is_weighted() || b.is_weighted() { Err(Undefined::NoInterval) } else { Ok(smirnov::p(a, b)) };
    Ok(KolmogorovSmirnov { distance: f64::min(distance, 1.0), at, p_value })
}

/// How much score would have to be moved to turn one distribution into the other, per person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wasserstein {
    /// Where the group scores higher than the reference, rank for rank.
    pub higher: f64,
    /// Where the group scores lower.
    pub lower: f64,
}

impl Wasserstein {
    /// The distance, in units of the score.
    #[must_use]
    pub fn distance(self) -> f64 {
        self.higher + self.lower
    }

    /// The difference of the means: positive when the group scores higher.
    #[must_use]
    pub fn signed(self) -> f64 {
        self.higher - self.lower
    }
}

/// The Wasserstein-1 distance, by direction.
///
/// # Formula
/// ∫ |F₁ - F₂| dx, the mean distance of equal ranks; `higher` where F₂ > F₁, `lower` where F₁ > F₂.
/// # Source
/// Vallender (1974), Theory of Probability and its Applications 18; in this field Jiang, Pacchiano, Stepleton, Jiang &
/// Chiappa (2020), Wasserstein fair classification.
/// # Undefined when
/// The group has no score (its reason), or the reference none (`reference-undefined`).
/// # Example
/// ```
/// use evenhand_metrics::scores::{Scores, gap::wasserstein};
/// let a = Scores::of_counts([(0.0, 2, 0, 0), (1.0, 2, 0, 0)])?;
/// let b = Scores::of_counts([(0.0, 1, 0, 0), (1.0, 3, 0, 0)])?;
/// let w = wasserstein(&a, &b).unwrap();
/// assert_eq!((w.distance(), w.signed()), (0.25, -0.25));
/// # Ok::<(), evenhand_metrics::scores::ScoresError>(())
/// ```
pub fn wasserstein(a: &Scores, b: &Scores) -> Result<Wasserstein, Undefined> {
    both(a, b)?;
    let mut moved = Wasserstein { higher: 0.0, lower: 0.0 };
    for stretch in stretches(a, b) {
        let area = stretch.ahead.abs() * (stretch.to - stretch.from);
        *if stretch.ahead > 0.0 { &mut moved.lower } else { &mut moved.higher } += area;
    }
    Ok(moved)
}

/// F₁ - F₂ from one score to the next.
struct Stretch {
    ahead: f64,
    from: f64,
    to: f64,
}

fn stretches(a: &Scores, b: &Scores) -> impl Iterator<Item = Stretch> + use<> {
    let (m, n) = (a.mass().all(), b.mass().all());
    let steps: Vec<Step> = walk(a, b).collect();
    let nexts: Vec<f64> = steps.iter().map(Step::value).collect();
    let mut below = (0.0, 0.0);
    steps.into_iter().enumerate().map(move |(place, step)| {
        below = (below.0 + step.a.mass.all(), below.1 + step.b.mass.all());
        let to = nexts.get(place + 1).copied().unwrap_or(step.value());
        // Over a common denominator, so that equal shares differ by exactly nothing.
        Stretch { ahead: (below.0 * n - below.1 * m) / (m * n), from: step.value(), to }
    })
}

#[derive(Clone, Copy)]
struct Moments {
    people: f64,
    mean: f64,
    variance: Result<f64, Undefined>,
}

fn both(a: &Scores, b: &Scores) -> Result<(Moments, Moments), Undefined> {
    Ok((moments(a)?, moments(b).map_err(|_| Undefined::ReferenceUndefined)?))
}

/// Sums are taken about the lowest score: scores that do not vary then have a variance of exactly 0.
#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
fn moments(group: &Scores) -> Result<Moments, Undefined> {
    let total = group.scored()?.all();
    let lowest = group.points().first().map_or(0.0, |point| point.value);
    let sum = |term: &dyn Fn(f64) -> f64| {
        group.points().iter().map(|point| point.mass.all() * term(point.value - lowest)).sum::<f64>() / total
    };
    let mean = sum(&|x| x);
    let squares = sum(&|x| (x - mean) * (x - mean));
    let people = group.people() as f64;
    let variance = if people > 1.0 { Ok(squares * (people / (people - 1.0))) } else { Err(Undefined::TooFew) };
    Ok(Moments { people, mean: lowest + mean, variance })
}
