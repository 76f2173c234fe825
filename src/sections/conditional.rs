//! Groups compared among people alike in a stratum: one estimate for all strata, what each stratum shows, and an alarm
//! where ignoring the strata changes the comparison.

use evenhand_metrics::catalog::{Rate, SELECTION_RATE};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{self, Comparison};
use evenhand_metrics::cube::Cube;
use evenhand_metrics::decompose::kitagawa;
use evenhand_metrics::family::Adjustment;
use evenhand_metrics::interval::{Confidence, Interval, proportion, ratio};
use evenhand_metrics::significance::Tested;
use evenhand_metrics::strata::{self, Scale};
use evenhand_metrics::tally::{self, Tally};
use evenhand_metrics::undefined::Undefined;

use crate::compare::{
    Against, Compared, Group, RatePair, RatePairs, Scope, Split, deff_of, hide, is_reported, shared_people, tallies,
    within, within_id,
};
use crate::document::{Conditional, Disparity, Estimate, ONE_RATIO, Part, Reference, Simpson, StratumRow, TestOut};
use crate::plan::{Attribute, Basis, Inference, Plan};

/// Every comparison within every stratum.
#[must_use]
pub fn conditional(plan: &Plan, cube: &Cube, scopes: &[Scope]) -> Vec<Conditional> {
    if plan.columns.only_delivered() {
        return Vec::new();
    }
    let rate = &SELECTION_RATE;
    let (basis, mut out) = (plan.basis(), Vec::new());
    for scope in scopes.iter().filter(|scope| is_reported(&plan.checks, scope)) {
        for stratum in plan.strata() {
            let stratum = &plan.attributes[stratum];
            let Some(split) = Split::of(cube, scope, &[&stratum.name]) else { continue };
            let table = Table::of(basis, scope, stratum, &split);
            let pairs = RatePairs::of(&basis, scope, rate, &scope.own_rule);
            let judged = pairs.all.iter().filter(|pair| pair.is_judged());
            out.extend(judged.map(|pair| table.compared(rate, &pairs, pair)));
        }
    }
    told_apart(basis.statistics.level, &mut out);
    out
}

/// Marks the comparisons whose ratio differs between strata by more than chance gives: by Holm over all that were tested,
/// so that of campaigns in which no ratio does at most as many are said to have one as the level leaves.
fn told_apart(level: f64, found: &mut [Conditional]) {
    let (places, p): (Vec<usize>, Vec<f64>) =
        found.iter().enumerate().filter_map(|(place, one)| Some((place, one.one_ratio()?.p_value?))).unzip();
    for (place, p_holm) in places.into_iter().zip(Adjustment::Holm.adjust(&p, p.len())) {
        // Places are those of what was found.
        found[place].uneven = p_holm < 1.0 - level;
        found[place].uneven_p_holm = Some(p_holm);
    }
}

/// The groups of a scope over one stratum, and which of the cells may be shown.
struct Table<'a> {
    basis: Basis,
    stratum: &'a Attribute,
    split: &'a Split,
    groups: Vec<&'a Group>,
    hidden: Vec<Vec<bool>>,
}

impl<'a> Table<'a> {
    fn of(basis: Basis, scope: &'a Scope, stratum: &'a Attribute, split: &'a Split) -> Self {
        let groups: Vec<&Group> = scope.groups.iter().filter(|group| !group.segment.has_missing()).collect();
        let hidden = hide::hidden(&split.counts(&groups), basis.min_cell);
        Self { basis, stratum, split, groups, hidden }
    }

    fn compared(&self, rate: &'static Rate, pairs: &RatePairs<'_>, pair: &RatePair<'_>) -> Conditional {
        let basis = self.basis;
        let min_cell = basis.min_cell;
        let confidence = pair.confidence(Comparison::Ratio, &Confidence::normal(basis.statistics.level));
        let unsure = pair.unsure();
        let hidden = !pair.is_printed(Comparison::Ratio);
        let small = pair.group.is_hidden(min_cell);
        let deff = deff_of(pair);
        let (own, other) = self.split.sides(pair);
        let strata = if hidden { Vec::new() } else { tallies(rate, deff, &own, &other) };
        let all = strata.iter().fold(tally::Pair::new(Tally::new(0.0, 0.0), Tally::new(0.0, 0.0)), added);
        let parts = kitagawa(&strata);
        let people = pair.group.cell.people();
        let reference_people = other.iter().map(Cell::people).sum();
        let of = |found: Result<f64, Undefined>, interval, method: &str| {
            self.estimate(hidden, found, unsure.map_or(interval, Err), method, (deff > 1.0).then_some(deff))
        };
        let plain = ratio(basis.statistics.ratio, all.group, all.reference, &confidence);
        let pooled = compare::ratio(
            all.group.rate().ok_or(Undefined::EmptyGroup),
            all.reference.rate().ok_or(Undefined::ReferenceUndefined),
        );
        let mh = |comparison| {
            let found = within(&strata, comparison, &confidence);
            of(found.value, found.interval, found.method)
        };
        let odds = strata::odds_ratio(&strata, &confidence);
        let disparity = strata::conditional_disparity(&strata);
        let alike = |found: Result<Tested, Undefined>| unsure.map_or(found, Err);
        let same_odds = strata::homogeneity(&strata);
        let tested = |common: fn(&[tally::Pair]) -> Result<strata::Common, Undefined>| {
            alike(common(&strata).map(|found| found.tested))
        };
        let association = unsure.map_or_else(|| strata::association(&strata).map(|found| found.by(&confidence)), Err);
        Conditional {
            id: format!("{}/{}{}", rate.id, pair.group.segment.id(), within_id(self.stratum)),
            measure: rate.id.to_owned(),
            within: self.stratum.name.clone(),
            justification: self.stratum.justification.clone(),
            segment: pair.group.segment.clone(),
            reference: Reference {
                rule: (&pairs.chosen.rule).into(),
                segment: pairs.chosen.reference.map(|reference| reference.segment.clone()),
                passed_over: pairs.chosen.passed_over.clone(),
            },
            people: (!small).then_some(people),
            people_below: small.then_some(min_cell),
            reference_people: hide::shown(reference_people, min_cell).filter(|_| !hidden),
            strata: strata.iter().filter(|pair| pair.group.bottom + pair.reference.bottom > 0.0).count() as u64,
            strata_used: strata::strata_used(&strata) as u64,
            unsupported: if hidden {
                Estimate::none(Undefined::TooFew)
            } else {
                hide::share(parts.unsupported_group, people, min_cell)
            },
            reference_unsupported: if hidden {
                Estimate::none(Undefined::TooFew)
            } else {
                hide::share(parts.unsupported_reference, reference_people, min_cell)
            },
            pooled_ratio: of(pooled, plain, basis.statistics.ratio.id()),
            ratio: mh(Comparison::Ratio),
            odds_ratio: of(
                odds.map(|odds| odds.value),
                odds.and_then(|odds| odds.interval),
                "robins-breslow-greenland",
            ),
            difference: mh(Comparison::Difference),
            association: vec![
                self.test(hidden, "cochran-mantel-haenszel", association.map(|found| found.plain)),
                self.test(hidden, "cochran-mantel-haenszel-corrected", association.map(|found| found.corrected)),
            ],
            homogeneity: vec![
                self.test(hidden, ONE_RATIO, tested(strata::common_ratio)),
                self.test(hidden, "common-difference", tested(strata::common_difference)),
                self.test(hidden, "breslow-day", alike(same_odds.map(|found| found.breslow_day))),
                self.test(hidden, "breslow-day-tarone", alike(same_odds.map(|found| found.tarone))),
            ],
            uneven: false,
            uneven_p_holm: None,
            disparity: Disparity {
                unconditional: self.alone(hidden, disparity.unconditional),
                conditional: self.alone(hidden, disparity.conditional),
                dropped: if hidden {
                    Estimate::none(Undefined::TooFew)
                } else {
                    hide::share(disparity.dropped, people.saturating_add(reference_people), min_cell)
                },
            },
            simpson: self.simpson(hidden, unsure, &strata),
            by_stratum: if hidden { Vec::new() } else { self.rows(pair, &strata, &own, &other) },
        }
    }

    fn simpson(&self, hidden: bool, unsure: Option<Undefined>, pairs: &[tally::Pair]) -> Simpson {
        let found = strata::simpson_alarm(pairs, Scale::LogRatio);
        let test = self.test(hidden, "collapsibility", unsure.map_or_else(|| found.map(|found| found.test), Err));
        let alarm = test.p_value.is_some_and(|p_value| p_value < 1.0 - self.basis.statistics.level);
        Simpson { alarm, reverses: !hidden && found.is_ok_and(|found| found.reverses), test }
    }

    fn rows(&self, pair: &RatePair<'_>, pairs: &[tally::Pair], own: &[Cell], other: &[Cell]) -> Vec<StratumRow> {
        let basis = self.basis;
        let nominal = Confidence::normal(basis.statistics.level);
        let hidden = |group: &Group, place: usize| {
            let row = self.groups.iter().position(|other| other.segment == group.segment);
            row.is_some_and(|row| self.hidden[row][place])
        };
        let mut rows = Vec::new();
        for (place, label) in self.split.labels.iter().flatten().enumerate() {
            // Pairs, own and other hold one entry for each label of the split.
            let tally::Pair { group, reference } = pairs[place];
            if group.bottom + reference.bottom <= 0.0 {
                continue;
            }
            let own_hidden = hidden(pair.group, place);
            let other_hidden = match &pair.against {
                Against::Group(reference) => hidden(reference, place),
                _ => own_hidden || hide::is_small(other[place].people(), basis.min_cell),
            };
            let value = compare::ratio(
                group.rate().ok_or(Undefined::EmptyGroup),
                reference.rate().ok_or(Undefined::ReferenceUndefined),
            );
            // Where the audit is made again and again, an interval holds by the people of its own stratum.
            let people = shared_people(group.bottom, reference.bottom);
            let confidence = pair.confidence_of(Comparison::Ratio, &nominal, people);
            let interval =
                pair.unsure().map_or_else(|| ratio(basis.statistics.ratio, group, reference, &confidence), Err);
            rows.push(StratumRow {
                label: label.clone(),
                group: self.part(pair, own_hidden, &own[place], group, Undefined::EmptyGroup),
                reference: self.part(pair, other_hidden, &other[place], reference, Undefined::ReferenceUndefined),
                ratio: self.estimate(own_hidden || other_hidden, value, interval, basis.statistics.ratio.id(), None),
            });
        }
        rows
    }

    fn part(&self, pair: &RatePair<'_>, hidden: bool, cell: &Cell, tally: Tally, nobody: Undefined) -> Part {
        let method = self.basis.statistics.proportion;
        let nominal = Confidence::normal(self.basis.statistics.level);
        let confidence = pair.confidence_of(Comparison::Value, &nominal, tally.bottom);
        let interval = pair.unsure().map_or_else(|| proportion(method, tally, &confidence), Err);
        Part {
            people: (!hidden).then(|| cell.people()),
            people_below: hidden.then_some(self.basis.min_cell),
            selected: (!hidden).then(|| cell.count(pair.rate.top)),
            rate: self.estimate(hidden, tally.rate().ok_or(nobody), interval, method.id(), None),
        }
    }

    fn estimate(
        &self,
        hidden: bool,
        value: Result<f64, Undefined>,
        interval: Result<Interval, Undefined>,
        method: &str,
        deff: Option<f64>,
    ) -> Estimate {
        let value = if hidden { Err(Undefined::TooFew) } else { value };
        Estimate::under(self.basis.inference, value, interval, method, deff)
    }

    fn alone(&self, hidden: bool, value: Result<f64, Undefined>) -> Estimate {
        self.estimate(hidden, value, Err(Undefined::NoInterval), "", None)
    }

    fn test(&self, hidden: bool, id: &str, found: Result<Tested, Undefined>) -> TestOut {
        let found = match self.basis.inference {
            _ if hidden => Err(Undefined::TooFew),
            // A test is one look.
            Inference::Census | Inference::Monitoring { .. } => Err(Undefined::NoInterval),
            Inference::Process => found,
        };
        TestOut::new(id, found)
    }
}

/// Two pairs of tallies as one.
fn added(sum: tally::Pair, one: &tally::Pair) -> tally::Pair {
    let add = |a: Tally, b: Tally| Tally::new(a.top + b.top, a.bottom + b.bottom);
    tally::Pair::new(add(sum.group, one.group), add(sum.reference, one.reference))
}
