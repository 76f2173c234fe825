//! Deliveries few enough to be told one by one, largest factors over groups that are equal in truth, and tests of
//! equivalence beside the interval that must say the same.

use evenhand_metrics::{
    delivery::{Chance, Mix, chance, coverage, shuffle},
    differential_fairness::{epsilon, under_equality},
    draw::Simulation,
    equivalence::{Margins, equivalence},
    four_fifths::Limit,
    interval::{Confidence, RatioMethod, ratio_score},
    significance::Count,
    tally::Tally,
    undefined::Undefined,
};

/// Every order in which so many deliveries can go to three groups, as counts.
fn told_one_by_one(deliveries: u32) -> impl Iterator<Item = [u64; 3]> {
    (0..3_u32.pow(deliveries)).map(move |mut story| {
        let mut counts = [0; 3];
        for _ in 0..deliveries {
            counts[story as usize % 3] += 1;
            story /= 3;
        }
        counts
    })
}

fn small(count: u64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[test]
fn chance_is_what_all_stories_of_few_deliveries_add_up_to() {
    for eligible in [[1_u64, 1, 1], [1, 2, 3], [5, 1, 0], [0, 4, 0], [7, 2, 1]] {
        let all: u64 = eligible.iter().sum();
        for deliveries in 1..=6 {
            let m = f64::from(deliveries);
            let told: Vec<(f64, f64)> = told_one_by_one(deliveries)
                .map(|counts| {
                    let share = |i: usize| small(eligible[i]) / small(all);
                    let gap = |i: usize| (small(counts[i]) / m - share(i)).abs();
                    let one = |i: usize| share(i).powi(i32::try_from(counts[i]).unwrap_or(0));
                    (0.5 * (gap(0) + gap(1) + gap(2)), one(0) * one(1) * one(2))
                })
                .collect();
            let beyond =
                |distance: f64| told.iter().filter(|(d, _)| *d >= distance - 1e-12).map(|(_, p)| p).sum::<f64>();
            let mean: f64 = told.iter().map(|(d, p)| d * p).sum();
            for delivered in told_one_by_one(deliveries) {
                let mix = Mix { eligible: &eligible, delivered: &delivered };
                let (found, seen) = (chance(mix, Simulation::new(1)).unwrap(), shuffle(mix).unwrap().distance);
                assert!(found.simulation.is_none() && (found.mean - mean).abs() < 1e-12, "{mix:?}: {found:?}");
                assert!((found.p_value - beyond(seen)).abs() < 1e-12, "{mix:?}: {found:?}");
                // At p95 95 % is reached, just before it is not.
                assert!(1.0 - beyond(found.p95 + 1e-9) >= 0.95 - 1e-9, "{mix:?}: {found:?}");
                assert!(1.0 - beyond(found.p95) < 0.95 + 1e-9, "{mix:?}: {found:?}");
            }
        }
    }
}

#[test]
fn every_small_delivery_has_a_distance_or_a_reason() {
    for counts in 0..3_u64.pow(6) {
        let digit = |place: u32| counts / 3_u64.pow(place) % 3;
        let (eligible, delivered) = ([digit(0), digit(1), digit(2)], [digit(3), digit(4), digit(5)]);
        let mix = Mix { eligible: &eligible, delivered: &delivered };
        match shuffle(mix) {
            Ok(found) => {
                assert!(
                    (0.0..=1.0).contains(&found.distance) && found.largest_gap <= found.distance + 1e-15,
                    "{mix:?}"
                );
                let even = (0..3).all(|i| {
                    eligible[i] * delivered.iter().sum::<u64>() == delivered[i] * eligible.iter().sum::<u64>()
                });
                assert_eq!(found.distance <= 0.0, even, "{mix:?}");
                assert!(found.ratios.iter().flatten().all(|ratio| ratio.is_finite()), "{mix:?}");
                let Chance { mean, p95, p_value, .. } = chance(mix, Simulation::new(1)).unwrap();
                assert!([mean, p95, p_value].iter().all(|number| (0.0..=1.0).contains(number)), "{mix:?}");
            }
            Err(reason) => {
                let nobody = eligible == [0; 3];
                assert_eq!(reason, if nobody { Undefined::ReferenceUndefined } else { Undefined::EmptyGroup });
            }
        }
    }
}

#[test]
fn draws_stand_in_for_what_cannot_be_enumerated() {
    // A million deliveries to two groups: |X/m - 0.3| is nearly normal, its 95 % point 1.96 standard deviations.
    let mix = Mix { eligible: &[3, 7], delivered: &[300_900, 699_100] };
    let found = chance(mix, Simulation::new(7)).unwrap();
    let deviation = (0.21_f64 / 1e6).sqrt();
    assert_eq!(found.simulation, Some(Simulation::new(7)));
    assert!((found.p95 / (1.959_964 * deviation) - 1.0).abs() < 0.02, "{found:?}");
    assert!((found.mean / (0.797_884_56 * deviation) - 1.0).abs() < 1e-5, "{found:?}");
    // 0.0009 is 1.96396 standard deviations
    assert!((found.p_value - 0.0495).abs() < 0.005, "{found:?}");
    assert_eq!(chance(mix, Simulation::new(7)), Ok(found));
}

#[test]
fn one_delivery_too_many_is_beyond_the_limit_in_the_largest_counts() {
    let limit = Limit::from_decimal_text("0.1").unwrap();
    let eligible = [5_000_000_000_000_000; 2];
    let at = Mix { eligible: &eligible, delivered: &[6_000_000_000_000_000, 4_000_000_000_000_000] };
    let over = Mix { eligible: &eligible, delivered: &[6_000_000_000_000_001, 3_999_999_999_999_999] };
    assert_eq!(coverage(&[at, over], limit, 0).by_campaign, Ok(0.5));
    assert_eq!(coverage(&[over], limit, 0).by_campaign, Ok(0.0));
}

#[test]
fn the_largest_factor_among_equal_groups_is_large_by_chance() {
    // Median and 95 % point of ε, smoothed by ½, over 14 groups with a rate of 10 % each: drawn 40,000 times elsewhere.
    let simulation = Simulation { draws: 20_000, seed: 1 };
    for (people, median, p95) in [(50, 1.435, 2.833), (200, 0.711, 1.063), (1000, 0.319, 0.454)] {
        let groups = [Count::new(people / 10, people); 14];
        let even = under_equality(&groups, 0.5, simulation);
        let (half, most) = (even.median.unwrap(), even.p95.unwrap());
        assert!((half / median - 1.0).abs() < 0.02, "{people}: {half}");
        assert!((most / p95 - 1.0).abs() < 0.02, "{people}: {most}");
        assert!(under_equality(&groups, 0.0, simulation).median.unwrap() > half);
    }
    // Of 14 groups of 50, one or more is left without anybody selected in 7 draws of 100.
    assert_eq!(under_equality(&[Count::new(5, 50); 14], 0.0, simulation).p95, Err(Undefined::ReferenceZero));
    let nobody = under_equality(&[Count::new(0, 10), Count::new(0, 20)], 0.0, Simulation { draws: 10, seed: 1 });
    assert_eq!((nobody.median, nobody.p95), (Ok(0.0), Ok(0.0)));
    let alone = under_equality(&[Count::new(1, 10), Count::new(0, 0)], 0.0, Simulation { draws: 10, seed: 1 });
    assert_eq!(alone.p95, Err(Undefined::EmptyGroup));
}

fn tallies() -> impl Iterator<Item = Tally> + Clone {
    (0..=6_u64).flat_map(|bottom| (0..=bottom).map(move |top| Tally::of_counts(top, bottom)))
}

#[test]
fn epsilon_does_not_care_which_group_or_which_outcome_is_named_first() {
    for a in tallies() {
        for b in tallies() {
            let turned = [a, b].map(|tally| Tally::new(tally.rest(), tally.bottom));
            let (one, two, other) = (epsilon(&[a, b], 0.0), epsilon(&[b, a], 0.0), epsilon(&turned, 0.0));
            assert_eq!(one, two);
            assert_eq!(one.value, other.value);
            assert!(one.value.map_or(true, |value| value.is_finite() && value >= 0.0));
            // With smoothing there is a value as soon as there are two groups.
            assert_eq!(epsilon(&[a, b], 0.5).value.is_ok(), a.bottom > 0.0 && b.bottom > 0.0);
        }
    }
}

#[test]
fn equivalence_is_shown_exactly_when_the_interval_lies_within_the_margins() {
    let margins = Margins { low: 0.4, high: 2.5 };
    let (mut shown, mut not) = (0, 0);
    for method in RatioMethod::ALL {
        // Tens of the small tallies, so that some of them show something.
        for a in tallies().map(|t| Tally::new(10.0 * t.top, 10.0 * t.bottom)) {
            for b in tallies() {
                let Ok(found) = equivalence(method, a, b, margins, &Confidence::normal(0.9)) else {
                    let on_logarithms = method == RatioMethod::Katz && (a.top <= 0.0 || b.top <= 0.0);
                    let everybody = a.top >= a.bottom && b.top >= b.bottom;
                    assert!(a.bottom <= 0.0 || b.bottom <= 0.0 || on_logarithms || everybody);
                    continue;
                };
                let inside = found.interval.low.is_some_and(|low| low > margins.low)
                    && found.interval.high.is_some_and(|high| high < margins.high);
                assert_eq!(inside, found.p_value < 0.05, "{a:?} {b:?} {found:?}");
                if inside {
                    shown += 1;
                } else {
                    not += 1;
                }
                // Exchanging the groups and the margins changes nothing.
                let mirror = ratio_score(method, b, a, 1.0 / margins.low).unwrap();
                assert!((mirror + found.low.z).abs() < 1e-9 * (1.0 + mirror.abs()), "{a:?} {b:?}");
            }
        }
    }
    assert!(shown > 20 && not > 20, "{shown} {not}");
}

#[test]
fn methods_without_a_statistic_and_margins_that_are_none_are_refused() {
    let (a, b) = (Tally::of_counts(45, 250), Tally::of_counts(120, 400));
    assert_eq!(ratio_score(RatioMethod::Fieller, a, b, 0.8), Err(Undefined::NoInterval));
    for supposed in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(ratio_score(RatioMethod::Koopman, a, b, supposed), Err(Undefined::NoInterval));
    }
}

/// A campaign of 100,000 deliveries that is far off: no draw comes so far, and yet the test does not say never.
#[test]
fn a_probability_too_small_to_be_drawn_is_bounded() {
    let mix = Mix { eligible: &[500, 300, 200], delivered: &[52_000, 29_000, 19_000] };
    let found = chance(mix, Simulation::new(1)).unwrap();
    // 2 points of 100,000 deliveries: at most (2^3 - 2) exp(-2 · 100,000 · 0.02²).
    let bound = 6.0 * (-80.0_f64).exp();
    assert!((found.p_value / bound - 1.0).abs() < 1e-9, "{}", found.p_value);
    let near = Mix { eligible: &[500, 300, 200], delivered: &[50_200, 29_900, 19_900] };
    let found = chance(near, Simulation::new(1)).unwrap();
    assert!(found.p_value > 1.0 / 4_002.0 && found.p_value < 0.5, "{}", found.p_value);
}
