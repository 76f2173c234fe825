//! Families of comparisons: what a level or a p-value becomes when several comparisons are made at once. This module
//! knows lists of p-values and the size of a family; it refuses to know who is in it.

use serde::{Deserialize, Serialize};

/// How a family's level is shared out between its intervals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// Šidák: exact for independent comparisons, safe for those with a common reference.
    #[default]
    Sidak,
    /// Bonferroni: safe under every dependence.
    Bonferroni,
    /// Each interval at the family's own level.
    None,
}

impl Correction {
    /// Every correction.
    pub const ALL: [Self; 3] = [Self::Sidak, Self::Bonferroni, Self::None];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sidak => "sidak",
            Self::Bonferroni => "bonferroni",
            Self::None => "none",
        }
    }

    /// The correction with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|correction| correction.id() == id)
    }
}

/// The level of each interval, so that all `size` of them hold together at `level`.
///
/// **Formula** Šidák level^(1/m); Bonferroni 1 - (1 - level)/m; none: level. A family of one, or of nobody, keeps its level.
///
/// **Source** Šidák (1967); Dunn (1961). **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::family::{Correction, level_each};
/// assert!((level_each(Correction::Sidak, 0.95, 2) - 0.9746794344808963).abs() < 1e-15);
/// assert_eq!(level_each(Correction::Bonferroni, 0.95, 2), 0.975);
/// ```
#[must_use]
pub fn level_each(correction: Correction, level: f64, size: usize) -> f64 {
    let m = real(size.max(1));
    match correction {
        Correction::Sidak => level.powf(1.0 / m),
        Correction::Bonferroni => 1.0 - (1.0 - level) / m,
        Correction::None => level,
    }
}

/// How p-values are adjusted for the number of comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Adjustment {
    /// m p.
    Bonferroni,
    /// 1 - (1-p)^m.
    Sidak,
    /// Holm's step-down Bonferroni.
    Holm,
    /// Holm's step-down Šidák.
    HolmSidak,
    /// Benjamini and Hochberg: the false discovery rate, under independence or positive dependence.
    Bh,
    /// Benjamini and Yekutieli: the false discovery rate under every dependence.
    By,
}

impl Adjustment {
    /// Every adjustment.
    pub const ALL: [Self; 6] = [Self::Bonferroni, Self::Sidak, Self::Holm, Self::HolmSidak, Self::Bh, Self::By];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Bonferroni => "bonferroni",
            Self::Sidak => "sidak",
            Self::Holm => "holm",
            Self::HolmSidak => "holm-sidak",
            Self::Bh => "bh",
            Self::By => "by",
        }
    }

    /// The adjustment with this id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|adjustment| adjustment.id() == id)
    }

    /// The adjusted p-values, in the order given. `size` is the number of comparisons in the family: comparisons that
    /// ended without a p-value count as well (as p = 1), so that no result can make a family smaller. A size below the
    /// number of p-values is read as that number.
    ///
    /// **Formula** with p sorted: Holm max over j <= i of (m-j+1) p_(j), its Šidák form with 1-(1-p_(j))^(m-j+1);
    /// Benjamini-Hochberg min over j >= i of m p_(j)/j, Yekutieli times Σ 1/i; none above 1.
    ///
    /// **Source** Holm (1979); Benjamini and Hochberg (1995); Benjamini and Yekutieli (2001).
    ///
    /// **Undefined when** never; the p-values must lie in [0, 1].
    ///
    /// ```
    /// # use evenhand_metrics::family::Adjustment;
    /// let holm = Adjustment::Holm.adjust(&[0.01, 0.02, 0.03, 0.04], 4);
    /// assert_eq!(holm, [0.04, 0.06, 0.06, 0.06]);
    /// ```
    #[must_use]
    pub fn adjust(self, p: &[f64], size: usize) -> Vec<f64> {
        let m = size.max(p.len());
        match self {
            Self::Bonferroni => p.iter().map(|p| times(m, *p)).collect(),
            Self::Sidak => p.iter().map(|p| any_of(m, *p)).collect(),
            Self::Holm => step_down(p, m, times),
            Self::HolmSidak => step_down(p, m, any_of),
            Self::Bh => step_up(p, m, 1.0),
            Self::By => step_up(p, m, (1..=m).map(|i| 1.0 / real(i)).sum()),
        }
    }
}

/// m p, at most 1.
fn times(m: usize, p: f64) -> f64 {
    (real(m) * p).min(1.0)
}

/// 1 - (1-p)^m, without losing a small p.
fn any_of(m: usize, p: f64) -> f64 {
    -(real(m) * (-p).ln_1p()).exp_m1()
}

/// The places of the p-values, smallest first; ties in the order given.
fn by_size(p: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    order
}

fn step_down(p: &[f64], m: usize, raise: fn(usize, f64) -> f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut largest = 0.0_f64;
    for (before, place) in by_size(p).into_iter().enumerate() {
        largest = largest.max(raise(m - before, p[place]));
        adjusted[place] = largest;
    }
    adjusted
}

fn step_up(p: &[f64], m: usize, factor: f64) -> Vec<f64> {
    let mut adjusted = vec![0.0; p.len()];
    let mut smallest = 1.0_f64;
    for (before, place) in by_size(p).into_iter().enumerate().rev() {
        smallest = smallest.min(factor * real(m) * p[place] / real(before + 1));
        adjusted[place] = smallest;
    }
    adjusted
}

#[expect(clippy::cast_precision_loss, reason = "a family of 2^53 comparisons cannot exist")]
fn real(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::Adjustment;

    #[test]
    fn comparisons_without_a_p_value_still_count() {
        for adjustment in Adjustment::ALL {
            let with_ones = adjustment.adjust(&[0.01, 0.04, 1.0, 1.0], 4);
            assert_eq!(adjustment.adjust(&[0.01, 0.04], 4), with_ones[..2], "{}", adjustment.id());
        }
    }
}
