//! The interval of a ratio of two rates: segment over reference.

use super::{
    Confidence, Interval, Mean, both_counted, fieller,
    pair::{inflation, variance_at_ratio},
};
use crate::{special::crossing::crossing, tally::Tally, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// How the interval of a ratio is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RatioMethod {
    /// Miettinen and Nurminen's score interval, with N/(N-1).
    #[default]
    MiettinenNurminen,
    /// Koopman's score interval: the same without N/(N-1).
    Koopman,
    /// Katz's: normal on the logarithm. Undefined when nobody was selected in a group.
    Katz,
    /// Katz's after adding ½ to x and n of both groups (Walters).
    KatzWalters,
    /// Fieller's, on rates with variance p(1-p)/n.
    Fieller,
}

impl RatioMethod {
    /// The methods that a configuration may name.
    pub const ALL: [Self; 3] = [Self::MiettinenNurminen, Self::Koopman, Self::Katz];
    /// Further variants, for agreement with other tools.
    pub const VARIANTS: [Self; 2] = [Self::KatzWalters, Self::Fieller];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::MiettinenNurminen => "miettinen-nurminen",
            Self::Koopman => "koopman",
            Self::Katz => "katz",
            Self::KatzWalters => "katz-walters",
            Self::Fieller => "fieller",
        }
    }

    /// The method of [`Self::ALL`] with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }
}

/// The interval of the rate of `a` over the rate of `b`.
///
/// **Formula** Score methods: the values r with |p̂₁ - r p̂₂| <= z √(V(r)), V the variance at the most likely rates with
/// p₁ = r p₂, times N/(N-1) for Miettinen-Nurminen. The lower end is 0 when nobody of `a` was selected, the upper end
/// infinite when nobody of `b` was. Katz: exp(ln r̂ ± z √(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂)). With one effective person or
/// fewer in all, Miettinen-Nurminen rules nothing out.
///
/// **Source** Miettinen and Nurminen (1985), eq. 10-11; Koopman (1984); Katz et al. (1978), method C; Fieller (1954).
///
/// **Undefined when** a group is empty ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]); for Katz and
/// Fieller also when nobody of `b` was selected ([`Undefined::ReferenceZero`]), for Katz when nobody of `a` was
/// ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, RatioMethod, ratio}, tally::Tally};
/// let (women, men) = (Tally::of_counts(45, 250), Tally::of_counts(120, 400));
/// let sure = Confidence::normal(0.95);
/// let score = ratio(RatioMethod::MiettinenNurminen, women, men, &sure).unwrap();
/// assert!((score.low.unwrap() - 0.4411913509).abs() < 1e-10);
/// assert!((score.high.unwrap() - 0.8086244616).abs() < 1e-10);
/// // nobody selected in the reference: from 3.16 on, without end
/// let open = ratio(RatioMethod::MiettinenNurminen, Tally::of_counts(3, 20), Tally::of_counts(0, 80), &sure).unwrap();
/// assert!((open.low.unwrap() - 3.1605885).abs() < 1e-7);
/// assert_eq!(open.high, None);
/// ```
pub fn ratio(method: RatioMethod, a: Tally, b: Tally, confidence: &Confidence) -> Result<Interval, Undefined> {
    both_counted(a, b)?;
    let (z, level) = (confidence.critical(), confidence.level());
    match method {
        RatioMethod::MiettinenNurminen => Ok(match inflation(a, b) {
            Some(factor) => score(a, b, z * factor.sqrt(), level),
            None => Interval::unbounded(0.0, level),
        }),
        RatioMethod::Koopman => Ok(score(a, b, z, level)),
        RatioMethod::Katz if b.top <= 0.0 => Err(Undefined::ReferenceZero),
        RatioMethod::Katz if a.top <= 0.0 => Err(Undefined::NoInterval),
        RatioMethod::Katz => Ok(katz(a, b, z, level)),
        RatioMethod::KatzWalters => Ok(katz(half_more(a), half_more(b), z, level)),
        RatioMethod::Fieller if b.top <= 0.0 && a.top > 0.0 => Err(Undefined::ReferenceZero),
        RatioMethod::Fieller => fieller(mean(a), mean(b), 0.0, confidence),
    }
}

fn score(a: Tally, b: Tally, z: f64, level: f64) -> Interval {
    // Exchanging the groups inverts the interval, so only the upper end needs writing.
    let low = score_high(b, a, z).map_or(0.0, f64::recip);
    match score_high(a, b, z) {
        Some(high) => Interval::bounded(low, high, level),
        None => Interval::unbounded(low, level),
    }
}

/// The upper end; `None` when it is infinite.
fn score_high(a: Tally, b: Tally, z: f64) -> Option<f64> {
    // Far beyond any ratio of counts, and its square still fits in a double.
    const MOST: f64 = 1e120;
    const MOST_LN: f64 = 276.0;
    if b.top <= 0.0 {
        return None;
    }
    let (p1, p2) = (a.top / a.bottom, b.top / b.bottom);
    let side = |excess: f64, r: f64| {
        let bound = z * variance_at_ratio(a, b, r).max(0.0).sqrt();
        (excess - bound) / (excess + bound)
    };
    let high = if a.top <= 0.0 {
        // The statistic grows like the root of r here, hence the square in the first step.
        crossing(|r| side(r * p2, r), z * z / (a.bottom * p2), MOST, 2)
    } else {
        let spread = log_variance(half_more(a), half_more(b)).sqrt();
        let reach = crossing(|t: f64| side(p1 * t.exp_m1(), p1 / p2 * t.exp()), z * spread, MOST_LN, 1);
        p1 / p2 * reach.exp()
    };
    (high < MOST).then_some(high)
}

/// Variance of the logarithm of a ratio of rates: 1/x - 1/n of both groups, written without cancellation.
pub(super) fn log_variance(a: Tally, b: Tally) -> f64 {
    (a.bottom - a.top) / a.bottom / a.top + (b.bottom - b.top) / b.bottom / b.top
}

fn katz(a: Tally, b: Tally, z: f64, level: f64) -> Interval {
    let estimate = a.top / a.bottom / (b.top / b.bottom);
    let factor = (z * log_variance(a, b).sqrt()).exp();
    Interval::bounded(estimate / factor, estimate * factor, level)
}

pub(super) fn half_more(tally: Tally) -> Tally {
    Tally::new(tally.top + 0.5, tally.bottom + 0.5)
}

fn mean(tally: Tally) -> Mean {
    let p = tally.top / tally.bottom;
    Mean { value: p, variance: p * ((tally.bottom - tally.top) / tally.bottom) / tally.bottom }
}
