//! The mean of a value per person (an offer, a price, a revenue), per group and compared. It knows sums; it refuses to
//! know currencies, and whether more is better.

mod skewed;

pub use skewed::{FEWEST_VALUES, Skewed, effective_values};

use crate::{
    interval::{Confidence, Interval, Mean},
    undefined::Undefined,
};

/// The sums of one group: of the value, and of its square.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueSums {
    /// People.
    pub people: u64,
    /// Of them, those whose value is not 0.
    pub nonzero: u64,
    /// Of them, those whose value is below 0.
    pub negative: u64,
    /// Σv.
    pub sum: f64,
    /// Σv².
    pub squares: f64,
}

impl ValueSums {
    /// Whether some values are above 0 and some below.
    #[must_use]
    pub const fn is_mixed(&self) -> bool {
        self.negative > 0 && self.negative < self.nonzero
    }
}

/// The mean value and the variance of that mean.
///
/// **Formula** v̄ = Σv/n, Var = (Σv² - nv̄²)/(n(n-1)). The subtraction leaves about sixteen digits less those of
/// (v̄/spread)²: values that differ in their eighth digit have no variance here.
///
/// **Source** the sample mean. Multiply the variance by a design effect where people repeat.
///
/// **Undefined when** there is nobody ([`Undefined::EmptyGroup`]) or one person, whose spread is unknown
/// ([`Undefined::TooFew`]).
///
/// ```
/// # use evenhand_metrics::value::{ValueSums, mean};
/// // 1, 2, 3 and 6: mean 3, sample variance 14/3, so that of the mean 14/12
/// let found = mean(ValueSums { people: 4, nonzero: 4, negative: 0, sum: 12.0, squares: 50.0 }).unwrap();
/// assert_eq!(found.value, 3.0);
/// assert!((found.variance - 14.0 / 12.0).abs() < 1e-15);
/// ```
#[expect(clippy::cast_precision_loss, reason = "beyond 2^53 people the last digit no longer matters")]
pub fn mean(sums: ValueSums) -> Result<Mean, Undefined> {
    let n = sums.people as f64;
    match sums.people {
        0 => Err(Undefined::EmptyGroup),
        1 => Err(Undefined::TooFew),
        _ => {
            let value = sums.sum / n;
            let spread = (sums.squares - value * sums.sum).max(0.0);
            // What rounding leaves of equal values is no spread.
            let spread = if spread > 1e-15 * sums.squares { spread } else { 0.0 };
            Ok(Mean { value, variance: spread / n / (n - 1.0) })
        }
    }
}

/// One mean and the interval around it.
///
/// **Formula** v̄ ± z √Var. **Source** the central limit theorem. **Undefined when** the values do not vary
/// ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, Mean}, value::interval};
/// let found = interval(Mean { value: 3.0, variance: 0.25 }, &Confidence::normal(0.95)).unwrap();
/// assert!((found.low.unwrap() - (3.0 - 0.5 * 1.959963984540054)).abs() < 1e-14);
/// ```
pub fn interval(mean: Mean, confidence: &Confidence) -> Result<Interval, Undefined> {
    let reach = confidence.critical() * mean.variance.sqrt();
    let both = Interval::bounded(mean.value - reach, mean.value + reach, confidence.level());
    if mean.variance > 0.0 { Ok(both) } else { Err(Undefined::ZeroVariance) }
}

/// The group's mean minus the reference's, with the variances added: the groups are different people.
///
/// **Formula** v̄₁ - v̄₂, Var = Var₁ + Var₂. **Source** Welch (1938). **Undefined when** never, once both means exist.
///
/// ```
/// # use evenhand_metrics::{interval::Mean, value::difference};
/// let found = difference(Mean { value: 5.0, variance: 0.04 }, Mean { value: 4.0, variance: 0.09 });
/// assert_eq!((found.value, found.variance), (1.0, 0.13));
/// ```
#[must_use]
pub fn difference(group: Mean, reference: Mean) -> Mean {
    Mean { value: group.value - reference.value, variance: group.variance + reference.variance }
}

/// The degrees of freedom of Student's t for the difference of two means of so many people.
///
/// **Formula** (V₁ + V₂)² / (V₁²/(n₁-1) + V₂²/(n₂-1)), V the variance of a mean. **Source** Welch (1947), eq. 28.
/// **Undefined when** neither mean varies: then infinite, which is the normal distribution.
///
/// ```
/// # use evenhand_metrics::{interval::Mean, value::degrees_of_freedom};
/// let one = Mean { value: 3.0, variance: 0.25 };
/// // two groups of 11 with the same variance: as many as all people less two
/// assert_eq!(degrees_of_freedom((one, 11.0), (one, 11.0)), 20.0);
/// ```
#[must_use]
pub fn degrees_of_freedom(group: (Mean, f64), reference: (Mean, f64)) -> f64 {
    let part = |(mean, people): (Mean, f64)| mean.variance * mean.variance / (people - 1.0).max(1.0);
    let parts = part(group) + part(reference);
    let both = group.0.variance + reference.0.variance;
    if parts > 0.0 { both * both / parts } else { f64::INFINITY }
}
