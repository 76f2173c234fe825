//! The exact tail of the score statistic on the limit. Two rates on a limit are a line; each point of it gives every table a
//! probability, and the p-value is the largest probability that tables as far out as the one seen have on the part of the line
//! that the counts leave possible.

use super::{Supposed, score::Sums};
use crate::{
    interval::{Confidence, Interval, ProportionMethod, pair, proportion},
    significance::{Count, real},
    special::{binomial::ln_probability, highest::highest},
    tally::{Pair, Tally},
};

/// With this many people expected in every cell the corrected normal distribution is as good.
const ENOUGH_EXPECTED: f64 = 2_000.0;

/// Standard deviations of the two counts, together, beyond which the tables would take too long to add up.
const MOST_SPREAD: f64 = 4_000.0;

/// Nearer to the middle than this no family asks, and tables are no longer ordered as further out they are.
const NOT_FAR: f64 = -1.0;

/// The chance that the true rates are not among those that the counts leave possible: far below every level that a family of
/// comparisons asks for.
const LEFT_OUT: f64 = 1e-10;

/// Points of the line that are tried before the best is climbed. With few people the probability has hills as narrow as there
/// are people; with standard deviations of 20 people and more it hardly moves.
const POINTS: (u32, u32) = (96, 24);
const HARDLY_MOVES: f64 = 20.0;

/// Tables this much less surprising than the one seen count as equally so: they may be equal in exact arithmetic.
const TIE: f64 = 1e-9;

/// The probability of a table whose statistic is `observed` or less; `None` where that is left to the normal distribution.
pub(super) fn below(a: Count, b: Count, supposed: Supposed, observed: f64) -> Option<f64> {
    let (x, y) = (Tally::from(a), Tally::from(b));
    let fit = match supposed {
        Supposed::Ratio(r) => pair::fit_at_ratio(x, y, r),
        Supposed::Difference(d) => pair::fit_at_difference(x, y, d),
    };
    let expected = [x.bottom * fit.p1, x.bottom * fit.q1, y.bottom * fit.p2, y.bottom * fit.q2];
    let spread = (x.bottom * fit.p1 * fit.q1).max(0.0).sqrt() + (y.bottom * fit.p2 * fit.q2).max(0.0).sqrt();
    if observed > NOT_FAR || expected.iter().all(|people| *people >= ENOUGH_EXPECTED) || spread > MOST_SPREAD {
        return None;
    }
    let Some((low, high)) = possible(x, y, supposed) else { return Some(LEFT_OUT) };
    let region = Region::of(a, b, supposed, observed, (low, high));
    let angle = |rate: f64| rate.sqrt().asin();
    let (from, to) = (angle(low), angle(high));
    let points = if spread < HARDLY_MOVES { POINTS.0 } else { POINTS.1 };
    let at = |step: f64| region.probability(from + (to - from) * step / f64::from(points));
    let seen: Vec<f64> = (0..=points).map(|step| at(f64::from(step))).collect();
    let best = (0..).zip(&seen).max_by(|x, y| x.1.total_cmp(y.1)).map_or(0, |(step, _)| step);
    // Twelve steps place the top between two points to 0.6 % of their distance.
    let around = ((f64::from(best) - 1.0).max(0.0), (f64::from(best) + 1.0).min(f64::from(points)));
    let top = highest(at, around.0, around.1, 12);
    Some((seen.iter().copied().fold(top, f64::max) + LEFT_OUT).min(1.0))
}

/// The rates of the second group that both counts leave possible on the limit; `None` when there are none.
fn possible(a: Tally, b: Tally, supposed: Supposed) -> Option<(f64, f64)> {
    // Half of what is left out for each group.
    let sure = Confidence::normal(1.0 - 0.5 * LEFT_OUT);
    let ends = |tally| match proportion(ProportionMethod::ClopperPearson, tally, &sure) {
        Ok(Interval { low: Some(low), high: Some(high), .. }) => (low, high),
        _ => (0.0, 1.0),
    };
    let (first, second) = (ends(a), ends(b));
    let (low, high) = match supposed {
        Supposed::Ratio(r) => (second.0.max(first.0 / r), second.1.min(first.1 / r)),
        Supposed::Difference(d) => (second.0.max(first.0 - d), second.1.min(first.1 - d)),
    };
    (low <= high).then_some((low, high))
}

/// The tables as far out as the one seen: for each number selected in the second group, those with at most so many in the
/// first. The statistic rises with the first and falls with the second, so the bound rises with the second.
struct Region {
    first: u64,
    second: u64,
    supposed: Supposed,
    from: u64,
    /// One more than the bound: 0 where there is no such table.
    bounds: Vec<u64>,
}

impl Region {
    fn of(a: Count, b: Count, supposed: Supposed, observed: f64, (low, high): (f64, f64)) -> Self {
        let bound = observed + TIE * observed.abs();
        let is_out = |x1: u64, x2: u64| {
            let mut sums = Sums::default();
            sums.add(&Pair::new(Tally::of_counts(x1, a.bottom), Tally::of_counts(x2, b.bottom)), supposed);
            sums.score() <= bound
        };
        let (from, to) = (Likely::ends(b.bottom, low).0, Likely::ends(b.bottom, high).1);
        let most = Likely::ends(a.bottom, supposed.first_of(high)).1;
        // The first bound by halving, the others by walking on.
        let (mut below, mut above) = (0, most + 1);
        while below < above {
            let middle = below + (above - below) / 2;
            if is_out(middle, from) { below = middle + 1 } else { above = middle }
        }
        let mut next = below;
        let bounds = (from..=to).map(|x2| {
            while next <= most && is_out(next, x2) {
                next += 1;
            }
            // The table seen is in, whatever rounding says.
            if x2 >= b.top && next <= a.top { a.top + 1 } else { next }
        });
        Self { first: a.bottom, second: b.bottom, supposed, from, bounds: bounds.collect() }
    }

    /// Its probability where the second rate is the squared sine of an angle.
    fn probability(&self, angle: f64) -> f64 {
        let rate = angle.sin().powi(2);
        let first = Likely::of(self.first, self.supposed.first_of(rate));
        let second = Likely::of(self.second, rate);
        let mut sum = 0.0;
        let below: Vec<f64> = std::iter::once(0.0)
            .chain(first.probabilities.iter().map(|probability| {
                sum += probability;
                sum
            }))
            .collect();
        let up_to = |bound: u64| {
            let at = usize::try_from(bound.saturating_sub(first.from)).unwrap_or(usize::MAX);
            below[at.min(below.len() - 1)]
        };
        (second.from..)
            .zip(&second.probabilities)
            .filter_map(|(x2, probability)| {
                let at = usize::try_from(x2.checked_sub(self.from)?).ok()?;
                self.bounds.get(at).map(|bound| probability * up_to(*bound))
            })
            .sum()
    }
}

impl Supposed {
    /// The rate of the first group, given that of the second.
    fn first_of(self, second: f64) -> f64 {
        match self {
            Self::Ratio(r) => (r * second).min(1.0),
            Self::Difference(d) => (second + d).clamp(0.0, 1.0),
        }
    }
}

/// The numbers of people that occur at all at a rate: all others together are less likely than 10⁻¹⁴.
struct Likely {
    from: u64,
    probabilities: Vec<f64>,
}

impl Likely {
    /// The least and the most.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "numbers of people, 0 or more")]
    fn ends(n: u64, rate: f64) -> (u64, u64) {
        let mean = real(n) * rate;
        let reach = 8.0 * (mean * (1.0 - rate)).max(0.0).sqrt() + 20.0;
        ((mean - reach).max(0.0) as u64, n.min((mean + reach) as u64))
    }

    fn of(n: u64, rate: f64) -> Self {
        let (from, to) = Self::ends(n, rate);
        let odds = rate / (1.0 - rate);
        if !odds.is_finite() {
            return Self { from: n, probabilities: vec![1.0] };
        }
        // From the most probable number outwards, so that no step starts from nothing.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of people, 0 or more")]
        let mode = ((real(n) * rate) as u64).clamp(from, to);
        let peak = ln_probability(mode, n, rate).exp();
        let mut probabilities = Vec::new();
        let mut here = peak;
        for k in (from..mode).rev() {
            here *= real(k + 1) / (real(n - k) * odds);
            probabilities.push(here);
        }
        probabilities.reverse();
        probabilities.push(peak);
        here = peak;
        for k in mode..to {
            here *= odds * real(n - k) / real(k + 1);
            probabilities.push(here);
        }
        Self { from, probabilities }
    }
}
