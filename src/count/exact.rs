//! Everything that was counted, before anything is hidden: what a cube file holds, and what can be added up. It refuses to
//! know whether it can be audited.

use std::collections::BTreeMap;

use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};
use evenhand_metrics::outcomes::Outcomes;

use super::counting::Counting;
use super::finish::fit;
use super::left_out::{Left, Reason};
use super::totals::{self, Found};
use super::{Counted, missing};
use crate::document::{Input, Population};
use crate::error::{Error, Place, Result};
use crate::ingest::labels::proposal;
use crate::lang::Said;
use crate::plan::{FOLD, PART, Plan, Test};

/// An attribute or the campaign with every label met, those of people left out included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Id of the dimension.
    pub id: String,
    /// Labels in the order in which they are shown.
    pub labels: Vec<String>,
    /// The labels that map or bins put first, met or not: with it, labels of parts are put in order again.
    pub order: Vec<String>,
}

/// Rows that repeat a key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeats {
    /// People with several rows in the decisions (of one campaign, when there are campaigns).
    pub people_in_decisions: u64,
    /// Rows of the audience that repeat a person word for word, and were read once.
    pub rows_in_audience: u64,
}

/// Everything that was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// The dimensions, as `Counting::dimensions` has them.
    pub(crate) axes: Vec<Axis>,
    /// Cells over all labels of the axes.
    pub(crate) cube: Cube,
    pub(crate) left_out: Vec<Left>,
    pub(crate) repeats: Repeats,
    /// The files read.
    pub inputs: Vec<Input>,
    /// How it was counted.
    pub(crate) counting: Counting,
    /// Columns in which the only value beside those that mean yes was taken for the no, with its digest: parts with unlike
    /// ones cannot be added up.
    pub(crate) noes: BTreeMap<String, String>,
    /// What was noticed while reading; said once, and not part of what is counted.
    pub notes: Vec<Said>,
}

impl Exact {
    /// How many cells hold one person, over all cuboids.
    #[must_use]
    pub fn cells_of_one(&self) -> u64 {
        let cells = self.cube.cuboids.iter().flat_map(Cuboid::cells);
        cells.filter(|(_, cell)| cell.people() == 1).count() as u64
    }

    /// Everybody in the cube.
    #[must_use]
    pub fn people(&self) -> u64 {
        self.cube.total().people()
    }

    /// Whether the cross of all axes could have more cells than allowed, so that the declared crosses stand in its place.
    pub(crate) fn is_declared_only(&self) -> bool {
        exceeds(self.axes[..self.counting.base()].iter(), self.counting.max_cells)
    }

    /// What an audit under a plan starts from.
    ///
    /// # Errors
    /// When these people cannot be audited under the plan: nobody, all or none selected, one group, a reference that
    /// nobody belongs to, too many groups.
    pub fn counted(self, plan: &Plan) -> Result<Counted> {
        self.groups_are_few(plan)?;
        self.numbers_are_few(plan)?;
        let totals = self.said_of_totals(plan)?;
        let rows_read = self.inputs.iter().filter(|input| input.role == "decisions").map(|input| input.rows).sum();
        let mut warnings = self.notes.clone();
        warnings.extend(totals);
        warnings.extend(self.said_of_labels(plan));
        warnings.extend(self.said(plan));
        let undecided = self.left_out.iter().find(|left| left.reason == Reason::DecisionMissing);
        let undecided = undecided.map_or(0, |left| left.people);
        let left_out = self.left_out.iter().map(|left| left.shown(&self.axes, plan.privacy.min_cell)).collect();
        let cube = with_labels_in_use(self.cube, &self.axes);
        fit(plan, &cube, rows_read, undecided)?;
        let population =
            Population { rows_read, people_used: cube.total().people(), left_out, missing: missing(plan, &cube) };
        Ok(Counted { cube, weighted: plan.columns.weight.is_some(), inputs: self.inputs, population, warnings })
    }

    /// Labels whose rows sum up others.
    pub(crate) fn totals(&self) -> Vec<Found> {
        totals::found(&self.axes, &self.cube, &self.counting)
    }

    /// Whether a plan may audit these counts: checks may differ from those counted with, what makes the cells may not.
    ///
    /// # Errors
    /// `EVH-C008` with the first difference, in the words of the config.
    pub fn fits(&self, plan: &Plan) -> Result<()> {
        let wanted = Counting::of(plan);
        let unkept = |set: &Vec<usize>| {
            let names: Vec<&str> = set.iter().map(|at| plan.attributes[*at].name.as_str()).collect();
            self.cube.margin(&names).is_none()
        };
        let key = self.counting.reading_difference(&wanted);
        let key = key.or_else(|| plan.attribute_sets().iter().find(|set| unkept(set)).map(|set| plan.set_name(set)));
        key.map_or(Ok(()), |key| Err(Error::new("EVH-C008").with("key", key)))
    }

    fn groups_are_few(&self, plan: &Plan) -> Result<()> {
        for attribute in &plan.attributes {
            let axis = self.axes.iter().find(|axis| axis.id == attribute.name);
            let labels = axis.map_or(&[][..], |axis| &axis.labels);
            let groups = labels.len();
            if groups > plan.privacy.max_groups {
                let file = plan.data.decisions_name.clone();
                let error = Error::new("EVH-D025").with("attribute", attribute.name.as_str()).with("groups", groups);
                let error = error.with("column", attribute.column.as_str()).with("max", plan.privacy.max_groups);
                let place = Place::Data { file, column: Some(attribute.column.clone()), row: None };
                let numbers: Vec<f64> = labels.iter().filter_map(|label| label.parse().ok()).collect();
                let numeric = attribute.bins.is_empty() && numbers.len() == groups;
                let error = error.with("more", "no").with("numeric", if numeric { "yes" } else { "no" });
                return Err(error.with("bins", proposal(numbers.into_iter())).at(place));
            }
        }
        Ok(())
    }

    /// What a reader of the audit should know of the counts.
    fn said(&self, plan: &Plan) -> Vec<Said> {
        let mut said = Vec::new();
        if let Some(audience) = &plan.data.audience {
            let mut about = |id: &str, count: u64, name: &str, file: &str, column: &str| {
                let said_now = Said::new(id).with(name, count).with("file", file).with("column", column);
                said.extend((count > 0).then_some(said_now));
            };
            let (decisions, audience_name) = (plan.data.decisions_name.as_str(), audience.name.as_str());
            let people = self.repeats.people_in_decisions;
            // With a unit, the design effect allows for people with several rows.
            let people = if plan.columns.unit.is_none() { people } else { 0 };
            about("key-repeats", people, "people", decisions, &audience.key_in_decisions);
            let rows = self.repeats.rows_in_audience;
            about("audience-repeats", rows, "rows", audience_name, &audience.key_in_audience);
        }
        if let Some(outcome) = &plan.columns.outcome
            && matches!(outcome.read.test, Test::AnyOf { .. })
            && self.cube.total().count(Outcomes::POSITIVE) == 0
        {
            said.push(Said::new("positive-never-seen").with("column", outcome.read.column.column.as_str()));
        }
        let spend = self.cube.total().spend.as_deref().copied().unwrap_or_default();
        for (stated, column) in [(spend.cost, &plan.columns.cost), (spend.reach, &plan.columns.reach)] {
            if let Some(column) = column.as_ref().filter(|_| stated.silent > 0) {
                let rows = Said::new("spend-unknown").with("rows", stated.silent);
                said.push(rows.with("column", column.column.as_str()));
            }
        }
        if self.is_declared_only() {
            said.push(Said::new("crosses-only").with("max_cells", self.counting.max_cells));
        }
        said
    }
}

/// Whether the cross of these axes could have more cells than `max_cells`; every axis has the missing value besides its
/// labels.
pub(crate) fn exceeds<'a>(axes: impl IntoIterator<Item = &'a Axis>, max_cells: u64) -> bool {
    let mut sizes = axes.into_iter().map(|axis| axis.labels.len() as u64 + 1);
    sizes.try_fold(1_u64, u64::checked_mul).is_none_or(|cells| cells > max_cells)
}

/// The cube without the labels that only people left out have.
fn with_labels_in_use(cube: Cube, axes: &[Axis]) -> Cube {
    let mut used: Vec<Vec<bool>> = axes.iter().map(|axis| vec![false; axis.labels.len()]).collect();
    let axis_of = |dim: &Dimension| axes.iter().position(|axis| axis.id == dim.id).unwrap_or(0);
    for cuboid in &cube.cuboids {
        let places: Vec<usize> = cuboid.dims().iter().map(axis_of).collect();
        for (key, _) in cuboid.cells() {
            for (axis, code) in places.iter().zip(key).filter(|(_, code)| **code != MISSING) {
                used[*axis][*code as usize] = true;
            }
        }
    }
    // Folds are numbers that mean something without the others.
    for (_, used) in axes.iter().zip(&mut used).filter(|(axis, _)| [FOLD, PART].contains(&axis.id.as_str())) {
        used.fill(true);
    }
    if used.iter().flatten().all(|used| *used) {
        return cube;
    }
    let kept =
        |axis: usize| axes[axis].labels.iter().zip(&used[axis]).filter(|(_, used)| **used).map(|(label, _)| label);
    let places = used.iter().map(|used| {
        let mut next = 0..;
        used.iter().map(|used| if *used { next.next().unwrap_or(MISSING) } else { MISSING }).collect()
    });
    let places: Vec<Vec<Code>> = places.collect();
    let cuboids = cube.cuboids.iter().map(|cuboid| {
        let own: Vec<usize> = cuboid.dims().iter().map(axis_of).collect();
        let dims = own.iter().map(|axis| Dimension::new(&axes[*axis].id, kept(*axis)));
        let mut fewer = Cuboid::new(dims.collect());
        for (key, cell) in cuboid.cells() {
            let place =
                |(axis, code): (&usize, &Code)| if *code == MISSING { MISSING } else { places[*axis][*code as usize] };
            fewer.add(&own.iter().zip(key).map(place).collect::<Vec<_>>(), cell.clone());
        }
        fewer
    });
    Cube { cuboids: cuboids.collect() }
}
