//! Control limits: between which ratios chance alone would carry a group whose rate is that of its reference, by how many
//! people it has. A ranking of many groups has to be read against them.

use crate::interval::Confidence;
use crate::tally::Tally;
use crate::undefined::Undefined;

/// Two limits, one as far below equality as the other lies above it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower.
    pub low: f64,
    /// The upper.
    pub high: f64,
}

/// Between which ratios a group of so many people would lie by chance, if its rate were the reference's.
///
/// **Formula** exp(±z √((1 - p)/(p n) + (1 - p)/(p n₀))), p the rate of the reference and n₀ its people: the reference is
/// measured too.
///
/// **Source** Spiegelhalter (2005), *Funnel plots for comparing institutional performance*, section 2 and appendix A.1
/// (ratios on the log scale).
///
/// **Undefined when** nobody is in the group ([`Undefined::EmptyGroup`]) or in the reference
/// ([`Undefined::ReferenceUndefined`]), when nobody of the reference has the rate ([`Undefined::ReferenceZero`]), and when
/// everybody has ([`Undefined::EverybodySelected`]).
///
/// ```
/// use evenhand_metrics::control::limits;
/// use evenhand_metrics::interval::Confidence;
/// use evenhand_metrics::tally::Tally;
/// // p = 0.2, n = 100, n₀ = 400: √(4/100 + 4/400) = 0.223607; times 1.959964 = 0.438261; e^-0.438261 = 0.645157.
/// let found = limits(100.0, Tally::new(80.0, 400.0), &Confidence::normal(0.95)).unwrap();
/// assert!((found.low - 0.645_157).abs() < 1e-6 && (found.low * found.high - 1.0).abs() < 1e-12);
/// ```
pub fn limits(people: f64, reference: Tally, confidence: &Confidence) -> Result<Limits, Undefined> {
    let rate = reference.rate().ok_or(Undefined::ReferenceUndefined)?;
    if people <= 0.0 {
        return Err(Undefined::EmptyGroup);
    }
    if rate <= 0.0 {
        return Err(Undefined::ReferenceZero);
    }
    if rate >= 1.0 {
        return Err(Undefined::EverybodySelected);
    }
    let odds = (1.0 - rate) / rate;
    let wide = confidence.critical() * (odds / people + odds / reference.bottom).sqrt();
    Ok(Limits { low: (-wide).exp(), high: wide.exp() })
}
