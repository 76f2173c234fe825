//! Cut-offs by group against every policy of small worlds, and against the same programme worked out another way.

use evenhand_metrics::{
    draw::Source,
    fix::thresholds::{Cut, Equal, Group, Policy, Refusal, optimum},
    undefined::Undefined,
};

const LIMITS: [Equal; 5] = [
    Equal::None,
    Equal::SelectionRate,
    Equal::TruePositiveRate,
    Equal::Ratio { least: 0.5 },
    Equal::Ratio { least: 0.8 },
];

fn group(people: &[u8], positives: &[u8], gain: f64, cost: f64) -> Group {
    let real = |bins: &[u8]| bins.iter().map(|n| f64::from(*n)).collect();
    Group::of_outcomes(real(people), real(positives), gain, cost)
}

fn dot(shares: &[f64], bins: &[f64]) -> f64 {
    shares.iter().zip(bins).map(|(share, number)| share * number).sum()
}

fn whole(bins: &[f64]) -> f64 {
    bins.iter().sum()
}

/// Whether rates may stand side by side; equal rates are a ratio of at least 1.
fn allowed(equal: Equal, selection: &[f64], positive: &[f64], slack: f64) -> bool {
    let within = |rates: &[f64], least: f64| {
        let highest = rates.iter().fold(0.0_f64, |a, b| a.max(*b));
        rates.iter().all(|rate| *rate >= least * highest - slack)
    };
    match equal {
        Equal::None => true,
        Equal::SelectionRate => within(selection, 1.0),
        Equal::TruePositiveRate => within(positive, 1.0),
        Equal::Ratio { least } => within(selection, least),
    }
}

fn rates(groups: &[Group], shares: [&[f64]; 2]) -> [Vec<f64>; 2] {
    let of = |bins: fn(&Group) -> &[f64]| {
        groups.iter().zip(shares).map(|(group, shares)| dot(shares, bins(group)) / whole(bins(group))).collect()
    };
    [of(|group| &group.people), of(|group| &group.positives)]
}

/// The policy holds what it was asked to hold, and says of itself what its cuts give.
fn assert_sound(groups: &[Group], equal: Equal, most: Option<f64>, policy: &Policy) {
    let known: Vec<f64> = policy.true_positive_rates.iter().filter_map(|rate| rate.ok()).collect();
    assert!(allowed(equal, &policy.selection_rates, &known, 1e-9), "{equal:?} {most:?} {groups:?} {policy:?}");
    assert!(most.is_none_or(|most| policy.selected <= most + 1e-9), "{most:?} {groups:?} {policy:?}");
    let mut worth = 0.0;
    for (group, cut) in groups.iter().zip(&policy.cuts) {
        assert!((0.0..1.0).contains(&cut.rate) && cut.from <= cut.sure && cut.sure <= group.people.len(), "{cut:?}");
        let shares: Vec<f64> = (0..group.people.len()).map(|bin| cut.share(bin)).collect();
        worth += dot(&shares, &group.worth);
    }
    assert!((worth - policy.objective).abs() < 1e-9);
}

#[test]
fn no_policy_of_a_small_world_is_worth_more() {
    // Shares in sixths reach every equality and every ratio of bins of one or two people.
    let steps: Vec<f64> = (0..=6_u8).map(|sixth| f64::from(sixth) / 6.0).collect();
    let policies: Vec<[f64; 2]> = steps
        .iter()
        .flat_map(|low| steps.iter().filter(move |high| *high >= low).map(move |high| [*low, *high]))
        .collect();
    let mut bins = Vec::new();
    for (n1, n2) in [(1, 2), (2, 1), (2, 2)] {
        bins.extend((0..=n1).flat_map(|y1| (0..=n2).map(move |y2| ([n1, n2], [y1, y2]))));
    }
    let mut met = 0_u32;
    for (gain, cost) in [(1.0, 1.0), (3.0, 1.0), (1.0, 0.0)] {
        for ((n, y), (m, z)) in bins.iter().flat_map(|a| bins.iter().map(move |b| (a, b))) {
            let groups = [group(n, y, gain, cost), group(m, z, gain, cost)];
            for (equal, most) in LIMITS.iter().flat_map(|equal| [None, Some(1.0), Some(2.5)].map(|most| (*equal, most)))
            {
                let Ok(policy) = optimum(&groups, equal, most) else {
                    assert!(
                        equal == Equal::TruePositiveRate
                            && (whole(&groups[0].positives) * whole(&groups[1].positives)) <= 0.0
                    );
                    continue;
                };
                assert_sound(&groups, equal, most, &policy);
                let mut best = f64::NEG_INFINITY;
                for (a, b) in policies.iter().flat_map(|a| policies.iter().map(move |b| (a, b))) {
                    let selected = dot(a, &groups[0].people) + dot(b, &groups[1].people);
                    if most.is_some_and(|most| selected > most + 1e-9) {
                        continue;
                    }
                    let [selection, positive] = rates(&groups, [a, b]);
                    if allowed(equal, &selection, &positive, 1e-9) {
                        best = best.max(dot(a, &groups[0].worth) + dot(b, &groups[1].worth));
                    }
                }
                assert!(best <= policy.objective + 1e-9, "{equal:?} {most:?} {groups:?}: {best} above {policy:?}");
                met += u32::from(best >= policy.objective - 1e-9);
            }
        }
    }
    assert!(met > 5_000, "only {met} optima are among the policies tried");
}

/// The upper hull of worth along people, by its definition: the best mixture of any two whole cut-offs.
fn best_mixture(group: &Group, people: f64) -> f64 {
    let mut cuts = vec![(0.0, 0.0)];
    for (n, worth) in group.people.iter().zip(&group.worth).rev() {
        let last = cuts[cuts.len() - 1];
        cuts.push((last.0 + n, last.1 + worth));
    }
    let mut best = f64::NEG_INFINITY;
    for (a, b) in cuts.iter().flat_map(|a| cuts.iter().map(move |b| (a, b))) {
        if a.0 <= people + 1e-12 && people <= b.0 + 1e-12 {
            let part = if b.0 > a.0 { (people - a.0) / (b.0 - a.0) } else { 0.0 };
            best = best.max(a.1 + part * (b.1 - a.1));
        }
    }
    best
}

/// The maximum of a function that rises and then falls.
fn highest(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let (mut a, mut b) = (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut at_a, mut at_b) = (value(a), value(b));
    for _ in 0..60 {
        if at_a < at_b {
            (low, a, at_a) = (a, b, at_b);
            b = low + GOLDEN * (high - low);
            at_b = value(b);
        } else {
            (high, b, at_b) = (b, a, at_a);
            a = high - GOLDEN * (high - low);
            at_a = value(a);
        }
    }
    at_a.max(at_b)
}

#[test]
fn a_ratio_under_a_budget_is_the_best_split_of_the_best_highest_rate() {
    let mut source = Source::new(1, 41);
    for round in 0..40_u32 {
        let mut bin = |most: f64| (source.share() * most).floor() + 1.0;
        let groups: Vec<Group> = (0..2)
            .map(|_| {
                let people: Vec<f64> = (0..4).map(|_| bin(20.0)).collect();
                let positives: Vec<f64> = people.iter().map(|n| bin(*n).min(*n)).collect();
                let worth = people.iter().map(|n| bin(3.0 * n) - 1.4 * n).collect();
                Group { people, positives, worth }
            })
            .collect();
        let (n, m) = (whole(&groups[0].people), whole(&groups[1].people));
        let (least, most) = ([0.5, 0.8, 0.9][round as usize % 3], (n + m) / [2.0, 3.0, 5.0, 0.5][round as usize % 4]);
        // For each highest rate, the best rate of the first group, and then of the second within what is left.
        let split = |top: f64| {
            let (low, high) = (least * top, top);
            highest(low, high.min(((most - low * m) / n).max(low)), |first| {
                let left = ((most - first * n) / m).min(high).max(low);
                best_mixture(&groups[0], first * n) + highest(low, left, |second| best_mixture(&groups[1], second * m))
            })
        };
        let feasible = (most / (least * (n + m))).min(1.0);
        let another_way = highest(0.0, feasible, split);
        let found = optimum(&groups, Equal::Ratio { least }, Some(most)).unwrap();
        assert_sound(&groups, Equal::Ratio { least }, Some(most), &found);
        assert!((found.objective - another_way).abs() < 1e-9, "{round}: {found:?} {another_way}");
    }
}

#[test]
fn equally_good_people_are_not_selected_and_equal_claims_share_a_budget() {
    let groups = [group(&[4, 4], &[2, 4], 1.0, 1.0), group(&[4, 4], &[2, 4], 1.0, 1.0)];
    let sharp = Cut { from: 1, sure: 1, rate: 0.0 };
    assert_eq!(optimum(&groups, Equal::None, None).unwrap().cuts, [sharp, sharp]);
    let half = Cut { from: 1, sure: 2, rate: 0.5 };
    assert_eq!(optimum(&groups, Equal::None, Some(4.0)).unwrap().cuts, [half, half]);
}

#[test]
fn true_positives_are_reached_with_the_fewest_people_even_when_people_cost_nothing() {
    let groups = [group(&[4, 4], &[1, 4], 1.0, 0.0), group(&[4, 4], &[2, 2], 1.0, 0.0)];
    let found = optimum(&groups, Equal::TruePositiveRate, None).unwrap();
    assert_eq!((found.objective, found.selected), (9.0, 16.0));
    // At half of the positives: 2.5 of the first, all in its upper bin; 2 of the second, its whole upper bin.
    let half = optimum(&groups, Equal::TruePositiveRate, Some(6.5)).unwrap();
    assert_eq!(half.true_positive_rates, [Ok(0.5), Ok(0.5)]);
    assert_eq!(half.cuts, [Cut { from: 1, sure: 2, rate: 0.625 }, Cut { from: 1, sure: 1, rate: 0.0 }]);
}

#[test]
fn what_says_nothing_is_refused() {
    let sound = group(&[4], &[2], 1.0, 1.0);
    let none = Group { people: vec![0.0], positives: vec![0.0], worth: vec![0.0] };
    let undefined = |reason| Err(Refusal::Undefined { group: 1, reason });
    assert_eq!(optimum(&[], Equal::None, None), Err(Refusal::NoGroups));
    assert_eq!(optimum(&[sound.clone(), none], Equal::None, None), undefined(Undefined::EmptyGroup));
    let failed = group(&[4], &[0], 1.0, 1.0);
    let found = optimum(&[sound.clone(), failed.clone()], Equal::None, None).unwrap();
    assert_eq!(found.true_positive_rates, [Ok(0.0), Err(Undefined::NoPositives)]);
    assert_eq!(optimum(&[sound.clone(), failed], Equal::TruePositiveRate, None), undefined(Undefined::NoPositives));
    let one = std::slice::from_ref(&sound);
    for least in [-0.1, 1.1, f64::NAN] {
        assert_eq!(optimum(one, Equal::Ratio { least }, None), Err(Refusal::NoLimit));
    }
    assert_eq!(optimum(one, Equal::None, Some(f64::NAN)), Err(Refusal::NoLimit));
    for (people, positives, worth) in
        [(1.0, 2.0, 0.0), (-1.0, 0.0, 0.0), (f64::INFINITY, 0.0, 0.0), (1.0, 0.0, f64::NAN)]
    {
        let group = Group { people: vec![people], positives: vec![positives], worth: vec![worth] };
        assert_eq!(optimum(&[sound.clone(), group], Equal::None, None), Err(Refusal::Malformed { group: 1 }));
    }
    assert_eq!(optimum(one, Equal::SelectionRate, Some(0.0)).unwrap().selection_rates, [0.0]);
}

#[test]
fn fifty_groups_of_four_thousand_bins_keep_every_limit() {
    let mut source = Source::new(1, 42);
    let groups: Vec<Group> = (0..50)
        .map(|_| {
            let people: Vec<f64> = (0..4096).map(|_| (source.share() * 9.0).floor() + 1.0).collect();
            let share = |bin: usize| f64::from(u32::try_from(bin).unwrap()) / 4096.0;
            let drawn = |(bin, n): (usize, &f64)| (n * (0.7 * share(bin) + 0.3 * source.share())).round();
            let positives: Vec<f64> = people.iter().enumerate().map(drawn).collect();
            Group::of_outcomes(people, positives, 1.0, 1.0)
        })
        .collect();
    let free = optimum(&groups, Equal::None, None).unwrap();
    for equal in LIMITS {
        let best = optimum(&groups, equal, None).unwrap();
        let half = optimum(&groups, equal, Some(best.selected / 2.0)).unwrap();
        assert_sound(&groups, equal, None, &best);
        assert_sound(&groups, equal, Some(best.selected / 2.0), &half);
        assert!((half.selected - best.selected / 2.0).abs() < 1e-6);
        assert!(half.objective < best.objective && best.objective <= free.objective);
    }
}
