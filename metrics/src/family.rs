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
    /// Holm: safe under every dependence, and finds all that Bonferroni finds and perhaps more. It goes in steps: what is
    /// ruled out leaves the family, and the others are looked at again.
    Holm,
    /// Benjamini and Hochberg: of what is found, at most so large a share is wrong on average (the false discovery rate), under
    /// independence or positive dependence. For many campaigns that are looked through, not for a limit that must hold.
    Bh,
    /// Each interval at the family's own level.
    None,
}

impl Correction {
    /// Every correction.
    pub const ALL: [Self; 5] = [Self::Sidak, Self::Bonferroni, Self::Holm, Self::Bh, Self::None];

    /// The permanent id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sidak => "sidak",
            Self::Bonferroni => "bonferroni",
            Self::Holm => "holm",
            Self::Bh => "bh",
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
        Correction::Bonferroni | Correction::Holm | Correction::Bh => 1.0 - (1.0 - level) / m,
        Correction::None => level,
    }
}

/// The level of each interval once the steps of a correction have come to rest, given how many of the comparisons are ruled
/// out by intervals at a level. Corrections without steps have [`level_each`].
///
/// **Formula** Holm: the first of m, m - 1, ... comparisons left in the family for which no further one is ruled out at
/// 1 - (1 - level)/left; Benjamini-Hochberg: 1 - k (1 - level)/m for the largest k of which k are ruled out, else k = 1. The
/// comparisons ruled out at that level are those that the procedure rejects, as intervals at a higher level hold those at a
/// lower one.
///
/// **Source** Holm (1979); Benjamini and Hochberg (1995). **Undefined when** never.
///
/// ```
/// # use evenhand_metrics::family::{Correction, level_in_steps};
/// // Three p-values: the interval at level 1 - a rules a comparison out where p <= a.
/// let out = |level: f64| [0.01, 0.02, 0.2].iter().filter(|p| **p <= 1.0 - level).count();
/// // 0.01 <= 0.05/3; then 0.02 <= 0.05/2; then 0.2 > 0.05.
/// assert_eq!(out(level_in_steps(Correction::Holm, 0.95, 3, out)), 2);
/// assert_eq!(out(level_in_steps(Correction::Bonferroni, 0.95, 3, out)), 1);
/// ```
pub fn level_in_steps(correction: Correction, level: f64, size: usize, mut out: impl FnMut(f64) -> usize) -> f64 {
    let (m, error) = (size.max(1), 1.0 - level);
    match correction {
        Correction::Sidak | Correction::Bonferroni | Correction::None => level_each(correction, level, size),
        Correction::Holm => {
            let mut left = m;
            loop {
                let each = 1.0 - error / real(left);
                let now = m.saturating_sub(out(each)).max(1);
                if now >= left {
                    return each;
                }
                left = now;
            }
        }
        Correction::Bh => {
            let mut found = m;
            loop {
                let each = 1.0 - error * (real(found) / real(m));
                let now = out(each).max(1);
                if now >= found {
                    return each;
                }
                found = now;
            }
        }
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
