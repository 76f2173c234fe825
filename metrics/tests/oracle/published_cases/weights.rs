//! Published figures of weights that make group and label independent.

use evenhand_metrics::{cell::Cell, outcomes::Outcomes, weights::reweigh};
use serde_json::Value;

use super::{Answer, people};

/// A weight of one cell, or the difference of two groups' rates once everybody is weighted.
pub(crate) fn answer(groups: &[(String, Cell)], expect: &Value) -> Option<Answer> {
    let counts =
        |cell: &Cell| [Outcomes::REJECTED, Outcomes::SELECTED].map(|outcomes| people(cell.count(outcomes))).to_vec();
    let counts: Vec<Vec<f64>> = groups.iter().map(|(_, cell)| counts(cell)).collect();
    let place = |label: &Value| groups.iter().position(|(known, _)| Some(known.as_str()) == label.as_str());
    let found = || reweigh(&counts).ok();
    if expect["metric"] == "reweighing-weight" {
        let label = usize::try_from(expect["label"].as_u64()?).ok()?;
        return Some(Ok(found()?.factors[place(&expect["group"])?][label]));
    }
    if expect["after"] != "reweighing" {
        return None;
    }
    let found = found()?;
    let rate = |group: usize| {
        let weighed = |label: usize| found.factors[group][label] * counts[group][label];
        weighed(1) / (weighed(0) + weighed(1))
    };
    Some(Ok(rate(place(&expect["groups"][0])?) - rate(place(&expect["groups"][1])?)))
}
