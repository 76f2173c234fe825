//! Findings of scores.

use evenhand::document::Verdict;
use evenhand_metrics::catalog::{Measure, SCORES as MEASURES};
use evenhand_metrics::compare::Comparison;

use super::{SCORES, SHOWN, config, worked};
use crate::support::world::{audit, finding, result};

#[test]
fn every_measure_has_the_worked_value_of_the_catalog() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    for measure in MEASURES {
        let found = finding(&audit, &format!("{}/value/g=a", measure.id));
        let value = found.value.unwrap();
        assert!((value - measure.worked).abs() < 1e-15, "{}: {value}", measure.id);
        // A measure that compares two groups already says whom it compares with, and is not compared again.
        assert_eq!(found.reference.is_some(), measure.of.is_comparison(), "{}", measure.id);
        assert!(found.interval.is_some() != found.no_interval.is_some(), "{}", measure.id);
        for comparison in [Comparison::Difference, Comparison::Ratio] {
            let id = format!("{}/{}/g=a", measure.id, comparison.id());
            let allowed = Measure::Score(measure).comparisons().contains(&comparison);
            assert_eq!(audit.finding(&id).is_some(), allowed, "{id}");
        }
    }
    assert_eq!(audit.finding("kolmogorov-smirnov/value/g=b"), None, "the reference is not compared with itself");
}

#[test]
fn intervals_are_those_of_the_metrics() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    let ends = |id: &str| {
        let interval = finding(&audit, id).interval.clone().unwrap();
        (
            interval.low.unwrap(),
            interval.high.unwrap(),
            interval.method.unwrap_or_else(|| audit.settings.proportion.clone()),
        )
    };
    // Means 0.46 and 0.56, sums of squares 0.484 and 0.464: Welch's 17.992 degrees of freedom give t = 2.1010.
    let (low, high, method) = ends("mean-score/difference/g=a");
    assert_eq!(method, "welch");
    let half = 2.1010 * (0.484_f64 / 90.0 + 0.464 / 90.0).sqrt();
    assert!((low + 0.1 + half).abs() < 1e-4 && (high + 0.1 - half).abs() < 1e-4, "{low} {high}");
    // Exact Poisson limits of 4 observed are 1.0899 and 10.2416, over 4.6 expected.
    let (low, high, method) = ends("observed-over-expected/value/g=a");
    assert_eq!(method, "exact-poisson");
    assert!((low - 1.0899 / 4.6).abs() < 1e-4 && (high - 10.2416 / 4.6).abs() < 1e-4, "{low} {high}");
    // 4 of 10 above the median of everybody: Wilson.
    let (low, high, method) = ends("scoring-rate/value/g=a");
    assert_eq!(method, "wilson");
    assert!((low - 0.168_180).abs() < 1e-5 && (high - 0.687_326).abs() < 1e-5, "{low} {high}");
}

#[test]
fn what_has_no_interval_says_so_and_stands_beside_chance() {
    let audit = audit(&config(SCORES, SHOWN), &worked());
    for id in ["wasserstein-distance", "population-stability-index", "brier-score", "smd"] {
        let id = if id == "smd" { "standardised-mean-difference" } else { id };
        assert_eq!(finding(&audit, &format!("{id}/value/g=a")).no_interval.as_deref(), Some("no-interval"), "{id}");
    }
    let error = finding(&audit, "expected-calibration-error/value/g=a");
    assert_eq!(error.test.as_deref(), Some("calibration-null"));
    assert!(error.under_equality.unwrap().median > 0.0, "the error is above 0 where every score is right");
    let distance = finding(&audit, "kolmogorov-smirnov/value/g=a");
    assert_eq!(distance.test.as_deref(), Some("kolmogorov-smirnov"));
    // Of the 184,756 ways to divide these twenty scores into ten and ten, so many are as far apart or further.
    assert!((distance.p_value.unwrap() - 0.863_603_888_371_690_2).abs() < 1e-12);
}

#[test]
fn an_outcome_that_the_decision_may_have_caused_gives_no_ranking() {
    for (observed, reason) in
        [("after-decision", "outcome-after-decision"), ("selected-only", "outcome-after-decision")]
    {
        let columns = SCORES.replace("before", observed);
        let audit = audit(&config(&columns, SHOWN), &worked());
        for measure in MEASURES {
            let found = finding(&audit, &format!("{}/value/g=a", measure.id));
            let expected = measure.needs.outcome.then_some(reason);
            assert_eq!(found.undefined.as_deref(), expected, "{}", measure.id);
        }
        assert_eq!(audit.score_curves[0].groups[0].roc_undefined.as_deref(), Some(reason));
    }
}

#[test]
fn an_outcome_without_a_stated_time_has_a_value_and_no_verdict() {
    let columns = SCORES.replace(", observed = \"before\"", "");
    let check = "[[check]]\nid = \"c\"\nmeasure = \"auc\"\ncomparison = \"difference\"\nmax_gap = 0.4\n";
    let audit = audit(&config(&columns, &format!("{SHOWN}{check}")), &worked());
    assert_eq!(finding(&audit, "auc/value/g=a").value, Some(0.8125));
    let judged = result(&audit, "auc/difference/g=a");
    assert_eq!((judged.verdict, judged.reason.as_deref()), (Verdict::NotAssessed, Some("outcome-timing-unstated")));
}

#[test]
fn without_an_outcome_only_scores_are_measured() {
    let audit = audit(&config("score = \"s\"", SHOWN), &worked());
    for measure in MEASURES {
        let found = audit.finding(&format!("{}/value/g=a", measure.id));
        assert_eq!(found.is_some(), !measure.needs.outcome, "{}", measure.id);
    }
}

#[test]
fn scores_beyond_one_are_ranked_and_not_taken_for_probabilities() {
    let tenfold = worked().replace(",0.", ",");
    let audit = audit(&config(SCORES, SHOWN), &tenfold);
    assert_eq!(finding(&audit, "auc/value/g=a").value, Some(0.8125));
    assert_eq!(finding(&audit, "brier-score/value/g=a").undefined.as_deref(), Some("no-score"));
    assert_eq!(audit.score_curves[0].groups[0].calibration_undefined.as_deref(), Some("no-score"));
}

#[test]
fn one_class_has_no_area_and_the_other_group_none_to_compare_with() {
    let lines = worked();
    let rows = lines.lines().map(|line| if line.starts_with("a,") { line.replace(",1,", ",0,") } else { line.into() });
    let audit = audit(&config(SCORES, SHOWN), &rows.collect::<Vec<String>>().join("\n"));
    assert_eq!(finding(&audit, "auc/value/g=a").undefined.as_deref(), Some("one-class"));
    assert_eq!(finding(&audit, "cross-auc/value/g=a").undefined.as_deref(), Some("no-positives"));
}

#[test]
fn people_without_a_score_are_counted_in_their_segment_and_in_no_measure() {
    let audit = audit(&config(SCORES, SHOWN), &format!("{}a,,1,0,0,0\n", worked()));
    let found = finding(&audit, "mean-score/value/g=a");
    assert_eq!((found.people, found.bottom), (Some(11), Some(10)));
    assert!((found.value.unwrap() - 0.46).abs() < 1e-15);
}

#[test]
fn references_are_everyone_the_rest_and_the_highest_by_the_measure_itself() {
    let with = |rule: &str| {
        let text = config(SCORES, SHOWN).replace("reference = \"b\"", &format!("reference = \"{rule}\""));
        audit(&text, &worked())
    };
    let everyone = with("everyone");
    // a has 0.46, everyone 0.51; half of everyone is a, so the interval is half as wide as against the rest.
    let gap = finding(&everyone, "mean-score/difference/g=a");
    assert!((gap.value.unwrap() + 0.05).abs() < 1e-15);
    let rest = with("rest");
    let width = |audit: &evenhand::document::Audit| {
        let interval = finding(audit, "mean-score/difference/g=a").interval.clone().unwrap();
        interval.high.unwrap() - interval.low.unwrap()
    };
    assert!((width(&everyone) * 2.0 - width(&rest)).abs() < 1e-12);
    // Of two areas of which the one holds the other's people, by their covariance; of an area across groups there is none.
    let area = finding(&everyone, "auc/difference/g=a");
    let interval = area.interval.clone().unwrap();
    assert!(interval.low < area.value && area.value < interval.high);
    assert_eq!(interval.method.as_deref(), Some("delong-logit"));
    assert_eq!(finding(&everyone, "cross-auc/value/g=a").no_interval.as_deref(), Some("no-interval"));
    let highest = with("highest-rate");
    let reference = |id: &str| finding(&highest, id).reference.clone().unwrap().segment.unwrap().id();
    // b scores higher; a's outcomes exceed its scores less.
    assert_eq!(reference("mean-score/difference/g=a"), "g=b");
    assert_eq!(reference("kolmogorov-smirnov/value/g=a"), "g=b");
    assert_eq!(reference("brier-score/difference/g=b"), "g=a");
}
