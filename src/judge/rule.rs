//! What every comparison of a check is judged by, and a comparison on its way to a result.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::cube::Cube;
use evenhand_metrics::four_fifths::flip;
use evenhand_metrics::interval::{Confidence, Interval, Shape};
use evenhand_metrics::power::Side;
use evenhand_metrics::significance::Count;
use evenhand_metrics::undefined::Undefined;

use super::limit::Sides;
use crate::compare::{self, Compared, Group, Numbers, RatePair, Scope, Split};
use crate::document::{CheckResult, DecidedBy, Deciding, Verdict};
use crate::lang::Said;
use crate::plan::{Basis, Check, Claim, Plan};

/// The comparisons of a scope, of whatever kind.
pub(super) type Comparisons<'a> = compare::Comparisons<'a, Box<dyn Compared<'a> + 'a>>;

/// One comparison on its way to a result.
pub(super) struct Judged<'a> {
    pub(super) scope: &'a Scope,
    /// The group that is judged.
    pub(super) group: &'a Group,
    /// What is compared.
    pub(super) compared: Box<dyn Compared<'a> + 'a>,
    pub(super) result: CheckResult,
    pub(super) p_value: Option<f64>,
    pub(super) value: Result<f64, Undefined>,
    /// Whether its numbers may be printed.
    pub(super) printed: bool,
}

/// The two intervals that decide a comparison, each guarding against its own error. Beyond a limit is what lies there at the
/// family's level, so that a whole family of equal groups is rarely called outside; within is what lies there at the
/// nominal level, as the claim is about each group by itself. `None` where there is none.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Intervals {
    pub(super) family: Option<Interval>,
    pub(super) nominal: Option<Interval>,
}

/// Where a comparison stands.
pub(super) struct Stand {
    pub(super) value: Result<f64, Undefined>,
    pub(super) intervals: Intervals,
    pub(super) verdict: Verdict,
    pub(super) reason: Option<Undefined>,
    /// `None` where nothing is assessed.
    pub(super) decided_by: Option<DecidedBy>,
}

/// What checks are judged on.
pub struct World<'a> {
    /// Under which plan.
    pub plan: &'a Plan,
    /// What was counted.
    pub cube: &'a Cube,
    /// Who is compared with whom.
    pub scopes: &'a [Scope],
    /// Scores and values.
    pub numbers: &'a Numbers,
}

impl World<'_> {
    /// Each scope over the check's stratum; `None` where everybody is compared.
    pub(super) fn splits(&self, check: &Check, scopes: &[(usize, &Scope)]) -> Vec<Option<Split>> {
        let stratum = check.within.map(|stratum| self.plan.attributes[stratum].name.as_str());
        let split = |(_, scope): &(usize, &Scope)| stratum.and_then(|stratum| Split::of(self.cube, scope, &[stratum]));
        scopes.iter().map(split).collect()
    }
}

/// How sure the intervals of a check are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Levels {
    /// At the family's level, of groups of [`FEW`] people or more.
    pub(super) most: Confidence,
    /// At the family's level, of smaller groups.
    pub(super) few: Confidence,
    /// At the level of one interval.
    pub(super) nominal: Confidence,
}

/// What every comparison of a check is judged by.
pub(super) struct Rule<'a> {
    pub(super) plan: &'a Plan,
    /// How groups are compared: the plan's, or with one choice made otherwise.
    pub(super) basis: Basis,
    pub(super) check: &'a Check,
    pub(super) sides: Sides,
    pub(super) levels: Levels,
}

impl Rule<'_> {
    /// The family's level for a group.
    pub(super) fn confidence(&self, group: &Group) -> Confidence {
        if group.is_few() { self.levels.few } else { self.levels.most }
    }

    /// Where a comparison stands, unless something bars it from being assessed. The interval of the family reaches as far as a
    /// limit that a test made there does not rule out, so that a family of comparisons keeps its level even where every truth
    /// lies on the limit, however few people there are.
    pub(super) fn stand<'a>(&self, compared: &(dyn Compared<'a> + 'a), barred: Option<Undefined>) -> Stand {
        let comparison = self.check.comparison;
        if let Some(reason) = barred {
            return self.decide(Err(reason), Intervals::default(), None, |_| (Verdict::NotAssessed, None));
        }
        let of_family = self.confidence(compared.group());
        let at = |wanted: &Confidence| compared.interval(comparison, wanted).map(|found| found.interval);
        let family = at(&of_family);
        let ruled_out = |side, limit| compared.rules_out(comparison, side, limit, &of_family);
        let intervals = Intervals {
            family: family.ok().map(|interval| self.confirmed(interval, ruled_out)),
            nominal: at(&self.levels.nominal).ok(),
        };
        self.decide(compared.value(comparison), intervals, family.err(), |value| self.by_point(compared, value))
    }

    fn confirmed(&self, interval: Interval, is_ruled_out: impl Fn(Side, f64) -> bool) -> Interval {
        let sides = [(Side::Below, self.sides.low), (Side::Above, self.sides.high)];
        sides.into_iter().fold(interval, |interval, (side, limit)| match limit {
            Some(limit) => interval.confirmed(side, limit.value(), || is_ruled_out(side, limit.value())),
            None => interval,
        })
    }

    /// Where an estimate and its intervals stand. `unsure` says why there is an estimate and no interval.
    pub(super) fn decide(
        &self,
        value: Result<f64, Undefined>,
        intervals: Intervals,
        unsure: Option<Undefined>,
        by_point: impl FnOnce(f64) -> (Verdict, Option<Undefined>),
    ) -> Stand {
        let stand = |verdict, reason, decided_by| Stand { value, intervals, verdict, reason, decided_by };
        if self.check.claim == Claim::Point {
            return match value.map(by_point) {
                Err(reason) => stand(Verdict::NotAssessed, Some(reason), None),
                Ok((verdict, reason)) => stand(verdict, reason, Some(DecidedBy::Estimate)),
            };
        }
        // An estimate that does not exist leaves an interval with one end: nobody of the reference was selected, and all of
        // 900 in the group. That end decides.
        let reason = value.err();
        let at = |interval: Option<Interval>| interval.map(|interval| self.sides.by_interval(&interval));
        if at(intervals.family) == Some(Verdict::Outside) {
            return stand(Verdict::Outside, reason, Some(DecidedBy::Family));
        }
        if at(intervals.nominal) == Some(Verdict::Within) {
            return stand(Verdict::Within, reason, Some(DecidedBy::Nominal));
        }
        match (reason, intervals.family) {
            (Some(reason), family) if !family.is_some_and(|family| self.has_an_end(&family)) => {
                stand(Verdict::NotAssessed, Some(reason), None)
            }
            (reason, Some(_)) => stand(Verdict::CannotTell, reason, Some(DecidedBy::Family)),
            (_, None) => stand(Verdict::CannotTell, unsure, None),
        }
    }

    /// Whether an interval says anything: every ratio lies above 0.
    fn has_an_end(&self, interval: &Interval) -> bool {
        let is_ratio = self.check.comparison == Comparison::Ratio;
        let low = interval.low.is_some_and(|low| !is_ratio || low > 0.0);
        matches!(interval.shape, Shape::Bounded | Shape::Unbounded) && (low || interval.high.is_some())
    }

    /// The verdict of an estimate, with the reason when a rule exempts it.
    fn by_point<'a>(&self, compared: &(dyn Compared<'a> + 'a), value: f64) -> (Verdict, Option<Undefined>) {
        let verdict = self.sides.by_point(compared.counts(self.check.comparison), value);
        let exempt = self.check.flip_test && compared.rates().is_some_and(flip_exempt);
        if verdict == Verdict::Outside && exempt {
            return (Verdict::CannotTell, Some(Undefined::FlipExempt));
        }
        (verdict, None)
    }

    /// The result of a comparison. Of few people who are not shown it holds the verdict and no number.
    pub(super) fn result(&self, finding: String, stand: &Stand, group: &Group, printed: bool) -> CheckResult {
        let deciding = |interval: Interval| Deciding { low: interval.low, high: interval.high };
        let assessed = stand.verdict != Verdict::NotAssessed && printed;
        let family = stand.intervals.family.map(deciding).filter(|_| assessed);
        let nominal = stand.intervals.nominal.map(deciding).filter(|_| assessed);
        let by_nominal = stand.decided_by == Some(DecidedBy::Nominal);
        let reason = stand.reason.or((!printed).then_some(Undefined::TooFew));
        CheckResult {
            finding,
            verdict: stand.verdict,
            reason: reason.map(Into::into),
            survives_missing: None,
            survives_seed: None,
            interval: if by_nominal { nominal } else { family.clone() },
            family_interval: family.filter(|_| by_nominal),
            decided_by: stand.decided_by.map(Into::into),
            p_holm: None,
            detectable: None,
            powered: None,
            complement_ratio: None,
            equivalence: None,
            must_decide: self.must_decide(group),
            waiver: None,
            said: Said::new(""),
        }
    }
}

/// Whether one different person would reverse the order of the two rates.
fn flip_exempt(pair: &RatePair<'_>) -> bool {
    match (pair.a, pair.shown) {
        (Ok(a), Ok(b)) if a.is_plain() && b.is_plain() => {
            flip(Count::new(a.top, a.bottom), Count::new(b.top, b.bottom)).is_ok_and(|flip| flip.exempt)
        }
        _ => false,
    }
}
