//! Fixes that change who is selected: fitted to everybody for the proposal, to one half of the people to be judged on the
//! other, and at several strengths for the trade-off.

use evenhand_metrics::catalog::{Measure, SELECTION_RATE};
use evenhand_metrics::fix::front::front;
use evenhand_metrics::outcomes::Outcomes;

use super::people::{Halves, People};
use super::rule::{Rule, STAYS, Shift};
use super::terms::{Fitted, Terms, real};
use super::{Method, repair, sample, terms, thresholds};
use crate::document::FrontPoint;
use crate::lang::Said;

/// How strong a fix is: as the plan asks, or at a strength or least ratio of its own.
type Strength = Option<f64>;

impl Terms<'_> {
    /// The group that others are compared with: the check's, else the largest.
    pub(super) fn against(&self) -> Option<usize> {
        let largest = (0..self.groups.len()).max_by_key(|group| (self.groups.people[*group], usize::MAX - group));
        self.reference.or(largest)
    }

    /// The people of the measure that is outside, where a decision alone says who counts for it: everybody for selection
    /// rates, those with the outcome for true positive rates.
    pub(super) fn among(&self) -> Option<Outcomes> {
        let Measure::Rate(rate) = self.target.check.measure else { return None };
        (rate.top == rate.bottom.and(Outcomes::SELECTED)).then_some(rate.bottom)
    }

    /// Fits a method to people, who have their part of the budget.
    pub(super) fn fit(&self, method: Method, people: &People, part: f64, strength: Strength) -> Result<Fitted, Said> {
        let budget = match self.plan.fixing.budget {
            Some(budget) => match budget.checked_sub(self.untreated) {
                Some(left) => Some(terms::whole(real(left) * part)),
                None => return Err(Said::new("fix-budget-untreated").with("people", self.untreated)),
            },
            None => None,
        };
        let places = budget.unwrap_or_else(|| people.selected());
        match method {
            Method::Thresholds => thresholds::fit(self, people, places, strength),
            Method::Repair => repair::fit(self, people, places, strength.unwrap_or(self.plan.fixing.strength)),
            _ => sample::fit(self, people, budget, strength),
        }
    }

    /// The trade-off: the same fix at several strengths, fitted to one half and judged on the other, next to today's
    /// targeting and the fix that is proposed.
    pub(super) fn front(&self, method: Method, halves: &Halves) -> Vec<FrontPoint> {
        const STEPS: u32 = 20;
        const MOST: usize = 30;
        let Some(reference) = self.against() else { return Vec::new() };
        // The trade-off is one of selection rates.
        if self.target.check.measure.id() != SELECTION_RATE.id {
            return Vec::new();
        }
        let worth = self.worth.table(&self.plan.fixing, &halves.whole);
        let part = real(halves.fitted.everybody()) / real(halves.whole.everybody().max(1));
        let today = keep(&halves.judged);
        let now = today.shifts(&halves.judged, &worth, Outcomes::ALL);
        let Some(lowest_now) = self.lowest(&now, reference) else { return Vec::new() };
        let mut points =
            vec![FrontPoint { parameter: 0.0, ratio: lowest_now, kept: 1.0, proposed: false, current: true }];
        let strengths = (1..=STEPS).map(|step| f64::from(step) / f64::from(STEPS));
        let own = self.parameter(method);
        let judged = |strength: Strength| {
            let fitted = self.fit(method, &halves.fitted, part, strength).ok()?;
            let shifts = fitted.rule.shifts(&halves.judged, &worth, Outcomes::ALL);
            let (before, after) = shifts
                .iter()
                .fold((0.0, 0.0), |(before, after), shift| (before + shift.worth_before, after + shift.worth_after));
            Some((self.lowest(&shifts, reference)?, if before > 0.0 { after / before } else { return None }))
        };
        // A ratio below today's would be no fix.
        let wanted = strengths.filter(|strength| method == Method::Repair || *strength > lowest_now);
        for strength in wanted.filter(|strength| own.is_none_or(|own| (own - strength).abs() > 1e-9)) {
            let point = judged(Some(strength));
            points.extend(point.map(|(ratio, kept)| FrontPoint {
                parameter: strength,
                ratio,
                kept,
                proposed: false,
                current: false,
            }));
        }
        if let (Some((ratio, kept)), Some(parameter)) = (judged(None), own) {
            points.push(FrontPoint { parameter, ratio, kept, proposed: true, current: false });
        }
        points.sort_by(|a, b| a.parameter.total_cmp(&b.parameter));
        let worst_and_kept: Vec<(f64, f64)> = points.iter().map(|point| (point.ratio, point.kept)).collect();
        let kept = front(&worst_and_kept, MOST);
        let stays = |place: usize| kept.contains(&place) || points[place].proposed || points[place].current;
        (0..points.len()).filter(|place| stays(*place)).map(|place| points[place].clone()).collect()
    }

    /// The ratio furthest from 1 of the rate after of a group that was outside to the reference's, the smaller over the
    /// larger. Other groups are passed over: a handful of people in one half would decide for all.
    fn lowest(&self, shifts: &[Shift], reference: usize) -> Option<f64> {
        let rate = |shift: &Shift| (shift.people() > 0.0).then(|| shift.after() / shift.people());
        let base = rate(&shifts[reference])?;
        let outside = self.target.outside.iter().filter_map(|segment| self.groups.place(segment));
        let ratio = |place: usize| {
            let own = rate(&shifts[place])?;
            let larger = own.max(base);
            Some(if larger > 0.0 { own.min(base) / larger } else { 1.0 })
        };
        outside.filter_map(ratio).reduce(f64::min)
    }

    /// The strength or least ratio that the plan asks for; `None` where that is neither.
    pub(super) fn parameter(&self, method: Method) -> Option<f64> {
        use crate::plan::{Equal, Limit};
        match method {
            Method::Repair => Some(self.plan.fixing.strength),
            Method::Thresholds => match self.plan.fixing.equal {
                None | Some(Equal::SelectionRate) => Some(1.0),
                Some(Equal::Ratio(least)) => Some(least),
                Some(Equal::TruePositiveRate) => None,
            },
            _ => match &self.target.check.limit {
                Limit::Range { min: Some(min), .. } => Some(min.value),
                Limit::Range { max: Some(max), .. } => Some(1.0 / max.value),
                _ => None,
            },
        }
    }
}

/// The rule that leaves everybody as they are.
fn keep(people: &People) -> Rule {
    let fates = people.cells.iter().map(|cells| vec![STAYS; cells.len()]).collect();
    Rule { lows: people.lows.clone(), fates, unscored: vec![STAYS; people.cells.len()], pools: Vec::new() }
}

/// What is worth keeping of people selected, before and after a rule, over everybody.
pub(super) fn worth_kept(shifts: &[Shift]) -> [f64; 2] {
    shifts.iter().fold([0.0, 0.0], |[before, after], shift| [before + shift.worth_before, after + shift.worth_after])
}
