//! Everything that was counted, before anything is hidden: what a cube file holds, and what can be added up. It refuses to
//! know whether it can be audited.

use std::collections::BTreeMap;

use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension, MISSING};

use super::counting::Counting;
use super::left_out::Left;
use super::totals::{self, Found};
use crate::error::{Error, ErrorCode, Result, Said};
use crate::input::Input;
use crate::spec::{CubeSpec, FOLD, PART};

/// An attribute or the campaign with every label met, those of people left out included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
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
    pub axes: Vec<Axis>,
    /// Cells over all labels of the axes.
    pub cube: Cube,
    /// People who are not in the cube.
    pub left_out: Vec<Left>,
    /// Rows that repeat a key.
    pub repeats: Repeats,
    /// The files read.
    pub inputs: Vec<Input>,
    /// How it was counted.
    pub counting: Counting,
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
    #[must_use]
    pub fn is_declared_only(&self) -> bool {
        exceeds(self.axes[..self.counting.base()].iter(), self.counting.max_cells)
    }

    /// The cube without the labels that only people left out have.
    #[must_use]
    pub fn cube_of_people(self) -> Cube {
        with_labels_in_use(self.cube, &self.axes)
    }

    /// Labels whose rows sum up others.
    #[must_use]
    pub fn totals(&self) -> Vec<Found> {
        totals::found(&self.axes, &self.cube, &self.counting)
    }

    /// Whether a plan may audit these counts: checks may differ from those counted with, what makes the cells may not.
    ///
    /// # Errors
    /// `EVH-C008` with the first difference, in the words of the config.
    pub fn fits(&self, spec: &CubeSpec) -> Result<()> {
        let wanted = Counting::of(spec);
        let unkept = |set: &Vec<usize>| {
            let names: Vec<&str> = set.iter().map(|at| spec.attributes[*at].name.as_str()).collect();
            self.cube.margin(&names).is_none()
        };
        let key = self.counting.reading_difference(&wanted);
        let key = key.or_else(|| spec.attribute_sets().iter().find(|set| unkept(set)).map(|set| spec.set_name(set)));
        key.map_or(Ok(()), |key| Err(Error::new(ErrorCode::C008).with("key", key)))
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
