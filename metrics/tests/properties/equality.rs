//! Tests of equality on every small table, against enumeration in whole numbers, and their symmetries on large ones.

use evenhand_metrics::{
    significance::{Count, TestId, default_test, two_by_two},
    undefined::Undefined,
};
use proptest::{prelude::*, test_runner::RngSeed};

/// n over k.
fn ways(n: u64, k: u64) -> u64 {
    (0..k).fold(1, |product, i| product * (n - i) / (i + 1))
}

/// How many ways lead to each table with the same margins, in order of the first group's selected.
fn weights(a: Count, b: Count) -> impl Iterator<Item = (u64, u64)> {
    let selected = a.top + b.top;
    let fewest = selected.saturating_sub(b.bottom);
    (fewest..=a.bottom.min(selected)).map(move |k| (k, ways(a.bottom, k) * ways(b.bottom, selected - k)))
}

#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn share(weights: impl Iterator<Item = u64>, all: u64) -> f64 {
    weights.sum::<u64>() as f64 / all as f64
}

#[test]
fn fisher_agrees_with_enumeration_on_every_small_table() {
    for (n1, n2) in (1..=9).flat_map(|n1| (1..=9).map(move |n2| (n1, n2))) {
        for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
            let (a, b) = (Count::new(x1, n1), Count::new(x2, n2));
            let all = ways(n1 + n2, x1 + x2);
            let own = ways(n1, x1) * ways(n2, x2);
            let tables = || weights(a, b);
            let wanted = [
                (TestId::Fisher, share(tables().map(|t| t.1).filter(|w| *w <= own), all)),
                (TestId::FisherLess, share(tables().filter(|t| t.0 <= x1).map(|t| t.1), all)),
                (TestId::FisherGreater, share(tables().filter(|t| t.0 >= x1).map(|t| t.1), all)),
            ];
            for (test, want) in wanted {
                let got = two_by_two(test, a, b).unwrap().p_value;
                assert!((got - want).abs() < 1e-13, "{} {a:?} {b:?}: {got} instead of {want}", test.id());
            }
        }
    }
}

#[test]
fn every_small_table_is_tested_or_gets_its_reason() {
    for (n1, n2) in (0..=3).flat_map(|n1| (0..=3).map(move |n2| (n1, n2))) {
        for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
            let (a, b) = (Count::new(x1, n1), Count::new(x2, n2));
            let reason = match (n1, n2, x1 + x2) {
                (0, ..) => Some(Undefined::EmptyGroup),
                (_, 0, _) => Some(Undefined::ReferenceUndefined),
                (.., 0) => Some(Undefined::NobodySelected),
                (.., all) if all == n1 + n2 => Some(Undefined::EverybodySelected),
                _ => None,
            };
            for test in TestId::ALL {
                let always = matches!(test, TestId::Fisher | TestId::FisherLess | TestId::FisherGreater);
                match (two_by_two(test, a, b), reason) {
                    (Ok(got), None) => assert!((0.0..=1.0).contains(&got.p_value), "{} {a:?} {b:?}", test.id()),
                    (Ok(got), Some(_)) => assert!(always && got.p_value >= 1.0, "{} {a:?} {b:?}", test.id()),
                    (Err(got), reason) => assert_eq!(Some(got), reason, "{} {a:?} {b:?}", test.id()),
                }
            }
            assert_eq!(default_test(a, b).err(), reason);
        }
    }
}

/// A p-value is right when tables that surprising are that rare at every rate, and for Barnard's at some rate no rarer.
#[test]
#[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
fn unconditional_p_values_are_the_share_of_tables_as_surprising() {
    let (n1, n2) = (7, 5);
    let tables: Vec<(u64, u64)> = (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))).collect();
    let rates: Vec<f64> = (1..1000).map(|i| f64::from(i) / 1000.0).collect();
    let chance = |(x1, x2): (u64, u64), p: f64| {
        let selected = x1 + x2;
        (ways(n1, x1) * ways(n2, x2)) as f64 * p.powf(selected as f64) * (1.0 - p).powf((n1 + n2 - selected) as f64)
    };
    for test in [TestId::Boschloo, TestId::Barnard] {
        // Where nobody or everybody is selected nothing is surprising.
        let p_value =
            |(x1, x2)| two_by_two(test, Count::new(x1, n1), Count::new(x2, n2)).map_or(1.0, |tested| tested.p_value);
        let listed: Vec<f64> = tables.iter().map(|table| p_value(*table)).collect();
        for level in &listed {
            let rejected =
                |p| tables.iter().zip(&listed).filter(|(_, q)| **q <= level + 1e-9).map(move |(t, _)| chance(*t, p));
            let most = rates.iter().map(|p| rejected(*p).sum()).fold(0.0, f64::max);
            assert!(most <= level + 1e-9, "{}: {most} at {level}", test.id());
            assert!(test == TestId::Boschloo || most >= level - 1e-4, "{}: {most} at {level}", test.id());
        }
    }
}

#[test]
fn unconditional_tests_stop_at_their_size() {
    for test in [TestId::Boschloo, TestId::Barnard] {
        assert!(two_by_two(test, Count::new(90, 200), Count::new(30, 100)).is_ok());
        assert!(two_by_two(test, Count::new(1, 1), Count::new(30, 20_000)).is_ok());
        let beyond = two_by_two(test, Count::new(90, 200), Count::new(30, 101));
        assert_eq!(beyond, Err(Undefined::NoInterval), "{}", test.id());
    }
}

fn count() -> impl Strategy<Value = Count> {
    (0..=7_u32)
        .prop_flat_map(|power| 1..=10_u64.pow(power))
        .prop_flat_map(|n| prop_oneof![0..=n, 0..=n.min(20)].prop_map(move |x| Count::new(x, n)))
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 1000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default()
    })]

    #[test]
    fn exchanging_the_groups_exchanges_the_sides(a in count(), b in count()) {
        let p = |test, a, b| two_by_two(test, a, b).map(|t| t.p_value);
        let same = |one: Result<f64, Undefined>, other: Result<f64, Undefined>| match (one, other) {
            (Ok(one), Ok(other)) => (one - other).abs() <= 1e-10 * one.max(other),
            (one, other) => one.is_err() && other.is_err(),
        };
        for test in TestId::ALL {
            let mirror = match test {
                TestId::FisherLess => TestId::FisherGreater,
                TestId::FisherGreater => TestId::FisherLess,
                other => other,
            };
            prop_assert!(same(p(test, a, b), p(mirror, b, a)), "{} {a:?} {b:?}", test.id());
        }
    }

    #[test]
    fn the_two_sides_of_fisher_share_only_the_table_observed(a in count(), b in count()) {
        let p = |test| two_by_two(test, a, b).map(|t| t.p_value);
        let (Ok(less), Ok(greater), Ok(both)) = (p(TestId::FisherLess), p(TestId::FisherGreater), p(TestId::Fisher)) else {
            return Ok(());
        };
        prop_assert!(less + greater >= 1.0 - 1e-12);
        prop_assert!(both >= less.min(greater) - 1e-12, "{both} {less} {greater}");
        if let Ok(mid) = p(TestId::FisherMidp) {
            // Twice the half left out of mid-p is the probability of the table observed.
            prop_assert!((2.0 * (both - mid) - (less + greater - 1.0)).abs() < 1e-11, "{both} {mid} {less} {greater}");
        }
    }
}
