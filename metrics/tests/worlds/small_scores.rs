//! Every table of up to two people of a kind on three scores, and all pairs of them: nothing is NaN, nothing panics, and
//! what pairs of people counted one by one would give is what the measures give.

use std::collections::BTreeMap;

use evenhand_metrics::catalog::{RATES, SCORES, ScoreFunction};
use evenhand_metrics::compare::ratio;
use evenhand_metrics::interval::{Confidence, Interval};
use evenhand_metrics::scores::{
    Scores,
    area::{area, cross_area},
    calibration::outcomes,
    distance::Shares,
    ece::{Bins, reliability},
    gap::{SmirnovKind, Spread, kolmogorov_smirnov, mean_gap, standardised_mean_difference, wasserstein},
    impact::{Category, TwoPerCent, impacts, median},
    threshold::{cell_at, cuts, roc},
    top::top_k,
};
use evenhand_metrics::undefined::Undefined;

const VALUES: [f64; 3] = [0.25, 0.5, 1.0];

/// The digits of a number in base 3: up to two people of each kind.
fn digits(number: u64, count: usize) -> Vec<u64> {
    (0..count).scan(number, |rest, _| Some(std::mem::replace(rest, *rest / 3) % 3)).collect()
}

#[expect(clippy::unwrap_used, reason = "the scores are finite")]
fn world(people: &[u64]) -> Scores {
    let at = |kind: usize, score: usize| people.get(3 * kind + score).copied().unwrap_or(0);
    Scores::of_counts((0..3).map(|score| (VALUES[score], at(0, score), at(1, score), at(2, score)))).unwrap()
}

/// Positives and negatives on three scores: 729 tables.
fn worlds() -> Vec<Scores> {
    (0..729).map(|number| world(&digits(number, 6))).collect()
}

/// Everybody one by one: score, and the outcome where it is known.
fn one_by_one(group: &Scores) -> Vec<(f64, Option<bool>)> {
    let kinds = |p: &evenhand_metrics::scores::Point| {
        [(p.positives, Some(true)), (p.negatives, Some(false)), (p.unknown, None)]
    };
    let all = group.points().iter().flat_map(|p| kinds(p).map(|(people, outcome)| (people, p.value, outcome)));
    all.flat_map(|(people, value, outcome)| (0..people).map(move |_| (value, outcome))).collect()
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-13
}

fn holds(interval: &Interval, value: f64) -> bool {
    let (Some(low), Some(high)) = (interval.low, interval.high) else { return false };
    low.is_finite() && high.is_finite() && low < high && low - 1e-12 <= value && value <= high + 1e-12
}

/// By every pair of a positive of `a` and a negative of `b`.
fn area_by_pairs(a: &Scores, b: &Scores) -> Option<f64> {
    let of = |group: &Scores, outcome: bool| -> Vec<f64> {
        one_by_one(group).into_iter().filter(|(_, own)| *own == Some(outcome)).map(|(value, _)| value).collect()
    };
    let (above, below) = (of(a, true), of(b, false));
    let won = |p: f64, n: f64| f64::from(p > n) + 0.5 * f64::from(p.total_cmp(&n).is_eq());
    let all: f64 = above.iter().flat_map(|p| below.iter().map(move |n| won(*p, *n))).sum();
    let pairs = count(above.len() * below.len());
    (pairs > 0.0).then(|| all / pairs)
}

#[test]
fn every_group_has_a_value_in_its_range_or_a_reason() {
    let (mut reasons, mut areas) = (BTreeMap::<Undefined, u32>::new(), (0, 0.0));
    for number in 0..19_683 {
        let group = world(&digits(number, 9));
        for measure in SCORES {
            if let Ok(value) = measure.value(&group, &group, &group) {
                assert!(value.is_finite() && measure.range.contains(value), "{} of {group:?}: {value}", measure.id);
            }
        }
        match area(&group) {
            Ok(area) => areas = (areas.0 + 1, areas.1 + area.value),
            Err(reason) => *reasons.entry(reason).or_default() += 1,
        }
    }
    // 26 of 27 ways hold positives, as many negatives, and every one of 27 ways to add people of unknown outcome.
    assert_eq!(areas.0, 26 * 26 * 27);
    // Exchanging the outcomes mirrors the area, so that it is one half on average.
    assert!((areas.1 - 0.5 * 26.0 * 26.0 * 27.0).abs() < 1e-9);
    let by_hand = [(Undefined::EmptyGroup, 1), (Undefined::OneClass, 2 * 26 * 27), (Undefined::NoOutcome, 26)];
    assert_eq!(reasons, BTreeMap::from(by_hand));
}

#[test]
fn areas_are_those_of_pairs_counted_one_by_one_and_intervals_have_width() {
    let sure = Confidence::normal(0.95);
    for group in worlds() {
        let got = area(&group).ok();
        match (got, area_by_pairs(&group, &group)) {
            (Some(got), Some(want)) => {
                assert!(near(got.value, want), "{group:?}");
                let interval = got.interval(1.0, &sure).unwrap();
                assert!(holds(&interval, got.value) && interval.low >= Some(0.0) && interval.high <= Some(1.0));
                let wider = got.interval(1.5, &sure).unwrap();
                assert!(wider.low <= interval.low && wider.high >= interval.high);
                assert_eq!(got.se.is_err(), got.positives < 2.0 || got.negatives < 2.0);
            }
            (None, None) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn calibration_holds_its_estimate_and_bins_hold_everybody() {
    let sure = Confidence::normal(0.95);
    for group in worlds().iter().skip(1) {
        let seen = outcomes(group).unwrap();
        let (ratio, gap) = (seen.observed_over_expected().unwrap(), seen.calibration_in_the_large());
        assert!(holds(&seen.ratio_interval(1.0, &sure).unwrap(), ratio));
        assert!(holds(&seen.large_interval(1.0, &sure).unwrap(), gap));
        for bins in [Bins::EqualWidth(0), Bins::EqualWidth(3), Bins::EqualMass(2), Bins::EqualMass(100)] {
            let diagram = reliability(group, bins).unwrap();
            assert!(near(diagram.people(), seen.people));
            let (ece, most) = (diagram.expected_error(), diagram.largest_error());
            // No way to bin can hide more than calibration in the large shows, nor exceed the worst bin.
            assert!(gap.abs() - 1e-13 <= ece && ece <= most + 1e-13 && most <= 1.0);
            match diagram.null(3, 19) {
                Ok(null) => {
                    assert!(0.0 <= null.median && null.median <= null.high && null.high <= 1.0);
                    assert!(0.05 <= null.p_value && null.p_value <= 1.0);
                }
                // Only scores of 1, which leave nothing to chance.
                Err(reason) => {
                    assert_eq!((reason, group.points()[0].value.to_bits()), (Undefined::ZeroVariance, 1f64.to_bits()));
                }
            }
        }
    }
}

/// The largest distance of the shares at or below any score.
fn smirnov_by_hand(a: &[f64], b: &[f64]) -> f64 {
    let below =
        |people: &[f64], x: f64| count(people.iter().filter(|value| **value <= x).count()) / count(people.len());
    VALUES.iter().map(|x| (below(a, *x) - below(b, *x)).abs()).fold(0.0, f64::max)
}

#[test]
fn every_pair_of_groups_differs_as_counting_one_by_one_says() {
    let worlds = worlds();
    let sure = Confidence::normal(0.95);
    let (mut crossed, mut same) = (0, 0);
    for a in worlds.iter().skip(1) {
        let rows: Vec<f64> = one_by_one(a).into_iter().map(|(value, _)| value).collect();
        for (place, b) in worlds.iter().enumerate().skip(1) {
            for measure in SCORES {
                if let ScoreFunction::Pair(of) = measure.of
                    && let Ok(value) = of(a, b)
                {
                    assert!(value.is_finite() && measure.range.contains(value), "{}: {a:?} {b:?}", measure.id);
                }
            }
            let (ks, moved) = (kolmogorov_smirnov(a, b).unwrap(), wasserstein(a, b).unwrap());
            assert!(near(moved.signed(), mean_gap(a, b).unwrap()));
            let p = ks.p_value.unwrap();
            assert!(p.kind == SmirnovKind::Exact && p.value > 0.0 && p.value <= 1.0);
            let shares = Shares::of_scores(a, b).unwrap();
            assert!(shares.total_variation() >= ks.distance - 1e-13);
            assert!(near(shares.largest_step(), ks.distance));
            let parted = shares.total_variation() > 0.0;
            assert_eq!((ks.distance > 0.0, moved.distance() > 0.0), (parted, parted));
            if !parted {
                same += 1;
                assert!(near(p.value, 1.0) && shares.jensen_shannon().abs() < 1e-16 && shares.hellinger() < 1e-16);
            }
            match (cross_area(a, b).ok(), cross_area(b, a).ok()) {
                (Some(there), Some(back)) => {
                    crossed += 1;
                    let gap = there.interval_minus(1.0, &back, 1.0, &sure).unwrap();
                    assert!(holds(&gap, there.value - back.value));
                }
                (there, back) => {
                    let known = |a: Option<_>, of: &Scores, other: &Scores| {
                        a.is_some() == (of.mass().positives > 0.0 && other.mass().negatives > 0.0)
                    };
                    assert!(known(there, a, b) && known(back, b, a));
                }
            }
            // One in seven of the pairs, one by one.
            if place % 7 == 0 {
                let others: Vec<f64> = one_by_one(b).into_iter().map(|(value, _)| value).collect();
                assert!(near(ks.distance, smirnov_by_hand(&rows, &others)));
                match (cross_area(a, b).ok(), area_by_pairs(a, b)) {
                    (Some(got), Some(want)) => assert!(near(got.value, want)),
                    (got, want) => assert_eq!((got, want), (None, None)),
                }
            }
        }
    }
    // Both groups need positives and negatives: 26 x 26 of the 728 tables.
    assert_eq!(crossed, 26_u32.pow(4));
    // Of the 728² pairs, those whose people at the three scores are proportional.
    assert_eq!(same, 9_892);
}

#[test]
fn scores_that_do_not_vary_have_no_standardised_difference() {
    // A tenth is no binary fraction: its mean must not wander off.
    let constant = |people| Scores::of_counts([(0.1, people, 0, 0)]).unwrap();
    for (a, b) in [(2, 3), (7, 11), (1000, 3)] {
        for spread in [Spread::Pooled, Spread::Average] {
            let got = standardised_mean_difference(&constant(a), &constant(b), spread);
            assert_eq!(got, Err(Undefined::ZeroVariance));
        }
        assert_eq!(mean_gap(&constant(a), &constant(b)), Ok(0.0));
    }
    let alone = standardised_mean_difference(&constant(1), &constant(3), Spread::Pooled);
    assert_eq!(alone, Err(Undefined::TooFew));
}

#[test]
fn a_smirnov_probability_is_the_share_of_all_ways_to_part_the_scores() {
    for (a, b) in [([1, 1, 0], [0, 1, 2]), ([2, 0, 2], [0, 2, 0]), ([0, 0, 2], [2, 2, 1]), ([1, 0, 0], [0, 2, 2])] {
        let (one, two) = (world(&a), world(&b));
        let rows: Vec<f64> = [&one, &two].iter().flat_map(|group| one_by_one(group)).map(|(value, _)| value).collect();
        let size = one_by_one(&one).len();
        let seen = kolmogorov_smirnov(&one, &two).unwrap();
        let (mut all, mut far) = (0, 0);
        for mask in 0_u32..1 << rows.len() {
            if mask.count_ones() as usize == size {
                let side = |own: bool| -> Vec<f64> {
                    (0..rows.len()).filter(|row| (mask >> row & 1 == 1) == own).map(|row| rows[row]).collect()
                };
                all += 1;
                far += usize::from(smirnov_by_hand(&side(true), &side(false)) >= seen.distance - 1e-12);
            }
        }
        assert!(near(seen.p_value.unwrap().value, count(far) / count(all)), "{a:?} {b:?}: {far} of {all}");
    }
}

#[test]
fn thresholds_part_everybody_and_the_curve_encloses_the_area() {
    for a in worlds() {
        for cut in cuts(&a, &world(&[0, 1, 0])) {
            assert_eq!(cut.a, cell_at(&a, cut.threshold));
            assert_eq!(cut.a.people(), a.people());
            for rate in RATES {
                let by_hand = |cell| rate.tally(cell).map(|tally| tally.top / tally.bottom);
                assert_eq!(cut.ratio(rate), ratio(by_hand(&cut.a), by_hand(&cut.b)));
            }
        }
        if let (Ok(curve), Ok(area)) = (roc(&a), area(&a)) {
            let point = |place: usize| (curve[place].false_positives.rate(), curve[place].true_positives.rate());
            let under = |place: usize| {
                let ((Some(x0), Some(y0)), (Some(x1), Some(y1))) = (point(place - 1), point(place)) else { panic!() };
                0.5 * (x1 - x0) * (y0 + y1)
            };
            assert!(near((1..curve.len()).map(under).sum(), area.value));
            assert_eq!((point(0), point(curve.len() - 1)), ((Some(0.0), Some(0.0)), (Some(1.0), Some(1.0))));
        } else {
            assert_eq!(roc(&a).err(), area(&a).err());
        }
    }
}

#[test]
fn the_top_k_is_the_mean_over_all_orders_of_people_who_tie() {
    let worlds: Vec<Scores> = (1..27).map(|number| world(&digits(number, 3))).collect();
    for (a, b) in worlds.iter().flat_map(|a| worlds.iter().map(move |b| (a, b))) {
        let other = world(&[1, 0, 1]);
        let everybody = a.merge(b).merge(&other);
        // Score, group: the highest first.
        let mut rows: Vec<(f64, usize)> = Vec::new();
        for (place, group) in [a, b, &other].into_iter().enumerate() {
            rows.extend(one_by_one(group).into_iter().map(|(value, _)| (value, place)));
        }
        rows.sort_by(|a, b| b.0.total_cmp(&a.0));
        for k in 1..=rows.len() {
            let top = top_k(a, b, &everybody, k as u64, 0.0).unwrap();
            let cut = rows[k - 1].0;
            assert_eq!(top.threshold.to_bits(), cut.to_bits());
            let tied: Vec<usize> =
                rows.iter().filter(|row| row.0.to_bits() == cut.to_bits()).map(|row| row.1).collect();
            let above = |group: usize| count(rows.iter().filter(|row| row.0 > cut && row.1 == group).count());
            let places = k - rows.iter().filter(|row| row.0 > cut).count();
            let (sizes, mut sums, mut orders) =
                ((count(one_by_one(a).len()), count(one_by_one(b).len())), (0.0, 0.0), 0.0);
            let (mut low, mut high, mut undefined) = (f64::INFINITY, f64::NEG_INFINITY, false);
            for mask in (0_u32..1 << tied.len()).filter(|mask| mask.count_ones() as usize == places) {
                let of =
                    |group: usize| count((0..tied.len()).filter(|i| mask >> i & 1 == 1 && tied[*i] == group).count());
                let (x, y) = (above(0) + of(0), above(1) + of(1));
                sums = (sums.0 + x, sums.1 + y);
                orders += 1.0;
                if y > 0.0 {
                    let r = x / sizes.0 / (y / sizes.1);
                    (low, high) = (low.min(r), high.max(r));
                } else {
                    undefined = true;
                }
            }
            assert!(near(top.a.top, sums.0 / orders) && near(top.b.top, sums.1 / orders), "{a:?} {b:?} {k}");
            let span = top.by_order_of_ties;
            assert_eq!(span.some_undefined, undefined);
            assert!(span.low.map_or(low.is_infinite(), |got| near(got, low)), "{span:?} {low}");
            // Where some order leaves the reference without anybody, ratios grow without end towards it.
            assert!(undefined || span.high.is_some_and(|got| near(got, high)));
            assert_eq!(top.nearby.low, top.ratio.ok());
            // Half of k up and down: the same as every number of people in between, one by one.
            let wide = top_k(a, b, &everybody, k as u64, 0.5).unwrap().nearby;
            let sizes = k.div_ceil(2).max(1)..=(k + k / 2).min(rows.len());
            let ratios: Vec<_> = sizes.map(|k| top_k(a, b, &everybody, k as u64, 0.0).unwrap().ratio).collect();
            let known = || ratios.iter().filter_map(|ratio| ratio.ok());
            assert_eq!(wide.some_undefined, ratios.iter().any(Result::is_err));
            assert!(near(wide.low.unwrap_or(f64::MAX), known().fold(f64::MAX, f64::min)), "{a:?} {b:?} {k}");
            assert!(near(wide.high.unwrap_or(0.0), known().fold(0.0, f64::max)), "{a:?} {b:?} {k}");
        }
    }
}

#[test]
fn half_of_everybody_at_most_is_above_the_median_and_the_highest_rate_is_one() {
    for group in worlds().iter().skip(1) {
        let median = median(group).unwrap();
        let rate = median.scoring_rate(group).unwrap();
        assert!(rate.top <= 0.5 * rate.bottom);
        let strictly = one_by_one(group).iter().filter(|(value, _)| *value > median.value).count();
        assert!(near(rate.top, count(strictly)));
    }
    let categories: Vec<Category> =
        (0..=3).flat_map(|people| (0..=people).map(move |selected| Category { selected, people })).collect();
    for (a, b) in categories.iter().flat_map(|a| categories.iter().map(move |b| (*a, *b))) {
        let table = impacts(&[a, b], 0, TwoPerCent::default());
        let ratios: Vec<f64> = table.categories.iter().filter_map(|category| category.ratio.ok()).collect();
        assert!(ratios.iter().all(|ratio| (0.0..=1.0).contains(ratio)));
        assert_eq!(ratios.iter().any(|ratio| near(*ratio, 1.0)), a.selected + b.selected > 0, "{a:?} {b:?}");
    }
}
