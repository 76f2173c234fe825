//! The interval of one rate: k of n people.

use super::{Confidence, Interval, counted};
use crate::{special::beta, tally::Tally, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// How the interval of a rate is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProportionMethod {
    /// Wilson's score interval: right on average at every size, never outside [0, 1].
    #[default]
    Wilson,
    /// Clopper-Pearson: covers at least its level, always; wider than needed.
    ClopperPearson,
    /// Agresti-Coull, clipped to [0, 1].
    AgrestiCoull,
    /// Jeffreys: equal tails of Beta(x + ½, n - x + ½).
    Jeffreys,
    /// Agresti-Coull as written, which may leave [0, 1].
    AgrestiCoullRaw,
    /// Jeffreys with 0 at x = 0 and 1 at x = n (Brown, Cai and `DasGupta`).
    JeffreysBcd,
}

impl ProportionMethod {
    /// The methods that a configuration may name.
    pub const ALL: [Self; 4] = [Self::Wilson, Self::ClopperPearson, Self::AgrestiCoull, Self::Jeffreys];
    /// Further variants, for agreement with other tools.
    pub const VARIANTS: [Self; 2] = [Self::AgrestiCoullRaw, Self::JeffreysBcd];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Wilson => "wilson",
            Self::ClopperPearson => "clopper-pearson",
            Self::AgrestiCoull => "agresti-coull",
            Self::Jeffreys => "jeffreys",
            Self::AgrestiCoullRaw => "agresti-coull-raw",
            Self::JeffreysBcd => "jeffreys-bcd",
        }
    }

    /// The method of [`Self::ALL`] with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.id() == id)
    }
}

/// The interval of a rate.
///
/// **Formula** Wilson: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n). Clopper-Pearson: the points of Beta(x, n-x+1)
/// and Beta(x+1, n-x) with a tail below and above; 0 at x = 0, 1 at x = n. Agresti-Coull: p̃ ± z √(p̃(1-p̃)/ñ), ñ = n + z²,
/// p̃ = (x + z²/2)/ñ. Jeffreys: the points of Beta(x+½, n-x+½) with a tail below and above.
///
/// **Source** Wilson (1927); Clopper and Pearson (1934); Agresti and Coull (1998); Brown, Cai and `DasGupta` (2001).
///
/// **Undefined when** the group is empty: [`Undefined::EmptyGroup`].
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, ProportionMethod, proportion}, tally::Tally};
/// let wilson = proportion(ProportionMethod::Wilson, Tally::of_counts(3, 20), &Confidence::normal(0.95)).unwrap();
/// assert!((wilson.low.unwrap() - 0.0523687459).abs() < 1e-10);
/// assert!((wilson.high.unwrap() - 0.3604188647).abs() < 1e-10);
/// let none = proportion(ProportionMethod::Wilson, Tally::of_counts(0, 20), &Confidence::normal(0.95)).unwrap();
/// assert_eq!(none.low, Some(0.0));
/// assert!((none.high.unwrap() - 0.1611251581).abs() < 1e-10);
/// ```
pub fn proportion(method: ProportionMethod, tally: Tally, confidence: &Confidence) -> Result<Interval, Undefined> {
    let tally = counted(tally, Undefined::EmptyGroup)?;
    let (low, high) = match method {
        ProportionMethod::Wilson => {
            let ends = wilson(tally, confidence.critical());
            (ends.low, ends.high)
        }
        ProportionMethod::ClopperPearson => clopper_pearson(tally, confidence.tail()),
        ProportionMethod::AgrestiCoullRaw => agresti_coull(tally, confidence.critical()),
        ProportionMethod::AgrestiCoull => {
            let (low, high) = agresti_coull(tally, confidence.critical());
            (low.max(0.0), high.min(1.0))
        }
        ProportionMethod::Jeffreys => jeffreys(tally, confidence.tail()),
        ProportionMethod::JeffreysBcd => {
            let (low, high) = jeffreys(tally, confidence.tail());
            (if none(tally) { 0.0 } else { low }, if everybody(tally) { 1.0 } else { high })
        }
    };
    Ok(Interval::bounded(low, high, confidence.level()))
}

/// The two ends of Wilson's interval.
pub(super) struct Ends {
    pub(super) low: f64,
    pub(super) high: f64,
}

/// Wilson's interval of a tally with people in it.
///
/// The upper end is a sum of positive terms. The lower one is p² divided by the upper (the two roots multiply to it):
/// subtracting instead would lose every digit of a small lower end.
pub(super) fn wilson(tally: Tally, z: f64) -> Ends {
    let Tally { top: x, bottom: n } = tally;
    let (p, z2n) = (x / n, z * z / n);
    let reach = p + 0.5 * z2n + (z2n * (p * ((n - x) / n) + 0.25 * z2n)).sqrt();
    let high = if everybody(tally) { 1.0 } else { (reach / (1.0 + z2n)).min(1.0) };
    Ends { low: p * p / reach, high }
}

fn clopper_pearson(tally: Tally, tail: f64) -> (f64, f64) {
    let Tally { top: x, bottom: n } = tally;
    let low = if none(tally) { 0.0 } else { beta::quantile(tail, x, n - x + 1.0).share };
    let high = if everybody(tally) { 1.0 } else { beta::quantile(tail, n - x, x + 1.0).rest };
    (low, high)
}

fn agresti_coull(tally: Tally, z: f64) -> (f64, f64) {
    let n = tally.bottom + z * z;
    let p = (tally.top + 0.5 * z * z) / n;
    let half = z * (p * (1.0 - p) / n).sqrt();
    (p - half, p + half)
}

fn jeffreys(tally: Tally, tail: f64) -> (f64, f64) {
    let (a, b) = (tally.top + 0.5, tally.bottom - tally.top + 0.5);
    (beta::quantile(tail, a, b).share, beta::quantile(tail, b, a).rest)
}

fn none(tally: Tally) -> bool {
    tally.top <= 0.0
}

fn everybody(tally: Tally) -> bool {
    tally.top >= tally.bottom
}
