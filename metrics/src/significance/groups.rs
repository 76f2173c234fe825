//! Tests of several groups at once.

use super::{Count, Tested, cross, real};
use crate::{
    special::{chi_squared, gamma::deviance},
    undefined::Undefined,
};

/// What the tests of k groups say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GroupsTested {
    /// Degrees of freedom: groups with people, less one.
    pub df: u32,
    /// The smallest expected cell: below 5 the p-values are rough.
    pub least_expected: f64,
    /// Pearson's chi-squared.
    pub chi2: Tested,
    /// Likelihood ratio, without correction.
    pub g: Tested,
}

/// Tests whether all groups have the same rate. Groups without people are left out.
///
/// **Formula** with X of N selected in all: chi2 = Σ (x - nX/N)² / (n X/N (1-X/N)); G = 2 Σ observed ln(observed/expected)
/// over both outcomes; p from chi-squared with (groups - 1) degrees of freedom.
///
/// **Source** Pearson (1900); Wilks (1938).
///
/// **Undefined when** fewer than two groups have people ([`Undefined::EmptyGroup`]), or nobody or everybody was selected
/// ([`Undefined::NobodySelected`], [`Undefined::EverybodySelected`]).
///
/// ```
/// # use evenhand_metrics::significance::{Count, k_groups};
/// let tested = k_groups(&[Count::new(30, 100), Count::new(20, 100), Count::new(10, 100)]).unwrap();
/// assert!((tested.chi2.statistic.unwrap() - 12.5).abs() < 1e-12);
/// assert!((tested.chi2.p_value - 0.0019304541362277093).abs() < 1e-15);
/// ```
pub fn k_groups(groups: &[Count]) -> Result<GroupsTested, Undefined> {
    let with_people = || groups.iter().filter(|group| group.bottom > 0 && group.top <= group.bottom);
    let df = u32::try_from(with_people().count()).unwrap_or(u32::MAX).saturating_sub(1);
    let (selected, people) =
        with_people().fold((0, 0_u64), |(x, n), group| (group.top.saturating_add(x), group.bottom.saturating_add(n)));
    match (df, selected) {
        (0, _) => return Err(Undefined::EmptyGroup),
        (_, 0) => return Err(Undefined::NobodySelected),
        (_, all) if all == people => return Err(Undefined::EverybodySelected),
        _ => {}
    }
    let (share, rest) = (real(selected) / real(people), real(people - selected) / real(people));
    let (mut chi2, mut g, mut least_expected) = (0.0, 0.0, f64::INFINITY);
    for group in with_people() {
        let n = real(group.bottom);
        let excess = cross(group.bottom, selected, group.top, people) / real(people);
        chi2 += excess * excess / (n * share * rest);
        g += 2.0 * (deviance(real(group.top), excess) + deviance(real(group.rest()), -excess));
        least_expected = f64::min(least_expected, n * share.min(rest));
    }
    let by = |statistic: f64| Tested::by(statistic, chi_squared::above(statistic, df));
    Ok(GroupsTested { df, least_expected, chi2: by(chi2), g: by(g) })
}
