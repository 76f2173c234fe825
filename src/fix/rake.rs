//! Raking: weights that meet the share of every group of every attribute, as near to those before as can be.

use evenhand_metrics::weights::{Margin, RakeRefusal, rake};

use super::margins::Margins;
use super::weigh::Weights;
use crate::lang::Said;

/// The weights that meet the margins.
pub(super) fn weights(margins: &Margins<'_>) -> Result<Weights, Said> {
    let start: Vec<f64> = starts(margins);
    let wanted: Vec<Margin> = margins
        .targets
        .iter()
        .enumerate()
        .map(|(axis, targets)| Margin { axes: vec![axis], targets: targets.clone() })
        .collect();
    let found =
        rake(&margins.places.sizes, &margins.people, &start, &wanted).map_err(|refusal| refused(margins, refusal))?;
    let factor = |(weight, start): (&f64, &f64)| if *start > 0.0 { weight / start } else { 1.0 };
    let factors: Vec<f64> = found.weights.iter().zip(&start).map(factor).collect();
    Ok(margins.weights(&factors))
}

/// The mean weight of the people of each combination before; 1 where there are none.
fn starts(margins: &Margins<'_>) -> Vec<f64> {
    let mean = |(held, people): (&f64, &f64)| if *people > 0.0 { held / people } else { 1.0 };
    margins.held.iter().zip(&margins.people).map(mean).collect()
}

fn refused(margins: &Margins<'_>, refusal: RakeRefusal) -> Said {
    let total: f64 = margins.held.iter().sum();
    match refusal {
        RakeRefusal::EmptyCategory(at) => {
            let segment = margins.segment(at.margin, at.category).id();
            Said::new("fix-margin-empty").with("segment", segment)
        }
        RakeRefusal::NotMet { at, wanted, reached } => {
            let segment = margins.segment(at.margin, at.category).id();
            let said = Said::new("fix-margin-not-met").with("segment", segment);
            said.with("wanted", wanted / total).with("reached", reached / total)
        }
        RakeRefusal::NoTable | RakeRefusal::TotalsDiffer { .. } => Said::new("fix-no-answer"),
    }
}
