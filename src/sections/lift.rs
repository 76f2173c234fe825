//! Lift: the incremental effect per group against people kept out at random. Whether they were random is not for the
//! counts to say.

use evenhand_metrics::catalog::{BASE_RATE, Rate};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::ReferenceRule;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Confidence, proportion};
use evenhand_metrics::lift;
use evenhand_metrics::tally::{self, Tally};
use evenhand_metrics::undefined::Undefined;

use crate::compare::{Dependence, Group, RatePairs, Scope, Split, dependence, hide, shared_people, tallies};
use crate::document::{EqualLift, Estimate, Lift, LiftDifference, LiftRow, TestOut};
use crate::plan::{Basis, HOLDOUT, Inference, Plan};
use crate::segment::Segment;

/// The lift of every group; `None` without a holdout.
#[must_use]
pub fn lift(plan: &Plan, cube: &Cube, scopes: &[Scope]) -> Option<Lift> {
    plan.columns.holdout.as_ref()?;
    // The share with the outcome, whatever was decided: with a holdout it may well come after the decision.
    let rate = &BASE_RATE;
    if plan.columns.outcome.is_none() {
        return Some(Lift { undefined: Some(Undefined::NoOutcome.into()), segments: Vec::new(), equal: Vec::new() });
    }
    let basis = plan.basis();
    let (mut segments, mut equal) = (Vec::new(), Vec::new());
    let single = || scopes.iter().filter(|scope| scope.campaign.is_none() && scope.set.len() == 1);
    // One of each attribute is the reference; which groups are shown has no part in how many are compared.
    let compared: usize = single()
        .map(|scope| scope.groups.iter().filter(|group| !group.segment.has_missing()).count().saturating_sub(1))
        .sum();
    for scope in single() {
        let Some(split) = Split::of(cube, scope, &[HOLDOUT]) else { continue };
        let dependence = dependence::of_groups(&basis, scope, rate);
        if segments.is_empty() {
            let all = [Sides::of(&split, split.all())];
            segments.extend(rows(
                &basis,
                rate,
                &Rows { sides: &all, segments: &[Segment::default()], hidden: &[false], reference: None, compared },
                &dependence,
            ));
        }
        let groups: Vec<&Group> = scope.groups.iter().collect();
        let sides: Vec<Sides> = groups.iter().map(|group| Sides::of(&split, split.group(&group.segment))).collect();
        let counts: Vec<Vec<u64>> =
            sides.iter().map(|sides| vec![sides.open.people(), sides.held_out.people()]).collect();
        let small = hide::hidden(&counts, basis.min_cell);
        let hidden: Vec<bool> = groups
            .iter()
            .zip(&small)
            .map(|(group, small)| group.is_hidden(basis.min_cell) || small.contains(&true))
            .collect();
        let names: Vec<Segment> = groups.iter().map(|group| group.segment.clone()).collect();
        let reference = reference(&basis, scope, rate);
        let of = Rows { sides: &sides, segments: &names, hidden: &hidden, reference, compared };
        segments.extend(rows(&basis, rate, &of, &dependence));
        equal.extend(equal_lift(&basis, rate, &of, &scope.name(), &dependence));
    }
    Some(Lift { undefined: None, segments, equal })
}

/// The place of the group that the others are compared with: the attribute's reference, else its largest group.
fn reference(basis: &Basis, scope: &Scope, rate: &'static Rate) -> Option<usize> {
    let place = |rule: &ReferenceRule| {
        let chosen = RatePairs::of(basis, scope, rate, rule).chosen.reference?;
        scope.groups.iter().position(|group| group.segment == chosen.segment)
    };
    place(&scope.own_rule).or_else(|| place(&ReferenceRule::Largest))
}

/// The test of equal lift among the groups that are shown; `None` of a census, which has nothing to test.
fn equal_lift(
    basis: &Basis,
    rate: &'static Rate,
    rows: &Rows<'_>,
    attribute: &str,
    dependence: &[Dependence],
) -> Option<EqualLift> {
    if basis.inference != Inference::Process {
        return None;
    }
    let precision = Precision::of(basis, rate, rows.sides, dependence);
    let shown = || (0..rows.sides.len()).filter(|place| !rows.hidden[*place] && !rows.segments[*place].has_missing());
    let open: Vec<Cell> = shown().map(|place| rows.sides[place].open.clone()).collect();
    let held_out: Vec<Cell> = shown().map(|place| rows.sides[place].held_out.clone()).collect();
    let test = || lift::equal_lift(&tallies(rate, precision.deff, &open, &held_out));
    let found = precision.unsure(&shown().collect::<Vec<_>>()).map_or_else(test, Err);
    Some(EqualLift {
        attribute: attribute.to_owned(),
        groups: open.len() as u64,
        test: TestOut::new("cochran-q", found),
    })
}

/// People not kept out, and people kept out.
struct Sides {
    open: Cell,
    held_out: Cell,
}

impl Sides {
    fn of(split: &Split, mut cells: Vec<Cell>) -> Self {
        let labels = split.labels.first().map_or(&[][..], Vec::as_slice);
        let mut side = |name: &str| {
            let place = labels.iter().position(|label| label == name);
            place.and_then(|place| cells.get_mut(place).map(std::mem::take)).unwrap_or_default()
        };
        Self { open: side("no"), held_out: side("yes") }
    }
}

/// Groups that are set against each other.
struct Rows<'a> {
    sides: &'a [Sides],
    segments: &'a [Segment],
    hidden: &'a [bool],
    /// Which of them the others are compared with.
    reference: Option<usize>,
    /// How many are compared, over all attributes.
    compared: usize,
}

/// The one that makes wider intervals.
fn wider(one: Confidence, other: Confidence) -> Confidence {
    if other.critical() > one.critical() { other } else { one }
}

/// How sure one can be of all groups together: one measure for all, that of the least sure of them.
struct Precision {
    /// How many people count for one: by weights, repeated people and what is stated.
    deff: f64,
    /// Degrees of freedom that uneven weights leave.
    freedom: f64,
    /// Why there is no interval for anybody.
    unsure: Option<Undefined>,
    /// Of which groups few people carry most of the weight, on either side.
    few_carry: Vec<bool>,
}

impl Precision {
    fn of(basis: &Basis, rate: &'static Rate, sides: &[Sides], dependence: &[Dependence]) -> Self {
        let weighted = |sides: &Sides| {
            let cells = [&sides.open, &sides.held_out];
            cells.into_iter().filter_map(|cell| rate.weighted(cell)?.ok()).collect::<Vec<_>>()
        };
        let of_weights: Vec<_> = sides.iter().map(weighted).collect();
        let of_folds = dependence.iter().filter_map(|one| match one {
            Dependence::Folds { deff, .. } => Some(*deff),
            _ => None,
        });
        let unsure = dependence.iter().find_map(|one| one.unknown());
        // The folds tell of weights and repeated people together; a stated effect comes on top of that of weights.
        if let Some(deff) = of_folds.reduce(f64::max) {
            return Self { deff, freedom: f64::INFINITY, unsure, few_carry: vec![false; sides.len()] };
        }
        let all = || of_weights.iter().flatten();
        Self {
            deff: all().map(|found| found.deff).fold(1.0, f64::max) * basis.statistics.design_effect.unwrap_or(1.0),
            freedom: all().map(|found| found.freedom).fold(f64::INFINITY, f64::min),
            unsure,
            few_carry: of_weights.iter().map(|found| found.iter().any(|found| found.few_carry)).collect(),
        }
    }

    /// Why there is no interval for these groups.
    fn unsure(&self, places: &[usize]) -> Option<Undefined> {
        // A place is that of a side, each of which has its entry.
        let few = || places.iter().any(|place| self.few_carry[*place]).then_some(Undefined::FewCarryWeight);
        self.unsure.or_else(few)
    }
}

fn rows(basis: &Basis, rate: &'static Rate, rows: &Rows<'_>, dependence: &[Dependence]) -> Vec<LiftRow> {
    let Rows { sides, segments, hidden, reference: against, compared } = *rows;
    let known = |cell: &Cell| cell.count(rate.bottom);
    let precision = Precision::of(basis, rate, sides, dependence);
    let deff = precision.deff;
    let open: Vec<Cell> = sides.iter().map(|sides| sides.open.clone()).collect();
    let held_out: Vec<Cell> = sides.iter().map(|sides| sides.held_out.clone()).collect();
    let pairs = tallies(rate, deff, &open, &held_out);
    // One for all groups: the least sure of them.
    let people: Vec<f64> = pairs.iter().map(|pair| shared_people(pair.group.bottom, pair.reference.bottom)).collect();
    let confidence_at = |level: f64| {
        let of_people = people.iter().filter(|people| **people > 0.0);
        let wanted = of_people.map(|people| basis.inference.confidence(level, *people));
        let wanted = wanted.fold(Confidence::normal(level), wider);
        let by_people = dependence.iter().map(|one| one.confidence(&wanted)).fold(wanted, wider);
        wider(by_people, wanted.by_student(precision.freedom))
    };
    let confidence = confidence_at(basis.statistics.level);
    let together = confidence_at(level_each(Correction::Bonferroni, basis.statistics.level, compared));
    let found = lift::lift(&pairs, basis.statistics.difference, &confidence);
    let shown = (deff > 1.0).then_some(deff);
    let estimate_of =
        |unsure: Option<Undefined>, hidden: bool, value: Result<f64, Undefined>, interval, method: &str| {
            let value = if hidden { Err(Undefined::TooFew) } else { value };
            Estimate::under(basis.inference, value, unsure.map_or(interval, Err), method, shown)
        };
    let mut out = Vec::new();
    for (place, segment) in segments.iter().enumerate() {
        let (hidden, sides, found) = (hidden[place], &sides[place], &found[place]);
        let unsure = precision.unsure(&[place]);
        let estimate = |hidden, value, interval, method: &str| estimate_of(unsure, hidden, value, interval, method);
        let tally::Pair { group, reference } = pairs[place];
        let count = |people: u64| (!hidden).then_some(people);
        let response = |tally: Tally, cell: &Cell| {
            let method = basis.statistics.proportion;
            let nobody = if cell.is_empty() { Undefined::EmptyGroup } else { Undefined::NoOutcome };
            estimate(hidden, tally.rate().ok_or(nobody), proportion(method, tally, &confidence), method.id())
        };
        let incremental = |part: f64| part * deff;
        out.push(LiftRow {
            segment: segment.clone(),
            open: count(known(&sides.open)),
            open_outcomes: count(sides.open.count(rate.top)),
            held_out: count(known(&sides.held_out)),
            held_out_outcomes: count(sides.held_out.count(rate.top)),
            people_below: hidden.then_some(basis.min_cell),
            open_rate: response(group, &sides.open),
            held_out_rate: response(reference, &sides.held_out),
            effect: estimate(hidden, found.effect, found.interval, basis.statistics.difference.id()),
            incremental: estimate(
                hidden,
                found.incremental.map(incremental),
                found.interval.map(|effect| effect.scaled(group.bottom * deff)),
                basis.statistics.difference.id(),
            ),
            against: against.filter(|other| *other != place && !segment.has_missing()).map(|other| {
                let method = basis.statistics.difference;
                let found = lift::lift_difference(pairs[place], pairs[other], method, &together);
                LiftDifference {
                    reference: segments[other].clone(),
                    difference: estimate_of(
                        precision.unsure(&[place, other]),
                        hidden || rows.hidden[other],
                        found.map(|(value, _)| value),
                        found.map(|(_, interval)| interval),
                        "zou-donner",
                    ),
                }
            }),
            share: if segments.len() > 1 {
                // A share of all is of everybody's effect.
                let all: Vec<usize> = (0..segments.len()).collect();
                estimate_of(precision.unsure(&all), hidden, found.share, found.share_interval, "fieller")
            } else {
                estimate(hidden, found.share, Err(Undefined::NoInterval), "")
            },
        });
    }
    out
}
