//! Comparisons within strata, and decompositions of a gap, against tables worked out in exact fractions.

mod support;

use evenhand_metrics::{
    interval::{Confidence, Interval},
    strata::{
        PooledRatio, association, conditional_disparity, homogeneity, odds_ratio, rate_difference, rate_ratio,
        strata_used,
    },
    tally::{Pair, Tally},
    undefined::Undefined,
};
use support::{Answer, Got, Row, compare_every_row};

/// [group selected, group not, reference selected, reference not] of each stratum.
fn strata(cells: &[[u64; 4]]) -> Vec<Pair> {
    cells.iter().map(|[a, b, c, d]| Pair::new(Tally::of_counts(*a, a + b), Tally::of_counts(*c, c + d))).collect()
}

fn low(interval: Result<Interval, Undefined>) -> Got {
    interval.ok().and_then(|i| i.low).into()
}

fn high(interval: Result<Interval, Undefined>) -> Got {
    interval.ok().and_then(|i| i.high).into()
}

/// Where the tables write infinity, the reason is that the reference is zero while the group is not.
fn or_infinite(value: Result<f64, Undefined>) -> Got {
    if value == Err(Undefined::ReferenceZero) { f64::INFINITY.into() } else { value.into() }
}

fn ratio(names: [&'static str; 4], got: Result<PooledRatio, Undefined>) -> Answer {
    let log_error = got.and_then(|r| r.log_error);
    let interval = got.and_then(|r| r.interval);
    let values = [or_infinite(got.map(|r| r.value)), log_error.into(), low(interval), high(interval)];
    names.into_iter().zip(values).collect()
}

#[test]
fn every_pooled_estimate_and_test_agrees() {
    compare_every_row("stratified.csv", &[], &[], |row: &Row| -> Answer {
        let strata = strata(&row.json::<Vec<[u64; 4]>>("strata", ""));
        let sure = Confidence::normal(0.95);
        let difference = rate_difference(&strata, &sure);
        let interval = difference.and_then(|d| d.interval);
        let tested = association(&strata);
        let statistic = |t: evenhand_metrics::test::Tested| t.statistic.unwrap_or(f64::NAN);
        let alike = homogeneity(&strata);
        assert_eq!(strata_used(&strata), row.read::<usize>("strata_used"), "{}", row.text("id"));
        let mut answer = Vec::new();
        answer.extend(ratio(["or_mh", "se_ln_or", "or_lo", "or_hi"], odds_ratio(&strata, &sure)));
        answer.extend(ratio(["rr_mh", "se_ln_rr", "rr_lo", "rr_hi"], rate_ratio(&strata, &sure)));
        answer.extend([
            ("rd_mh", difference.map(|d| d.value).into()),
            ("se_rd_greenland_robins", difference.map(|d| d.greenland_robins).into()),
            ("se_rd_sato", difference.map(|d| d.sato).into()),
            ("rd_lo_sato", low(interval)),
            ("rd_hi_sato", high(interval)),
            ("cmh", tested.map(|t| statistic(t.plain)).into()),
            ("p_cmh", tested.map(|t| t.plain.p_value).into()),
            ("cmh_cc", tested.map(|t| statistic(t.corrected)).into()),
            ("p_cmh_cc", tested.map(|t| t.corrected.p_value).into()),
            ("bd_df", alike.map_or(0, |h| h.df).to_string().as_str().into()),
            ("breslow_day", alike.map(|h| statistic(h.breslow_day)).into()),
            ("p_bd", alike.map(|h| h.breslow_day.p_value).into()),
            ("tarone", alike.map(|h| statistic(h.tarone)).into()),
            ("p_tarone", alike.map(|h| h.tarone.p_value).into()),
        ]);
        answer
    });
}

#[test]
fn every_disparity_and_decomposition_agrees() {
    compare_every_row(
        "conditional.csv",
        &["kitagawa", "oaxaca-blinder", "shapley-product", "shapley-composition"],
        &[],
        |row| match row.text("function") {
            "cdd" => {
                let found = conditional_disparity(&strata(&row.json::<Vec<[u64; 4]>>("input_json", "strata")));
                vec![
                    ("dd", found.unconditional.into()),
                    ("cdd", found.conditional.into()),
                    ("dropped_share", found.dropped.into()),
                ]
            }
            other => panic!("{other} is not asked for"),
        },
    );
}
