//! The delete-a-group jackknife: the estimate again and again, each time without one group of units.

use super::{Rates, StandardErrors};
use crate::{tally::Pair, undefined::Undefined};

/// Standard errors from the estimates without each group of units in turn: 32 folds, empty ones included.
///
/// **Formula** Var = (G-1)/G Σ(θ without g - θ)², θ over everybody.
///
/// **Source** Kott (2001), "The delete-a-group jackknife".
///
/// **Undefined when** there are fewer than two groups of units ([`Undefined::TooFewUnits`]), the estimate has no value (its
/// own reason), or one of the replicates has none ([`Undefined::ReplicateUndefined`]): the groups are then too few or too
/// small, and leaving that replicate out would make the error too small.
///
/// ```
/// # use evenhand_metrics::{dependence::jackknife, tally::{Pair, Tally}};
/// // 32 folds of 10 people a side; in the group all and none are selected by turns, in the reference half
/// let folds: Vec<Pair> = (0..32_u8)
///     .map(|fold| Pair::new(Tally::new(f64::from(fold % 2) * 10.0, 10.0), Tally::new(5.0, 10.0)))
///     .collect();
/// // without a fold the rate is off by 5/310: √(31/32 x 32) x 5/310
/// assert!((jackknife(&folds).group.unwrap() - 0.0898026510133874).abs() < 1e-14);
/// assert_eq!(jackknife(&folds).reference, Ok(0.0));
/// ```
#[must_use]
pub fn jackknife(groups_of_units: &[Pair]) -> StandardErrors {
    let whole = Rates::over(groups_of_units.iter());
    // Added up anew each time: what subtracting a fold leaves of a sum of weights is not exactly 0 when it should be.
    let replicates: Vec<Rates> = (0..groups_of_units.len())
        .map(|without| {
            Rates::over(groups_of_units.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, part)| part))
        })
        .collect();
    let error = |estimate: fn(&Rates) -> Result<f64, Undefined>| standard_error(&whole, &replicates, estimate);
    StandardErrors {
        group: error(|rates| rates.group),
        reference: error(|rates| rates.reference),
        difference: error(|rates| rates.difference()),
        log_ratio: error(|rates| rates.log_ratio()),
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are never 2^53 groups of units")]
fn standard_error(
    whole: &Rates,
    replicates: &[Rates],
    estimate: fn(&Rates) -> Result<f64, Undefined>,
) -> Result<f64, Undefined> {
    let centre = estimate(whole)?;
    if replicates.len() < 2 {
        return Err(Undefined::TooFewUnits);
    }
    let mut squares = 0.0;
    for replicate in replicates {
        squares += (estimate(replicate).map_err(|_| Undefined::ReplicateUndefined)? - centre).powi(2);
    }
    let groups = replicates.len() as f64;
    Ok(((groups - 1.0) / groups * squares).sqrt())
}
