//! Budgets judged on people they were not fitted to: how each group was reached before, how it is expected to be after, and
//! whether it came closer to its reference, beyond chance.
//!
//! **Formula.** With s of n people of a group reached in campaign c and its budget x times today's, the rate after is
//! Σ x s / Σ n. The s are binomial and independent, so Var Σ k s = Σ k² n p (1 - p), with p = (s + 1/2)/(n + 1) so that
//! neither nobody nor everybody makes it 0; intervals are normal, that of a ratio on the log scale. A group came closer
//! where both gap before - gap after and gap before + gap after lie above 0 in the direction of the gap before: then the
//! gap after is smaller in size, whichever way it points.

use evenhand_metrics::family::{Correction, level_each};
use evenhand_metrics::interval::{Confidence, Interval, proportion, ratio};
use evenhand_metrics::outcomes::Outcomes;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;

use super::budget::Answer;
use super::campaigns::Cells;
use super::target::{Groups, Target};
use super::thresholds::{real, whole};
use crate::audit::{Estimate, JudgedGroup, JudgedOut};
use crate::findings::{Dependence, Scope, dependence_of_groups};
use crate::plan::{FOLDS, Inference, Plan};

/// People of one group on the side that judges.
struct Side {
    /// Reached and eligible, campaign by campaign.
    cells: Vec<(f64, f64)>,
    people: f64,
    dependence: Dependence,
}

/// What budgets that were fitted to one half do on the other.
pub(super) fn judged(
    plan: &Plan,
    target: &Target<'_>,
    groups: &Groups,
    scope: &Scope,
    (fitted, judged): (&Cells, &Cells),
    answer: &Answer,
    by_unit: bool,
) -> Option<JudgedOut> {
    let rate = evenhand_metrics::catalog::rate("selection-rate")?;
    let dependence = dependence_of_groups(plan, scope, rate);
    let largest = (0..groups.len()).max_by_key(|group| (groups.people[*group], usize::MAX - group));
    let reference = target.reference.as_ref().and_then(|segment| groups.place(segment)).or(largest)?;
    let side = |group: usize| {
        let place = scope.groups.iter().position(|known| known.segment == groups.segments[group]);
        let of = |campaign: &Vec<evenhand_metrics::cell::Cell>| {
            let cell = &campaign[group];
            (real(cell.count(Outcomes::SELECTED)), real(cell.people()))
        };
        let cells: Vec<(f64, f64)> = judged.iter().map(of).collect();
        let dependence = place.and_then(|place| dependence.get(place)).copied().unwrap_or_default();
        Side { people: cells.iter().map(|(_, people)| people).sum(), cells, dependence }
    };
    let sides: Vec<Side> = (0..groups.len()).map(side).collect();
    if sides.iter().any(|side| side.people <= 0.0) {
        return None;
    }
    let level = level_each(Correction::Sidak, plan.statistics.level, sides.len().saturating_sub(1));
    let of = |group: usize| {
        let pair = Pair { plan, own: &sides[group], other: &sides[reference], x: &answer.multiples };
        pair.judged(groups, (group, reference), level)
    };
    let found: Vec<JudgedGroup> = (0..sides.len()).filter(|group| *group != reference).map(of).collect();
    let outside = found.iter().filter(|group| target.outside.contains(&group.segment));
    let claims: Option<Vec<bool>> = outside.map(|group| group.closer).collect();
    let everybody = |cells: &Cells| cells.iter().flatten().map(evenhand_metrics::cell::Cell::people).sum();
    Some(JudgedOut {
        split: if by_unit { "units" } else { "drawn" }.to_owned(),
        fitted_on: everybody(fitted),
        judged_on: everybody(judged),
        groups: found,
        closer: claims.filter(|claims| !claims.is_empty()).map(|claims| claims.iter().all(|closer| *closer)),
    })
}

impl Side {
    fn deff(&self) -> f64 {
        if let Dependence::Folds { deff, .. } = self.dependence { deff } else { 1.0 }
    }

    /// Folds on the side that judges.
    fn folds(&self) -> Option<u32> {
        if let Dependence::Folds { folds, .. } = self.dependence { Some(folds.min(FOLDS) / 2) } else { None }
    }

    /// Σ k s / Σ n, and its variance; `k` gives the factor of each campaign.
    fn rate(&self, k: impl Fn(usize) -> f64) -> (f64, f64) {
        let (mut sum, mut variance) = (0.0, 0.0);
        for (campaign, (reached, people)) in self.cells.iter().enumerate() {
            let (factor, share) = (k(campaign), (reached + 0.5) / (people + 1.0));
            sum += factor * reached;
            variance += factor * factor * people * share * (1.0 - share);
        }
        (sum / self.people, variance / (self.people * self.people) * self.deff())
    }
}

/// How the gap between two groups changes, in the direction that it has before: each number with its variance.
struct Change {
    /// Gap before - gap after.
    less: (f64, f64),
    /// Gap before + gap after.
    sum: (f64, f64),
}

impl Change {
    fn of(own: &Side, other: &Side, x: &[f64]) -> Self {
        // Of any factors: the gap between the two groups, and its variance.
        let gap = |k: &dyn Fn(usize) -> f64| {
            let (own, other) = (own.rate(k), other.rate(k));
            (own.0 - other.0, own.1 + other.1)
        };
        let sign = if gap(&|_| 1.0).0 < 0.0 { -1.0 } else { 1.0 };
        let signed = |(value, variance): (f64, f64)| (sign * value, variance);
        Self { less: signed(gap(&|campaign| 1.0 - x[campaign])), sum: signed(gap(&|campaign| 1.0 + x[campaign])) }
    }

    /// The size of the gap before less that of the gap after.
    fn narrower(&self) -> f64 {
        self.less.0.min(self.sum.0)
    }

    /// Where the gap points the other way after, the change of the signed gap is not how much narrower it is.
    fn interval(&self, nominal: &Confidence) -> Result<Interval, Undefined> {
        let (value, variance) = self.less;
        let half = nominal.critical() * variance.sqrt();
        let same_way = value <= self.sum.0;
        same_way.then(|| Interval::bounded(value - half, value + half, nominal.level())).ok_or(Undefined::NoInterval)
    }

    fn is_closer(&self, sure: &Confidence) -> bool {
        [self.less, self.sum].into_iter().all(|(value, variance)| value > sure.critical() * variance.sqrt())
    }
}

/// A group and its reference.
struct Pair<'a> {
    plan: &'a Plan,
    own: &'a Side,
    other: &'a Side,
    /// Each campaign's budget as a multiple of today's.
    x: &'a [f64],
}

impl Pair<'_> {
    fn judged(&self, groups: &Groups, (own, other): (usize, usize), level: f64) -> JudgedGroup {
        let after = |side: &Side| side.rate(|campaign| self.x[campaign]);
        let nominal = self.confidence(self.plan.statistics.level);
        let around = |(value, variance): (f64, f64)| {
            let half = nominal.critical() * variance.sqrt();
            Interval::bounded((value - half).max(0.0), value + half, nominal.level())
        };
        let ((own_after, own_variance), (other_after, other_variance)) = (after(self.own), after(self.other));
        let tally = |side: &Side| Tally::new(side.cells.iter().map(|(reached, _)| reached).sum(), side.people);
        let over = |side: &Side| tally(side).over(side.deff());
        let (a, b) = (over(self.own), over(self.other));
        let (proportions, ratios) = (self.plan.statistics.proportion, self.plan.statistics.ratio);
        let before = self.estimate(
            tally(self.own).rate().ok_or(Undefined::EmptyGroup),
            proportion(proportions, a, &nominal),
            proportions.id(),
        );
        let compared = match (a.rate(), b.rate()) {
            (Some(own), Some(base)) if base > 0.0 => Ok(own / base),
            _ => Err(Undefined::ReferenceZero),
        };
        let after_ratio = (other_after > 0.0).then(|| own_after / other_after).ok_or(Undefined::ReferenceZero);
        let log = match after_ratio {
            Ok(value) if value > 0.0 => {
                let relative = own_variance / own_after.powi(2) + other_variance / other_after.powi(2);
                let factor = (nominal.critical() * relative.sqrt()).exp();
                Ok(Interval::bounded(value / factor, value * factor, nominal.level()))
            }
            _ => Err(Undefined::NoInterval),
        };
        let (narrower, closer) = self.closer(&nominal, &self.confidence(level));
        JudgedGroup {
            segment: groups.segments[own].clone(),
            reference: groups.segments[other].clone(),
            people: Some(whole(self.own.people)),
            people_below: None,
            before,
            after: self.estimate(Ok(own_after), Ok(around((own_after, own_variance))), "binomial-sum"),
            ratio_before: self.estimate(compared, ratio(ratios, a, b, &nominal), ratios.id()),
            ratio_after: self.estimate(after_ratio, log, "binomial-sum-log"),
            narrower,
            closer,
        }
    }

    /// How much narrower the gap is, and whether it is, beyond chance.
    fn closer(&self, nominal: &Confidence, sure: &Confidence) -> (Estimate, Option<bool>) {
        let change = Change::of(self.own, self.other, self.x);
        let claims = self.unknown().is_none() && self.plan.inference == Inference::Process;
        let narrower = self.estimate(Ok(change.narrower()), change.interval(nominal), "binomial-sum");
        (narrower, claims.then_some(change.is_closer(sure)))
    }

    fn unknown(&self) -> Option<Undefined> {
        self.own.dependence.unknown().or_else(|| self.other.dependence.unknown())
    }

    fn confidence(&self, level: f64) -> Confidence {
        match self.own.folds().into_iter().chain(self.other.folds()).min() {
            Some(folds) => Confidence::student(level, f64::from(folds) - 1.0),
            None => Confidence::normal(level),
        }
    }

    fn estimate(&self, value: Result<f64, Undefined>, interval: Result<Interval, Undefined>, method: &str) -> Estimate {
        match self.plan.inference {
            Inference::Census => Estimate::without(value),
            Inference::Process => {
                let deff = Some(self.own.deff()).filter(|deff| *deff > 1.0);
                Estimate::new(value, self.unknown().map_or(interval, Err), method, deff)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use evenhand_metrics::draw::{Source, binomial};

    use super::*;
    use crate::fix::budget::{Campaign, Question};

    fn side(cells: &[(f64, f64)]) -> Side {
        let people = cells.iter().map(|(_, people)| people).sum();
        Side { cells: cells.to_vec(), people, dependence: Dependence::Independent }
    }

    #[test]
    fn a_gap_that_closes_and_one_that_turns_round_are_told_apart() {
        let (own, other) = (side(&[(10.0, 100.0), (50.0, 100.0)]), side(&[(60.0, 100.0), (40.0, 100.0)]));
        // rates 0.3 and 0.5; with 1/2 and 2 times the money 0.525 and 0.55
        let closing = Change::of(&own, &other, &[0.5, 2.0]);
        assert!((closing.narrower() - 0.175).abs() < 1e-12 && closing.is_closer(&Confidence::normal(0.95)));
        // with nothing and 2 times 0.5 and 0.4: the other way round, and half the size
        let turning = Change::of(&own, &other, &[0.0, 2.0]);
        assert!((turning.narrower() - 0.1).abs() < 1e-12);
        assert_eq!(turning.interval(&Confidence::normal(0.95)), Err(Undefined::NoInterval));
        let same = Change::of(&own, &other, &[1.0, 1.0]);
        assert!(same.narrower().abs() < 1e-12 && !same.is_closer(&Confidence::normal(0.95)));
    }

    #[test]
    fn where_groups_are_alike_chance_is_rarely_claimed_as_an_improvement() {
        let source = &mut Source::new(11, 3);
        let (mut judged, mut claimed) = (0, 0);
        for _ in 0..600 {
            let mut half = || -> Vec<Vec<(f64, f64)>> {
                let shares = [0.1, 0.2, 0.4];
                let mut group = || shares.map(|share| (real(binomial(120, share, source)), 120.0)).to_vec();
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
            let change = Change::of(&side(&other[0]), &side(&other[1]), &answer.multiples);
            claimed += usize::from(change.is_closer(&Confidence::normal(0.95)));
        }
        assert!(judged > 200 && claimed * 20 <= judged, "{claimed} of {judged}");
    }
}
