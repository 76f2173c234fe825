//! What holds for every interval: on small worlds tried out whole, and on large ones tried out at random.

use evenhand_metrics::{
    interval::{
        Confidence, DifferenceMethod, Interval, ProportionMethod, RatioMethod, Shape, difference, proportion, ratio,
    },
    significance::{Count, TestId, two_by_two},
    tally::Tally,
    undefined::Undefined,
};
use proptest::{prelude::*, test_runner::RngSeed};

fn proportions() -> impl Iterator<Item = ProportionMethod> {
    ProportionMethod::ALL.into_iter().chain(ProportionMethod::VARIANTS)
}

fn differences() -> impl Iterator<Item = DifferenceMethod> {
    DifferenceMethod::ALL.into_iter().chain(DifferenceMethod::VARIANTS)
}

fn ratios() -> impl Iterator<Item = RatioMethod> {
    RatioMethod::ALL.into_iter().chain(RatioMethod::VARIANTS)
}

/// Ends are numbers in order, inside the range of the quantity, and there is an end wherever the shape says so.
fn assert_sound(interval: Interval, least: f64, most: f64, what: &str) {
    for end in [interval.low, interval.high].into_iter().flatten() {
        assert!((least..=most).contains(&end), "{what}: {interval:?}");
    }
    if let (Some(low), Some(high)) = (interval.low, interval.high) {
        assert!(low <= high, "{what}: {interval:?}");
    }
    let ends = (interval.low.is_some(), interval.high.is_some());
    let expected = match interval.shape {
        Shape::Bounded | Shape::Complement => (true, true),
        Shape::Unbounded => (true, false),
        Shape::WholeLine => (false, false),
    };
    assert_eq!(ends, expected, "{what}: {interval:?}");
}

/// Every k of n with n up to 3, and the same over a design effect of 2.5.
fn small_world() -> Vec<Tally> {
    let whole = (0..=3_u64).flat_map(|n| (0..=n).map(move |x| Tally::of_counts(x, n)));
    whole.flat_map(|tally| [tally, tally.over(2.5)]).collect()
}

#[test]
fn every_small_table_gets_an_interval_or_a_reason() {
    let world = small_world();
    for sure in [Confidence::normal(0.5), Confidence::normal(0.95), Confidence::student(0.999_999, 9.0)] {
        for a in &world {
            for method in proportions() {
                let got = proportion(method, *a, &sure);
                assert_eq!(got.is_err(), a.bottom <= 0.0, "{} {a:?}", method.id());
                let reach = if method == ProportionMethod::AgrestiCoullRaw { 1.0 } else { 0.0 };
                if let Ok(interval) = got {
                    assert_sound(interval, -reach, 1.0 + reach, method.id());
                }
            }
            for b in &world {
                let empty = a.bottom <= 0.0 || b.bottom <= 0.0;
                for method in differences() {
                    let got = difference(method, *a, *b, &sure);
                    assert_eq!(got.is_err(), empty, "{} {a:?} {b:?}", method.id());
                    if let Ok(interval) = got {
                        assert_sound(interval, -1.0, 1.0, method.id());
                    }
                }
                for method in ratios() {
                    let got = ratio(method, *a, *b, &sure);
                    let (none, none_there) = (a.top <= 0.0, b.top <= 0.0);
                    let refused = match method {
                        RatioMethod::Katz => empty || none || none_there,
                        RatioMethod::Fieller => empty || (none_there && !none),
                        _ => empty,
                    };
                    assert_eq!(got.is_err(), refused, "{} {a:?} {b:?}", method.id());
                    let least = if method == RatioMethod::Fieller { f64::MIN } else { 0.0 };
                    if let Ok(interval) = got {
                        assert_sound(interval, least, f64::MAX, method.id());
                    }
                }
            }
        }
    }
}

#[test]
fn an_empty_group_and_an_empty_reference_are_told_apart() {
    let (some, none, sure) = (Tally::of_counts(1, 2), Tally::of_counts(0, 0), Confidence::normal(0.95));
    let score = DifferenceMethod::MiettinenNurminen;
    assert_eq!(difference(score, none, some, &sure), Err(Undefined::EmptyGroup));
    assert_eq!(difference(score, some, none, &sure), Err(Undefined::ReferenceUndefined));
    let katz = |a, b| ratio(RatioMethod::Katz, a, b, &sure);
    assert_eq!(katz(some, Tally::of_counts(0, 2)), Err(Undefined::ReferenceZero));
    assert_eq!(katz(Tally::of_counts(0, 2), some), Err(Undefined::NoInterval));
}

#[test]
fn what_is_not_k_of_n_is_refused_not_computed() {
    let sure = Confidence::normal(0.95);
    for (top, bottom) in [(3.0, 2.0), (-1.0, 2.0), (f64::NAN, 2.0), (1.0, f64::NAN), (1.0, f64::INFINITY)] {
        let got = proportion(ProportionMethod::Wilson, Tally::new(top, bottom), &sure);
        assert_eq!(got, Err(Undefined::EmptyGroup), "{top} of {bottom}");
    }
}

#[test]
fn one_effective_person_rules_nothing_out() {
    let (a, b, sure) = (Tally::new(0.3, 0.5), Tally::new(0.1, 0.5), Confidence::normal(0.95));
    let gap = difference(DifferenceMethod::MiettinenNurminen, a, b, &sure).unwrap();
    assert_eq!((gap.low, gap.high), (Some(-1.0), Some(1.0)));
    let quotient = ratio(RatioMethod::MiettinenNurminen, a, b, &sure).unwrap();
    assert_eq!((quotient.low, quotient.high), (Some(0.0), None));
}

#[test]
fn a_method_is_found_by_its_own_id_only() {
    for method in ProportionMethod::ALL {
        assert_eq!(ProportionMethod::from_id(method.id()), Some(method));
    }
    for method in DifferenceMethod::ALL {
        assert_eq!(DifferenceMethod::from_id(method.id()), Some(method));
    }
    for method in RatioMethod::ALL {
        assert_eq!(RatioMethod::from_id(method.id()), Some(method));
    }
    assert_eq!(ProportionMethod::from_id("wald"), None);
    // Variants serve agreement with other tools; a configuration cannot name them.
    assert_eq!(RatioMethod::from_id("fieller"), None);
}

/// Sizes from one person to 10^9, every power of ten alike.
fn size() -> impl Strategy<Value = u64> {
    (0..=9_u32).prop_flat_map(|power| 1..=10_u64.pow(power))
}

/// Nobody, everybody and every rate between, rare ones as often as common ones.
fn count() -> impl Strategy<Value = Count> {
    size().prop_flat_map(|n| {
        let selected = prop_oneof![Just(0), Just(n), 0..=n, 0..=n.min(20), n.saturating_sub(20)..=n];
        selected.prop_map(move |x| Count::new(x, n))
    })
}

/// Counts, half of them divided by a design effect.
fn tally() -> impl Strategy<Value = Tally> {
    (count(), prop_oneof![Just(1.0), 1.0..20.0]).prop_map(|(count, deff)| Tally::from(count).over(deff))
}

fn level() -> impl Strategy<Value = f64> {
    prop_oneof![Just(0.95), 0.5..0.999_999]
}

/// Equal but for rounding, on the scale of the numbers compared.
fn near(a: f64, b: f64, scale: f64) -> bool {
    (a - b).abs() <= 1e-9 * scale
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn an_interval_holds_its_estimate(a in tally(), b in tally(), level in level()) {
        let sure = Confidence::normal(level);
        let (p1, p2) = (a.top / a.bottom, b.top / b.bottom);
        for method in proportions() {
            let interval = proportion(method, a, &sure).unwrap();
            // Jeffreys leaves out 0 of n and n of n; that is why its variant exists.
            let at_an_end = p1 <= 0.0 || p1 >= 1.0;
            let kept = method != ProportionMethod::Jeffreys || !at_an_end;
            let within = interval.low.unwrap() <= p1 * (1.0 + 1e-12) && p1 <= interval.high.unwrap() * (1.0 + 1e-12);
            // A prior count of one half outweighs fractions of a person.
            let own = a.top >= 1.0 && a.bottom - a.top >= 1.0;
            prop_assert!(within || !kept || !own, "{} {a:?} {interval:?}", method.id());
        }
        for method in differences() {
            let interval = difference(method, a, b, &sure).unwrap();
            prop_assert!(interval.contains(p1 - p2), "{} {a:?} {b:?} {interval:?}", method.id());
        }
        if p2 > 0.0 && p1 > 0.0 {
            for method in RatioMethod::ALL {
                let interval = ratio(method, a, b, &sure).unwrap();
                let estimate = p1 / p2;
                let within = interval.low.unwrap() <= estimate * (1.0 + 1e-12)
                    && interval.high.is_none_or(|high| estimate <= high * (1.0 + 1e-12));
                prop_assert!(within, "{} {a:?} {b:?} {interval:?}", method.id());
            }
        }
    }

    #[test]
    fn exchanging_the_groups_mirrors_differences_and_inverts_ratios(a in tally(), b in tally(), level in level()) {
        let sure = Confidence::normal(level);
        for method in differences() {
            let (one, other) = (difference(method, a, b, &sure).unwrap(), difference(method, b, a, &sure).unwrap());
            prop_assert_eq!((one.low, one.high), (other.high.map(|d| -d), other.low.map(|d| -d)));
        }
        for method in RatioMethod::ALL {
            let (Ok(one), Ok(other)) = (ratio(method, a, b, &sure), ratio(method, b, a, &sure)) else { continue };
            let inverse = other.high.map_or(0.0, f64::recip);
            prop_assert!(near(one.low.unwrap(), inverse, inverse), "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_other_outcome_gives_the_other_side(a in tally(), b in tally(), level in level()) {
        let sure = Confidence::normal(level);
        let other = |t: Tally| Tally::new(t.bottom - t.top, t.bottom);
        for method in proportions() {
            let (one, two) = (proportion(method, a, &sure).unwrap(), proportion(method, other(a), &sure).unwrap());
            prop_assert!(near(one.low.unwrap(), 1.0 - two.high.unwrap(), 1.0), "{} {one:?} {two:?}", method.id());
        }
        for method in differences() {
            let one = difference(method, a, b, &sure).unwrap();
            let two = difference(method, other(b), other(a), &sure).unwrap();
            prop_assert!(near(one.low.unwrap(), two.low.unwrap(), 1.0), "{} {one:?} {two:?}", method.id());
        }
    }

    #[test]
    fn more_confidence_is_never_narrower(a in tally(), b in tally(), levels in (level(), level())) {
        let (less, more) = (Confidence::normal(levels.0.min(levels.1)), Confidence::normal(levels.0.max(levels.1)));
        let wider = |narrow: Interval, wide: Interval| {
            let slack = 1e-11;
            wide.low.unwrap() <= narrow.low.unwrap() * (1.0 + slack) + slack
                && match (narrow.high, wide.high) {
                    (Some(narrow), Some(wide)) => narrow <= wide * (1.0 + slack) + slack,
                    (narrow, wide) => wide.is_none() && narrow.is_none(),
                }
        };
        // Agresti and Coull's centre moves with the level, so one of its ends may move inwards.
        let moving = [ProportionMethod::AgrestiCoull, ProportionMethod::AgrestiCoullRaw];
        for method in proportions().filter(|method| !moving.contains(method)) {
            let got = [&less, &more].map(|sure| proportion(method, a, sure).unwrap());
            prop_assert!(wider(got[0], got[1]), "{} {a:?} {got:?}", method.id());
        }
        for method in differences() {
            let got = [&less, &more].map(|sure| difference(method, a, b, sure).unwrap());
            prop_assert!(wider(got[0], got[1]), "{} {a:?} {b:?} {got:?}", method.id());
        }
        for method in RatioMethod::ALL {
            let got = [&less, &more].map(|sure| ratio(method, a, b, sure));
            if let [Ok(narrow), Ok(wide)] = got {
                prop_assert!(wider(narrow, wide), "{} {a:?} {b:?} {got:?}", method.id());
            }
        }
    }

    /// Koopman's interval at 1 and Mee's at 0 invert the same statistic as the pooled z test.
    #[test]
    fn equality_is_ruled_out_exactly_when_the_test_rejects(a in count(), b in count(), level in level()) {
        let Ok(tested) = two_by_two(TestId::ZPooled, a, b) else { return Ok(()) };
        let sure = Confidence::normal(level);
        let z = tested.statistic.unwrap().abs();
        prop_assume!((z - sure.critical()).abs() > 1e-5);
        let gap = difference(DifferenceMethod::Mee, a.into(), b.into(), &sure).unwrap();
        prop_assert_eq!(gap.contains(0.0), z < sure.critical(), "{:?} {:?} {:?} {}", a, b, gap, z);
        let quotient = ratio(RatioMethod::Koopman, a.into(), b.into(), &sure).unwrap();
        prop_assert_eq!(quotient.contains(1.0), z < sure.critical(), "{:?} {:?} {:?} {}", a, b, quotient, z);
    }

    #[test]
    fn everyone_lies_between_the_rest_and_equality(a in count(), b in count(), level in level()) {
        let rest = ratio(RatioMethod::Koopman, a.into(), b.into(), &Confidence::normal(level)).unwrap();
        let share = Tally::of_counts(a.bottom, a.bottom + b.bottom).rate().unwrap();
        let everyone = rest.ratio_to_everyone(share);
        prop_assert!(everyone.high.is_some_and(|high| high <= (1.0 / share) * (1.0 + 1e-12)));
        for (before, after) in [(rest.low, everyone.low), (rest.high, everyone.high)] {
            if let (Some(before), Some(after)) = (before, after) {
                let between = before.min(1.0) - 1e-12 <= after && after <= before.max(1.0) + 1e-12;
                prop_assert!(between, "{before} {after}");
            }
        }
    }
}

/// Mixed over a normal distribution of alternatives, the likelihood ratio of an estimate at an end of the interval is 1/α:
/// integrated here step by step, where the crate has the closed form.
#[test]
fn a_critical_value_for_every_look_is_where_the_mixture_reaches_what_ville_allows() {
    for level in [0.9, 0.95, 0.9927] {
        for people in [3.0, 100.0, 1_000.0, 250_000.0, 5_000_000.0] {
            let z = Confidence::at_every_look(level, people, 1_000.0).critical();
            let depth: f64 = -2.0 * (1.0_f64 - level).ln();
            // The spread of the alternatives, in standard errors of so many people.
            let spread = (people / 1_000.0 * (depth + (1.0 + depth).ln())).sqrt();
            let steps = 400_000_u32;
            let step = 24.0 / f64::from(steps);
            let mixed: f64 = (0..steps)
                .map(|at| {
                    let u = -12.0 + (f64::from(at) + 0.5) * step;
                    let theta = u * spread;
                    (theta * z - 0.5 * theta * theta - 0.5 * u * u).exp() * step
                })
                .sum::<f64>()
                / std::f64::consts::TAU.sqrt();
            assert!((mixed * (1.0 - level) - 1.0).abs() < 1e-6, "{level} {people}: {mixed}");
        }
    }
    // Narrowest, in standard errors, where it is tuned.
    let at = |people: f64| Confidence::at_every_look(0.95, people, 1_000.0).critical();
    assert!(at(1_000.0) < at(700.0) && at(1_000.0) < at(1_500.0));
    assert!(at(0.0).is_finite() && at(1e18).is_finite() && at(1e18) > at(1e15));
}
