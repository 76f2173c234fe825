//! Mantel-Haenszel estimates: one odds ratio, one rate ratio, one difference for all strata.

use super::{sum, tables};
use crate::{
    interval::{Confidence, Interval},
    tally::Pair,
    undefined::Undefined,
};

/// A ratio pooled over strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PooledRatio {
    /// The estimate, 0 or more.
    pub value: f64,
    /// The standard error of its natural logarithm.
    pub log_error: Result<f64, Undefined>,
    /// Symmetric on the logarithm.
    pub interval: Result<Interval, Undefined>,
}

/// A difference of rates pooled over strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PooledDifference {
    /// The estimate, from -1 to 1.
    pub value: f64,
    /// Sato's standard error, right for few large strata and for many small ones: the interval is made of it.
    pub sato: f64,
    /// Greenland and Robins' standard error, right for few large strata.
    pub greenland_robins: f64,
    /// Symmetric around the estimate, cut at -1 and 1.
    pub interval: Result<Interval, Undefined>,
}

/// The odds ratio of the group against the reference, the same in all strata.
///
/// **Formula** R/S with R = Σ ad/n, S = Σ bc/n. Var ln = ΣPR/2R² + Σ(PS+QR)/2RS + ΣQS/2S², the sums over the strata's own
/// P = (a+d)/n, Q = (b+c)/n, R and S.
///
/// **Source** Mantel and Haenszel (1959); Robins, Breslow and Greenland (1986).
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), in
/// every stratum only one outcome occurs ([`Undefined::OneClass`]), or R/S is infinite ([`Undefined::ReferenceZero`]).
/// An odds ratio of 0 has no interval ([`Undefined::NoInterval`]).
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, strata::odds_ratio, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let strata = [campaign(30, 100, 50, 100), campaign(5, 50, 20, 100), campaign(60, 80, 150, 190)];
/// let pooled = odds_ratio(&strata, &Confidence::normal(0.95)).unwrap();
/// assert!((pooled.value - 0.550561797752809).abs() < 1e-14);
/// assert!((pooled.log_error.unwrap() - 0.19664011996967487).abs() < 1e-14);
/// ```
pub fn odds_ratio(strata: &[Pair], confidence: &Confidence) -> Result<PooledRatio, Undefined> {
    let tables = tables(strata)?;
    let r = sum(&tables, |t| t.a * t.d / t.n());
    let s = sum(&tables, |t| t.b * t.c / t.n());
    if r + s <= 0.0 {
        return Err(Undefined::OneClass);
    }
    let own = |term: fn(f64, f64, f64, f64) -> f64| {
        sum(&tables, |t| {
            let n = t.n();
            term((t.a + t.d) / n, (t.b + t.c) / n, t.a * t.d / n, t.b * t.c / n)
        })
    };
    let (pr, mixed, qs) = (own(|p, _, r, _| p * r), own(|p, q, r, s| p * s + q * r), own(|_, q, _, s| q * s));
    pooled(r, s, confidence, || pr / (2.0 * r * r) + mixed / (2.0 * r * s) + qs / (2.0 * s * s))
}

/// The rate of the group over that of the reference (the risk ratio of epidemiology), the same in all strata.
///
/// **Formula** Σ(a n₂/n) / Σ(c n₁/n). Var ln = Σ(n₁n₂(a+c) - acn)/n² over the product of the two sums; the numerator is
/// written n₁ad + n₂bc, in which nothing cancels.
///
/// **Source** Mantel and Haenszel (1959); Greenland and Robins (1985).
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), nobody
/// was selected in any ([`Undefined::NobodySelected`]), or nobody of the reference was ([`Undefined::ReferenceZero`]). A
/// ratio of 0 has no interval ([`Undefined::NoInterval`]), nor has one where everybody was selected
/// ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, strata::rate_ratio, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let strata = [campaign(30, 100, 50, 100), campaign(5, 50, 20, 100), campaign(60, 80, 150, 190)];
/// let pooled = rate_ratio(&strata, &Confidence::normal(0.95)).unwrap();
/// assert!((pooled.value - 0.7956204379562044).abs() < 1e-14);
/// assert!((pooled.interval.unwrap().low.unwrap() - 0.6832011168094918).abs() < 1e-13);
/// ```
pub fn rate_ratio(strata: &[Pair], confidence: &Confidence) -> Result<PooledRatio, Undefined> {
    let tables = tables(strata)?;
    let group = sum(&tables, |t| t.a * t.n2() / t.n());
    let reference = sum(&tables, |t| t.c * t.n1() / t.n());
    if group + reference <= 0.0 {
        return Err(Undefined::NobodySelected);
    }
    let spread = sum(&tables, |t| (t.n1() * t.a * t.d + t.n2() * t.b * t.c) / (t.n() * t.n()));
    pooled(group, reference, confidence, || spread / (group * reference))
}

/// top / bottom, not both 0; `variance` is that of the logarithm and is only asked for when both are positive.
fn pooled(
    top: f64,
    bottom: f64,
    confidence: &Confidence,
    variance: impl Fn() -> f64,
) -> Result<PooledRatio, Undefined> {
    if bottom <= 0.0 {
        return Err(Undefined::ReferenceZero);
    }
    let value = top / bottom;
    let log_error = if top > 0.0 {
        Some(variance().sqrt()).filter(|error| *error > 0.0).ok_or(Undefined::ZeroVariance)
    } else {
        Err(Undefined::NoInterval)
    };
    let interval = log_error.map(|error| {
        let factor = (confidence.critical() * error).exp();
        let (low, high) = (value / factor, value * factor);
        if high.is_finite() {
            Interval::bounded(low, high, confidence.level())
        } else {
            Interval::unbounded(low, confidence.level())
        }
    });
    Ok(PooledRatio { value, log_error, interval })
}

/// The rate of the group minus that of the reference, the same in all strata.
///
/// **Formula** Σ((ad - bc)/n) / W with W = Σ n₁n₂/n. Sato: Var = (D ΣP + ΣQ)/W², P = (n₁²c - n₂²a + n₁n₂(n₂-n₁)/2)/n²,
/// Q = (ad + bc)/2n. Greenland and Robins: Var = Σ (ab n₂³ + cd n₁³)/(n₁n₂n²) / W².
///
/// **Source** Sato (1989); Greenland and Robins (1985).
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]). Where
/// Sato's variance is 0, because each group in each stratum is wholly selected or wholly rejected, there is no interval
/// ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, strata::rate_difference, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let strata = [campaign(30, 100, 50, 100), campaign(5, 50, 20, 100), campaign(60, 80, 150, 190)];
/// let pooled = rate_difference(&strata, &Confidence::normal(0.95)).unwrap();
/// assert!((pooled.value - -0.11140583554376658).abs() < 1e-14);
/// assert!((pooled.sato - 0.03667432143779257).abs() < 1e-14);
/// ```
pub fn rate_difference(strata: &[Pair], confidence: &Confidence) -> Result<PooledDifference, Undefined> {
    let tables = tables(strata)?;
    let weight = sum(&tables, |t| t.n1() * t.n2() / t.n());
    let value = sum(&tables, super::Table::excess) / weight;
    let p = sum(&tables, |t| {
        let (n1, n2) = (t.n1(), t.n2());
        (n1 * n1 * t.c - n2 * n2 * t.a + 0.5 * n1 * n2 * (n2 - n1)) / (t.n() * t.n())
    });
    let q = sum(&tables, |t| 0.5 * (t.a * t.d + t.b * t.c) / t.n());
    let split = sum(&tables, |t| {
        let (n1, n2) = (t.n1(), t.n2());
        (t.a * t.b * n2 * n2 / n1 + t.c * t.d * n1 * n1 / n2) / (t.n() * t.n())
    });
    // What rounding leaves of a variance of zero is no width.
    let variance = value * p + q;
    let sato = if variance > 1e-14 * (p.abs() + q) { variance.sqrt() / weight } else { 0.0 };
    let reach = confidence.critical() * sato;
    let interval = if sato > 0.0 {
        Ok(Interval::bounded((value - reach).max(-1.0), (value + reach).min(1.0), confidence.level()))
    } else {
        Err(Undefined::ZeroVariance)
    };
    Ok(PooledDifference { value, sato, greenland_robins: split.sqrt() / weight, interval })
}
