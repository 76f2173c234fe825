//! The test of Cochran, Mantel and Haenszel: no association between group and selection in any stratum.

use super::{Table, sum, tables};
use crate::{interval::Confidence, significance::Tested, special::chi_squared, tally::Pair, undefined::Undefined};

/// What the test says, both ways: chi-squared with one degree of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Association {
    /// Without continuity correction.
    pub plain: Tested,
    /// With ½ (at most the whole difference) taken off first.
    pub corrected: Tested,
}

impl Association {
    /// The same statistics with p-values by the distribution that the intervals of the same strata are made with: where a
    /// design effect was estimated from folds, Student's t of their roots.
    ///
    /// **Formula** p = P(|T| >= √chi-squared). **Source** Rao and Scott (1984), section 4, for the degrees of freedom of an estimated
    /// design effect. **Undefined when** never.
    ///
    /// ```
    /// # use evenhand_metrics::{interval::Confidence, strata::association, tally::{Pair, Tally}};
    /// let pair = Pair::new(Tally::of_counts(30, 100), Tally::of_counts(50, 100));
    /// let plain = association(&[pair]).unwrap();
    /// let (same, wider) = (plain.by(&Confidence::normal(0.95)), plain.by(&Confidence::student(0.95, 31.0)));
    /// assert!((same.plain.p_value - plain.plain.p_value).abs() < 1e-15);
    /// assert!(wider.plain.p_value > plain.plain.p_value);
    /// ```
    #[must_use]
    pub fn by(self, confidence: &Confidence) -> Self {
        let by = |tested: Tested| Tested {
            p_value: tested.statistic.map_or(tested.p_value, |square| confidence.two_sided(square.sqrt())),
            ..tested
        };
        Self { plain: by(self.plain), corrected: by(self.corrected) }
    }
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
