//! The scores and values of every group of a scope, read from the cube once and kept beside the scope's groups.

use evenhand_metrics::cell::{Cell, ValueTotals};
use evenhand_metrics::cube::{Code, Cube, Cuboid, Dimension};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::scores::{Mass, Point, Scores};
use evenhand_metrics::undefined::Undefined;

use super::measured::Number;
use super::sample::{Fold, Sample};
use crate::compare::scope::{Scope, Standing};
use crate::plan::{Basis, Columns, FOLD, FOLDS_BY_CAMPAIGN, PART, Role, SCORE};
use crate::segment::Segment;

/// The scores and values of some people.
#[derive(Debug, Clone, Default)]
pub(super) struct Data {
    pub(super) scores: Sample<Scores>,
    pub(super) values: Sample<ValueTotals>,
    /// How many of the people with a score were selected.
    pub(super) selected: u64,
}

impl Data {
    pub(super) fn join(&mut self, other: &Self) {
        self.scores.join(&other.scores);
        self.values.join(&other.values);
        self.selected = self.selected.saturating_add(other.selected);
    }
}

/// The scores and values of a scope.
#[derive(Debug, Clone)]
pub struct Table {
    /// One per group of the scope.
    pub(super) groups: Vec<Data>,
    /// Everybody, people without a value of the attribute included.
    pub(super) all: Data,
    /// Everybody whose value of the attribute is known, hidden groups included.
    pub(super) valued: Data,
}

impl Table {
    /// The scores of the group at this place of the scope.
    #[must_use]
    pub fn scores_of(&self, at: usize) -> &Scores {
        &self.groups[at].scores.whole
    }

    /// Everybody's scores.
    #[must_use]
    pub const fn everybody(&self) -> &Scores {
        &self.all.scores.whole
    }

    /// How many people with a score were selected.
    #[must_use]
    pub const fn selected(&self) -> u64 {
        self.all.selected
    }

    /// Everybody's scores but these.
    #[must_use]
    pub fn others(&self, these: &Scores) -> Scores {
        let left = |all: &Point| {
            let own = these.points().iter().find(|point| point.value.total_cmp(&all.value).is_eq());
            let own = own.copied().unwrap_or_default();
            (all.value, all.positives - own.positives, all.negatives - own.negatives, all.unknown - own.unknown)
        };
        Scores::of_counts(self.everybody().points().iter().map(left)).unwrap_or_default()
    }

    /// Why a measure of the group at this place may not be shown.
    #[must_use]
    pub fn refusal(&self, basis: &Basis, number: Number, at: usize) -> Option<Undefined> {
        number.barred(basis).or_else(|| number.screened(&self.groups[at], basis.min_cell).err())
    }
}

/// The scores and values of every scope, in the order of the scopes; `None` for campaigns, where they are not measured.
#[derive(Debug, Clone)]
pub struct Numbers(Vec<Option<Table>>);

impl Numbers {
    /// Reads them from the cube.
    #[must_use]
    pub fn of(columns: &Columns, cube: &Cube, scopes: &[Scope]) -> Self {
        let wanted = columns.score.is_some() || columns[Role::Value].is_some();
        Self(
            scopes
                .iter()
                .map(|scope| (wanted && scope.campaign.is_none()).then(|| table(columns, cube, scope)))
                .collect(),
        )
    }

    /// The scores and values of the scope at this place.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Table> {
        self.0.get(place)?.as_ref()
    }
}

fn table(columns: &Columns, cube: &Cube, scope: &Scope) -> Table {
    let mut groups = vec![Data::default(); scope.groups.len()];
    let names: Vec<&str> = scope.names.iter().map(String::as_str).collect();
    if columns.score.is_some() {
        let ids: Vec<&str> = names.iter().copied().chain([SCORE]).collect();
        for (at, fold, data) in rows(columns, cube, &ids).iter().flat_map(|cuboid| by_group(scope, cuboid)) {
            groups[at].scores.add(fold, &scores_of(&data));
            groups[at].selected += data
                .iter()
                .filter(|(score, _)| score.is_some())
                .map(|(_, cell)| cell.count(Outcomes::SELECTED))
                .sum::<u64>();
        }
    }
    if columns[Role::Value].is_some() {
        for (at, fold, data) in rows(columns, cube, &names).iter().flat_map(|cuboid| by_group(scope, cuboid)) {
            for (_, cell) in &data {
                groups[at].values.add(fold, &cell.values.as_deref().copied().unwrap_or_default());
            }
        }
    }
    let (mut all, mut valued) = (Data::default(), Data::default());
    for (group, data) in scope.groups.iter().zip(&groups) {
        all.join(data);
        if group.standing != Standing::Missing && !group.segment.has_missing() {
            valued.join(data);
        }
    }
    Table { groups, all, valued }
}

/// The cells over these dimensions, by fold where units are named and the cube has folds.
fn rows(columns: &Columns, cube: &Cube, ids: &[&str]) -> Option<Cuboid> {
    let by = |fold| cube.margin(&ids.iter().copied().chain([fold]).collect::<Vec<_>>());
    let by_fold = || columns[Role::Unit].as_ref().and_then(|_| by(FOLD).or_else(|| by(PART)));
    by_fold().or_else(|| cube.margin(ids))
}

/// People are left out once for every fold: beyond this many, neighbours are one.
const MOST_FOLDS: usize = FOLDS_BY_CAMPAIGN as usize;

/// Cells with their scores, where they have one.
type Scored = Vec<(Option<Score>, Cell)>;

/// A score as its label tells it.
#[derive(Debug, Clone, Copy)]
struct Score {
    value: f64,
    /// Whether the label is that of a bin, and the value its middle.
    is_bin: bool,
}

/// The cells of each group and fold: the place of the group, the fold, the cells with their scores.
fn by_group(scope: &Scope, cuboid: &Cuboid) -> Vec<(usize, Option<Fold>, Scored)> {
    let attributes = scope.set.len();
    let score = cuboid.position(SCORE);
    let fold = cuboid.position(FOLD).or_else(|| cuboid.position(PART));
    let values: Vec<Option<Score>> =
        score.map_or_else(Vec::new, |at| cuboid.dims()[at].labels.iter().map(|label| score_of(label)).collect());
    let score_at = |key: &[Code]| score.and_then(|at| values.get(usize::try_from(key[at]).ok()?).copied().flatten());
    let fold_at = |key: &[Code]| {
        let of = cuboid.dims()[fold?].labels.len();
        let at = usize::try_from(key[fold?]).ok().filter(|at| *at < of)?;
        Some(Fold { at, of }.among(MOST_FOLDS))
    };
    let mut out: Vec<(usize, Option<Fold>, Scored)> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for (key, cell) in cuboid.cells() {
        let Some(group) = place(scope, &key[..attributes], cuboid.dims()) else { continue };
        let fold = fold_at(key);
        let at = *places.entry((group, fold)).or_insert_with(|| {
            out.push((group, fold, Vec::new()));
            out.len() - 1
        });
        out[at].2.push((score_at(key), cell.clone()));
    }
    out
}

/// The group of the scope that people with these labels are in: their own, or that of small groups together.
fn place(scope: &Scope, key: &[Code], dims: &[Dimension]) -> Option<usize> {
    let labels = key.iter().zip(dims).map(|(&code, dim)| (dim.id.clone(), dim.label(code).map(str::to_owned)));
    let segment = Segment(labels.collect());
    let own = scope.groups.iter().position(|group| group.segment == segment);
    own.or_else(|| scope.groups.iter().position(|group| group.standing == Standing::Merged))
}

/// A score from its label: a number, or the middle of `low..high`.
fn score_of(label: &str) -> Option<Score> {
    let (value, is_bin) = match label.split_once("..") {
        Some((low, high)) => (f64::midpoint(low.parse().ok()?, high.parse().ok()?), true),
        None => (label.parse().ok()?, false),
    };
    value.is_finite().then_some(Score { value, is_bin })
}

fn scores_of(cells: &Scored) -> Scores {
    let unscored = cells.iter().filter(|(score, _)| score.is_none()).map(|(_, cell)| cell.people()).sum();
    let weighted = cells.iter().any(|(_, cell)| cell.weights.is_some());
    let points = cells.iter().filter_map(|(score, cell)| Some(point(score.as_ref()?.value, cell)));
    let scores = if weighted {
        Scores::weighted(points)
    } else {
        Scores::of_counts(points.map(|point| (point.value, point.positives, point.negatives, point.unknown)))
    };
    // Labels of scores are finite and below the largest, because ingest refuses others.
    let scores = scores.unwrap_or_default().with_unscored(unscored);
    let binned = cells.iter().any(|(score, _)| score.is_some_and(|score| score.is_bin));
    if binned { scores.at_midpoints() } else { scores }
}

fn point(value: f64, cell: &Cell) -> Point {
    let unknown = Outcomes::ALL.without(Outcomes::KNOWN);
    let [positives, negatives, rest] = [Outcomes::POSITIVE, Outcomes::NEGATIVE, unknown].map(|set| cell.count(set));
    let counted = Point::of_counts(value, positives, negatives, rest);
    let weight = |set: Outcomes, people: f64| cell.weight(set).unwrap_or(people);
    let mass = Mass {
        positives: weight(Outcomes::POSITIVE, counted.mass.positives),
        negatives: weight(Outcomes::NEGATIVE, counted.mass.negatives),
        unknown: weight(unknown, counted.mass.unknown),
    };
    Point { mass, ..counted }
}
