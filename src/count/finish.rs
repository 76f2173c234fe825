//! From codes to the cube: labels that somebody has, in the order in which they are shown, and what makes a file unfit to
//! be audited although every row of it could be read.

use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use super::layout::Layout;
use super::left_out::Shown;
use super::rows::Counter;
use crate::error::{Error, Place, Result, nearest};
use crate::ingest::labels::Labels;
use crate::plan::{CAMPAIGN, Plan};

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
    let attributes = plan.attributes.iter().zip(layout.labels());
    flags.or(campaigns).or_else(|| attributes.into_iter().find_map(|(attribute, labels)| labels.error(&attribute.name)))
}

/// The dimensions of the rows' codes, each with its labels in the order in which they are shown.
#[derive(Debug)]
pub(crate) struct Dimensions<'a> {
    names: Vec<&'a str>,
    /// For each dimension its codes in the order of labels.
    order: Vec<Vec<u32>>,
    labels: Vec<&'a [String]>,
}

impl<'a> Dimensions<'a> {
    /// Sorts every label met.
    pub(crate) fn new(plan: &'a Plan, layout: &'a Layout) -> Self {
        let attributes = plan.attributes.iter().map(|attribute| attribute.name.as_str());
        let names = attributes.chain(layout.campaigns().map(|_| CAMPAIGN)).collect();
        let books: Vec<&Labels> = layout.labels().chain(layout.campaigns()).collect();
        let order = books.iter().map(|book| sorted(book)).collect();
        Self { names, order, labels: books.iter().map(|book| book.labels()).collect() }
    }

    fn label(&self, dim: usize, code: u32) -> &'a str {
        (code as usize).checked_sub(1).and_then(|at| self.labels[dim].get(at)).map_or("", String::as_str)
    }

    /// As people left out are shown.
    pub(crate) fn shown(&self) -> Vec<Shown<'a>> {
        let dims = self.names.iter().zip(&self.order).enumerate();
        dims.map(|(dim, (name, order))| Shown {
            name,
            is_campaign: *name == CAMPAIGN,
            labels: order.iter().map(|code| (*code, Some(self.label(dim, *code)))).chain([(0, None)]).collect(),
        })
        .collect()
    }

    /// The cube: labels that only rows left out have are not in it.
    pub(crate) fn cube(&self, counter: &Counter) -> Cube {
        let mut used: Vec<Vec<bool>> = self.labels.iter().map(|labels| vec![false; labels.len() + 1]).collect();
        for cross in &counter.crosses {
            for (codes, _) in cross.cells() {
                for (dim, code) in cross.dims.iter().zip(codes) {
                    used[*dim][code as usize] = true;
                }
            }
        }
        let mut dimensions = Vec::new();
        let mut places: Vec<Vec<Code>> = Vec::new();
        for (dim, used) in used.iter().enumerate() {
            let order: Vec<u32> = self.order[dim].iter().copied().filter(|code| used[*code as usize]).collect();
            let mut place = vec![MISSING; used.len()];
            for (at, code) in (0..).zip(&order) {
                place[*code as usize] = at;
            }
            dimensions.push(Dimension::new(self.names[dim], order.iter().map(|code| self.label(dim, *code))));
            places.push(place);
        }
        let cuboids = counter.crosses.iter().map(|cross| {
            let mut cuboid = Cuboid::new(cross.dims.iter().map(|dim| dimensions[*dim].clone()).collect());
            for (codes, cell) in cross.cells() {
                let key: Vec<Code> =
                    cross.dims.iter().zip(codes).map(|(dim, code)| places[*dim][code as usize]).collect();
                cuboid.add(&key, cell.clone());
            }
            cuboid
        });
        Cube { cuboids: cuboids.collect() }
    }
}

fn sorted(book: &Labels) -> Vec<u32> {
    let labels = book.labels();
    let all_whole = labels.iter().all(|label| label.parse::<i128>().is_ok());
    let mut order: Vec<u32> = (1..).take(labels.len()).collect();
    let label = |code: u32| labels[code as usize - 1].as_str();
    order.sort_by(|a, b| book.compare(label(*a), label(*b), all_whole));
    order
}

/// Whether the people counted can be audited at all.
///
/// # Errors
/// When nobody is left, when all or none were selected, when an attribute has fewer than two groups, or when the plan
/// names a reference that nobody belongs to.
pub(crate) fn fit(plan: &Plan, cube: &Cube, rows: u64) -> Result<()> {
    let total = cube.total();
    let (people, selected) = (total.people(), total.count(Outcomes::SELECTED));
    let file = plan.data.decisions_name.as_str();
    let of_file = || Place::Data { file: file.to_owned(), column: None, row: None };
    if people == 0 {
        return Err(Error::new("EVH-D032").with("file", file).with("rows", rows).at(of_file()));
    }
    if selected == 0 || selected == people {
        let which = if selected == 0 { "none" } else { "all" };
        return Err(Error::new("EVH-D031")
            .with("file", file)
            .with("selected", which)
            .with("people", people)
            .at(of_file()));
    }
    for attribute in &plan.attributes {
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
