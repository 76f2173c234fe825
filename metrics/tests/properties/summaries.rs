//! Summaries of whole attributes, and what equality gives, against distributions worked out elsewhere.

use evenhand_metrics::{
    draw::Source,
    special::binomial::ln_probability,
    summary::{Against, EqualWorlds, Summary, UnderEquality, widest_gaps},
    tally::Tally,
    undefined::Undefined,
};

fn equal(summary: Summary, groups: &[Tally]) -> Result<UnderEquality, Undefined> {
    EqualWorlds::draw(groups, &mut Source::new(1, 5))?.under_equality(summary)
}

#[test]
fn a_summary_of_fewer_than_two_rates_is_no_summary() {
    let none: Result<f64, Undefined> = Err(Undefined::NoPositives);
    for summary in Summary::ALL {
        for rates in [&[][..], &[Ok(0.5)], &[none, Ok(0.5), none]] {
            assert_eq!(summary.of(rates), Err(Undefined::EmptyGroup), "{}", summary.id());
        }
        for groups in [&[][..], &[Tally::of_counts(1, 2)], &[Tally::of_counts(0, 0), Tally::of_counts(1, 2)]] {
            assert_eq!(equal(summary, groups), Err(Undefined::EmptyGroup), "{}", summary.id());
        }
        assert_eq!(Summary::from_id(summary.id()), Some(summary));
    }
}

#[test]
fn where_nobody_is_selected_the_gap_is_zero_and_the_ratio_has_no_value() {
    let nobody = [Tally::of_counts(0, 30), Tally::of_counts(0, 50)];
    assert_eq!(Summary::LargestDifference.of(&[Ok(0.0), Ok(0.0)]), Ok(0.0));
    assert_eq!(equal(Summary::LargestDifference, &nobody), Ok(UnderEquality { median: 0.0, p95: 0.0 }));
    assert_eq!(Summary::SmallestRatio.of(&[Ok(0.0), Ok(0.0)]), Err(Undefined::ReferenceZero));
    assert_eq!(equal(Summary::SmallestRatio, &nobody), Err(Undefined::ReferenceZero));
    let everybody = [Tally::of_counts(30, 30), Tally::of_counts(50, 50)];
    assert_eq!(equal(Summary::SmallestRatio, &everybody), Ok(UnderEquality { median: 1.0, p95: 1.0 }));
}

/// The range of k independent normals of one variance: median and 95 % point by the integral of its distribution
/// (mpmath); the latter are the studentized range's with infinite degrees of freedom.
#[test]
fn large_equal_groups_spread_like_the_range_of_normals() {
    for (k, median, p95) in [(2_u32, 0.953_9, 2.771_8), (5, 2.256_9, 3.857_7), (14, 3.356_2, 4.742_7)] {
        let groups = vec![Tally::of_counts(20_000, 100_000); k as usize];
        let error = (0.2 * 0.8 / 1e5_f64).sqrt();
        let gap = equal(Summary::LargestDifference, &groups).unwrap();
        assert!((gap.median / error / median - 1.0).abs() < 0.06, "{k}: {} instead of {median}", gap.median / error);
        assert!((gap.p95 / error / p95 - 1.0).abs() < 0.06, "{k}: {} instead of {p95}", gap.p95 / error);
        // So narrow a spread is the same on either scale: 1 - ratio is the gap over the rate.
        let ratio = equal(Summary::SmallestRatio, &groups).unwrap();
        assert!(((1.0 - ratio.median) * 0.2 / gap.median - 1.0).abs() < 0.03);
        assert!(((1.0 - ratio.p95) * 0.2 / gap.p95 - 1.0).abs() < 0.03);
    }
}

/// All worlds of two groups, with their probabilities, under the pooled rate.
fn worlds(n1: u32, n2: u32, p: f64) -> Vec<(f64, f64, f64)> {
    let of = |n: u32| (0..=n).map(move |k| (f64::from(k) / f64::from(n), ln_probability(k.into(), n.into(), p).exp()));
    of(n1).flat_map(|(a, pa)| of(n2).map(move |(b, pb)| (a.min(b), a.max(b), pa * pb))).collect()
}

#[test]
fn small_unequal_groups_spread_as_enumeration_says() {
    for (x1, n1, x2, n2) in [(3_u32, 20_u32, 16_u32, 80_u32), (1, 10, 2, 12), (40, 45, 7, 15), (1, 30, 0, 30)] {
        let p = f64::from(x1 + x2) / f64::from(n1 + n2);
        let groups = [(x1, n1), (x2, n2)].map(|(x, n)| Tally::of_counts(x.into(), n.into()));
        for summary in Summary::ALL {
            let got = equal(summary, &groups).unwrap();
            let (mut whole, mut within, mut below) = (0.0, [0.0; 2], [0.0; 2]);
            for (low, high, probability) in worlds(n1, n2, p) {
                // How far from equality; where the ratio has no value the world does not count.
                let (away, points) = match summary {
                    Summary::LargestDifference => (high - low, [got.median, got.p95]),
                    Summary::SmallestRatio if high > 0.0 => (1.0 - low / high, [1.0 - got.median, 1.0 - got.p95]),
                    Summary::SmallestRatio => continue,
                };
                whole += probability;
                for (at, point) in points.into_iter().enumerate() {
                    within[at] += if away <= point + 1e-12 { probability } else { 0.0 };
                    below[at] += if away < point - 1e-12 { probability } else { 0.0 };
                }
            }
            // Four standard errors of a share among 1,000 draws.
            for (at, (share, slack)) in [(0.5, 0.064), (0.95, 0.028)].into_iter().enumerate() {
                assert!(within[at] / whole >= share - slack, "{} {x1}/{n1} {x2}/{n2}", summary.id());
                assert!(below[at] / whole <= share + slack, "{} {x1}/{n1} {x2}/{n2}", summary.id());
            }
        }
    }
}

#[test]
fn a_design_effect_widens_what_equality_gives() {
    let groups = [Tally::of_counts(4_500, 25_000), Tally::of_counts(12_000, 40_000)];
    let plain = equal(Summary::LargestDifference, &groups).unwrap();
    let dependent = equal(Summary::LargestDifference, &groups.map(|group| group.over(4.0))).unwrap();
    // Four times fewer people, twice the spread.
    assert!((dependent.p95 / plain.p95 / 2.0 - 1.0).abs() < 0.1, "{plain:?} {dependent:?}");
}

fn quantile(mut values: Vec<f64>, share: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() * share / 100]
}

/// Two groups: every rule gives the gap between the two, or a known part of it.
#[test]
fn the_widest_gap_of_two_groups_is_their_difference_or_its_share_of_everybody() {
    let groups = [Tally::of_counts(20, 100), Tally::of_counts(60, 300)];
    let of = |against| widest_gaps(&groups, against, &mut Source::new(1, 5)).unwrap();
    let gaps = of(Against::Group(1));
    for against in [Against::Group(0), Against::Highest, Against::Rest] {
        let others = of(against);
        assert!(gaps.iter().zip(&others).all(|(a, b)| (a - b).abs() < 1e-12), "{against:?}");
    }
    // A quarter of the people are in the first group: it is three quarters of the gap away from everybody.
    assert!(gaps.iter().zip(of(Against::Everyone)).all(|(a, b)| (0.75 * a - b).abs() < 1e-12));
    // Half of the differences of two rates of 0.2 are within 0.6745 standard errors, 95 % within 1.96.
    let error = (0.2_f64 * 0.8 * (1.0 / 100.0 + 1.0 / 300.0)).sqrt();
    assert!((quantile(gaps.clone(), 50) / error / 0.6745 - 1.0).abs() < 0.08);
    assert!((quantile(gaps, 95) / error / 1.96 - 1.0).abs() < 0.06);
}

/// Nine groups against one of the same size: Dunnett's (1955, table 2a) two-sided 5 % point for nine comparisons and infinite
/// degrees of freedom is 2.69.
#[test]
fn the_widest_gap_from_a_control_is_dunnetts() {
    let groups = vec![Tally::of_counts(20_000, 100_000); 10];
    let gaps = widest_gaps(&groups, Against::Group(0), &mut Source::new(1, 6)).unwrap();
    let error = (2.0 * 0.2 * 0.8 / 1e5_f64).sqrt();
    assert!((quantile(gaps, 95) / error - 2.69).abs() < 0.12);
}

#[test]
fn there_is_no_widest_gap_of_one_group_or_from_nobody() {
    let groups = [Tally::of_counts(1, 2), Tally::of_counts(0, 0)];
    for against in [Against::Group(0), Against::Highest, Against::Rest, Against::Everyone] {
        assert_eq!(widest_gaps(&groups, against, &mut Source::new(1, 5)), Err(Undefined::EmptyGroup));
    }
    let three = [Tally::of_counts(1, 2), Tally::of_counts(0, 0), Tally::of_counts(1, 3)];
    assert_eq!(widest_gaps(&three, Against::Group(1), &mut Source::new(1, 5)), Err(Undefined::EmptyGroup));
}
