//! Strata and funnels small enough to be tried whole, and what the tests over strata do when there is nothing to find.

use evenhand_metrics::{
    decompose::{Funnel, funnel, kitagawa},
    draw::{Source, multinomial},
    interval::{Confidence, Interval, RatioMethod, Shape},
    significance::Tested,
    strata::{
        PooledRatio, Scale, association, common_difference, common_ratio, conditional_disparity, homogeneity,
        odds_ratio, rate_difference, rate_ratio, simpson_alarm,
    },
    tally::{Pair, Tally},
    undefined::Undefined,
};

fn stratum([a, b, c, d]: [u64; 4]) -> Pair {
    Pair::new(Tally::of_counts(a, a + b), Tally::of_counts(c, c + d))
}

/// All lists of `N` counts up to 2.
fn lists<const N: usize>() -> Vec<[u64; N]> {
    let mut all = vec![[0; N]];
    for place in 0..N {
        let with = |count| {
            move |mut list: [u64; N]| {
                list[place] = count;
                list
            }
        };
        all = (0..=2).flat_map(|count| all.iter().copied().map(with(count))).collect();
    }
    all
}

/// All pairs of strata with counts up to 2; the second may be empty, which leaves one.
fn worlds() -> impl Iterator<Item = [Pair; 2]> {
    let strata: Vec<Pair> = lists().into_iter().map(stratum).collect();
    strata.clone().into_iter().flat_map(move |one| strata.clone().into_iter().map(move |two| [one, two]))
}

fn sure() -> Confidence {
    Confidence::normal(0.95)
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * (1.0 + a.abs())
}

fn holds(interval: Result<Interval, Undefined>, value: f64) -> bool {
    interval.is_ok_and(|i| i.low.is_some_and(|low| low <= value) && i.high.is_none_or(|high| value <= high))
}

fn is_a_test(tested: Tested) -> bool {
    tested.statistic.is_some_and(f64::is_finite) && (0.0..=1.0).contains(&tested.p_value)
}

/// A pooled ratio and that of the groups exchanged.
fn mirrored(one: Result<PooledRatio, Undefined>, other: Result<PooledRatio, Undefined>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) if one.value > 0.0 && other.value > 0.0 => {
            let same_error = match (one.log_error, other.log_error) {
                (Ok(a), Ok(b)) => near(a, b) && holds(one.interval, one.value),
                (a, b) => a == b && one.interval.is_err(),
            };
            near(one.value * other.value, 1.0) && same_error
        }
        // 0 one way is x/0 the other.
        (Ok(zero), Err(Undefined::ReferenceZero)) | (Err(Undefined::ReferenceZero), Ok(zero)) => {
            zero.value <= 0.0 && zero.log_error == Err(Undefined::NoInterval) && zero.interval.is_err()
        }
        (Err(one), Err(other)) => one == other || one != Undefined::ReferenceZero,
        _ => false,
    }
}

#[test]
fn exchanging_the_groups_mirrors_every_pooled_estimate() {
    for world in worlds() {
        let other = world.map(Pair::exchanged);
        assert!(mirrored(odds_ratio(&world, &sure()), odds_ratio(&other, &sure())), "{world:?}");
        assert!(mirrored(rate_ratio(&world, &sure()), rate_ratio(&other, &sure())), "{world:?}");
        match (rate_difference(&world, &sure()), rate_difference(&other, &sure())) {
            (Ok(one), Ok(two)) => {
                assert!(near(one.value, -two.value) && near(one.sato, two.sato), "{world:?}");
                assert!((-1.0..=1.0).contains(&one.value) && one.greenland_robins.is_finite(), "{world:?}");
                assert_eq!(one.interval.is_ok(), one.sato > 0.0, "{world:?}");
                assert!(one.interval.is_err() || holds(one.interval, one.value), "{world:?}");
            }
            (one, two) => assert!(one.is_err() && two.is_err(), "{world:?}"),
        }
    }
}

#[test]
fn four_rows_for_every_person_halve_the_error_and_move_nothing() {
    for world in worlds() {
        let fewer = world.map(|pair| Pair::new(pair.group.over(4.0), pair.reference.over(4.0)));
        for pooled in [odds_ratio, rate_ratio] {
            match (pooled(&world, &sure()), pooled(&fewer, &sure())) {
                (Ok(one), Ok(other)) => {
                    assert!(near(one.value, other.value), "{world:?}");
                    match (one.log_error, other.log_error) {
                        (Ok(a), Ok(b)) => assert!(near(2.0 * a, b), "{world:?}"),
                        (a, b) => assert_eq!(a, b, "{world:?}"),
                    }
                }
                (one, other) => assert_eq!(one, other, "{world:?}"),
            }
        }
        for scale in [Scale::Difference, Scale::LogRatio] {
            match (simpson_alarm(&world, scale), simpson_alarm(&fewer, scale)) {
                (Ok(one), Ok(other)) => assert!(near(2.0 * one.standard_error, other.standard_error), "{world:?}"),
                (one, other) => assert_eq!(one, other, "{world:?}"),
            }
        }
    }
}

#[test]
fn berkeley_admissions_are_as_published() {
    // Bickel, Hammel and O'Connell (1975), women against men in departments A to F; figures by R and statsmodels.
    let berkeley = [
        [89, 19, 512, 313],
        [17, 8, 353, 207],
        [202, 391, 120, 205],
        [131, 244, 138, 279],
        [94, 299, 53, 138],
        [24, 317, 22, 351],
    ]
    .map(stratum);
    let close = |got: Option<f64>, want: f64| got.is_some_and(|got| (got - want).abs() < 1e-9);
    assert!(close(odds_ratio(&berkeley, &sure()).map(|r| r.value).ok(), 1.105_342_661_502_216_6));
    assert!(close(association(&berkeley).ok().and_then(|t| t.corrected.statistic), 1.426_946_228_586_694_3));
    assert!(close(homogeneity(&berkeley).ok().and_then(|h| h.breslow_day.statistic), 18.825_513_705_236_04));
}

#[test]
fn one_stratum_is_the_plain_comparison() {
    for [a, b, c, d] in lists() {
        let (n1, n2) = (a + b, c + d);
        let [x1, x2, m1, m2] = [a, c, n1, n2].map(|count| f64::from(u32::try_from(count).unwrap_or(0)));
        let alone = [stratum([a, b, c, d])];
        let ratio = rate_ratio(&alone, &sure()).map(|r| r.value);
        match (n1, n2, a, c) {
            (0, ..) => assert_eq!(ratio, Err(Undefined::EmptyGroup)),
            (_, 0, ..) => assert_eq!(ratio, Err(Undefined::ReferenceUndefined)),
            (_, _, 0, 0) => assert_eq!(ratio, Err(Undefined::NobodySelected)),
            (_, _, _, 0) => assert_eq!(ratio, Err(Undefined::ReferenceZero)),
            _ => assert!(ratio.is_ok_and(|r| near(r, x1 / m1 / (x2 / m2))), "{alone:?}"),
        }
        if n1 > 0 && n2 > 0 {
            assert!(rate_difference(&alone, &sure()).is_ok_and(|r| near(r.value, x1 / m1 - x2 / m2)), "{alone:?}");
        }
        // Nothing can be told apart from itself.
        assert!(simpson_alarm(&alone, Scale::Difference).is_err() && simpson_alarm(&alone, Scale::LogRatio).is_err());
        assert!(homogeneity(&alone).is_err(), "{alone:?}");
    }
}

#[test]
fn tests_over_strata_never_leave_their_range_and_forget_the_order() {
    for world in worlds() {
        let turned = [world[1], world[0]];
        match (association(&world), association(&turned)) {
            (Ok(one), Ok(two)) => {
                assert!(is_a_test(one.plain) && is_a_test(one.corrected), "{world:?}");
                assert!(near(one.plain.p_value, two.plain.p_value) && one.corrected.p_value >= one.plain.p_value);
            }
            (one, two) => assert_eq!(one.err(), two.err(), "{world:?}"),
        }
        if let Ok(alike) = homogeneity(&world) {
            assert!(is_a_test(alike.breslow_day) && is_a_test(alike.tarone) && alike.df == 1, "{world:?}");
        }
        for common in [common_ratio, common_difference] {
            // Four people more of each kind in every cell, so that most strata hold enough.
            let more = |pair: &Pair| {
                let with = |tally: Tally| Tally::new(tally.top + 4.0, tally.bottom + 8.0);
                Pair::new(with(pair.group), with(pair.reference))
            };
            let (larger, mirror) = (world.each_ref().map(more), turned.each_ref().map(more).map(Pair::exchanged));
            match (common(&larger), common(&mirror)) {
                (Ok(one), Ok(two)) => {
                    assert!(is_a_test(one.tested) && one.strata == 2, "{world:?}");
                    // The Mantel-Haenszel estimates of exchanged groups mirror, and so do the tests at them.
                    assert!((one.tested.p_value - two.tested.p_value).abs() < 1e-9, "{world:?}: {one:?} {two:?}");
                }
                (one, two) => assert_eq!(one.err(), two.err(), "{world:?}"),
            }
            if let Ok(found) = common(&world) {
                assert!(is_a_test(found.tested) && found.strata == 2, "{world:?}: {found:?}");
            }
        }
        for scale in [Scale::Difference, Scale::LogRatio] {
            let mirror = simpson_alarm(&world.map(Pair::exchanged), scale);
            if let Ok(alarm) = simpson_alarm(&world, scale) {
                assert!(is_a_test(alarm.test) && alarm.standard_error > 0.0, "{world:?}");
                assert!(mirror.is_ok_and(|m| near(m.everybody, -alarm.everybody) && near(m.within, -alarm.within)));
            }
        }
    }
}

#[test]
fn two_strata_that_are_alike_raise_no_alarm() {
    for cells in lists() {
        let twice = [stratum(cells), stratum(cells)];
        assert!(simpson_alarm(&twice, Scale::Difference).is_err(), "{cells:?}");
        assert!(simpson_alarm(&twice, Scale::LogRatio).is_err(), "{cells:?}");
    }
}

#[test]
fn disparities_of_a_group_and_of_the_rest_cancel() {
    for world in worlds() {
        let (one, other) = (conditional_disparity(&world), conditional_disparity(&world.map(Pair::exchanged)));
        for (one, other) in [(one.conditional, other.conditional), (one.unconditional, other.unconditional)] {
            match (one, other) {
                (Ok(one), Ok(other)) => assert!(near(one, -other) && one.abs() <= 1.0, "{world:?}"),
                (one, other) => assert_eq!(one.err(), other.err(), "{world:?}"),
            }
        }
        assert_eq!(one.dropped, other.dropped);
        assert!(one.dropped.is_err() || one.dropped.is_ok_and(|share| (share < 1.0) == one.conditional.is_ok()));
    }
}

#[test]
fn the_two_parts_of_a_gap_are_the_gap() {
    for world in worlds() {
        let found = kitagawa(&world);
        if let Ok(parts) = found.parts {
            assert!(near(parts.composition + parts.rate, parts.gap) && parts.gap.abs() <= 1.0, "{world:?}");
            let all_supported = found.unsupported_group == Ok(0.0) && found.unsupported_reference == Ok(0.0);
            assert!(!all_supported || found.gap.is_ok_and(|gap| near(gap, parts.gap)), "{world:?}");
        } else {
            assert!(found.unsupported_group != Ok(0.0) || found.unsupported_reference != Ok(0.0), "{world:?}");
        }
    }
}

fn through(group: &[u64], reference: &[u64]) -> Funnel {
    funnel(group, reference, RatioMethod::MiettinenNurminen, &sure())
}

#[test]
fn the_stages_of_every_funnel_add_up() {
    // Those where a stage grows are no funnels, and must be refused without falling over.
    for group in lists::<4>() {
        for reference in lists::<4>() {
            let found = through(&group, &reference);
            let numbers = found.stages.iter().flat_map(|s| [s.group, s.reference, s.ratio, s.log_part, s.share]);
            assert!(numbers.flatten().chain(found.log_gap).chain(found.ratio).all(f64::is_finite), "{found:?}");
            let is_funnel = |counts: &[u64]| counts.windows(2).all(|step| step[0] >= step[1]);
            if !is_funnel(&group) || !is_funnel(&reference) {
                assert!(found.stages.iter().any(|stage| stage.ratio.is_err()), "{group:?} {reference:?}");
                continue;
            }
            let parts: Result<f64, Undefined> = found.stages.iter().map(|stage| stage.log_part).sum();
            match (parts, found.log_gap) {
                (Ok(sum), Ok(gap)) => assert!(near(sum, gap), "{group:?} {reference:?}"),
                (sum, gap) => assert_eq!(sum.err().is_some(), gap.is_err(), "{group:?} {reference:?}"),
            }
            let shares: Result<f64, Undefined> = found.stages.iter().map(|stage| stage.share).sum();
            assert!(shares.is_err() || shares.is_ok_and(|sum| near(sum, 1.0)), "{group:?} {reference:?}");
            assert_eq!(shares.is_ok(), found.log_gap.is_ok_and(|gap| gap.abs() > 0.0), "{group:?} {reference:?}");
        }
    }
}

#[test]
fn a_share_of_a_gap_that_may_be_none_has_no_bounded_interval() {
    // 48 of 100 against 50 of 100 in all.
    let hazy = through(&[100, 60, 48], &[100, 60, 50]);
    assert!(hazy.stages.iter().all(|stage| stage.share_interval.is_ok_and(|i| i.shape != Shape::Bounded)));
    let clear = through(&[100_000, 40_000, 20_000], &[100_000, 80_000, 50_000]);
    // ln 0.5 of ln 0.4; the ends by Fieller on the two stages' ratio r, which are independent, as r/(1 + r).
    let first = clear.stages[0].share_interval.unwrap();
    assert!(clear.stages[0].share.is_ok_and(|share| near(share, 0.756_470_797_366_030_1)));
    assert!(first.low.is_some_and(|low| (low - 0.747_083_747_427_110_8).abs() < 1e-12), "{first:?}");
    assert!(first.high.is_some_and(|high| (high - 0.766_043_866_734_819_4).abs() < 1e-12), "{first:?}");
}

/// How often the alarm is raised at 5 % for audiences of 3000 with these cells in expectation.
#[expect(clippy::unwrap_used, reason = "there are shares")]
fn alarms(parts: &[[u32; 4]], scale: Scale, seed: u64) -> f64 {
    let mut source = Source::new(seed, 0);
    let shares: Vec<f64> = parts.as_flattened().iter().copied().map(f64::from).collect();
    let raised = (0..4000).filter(|_| {
        let drawn = multinomial(3000, &shares, &mut source).unwrap();
        let strata: Vec<Pair> = drawn.chunks(4).map(|c| stratum([c[0], c[1], c[2], c[3]])).collect();
        simpson_alarm(&strata, scale).is_ok_and(|alarm| alarm.test.p_value < 0.05)
    });
    f64::from(u32::try_from(raised.count()).unwrap_or(u32::MAX)) / 4000.0
}

#[test]
fn the_alarm_holds_its_level_when_the_strata_change_nothing() {
    for (scale, seed) in [(Scale::Difference, 1), (Scale::LogRatio, 2)] {
        // The same mix in both groups, a third as many of the reference; rates of 10, 30 and 60 %, ratios all different.
        let same_mix = [[90, 810, 60, 240], [90, 210, 20, 80], [180, 120, 30, 70]];
        let rate = alarms(&same_mix, scale, seed);
        assert!((0.035..0.065).contains(&rate), "same mix: {rate} of the alarms are false");
        // Different mixes; 20 and 30 % selected, in every stratum.
        let same_rates = [[180, 720, 30, 70], [60, 240, 90, 210], [20, 80, 210, 490]];
        let rate = alarms(&same_rates, scale, seed);
        assert!((0.035..0.065).contains(&rate), "same rates: {rate} of the alarms are false");
        // Neither mix nor rates differ: then two things would have to go wrong at once.
        let nothing = [[180, 720, 60, 240], [60, 240, 20, 80], [60, 240, 20, 80]];
        let rate = alarms(&nothing, scale, seed);
        assert!(rate < 0.05, "nothing at all: {rate} of the alarms are false");
    }
}

#[test]
fn the_alarm_is_raised_when_a_mix_passes_for_a_difference() {
    // 10 and 60 % for both groups, who apply in different places.
    let mix = [[90, 810, 30, 270], [180, 120, 540, 360]];
    assert!(alarms(&mix, Scale::Difference, 3) > 0.99);
    assert!(alarms(&mix, Scale::LogRatio, 4) > 0.99);
}
