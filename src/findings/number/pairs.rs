//! Each group of a scope and what its scores or values are compared with, by the rule that names the reference.

use std::borrow::Cow;
use std::cmp::Ordering;

use evenhand_metrics::catalog::{Methods, Sides, Terms};
use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::compare::{self, Comparison, ReferenceRule};
use evenhand_metrics::interval::{Confidence, Interval};
use evenhand_metrics::scores::Scores;
use evenhand_metrics::scores::gap::mean;
use evenhand_metrics::undefined::Undefined;

use super::folded;
use super::measured::{Number, float};
use super::table::{Data, Table};
use crate::document::UnderEquality;
use crate::findings::pair::{Against, candidates, label, shared_people};
use crate::findings::scope::{FEW, Group, Scope, Standing};
use crate::plan::{Basis, Inference};
use crate::segment::Segment;

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
    own: &'a Data,
    /// The people that the estimate is computed against: the reference, the rest, or everyone.
    shown: Cow<'a, Data>,
    /// The people that an interval by formula is computed against: as `shown`, but the rest for everyone.
    apart: Cow<'a, Data>,
    all: &'a Data,
}

/// People in a measure, and in the same of its reference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct People {
    /// In the numerator, of a share.
    pub top: Option<u64>,
    /// Looked at.
    pub bottom: Option<u64>,
    /// The reference's numerator.
    pub reference_top: Option<u64>,
    /// Of the reference.
    pub reference_bottom: Option<u64>,
}

/// An interval, its method, and the design effect it was widened by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberInterval {
    /// The interval.
    pub interval: Interval,
    /// Id of the method.
    pub method: &'static str,
    /// The design effect, above 1.
    pub deff: Option<f64>,
    /// How sure it is.
    pub sure: Confidence,
}

/// What a measure says besides the estimate and its interval.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tested {
    /// A test and its p-value.
    pub test: Option<(&'static str, f64)>,
    /// What the estimate would be were every score right.
    pub under_equality: Option<UnderEquality>,
}

impl NumberPair<'_> {
    /// Whether the group may be judged: shown or hidden, and its values known.
    #[must_use]
    pub fn is_judged(&self) -> bool {
        matches!(self.group.standing, Standing::Shown | Standing::Hidden) && !self.group.segment.has_missing()
    }

    /// Whether its numbers may be printed: they tell of neither side that is too small to be shown, all in all or of those
    /// whom the measure looks at.
    #[must_use]
    pub fn is_printed(&self, comparison: Comparison) -> bool {
        let min_cell = self.basis.min_cell;
        let own = !self.group.is_hidden(min_cell) && self.number.screened(self.own, min_cell).is_ok();
        let reference = || match self.against {
            Against::Group(reference) if reference.is_hidden(min_cell) => false,
            Against::Nobody => true,
            _ => self.number.screened(&self.shown, min_cell).is_ok(),
        };
        own && (!needs_reference(self.number, comparison) || reference())
    }

    /// The estimate.
    ///
    /// # Errors
    /// Why there is none.
    pub fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        if let Some(reason) = self.number.barred(&self.basis) {
            return Err(reason);
        }
        if needs_reference(self.number, comparison) && self.against == Against::Nobody {
            return Err(Undefined::ReferenceUndefined);
        }
        match self.number {
            Number::Score(measure) => {
                let sides =
                    Sides { own: &self.own.scores.whole, other: &self.shown.scores.whole, all: &self.all.scores.whole };
                measure.compared(comparison, sides)
            }
            Number::Value(measure) => {
                let sides =
                    Sides { own: &self.own.values.whole, other: &self.shown.values.whole, all: &self.all.values.whole };
                measure.compared(comparison, sides)
            }
        }
    }

    /// The interval at a level.
    ///
    /// # Errors
    /// Why there is an estimate and no interval.
    pub fn interval(&self, comparison: Comparison, level: f64) -> Result<NumberInterval, Undefined> {
        self.value(comparison)?;
        if self.basis.inference == Inference::Census || !self.number.measure().has_interval() {
            return Err(Undefined::NoInterval);
        }
        let terms = self.terms(comparison, level);
        let Terms { deff, sure, .. } = terms;
        if self.basis.has_unit {
            let sides = Sides { own: self.own, other: &*self.shown, all: self.all };
            let (method, interval) = folded::interval(self.number, comparison, &sure, sides)?;
            return Ok(NumberInterval { interval, method, deff: None, sure });
        }
        let (method, interval) = match self.number {
            Number::Score(measure) => measure.interval(&terms, self.scores_apart())?,
            Number::Value(measure) => measure.interval(&terms, self.values_apart())?,
        };
        Ok(NumberInterval { interval, method, deff: (deff > 1.0).then_some(deff), sure })
    }

    /// What its intervals are computed with besides the people.
    pub(super) fn terms(&self, comparison: Comparison, level: f64) -> Terms {
        let statistics = &self.basis.statistics;
        let deff = statistics.design_effect.unwrap_or(1.0).max(1.0);
        let share = matches!(self.against, Against::Everyone { .. })
            .then(|| self.share())
            .filter(|_| needs_reference(self.number, comparison));
        Terms {
            comparison,
            sure: self.basis.inference.confidence(level, self.people_behind(comparison) / deff),
            deff,
            share,
            methods: Methods {
                proportion: statistics.proportion,
                difference: statistics.difference,
                ratio: statistics.ratio,
            },
        }
    }

    /// The scores that an interval by formula is computed of.
    pub(super) fn scores_apart(&self) -> Sides<'_, Scores> {
        Sides { own: &self.own.scores.whole, other: &self.apart.scores.whole, all: &self.all.scores.whole }
    }

    /// The values that an interval by formula is computed of.
    pub(super) fn values_apart(&self) -> Sides<'_, ValueTotals> {
        Sides { own: &self.own.values.whole, other: &self.apart.values.whole, all: &self.all.values.whole }
    }

    /// As how many people the estimate counts.
    fn people_behind(&self, comparison: Comparison) -> f64 {
        let own = float(self.number.people(self.own));
        if needs_reference(self.number, comparison) {
            shared_people(own, float(self.number.people(&self.apart)))
        } else {
            own
        }
    }

    /// The group's share of everyone in the measure's denominator; people without a value are no part of everyone.
    fn share(&self) -> f64 {
        if self.group.segment.has_missing() {
            return 0.0;
        }
        float(self.number.people(self.own)) / float(self.number.people(&self.shown)).max(1.0)
    }

    /// A test of equality, or of scores against outcomes; none where rows are not independent people, which these tests
    /// take them for.
    #[must_use]
    pub fn tested(&self, comparison: Comparison) -> Tested {
        let dependent = self.basis.has_unit || self.basis.statistics.design_effect.is_some_and(|deff| deff > 1.0);
        let (Number::Score(measure), Inference::Process, false) = (self.number, self.basis.inference, dependent) else {
            return Tested::default();
        };
        if self.value(comparison).is_err() || matches!(self.against, Against::Everyone { .. }) {
            return Tested::default();
        }
        let sides = Sides { own: &self.own.scores.whole, other: &self.shown.scores.whole, all: &self.all.scores.whole };
        let found = measure.test.and_then(|test| test(comparison, sides, self.basis.seed));
        found.map_or_else(Tested::default, |found| Tested {
            test: Some((found.id, found.p_value)),
            under_equality: found.under_equality.map(|equal| UnderEquality { median: equal.median, p95: equal.p95 }),
        })
    }

    /// Who is behind the estimate; nobody's number where there is none.
    #[must_use]
    pub fn people(&self, comparison: Comparison) -> People {
        if self.value(Comparison::Value).is_err() && !self.number.measure().is_comparison()
            || !self.is_printed(Comparison::Value)
        {
            return People::default();
        }
        let with = needs_reference(self.number, comparison)
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
        }
    }

    /// Whether both sides hold people the measure looks at: what makes a comparison part of its family.
    #[must_use]
    pub fn has_people(&self, comparison: Comparison) -> bool {
        let other = || self.against != Against::Nobody && self.number.people(&self.shown) > 0;
        self.number.people(self.own) > 0 && (!needs_reference(self.number, comparison) || other())
    }
}

/// Whether an estimate needs a reference: every comparison, and the value of a measure that is one already.
fn needs_reference(number: Number, comparison: Comparison) -> bool {
    comparison != Comparison::Value || number.measure().is_comparison()
}

/// All groups of a scope under one rule.
#[derive(Debug, Clone)]
pub struct NumberPairs<'a> {
    /// The rule as it names itself in documents and ids.
    pub rule: ReferenceRule,
    /// Whether it is the scope's own rule, which ids leave out.
    pub own: bool,
    /// The reference group, when the rule chooses one.
    pub reference: Option<&'a Group>,
    /// Groups that the rule passed over.
    pub passed_over: Vec<Segment>,
    /// One per group that is not the reference.
    pub pairs: Vec<NumberPair<'a>>,
}

impl<'a> NumberPairs<'a> {
    /// The pairs of a scope under a rule.
    #[must_use]
    pub fn of(basis: &Basis, scope: &'a Scope, table: &'a Table, number: Number, rule: &ReferenceRule) -> Self {
        let candidates = candidates(basis, scope, rule);
        let is_candidate = |at: &usize| candidates.iter().any(|group| group.segment == scope.groups[*at].segment);
        let shown: Vec<usize> = (0..scope.groups.len()).filter(is_candidate).collect();
        let labels: Vec<String> = shown.iter().map(|at| label(&scope.groups[*at].segment)).collect();
        let ranked: Vec<compare::Group<'_>> = shown
            .iter()
            .zip(&labels)
            .map(|(at, label)| {
                let group = &scope.groups[*at];
                let people = if *rule == ReferenceRule::Largest { group.pooled } else { group.cell.people() };
                compare::Group { label, people, rate: Err(Undefined::NoScore) }
            })
            .collect();
        let passed_over = compare::passed_over(rule, &ranked);
        let chosen = match rule {
            ReferenceRule::HighestRate | ReferenceRule::HighestRate2pct => {
                highest(table, number, &shown, &ranked, &passed_over)
            }
            rule => compare::choose(rule, &ranked),
        };
        let own = *rule == scope.own_rule;
        if own && scope.set.len() > 1 && chosen.is_none() && matches!(rule, ReferenceRule::Named(_)) {
            return Self { own, ..Self::of(basis, scope, table, number, &ReferenceRule::Largest) };
        }
        let reference = chosen.map(|at| shown[at]);
        let pairs = (0..scope.groups.len())
            .filter(|at| reference != Some(*at))
            .map(|at| pair(basis, scope, table, number, rule, at, reference))
            .collect();
        Self {
            rule: rule.clone(),
            own,
            reference: reference.map(|at| &scope.groups[at]),
            passed_over: passed_over.iter().map(|at| scope.groups[shown[*at]].segment.clone()).collect(),
            pairs,
        }
    }

    /// Every group by itself.
    #[must_use]
    pub fn alone(basis: &Basis, scope: &'a Scope, table: &'a Table, number: Number) -> Self {
        let nobody = || Cow::Owned(Data::default());
        let pairs = scope.groups.iter().zip(&table.groups).map(|(group, own)| NumberPair {
            group,
            against: Against::Nobody,
            number,
            basis: *basis,
            own,
            shown: nobody(),
            apart: nobody(),
            all: &table.all,
        });
        Self {
            rule: scope.own_rule.clone(),
            own: true,
            reference: None,
            passed_over: Vec::new(),
            pairs: pairs.collect(),
        }
    }
}

/// The group with the highest value of the measure; of one that is a comparison already, with the highest mean score.
/// Ties: more people, then the label.
fn highest(
    table: &Table,
    number: Number,
    shown: &[usize],
    ranked: &[compare::Group<'_>],
    passed_over: &[usize],
) -> Option<usize> {
    let value = |at: usize| {
        let data = &table.groups[shown[at]];
        let of = Sides { own: &data.scores.whole, other: &data.scores.whole, all: &table.all.scores.whole };
        match number {
            Number::Score(measure) if measure.of.is_comparison() => mean(&data.scores.whole).ok(),
            Number::Score(measure) => measure.compared(Comparison::Value, of).ok(),
            Number::Value(measure) => measure.value(&data.values.whole).ok(),
        }
    };
    let candidates: Vec<usize> = (0..shown.len()).filter(|at| !passed_over.contains(at)).collect();
    // As of groups: what few people have is any value, unless there is nobody else.
    let enough = |at: &usize| number.screened(&table.groups[shown[*at]], FEW).is_ok();
    let any_enough = candidates.iter().any(enough);
    let valued = candidates.into_iter().filter(|at| !any_enough || enough(at)).filter_map(|at| Some((at, value(at)?)));
    let by_people = |a: usize, b: usize| -> Ordering {
        ranked[a].people.cmp(&ranked[b].people).then_with(|| ranked[b].label.cmp(ranked[a].label))
    };
    valued.max_by(|(a, p), (b, q)| p.total_cmp(q).then_with(|| by_people(*a, *b))).map(|(at, _)| at)
}

fn pair<'a>(
    basis: &Basis,
    scope: &'a Scope,
    table: &'a Table,
    number: Number,
    rule: &ReferenceRule,
    at: usize,
    reference: Option<usize>,
) -> NumberPair<'a> {
    let group = &scope.groups[at];
    let (against, shown, apart) = match (rule, reference) {
        (ReferenceRule::Rest, _) => {
            let rest = rest_of(scope, table, at);
            (Against::Rest, rest.clone(), rest)
        }
        (ReferenceRule::Everyone, _) => {
            let everyone = Cow::Borrowed(&table.valued);
            (Against::Everyone { share: 0.0 }, everyone, rest_of(scope, table, at))
        }
        (_, Some(reference)) => {
            let other = Cow::Borrowed(&table.groups[reference]);
            (Against::Group(&scope.groups[reference]), other.clone(), other)
        }
        (_, None) => (Against::Nobody, Cow::Owned(Data::default()), Cow::Owned(Data::default())),
    };
    NumberPair { group, against, number, basis: *basis, own: &table.groups[at], shown, apart, all: &table.all }
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
