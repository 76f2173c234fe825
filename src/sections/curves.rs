//! Curves along the scores, thinned so that no step shows fewer people of a group than the smallest group shown, and told
//! without any score.

use crate::compare::{Group, Number, NumberPairs, Numbers, Scope, Standing, Table, float, shared_people};
use evenhand_metrics::catalog::{AUC, EXPECTED_CALIBRATION_ERROR, MEAN_SCORE};
use evenhand_metrics::interval::ratio;
use evenhand_metrics::scores::Scores;
use evenhand_metrics::scores::impact::{MedianOver, Scoring, TwoPerCent, scoring};
use evenhand_metrics::scores::threshold::{self, cell_at};
use evenhand_metrics::scores::top::{Span, top_k};
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use crate::document::{CalibrationBin, GroupCurves, RatioPoint, Reference, RocPoint, ScoreCurves, TopPoint};
use crate::plan::{Basis, Inference, Plan};

/// Between two thresholds lie at least this share of the people: at most 49 thresholds, and as many points of a ROC curve.
const STEPS: u64 = 50;
/// The top is looked at with up to a tenth fewer or more people.
const SLACK: f64 = 0.1;

/// The curves of every single attribute.
#[must_use]
pub fn curves(plan: &Plan, scopes: &[Scope], numbers: &Numbers) -> Vec<ScoreCurves> {
    if plan.columns.score.is_none() {
        return Vec::new();
    }
    let basis = plan.basis();
    let single = scopes.iter().enumerate().filter(|(_, scope)| scope.set.len() == 1 && scope.campaign.is_none());
    single.filter_map(|(place, scope)| of_scope(&basis, scope, numbers.at(place)?)).collect()
}

/// A group that is shown, with its scores.
#[derive(Clone, Copy)]
struct Shown<'a> {
    group: &'a Group,
    scores: &'a Scores,
}

fn of_scope(basis: &Basis, scope: &Scope, table: &Table) -> Option<ScoreCurves> {
    let min_cell = basis.min_cell.max(1);
    let shown: Vec<Shown<'_>> = scope
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| Shown { group, scores: table.scores_of(at) })
        .filter(|shown| shown.group.standing == Standing::Shown && shown.scores.people() >= min_cell)
        .collect();
    let mean_score = Number::Score(&MEAN_SCORE);
    let pairs = NumberPairs::of(basis, scope, table, mean_score, &scope.own_rule);
    let reference =
        pairs.chosen.reference.and_then(|own| shown.iter().find(|shown| shown.group.segment == own.segment));
    let together = shown.iter().fold(Scores::default(), |all, shown| all.merge(shown.scores));
    let cuts = cuts(&together, min_cell);
    let everybody = table.everybody();
    let categories: Vec<Scores> = shown.iter().map(|shown| shown.scores.clone()).collect();
    let city = scoring(&categories, &table.others(&together), MedianOver::Everybody, TwoPerCent::Keep).ok();
    let chosen = table.selected();
    let all = everybody.people();
    let enough = chosen >= min_cell && all.saturating_sub(chosen) >= min_cell;
    let groups = shown.iter().enumerate().map(|(at, own)| {
        let versus = reference.filter(|other| other.group.segment != own.group.segment).copied();
        let mut curve = of_group(basis, scope, table, *own, &cuts, versus);
        curve.top = versus.filter(|_| enough).map(|other| top(own.scores, other.scores, everybody, chosen));
        scored(&mut curve, city.as_ref(), at);
        curve
    });
    Some(ScoreCurves {
        attribute: scope.attribute()?.to_owned(),
        grain: everybody.grain.into(),
        people: together.people(),
        reference: Reference {
            rule: (&pairs.chosen.rule).into(),
            segment: reference.map(|shown| shown.group.segment.clone()),
            passed_over: pairs.chosen.passed_over.clone(),
        },
        thresholds: cuts.iter().map(|cut| share(cut.people, together.people())).collect(),
        selected: enough.then(|| share(chosen, all)),
        median: city.as_ref().map(|city| city.median.kind.into()),
        groups: groups.collect(),
    })
}

fn scored(curve: &mut GroupCurves, city: Option<&Scoring>, at: usize) {
    let Some(impact) = city.and_then(|city| city.impacts.categories.get(at)) else { return };
    curve.scoring_rate = impact.rate.ok();
    curve.impact_ratio = impact.ratio.ok();
    curve.impact_undefined = impact.ratio.err().map(Into::into);
    curve.under_two_per_cent = impact.under_two_per_cent;
}

/// A threshold and how many people it selects.
struct Cut {
    score: f64,
    people: u64,
}

/// Thresholds at distinct scores, highest first, with at least the smallest group shown, and one step's share of the
/// people, between each and the next and at either end.
fn cuts(together: &Scores, min_cell: u64) -> Vec<Cut> {
    let all = together.people();
    let step = min_cell.max(all.div_ceil(STEPS));
    let (mut cuts, mut above, mut last): (Vec<Cut>, u64, u64) = (Vec::new(), 0, 0);
    for point in together.points().iter().rev() {
        above += point.people();
        if above - last >= step && all - above >= min_cell {
            cuts.push(Cut { score: point.value, people: above });
            last = above;
        }
    }
    cuts
}

fn of_group(
    basis: &Basis,
    scope: &Scope,
    table: &Table,
    own: Shown<'_>,
    cuts: &[Cut],
    reference: Option<Shown<'_>>,
) -> GroupCurves {
    let min_cell = basis.min_cell.max(1);
    let tallies = thinned(own.scores, cuts, min_cell);
    let ratios = reference.map_or_else(Vec::new, |other| {
        let theirs = thinned(other.scores, cuts, min_cell);
        tallies.iter().zip(&theirs).map(|(a, b)| ratio_point(basis, (*a)?, (*b)?)).collect()
    });
    let at = scope.groups.iter().position(|group| group.segment == own.group.segment).unwrap_or_default();
    let roc = barred(basis, table, at, Number::Score(&AUC)).map_or_else(|| roc(own.scores, min_cell), Err);
    let bins = barred(basis, table, at, Number::Score(&EXPECTED_CALIBRATION_ERROR))
        .map_or_else(|| bins(own.scores, min_cell), Err);
    GroupCurves {
        segment: own.group.segment.clone(),
        people: own.scores.people(),
        rates: tallies.iter().map(|tally| tally.and_then(Tally::rate)).collect(),
        ratios,
        roc_undefined: roc.as_ref().err().map(|reason| (*reason).into()),
        roc: roc.unwrap_or_default(),
        calibration_undefined: bins.as_ref().err().map(|reason| (*reason).into()),
        calibration: bins.unwrap_or_default(),
        top: None,
        scoring_rate: None,
        impact_ratio: None,
        impact_undefined: None,
        under_two_per_cent: false,
    }
}

/// Why a curve of outcomes may not be shown.
fn barred(basis: &Basis, table: &Table, at: usize, number: Number) -> Option<Undefined> {
    if !basis.has_outcome {
        return Some(Undefined::NoOutcome);
    }
    table.refusal(basis, number, at)
}

/// The people selected at each threshold; `None` where fewer than the smallest group shown lie between this threshold and
/// the one shown before it, or beyond it.
fn thinned(scores: &Scores, cuts: &[Cut], min_cell: u64) -> Vec<Option<Tally>> {
    let all = scores.people();
    let clear = |people: u64| people == 0 || people >= min_cell;
    let mut last = 0;
    cuts.iter()
        .map(|cut| {
            let cell = cell_at(scores, cut.score);
            let selected = cell.count(evenhand_metrics::outcomes::Outcomes::SELECTED);
            let shown = clear(selected - last) && clear(all - selected);
            shown.then(|| {
                last = selected;
                Tally::of_counts(selected, all)
            })
        })
        .collect()
}

fn ratio_point(basis: &Basis, a: Tally, b: Tally) -> Option<RatioPoint> {
    let value =
        evenhand_metrics::compare::ratio(a.rate().ok_or(Undefined::EmptyGroup), b.rate().ok_or(Undefined::EmptyGroup));
    // People with several rows are not so many people, and a formula that takes them for that would look too sure.
    let independent = basis.inference != Inference::Census && !basis.has_unit;
    let deff = basis.statistics.design_effect.unwrap_or(1.0).max(1.0);
    let (own, other) = (a.over(deff), b.over(deff));
    let confidence = basis.inference.confidence(basis.statistics.level, shared_people(own.bottom, other.bottom));
    let found = independent.then(|| ratio(basis.statistics.ratio, own, other, &confidence).ok()).flatten();
    Some(RatioPoint {
        value: value.ok()?,
        low: found.and_then(|found| found.low),
        high: found.and_then(|found| found.high),
    })
}

fn roc(scores: &Scores, min_cell: u64) -> Result<Vec<RocPoint>, Undefined> {
    let whole = threshold::roc(scores)?;
    let point = |false_positive_rate, true_positive_rate| RocPoint { false_positive_rate, true_positive_rate };
    let people = |point: &threshold::RocPoint| point.false_positives.top + point.true_positives.top;
    let all = whole.last().map_or(0.0, people);
    let least = float(min_cell);
    let step = least.max(all / float(STEPS));
    let mut kept = vec![point(0.0, 0.0)];
    let mut last = 0.0;
    for step_end in &whole {
        let here = people(step_end);
        if here - last >= step && all - here >= least {
            let rate = |tally: Tally| tally.rate().unwrap_or_default();
            kept.push(point(rate(step_end.false_positives), rate(step_end.true_positives)));
            last = here;
        }
    }
    if kept.len() < 2 {
        return Err(Undefined::TooFew);
    }
    kept.push(point(1.0, 1.0));
    Ok(kept)
}

/// Tenths of the score, joined upwards until each holds enough people; what is left at the end joins the last.
fn bins(scores: &Scores, min_cell: u64) -> Result<Vec<CalibrationBin>, Undefined> {
    if scores.points().iter().any(|point| !(0.0..=1.0).contains(&point.value)) {
        return Err(Undefined::NoScore);
    }
    let mut bins: Vec<Sums> = Vec::new();
    let mut open = Sums::default();
    let mut tenth = None;
    for point in scores.points().iter().filter(|point| point.positives + point.negatives > 0) {
        let own = (point.value * 10.0).floor().min(9.0);
        if tenth.is_some_and(|tenth| tenth < own) && open.people >= min_cell {
            bins.push(std::mem::take(&mut open));
        }
        tenth = Some(own);
        open.people += point.positives + point.negatives;
        open.mass += point.mass.known();
        open.positives += point.mass.positives;
        open.scores += point.mass.known() * point.value;
    }
    if open.people >= min_cell {
        bins.push(open);
    } else if let Some(last) = bins.last_mut() {
        last.join(&open);
    } else {
        return Err(if open.people == 0 { Undefined::NoOutcome } else { Undefined::TooFew });
    }
    let shown = bins.iter().filter(|bin| bin.mass > 0.0).map(|bin| CalibrationBin {
        people: bin.people,
        mean_score: bin.scores / bin.mass,
        observed: bin.positives / bin.mass,
    });
    Ok(shown.collect())
}

#[derive(Default)]
struct Sums {
    people: u64,
    mass: f64,
    positives: f64,
    scores: f64,
}

impl Sums {
    fn join(&mut self, other: &Self) {
        self.people += other.people;
        self.mass += other.mass;
        self.positives += other.positives;
        self.scores += other.scores;
    }
}

fn top(own: &Scores, other: &Scores, everybody: &Scores, chosen: u64) -> TopPoint {
    let found = top_k(own, other, everybody, chosen, SLACK);
    let ends = |of: fn(&evenhand_metrics::scores::top::TopK) -> Span| {
        found.as_ref().map_or((None, None), |found| (of(found).low, of(found).high))
    };
    let (ties, nearby) = (ends(|found| found.by_order_of_ties), ends(|found| found.nearby));
    TopPoint {
        ratio: found.as_ref().ok().and_then(|found| found.ratio.ok()),
        ties_low: ties.0,
        ties_high: ties.1,
        nearby_low: nearby.0,
        nearby_high: nearby.1,
        slack: SLACK,
    }
}

fn share(part: u64, whole: u64) -> f64 {
    float(part) / float(whole.max(1))
}
