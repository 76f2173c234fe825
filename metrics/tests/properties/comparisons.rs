//! Comparisons of two rates, and the choice of the reference.

use std::cmp::Ordering;

use evenhand_metrics::compare::{
    Comparison, Group, Range, ReferenceRule, choose, compare_rates, difference_to_everyone, passed_over,
    ratio_to_everyone,
};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

fn group(label: &str, people: u64, top: u64, bottom: u64) -> Group<'_> {
    let rate = if bottom == 0 { Err(Undefined::NoPositives) } else { Ok(Tally::of_counts(top, bottom)) };
    Group { label, people, rate }
}

#[test]
fn a_comparison_without_an_answer_says_why() {
    let (some, zero, none) = (Ok(0.5), Ok(0.0), Err(Undefined::NoPositives));
    for (comparison, group, reference, expected) in [
        (Comparison::Value, some, none, Ok(0.5)),
        (Comparison::Value, none, some, Err(Undefined::NoPositives)),
        (Comparison::Difference, some, zero, Ok(0.5)),
        (Comparison::Difference, some, none, Err(Undefined::ReferenceUndefined)),
        (Comparison::Difference, none, some, Err(Undefined::NoPositives)),
        (Comparison::Ratio, zero, some, Ok(0.0)),
        (Comparison::Ratio, some, zero, Err(Undefined::ReferenceZero)),
        (Comparison::Ratio, zero, zero, Err(Undefined::ReferenceZero)),
        (Comparison::Ratio, some, none, Err(Undefined::ReferenceUndefined)),
        (Comparison::Ratio, none, zero, Err(Undefined::NoPositives)),
    ] {
        assert_eq!(comparison.of(group, reference), expected, "{comparison:?} of {group:?} and {reference:?}");
    }
}

#[test]
fn ids_are_the_words_of_the_settings() {
    for comparison in Comparison::ALL {
        assert_eq!(Comparison::from_id(comparison.id()), Some(comparison));
        assert_eq!(serde_json::to_string(&comparison).unwrap(), format!("\"{}\"", comparison.id()));
    }
    assert_eq!(Comparison::from_id("gap"), None);
    assert_eq!(Comparison::Ratio.range(), Range { low: 0.0, high: None });
    let words = ["largest", "highest-rate", "highest-rate-2pct", "rest", "everyone"];
    assert_eq!(ReferenceRule::WORDS.map(|rule| rule.id()), words);
    assert_eq!(words.map(ReferenceRule::from_text), ReferenceRule::WORDS);
    assert_eq!(ReferenceRule::from_text("men"), ReferenceRule::Named("men".into()));
}

#[test]
fn the_largest_group_is_chosen_by_people_then_by_label() {
    let groups = [group("c", 40, 1, 40), group("b", 50, 1, 50), group("a", 50, 1, 50), group("d", 0, 0, 0)];
    assert_eq!(choose(&ReferenceRule::Largest, &groups), Some(2));
    assert_eq!(choose(&ReferenceRule::Largest, &groups[..2]), Some(1));
    assert_eq!(choose(&ReferenceRule::Largest, &groups[3..]), None);
    assert_eq!(choose(&ReferenceRule::Largest, &[groups[2], groups[1]]), Some(0), "in whatever order they come");
    assert_eq!(choose(&ReferenceRule::Named("c".into()), &groups), Some(0));
    assert_eq!(choose(&ReferenceRule::Named("e".into()), &groups), None);
    assert_eq!(choose(&ReferenceRule::Rest, &groups), None);
    assert_eq!(choose(&ReferenceRule::Everyone, &groups), None);
}

#[test]
fn the_highest_rate_is_chosen_exactly_then_by_people_then_by_label() {
    let rule = ReferenceRule::HighestRate;
    // 1/3 three times, in sizes whose quotients a double rounds; the larger group wins, then the first label.
    let ties = [group("a", 30, 10, 30), group("c", 300, 100, 300), group("b", 300, 100, 300), group("d", 90, 0, 0)];
    assert_eq!(choose(&rule, &ties), Some(2));
    // Two rates that differ by 10^-32 and have the same double.
    let (n, m) = (1 << 53, (1 << 53) - 1);
    let (high, low) = (Tally::of_counts(n - 1, n), Tally::of_counts(m - 1, m));
    assert_eq!(high.rate(), low.rate());
    assert_eq!(compare_rates(high, low), Ordering::Greater);
    assert_eq!(choose(&rule, &[group("low", m, m - 1, m), group("high", 9, n - 1, n)]), Some(1));
    // Sums of weights are compared by their quotients.
    assert_eq!(compare_rates(Tally::new(0.5, 1.5), Tally::new(0.25, 1.5)), Ordering::Greater);
    assert_eq!(choose(&rule, &[group("nobody", 5, 0, 0)]), None);
}

#[test]
fn a_group_of_exactly_two_per_cent_is_not_passed_over() {
    let groups = [group("small", 19, 19, 19), group("two", 20, 10, 20), group("rest", 961, 300, 961)];
    assert_eq!(passed_over(&ReferenceRule::HighestRate2pct, &groups), [0]);
    assert_eq!(choose(&ReferenceRule::HighestRate2pct, &groups), Some(1));
    assert_eq!(passed_over(&ReferenceRule::HighestRate, &groups), [0; 0]);
    assert_eq!(choose(&ReferenceRule::HighestRate, &groups), Some(0));
}

#[test]
fn everyone_follows_from_the_rest() {
    // 3 of 8 against 5 of 24, everyone 8 of 32, the group's share 8/32.
    let (p, rest, everyone, share) = (3.0 / 8.0, 5.0 / 24.0, 0.25, 0.25);
    assert!((ratio_to_everyone(p / rest, share).unwrap() - p / everyone).abs() < 1e-15);
    assert!((difference_to_everyone(p - rest, share) - (p - everyone)).abs() < 1e-15);
    assert_eq!(ratio_to_everyone(0.0, 1.0), Err(Undefined::ReferenceZero));
}
