//! What an audit starts from: the exact counts as they may be shown under a plan, and whether these people can be audited
//! at all. No row is known here, and no measure.

mod fit;
mod labels;

use crate::plan::Role;
use evenhand_cube::count::{self, Axis, Exact, Left, Progress, Reason};
use evenhand_cube::spec::{CAMPAIGN, Test};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::cube::{Cube, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use crate::document::{Input, LeftOut, LeftOutPart, MissingOut, Population};
use crate::error::Result;
use crate::lang::Said;
use crate::plan::{Attribute, CubeSpec, Plan};
use crate::segment::Segment;

/// Everything that reading the rows gives.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Dimensions: the attributes' names in config order, then `spec::CAMPAIGN` when there are campaigns, and in further
    /// cuboids `spec::FOLD`, `PART`, `HOLDOUT`, `STAGE` and `SCORE`.
    pub cube: Cube,
    /// Whether cells carry weights.
    pub weighted: bool,
    /// The files read.
    pub inputs: Vec<Input>,
    /// Who was counted and who was left out.
    pub population: Population,
    /// What a reader should know: a repeated key, a detected separator.
    pub warnings: Vec<Said>,
}

/// Reads the rows that a plan names, once, into what an audit starts from.
///
/// # Errors
/// With the codes of data, for everything in the data that the plan does not allow or that cannot be
/// audited.
pub fn run(plan: &Plan, progress: &mut dyn FnMut(Progress)) -> Result<Counted> {
    of(count::exact(plan, progress)?, plan)
}

/// What an audit under a plan starts from.
///
/// # Errors
/// When these people cannot be audited under the plan: nobody, all or none selected, one group, a reference that
/// nobody belongs to, too many groups.
pub fn of(exact: Exact, plan: &Plan) -> Result<Counted> {
    fit::groups_are_few(&exact, plan)?;
    labels::numbers_are_few(&exact, plan)?;
    let totals = labels::said_of_totals(&exact, plan, !plan.checks.is_empty())?;
    let rows_read = exact.inputs.iter().filter(|input| input.role == "decisions").map(|input| input.rows).sum();
    let mut warnings = exact.notes.clone();
    warnings.extend(totals);
    warnings.extend(labels::said_of_labels(&exact, plan));
    warnings.extend(said(&exact, plan));
    let undecided = exact.left_out.iter().find(|left| left.reason == Reason::DecisionMissing);
    let undecided = undecided.map_or(0, |left| left.people);
    let left_out = exact.left_out.iter().map(|left| shown(left, &exact.axes, plan.privacy.min_cell)).collect();
    let inputs = exact.inputs.clone();
    let cube = exact.cube_of_people();
    fit::fit(plan, &cube, rows_read, undecided)?;
    let population = Population {
        rows_read,
        people_used: cube.total().people(),
        left_out,
        missing: missing(&plan.attributes, plan.privacy.min_cell, &cube),
    };
    Ok(Counted { cube, weighted: plan.columns[Role::Weight].is_some(), inputs, population, warnings })
}

/// What a reader of the audit should know of the counts.
fn said(exact: &Exact, spec: &CubeSpec) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(audience) = &spec.data.audience {
        let mut about = |id: &str, count: u64, name: &str, file: &str, column: &str| {
            let said_now = Said::new(id).with(name, count).with("file", file).with("column", column);
            said.extend((count > 0).then_some(said_now));
        };
        let (decisions, audience_name) = (spec.data.decisions_name.as_str(), audience.name.as_str());
        let people = exact.repeats.people_in_decisions;
        // With a unit, the design effect allows for people with several rows.
        let people = if spec.columns[Role::Unit].is_none() { people } else { 0 };
        about("key-repeats", people, "people", decisions, &audience.key_in_decisions);
        let rows = exact.repeats.rows_in_audience;
        about("audience-repeats", rows, "rows", audience_name, &audience.key_in_audience);
    }
    if let Some(outcome) = &spec.columns.outcome
        && matches!(outcome.read.test, Test::AnyOf { .. })
        && exact.cube.total().count(Outcomes::POSITIVE) == 0
    {
        said.push(Said::new("positive-never-seen").with("column", outcome.read.column.column.as_str()));
    }
    let spend = exact.cube.total().spend.as_deref().copied().unwrap_or_default();
    for (role, spent) in Role::stated() {
        let stated = spend[spent];
        if let Some(column) = spec.columns.column(role).filter(|_| stated.silent > 0) {
            let rows = Said::new("spend-unknown").with("rows", stated.silent);
            said.push(rows.with("column", column.column.as_str()));
        }
    }
    if exact.is_declared_only() {
        said.push(Said::new("crosses-only").with("max_cells", exact.counting.max_cells));
    }
    said
}

fn missing(attributes: &[Attribute], min_cell: u64, cube: &Cube) -> Vec<MissingOut> {
    let people = |name: &str| {
        let margin = cube.margin(&[name])?;
        margin.get(&[MISSING]).map(Cell::people)
    };
    let of = |name: &String| {
        let people = people(name).unwrap_or(0);
        let hidden = (1..min_cell).contains(&people);
        MissingOut {
            attribute: name.clone(),
            people: (!hidden).then_some(people),
            people_below: hidden.then_some(min_cell),
        }
    };
    attributes.iter().map(|attribute| of(&attribute.name)).collect()
}

/// People left out as the audit shows them. Parts with fewer than `min_cell` people get no number, as no group of so few does.
fn shown(left: &Left, axes: &[Axis], min_cell: u64) -> LeftOut {
    let parts = left.by.iter().zip(axes).filter(|(_, axis)| (axis.id == CAMPAIGN) == left.reason.is_of_nobody());
    let by = parts.flat_map(|(by, axis)| parts_of(axis, by, min_cell)).collect();
    LeftOut { reason: left.reason.id().to_owned(), people: left.people, by }
}

fn parts_of(axis: &Axis, by: &[u64], min_cell: u64) -> Vec<LeftOutPart> {
    let labels = axis.labels.iter().map(Some).chain([None]);
    let present = by.iter().copied().zip(labels).filter(|(people, _)| *people > 0);
    let is_campaign = axis.id == CAMPAIGN;
    let part = |(people, label): (u64, Option<&String>)| {
        let label = label.cloned();
        LeftOutPart {
            segment: (!is_campaign).then(|| Segment(vec![(axis.id.clone(), label.clone())])),
            campaign: label.filter(|_| is_campaign),
            people: (people >= min_cell).then_some(people),
        }
    };
    present.map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(id: &str, labels: &[&str]) -> Axis {
        Axis { id: id.into(), labels: labels.iter().map(|label| (*label).to_owned()).collect(), order: Vec::new() }
    }

    #[test]
    fn a_small_part_has_no_number_and_takes_nobody_with_it() {
        let left = Left { reason: Reason::DecisionMissing, people: 123, by: vec![vec![40, 50, 3, 30], vec![123, 0]] };
        let axes = [axis("gender", &["f", "m", "x"]), axis(CAMPAIGN, &["spring"])];
        let shown = shown(&left, &axes, 11);
        assert_eq!((shown.reason.as_str(), shown.people), ("decision-missing", 123));
        let people: Vec<_> = shown.by.iter().map(|part| (part.segment.clone().unwrap().id(), part.people)).collect();
        let expected = [("gender=f", Some(40)), ("gender=m", Some(50)), ("gender=x", None), ("gender=()", Some(30))];
        assert_eq!(people, expected.map(|(id, people)| (id.to_owned(), people)));
    }

    #[test]
    fn people_whom_nobody_knows_are_shown_by_campaign() {
        let left = Left { reason: Reason::NotInAudience, people: 20, by: vec![vec![0, 0, 0, 20], vec![20, 0]] };
        let shown = shown(&left, &[axis("gender", &["f", "m", "x"]), axis(CAMPAIGN, &["spring"])], 11);
        assert_eq!(shown.by.len(), 1);
        assert_eq!((shown.by[0].campaign.as_deref(), shown.by[0].people), (Some("spring"), Some(20)));
    }
}
