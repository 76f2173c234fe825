//! A scope: the groups of one attribute or cross, over all rows or in one campaign, and which of them may be shown.

use std::collections::BTreeMap;

use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::cube::{Code, Cube, Cuboid, MISSING};
use evenhand_metrics::dependence::Folds;

use crate::document::MERGED;
use crate::plan::{CAMPAIGN, CROSS, CubeSpec, FOLD, Privacy, Small};
use crate::segment::Segment;

/// Groups of fewer people than this are no reference that is chosen by its rate, and have a small share of their own in the
/// error that a family may make: who is judged by what depends on people alone, never on what may be shown.
pub const FEW: u64 = 11;

/// How a group is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Shown and judged.
    Shown,
    /// Judged as the others are, and shown without numbers: fewer people than may be shown.
    Hidden,
    /// Shown and never judged: a value is missing.
    Missing,
    /// Shown and never judged: small groups together.
    Merged,
}

/// One group of a scope.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its labels.
    pub segment: Segment,
    /// Its people in this scope.
    pub cell: Cell,
    /// The same people by fold of units; nobody where no unit is named.
    pub folds: Folds,
    /// Its people over all rows.
    pub pooled: u64,
    /// How it is treated.
    pub standing: Standing,
}

impl PartialEq for Group {
    fn eq(&self, other: &Self) -> bool {
        self.segment == other.segment && self.cell == other.cell
    }
}

impl Group {
    /// Whether it holds people, and few of them.
    #[must_use]
    pub fn is_few(&self) -> bool {
        (1..FEW).contains(&self.cell.people())
    }

    /// Whether it is too small to be shown. A group of nobody discloses nobody.
    #[must_use]
    pub fn is_hidden(&self, min_cell: u64) -> bool {
        self.standing == Standing::Hidden || (1..min_cell).contains(&self.cell.people())
    }
}

/// The groups of one attribute or cross, over all rows or in one campaign.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The attributes, as indices into the plan's.
    pub set: Vec<usize>,
    /// Their names.
    pub names: Vec<String>,
    /// What its groups are compared with, where a check does not say otherwise.
    pub own_rule: ReferenceRule,
    /// The campaign; `None` for all rows.
    pub campaign: Option<String>,
    /// The groups that occur, in the order of their labels, missing values last.
    pub groups: Vec<Group>,
    /// Everybody whose values are all known, hidden groups included.
    pub valued: Cell,
    /// The same by fold of units; nobody where no unit is named.
    pub valued_folds: Folds,
    /// Everybody.
    pub all: Cell,
}

impl Scope {
    /// The name of its attribute or cross.
    #[must_use]
    pub fn name(&self) -> String {
        self.names.join(CROSS)
    }

    /// The name of its attribute, where it is only one.
    #[must_use]
    pub fn attribute(&self) -> Option<&str> {
        if let [only] = &self.names[..] { Some(only) } else { None }
    }

    /// The group with these labels.
    #[must_use]
    pub fn group(&self, segment: &Segment) -> Option<&Group> {
        self.groups.iter().find(|group| group.segment == *segment)
    }
}

/// Every scope of what was counted: attribute set by attribute set, pooled first, then campaign by campaign.
#[must_use]
pub fn scopes(spec: &CubeSpec, privacy: Privacy, cube: &Cube) -> Vec<Scope> {
    let mut out = Vec::new();
    for set in spec.attribute_sets() {
        let mut ids: Vec<&str> = set.iter().map(|&index| spec.attributes[index].name.as_str()).collect();
        let Some(pooled) = cube.margin(&ids) else { continue };
        let people: BTreeMap<Box<[Code]>, u64> =
            pooled.cells().map(|(key, cell)| (key.into(), cell.people())).collect();
        out.push(scope((spec, privacy), &set, None, &pooled, &mut by_fold(cube, &ids), &people));
        ids.push(CAMPAIGN);
        let mut folds = by_campaign_and_fold(cube, &ids);
        let Some(by_campaign) = cube.margin(&ids) else { continue };
        for (code, label) in (0..).zip(&by_campaign.dims()[set.len()].labels) {
            let slice = by_campaign.slice(set.len(), code);
            if !slice.is_empty() {
                let mut folds = folds.remove(&code).unwrap_or_default();
                out.push(scope((spec, privacy), &set, Some(label.clone()), &slice, &mut folds, &people));
            }
        }
    }
    out
}

/// People by key and fold.
type ByFold = BTreeMap<Box<[Code]>, Folds>;

/// The people of each key over these dimensions by fold; nothing where no unit is named.
fn by_fold(cube: &Cube, ids: &[&str]) -> ByFold {
    let Some(cuboid) = cube.margin(&ids.iter().copied().chain([FOLD]).collect::<Vec<_>>()) else {
        return ByFold::new();
    };
    let number = cuboid.dims().last().map_or(0, |dim| u32::try_from(dim.labels.len()).unwrap_or(u32::MAX));
    let mut out = ByFold::new();
    for (key, cell) in cuboid.cells() {
        let Some((fold, key)) = key.split_last().filter(|(fold, _)| **fold != MISSING) else { continue };
        // Looked up by reference first: a key has many folds.
        if let Some(folds) = out.get_mut(key) {
            folds.add(*fold, cell);
        } else {
            let mut folds = Folds::new(number);
            folds.add(*fold, cell);
            out.insert(key.into(), folds);
        }
    }
    out
}

/// The same in each campaign, whose dimension is the last.
fn by_campaign_and_fold(cube: &Cube, ids: &[&str]) -> BTreeMap<Code, ByFold> {
    let mut out: BTreeMap<Code, ByFold> = BTreeMap::new();
    for (key, folds) in by_fold(cube, ids) {
        if let Some((campaign, key)) = key.split_last() {
            out.entry(*campaign).or_default().insert(key.into(), folds);
        }
    }
    out
}

fn scope(
    (spec, privacy): (&CubeSpec, Privacy),
    set: &[usize],
    campaign: Option<String>,
    cuboid: &Cuboid,
    folds: &mut ByFold,
    pooled: &BTreeMap<Box<[Code]>, u64>,
) -> Scope {
    let mut groups = Vec::new();
    let (mut valued, mut valued_folds) = (Cell::default(), Folds::default());
    for (key, people) in pooled {
        let segment = Segment(
            key.iter()
                .zip(cuboid.dims())
                .map(|(&code, dim)| (dim.id.clone(), dim.label(code).map(str::to_owned)))
                .collect(),
        );
        let cell = cuboid.get(key).cloned().unwrap_or_default();
        let folds = folds.remove(key).unwrap_or_default();
        let missing = key.contains(&MISSING);
        if !missing {
            valued.merge(&cell);
            valued_folds.merge(&folds);
        }
        let standing = if missing { Standing::Missing } else { Standing::Shown };
        groups.push(Group { segment, cell, folds, pooled: *people, standing });
    }
    if privacy.small == Small::Merge {
        groups = merged(groups, privacy.min_cell);
    }
    hide(&mut groups, privacy.min_cell);
    let names = set.iter().map(|&index| spec.attributes[index].name.clone()).collect();
    let own_rule = spec.own_rule(set);
    Scope { set: set.to_vec(), names, own_rule, campaign, groups, valued, valued_folds, all: cuboid.total() }
}

/// Hides the groups that are too small to be shown, and nobody else: hiding another so that the totals do not give a
/// small one away would leave that one out of sight too.
fn hide(groups: &mut [Group], min_cell: u64) {
    for group in groups.iter_mut().filter(|group| (1..min_cell).contains(&group.cell.people())) {
        group.standing = Standing::Hidden;
    }
}

/// Small groups together as one, after the others and before missing values.
fn merged(groups: Vec<Group>, min_cell: u64) -> Vec<Group> {
    let (small, mut kept): (Vec<Group>, Vec<Group>) = groups
        .into_iter()
        .partition(|group| group.standing == Standing::Shown && (1..min_cell).contains(&group.cell.people()));
    let Some(first) = small.first() else { return kept };
    let segment = Segment(first.segment.0.iter().map(|(name, _)| (name.clone(), Some(MERGED.to_owned()))).collect());
    let mut together =
        Group { segment, cell: Cell::default(), folds: Folds::default(), pooled: 0, standing: Standing::Merged };
    for group in &small {
        together.cell.merge(&group.cell);
        together.folds.merge(&group.folds);
        together.pooled += group.pooled;
    }
    let at = kept.iter().position(|group| group.standing == Standing::Missing).unwrap_or(kept.len());
    kept.insert(at, together);
    kept
}
