//! Measures of scores where small worlds do not reach: large groups, and the null of the calibration error against its exact
//! distribution.

use evenhand_metrics::interval::Confidence;
use evenhand_metrics::scores::{
    Grain, Point, Scores, ScoresError,
    area::area,
    ece::{Bins, DRAWS, Null, reliability},
    gap::{SmirnovKind, kolmogorov_smirnov},
    top::top_k,
};
use evenhand_metrics::undefined::Undefined;

fn near(a: f64, b: f64, part: f64) -> bool {
    (a - b).abs() <= part * b.abs()
}

#[expect(clippy::unwrap_used, reason = "the scores are finite")]
fn scores(points: impl IntoIterator<Item = (f64, u64, u64, u64)>) -> Scores {
    Scores::of_counts(points).unwrap()
}

#[expect(clippy::unwrap_used, reason = "the scores are probabilities that can vary")]
fn null(group: &Scores, seed: u64, draws: u32) -> Null {
    reliability(group, Bins::EqualWidth(10)).unwrap().null(seed, draws).unwrap()
}

/// Four people at 0.3 and three at 0.8: twenty outcomes, enumerated.
#[test]
fn the_null_of_a_small_group_is_its_exact_distribution() {
    let group = scores([(0.3, 3, 1, 0), (0.8, 1, 2, 0)]);
    let null = null(&group, 1, 99_999);
    assert!(near(null.mean, 0.193_611_428_571_428_66, 0.003), "{null:?}");
    assert!(near(null.median, 0.2, 1e-12) && near(null.high, 2.4 / 7.0, 1e-12), "{null:?}");
    // Observed (1.8 + 1.4) / 7, reached or passed with probability 0.02 exactly.
    assert!(near(null.p_value, 0.02, 0.08), "{null:?}");
}

/// From binomial probabilities summed in scipy 1.17.1.
#[test]
fn the_null_of_a_large_bin_is_that_of_its_binomial() {
    let even = null(&scores([(0.5, 5_000, 5_000, 0)]), 2, 49_999);
    assert!(near(even.mean, 0.003_989_323_069_691_077, 0.01), "{even:?}");
    assert!(near(even.median, 0.0034, 0.04) && near(even.high, 0.0098, 0.02), "{even:?}");
    let rare = null(&scores([(0.01, 1_000, 99_000, 0)]), 2, 49_999);
    assert!(near(rare.mean, 0.000_251_027_594_206_182_5, 0.01), "{rare:?}");
    assert!(near(rare.median, 0.000_21, 0.05) && near(rare.high, 0.000_62, 0.03), "{rare:?}");
    assert!((even.p_value - 1.0).abs() < 1e-12 && (rare.p_value - 1.0).abs() < 1e-12);
}

#[test]
fn the_same_seed_draws_the_same_null_and_rows_of_any_order_too() {
    let points = [(0.3, 3, 1, 0), (0.8, 1, 2, 0), (0.55, 9, 4, 2)];
    let (there, back) = (scores(points), scores(points.into_iter().rev()));
    let once = null(&there, 7, DRAWS);
    assert_eq!(once, null(&back, 7, DRAWS));
    assert_ne!(once.mean.to_bits(), null(&there, 8, DRAWS).mean.to_bits());
    assert_eq!((once.draws, once.seed), (DRAWS, 7));
}

#[test]
fn weights_leave_values_and_take_intervals_and_tests_away() {
    let point =
        |value, p, n| Point { mass: Point::of_counts(value, 2 * p, 2 * n, 0).mass, ..Point::of_counts(value, p, n, 0) };
    let twice = Scores::weighted([point(0.2, 1, 3), point(0.7, 4, 2)]).unwrap();
    let once = scores([(0.2, 1, 3, 0), (0.7, 4, 2, 0)]);
    let (weighted, plain) = (area(&twice).unwrap(), area(&once).unwrap());
    assert!(near(weighted.value, plain.value, 1e-15) && plain.se.is_ok());
    assert_eq!(weighted.se, Err(Undefined::NoInterval));
    assert_eq!(weighted.interval(1.0, &Confidence::normal(0.95)), Err(Undefined::NoInterval));
    assert_eq!(kolmogorov_smirnov(&twice, &once).unwrap().p_value, Err(Undefined::NoInterval));
    let diagram = reliability(&twice, Bins::EqualWidth(10)).unwrap();
    assert_eq!(diagram.null(1, 9), Err(Undefined::NoInterval));
}

#[expect(clippy::unreadable_literal, reason = "figures stand as they were printed")]
const KOLMOGOROV: [(u32, f64); 4] =
    [(25, 0.9976388252124905), (63, 0.2741848390103469), (95, 0.021941967759453226), (190, 2.8974409735441028e-8)];

/// Two thousand people each, no two with the same score: the limit, from scipy 1.17.1 (`special.kolmogorov`).
#[test]
fn smirnovs_limit_agrees_and_ties_make_it_an_upper_bound() {
    for (behind, want) in KOLMOGOROV {
        let people = |from: f64| scores((0..2_000).map(|place| (f64::from(place) + from, 0, 0, 1)));
        let ks = kolmogorov_smirnov(&people(0.0), &people(f64::from(behind) - 0.5)).unwrap();
        assert!(near(ks.distance, f64::from(behind) / 2_000.0, 1e-12));
        let p = ks.p_value.unwrap();
        assert!(near(p.value, want, 1e-9) && p.kind == SmirnovKind::Limit, "{behind}: {p:?}");
    }
    // A probability too small for a double is still none of 0.
    for (people, kind) in [(1_000, SmirnovKind::Exact), (1_000_000, SmirnovKind::UpperBound)] {
        let (low, high) = (scores([(0.0, 0, 0, people)]), scores([(1.0, 0, 0, people)]));
        let p = kolmogorov_smirnov(&low, &high).unwrap().p_value.unwrap();
        assert!(p.value > 0.0 && p.value < 1e-300 && p.kind == kind);
    }
    let coarse = |first| scores([(0.0, 0, 0, first), (1.0, 0, 0, 2_000)]);
    assert_eq!(
        kolmogorov_smirnov(&coarse(2_000), &coarse(2_100)).unwrap().p_value.unwrap().kind,
        SmirnovKind::UpperBound
    );
}

/// Nobody else has to be misplaced for the truth to be lower: the bound for an area of 1 holds for every distribution.
/// Exactly, where each of the positives is below all negatives with a probability of its own, and the number of negatives
/// does not matter.
#[test]
fn an_area_of_1_rules_out_what_would_give_one_in_fewer_than_one_world_of_forty() {
    let sure = Confidence::normal(0.95);
    for fewer in [1, 2, 10, 60, 2_000] {
        let group = scores([(0.0, 0, 3 * fewer, 0), (1.0, fewer, 0, 0)]);
        let interval = area(&group).unwrap().interval(1.0, &sure).unwrap();
        let end = interval.low.unwrap();
        #[expect(clippy::cast_precision_loss, reason = "2,000 people at most")]
        let chance = end.powf(fewer as f64);
        assert!(near(chance, 0.025, 1e-9) && interval.high == Some(1.0), "{fewer}: {interval:?}");
        let turned = scores([(1.0, 0, 3 * fewer, 0), (0.0, fewer, 0, 0)]);
        let turned = area(&turned).unwrap().interval(1.0, &sure).unwrap();
        assert!(near(turned.high.unwrap(), 1.0 - end, 1e-9) && turned.low == Some(0.0));
    }
    // All scores tied: an area of one half. With a share q of people who would not be tied, none is seen with a probability of
    // (1-q)^40 at least, and the area is q/2 off at most: 0.025^(1/40) = 0.911902697.
    let tied = area(&scores([(0.5, 40, 60, 0)])).unwrap();
    let interval = tied.interval(1.0, &sure).unwrap();
    assert!(tied.se == Ok(0.0) && near(interval.low.unwrap(), 0.455_951_348_560_598_8, 1e-12), "{interval:?}");
    assert!(near(interval.low.unwrap(), 1.0 - interval.high.unwrap(), 1e-12));
}

#[test]
fn a_billion_people_have_the_area_of_a_thousand_and_a_thousandth_of_the_error() {
    let group = |scale: u64| {
        scores((0..1024).map(|bin: u32| (f64::from(bin), u64::from(bin) * scale, u64::from(1023 - bin) * scale, 0)))
    };
    let (small, large) = (area(&group(1)).unwrap(), area(&group(1_000_000)).unwrap());
    assert!(near(large.value, small.value, 1e-14));
    assert!(near(large.se.unwrap() * 1000.0, small.se.unwrap(), 1e-5));
    let interval = large.interval(1.0, &Confidence::normal(0.95)).unwrap();
    let width = interval.high.unwrap() - interval.low.unwrap();
    assert!(width > 0.0 && width < 1e-4);
}

#[test]
fn what_is_no_score_is_refused() {
    for value in [f64::NAN, f64::INFINITY, -2_147_483_648.0] {
        assert_eq!(Scores::of_counts([(value, 1, 0, 0)]), Err(ScoresError::ScoreOutOfRange));
    }
    let heavy = Point { mass: Point::of_counts(0.5, 1, 0, 0).mass, ..Point::of_counts(0.5, 1, 0, 0) };
    let mut light = heavy;
    light.mass.positives = -1.0;
    assert!(Scores::weighted([heavy]).is_ok());
    assert_eq!(Scores::weighted([light]), Err(ScoresError::WeightNotUsable));
    // Two zeros are one score, and a bin makes everything merged with it a bin.
    let zeros = scores([(0.0, 1, 0, 0), (-0.0, 0, 1, 0)]);
    assert_eq!(zeros.points().len(), 1);
    assert_eq!(zeros.merge(&zeros.clone().at_midpoints()).grain, Grain::Midpoints);
}

#[test]
fn a_k_of_nobody_or_beyond_everybody_is_answered() {
    let (a, b) = (scores([(0.2, 1, 0, 0)]), scores([(0.4, 2, 0, 0)]));
    let everybody = a.merge(&b);
    assert_eq!(top_k(&a, &b, &everybody, 0, 0.1), Err(Undefined::NobodySelected));
    assert_eq!(top_k(&a, &b, &everybody, 99, 0.0).unwrap().ratio, Ok(1.0));
    assert_eq!(top_k(&b, &a, &everybody, 1, f64::NAN).unwrap().ratio, Err(Undefined::ReferenceZero));
    assert_eq!(top_k(&a, &Scores::default(), &a, 1, 0.0), Err(Undefined::ReferenceUndefined));
}
