//! What makes counts unfit to be audited although every row could be read.

use evenhand_cube::count::Exact;
use evenhand_cube::read::proposed_bins;
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::outcomes::Outcomes;

use crate::error::{Error, ErrorCode, Place, Result, nearest};
use crate::plan::{CubeSpec, Decision, Plan, Test};

/// Labels listed in an error at most.
const LISTED: usize = 20;

/// Refuses an attribute of more groups than the plan allows.
///
/// # Errors
/// `EVH-D025`, with bins that would do where the labels are numbers.
pub(super) fn groups_are_few(exact: &Exact, spec: &CubeSpec) -> Result<()> {
    for attribute in &spec.attributes {
        let axis = exact.axes.iter().find(|axis| axis.id == attribute.name);
        let labels = axis.map_or(&[][..], |axis| &axis.labels);
        let groups = labels.len();
        if groups > spec.max_groups {
            let file = spec.data.decisions_name.clone();
            let error = Error::new(ErrorCode::D025).with("attribute", attribute.name.as_str()).with("groups", groups);
            let error = error.with("column", attribute.column.as_str()).with("max", spec.max_groups);
            let place = Place::Data { file, column: Some(attribute.column.clone()), row: None };
            let numbers: Vec<f64> = labels.iter().filter_map(|label| label.parse().ok()).collect();
            let numeric = attribute.bins.is_empty() && numbers.len() == groups;
            let error = error.with("more", "no").with("numeric", if numeric { "yes" } else { "no" });
            return Err(error.with("bins", proposed_bins(numbers.into_iter())).at(place));
        }
    }
    Ok(())
}

/// Whether the people counted can be audited at all.
///
/// `undecided` are the people left out without a decision.
///
/// # Errors
/// When nobody is left, when all or none were selected, when an attribute has fewer than two groups, or when the plan
/// names a reference that nobody belongs to.
pub(super) fn fit(plan: &Plan, cube: &Cube, rows: u64, undecided: u64) -> Result<()> {
    let total = cube.total();
    let (people, selected) = (total.people(), total.count(Outcomes::SELECTED));
    let file = plan.data.decisions_name.as_str();
    let of_file = || Place::Data { file: file.to_owned(), column: None, row: None };
    if people == 0 {
        return Err(Error::new(ErrorCode::D032).with("file", file).with("rows", rows).at(of_file()));
    }
    if (selected == 0 || selected == people) && !plan.columns.only_delivered() {
        let which = if selected == 0 { "none" } else { "all" };
        let read = if let Decision::Row { read, .. } = &plan.columns.decision { Some(read) } else { None };
        let flag = read.and_then(|read| read.column.place.flag()).unwrap_or_default();
        let from = if flag.is_empty() { "config" } else { "flag" };
        let yes = match read.map(|read| &read.test) {
            Some(Test::AnyOf { yes, .. }) => yes.first().map_or("1", String::as_str),
            _ => "1",
        };
        return Err(Error::new(ErrorCode::D031)
            .with("file", file)
            .with("selected", which)
            .with("people", people)
            .with("blank", undecided)
            .with("from", from)
            .with("flag", flag)
            .with("column", read.map_or("", |read| read.column.column.as_str()))
            .with("yes", yes)
            .at(of_file()));
    }
    named_groups(plan, cube)?;
    for attribute in plan.protected().map(|index| &plan.attributes[index]) {
        let labels =
            cube.cuboids.iter().find_map(|cuboid| Some(&cuboid.dims()[cuboid.position(&attribute.name)?].labels));
        let Some(labels) = labels else { continue };
        if labels.len() < 2 {
            let error =
                Error::new(ErrorCode::D028).with("groups", labels.len()).with("column", attribute.column.as_str());
            return Err(error.with("attribute", attribute.name.as_str()).at(attribute.place.clone()));
        }
        if let ReferenceRule::Named(named) = &attribute.reference
            && !labels.contains(named)
        {
            return Err(no_reference(&attribute.name, named, labels).at(attribute.reference_place.clone()));
        }
    }
    Ok(())
}

fn no_reference(attribute: &str, named: &str, labels: &[String]) -> Error {
    let like = nearest(named, labels.iter().map(String::as_str));
    let listed: Vec<&str> = labels.iter().take(LISTED).map(String::as_str).collect();
    Error::new(ErrorCode::D029)
        .with("attribute", attribute)
        .with("reference", named)
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("labels", listed)
        .with("more", labels.len().saturating_sub(LISTED))
}

/// Refuses groups that checks and waivers name and nobody belongs to: a rule about a missing group would always pass.
///
/// # Errors
/// `EVH-P012` at the place that names the first of them.
fn named_groups(plan: &Plan, cube: &Cube) -> Result<()> {
    for check in &plan.checks {
        for wanted in &check.must_decide {
            for (index, label) in &wanted.parts {
                known_group(cube, &plan.attributes[*index].name, label, &wanted.place)?;
            }
        }
        if let (Some(ReferenceRule::Named(label)), [set]) = (&check.reference, check.attributes.as_slice())
            && let [index] = set[..]
        {
            known_group(cube, &plan.attributes[index].name, label, &check.place)?;
        }
    }
    for waiver in &plan.waivers {
        for (name, label) in &waiver.segment {
            known_group(cube, name, label, &waiver.place)?;
        }
    }
    Ok(())
}

fn known_group(cube: &Cube, attribute: &str, label: &str, place: &Place) -> Result<()> {
    let labels = cube.cuboids.iter().find_map(|cuboid| Some(&cuboid.dims()[cuboid.position(attribute)?].labels));
    let Some(labels) = labels.filter(|labels| !labels.iter().any(|known| known == label)) else { return Ok(()) };
    let like = nearest(label, labels.iter().map(String::as_str));
    let listed: Vec<&str> = labels.iter().take(LISTED).map(String::as_str).collect();
    Err(Error::new(ErrorCode::P012)
        .with("attribute", attribute)
        .with("group", label)
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("known", listed)
        .at(place.clone()))
}
