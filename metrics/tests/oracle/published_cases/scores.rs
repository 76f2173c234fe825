//! Published figures of scores and of distances between histograms.

use evenhand_metrics::{
    compare::ratio,
    scores::{
        Scores,
        distance::Shares,
        gap::{Spread, mean, standardised_mean_difference},
    },
    special::chi_squared,
};
use serde_json::Value;

use super::{Answer, people};

pub(crate) fn answer(case: &Value, expect: &Value) -> Option<Answer> {
    let input = &case["input"];
    let metric = expect["metric"].as_str()?;
    if let Some(score) = input["score"].as_array() {
        let (labels, names) = (input["group"].as_array()?, expect["groups"].as_array()?);
        let of = |name: &Value| {
            let rows = labels.iter().zip(score).filter(|(label, _)| *label == name);
            Scores::of_counts(rows.filter_map(|(_, score)| Some((score.as_f64()?, 0, 0, 1)))).ok()
        };
        let (a, b) = (of(&names[0])?, of(&names[1])?);
        let means = || ratio(mean(&a), mean(&b));
        return match metric {
            "mean-score" => Some(means()),
            "ln-ratio" => Some(means().map(f64::ln)),
            "smd" => Some(standardised_mean_difference(&a, &b, Spread::Pooled)),
            _ => None,
        };
    }
    let shares = histograms(input, &case["settings"]["facet"])?;
    match metric {
        "kl-divergence" => Some(shares.kullback_leibler()),
        "js-divergence" => Some(Ok(shares.jensen_shannon())),
        "js-distance" => Some(Ok(shares.jensen_shannon().sqrt())),
        "total-variation" => Some(Ok(shares.total_variation())),
        "l2-distance" => Some(Ok(shares.euclidean())),
        "linf-distance" => Some(Ok(shares.largest())),
        "chi2-goodness-of-fit" => Some(goodness_of_fit(&shares, &sizes(input)?)),
        "p-value-chi2-goodness-of-fit" => {
            let sizes = sizes(input)?;
            let df = u32::try_from(sizes.len()).ok()? - 1;
            Some(goodness_of_fit(&shares, &sizes).map(|statistic| chi_squared::above(statistic, df)))
        }
        _ => None,
    }
}

/// Pearson's, which is that of the shares as often as there are people.
fn goodness_of_fit(shares: &Shares, sizes: &[u64]) -> Answer {
    shares.chi_squared().map(|each| each * people(sizes.iter().sum()))
}

fn sizes(input: &Value) -> Option<Vec<u64>> {
    Some(input["counts"]["n"].as_array()?.iter().filter_map(Value::as_u64).collect())
}

/// Of everybody outside the facet and of the facet by label, or of group sizes against equal shares. A facet is marked
/// by 1, or named in the settings.
fn histograms(input: &Value, named: &Value) -> Option<Shares> {
    if let (Some(labels), Some(sides)) =
        (input["label"].as_array(), input["facet"].as_array().or(input["category"].as_array()))
    {
        let inside = |side: &Value| named.as_array().map_or(side.as_i64() == Some(1), |named| named.contains(side));
        let mut kinds: Vec<&Value> = Vec::new();
        for label in labels {
            if !kinds.contains(&label) {
                kinds.push(label);
            }
        }
        let count = |kind: &Value, facet: bool| {
            let rows = labels.iter().zip(sides).filter(|(label, side)| *label == kind && inside(side) == facet);
            u64::try_from(rows.count()).ok()
        };
        let of = |facet| kinds.iter().filter_map(|kind| count(kind, facet)).collect::<Vec<u64>>();
        return Shares::of_counts(&of(false), &of(true)).ok();
    }
    let sizes = sizes(input)?;
    Shares::of_counts(&sizes, &vec![1; sizes.len()]).ok()
}
