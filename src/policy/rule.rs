//! What every comparison of a check is judged by, and a comparison on its way to a result.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::four_fifths::flip;
use evenhand_metrics::interval::{Confidence, Interval, proportion};
use evenhand_metrics::test::Count;
use evenhand_metrics::undefined::Undefined;

use super::limit::Sides;
use crate::audit::{CheckResult, Verdict};
use crate::findings::{Group, Numbers, Pair, Scope, Split, deciding_interval};
use crate::plan::{Check, Claim, Inference, Plan};

/// One comparison on its way to a result.
pub(super) struct Judged<'a> {
    pub(super) scope: &'a Scope,
    /// The group that is judged.
    pub(super) group: &'a Group,
    /// Of a rate, the group's people and those they are compared with.
    pub(super) pair: Option<Pair<'a>>,
    pub(super) result: CheckResult,
    pub(super) p_value: Option<f64>,
    pub(super) value: Result<f64, Undefined>,
}

/// Where a comparison stands.
pub(super) struct Stand {
    pub(super) value: Result<f64, Undefined>,
    pub(super) interval: Option<Interval>,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<Undefined>,
}

/// What checks are judged on.
pub(super) struct World<'a> {
    pub(super) cube: &'a Cube,
    pub(super) scopes: &'a [Scope],
    pub(super) numbers: &'a Numbers,
}

impl World<'_> {
    /// Each scope over the check's stratum; `None` where everybody is compared.
    pub(super) fn splits(&self, plan: &Plan, check: &Check, scopes: &[&Scope]) -> Vec<Option<Split>> {
        let stratum = check.within.map(|stratum| plan.attributes[stratum].name.as_str());
        let split = |scope: &&Scope| stratum.and_then(|stratum| Split::of(plan, self.cube, scope, &[stratum]));
        scopes.iter().map(split).collect()
    }
}

/// What every comparison of a check is judged by.
pub(super) struct Rule<'a> {
    pub(super) plan: &'a Plan,
    pub(super) check: &'a Check,
    pub(super) sides: Sides,
    pub(super) confidence: Confidence,
}

impl Rule<'_> {
    /// The interval at the family's level.
    pub(super) fn interval(&self, pair: &Pair<'_>) -> Option<Interval> {
        if self.plan.inference == Inference::Census {
            return None;
        }
        if self.check.comparison == Comparison::Value {
            let share = pair.a.ok().filter(|_| pair.unsure().is_none())?;
            let confidence = pair.confidence(&self.confidence);
            return proportion(self.plan.statistics.proportion, share.effective(), &confidence).ok();
        }
        deciding_interval(self.plan, self.check.comparison, pair, &self.confidence)
    }

    /// The verdict of an interval, or of none.
    pub(super) fn by_interval(&self, interval: Option<&Interval>) -> Verdict {
        interval.map_or(Verdict::CannotTell, |interval| self.sides.by_interval(interval))
    }

    /// The verdict of an estimate, with the reason when a rule exempts it.
    pub(super) fn verdict(
        &self,
        pair: &Pair<'_>,
        value: f64,
        interval: Option<&Interval>,
    ) -> (Verdict, Option<Undefined>) {
        if self.check.claim != Claim::Point {
            let unsure = pair.unsure().filter(|_| interval.is_none());
            return (self.by_interval(interval), unsure);
        }
        let verdict = self.sides.by_point(self.check.comparison, Some(pair), value);
        if verdict == Verdict::Outside && self.check.flip_test && flip_exempt(pair) {
            return (Verdict::CannotTell, Some(Undefined::FlipExempt));
        }
        (verdict, None)
    }
}

/// Whether one different person would reverse the order of the two rates.
fn flip_exempt(pair: &Pair<'_>) -> bool {
    match (pair.a, pair.shown) {
        (Ok(a), Ok(b)) if a.is_plain() && b.is_plain() => {
            flip(Count::new(a.top, a.bottom), Count::new(b.top, b.bottom)).is_ok_and(|flip| flip.exempt)
        }
        _ => false,
    }
}
