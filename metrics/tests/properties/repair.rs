//! What holds for every repair of scores, and for every front.

#![expect(clippy::cast_precision_loss, reason = "numbers of people below 2^53")]

use evenhand_metrics::{
    draw::Source,
    fix::{
        front::front,
        repair::{Refusal, Scores, Target, repaired},
    },
    undefined::Undefined,
};

const TARGETS: [Target; 3] = [Target::Barycentre, Target::EqualMean, Target::Median];

/// Distinct scores in ascending order, each of one to four people.
fn scores(distinct: u32, shift: f64, source: &mut Source) -> Scores {
    let mut at = shift;
    let values = (0..distinct).map(|_| {
        at += 0.001 + source.share();
        at
    });
    let values = values.collect();
    let people = (0..distinct).map(|_| 1 + (0..3).filter(|_| source.share() < 0.3).count() as u64).collect();
    Scores { values, people }
}

#[test]
fn groups_of_one_person_a_score_and_one_size_become_the_same_at_full_strength() {
    let mut source = Source::new(1, 46);
    let groups: Vec<Scores> =
        [0.0, 3.0, -5.0].map(|shift| Scores { people: vec![1; 40], ..scores(40, shift, &mut source) }).to_vec();
    for target in TARGETS {
        let found = repaired(&groups, target, 1.0).unwrap();
        assert!(found.iter().all(|group| group == &found[0]));
        assert!(found[0].windows(2).all(|pair| pair[0] < pair[1]));
        let kept = repaired(&groups, target, 0.0).unwrap();
        assert!(kept.iter().zip(&groups).all(|(kept, group)| kept == &group.values));
    }
}

#[test]
fn order_is_kept_and_nobody_leaves_the_range_of_all_scores() {
    let mut source = Source::new(1, 47);
    for round in 0..60 {
        let sizes: Vec<u32> = (0..=round % 5).map(|group| 1 + (round * 7 + group * 13) % 31).collect();
        let groups: Vec<Scores> =
            sizes.iter().map(|distinct| scores(*distinct, source.share() * 9.0, &mut source.clone())).collect();
        let ends =
            |end: fn(f64, f64) -> f64| groups.iter().flat_map(|group| &group.values).copied().reduce(end).unwrap();
        let (low, high) = (ends(f64::min), ends(f64::max));
        for (target, strength) in TARGETS.iter().flat_map(|target| [0.3, 1.0].map(|strength| (*target, strength))) {
            for group in repaired(&groups, target, strength).unwrap() {
                assert!(group.windows(2).all(|pair| pair[0] <= pair[1]), "{target:?} {groups:?}");
                assert!(group.iter().all(|score| (low - 1e-9..=high + 1e-9).contains(score)), "{target:?} {groups:?}");
            }
        }
    }
}

#[test]
fn a_group_alone_keeps_its_scores() {
    let group = scores(50, 0.0, &mut Source::new(1, 48));
    for target in TARGETS {
        let found = repaired(std::slice::from_ref(&group), target, 1.0).unwrap();
        assert!(found[0].iter().zip(&group.values).all(|(found, score)| (found - score).abs() < 1e-12));
    }
}

#[test]
fn fifty_groups_of_four_thousand_scores_come_together() {
    let mut source = Source::new(1, 49);
    let groups: Vec<Scores> = (0..50_u32).map(|group| scores(4096, f64::from(group), &mut source)).collect();
    for target in TARGETS {
        let found = repaired(&groups, target, 1.0).unwrap();
        let mean = |values: &[f64], people: &[u64]| {
            let sum: f64 = values.iter().zip(people).map(|(value, n)| value * *n as f64).sum();
            sum / people.iter().sum::<u64>() as f64
        };
        let means: Vec<f64> = found.iter().zip(&groups).map(|(found, group)| mean(found, &group.people)).collect();
        let (low, high) = (means.iter().copied().reduce(f64::min), means.iter().copied().reduce(f64::max));
        assert!(high.unwrap() - low.unwrap() < 1e-3 * low.unwrap(), "{target:?}: {means:?}");
    }
}

#[test]
fn what_says_nothing_is_refused() {
    let group = |values: &[f64], people: &[u64]| Scores { values: values.to_vec(), people: people.to_vec() };
    let sound = group(&[1.0], &[1]);
    let refused = |other: Scores| repaired(&[sound.clone(), other], Target::Median, 1.0).unwrap_err();
    assert_eq!(refused(group(&[], &[])), Refusal::Undefined { group: 1, reason: Undefined::EmptyGroup });
    for broken in [
        group(&[1.0], &[]),
        group(&[2.0, 1.0], &[1, 1]),
        group(&[1.0, 1.0], &[1, 1]),
        group(&[1.0], &[0]),
        group(&[f64::INFINITY], &[1]),
    ] {
        assert_eq!(refused(broken), Refusal::Malformed { group: 1 });
    }
    for strength in [-0.1, 1.1, f64::NAN] {
        assert_eq!(repaired(std::slice::from_ref(&sound), Target::Median, strength), Err(Refusal::NoStrength));
    }
}

#[test]
fn a_front_is_every_small_set_of_points_that_nothing_beats() {
    // Every four points on a grid of three by three.
    let grid: Vec<(f64, f64)> = (0..9_u8).map(|at| (f64::from(at / 3), f64::from(at % 3))).collect();
    let beats = |a: &(f64, f64), b: &(f64, f64)| a.0 >= b.0 && a.1 >= b.1 && (a.0 > b.0 || a.1 > b.1);
    for code in 0..9_usize.pow(4) {
        let points: Vec<(f64, f64)> = (0..4).map(|at| grid[code / 9_usize.pow(at) % 9]).collect();
        let unbeaten = |at: &usize| {
            let point = &points[*at];
            points.iter().all(|other| !beats(other, point)) && !points[..*at].contains(point)
        };
        assert_eq!(front(&points, 30), (0..4).filter(unbeaten).collect::<Vec<_>>(), "{points:?}");
    }
}

#[test]
fn a_long_front_is_thinned_between_its_ends() {
    let points: Vec<(f64, f64)> = (0..=100_u8).map(|at| (f64::from(at), -f64::from(at))).collect();
    assert_eq!(front(&points, 5), [0, 25, 50, 75, 100]);
    assert_eq!(front(&points, 1), [100]);
    assert!(front(&points, 0).is_empty() && front(&[(f64::NAN, 1.0)], 3).is_empty());
}
