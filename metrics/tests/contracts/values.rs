//! What holds for every measure of values, present and future, and for the names of all three lists.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeSet;

use evenhand_metrics::catalog::{Measure, VALUES, ValueMeasure, example_values, value_measure};
use evenhand_metrics::cell::{Amount, Cell, ValueTotals};
use evenhand_metrics::compare::{Comparison, difference};
use evenhand_metrics::dependence::delete_a_group;
use evenhand_metrics::interval::{Confidence, Mean};
use evenhand_metrics::undefined::Undefined;
use evenhand_metrics::value::{Skewed, mean};

fn totals(values: &[(f64, bool)]) -> ValueTotals {
    let mut cell = Cell::default();
    for (value, selected) in values {
        cell.add_value(*selected, 1, Amount::from_f64(*value).unwrap());
    }
    cell.values.as_deref().copied().unwrap_or_default()
}

fn estimated(measure: &ValueMeasure, totals: &ValueTotals) -> evenhand_metrics::interval::Mean {
    mean(measure.sums(totals)).unwrap()
}

#[test]
fn no_name_stands_for_two_things_in_any_list() {
    let mut seen = BTreeSet::new();
    for name in Measure::all_names() {
        assert!(seen.insert(name), "{name} names two measures");
        assert!(Measure::named(name).is_some(), "{name}");
    }
    for measure in Measure::all() {
        assert_eq!(Measure::named(measure.id()).map(Measure::id), Some(measure.id()));
        assert!(measure.comparisons().contains(&Comparison::Value), "{}", measure.id());
    }
}

#[test]
fn worked_values_are_those_made_by_hand_and_no_two_are_alike() {
    let example = example_values().unwrap();
    let mut seen = BTreeSet::new();
    for measure in VALUES {
        assert_eq!(measure.value(&example), Ok(measure.worked), "{}", measure.id);
        assert!(seen.insert(measure.worked.to_bits()), "{} is worth the same as another", measure.id);
        assert_eq!(estimated(measure, &example).value.to_bits(), measure.worked.to_bits(), "{}", measure.id);
    }
}

#[test]
fn nobody_has_no_mean_and_the_reason_says_who_is_missing() {
    for measure in VALUES {
        assert_eq!(measure.value(&ValueTotals::default()), Err(Undefined::NoValue), "{}", measure.id);
    }
    let nothing = totals(&[(0.0, false), (0.0, false)]);
    let of = |id: &str| value_measure(id).unwrap().value(&nothing);
    assert_eq!(of("mean-value"), Ok(0.0));
    assert_eq!(of("mean-value-of-selected"), Err(Undefined::NobodySelected));
    assert_eq!(of("mean-value-nonzero"), Err(Undefined::NoValue));
}

#[test]
fn swapping_two_groups_flips_the_difference_and_inverts_the_ratio() {
    let (example, other) =
        (example_values().unwrap(), totals(&[(1.0, true), (-3.0, true), (8.0, false), (0.0, false)]));
    let confidence = Confidence::normal(0.95);
    for measure in VALUES {
        let (a, b) = (measure.value(&example), measure.value(&other));
        assert_ne!(a, b, "{}: the groups must differ for the test to see anything", measure.id);
        assert_eq!(difference(a, b).unwrap().to_bits(), (-difference(b, a).unwrap()).to_bits(), "{}", measure.id);
        let a = estimated(measure, &example);
        let skewed = |mean| Skewed { mean, skewness: 0.1 };
        // The other's mean must not be one that may be 0.
        let (a, b) = (skewed(Mean { variance: 0.01 * a.variance, ..a }), skewed(Mean { value: 2.0, variance: 0.01 }));
        let (there, back) = (a.over(&b, &confidence).unwrap(), b.over(&a, &confidence).unwrap());
        let ends = [(there.low, back.high), (there.high, back.low)];
        assert!(ends.iter().all(|(one, other)| (one.unwrap() * other.unwrap() - 1.0).abs() < 1e-12), "{}", measure.id);
        let (there, back) = (a.minus(&b, &confidence).unwrap(), b.minus(&a, &confidence).unwrap());
        assert!((there.low.unwrap() + back.high.unwrap()).abs() < 1e-14, "{}", measure.id);
    }
}

#[test]
fn who_is_averaged_and_who_is_left_out_are_everybody_with_a_value() {
    let example = example_values().unwrap();
    for measure in VALUES {
        let (averaged, left_out) = measure.people(&example);
        assert_eq!(averaged + left_out, 5, "{}", measure.id);
    }
}

#[test]
fn people_in_groups_of_one_have_the_variance_of_independent_people() {
    let people: Vec<ValueTotals> = [1.5, -2.0, 0.25, 7.0, 3.0].map(|value| totals(&[(value, true)])).to_vec();
    let without = |left_out: Option<usize>| {
        let mut all = ValueTotals::default();
        people.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).for_each(|(_, one)| all.merge(one));
        all
    };
    for measure in [value_measure("mean-value").unwrap(), value_measure("mean-value-of-selected").unwrap()] {
        let found = delete_a_group(5, |left_out| Ok([measure.value(&without(left_out))?])).unwrap();
        let usual = estimated(measure, &without(None));
        assert!((found.covariance[0][0] - usual.variance).abs() < 1e-14, "{}", measure.id);
    }
}

#[test]
fn a_group_of_units_that_holds_every_value_leaves_no_replicate() {
    let people = [totals(&[(1.0, true)]), ValueTotals::default()];
    let estimate = |left_out: Option<usize>| {
        let mut all = ValueTotals::default();
        people.iter().enumerate().filter(|(at, _)| Some(*at) != left_out).for_each(|(_, one)| all.merge(one));
        Ok([VALUES[0].value(&all)?])
    };
    assert_eq!(delete_a_group(2, estimate), Err(Undefined::ReplicateUndefined));
    assert_eq!(delete_a_group(1, |_| Ok([1.0])), Err(Undefined::TooFewUnits));
}

#[test]
fn both_languages_say_something_of_their_own_and_pass_no_verdict() {
    for measure in VALUES {
        crate::words::say_something_and_pass_no_verdict(measure.id, measure.en, measure.fr, measure.source);
        assert!(!measure.formula.is_empty() && !measure.formula.contains('`'), "{}", measure.id);
    }
}
