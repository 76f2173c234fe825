//! Comparisons within strata, and decompositions of a gap, against tables worked out in exact fractions.

use crate::table::{Answer, Got, Row, compare_every_row};
use evenhand_metrics::{
    decompose::{Coefficients, Moments, Stage, composition, funnel, kitagawa, oaxaca_blinder, product},
    equivalence::{Margins, equivalence},
    interval::{Confidence, Interval, RatioMethod},
    strata::{
        PooledRatio, association, common_difference, common_ratio, conditional_disparity, homogeneity, odds_ratio,
        rate_difference, rate_ratio, strata_used,
    },
    tally::{Pair, Tally},
    undefined::Undefined,
};

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
        let statistic = |t: evenhand_metrics::significance::Tested| t.statistic.unwrap_or(f64::NAN);
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
fn every_test_of_one_number_in_all_strata_agrees() {
    compare_every_row("common_measure.csv", &[], &[], |row: &Row| -> Answer {
        let strata = strata(&row.json::<Vec<[u64; 4]>>("strata", ""));
        let (ratio, difference) = (common_ratio(&strata), common_difference(&strata));
        let entered = |found: Result<evenhand_metrics::strata::Common, Undefined>| -> Got {
            found.map_or(0, |common| common.strata).to_string().as_str().into()
        };
        vec![
            ("ratio", ratio.map(|found| found.value).into()),
            ("ratio_statistic", ratio.ok().and_then(|found| found.tested.statistic).into()),
            ("ratio_p", ratio.map(|found| found.tested.p_value).into()),
            ("ratio_strata", entered(ratio)),
            ("difference", difference.map(|found| found.value).into()),
            ("difference_statistic", difference.ok().and_then(|found| found.tested.statistic).into()),
            ("difference_p", difference.map(|found| found.tested.p_value).into()),
            ("difference_strata", entered(difference)),
        ]
    });
}

/// [people of the group, selected, people of the reference, selected] of each stratum.
fn counted(cells: &[[u64; 4]]) -> Vec<Pair> {
    cells.iter().map(|[n1, x1, n2, x2]| Pair::new(Tally::of_counts(*x1, *n1), Tally::of_counts(*x2, *n2))).collect()
}

fn kitagawa_answer(row: &Row) -> Answer {
    let found = kitagawa(&counted(&row.json::<Vec<[u64; 4]>>("input_json", "strata")));
    vec![
        ("gap", found.gap.into()),
        ("gap_common_support", found.parts.map(|p| p.gap).into()),
        ("composition", found.parts.map(|p| p.composition).into()),
        ("rate", found.parts.map(|p| p.rate).into()),
        ("unsupported_share_a", found.unsupported_group.into()),
        ("unsupported_share_b", found.unsupported_reference.into()),
    ]
}

fn oaxaca_answer(row: &Row) -> Answer {
    let x: Vec<Vec<f64>> = row.json("input_json", "x");
    let y: Vec<f64> = row.json("input_json", "y");
    let groups: String = row.json("input_json", "group");
    let sums = |label: char| {
        let mut sums = Moments::new(x[0].len());
        for ((x, y), _) in x.iter().zip(&y).zip(groups.chars()).filter(|(_, group)| *group == label) {
            sums.add(1.0, x, *y);
        }
        sums
    };
    let names = [
        ["explained_ref_a", "unexplained_ref_a", "explained_by_column_ref_a"],
        ["explained_ref_b", "unexplained_ref_b", "explained_by_column_ref_b"],
        ["explained_ref_pooled", "unexplained_ref_pooled", "explained_by_column_ref_pooled"],
    ];
    let mut answer = Vec::new();
    for (which, names) in [Coefficients::Group, Coefficients::Reference, Coefficients::Pooled].into_iter().zip(names) {
        let parts = oaxaca_blinder(&sums('a'), &sums('b'), which);
        answer.push(("gap", parts.as_ref().map_or(Got::Undefined, |p| p.gap.into())));
        answer.push((names[0], parts.as_ref().map_or(Got::Undefined, |p| p.explained.into())));
        answer.push((names[1], parts.as_ref().map_or(Got::Undefined, |p| p.unexplained.into())));
        answer.push((names[2], parts.map_or(Got::Undefined, |p| p.by_column.into())));
    }
    answer
}

fn product_answer(row: &Row) -> Answer {
    let (a, b): (Vec<f64>, Vec<f64>) = (row.json("input_json", "factors_a"), row.json("input_json", "factors_b"));
    let parts = product(&a, &b);
    vec![("gap", parts.iter().sum::<f64>().into()), ("contributions", parts.into())]
}

fn composition_answer(row: &Row) -> Answer {
    let read = |member| row.json::<Vec<Vec<u64>>>("input_json", member);
    let (n1, x1, n2, x2) = (read("n_a"), read("x_a"), read("n_b"), read("x_b"));
    let cell =
        |i: usize, j: usize| Pair::new(Tally::of_counts(x1[i][j], n1[i][j]), Tally::of_counts(x2[i][j], n2[i][j]));
    let cells: Vec<Vec<Pair>> = (0..n1.len()).map(|i| (0..n1[i].len()).map(|j| cell(i, j)).collect()).collect();
    let parts = composition(&cells);
    vec![
        ("gap", parts.map(|p| p.gap).into()),
        ("first_attribute", parts.map(|p| p.first).into()),
        ("second_given_first", parts.map(|p| p.second_given_first).into()),
        ("rate", parts.map(|p| p.rate).into()),
    ]
}

#[test]
fn every_disparity_and_decomposition_agrees() {
    compare_every_row("conditional.csv", &[], &[], |row| match row.text("function") {
        "cdd" => {
            let found = conditional_disparity(&strata(&row.json::<Vec<[u64; 4]>>("input_json", "strata")));
            vec![
                ("dd", found.unconditional.into()),
                ("cdd", found.conditional.into()),
                ("dropped_share", found.dropped.into()),
            ]
        }
        "kitagawa" => kitagawa_answer(row),
        "oaxaca-blinder" => oaxaca_answer(row),
        "shapley-product" => product_answer(row),
        "shapley-composition" => composition_answer(row),
        other => panic!("{other} is not ours"),
    });
}

#[test]
fn every_funnel_agrees() {
    compare_every_row("funnel.csv", &[], &[], |row| {
        let (a, b): (Vec<u64>, Vec<u64>) = (row.json("counts_a", ""), row.json("counts_b", ""));
        let found = funnel(&a, &b, RatioMethod::MiettinenNurminen, &Confidence::normal(0.95));
        let list = |of: &dyn Fn(&Stage) -> Got| Got::from(found.stages.iter().map(of).collect::<Vec<_>>());
        // The tables write the logarithm of 0 and of infinity, and no shares where there is no gap.
        let log = |stage: &Stage| match (stage.ratio, stage.log_part) {
            (Ok(_), Err(_)) => f64::NEG_INFINITY.into(),
            (_, part) => or_infinite(part),
        };
        let shares = found.stages.iter().all(|stage| stage.share.is_ok());
        vec![
            ("stage_rates_a", list(&|stage| stage.group.into())),
            ("stage_rates_b", list(&|stage| stage.reference.into())),
            ("stage_ratios", list(&|stage| or_infinite(stage.ratio))),
            ("log_parts", list(&log)),
            ("total_ratio", or_infinite(found.ratio)),
            ("total_log_ratio", found.log_gap.into()),
            ("log_shares", if shares { list(&|stage| stage.share.into()) } else { Got::Undefined }),
        ]
    });
}

#[test]
fn every_equivalence_agrees() {
    compare_every_row("tost.csv", &[], &[], |row| {
        let method = RatioMethod::from_id(row.text("method")).expect("a method of ours");
        let a = Tally::of_counts(row.read("x1"), row.read("n1"));
        let b = Tally::of_counts(row.read("x2"), row.read("n2"));
        let margins = Margins { low: row.read("margin_low"), high: row.read("margin_high") };
        let found = equivalence(method, a, b, margins, &Confidence::normal(0.9));
        let upper = found.map(|e| e.interval.high.unwrap_or(f64::INFINITY));
        vec![
            ("z_low", found.map(|e| e.low.z).into()),
            ("z_high", found.map(|e| e.high.z).into()),
            ("p_low", found.map(|e| e.low.p_value).into()),
            ("p_high", found.map(|e| e.high.p_value).into()),
            ("p_tost", found.map(|e| e.p_value).into()),
            ("ci90_lower", low(found.map(|e| e.interval))),
            ("ci90_upper", upper.into()),
        ]
    });
}
