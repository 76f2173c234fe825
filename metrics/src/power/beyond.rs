//! Telling a rate from one at the limit: what the rule that decides would place outside. The rule asks that the score interval
//! lies beyond the limit and that the skewness-corrected score there does too; so both are asked of the counts expected.

use super::{Aim, Group};
use crate::{
    interval::{ProportionMethod, proportion},
    significance::{Spread, Supposed, spread_at},
    special::{beta, crossing::crossing},
    tally::{Pair, Tally},
};

pub use crate::interval::Side;

/// The ratio nearest to a limit, beyond it, that `people` would show to be outside. The comparison of a check is
/// powered when this reaches what the check needs.
///
/// **Formula** below: the largest r < limit L with (L - r) p = c √V₀ + z' √V₁, p the reference's rate; V₀ the variance of p̂₁ - L p̂₂ at the
/// rates most likely on the limit if the counts are those expected (times N/(N-1)), V₁ that at the true rates r p and p;
/// c = max(z, z - g (z² - 1)), g the skewness on the limit over 6. Above: its mirror, r p at most 1.
///
/// **Source** Farrington and Manning (1990), Statistics in Medicine 9, 1447-1454, eq. 4 with method 3; c: Laud (2017),
/// doi:10.1002/pst.1813.
///
/// **Undefined when** there is no such ratio, or the reference's rate is 0: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, Side, detectable_ratio_beyond}};
/// let men = Group { rate: 9937.0 / 41230.0, people: 41230.0 };
/// let aim = Aim::usual(Confidence::normal(0.95_f64.sqrt()));
/// let seen = detectable_ratio_beyond(Side::Below, 0.8, 39880.0, men, &aim).unwrap();
/// assert!((seen - 0.767).abs() < 5e-4);
/// ```
#[must_use]
pub fn detectable_ratio_beyond(side: Side, limit: f64, people: f64, reference: Group, aim: &Aim) -> Option<f64> {
    if !(reference.is_possible() && reference.rate > 0.0 && people > 0.0 && limit > 0.0 && limit.is_finite()) {
        return None;
    }
    let rule = Rule { side, supposed: Supposed::Ratio(limit), scale: limit, is_confirmed: true, aim };
    rule.nearest(limit * reference.rate, people, reference).map(|rate| rate / reference.rate)
}

/// The difference nearest to a limit, beyond it, that `people` would show to be outside; `gap` and the answer are sizes,
/// positive on both sides.
///
/// **Formula** as for [`detectable_ratio_beyond`], with p̂₁ - p̂₂ ± gap.
///
/// **Source** as there. **Undefined when** there is no such rate: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, Side, detectable_difference_beyond}};
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let half = Group { rate: 0.5, people: 10_000.0 };
/// let seen = detectable_difference_beyond(Side::Below, 0.05, 10_000.0, half, &aim).unwrap();
/// // 2.8015852 standard errors of 0.0070366, worked out by hand
/// assert!((seen - 0.0697137).abs() < 2e-5);
/// ```
#[must_use]
pub fn detectable_difference_beyond(side: Side, gap: f64, people: f64, reference: Group, aim: &Aim) -> Option<f64> {
    if !(reference.is_possible() && people > 0.0 && (0.0..1.0).contains(&gap)) {
        return None;
    }
    let (supposed, from) = match side {
        Side::Below => (-gap, reference.rate - gap),
        Side::Above => (gap, reference.rate + gap),
    };
    let rule = Rule { side, supposed: Supposed::Difference(supposed), scale: 1.0, is_confirmed: true, aim };
    rule.nearest(from, people, reference).map(|rate| (rate - reference.rate).abs())
}

/// The rate nearest to a limit, beyond it, that `people` would show to be outside.
///
/// **Formula** with b the count furthest out that is not yet outside, counting outwards: the rate of which the count lies further out
/// than b with the probability aimed at. Outside is a count whose interval, and whose binomial tail on the limit, rule the limit out.
///
/// **Source** the definition. Nothing is approximated but for people made fractional by a design effect, whose fraction is dropped
/// from the counts. **Undefined when** no count would be outside, or there is nobody: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::{Confidence, ProportionMethod}, power::{Aim, Side, detectable_rate_beyond}};
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let seen = |people| detectable_rate_beyond(Side::Below, 0.2, people, ProportionMethod::Wilson, &aim);
/// // Of 100, 12 have a binomial tail of 0.0253 at 0.2, and 11 one of 0.0126: P(X <= 11) is 0.8 at a rate of 0.0912
/// assert!((seen(100.0).unwrap() - 0.0912).abs() < 1e-4);
/// assert_eq!(seen(10.0), None);
/// ```
#[must_use]
pub fn detectable_rate_beyond(side: Side, limit: f64, people: f64, method: ProportionMethod, aim: &Aim) -> Option<f64> {
    if !(people >= 1.0 && people.is_finite() && (0.0..=1.0).contains(&limit)) {
        return None;
    }
    let most = people.floor();
    let is_outside = |count: f64| {
        [method, ProportionMethod::ClopperPearson].into_iter().all(|method| {
            let found = proportion(method, Tally::new(count, people), &aim.confidence);
            found.is_ok_and(|interval| match side {
                Side::Below => interval.high.is_some_and(|high| high < limit),
                Side::Above => interval.low.is_some_and(|low| low > limit),
            })
        })
    };
    // The counts that are outside, seen from the end furthest out.
    let from_end = |count: f64| if side == Side::Below { count } else { most - count };
    if !is_outside(from_end(0.0)) {
        return None;
    }
    let (mut outside, mut undecided) = (0.0, most + 1.0);
    while undecided - outside > 1.0 {
        let middle = f64::midpoint(outside, undecided).floor();
        if is_outside(from_end(middle)) { outside = middle } else { undecided = middle }
    }
    let missed = 1.0 - aim.power;
    Some(match side {
        Side::Below => beta::quantile(missed, outside + 1.0, people - outside).share,
        Side::Above => beta::quantile(missed, outside + 1.0, people - outside).rest,
    })
}

/// What has to lie beyond which limit, how surely and how often.
#[derive(Clone, Copy)]
pub(super) struct Rule<'a> {
    pub(super) side: Side,
    pub(super) supposed: Supposed,
    /// What the reference's rate is multiplied by: the limit of a ratio, 1 for a difference.
    pub(super) scale: f64,
    /// Whether the corrected score has to lie beyond the limit too, as for outside and not for within.
    pub(super) is_confirmed: bool,
    pub(super) aim: &'a Aim,
}

impl Rule<'_> {
    /// How far beyond the limit the expected difference has to lie to be found as often as is aimed at.
    pub(super) fn needed(&self, group: Group, reference: Group) -> f64 {
        let expected = |group: Group| Tally::new(group.rate * group.people, group.people);
        let Spread { deviation, skew } = spread_at(Pair::new(expected(group), expected(reference)), self.supposed);
        let z = self.aim.confidence.critical();
        let bent = match self.side {
            Side::Below => z - skew * (z * z - 1.0),
            Side::Above => z + skew * (z * z - 1.0),
        };
        let critical = if self.is_confirmed { z.max(bent) } else { z };
        let variance = group.variance() + self.scale * self.scale * reference.variance();
        critical * deviation + self.aim.extra() * variance.max(0.0).sqrt()
    }

    /// The rate nearest to `from`, which is on the limit, that is found as often as is aimed at.
    fn nearest(&self, from: f64, people: f64, reference: Group) -> Option<f64> {
        let (most, way) = match self.side {
            Side::Below => (from, -1.0),
            Side::Above => (1.0 - from, 1.0),
        };
        if most <= 0.0 {
            return None;
        }
        let needed =
            |over: f64| self.needed(Group { rate: (from + way * over).clamp(0.0, 1.0), people }, reference).max(0.0);
        let seen = |over: f64| {
            let needed = needed(over);
            (over - needed) / (over + needed)
        };
        (seen(most) >= 0.0).then(|| from + way * crossing(seen, needed(0.0), most, 1))
    }
}
