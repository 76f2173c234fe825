//! Many things looked at: campaigns that are even in truth, and groups for which a campaign does the same.

use evenhand_metrics::{
    delivery::{Mix, chance},
    draw::{Binomial, Simulation, Source, multinomial},
    family::{Adjustment, Correction, level_each},
    interval::{Confidence, DifferenceMethod},
    lift::{equal_lift, lift, lift_difference},
    tally::{Pair, Tally},
};

/// Worlds of lift drawn for a row.
const LIFTS: u32 = 2_000;
/// Worlds of campaigns drawn for a row.
const RUNS: u32 = 50;
/// Deliveries of a campaign, and the mix they are drawn from: few enough that every outcome is gone through.
const DELIVERIES: u64 = 60;
const ELIGIBLE: [u64; 3] = [500, 300, 200];

/// So many groups with so many people in each arm; the campaign raises the rate of every one from `rate` by `effect`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Lifted {
    pub(crate) groups: usize,
    pub(crate) people: u64,
    pub(crate) rate: f64,
    pub(crate) effect: f64,
}

/// What is found in those worlds, in percent of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    /// Some group's own interval leaves out what the campaign does.
    pub(crate) alone: f64,
    /// Some group's difference from the first is said to be none of chance.
    pub(crate) differs: f64,
    /// The test of equal lift rejects at 5 %.
    pub(crate) unequal: f64,
}

impl Lifted {
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        let worlds = [2, 7, 14, 40].into_iter().flat_map(|groups| [100, 1_000].map(|people| (groups, people)));
        worlds.flat_map(|(groups, people)| {
            [(0.05, 0.0), (0.1, 0.05)].map(|(rate, effect)| Self { groups, people, rate, effect })
        })
    }

    pub(crate) fn found(self, stream: u64) -> Found {
        let mut source = Source::new(3, stream);
        let nominal = Confidence::normal(0.95);
        let together = Confidence::normal(level_each(Correction::Bonferroni, 0.95, self.groups - 1));
        let method = DifferenceMethod::default();
        let (with, without) =
            (Binomial::new(self.people, self.rate + self.effect), Binomial::new(self.people, self.rate));
        let mut found = [0.0; 3];
        for _ in 0..LIFTS {
            let pairs: Vec<Pair> = (0..self.groups)
                .map(|_| {
                    let tally = |top| Tally::of_counts(top, self.people);
                    Pair::new(tally(with.draw(&mut source)), tally(without.draw(&mut source)))
                })
                .collect();
            let alone = lift(&pairs, method, &nominal);
            let alone = alone.iter().any(|lift| lift.interval.is_ok_and(|interval| !interval.contains(self.effect)));
            let differs = pairs[1..].iter().any(|pair| {
                lift_difference(*pair, pairs[0], method, &together).is_ok_and(|(_, interval)| !interval.contains(0.0))
            });
            let unequal = equal_lift(&pairs).is_ok_and(|tested| tested.p_value <= 0.05);
            for (found, seen) in found.iter_mut().zip([alone, differs, unequal]) {
                *found += f64::from(u8::from(seen));
            }
        }
        let [alone, differs, unequal] = found.map(|found| 100.0 * found / f64::from(LIFTS));
        Found { alone, differs, unequal }
    }
}

/// How many of so many even campaigns are named: on average by a test each, on average after the adjustment, and the
/// percentage of runs in which the adjustment leaves any.
pub(crate) fn named(campaigns: usize) -> [f64; 3] {
    let mut source = Source::new(4, campaigns as u64);
    let shares = ELIGIBLE.map(|count| f64::from(u32::try_from(count).unwrap()));
    let (mut alone, mut adjusted, mut any) = (0, 0, 0);
    for _ in 0..RUNS {
        let p_values: Vec<f64> = (0..campaigns)
            .map(|_| {
                let delivered = multinomial(DELIVERIES, &shares, &mut source).unwrap();
                let mix = Mix { eligible: &ELIGIBLE, delivered: &delivered };
                chance(mix, Simulation::new(1)).unwrap().p_value
            })
            .collect();
        let count = |values: &[f64]| u32::try_from(values.iter().filter(|p| **p <= 0.05).count()).unwrap();
        let left = count(&Adjustment::Bh.adjust(&p_values, p_values.len()));
        alone += count(&p_values);
        adjusted += left;
        any += u32::from(left > 0);
    }
    let each = |count: u32| f64::from(count) / f64::from(RUNS);
    [each(alone), each(adjusted), 100.0 * each(any)]
}
