//! Budgets judged on people they were not fitted to: how each group was reached before, how it is expected to be after, and
//! whether it came closer to its reference, beyond chance.

use evenhand_metrics::catalog::SELECTION_RATE;
use evenhand_metrics::cell::Cell;
use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::fix::scaled::{Change, Scaled};
use evenhand_metrics::interval::{Confidence, Interval, proportion, ratio};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::budget::Answer;
use super::campaigns::Cells;
use super::judged::changes_by_look;
use super::target::{Groups, Target};
use super::terms::{real, whole};
use crate::compare::{Dependence, Scope, confidence, dependence_of_groups, shared_people};
use crate::document::{Division, Estimate, JudgedGroup, JudgedOut};
use crate::plan::{Basis, Inference};

/// People of one group on the side that judges.
struct Side {
    people: Scaled,
    dependence: Dependence,
}

/// What budgets that were fitted to one half do on the other.
pub(super) fn judged(
    basis: &Basis,
    target: &Target<'_>,
    groups: &Groups,
    scope: &Scope,
    (fitted, judged): (&Cells, &Cells),
    answer: &Answer,
    by_unit: bool,
) -> Option<JudgedOut> {
    let dependence = dependence_of_groups(basis, scope, &SELECTION_RATE);
    let largest = (0..groups.len()).max_by_key(|group| (groups.people[*group], usize::MAX - group));
    let reference = target.reference.as_ref().and_then(|segment| groups.place(segment)).or(largest)?;
    let side = |group: usize| {
        let place = scope.groups.iter().position(|known| known.segment == groups.segments[group]);
        let dependence = place.and_then(|place| dependence.get(place)).copied().unwrap_or_default();
        let of = |cell: &Cell| (real(cell.count(Outcomes::SELECTED)), real(cell.people()));
        let parts = judged.iter().map(|campaign| of(&campaign[group])).collect();
        let deff = if let Dependence::Folds { deff, .. } = dependence { deff } else { 1.0 };
        Side { people: Scaled { parts, deff }, dependence }
    };
    let sides: Vec<Side> = (0..groups.len()).map(side).collect();
    let level = level_each(Correction::Sidak, basis.statistics.level, sides.len().saturating_sub(1));
    let of = |group: usize| {
        let pair = Pair { basis, own: &sides[group], other: &sides[reference], x: &answer.multiples };
        pair.judged(groups, (group, reference), level)
    };
    let found: Option<Vec<JudgedGroup>> = (0..sides.len()).filter(|group| *group != reference).map(of).collect();
    let found = found?;
    let outside = found.iter().filter(|group| target.outside.contains(&group.segment));
    let claims: Option<Vec<bool>> = outside.map(|group| group.closer).collect();
    let everybody = |cells: &Cells| cells.iter().flatten().map(Cell::people).sum();
    Some(JudgedOut {
        split: if by_unit { Division::Units } else { Division::Drawn }.into(),
        fitted_on: everybody(fitted),
        judged_on: everybody(judged),
        groups: found,
        closer: claims.filter(|claims| !claims.is_empty()).map(|claims| claims.iter().all(|closer| *closer)),
    })
}

impl Side {
    /// Degrees of freedom of the people on the side that judges.
    fn degrees(&self) -> Option<f64> {
        self.dependence.degrees().map(|degrees| degrees / 2.0)
    }

    /// How many are reached before.
    fn tally(&self) -> Tally {
        Tally::new(self.people.parts.iter().map(|(reached, _)| reached).sum(), self.people.people())
    }
}

/// A group and its reference.
struct Pair<'a> {
    basis: &'a Basis,
    own: &'a Side,
    other: &'a Side,
    /// Each campaign's budget as a multiple of today's.
    x: &'a [f64],
}

impl Pair<'_> {
    /// `None` where nobody of either group is on the side that judges.
    fn judged(&self, groups: &Groups, (own, other): (usize, usize), level: f64) -> Option<JudgedGroup> {
        let (mine, theirs) = (&self.own.people, &self.other.people);
        let nominal = self.confidence(self.basis.statistics.level);
        let (after, base) = (mine.rate(self.x).ok()?, theirs.rate(self.x).ok()?);
        let change = Change::of(mine, theirs, self.x).ok()?;
        let (a, b) = (self.own.tally().over(mine.deff), self.other.tally().over(theirs.deff));
        let (proportions, ratios) = (self.basis.statistics.proportion, self.basis.statistics.ratio);
        let compared = |own: f64, base: f64| if base > 0.0 { Ok(own / base) } else { Err(Undefined::ReferenceZero) };
        let (rate, base_rate) = (a.rate()?, b.rate()?);
        let (unknown, after_budgets) = (self.unknown(), self.after_budgets());
        let claims = after_budgets.is_none() && self.basis.inference != Inference::Census;
        Some(JudgedGroup {
            segment: groups.segments[own].clone(),
            reference: groups.segments[other].clone(),
            people: Some(whole(mine.people())),
            people_below: None,
            before: self.estimate(Ok(rate), proportion(proportions, a, &nominal), proportions.id(), unknown),
            after: self.estimate(Ok(after.value), Ok(after.interval(&nominal)), "binomial-sum", after_budgets),
            ratio_before: self.estimate(compared(rate, base_rate), ratio(ratios, a, b, &nominal), ratios.id(), unknown),
            ratio_after: self.estimate(
                compared(after.value, base.value),
                after.ratio_interval(base, &nominal),
                "binomial-sum-log",
                after_budgets,
            ),
            narrower: self.estimate(Ok(change.narrower()), change.interval(&nominal), "binomial-sum", after_budgets),
            closer: claims.then(|| change.is_closer(&self.confidence(level))),
        })
    }

    fn unknown(&self) -> Option<Undefined> {
        self.own.dependence.unknown().or_else(|| self.other.dependence.unknown())
    }

    /// Why nothing sure is said of what the budgets do: as [`Self::unknown`], or they are fitted anew at every look.
    fn after_budgets(&self) -> Option<Undefined> {
        self.unknown().or_else(|| changes_by_look(self.basis, true).then_some(Undefined::NoInterval))
    }

    fn confidence(&self, level: f64) -> Confidence {
        let degrees = self.own.degrees().into_iter().chain(self.other.degrees()).reduce(f64::min);
        let of = |side: &Side| side.people.people() / side.people.deff;
        confidence(degrees, &self.basis.inference.confidence(level, shared_people(of(self.own), of(self.other))))
    }

    fn estimate(
        &self,
        value: Result<f64, Undefined>,
        interval: Result<Interval, Undefined>,
        method: &str,
        unsure: Option<Undefined>,
    ) -> Estimate {
        let deff = Some(self.own.people.deff).filter(|deff| *deff > 1.0);
        Estimate::under(self.basis.inference, value, unsure.map_or(interval, Err), method, deff)
    }
}

#[cfg(test)]
mod tests {
    use evenhand_metrics::draw::{Binomial, Source};

    use super::*;
    use crate::fix::budget::{Campaign, Question};

    #[test]
    fn where_groups_are_alike_chance_is_rarely_claimed_as_an_improvement() {
        let source = &mut Source::new(11, 3);
        let (mut judged, mut claimed) = (0, 0);
        for _ in 0..600 {
            let mut half = || -> Vec<Vec<(f64, f64)>> {
                let shares = [0.1, 0.2, 0.4];
                let mut group = || shares.map(|share| (real(Binomial::new(120, share).draw(source)), 120.0)).to_vec();
                vec![group(), group()]
            };
            let (fitted, other) = (half(), half());
            let campaign = |at: usize| Campaign {
                cost: 10.0,
                value: fitted[0][at].0 + fitted[1][at].0,
                reach: vec![fitted[0][at].0, fitted[1][at].0],
                eligible: vec![120.0; 2],
                stays: false,
            };
            let question = Question { campaigns: (0..3).map(campaign).collect(), tolerance: 0.05 };
            let Ok(answer) = question.answer() else { continue };
            judged += 1;
            let [one, two] = [0, 1].map(|group| Scaled { parts: other[group].clone(), deff: 1.0 });
            let change = Change::of(&one, &two, &answer.multiples).unwrap();
            claimed += usize::from(change.is_closer(&Confidence::normal(0.95)));
        }
        assert!(judged > 200 && claimed * 20 <= judged, "{claimed} of {judged}");
    }
}
