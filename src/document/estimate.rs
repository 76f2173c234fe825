//! A number of the sections beyond findings: its interval and method beside it, or the reason why there is none.

use evenhand_metrics::interval::Interval;
use evenhand_metrics::undefined::Undefined;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::IntervalOut;
use super::words::Word;
use crate::plan::Inference;

/// One number, or why there is none.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The number; absent when undefined.
    pub value: Option<f64>,
    /// Why there is no number, else why there is no interval.
    pub undefined: Option<Word<Undefined>>,
    /// Its interval.
    pub interval: Option<IntervalOut>,
}

impl Estimate {
    /// A number with its interval and the method that made it. Without a number there is no interval.
    #[must_use]
    pub fn new(
        value: Result<f64, Undefined>,
        interval: Result<Interval, Undefined>,
        method: &str,
        deff: Option<f64>,
    ) -> Self {
        let Ok(value) = value else { return Self::without(value) };
        Self {
            value: Some(value),
            undefined: interval.err().map(Into::into),
            interval: interval.ok().map(|interval| IntervalOut::new(interval, method, deff)),
        }
    }

    /// The same; where everybody there is was counted, no interval is given.
    #[must_use]
    pub fn under(
        inference: Inference,
        value: Result<f64, Undefined>,
        interval: Result<Interval, Undefined>,
        method: &str,
        deff: Option<f64>,
    ) -> Self {
        let interval = if inference == Inference::Census { Err(Undefined::NoInterval) } else { interval };
        Self::new(value, interval, method, deff)
    }

    /// A number of which no interval is given: without one for everybody there is.
    #[must_use]
    pub fn without(value: Result<f64, Undefined>) -> Self {
        let reason = value.err().unwrap_or(Undefined::NoInterval);
        Self { value: value.ok(), undefined: Some(reason.into()), interval: None }
    }

    /// No number.
    #[must_use]
    pub fn none(reason: Undefined) -> Self {
        Self::without(Err(reason))
    }
}

/// A test: what it is called, its statistic and its p-value, or why there is none.
#[skip_serializing_none]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TestOut {
    /// Id of the test.
    pub test: String,
    /// The statistic.
    pub statistic: Option<f64>,
    /// The p-value, unadjusted.
    pub p_value: Option<f64>,
    /// Why there is no test.
    pub undefined: Option<Word<Undefined>>,
}

impl TestOut {
    /// A test by its id.
    #[must_use]
    pub fn new(test: &str, found: Result<evenhand_metrics::significance::Tested, Undefined>) -> Self {
        Self {
            test: test.to_owned(),
            statistic: found.ok().and_then(|found| found.statistic),
            p_value: found.ok().map(|found| found.p_value),
            undefined: found.err().map(Into::into),
        }
    }
}
