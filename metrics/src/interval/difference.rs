//! The interval of a difference of two rates: segment minus reference.

use super::{
    Confidence, Interval, both_counted,
    pair::{inflation, variance_at_gap},
    proportion::wilson,
};
use crate::{special::crossing::crossing, tally::Tally, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// How the interval of a difference is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DifferenceMethod {
    /// Miettinen and Nurminen's score interval, with N/(N-1).
    #[default]
    MiettinenNurminen,
    /// Newcombe's hybrid of two Wilson intervals, without continuity correction.
    Newcombe,
    /// Mee's score interval: the same without N/(N-1).
    Mee,
}

impl DifferenceMethod {
    /// The methods that a configuration may name.
    pub const ALL: [Self; 2] = [Self::MiettinenNurminen, Self::Newcombe];
    /// Further variants, for agreement with other tools.
    pub const VARIANTS: [Self; 1] = [Self::Mee];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::MiettinenNurminen => "miettinen-nurminen",
            Self::Newcombe => "newcombe",
            Self::Mee => "mee",
        }
    }

    /// The method of [`Self::ALL`] with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }
}

/// The interval of the rate of `a` minus the rate of `b`, within [-1, 1].
///
/// **Formula** Score methods: the values d with |p̂₁ - p̂₂ - d| <= z √(V(d)), V the variance at the most likely rates
/// that differ by d, times N/(N-1) for Miettinen-Nurminen. Newcombe: d̂ - √((p̂₁-l₁)² + (u₂-p̂₂)²) to
/// d̂ + √((u₁-p̂₁)² + (p̂₂-l₂)²), with l, u Wilson's ends. With one effective person or fewer in all,
/// Miettinen-Nurminen rules nothing out.
///
/// **Source** Miettinen and Nurminen (1985), eq. 7-9; Mee (1984); Newcombe (1998), method 10.
///
/// **Undefined when** a group is empty: [`Undefined::EmptyGroup`] or [`Undefined::ReferenceUndefined`].
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, DifferenceMethod, difference}, tally::Tally};
/// let (women, men) = (Tally::of_counts(45, 250), Tally::of_counts(120, 400));
/// let gap = difference(DifferenceMethod::MiettinenNurminen, women, men, &Confidence::normal(0.95)).unwrap();
/// assert!((gap.low.unwrap() - -0.183982).abs() < 1e-6);
/// assert!((gap.high.unwrap() - -0.052647).abs() < 1e-6);
/// ```
pub fn difference(
    method: DifferenceMethod,
    a: Tally,
    b: Tally,
    confidence: &Confidence,
) -> Result<Interval, Undefined> {
    both_counted(a, b)?;
    // Exchanging the groups mirrors the interval, so one end is enough to write, and the mirror holds to the last digit.
    let high = |a, b| match method {
        DifferenceMethod::MiettinenNurminen => match inflation(a, b) {
            Some(factor) => score_high(a, b, confidence.critical() * factor.sqrt()),
            None => 1.0,
        },
        DifferenceMethod::Newcombe => difference_of(a, b) + newcombe_reach(a, b, confidence.critical()),
        DifferenceMethod::Mee => score_high(a, b, confidence.critical()),
    };
    Ok(Interval::bounded(-high(b, a), high(a, b), confidence.level()))
}

fn difference_of(a: Tally, b: Tally) -> f64 {
    a.top / a.bottom - b.top / b.bottom
}

/// From the estimate up to the upper end.
fn newcombe_reach(a: Tally, b: Tally, z: f64) -> f64 {
    let up = wilson(a, z).high - a.top / a.bottom;
    let down = b.top / b.bottom - wilson(b, z).low;
    up.hypot(down)
}

fn score_high(a: Tally, b: Tally, z: f64) -> f64 {
    let estimate = difference_of(a, b);
    let (p1, p2) = (a.top / a.bottom, b.top / b.bottom);
    let to_one = (a.bottom - a.top) / a.bottom + p2;
    let from_minus_one = p1 + (b.bottom - b.top) / b.bottom;
    if to_one <= 0.0 {
        return 1.0;
    }
    let sign = |reach: f64| {
        let gap = estimate + reach;
        let variance = if gap >= 0.0 {
            variance_at_gap(b, a, gap, to_one - reach)
        } else {
            variance_at_gap(a, b, -gap, from_minus_one + reach)
        };
        let bound = z * variance.max(0.0).sqrt();
        (reach - bound) / (reach + bound)
    };
    (estimate + crossing(sign, newcombe_reach(a, b, z), to_one, 1)).min(1.0)
}
