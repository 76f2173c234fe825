//! Tests at a limit: against ratesci, against every table added up, and by what they promise.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use evenhand_metrics::{
    power::Side,
    significance::{Count, Supposed, TestId, beyond_limit, score_at, two_by_two},
    special::{binomial::ln_probability, normal},
    tally::{Pair, Tally},
    undefined::Undefined,
};
use std::ops::RangeInclusive;

fn pair((x1, n1): (u64, u64), (x2, n2): (u64, u64)) -> Pair {
    Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2))
}

fn below(supposed: Supposed, a: (u64, u64), b: (u64, u64)) -> f64 {
    beyond_limit(supposed, Side::Below, Count::new(a.0, a.1), Count::new(b.0, b.1)).unwrap()
}

/// The examples printed in the manual of ratesci (github.com/petelaud/ratesci, reference/scoreci), to their last digit.
#[test]
fn scores_of_differences_agree_with_ratesci() {
    let examples = [
        (pair((12, 16), (1, 16)), 3.896_952_0, 0.385_675_97, 0.877_883_9),
        (pair((19, 29), (22, 30)), -0.646_654_6, -0.311_899_39, 0.160_079_4),
        (pair((5, 56), (0, 29)), 1.739_213_1, -0.018_617_51, 0.186_718_0),
    ];
    for (pair, at_zero, low, high) in examples {
        let score = |gap| score_at(&[pair], Supposed::Difference(gap)).unwrap();
        assert!((score(0.0) - at_zero).abs() < 1e-7, "{pair:?}: {}", score(0.0));
        assert!((score(low) - 1.959_963_985).abs() < 2e-5, "{pair:?}: {}", score(low));
        assert!((score(high) + 1.959_963_985).abs() < 2e-5, "{pair:?}: {}", score(high));
    }
}

/// Hartung and Knapp's thirteen trials, weighted as Mantel and Haenszel do: the same manual.
#[test]
fn a_score_over_strata_agrees_with_ratesci() {
    let group = [15, 12, 29, 42, 14, 44, 14, 29, 10, 17, 38, 19, 21];
    let of = [16, 16, 34, 56, 22, 54, 17, 58, 14, 26, 44, 29, 38];
    let reference = [9, 1, 18, 31, 6, 17, 7, 23, 3, 6, 12, 22, 19];
    let of_reference = [16, 16, 34, 56, 22, 55, 15, 58, 15, 27, 45, 30, 38];
    let strata: Vec<Pair> = (0..13).map(|at| pair((group[at], of[at]), (reference[at], of_reference[at]))).collect();
    let score = |gap| score_at(&strata, Supposed::Difference(gap)).unwrap();
    assert!((score(0.0) - 9.199_783).abs() < 1e-6, "{}", score(0.0));
    assert!((score(0.245_522_8) - 1.959_963_985).abs() < 2e-5, "{}", score(0.245_522_8));
    assert!((score(0.370_330_4) + 1.959_963_985).abs() < 2e-5, "{}", score(0.370_330_4));
}

/// (1 + 4g(g+z))^½ - 1 over 2g, with rates fitted by halving and everything else as it stands in the paper.
#[test]
fn a_score_of_a_ratio_is_what_the_paper_says() {
    let strata: [((u32, u32), (u32, u32)); 3] = [((3, 20), (16, 80)), ((45, 250), (120, 400)), ((0, 7), (2, 9))];
    for ratio in [0.5, 0.8, 1.0, 1.25] {
        let (mut s, mut v, mut third) = (0.0, 0.0, 0.0);
        for ((x1, n1), (x2, n2)) in
            strata.map(|(a, b)| ((f64::from(a.0), f64::from(a.1)), (f64::from(b.0), f64::from(b.1))))
        {
            let slope = |p: f64| (x1 + x2) / p - ratio * (n1 - x1) / (1.0 - ratio * p) - (n2 - x2) / (1.0 - p);
            let (mut low, mut high) = (0.0, f64::min(1.0, 1.0 / ratio));
            for _ in 0..200 {
                let middle = 0.5 * (low + high);
                if slope(middle) > 0.0 { low = middle } else { high = middle }
            }
            let (p2, w) = (0.5 * (low + high), n1 * n2 / (n1 + n2));
            let p1 = ratio * p2;
            let (v1, v2) = (p1 * (1.0 - p1) / n1, p2 * (1.0 - p2) / n2);
            s += w * (x1 / n1 - ratio * x2 / n2);
            v += w * w * (v1 + ratio * ratio * v2) * (n1 + n2) / (n1 + n2 - 1.0);
            third += w.powi(3) * (v1 * (1.0 - 2.0 * p1) / n1 - ratio.powi(3) * v2 * (1.0 - 2.0 * p2) / n2);
        }
        let (z, g) = (s / v.sqrt(), third / (6.0 * v.powf(1.5)));
        let want = ((1.0 + 4.0 * g * (g + z)).sqrt() - 1.0) / (2.0 * g);
        let tallies = strata.map(|(a, b)| pair((a.0.into(), a.1.into()), (b.0.into(), b.1.into())));
        let got = score_at(&tallies, Supposed::Ratio(ratio)).unwrap();
        assert!((got - want).abs() < 1e-9, "{ratio}: {got} instead of {want}");
    }
}

/// At equality, with one stratum of equal groups, there is no skewness: the pooled z test with N-1.
#[test]
fn at_equality_of_equal_groups_the_score_is_the_pooled_z() {
    for (x1, x2) in [(3, 9), (40, 31), (0, 5)] {
        let z = two_by_two(TestId::ZPooled, Count::new(x1, 50), Count::new(x2, 50)).unwrap().statistic.unwrap();
        let want = z * (99.0_f64 / 100.0).sqrt();
        for supposed in [Supposed::Ratio(1.0), Supposed::Difference(0.0)] {
            let got = score_at(&[pair((x1, 50), (x2, 50))], supposed).unwrap();
            assert!((got - want).abs() < 1e-12, "{x1} {x2}: {got} instead of {want}");
        }
    }
}

const LIMITS: [Supposed; 6] = [
    Supposed::Ratio(0.5),
    Supposed::Ratio(0.8),
    Supposed::Ratio(1.0),
    Supposed::Ratio(1.25),
    Supposed::Difference(-0.1),
    Supposed::Difference(0.05),
];

fn first_of(supposed: Supposed, second: f64) -> f64 {
    match supposed {
        Supposed::Ratio(ratio) => ratio * second,
        Supposed::Difference(gap) => second + gap,
    }
}

/// The exact p-value by asking about every table, on a fine grid of all rates.
#[test]
fn exact_tails_agree_with_adding_up_every_table() {
    for supposed in LIMITS {
        for ((x1, n1), (x2, n2)) in [((0, 12), (9, 20)), ((2, 15), (14, 25)), ((1, 5), (30, 60)), ((4, 30), (9, 11))] {
            let seen = score_at(&[pair((x1, n1), (x2, n2))], supposed).unwrap();
            if seen >= -1.0 {
                continue;
            }
            let out: Vec<(u64, u64)> = (0..=n1)
                .flat_map(|k1| (0..=n2).map(move |k2| (k1, k2)))
                .filter(|(k1, k2)| score_at(&[pair((*k1, n1), (*k2, n2))], supposed).unwrap() <= seen + 1e-9)
                .collect();
            let at = |p2: f64| -> f64 {
                let p1 = first_of(supposed, p2);
                out.iter().map(|(k1, k2)| (ln_probability(*k1, n1, p1) + ln_probability(*k2, n2, p2)).exp()).sum()
            };
            // The rates that the counts leave possible: neither tail of either count is rarer than 1 in 4 10^10.
            let is_possible = |p2: f64| {
                let tail = |k: u64, n: u64, p: f64| -> [f64; 2] {
                    let sum = |ks: RangeInclusive<u64>| ks.map(|k| ln_probability(k, n, p).exp()).sum();
                    [sum(0..=k), sum(k..=n)]
                };
                let p1 = first_of(supposed, p2);
                let tails = [tail(x1, n1, p1), tail(x2, n2, p2)];
                (0.0..=1.0).contains(&p1) && tails.iter().flatten().all(|tail| *tail >= 2.5e-11)
            };
            let rates = (0..=4000).map(|step| f64::from(step) / 4000.0);
            let want = rates.filter(|p2| is_possible(*p2)).map(at).fold(0.0, f64::max);
            let got = below(supposed, (x1, n1), (x2, n2));
            assert!(
                (got - want).abs() < 2e-3 * want + 2e-10,
                "{supposed:?} {x1}/{n1} {x2}/{n2}: {got} instead of {want}"
            );
        }
    }
}

/// Every table added up in Python, on 4,000 rates.
#[test]
fn an_exact_tail_agrees_with_another_program() {
    let p = beyond_limit(Supposed::Ratio(1.0 / 0.99), Side::Above, Count::new(5, 12), Count::new(100, 1_000)).unwrap();
    assert!((p / 0.002_812_771_8 - 1.0).abs() < 1e-4, "{p}");
}

/// What it is there for: on the limit, whatever the rates, p is at most a in at most a of all audits.
#[test]
fn on_the_limit_small_groups_keep_every_level() {
    for supposed in LIMITS {
        for (n1, n2) in [(5, 40), (12, 12), (30, 9)] {
            let mut tables = Vec::new();
            for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
                tables.push((x1, x2, below(supposed, (x1, n1), (x2, n2))));
            }
            for step in 1..40 {
                let p2 = f64::from(step) / 40.0;
                let p1 = first_of(supposed, p2);
                if !(0.0..=1.0).contains(&p1) {
                    continue;
                }
                for level in [0.05, 0.025, 0.001, 1e-5] {
                    let found = tables.iter().filter(|(.., p)| *p <= level);
                    let size: f64 = found
                        .map(|(x1, x2, _)| (ln_probability(*x1, n1, p1) + ln_probability(*x2, n2, p2)).exp())
                        .sum();
                    assert!(size <= level * (1.0 + 1e-9), "{supposed:?} {n1} {n2} {p2}: {size} at {level}");
                }
            }
        }
    }
}

/// The tables further out are a staircase, which is how they are added up.
#[test]
fn the_score_rises_with_the_group_and_falls_with_the_reference() {
    for supposed in LIMITS {
        for (n1, n2) in [(1, 1), (3, 17), (11, 11), (25, 6)] {
            let score = |x1, x2| score_at(&[pair((x1, n1), (x2, n2))], supposed).unwrap();
            for (x1, x2) in (0..n1).flat_map(|x1| (0..n2).map(move |x2| (x1, x2))) {
                let here = score(x1, x2);
                // Nearer to the middle nothing exact is asked.
                if here <= -1.0 {
                    assert!(score(x1 + 1, x2) >= here - 1e-9, "{supposed:?} {x1}/{n1} {x2}/{n2}");
                    assert!(score(x1, x2 + 1) <= here + 1e-9, "{supposed:?} {x1}/{n1} {x2}/{n2}");
                }
            }
        }
    }
}

/// Before the exact tail hands over to the normal one, both say the same.
#[test]
fn where_hundreds_are_expected_the_exact_tail_is_nearly_the_normal_one() {
    for (a, b) in [((60, 1_000), (120, 1_000)), ((150, 2_000), (98, 800)), ((880, 1_000), (9_000, 10_000))] {
        for supposed in [Supposed::Ratio(1.0), Supposed::Ratio(0.98), Supposed::Difference(0.0)] {
            let z = score_at(&[pair(a, b)], supposed).unwrap();
            let (exact, by_normal) = (below(supposed, a, b), normal::below(z));
            assert!((exact / by_normal - 1.0).abs() < 0.15, "{a:?} {b:?} {supposed:?}: {exact} and {by_normal}");
        }
    }
}

#[test]
fn above_a_limit_is_below_it_from_the_other_side() {
    let (a, b) = (Count::new(3, 20), Count::new(16, 80));
    for (supposed, other) in
        [(Supposed::Ratio(0.8), Supposed::Ratio(1.25)), (Supposed::Difference(0.125), Supposed::Difference(-0.125))]
    {
        assert_eq!(beyond_limit(supposed, Side::Below, a, b), beyond_limit(other, Side::Above, b, a));
    }
}

#[test]
fn what_cannot_be_tested_says_why() {
    let (none, some) = (Count::new(0, 0), Count::new(3, 20));
    let at = |supposed, a, b| beyond_limit(supposed, Side::Below, a, b);
    assert_eq!(at(Supposed::Ratio(0.8), none, some), Err(Undefined::EmptyGroup));
    assert_eq!(at(Supposed::Ratio(0.8), some, none), Err(Undefined::ReferenceUndefined));
    for supposed in [Supposed::Ratio(0.0), Supposed::Ratio(f64::NAN), Supposed::Difference(1.0)] {
        assert_eq!(at(supposed, some, some), Err(Undefined::NoInterval));
    }
    assert_eq!(score_at(&[], Supposed::Ratio(0.8)), Err(Undefined::EmptyGroup));
    // Nobody selected anywhere speaks for no ratio and against none.
    assert_eq!(score_at(&[pair((0, 20), (0, 80))], Supposed::Ratio(0.8)), Ok(0.0));
    // Nobody of a thousand against nearly everybody: as sure as it gets.
    assert!(below(Supposed::Ratio(0.8), (0, 1_000), (900, 900)) <= 1e-9);
}

/// Large counts answer at once, and small groups against large ones too.
#[test]
fn sizes_up_to_a_billion_have_an_answer() {
    for (a, b) in [
        ((1, 5), (600_000_000, 1_000_000_000)),
        ((3, 400), (2_000, 100_000)),
        ((100_000_000, 1_000_000_000), (200_000_000, 1_000_000_000)),
        ((0, 1_000_000_000), (5, 1_000_000_000)),
    ] {
        let p = below(Supposed::Ratio(0.8), a, b);
        assert!((0.0..=1.0).contains(&p), "{a:?} {b:?}: {p}");
    }
    // Where hardly anybody is selected, only the numbers selected tell.
    let few = |n| below(Supposed::Ratio(1.0), (0, n), (5, n));
    assert!((few(1_000_000_000) / few(10_000) - 1.0).abs() < 1e-2, "{} {}", few(1_000_000_000), few(10_000));
}
