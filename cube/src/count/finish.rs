//! From codes to the cube: labels that somebody has, in the order in which they are shown.

use std::collections::BTreeMap;

use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};

use super::cross::Cross;
use super::exact::Axis;
use super::extra_dims::ExtraDims;
use super::layout::Layout;
use crate::error::{Error, ErrorCode, Said};
use crate::read::batch_reader::Coded;
use crate::read::labels::{Labels, sort_labels};
use crate::spec::{Attribute, CAMPAIGN, CubeSpec};

/// Everything that makes rows unreadable and shows only once they were all looked at, the first of the plan first.
pub(crate) fn unreadable(spec: &CubeSpec, layout: &Layout) -> Option<Error> {
    let flags = layout.flags().find_map(crate::read::flags::Flag::error);
    let campaigns = layout.campaigns().filter(|labels| labels.in_trouble()).and_then(|labels| {
        let column = spec.columns.campaign.as_ref().map_or("", |named| named.column.as_str());
        let error = labels.error(column)?;
        Some(Error { said: Said { id: ErrorCode::D035.id().into(), ..error.said }, ..error })
    });
    let attributes = spec.attributes.iter().zip(layout.coded());
    let of_attribute = |(attribute, coded): (&Attribute, &Coded<Labels>)| {
        let made = coded.made.as_ref().and_then(|made| made.error(&attribute.name));
        made.or_else(|| coded.meaning.error(&attribute.name))
    };
    flags.or(campaigns).or_else(|| attributes.into_iter().find_map(of_attribute))
}

/// The axes of the rows' codes, and for each the codes in the order of its labels.
pub(crate) fn axes(spec: &CubeSpec, layout: &Layout, further: &ExtraDims) -> (Vec<Axis>, Vec<Vec<u32>>) {
    let attributes = spec.attributes.iter().map(|attribute| attribute.name.as_str());
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
