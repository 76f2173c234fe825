//! Differential fairness: one number for all groups, the largest factor between their chances of an outcome. It knows
//! tallies of groups; it refuses to know limits. A largest value over many groups is large by chance alone, so the number
//! never stands without what equal rates would give.

use crate::{
    draw::{Binomial, Simulation},
    significance::Count,
    tally::Tally,
    undefined::Undefined,
};

/// The stream of a seed that equal groups are drawn from.
const STREAM: u64 = 2;

/// ε over the two outcomes: a group's chance of an outcome is at most e^ε times any other group's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Epsilon {
    /// Over being selected.
    pub selected: Result<f64, Undefined>,
    /// Over not being selected.
    pub rejected: Result<f64, Undefined>,
    /// The larger of the two: the value of the measure.
    pub value: Result<f64, Undefined>,
}

/// ε of groups. Groups without people are left out; so is an outcome that nobody has.
///
/// **Formula** ln(max p / min p) over the groups, p = (x + α)/(n + 2α) for being selected, 1 - p for not. α = 0: as
/// observed; ½ and 1 are the usual smoothings, which pull small groups together.
///
/// **Source** Foulds, Islam, Keya and Pan (2020), "An intersectional definition of fairness", its empirical form.
///
/// **Undefined when** fewer than two groups have people ([`Undefined::EmptyGroup`]); for an outcome when nobody has it
/// ([`Undefined::NobodySelected`], [`Undefined::EverybodySelected`]) or only some groups do, where the factor is infinite
/// ([`Undefined::ReferenceZero`]).
///
/// ```
/// # use evenhand_metrics::{differential_fairness::epsilon, tally::Tally};
/// // 8 % against 10 % selected: the four-fifths rule is an ε of ln 1.25 over being selected
/// let found = epsilon(&[Tally::of_counts(80, 1000), Tally::of_counts(100, 1000)], 0.0);
/// assert!((found.selected.unwrap() - 0.22314355131420976).abs() < 1e-15);
/// assert!((found.rejected.unwrap() - 0.021978906718775244).abs() < 1e-15);
/// assert_eq!(found.value, found.selected);
/// ```
#[must_use]
pub fn epsilon(groups: &[Tally], smoothing: f64) -> Epsilon {
    let with_people: Vec<Tally> = groups
        .iter()
        .filter(|group| group.bottom > 0.0)
        .map(|group| Tally::new(group.top + smoothing, group.bottom + 2.0 * smoothing))
        .collect();
    if with_people.len() < 2 {
        let nobody = Err(Undefined::EmptyGroup);
        return Epsilon { selected: nobody, rejected: nobody, value: nobody };
    }
    let selected = spread(&with_people, |group| group.top, Undefined::NobodySelected);
    let rejected = spread(&with_people, |group| group.rest(), Undefined::EverybodySelected);
    let value = match (selected, rejected) {
        (Err(Undefined::ReferenceZero), _) | (_, Err(Undefined::ReferenceZero)) => Err(Undefined::ReferenceZero),
        (Ok(one), Ok(other)) => Ok(one.max(other)),
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
        (Err(reason), Err(_)) => Err(reason),
    };
    Epsilon { selected, rejected, value }
}

/// ln of the largest over the smallest share.
fn spread(groups: &[Tally], part: impl Fn(&Tally) -> f64, nobody: Undefined) -> Result<f64, Undefined> {
    let shares = || groups.iter().map(|group| part(group) / group.bottom);
    let (low, high) = shares().fold((f64::INFINITY, 0.0_f64), |(low, high), share| (low.min(share), high.max(share)));
    match (low > 0.0, high > 0.0) {
        (true, _) => Ok((high / low).ln()),
        (false, true) => Err(Undefined::ReferenceZero),
        (false, false) => Err(nobody),
    }
}

/// What ε comes to when all groups have the same rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnderEquality {
    /// Half of the draws stay at or below it.
    pub median: Result<f64, Undefined>,
    /// 95 % of the draws stay at or below it.
    pub p95: Result<f64, Undefined>,
    /// How it was drawn.
    pub simulation: Simulation,
}

/// ε under equality: groups of the same sizes, each drawn with the rate of everybody.
///
/// **Formula** the smallest values that a half, and 95 %, of the draws do not exceed; x binomial with Σx/Σn.
///
/// **Source** parametric bootstrap, Davison and Hinkley (1997), section 4.2. ε has no honest interval of its own: a
/// bootstrap of a largest value is biased.
///
/// **Undefined when** fewer than two groups have people ([`Undefined::EmptyGroup`]), or so many draws leave a group without
/// an outcome that the point is infinite ([`Undefined::ReferenceZero`]).
///
/// ```
/// # use evenhand_metrics::{differential_fairness::under_equality, draw::Simulation, significance::Count};
/// // 14 groups of 1000 with 10 % selected in each: ε is 0 in truth, and yet
/// let even = under_equality(&[Count::new(100, 1000); 14], 0.0, Simulation { draws: 4000, seed: 1 });
/// assert!((even.median.unwrap() - 0.32).abs() < 0.01);
/// ```
#[must_use]
pub fn under_equality(groups: &[Count], smoothing: f64, simulation: Simulation) -> UnderEquality {
    let mut source = simulation.source(STREAM);
    let all = |part: fn(&Count) -> u64| groups.iter().map(|group| u128::from(part(group))).sum::<u128>();
    let rate = share(all(|group| group.top), all(|group| group.bottom));
    let groups: Vec<(u64, Binomial)> =
        groups.iter().map(|group| (group.bottom, Binomial::new(group.bottom, rate))).collect();
    let mut values: Vec<Result<f64, Undefined>> = (0..simulation.draws.max(1))
        .map(|_| {
            let drawn: Vec<Tally> =
                groups.iter().map(|(people, top)| Tally::of_counts(top.draw(&mut source), *people)).collect();
            epsilon(&drawn, smoothing).value
        })
        .collect();
    // No value comes after every value: it is infinite here, or the same for all draws.
    values.sort_by(|a, b| a.unwrap_or(f64::INFINITY).total_cmp(&b.unwrap_or(f64::INFINITY)));
    let at = |percent: usize| values[(values.len() * percent).div_ceil(100) - 1];
    UnderEquality { median: at(50), p95: at(95), simulation }
}

#[expect(clippy::cast_precision_loss, reason = "rounded once, after exact sums")]
fn share(part: u128, whole: u128) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}
