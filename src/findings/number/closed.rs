//! Intervals by formula, for people whose rows are independent: the same function serves the nominal interval of a
//! finding and, at the family's level, the interval that decides.

use evenhand_metrics::catalog::{ScoreMeasure, ValueMeasure};
use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::{self, Confidence, Interval, Mean, Shape, difference_of, proportion};
use evenhand_metrics::scores::Scores;
use evenhand_metrics::scores::area::{area, cross_area, to_everyone};
use evenhand_metrics::scores::calibration::outcomes;
use evenhand_metrics::scores::gap::estimated_mean;
use evenhand_metrics::tally::Tally;
use evenhand_metrics::undefined::Undefined;
use evenhand_metrics::value::{self, Skewed, ValueSums};

use super::measured::{Sides, above_median};
use crate::plan::Plan;

/// An interval with the id of its method.
pub(super) type Found = Result<(&'static str, Interval), Undefined>;

/// What an interval is computed with besides the people.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    pub(super) plan: &'a Plan,
    pub(super) comparison: Comparison,
    /// How sure the interval is to be.
    pub(super) sure: Confidence,
    /// The design effect that the plan states; 1 for independent rows.
    pub(super) deff: f64,
    /// Against everyone, the group's share of them: the interval is computed against the rest and changed to their scale.
    pub(super) share: Option<f64>,
}

impl Terms<'_> {
    const fn confidence(&self) -> Confidence {
        self.sure
    }

    /// An interval that cannot be moved from the rest to everyone is none.
    fn apart(&self) -> Result<(), Undefined> {
        if self.share.is_some() { Err(Undefined::NoInterval) } else { Ok(()) }
    }

    /// The interval of a mean or of a difference of means, on the scale that was asked for.
    fn of_mean(&self, method: &'static str, mean: Mean, df: f64) -> Found {
        let found = value::interval(mean, &self.sure.by_student(df))?;
        Ok((method, self.share.map_or(found, |share| found.difference_to_everyone(share))))
    }

    fn wider(&self, mean: Mean) -> Mean {
        Mean { variance: mean.variance * self.deff, ..mean }
    }

    /// Two means of so many people each.
    fn two_means(&self, own: (Mean, f64), other: (Mean, f64)) -> Found {
        let (a, b) = (self.wider(own.0), self.wider(other.0));
        let df = value::degrees_of_freedom((a, own.1 / self.deff), (b, other.1 / self.deff));
        self.of_mean("welch", value::difference(a, b), df)
    }

    fn one_mean(&self, mean: Mean, people: f64) -> Found {
        self.of_mean("student", self.wider(mean), people / self.deff - 1.0)
    }
}

/// The interval of a measure of scores.
pub(super) fn of_scores(measure: &ScoreMeasure, terms: &Terms<'_>, sides: Sides<'_, Scores>) -> Found {
    let Sides { own, other, .. } = sides;
    let (confidence, deff) = (terms.confidence(), terms.deff);
    match (measure.id, terms.comparison) {
        ("mean-score", Comparison::Value) => terms.one_mean(estimated_mean(own)?, people(own)),
        ("mean-score" | "mean-score-gap", _) => {
            terms.two_means((estimated_mean(own)?, people(own)), (estimated_mean(other)?, people(other)))
        }
        ("scoring-rate", _) => scoring_rate(terms, sides),
        ("auc", Comparison::Value) => Ok(("delong-logit", area(own)?.interval(deff, &confidence)?)),
        ("auc", _) if terms.share.is_some_and(|share| share > 0.0) => {
            Ok(("delong-logit", to_everyone(own, other, deff, &confidence)?))
        }
        ("auc", _) => Ok(("delong-logit", area(own)?.interval_minus(deff, &area(other)?, deff, &confidence)?)),
        ("cross-auc", _) => {
            terms.apart()?;
            Ok(("delong-logit", cross_area(own, other)?.interval(deff, &confidence)?))
        }
        ("observed-over-expected" | "calibration-in-the-large", Comparison::Value) => {
            calibration(measure, own, deff, &confidence).map(|(method, _, found)| (method, found))
        }
        ("observed-over-expected" | "calibration-in-the-large", _) => {
            terms.apart()?;
            let (_, a, of_a) = calibration(measure, own, deff, &confidence)?;
            let (_, b, of_b) = calibration(measure, other, deff, &confidence)?;
            Ok(("mover", difference_of((a, of_a), (b, of_b))?))
        }
        _ => Err(Undefined::NoInterval),
    }
}

fn calibration(
    measure: &ScoreMeasure,
    group: &Scores,
    deff: f64,
    confidence: &Confidence,
) -> Result<(&'static str, f64, Interval), Undefined> {
    let found = outcomes(group)?;
    if measure.id == "observed-over-expected" {
        Ok(("exact-poisson", found.observed_over_expected()?, found.ratio_interval(deff, confidence)?))
    } else {
        Ok(("wilson", found.calibration_in_the_large(), found.large_interval(deff, confidence)?))
    }
}

/// As of any rate: the median of everybody is taken as given.
fn scoring_rate(terms: &Terms<'_>, sides: Sides<'_, Scores>) -> Found {
    of_share(terms, above_median(sides.own, sides.all)?, || above_median(sides.other, sides.all))
}

/// The interval of a share of people, as of any rate.
fn of_share(terms: &Terms<'_>, own: Tally, other: impl FnOnce() -> Result<Tally, Undefined>) -> Found {
    let (plan, confidence) = (terms.plan, terms.confidence());
    let a = own.over(terms.deff);
    if terms.comparison == Comparison::Value {
        let method = plan.statistics.proportion;
        return Ok((method.id(), proportion(method, a, &confidence)?));
    }
    let b = other()?.over(terms.deff);
    if terms.comparison == Comparison::Difference {
        let method = plan.statistics.difference;
        let found = interval::difference(method, a, b, &confidence)?;
        return Ok((method.id(), terms.share.map_or(found, |share| found.difference_to_everyone(share))));
    }
    let method = plan.statistics.ratio;
    let found = interval::ratio(method, a, b, &confidence)?;
    Ok((method.id(), terms.share.map_or(found, |share| found.ratio_to_everyone(share))))
}

/// The interval of a mean of values, or of a share of people who have one.
pub(super) fn of_values(measure: &ValueMeasure, terms: &Terms<'_>, sides: Sides<'_, ValueTotals>) -> Found {
    let sums =
        Sides { own: &measure.sums(sides.own), other: &measure.sums(sides.other), all: &measure.sums(sides.all) };
    if measure.is_share() {
        let tally = |sums: &ValueSums| Ok(Tally::of_counts(sums.nonzero, sums.people));
        return of_share(terms, tally(sums.own)?, || tally(sums.other));
    }
    let own = Skewed::of(*sums.own, terms.deff)?;
    let effective = |sums: &ValueSums| float(sums.people) / terms.deff;
    if terms.comparison == Comparison::Value {
        return Ok(("hall", own.interval(&terms.sure.by_student(effective(sums.own) - 1.0))?));
    }
    let other = Skewed::of(*sums.other, terms.deff)?;
    let df = value::degrees_of_freedom((own.mean, effective(sums.own)), (other.mean, effective(sums.other)));
    let confidence = terms.sure.by_student(df);
    if terms.comparison == Comparison::Difference {
        let found = own.minus(&other, &confidence)?;
        return Ok(("hall-difference", terms.share.map_or(found, |share| found.difference_to_everyone(share))));
    }
    let found = own.over(&other, &confidence)?;
    let Some(share) = terms.share else { return Ok(("hall-ratio", found)) };
    // Below zero the change of scale turns round where everyone's mean is zero.
    let movable = found.shape == Shape::Bounded && found.low.is_some_and(|low| low >= 0.0);
    if movable { Ok(("hall-ratio", found.ratio_to_everyone(share))) } else { Err(Undefined::NoInterval) }
}

fn people(group: &Scores) -> f64 {
    float(group.people())
}

#[expect(clippy::cast_precision_loss, reason = "2^53 people are more than there are rows to count")]
pub(in crate::findings) const fn float(people: u64) -> f64 {
    people as f64
}
