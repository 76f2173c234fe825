//! Telling a rate from one at the limit: what the deciding interval would place outside.

use super::{Aim, Group};
use crate::special::crossing::crossing;

/// Which side of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below the lower limit.
    Below,
    /// Above the upper limit.
    Above,
}

/// The ratio nearest to a limit, beyond it, that `people` would show to be outside. The comparison of a check is
/// powered when this reaches what the check needs.
///
/// **Formula** below: the largest r < limit with ln limit - ln r = (z + z') √((1-rp)/(r p n₁) + (1-p)/(p n₂)), p
/// the reference's rate; above: the smallest r > limit with ln r - ln limit equal to the same, r p at most 1.
///
/// **Source** Katz et al. (1978) for the standard error of ln r.
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
    let error = LogError::of(people, reference);
    match side {
        Side::Below => ratio_below(limit.ln(), error, aim.steps()),
        Side::Above => ratio_above(limit.ln(), error, aim.steps()),
    }
}

/// The variance of ln r as a function of t = ln r: `own` e^-t + `rest`.
#[derive(Clone, Copy)]
struct LogError {
    own: f64,
    rest: f64,
    /// t where the group's rate is 1.
    most: f64,
}

impl LogError {
    fn of(people: f64, reference: Group) -> Self {
        let p = reference.rate;
        let rest = (1.0 - p) / (p * reference.people) - 1.0 / people;
        Self { own: 1.0 / (p * people), rest, most: -p.ln() }
    }

    fn at(self, t: f64) -> f64 {
        (self.own * (-t).exp() + self.rest).max(0.0).sqrt()
    }
}

/// The largest root of ln limit - t - z S(t) below ln limit, coming from above.
///
/// S falls with t, so t <- ln limit - z S(t) steps down without passing a root. Where S is convex, and it stays so
/// further down, the function is concave: Newton's step does not pass a root either, and a slope that no longer falls
/// means that there is none.
fn ratio_below(limit: f64, error: LogError, z: f64) -> Option<f64> {
    // No count is this rare: a ratio of e^-600.
    const NONE: f64 = -600.0;
    let mut t = limit.min(error.most);
    for _ in 0..500 {
        let (s, own) = (error.at(t), error.own * (-t).exp());
        let over = limit - t - z * s;
        if over >= 0.0 {
            return Some(t.exp());
        }
        let step = if own + 2.0 * error.rest >= 0.0 {
            let slope = -1.0 + z * own / (2.0 * s);
            if slope >= 0.0 {
                return None;
            }
            over / slope
        } else {
            -over
        };
        t -= step;
        if t < NONE {
            return None;
        }
        if step <= 1e-14 * (1.0 + t.abs()) {
            break;
        }
    }
    Some(t.exp())
}

fn ratio_above(limit: f64, error: LogError, z: f64) -> Option<f64> {
    let most = error.most - limit;
    if most <= 0.0 {
        return None;
    }
    let seen = |over: f64| {
        let needed = z * error.at(limit + over);
        (over - needed) / (over + needed)
    };
    let start = z * error.at(limit);
    (seen(most) >= 0.0).then(|| (limit + crossing(seen, start, most, 1)).exp())
}

/// The difference nearest to a limit, beyond it, that `people` would show to be outside; `gap` and the answer are sizes,
/// positive on both sides.
///
/// **Formula** the smallest d > gap with d = gap + (z + z') SE(d), SE from the reference's rate p and, for the group,
/// p - d below and p + d above.
///
/// **Source** the normal interval of a difference. **Undefined when** there is no such rate: `None`.
///
/// ```
/// # use evenhand_metrics::{interval::Confidence, power::{Aim, Group, Side, detectable_difference_beyond}};
/// let aim = Aim::usual(Confidence::normal(0.95));
/// let half = Group { rate: 0.5, people: 10_000.0 };
/// let seen = detectable_difference_beyond(Side::Below, 0.05, 10_000.0, half, &aim).unwrap();
/// // 2.8015852 standard errors of 0.0070366, worked out by hand
/// assert!((seen - 0.0697137).abs() < 1e-7);
/// ```
#[must_use]
pub fn detectable_difference_beyond(side: Side, gap: f64, people: f64, reference: Group, aim: &Aim) -> Option<f64> {
    let p = reference.rate;
    let most = match side {
        Side::Below => p,
        Side::Above => 1.0 - p,
    } - gap;
    if !(reference.is_possible() && people > 0.0 && gap >= 0.0 && most > 0.0) {
        return None;
    }
    let needed = |over: f64| {
        let rate = match side {
            Side::Below => p - gap - over,
            Side::Above => p + gap + over,
        };
        let group = Group { rate: rate.clamp(0.0, 1.0), people };
        aim.steps() * (group.variance() + reference.variance()).sqrt()
    };
    let seen = |over: f64| {
        let needed = needed(over);
        (over - needed) / (over + needed)
    };
    (seen(most) >= 0.0).then(|| gap + crossing(seen, needed(0.0), most, 1))
}
