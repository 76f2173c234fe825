//! Where a gap comes from: the stage of a funnel where two groups part ways; the mix of strata and campaigns they are in,
//! or the rates within them. Arithmetic, not causes.

use evenhand_metrics::catalog::{Rate, SELECTION_RATE};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::decompose::{self, Composition};
use evenhand_metrics::interval::{Confidence, proportion};
use evenhand_metrics::tally::{self, Tally};

use crate::compare::{
    Against, Compared, Group, RatePair, RatePairs, Scope, Split, deff_of, hide, is_reported, shared_people, tallies,
};
use crate::document::{CrossedMix, Estimate, FunnelOut, GapSource, Mix, Reference, StageOut};
use crate::plan::{Basis, CAMPAIGN, Plan, STAGE, Stage};

/// Where the gap of every reported pair comes from; nothing without a funnel, a stratum or campaigns.
#[must_use]
pub fn gaps(plan: &Plan, cube: &Cube, scopes: &[Scope]) -> Vec<GapSource> {
    // Of deliveries alone, everybody was selected: there is no gap.
    if plan.columns.only_delivered() {
        return Vec::new();
    }
    let rate = &SELECTION_RATE;
    let (basis, mut out) = (plan.basis(), Vec::new());
    for scope in scopes.iter().filter(|scope| is_reported(&plan.checks, scope)) {
        let dims: Vec<&str> =
            plan.strata().map(|index| plan.attributes[index].name.as_str()).chain([CAMPAIGN]).collect();
        let single: Vec<(&str, Split)> =
            dims.iter().filter_map(|dim| Some((*dim, Split::of(cube, scope, &[dim])?))).collect();
        let single: Vec<_> = single.into_iter().filter(|(_, split)| split.places() > 1).collect();
        let mut crossed: Vec<(&str, &str, Split)> = Vec::new();
        for (place, (first, _)) in single.iter().enumerate() {
            for (second, _) in &single[place + 1..] {
                crossed.extend(Split::of(cube, scope, &[first, second]).map(|split| (*first, *second, split)));
            }
        }
        let funnel = (!plan.funnel.is_empty()).then(|| Split::of(cube, scope, &[STAGE])).flatten();
        if funnel.is_none() && single.is_empty() {
            continue;
        }
        let pairs = RatePairs::of(&basis, scope, rate, &scope.own_rule);
        let stages = funnel.map(|split| Stages::of(&plan.funnel, scope, &split));
        for pair in pairs.all.iter().filter(|pair| pair.is_judged()) {
            let hidden = pair.group.is_hidden(basis.min_cell);
            let printed = pair.is_printed(Comparison::Difference);
            out.push(GapSource {
                segment: pair.group.segment.clone(),
                reference: Reference {
                    rule: (&pairs.chosen.rule).into(),
                    segment: pairs.chosen.reference.map(|reference| reference.segment.clone()),
                    passed_over: pairs.chosen.passed_over.clone(),
                },
                people: (!hidden).then(|| pair.group.cell.people()),
                people_below: hidden.then_some(basis.min_cell),
                funnel: stages.as_ref().filter(|_| printed).and_then(|stages| stages.compared(&basis, pair)),
                mixes: if printed {
                    single.iter().map(|(by, split)| mix(&basis, rate, pair, by, split)).collect()
                } else {
                    Vec::new()
                },
                crossed: if printed {
                    crossed.iter().map(|(first, second, split)| cross(rate, pair, [first, second], split)).collect()
                } else {
                    Vec::new()
                },
            });
        }
    }
    out
}

fn mix(basis: &Basis, rate: &'static Rate, pair: &RatePair<'_>, by: &str, split: &Split) -> Mix {
    let (own, other) = split.sides(pair);
    let found = decompose::kitagawa(&tallies(rate, deff_of(pair), &own, &other));
    let people = |cells: &[Cell]| cells.iter().map(Cell::people).sum::<u64>();
    let part = |of: fn(decompose::Parts) -> f64| Estimate::without(found.parts.map(of));
    Mix {
        by: by.to_owned(),
        gap: Estimate::without(found.gap),
        supported_gap: part(|parts| parts.gap),
        composition: part(|parts| parts.composition),
        within: part(|parts| parts.rate),
        unsupported: hide::share(found.unsupported_group, people(&own), basis.min_cell),
        reference_unsupported: hide::share(found.unsupported_reference, people(&other), basis.min_cell),
    }
}

fn cross(rate: &'static Rate, pair: &RatePair<'_>, by: [&str; 2], split: &Split) -> CrossedMix {
    let (own, other) = split.sides(pair);
    let cells = tallies(rate, deff_of(pair), &own, &other);
    let width = split.labels.last().map_or(1, Vec::len).max(1);
    let rows: Vec<Vec<tally::Pair>> = cells.chunks(width).map(<[tally::Pair]>::to_vec).collect();
    let found = decompose::composition(&rows);
    let part = |of: fn(Composition) -> f64| Estimate::without(found.map(of));
    CrossedMix {
        first_by: by[0].to_owned(),
        second_by: by[1].to_owned(),
        gap: part(|parts| parts.gap),
        first: part(|parts| parts.first),
        second: part(|parts| parts.second_given_first),
        within: part(|parts| parts.rate),
    }
}

/// How many people of each group reached each stage: everybody first.
struct Stages<'a> {
    funnel: &'a [Stage],
    groups: Vec<&'a Group>,
    reached: Vec<Vec<u64>>,
}

impl<'a> Stages<'a> {
    fn of(funnel: &'a [Stage], scope: &'a Scope, split: &Split) -> Self {
        let groups: Vec<&Group> = scope.groups.iter().filter(|group| !group.segment.has_missing()).collect();
        let deepest: Vec<Option<usize>> = split.labels.iter().flatten().map(|label| label.parse().ok()).collect();
        let reached: Vec<Vec<u64>> = groups
            .iter()
            .map(|group| {
                let mut reached = vec![0; funnel.len() + 1];
                for (cell, deepest) in split.group(&group.segment).iter().zip(&deepest) {
                    for count in reached.iter_mut().take(deepest.map_or(0, |deepest| deepest + 1)) {
                        *count += cell.people();
                    }
                }
                reached
            })
            .collect();
        Self { funnel, groups, reached }
    }

    /// Both sides of a pair: how many reached each stage. Of a group that is shown, that is told however few they are, as the
    /// number selected is.
    fn sides(&self, pair: &RatePair<'_>) -> Option<[Vec<u64>; 2]> {
        let at = |group: &Group| self.groups.iter().position(|other| other.segment == group.segment);
        let own = at(pair.group)?;
        let side = |row: usize| self.reached[row].clone();
        let other = match pair.against {
            Against::Group(reference) => side(at(reference)?),
            Against::Nobody => return None,
            Against::Rest | Against::Everyone { .. } => {
                let rest = (0..self.reached[own].len()).map(|stage| {
                    (0..self.groups.len()).filter(|row| *row != own).map(|row| self.reached[row][stage]).sum()
                });
                rest.collect()
            }
        };
        Some([side(own), other])
    }

    fn compared(&self, basis: &Basis, pair: &RatePair<'_>) -> Option<FunnelOut> {
        let [own, other] = self.sides(pair)?;
        let nominal = Confidence::normal(basis.statistics.level);
        let (deff, unsure) = (deff_of(pair), pair.unsure());
        // One for all stages: where the audit is made again and again, that of the stage of which one is least sure.
        let confidence = own.iter().zip(&other).fold(pair.confidence(Comparison::Ratio, &nominal), |widest, (a, b)| {
            let of = |count: u64| Tally::of_counts(0, count).over(deff).bottom;
            let here = pair.confidence_of(Comparison::Ratio, &nominal, shared_people(of(*a), of(*b)));
            if *a > 0 && *b > 0 && here.critical() > widest.critical() { here } else { widest }
        });
        let found = decompose::funnel(&own, &other, basis.statistics.ratio, &confidence);
        // The estimates are of everybody; the intervals of as many people as the rows count for.
        let thin = |counts: &[u64]| counts.iter().map(|count| Tally::of_counts(*count, 0).over(deff).whole()).collect();
        let (own_thin, other_thin): (Vec<u64>, Vec<u64>) = (thin(&own), thin(&other));
        let wide = decompose::funnel(&own_thin, &other_thin, basis.statistics.ratio, &confidence);
        let method = basis.statistics.ratio.id();
        let estimate = |value, interval, method: &str| {
            let interval = unsure.map_or(interval, Err);
            Estimate::under(basis.inference, value, interval, method, (deff > 1.0).then_some(deff))
        };
        let rate = |counts: &[u64], stage: usize, value| {
            let tally = Tally::of_counts(counts[stage].min(counts[stage - 1]), counts[stage - 1]).over(deff);
            let confidence = pair.confidence_of(Comparison::Value, &nominal, tally.bottom);
            let interval = proportion(basis.statistics.proportion, tally, &confidence);
            estimate(value, interval, basis.statistics.proportion.id())
        };
        let stages = found.stages.iter().zip(&wide.stages).zip(self.funnel).enumerate();
        let stages = stages.map(|(place, ((step, wide), named))| {
            let stage = place + 1;
            StageOut {
                stage: named.column.column.clone(),
                reached: Some(own[stage]),
                reference_reached: Some(other[stage]),
                rate: rate(&own, stage, step.group),
                reference_rate: rate(&other, stage, step.reference),
                ratio: estimate(step.ratio, wide.interval, method),
                share: estimate(step.share, wide.share_interval, "fieller"),
            }
        });
        Some(FunnelOut { whole: estimate(found.ratio, wide.interval, method), stages: stages.collect() })
    }
}
