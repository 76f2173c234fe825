//! Repeated people, weights, values and holdouts, by hand and by simulation.

use evenhand_metrics::{
    catalog::{RATES, Rate},
    cell::{Cell, Weight},
    dependence::{Clustered, Folds, Sizes, clustered, delete_a_group, shared},
    draw::{Binomial, Source, multinomial},
    interval::{Confidence, DifferenceMethod, Mean, RatioMethod, Shape, ratio as rate_ratio},
    lift::lift,
    outcomes::Outcome,
    tally::{Pair, Tally},
    undefined::Undefined,
    value::{Skewed, ValueSums, difference, interval, mean},
};

fn selection() -> &'static Rate {
    RATES[0]
}

fn rows(selected: u64, rejected: u64) -> Cell {
    Cell::of_counts([0, 0, selected, 0, 0, rejected])
}

/// By turns two kinds of fold.
fn by_turns(folds: usize, even: &Cell, odd: &Cell) -> Folds {
    Folds::of_cells(&cells_by_turns(folds, even, odd))
}

fn cells_by_turns(folds: usize, even: &Cell, odd: &Cell) -> Vec<Cell> {
    (0..folds).map(|fold| if fold % 2 == 0 { even.clone() } else { odd.clone() }).collect()
}

/// The confidence of the difference of two segments.
fn confidence_of_two(level: f64, folds: [&Folds; 2], a: &Clustered, b: &Clustered) -> Confidence {
    shared(selection(), folds, [a, b]).difference.confidence(level)
}

#[test]
fn rows_that_do_not_vary_more_than_chance_keep_their_number() {
    // 32 folds of ten, by turns four and six selected: Var is 0.41 of what independent rows would give.
    let found = clustered(selection(), &[by_turns(32, &rows(4, 6), &rows(6, 4))])[0].unwrap();
    assert_eq!((found.tally, found.deff.to_bits()), (Tally::new(160.0, 320.0), 1.0_f64.to_bits()));
    // Folds of one size tell of no few that hold most rows: as many degrees of freedom as folds.
    assert_eq!((found.sizes.held, found.sizes.degrees.round()), (32, 31.0));
}

#[test]
fn writing_every_row_twice_adds_nobody() {
    let once = clustered(selection(), &[by_turns(20, &rows(1, 9), &rows(7, 3))])[0].unwrap();
    let twice = clustered(selection(), &[by_turns(20, &rows(2, 18), &rows(14, 6))])[0].unwrap();
    assert!(once.deff > 1.0 && (twice.deff - 2.0 * once.deff).abs() < 1e-12);
    assert!((twice.tally.bottom - once.tally.bottom).abs() < 1e-9);
}

#[test]
fn fewer_than_ten_folds_with_people_are_too_few() {
    let nine = by_turns(9, &rows(1, 9), &rows(7, 3));
    let ten = by_turns(10, &rows(1, 9), &rows(7, 3));
    // Empty folds do not help.
    let padded = [cells_by_turns(9, &rows(1, 9), &rows(7, 3)), vec![Cell::default(); 23]].concat();
    let padded = Folds::of_cells(&padded);
    let found = clustered(selection(), &[nine, padded, ten]);
    assert_eq!(found[..2], [Err(Undefined::TooFewUnits), Err(Undefined::TooFewUnits)]);
    assert_eq!(found[2].unwrap().sizes.held, 10);
}

#[test]
fn a_rate_of_zero_borrows_the_largest_design_effect_of_its_attribute() {
    let none = by_turns(32, &rows(0, 10), &rows(0, 10));
    let all = by_turns(32, &rows(10, 0), &rows(10, 0));
    let steep = by_turns(32, &rows(0, 10), &rows(10, 0));
    let flat = by_turns(32, &rows(4, 6), &rows(6, 4));
    let found = clustered(selection(), &[none.clone(), flat, steep.clone(), all.clone()]);
    let deff: Vec<f64> = found.iter().map(|segment| segment.unwrap().deff).collect();
    assert!(deff[0].to_bits() == deff[2].to_bits() && deff[3].to_bits() == deff[2].to_bits());
    assert!((deff[2] - 320.0 / 31.0).abs() < 1e-12 && deff[1].to_bits() == 1.0_f64.to_bits());
    // Nobody selected of 31 effective people: the interval of the ratio to the steep segment is wide, and has a width.
    let (zero, other) = (found[0].unwrap(), found[2].unwrap());
    let sure = confidence_of_two(0.95, [&none, &steep], &zero, &other);
    let wide = rate_ratio(RatioMethod::MiettinenNurminen, zero.tally, other.tally, &sure).unwrap();
    assert!(wide.low == Some(0.0) && wide.high.is_some_and(|high| high > 0.1));
    // With nothing to borrow from, nothing is said.
    assert_eq!(clustered(selection(), &[none, all]), [Err(Undefined::OneClass), Err(Undefined::OneClass)]);
    assert_eq!(clustered(selection(), &[Folds::new(32)]), [Err(Undefined::EmptyGroup)]);
}

#[test]
fn weights_in_other_units_give_the_same_people() {
    let fold = |selected: &[f64], rejected: &[f64], unit: f64| {
        let mut cell = Cell::default();
        for (weights, chosen) in [(selected, true), (rejected, false)] {
            for w in weights {
                cell.add_weighted(Outcome::of(chosen, None), 1, Weight::from_f64(w * unit).unwrap());
            }
        }
        cell
    };
    let segment = |unit| by_turns(12, &fold(&[1.0, 3.0], &[0.5, 0.5, 2.0], unit), &fold(&[1.0], &[4.0, 0.25], unit));
    let one = clustered(selection(), &[segment(1.0)])[0].unwrap();
    let other = clustered(selection(), &[segment(8.0)])[0].unwrap();
    assert!((one.deff - other.deff).abs() < 1e-9);
    // Σw 4 of 7 and 1 of 5.25, six times: 30 of 73.5, of 48 people.
    assert!((one.tally.rate().unwrap() - 30.0 / 73.5).abs() < 1e-12);
    assert!((one.tally.bottom * one.deff - 48.0).abs() < 1e-9);
    // Without a unit, the linearised variance: Σw 30 and 43.5 on the two sides, Σw² 6 x 11 and 6 x 20.5625.
    let alone = selection().weighted(segment(1.0).whole()).unwrap().unwrap();
    let parts = 43.5 * 66.0 / 30.0 + 30.0 * 123.375 / 43.5;
    assert!((alone.deff - 48.0 * parts / (73.5 * 73.5)).abs() < 1e-12);
}

#[test]
fn a_rate_of_zero_is_worth_no_more_people_than_its_weights_allow() {
    let heavy = |selected: bool| {
        let mut cell = Cell::default();
        for w in [1.0, 1.0, 1.0, 9.0] {
            cell.add_weighted(Outcome::of(selected, None), 1, Weight::from_f64(w).unwrap());
        }
        cell
    };
    // Nobody selected, one person with weights 1, 1, 1 and 9 in each of 12 among 1,000 folds: 48 rows are worth twelve. The
    // other segment varies less than chance, so it lends only 1.
    let mut few = Folds::new(1_000);
    (0..12).for_each(|fold| few.add(83 * fold, &heavy(false)));
    let found = clustered(selection(), &[few, by_turns(12, &rows(4, 6), &rows(6, 4))]);
    assert!((found[0].unwrap().deff - 4.0).abs() < 0.06, "{}", found[0].unwrap().deff);
    assert_eq!(found[1].unwrap().deff.to_bits(), 1.0_f64.to_bits());
}

/// 1,024 folds of a segment of people with five identical rows each, `rate` of them selected.
#[expect(clippy::unwrap_used, reason = "there are shares")]
fn repeated(source: &mut Source, people: u64, share: f64) -> Folds {
    let people = multinomial(people, &[1.0; 1_024], source).unwrap();
    let mut folds = Folds::new(1_024);
    for (fold, here) in (0..).zip(people) {
        let selected = Binomial::new(here, share).draw(source);
        folds.add(fold, &rows(5 * selected, 5 * (here - selected)));
    }
    folds
}

#[test]
fn intervals_of_repeated_people_cover_what_they_promise() {
    let mut source = Source::new(5, 0);
    let (mut covered, mut naive) = (0_u32, 0_u32);
    for _ in 0..2000 {
        let segments = [repeated(&mut source, 400, 0.24), repeated(&mut source, 900, 0.3)];
        let [a, b] = [0, 1].map(|at| clustered(selection(), &segments)[at].unwrap());
        let sure = confidence_of_two(0.95, [&segments[0], &segments[1]], &a, &b);
        let found = rate_ratio(RatioMethod::MiettinenNurminen, a.tally, b.tally, &sure).unwrap();
        covered += u32::from(found.contains(0.8));
        let rows = [a, b].map(|e| Tally::new(e.tally.top * e.deff, e.tally.bottom * e.deff));
        let z = Confidence::normal(0.95);
        naive += u32::from(rate_ratio(RatioMethod::MiettinenNurminen, rows[0], rows[1], &z).unwrap().contains(0.8));
    }
    let share = |hits: u32| f64::from(hits) / 2000.0;
    assert!((0.935..0.975).contains(&share(covered)), "{}", share(covered));
    assert!(share(naive) < 0.7, "rows counted as people: {}", share(naive));
}

#[test]
fn an_estimate_without_replicates_has_reasons() {
    let of = |groups: usize, without: fn(Option<usize>) -> Result<[f64; 1], Undefined>| delete_a_group(groups, without);
    assert_eq!(of(3, |_| Err(Undefined::EmptyGroup)), Err(Undefined::EmptyGroup));
    assert_eq!(of(1, |_| Ok([0.5])), Err(Undefined::TooFewUnits));
    // All of a group in one fold: without that fold it has no rate.
    let lonely = |without| if without == Some(1) { Err(Undefined::EmptyGroup) } else { Ok([0.5]) };
    assert_eq!(of(2, lonely), Err(Undefined::ReplicateUndefined));
    assert!(of(2, |_| Ok([0.5])).unwrap().covariance[0][0] <= 0.0);
}

fn sums(values: &[f64]) -> ValueSums {
    let people = u64::try_from(values.len()).unwrap_or(0);
    let count = |of: fn(&f64) -> bool| u64::try_from(values.iter().filter(|v| of(v)).count()).unwrap_or(0);
    let (nonzero, negative) = (count(|v| v.abs() > 0.0), count(|v| *v < 0.0));
    ValueSums { people, nonzero, negative, sum: values.iter().sum(), squares: values.iter().map(|v| v * v).sum() }
}

#[test]
fn values_of_nobody_of_one_and_of_equals_have_reasons() {
    let sure = Confidence::normal(0.95);
    assert_eq!(mean(sums(&[])), Err(Undefined::EmptyGroup));
    assert_eq!(mean(sums(&[3.0])), Err(Undefined::TooFew));
    let equal = mean(sums(&[0.1; 7])).unwrap();
    assert!(equal.variance <= 0.0);
    assert_eq!(interval(equal, &sure), Err(Undefined::ZeroVariance));
    let even = |mean| Skewed { mean, skewness: 0.0 };
    let (equal, zero) = (even(equal), even(Mean { value: 0.0, variance: 0.0 }));
    assert_eq!(equal.over(&equal, &sure), Err(Undefined::ZeroVariance));
    assert_eq!(equal.minus(&equal, &sure), Err(Undefined::ZeroVariance));
    assert_eq!(equal.over(&zero, &sure), Err(Undefined::ReferenceZero));
    assert_eq!(zero.over(&zero, &sure), Err(Undefined::ReferenceZero));
    // A mean that may be 0 is no scale: the set of ratios is everything outside two points.
    let hazy = even(mean(sums(&[-1.0, 2.0])).unwrap());
    let found = even(mean(sums(&[9.0, 10.0, 11.0])).unwrap()).over(&hazy, &sure);
    assert_eq!(found.map(|i| i.shape), Ok(Shape::Complement));
    // 2 ± z √(1/3 + 1/3), the two variances of the mean being 1/3 each.
    let apart = difference(mean(sums(&[3.0, 4.0, 5.0])).unwrap(), mean(sums(&[1.0, 2.0, 3.0])).unwrap());
    assert!(
        (interval(apart, &sure).unwrap().low.unwrap() - (2.0 - 1.959_963_984_540_054 * (2.0_f64 / 3.0).sqrt())).abs()
            < 1e-12
    );
}

#[test]
fn a_segment_s_share_of_the_effect_has_the_interval_of_the_two_effects_ratio() {
    let segment = |x1, n1, x2, n2| Pair::new(Tally::of_counts(x1, n1), Tally::of_counts(x2, n2));
    let segments = [segment(60, 1000, 40, 1000), segment(160, 2000, 20, 1000)];
    let found = lift(&segments, DifferenceMethod::MiettinenNurminen, &Confidence::normal(0.95))[0];
    // 20 ± √94.8 and 120 ± √225.6 people: Fieller on their ratio r, which are independent, as r/(1 + r).
    let ends = found.share_interval.unwrap();
    assert!((found.share.unwrap() - 1.0 / 7.0).abs() < 1e-12);
    assert!((ends.low.unwrap() - 0.007_570_846_201_724_167).abs() < 1e-12, "{ends:?}");
    assert!((ends.high.unwrap() - 0.257_637_236_400_403_76).abs() < 1e-12, "{ends:?}");
}

#[test]
fn every_small_holdout_gives_shares_of_one_or_a_reason() {
    let tallies: Vec<Tally> = (0..=2_u64).flat_map(|n| (0..=n).map(move |x| Tally::of_counts(x, n))).collect();
    let segments: Vec<Pair> = tallies.iter().flat_map(|a| tallies.iter().map(|b| Pair::new(*a, *b))).collect();
    for one in &segments {
        for other in &segments {
            let found = lift(&[*one, *other], DifferenceMethod::MiettinenNurminen, &Confidence::normal(0.95));
            for (segment, own) in [one, other].into_iter().zip(&found) {
                let both = segment.group.bottom > 0.0 && segment.reference.bottom > 0.0;
                assert_eq!((own.effect.is_ok(), own.interval.is_ok()), (both, both));
                assert!([own.effect, own.incremental, own.share].iter().flatten().all(|number| number.is_finite()));
                assert!(own.effect.is_err() || own.interval.is_ok_and(|i| i.contains(own.effect.unwrap())), "{own:?}");
            }
            if found.iter().any(|own| own.share.is_ok()) {
                let sum: f64 = found.iter().filter_map(|own| own.share.ok()).sum();
                assert!((sum - 1.0).abs() < 1e-12, "{found:?}");
            }
        }
    }
}

/// People with so many rows each, each in a fold of their own out of 4,096.
fn people(sizes: impl IntoIterator<Item = u64>, selected: impl Fn(usize) -> bool) -> Folds {
    let mut folds = Folds::new(4_096);
    for (at, size) in sizes.into_iter().enumerate() {
        let fold = u32::try_from(at * 37 % 4_096).unwrap_or(0);
        folds.add(fold, &if selected(at) { rows(size, 0) } else { rows(0, size) });
    }
    folds
}

#[test]
fn the_effective_number_of_people_is_told_from_folds_whatever_they_hold() {
    // One unit to a fold: (Σn)²/Σn² and (Σn²)²/Σn⁴, but for the share of a fold in 4,096.
    let sizes = (1..=60_u32).chain([400]);
    let (sum, squares, fourths) =
        sizes.clone().map(f64::from).fold((0.0, 0.0, 0.0), |(a, b, c), n| (a + n, b + n * n, c + n.powi(4)));
    let found = people(sizes.map(u64::from), |_| true).sizes(selection()).unwrap();
    assert!((found.units / (sum * sum / squares) - 1.0).abs() < 0.02, "{}", found.units);
    assert!((found.degrees / (squares * squares / fourths) - 1.0).abs() < 0.02, "{}", found.degrees);
    assert!((found.over_seeds - ((1.0 - fourths / squares / squares) / 8_192.0).sqrt()).abs() < 1e-4);
    // Thousands to a fold, of 1 to 9 rows, thrown by chance: 5²/(95/3) of 100,000 people.
    let mut source = Source::new(6, 0);
    let mut thrown = vec![0.0; 1_024];
    for unit in 0..100_000_u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1,023")]
        let at = (source.share() * 1_024.0) as usize;
        thrown[at] += f64::from(unit % 9 + 1);
    }
    let found = Sizes::of(1_024, thrown).unwrap();
    // A variance from 1,024 folds varies by √(2/1,024): 4.4 %.
    assert!((found.units / (100_000.0 * 25.0 * 3.0 / 95.0) - 1.0).abs() < 4.0 * 0.044, "{}", found.units);
    assert!(found.degrees > 400.0);
}

#[test]
fn few_who_hold_most_rows_have_a_reason_and_no_interval() {
    // 300 people with a row each, and one with 130: hardly more than one decides.
    let found = clustered(selection(), &[people([1; 300].into_iter().chain([130]), |at| at % 3 == 0)]);
    assert_eq!(found, [Err(Undefined::FewHoldMost)]);
    // Thirty with that many are enough.
    assert!(clustered(selection(), &[people([1; 300].into_iter().chain([130; 30]), |at| at % 3 == 0)])[0].is_ok());
}

#[test]
fn two_sides_of_couples_vary_as_their_discordant_pairs_do() {
    // 400 couples: 100 together, 30 on one side, 20 on the other. Var(difference) = (b + c - (b - c)²/n)/n/(n - 1).
    let one = people([1; 400], |at| at < 130);
    let other = people([1; 400], |at| at < 100 || (130..150).contains(&at));
    let found = clustered(selection(), &[one.clone(), other.clone()]);
    let [a, b] = [found[0].unwrap(), found[1].unwrap()];
    let joint = shared(selection(), [&one, &other], [&a, &b]);
    let plain = 130.0 * 270.0 / 400.0_f64.powi(3) + 120.0 * 280.0 / 400.0_f64.powi(3);
    let paired = (50.0 - 100.0 / 400.0) / 400.0 / 399.0;
    // One more couple of whom the sides tell apart, as far as they are correlated (0.63 of 1/n²), and n or n - 1.
    assert!(
        (joint.difference.factor * plain / paired - 1.0).abs() < 0.02,
        "{}",
        joint.difference.factor * plain / paired
    );
    // People who stand on one side only: nothing is shared, whatever chance makes of it.
    let mut apart = Folds::new(4_096);
    (0..400).for_each(|at| apart.add(1 + 10 * at, &if at % 4 == 0 { rows(1, 0) } else { rows(0, 1) }));
    let found = clustered(selection(), &[one.clone(), apart.clone()]);
    let joint = shared(selection(), [&one, &apart], [&found[0].unwrap(), &found[1].unwrap()]);
    assert_eq!(joint.difference.factor.to_bits(), 1.0_f64.to_bits());
    assert_eq!(joint.ratio.factor.to_bits(), 1.0_f64.to_bits());
    // Always decided alike: little variance, and some.
    let found = clustered(selection(), &[one.clone(), one.clone()]);
    let joint = shared(selection(), [&one, &one], [&found[0].unwrap(), &found[1].unwrap()]);
    assert!(joint.difference.factor > 0.0 && joint.difference.factor < 0.02, "{}", joint.difference.factor);
}

#[test]
fn what_is_left_of_folds_is_everybody_else() {
    let whole = people(1..=80, |at| at % 3 == 0);
    let part = people(1..=30, |at| at % 3 == 0);
    let mut rest = Folds::new(4_096);
    (30..80_u32).for_each(|at| {
        let size = u64::from(at) + 1;
        rest.add(at * 37 % 4_096, &if at % 3 == 0 { rows(size, 0) } else { rows(0, size) });
    });
    assert_eq!(whole.without(&part), rest);
    let mut both = rest;
    both.merge(&part);
    assert_eq!(both, whole);
}
