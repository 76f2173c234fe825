//! Whether one odds ratio can stand for all strata.

use super::{Table, odds_ratio, tables};
use crate::{interval::Confidence, significance::Tested, special::chi_squared, tally::Pair, undefined::Undefined};

/// Tests of one odds ratio in all strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homogeneity {
    /// Degrees of freedom: strata in which some but not all were selected, less one.
    pub df: u32,
    /// Breslow and Day's.
    pub breslow_day: Tested,
    /// The same with Tarone's correction, which makes it exact in large strata; the two rarely differ.
    pub tarone: Tested,
}

/// Tests whether the odds ratio is the same in all strata. If it is not, report each stratum by itself.
///
/// **Formula** Σ (a - ã)²/V, ã what a would be at the pooled odds ratio ψ with the same margins, 1/V the sum of the
/// reciprocals of the four fitted cells; Tarone subtracts (Σa - Σã)²/ΣV.
///
/// **Source** Breslow and Day (1980), eq. 4.30; Tarone (1985).
///
/// **Undefined when** the pooled odds ratio has no value (its own reason) or is 0, or fewer than two strata have some but
/// not all selected: [`Undefined::OneClass`].
///
/// ```
/// # use evenhand_metrics::{strata::homogeneity, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let strata = [campaign(30, 100, 50, 100), campaign(5, 50, 20, 100), campaign(60, 80, 150, 190)];
/// let tested = homogeneity(&strata).unwrap();
/// assert_eq!(tested.df, 2);
/// assert!((tested.breslow_day.statistic.unwrap() - 2.3068002574418998).abs() < 1e-13);
/// assert!((tested.tarone.statistic.unwrap() - 2.3050357937406902).abs() < 1e-13);
/// ```
pub fn homogeneity(strata: &[Pair]) -> Result<Homogeneity, Undefined> {
    // The level plays no part: only the estimate is asked for.
    let odds_ratio = odds_ratio(strata, &Confidence::normal(0.95))?.value;
    let mut mixed = tables(strata)?;
    mixed.retain(|t| t.selected() > 0.0 && t.rejected() > 0.0);
    let df = u32::try_from(mixed.len()).unwrap_or(u32::MAX).saturating_sub(1);
    if odds_ratio <= 0.0 || df == 0 {
        return Err(Undefined::OneClass);
    }
    let (mut plain, mut off, mut spread) = (0.0, 0.0, 0.0);
    for table in mixed {
        let fit = fitted(table, odds_ratio);
        let variance = (fit.a.recip() + fit.b.recip() + fit.c.recip() + fit.d.recip()).recip();
        let difference = table.a - fit.a;
        plain += difference * difference / variance;
        off += difference;
        spread += variance;
    }
    let by = |statistic: f64| Tested { statistic: Some(statistic), p_value: chi_squared::above(statistic, df) };
    Ok(Homogeneity { df, breslow_day: by(plain), tarone: by((plain - off * off / spread).max(0.0)) })
}

/// The cells with the margins of a table and a given odds ratio. Each comes from its own equation: what subtracting
/// from a margin would leave of a small cell is mostly rounding.
fn fitted(table: Table, odds_ratio: f64) -> Table {
    let (n1, n2, m, rest) = (table.n1(), table.n2(), table.selected(), table.rejected());
    Table {
        a: cell(odds_ratio, n1, m, n2, rest),
        b: cell(odds_ratio.recip(), n1, rest, n2, m),
        c: cell(odds_ratio.recip(), n2, m, n1, rest),
        d: cell(odds_ratio, n2, rest, n1, m),
    }
}

/// The cell in the row of `n1` and the column of `m`: the root of (1-ψ)x² + (n₂-m+ψ(n₁+m))x - ψn₁m. Its discriminant is
/// written (n₂-m+ψ(n₁-m))² + 4ψm(n-m), a sum of what is not negative.
fn cell(odds_ratio: f64, n1: f64, m: f64, n2: f64, rest: f64) -> f64 {
    let middle = n2 - m + odds_ratio * (n1 + m);
    let shift = n2 - m + odds_ratio * (n1 - m);
    let root = (shift * shift + 4.0 * odds_ratio * m * rest).sqrt();
    if middle >= 0.0 {
        2.0 * odds_ratio * n1 * m / (middle + root)
    } else {
        (root - middle) / (2.0 * (1.0 - odds_ratio))
    }
}
