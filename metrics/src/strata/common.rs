//! Whether one ratio of rates, or one difference, can stand for all strata: tests of the very number that is printed. Odds
//! ratios differ between strata wherever rates differ and their ratio does not, so a test of theirs answers another
//! question.

use super::{Table, rate_difference, rate_ratio, sum, tables};
use crate::{
    interval::{
        Confidence,
        pair::{Fit, fit_at_difference, fit_at_ratio},
    },
    significance::Tested,
    special::chi_squared,
    tally::{Pair, Tally},
    undefined::Undefined,
};

/// Strata enter a test where each of their four fitted counts is this many people or more: Cochran's least expected count.
const LEAST_EXPECTED: f64 = 1.0;

/// A test of one ratio, or of one difference, in all strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Common {
    /// The Mantel-Haenszel estimate that all strata are supposed to share.
    pub value: f64,
    /// Strata that entered the test.
    pub strata: u32,
    /// χ², with `strata` - 1 degrees of freedom.
    pub tested: Tested,
}

/// Tests whether the ratio of rates is the same in all strata. If it is not, report each stratum by itself.
///
/// **Formula** Σ d²/V - (Σ dp₁/V)²/Σ p₁²/V over the strata whose fitted counts n₁p₁, n₁(1-p₁), n₂p₂, n₂(1-p₂) are all 1 or
/// more: d = p̂₁ - θp̂₂, V = (p₁(1-p₁)/n₁ + θ²p₂(1-p₂)/n₂) N/(N-1), p the most likely rates with p₁ = θp₂, θ the
/// Mantel-Haenszel ratio. These are the scores of the strata at θ and their information on ln θ; what is taken off makes
/// the test right for an estimate that is not the most likely one, as Tarone's correction does for odds ratios.
///
/// **Source** Gart and Nam (1988), Biometrics 44, "Approximate interval estimation of the ratio of binomial parameters",
/// section 6, extended to several tables in (1990), Biometrics 46; C(α) form: Tarone (1985), Biometrika 72; the variance of
/// Miettinen and Nurminen (1985); least expected counts: Cochran (1954), Biometrics 10.
///
/// **Undefined when** the pooled ratio has no value (its own reason) or is 0 ([`Undefined::OneClass`]), or fewer than two
/// strata hold people enough ([`Undefined::TooFew`]).
///
/// ```
/// # use evenhand_metrics::{strata::common_ratio, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// // A ratio of 0.8 in both, at 10 % and at 90 %: odds ratios of 0.78 and of 0.29.
/// let even = common_ratio(&[campaign(80, 1000, 100, 1000), campaign(720, 1000, 900, 1000)]).unwrap();
/// assert!((even.value - 0.8).abs() < 1e-12 && even.tested.p_value > 0.999);
/// let uneven = common_ratio(&[campaign(50, 1000, 100, 1000), campaign(900, 1000, 900, 1000)]).unwrap();
/// assert!(uneven.tested.p_value < 1e-4 && uneven.strata == 2);
/// ```
pub fn common_ratio(strata: &[Pair]) -> Result<Common, Undefined> {
    let value = rate_ratio(strata, &Confidence::normal(0.95))?.value;
    if value <= 0.0 {
        return Err(Undefined::OneClass);
    }
    let part = |t: Table| {
        let fitted = fit_at_ratio(t.group(), t.reference(), value);
        let variance = fitted.p1 * (fitted.q1 / t.n1() + value * fitted.q2 / t.n2());
        Part { off: t.a / t.n1() - value * t.c / t.n2(), slope: fitted.p1, variance, fitted }
    };
    tested(value, &tables(strata)?, part)
}

/// Tests whether the difference of rates is the same in all strata.
///
/// **Formula** as of [`common_ratio`], with d = p̂₁ - p̂₂ - δ, V = (p₁(1-p₁)/n₁ + p₂(1-p₂)/n₂) N/(N-1), p the most likely
/// rates with p₁ - p₂ = δ, δ the Mantel-Haenszel difference, and 1 in place of p₁ in the second term.
///
/// **Source** Gart and Nam (1990), Biometrics 46, "Approximate interval estimation of the difference in binomial
/// parameters: correction for skewness and extension to multiple tables".
///
/// **Undefined when** the pooled difference has no value (its own reason), or fewer than two strata hold people enough
/// ([`Undefined::TooFew`]).
///
/// ```
/// # use evenhand_metrics::{strata::common_difference, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let even = common_difference(&[campaign(80, 1000, 100, 1000), campaign(880, 1000, 900, 1000)]).unwrap();
/// assert!((even.value + 0.02).abs() < 1e-12 && even.tested.p_value > 0.999);
/// ```
pub fn common_difference(strata: &[Pair]) -> Result<Common, Undefined> {
    let value = rate_difference(strata, &Confidence::normal(0.95))?.value;
    let part = |t: Table| {
        let fitted = fit_at_difference(t.group(), t.reference(), value);
        let variance = fitted.p1 * fitted.q1 / t.n1() + fitted.p2 * fitted.q2 / t.n2();
        Part { off: t.excess() * t.n() / (t.n1() * t.n2()) - value, slope: 1.0, variance, fitted }
    };
    tested(value, &tables(strata)?, part)
}

/// A stratum under one number for all: how far off it is, how that moves with the number, and how much it varies.
struct Part {
    off: f64,
    slope: f64,
    variance: f64,
    fitted: Fit,
}

impl Part {
    fn has_enough(&self, t: Table) -> bool {
        let Fit { p1, q1, p2, q2 } = self.fitted;
        [t.n1() * p1, t.n1() * q1, t.n2() * p2, t.n2() * q2].into_iter().all(|people| people >= LEAST_EXPECTED)
    }
}

fn tested(value: f64, tables: &[Table], part: impl Fn(Table) -> Part) -> Result<Common, Undefined> {
    let enough: Vec<Table> = tables.iter().copied().filter(|t| part(*t).has_enough(*t)).collect();
    let strata = u32::try_from(enough.len()).unwrap_or(u32::MAX);
    if strata < 2 {
        return Err(Undefined::TooFew);
    }
    // With a fitted count of 1 in four cells, n is 4 or more.
    let over = |term: fn(&Part) -> f64| {
        sum(&enough, |t| {
            let part = part(t);
            term(&part) * (1.0 - t.n().recip()) / part.variance
        })
    };
    let (squares, off, slopes) =
        (over(|part| part.off * part.off), over(|part| part.off * part.slope), over(|part| part.slope * part.slope));
    let statistic = (squares - off * off / slopes).max(0.0);
    let tested = Tested { statistic: Some(statistic), p_value: chi_squared::above(statistic, strata - 1) };
    Ok(Common { value, strata, tested })
}

impl Table {
    fn group(self) -> Tally {
        Tally::new(self.a, self.n1())
    }

    fn reference(self) -> Tally {
        Tally::new(self.c, self.n2())
    }
}
