//! Reweighing: weights under which the label that a model learns says nothing about the group.

use evenhand_metrics::cell::Cell;
use evenhand_metrics::weights::{ReweighRefusal, reweigh};

use super::target::Groups;
use super::weigh::{By, Places, Weights, weight_of};
use crate::document::{Balance, BalanceOf, RuleRow};
use crate::lang::Said;
use crate::plan::CubeSpec;

/// The weights for these groups; `cells` are those of every combination of codes, `places` their numbers.
pub(super) fn weights(spec: &CubeSpec, groups: &Groups, places: &Places, cells: &[Cell]) -> Result<Weights, Said> {
    let by = if spec.columns.outcome.is_some() { By::Outcome } else { By::Decision };
    let of_group: Vec<usize> = groups.combinations(places);
    let counts: Vec<Vec<f64>> =
        of_group.iter().map(|at| by.kinds().into_iter().map(|kinds| weight_of(&cells[*at], kinds)).collect()).collect();
    let found = reweigh(&counts).map_err(|refusal| refused(groups, by, refusal))?;
    let mut factors = vec![vec![None; by.kinds().len()]; places.len()];
    let (mut rows, mut balance) = (Vec::new(), Vec::new());
    for (group, at) in of_group.iter().enumerate() {
        factors[*at] = found.factors[group].iter().copied().map(Some).collect();
        for (label, factor) in by.classes().iter().zip(&found.factors[group]) {
            rows.push(RuleRow {
                label: Some((*label).into()),
                weight: Some(*factor),
                ..RuleRow::of(groups.segments[group].clone())
            });
        }
        let rate = |counts: &[f64]| counts[1] / (counts[0] + counts[1]);
        let weighed: Vec<f64> =
            counts[group].iter().zip(&found.factors[group]).map(|(count, factor)| count * factor).collect();
        balance.push(Balance {
            segment: groups.segments[group].clone(),
            people_below: None,
            of: BalanceOf::Rate.into(),
            before: Some(rate(&counts[group])),
            after: Some(rate(&weighed)),
            target: Some(found.shares[1]),
        });
    }
    Ok(Weights { by, places: places.clone(), factors, rows, balance })
}

fn refused(groups: &Groups, by: By, refusal: ReweighRefusal) -> Said {
    match refusal {
        ReweighRefusal::Empty(cells) => {
            let first = cells.first();
            let segment = first.map(|at| groups.segments[at.group].id()).unwrap_or_default();
            let label = first.map_or("", |at| by.classes()[at.label].id());
            Said::new("fix-reweigh-empty").with("segment", segment).with("label", label).with("cells", cells.len())
        }
        ReweighRefusal::NoTable => Said::new("fix-no-answer"),
    }
}
