//! The test of Cochran, Mantel and Haenszel: no association between group and selection in any stratum.

use super::{Table, sum, tables};
use crate::{special::chi_squared, tally::Pair, test::Tested, undefined::Undefined};

/// What the test says, both ways: chi-squared with one degree of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// Without continuity correction.
    pub plain: Tested,
    /// With ½ (at most the whole difference) taken off first.
    pub corrected: Tested,
}

/// Tests whether, within strata, group and selection have nothing to do with each other.
///
/// **Formula** (|Σ(a - E)| - c)² / ΣV, E = n₁m/n, V = n₁n₂m(n-m)/(n²(n-1)), c = 0 or min(½, |Σ(a - E)|).
///
/// **Source** Cochran (1954); Mantel and Haenszel (1959).
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), or in
/// every stratum only one outcome occurs ([`Undefined::OneClass`]).
///
/// ```
/// # use evenhand_metrics::{strata::association, tally::{Pair, Tally}};
/// let campaign = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let strata = [campaign(30, 100, 50, 100), campaign(5, 50, 20, 100), campaign(60, 80, 150, 190)];
/// let tested = association(&strata).unwrap();
/// assert!((tested.plain.statistic.unwrap() - 9.135487952020751).abs() < 1e-13);
/// assert!((tested.corrected.statistic.unwrap() - 8.557645034239235).abs() < 1e-13);
/// ```
pub fn association(strata: &[Pair]) -> Result<Association, Undefined> {
    let tables = tables(strata)?;
    let excess = sum(&tables, Table::excess).abs();
    let variance = sum(&tables, |t| {
        let n = t.n();
        if n > 1.0 { t.n1() * t.n2() / n * (t.selected() * t.rejected() / n) / (n - 1.0) } else { 0.0 }
    });
    if variance <= 0.0 {
        return Err(Undefined::OneClass);
    }
    let by = |difference: f64| {
        let statistic = difference * difference / variance;
        Tested { statistic: Some(statistic), p_value: chi_squared::above(statistic, 1) }
    };
    Ok(Association { plain: by(excess), corrected: by((excess - 0.5).max(0.0)) })
}
