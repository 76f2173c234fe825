//! Telling means of values from a limit.

use super::{Aim, Side, unlucky::nearest};
use crate::{
    significance::Supposed,
    value::{Skewed, ValueSums, degrees_of_freedom, effective_values},
};

/// Of fewer values, of one size or worth as many, the spread is too uncertain to say what they would show.
const FEWEST: f64 = 150.0;

/// The difference or ratio of means nearest to a limit, beyond it, that so many values would show to be outside; of a difference its
/// size.
///
/// **Formula** the truth nearest to the limit of which the interval of [`Skewed::minus`] or [`Skewed::over`] lies beyond it although the data
/// are unlucky: the means moved by z' standard errors of their difference (with the limit L, of v̄₁ - L v̄₂) against it, each by its
/// covariance, and each variance by 1 + a z of its mean's own move z, a its skewness, as large means go with large variances. The
/// group's values are those seen times a factor; where some are above 0 and some below, plus a number.
///
/// **Source** the power of a test by its own rejection region; covariance of a mean and its variance: Cramér (1946), Mathematical Methods of
/// Statistics, 27.4.
///
/// **Undefined when** there is no such truth, or no interval, or the values of either group are worth fewer than 150 of one size
/// ([`effective_values`]), of which what is told would be reported in 68 to 94 of 100 audits (docs/coverage.md): `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Side, detectable_means}, significance::Supposed, value::ValueSums};
/// // Everybody has a value, of mean 10 and variance 4; hardly skewed
/// let group = ValueSums { people: 10_000, nonzero: 10_000, negative: 0, sum: 1e5, squares: 1_040_000.0 };
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = detectable_means(Side::Below, Supposed::Difference(0.0), (group, group), 1.0, &aim).unwrap();
/// // 2.8015852 standard errors of √(8 / 10,000), worked out by hand
/// assert!((seen / 0.0792408 - 1.0).abs() < 0.01, "{seen}");
/// ```
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
pub fn detectable_means(
    side: Side,
    supposed: Supposed,
    (own, other): (ValueSums, ValueSums),
    deff: f64,
    aim: &Aim,
) -> Option<f64> {
    if [own, other].into_iter().any(|sums| effective_values(sums) / deff < FEWEST) {
        return None;
    }
    let (group, reference) = (Skewed::of(own, deff).ok()?, Skewed::of(other, deff).ok()?);
    let people = (own.people as f64 / deff, other.people as f64 / deff);
    let mean = reference.mean.value;
    let (limit, scale) = match supposed {
        Supposed::Ratio(limit) => (limit, limit),
        Supposed::Difference(limit) => (limit, 1.0),
    };
    let truth_at = |value: f64| match supposed {
        Supposed::Ratio(_) => value * mean,
        Supposed::Difference(_) => value + mean,
    };
    let is_scaled = !own.is_mixed() && group.mean.value.abs() > 0.0;
    let is_outside = |value: f64| {
        let truth = truth_at(value);
        let factor = if is_scaled { (truth / group.mean.value).powi(2) } else { 1.0 };
        let group = group.with(truth, group.mean.variance * factor);
        let error = group.mean.variance + scale * scale * reference.mean.variance;
        let unlucky = -side.way() * aim.extra() / error.sqrt();
        let moved = |mean: &Skewed, weight: f64| {
            let z = unlucky * weight * mean.mean.variance.sqrt();
            let variance = mean.mean.variance * (1.0 + mean.skewness * z).max(0.1);
            mean.with(mean.mean.value + z * mean.mean.variance.sqrt(), variance)
        };
        let (a, b) = (moved(&group, 1.0), moved(&reference, -scale));
        let confidence = aim.confidence.by_student(degrees_of_freedom((a.mean, people.0), (b.mean, people.1)));
        let interval = match supposed {
            Supposed::Ratio(_) => a.over(&b, &confidence),
            Supposed::Difference(_) => a.minus(&b, &confidence),
        };
        interval.is_ok_and(|interval| side.is_beyond(&interval, limit))
    };
    let error = (group.mean.variance + scale * scale * reference.mean.variance).sqrt();
    let (most, step) = match supposed {
        // Means of one sign stay so.
        Supposed::Ratio(_) if side == Side::Below => (limit, 1e-4 * limit),
        Supposed::Ratio(_) => (1e6 * limit, 1e-4 * limit),
        Supposed::Difference(_) if is_scaled && side == Side::Below && group.mean.value > 0.0 => {
            (mean + limit, 0.1 * error)
        }
        Supposed::Difference(_) if is_scaled && side == Side::Above && group.mean.value < 0.0 => {
            (-mean - limit, 0.1 * error)
        }
        Supposed::Difference(_) => (1e6 * error, 0.1 * error),
    };
    let found = nearest(limit, side.way(), most, step, is_outside)?;
    Some(match supposed {
        Supposed::Ratio(_) => found,
        Supposed::Difference(_) => found.abs(),
    })
}
