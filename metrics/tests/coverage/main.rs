//! How far the intervals keep their word: the page docs/coverage.md, and what it promises of the default methods. The page
//! is made of all cases; a run makes the quick ones again and takes the others from the page.
#![expect(clippy::unwrap_used, clippy::format_push_string, reason = "helpers of tests fail by panicking")]

mod alike;
mod areas;
mod dependent;
mod detectable;
mod exact;
mod family;
mod limit;
mod looks;
mod many;
mod page;
mod repeated;
mod unlucky;
mod values;
mod weighted;
mod weighted_strata;

use evenhand_metrics::{
    family::Correction,
    interval::{Confidence, DifferenceMethod, RatioMethod, difference, ratio},
    power::Side,
    significance::{Count, Supposed, beyond_limit},
    special::binomial::ln_probability,
    tally::Tally,
};
use exact::{Method, World};
use family::{COLUMNS, Equal, Sizes};
use limit::On;
use page::Page;
use repeated::{Alike, Lying, Standing};
use std::sync::LazyLock;

const REFRESH: &str = "BLESS=1 cargo test -p evenhand-metrics --test coverage";

#[expect(clippy::disallowed_methods, reason = "whether the page is to be written, not what stands on it")]
static BLESS: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("BLESS").ok());
static PAGE: LazyLock<Page> = LazyLock::new(|| {
    let quick = BLESS.as_deref() == Some("quick");
    Page::current(BLESS.is_some() && !quick, quick)
});

#[test]
fn the_page_of_coverage_is_current() {
    if BLESS.is_some() {
        PAGE.write().unwrap();
    }
    assert!(PAGE.is_current(), "docs/coverage.md does not show what the intervals do. Refresh it: {REFRESH}");
}

#[test]
fn summing_by_ranges_agrees_with_asking_about_every_table() {
    for method in Method::all() {
        for (n1, n2, p1, p2) in [(12, 9, 0.08, 0.1), (10, 40, 0.5, 0.5), (35, 14, 0.04, 0.05), (60, 60, 0.016, 0.02)] {
            let world = World { n1, n2, p1, p2 };
            let (quick, slow) = (world.coverage(method), world.coverage_by_brute_force(method));
            assert!((quick - slow).abs() < 1e-12, "{:?} {world:?}: {quick} instead of {slow}", method.names());
        }
    }
}

#[test]
fn default_methods_cover_93_to_97_percent_where_five_are_expected_and_94_on_average_elsewhere() {
    for method in Method::all().filter(|method| method.is_default()) {
        let (enough, few) = PAGE.coverage(method);
        assert!(enough.len() > 200 && few.len() > 50);
        assert!(enough.iter().all(|case| (93.0..=97.0).contains(case)), "{:?}", method.names());
        assert!(page::mean(&few) >= 94.0, "{:?}: {}", method.names(), page::mean(&few));
        assert!(few.iter().all(|case| *case >= 91.5), "{:?}", method.names());
    }
}

#[test]
fn what_the_page_says_of_the_other_methods_holds() {
    let is = |case: &f64| (93.0..=97.0).contains(case);
    for method in [Method::Ratio(RatioMethod::Koopman), Method::Difference(DifferenceMethod::Newcombe)] {
        let (enough, few) = PAGE.coverage(method);
        assert!(enough.iter().all(is) && page::mean(&few) >= 94.0, "{:?}", method.names());
    }
    let (enough, few) = PAGE.coverage(Method::Ratio(RatioMethod::Katz));
    assert!(enough.iter().any(|case| *case > 97.0) && few.iter().any(|case| *case < 91.0));
}

#[test]
fn families_find_something_in_one_equal_world_of_twenty_at_most() {
    let rows = PAGE.families();
    assert_eq!(rows.len(), 60);
    for (world, errors) in rows {
        assert_eq!(errors.len(), COLUMNS.len());
        assert!(errors.iter().all(|error| *error <= 5.0), "{world:?}: {errors:?}");
    }
}

#[test]
fn many_even_campaigns_and_equal_lifts_are_left_alone() {
    for (world, found) in PAGE.lifted() {
        assert!(found.differs <= 6.0 && found.unequal <= 6.0, "{world:?}: {found:?}");
    }
    for (campaigns, [alone, adjusted, any]) in PAGE.even() {
        assert!(*any <= 10.0 && *adjusted <= 0.1, "{campaigns}: {adjusted} {any}");
        assert!(*campaigns < 200 || *alone > 5.0, "{campaigns}: {alone}");
    }
}

#[test]
fn a_group_at_the_limit_or_beyond_it_is_hardly_ever_called_within() {
    for (held, row) in PAGE.held() {
        assert_eq!(row.len(), page::HELD.len());
        for (ratio, within, outside) in row {
            assert!(ratio > 0.8 || within <= 2.5, "{held:?} {ratio}: {within}");
            // On the limit, 0.8, and anywhere nearer to equality.
            assert!(ratio < 0.8 || outside <= 2.5, "{held:?} {ratio}: {outside}");
            assert!(ratio > 0.7 || held.people < 50_000 || outside > 99.0, "{held:?}: {outside}");
        }
    }
}

#[test]
fn summing_by_ranges_agrees_with_judging_every_table() {
    for (n, p1, p2) in [(40, 0.3, 0.3), (150, 0.5, 0.45), (90, 0.2, 0.5)] {
        let (world, sure) = (World { n1: n, n2: n, p1, p2 }, Confidence::normal(0.95));
        let (mut within, mut outside) = (0.0, 0.0);
        for (x1, x2) in (0..=n).flat_map(|x1| (0..=n).map(move |x2| (x1, x2))) {
            let interval =
                ratio(RatioMethod::default(), Tally::of_counts(x1, n), Tally::of_counts(x2, n), &sure).unwrap();
            let probability = (ln_probability(x1, n, p1) + ln_probability(x2, n, p2)).exp();
            if interval.low.is_some_and(|low| low >= 0.8) && interval.high.is_some_and(|high| high <= 1.25) {
                within += probability;
            }
            let tested = |side, limit| {
                let p_value = beyond_limit(Supposed::Ratio(limit), side, Count::new(x1, n), Count::new(x2, n));
                p_value.is_ok_and(|p_value| p_value <= 0.025)
            };
            let below = interval.high.is_some_and(|high| high < 0.8) && tested(Side::Below, 0.8);
            let above = interval.low.is_some_and(|low| low > 1.25) && tested(Side::Above, 1.25);
            if below || above {
                outside += probability;
            }
        }
        let gate = world.gate();
        assert!(
            (gate.within - within).abs() < 1e-9 && (gate.outside - outside).abs() < 1e-9,
            "{gate:?} {within} {outside}"
        );
    }
}

#[test]
fn families_on_the_limit_find_something_in_one_world_of_twenty_at_most() {
    let rows = PAGE.on_the_limit();
    assert!(rows.len() > 100);
    for (world, errors) in &rows {
        let [_, now] = errors[..] else { panic!("{world:?}: {errors:?}") };
        assert!(now <= 5.0, "{world:?}: {errors:?}");
    }
    // What the page says of before.
    let most = |kind: On| {
        let of_kind = rows.iter().filter(|(world, _)| world.on == kind);
        of_kind.map(|(_, errors)| errors[0]).fold(0.0, f64::max)
    };
    assert!([On::Ratio, On::Value, On::StrataRatio].into_iter().all(|kind| most(kind) > 7.0));
}

#[test]
fn families_of_what_has_no_tables_find_something_in_one_world_of_twenty_at_most() {
    let mut rows = 0;
    for (world, error) in PAGE.dependent() {
        let error = error.unwrap_or_else(|| panic!("{world:?} is not on the page"));
        // Of equality 5, and two standard errors of 4,000 worlds.
        let most = if (world.ratio - 1.0).abs() < 0.1 { 5.7 } else { 5.0 };
        assert!(error <= most, "{world:?}: {error}");
        rows += 1;
    }
    assert_eq!(rows, 84);
}

#[test]
fn a_detectable_gap_is_reported_8_times_in_10() {
    let rows = PAGE.detectable();
    assert_eq!(rows.len(), 48);
    for (world, found) in rows {
        let Some((ratio, reported)) = found else { continue };
        let most = if world.expected(ratio) >= 1.0 { 83.0 } else { 93.0 };
        assert!((79.0..=most).contains(&reported), "{world:?}: {ratio} {reported}");
    }
}

/// The figure of two groups is added up by ranges; by asking about every table it is the same.
#[test]
fn what_two_equal_groups_find_is_what_every_table_says() {
    let (n1, n2, p, sure) = (30, 45, 0.3, Confidence::normal(0.95));
    let mut told = 0.0;
    for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
        let (a, b) = (Count::new(x1, n1), Count::new(x2, n2));
        let interval = ratio(RatioMethod::default(), a.into(), b.into(), &sure).unwrap();
        let tested = |side| beyond_limit(Supposed::Ratio(1.0), side, a, b).is_ok_and(|p_value| p_value <= 0.025);
        if !interval.contains(1.0) && (tested(Side::Below) || tested(Side::Above)) {
            told += (ln_probability(x1, n1, p) + ln_probability(x2, n2, p)).exp();
        }
    }
    let found = World { n1, n2, p1: p, p2: p }.told_from_equal(&sure);
    assert!((found - told).abs() < 1e-9 && told <= 0.05, "{found} {told}");
}

/// Why the interval that decides is held against an exact test.
#[test]
fn a_score_interval_alone_finds_too_much_among_many_small_groups() {
    let small = Equal { groups: 14, sizes: Sizes::Each(100), rate: 0.02 };
    let (alone, confirmed) = (small.errors_by(0, false), small.errors(0));
    let rest = COLUMNS.iter().position(|(reference, _)| *reference == "rest").unwrap();
    assert!(alone[rest] > 0.08 && confirmed[rest] < 0.05, "{alone:?} {confirmed:?}");
}

#[test]
fn bonferroni_never_finds_more_than_sidak() {
    let pairs = (1..COLUMNS.len()).filter(|at| COLUMNS[at - 1] == (COLUMNS[*at].0, Correction::Sidak));
    let pairs: Vec<usize> = pairs.collect();
    assert_eq!(pairs, [1, 3, 7]);
    for (world, errors) in PAGE.families() {
        assert!(pairs.iter().all(|at| errors[*at] <= errors[at - 1]), "{world:?}: {errors:?}");
    }
}

/// Why the table of families needs to be made for one comparison only.
#[test]
fn the_default_interval_of_a_ratio_holds_1_where_that_of_the_difference_holds_0() {
    for (n1, n2) in [(1, 1), (4, 9), (20, 20), (30, 11)] {
        for (x1, x2) in (0..=n1).flat_map(|x1| (0..=n2).map(move |x2| (x1, x2))) {
            for level in [0.5, 0.95, 0.997] {
                let (a, b, sure) = (Tally::of_counts(x1, n1), Tally::of_counts(x2, n2), Confidence::normal(level));
                let by_ratio = ratio(RatioMethod::default(), a, b, &sure).unwrap().contains(1.0);
                let by_difference = difference(DifferenceMethod::default(), a, b, &sure).unwrap().contains(0.0);
                assert_eq!(by_ratio, by_difference, "{x1}/{n1} {x2}/{n2} at {level}");
            }
        }
    }
}

#[test]
fn intervals_of_repeated_people_cover_at_least_what_they_promise() {
    for (world, covered) in PAGE.repeated() {
        // Where hardly any world has an interval, what is left says nothing.
        if covered.without + covered.few > 50.0 {
            continue;
        }
        let both = [covered.ratio, covered.difference];
        assert!(both.iter().all(|share| *share >= 93.0), "{world:?}: {covered:?}");
        // Couples tell of a difference as far as one of them is selected without the other.
        let enough = match world.standing {
            Standing::Together => world.apart() >= 10.0,
            _ => covered.units * world.rate * world.ratio >= 5.0,
        };
        let most = match (world.standing, world.alike) {
            (Standing::Apart, Alike::All) => 97.0,
            (Standing::Apart, _) => 100.0,
            _ => 98.0,
        };
        assert!(!enough || both.iter().all(|share| *share <= most), "{world:?}: {covered:?}");
    }
}

#[test]
fn one_who_holds_a_third_of_the_rows_leaves_no_interval() {
    let worlds = PAGE.repeated().iter().filter(|(world, _)| world.lying == Lying::OneHoldsAThird);
    assert!(worlds.clone().count() == 8 && worlds.clone().all(|(_, covered)| covered.few > 99.0));
}

#[test]
fn many_folds_leave_little_to_the_seed_and_the_audit_knows_how_much() {
    for seeds in PAGE.seeds() {
        let expected = 100.0 / (2.0 * f64::from(seeds.folds)).sqrt();
        assert!((0.6..1.4).contains(&(seeds.spread / expected)), "{seeds:?}");
        assert!((0.8..1.1).contains(&(seeds.told / expected)), "{seeds:?}");
    }
}

#[test]
fn intervals_of_weights_hold_what_the_page_says_of_them() {
    for (world, [_, by_kish, value, ratio, difference, alone, both]) in weighted::TIED.iter() {
        assert!(
            [value, ratio, difference].iter().all(|held| **held >= 92.0),
            "{world:?}: {value} {ratio} {difference}"
        );
        let is_there = |none: f64| none < 5.0;
        assert!(!is_there(*alone) || *value <= 97.7, "{world:?}: {value}");
        assert!(!is_there(*both) || ratio.max(*difference) <= 97.7, "{world:?}: {ratio} {difference}");
        // Kish's factor errs to either side, as the rarer kind weighs more or less.
        let is_mild = world.weights == weighted::Weights::Spread(0.5) && world.rate < 0.5;
        assert!(world.factor >= 1.0 || !is_mild || *by_kish > 98.0, "{world:?}: {by_kish}");
    }
    for (world, [_, _, now]) in weighted::EVEN.iter() {
        // 5, and two standard errors of so many worlds.
        let error = 100.0 * (0.05 * 0.95 / f64::from(weighted::families(world.groups))).sqrt();
        assert!(*now <= 5.0 + 2.0 * error, "{world:?}: {now}");
    }
}

#[test]
fn one_design_effect_for_all_strata_holds_and_that_of_each_cell_does_not() {
    let rows = weighted_strata::ROWS.iter();
    for (world, [ratio, difference, ..]) in rows.clone() {
        assert!((91.6..=98.4).contains(ratio) && (91.6..=98.4).contains(difference), "{world:?}: {ratio} {difference}");
    }
    let less = |(_, [one, _, each, ..]): &&(_, weighted_strata::Missed)| each < one;
    assert!(rows.clone().filter(less).count() > 4);
}

#[test]
fn intervals_of_areas_cover_what_they_promise_whatever_the_shape_of_the_scores() {
    let (mut areas, mut gaps) = (Vec::new(), Vec::new());
    for (row, held) in &PAGE.areas.rows {
        let all = [Some(held.area), Some(held.gap), Some(held.everyone), held.tenth];
        // 93 to 97, and two standard errors of 1,000 worlds.
        assert!(all.iter().flatten().all(|share| *share >= 91.6), "{row:?}: {held:?}");
        if row.misplaced() >= 2.5 {
            assert!(all.iter().flatten().all(|share| *share <= 98.4), "{row:?}: {held:?}");
            areas.push(held.area);
            gaps.push(held.gap);
        }
    }
    for shares in [areas, gaps] {
        assert!(shares.len() > 40 && (95.0..=96.5).contains(&page::mean(&shares)), "{shares:?}");
    }
}

#[test]
fn intervals_of_revenue_hold_what_the_page_says_of_them() {
    for (world, [before, now, none]) in values::REVENUE.iter() {
        assert!(now.iter().all(|held| *held >= 93.0), "{world:?}: {now:?}");
        let is_there = none.iter().all(|none| *none < 10.0);
        assert!(!is_there || now.iter().all(|held| *held <= 98.5), "{world:?}: {now:?}");
        assert!(world.people > 1_000 || before[0] < 93.0, "{world:?}: {before:?}");
    }
    for (world, [_, difference, ratio]) in values::EVEN.iter() {
        assert!([difference, ratio].iter().all(|found| **found <= 5.0 + 2.0 * 1.4), "{world:?}: {difference} {ratio}");
    }
}

#[test]
fn families_of_areas_find_something_in_one_equal_world_of_twenty_at_most() {
    for (family, wrong) in &PAGE.areas.families {
        // 5, and two standard errors of 1,000 worlds, or of 350.
        let most = if family.groups == 40 { 7.3 } else { 6.4 };
        assert!(wrong.iter().all(|share| *share <= most), "{family:?}: {wrong:?}");
    }
}

#[test]
fn one_number_for_all_strata_is_doubted_in_one_campaign_of_twenty_at_most() {
    for (strata, said) in &PAGE.alike.0 {
        for share in [said.ratio, said.difference] {
            assert!(share <= 7.0, "{strata:?}: {said:?}");
        }
        // 5, and three standard errors of 1,000 worlds.
        assert!(said.campaign <= 7.0, "{strata:?}: {said:?}");
    }
    // Why the test of odds ratios does not do: it finds what is not asked.
    assert!(PAGE.alike.0.iter().any(|(_, said)| said.odds > 99.0));
}

#[test]
fn corrections_in_steps_hold_at_every_look() {
    for (steps, wrong) in looks::STEPS.iter() {
        assert!(wrong.first <= 5.0 && wrong.day <= 5.0, "{steps:?}: {wrong:?}");
        assert!(steps.correction != Correction::Holm || wrong.ever <= 5.0, "{steps:?}: {wrong:?}");
    }
}

#[test]
fn a_year_of_daily_looks_errs_as_seldom_as_one_look_is_allowed_to() {
    for (year, called) in &PAGE.looks.0 {
        if year.ratio >= 0.8 {
            assert!(called.outside <= 5.0 && called.within <= 2.5, "{year:?}: {called:?}");
            assert!(called.outside_once > 10.0, "{year:?}: {called:?}");
        } else {
            assert!(called.within <= 2.5, "{year:?}: {called:?}");
        }
    }
    assert!(PAGE.looks.0.iter().filter(|(year, called)| year.ratio < 0.8 && called.outside > 90.0).count() >= 3);
}

#[test]
fn a_gap_within_strata_of_means_or_of_areas_is_reported_8_times_in_10() {
    for (world, [_, now]) in unlucky::ROWS.iter() {
        let Some((gap, reported)) = now else { panic!("{world:?}") };
        assert!((76.1..=83.9).contains(reported), "{world:?}: {gap} {reported}");
    }
}
