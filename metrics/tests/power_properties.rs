//! What sizes can show: on every small world, and that the nearest answer is the one given.

use evenhand_metrics::{
    interval::Confidence,
    power::{
        Aim, Group, Limits, Side, detectable_difference_beyond, detectable_differences, detectable_ratio_beyond,
        detectable_ratios, n_per_group, people_to_show_outside, people_to_show_within, power,
    },
};
use proptest::{prelude::*, test_runner::RngSeed};

fn usual() -> Aim {
    Aim::usual(Confidence::normal(0.95))
}

#[test]
fn every_small_plan_gets_a_number_or_none() {
    let rates = [0.0, 1e-9, 0.25, 0.5, 1.0 - 1e-9, 1.0];
    let sizes = [0.0, 0.4, 1.0, 3.0, 1e9];
    let aim = usual();
    for (rate, people) in rates.iter().flat_map(|rate| sizes.map(|people| (*rate, people))) {
        let reference = Group { rate, people };
        for own in sizes {
            let (ratios, differences) =
                (detectable_ratios(own, reference, &aim), detectable_differences(own, reference, &aim));
            let mut answers = vec![ratios.low, ratios.high, differences.low, differences.high];
            for supposed in rates {
                answers.push(n_per_group(supposed, rate, &aim));
                answers.push(power(Group { rate: supposed, people: own }, reference, &aim.confidence));
                answers.push(people_to_show_outside(supposed, 0.8, reference, &aim));
                let limits = Limits { low: Some(0.8), high: Some(1.25) };
                answers.push(people_to_show_within(supposed, limits, reference, &aim));
            }
            for side in [Side::Below, Side::Above] {
                answers.push(detectable_ratio_beyond(side, 0.8, own, reference, &aim));
                answers.push(detectable_difference_beyond(side, 0.05, own, reference, &aim));
            }
            for answer in answers.into_iter().flatten() {
                assert!(answer.is_finite(), "{reference:?} {own}");
            }
        }
    }
}

#[test]
fn people_that_show_a_ratio_outside_make_it_detectable() {
    let reference = Group { rate: 0.18, people: 50_000.0 };
    let needed = people_to_show_outside(0.7, 0.8, reference, &usual()).unwrap();
    let seen = detectable_ratio_beyond(Side::Below, 0.8, needed, reference, &usual()).unwrap();
    assert!((seen - 0.7).abs() < 1e-12, "{seen}");
}

#[test]
fn no_number_of_people_helps_against_a_small_reference() {
    let reference = Group { rate: 0.1, people: 50.0 };
    assert_eq!(people_to_show_outside(0.77, 0.8, reference, &usual()), None);
    assert_eq!(people_to_show_within(1.0, Limits { low: Some(0.8), high: None }, reference, &usual()), None);
}

/// (z + z') times the standard error of ln r.
fn reach(r: f64, people: f64, reference: Group, z: f64) -> f64 {
    let p = reference.rate;
    z * ((1.0 - r * p) / (r * p * people) + (1.0 - p) / (p * reference.people)).sqrt()
}

fn group() -> impl Strategy<Value = Group> {
    (prop_oneof![0.001..0.999, 0.9..1.0, 1e-6..1e-3], 1.0..20.0)
        .prop_map(|(rate, ln)| Group { rate, people: f64::exp(ln) })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default()
    })]

    #[test]
    fn the_detectable_ratio_is_the_nearest_solution(reference in group(), ln in 1.0..20.0, limit in 0.5..1.0) {
        // z of 95 % and z of 8 times in 10
        let z = 1.959_963_984_540_054 + 0.841_621_233_572_914_3;
        let people = f64::exp(ln);
        let below = detectable_ratio_beyond(Side::Below, limit, people, reference, &usual());
        // Just inside the answer, or anywhere down to e^-20 if there is none, a ratio is too near to be seen.
        let far = below.map_or(20.0, |r| (limit / r).ln());
        for step in 1..200 {
            let r = limit * (-far * f64::from(step) / 200.0).exp();
            prop_assert!((limit / r).ln() < reach(r, people, reference, z) * (1.0 + 1e-9), "{r} {below:?}");
        }
        if let Some(r) = below {
            prop_assert!(((limit / r).ln() / reach(r, people, reference, z) - 1.0).abs() < 1e-6, "{r}");
        }
        if let Some(r) = detectable_ratio_beyond(Side::Above, 1.0 / limit, people, reference, &usual()) {
            prop_assert!(r > 1.0 / limit && r * reference.rate <= 1.0 + 1e-12);
            prop_assert!(((limit * r).ln() / reach(r, people, reference, z) - 1.0).abs() < 1e-6, "{r}");
        }
    }

    #[test]
    fn more_people_see_nearer_to_equality(reference in group(), ln in 1.0..20.0) {
        let people = f64::exp(ln);
        let (fewer, more) = (detectable_ratios(people, reference, &usual()), detectable_ratios(2.0 * people, reference, &usual()));
        if let (Some(fewer), Some(more)) = (fewer.low, more.low) {
            prop_assert!(more >= fewer * (1.0 - 1e-9), "{fewer} {more}");
        }
        let seen = detectable_differences(people, reference, &usual());
        for d in [seen.low, seen.high].into_iter().flatten() {
            let there = Group { rate: (reference.rate + d).clamp(0.0, 1.0), people };
            let reached = power(there, reference, &usual().confidence).unwrap();
            prop_assert!(reached > 0.8 - 1e-6, "{d} {reached}");
        }
    }
}
