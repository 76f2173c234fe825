//! Showing parity, which is more than not showing a difference: two one-sided tests that the ratio lies within margins.
//! It knows two tallies and the margins; it refuses to know where the margins come from.

use crate::{
    interval::{Confidence, Interval, RatioMethod, ratio, ratio_score},
    tally::Tally,
    undefined::Undefined,
};

/// The ratios that count as parity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// The least of them, above 0.
    pub low: f64,
    /// The greatest.
    pub high: f64,
}

/// One side of the test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneSided {
    /// Standard errors from the margin: above 0 at the lower margin, below 0 at the upper one, when inside.
    pub z: f64,
    /// The probability of this much or more if the ratio were at the margin.
    pub p_value: f64,
}

/// What the two tests say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Equivalence {
    /// Against a ratio at or below the lower margin. By itself: non-inferiority.
    pub low: OneSided,
    /// Against a ratio at or above the upper margin.
    pub high: OneSided,
    /// The larger of the two: parity within the margins is shown at 5 % when it is below 0.05.
    pub p_value: f64,
    /// The interval of the same method. At 90 % it lies inside the margins exactly when `p_value` is below 0.05.
    pub interval: Interval,
}

/// Two one-sided tests on the ratio of the rate of `a` over that of `b`. A large p-value shows nothing, parity
/// least of all.
///
/// **Formula** z at each margin as in [`ratio_score`]; p = the larger of P(Z > z at the lower
/// margin) and P(Z < z at the upper one), Z as in the interval: normal, or Student's t.
///
/// **Source** Schuirmann (1987); with score statistics Farrington and Manning (1990).
///
/// **Undefined when** [`ratio_score`] is. Where nobody was selected in either group p is ½.
///
/// ```
/// # use evenhand_metrics::{equivalence::{Margins, equivalence}, interval::{Confidence, RatioMethod}, tally::Tally};
/// let (a, b) = (Tally::of_counts(450, 2500), Tally::of_counts(490, 2600));
/// let margins = Margins { low: 0.8, high: 1.25 };
/// let shown = equivalence(RatioMethod::MiettinenNurminen, a, b, margins, &Confidence::normal(0.9)).unwrap();
/// assert!((shown.p_value - 0.0013250345).abs() < 1e-8);
/// assert!(shown.interval.low.unwrap() > 0.8 && shown.interval.high.unwrap() < 1.25);
/// ```
pub fn equivalence(
    method: RatioMethod,
    a: Tally,
    b: Tally,
    margins: Margins,
    confidence: &Confidence,
) -> Result<Equivalence, Undefined> {
    let from_low = ratio_score(method, a, b, margins.low)?;
    let from_high = ratio_score(method, a, b, margins.high)?;
    let low = OneSided { z: from_low, p_value: confidence.above(from_low) };
    let high = OneSided { z: from_high, p_value: confidence.above(-from_high) };
    let interval = ratio(method, a, b, confidence)?;
    Ok(Equivalence { low, high, p_value: low.p_value.max(high.p_value), interval })
}
