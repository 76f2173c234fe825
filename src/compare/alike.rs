//! A rate compared among people alike in a stratum: one estimate for all strata (Mantel and Haenszel), its interval and test.

use evenhand_metrics::catalog::{Measure, Rate, TestOf};
use evenhand_metrics::cell::Cell;
use evenhand_metrics::compare::{Comparison, ReferenceRule};
use evenhand_metrics::interval::{Confidence, Interval};
use evenhand_metrics::power::{Aim, Side, detectable_difference_alike, detectable_ratio_alike};
use evenhand_metrics::strata;
use evenhand_metrics::tally;
use evenhand_metrics::undefined::Undefined;

use super::compared::{Compared, Comparisons, Inferred, People, Placement};
use super::rate::{RatePair, RatePairs, is_beyond, joining, may_be, only, supposed, unknown};
use super::scope::{Group, Scope};
use super::split::{Split, deff_of, tallies};
use crate::plan::{Attribute, Basis, Inference};
use crate::segment::encoded;

/// A ratio or difference within strata, with its interval and the id of its method.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Within {
    /// Mantel and Haenszel's estimate.
    pub value: Result<f64, Undefined>,
    /// Its interval.
    pub interval: Result<Interval, Undefined>,
    /// Id of the interval's method.
    pub method: &'static str,
}

/// The comparison of two groups within strata.
#[must_use]
pub(crate) fn within(strata: &[tally::Pair], comparison: Comparison, confidence: &Confidence) -> Within {
    let none = |reason| Within { value: Err(reason), interval: Err(reason), method: "greenland-robins" };
    match comparison {
        Comparison::Value => none(Undefined::NoInterval),
        Comparison::Ratio => strata::rate_ratio(strata, confidence).map_or_else(none, |found| Within {
            value: Ok(found.value),
            interval: found.interval,
            method: "greenland-robins",
        }),
        Comparison::Difference => strata::rate_difference(strata, confidence).map_or_else(none, |found| Within {
            value: Ok(found.value),
            interval: found.interval,
            method: "sato",
        }),
    }
}

/// `/within=month`: how ids name the stratum that people are alike in.
#[must_use]
pub fn within_id(stratum: &Attribute) -> String {
    format!("/within={}", encoded(&stratum.name))
}

/// A rate of a group and of its reference, stratum by stratum.
#[derive(Debug, Clone)]
pub struct Alike<'a> {
    pair: RatePair<'a>,
    split: &'a Split,
    strata: Vec<tally::Pair>,
}

/// All groups of a scope in one rate, within strata.
pub type AlikePairs<'a> = Comparisons<'a, Alike<'a>>;

impl<'a> AlikePairs<'a> {
    /// The groups of a scope against the reference that a rule names, among people alike.
    #[must_use]
    pub fn of(basis: &Basis, scope: &'a Scope, split: &'a Split, rate: &'static Rate, rule: &ReferenceRule) -> Self {
        let Comparisons { chosen, all } = RatePairs::of(basis, scope, rate, rule);
        Self { chosen, all: all.into_iter().map(|pair| Alike::new(pair, split)).collect() }
    }
}

impl<'a> Alike<'a> {
    fn new(pair: RatePair<'a>, split: &'a Split) -> Self {
        let (own, other) = split.sides(&pair);
        Self::of(pair, split, &own, &other)
    }

    fn of(pair: RatePair<'a>, split: &'a Split, own: &[Cell], other: &[Cell]) -> Self {
        let strata = tallies(pair.rate, deff_of(&pair), own, other);
        Self { pair, split, strata }
    }

    /// As a test at a limit needs them.
    fn cautious(&self) -> Vec<tally::Pair> {
        let caution = self.pair.caution();
        let over =
            |stratum: &tally::Pair| tally::Pair::new(stratum.group.over(caution), stratum.reference.over(caution));
        self.strata.iter().map(over).collect()
    }

    fn within(&self, comparison: Comparison, wanted: &Confidence) -> Within {
        within(&self.strata, comparison, &self.pair.confidence(comparison, wanted))
    }
}

impl<'a> Compared<'a> for Alike<'a> {
    fn measure(&self) -> Measure {
        self.pair.measure()
    }

    fn group(&self) -> &'a Group {
        self.pair.group
    }

    fn basis(&self) -> &Basis {
        &self.pair.basis
    }

    fn value(&self, comparison: Comparison) -> Result<f64, Undefined> {
        self.pair.a?;
        self.within(comparison, &Confidence::normal(self.pair.basis.statistics.level)).value
    }

    fn interval(&self, comparison: Comparison, wanted: &Confidence) -> Result<Inferred, Undefined> {
        self.value(comparison)?;
        if let Some(reason) = self.pair.unsure() {
            return Err(reason);
        }
        if self.pair.basis.inference == Inference::Census {
            return Err(Undefined::NoInterval);
        }
        let (found, deff) = (self.within(comparison, wanted), deff_of(&self.pair));
        Ok(Inferred {
            interval: found.interval?,
            method: found.method,
            deff: (deff > 1.0).then_some(deff),
            shared: None,
            degrees: None,
            sure: self.pair.confidence(comparison, wanted),
        })
    }

    /// The skewness-corrected score over all strata. Against everyone, people alike are compared with all others alike: on that
    /// scale the limit stands as written.
    fn rules_out(&self, comparison: Comparison, side: Side, value: f64, wanted: &Confidence) -> bool {
        let sure = self.pair.confidence(comparison, wanted);
        supposed(comparison, value).is_some_and(|supposed| is_beyond(&self.cautious(), supposed, side, &sure))
    }

    /// No association in any stratum.
    fn tested(&self, comparison: Comparison) -> Option<TestOf> {
        let basis = &self.pair.basis;
        if self.pair.unsure().is_some() || basis.inference != Inference::Process {
            return None;
        }
        let sure = self.pair.confidence(comparison, &Confidence::normal(basis.statistics.level));
        let found = strata::association(&self.strata).ok()?.by(&sure).plain;
        Some(TestOf { id: "cochran-mantel-haenszel", p_value: found.p_value, under_equality: None })
    }

    fn people(&self, comparison: Comparison) -> People {
        People { weighted: None, effective: None, ..self.pair.people(comparison) }
    }

    fn has_people(&self, comparison: Comparison) -> bool {
        self.pair.has_people(comparison)
    }

    fn is_printed(&self, comparison: Comparison) -> bool {
        self.pair.is_printed(comparison)
    }

    fn detectable(&self, comparison: Comparison, (side, limit): (Side, f64), wanted: &Confidence) -> Option<f64> {
        if self.pair.basis.inference == Inference::Census || self.pair.unsure().is_some() {
            return None;
        }
        let (aim, strata) = (Aim::usual(self.pair.confidence(comparison, wanted)), self.cautious());
        match comparison {
            Comparison::Value => None,
            Comparison::Ratio => detectable_ratio_alike(side, limit, &strata, &aim),
            Comparison::Difference => detectable_difference_alike(side, limit.abs(), &strata, &aim),
        }
    }

    fn rates(&self) -> Option<&RatePair<'a>> {
        Some(&self.pair)
    }

    fn placed(&self, scope: &Scope, placement: Placement) -> Option<Box<dyn Compared<'a> + 'a>> {
        let joining = joining(self.pair.rate, placement);
        let (mut own, mut other) = self.split.sides(&self.pair);
        for group in unknown(scope) {
            let may = may_be(group, &self.pair);
            for (place, cell) in self.split.group(&group.segment).iter().take(self.split.places()).enumerate() {
                for (side, (kinds, may)) in [&mut own, &mut other].into_iter().zip(joining.into_iter().zip(may)) {
                    if may {
                        // Both sides have as many places as the split.
                        side[place].merge(&only(cell, kinds));
                    }
                }
            }
        }
        Some(Box::new(Self::of(self.pair.clone(), self.split, &own, &other)))
    }

    fn over_seeds(&self) -> Option<f64> {
        self.pair.over_seeds()
    }

    fn wider(&self, factor: f64) -> Option<Box<dyn Compared<'a> + 'a>> {
        Some(Box::new(Self::new(self.pair.scaled(factor), self.split)))
    }
}
