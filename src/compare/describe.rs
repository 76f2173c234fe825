//! Turns comparisons into the findings of the document: estimate, nominal interval, people, test of equality. One way for
//! every measure.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::undefined::Undefined;

use super::compared::{Compared, Comparisons};
use super::reference::Chosen;
use super::scope::Group;
use crate::document::{Finding, IntervalOut, Reference};
use crate::plan::{Basis, Inference};

/// The findings of all groups of a scope, in one comparison.
pub(super) fn findings<'a, C: Compared<'a>>(
    compared: &Comparisons<'a, C>,
    comparison: Comparison,
    campaign: Option<&str>,
) -> impl Iterator<Item = Finding> {
    compared.all.iter().map(move |one| finding(one, &compared.chosen, comparison, campaign))
}

/// The finding of a group.
pub(super) fn finding<'a>(
    one: &impl Compared<'a>,
    chosen: &Chosen<'_>,
    comparison: Comparison,
    campaign: Option<&str>,
) -> Finding {
    let (measure, group, basis) = (one.measure(), one.group(), one.basis());
    let printed = one.is_printed(comparison);
    let value = if printed { one.value(comparison) } else { Err(Undefined::TooFew) };
    let people = one.people(comparison);
    let mut finding = Finding {
        id: chosen.finding_id(measure.id(), comparison, group, campaign),
        campaign: campaign.map(str::to_owned),
        people_effective: people.effective,
        top: people.top,
        bottom: people.bottom,
        reference_top: people.reference_top,
        reference_bottom: people.reference_bottom,
        weighted: people.weighted,
        reference: (comparison != Comparison::Value || measure.is_comparison()).then(|| reference(chosen)),
        ..blank(basis, measure.id(), comparison, group, value)
    };
    if !printed || basis.inference == Inference::Census {
        return finding;
    }
    match one.interval(comparison, &Confidence::normal(basis.statistics.level)) {
        Ok(found) => {
            let interval = IntervalOut::new(found.interval, found.method, found.deff);
            finding.interval = Some(interval.of_units(found.shared, found.degrees));
            finding.detectable = one.detectable_from_equality(comparison);
        }
        Err(reason) => finding.no_interval = value.ok().map(|_| reason.into()),
    }
    if value.is_ok() || finding.interval.is_some() {
        let tested = one.tested(comparison);
        finding.test = tested.map(|test| test.id.to_owned());
        finding.p_value = tested.map(|test| test.p_value);
        finding.under_equality = tested.and_then(|test| test.under_equality).map(Into::into);
    }
    finding
}

/// A finding with everything but its id, interval, reference and test.
pub(super) fn blank(
    basis: &Basis,
    measure: &str,
    comparison: Comparison,
    group: &Group,
    value: Result<f64, Undefined>,
) -> Finding {
    let hidden = group.is_hidden(basis.min_cell);
    Finding {
        segment: Some(group.segment.clone()),
        value: value.ok(),
        undefined: value.err().map(Into::into),
        people: (!hidden).then(|| group.cell.people()),
        people_below: hidden.then_some(basis.min_cell),
        ..Finding::blank(measure, comparison)
    }
}

/// A reference as documents name it.
pub(super) fn reference(chosen: &Chosen<'_>) -> Reference {
    Reference {
        rule: (&chosen.rule).into(),
        segment: chosen.reference.map(|reference| reference.segment.clone()),
        passed_over: chosen.passed_over.clone(),
    }
}
