//! Intervals where rows say whose they are: every estimate is made again without each fold of units, so that people who
//! have several rows, or rows on both sides, cannot make it look surer than it is.

use evenhand_metrics::catalog::{Found, Measure, Sides, ValueMeasure};
use evenhand_metrics::cell::ValueTotals;
use evenhand_metrics::compare::Comparison;
use evenhand_metrics::dependence::delete_a_group;
use evenhand_metrics::interval::{Confidence, Interval};
use evenhand_metrics::undefined::Undefined;
use evenhand_metrics::value::{FEWEST_VALUES, effective_values};

use super::measured::Number;
use super::sample::{Part, Sample};
use super::table::Data;

/// The interval, by the delete-a-group jackknife with Student's t on the degrees of freedom of the people: of two
/// groups the smaller number. Every standard error is taken `stretch` times.
pub(super) fn interval(
    number: Number,
    comparison: Comparison,
    sure: &Confidence,
    stretch: f64,
    sides: Sides<'_, Data>,
) -> Found {
    let Sides { own, other, all } = sides;
    match number {
        Number::Score(measure) => {
            let parts = Sides { own: &own.scores, other: &other.scores, all: &all.scores };
            let of = |sides: Sides<'_, _>| measure.compared(comparison, sides);
            let folds = Folds::of(comparison, measure.of.is_comparison(), parts)?;
            folds.interval(number, comparison, sure, stretch, of)
        }
        Number::Value(measure) => {
            enough(measure, comparison, [&own.values.whole, &other.values.whole])?;
            let parts = Sides { own: &own.values, other: &other.values, all: &all.values };
            let folds = Folds::of(comparison, false, parts)?;
            if comparison == Comparison::Ratio {
                let found = delete_a_group(folds.len(), |without| {
                    let sides = folds.without(without);
                    Ok([measure.value(sides.own)?, measure.value(sides.other)?])
                })?;
                let found = found.stretched(stretch);
                return Ok(("jackknife-fieller", found.fieller(&folds.confidence(sure))?));
            }
            folds.interval(number, comparison, sure, stretch, |sides| measure.compared(comparison, sides))
        }
    }
}

/// Refuses means of so few values that no interval can be trusted; a share of people has one however few have a value.
fn enough(measure: &ValueMeasure, comparison: Comparison, sides: [&ValueTotals; 2]) -> Result<(), Undefined> {
    let sides = if comparison == Comparison::Value { &sides[..1] } else { &sides[..] };
    let few = |totals: &&ValueTotals| effective_values(measure.sums(totals)) < FEWEST_VALUES;
    if !measure.is_share() && sides.iter().any(few) { Err(Undefined::FewValues) } else { Ok(()) }
}

/// Everybody, and everybody without each fold, on both sides.
struct Folds<T> {
    own: (T, Vec<T>),
    other: (T, Vec<T>),
    all: (T, Vec<T>),
    degrees: f64,
}

impl<T: Part> Folds<T> {
    fn of(comparison: Comparison, is_comparison: bool, sides: Sides<'_, Sample<T>>) -> Result<Self, Undefined> {
        let alone = comparison == Comparison::Value && !is_comparison;
        let own = sides.own.sizes()?.degrees;
        let degrees = if alone { own } else { own.min(sides.other.sizes()?.degrees) };
        let folds = sides.own.folds().max(sides.other.folds()).max(sides.all.folds());
        let part = |sample: &Sample<T>| (sample.whole.clone(), sample.without_each(folds));
        Ok(Self { own: part(sides.own), other: part(sides.other), all: part(sides.all), degrees })
    }

    fn len(&self) -> usize {
        self.own.1.len()
    }

    fn without(&self, fold: Option<usize>) -> Sides<'_, T> {
        Sides { own: at(&self.own, fold), other: at(&self.other, fold), all: at(&self.all, fold) }
    }

    fn confidence(&self, sure: &Confidence) -> Confidence {
        sure.by_student(self.degrees)
    }

    fn interval(
        &self,
        number: Number,
        comparison: Comparison,
        sure: &Confidence,
        stretch: f64,
        of: impl Fn(Sides<'_, T>) -> Result<f64, Undefined>,
    ) -> Found {
        let confidence = self.confidence(sure);
        if comparison == Comparison::Ratio {
            let found = delete_a_group(self.len(), |without| {
                let ratio = of(self.without(without))?;
                if ratio > 0.0 { Ok([ratio.ln()]) } else { Err(Undefined::NoInterval) }
            })?;
            return Ok(("jackknife-log", found.stretched(stretch).ratio_interval(&confidence)?));
        }
        let found = delete_a_group(self.len(), |without| Ok([of(self.without(without))?]))?;
        let found = found.stretched(stretch).interval(&confidence)?;
        Ok(("jackknife", within(found, number.measure(), comparison)))
    }
}

fn at<T>(part: &(T, Vec<T>), fold: Option<usize>) -> &T {
    fold.and_then(|fold| part.1.get(fold)).unwrap_or(&part.0)
}

/// Cut to the values that there can be.
fn within(found: Interval, measure: Measure, comparison: Comparison) -> Interval {
    let (low, high) = match (measure.range(), comparison) {
        (range, Comparison::Value) => range,
        ((Some(low), Some(high)), _) => (Some(low - high), Some(high - low)),
        _ => (None, None),
    };
    let cut = |end: Option<f64>| {
        end.map(|end| low.map_or(end, |low| end.max(low))).map(|end| high.map_or(end, |high| end.min(high)))
    };
    Interval { low: cut(found.low), high: cut(found.high), ..found }
}
