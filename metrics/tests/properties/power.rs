//! What sizes can show: on every small world, and that the nearest answer is the one given.

use evenhand_metrics::{interval::proportion, special::binomial::ln_probability, tally::Tally};
use evenhand_metrics::{
    interval::{Confidence, ProportionMethod},
    power::{
        Aim, Group, Limits, Side, detectable_difference_beyond, detectable_differences, detectable_rate_beyond,
        detectable_ratio_beyond, detectable_ratios, n_per_group, people_to_show_within, power,
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
                let limits = Limits { low: Some(0.8), high: Some(1.25) };
                answers.push(people_to_show_within(supposed, limits, reference, &aim));
            }
            for side in [Side::Below, Side::Above] {
                answers.push(detectable_ratio_beyond(side, 0.8, own, reference, &aim));
                answers.push(detectable_difference_beyond(side, 0.05, own, reference, &aim));
                answers.push(detectable_rate_beyond(side, rate, own, ProportionMethod::default(), &aim));
            }
            for answer in answers.into_iter().flatten() {
                assert!(answer.is_finite(), "{reference:?} {own}");
            }
        }
    }
}

/// A rate that is detectable is outside as often as aimed at, by the binomial distribution itself.
#[test]
fn a_detectable_rate_is_reported_8_times_in_10() {
    let aim = usual();
    for (n, limit) in [(20_u64, 0.5), (100, 0.2), (1_000, 0.02)] {
        for side in [Side::Below, Side::Above] {
            let people = Tally::of_counts(0, n).bottom;
            let rate = detectable_rate_beyond(side, limit, people, ProportionMethod::Wilson, &aim).unwrap();
            let is_outside = |count: u64| {
                [ProportionMethod::Wilson, ProportionMethod::ClopperPearson].iter().all(|method| {
                    let found = proportion(*method, Tally::of_counts(count, n), &aim.confidence).unwrap();
                    !found.contains(limit) && (Tally::of_counts(count, n).top < limit * people) == (side == Side::Below)
                })
            };
            let reported: f64 =
                (0..=n).filter(|count| is_outside(*count)).map(|count| ln_probability(count, n, rate).exp()).sum();
            assert!((reported - 0.8).abs() < 1e-9, "{n} {limit} {side:?} {rate}: {reported}");
        }
    }
}

#[test]
fn no_number_of_people_helps_against_a_small_reference() {
    let reference = Group { rate: 0.1, people: 50.0 };
    assert_eq!(people_to_show_within(1.0, Limits { low: Some(0.8), high: None }, reference, &usual()), None);
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
    fn a_detectable_ratio_lies_beyond_the_limit_and_more_people_bring_it_nearer(
        reference in group(), ln in 1.0..20.0, limit in 0.5..1.0,
    ) {
        let people = f64::exp(ln);
        let at = |side, limit, people| detectable_ratio_beyond(side, limit, people, reference, &usual());
        let (few, many) = (at(Side::Below, limit, people), at(Side::Below, limit, 4.0 * people));
        prop_assert!(few.is_none_or(|r| (0.0..limit).contains(&r)), "{few:?}");
        prop_assert!(few.is_none_or(|few| many.is_some_and(|many| many >= few * (1.0 - 1e-9))), "{few:?} {many:?}");
        let above = at(Side::Above, 1.0 / limit, people);
        prop_assert!(above.is_none_or(|r| r > 1.0 / limit && r * reference.rate <= 1.0 + 1e-12), "{above:?}");
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
