//! A finding: one measure of one segment, alone or against its reference. It knows no limit, no family, no language.

use evenhand_metrics::interval::{Interval, Shape};
use evenhand_metrics::summary;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Settings;
use super::words::{ReferenceKind, Statistic, Undefined, Word};
use crate::segment::Segment;

/// One number with its interval and people.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// measure/comparison/segment\[/vs=...\]\[/within=stratum\]\[/in=campaign\]; permanent.
    pub id: String,
    /// Id of a measure of the catalog.
    pub measure: String,
    /// `value`, `difference` or `ratio`. A measure that is itself a comparison has a `value` with a reference.
    pub comparison: Word<Statistic>,
    /// The segment; absent for a summary of a whole attribute.
    pub segment: Option<Segment>,
    /// The attribute of a summary.
    pub attribute: Option<String>,
    /// The stratum that people are alike in; absent when everybody is compared.
    pub within: Option<String>,
    /// The campaign; absent for all rows pooled.
    pub campaign: Option<String>,
    /// What the segment is compared with; absent for the value of a segment alone.
    pub reference: Option<Reference>,
    /// The estimate; absent when undefined.
    pub value: Option<f64>,
    /// Why there is no estimate.
    pub undefined: Option<Word<Undefined>>,
    /// Nominal interval of the estimate.
    pub interval: Option<IntervalOut>,
    /// Why there is an estimate and no interval: `too-few-units`, `one-class`, `no-interval` and the like.
    pub no_interval: Option<Word<Undefined>>,
    /// People in the segment; absent when hidden.
    pub people: Option<u64>,
    /// Where a person may have several rows: the effective number of people in the measure's denominator, or of those whose
    /// values it looks at: as many as would tell as much with equally many rows each. Absent of scores, whose folds are too few
    /// to tell.
    pub people_effective: Option<f64>,
    /// When hidden: fewer people than this.
    pub people_below: Option<u64>,
    /// People in the measure's numerator.
    pub top: Option<u64>,
    /// People in the measure's denominator.
    pub bottom: Option<u64>,
    /// The reference's numerator.
    pub reference_top: Option<u64>,
    /// The reference's denominator.
    pub reference_bottom: Option<u64>,
    /// Sums of weights, when rows carry weights.
    pub weighted: Option<Weighted>,
    /// The test of equality behind `p_value`.
    pub test: Option<String>,
    /// p-value of the test of equality, two-sided, unadjusted.
    pub p_value: Option<f64>,
    /// The gaps nearest to equality that these sizes would tell from equality with 80 % power.
    pub detectable: Option<Gap>,
    /// A summary's median and 95 % point if all groups had the same rate; a calibration error's if every score were right.
    pub under_equality: Option<UnderEquality>,
}

impl Finding {
    /// A finding of a rate under a comparison that says nothing yet.
    #[must_use]
    pub fn blank(measure: &str, comparison: impl Into<Statistic>) -> Self {
        Self {
            id: String::new(),
            measure: measure.to_owned(),
            comparison: comparison.into().into(),
            segment: None,
            attribute: None,
            within: None,
            campaign: None,
            reference: None,
            value: None,
            undefined: None,
            interval: None,
            no_interval: None,
            people: None,
            people_effective: None,
            people_below: None,
            top: None,
            bottom: None,
            reference_top: None,
            reference_bottom: None,
            weighted: None,
            test: None,
            p_value: None,
            detectable: None,
            under_equality: None,
        }
    }
}

/// What a summary would be if every group had the same rate.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct UnderEquality {
    /// Half of equal worlds are at or below it.
    pub median: f64,
    /// The 95 % point, on the side away from equality.
    pub p95: f64,
}

impl From<summary::UnderEquality> for UnderEquality {
    fn from(found: summary::UnderEquality) -> Self {
        Self { median: found.median, p95: found.p95 }
    }
}

/// What a segment is compared with.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reference {
    /// `named`, `largest`, `highest-rate`, `highest-rate-2pct`, `rest` or `everyone`.
    pub rule: Word<ReferenceKind>,
    /// The group chosen; absent for `rest` and `everyone`, and when no group could be chosen.
    pub segment: Option<Segment>,
    /// Groups passed over for having under 2 % of the people.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub passed_over: Vec<Segment>,
}

/// An interval as it stands in the document.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct IntervalOut {
    /// Lower end; absent when unbounded.
    pub low: Option<f64>,
    /// Upper end; absent when unbounded.
    pub high: Option<f64>,
    /// `bounded`, `unbounded`, `complement` or `whole-line`; absent when bounded.
    #[serde(skip_serializing_if = "is_bounded", default = "bounded")]
    pub shape: Word<Shape>,
    /// Level of confidence; absent where it is that of the settings.
    pub level: Option<f64>,
    /// Method id, such as `miettinen-nurminen`; absent where it is that of the settings for the comparison.
    pub method: Option<String>,
    /// Design effect of the segment, when above independent people.
    pub deff: Option<f64>,
    /// Where somebody may stand in the segment and in its reference: the variance of the comparison, as a multiple of what it
    /// would be if nobody did. Absent where nothing speaks for it.
    pub shared: Option<f64>,
    /// Degrees of freedom of Student's t, where a person may have several rows.
    pub degrees: Option<f64>,
}

impl IntervalOut {
    /// An interval with the method that made it.
    #[must_use]
    pub fn new(interval: Interval, method: &str, deff: Option<f64>) -> Self {
        Self {
            low: interval.low,
            high: interval.high,
            shape: interval.shape.into(),
            level: Some(interval.level),
            method: Some(method.to_owned()),
            deff,
            shared: None,
            degrees: None,
        }
    }

    /// The same, of people with several rows.
    #[must_use]
    pub fn of_units(self, shared: Option<f64>, degrees: Option<f64>) -> Self {
        // A variance is never exactly that of people of whom nobody stands on both sides, unless nothing speaks for more.
        let shared = shared.filter(|factor| factor.to_bits() != 1.0_f64.to_bits());
        Self { shared, degrees, ..self }
    }
}

fn bounded() -> Word<Shape> {
    Shape::Bounded.into()
}

fn is_bounded(shape: &Word<Shape>) -> bool {
    *shape == Shape::Bounded
}

impl Finding {
    /// Leaves out of the interval what it shares with all others: thousands of findings would say the same.
    #[must_use]
    pub fn lean(mut self, settings: &Settings) -> Self {
        let method = settings.method(&self.comparison);
        if let Some(interval) = &mut self.interval {
            interval.level = interval.level.filter(|level| level.to_bits() != settings.level.to_bits());
            interval.method = interval.method.take().filter(|own| own != method);
        }
        self
    }
}

/// Weighted sums behind a finding.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Weighted {
    /// Sum of weights in the numerator.
    pub top: f64,
    /// Sum of weights in the denominator.
    pub bottom: f64,
    /// The reference's numerator.
    pub reference_top: Option<f64>,
    /// The reference's denominator.
    pub reference_bottom: Option<f64>,
}

/// Two gaps, one on each side of equality.
#[skip_serializing_none]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Gap {
    /// Below equality; absent when none would show.
    pub low: Option<f64>,
    /// Above equality; absent when none would show.
    pub high: Option<f64>,
}
