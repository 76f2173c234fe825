//! An alarm where the comparison of everybody and the comparison within strata disagree.

use super::{Table, sum, tables};
use crate::{significance::Tested, special::normal, tally::Pair, undefined::Undefined};
use serde::{Deserialize, Serialize};

/// On which scale the two comparisons are held against each other. Odds ratios are not offered: they differ between
/// everybody and the strata even where the strata have nothing to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scale {
    /// Rate of the group minus rate of the reference.
    Difference,
    /// Natural logarithm of one rate over the other.
    LogRatio,
}

/// Both comparisons, and a test of their being equal. Over the strata that hold both groups, so that the two speak of
/// the same people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimpsonAlarm {
    /// The comparison with the strata ignored, on the scale asked for.
    pub everybody: f64,
    /// The Mantel-Haenszel comparison within strata, on the same scale.
    pub within: f64,
    /// The standard error of `everybody` - `within`.
    pub standard_error: f64,
    /// z and the two-sided p-value of the two being equal.
    pub test: Tested,
    /// Whether the two lie on opposite sides of parity: Simpson's paradox in the words of most textbooks.
    pub reverses: bool,
}

/// Tests whether ignoring the strata changes the comparison.
///
/// **Formula** z = (C - M)/√V, C over everybody, M Mantel-Haenszel, V = Σ over strata and their four cells of
/// cell x (∂(C - M)/∂cell)²: the delta method for multinomial cells. Both C and M are the same when every cell is
/// multiplied by one number, so Σ cell x ∂ = 0 and the covariances of the multinomial add nothing to V. The sizes of the
/// strata count as random, as they are when the audience is one draw of a process: a V with the sizes held fixed calls a
/// mix that differs by chance a confounder.
///
/// **Source** delta method: Agresti (2013), section 16.1; comparing the two estimates: Ducharme and Lepage (1986),
/// "Testing collapsibility in contingency tables", and Greenland and Mickey (1988).
///
/// **Undefined when** no stratum holds both groups ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), nobody
/// of the reference was selected ([`Undefined::ReferenceZero`]) or nobody of the group ([`Undefined::NobodySelected`]) on
/// the scale of ratios, or the two cannot differ: one stratum, or strata that are all alike ([`Undefined::ZeroVariance`]).
///
/// ```
/// # use evenhand_metrics::{strata::{Scale, simpson_alarm}, tally::{Pair, Tally}};
/// // Berkeley 1973, women against men in the six largest departments: 30 % against 45 % in all, as much within.
/// let department = |a, n1, c, n2| Pair::new(Tally::of_counts(a, n1), Tally::of_counts(c, n2));
/// let berkeley = [
///     department(89, 108, 512, 825), department(17, 25, 353, 560), department(202, 593, 120, 325),
///     department(131, 375, 138, 417), department(94, 393, 53, 191), department(24, 341, 22, 373),
/// ];
/// let alarm = simpson_alarm(&berkeley, Scale::Difference).unwrap();
/// assert!((alarm.everybody - -0.14164542824654186).abs() < 1e-14);
/// assert!(alarm.within > 0.0 && alarm.reverses && alarm.test.p_value < 1e-12);
/// ```
pub fn simpson_alarm(strata: &[Pair], scale: Scale) -> Result<SimpsonAlarm, Undefined> {
    let tables = tables(strata)?;
    let whole = Table {
        a: sum(&tables, |t| t.a),
        b: sum(&tables, |t| t.b),
        c: sum(&tables, |t| t.c),
        d: sum(&tables, |t| t.d),
    };
    if scale == Scale::LogRatio && whole.c <= 0.0 {
        return Err(if whole.a > 0.0 { Undefined::ReferenceZero } else { Undefined::NobodySelected });
    }
    if scale == Scale::LogRatio && whole.a <= 0.0 {
        return Err(Undefined::NobodySelected);
    }
    let compared = |tables: &[Table]| match scale {
        Scale::Difference => Pooled::difference(tables),
        Scale::LogRatio => Pooled::log_ratio(tables),
    };
    // A single table pooled is that table, so the comparison of everybody is the same function of one stratum.
    let (everybody, within) = (compared(&[whole]), compared(&tables));
    let (mut variance, mut scale_of_it) = (0.0, 0.0);
    let of_whole = everybody.slopes(whole);
    for table in &tables {
        for ((cell, c), m) in table.cells().into_iter().zip(of_whole).zip(within.slopes(*table)) {
            variance += cell * (c - m) * (c - m);
            scale_of_it += cell * (c * c + m * m);
        }
    }
    // What rounding leaves of a variance of zero is none.
    if variance <= 1e-20 * scale_of_it || variance <= 0.0 {
        return Err(Undefined::ZeroVariance);
    }
    let standard_error = variance.sqrt();
    let z = (everybody.value - within.value) / standard_error;
    let test = Tested { statistic: Some(z), p_value: normal::two_sided(z) };
    let reverses = everybody.value * within.value < 0.0;
    Ok(SimpsonAlarm { everybody: everybody.value, within: within.value, standard_error, test, reverses })
}

impl Table {
    fn cells(self) -> [f64; 4] {
        [self.a, self.b, self.c, self.d]
    }
}

/// A pooled comparison as a function of two sums over the strata, and how it moves with each.
struct Pooled {
    value: f64,
    scale: Scale,
    top: f64,
    bottom: f64,
}

impl Pooled {
    fn difference(tables: &[Table]) -> Self {
        let (top, bottom) = (sum(tables, Table::excess), sum(tables, |t| t.n1() * t.n2() / t.n()));
        Self { value: top / bottom, scale: Scale::Difference, top, bottom }
    }

    fn log_ratio(tables: &[Table]) -> Self {
        let (top, bottom) = (sum(tables, |t| t.a * t.n2() / t.n()), sum(tables, |t| t.c * t.n1() / t.n()));
        Self { value: (top / bottom).ln(), scale: Scale::LogRatio, top, bottom }
    }

    /// The derivatives of the value by the four cells of one stratum.
    fn slopes(&self, t: Table) -> [f64; 4] {
        let n = t.n();
        match self.scale {
            Scale::Difference => {
                let (excess, weight) = (t.excess(), t.n1() * t.n2() / n);
                let tops = [t.d - excess, -t.c - excess, -t.b - excess, t.a - excess];
                let bottoms = [t.n2() - weight, t.n2() - weight, t.n1() - weight, t.n1() - weight];
                std::array::from_fn(|i| (tops[i] - self.value * bottoms[i]) / (n * self.bottom))
            }
            Scale::LogRatio => {
                let (group, reference) = (t.a * t.n2() / n, t.c * t.n1() / n);
                let tops = [t.n2() - group, -group, t.a - group, t.a - group];
                let bottoms = [t.c - reference, t.c - reference, t.n1() - reference, -reference];
                std::array::from_fn(|i| (tops[i] / self.top - bottoms[i] / self.bottom) / n)
            }
        }
    }
}
