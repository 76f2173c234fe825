//! Linearised standard errors: every cluster's pull on the estimate, squared and added.

use super::{Rates, StandardErrors};
use crate::{
    tally::{Pair, Tally},
    undefined::Undefined,
};

/// Standard errors over clusters. Each cluster brings its sums for both groups, Σwy (top) and Σw (bottom), and none may be
/// left out because it has nobody in them: the groups are domains of one sample. A person by itself is a cluster of one.
///
/// **Formula** U = Σ w(y - p)/W per cluster (for a logarithm divided by p; of two groups, the group's minus the
/// reference's), Var = C/(C-1) Σ(U - Ū)².
///
/// **Source** Binder (1983); as the R package survey computes it for domains.
///
/// **Undefined when** there are fewer than two clusters ([`Undefined::TooFewUnits`]), a group has no weight
/// ([`Undefined::EmptyGroup`], [`Undefined::ReferenceUndefined`]), or, for the logarithm, a rate is zero
/// ([`Undefined::NobodySelected`], [`Undefined::ReferenceZero`]).
///
/// ```
/// # use evenhand_metrics::{dependence::linearised, tally::{Pair, Tally}};
/// // four people of the group with weights 1 to 4, the middle two selected; four of the reference, none selected
/// let person = |top, bottom| Pair::new(Tally::new(top, bottom), Tally::new(0.0, 0.0));
/// let people = [person(0.0, 1.0), person(2.0, 2.0), person(3.0, 3.0), person(0.0, 4.0)];
/// let others = [1.0, 2.0, 1.0, 2.0].map(|w| Pair::new(Tally::new(0.0, 0.0), Tally::new(0.0, w)));
/// let errors = linearised(&[people, others].concat());
/// assert!((errors.group.unwrap() - 0.29277002188455997).abs() < 1e-15);
/// assert_eq!(errors.reference, Ok(0.0));
/// ```
#[must_use]
pub fn linearised(clusters: &[Pair]) -> StandardErrors {
    let rates = Rates::over(clusters.iter());
    let error = |pull: &dyn Fn(&Pair) -> f64| standard_error(clusters, pull);
    let of_group = |cluster: &Pair| pull(cluster.group, rates.all.group);
    let of_reference = |cluster: &Pair| pull(cluster.reference, rates.all.reference);
    StandardErrors {
        group: rates.group.and_then(|_| error(&of_group)),
        reference: rates.reference.and_then(|_| error(&of_reference)),
        difference: rates.difference().and_then(|_| error(&|cluster| of_group(cluster) - of_reference(cluster))),
        log_ratio: rates.log_ratio().and_then(|_| {
            let (p1, p2) = (rates.group?, rates.reference?);
            error(&|cluster| of_group(cluster) / p1 - of_reference(cluster) / p2)
        }),
    }
}

/// How far a cluster pulls the rate of all from what it would be without a deviation there.
fn pull(cluster: Tally, all: Tally) -> f64 {
    (cluster.top - all.top / all.bottom * cluster.bottom) / all.bottom
}

#[expect(clippy::cast_precision_loss, reason = "there are never 2^53 clusters")]
fn standard_error(clusters: &[Pair], pull: &dyn Fn(&Pair) -> f64) -> Result<f64, Undefined> {
    let count = clusters.len() as f64;
    if count < 2.0 {
        return Err(Undefined::TooFewUnits);
    }
    let mean = clusters.iter().map(pull).sum::<f64>() / count;
    let squares: f64 = clusters.iter().map(|cluster| (pull(cluster) - mean).powi(2)).sum();
    Ok((count / (count - 1.0) * squares).sqrt())
}
