//! How many people would decide a comparison that these cannot: what a reader of "cannot tell" asks next. How many the
//! measured gap would take is not told: that repeats its p-value, and says nothing about the gap there is.

use evenhand_metrics::compare::Comparison;
use evenhand_metrics::power::{Aim, Group, Limits, people_to_show_within};

use super::limit::Side;
use super::rule::Rule;
use crate::compare::{Against, RatePair};

/// People of the segment that would show a ratio of 1 to be within, 8 times in 10, the reference staying as it is; `None`
/// where there are as many.
pub(super) fn to_show_within(rule: &Rule<'_>, pair: &RatePair<'_>) -> Option<u64> {
    let limits = Limits { low: rule.sides.low.map(Side::value), high: rule.sides.high.map(Side::value) };
    let aim = Aim::usual(pair.confidence(Comparison::Ratio, &rule.levels.nominal));
    let people = people_to_show_within(1.0, limits, reference(rule, pair)?, &aim)?;
    let (own, _) = pair.effective(Comparison::Ratio).ok()?;
    rounded(people * rows_for_one(pair)?).filter(|_| people > own.bottom)
}

fn reference(rule: &Rule<'_>, pair: &RatePair<'_>) -> Option<Group> {
    let is_whole = rule.check.comparison == Comparison::Ratio && rule.check.within.is_none();
    if !is_whole || pair.unsure().is_some() || matches!(pair.against, Against::Everyone { .. }) {
        return None;
    }
    let (_, b) = pair.effective(Comparison::Ratio).ok()?;
    Some(Group { rate: pair.b.ok()?.rate, people: b.bottom })
}

/// How many rows of the segment count for one person in the comparison.
fn rows_for_one(pair: &RatePair<'_>) -> Option<f64> {
    let joint = pair.joint(Comparison::Ratio).map_or(1.0, |joint| joint.factor);
    Some(pair.a.ok()?.deff * joint)
}

/// Two digits are all that such a number can be relied on for.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and below 2^53 by the bound")]
fn rounded(people: f64) -> Option<u64> {
    const MOST: f64 = 1e15;
    if !(1.0..MOST).contains(&people) {
        return None;
    }
    let unit = 10_f64.powf(people.log10().floor() - 1.0).max(1.0);
    Some(((people / unit).ceil() * unit) as u64)
}
