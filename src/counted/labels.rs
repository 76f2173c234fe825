//! What labels say about themselves: rows that sum up others, words for no answer kept as groups, labels that differ only in
//! case or blanks, numbers without bins. Said, or refused where a check would rest on it; nothing is changed here.

use std::collections::BTreeMap;

use evenhand_cube::count::{Axis, Exact};
use evenhand_cube::read::{far, folded, is_no_answer, proposed_bins as proposal, shell};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::ReferenceRule;

use crate::error::{Error, ErrorCode, Place, Result};
use crate::lang::Said;
use crate::plan::{Attribute, CAMPAIGN, CubeSpec, Kind, Reading, Totals};

/// More groups of numbers than this are a quantity.
const MOST_NUMBERS: usize = 30;
/// More than this may be one: months are numbers and groups.
const MANY_NUMBERS: usize = 12;

/// What a reader should know of labels whose rows sum up others.
///
/// # Errors
/// `EVH-D071` where a check would rest on them and the plan does not say what they are.
pub(super) fn said_of_totals(exact: &Exact, spec: &CubeSpec, is_judged: bool) -> Result<Option<Said>> {
    let found = if spec.data.totals == Totals::Unstated { exact.totals() } else { Vec::new() };
    let mut names: Vec<&str> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for found in &found {
        let axis = &exact.axes[found.axis];
        let column = match spec.columns.campaign.as_ref().filter(|_| axis.id == CAMPAIGN) {
            Some(campaign) => campaign.column.as_str(),
            None => axis.id.as_str(),
        };
        if !names.contains(&column) {
            names.push(column);
        }
        labels.push(found.place.map_or_else(|| "()".to_owned(), |place| axis.labels[place].clone()));
    }
    if labels.is_empty() {
        return Ok(None);
    }
    let error = Error::new(ErrorCode::D071).with("labels", labels.len()).with("listed", labels);
    let place = Place::Data { file: spec.data.decisions_name.clone(), column: None, row: None };
    let error = error.with("attributes", names).with("from", from(&spec.data.decisions_place)).at(place);
    if !is_judged {
        return Ok(Some(Said { id: "total-rows".into(), ..error.said }));
    }
    Err(error)
}

/// What a reader should know of the labels met.
pub(super) fn said_of_labels(exact: &Exact, spec: &CubeSpec) -> Vec<Said> {
    let mut said = Vec::new();
    for axis in exact.axes.iter().take(exact.counting.base()) {
        let attribute = spec.attributes.iter().find(|attribute| attribute.name == axis.id);
        let labels: Vec<&str> =
            axis.labels.iter().map(String::as_str).filter(|label| !is_named(label, attribute)).collect();
        let (name, place) = match (attribute, &spec.columns.campaign) {
            (Some(attribute), _) if is_as_written(attribute) => (attribute.name.as_str(), &attribute.place),
            (None, Some(campaign)) => (campaign.column.as_str(), &campaign.place),
            _ => continue,
        };
        let about = |id: &str| Said::new(id).with("attribute", name).with("from", from(place));
        let no_answer: Vec<&str> = labels.iter().copied().filter(|label| is_no_answer(label)).collect();
        if !no_answer.is_empty() {
            let quoted = no_answer.iter().map(|label| format!("\"{label}\"")).collect::<Vec<_>>().join(", ");
            let about = about("no-answer-labels").with("labels", no_answer.len());
            let about = about.with("shell", shell(&no_answer.join(","))).with("quoted", quoted);
            said.push(about.with("listed", no_answer));
        }
        let mut alike: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for label in &labels {
            alike.entry(folded(label)).or_default().push(label);
        }
        for labels in alike.into_values().filter(|labels| labels.len() > 1) {
            // Quoted, or a blank at the end would not be seen.
            let listed: Vec<String> = labels.iter().map(|label| format!("\"{label}\"")).collect();
            said.push(about("labels-alike").with("listed", listed));
        }
        if let Some(attribute) = attribute {
            said.extend(said_of_numbers(exact, attribute, axis));
        }
    }
    said
}

/// Refuses an attribute that is a quantity, and would be as many groups as it has values.
///
/// # Errors
/// `EVH-D073` with bins that would do.
pub(super) fn numbers_are_few(exact: &Exact, spec: &CubeSpec) -> Result<()> {
    let axes = exact.axes.iter().take(exact.counting.base());
    let pairs = axes.filter_map(|axis| Some((spec.attributes.iter().find(|own| own.name == axis.id)?, axis)));
    for (attribute, axis) in pairs.filter(|(attribute, _)| attribute.kind == Kind::Protected) {
        let Some(numbers) = numbers(attribute, axis).filter(|numbers| numbers.len() > MOST_NUMBERS) else {
            continue;
        };
        let column = Some(attribute.column.clone());
        let place = Place::Data { file: spec.data.decisions_name.clone(), column, row: None };
        let far = far(numbers.iter().copied());
        let error =
            Error::new(ErrorCode::D073).with("attribute", attribute.name.as_str()).with("groups", numbers.len());
        let error = error.with("far", if far.is_some() { "yes" } else { "no" });
        let error = error.with("value", far.map(|far| far.to_string()).unwrap_or_default());
        let error = error.with("from", from(&attribute.place)).at(place);
        let bins = bins_for(exact, axis, &numbers);
        return Err(error.with("edges", bins.replace(' ', "")).with("bins", bins));
    }
    Ok(())
}

fn said_of_numbers(exact: &Exact, attribute: &Attribute, axis: &Axis) -> Vec<Said> {
    let Some(numbers) = numbers(attribute, axis) else { return Vec::new() };
    let about = |id: &str| {
        let said = Said::new(id).with("attribute", attribute.name.as_str());
        said.with("from", from(&attribute.place))
    };
    let mut said = Vec::new();
    if numbers.len() > MANY_NUMBERS {
        let bins = bins_for(exact, axis, &numbers);
        let about = about("numbers-as-groups").with("groups", numbers.len());
        said.push(about.with("edges", bins.replace(' ', "")).with("bins", bins));
    }
    said.extend(far(numbers.iter().copied()).map(|far| about("far-value").with("value", far.to_string())));
    said
}

/// Bins that cut the people of an axis of numbers into fifths, roughly.
fn bins_for(exact: &Exact, axis: &Axis, numbers: &[f64]) -> String {
    /// As many people as are enough to say where a fifth ends.
    const DRAWN: u64 = 2_000;
    let margin = exact.cube.margin(&[axis.id.as_str()]);
    let people = |code: u32| margin.as_ref().and_then(|margin| margin.get(&[code])).map_or(0, Cell::people);
    let all: u64 = (0..).zip(numbers).map(|(code, _)| people(code)).sum();
    let times = |code: u32| {
        let part = u128::from(people(code)) * u128::from(DRAWN) / u128::from(all.max(1));
        usize::try_from(part).unwrap_or(usize::MAX)
    };
    let far = far(numbers.iter().copied());
    let drawn = (0..).zip(numbers).filter(|(_, number)| Some(**number) != far);
    proposal(drawn.flat_map(|(code, number)| std::iter::repeat_n(*number, times(code))))
}

/// The numbers of an attribute, when all its labels are numbers and none was made a group by bins, a map or `bins = "labels"`.
fn numbers(attribute: &Attribute, axis: &Axis) -> Option<Vec<f64>> {
    if attribute.numbers_are_labels || !attribute.bins.is_empty() || !attribute.map.is_empty() {
        return None;
    }
    let number = |label: &String| label.trim().replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite());
    axis.labels.iter().map(number).collect()
}

/// Whether the plan names a label as a group.
fn is_named(label: &str, attribute: Option<&Attribute>) -> bool {
    attribute.is_some_and(|attribute| {
        let is_reference = matches!(&attribute.reference, ReferenceRule::Named(named) if named == label);
        is_reference || attribute.groups.contains_key(label) || attribute.map_order.iter().any(|named| named == label)
    })
}

/// Whether the labels of an attribute are those of its column.
fn is_as_written(attribute: &Attribute) -> bool {
    attribute.bins.is_empty() && matches!(attribute.reading, Reading::Column)
}

/// Whose words a remedy is told in: those of a flag, or of the config.
fn from(place: &Place) -> &'static str {
    if place.flag().is_some() { "flag" } else { "config" }
}
