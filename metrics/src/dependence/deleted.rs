//! The delete-a-group jackknife of any estimate: an area under a curve, a mean, several at once. It knows the estimate
//! over everybody and over everybody but one group of units; it refuses to know what is estimated.

use crate::interval::{Confidence, Interval, Mean, fieller};
use crate::undefined::Undefined;

/// Estimates and how they vary together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Replicated<const N: usize> {
    /// The estimates over everybody.
    pub values: [f64; N],
    /// Their variances, on the diagonal, and covariances.
    pub covariance: [[f64; N]; N],
}

/// Variances and covariances of estimates from what each would be without one of `groups` groups of units. `estimate`
/// is asked for everybody (`None`) and without each group.
///
/// **Formula** θ̂ over everybody; Cov = (G-1)/G Σ (θ̂₍g₎ - θ̂)(φ̂₍g₎ - φ̂) over G groups.
///
/// **Source** Kott (2001), Journal of Official Statistics 17, eq. 3, centred on the full estimate.
///
/// **Undefined when** there is no estimate over everybody (its own reason), without some group
/// ([`Undefined::ReplicateUndefined`]), or there are fewer than two groups ([`Undefined::TooFewUnits`]).
///
/// ```
/// # use evenhand_metrics::dependence::delete_a_group;
/// // The mean of 1, 2, 3 and 6, each a group: its variance is the usual one, 14/12.
/// let values = [1.0, 2.0, 3.0, 6.0];
/// let mean = |without: Option<usize>| {
///     let kept = values.iter().enumerate().filter(|(at, _)| Some(*at) != without).map(|(_, v)| v);
///     Ok([kept.clone().sum::<f64>() / kept.count() as f64])
/// };
/// let found = delete_a_group(4, mean).unwrap();
/// assert_eq!(found.values, [3.0]);
/// assert!((found.covariance[0][0] - 14.0 / 12.0).abs() < 1e-15);
/// ```
#[expect(clippy::cast_precision_loss, reason = "there are never 2^53 groups of units")]
pub fn delete_a_group<const N: usize>(
    groups: usize,
    estimate: impl Fn(Option<usize>) -> Result<[f64; N], Undefined>,
) -> Result<Replicated<N>, Undefined> {
    let values = estimate(None)?;
    if groups < 2 {
        return Err(Undefined::TooFewUnits);
    }
    let mut covariance = [[0.0; N]; N];
    for without in 0..groups {
        let replicate = estimate(Some(without)).map_err(|_| Undefined::ReplicateUndefined)?;
        for (row, sums) in covariance.iter_mut().enumerate() {
            for (column, sum) in sums.iter_mut().enumerate() {
                *sum += (replicate[row] - values[row]) * (replicate[column] - values[column]);
            }
        }
    }
    let factor = (groups as f64 - 1.0) / groups as f64;
    Ok(Replicated { values, covariance: covariance.map(|row| row.map(|sum| factor * sum)) })
}

impl<const N: usize> Replicated<N> {
    /// The same with every standard error so many times as large.
    ///
    /// **Formula** covariances times its square. **Source** none needed. **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::dependence::Replicated;
    /// let found = Replicated { values: [3.0], covariance: [[0.25]] }.stretched(2.0);
    /// assert_eq!((found.values, found.covariance), ([3.0], [[1.0]]));
    /// ```
    #[must_use]
    pub fn stretched(self, times: f64) -> Self {
        Self { covariance: self.covariance.map(|row| row.map(|shared| times * times * shared)), ..self }
    }
}

impl Replicated<1> {
    /// The interval around the estimate.
    ///
    /// **Formula** θ̂ ± t √Var. **Source** the central limit theorem. **Undefined when** no replicate differs from the
    /// estimate ([`Undefined::ZeroVariance`]).
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::Replicated, interval::Confidence};
    /// let found = Replicated { values: [3.0], covariance: [[0.25]] }.interval(&Confidence::normal(0.95)).unwrap();
    /// assert!((found.low.unwrap() - (3.0 - 0.5 * 1.959963984540054)).abs() < 1e-14);
    /// ```
    pub fn interval(&self, confidence: &Confidence) -> Result<Interval, Undefined> {
        crate::value::interval(Mean { value: self.values[0], variance: self.covariance[0][0] }, confidence)
    }

    /// The interval of a ratio whose logarithm was estimated.
    ///
    /// **Formula** exp of the ends of [`interval`](Self::interval). **Source** Katz, Baptista, Azen & Pike (1978), with
    /// this variance in place of theirs. **Undefined when** no replicate differs ([`Undefined::ZeroVariance`]).
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::Replicated, interval::Confidence};
    /// let halved = Replicated { values: [0.5_f64.ln()], covariance: [[0.01]] };
    /// let found = halved.ratio_interval(&Confidence::normal(0.95)).unwrap();
    /// assert!((found.low.unwrap() * found.high.unwrap() - 0.25).abs() < 1e-15);
    /// ```
    pub fn ratio_interval(&self, confidence: &Confidence) -> Result<Interval, Undefined> {
        let found = self.interval(confidence)?;
        Ok(Interval { low: found.low.map(f64::exp), high: found.high.map(f64::exp), ..found })
    }
}

impl Replicated<2> {
    /// Fieller's interval of the first estimate over the second, which may be estimates of the same people.
    ///
    /// **Formula** and **Source**: see [`fieller`]. **Undefined when** neither varies ([`Undefined::ZeroVariance`]), and
    /// where Fieller's is.
    ///
    /// ```
    /// # use evenhand_metrics::{dependence::Replicated, interval::Confidence};
    /// let found = Replicated { values: [5.0, 4.0], covariance: [[0.04, 0.0], [0.0, 0.09]] };
    /// assert!(found.fieller(&Confidence::normal(0.95)).unwrap().contains(1.25));
    /// ```
    pub fn fieller(&self, confidence: &Confidence) -> Result<Interval, Undefined> {
        let mean = |at: usize| Mean { value: self.values[at], variance: self.covariance[at][at] };
        if mean(0).variance + mean(1).variance > 0.0 {
            fieller(mean(0), mean(1), self.covariance[0][1], confidence)
        } else {
            Err(Undefined::ZeroVariance)
        }
    }
}
