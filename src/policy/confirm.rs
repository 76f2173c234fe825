//! An interval beyond a limit is held against a test made at that limit, so that a family of comparisons keeps its level
//! even where every truth lies on the limit, however few people there are.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::interval::{Confidence, Interval, ProportionMethod, proportion};
use evenhand_metrics::power::Side;
use evenhand_metrics::significance::{Count, Supposed, beyond_limit, score_at};
use evenhand_metrics::tally::{self, Tally};

use super::rule::Rule;
use crate::findings::{Against, Pair, Share};

impl Rule<'_> {
    /// The interval of one rate, held against the exact binomial tail at the limit (Clopper and Pearson 1934; of effective
    /// people Korn and Graubard 1998).
    pub(super) fn confirmed_alone(&self, interval: Interval, rate: Tally, confidence: &Confidence) -> Interval {
        let exact = proportion(ProportionMethod::ClopperPearson, rate, confidence);
        self.confirmed(interval, |_, limit| exact.is_ok_and(|exact| !exact.contains(limit)))
    }

    /// The interval of a pair, held against the exact test of two rates; of weights or repeated people, of which there are no
    /// tables, against the skewness-corrected score.
    pub(super) fn confirmed_pair(&self, interval: Interval, pair: &Pair<'_>, confidence: &Confidence) -> Interval {
        let (Ok(a), Ok(b), Ok(effective)) = (pair.a, pair.b, pair.effective(self.check.comparison)) else {
            return interval;
        };
        let count = |share: Share| Count::new(share.top, share.bottom);
        self.confirmed(interval, |side, limit| {
            let Some(supposed) = self.supposed(pair, limit) else { return false };
            if pair.is_independent() {
                beyond_limit(supposed, side, count(a), count(b)).is_ok_and(|p_value| p_value <= confidence.tail())
            } else {
                is_beyond(&[tally::Pair::new(effective.0, effective.1)], supposed, side, confidence)
            }
        })
    }

    /// The interval of a comparison within strata, held against the skewness-corrected score over all of them.
    pub(super) fn confirmed_alike(
        &self,
        interval: Interval,
        strata: &[tally::Pair],
        confidence: &Confidence,
    ) -> Interval {
        self.confirmed(interval, |side, limit| {
            // Against everyone, people alike are compared with all others alike: on that scale the limit stands as written.
            on(self.check.comparison, limit).is_some_and(|supposed| is_beyond(strata, supposed, side, confidence))
        })
    }

    fn confirmed(&self, interval: Interval, is_ruled_out: impl Fn(Side, f64) -> bool) -> Interval {
        let sides = [(Side::Below, self.sides.low), (Side::Above, self.sides.high)];
        sides.into_iter().fold(interval, |interval, (side, limit)| match limit {
            Some(limit) => interval.confirmed(side, limit.value(), || is_ruled_out(side, limit.value())),
            None => interval,
        })
    }

    /// The limit as two independent groups have it: one on the ratio to everyone is one on the ratio to the rest.
    fn supposed(&self, pair: &Pair<'_>, limit: f64) -> Option<Supposed> {
        let share = match pair.against {
            Against::Everyone { share } => share,
            _ => 0.0,
        };
        match self.check.comparison {
            Comparison::Ratio => on(Comparison::Ratio, limit * (1.0 - share) / (1.0 - share * limit)),
            comparison => on(comparison, limit / (1.0 - share)),
        }
    }
}

/// What a comparison on its limit supposes; `None` of a rate alone.
const fn on(comparison: Comparison, limit: f64) -> Option<Supposed> {
    match comparison {
        Comparison::Ratio => Some(Supposed::Ratio(limit)),
        Comparison::Difference => Some(Supposed::Difference(limit)),
        Comparison::Value => None,
    }
}

/// Whether the score over strata lies beyond what is supposed by more than the critical value.
fn is_beyond(strata: &[tally::Pair], supposed: Supposed, side: Side, confidence: &Confidence) -> bool {
    score_at(strata, supposed).is_ok_and(|z| match side {
        Side::Below => z <= -confidence.critical(),
        Side::Above => z >= confidence.critical(),
    })
}
