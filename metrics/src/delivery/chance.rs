//! How far chance alone carries a delivered mix from the eligible one.

use super::{Mix, Steps, real};
use crate::{
    draw::{Simulation, multinomial},
    special::binomial::ln_probability,
    undefined::Undefined,
};

/// What the shuffle distance would be if every delivery went to a group with the probability of its eligible share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// Its mean, exactly.
    pub mean: f64,
    /// The smallest value that it stays at or below with a probability of 95 %.
    pub p95: f64,
    /// The probability of a distance at least as large as the one seen: a test of even delivery.
    pub p_value: f64,
    /// The draws that `p95` and `p_value` come from; `None` when every outcome was enumerated.
    pub simulation: Option<Simulation>,
}

/// With no more ways than this to divide the deliveries among the groups, all are gone through.
const ENUMERATED: u128 = 25_000;

/// The stream of a seed that deliveries are drawn from.
const STREAM: u64 = 1;

/// A sum of probabilities this close to the one asked for has reached it: the sums of 25,000 terms are rounded.
const ROUNDING: f64 = 1e-12;

/// The distribution of the shuffle distance under even delivery: multinomial with the eligible shares. Groups without
/// eligible people cannot be drawn. Deliveries to one person several times are not independent; divide them by their
/// design effect first.
///
/// **Formula** mean = ½ Σ E|X/m - e| with E|X - me| = 2 v (1-e) P(X = v), v = floor(me) + 1, X binomial; the rest by going
/// through all outcomes while there are at most 25,000, else from the draws: p = (b + 1)/(B + 1) with b of B draws as far,
/// and with b = 0 at most (2^k - 2) exp(-2 m t²), t the distance and k the groups.
///
/// **Source** De Moivre (1730) for the mean absolute deviation, as told by Diaconis and Zabell (1991); Davison and Hinkley
/// (1997), section 4.2.1, for p; Hoeffding (1963), theorem 1, for the share of each set of groups, for its bound.
///
/// **Undefined when** as in [`shuffle`](super::shuffle).
///
/// ```
/// # use evenhand_metrics::{delivery::{Mix, chance}, draw::Simulation};
/// let even = chance(Mix { eligible: &[50, 50], delivered: &[60, 40] }, Simulation::new(1)).unwrap();
/// assert!((even.mean - 0.03979461869358887).abs() < 1e-14);
/// assert!((even.p95 - 0.1).abs() < 1e-12);
/// assert!(even.simulation.is_none());
/// ```
pub fn chance(mix: Mix<'_>, simulation: Simulation) -> Result<Chance, Undefined> {
    let steps = Steps::of(mix)?;
    let seen = steps.between(mix);
    let parts: Vec<u64> = mix.eligible.iter().copied().filter(|part| *part > 0).collect();
    let people = u64::try_from(steps.delivered).map_err(|_| Undefined::NoInterval)?;
    let mean = 0.5 * parts.iter().map(|part| mean_gap(people, u128::from(*part), steps.eligible)).sum::<f64>();
    let enumerated = ways(people, parts.len()).is_some_and(|ways| ways <= ENUMERATED);
    let mut outcomes = if enumerated {
        let mut outcomes = Vec::new();
        Enumeration { parts: &parts, steps, outcomes: &mut outcomes }.divide(people, steps.eligible, 0, 0.0);
        outcomes
    } else {
        let mut source = simulation.source(STREAM);
        let shares: Vec<f64> = parts.iter().map(|part| real((*part).into())).collect();
        let each = 1.0 / f64::from(simulation.draws.max(1));
        let distance = |drawn: Vec<u64>| steps.between(Mix { eligible: &parts, delivered: &drawn });
        let drawn = (0..simulation.draws.max(1)).filter_map(|_| multinomial(people, &shares, &mut source));
        drawn.map(|drawn| (distance(drawn), each)).collect()
    };
    outcomes.sort_by_key(|(distance, _)| *distance);
    let mut sum = 0.0;
    let point = outcomes.iter().find(|(_, probability)| {
        sum += probability;
        sum >= 0.95 - ROUNDING
    });
    let p95 = point.or(outcomes.last()).map_or(0, |(distance, _)| *distance);
    let as_far = || outcomes.iter().filter(|(distance, _)| *distance >= seen);
    let p_value = if enumerated {
        as_far().map(|(_, p)| p).sum::<f64>().min(1.0)
    } else {
        let draws = f64::from(simulation.draws.max(1));
        let drawn = as_far().map(|_| 1.0).sum::<f64>();
        let estimated = (drawn + 1.0) / (draws + 1.0);
        // Where no draw came so far, how small the probability is can only be bounded.
        if drawn > 0.0 { estimated } else { estimated.min(bound(parts.len(), people, steps.distance(seen))) }
    };
    Ok(Chance { mean, p95: steps.distance(p95), p_value, simulation: (!enumerated).then_some(simulation) })
}

/// The probability of a distance of at least `distance` is at most this: some set of groups is then reached by so much more
/// than its share, and no set is likely to be.
fn bound(groups: usize, people: u64, distance: f64) -> f64 {
    let sets = real(groups as u128).exp2() - 2.0;
    sets * (-2.0 * real(people.into()) * distance * distance).exp()
}

/// E|X/m - e| for a binomial X among m = `people`, e = part / whole.
fn mean_gap(people: u64, part: u128, whole: u128) -> f64 {
    if part >= whole {
        return 0.0;
    }
    // v <= m because e < 1.
    let v = u64::try_from(u128::from(people).saturating_mul(part) / whole).unwrap_or(people).saturating_add(1);
    let share = real(part) / real(whole);
    let rest = real(whole - part) / real(whole);
    2.0 * real(v.into()) * rest * ln_probability(v, people, share).exp() / real(people.into())
}

/// In how many ways people can be divided among groups; `None` when there are too many to count.
fn ways(people: u64, groups: usize) -> Option<u128> {
    (1..groups as u128).try_fold(1_u128, |ways, more| Some(ways.checked_mul(u128::from(people) + more)? / more))
}

/// Goes through all ways to divide the deliveries, with the distance and the probability of each.
struct Enumeration<'a> {
    parts: &'a [u64],
    steps: Steps,
    outcomes: &'a mut Vec<(u128, f64)>,
}

impl Enumeration<'_> {
    /// Divides those who are `left` among `parts`, which hold `whole` eligible people, after a distance and a log
    /// probability reached by the groups before.
    fn divide(&mut self, left: u64, whole: u128, distance: u128, ln_probability_so_far: f64) {
        let Some((part, others)) = self.parts.split_first() else { return };
        let here = u128::from(*part);
        if others.is_empty() {
            let distance = distance + self.steps.gap(here, left.into());
            self.outcomes.push((distance, ln_probability_so_far.exp()));
            return;
        }
        let share = real(here) / real(whole);
        for taken in 0..=left {
            let probability = ln_probability_so_far + ln_probability(taken, left, share);
            let distance = distance + self.steps.gap(here, taken.into());
            Enumeration { parts: others, steps: self.steps, outcomes: self.outcomes }.divide(
                left - taken,
                whole - here,
                distance,
                probability,
            );
        }
    }
}
