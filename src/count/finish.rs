//! From codes to the cube: labels that somebody has, in the order in which they are shown, and what makes a file unfit to
//! be audited although every row of it could be read.

use std::collections::BTreeMap;

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use super::cross::Cross;
use super::exact::Axis;
use super::further::Further;
use super::layout::Layout;
use crate::error::{Error, Place, Result, nearest};
use crate::ingest::labels::{Labels, sort_labels};
use crate::ingest::wanted::Coded;
use crate::plan::{Attribute, CAMPAIGN, Decision, Plan, Test};

/// Labels listed in an error at most.
const LISTED: usize = 20;

/// Everything that makes rows unreadable and shows only once they were all looked at, the first of the plan first.
pub(crate) fn unreadable(plan: &Plan, layout: &Layout) -> Option<Error> {
    let flags = layout.flags().find_map(crate::ingest::flags::Flag::error);
    let campaigns = layout.campaigns().filter(|labels| labels.in_trouble()).and_then(|labels| {
        let column = plan.columns.campaign.as_ref().map_or("", |named| named.column.as_str());
        let error = labels.error(column)?;
        Some(Error { said: crate::lang::Said { id: "EVH-D035".into(), ..error.said }, ..error })
    });
    let attributes = plan.attributes.iter().zip(layout.coded());
    let of_attribute = |(attribute, coded): (&Attribute, &Coded<Labels>)| {
        let made = coded.made.as_ref().and_then(|made| made.error(&attribute.name));
        made.or_else(|| coded.meaning.error(&attribute.name))
    };
    flags.or(campaigns).or_else(|| attributes.into_iter().find_map(of_attribute))
}

/// The axes of the rows' codes, and for each the codes in the order of its labels.
pub(crate) fn axes(plan: &Plan, layout: &Layout, further: &Further) -> (Vec<Axis>, Vec<Vec<u32>>) {
    let attributes = plan.attributes.iter().map(|attribute| attribute.name.as_str());
    let ids = attributes.chain(layout.campaigns().map(|_| CAMPAIGN));
    let books = layout.labels().chain(layout.campaigns());
    ids.zip(books)
        .map(|(id, book)| {
            let mut labels = book.labels().to_vec();
            sort_labels(&mut labels, book.order());
            let codes: BTreeMap<&str, u32> = book.labels().iter().map(String::as_str).zip(1..).collect();
            let order = labels.iter().filter_map(|label| codes.get(label.as_str()).copied()).collect();
            (Axis { id: id.to_owned(), labels, order: book.order().to_vec() }, order)
        })
        .chain(further.axes())
        .unzip()
}

/// The cube over every label met.
pub(crate) fn cube(axes: &[Axis], orders: &[Vec<u32>], crosses: &[Cross]) -> Cube {
    let places = orders.iter().map(|order| {
        let mut places = vec![MISSING; order.len() + 1];
        for (place, code) in (0..).zip(order) {
            places[*code as usize] = place;
        }
        places
    });
    let places: Vec<Vec<Code>> = places.collect();
    let dimension = |dim: &usize| Dimension::new(&axes[*dim].id, &axes[*dim].labels);
    let cuboids = crosses.iter().map(|cross| {
        let mut cuboid = Cuboid::new(cross.dims.iter().map(dimension).collect());
        for (codes, cell) in cross.cells() {
            let key: Vec<Code> = cross.dims.iter().zip(codes).map(|(dim, code)| places[*dim][code as usize]).collect();
            cuboid.add(&key, cell.clone());
        }
        cuboid
    });
    Cube { cuboids: cuboids.collect() }
}

/// Whether the people counted can be audited at all.
///
/// `undecided` are the people left out without a decision.
///
/// # Errors
/// When nobody is left, when all or none were selected, when an attribute has fewer than two groups, or when the plan
/// names a reference that nobody belongs to.
pub(crate) fn fit(plan: &Plan, cube: &Cube, rows: u64, undecided: u64) -> Result<()> {
    let total = cube.total();
    let (people, selected) = (total.people(), total.count(Outcomes::SELECTED));
    let file = plan.data.decisions_name.as_str();
    let of_file = || Place::Data { file: file.to_owned(), column: None, row: None };
    if people == 0 {
        return Err(Error::new("EVH-D032").with("file", file).with("rows", rows).at(of_file()));
    }
    let only_delivered = matches!(plan.columns.decision, Decision::Delivered { .. });
    if (selected == 0 || selected == people) && !only_delivered {
        let which = if selected == 0 { "none" } else { "all" };
        let read = if let Decision::Row { read, .. } = &plan.columns.decision { Some(read) } else { None };
        let flag = read.and_then(|read| read.column.place.flag()).unwrap_or_default();
        let from = if flag.is_empty() { "config" } else { "flag" };
        let yes = match read.map(|read| &read.test) {
            Some(Test::AnyOf { yes, .. }) => yes.first().map_or("1", String::as_str),
            _ => "1",
        };
        return Err(Error::new("EVH-D031")
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
            let error = Error::new("EVH-D028").with("groups", labels.len()).with("column", attribute.column.as_str());
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
    Error::new("EVH-D029")
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
    Err(Error::new("EVH-P012")
        .with("attribute", attribute)
        .with("group", label)
        .with("near", if like.is_some() { "yes" } else { "no" })
        .with("suggestion", like.unwrap_or_default())
        .with("known", listed)
        .at(place.clone()))
}
