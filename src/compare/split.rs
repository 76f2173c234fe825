//! The groups of a scope, each split over the labels of further dimensions: strata, campaigns, stages, holdouts.

use evenhand_metrics::catalog::Rate;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::cube::{Code, Cube, MISSING};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::tally::{self, Tally};

use super::rate::RatePair;
use super::reference::Against;
use super::scope::{Group, Scope, Standing};
use super::share::Share;
use crate::plan::Check;
use crate::segment::Segment;

/// The groups of a scope over the labels of one or two dimensions.
#[derive(Debug, Clone)]
pub struct Split {
    /// The labels of each dimension, in the order of the cube.
    pub labels: Vec<Vec<String>>,
    /// Each group of the attributes: one cell per label, the last dimension running fastest, then one of people without a
    /// value in some dimension.
    groups: Vec<(Segment, Vec<Cell>)>,
}

impl Split {
    /// The people of a scope over these dimensions; `None` when the cube does not hold that cross.
    #[must_use]
    pub fn of(cube: &Cube, scope: &Scope, by: &[&str]) -> Option<Self> {
        let set = &scope.set;
        let merged = scope.groups.iter().find(|group| group.standing == Standing::Merged);
        let mut ids: Vec<&str> = scope.names.iter().map(String::as_str).collect();
        ids.extend(by);
        let cuboid = cube.margin(&ids)?;
        let (own, dims) = cuboid.dims().split_at(set.len());
        let labels: Vec<Vec<String>> = dims.iter().map(|dim| dim.labels.clone()).collect();
        let places: usize = labels.iter().map(Vec::len).product();
        let place = |key: &[Code]| {
            let codes =
                key.iter().zip(&labels).map(|(code, labels)| Some((usize::try_from(*code).ok()?, labels.len())));
            let found = codes.collect::<Option<Vec<_>>>().filter(|codes| codes.iter().all(|(code, of)| code < of));
            found.map_or(places, |codes| codes.into_iter().fold(0, |place, (code, of)| place * of + code))
        };
        let mut groups: Vec<(Segment, Vec<Cell>)> = Vec::new();
        for (key, cell) in cuboid.cells() {
            let (group, rest) = key.split_at(set.len());
            let segment = Segment(
                group
                    .iter()
                    .zip(own)
                    .map(|(&code, dim)| {
                        (dim.id.clone(), dim.label(code).filter(|_| code != MISSING).map(str::to_owned))
                    })
                    .collect(),
            );
            let segment = match (scope.group(&segment), merged) {
                (None, Some(merged)) => merged.segment.clone(),
                _ => segment,
            };
            let at = groups.iter().rposition(|(other, _)| *other == segment).unwrap_or_else(|| {
                groups.push((segment, vec![Cell::default(); places + 1]));
                groups.len() - 1
            });
            groups[at].1[place(rest)].merge(cell);
        }
        Some(Self { labels, groups })
    }

    /// How many cells a group has, the last one apart: it holds people without a value.
    #[must_use]
    pub fn places(&self) -> usize {
        self.labels.iter().map(Vec::len).product()
    }

    /// The cells of a group, people without a value last.
    #[must_use]
    pub fn group(&self, segment: &Segment) -> Vec<Cell> {
        let own = self.groups.iter().find(|(own, _)| own == segment);
        own.map_or_else(|| vec![Cell::default(); self.places() + 1], |(_, cells)| cells.clone())
    }

    /// Everybody whose attributes are known, but one group.
    fn rest(&self, segment: &Segment) -> Vec<Cell> {
        self.added(|other| other != segment && !other.has_missing())
    }

    /// Everybody.
    pub(crate) fn all(&self) -> Vec<Cell> {
        self.added(|_| true)
    }

    fn added(&self, keep: impl Fn(&Segment) -> bool) -> Vec<Cell> {
        let mut sum = vec![Cell::default(); self.places() + 1];
        for (_, cells) in self.groups.iter().filter(|(other, _)| keep(other)) {
            for (sum, cell) in sum.iter_mut().zip(cells) {
                sum.merge(cell);
            }
        }
        sum
    }

    /// The two sides of a pair, people without a value left out. Against everyone, the other side is everybody else:
    /// that pair is independent, and equal exactly when the other is.
    #[must_use]
    pub fn sides(&self, pair: &RatePair<'_>) -> (Vec<Cell>, Vec<Cell>) {
        let other = match &pair.against {
            Against::Group(reference) => self.group(&reference.segment),
            Against::Rest | Against::Everyone { .. } => self.rest(&pair.group.segment),
            Against::Nobody => vec![Cell::default(); self.places() + 1],
        };
        let mut sides = (self.group(&pair.group.segment), other);
        sides.0.truncate(self.places());
        sides.1.truncate(self.places());
        sides
    }

    /// How many people of each of these groups have each label, people without a value last.
    pub(crate) fn counts(&self, groups: &[&Group]) -> Vec<Vec<u64>> {
        groups.iter().map(|group| self.group(&group.segment).iter().map(Cell::people).collect()).collect()
    }
}

/// Tallies of a rate in cells that belong together. Weights keep their proportions and are scaled to as many people as
/// they stand for; a design effect divides all alike, so that it widens intervals and moves no estimate.
#[must_use]
pub(crate) fn tallies(rate: &'static Rate, deff: f64, own: &[Cell], other: &[Cell]) -> Vec<tally::Pair> {
    let both = || own.iter().chain(other);
    let people: u64 = both().map(|cell| cell.count(rate.bottom)).sum();
    let weight: Option<f64> =
        both().any(|cell| cell.weights.is_some()).then(|| both().map(|cell| weight_of(cell, rate.bottom)).sum());
    let scale = match weight {
        Some(weight) if weight > 0.0 => Tally::of_counts(0, people).bottom / weight / deff,
        _ => 1.0 / deff,
    };
    let tally = |cell: &Cell| {
        let (top, bottom) = (weight_of(cell, rate.top), weight_of(cell, rate.bottom));
        Tally::new((top * scale).min(bottom * scale), bottom * scale)
    };
    own.iter().zip(other).map(|(own, other)| tally::Pair::new(tally(own), tally(other))).collect()
}

/// The design effect of a pair: the larger of its two sides', and more where people on both sides make it vary more. What they
/// spare a comparison of everybody they need not spare it within strata.
#[must_use]
pub(crate) fn deff_of(pair: &RatePair<'_>) -> f64 {
    let largest = [pair.a, pair.b].iter().flatten().map(|share: &Share| share.deff).fold(1.0, f64::max);
    largest * pair.joint(Comparison::Difference).map_or(1.0, |joint| joint.factor.max(1.0))
}

/// Σw of these kinds; without weights everybody weighs one.
fn weight_of(cell: &Cell, kinds: Outcomes) -> f64 {
    cell.weight(kinds).unwrap_or_else(|| Tally::of_counts(0, cell.count(kinds)).bottom)
}

/// Whether this scope is one that sections report: all rows, one attribute, or a cross that a check compares within a
/// stratum.
pub(crate) fn is_reported(checks: &[Check], scope: &Scope) -> bool {
    let named = || checks.iter().any(|check| check.within.is_some() && check.attributes.contains(&scope.set));
    scope.campaign.is_none() && (scope.set.len() == 1 || named())
}
