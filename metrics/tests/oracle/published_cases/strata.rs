//! Published figures of comparisons within strata, and of sizes against equal shares.

use evenhand_metrics::{
    interval::Confidence,
    significance::Tested,
    strata::{association, homogeneity, odds_ratio, rate_difference, rate_ratio},
    tally::{Pair, Tally},
};
use serde_json::Value;

use super::Answer;

pub(crate) fn answer(input: &Value, expect: &Value) -> Option<Answer> {
    let (strata, sure) = (strata(input)?, Confidence::normal(0.95));
    let statistic = |tested: Tested| tested.statistic.unwrap_or(f64::NAN);
    let (tested, alike) = (association(&strata), homogeneity(&strata));
    Some(match expect["metric"].as_str()? {
        "cmh-chi2" => tested.map(|tested| statistic(tested.plain)),
        "cmh-chi2-continuity" => tested.map(|tested| statistic(tested.corrected)),
        "p-value-cmh" => tested.map(|tested| tested.plain.p_value),
        "breslow-day" => alike.map(|alike| statistic(alike.breslow_day)),
        "p-value-breslow-day" => alike.map(|alike| alike.breslow_day.p_value),
        "mantel-haenszel-odds-ratio" => odds_ratio(&strata, &sure).map(|pooled| pooled.value),
        "mantel-haenszel-risk-ratio" => rate_ratio(&strata, &sure).map(|pooled| pooled.value),
        "mantel-haenszel-risk-difference" => rate_difference(&strata, &sure).map(|pooled| pooled.value),
        _ => return None,
    })
}

/// The group against its reference in each stratum: four counts in a row, or women against men.
fn strata(input: &Value) -> Option<Vec<Pair>> {
    let pair = |[a, b, c, d]: [u64; 4]| Pair::new(Tally::of_counts(a, a + b), Tally::of_counts(c, c + d));
    if let Some(rows) = input["strata"].as_array() {
        return rows.iter().map(|row| Some(pair(serde_json::from_value(row.clone()).ok()?))).collect();
    }
    let columns = &input["counts_by_stratum"];
    let n = |column: &str, at: usize| columns[column][at].as_u64();
    let counts = |at| {
        let of = |column| n(column, at);
        Some(pair([of("women_admitted")?, of("women_rejected")?, of("men_admitted")?, of("men_rejected")?]))
    };
    (0..columns["stratum"].as_array()?.len()).map(counts).collect()
}
