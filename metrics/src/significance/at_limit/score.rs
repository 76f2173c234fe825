//! The skewness-corrected score statistic of a supposed ratio or difference, over one stratum or several.

use super::Supposed;
use crate::{
    interval::{
        both_counted,
        pair::{Fit, fit_at_difference, fit_at_ratio, inflation},
    },
    tally::Pair,
    undefined::Undefined,
};

/// How many standard errors two groups are from the comparison `supposed`, the same in all strata; above 0 when the observed
/// one is larger. Corrected for skewness, so that Φ is its distribution far into both tails.
///
/// **Formula** S = Σ w (p̂₁ - r p̂₂) or Σ w (p̂₁ - p̂₂ - d) with Mantel and Haenszel's weights w = n₁n₂/N, under which S is 0 at their
/// estimate. V = Σ w² (p̃₁q̃₁/n₁ + r² p̃₂q̃₂/n₂) N/(N-1) and μ = Σ w³ (p̃₁q̃₁(q̃₁-p̃₁)/n₁² - r³ p̃₂q̃₂(q̃₂-p̃₂)/n₂²), p̃ the most likely rates
/// of each stratum on the limit (r = 1 for a difference). z solves S/√V = z + (z² - 1) μ/6V^(3/2). 0 where nothing speaks
/// against what is supposed: V is 0. A stratum of one effective person or fewer is left out.
///
/// **Source** Laud (2017), "Equal-tailed confidence intervals for comparison of rates", Pharmaceutical Statistics 16, 334-348,
/// doi:10.1002/pst.1813, eq. 3 and appendix S2 (strata); Gart and Nam (1988), Biometrics 44, 323-338, and (1990), 46, 637-643.
/// Where the quadratic has no root, z is where its slope ends, as there.
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), or no rates are
/// that far apart ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{tally::{Pair, Tally}, significance::{Supposed, score_at}};
/// let only = Pair::new(Tally::of_counts(5, 56), Tally::of_counts(0, 29));
/// // ratesci 1.0: scoreci(x1 = 5, n1 = 56, x2 = 0, n2 = 29)
/// assert!((score_at(&[only], Supposed::Difference(0.0)).unwrap() - 1.7392131).abs() < 1e-7);
/// ```
pub fn score_at(strata: &[Pair], supposed: Supposed) -> Result<f64, Undefined> {
    let supposed = supposed.possible()?;
    let mut sums = Sums::default();
    let (mut found, mut reason) = (false, Undefined::EmptyGroup);
    for pair in strata {
        match both_counted(pair.group, pair.reference) {
            Ok(()) => {
                found = true;
                sums.add(pair, supposed);
            }
            Err(why) if pair.group.bottom > 0.0 => reason = why,
            Err(_) => {}
        }
    }
    if found { Ok(sums.score()) } else { Err(reason) }
}

/// How the statistic of one stratum spreads on the limit: what it takes to be far from it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spread {
    /// √V, of p̂₁ - r p̂₂ or p̂₁ - p̂₂.
    pub(crate) deviation: f64,
    /// μ/6V^(3/2).
    pub(crate) skew: f64,
}

/// The spread at the rates most likely on the limit, given these tallies; none where nothing speaks against the limit.
pub(crate) fn spread_at(pair: Pair, supposed: Supposed) -> Spread {
    let mut sums = Sums::default();
    sums.add(&pair, supposed);
    let (a, b) = (pair.group.bottom, pair.reference.bottom);
    let weight = a / (a + b) * b;
    let deviation = sums.variance.max(0.0).sqrt();
    if deviation > 0.0 {
        Spread { deviation: deviation / weight, skew: sums.third / (6.0 * sums.variance * deviation) }
    } else {
        Spread { deviation: 0.0, skew: 0.0 }
    }
}

/// S, V and μ.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums {
    score: f64,
    variance: f64,
    third: f64,
}

impl Sums {
    pub(super) fn add(&mut self, pair: &Pair, supposed: Supposed) {
        let Pair { group: a, reference: b } = *pair;
        let Some(factor) = inflation(a, b) else { return };
        let (scale, fit, excess) = match supposed {
            Supposed::Ratio(r) => (r, fit_at_ratio(a, b, r), a.top / a.bottom - r * (b.top / b.bottom)),
            Supposed::Difference(d) => (1.0, fit_at_difference(a, b, d), a.top / a.bottom - b.top / b.bottom - d),
        };
        let Fit { p1, q1, p2, q2 } = fit;
        let weight = a.bottom / (a.bottom + b.bottom) * b.bottom;
        let (own, other) = (p1 * q1 / a.bottom, p2 * q2 / b.bottom * scale * scale);
        self.score += weight * excess;
        self.variance += weight * weight * factor * (own + other);
        let skew = own * (q1 - p1) / a.bottom - other * (q2 - p2) * scale / b.bottom;
        self.third += weight * weight * weight * skew;
    }

    pub(super) fn score(&self) -> f64 {
        let deviation = self.variance.max(0.0).sqrt();
        if deviation <= 0.0 {
            return 0.0;
        }
        let z = self.score / deviation;
        let skew = self.third / (6.0 * self.variance * deviation);
        // (√(1 + 4g(g+z)) - 1) / 2g, written so that a skewness of 0 is no special case.
        let root = (1.0 + 4.0 * skew * (skew + z)).max(0.0).sqrt();
        2.0 * (z + skew) / (1.0 + root)
    }
}
