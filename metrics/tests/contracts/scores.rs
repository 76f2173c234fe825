//! What holds for every measure of scores, present and future.

use std::collections::BTreeSet;

use evenhand_metrics::catalog::{
    ExampleScores, Favours, Methods, SCORES, ScoreFunction, ScoreInterval, ScoreMeasure, Sides, Terms, example_scores,
    names, score_measure, score_names,
};
use evenhand_metrics::compare::{Comparison, difference, ratio};
use evenhand_metrics::interval::{Confidence, DifferenceMethod, ProportionMethod, RatioMethod};
use evenhand_metrics::scores::Scores;
use evenhand_metrics::undefined::Undefined;

fn example() -> ExampleScores {
    example_scores().unwrap_or_else(|_| unreachable!("the scores are finite"))
}

/// The value where everybody is these two groups.
fn value(measure: &ScoreMeasure, group: &Scores, reference: &Scores) -> Result<f64, Undefined> {
    measure.value(group, reference, &group.merge(reference))
}

#[test]
fn no_name_stands_for_two_things_in_either_list() {
    let mut seen: BTreeSet<&str> = names().collect();
    for name in score_names() {
        assert!(seen.insert(name), "{name} names two measures");
        let words: Vec<&str> = name.split('-').collect();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        assert!(words.iter().all(|word| !word.is_empty() && word.bytes().all(plain)), "{name} is not in kebab case");
    }
}

#[test]
fn a_measure_is_found_by_its_id_and_by_its_name_elsewhere() {
    assert_eq!(score_measure("cross-auc").map(|measure| measure.id), Some("cross-auc"));
    assert_eq!(score_measure("psi").map(|measure| measure.id), Some("population-stability-index"));
    assert!(score_measure("selection-rate").is_none());
}

#[test]
fn worked_values_are_those_made_by_hand_and_no_two_are_alike() {
    let ExampleScores { group, reference } = example();
    let mut seen: Vec<f64> = Vec::new();
    for measure in SCORES {
        let got = value(measure, &group, &reference).unwrap();
        assert!((got - measure.worked).abs() < 1e-15, "{}: {got} is not {}", measure.id, measure.worked);
        assert!(seen.iter().all(|other| (other - got).abs() > 1e-3), "{} is worth the same as another", measure.id);
        seen.push(got);
    }
}

#[test]
fn every_value_is_in_its_range_and_so_is_parity() {
    let ExampleScores { group, reference } = example();
    let far = Scores::of_counts([(0.9, 5, 1, 0), (1.0, 0, 2, 0)]).unwrap();
    for measure in SCORES {
        assert!(measure.parity.is_none_or(|parity| measure.range.contains(parity)), "{}", measure.id);
        for (a, b) in [(&group, &reference), (&reference, &group), (&group, &far), (&far, &group)] {
            let got = value(measure, a, b);
            assert!(got.is_ok_and(|got| measure.range.contains(got)) || got == Err(Undefined::ReferenceZero));
        }
    }
}

#[test]
fn nobody_has_no_value_and_the_reason_says_who_is_missing() {
    let ExampleScores { group, .. } = example();
    let (nobody, unscored) = (Scores::default(), Scores::default().with_unscored(3));
    for measure in SCORES {
        assert_eq!(measure.value(&nobody, &group, &group), Err(Undefined::EmptyGroup), "{}", measure.id);
        assert_eq!(measure.value(&unscored, &group, &group), Err(Undefined::NoScore), "{}", measure.id);
        if measure.of.is_comparison() {
            assert_eq!(measure.value(&group, &nobody, &group), Err(Undefined::ReferenceUndefined), "{}", measure.id);
        }
    }
}

#[test]
fn a_measure_without_what_it_needs_has_no_value() {
    let unknown = Scores::of_counts([(0.2, 0, 0, 3), (0.7, 0, 0, 4)]).unwrap();
    let no_probability = Scores::of_counts([(-0.2, 1, 1, 0), (0.7, 2, 2, 0)]).unwrap();
    for measure in SCORES {
        let got = measure.value(&unknown, &unknown, &unknown);
        assert_eq!(got == Err(Undefined::NoOutcome), measure.needs.outcome, "{}", measure.id);
        let got = measure.value(&no_probability, &no_probability, &no_probability);
        assert_eq!(got == Err(Undefined::NoScore), measure.needs.probability, "{}", measure.id);
    }
}

#[test]
fn a_group_against_itself_is_at_parity() {
    let ExampleScores { group, .. } = example();
    for measure in SCORES {
        let got = value(measure, &group, &group);
        match (measure.of, measure.parity) {
            // To the bit: a difference of nothing has no sign.
            (ScoreFunction::Pair(_), Some(parity)) => {
                assert_eq!(got.map(f64::to_bits), Ok(parity.to_bits()), "{}", measure.id);
            }
            (ScoreFunction::Pair(_), None) => assert_eq!(measure.id, "cross-auc"),
            // A value below zero has no ratio.
            _ if got.is_ok_and(|value| value < 0.0) => assert_eq!(difference(got, got), Ok(0.0), "{}", measure.id),
            _ => assert_eq!((difference(got, got), ratio(got, got)), (Ok(0.0), Ok(1.0)), "{}", measure.id),
        }
    }
}

#[test]
fn swapping_two_groups_turns_what_has_a_direction_and_leaves_what_has_none() {
    let ExampleScores { group, reference } = example();
    for measure in SCORES.iter().filter(|measure| measure.of.is_comparison()) {
        let (there, back) = (value(measure, &group, &reference).unwrap(), value(measure, &reference, &group).unwrap());
        match (measure.id, measure.favours) {
            // The one distance that is none, and the one that compares other people once the groups are exchanged.
            ("kullback-leibler-divergence" | "cross-auc", _) => assert!((there - back).abs() > 1e-3),
            (id, Favours::Neither) => assert!((there - back).abs() < 1e-15, "{id}"),
            (id, _) => assert!((there + back).abs() < 1e-15, "{id}"),
        }
    }
}

#[test]
fn a_group_scored_higher_moves_as_the_direction_says() {
    let ExampleScores { group, reference } = example();
    let higher = Scores::of_counts(
        group.points().iter().map(|point| (point.value + 0.1, point.positives, point.negatives, point.unknown)),
    )
    .unwrap();
    for measure in SCORES {
        let everybody = group.merge(&reference);
        let of = |group: &Scores| measure.value(group, &reference, &everybody);
        let (Ok(before), Ok(after)) = (of(&group), of(&higher)) else {
            assert_eq!((of(&higher), measure.favours), (Err(Undefined::ReferenceZero), Favours::Neither));
            continue;
        };
        match measure.favours {
            Favours::Higher => assert!(after > before, "{}", measure.id),
            Favours::Lower => assert!(after < before, "{}", measure.id),
            Favours::Neither => {}
        }
    }
}

#[test]
fn counting_in_parts_counts_everyone_once() {
    let ExampleScores { group, reference } = example();
    let whole = group.merge(&reference);
    assert_eq!(whole, reference.merge(&group));
    assert_eq!(whole.people(), 20);
    let mut parts = Scores::default();
    for point in whole.points().iter().rev() {
        for (people, at) in [(point.positives, 0), (point.negatives, 1)] {
            for _ in 0..people {
                let one = (point.value, u64::from(at == 0), u64::from(at == 1), 0);
                parts = parts.merge(&Scores::of_counts([one]).unwrap());
            }
        }
    }
    assert_eq!(parts, whole);
}

#[test]
fn both_languages_say_something_of_their_own_and_pass_no_verdict() {
    for measure in SCORES {
        crate::words::say_something_and_pass_no_verdict(measure.id, measure.en, measure.fr, measure.source);
        // Symbols, not words of one language.
        let mut runs = measure.formula.split(|letter: char| !letter.is_alphabetic());
        assert!(!measure.formula.is_empty() && runs.all(|run| run.chars().count() <= 3), "{}", measure.formula);
        assert!(!measure.formula.contains('`'), "{}", measure.id);
    }
}

/// What an interval is asked with, at 95 %.
fn terms(comparison: Comparison) -> Terms {
    let methods = Methods {
        proportion: ProportionMethod::Wilson,
        difference: DifferenceMethod::Newcombe,
        ratio: RatioMethod::Katz,
    };
    Terms { comparison, sure: Confidence::normal(0.95), deff: 1.0, share: None, methods }
}

#[test]
fn every_comparison_that_a_measure_allows_has_an_interval_by_its_own_formula_or_none_at_all() {
    let ExampleScores { group, reference } = example();
    let all = group.merge(&reference);
    for measure in SCORES {
        for comparison in measure.comparisons {
            let sides = Sides { own: &group, other: &reference, all: &all };
            let value = measure.compared(*comparison, sides).unwrap();
            let found = measure.interval(&terms(*comparison), sides);
            match measure.interval {
                ScoreInterval::Share | ScoreInterval::Formula(..) => {
                    let (method, interval) = found.unwrap();
                    assert!(interval.contains(value), "{} {comparison:?}: {method} {interval:?} {value}", measure.id);
                }
                ScoreInterval::Replicates | ScoreInterval::Never => {
                    assert_eq!(found, Err(Undefined::NoInterval), "{}", measure.id);
                }
            }
        }
    }
}

#[test]
fn a_share_among_everybody_has_the_interval_of_a_share_and_only_it() {
    for measure in SCORES {
        let among = matches!(measure.of, ScoreFunction::Among(_));
        assert_eq!(matches!(measure.interval, ScoreInterval::Share), among, "{}", measure.id);
        assert!(among || !measure.comparisons.contains(&Comparison::Ratio), "{}", measure.id);
        assert!(!measure.of.is_comparison() || measure.comparisons == [Comparison::Value], "{}", measure.id);
    }
}
