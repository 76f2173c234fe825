//! Measures of scores against tables worked out elsewhere.

#![expect(clippy::expect_used, clippy::panic, reason = "a broken table must stop the test, loudly")]

use crate::table::{Answer, Got, Row, compare_every_row};
use evenhand_metrics::{
    interval::Confidence,
    scores::{
        Mass, Point, Scores,
        area::{Area, area, cross_area, to_everyone},
        calibration::{brier, outcomes},
        distance::Shares,
        ece::{Bins, Reliability, reliability},
        gap::{Spread, Wasserstein, kolmogorov_smirnov, mean_gap, standardised_mean_difference, wasserstein},
        impact::{Category, Impacts, MedianOver, TwoPerCent, impacts, scoring},
    },
    undefined::Undefined,
};
use serde_json::{Value, json};

fn numbers(row: &Row, column: &str) -> Vec<f64> {
    serde_json::from_str(row.text(column)).expect("a list of numbers")
}

fn counts(row: &Row, column: &str) -> Vec<u64> {
    serde_json::from_str(row.text(column)).expect("a list of counts")
}

/// The people of whom `of` is true, from columns of scores and outcomes.
fn people(score: &[f64], label: &[u64], of: impl Fn(usize) -> bool) -> Scores {
    let rows = (0..score.len()).filter(|row| of(*row));
    Scores::of_counts(rows.map(|row| (score[row], label[row], 1 - label[row], 0))).expect("scores")
}

fn without_outcomes(score: &[f64]) -> Scores {
    Scores::of_counts(score.iter().map(|value| (*value, 0, 0, 1))).expect("scores")
}

#[test]
fn every_area_agrees() {
    compare_every_row("auc.csv", &[], &[], |row| -> Answer {
        let (score, label, group) = (numbers(row, "score"), counts(row, "label"), row.text("group").as_bytes());
        let of = |letter: u8| people(&score, &label, |row| group[row] == letter);
        let (a, b) = (of(b'a'), of(b'b'));
        let (own, other, all) = (area(&a), area(&b), area(&a.merge(&b)));
        let (ab, ba) = (cross_area(&a, &b).ok(), cross_area(&b, &a).ok());
        let gap = own.ok().zip(other.ok()).map(|(a, b)| a.minus(&b));
        let value = |area: &Result<Area, Undefined>| Got::from(area.ok().map(|area| area.value));
        let se = |area: &Result<Area, Undefined>| Got::from(area.ok().and_then(|area| area.se.ok()));
        vec![
            ("auc_all", value(&all)),
            ("se_all", se(&all)),
            ("auc_a", value(&own)),
            ("se_a", se(&own)),
            ("auc_b", value(&other)),
            ("se_b", se(&other)),
            ("z", gap.and_then(|gap| gap.z.ok()).into()),
            ("p", gap.and_then(|gap| gap.p_value.ok()).into()),
            ("xauc_ab", ab.map(|area| area.value).into()),
            ("xauc_ba", ba.map(|area| area.value).into()),
            ("xauc_gap", ab.zip(ba).map(|(ab, ba)| ab.minus(&ba).value).into()),
        ]
    });
}

#[test]
fn every_interval_of_an_area_agrees() {
    compare_every_row("auc_interval.csv", &[], &[], |row| -> Answer {
        let people = |column: &str| {
            let points: Vec<(f64, u64, u64)> = serde_json::from_str(row.text(column)).expect("a list of scores");
            Scores::of_counts(points.into_iter().map(|(score, p, n)| (score, p, n, 0))).expect("scores")
        };
        let (group, reference) = (people("group"), people("reference"));
        let (deff, sure) = (row.read::<f64>("deff"), Confidence::normal(row.read("level")));
        let (own, other) = (area(&group).expect("an area"), area(&reference).expect("an area"));
        // pROC's interval and its transform to the logit are the standard error's.
        let error = own.se.ok().map(|se| sure.critical() * se * deff.sqrt());
        let (share, rest) = (own.value, 1.0 - own.value);
        let logit = error.filter(|error| *error > 0.0 && share * rest > 0.0).map(|error| error / (share * rest));
        let moved = |by: f64| 1.0 / (1.0 + rest / share * by.exp());
        let interval = own.interval(deff, &sure).expect("an interval");
        let gap = own.interval_minus(deff, &other, deff, &sure).expect("an interval");
        let everyone = to_everyone(&group, &reference, deff, &sure).expect("an interval");
        vec![
            ("auc", share.into()),
            ("se", own.se.into()),
            ("delong_low", error.map(|error| (share - error).max(0.0)).into()),
            ("delong_high", error.map(|error| (share + error).min(1.0)).into()),
            ("logit_low", logit.map(moved).into()),
            ("logit_high", logit.map(|reach| moved(-reach)).into()),
            ("low", interval.low.into()),
            ("high", interval.high.into()),
            ("gap_low", gap.low.into()),
            ("gap_high", gap.high.into()),
            ("everyone_low", everyone.low.into()),
            ("everyone_high", everyone.high.into()),
        ]
    });
}

#[test]
fn every_calibration_agrees() {
    compare_every_row("calibration.csv", &[], &[], |row| -> Answer {
        let (score, label) = (numbers(row, "score"), counts(row, "label"));
        let group = if row.text("weight").is_empty() {
            people(&score, &label, |_| true)
        } else {
            let weights = numbers(row, "weight");
            let point = |((value, label), w): ((&f64, &u64), &f64)| {
                let (positives, negatives) = (*label, 1 - label);
                let mass = if *label == 1 { (*w, 0.0) } else { (0.0, *w) };
                let mass = Mass { positives: mass.0, negatives: mass.1, unknown: 0.0 };
                Point { value: *value, positives, negatives, unknown: 0, mass }
            };
            Scores::weighted(score.iter().zip(&label).zip(&weights).map(point)).expect("scores")
        };
        let bins = row.read("bins");
        let bins = if row.text("scheme") == "equal-width" { Bins::EqualWidth(bins) } else { Bins::EqualMass(bins) };
        let diagram = reliability(&group, bins).ok();
        let seen = outcomes(&group).ok();
        let interval = seen.and_then(|seen| seen.ratio_interval(1.0, &Confidence::normal(0.95)).ok());
        let used = diagram.as_ref().map(|diagram| f64::from(u32::try_from(diagram.bins.len()).expect("few bins")));
        vec![
            ("bins_used", used.into()),
            ("ece", diagram.as_ref().map(Reliability::expected_error).into()),
            ("mce", diagram.as_ref().map(Reliability::largest_error).into()),
            ("observed", seen.map(|seen| seen.observed).into()),
            ("expected", seen.map(|seen| seen.expected).into()),
            ("o_over_e", seen.and_then(|seen| seen.observed_over_expected().ok()).into()),
            ("oe_lower_95", interval.and_then(|interval| interval.low).into()),
            ("oe_upper_95", interval.and_then(|interval| interval.high).into()),
            ("calibration_in_the_large", seen.map(|seen| seen.calibration_in_the_large()).into()),
            ("brier", brier(&group).ok().into()),
        ]
    });
}

/// A divergence from a bin that the reference leaves empty has no value; the table prints it as infinite.
fn divergence(answer: Result<f64, Undefined>) -> Got {
    match answer {
        Err(Undefined::ReferenceZero) => f64::INFINITY.into(),
        other => other.ok().into(),
    }
}

#[test]
fn every_distance_agrees() {
    compare_every_row("distribution_distance.csv", &[], &[], |row| -> Answer {
        let metric = row.text("metric");
        let value = if row.text("input") == "histogram" { of_histograms(row, metric) } else { of_samples(row, metric) };
        vec![("value", value)]
    });
}

fn of_histograms(row: &Row, metric: &str) -> Got {
    let Ok(shares) = Shares::of_counts(&counts(row, "a"), &counts(row, "b")) else {
        return Got::Undefined;
    };
    match metric {
        "kl-nats" => divergence(shares.kullback_leibler()),
        "kl-bits" => divergence(shares.kullback_leibler().map(|nats| nats / std::f64::consts::LN_2)),
        "kl-reverse-nats" => divergence(shares.reversed().kullback_leibler()),
        "js-nats" => shares.jensen_shannon().into(),
        "js-distance" => shares.jensen_shannon().sqrt().into(),
        "tvd" => shares.total_variation().into(),
        "linf" => shares.largest().into(),
        "l2" => shares.euclidean().into(),
        "hellinger" => shares.hellinger().into(),
        "psi" => divergence(shares.stability_index()),
        "chi2-distance" => divergence(shares.chi_squared()),
        "ks-ordered" => shares.largest_step().into(),
        "w1-ordered" => shares.steps_moved().into(),
        other => panic!("no histogram distance {other}"),
    }
}

fn of_samples(row: &Row, metric: &str) -> Got {
    let (a, b) = (without_outcomes(&numbers(row, "a")), without_outcomes(&numbers(row, "b")));
    match metric {
        "ks" => kolmogorov_smirnov(&a, &b).map(|ks| ks.distance).ok().into(),
        "w1" => wasserstein(&a, &b).map(Wasserstein::distance).ok().into(),
        "w1-signed" => wasserstein(&a, &b).map(Wasserstein::signed).ok().into(),
        "smd-pooled" => standardised_mean_difference(&a, &b, Spread::Pooled).ok().into(),
        "smd-average" => standardised_mean_difference(&a, &b, Spread::Average).ok().into(),
        "mean-difference" => mean_gap(&a, &b).ok().into(),
        other => panic!("no sample distance {other}"),
    }
}

fn shown(values: impl Iterator<Item = Result<f64, Undefined>>) -> Value {
    values.map(|value| value.map_or(json!("undefined"), |value| json!(value))).collect()
}

fn rates(table: &Impacts) -> Value {
    shown(table.categories.iter().map(|category| category.rate))
}

fn ratios(table: &Impacts) -> Value {
    shown(table.categories.iter().map(|category| category.ratio))
}

#[test]
fn every_impact_ratio_agrees() {
    compare_every_row("ll144.csv", &[], &[], |row| -> Answer {
        let input: Value = serde_json::from_str(row.text("input_json")).expect("JSON");
        let got = if row.text("function") == "selection" { of_selection(&input) } else { of_scoring(&input) };
        vec![("expected_json", got.into())]
    });
}

fn of_selection(input: &Value) -> Value {
    let column = |name: &str| input[name].as_array().expect("a list").iter().filter_map(Value::as_u64);
    let table: Vec<Category> =
        column("selected").zip(column("n")).map(|(selected, people)| Category { selected, people }).collect();
    let unknown = input["unknown"].as_u64().expect("a count");
    let (kept, without) =
        (impacts(&table, unknown, TwoPerCent::default()), impacts(&table, unknown, TwoPerCent::LeaveOut));
    let under: Vec<bool> = kept.categories.iter().map(|category| category.under_two_per_cent).collect();
    json!({
        "selection_rates": rates(&kept),
        "impact_ratios": ratios(&kept),
        "under_two_percent": under,
        "impact_ratios_two_percent_excluded": ratios(&without),
        "unknown": kept.unknown,
    })
}

fn of_scoring(input: &Value) -> Value {
    let score: Vec<f64> = input["score"].as_array().expect("a list").iter().filter_map(Value::as_f64).collect();
    let group = input["group"].as_str().expect("letters").as_bytes();
    let of = |letter: u8| {
        let own = score.iter().zip(group).filter(|(_, group)| **group == letter);
        without_outcomes(&own.map(|(score, _)| *score).collect::<Vec<f64>>())
    };
    let mut letters: Vec<u8> = group.iter().copied().filter(|letter| *letter != b'?').collect();
    letters.sort_unstable();
    letters.dedup();
    let categories: Vec<Scores> = letters.iter().map(|letter| of(*letter)).collect();
    let over = |over: MedianOver| {
        let Ok(table) = scoring(&categories, &of(b'?'), over, TwoPerCent::Keep) else { return json!("undefined") };
        let above = categories.iter().map(|category| table.median.scoring_rate(category).expect("people").top);
        json!({
            "median": table.median.value,
            "above": above.collect::<Vec<f64>>(),
            "scoring_rates": rates(&table.impacts),
            "impact_ratios": ratios(&table.impacts),
            "tied_at_median": table.median.tied,
        })
    };
    json!({
        "categories": letters.iter().map(|letter| char::from(*letter).to_string()).collect::<Vec<String>>(),
        "n": categories.iter().map(Scores::people).collect::<Vec<u64>>(),
        "unknown": of(b'?').people(),
        "median_over_all": over(MedianOver::Everybody),
        "median_over_known": over(MedianOver::Known),
    })
}
