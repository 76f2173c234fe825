//! A measure of scores or values of a group, held against its reference's.

use std::borrow::Cow;
use std::cmp::Ordering;

use evenhand_metrics::catalog::{Beyond, Measure, Methods, Sides, Terms, TestOf};
use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::dependence::Sizes;
use evenhand_metrics::interval::Confidence;
use evenhand_metrics::power::{Aim, Side};
use evenhand_metrics::scores::Scores;
use evenhand_metrics::scores::gap::mean;
use evenhand_metrics::undefined::Undefined;

use super::folded;
use super::measured::{Number, float};
use super::table::{Data, Table};
use crate::compare::compared::{Compared, Comparisons, Inferred, People};
use crate::compare::rate::shared_people;
use crate::compare::reference::{Against, Candidate, Chosen};
use crate::compare::scope::{FEW, Group, Scope};
use crate::document::Gap;
use crate::plan::{Basis, Inference};

/// A group, what it is compared with, and the numbers of both.
#[derive(Debug, Clone)]
pub struct NumberPair<'a> {
    /// The group.
    pub group: &'a Group,
    /// What it is compared with.
    pub against: Against<'a>,
    /// The measure.
    pub number: Number,
    /// How it is compared.
    pub(super) basis: Basis,
    pub(super) own: &'a Data,
    /// The people that the estimate is computed against: the reference, the rest, or everyone.
    shown: Cow<'a, Data>,
    /// The people that an interval by formula is computed against: as `shown`, but the rest for everyone.
    pub(super) apart: Cow<'a, Data>,
    pub(super) all: &'a Data,
    /// How many times as large every standard error is taken to be: 1, but where that is tried.
    stretch: f64,
}

/// All groups of a scope in one measure of scores or values.
pub type NumberPairs<'a> = Comparisons<'a, NumberPair<'a>>;

impl NumberPair<'_> {
    /// Whether a comparison needs a reference: every one, but the value of a measure that is none already.
    fn needs_reference(&self, comparison: Comparison) -> bool {
        comparison != Comparison::Value || self.number.measure().is_comparison()
    }

    /// As how many people the estimate counts: where rows say whose they are, as many as would do with equally many rows each.
    fn people_behind(&self, comparison: Comparison) -> f64 {
        let of = |data: &Data| {
            let rows = float(self.number.people(data));
            self.sizes_of(data).map_or(rows, |sizes| sizes.units.min(rows))
        };
        let (own, other) = (of(self.own), || of(&self.apart));
        if self.needs_reference(comparison) { shared_people(own, other()) } else { own }
    }

    /// How the rows that the measure looks at lie on people; `None` where rows are people, and where it cannot be told.
    fn sizes_of(&self, data: &Data) -> Option<Sizes> {
        if !self.basis.has_unit {
            return None;
        }
        let sizes = match self.number {
            Number::Score(_) => data.scores.sizes(),
            Number::Value(_) => data.values.sizes(),
        };
        sizes.ok()
    }

    /// Against everyone, the group's share of them in the measure's denominator; people without a value are no part of everyone.
    pub(super) fn share(&self, comparison: Comparison) -> Option<f64> {
        if !matches!(self.against, Against::Everyone { .. }) || !self.needs_reference(comparison) {
            return None;
        }
        let share = || float(self.number.people(self.own)) / float(self.number.people(&self.shown)).max(1.0);
        Some(if self.group.segment.has_missing() { 0.0 } else { share() })
    }

    /// What its intervals are computed with besides the people.
    fn terms(&self, comparison: Comparison, wanted: &Confidence) -> Terms {
        let (statistics, deff) = (&self.basis.statistics, self.deff());
        Terms {
            comparison,
            sure: self.basis.inference.confidence(wanted.level(), self.people_behind(comparison) / deff),
            deff,
            share: self.share(comparison),
            methods: Methods {
                proportion: statistics.proportion,
                difference: statistics.difference,
                ratio: statistics.ratio,
            },
        }
    }

    /// The scores of the group, of what it is held against here, and of everybody.
    fn scores<'b>(&'b self, other: &'b Data) -> Sides<'b, Scores> {
        Sides { own: &self.own.scores.whole, other: &other.scores.whole, all: &self.all.scores.whole }
    }

    /// The values, likewise.
    fn values<'b>(&'b self, other: &'b Data) -> Sides<'b, ValueTotals> {
        Sides { own: &self.own.values.whole, other: &other.values.whole, all: &self.all.values.whole }
    }

    /// How many rows count for one person, as the plan states it.
    pub(super) fn deff(&self) -> f64 {
        self.basis.statistics.design_effect.unwrap_or(1.0).max(1.0)
    }
}

impl<'a> Compared<'a> for NumberPair<'a> {
    fn measure(&self) -> Measure {
        self.number.measure()
    }

    fn group(&self) -> &'a Group {
        self.group
    }

    fn basis(&self) -> &Basis {
        &self.basis
    }

    fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        if let Some(reason) = self.number.barred(&self.basis) {
            return Err(reason);
        }
        if self.needs_reference(comparison) && self.against == Against::Nobody {
            return Err(Undefined::ReferenceUndefined);
        }
        match self.number {
            Number::Score(measure) => measure.compared(comparison, self.scores(&self.shown)),
            Number::Value(measure) => measure.compared(comparison, self.values(&self.shown)),
        }
    }

    fn interval(&self, comparison: Comparison, wanted: &Confidence) -> Result<Inferred, Undefined> {
        self.value(comparison)?;
        if self.basis.inference == Inference::Census || !self.number.measure().has_interval() {
            return Err(Undefined::NoInterval);
        }
        let terms = self.terms(comparison, wanted);
        let Terms { deff, sure, .. } = terms;
        let inferred =
            |(method, interval), deff| Inferred { interval, method, deff, shared: None, degrees: None, sure };
        if self.basis.has_unit {
            let sides = Sides { own: self.own, other: &*self.shown, all: self.all };
            return Ok(inferred(folded::interval(self.number, comparison, &sure, self.stretch, sides)?, None));
        }
        let found = match self.number {
            Number::Score(measure) => measure.interval(&terms, self.scores(&self.apart))?,
            Number::Value(measure) => measure.interval(&terms, self.values(&self.apart))?,
        };
        Ok(inferred(found, (deff > 1.0).then_some(deff)))
    }

    /// None where rows are not independent people, which these tests take them for.
    fn tested(&self, comparison: Comparison) -> Option<TestOf> {
        let dependent = self.basis.has_unit || self.deff() > 1.0;
        let (Number::Score(measure), Inference::Process, false) = (self.number, self.basis.inference, dependent) else {
            return None;
        };
        if self.value(comparison).is_err() || matches!(self.against, Against::Everyone { .. }) {
            return None;
        }
        measure.test.and_then(|test| test(comparison, self.scores(&self.shown), self.basis.seed))
    }

    fn people(&self, comparison: Comparison) -> People {
        if self.value(Comparison::Value).is_err() && !self.number.measure().is_comparison()
            || !self.is_printed(Comparison::Value)
        {
            return People::default();
        }
        let with = self.needs_reference(comparison)
            && self.against != Against::Nobody
            && self.number.screened(&self.shown, self.basis.min_cell).is_ok();
        let top = |data: &Data| match self.number {
            Number::Score(measure) => measure.tally(&data.scores.whole, &self.all.scores.whole).map(|tally| tally.top),
            Number::Value(_) => None,
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "made of a count of people")]
        let whole = |top: f64| top as u64;
        People {
            top: top(self.own).map(whole),
            bottom: Some(self.number.people(self.own)),
            reference_top: with.then(|| top(&self.shown).map(whole)).flatten(),
            reference_bottom: with.then(|| self.number.people(&self.shown)),
            effective: self.sizes_of(self.own).filter(Sizes::tell_units).map(|sizes| sizes.units),
            ..People::default()
        }
    }

    fn has_people(&self, comparison: Comparison) -> bool {
        let other = || self.against != Against::Nobody && self.number.people(&self.shown) > 0;
        self.number.people(self.own) > 0 && (!self.needs_reference(comparison) || other())
    }

    /// Neither all in all nor of those whom the measure looks at.
    fn is_printed(&self, comparison: Comparison) -> bool {
        let min_cell = self.basis.min_cell;
        let own = !self.group.is_hidden(min_cell) && self.number.screened(self.own, min_cell).is_ok();
        let reference = || match self.against {
            Against::Group(reference) if reference.is_hidden(min_cell) => false,
            Against::Nobody => true,
            _ => self.number.screened(&self.shown, min_cell).is_ok(),
        };
        own && (!self.needs_reference(comparison) || reference())
    }

    fn detectable(&self, comparison: Comparison, limit: (Side, f64), wanted: &Confidence) -> Option<f64> {
        if comparison == Comparison::Value {
            return None;
        }
        let found = self.interval(comparison, wanted).ok()?;
        let (side, limit) = limit;
        let limit = if comparison == Comparison::Ratio { limit } else { limit.abs() };
        let (terms, beyond) = (self.terms(comparison, wanted), Beyond { side, limit });
        match self.number {
            Number::Score(measure) if measure.is_shifted() => shifted(&found, limit),
            _ if self.basis.has_unit => None,
            Number::Score(measure) => measure.detectable(&terms, beyond, self.scores(&self.apart)),
            Number::Value(measure) => measure.detectable(&terms, beyond, self.values(&self.apart)),
        }
    }

    fn over_seeds(&self) -> Option<f64> {
        let sides = [self.own, &*self.apart];
        sides.into_iter().filter_map(|data| self.sizes_of(data)).map(|sizes| sizes.over_seeds).reduce(f64::max)
    }

    fn wider(&self, factor: f64) -> Option<Box<dyn Compared<'a> + 'a>> {
        Some(Box::new(Self { stretch: factor, ..self.clone() }))
    }

    fn detectable_from_equality(&self, comparison: Comparison) -> Option<Gap> {
        let (equal, sign) = if comparison == Comparison::Ratio { (1.0, 1.0) } else { (0.0, -1.0) };
        let wanted = Confidence::normal(self.basis.statistics.level);
        let at = |side| self.detectable(comparison, (side, equal), &wanted);
        let (low, high) = (at(Side::Below).map(|low| sign * low), at(Side::Above));
        (low.is_some() || high.is_some()).then_some(Gap { low, high })
    }
}

impl<'a> NumberPairs<'a> {
    /// The groups of a scope against the reference that a rule names.
    #[must_use]
    pub fn of(basis: &Basis, scope: &'a Scope, table: &'a Table, number: Number, rule: &ReferenceRule) -> Self {
        let highest = move |candidates: &[Candidate<'a>]| highest(table, number, candidates);
        let chosen = Chosen::of(basis, scope, rule, |_| Err(Undefined::NoScore), Some(&highest));
        let referred = scope.groups.iter().position(|group| chosen.is(group));
        let others = (0..scope.groups.len()).filter(|at| referred != Some(*at));
        let all = others.map(|at| {
            // A table has one row for each group of its scope.
            let borrowed = |at: usize| Cow::Borrowed(&table.groups[at]);
            let (against, shown, apart) = match (&chosen.rule, referred) {
                (ReferenceRule::Rest, _) => {
                    let rest = rest_of(scope, table, at);
                    (Against::Rest, rest.clone(), rest)
                }
                (ReferenceRule::Everyone, _) => {
                    (Against::Everyone { share: 0.0 }, Cow::Borrowed(&table.valued), rest_of(scope, table, at))
                }
                (_, Some(other)) => (Against::Group(&scope.groups[other]), borrowed(other), borrowed(other)),
                (_, None) => (Against::Nobody, Cow::Owned(Data::default()), Cow::Owned(Data::default())),
            };
            let (group, own, all) = (&scope.groups[at], &table.groups[at], &table.all);
            NumberPair { group, against, number, basis: *basis, own, shown, apart, all, stretch: 1.0 }
        });
        let all = all.collect();
        Self { chosen, all }
    }

    /// Every group by itself.
    #[must_use]
    pub fn alone(basis: &Basis, scope: &'a Scope, table: &'a Table, number: Number) -> Self {
        let nobody = || Cow::Owned(Data::default());
        let all = scope.groups.iter().zip(&table.groups).map(|(group, own)| NumberPair {
            group,
            against: Against::Nobody,
            number,
            basis: *basis,
            own,
            shown: nobody(),
            apart: nobody(),
            all: &table.all,
            stretch: 1.0,
        });
        Self { chosen: Chosen::nobody(scope), all: all.collect() }
    }
}

/// Of what varies as much wherever it lies: critical value and power, in standard errors beyond the limit.
fn shifted(found: &Inferred, limit: f64) -> Option<f64> {
    let (low, high) = (found.interval.low?, found.interval.high?);
    Some(limit + 0.5 * (high - low) * Aim::usual(found.sure).steps() / found.sure.critical())
}

/// The candidate with the highest value of the measure; of one that is a comparison already, with the highest mean score.
/// Ties: more people, then the label.
fn highest(table: &Table, number: Number, candidates: &[Candidate<'_>]) -> Option<usize> {
    let value = |at: usize| {
        let data = &table.groups[candidates[at].at];
        let scores = &data.scores.whole;
        let of = Sides { own: scores, other: scores, all: &table.all.scores.whole };
        match number {
            Number::Score(measure) if measure.of.is_comparison() => mean(scores).ok(),
            Number::Score(measure) => measure.compared(Comparison::Value, of).ok(),
            Number::Value(measure) => measure.value(&data.values.whole).ok(),
        }
    };
    // As of groups: what few people have is any value, unless there is nobody else.
    let enough = |at: &usize| number.screened(&table.groups[candidates[*at].at], FEW).is_ok();
    let any_enough = (0..candidates.len()).any(|at| enough(&at));
    let valued = (0..candidates.len()).filter(|at| !any_enough || enough(at)).filter_map(|at| Some((at, value(at)?)));
    let people = |at: usize| candidates[at].group.cell.people();
    let by_people = |a: usize, b: usize| -> Ordering {
        people(a).cmp(&people(b)).then_with(|| candidates[b].label.cmp(&candidates[a].label))
    };
    valued.max_by(|(a, p), (b, q)| p.total_cmp(q).then_with(|| by_people(*a, *b))).map(|(at, _)| at)
}

/// Everybody with a value who is not in the group.
fn rest_of<'a>(scope: &Scope, table: &'a Table, at: usize) -> Cow<'a, Data> {
    if scope.groups[at].segment.has_missing() {
        return Cow::Borrowed(&table.valued);
    }
    let mut rest = Data::default();
    for (other, data) in table.groups.iter().enumerate() {
        if other != at && !scope.groups[other].segment.has_missing() {
            rest.join(data);
        }
    }
    Cow::Owned(rest)
}
