//! What error rates say together: equalised odds, average odds and treatment equality. This module knows the rates of
//! groups and their differences; it refuses to know who is compared with whom.

use crate::catalog::{Rate, Words};
use crate::interval::{Interval, Shape};
use crate::outcomes::Outcomes;
use crate::summary::Summary;
use crate::undefined::Undefined;

/// Id of the larger of the widest gaps in the true and the false positive rate.
pub const EQUALISED_ODDS: &str = "equalised-odds";
/// Id of the mean of the differences of the true and the false positive rate.
pub const AVERAGE_ODDS: &str = "average-odds";

/// The larger of the two widest gaps between groups: in true positive rates and in false positive rates.
///
/// **Formula** max(max TPR - min TPR, max FPR - min FPR), from 0 to 1; 0 where odds are equal.
///
/// **Source** Hardt, Price & Srebro (2016), definition 2.1; as one number "worst case" of Bird et al. (2020), Fairlearn.
///
/// **Undefined when** either widest gap is: fewer than two groups have the rate ([`Undefined::EmptyGroup`]).
///
/// ```
/// # use evenhand_metrics::odds::largest_odds_difference;
/// assert_eq!(largest_odds_difference(&[Ok(0.75), Ok(0.5)], &[Ok(0.125), Ok(0.5)]), Ok(0.375));
/// ```
pub fn largest_odds_difference(
    true_positive: &[Result<f64, Undefined>],
    false_positive: &[Result<f64, Undefined>],
) -> Result<f64, Undefined> {
    let widest = |rates| Summary::LargestDifference.of(rates);
    Ok(widest(true_positive)?.max(widest(false_positive)?))
}

/// The mean of a group's differences in true and in false positive rates from its reference. The two can cancel: 0 does
/// not mean that odds are equal.
///
/// **Formula** ((TPR₁ - TPR₂) + (FPR₁ - FPR₂)) / 2, from -1 to 1.
///
/// **Source** Bellamy et al. (2018), AI Fairness 360, "average odds difference".
///
/// **Undefined when** either difference is, for its reason.
///
/// ```
/// # use evenhand_metrics::odds::average_odds;
/// assert_eq!(average_odds(Ok(-0.25), Ok(0.5)), Ok(0.125));
/// ```
pub fn average_odds(
    true_positive: Result<f64, Undefined>,
    false_positive: Result<f64, Undefined>,
) -> Result<f64, Undefined> {
    Ok(f64::midpoint(true_positive?, false_positive?))
}

/// The interval of the mean of two estimates of different people, from their own intervals: square-and-add. People with
/// a positive outcome and people with a negative one are different people, so the two differences are independent.
///
/// **Formula** m - √((a-l₁)² + (b-l₂)²) / 2 to m + √((u₁-a)² + (u₂-b)²) / 2, with l, u the ends of the two intervals.
///
/// **Source** Zou & Donner (2008), Statistics in Medicine 27, eq. 4 and 5, for a sum; halved.
///
/// **Undefined when** an interval has an end that does not exist ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{interval::Interval, odds::mean_of};
/// let found = mean_of(
///     (-0.25, Interval::bounded(-0.55, 0.15, 0.95)),
///     (0.5, Interval::bounded(0.1, 0.8, 0.95)),
/// ).unwrap();
/// // 0.125 - √(0.3² + 0.4²) / 2 and 0.125 + √(0.4² + 0.3²) / 2
/// assert!((found.low.unwrap() - -0.125).abs() < 1e-15 && (found.high.unwrap() - 0.375).abs() < 1e-15);
/// ```
pub fn mean_of(a: (f64, Interval), b: (f64, Interval)) -> Result<Interval, Undefined> {
    let ends = |interval: Interval| match interval.shape {
        Shape::Bounded => interval.low.zip(interval.high).ok_or(Undefined::NoInterval),
        _ => Err(Undefined::NoInterval),
    };
    let ((low_a, high_a), (low_b, high_b)) = (ends(a.1)?, ends(b.1)?);
    let mean = f64::midpoint(a.0, b.0);
    let low = mean - (a.0 - low_a).hypot(b.0 - low_b) / 2.0;
    let high = mean + (high_a - a.0).hypot(high_b - b.0) / 2.0;
    Ok(Interval::bounded(low, high, a.1.level))
}

/// Of the people wrongly decided on, the share wrongly rejected: k of n behind the ratio of [`errors_ratio`].
pub const SHARE_OF_ERRORS: Rate = Rate {
    id: "treatment-equality",
    known_as: &[],
    top: Outcomes::FN,
    bottom: Outcomes::FN.or(Outcomes::FP),
    worked: 12.0 / 14.0,
    en: Words {
        name: "Treatment equality",
        says: "How many people who qualified were rejected for each person selected who did not.",
        misses: "It does not show how frequent errors are.",
    },
    fr: Words {
        name: "Égalité de traitement des erreurs",
        says: "Combien de personnes qualifiées n’ont pas été sélectionnées pour chaque personne sélectionnée qui ne l’était pas.",
        misses: "Elle ne montre pas si les erreurs sont fréquentes.",
    },
    source: "Berk, Heidari, Jabbari, Kearns & Roth (2018), Fairness in criminal justice risk assessments",
};

/// False negatives for each false positive, from their share of all errors.
///
/// **Formula** p / (1 - p) = FN / FP, from 0 up.
///
/// **Source** Berk et al. (2018), treatment equality.
///
/// **Undefined when** nobody was wrongly selected ([`Undefined::NoFalsePositives`]).
///
/// ```
/// # use evenhand_metrics::{odds::errors_ratio, undefined::Undefined};
/// assert_eq!(errors_ratio(0.75), Ok(3.0));
/// assert_eq!(errors_ratio(1.0), Err(Undefined::NoFalsePositives));
/// ```
pub fn errors_ratio(share: f64) -> Result<f64, Undefined> {
    if share < 1.0 { Ok(share / (1.0 - share)) } else { Err(Undefined::NoFalsePositives) }
}

/// The interval of [`errors_ratio`], from that of the share of errors: the ratio grows with the share, so its ends are
/// those of the share carried over.
///
/// **Formula** (l / (1 - l), u / (1 - u)).
///
/// **Source** elementary. **Undefined when** the interval is not bounded ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{interval::Interval, odds::errors_ratio_interval};
/// let found = errors_ratio_interval(Interval::bounded(0.5, 0.75, 0.95));
/// assert_eq!(found, Ok(Interval::bounded(1.0, 3.0, 0.95)));
/// ```
pub fn errors_ratio_interval(share: Interval) -> Result<Interval, Undefined> {
    let (Some(low), Some(high), Shape::Bounded) = (share.low, share.high, share.shape) else {
        return Err(Undefined::NoInterval);
    };
    let low = errors_ratio(low)?;
    Ok(errors_ratio(high)
        .map_or(Interval::unbounded(low, share.level), |high| Interval::bounded(low, high, share.level)))
}
